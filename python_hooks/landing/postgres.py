"""The same landing for Postgres: into a DuckDB file that is thrown away, from there into raw tables, all or nothing.

The tables are those that store.py shows (files, malformed, <source>__<entity>), filled afresh in one transaction. They
are emptied, never dropped, since views stand on them; a column that is new to them is added.
"""

import tempfile
from contextlib import closing
from pathlib import Path
from typing import Any

import duckdb

from python_hooks.landing.errors import LandingError
from python_hooks.landing.server import staged
from python_hooks.landing.sql import literal, quoted
from python_hooks.reading import postgres_address
from python_hooks.registry import PROJECT

_TYPES = {"VARCHAR": "text", "BIGINT": "bigint"}


def land_postgres(
    sources: list[str], schema: str = "landing", connection: Any = None, project: Path = PROJECT
) -> list[tuple[Any, ...]]:
    """Lands the sources in a Postgres schema and returns the ledger, the rows of <schema>.files.

    connection: of psycopg2; by default one to the server of profiles.yml.
    Raises LandingError, one sentence, where a source cannot be landed; the database is then as it was.
    """
    if connection is None:
        with closing(_connect()) as own:
            return land_postgres(sources, schema, own, project)
    with tempfile.TemporaryDirectory(prefix="landing-") as folder:
        path = Path(folder)
        with staged(sources, path / "work.duckdb", project) as landing, connection, connection.cursor() as cursor:
            cursor.execute(f"create schema if not exists {quoted(schema)}")
            _empty_others(cursor, schema, set(landing.names))
            for name in landing.names:
                _copy(landing.con, cursor, schema, name, path / "rows.csv")
            return landing.ledger


def _connect() -> Any:
    try:
        import psycopg2
    except ImportError:
        raise LandingError(
            "landing in Postgres needs the package psycopg2: install the project with its extra named postgres."
        ) from None
    server = postgres_address()
    try:
        return psycopg2.connect(**server)
    except psycopg2.OperationalError as error:
        raise LandingError(
            f"the Postgres server {server['host']}:{server['port']} cannot be used ({str(error).splitlines()[0]}):"
            " check the CC_POSTGRES_* variables."
        ) from None


def _empty_others(cursor: Any, schema: str, names: set[str]) -> None:
    """What an earlier landing filled and this one does not is not there any more."""
    cursor.execute("select to_regclass(%s)", [f"{quoted(schema)}.files"])
    if cursor.fetchone()[0] is None:
        return
    cursor.execute(f"select distinct source || '__' || entity from {quoted(schema)}.files")
    for (name,) in cursor.fetchall():
        if name not in names:
            cursor.execute(f"truncate {quoted(schema)}.{quoted(name)}")


def _copy(con: duckdb.DuckDBPyConnection, cursor: Any, schema: str, name: str, path: Path) -> None:
    described = con.execute(f"describe landing.{quoted(name)}").fetchall()
    columns = {row[0]: _TYPES[row[1]] for row in described}
    table = f"{quoted(schema)}.{quoted(name)}"
    listed = ", ".join(f"{quoted(column)} {kind}" for column, kind in columns.items())
    cursor.execute(f"create table if not exists {table} ({listed})")
    for column, kind in columns.items():
        cursor.execute(f"alter table {table} add column if not exists {quoted(column)} {kind}")
    cursor.execute(f"truncate {table}")
    selected = ", ".join(_storable(column, kind) for column, kind in columns.items())
    con.execute(
        f"copy (select {selected} from landing.{quoted(name)}) to {literal(str(path))}"
        " (format csv, header false, delimiter ',', quote '\"', escape '\"', nullstr '')"
    )
    names = ", ".join(map(quoted, columns))
    with path.open("rb") as rows:
        cursor.copy_expert(f"copy {table} ({names}) from stdin (format csv, encoding 'UTF8')", rows)
    path.unlink()


def _storable(column: str, kind: str) -> str:
    r"""Postgres stores no NUL, which Parquet may hold: written as \x00, as the scanner writes it."""
    return f"replace({quoted(column)}, chr(0), '\\x00') as {quoted(column)}" if kind == "text" else quoted(column)
