"""Small landings written by hand, for what can be computed by hand."""

from __future__ import annotations

import itertools
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from .figures import Figure
from .kpis import Result, compute
from .landing_folder import write_file

MONDAY = datetime(2025, 3, 3, 9, tzinfo=UTC)
HORIZON = "2025-06-01T00:00:00Z"


def travel(root: Path, *contacts: dict, entities: dict[str, tuple] | None = None, **variables) -> Result:
    """Compute from contacts given as dictionaries: `at` seconds after MONDAY, lasting `lasts` seconds."""
    numbers = itertools.count(1)
    rows = [contact_row(next(numbers), **contact) for contact in contacts]
    write_file(root, "contacts", rows, columns=() if rows else ("contact_id", "channel", "started_at", "outcome"))
    for entity, given in (entities or {}).items():
        if given:
            write_file(root, entity, given)
    return compute(root, **{"data_horizon": HORIZON, **variables})


def contact_row(number: int, at: float = 0, lasts: float = 60, **columns) -> dict:
    started_at = columns.pop("started_at", after(at))
    return {
        "contact_id": f"c{number}",
        "channel": "voice",
        "started_at": started_at,
        "ended_at": started_at + timedelta(seconds=lasts),
        "outcome": "handled",
        "queue": "support",
        "customer_id": "ann",
        **columns,
    }


def after(seconds: float) -> datetime:
    return MONDAY + timedelta(seconds=seconds)


def hours(count: float) -> float:
    return count * 3600


def center(result: Result, kpi: str, grain: str = "quarter", start: date = date(2025, 1, 1)) -> Figure:
    return result.kpis[kpi, grain, start, "center", "all"]
