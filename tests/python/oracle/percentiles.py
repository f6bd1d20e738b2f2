"""Medians and 90th percentiles of durations: exact, from all of them, sorted.

Readings taken where the definitions leave a choice:
- The nearest rank is the ceil(n p)th from the shortest; the ends of the interval are the observations at the ranks
  ceil(n p -+ z sqrt(n p (1 - p))), and open where there is no such observation.
- A wait is of the team, site and outsourcer, when the entry began, of the agent who answered it.
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
from datetime import date
from math import ceil, inf, sqrt
from pathlib import Path

from .core import Contact, has_known_part, part_sums, whole_seconds
from .figures import GRAINS, Figure, Place, Scopes, Z, period_start
from .published import as_date, read, sortable
from .scopes import agent_scopes, contact_scopes, own_segments
from .ticket_kpis import Judge
from .tickets import Ticket
from .world import World

PERCENTS = {"median": 50, "p90": 90}
MEASURES = ("wait", "handle", "first_response", "first_response_business", "resolution", "resolution_business")
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
            yield from waits(contact, world)
            yield from handle_times(contact, world)
    judge = Judge(world)
    for ticket in judge.tickets:
        yield from first_response(ticket, judge)
        yield from resolution(ticket, judge)


def waits(contact: Contact, world: World) -> Iterator[Duration]:
    rows = {row["segment_number"]: row for row in contact.segments}
    for entry in contact.entries:
        if entry.is_live and entry.outcome == "handled" and entry.wait is not None:
            places = {"center": "all", "channel": contact.channel, "queue": entry.queue, "topic": contact.topic}
            row = rows[entry.segment_number]
            people = no_agent(agent_scopes(row["agent_id"], row["started_at"], world.agents))
            yield Duration("wait", entry.date, [*places.items(), *people], entry.wait)


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


def no_agent(scopes: Scopes) -> Scopes:
    return [scope for scope in scopes if scope[0] != "agent"]


def first_response(ticket: Ticket, judge: Judge) -> Iterator[Duration]:
    """Of an unanswered ticket no end, in opening hours too, if its queue has any."""
    waits, created = judge.waits(ticket), ticket.row["created_at"]
    if not waits:
        return
    day, scopes = judge.date(ticket, created), no_agent(judge.scopes(ticket, created))
    start, end = waits[0].asked_at, waits[0].answered_at
    has_calendar = judge.business(ticket, start, end or start) is not None
    yield Duration("first_response", day, scopes, inf if end is None else whole_seconds(start, end))
    if has_calendar:
        seconds = inf if end is None else judge.business(ticket, start, end)
        yield Duration("first_response_business", day, scopes, seconds)


def resolution(ticket: Ticket, judge: Judge) -> Iterator[Duration]:
    if not ticket.is_solved:
        return
    solved = ticket.last_solved_at
    day, scopes = judge.date(ticket, solved), no_agent(judge.scopes(ticket, solved))
    for measure, seconds in zip(("resolution", "resolution_business"), judge.resolution(ticket, -1), strict=True):
        if seconds is not None:
            yield Duration(measure, day, scopes, seconds)


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
