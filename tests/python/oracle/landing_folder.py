"""Write a landing folder from rows given as dictionaries."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from .entities import ENTITIES


def as_text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, datetime) else str(value)


def write_file(
    root: Path, entity: str, rows: Iterable[dict], name: str = "export", columns: Iterable[str] = ()
) -> Path:
    """One CSV file with these columns or, without any, those that any of the rows has, in the contract's order."""
    rows = list(rows)
    columns = list(columns) or [column for column in ENTITIES[entity] if any(column in row for row in rows)]
    path = root / entity / f"{name}.csv"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([as_text(row.get(column)) for column in columns] for row in rows)
    return path
