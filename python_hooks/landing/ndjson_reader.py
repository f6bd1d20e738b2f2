"""Newline-delimited JSON: one object a line, read line by line, every value as the text it was delivered as.

A line that gives a declared column twice is malformed, for nobody knows which is meant. Of other keys both are kept.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

import pyarrow as pa

from python_hooks.landing import reasons
from python_hooks.landing.batches import (
    FileFacts,
    as_object,
    distinct_names,
    match_columns,
    require_columns,
    text_batch,
)
from python_hooks.landing.csv_scanner import Malformed, as_text
from python_hooks.landing.sources import Table

ROWS_PER_BATCH = 50_000
_BOM = b"\xef\xbb\xbf"


class _Number(str):
    """A number as written: ids beyond 2^53 and trailing zeros survive."""


class _Repeated(list[tuple[str, Any]]):
    """An object that gives a key more than once, as pairs."""


class _BadLine(Exception):
    pass


def read_ndjson(file: BinaryIO, table: Table, name: str, facts: FileFacts) -> Iterator[pa.RecordBatch]:
    """The well-formed lines as text columns and their line number; what else there is to know goes to `facts`."""
    declared = {column.key: column.name for column in table.columns if column.occurrence in (None, 1)}
    keys: dict[str, str | None] = {}  # a key as written -> the column it is, if any
    rows: dict[str, list[str | None]] = {column.name: [] for column in table.columns}
    names: dict[str, None] = {}  # of the unknown columns, in order of appearance
    unknown: list[str | None] = []
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
            others: list[str] = []
            texts: list[str | None] = []
            for key, value in record:
                if key not in keys:
                    keys[key] = declared.get(key.strip().lower())
                column = keys[key]
                if column is None:
                    others.append(key)
                    texts.append(_text(value))
                elif column in found:
                    raise _BadLine(reasons.DUPLICATE_KEY)
                else:
                    found[column] = _text(value)
        except (_BadLine, RecursionError) as fault:
            # What is nested too deeply to be read or written again is no JSON that anybody can use.
            reason = str(fault) if isinstance(fault, _BadLine) else reasons.NOT_JSON
            counts.malformed_records += 1
            facts.malformed.add(facts.content_id, [Malformed(number, reason, as_text(raw))])
            continue
        counts.records += 1
        lines.append(number)
        for column, values in rows.items():
            values.append(found.get(column))
        others = distinct_names(table, others)
        names.update(dict.fromkeys(others))
        unknown.append(as_object(zip(others, texts, strict=True)))
        if len(lines) == ROWS_PER_BATCH:
            yield from _batch(table, rows, unknown, lines)
            rows, unknown, lines = {column: [] for column in rows}, [], []
    match_columns(table, list(keys), facts)
    facts.unknown_columns = list(names)
    if counts.records:
        require_columns(table, name, facts, [])
    if lines:
        yield from _batch(table, rows, unknown, lines)


def _batch(
    table: Table, rows: dict[str, list[str | None]], unknown: list[str | None], lines: list[int]
) -> Iterator[pa.RecordBatch]:
    columns = {name: pa.array(values, pa.string()) for name, values in rows.items()}
    yield from text_batch(table, columns, unknown, pa.array(lines, pa.int64()))


def _read_line(raw: bytes) -> Iterable[tuple[str, Any]]:
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        raise _BadLine(reasons.NOT_UTF8) from None
    try:
        record = _decoder.decode(text)
    except ValueError:
        raise _BadLine(reasons.NOT_JSON) from None
    if not isinstance(record, (dict, _Repeated)):
        raise _BadLine(reasons.NOT_AN_OBJECT)
    if "\\u" in text:
        _check_characters(record)
    return record.items() if isinstance(record, dict) else record


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
    elif isinstance(value, (list, tuple)):
        for item in value:
            _check_characters(item)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any] | _Repeated:
    record = dict(pairs)
    return record if len(record) == len(pairs) else _Repeated(pairs)


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is not JSON")


_decoder = json.JSONDecoder(object_pairs_hook=_object, parse_int=_Number, parse_float=_Number, parse_constant=_refuse)


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
    if isinstance(value, _Repeated):
        raise _BadLine(reasons.DUPLICATE_KEY)
    if isinstance(value, list):
        return "[" + ", ".join(map(_write, value)) + "]"
    return json.dumps(value, ensure_ascii=False)
