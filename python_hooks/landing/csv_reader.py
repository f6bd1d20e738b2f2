"""Delimited text to columns.

Arrow's reader is given only records that the scanner has proved, one fixed dialect, and every column is text. That it
finds as many rows as the scanner did is checked block by block, so no row can be lost unseen.

Why Arrow's and not DuckDB's reader: it takes the scanned bytes as they are (no cleaned copy on disk, compressed or
not), its rows stay in order beside their line numbers, and it is faster (1,000,000 rows of 19 columns: 0.9 s against
3 s).
"""

from collections.abc import Iterator
from typing import BinaryIO

import pyarrow as pa
from pyarrow import csv as arrow_csv

from python_hooks.landing.batches import (
    FileFacts,
    Places,
    as_object,
    declared_twice,
    match_columns,
    require_columns,
    text_batch,
)
from python_hooks.landing.csv_scanner import Block, CsvScanner, HeaderError
from python_hooks.landing.errors import LandingError
from python_hooks.landing.sources import Table


def read_csv(file: BinaryIO, table: Table, name: str, facts: FileFacts) -> Iterator[pa.RecordBatch]:
    """The well-formed records as text columns and their line; what else there is to know goes to `facts`."""
    try:
        scanner = CsvScanner(file, table.delimiter, table.quote)
        facts.counts = scanner.counts
        twice = declared_twice(table, scanner.header)
        if twice is not None:
            raise HeaderError(f"names the column {twice} twice in its header")
        places = match_columns(table, scanner.header, facts)
        for block in scanner.blocks():
            if len(block.lines) or block.malformed:
                require_columns(table, name, facts, scanner.header)
            facts.malformed.add(facts.content_id, block.malformed)
            if len(block.lines):
                yield from _parse(block, table, name, len(scanner.header), places)
    except HeaderError as error:
        raise LandingError(f"{table.source}: {name} {error}.") from None


def _parse(block: Block, table: Table, name: str, fields: int, places: Places) -> Iterator[pa.RecordBatch]:
    labels = [str(index) for index in range(fields)]
    used = [str(index) for index in (*places.declared.values(), *places.unknown.values())]
    parsed = arrow_csv.read_csv(
        pa.BufferReader(block.data),
        arrow_csv.ReadOptions(column_names=labels, block_size=max(1 << 20, 2 * block.longest)),
        arrow_csv.ParseOptions(
            delimiter=table.delimiter,
            quote_char=table.quote or False,
            double_quote=True,
            escape_char=False,
            newlines_in_values=block.has_line_breaks,
            ignore_empty_lines=False,
        ),
        arrow_csv.ConvertOptions(
            include_columns=used,
            column_types={label: pa.string() for label in used},
            null_values=[""],
            strings_can_be_null=True,
            quoted_strings_can_be_null=True,
        ),
    )
    if parsed.num_rows != len(block.lines):
        raise AssertionError(
            f"{name}: the reader found {parsed.num_rows} rows where the scanner proved {len(block.lines)}"
        )
    columns = {column: parsed.column(str(index)) for column, index in places.declared.items()}
    unknown = None
    if places.unknown:
        cells = [parsed.column(str(index)).to_pylist() for index in places.unknown.values()]
        unknown = [as_object(zip(places.unknown, row, strict=True)) for row in zip(*cells, strict=True)]
    yield from text_batch(table, columns, unknown, pa.array(block.lines, pa.int64()))
