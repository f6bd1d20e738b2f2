"""Tables of Spark over Parquet files in a folder that this machine and every worker see under the same path.

    <CC_SPARK_FOLDER>/<schema>/<table>/<version>/     the rows of a table, as of one version

A plain table of Spark knows no transaction. What it has instead: new files are written beside the old ones, and the
table is then pointed at them, in one step. Whoever reads the old files goes on, as long as they are there.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from python_hooks.reading import ServerError, spark_errors, spark_fault

_LOCATION = re.compile(r"^Location: (.+)$", re.MULTILINE)
_LOCAL = re.compile(r"(?:file:/*)?(/.*)")
_TYPE = re.compile(r"^Type: (\w+)$", re.MULTILINE)
# What Hive's metastore keeps of a column's comment.
_HIVE_LETTERS = 256
_COLUMN = re.compile(r"^ \|-- (.+): (.+) \(nullable = \w+\)$", re.MULTILINE)


@dataclass(frozen=True)
class Column:
    name: str
    kind: str
    comment: str = ""

    @property
    def declared(self) -> str:
        said = f" comment {spark_literal(self.comment)}" if self.comment else ""
        return f"{spark_quoted(self.name)} {self.kind}{said}"


@dataclass(frozen=True)
class Present:
    """A table or view that there is.

    path: the local folder of its files, of a table that has one; is_managed: they are Spark's, not ours; in_the_way:
    why no table of ours can have its name, where none can.
    """

    columns: list[Column]
    path: Path | None
    is_managed: bool
    in_the_way: str = ""


class SparkTables:
    """The tables of a schema and their files, of a connection of PyHive. All it does can raise ServerError."""

    def __init__(self, connection: Any, schema: str, folder: Path) -> None:
        self._cursor, self._schema, self._home = connection.cursor(), schema, folder / schema
        self._version = datetime.now(UTC).strftime("%Y%m%dT%H%M%S.%f")

    def execute(self, statement: str) -> list[tuple[Any, ...]]:
        try:
            self._cursor.execute(statement)
            return self._cursor.fetchall() if self._cursor.description else []
        except spark_errors() as error:
            raise spark_fault(error) from None

    def place(self, name: str) -> str:
        return f"{spark_quoted(self._schema)}.{spark_quoted(name)}"

    def make_schema(self) -> None:
        self.execute(f"create schema if not exists {spark_quoted(self._schema)}")

    def present(self) -> dict[str, Present]:
        """What there is in the schema, without comments; all in one question, since each takes a while."""
        rows = self.execute(f"show table extended in {spark_quoted(self._schema)} like '*'")
        found = {}
        for _, name, is_temporary, information, *_ in rows:
            if not is_temporary:
                found[name] = _present(information)
        return found

    def described(self, name: str) -> tuple[list[Column], str]:
        """The columns of a table with their comments, and its own comment."""
        rows = iter(self.execute(f"describe table extended {self.place(name)}"))
        columns = []
        for column, kind, comment in rows:
            if not column:
                break
            columns.append(Column(column, kind, comment or ""))
        return columns, next((words for title, words, _ in rows if title == "Comment"), "")

    def new_path(self, name: str) -> Path:
        """Where the new rows of a table belong."""
        return self._home / name / self._version

    def create(self, name: str, columns: list[Column], path: Path, comment: str = "") -> None:
        listed = ", ".join(column.declared for column in columns)
        said = f" comment {spark_literal(comment)}" if comment else ""
        # Spark would try for 20 s to have longer words kept by the metastore, before it keeps them by itself.
        is_long = any(len(column.comment) > _HIVE_LETTERS for column in columns)
        options = " options (skipHiveMetadata 'true')" if is_long else ""
        self.execute(
            f"create table {self.place(name)} ({listed}) using parquet{options}{said} location {location(path)}"
        )

    def point(self, name: str, path: Path) -> None:
        self.execute(f"alter table {self.place(name)} set location {location(path)}")

    def forget(self, name: str, wanted: Iterable[Path | None]) -> list[str]:
        """Removes the versions of a table that nobody wants: older ones, and those of who was stopped on the way.

        Returns what cannot be removed, and why: rows are not less right for files that nobody reads.
        """
        home, wanted = self._home / name, set(wanted)
        try:
            unwanted = [path for path in home.iterdir() if path not in wanted] if home.exists() else []
        except OSError as error:
            return [f"{home} ({error.strerror})"]
        kept = []
        for path in unwanted:
            try:
                shutil.rmtree(path)
            except OSError as error:
                kept.append(f"{path} ({error.strerror})")
        return kept


def _present(information: str) -> Present:
    """What Spark says of a table or view, read."""
    kind, where = _TYPE.search(information), _LOCATION.search(information)
    local = _LOCAL.fullmatch(where.group(1)) if where else None
    in_the_way = ""
    if kind and kind.group(1) == "VIEW":
        in_the_way = "is a view"
    elif local is None:
        in_the_way = f"lies at {where.group(1)}, which is not a local folder" if where else "has no folder of files"
    return Present(
        [Column(*column) for column in _COLUMN.findall(information)],
        Path(local.group(1)) if local else None,
        bool(kind and kind.group(1) == "MANAGED"),
        in_the_way,
    )


def older_files_stay(kept: list[str]) -> str:
    """What to do about what could not be removed."""
    more = f" and {len(kept) - 1} more folders" if len(kept) > 1 else ""
    return (
        f"older files cannot be removed: {kept[0]}{more}. Nobody reads them: remove them yourself, and let the user who"
        " builds delete what the cluster writes below CC_SPARK_FOLDER (docs/which-engine.md), or more will stay."
    )


def shared_folder() -> Path:
    """CC_SPARK_FOLDER, made where it is missing. Raises ServerError where none is named."""
    text = os.environ.get("CC_SPARK_FOLDER")
    if not text:
        raise ServerError(
            "Spark needs a folder that this machine and every worker sees under the same path: name it in"
            " CC_SPARK_FOLDER (`make spark-up` prints the one of a server of this machine)."
        )
    folder = Path(text).resolve()
    try:
        # Who may read the rows is the owner's to decide: nobody else, where the folder is made here.
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise ServerError(f"CC_SPARK_FOLDER is {text}, which cannot be made: {error.strerror}.") from None
    return folder


def location(path: Path) -> str:
    return spark_literal(f"file:{path}")


def spark_quoted(name: str) -> str:
    return "`" + name.replace("`", "``") + "`"


def spark_literal(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"
