"""Costs made to be difficult: several currencies, odd periods, names that nothing matches, and people nobody pays."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from .landing_folder import write_file

YEAR_END = datetime(2024, 12, 31, 22, 30, tzinfo=UTC)


def cost(cost_id: str, start: str, end: str, amount: float | str, **names: str) -> dict:
    row = {"cost_id": cost_id, "period_start": start, "period_end": end, "amount": amount, "currency": "EUR"}
    return {**row, **names}


COSTS = (
    # longer than everything delivered; thirds of a cent a day
    cost("rent", "2024-11-11", "2025-06-02", "10000.01", category="rent"),
    # pay of no agency in two currencies
    cost("pay-dec", "2024-12-01", "2025-01-01", 7000, category="payroll"),
    cost("pay-jan", "2025-01-01", "2025-02-01", 7100, category="payroll"),
    cost("pay-feb", "2025-02-01", "2025-03-01", 7200, category="payroll"),
    cost("pay-mar", "2025-03-01", "2025-03-25", 7300, category="payroll"),
    cost("pay-varna", "2025-01-09", "2025-03-25", 3333.33, currency="bgn", category="payroll", site="Varna"),
    # of one place it ends earlier: the others' does not stand in for it
    cost("pay-burgas", "2025-02-01", "2025-03-22", 432.1, category="payroll", site="Burgas"),
    # an agency's bill and, by name, its own pay; the other agency's is for a queue only
    cost("bill", "2025-02-01", "2025-04-20", "4321.123456", currency="HRK", outsourcer="Helpers Ltd", category="fee"),
    cost("their-pay", "2025-01-15", "2025-03-20", 900, outsourcer="Helpers Ltd", category="payroll"),
    cost("overflow", "2025-01-20", "2025-03-25", 77, outsourcer="Answer Inc.", queue="night desk", category="fee"),
    # a queue of one channel, one of none, one nobody worked in, a channel, a place that does not exist
    cost("chat-tool", "2025-01-01", "2025-04-15", 250, queue="billing", category="licences"),
    cost("claims", "2025-01-01", "2025-04-15", 111.11, queue="claims", category="licences"),
    cost("ghost", "2025-02-02", "2025-02-09", 70, queue="ghost", channel="sms", category="licences"),
    cost("lines", "2025-01-01", "2025-04-15", 999, channel="Phone", category="lines"),
    cost("credit", "2025-02-10", "2025-02-17", -200, channel="voice", category="lines"),
    cost("atlantis", "2025-03-01", "2025-03-02", 1, site="Atlantis", queue="support"),
    cost("burgas", "2025-01-03", "2025-03-31", 5000, site="Burgas", channel="voice"),
    # nothing: no day, no key, no amount, the wrong way round; and what was corrected
    cost("no-day", "2025-01-01", "2025-01-01", 10**6),
    cost("backwards", "2025-01-02", "2025-01-01", 10**6),
    {**cost("", "2025-01-01", "2025-02-01", 10**6), "cost_id": None},
    {**cost("unread", "2025-01-01", "2025-02-01", "a lot")},
    {**cost("fixed", "2025-01-05", "2025-01-06", 10**6, category="licences"), "updated_at": "2025-01-07T00:00:00Z"},
    {**cost("fixed", "2025-01-05", "2025-01-07", 20, category="licences"), "updated_at": "2025-01-08T00:00:00Z"},
)
# A currency that has no rate: nothing of that time is known.
DOLLARS = cost("dollars", "2025-01-15", "2025-03-01", 500, currency="USD", category="licences")


def states() -> list[dict]:
    """Who was there: across midnight, at two things at once, offline, without an end, and nobody described."""
    rows = []
    for number in range(0, 100, 9):
        begins = YEAR_END + timedelta(days=number)
        for place, agent in enumerate(("a1", "a2", "a3", "a5", "a-unlisted")):
            start = begins + timedelta(minutes=7 * place)
            rows += [
                {"agent_id": agent, "state": "available", "started_at": start, "ended_at": start + timedelta(hours=5)},
                {
                    "agent_id": agent,
                    "state": "offline",
                    "started_at": start + timedelta(hours=2),
                    "ended_at": start + timedelta(hours=3),
                },
                {"agent_id": agent, "state": "meal", "started_at": start + timedelta(hours=4), "ended_at": None},
            ]
    return rows


def write_books(root: Path, *more: dict) -> None:
    """In files of their own, beside what a landing may have of the same entities."""
    write_file(root, "costs", [*COSTS, *more], "books")
    write_file(root, "agent_states", states(), "books")
