"""The same landing for Spark: Parquet files in a folder that every worker reads, and raw tables over them.

    <CC_SPARK_FOLDER>/<schema>/memory.duckdb          what has been landed, so that no content is read twice
    <CC_SPARK_FOLDER>/<schema>/<table>/<landing>/     the rows of a table, as of one landing

Every file is written first; then each table whose rows have changed is pointed at its new files, one after the other.
Spark has no transaction over tables: who reads in that moment sees each table whole, but some as of this landing and
some as of the last. The files of the last landing stay until the next one, for those who still read them. A landing
that stops before has changed nothing. No table is dropped, since views stand on them; a column that is new is added.
"""

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb

from python_hooks.landing.errors import LandingError
from python_hooks.landing.server import ALWAYS, SCHEMA, Staged, staged
from python_hooks.landing.sql import literal, quoted
from python_hooks.project import warn_on_stderr
from python_hooks.reading import ServerError, spark_connected
from python_hooks.registry import PROJECT
from python_hooks.spark_tables import Column, Present, SparkTables, older_files_stay, shared_folder

_TYPES = {"VARCHAR": "string", "BIGINT": "bigint"}


def land_spark(
    sources: list[str],
    schema: str = "landing",
    connection: Any = None,
    folder: Path | None = None,
    project: Path = PROJECT,
    warn: Callable[[str], None] = warn_on_stderr,
) -> list[tuple[Any, ...]]:
    """Lands the sources in a schema of Spark and returns the ledger, the rows of <schema>.files.

    connection: of PyHive; by default one to the server of profiles.yml. folder: by default CC_SPARK_FOLDER.
    warn: takes what does not make the rows less right.
    Raises LandingError, one sentence, where a source cannot be landed.
    """
    try:
        folder = folder or shared_folder()
        if connection is None:
            with spark_connected() as own:
                return land_spark(sources, schema, own, folder, project, warn)
        home = folder / schema
        home.mkdir(parents=True, exist_ok=True)
        with staged(sources, home / "memory.duckdb", project) as landing:
            kept = _replace(SparkTables(connection, schema, folder), landing)
            if kept:
                warn(f"the sources are landed, but {older_files_stay(kept)}")
            return landing.ledger
    except ServerError as error:
        raise LandingError(str(error)) from None
    except duckdb.IOException as error:
        raise LandingError(
            f"what was landed before cannot be used ({str(error).splitlines()[0]}): wait where another landing is"
            f" running, else delete {home / 'memory.duckdb'}, which is made again."
        ) from None


def _replace(tables: SparkTables, landing: Staged) -> list[str]:
    """Returns which older files stay."""
    con = landing.con
    con.execute(
        f"create table if not exists {SCHEMA}.landed_on_spark (name varchar, fingerprint varchar, path varchar)"
    )
    last = {row[0]: row[1:] for row in con.execute(f"from {SCHEMA}.landed_on_spark").fetchall()}
    tables.make_schema()
    present = tables.present()
    for name in landing.names:
        if name in present and present[name].in_the_way:
            raise ServerError(
                f"{tables.place(name)} {present[name].in_the_way}, and a table is to be landed under its name: drop it."
            )
    present = {name: table for name, table in present.items() if table.path}
    new: dict[str, tuple[str, Path, list[Column]]] = {}
    for name in landing.names:
        fingerprint = _fingerprint(con, name)
        where = present[name].path if name in present else None
        if fingerprint and last.get(name) == (fingerprint, str(where)) and where.is_dir():
            continue
        described = con.execute(f"describe {SCHEMA}.{quoted(name)}").fetchall()
        columns = [Column(row[0], _TYPES[row[1]]) for row in described]
        path = _write(con, tables.new_path(name), f"select * from {SCHEMA}.{quoted(name)}")
        new[name] = fingerprint, path, columns
    # What an earlier landing filled and this one does not is not there any more.
    for name in last.keys() & present.keys() - set(landing.names):
        new[name] = "", _write(con, tables.new_path(name), None), present[name].columns
    for name, (fingerprint, path, columns) in new.items():
        _point(tables, name, path, columns, present.get(name))
        con.execute(f"delete from {SCHEMA}.landed_on_spark where name = ?", [name])
        con.execute(f"insert into {SCHEMA}.landed_on_spark values (?, ?, ?)", [name, fingerprint, str(path)])
    return [
        kept
        for name, (_, path, _) in new.items()
        for kept in tables.forget(name, {path, present[name].path} if name in present else {path})
    ]


def _write(con: duckdb.DuckDBPyConnection, path: Path, query: str | None) -> Path:
    path.mkdir(parents=True)
    if query is not None:
        con.execute(f"copy ({query}) to {literal(str(path / 'rows.parquet'))} (format parquet)")
    return path


def _point(tables: SparkTables, name: str, path: Path, columns: list[Column], present: Present | None) -> None:
    if present is None:
        tables.create(name, columns, path)
        return
    there = {column.name for column in present.columns}
    added = [column.declared for column in columns if column.name not in there]
    if added:
        tables.execute(f"alter table {tables.place(name)} add columns ({', '.join(added)})")
    tables.point(name, path)


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
