"""Who answers, and when. Two engines with one interface.

probe(queue, instants) -> (instants at which an agent would begin, agent numbers)
commit(queue, agents, begins, releases)  the agents are busy in between
"""

from bisect import bisect_right

import numpy as np

from python_hooks.simulator import world as w
from python_hooks.simulator.staff import AVAILABLE, Staff

NEVER = 1 << 40


class FirstComeFirstServed:
    """Exact, customer by customer: contacts come in order of arrival, each takes the agent who is free first, whose work
    is known to the second. Agents finish what they began, then go on their break. Only ever asked about one leg."""

    def __init__(self, world: w.World, staff: Staff) -> None:
        self._agents_of = [
            [agent for agent in range(staff.number) if number in w.ROLES[staff.role[agent]].queues]
            for number in range(len(w.QUEUES))
        ]
        at_work = (staff.activity == AVAILABLE) & staff.is_worked & (staff.really_ends > staff.really_starts)
        self._starts, self._ends = [], []
        for agent in range(staff.number):
            mine = at_work & (staff.agent == agent)
            self._starts.append(staff.really_starts[mine].tolist())
            self._ends.append(staff.really_ends[mine].tolist())
        self._free = [[0] * w.ROLES[role].slots for role in staff.role]

    def probe(self, queue: np.ndarray, instants: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        instant = int(instants[0])
        best = (NEVER, 0, -1)
        for agent in self._agents_of[int(queue[0])]:
            free = min(self._free[agent])
            best = min(best, (self._earliest(agent, max(instant, free)), free, agent))
        return np.array([best[0]]), np.array([best[2]])

    def commit(self, queue: np.ndarray, agents: np.ndarray, begins: np.ndarray, releases: np.ndarray) -> None:
        slots = self._free[int(agents[0])]
        slots[slots.index(min(slots))] = int(releases[0])

    def _earliest(self, agent: int, instant: int) -> int:
        block = bisect_right(self._starts[agent], instant) - 1
        if block >= 0 and instant < self._ends[agent][block]:
            return instant
        return self._starts[agent][block + 1] if block + 1 < len(self._starts[agent]) else NEVER


class PooledCapacity:
    """An approximation for many contacts: each queue is one fast server whose speed is the number of its agents at work.

    In a time that runs as fast as capacity, the work before an arrival follows Lindley's recursion, which a running minimum
    solves for all arrivals at once. Work of customers who lose patience is taken out and the recursion repeated. Repeats
    are not in it: capacity is reduced by their expected share, and they wait as long as anybody at that moment would.
    Agents take turns, so that one may be given a contact before the last one has quite ended.
    """

    SLOT = 900
    LATER_SHARE = 0.37
    PATIENCE = 420.0

    def __init__(self, world: w.World, staff: Staff, queue: np.ndarray, arrivals: np.ndarray, work: np.ndarray) -> None:
        self._begin = world.start - w.DAY
        slots = (world.end - world.start) // self.SLOT + 40 * w.DAY // self.SLOT
        self._edges = self._begin + np.arange(slots + 1) * self.SLOT
        self._rosters = self._make_rosters(staff, slots)
        self._turn = 0
        demand = np.array([work[queue == number].sum() for number in range(len(w.QUEUES))])
        self._curves = []
        for number in range(len(w.QUEUES)):
            mine = queue == number
            capacity = self._capacity(staff, slots, number, demand) * (1 - self.LATER_SHARE)
            live = w.QUEUES[number].channel in ("voice", "chat")
            self._curves.append(self._solve(capacity, arrivals[mine], work[mine], live))

    def probe(self, queue: np.ndarray, instants: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        begins = np.empty(len(instants), dtype=np.int64)
        agents = np.empty(len(instants), dtype=np.int64)
        for number in np.unique(queue):
            mine = np.flatnonzero(queue == number)
            mine = mine[np.argsort(instants[mine], kind="stable")]
            begins[mine] = self._begin_of(number, instants[mine])
            agents[mine] = self._next_agents(number, begins[mine])
        return begins, agents

    def commit(self, queue: np.ndarray, agents: np.ndarray, begins: np.ndarray, releases: np.ndarray) -> None:
        """Capacity was accounted for beforehand."""

    def _begin_of(self, number: int, instants: np.ndarray) -> np.ndarray:
        clock, at, work_after = self._curves[number]
        now = np.interp(instants, self._edges, clock)
        last = np.searchsorted(at, now, side="right") - 1
        left = np.where(last >= 0, work_after[last] - (now - at[last]), 0.0)
        then = np.interp(now + np.maximum(left, 0.0), clock, self._edges)
        return np.maximum(np.ceil(then - 1e-6).astype(np.int64), instants)

    def _solve(self, capacity, arrivals, work, live) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """The capacity clock at the slots' edges; of each arrival its reading, and the work after it."""
        clock = np.concatenate([[0.0], np.cumsum(capacity * self.SLOT)])
        order = np.argsort(arrivals, kind="stable")
        at = np.interp(arrivals[order], self._edges, clock)
        load = work[order].astype(float)
        patience = self.PATIENCE * (0.25 + (np.arange(len(at)) * 0.618_034 % 1.0) * 2)
        before = np.zeros(len(at))
        for _ in range(4 if live else 1):
            total = np.cumsum(load) - load
            slack = total - at
            before = slack - np.minimum.accumulate(slack) if len(at) else before
            if live:
                waits = np.interp(at + before, clock, self._edges) - arrivals[order]
                load = np.where(waits > patience, 0.0, work[order])
        return clock, at, before + load

    def _capacity(self, staff: Staff, slots: int, number: int, demand: np.ndarray) -> np.ndarray:
        """Agents at work for a queue in each slot; who serves several is divided in proportion to their work."""
        total = np.full(slots, 1e-6)
        for role_number, role in enumerate(w.ROLES):
            if number in role.queues:
                share = demand[number] / max(1.0, sum(demand[other] for other in role.queues))
                total += self._present[role_number] * share * role.slots
        return total

    def _make_rosters(self, staff: Staff, slots: int) -> list[tuple[np.ndarray, np.ndarray]]:
        """For each queue the agents present, slot after slot, and where each slot's list begins."""
        at_work = (staff.activity == AVAILABLE) & staff.is_worked & (staff.really_ends > staff.really_starts)
        agent = staff.agent[at_work]
        first = (staff.really_starts[at_work] - self._begin) // self.SLOT
        count = (staff.really_ends[at_work] - 1 - self._begin) // self.SLOT - first + 1
        agents = np.repeat(agent, count)
        slot = np.repeat(first, count) + np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
        overlap = np.minimum(np.repeat(staff.really_ends[at_work], count), self._begin + (slot + 1) * self.SLOT)
        overlap = overlap - np.maximum(np.repeat(staff.really_starts[at_work], count), self._begin + slot * self.SLOT)
        order = np.argsort(slot, kind="stable")
        agents, slot, overlap = agents[order], slot[order], overlap[order]
        roles = staff.role[agents]
        self._present = [
            np.bincount(slot[roles == role], weights=overlap[roles == role] / self.SLOT, minlength=slots)[:slots]
            for role in range(len(w.ROLES))
        ]
        rosters = []
        for number in range(len(w.QUEUES)):
            serves = np.array([number in role.queues for role in w.ROLES])[roles]
            rosters.append((agents[serves], np.searchsorted(slot[serves], np.arange(slots + 1))))
        return rosters

    def _next_agents(self, number: int, instants: np.ndarray) -> np.ndarray:
        agents, starts = self._rosters[number]
        slot = np.clip((instants - self._begin) // self.SLOT, 0, len(starts) - 2)
        present = starts[slot + 1] - starts[slot]
        turn = np.arange(len(instants)) + self._turn
        self._turn += len(instants)
        chosen = agents[np.minimum(starts[slot] + turn % np.maximum(present, 1), len(agents) - 1)]
        return np.where(present > 0, chosen, agents[turn % len(agents)])
