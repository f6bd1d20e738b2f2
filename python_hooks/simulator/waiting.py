"""Who answers, and when. Two engines with one interface.

probe(queue, instants) -> (instants at which an agent would begin, agent numbers)
commit(queue, agents, begins, releases)  the agents are busy in between
"""

from bisect import bisect_right
from types import SimpleNamespace

import numpy as np

from python_hooks.simulator import world as w
from python_hooks.simulator.staff import AVAILABLE, Staff

NEVER = 1 << 40


class FirstComeFirstServed:
    """Exact, customer by customer: contacts come in order of arrival, each takes the agent who is free first. Agents
    finish what they began, then go on their break. Only ever asked about one leg."""

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
    """An approximation for many contacts: each queue is one fast server, as fast as it has agents at work.

    In a time that runs as fast as capacity, the work before an arrival follows Lindley's recursion; customers who would
    wait longer than they bear bring no work. One fast server keeps customers waiting more often than many slow ones, so
    some work makes nobody wait: to meet Erlang's C formula it would be 0.46 contacts' work per agent for two or three
    agents and 0.3 for 9 to 40; 0.45 serves both, and flatters the large ones a little. Repeats are not in it: capacity
    is reduced by their expected share, and they wait as long as anybody at that moment would. Agents take turns, so one
    may be given a contact before the last has quite ended.
    """

    SLOT = 900
    LATER_SHARE = 0.34
    FREE_WORK = 0.45
    PATIENCE = 700.0
    TURNS = 20

    def __init__(self, world: w.World, staff: Staff, queue: np.ndarray, arrivals: np.ndarray, work: np.ndarray) -> None:
        self._begin = world.start - w.DAY
        self._slots = (world.end - world.start + 40 * w.DAY) // self.SLOT
        self._edges = self._begin + np.arange(self._slots + 1) * self.SLOT
        self._turn = 0
        self._lines = []
        presence = self._presence(staff)
        for number, its in enumerate(w.QUEUES):
            mine = queue == number
            line = self._line(staff, presence, number)
            self._solve(line, arrivals[mine], work[mine], its.channel in ("voice", "chat"))
            self._lines.append(line)

    def probe(self, queue: np.ndarray, instants: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        begins = np.empty(len(instants), dtype=np.int64)
        agents = np.empty(len(instants), dtype=np.int64)
        for number, line in enumerate(self._lines):
            mine = np.flatnonzero(queue == number)
            mine = mine[np.argsort(instants[mine], kind="stable")]
            begins[mine] = self._begin_of(line, instants[mine])
            agents[mine] = self._next_agents(line, begins[mine])
        return begins, agents

    def commit(self, queue: np.ndarray, agents: np.ndarray, begins: np.ndarray, releases: np.ndarray) -> None:
        """Capacity was accounted for beforehand."""

    def _begin_of(self, line: SimpleNamespace, instants: np.ndarray) -> np.ndarray:
        now = np.interp(instants, self._edges, line.clock)
        last = np.searchsorted(line.at, now, side="right") - 1
        left = np.maximum(line.work_after[last] - (now - line.at[last]) - self._free_work(line, instants), 0.0)
        # half a second of work, so who comes while nobody is there waits until somebody is
        then = np.interp(now + left + 0.5, line.clock, self._edges)
        return np.maximum(then.astype(np.int64), instants)

    def _free_work(self, line: SimpleNamespace, instants: np.ndarray) -> np.ndarray:
        slot = np.clip((instants - self._begin) // self.SLOT, 0, self._slots - 1)
        return self.FREE_WORK * line.mean_work * line.capacity[slot]

    def _solve(self, line: SimpleNamespace, arrivals: np.ndarray, work: np.ndarray, is_live: bool) -> None:
        """Adds the capacity clock at the slots' edges; of each arrival the clock's reading, and the work after it."""
        line.clock = np.concatenate([[0.0], np.cumsum(line.capacity * self.SLOT)])
        line.mean_work = float(work.mean()) if len(work) else 0.0
        order = np.argsort(arrivals, kind="stable")
        arrivals = arrivals[order]
        at = np.interp(arrivals, self._edges, line.clock)
        slot = np.clip((arrivals - self._begin) // self.SLOT, 0, self._slots - 1)
        patience = self.PATIENCE * (0.25 + (np.arange(len(at)) * 0.618_034 % 1.0) * 2) if is_live else np.inf
        bearable = self._free_work(line, arrivals) + patience * line.capacity[slot]
        # the curve begins with nothing to do
        line.at, line.work_after = np.append(0.0, at), np.append(0.0, _work_after(at, work[order], bearable))

    def _presence(self, staff: Staff) -> tuple[np.ndarray, ...]:
        """(agent, slot, seconds) for every agent and slot in which the agent is at work, slot after slot."""
        at_work = (staff.activity == AVAILABLE) & staff.is_worked & (staff.really_ends > staff.really_starts)
        starts, ends = staff.really_starts[at_work], staff.really_ends[at_work]
        first = (starts - self._begin) // self.SLOT
        count = (ends - 1 - self._begin) // self.SLOT - first + 1
        agent = np.repeat(staff.agent[at_work], count)
        slot = np.repeat(first, count) + np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
        until = np.minimum(np.repeat(ends, count), self._begin + (slot + 1) * self.SLOT)
        seconds = until - np.maximum(np.repeat(starts, count), self._begin + slot * self.SLOT)
        order = np.argsort(slot, kind="stable")
        return agent[order], slot[order], seconds[order]

    def _line(self, staff: Staff, presence: tuple[np.ndarray, ...], number: int) -> SimpleNamespace:
        """A queue's capacity in agents per slot, and whose turn it is: each slot's agents as often as they serve."""
        agent, slot, seconds = presence
        share = np.array([role.queues.get(number, 0.0) * role.slots for role in w.ROLES])[staff.role[agent]]
        capacity = np.bincount(slot, weights=share * seconds / self.SLOT, minlength=self._slots)[: self._slots]
        turns = np.ceil(share * self.TURNS / 2).astype(np.int64)
        agents, slots = np.repeat(agent, turns), np.repeat(slot, turns)
        round_number = np.arange(len(agents)) - np.repeat(np.cumsum(turns) - turns, turns)
        order = np.lexsort((agents, round_number, slots))
        return SimpleNamespace(
            capacity=capacity * (1 - self.LATER_SHARE) + 1e-6,
            agents=agents[order],
            first=np.searchsorted(slots[order], np.arange(self._slots + 1)),
        )

    def _next_agents(self, line: SimpleNamespace, instants: np.ndarray) -> np.ndarray:
        slot = np.clip((instants - self._begin) // self.SLOT, 0, self._slots - 1)
        present = line.first[slot + 1] - line.first[slot]
        turn = np.arange(len(instants)) + self._turn
        self._turn += len(instants)
        # where nobody is there, who comes next stays for it
        return line.agents[np.minimum(line.first[slot] + turn % np.maximum(present, 1), len(line.agents) - 1)]


def _work_after(at: np.ndarray, work: np.ndarray, bearable: np.ndarray) -> list[float]:
    """The work that lies ahead after each arrival, on a clock by which one unit of work is done in one of time."""
    result, ahead, before = [], 0.0, 0.0
    for now, own, limit in zip(at.tolist(), work.tolist(), bearable.tolist(), strict=True):
        ahead -= now - before
        before = now
        if ahead < 0.0:
            ahead = 0.0
        if ahead <= limit:
            ahead += own
        result.append(ahead)
    return result
