"""Reading what a build has made, from DuckDB or Postgres alike."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
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


class Reader(Protocol):
    """One open connection that only reads."""

    def frame(self, sql: str) -> pd.DataFrame: ...

    def rows(self, sql: str) -> list[tuple[Any, ...]]: ...


class _DuckDBReader:
    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection

    def frame(self, sql: str) -> pd.DataFrame:
        return self._connection.execute(sql).df()

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        return self._connection.execute(sql).fetchall()


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
    else:
        import psycopg2

        connection = psycopg2.connect(**postgres_address())
        try:
            connection.set_session(readonly=True, autocommit=True)
            yield _PostgresReader(connection)
        finally:
            connection.close()


def postgres_address() -> dict[str, Any]:
    """Where profiles.yml says the server is. Read without dbt, which knows its profile only while it runs."""
    environment = Environment()  # renders no page
    environment.globals["env_var"] = os.environ.get
    environment.filters |= {"as_number": int, "as_text": str}
    folder = Path(os.environ.get("DBT_PROFILES_DIR") or PROJECT)
    profiles = yaml.safe_load((folder / "profiles.yml").read_text(encoding="utf-8"))
    said = profiles["contact_center"]["outputs"]["postgres"]
    return {
        key: environment.from_string(str(said[key])).render() for key in ("host", "port", "user", "password", "dbname")
    }


def relation(manifest: Manifest, name: str) -> str:
    """The schema-qualified name of a model, quoted for both engines."""
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
