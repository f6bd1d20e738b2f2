"""The agents, agent_schedules and agent_states entities."""

from itertools import pairwise

import numpy as np
import pyarrow as pa

from python_hooks.simulator import world as w
from python_hooks.simulator.center import Run
from python_hooks.simulator.export import Instants, Table, take, words
from python_hooks.simulator.rows_contacts import agent_ids
from python_hooks.simulator.staff import ACTIVITIES, AVAILABLE, AWAY, OFFLINE, ON_CONTACT, WRAP_UP

FIRST_NAMES = ["Alda", "Bero", "Cila", "Dorin", "Esta", "Faro", "Gena", "Hilo", "Inka", "Jaro", "Kalina", "Lemo"]
LAST_NAMES = ["Amber", "Basalt", "Cobalt", "Delta", "Ember", "Flint", "Garnet", "Harbor", "Indigo", "Jasper", "Krill"]
# the older telephone switch in Varna has a word of its own for after-contact work
STATE_WORDS = [*ACTIVITIES, "acw"]


def agents_table(run: Run) -> Table:
    """One row per agent and period: a new hourly cost, a change of team, a leaver and a joiner begin new ones."""
    staff, world = run.staff, run.world
    rows = []
    ids = agent_ids(run, np.arange(staff.number)).to_pylist()
    for agent in range(staff.number):
        role = w.ROLES[staff.role[agent]]
        first, last = int(staff.first_day[agent]), int(staff.last_day[agent])
        joined = first - (0 if first else int(staff.hired_days_before[agent]))
        left = world.day(last) if last < world.days else None
        team = role.team
        changes = agent == staff.changes_team
        bounds = [joined] + ([world.team_change_day] if changes else []) + [last if left else None]
        for place, (begin, end) in enumerate(pairwise(bounds)):
            its_team = 1 if changes and place else team
            rows.append(
                {
                    "agent_id": ids[agent],
                    "valid_from": world.day(begin).isoformat(),
                    "valid_to": world.day(end).isoformat() if end is not None else None,
                    "agent_name": f"{FIRST_NAMES[agent % len(FIRST_NAMES)]} {LAST_NAMES[agent % len(LAST_NAMES)]}",
                    "team": w.TEAMS[its_team] if world.parts == 1 else f"{w.TEAMS[its_team]}_{world.part + 1:02d}",
                    "supervisor_id": f"S{world.part * len(w.TEAMS) + its_team + 1:02d}",
                    "site": w.SITES[staff.site[agent]],
                    "outsourcer": w.AGENCY if its_team == 2 else None,
                    "hired_on": world.day(joined).isoformat(),
                    "left_on": left.isoformat() if left else None,
                    "hourly_cost": f"{role.hourly_cost + place * 1.5:.2f}",
                    "currency": "EUR",
                    "updated_at": f"{world.day(max(begin, -30)).isoformat()}T06:00:00Z",
                }
            )
    return {name: pa.array([row[name] for row in rows], pa.string()) for name in rows[0]}


def schedules_table(run: Run) -> Table:
    """One row per scheduled activity."""
    staff = run.staff
    return {
        "agent_id": agent_ids(run, staff.agent),
        "activity": words(ACTIVITIES, staff.activity),
        "starts_at": Instants(staff.starts),
        "ends_at": Instants(staff.ends),
        "updated_at": Instants(staff.starts // w.DAY * w.DAY - 7 * w.DAY),
    }


def states_table(run: Run) -> Table:
    """One row per state visit: contacts worked laid over what the agent was doing otherwise; visits never overlap."""
    world, staff = run.world, run.staff
    agent, state, starts, ends = _overlay(*_base(run), *_worked(run))
    keep = (starts < ends) & (starts < world.end)
    agent, state, starts, ends = agent[keep], state[keep], starts[keep], ends[keep]
    agent, state, starts, ends = _with_away(run, agent, state, starts, ends)
    order = np.lexsort((starts, agent))
    agent, state, starts, ends = agent[order], state[order], starts[order], ends[order]
    spelling = np.where((state == WRAP_UP) & (staff.site[agent] == 1), len(ACTIVITIES), state)
    table = {
        "agent_id": agent_ids(run, agent),
        "state": words(STATE_WORDS, spelling),
        "started_at": Instants(starts),
        "ended_at": Instants(ends, ends <= world.end),
        "updated_at": Instants(np.minimum(ends, world.end), ends <= world.end),
    }
    return take(table, np.lexsort((agent, starts)))


def _base(run: Run) -> tuple[np.ndarray, ...]:
    """What each agent did but for contacts, offline between shifts included."""
    staff = run.staff
    here = staff.is_worked & (staff.really_ends > staff.really_starts)
    agent, state = staff.agent[here], staff.activity[here]
    starts, ends = staff.really_starts[here], staff.really_ends[here]
    next_starts = np.append(starts[1:], 0)
    same = np.append(agent[1:] == agent[:-1], False)
    stays = np.where(same, next_starts, 1 << 40)
    # who has left for good is in no state
    gone = ~same & (staff.last_day[agent] < run.world.days)
    pause = (stays > ends) & ~gone
    agent = np.concatenate([agent, agent[pause]])
    state = np.concatenate([state, np.full(pause.sum(), OFFLINE)])
    starts, ends = np.concatenate([starts, ends[pause]]), np.concatenate([ends, stays[pause]])
    order = np.lexsort((starts, agent))
    return agent[order], state[order], starts[order], ends[order]


def _worked(run: Run) -> tuple[np.ndarray, ...]:
    """On-contact and wrap-up spans per agent, made disjoint: a contact that begins during a wrap-up ends it."""
    leg = run.legs
    mine = (leg.agent >= 0) & (leg.outcome == w.HANDLED)
    agent, talk_from, talk_to = leg.agent[mine], leg.answered[mine], leg.ended[mine]
    released = talk_to + leg.wrap[mine]
    order = np.lexsort((talk_from, agent))
    agent, talk_from, talk_to, released = (x[order] for x in (agent, talk_from, talk_to, released))
    apart = agent * (1 << 33)
    busy_before = np.maximum.accumulate(talk_to + apart) - apart
    earlier = np.append(-1, busy_before[:-1])
    same = np.append(False, agent[1:] == agent[:-1])
    talk_from = np.where(same, np.maximum(talk_from, earlier), talk_from)
    talk_to = np.maximum(talk_to, talk_from)
    wrap_from = np.maximum(talk_to, busy_before)
    following = np.where(np.append(same[1:], False), np.append(talk_from[1:], 0), 1 << 40)
    wrap_to = np.maximum(np.minimum(np.maximum(released, wrap_from), following), wrap_from)
    # a wrap-up that another chat had interrupted is not told
    wrap_to = np.where(busy_before > talk_to, wrap_from, wrap_to)
    return agent, talk_from, talk_to, wrap_from, wrap_to


def _overlay(agent, state, starts, ends, worker, talk_from, talk_to, wrap_from, wrap_to) -> tuple[np.ndarray, ...]:
    """Base states cut where work lies over them: every instant belongs to the work, else to the base state."""
    busy_agent = np.concatenate([worker, worker])
    busy_from = np.concatenate([talk_from, wrap_from])
    busy_to = np.concatenate([talk_to, wrap_to])
    busy_state = np.concatenate([np.full(len(worker), ON_CONTACT), np.full(len(worker), WRAP_UP)])
    real = busy_to > busy_from
    busy_agent, busy_from, busy_to, busy_state = (x[real] for x in (busy_agent, busy_from, busy_to, busy_state))
    far = 1 << 42
    # all cuts on one axis, agent after agent
    base_from, base_to = agent * far + starts, agent * far + ends
    busy_from, busy_to = busy_agent * far + busy_from, busy_agent * far + busy_to
    cuts = np.sort(np.concatenate([base_from, base_to, busy_from, busy_to]))
    piece_from, piece_to = cuts[:-1], cuts[1:]
    piece_from, piece_to = piece_from[piece_from < piece_to], piece_to[piece_from < piece_to]
    owner = piece_from // far
    order = np.argsort(busy_from, kind="stable")
    work_from, work_to, work_state = busy_from[order], busy_to[order], busy_state[order]
    work = np.searchsorted(work_from, piece_from, "right") - 1
    in_work = (work >= 0) & (work_to[work] > piece_from)
    base = np.searchsorted(base_from, piece_from, "right") - 1
    in_base = (base >= 0) & (base_to[base] > piece_from) & (piece_to // far == owner)
    known = in_work | in_base
    kind = np.where(in_work, work_state[work], state[base])
    source = np.where(in_work, work, -1 - base)
    owner, kind, source = owner[known], kind[known], source[known]
    piece_from, piece_to = piece_from[known], piece_to[known]
    # neighbours of one visit are one visit again
    new = np.append(True, (source[1:] != source[:-1]) | (piece_from[1:] != piece_to[:-1]))
    first = np.flatnonzero(new)
    last = np.append(first[1:], len(new)) - 1
    return owner[first], kind[first], piece_from[first] % far, piece_to[last] % far


def _with_away(run: Run, agent, state, starts, ends) -> tuple[np.ndarray, ...]:
    """Some step away from the desk for some minutes in the middle of a long quiet time."""
    u = run.world.generator(12).random((2, len(agent)))
    leaves = (state == AVAILABLE) & (ends - starts > 2_400) & (ends < run.world.end) & (u[0] < 0.10)
    out = starts[leaves] + 600 + (u[1][leaves] * 600).astype(np.int64)
    back = out + 180 + (u[1][leaves] * 500).astype(np.int64)
    long_ends = ends[leaves]
    ends = ends.copy()
    ends[leaves] = out
    count = int(leaves.sum())
    return (
        np.concatenate([agent, agent[leaves], agent[leaves]]),
        np.concatenate([state, np.full(count, AWAY), np.full(count, AVAILABLE)]),
        np.concatenate([starts, out, back]),
        np.concatenate([ends, back, long_ends]),
    )
