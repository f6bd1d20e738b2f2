"""The published file: a copy of the public tables that replaces the one before in a single step."""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import duckdb
from dbt.contracts.graph.manifest import Manifest

from python_hooks.project import Settings, Stop

PUBLIC_SCHEMAS = ("marts", "quality")
# The oldest format DuckDB 1.5 writes: BI tools bundle older versions of the engine than the one used here.
STORAGE_VERSION = "v1.2.0"


@dataclass(frozen=True)
class Published:
    tables: int
    rows: int


def public_tables(manifest: Manifest) -> list[tuple[str, str]]:
    """Schema and name of every public table the project defines.

    Not what the schemas happen to hold: dbt never drops the table of a model that was renamed or switched off.
    """
    return sorted(
        (node.schema, node.alias)
        for node in manifest.nodes.values()
        if node.resource_type == "model"
        and node.config.schema in PUBLIC_SCHEMAS
        and node.config.materialized != "ephemeral"
    )


def publish(settings: Settings, manifest: Manifest) -> Published:
    """Replaces the published file by the public tables of the working database."""
    return replace_file(settings.work, settings.database, public_tables(manifest))


def replace_file(work: Path, target: Path, tables: Iterable[tuple[str, str]]) -> Published:
    """Copies `tables` (schema, name) of `work` to `target`, which is whole at every moment: the old file or the new.

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


def _copy(work: Path, temporary: Path, tables: Iterable[tuple[str, str]]) -> Published:
    if not work.exists():
        raise Stop(f"There is nothing to publish: {work} does not exist. `make build` makes it.")
    rows_copied = 0
    tables = list(tables)
    with duckdb.connect(
        config={"autoinstall_known_extensions": False, "preserve_insertion_order": False}
    ) as connection:
        # Under its own name, which the views in it were made with.
        connection.execute(f"attach {_text(str(work))} (read_only)")
        (source,) = connection.execute("select database_name from duckdb_databases() where path is not null").fetchone()
        copy = f"{source}_published"
        connection.execute(f"attach {_text(str(temporary))} as {_name(copy)} (storage_version '{STORAGE_VERSION}')")
        for schema, table in tables:
            there = f"{_name(source)}.{_name(schema)}.{_name(table)}"
            here = f"{_name(copy)}.{_name(schema)}.{_name(table)}"
            connection.execute(f"create schema if not exists {_name(copy)}.{_name(schema)}")
            connection.execute(f"create table {here} as select * from {there}")
            rows, rows_here = connection.execute(
                f"select (select count(*) from {there}), (select count(*) from {here})"
            ).fetchone()
            if rows != rows_here:
                raise Stop(
                    f"The copy of {schema}.{table} has {rows_here} rows instead of {rows}: nothing was published."
                )
            rows_copied += rows
            _copy_comments(connection, source, schema, table, here)
        connection.execute(f"detach {_name(copy)}")
    return Published(len(tables), rows_copied)


def _copy_comments(connection: duckdb.DuckDBPyConnection, source: str, schema: str, table: str, here: str) -> None:
    """A table made from a query has the columns of the original, not what is said about them."""
    at = "database_name = ? and schema_name = ?"
    about_table = connection.execute(
        f"select comment from duckdb_tables() where {at} and table_name = ? "
        f"union all select comment from duckdb_views() where {at} and view_name = ?",
        [source, schema, table] * 2,
    ).fetchone()
    if about_table and about_table[0]:
        connection.execute(f"comment on table {here} is {_text(about_table[0])}")
    about_columns = connection.execute(
        f"select column_name, comment from duckdb_columns() where {at} and table_name = ? and comment is not null",
        [source, schema, table],
    ).fetchall()
    for column, comment in about_columns:
        connection.execute(f"comment on column {here}.{_name(column)} is {_text(comment)}")


def _name(identifier: str) -> str:
    return '"' + identifier.replace('"', '""') + '"'


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"
