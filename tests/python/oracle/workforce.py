"""What agents did and what was planned, as the clock shows it, and how far the two agree.

Readings taken where the definitions leave a choice:
- Instants of states and schedules and the horizon count at the nearest whole second; what has no length is nothing.
- On a contact and in wrap-up go before other states at the same time. Of two at once that began together the one that
  ends first counts first, then the lesser word.
- The last state of an agent, left open, ends when the last row of the agent ends, or with the day of leaving that it
  names.
- A scheduled stretch is what one activity takes without a break, however many rows and midnights it goes through.
- A deviation is a stretch in which the schedule is not kept; one that touches an end of the scheduled stretch and is no
  longer than the tolerance is kept. A stretch that was missed altogether is one deviation.
- Work is the states available, on_contact and wrap_up. It is outside the shift where nothing, or offline, is scheduled.
- States are known from the first to the last day on which anybody has one, of the agents who ever have one; schedules
  likewise. Who has none on such a day has none; on other days and of other agents nothing is known, and a ratio leaves
  the day out on both sides.
- A day on which an agent was offline, or to be offline, and nothing else is no day.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from .core import Validity
from .figures import Rate, Scopes, Sums
from .settings import Settings
from .world import World

WORKING = {"available", "on_contact", "wrap_up"}
BUSY = {"on_contact", "wrap_up"}
ORIGIN = datetime(1970, 1, 1, tzinfo=UTC)
# What was done or planned, from one second of 1970 to another.
Stretch = tuple[int, int, str]

# After every moment that a row names.
FOREVER = datetime.max.replace(tzinfo=UTC)

SECONDS = ("signed_in_seconds", "scheduled_seconds", "tracked_seconds", "outside_shift_seconds")
RATES = {
    "occupancy": Rate("occupied", "worked", interval=None),
    "utilisation": Rate("occupied", "signed_in_seconds", interval=None),
    "adherence": Rate("kept", "tracked_compared", interval=None),
    "adherence_outside_shift_penalised": Rate("kept", "penalised", interval=None),
    "conformance": Rate("worked_compared", "available_compared", interval=None),
    "contacts_per_hour": Rate("contacts_staffed", "signed_in_seconds", interval=None, scale=3600),
}


def second(moment: datetime) -> int:
    """Half up."""
    return (2 * ((moment - ORIGIN) // timedelta(microseconds=1)) + 1_000_000) // 2_000_000


def by_agent(
    rows: Iterable[dict], names: tuple[str, str, str], first: set[str], ends: Ends
) -> dict[str, list[Stretch]]:
    """What an agent's rows say in columns of these names, one thing at a time, with the words that go first."""
    word, start, end = names
    given = defaultdict(list)
    for row in rows:
        until = None if row[end] is None else second(row[end])
        given[row["agent_id"]].append((second(row[start]), until, row[word]))
    lines = {
        agent: timeline(closed(stretches, ends.horizon, ends.of(agent)), first) for agent, stretches in given.items()
    }
    return {agent: line for agent, line in lines.items() if line}


class Ends:
    """When it is over for everybody, and for who left before."""

    def __init__(self, agents: Validity, horizon: datetime, zone: ZoneInfo) -> None:
        self.agents, self.moment, self.zone = agents, horizon, zone
        self.horizon = second(horizon)

    def of(self, agent: str) -> int:
        rows = self.agents.rows.get(agent, [])
        if not rows:
            return self.horizon
        until = max(row["valid_to"] or FOREVER for row in rows)
        last = self.agents.at(agent, until - timedelta(microseconds=1))
        if last["left_on"] is not None:
            until = min(until, datetime.combine(last["left_on"] + timedelta(days=1), time(), self.zone).astimezone(UTC))
        return second(min(until, self.moment))


def closed(stretches: list[tuple[int, int | None, str]], horizon: int, leaves: int) -> list[Stretch]:
    """With an end, at the horizon at the latest: what is open goes on until the next one begins or the agent leaves."""
    inf = float("inf")
    ordered = sorted(stretches, key=lambda stretch: (stretch[0], inf if stretch[1] is None else stretch[1], stretch[2]))
    following = [stretch[0] for stretch in ordered[1:]] + [leaves]
    ended = [
        (start, min(next_start if end is None else end, horizon), word)
        for (start, end, word), next_start in zip(ordered, following, strict=True)
    ]
    return [stretch for stretch in ended if stretch[0] < stretch[1]]


def timeline(stretches: list[Stretch], first: set[str]) -> list[Stretch]:
    """One thing at a time: what goes first, of these what began last, of these what ends first.

    Neighbours that are the same are one stretch.
    """
    moments = sorted({moment for start, end, _ in stretches for moment in (start, end)})
    waiting = sorted(stretches, reverse=True)
    active: list[Stretch] = []
    line: list[Stretch] = []
    for start, end in pairwise(moments):
        while waiting and waiting[-1][0] <= start:
            active.append(waiting.pop())
        active = [stretch for stretch in active if stretch[1] > start]
        if not active:
            continue
        word = min(active, key=lambda each: (each[2] not in first, -each[0], each[1], each[2]))[2]
        if line and line[-1][1:] == (start, word):
            line[-1] = (line[-1][0], end, word)
        else:
            line.append((start, end, word))
    return line


def days_of(start: int, end: int, zone: ZoneInfo) -> Iterator[tuple[date, int]]:
    """The business days that a stretch touches, with its seconds in each."""
    while start < end:
        day = (ORIGIN + timedelta(seconds=start)).astimezone(zone).date()
        midnight = second(datetime.combine(day + timedelta(days=1), time(), zone).astimezone(UTC))
        yield day, min(end, midnight) - start
        start = min(end, midnight)


def common(line: list[Stretch], other: list[Stretch]) -> Iterator[tuple[int, int, str, str]]:
    """Where two timelines meet."""
    first = 0
    for start, end, word in line:
        while first < len(other) and other[first][1] <= start:
            first += 1
        place = first
        while place < len(other) and other[place][0] < end:
            yield max(start, other[place][0]), min(end, other[place][1]), word, other[place][2]
            place += 1


def is_kept(activity: str, state: str) -> bool:
    return activity == state or (activity == "available" and state in WORKING)


def deviations(stretch: Stretch, states: list[Stretch], tolerance: int) -> list[tuple[int, int]]:
    """When a scheduled stretch was not kept, without what is forgiven."""
    start, end, activity = stretch
    kept = [(begins, ends) for begins, ends, _, state in common([stretch], states) if is_kept(activity, state)]
    edges = [start, *(moment for part in kept for moment in part), end]
    gaps = [(begins, ends) for begins, ends in zip(edges[::2], edges[1::2], strict=True) if begins < ends]
    return [(begins, ends) for begins, ends in gaps if ends - begins > tolerance or (begins != start and ends != end)]


def read_tracked(settings: Settings) -> dict[str, bool]:
    with settings.activities.open(encoding="utf-8", newline="") as lines:
        return {row["activity"]: row["is_tracked"] == "true" for row in csv.DictReader(lines)}


class AgentDays:
    """Seconds of every agent and day, by name; and on which days an agent is known at all."""

    def __init__(self) -> None:
        self.seconds: dict[tuple[str, date], dict[str, int]] = defaultdict(lambda: defaultdict(int))

    def add(self, agent: str, zone: ZoneInfo, start: int, end: int, *names: str) -> None:
        for day, seconds in days_of(start, end, zone):
            found = self.seconds[agent, day]
            for name in names:
                found[name] += seconds


def add_states(days: AgentDays, agent: str, states: list[Stretch], zone: ZoneInfo) -> None:
    for start, end, state in states:
        names = ["seen"]
        names += ["signed_in_seconds"] if state != "offline" else []
        names += ["worked"] if state in WORKING else []
        names += ["occupied"] if state in BUSY else []
        days.add(agent, zone, start, end, *names)


def add_schedules(days: AgentDays, agent: str, plan: list[Stretch], states: list[Stretch], settings: Settings) -> None:
    zone, tracked = settings.business_zone, read_tracked(settings)
    for start, end, activity in plan:
        names = ["planned"]
        names += ["scheduled_seconds"] if activity != "offline" else []
        names += ["scheduled_available"] if activity == "available" else []
        names += ["tracked_seconds"] if tracked[activity] else []
        days.add(agent, zone, start, end, *names)
        if tracked[activity]:
            for begins, ends in deviations((start, end, activity), states, settings.adherence_tolerance_seconds):
                days.add(agent, zone, begins, ends, "out")
    for start, end, activity, state in common(plan, states):
        if activity != "offline" and state in WORKING:
            days.add(agent, zone, start, end, "worked_inside")


def day_scopes(agent: str, day: date, agents: Validity, zone: ZoneInfo) -> Scopes:
    """Of the row that is valid last during the day."""
    begins = datetime.combine(day, time(), zone).astimezone(UTC)
    ends = datetime.combine(day + timedelta(days=1), time(), zone).astimezone(UTC)
    changes = {row[edge] for row in agents.rows.get(agent, []) for edge in ("valid_from", "valid_to")} - {None}
    moments = sorted({begins, *(moment for moment in changes if begins <= moment < ends)}, reverse=True)
    row = next((found for moment in moments if (found := agents.at(agent, moment)) is not None), None)
    scopes = [("center", "all"), ("agent", agent)]
    if row is None:
        return scopes + [(kind, "unknown") for kind in ("team", "site", "outsourcer")]
    return [
        *scopes,
        ("team", row["team"] or "unknown"),
        ("site", row["site"] or "unknown"),
        ("outsourcer", row["outsourcer"] or "in_house"),
    ]


class Known:
    """Of which days and agents the one source there is tells."""

    def __init__(self, lines: dict[str, list[Stretch]], zone: ZoneInfo) -> None:
        days = [day for line in lines.values() for start, end, _ in line for day, _ in days_of(start, end, zone)]
        self.agents = set(lines)
        self.first, self.last = min(days, default=date.max), max(days, default=date.min)

    def tells(self, agent: str, day: date) -> bool:
        return agent in self.agents and self.first <= day <= self.last


class Clock:
    """What every agent did and was to do, with what is known of it."""

    def __init__(self, world: World) -> None:
        zone = world.settings.business_zone
        ends = Ends(world.agents, world.horizon, zone)
        states, schedules = world.landed["agent_states"].rows, world.landed["agent_schedules"].rows
        self.done = by_agent(states, ("state", "started_at", "ended_at"), BUSY, ends)
        self.planned = by_agent(schedules, ("activity", "starts_at", "ends_at"), set(), ends)
        self.states, self.schedules = Known(self.done, zone), Known(self.planned, zone)
        days = AgentDays()
        for agent, line in self.done.items():
            add_states(days, agent, line, zone)
        for agent, line in self.planned.items():
            add_schedules(days, agent, line, self.done.get(agent, []), world.settings)
        self.days = {
            key: found
            for key, found in days.seconds.items()
            if found["signed_in_seconds"] or found["scheduled_seconds"]
        }

    def amounts(self, agent: str, day: date) -> dict[str, int | None]:
        """What a day adds, None where nobody tells what it takes to know."""
        found = self.days.get((agent, day), defaultdict(int))
        has_states, has_schedules = self.states.tells(agent, day), self.schedules.tells(agent, day)
        outside = found["worked"] - found["worked_inside"]
        done = {name: found[name] for name in ("signed_in_seconds", "worked", "occupied")}
        planned = {name: found[name] for name in ("scheduled_seconds", "tracked_seconds")}
        compared = {
            "kept": found["tracked_seconds"] - found["out"],
            "tracked_compared": found["tracked_seconds"],
            "worked_compared": found["worked"],
            "available_compared": found["scheduled_available"],
            "outside_shift_seconds": outside,
            "penalised": found["tracked_seconds"] + outside,
        }
        parts = ((done, has_states), (planned, has_schedules), (compared, has_states and has_schedules))
        # who was signed in and handled nothing handled none
        contacts = {"contacts_staffed": 0 if has_states else None}
        return contacts | {name: amount if known else None for part, known in parts for name, amount in part.items()}


def add_workforce(sums: Sums, handlers: Iterable[tuple[date, set[str]]], world: World) -> None:
    """Agent days: those with a state or a schedule, and those on which the agent handled a contact.

    `handlers` are the agents who handled a contact, contact by contact, with its day.
    """
    clock, zone = Clock(world), world.settings.business_zone
    handled = list(handlers)
    for agent, day in clock.days.keys() | {(agent, day) for day, agents in handled for agent in agents}:
        scopes = day_scopes(agent, day, world.agents, zone)
        sums.add(day, scopes, contacts_handled=0, **clock.amounts(agent, day))
    for day, agents in handled:
        known = [agent for agent in agents if clock.states.tells(agent, day)]
        scopes = {scope for agent in known for scope in day_scopes(agent, day, world.agents, zone)}
        sums.add(day, sorted(scopes), contacts_staffed=1)
