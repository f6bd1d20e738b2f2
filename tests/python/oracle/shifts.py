"""What agents of the nasty landings did and what was planned: every edge of time on purpose.

States that overlap, tie, contain each other, stay open, have no length or end between two seconds; shifts through
midnights and changes of clocks, with meals and breaks laid over them, of two rows that touch; agents who come late or
leave early by exactly five minutes and by a second more, miss a shift altogether, work in a meal or without a plan; an
agent nobody described, one who is never scheduled, one who is never seen. Some of it lies behind the horizon. On the
first days nobody is seen yet; of those who left the last state is never left.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from .landing_folder import write_file

AGENT_IDS = ("a1", "a2", "a3", "a4", "a5", "a-unlisted")
NEVER_SCHEDULED, NEVER_SEEN = "a-free", "a-ghost"
STATES = (
    ("available",) * 4
    + ("on_contact",) * 4
    + ("wrap_up", "acw", "Idle", "break", "lunch", "meeting", "away", "offline")
)
SYNONYMS = {"acw": "wrap_up", "Idle": "available", "lunch": "meal"}
ACTIVITIES = ("meal", "lunch", "break", "meeting", "training", "offline", "on contact")
# Within the landings' time: ordinary days, the nights on which clocks change, the ends of the data of both settings.
DAYS = (
    datetime(2025, 1, 31, tzinfo=UTC),
    datetime(2025, 2, 9, tzinfo=UTC),
    datetime(2025, 2, 10, tzinfo=UTC),
    datetime(2025, 3, 15, tzinfo=UTC),
    datetime(2025, 3, 29, tzinfo=UTC),
    datetime(2025, 4, 13, tzinfo=UTC),
    datetime(2025, 4, 14, tzinfo=UTC),
)
# Before the first of all states.
UNSEEN_DAYS = (datetime(2024, 12, 23, tzinfo=UTC), datetime(2024, 12, 30, tzinfo=UTC))
LEAVERS = (
    {"agent_id": "a-gone", "valid_from": "2025-01-01", "valid_to": "2025-02-10T08:30:00Z", "team": "north"},
    {"agent_id": "a-gone", "valid_from": None, "valid_to": "2025-02-04", "team": "south", "left_on": "2025-01-15"},
    {"agent_id": "a-left", "left_on": "2025-03-29", "team": "north"},
    {"agent_id": "a-back", "valid_to": "2025-02-01", "left_on": "2025-01-31", "team": "south"},
    {"agent_id": "a-back", "valid_from": "2025-03-15", "left_on": "2025-04-30", "team": "south"},
    {"agent_id": "a-late", "valid_to": "2025-02-01", "team": "south"},
)
OFF = (0, 0, 0, 1, 299, 299.4, 299.5, 300, 300.4, 300.5, 301, 1200)


def states_of(agent: str, begins: datetime, ends: datetime, chance: random.Random) -> Iterator[dict]:
    """From late or early to early or late, with something odd now and then."""
    moment = begins + timedelta(seconds=chance.choice(OFF) * chance.choice((1, 1, -1)))
    leaves = ends - timedelta(seconds=chance.choice(OFF) * chance.choice((1, 1, -1)))
    while moment < leaves:
        lasts = timedelta(seconds=chance.choice((0, 0.4, 0.6, 60, 250.5, 300, 301, 900, 3600, 7200)))
        end = min(moment + lasts, leaves)
        row = {"agent_id": agent, "state": chance.choice(STATES), "started_at": moment, "ended_at": end}
        odd = chance.randrange(12)
        if odd == 0:
            row["ended_at"] = None
        elif odd == 1:  # goes on while the next ones come and go
            row["ended_at"] = end + timedelta(seconds=chance.choice((1, 600, 5000)))
        elif odd == 2:  # at once with another
            yield {**row, "state": chance.choice(STATES), "ended_at": end + timedelta(seconds=chance.choice((0, 30)))}
        yield row
        moment = end + timedelta(seconds=chance.choice((0, 0, 0, 0, 0.5, 60, 300, 301)))


def shift_of(agent: str, begins: datetime, ends: datetime, chance: random.Random) -> Iterator[dict]:
    row = {"agent_id": agent, "activity": "available"}
    middle = begins + (ends - begins) // 2
    if chance.random() < 0.5:
        yield {**row, "starts_at": begins, "ends_at": ends}
    else:  # two rows that touch are one stretch
        yield {**row, "starts_at": begins, "ends_at": middle}
        yield {**row, "starts_at": middle, "ends_at": ends}
    for _ in range(chance.choice((0, 1, 2, 3))):
        start = begins + timedelta(seconds=chance.choice((0, 300, 3600, 7200.5, 10_000)))
        lasts = timedelta(seconds=chance.choice((0, 299, 300, 301, 1800, 3600)))
        yield {"agent_id": agent, "activity": chance.choice(ACTIVITIES), "starts_at": start, "ends_at": start + lasts}


def all_shifts(chance: random.Random) -> tuple[list[dict], list[dict]]:
    states, schedules = [], []
    for day in DAYS:
        for agent in (*AGENT_IDS, NEVER_SCHEDULED, NEVER_SEEN):
            begins = day + timedelta(hours=chance.choice((7, 12, 15, 18, 20, 22)))
            ends = begins + timedelta(hours=chance.choice((0.05, 0.1, 4, 8, 27)))
            if agent != NEVER_SEEN and chance.random() < 0.9:
                states += states_of(agent, begins, ends, chance)
            if agent != NEVER_SCHEDULED and chance.random() < 0.9:
                schedules += shift_of(agent, begins, ends, chance)
    for day in UNSEEN_DAYS:
        for agent in (*AGENT_IDS, NEVER_SEEN):
            schedules += shift_of(agent, day + timedelta(hours=9), day + timedelta(hours=17), chance)
    return states, schedules


def left_open() -> Iterator[dict]:
    """The state in which an agent left, at the latest in one that came after it."""
    for agent in ("a-gone", "a-left", "a-back", "a-late"):
        row = {"agent_id": agent, "state": "available", "ended_at": None}
        yield {**row, "started_at": datetime(2025, 1, 28, 7, tzinfo=UTC)}
        yield {**row, "state": "wrap_up", "started_at": datetime(2025, 2, 9, 7, tzinfo=UTC)}


def once(rows: list[dict]) -> list[dict]:
    """One row of every key: which of two counts is another matter."""
    kept = {}
    for row in rows:
        agent, word, start, *_ = row.values()
        kept.setdefault((agent, SYNONYMS.get(word, word), start), row)
    return list(kept.values())


def spelled(row: dict) -> dict:
    """Milliseconds and all."""
    return {
        column: value.isoformat(timespec="milliseconds") if isinstance(value, datetime) else value
        for column, value in row.items()
    }


def write_shifts(root: Path, seed: int) -> None:
    chance = random.Random(seed)
    write_file(root, "agents", LEAVERS, "leavers")
    states, schedules = all_shifts(chance)
    for entity, rows in {"agent_states": [*states, *left_open()], "agent_schedules": schedules}.items():
        written = [spelled(row) for row in once(rows)]
        chance.shuffle(written)
        write_file(root, entity, written)
