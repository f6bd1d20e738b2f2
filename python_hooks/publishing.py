"""Publication: readers see the public tables of the last build that passed, whole, and of that build alone.

On DuckDB a copy of them, a file that replaces the one before in a single step; on the servers publishing_postgres.py
and publishing_spark.py.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from python_hooks.landing.sql import literal, quoted
from python_hooks.project import Settings, Stop, warn_on_stderr
from python_hooks.reading import schema_prefix

if TYPE_CHECKING:
    from dbt.contracts.graph.manifest import Manifest

PUBLIC_SCHEMAS = ("marts", "quality")
# The oldest format DuckDB 1.5 writes: BI tools bundle older versions of the engine than the one used here.
STORAGE_VERSION = "v1.2.0"


@dataclass(frozen=True)
class PublicTable:
    """A table to publish, and what is said about it and its columns."""

    schema: str
    name: str
    comment: str = ""
    column_comments: dict[str, str] = field(default_factory=dict)
    # Where dbt built it, if not in a schema of the same name.
    work_schema: str = ""


@dataclass(frozen=True)
class Published:
    tables: int
    rows: int


def public_tables(manifest: Manifest) -> list[PublicTable]:
    """Every public table the project defines, with its documentation.

    Not what the schemas happen to hold: dbt never drops the table of a model that was renamed or switched off.
    """
    return [
        PublicTable(
            f"{schema_prefix(manifest)}{node.config.schema}",
            node.alias,
            node.description,
            {name: column.description for name, column in node.columns.items()},
            node.schema,
        )
        for node in sorted(manifest.nodes.values(), key=lambda node: (node.schema, node.name))
        if node.resource_type == "model"
        and node.config.schema in PUBLIC_SCHEMAS
        and node.config.materialized != "ephemeral"
    ]


def publish(settings: Settings, manifest: Manifest, warn: Callable[[str], None] = warn_on_stderr) -> Published:
    """Lets readers see the public tables as they have been built. warn: takes what is left undone after that."""
    tables = public_tables(manifest)
    if settings.is_duckdb:
        return replace_file(settings.work, settings.database, tables)
    if settings.target == "spark":
        from python_hooks import publishing_spark

        return Published(len(tables), publishing_spark.publish(tables, warn))
    from python_hooks import publishing_postgres

    return Published(len(tables), publishing_postgres.publish(tables, warn))


def replace_file(work: Path, target: Path, tables: Iterable[PublicTable]) -> Published:
    """Copies `tables` of `work` to `target`, which is whole at every moment: the old file or the new.

    The caller holds the build's lock, so that a temporary file found here is a killed build's.
    """
    for left_over in target.parent.glob(f".{target.name}.*.tmp*"):
        left_over.unlink()
    temporary = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        published = _copy(work, temporary, tables)
        _flush(temporary)
        # The log of changes somebody made to the old file: DuckDB would look for it beside the new one.
        target.with_name(f"{target.name}.wal").unlink(missing_ok=True)
        temporary.replace(target)
        _flush(target.parent)
    finally:
        temporary.unlink(missing_ok=True)
    return published


def _flush(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _copy(work: Path, temporary: Path, tables: Iterable[PublicTable]) -> Published:
    if not work.exists():
        raise Stop(f"There is nothing to publish: {work} does not exist. `make build` makes it.")
    rows_copied = 0
    tables = list(tables)
    with duckdb.connect(
        config={"autoinstall_known_extensions": False, "preserve_insertion_order": False}
    ) as connection:
        # Under its own name, which the views in it were made with.
        connection.execute(f"attach {literal(str(work))} (read_only)")
        (source,) = connection.execute("select database_name from duckdb_databases() where path is not null").fetchone()
        copy = f"{source}_published"
        connection.execute(f"attach {literal(str(temporary))} as {quoted(copy)} (storage_version '{STORAGE_VERSION}')")
        for table in tables:
            place = f"{quoted(table.schema)}.{quoted(table.name)}"
            there, here = f"{quoted(source)}.{place}", f"{quoted(copy)}.{place}"
            connection.execute(f"create schema if not exists {quoted(copy)}.{quoted(table.schema)}")
            try:
                connection.execute(f"create table {here} as select * from {there}")
            except duckdb.CatalogException:
                raise Stop(f"The working database has no {place}: `make build` makes it.") from None
            rows, rows_here = connection.execute(
                f"select (select count(*) from {there}), (select count(*) from {here})"
            ).fetchone()
            if rows != rows_here:
                raise Stop(f"The copy of {place} has {rows_here} rows instead of {rows}: nothing was published.")
            rows_copied += rows
            _comment(connection, here, table)
        connection.execute(f"detach {quoted(copy)}")
    return Published(len(tables), rows_copied)


def _comment(connection: duckdb.DuckDBPyConnection, here: str, table: PublicTable) -> None:
    """Says in the file what dbt's documentation says: a table made from a query has columns and no words."""
    if table.comment:
        connection.execute(f"comment on table {here} is {literal(table.comment)}")
    present = {name for name, *_ in connection.execute(f"describe {here}").fetchall()}
    for column, comment in table.column_comments.items():
        if comment and column in present:
            connection.execute(f"comment on column {here}.{quoted(column)} is {literal(comment)}")
