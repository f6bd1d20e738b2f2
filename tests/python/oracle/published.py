"""Reading what a build published, and comparing values of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from math import isclose
from pathlib import Path

import duckdb

TOLERANCE = 1e-9
PLACE_COLUMNS = "period_grain, period_start_date, scope_kind, scope_value"


def close(ours: object, theirs: object) -> bool:
    if isinstance(ours, float) or isinstance(theirs, float):
        if ours is None or theirs is None:
            return ours is theirs
        return isclose(ours, theirs, rel_tol=TOLERANCE, abs_tol=TOLERANCE)
    return ours == theirs


def sortable(key: tuple) -> tuple[str, ...]:
    return tuple(map(str, key))


def read(database: Path, query: str) -> list[tuple]:
    with duckdb.connect(str(database), read_only=True) as connection:
        return connection.execute(query).fetchall()


def as_date(value):
    """A plain date where the engine made an instant of one; anything else as it is."""
    return value.date() if isinstance(value, datetime) else value


def rows_by_key(database: Path, table: str, keys: Iterable[str], columns: Iterable[str]) -> dict[tuple, dict]:
    keys, columns = list(keys), list(columns)
    rows = read(database, f"select {', '.join((*keys, *columns))} from {table}")
    return {tuple(map(as_date, row[: len(keys)])): dict(zip(columns, row[len(keys) :], strict=True)) for row in rows}


def table_disagreements(name: str, ours: dict[tuple, dict], theirs: dict[tuple, dict]) -> Iterator[str]:
    """Of two tables of the same columns; a row without anything in it is as good as none."""
    for key in sorted(ours.keys() | theirs.keys(), key=sortable):
        if None in key:
            yield f"a row of {name} has no key: {key}"
        mine, other = ours.get(key, {}), theirs.get(key, {})
        if not any(mine.values()) and not any(other.values()):
            continue
        wrong = [column for column in mine or other if not close(mine.get(column), other.get(column))]
        if wrong:
            found = (f"{column}: oracle {mine.get(column)!r}, published {other.get(column)!r}" for column in wrong)
            yield f"{name} {' '.join(map(str, key))}: {'; '.join(found)}"
