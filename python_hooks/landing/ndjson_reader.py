"""Newline-delimited JSON: one object a line, read line by line, every value as the text it was delivered as."""

import json
from collections.abc import Iterator
from typing import Any, BinaryIO

import pyarrow as pa

from python_hooks.landing import reasons
from python_hooks.landing.batches import FileFacts, match_columns, require_columns, text_batch
from python_hooks.landing.csv_scanner import Malformed, as_text
from python_hooks.landing.sources import Table

ROWS_PER_BATCH = 50_000
_BOM = b"\xef\xbb\xbf"


class _Number(str):
    """A number as written: ids beyond 2^53 and trailing zeros survive."""


class _BadLine(Exception):
    pass


def read_ndjson(file: BinaryIO, table: Table, name: str, facts: FileFacts) -> Iterator[pa.RecordBatch]:
    """The well-formed lines as text columns and their line number; what else there is to know goes to `facts`."""
    declared = {column.key: column.name for column in table.columns}
    keys: dict[str, str | None] = {}  # a key as written -> the column it is, if any
    rows: dict[str, list[str | None]] = {column.name: [] for column in table.columns}
    lines: list[int] = []
    counts = facts.counts
    for number, line in enumerate(file, start=1):
        counts.lines += 1
        raw = line.rstrip(b"\r\n")
        if number == 1:
            raw = raw.removeprefix(_BOM)
        if not raw:
            counts.blank_lines += 1
            continue
        try:
            record = _read_line(raw)
            found: dict[str, str | None] = {}
            for key, value in record.items():
                if key not in keys:
                    keys[key] = declared.get(key.strip().lower())
                column = keys[key]
                if column is not None:
                    if column in found:
                        raise _BadLine(reasons.DUPLICATE_KEY)
                    found[column] = _text(value)
        except _BadLine as reason:
            counts.malformed_records += 1
            facts.malformed.add(facts.content_id, [Malformed(number, str(reason), as_text(raw))])
            continue
        counts.records += 1
        lines.append(number)
        for column, values in rows.items():
            values.append(found.get(column))
        if len(lines) == ROWS_PER_BATCH:
            yield from _batch(table, rows, lines)
            rows, lines = {column: [] for column in rows}, []
    match_columns(table, list(keys), facts)
    if counts.records:
        require_columns(table, name, facts, [])
    if lines:
        yield from _batch(table, rows, lines)


def _batch(table: Table, rows: dict[str, list[str | None]], lines: list[int]) -> Iterator[pa.RecordBatch]:
    columns = {name: pa.array(values, pa.string()) for name, values in rows.items()}
    yield from text_batch(table, columns, pa.array(lines, pa.int64()))


def _read_line(raw: bytes) -> dict[str, Any]:
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        raise _BadLine(reasons.NOT_UTF8) from None
    try:
        record = _decoder.decode(text)
    except (ValueError, RecursionError):
        raise _BadLine(reasons.NOT_JSON) from None
    if not isinstance(record, dict):
        raise _BadLine(reasons.NOT_AN_OBJECT)
    if "\\u" in text:
        _check_characters(record)
    return record


def _check_characters(value: Any) -> None:
    """Escapes can spell what no text column stores: NULs, and halves of characters."""
    if isinstance(value, str):
        if "\0" in value:
            raise _BadLine(reasons.NUL_BYTE)
        try:
            value.encode("utf-8")
        except UnicodeEncodeError:
            raise _BadLine(reasons.NOT_UTF8) from None
    elif isinstance(value, dict):
        _check_characters([*value, *value.values()])
    elif isinstance(value, list):
        for item in value:
            _check_characters(item)


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    record = dict(pairs)
    if len(record) < len(pairs):
        raise _BadLine(reasons.DUPLICATE_KEY)
    return record


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is not JSON")


_decoder = json.JSONDecoder(object_pairs_hook=_unique, parse_int=_Number, parse_float=_Number, parse_constant=_refuse)


def _text(value: Any) -> str | None:
    """Text and numbers as they are, true and false, null for null and for empty text, anything nested as JSON."""
    if isinstance(value, str):
        return str(value) or None
    if value is None:
        return None
    return _write(value)


def _write(value: Any) -> str:
    if isinstance(value, _Number):
        return str(value)
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_write(key)}: {_write(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_write, value)) + "]"
    return json.dumps(value, ensure_ascii=False)
