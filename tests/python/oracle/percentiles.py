"""Medians and 90th percentiles of durations: exact, from all of them, sorted.

Readings taken where the definitions leave a choice:
- The nearest rank is the ceil(n p)th from the shortest; the ends of the interval are the observations at the ranks
  ceil(n p -+ z sqrt(n p (1 - p))), and open where there is no such observation.
- A handle time of a team, site or outsourcer is that of its own segments, of the contacts that it handled.
- A ticket whose clock never started (an agent opened it and the customer never wrote), or of a source that tells no
  replies, is in no first response; one that nobody answered is longer than any, so a percentile that falls on it is
  unknown, as is an end of an interval.
- Team, site and outsourcer of a ticket are those of its agent when it was created, of a resolution at the last solve.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from math import ceil, inf, sqrt
from pathlib import Path
from zoneinfo import ZoneInfo

from .core import Contact, Validity, has_known_part, part_sums, whole_seconds
from .figures import GRAINS, Figure, Place, Scopes, Z, period_start
from .published import as_date, read, sortable
from .scopes import agent_scopes, contact_scopes, own_segments
from .tickets import Ticket, make_tickets
from .world import World

PERCENTS = {"median": 50, "p90": 90}
MEASURES = ("wait", "handle", "first_response", "resolution")
KPIS = {f"{name}_{measure}_seconds" for name in PERCENTS for measure in MEASURES}
# A bucket is 2 % wide and its middle stands for it; the rest is the rounding of the engine's exp().
TOLERANCE = 0.01 + 1e-12


@dataclass
class Duration:
    """`seconds` is inf where it has not ended."""

    measure: str
    day: date
    scopes: Scopes
    seconds: float


def durations(world: World) -> Iterator[Duration]:
    for contact in world.contacts:
        if not contact.is_after_horizon:
            yield from waits(contact)
            yield from handle_times(contact, world)
    tickets = make_tickets(world.landed["tickets"].rows, world.landed["ticket_events"].rows, world.horizon)
    for ticket in tickets:
        if ticket.row["created_at"] <= world.horizon:
            yield from ticket_times(ticket, world)


def waits(contact: Contact) -> Iterator[Duration]:
    for entry in contact.entries:
        if entry.is_live and entry.outcome == "handled" and entry.wait is not None:
            places = {"center": "all", "channel": contact.channel, "queue": entry.queue, "topic": contact.topic}
            yield Duration("wait", entry.date, list(places.items()), entry.wait)


def handle_times(contact: Contact, world: World) -> Iterator[Duration]:
    if not contact.is_inbound or not contact.is_handled:
        return
    if contact.handle_seconds is not None:
        yield Duration("handle", contact.date, contact_scopes(contact), contact.handle_seconds)
    for scope, rows in own_segments(contact, world.agents):
        if scope[0] != "agent" and any(row["outcome"] == "handled" for row in rows) and has_known_part(rows):
            known = [part for part in part_sums(rows, contact.filled, True).values() if part is not None]
            yield Duration("handle", contact.date, [scope], sum(known))


# ---------- tickets


def clock_start(ticket: Ticket) -> datetime | None:
    if ticket.row["opened_by"] != "agent":
        return ticket.row["created_at"]
    return next((event["occurred_at"] for event in ticket.events if event["event_kind"] == "customer_reply"), None)


def first_response(ticket: Ticket) -> float | None:
    """Seconds, inf where nobody answered, None where that cannot be said."""
    start = clock_start(ticket)
    if start is None or "agent_reply" not in ticket.told:
        return None
    replies = [event["occurred_at"] for event in ticket.replies if event["occurred_at"] >= start]
    return whole_seconds(start, min(replies)) if replies else inf


def ticket_times(ticket: Ticket, world: World) -> Iterator[Duration]:
    created, solved = ticket.row["created_at"], ticket.last_solved_at
    zone = ticket_zone(ticket, world)
    response = first_response(ticket)
    if response is not None:
        scopes = ticket_scopes(ticket, created, world)
        yield Duration("first_response", created.astimezone(zone).date(), scopes, response)
    if solved is not None and solved >= created:
        scopes = ticket_scopes(ticket, solved, world)
        yield Duration("resolution", solved.astimezone(zone).date(), scopes, whole_seconds(created, solved))


def ticket_zone(ticket: Ticket, world: World) -> ZoneInfo:
    """That of the ticket's queue when it was created."""
    queue = Validity(world.landed["queues"].rows, "queue").at(ticket.row["queue"], ticket.row["created_at"])
    return ZoneInfo(queue["time_zone"]) if queue and queue["time_zone"] else world.settings.business_zone


def ticket_scopes(ticket: Ticket, moment: datetime, world: World) -> Scopes:
    row = ticket.row
    places = [("center", "all"), ("channel", row["channel"] or "unmapped"), ("topic", row["topic"] or "unknown")]
    places += [("queue", row["queue"])] if row["queue"] else []
    return places + [scope for scope in agent_scopes(row["agent_id"], moment, world.agents) if scope[0] != "agent"]


# ---------- percentiles


def at_rank(ordered: list[float], rank: int) -> float | None:
    if not 1 <= rank <= len(ordered) or ordered[rank - 1] == inf:
        return None
    return ordered[rank - 1]


def percentile(ordered: list[float], percent: int) -> Figure:
    n = len(ordered)
    spread = Z * sqrt(n * percent * (100 - percent)) / 100
    ranks = (ceil(n * percent / 100), ceil(n * percent / 100 - spread), ceil(n * percent / 100 + spread))
    value, low, high = (at_rank(ordered, rank) for rank in ranks)
    return Figure(value, None, value, low, high)


def make_percentiles(world: World) -> dict[tuple[str, str, date, str, str], Figure]:
    found: dict[tuple[str, Place], list[float]] = defaultdict(list)
    for one in durations(world):
        for grain in GRAINS:
            for scope in one.scopes:
                found[one.measure, (grain, period_start(grain, one.day), *scope)].append(one.seconds)
    return {
        (f"{name}_{measure}_seconds", *place): percentile(sorted(seconds), percent)
        for (measure, place), seconds in found.items()
        for name, percent in PERCENTS.items()
    }


def is_near(ours: float | None, theirs: float | None) -> bool:
    if ours is None or theirs is None:
        return ours is theirs
    return abs(ours - theirs) <= TOLERANCE * ours


def percentiles_agree(ours: Figure, theirs: Figure) -> bool:
    pairs = zip((ours.value, ours.low, ours.high), (theirs.value, theirs.low, theirs.high), strict=True)
    return theirs.denominator is None and all(is_near(*pair) for pair in pairs)


# ---------- the histograms behind them

Extremes = tuple[int, int, float | None, float | None]


def histogram_disagreements(world: World, work_database: Path) -> Iterator[str]:
    """Of every measure, day and scope: how many there are, how many have not ended, the shortest and the longest."""
    found: dict[tuple, list[float]] = defaultdict(list)
    for one in durations(world):
        for scope in one.scopes:
            found[one.measure, one.day, *scope].append(one.seconds)
    ours = {key: extremes(seconds) for key, seconds in found.items()}
    rows = read(
        work_database,
        "select measure, date_day, scope_kind, scope_value, sum(observations),"
        " sum(case when bucket is null then observations else 0 end), min(least_seconds), max(greatest_seconds)"
        f" from intermediate.int_duration_days__histogram where measure in {MEASURES} group by all",
    )
    published = {tuple(map(as_date, row[:4])): row[4:] for row in rows}
    for key in sorted(ours.keys() | published.keys(), key=sortable):
        if ours.get(key) != published.get(key):
            yield f"histogram {' '.join(map(str, key))}: oracle {ours.get(key)}, built {published.get(key)}"


def extremes(seconds: list[float]) -> Extremes:
    ended = [one for one in seconds if one != inf]
    return len(seconds), len(seconds) - len(ended), min(ended, default=None), max(ended, default=None)
