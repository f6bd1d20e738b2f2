"""The engines that can be compared. Another one is another class here, and its name in ENGINES."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from importlib import import_module
from pathlib import Path
from typing import Protocol

import duckdb

from python_hooks.landing.sql import literal, quoted
from python_hooks.parity.comparing import Table
from python_hooks.project import Stop
from python_hooks.reading import close_spark


class Engine(Protocol):
    """An engine to build on and to read from."""

    name: str

    def what_is_missing(self) -> str | None:
        """What must be installed before it can run here, in a sentence; None where everything is."""

    @contextmanager
    def running(self, folder: Path) -> Iterator[dict[str, str]]:
        """The engine, started where it is a server; yields the environment variables of builds on it."""

    def load(
        self, connection: duckdb.DuckDBPyConnection, table: Table, into: str, environment: dict[str, str], folder: Path
    ) -> None:
        """Copies a table, as readers find it, to one of the connection with the columns and types that it declares.

        folder: for files of its own, as long as the copy takes.
        """


class DuckDB:
    name = "duckdb"

    def what_is_missing(self) -> str | None:
        return None

    @contextmanager
    def running(self, folder: Path) -> Iterator[dict[str, str]]:
        yield {"CC_TARGET": "duckdb", "CC_DATABASE": str(folder / "parity.duckdb")}

    def load(
        self, connection: duckdb.DuckDBPyConnection, table: Table, into: str, environment: dict[str, str], folder: Path
    ) -> None:
        connection.execute(f"attach if not exists {literal(environment['CC_DATABASE'])} as published (read_only)")
        connection.execute(f"create or replace table {quoted(into)} as {_select(table, 'published.')}")


class _Server:
    """An engine that python_hooks.servers has a throw-away server of, under the same name."""

    name: str

    def what_is_missing(self) -> str | None:
        return import_module(f"python_hooks.servers.{self.name}").what_is_missing()

    @contextmanager
    def running(self, folder: Path) -> Iterator[dict[str, str]]:
        server = import_module(f"python_hooks.servers.{self.name}")
        with server.running(folder / "server") as environment:
            yield environment | {"CC_DATABASE": str(folder / "parity.duckdb")}


class Postgres(_Server):
    name = "postgres"

    def load(
        self, connection: duckdb.DuckDBPyConnection, table: Table, into: str, environment: dict[str, str], folder: Path
    ) -> None:
        import psycopg2

        server = psycopg2.connect(
            **{
                key: environment.get(f"CC_POSTGRES_{name}")
                for key, name in (
                    *(("host", "HOST"), ("port", "PORT"), ("user", "USER")),
                    *(("password", "PASSWORD"), ("dbname", "DATABASE")),
                )
            }
        )
        path = folder / "rows.csv"
        columns = ", ".join(map(quoted, table.types))
        try:
            with server, server.cursor() as cursor, path.open("wb") as file:
                # Doubles as short as they can be read back from; the null is told from the empty text.
                cursor.copy_expert(
                    f"copy (select {columns} from {quoted(table.schema)}.{quoted(table.name)}) to stdout "
                    "(format csv, encoding 'UTF8', null '\\N', force_quote *)",
                    file,
                )
        finally:
            server.close()
        _read_csv(connection, table, into, path)


class Spark(_Server):
    name = "spark"

    def load(
        self, connection: duckdb.DuckDBPyConnection, table: Table, into: str, environment: dict[str, str], folder: Path
    ) -> None:
        from pyhive import hive

        # Where the workers can write and this machine can read.
        written = Path(environment["CC_SPARK_FOLDER"]) / "parity"
        columns = ", ".join(f"`{name}`" for name in table.types)
        server = hive.connect(host=environment["CC_SPARK_HOST"], port=int(environment["CC_SPARK_PORT"]), auth="NOSASL")
        with ExitStack() as stack:
            stack.callback(close_spark, server)
            cursor = stack.enter_context(closing(server.cursor()))
            cursor.execute(
                f"insert overwrite directory {literal(f'file:{written}')} using parquet "
                f"select {columns} from `{table.schema}`.`{table.name}`"
            )
        files = literal(str(written / "*.parquet"))
        connection.execute(
            f"create or replace table {quoted(into)} as select {_columns(table)} from read_parquet({files})"
        )
        shutil.rmtree(written)


def _read_csv(connection: duckdb.DuckDBPyConnection, table: Table, into: str, path: Path) -> None:
    types = ", ".join(f"{literal(name)}: 'varchar'" for name in table.types)
    connection.execute(
        f"create or replace table {quoted(into)} as select {_columns(table)} from read_csv({literal(str(path))}, "
        f"columns = {{{types}}}, header = false, delim = ',', quote = '\"', escape = '\"', nullstr = '\\N', "
        "allow_quoted_nulls = false, auto_detect = false, parallel = false, max_line_size = 20000000)"
    )
    path.unlink()


def _select(table: Table, database: str = "") -> str:
    return f"select {_columns(table)} from {database}{quoted(table.schema)}.{quoted(table.name)}"


def _columns(table: Table) -> str:
    return ", ".join(f"cast({quoted(name)} as {kind}) as {quoted(name)}" for name, kind in table.types.items())


ENGINES: dict[str, Engine] = {engine.name: engine for engine in (DuckDB(), Postgres(), Spark())}


def engines_named(names: str) -> list[Engine]:
    """Raises Stop where one is unknown, or nothing would be compared."""
    wanted = [name.strip() for name in names.split(",") if name.strip()]
    for name in wanted:
        if name not in ENGINES:
            raise Stop(f"--engines names {name}: use two or more of {', '.join(ENGINES)}.")
    if len(set(wanted)) < 2 or len(set(wanted)) != len(wanted):
        raise Stop(f"--engines is {names}: name two or more of {', '.join(ENGINES)}, each once.")
    return [ENGINES[name] for name in wanted]
