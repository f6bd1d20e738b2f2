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

from python_hooks.reading import ServerError, server_sentence

_LOCATION = re.compile(r"^Location: (?:file:/*)?(/.*)$", re.MULTILINE)
_MANAGED = re.compile(r"^Type: MANAGED$", re.MULTILINE)
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
        return (
            f"{spark_quoted(self.name)} {self.kind}{f' comment {spark_literal(self.comment)}' if self.comment else ''}"
        )


@dataclass(frozen=True)
class Present:
    """A table or view that there is. path: where its files are, of a table; is_managed: they are Spark's, not ours."""

    columns: list[Column]
    path: Path | None
    is_managed: bool


class SparkTables:
    """The tables of a schema and their files, of a connection of PyHive. All it does can raise ServerError."""

    def __init__(self, connection: Any, schema: str, folder: Path) -> None:
        self._cursor, self._schema, self._home = connection.cursor(), schema, folder / schema
        self._version = datetime.now(UTC).strftime("%Y%m%dT%H%M%S.%f")

    def execute(self, statement: str) -> list[tuple[Any, ...]]:
        from pyhive.exc import Error

        try:
            self._cursor.execute(statement)
            return self._cursor.fetchall() if self._cursor.description else []
        except Error as error:
            raise ServerError(f"Spark does not do what is needed: {server_sentence(error)}") from None

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
                location = _LOCATION.search(information)
                found[name] = Present(
                    [Column(*column) for column in _COLUMN.findall(information)],
                    Path(location.group(1)) if location else None,
                    bool(_MANAGED.search(information)),
                )
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

    def forget(self, name: str, wanted: Iterable[Path]) -> None:
        """Removes the versions of a table that nobody wants: older ones, and those of who was stopped on the way."""
        home, wanted = self._home / name, set(wanted)
        try:
            for path in home.iterdir() if home.exists() else ():
                if path not in wanted:
                    shutil.rmtree(path)
        except OSError as error:
            raise ServerError(f"{error.filename or home} cannot be removed: {error.strerror}.") from None


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
