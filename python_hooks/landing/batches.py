"""What every text format hands on: batches of text columns with their line, and the facts for the ledger.

The cells of columns that nobody declared travel together, as one JSON object a row, for the rows that are rejected.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa

from python_hooks.landing.csv_scanner import Counts
from python_hooks.landing.errors import LandingError
from python_hooks.landing.malformed import MalformedRecords
from python_hooks.landing.sources import Table

CONTENT, LINE, UNKNOWN = "_content", "_line", "_unknown"

_as_json = json.JSONEncoder(ensure_ascii=False).encode


@dataclass
class FileFacts:
    """What the ledger says of one file's content."""

    content_id: int
    malformed: MalformedRecords
    counts: Counts = field(default_factory=Counts)
    unknown_columns: list[str] = field(default_factory=list)
    missing_columns: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Places:
    """Column -> its place among the names of a file."""

    declared: dict[str, int]
    unknown: dict[str, int]  # by the file's own names, made distinct


def match_columns(table: Table, names: list[str], facts: FileFacts) -> Places:
    """Where each column of a file is; what does not match is noted."""
    places = find_columns(table, names)
    facts.unknown_columns = list(places.unknown)
    facts.missing_columns = [column.name for column in table.columns if column.name not in places.declared]
    return places


def find_columns(table: Table, names: list[str]) -> Places:
    places: dict[str, list[int]] = {}
    for index, name in enumerate(names):
        places.setdefault(name.strip().lower(), []).append(index)
    found: dict[str, int] = {}
    for column in table.columns:
        standing = places.get(column.key, [])
        if column.occurrence is None and standing:
            found[column.name] = standing[-1]  # nothing reads a file that has more (declared_twice)
        elif column.occurrence is not None and len(standing) >= column.occurrence:
            found[column.name] = standing[column.occurrence - 1]
    others = sorted(set(range(len(names))) - set(found.values()))
    unknown = distinct_names(table, [names[index] for index in others])
    return Places(found, dict(zip(unknown, others, strict=True)))


def distinct_names(table: Table, names: Sequence[str]) -> list[str]:
    """Names of unknown columns as they are told apart: the second `note` is note_2, or the next that no column has."""
    stripped = [name.strip() or "(unnamed)" for name in names]
    labels = {column.label.lower() for column in table.columns}
    if len(set(stripped)) == len(stripped) and not labels & {name.lower() for name in stripped}:
        return stripped
    taken = labels | {name.lower() for name in stripped}
    distinct: list[str] = []
    given: set[str] = set()
    for name in stripped:
        number, label = 1, name
        while label in given or label.lower() in (taken if number > 1 else labels):
            number += 1
            label = f"{name}_{number}"
        given.add(label)
        distinct.append(label)
    return distinct


def declared_twice(table: Table, names: list[str]) -> str | None:
    """The first of a file's names that is a declared column's and not the only one: nobody knows which is meant."""
    keys = [name.strip().lower() for name in names]
    declared = {column.key for column in table.columns if column.occurrence is None}
    twice = (name.strip() for name, key in zip(names, keys, strict=True) if key in declared and keys.count(key) > 1)
    return next(twice, None)


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
        + [pa.field(UNKNOWN, pa.string()), pa.field(LINE, pa.int64()), pa.field(CONTENT, pa.int64())]
    )


def as_object(cells: Iterable[tuple[str, str | None]]) -> str | None:
    """The cells that say something as a JSON object, null where none does."""
    said = {name: text for name, text in cells if text is not None}
    return _as_json(said) if said else None


def text_batch(
    table: Table, columns: dict[str, Any], unknown: list[str | None] | None, lines: pa.Array
) -> Iterator[pa.RecordBatch]:
    """The declared columns in order, null where the file lacks one, the cells of its unknown columns and the line.

    The content's id is added later.
    """
    rows = len(lines)
    arrays = [columns.get(column.name, pa.nulls(rows, pa.string())) for column in table.columns]
    others = pa.nulls(rows, pa.string()) if unknown is None else pa.array(unknown, pa.string())
    names = [column.name for column in table.columns] + [UNKNOWN, LINE]
    yield from pa.table([*arrays, others, lines], names=names).to_batches()
