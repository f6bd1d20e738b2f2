"""Agents, what they were scheduled to do and what they did instead."""

from dataclasses import dataclass

import numpy as np

from python_hooks.simulator import world as w

HOUR = 3_600
# a week of opening hours
OPEN_SECONDS = 47 * HOUR
# schedules are known some days ahead of the export
DAYS_AHEAD = 4
ACTIVITIES = ["available", "on_contact", "wrap_up", "break", "meal", "training", "meeting", "away", "offline"]
AVAILABLE, ON_CONTACT, WRAP_UP, BREAK, MEAL, TRAINING, MEETING, AWAY, OFFLINE = range(9)


@dataclass(frozen=True)
class Staff:
    """Agents (position = agent number) and their activities, one entry per activity in order of agent and time."""

    role: np.ndarray  # position in world.ROLES
    site: np.ndarray
    skill: np.ndarray
    speed: np.ndarray
    hired_days_before: np.ndarray
    first_day: np.ndarray  # day number from which the agent works
    last_day: np.ndarray  # day number up to which (exclusive)
    changes_team: int  # the agent who moves to another team, -1 = nobody
    agent: np.ndarray
    activity: np.ndarray
    starts: np.ndarray  # as scheduled
    ends: np.ndarray
    is_worked: np.ndarray  # false: sick that day
    really_starts: np.ndarray
    really_ends: np.ndarray

    @property
    def number(self) -> int:
        return len(self.role)


def make_staff(world: w.World) -> Staff:
    """Enough agents for the contacts expected, and 13 weeks of their days."""
    rng = world.generator(2)
    role = np.repeat(np.arange(len(w.ROLES)), [_head_count(world, role) for role in w.ROLES])
    # the last care agent on the telephone leaves, and a new one begins a week earlier
    leaver = int(np.flatnonzero(role == 0)[-1])
    role = np.append(role, 0)
    n = len(role)
    first_day, last_day = np.zeros(n, dtype=np.int64), np.full(n, world.days + DAYS_AHEAD)
    last_day[leaver] = world.leaving_day
    first_day[-1] = max(0, world.leaving_day - 7)
    u = rng.random((3, n))
    roles = [w.ROLES[number] for number in role]
    team = np.array([its.team for its in roles])
    agents = {
        "role": role,
        "site": np.select([team == 0, team == 2], [np.arange(n) % 2, 1], 0),
        "skill": np.array([r.skill for r in roles]) + (u[0] - 0.5) * 0.12,
        "speed": np.array([r.speed for r in roles]) * (0.9 + 0.2 * u[1]),
        "hired_days_before": (u[2] * 2_500).astype(np.int64) + 30,
        "first_day": first_day,
        "last_day": last_day,
        "changes_team": int(np.flatnonzero(role == 1)[-1]),
    }
    return Staff(**agents, **_activities(world, role, first_day, last_day, rng))


def _head_count(world: w.World, role: w.Role) -> int:
    """Agents of a role: by hand where the centre is small, by load where numbers are large."""
    if world.is_exact:
        return max(1, round(role.head_count * max(1.0, world.contacts / 4_000) ** 0.7))
    load = world.contacts / world.weeks * role.load / OPEN_SECONDS
    shift = np.mean([end - start for start, end in role.shifts]) * HOUR
    # a shift is at work for some 0.88 of its length, on five days and some Saturdays
    at_work = shift * 0.88 * 5.1 / OPEN_SECONDS
    return max(2, round((load + role.spare * load**0.5 + 0.8) / at_work))


def _activities(world: w.World, role, first_day, last_day, rng) -> dict:
    """Five days a week and some Saturdays; a meal in long shifts, breaks, Monday meetings, Wednesday training."""
    n = len(role)
    agent, day = (grid.ravel() for grid in np.meshgrid(np.arange(n), np.arange(world.days + DAYS_AHEAD), indexing="ij"))
    weekday, week = (world.first_day.weekday() + day) % 7, day // 7
    kind = role[agent]
    u = rng.random((4, len(agent)))
    begin, end, works = np.zeros(len(agent)), np.zeros(len(agent)), np.zeros(len(agent), dtype=bool)
    zone_is_american = np.array([r.zone == w.NEW_YORK for r in w.ROLES])[kind]
    for number, its in enumerate(w.ROLES):
        mine = kind == number
        # agents stand in order of role, but for the one who joins
        rank = agent - np.searchsorted(role[:-1], number)
        turn = (rank + week) % len(its.shifts)
        shifts = np.array(its.shifts)
        begin[mine], end[mine] = shifts[turn[mine], 0], shifts[turn[mine], 1]
        works[mine] = weekday[mine] < 5
        if its.saturday:
            on = mine & (weekday == 5) & ((rank + week) % 3 == 0)
            begin[on], end[on], works[on] = *its.saturday, True
    calendar = np.array([_is_open(world, int(number)) for number in range(world.days + DAYS_AHEAD)])
    works &= np.where(zone_is_american, calendar[day, 1], calendar[day, 0])
    works &= (day >= first_day[agent]) & (day < last_day[agent])
    works &= u[0] > 0.035
    # the story of the Mondays: most of those who should take billing calls are not there
    works &= ~((weekday == 0) & (kind == 0) & ((agent * 2 + week) % 5 < 3))
    agent, day, weekday, begin, end, kind, u = (x[..., works] for x in (agent, day, weekday, begin, end, kind, u))
    american = zone_is_american[works]
    return _split(world, agent, day, weekday, begin, end, kind, american, u, rng)


def _is_open(world: w.World, number: int) -> tuple[bool, bool]:
    day = world.day(number)
    return not world.clock.is_holiday("sofia_office", day), not world.clock.is_holiday("new_york_office", day)


def _split(world, agent, day, weekday, begin, end, kind, american, u, rng) -> dict:
    """Shifts to activities. Boundaries are fractions of the shift, the same activities in the same order for everybody;
    those a shift does not have get no length."""
    length = (end - begin) * HOUR
    minute = 60.0
    meets = np.array([its.name != "partner_day" for its in w.ROLES])[kind]
    meeting = np.where((weekday == 0) & meets, 15 * minute, 0.0)
    training = np.where((weekday == 2) & ((day // 7 + agent) % 3 == 0), 45 * minute, 0.0)
    meal = np.where(length >= 5.5 * HOUR, 30 * minute, 0.0)
    pause = np.full(len(agent), 10 * minute)
    stagger = (agent % 4) * 20 * minute
    work = length - meeting - training - meal - 2 * pause
    first = 0.25 * work + stagger / 2
    second = 0.25 * work
    third = 0.25 * work
    parts = [
        (MEETING, meeting),
        (AVAILABLE, first),
        (BREAK, pause),
        (AVAILABLE, second),
        (MEAL, meal),
        (AVAILABLE, third),
        (BREAK, pause),
        (AVAILABLE, work - first - second - third),
        (TRAINING, training),
    ]
    seconds = np.stack([part for _, part in parts], axis=1).astype(np.int64)
    bounds = np.concatenate([np.zeros((len(agent), 1), dtype=np.int64), np.cumsum(seconds, axis=1)], axis=1)
    local = (begin * HOUR).astype(np.int64)[:, None] + bounds
    days = np.broadcast_to(day[:, None], local.shape)
    at = np.where(american[:, None], world.clock.at(days, local, w.NEW_YORK), world.clock.at(days, local, w.SOFIA))
    # people are a little early or late; a boundary between activities moves for both
    jitter = np.rint((rng.random(at.shape) + rng.random(at.shape) - 1.0) * 200).astype(np.int64)
    jitter[:, 0] = np.rint(np.where(u[1] < 0.08, 240 + u[2] * 900, (u[2] - 0.6) * 240)).astype(np.int64)
    really = np.maximum.accumulate(at + jitter, axis=1)
    activity = np.broadcast_to(np.array([kind_of for kind_of, _ in parts]), seconds.shape)
    has_length = (seconds > 0).ravel()
    is_worked = np.broadcast_to((u[3] > 0.012)[:, None], seconds.shape)

    def column(values: np.ndarray) -> np.ndarray:
        return np.ascontiguousarray(values).ravel()[has_length]

    # an activity without length must not take time from its neighbours
    really_starts, really_ends = really[:, :-1].copy(), really[:, 1:].copy()
    for place in range(seconds.shape[1] - 1):
        empty = seconds[:, place] == 0
        really_starts[empty, place + 1] = really_starts[empty, place]
    last = seconds.shape[1] - 1
    none = seconds[:, last] == 0
    really_ends[none, last - 1] = really_ends[none, last]
    return {
        "agent": column(np.broadcast_to(agent[:, None], seconds.shape)),
        "activity": column(activity),
        "starts": column(at[:, :-1]),
        "ends": column(at[:, 1:]),
        "is_worked": column(is_worked),
        "really_starts": column(really_starts),
        "really_ends": column(really_ends),
    }
