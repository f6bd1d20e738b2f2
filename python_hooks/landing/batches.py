"""What every text format hands on: batches of text columns with their line, and the facts for the ledger."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa

from python_hooks.landing.csv_scanner import Counts
from python_hooks.landing.errors import LandingError
from python_hooks.landing.malformed import MalformedRecords
from python_hooks.landing.sources import Table

CONTENT, LINE = "_content", "_line"


@dataclass
class FileFacts:
    """What the ledger says of one file's content."""

    content_id: int
    malformed: MalformedRecords
    counts: Counts = field(default_factory=Counts)
    unknown_columns: list[str] = field(default_factory=list)
    missing_columns: list[str] = field(default_factory=list)


def match_columns(table: Table, names: list[str], facts: FileFacts) -> dict[str, int]:
    """Declared column -> place among the names of a file; what does not match is noted."""
    declared = {column.key: column.name for column in table.columns}
    place = {
        declared[name.strip().lower()]: index for index, name in enumerate(names) if name.strip().lower() in declared
    }
    facts.unknown_columns = [name.strip() or "(unnamed)" for name in names if name.strip().lower() not in declared]
    facts.missing_columns = [column.name for column in table.columns if column.name not in place]
    return place


def require_columns(table: Table, file: str, facts: FileFacts, names: list[str]) -> None:
    """Stops where a column that the table cannot do without is not in the file."""
    for column in table.columns:
        if column.required and column.name in facts.missing_columns:
            hint = ""
            if len(names) == 1:
                hint = f" (its header is one column, {names[0][:60]!r}: is it separated by {table.delimiter!r}?)"
            raise LandingError(
                f"{table.source}: {file} has no column {column.header}, which {table.source}.{table.name} requires"
                f"{hint}: add the column to the export, or move the file out of the landing folder."
            )


def schema_of(table: Table) -> pa.Schema:
    return pa.schema(
        [pa.field(column.name, pa.string()) for column in table.columns]
        + [pa.field(LINE, pa.int64()), pa.field(CONTENT, pa.int64())]
    )


def text_batch(table: Table, columns: dict[str, Any], lines: pa.Array) -> Iterator[pa.RecordBatch]:
    """The declared columns in order, null where the file lacks one, with the line; the content's id is added later."""
    rows = len(lines)
    arrays = [columns.get(column.name, pa.nulls(rows, pa.string())) for column in table.columns]
    names = [column.name for column in table.columns] + [LINE]
    yield from pa.table([*arrays, lines], names=names).to_batches()
