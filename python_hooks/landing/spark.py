"""The same landing for Spark: Parquet files in a folder that every worker reads, and raw tables over them.

    <CC_SPARK_FOLDER>/<schema>/memory.duckdb          what has been landed, so that no content is read twice
    <CC_SPARK_FOLDER>/<schema>/<table>/<landing>/     the rows of a table, as of one landing

Every file is written first; then each table whose rows have changed is pointed at its new files, one after the other.
Spark has no transaction over tables: who reads in that moment sees each table whole, but some as of this landing and
some as of the last. The files of the last landing stay until the next one, for those who still read them. A landing
that stops before has changed nothing. No table is dropped, since views stand on them; a column that is new is added.
"""

import hashlib
import os
import re
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb

from python_hooks.landing.errors import LandingError
from python_hooks.landing.server import ALWAYS, SCHEMA, Staged, staged
from python_hooks.landing.sql import literal, quoted
from python_hooks.reading import ServerError, server_sentence, spark_connected
from python_hooks.registry import PROJECT

_TYPES = {"VARCHAR": "string", "BIGINT": "bigint"}
_LOCATION = re.compile(r"^Location: (?:file:/*)?(/.*)$", re.MULTILINE)
_COLUMN = re.compile(r"^ \|-- (.+): \w+ \(nullable = \w+\)$", re.MULTILINE)


def land_spark(
    sources: list[str],
    schema: str = "landing",
    connection: Any = None,
    folder: Path | None = None,
    project: Path = PROJECT,
) -> list[tuple[Any, ...]]:
    """Lands the sources in a schema of Spark and returns the ledger, the rows of <schema>.files.

    connection: of PyHive; by default one to the server of profiles.yml. folder: by default CC_SPARK_FOLDER.
    Raises LandingError, one sentence, where a source cannot be landed.
    """
    folder = folder or _folder()
    if connection is None:
        try:
            with spark_connected() as own:
                return land_spark(sources, schema, own, folder, project)
        except ServerError as error:
            raise LandingError(str(error)) from None
    home = folder / schema
    home.mkdir(parents=True, exist_ok=True)
    try:
        with staged(sources, home / "memory.duckdb", project) as landing:
            _Tables(connection, schema, home).replace(landing)
            return landing.ledger
    except duckdb.IOException as error:
        raise LandingError(
            f"what was landed before cannot be used ({str(error).splitlines()[0]}): wait where another landing is"
            f" running, else delete {home / 'memory.duckdb'}, which is made again."
        ) from None


def _folder() -> Path:
    text = os.environ.get("CC_SPARK_FOLDER")
    if not text:
        raise LandingError(
            "landing in Spark needs a folder that this machine and every worker sees under the same path: name it in"
            " CC_SPARK_FOLDER (`make spark-up` prints the one of a server of this machine)."
        )
    folder = Path(text).resolve()
    try:
        # Who may read the rows is the owner's to decide: nobody else, where the folder is made here.
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise LandingError(f"CC_SPARK_FOLDER is {text}, which cannot be made: {error.strerror}.") from None
    return folder


class _Tables:
    """The raw tables of a schema, and where their files are."""

    def __init__(self, connection: Any, schema: str, home: Path) -> None:
        self._cursor, self._schema, self._home = connection.cursor(), schema, home
        self._landing = datetime.now(UTC).strftime("%Y%m%dT%H%M%S.%f")

    def replace(self, landing: Staged) -> None:
        con = landing.con
        con.execute(
            f"create table if not exists {SCHEMA}.landed_on_spark (name varchar, fingerprint varchar, path varchar)"
        )
        last = {row[0]: row[1:] for row in con.execute(f"from {SCHEMA}.landed_on_spark").fetchall()}
        self._execute(f"create schema if not exists {_quoted(self._schema)}")
        present = self._present()
        new: dict[str, tuple[str, Path, dict[str, str]]] = {}
        for name in landing.names:
            fingerprint = _fingerprint(con, name)
            where = present[name][0] if name in present else None
            if fingerprint and last.get(name) == (fingerprint, str(where)) and where.is_dir():
                continue
            described = con.execute(f"describe {SCHEMA}.{quoted(name)}").fetchall()
            columns = {row[0]: _TYPES[row[1]] for row in described}
            new[name] = fingerprint, self._write(con, name, f"select * from {SCHEMA}.{quoted(name)}"), columns
        # What an earlier landing filled and this one does not is not there any more.
        for name in last.keys() & present.keys() - set(landing.names):
            _, columns = present[name]
            new[name] = "", self._write(con, name, None), dict.fromkeys(columns, "string")
        for name, (fingerprint, path, columns) in new.items():
            self._point(name, path, columns, present.get(name))
            con.execute(f"delete from {SCHEMA}.landed_on_spark where name = ?", [name])
            con.execute(f"insert into {SCHEMA}.landed_on_spark values (?, ?, ?)", [name, fingerprint, str(path)])
        for name, (_, path, _) in new.items():
            self._forget(name, {path, present[name][0]} if name in present else {path})

    def _execute(self, statement: str) -> list[tuple[Any, ...]]:
        from pyhive.exc import Error

        try:
            self._cursor.execute(statement)
            return self._cursor.fetchall() if self._cursor.description else []
        except Error as error:
            raise LandingError(f"Spark does not do what landing needs: {server_sentence(error)}") from None

    def _present(self) -> dict[str, tuple[Path, list[str]]]:
        """Table -> where its files are, and its columns; all in one question, since each takes a while."""
        rows = self._execute(f"show table extended in {_quoted(self._schema)} like '*'")
        found = {}
        for _, name, is_temporary, information, *_ in rows:
            location = _LOCATION.search(information)
            if location and not is_temporary:
                found[name] = Path(location.group(1)), _COLUMN.findall(information)
        return found

    def _write(self, con: duckdb.DuckDBPyConnection, name: str, query: str | None) -> Path:
        path = self._home / name / self._landing
        path.mkdir(parents=True)
        if query is not None:
            con.execute(f"copy ({query}) to {literal(str(path / 'rows.parquet'))} (format parquet)")
        return path

    def _point(self, name: str, path: Path, columns: dict[str, str], present: tuple[Path, list[str]] | None) -> None:
        table, location = f"{_quoted(self._schema)}.{_quoted(name)}", _literal(f"file:{path}")
        if present is None:
            listed = ", ".join(f"{_quoted(column)} {kind}" for column, kind in columns.items())
            self._execute(f"create table {table} ({listed}) using parquet location {location}")
            return
        added = [f"{_quoted(column)} {kind}" for column, kind in columns.items() if column not in present[1]]
        if added:
            self._execute(f"alter table {table} add columns ({', '.join(added)})")
        self._execute(f"alter table {table} set location {location}")

    def _forget(self, name: str, wanted: set[Path]) -> None:
        for path in (self._home / name).iterdir():
            if path not in wanted:
                shutil.rmtree(path)


def _fingerprint(con: duckdb.DuckDBPyConnection, name: str) -> str:
    """Stands for all the rows of an entity; empty for the tables of the landing itself, which are small."""
    if name in ALWAYS:
        return ""
    ((sql,),) = con.execute(
        "select sql from duckdb_views() where database_name = current_database() and schema_name = ? and view_name = ?",
        [SCHEMA, name],
    ).fetchall()
    files = con.execute(
        f"select file, format, content_hash, content_id from {SCHEMA}.current_files where source || '__' || entity = ?"
        " order by all",
        [name],
    ).fetchall()
    return hashlib.sha256(repr((sql, files)).encode()).hexdigest()


def _quoted(name: str) -> str:
    return "`" + name.replace("`", "``") + "`"


def _literal(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"
