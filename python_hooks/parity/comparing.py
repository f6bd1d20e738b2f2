"""Two engines' copies of a table, held against each other by the grain that it declares.

Both lie in one DuckDB database with the types of the contract, whichever engine they come from.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import duckdb

from python_hooks.landing.sql import literal, quoted
from python_hooks.publishing import public_tables

if TYPE_CHECKING:
    from dbt.contracts.graph.manifest import Manifest

# Engines add in another order, so that sums of doubles differ in the last of sixteen digits: relative to the greater of
# the two, and of 1, since of a difference of two such sums (a change) the last digits can be all that there is. Two
# publications are told apart by the same (macros/state/figures_differ.sql).
TOLERANCE = 1e-9
# As contracts name them, per target of the manifest -> DuckDB.
TYPES = {
    "string": "varchar", "text": "varchar", "bigint": "bigint", "boolean": "boolean", "date": "date",
    "timestamp": "timestamp", "double": "double", "double precision": "double",
}  # fmt: skip
EXAMPLES = 3
IS_THERE = "_is_there"


@dataclass(frozen=True)
class Table:
    """A public table as its contract declares it: where readers find it, its key, its columns' types in DuckDB."""

    schema: str
    name: str
    grain: list[str]
    types: dict[str, str]

    @property
    def shown(self) -> str:
        return f"{self.schema}.{self.name}"

    @property
    def values(self) -> list[str]:
        return [column for column in self.types if column not in self.grain]


@dataclass(frozen=True)
class Finding:
    """What the comparison of one table came to. rows: on either engine."""

    table: Table
    engines: tuple[str, str]
    rows: tuple[int, int]
    copies: int = 0
    only_first: int = 0
    only_second: int = 0
    differing: int = 0
    columns: dict[str, int] = field(default_factory=dict)
    examples: list[str] = field(default_factory=list)

    @property
    def faults(self) -> int:
        """Rows that are not the same on both engines."""
        return self.copies + self.only_first + self.only_second + self.differing

    @property
    def in_words(self) -> list[str]:
        """What differs, the first differences as examples."""
        first, second = self.engines
        words = []
        if self.copies:
            words.append(f"{self.copies:,} rows share their key with another: {', '.join(self.table.grain)} is no key")
        if self.only_first:
            words.append(f"{self.only_first:,} rows are on {first} alone")
        if self.only_second:
            words.append(f"{self.only_second:,} rows are on {second} alone")
        words += [f"{column} differs in {rows:,} rows" for column, rows in self.columns.items()]
        return [f"{self.table.shown}: {each}" for each in (*words, *self.examples)]


def tables_of(manifest: Manifest) -> list[Table]:
    """Every public table of the project, in the order of their names."""
    nodes = {(node.schema, node.alias): node for node in manifest.nodes.values() if node.resource_type == "model"}
    found = []
    for table in public_tables(manifest):
        node = nodes[table.work_schema, table.name]
        types = {name: TYPES[str(column.data_type).lower()] for name, column in node.columns.items()}
        found.append(Table(table.schema, table.name, node.config.meta["grain"], types))
    return found


def compare(
    connection: duckdb.DuckDBPyConnection, table: Table, engines: tuple[str, str], names: tuple[str, str]
) -> Finding:
    """Compares two tables of the connection, one from either engine."""
    first, second = (quoted(name) for name in names)
    rows = tuple(connection.execute(f"select count(*) from {name}").fetchone()[0] for name in (first, second))
    keys = ", ".join(map(quoted, table.grain)) or "1"
    copies = 0
    for name, count in zip((first, second), rows, strict=True):
        (distinct,) = connection.execute(f"select count(*) from (select distinct {keys} from {name})").fetchone()
        copies += count - distinct
    if copies:
        return Finding(table, engines, rows, copies)  # type: ignore[arg-type]
    same_key = " and ".join(f"a.{quoted(key)} is not distinct from b.{quoted(key)}" for key in table.grain) or "true"
    # The names of the columns are the tables': two copies of one cannot be told apart by them alone.
    sides = [f"(select *, true as {IS_THERE} from {name})" for name in (first, second)]
    connection.execute(
        f"create or replace temporary table pairs as select a, b, a.{IS_THERE} is not null as is_first, "
        f"b.{IS_THERE} is not null as is_second from {sides[0]} as a full join {sides[1]} as b on {same_key}"
    )
    differs = {column: _differs(column, table.types[column]) for column in table.values}
    counted = [
        "count(*) filter (not is_second)",
        "count(*) filter (not is_first)",
        f"count(*) filter (is_first and is_second and ({' or '.join(differs.values()) or 'false'}))",
        *(f"count(*) filter (is_first and is_second and {condition})" for condition in differs.values()),
    ]
    only_first, only_second, differing, *per_column = connection.execute(
        f"select {', '.join(counted)} from pairs"
    ).fetchone()
    columns = {column: count for column, count in zip(differs, per_column, strict=True) if count}
    examples = []
    if only_first:
        examples += _rows_of_one(connection, table, engines[0], "a", "not is_second")
    if only_second:
        examples += _rows_of_one(connection, table, engines[1], "b", "not is_first")
    for column in columns:
        examples += _values(connection, table, engines, column, differs[column])
    return Finding(
        table, engines, rows, 0, only_first, only_second, differing, columns, examples[: 2 * EXAMPLES]  # type: ignore[arg-type]
    )  # fmt: skip


def _differs(column: str, kind: str) -> str:
    one, other = f"a.{quoted(column)}", f"b.{quoted(column)}"
    if kind != "double":
        return f"{one} is distinct from {other}"
    return (
        f"({one} is distinct from {other} and not coalesce(isfinite({one}) and isfinite({other}) and "
        f"abs({one} - {other}) <= {TOLERANCE} * greatest(1, abs({one}), abs({other})), false))"
    )


def _rows_of_one(
    connection: duckdb.DuckDBPyConnection, table: Table, engine: str, side: str, condition: str
) -> Iterable[str]:
    rows = connection.execute(
        f"select {_key(table, side)} from pairs where {condition} order by all limit {EXAMPLES}"
    ).fetchall()
    return [f"  on {engine} alone: the row where {key}" for (key,) in rows]


def _values(
    connection: duckdb.DuckDBPyConnection, table: Table, engines: tuple[str, str], column: str, differs: str
) -> Iterable[str]:
    shown = [f"coalesce(cast({side}.{quoted(column)} as varchar), 'null')" for side in ("a", "b")]
    rows = connection.execute(
        f"select {', '.join(shown)}, {_key(table, 'a')} from pairs "
        f"where is_first and is_second and {differs} order by all limit {EXAMPLES}"
    ).fetchall()
    return [f"  {column} is {one} on {engines[0]} and {other} on {engines[1]} where {key}" for one, other, key in rows]


def _key(table: Table, side: str) -> str:
    parts = [
        f"{literal(f'{key} = ')} || coalesce(cast({side}.{quoted(key)} as varchar), 'null')" for key in table.grain
    ]
    return f"concat_ws(', ', {', '.join(parts)})" if parts else "'it is the only one'"
