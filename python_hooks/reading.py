"""Reading what a build has made, from every engine alike."""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from datetime import date
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import duckdb
import pandas as pd
import yaml
from jinja2 import Environment

from python_hooks.landing.errors import LandingError
from python_hooks.landing.sources import read_sources
from python_hooks.project import PROJECT, Settings, Stop

if TYPE_CHECKING:
    from dbt.contracts.graph.manifest import Manifest


class ServerError(Exception):
    """A server that cannot be used, or does not do what it was asked: one sentence."""


class LostError(ServerError):
    """The connection has ended: what was asked last may be done or not."""


class Reader(Protocol):
    """One open connection that only reads. Names in double quotes are names, instants are UTC, on every engine."""

    def frame(self, sql: str) -> pd.DataFrame: ...

    def rows(self, sql: str) -> list[tuple[Any, ...]]: ...

    def exists(self, table: str) -> bool:
        """Whether there is a relation of the name that relation() gives."""
        ...


class _DuckDBReader:
    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection

    def frame(self, sql: str) -> pd.DataFrame:
        return self._connection.execute(sql).df()

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        return self._connection.execute(sql).fetchall()

    def exists(self, table: str) -> bool:
        return _is_in_information_schema(self, table)


class _PostgresReader:
    def __init__(self, connection: Any) -> None:
        self._connection = connection

    def frame(self, sql: str) -> pd.DataFrame:
        with self._connection.cursor() as cursor:
            cursor.execute(sql)
            return pd.DataFrame(cursor.fetchall(), columns=[column.name for column in cursor.description])

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        with self._connection.cursor() as cursor:
            cursor.execute(sql)
            return cursor.fetchall()

    def exists(self, table: str) -> bool:
        return _is_in_information_schema(self, table)


class _SparkReader:
    def __init__(self, connection: Any) -> None:
        self._connection = connection

    def frame(self, sql: str) -> pd.DataFrame:
        names, rows = self._ask(sql)
        return pd.DataFrame(rows, columns=names)

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        return self._ask(sql)[1]

    def exists(self, table: str) -> bool:
        schema, name = table.split(".")
        return bool(self.rows(f"show tables in {schema} like '{name.strip(chr(34))}'"))

    def _ask(self, sql: str) -> tuple[list[str], list[tuple[Any, ...]]]:
        cursor = self._connection.cursor(arraysize=10_000)
        try:
            cursor.execute(sql)
            rows, description = cursor.fetchall(), cursor.description
        except spark_errors() as error:
            raise Stop(f"Nothing can be read: {spark_fault(error)}") from None
        finally:
            # Of a server that has died it says so once more.
            with suppress(*spark_errors()):
                cursor.close()
        names = [name for name, *_ in description]
        days = [place for place, (_, kind, *_) in enumerate(description) if kind == "DATE_TYPE"]
        return names, [_with_days(row, days) for row in rows] if days else rows


def _with_days(row: tuple[Any, ...], places: list[int]) -> tuple[Any, ...]:
    """The driver hands a day over as text."""
    values = list(row)
    for place in places:
        if values[place] is not None:
            values[place] = date.fromisoformat(values[place])
    return tuple(values)


def _is_in_information_schema(reader: Reader, table: str) -> bool:
    schema, name = (part.strip('"') for part in table.split("."))
    return bool(
        reader.rows(
            f"select 1 from information_schema.tables where table_schema = '{schema}' and table_name = '{name}'"
        )
    )


@contextmanager
def reading(settings: Settings, *, file: Path | None = None) -> Iterator[Reader]:
    """A reader of the working database (of `file`, where one is named), or of the server."""
    if settings.is_duckdb:
        path = file or settings.work
        if not path.exists():
            raise Stop(f"{settings.shown(path)} does not exist yet: `make build` makes it.")
        try:
            connection = duckdb.connect(str(path), read_only=True)
        except duckdb.IOException as error:
            raise Stop(f"{settings.shown(path)} cannot be opened: {str(error).splitlines()[0]}") from None
        with connection:
            yield _DuckDBReader(connection)
    elif settings.target == "spark":
        with ExitStack() as stack:
            try:
                connection = stack.enter_context(spark_connected())
            except ServerError as error:
                raise Stop(f"Nothing can be read: {error}") from None
            yield _SparkReader(connection)
    else:
        import psycopg2

        with closing(psycopg2.connect(**postgres_address())) as connection:
            connection.set_session(readonly=True, autocommit=True)
            yield _PostgresReader(connection)


def postgres_address() -> dict[str, Any]:
    """Where profiles.yml says the Postgres server is."""
    return _address("postgres", "host", "port", "user", "password", "dbname")


@contextmanager
def spark_connected() -> Iterator[Any]:
    """A connection of PyHive to the Thrift server of profiles.yml. Raises ServerError where there is none."""
    connection = _connect_to_spark()
    try:
        yield connection
    finally:
        close_spark(connection)


def close_spark(connection: Any) -> None:
    """Closes a connection.

    Now and then Spark 4.3 fails to close a session (it lacks a class of Hive), to no effect; and a server that has died
    closes none.
    """
    with suppress(*spark_errors()):
        connection.close()


def spark_errors() -> tuple[type[Exception], ...]:
    """What a connection of PyHive raises: what the server said and, where that has died, what Thrift or Linux says."""
    from pyhive.exc import Error
    from thrift.Thrift import TException

    return Error, TException, OSError


def spark_fault(error: Exception) -> ServerError:
    """One of spark_errors(), told apart: the server has refused something, or it is not there."""
    from pyhive.exc import Error

    if isinstance(error, Error):
        return ServerError(f"Spark does not do what is needed: {server_sentence(error)}")
    return LostError(
        f"the connection to the Spark server is lost ({server_sentence(error)}): see in its log whether it has ended,"
        " and start it again."
    )


def _connect_to_spark() -> Any:
    try:
        from pyhive import hive
    except ImportError:
        raise ServerError(
            "Spark is asked by the package PyHive, which is not installed: run `CC_EXTRAS=spark make setup`."
        ) from None
    # It prints what the exception says.
    logging.getLogger("thrift.transport.TSocket").setLevel(logging.CRITICAL)
    server = _address("spark", "host", "port", "user", "auth", "password", "kerberos_service_name")
    # As SQL has it and the other engines do: a name in double quotes is a name. Of this connection alone.
    session = {
        "set:hiveconf:spark.sql.ansi.enabled": "true",
        "set:hiveconf:spark.sql.ansi.doubleQuotedIdentifiers": "true",
        "set:hiveconf:spark.sql.session.timeZone": "UTC",
    }
    try:
        return hive.connect(
            host=server["host"],
            port=int(server["port"]),
            username=server["user"],
            auth=server.get("auth") or "NONE",
            # Nothing is not the empty text: PyHive takes each with its own kinds of auth alone.
            password=server.get("password") or None,
            kerberos_service_name=server.get("kerberos_service_name") or None,
            configuration=session,
        )
    except (ValueError, NotImplementedError, ImportError) as error:
        raise ServerError(
            f"the Spark server {server['host']}:{server['port']} cannot be used ({server_sentence(error)}): check auth,"
            " password and kerberos_service_name of the output spark in profiles.yml."
        ) from None
    except spark_errors() as error:
        raise ServerError(
            f"the Spark server {server['host']}:{server['port']} cannot be used ({server_sentence(error)}):"
            " check the CC_SPARK_* variables; `make spark-up` starts a server of this machine."
        ) from None


def server_sentence(error: Exception) -> str:
    """What Spark has to say, of an error that carries its whole state."""
    status = getattr(error.args[0] if error.args else None, "status", None)
    said = str(getattr(status, "errorMessage", None) or error).strip().removeprefix("Error running query: ")
    # The statement and its plan come after; the class of the error says nothing that its code does not.
    said = re.sub(r"\S+Exception: ", "", re.split(r"\n\n| SQLSTATE: ", said)[0])
    said = " ".join(re.sub(r"^(\[\S+\])\s+\1", r"\1", said).split())
    # What Thrift says where it has no words.
    return type(error).__name__ if said in ("", "None") else said


def _address(output: str, *keys: str) -> dict[str, Any]:
    """An output of profiles.yml. Read without dbt, which knows its profile only while it runs."""
    environment = Environment()  # renders no page
    environment.globals["env_var"] = os.environ.get
    environment.filters |= {"as_number": int, "as_text": str}
    folder = Path(os.environ.get("DBT_PROFILES_DIR") or PROJECT)
    profiles = yaml.safe_load((folder / "profiles.yml").read_text(encoding="utf-8"))
    said = profiles["contact_center"]["outputs"][output]
    return {key: environment.from_string(str(said[key])).render() for key in keys if said.get(key) is not None}


def relation(manifest: Manifest, name: str) -> str:
    """The schema-qualified name of a model, quoted as a Reader of any engine takes it."""
    for node in manifest.nodes.values():
        if node.name == name and node.resource_type in ("model", "seed"):
            return f'"{node.schema}"."{node.alias}"'
    raise KeyError(name)


def published_relation(manifest: Manifest, name: str) -> str:
    """The same of a public model, as readers have it."""
    for node in manifest.nodes.values():
        if node.name == name and node.resource_type == "model":
            return f'"{schema_prefix(manifest)}{node.config.schema}"."{node.alias}"'
    raise KeyError(name)


def schema_prefix(manifest: Manifest) -> str:
    """cc_schema_prefix as it was when the project was read."""
    return next(
        source.schema.removesuffix(source.source_name)
        for source in manifest.sources.values()
        if source.source_name == "state"
    )


def landing_roots(manifest: Manifest) -> dict[str, Path]:
    """Source -> folder it is read from, of the sources switched on that are read from files.

    Raises Stop where a source does not say where its files are.
    """
    # The model is there on every engine, but switched on only where dbt does the landing.
    for node in [*manifest.nodes.values(), *chain.from_iterable(manifest.disabled.values())]:
        if node.name == "landing_files":
            try:
                return {source.name: source.root for source in read_sources(node.config.meta["cc_sources"])}
            except LandingError as error:
                raise Stop(str(error)) from None
    raise KeyError("landing_files")


def has_model(manifest: Manifest, name: str) -> bool:
    return any(node.name == name and node.resource_type == "model" for node in manifest.nodes.values())
