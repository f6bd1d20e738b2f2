"""The loop over contacts: every leg that begins, ends, and leads to others."""

import heapq
from dataclasses import dataclass
from functools import cached_property
from types import SimpleNamespace

import numpy as np

from python_hooks.simulator import world as w
from python_hooks.simulator.demand import first_contacts
from python_hooks.simulator.legs import ARRIVAL, FIELDS, pack, unpack
from python_hooks.simulator.people import People, make_people
from python_hooks.simulator.service import Desk
from python_hooks.simulator.staff import Staff, make_staff
from python_hooks.simulator.waiting import FirstComeFirstServed, PooledCapacity

INTERNAL_SHARE = 0.006
# seconds an agent is busy with a contact of each queue, on average; only the approximation of waits needs it
_WORK_SECONDS = np.array([375.0, 400.0, 560.0, 330.0, 270.0, 470.0, 335.0, 380.0])


@dataclass(frozen=True)
class Run:
    """What happened in one part: legs in order of contact and segment, contacts numbered in order of their start."""

    world: w.World
    people: People
    staff: Staff
    legs: SimpleNamespace

    @cached_property
    def people_seen(self) -> np.ndarray:
        """Numbers of the people who got in touch."""
        return np.flatnonzero(np.bincount(self.legs.person[self.legs.person >= 0]))


def run(world: w.World) -> Run:
    """Simulate one part."""
    people, staff = make_people(world), make_staff(world)
    arrivals = np.concatenate([first_contacts(world, people), _internal(world)], axis=1)
    if world.is_exact:
        desk = Desk(world, people, staff, FirstComeFirstServed(world, staff))
        desk.next_contact = arrivals.shape[1]
        finished = _one_by_one(desk, arrivals)
    else:
        leg = unpack(ARRIVAL, arrivals)
        asks = np.where(leg.channel <= w.CHAT, 0.87, 1.0) * _WORK_SECONDS[leg.queue]
        desk = Desk(world, people, staff, PooledCapacity(world, staff, leg.queue, leg.start, asks))
        desk.next_contact = arrivals.shape[1]
        finished = _all_at_once(desk, arrivals)
    return Run(world, people, staff, _in_order(_known_by(world.end, finished)))


def _one_by_one(desk: Desk, arrivals: np.ndarray) -> np.ndarray:
    """In order of arrival, so that the queue is first come, first served."""
    waiting = [tuple(column) for column in arrivals.T.tolist()]
    heapq.heapify(waiting)
    finished = []
    while waiting:
        ended, following = desk.handle(np.array([heapq.heappop(waiting)], dtype=np.int64).T)
        finished.append(ended)
        for column in following.T.tolist():
            heapq.heappush(waiting, tuple(column))
    return np.concatenate(finished, axis=1)


def _all_at_once(desk: Desk, arrivals: np.ndarray) -> np.ndarray:
    """All first legs, then all they lead to, until nothing follows."""
    finished = []
    while arrivals.size:
        ended, arrivals = desk.handle(arrivals)
        finished.append(ended)
    return np.concatenate(finished, axis=1)


def _internal(world: w.World) -> np.ndarray:
    """Colleagues who call the technical desk."""
    count = round(world.contacts * INTERNAL_SHARE)
    u = world.generator(4).random((3, count))
    day = (u[0] * world.days).astype(np.int64)
    day -= np.maximum((world.first_day.weekday() + day) % 7 - 4, 0)
    start = world.clock.at(np.maximum(day, 0), (9 * 3_600 + u[1] * 8 * 3_600).astype(np.int64), w.SOFIA)
    fields = {name: np.zeros(count, dtype=np.int64) for name in ARRIVAL}
    fields |= {
        "start": start,
        "contact": world.issues + np.arange(count),
        "segment": fields["segment"] + 1,
        "person": fields["person"] - 1,
        "issue": fields["issue"] - 1,
        "topic": fields["topic"] + w.TOPIC["technical"],
        "direction": fields["direction"] + w.INTERNAL,
        "link": fields["link"] + w.AMONG_STAFF,
        "previous": fields["previous"] - 1,
        "queue": fields["queue"] + w.TECHNICAL,
    }
    return pack(ARRIVAL, fields)


def _known_by(instant: int, finished: np.ndarray) -> np.ndarray:
    """Without the contacts that were still going on when the export was taken."""
    leg = unpack(FIELDS, finished)
    going_on = np.zeros(int(leg.contact.max()) + 1, dtype=bool)
    going_on[leg.contact[leg.ended + leg.wrap >= instant]] = True
    return finished[:, ~going_on[leg.contact]]


def _in_order(finished: np.ndarray) -> SimpleNamespace:
    """Contacts renumbered by their start, and each leg told how it ended: by a transfer or not."""
    leg = unpack(FIELDS, finished)
    contacts = int(leg.contact.max()) + 1
    started = np.full(contacts, leg.start.max() + 1)
    started[leg.contact[leg.segment == 1]] = leg.start[leg.segment == 1]
    number = np.empty(contacts + 1, dtype=np.int64)  # contacts left out come last; -1 stays -1
    number[np.argsort(started, kind="stable")] = np.arange(contacts)
    number[-1] = -1
    leg.contact, leg.previous = number[leg.contact], number[leg.previous]
    order = np.lexsort((leg.segment, leg.contact))
    for name in FIELDS:
        setattr(leg, name, getattr(leg, name)[order])
    is_last = np.append(leg.contact[1:] != leg.contact[:-1], True)
    leg.transfer = np.where(is_last, w.NOT_TRANSFERRED, np.append(leg.via[1:], 0))
    leg.is_last = is_last
    return leg
