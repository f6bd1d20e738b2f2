"""What happens to legs, and what they lead to: the next segment, or the next contact on the issue.

Every decision is made once here, for whatever number of legs; chances come from one matrix of uniform numbers.
"""

from types import SimpleNamespace

import numpy as np

from python_hooks.simulator import world as w
from python_hooks.simulator.demand import queue_for
from python_hooks.simulator.legs import ARRIVAL, FIELDS, first_of, log_uniform, normal, pack, unpack
from python_hooks.simulator.people import People
from python_hooks.simulator.staff import Staff

HOUR, DAY = 3_600, 86_400
MAXIMUM_ATTEMPTS = 8

_RESOLUTION = np.array([topic.resolution for topic in w.TOPICS])
_TALK = np.array([topic.talk for topic in w.TOPICS])
_SELF_SERVICE = np.array([topic.self_service for topic in w.TOPICS])
_TRANSFER = np.array([topic.transfer for topic in w.TOPICS])
_TOPIC_QUEUE = np.array([w.QUEUE[topic.queue] for topic in w.TOPICS])
_ROLE_TRANSFER = np.array([role.transfer for role in w.ROLES])
_CALENDAR_QUEUES = {name: np.array([queue.calendar == name for queue in w.QUEUES]) for name in w.CALENDARS}
_IS_VOICE_QUEUE = np.array([queue.channel == "voice" for queue in w.QUEUES])


class Desk:
    """Handles legs with the help of an engine that knows who is free."""

    def __init__(self, world: w.World, people: People, staff: Staff, engine) -> None:
        self.world, self.people, self.staff, self.engine = world, people, staff, engine
        self.rng = world.generator(3)
        self.next_contact = world.issues

    def handle(self, arrivals: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Legs as they ended (all fields), and the legs they lead to (fields known on arrival)."""
        leg = unpack(ARRIVAL, arrivals)
        chance = iter(self.rng.random((44, arrivals.shape[1])))
        self._before_the_queue(leg, chance)
        self._in_the_queue(leg, chance)
        self._with_the_agent(leg, chance)
        finished = np.stack([getattr(leg, name).astype(np.int64) for name in FIELDS])
        following = [part for part in (self._next_segments(leg, chance), self._next_contacts(leg, chance)) if part.size]
        return finished, np.concatenate([np.empty((len(ARRIVAL), 0), dtype=np.int64), *following], axis=1)

    def _before_the_queue(self, leg: SimpleNamespace, chance) -> None:
        """The menu or the bot: some are served by it, some give up in it, a few calls fail."""
        u, length, asks_menu = next(chance), next(chance), leg.segment == 1
        voice, chat = leg.channel == w.VOICE, leg.channel == w.CHAT
        inbound = leg.direction == w.INBOUND
        asks_menu = asks_menu & inbound & (voice | chat)
        leg.ivr = np.where(asks_menu, np.where(voice, 14 + length * 40, 4 + length * 16), 0).astype(np.int64)
        self_service = _SELF_SERVICE[leg.topic] * np.where(leg.attempt == 0, 1.0, 0.25)
        leg.is_failed = asks_menu & (u > 0.995)
        leg.leaves_menu = asks_menu & voice & (u > 0.972) & ~leg.is_failed
        leg.is_self_served = asks_menu & (u < self_service)
        longer = leg.is_self_served | leg.leaves_menu
        leg.ivr = np.where(longer, leg.ivr + (length * 70).astype(np.int64), leg.ivr)
        leg.ready = leg.start + leg.ivr

    def _in_the_queue(self, leg: SimpleNamespace, chance) -> None:
        """An agent in time, or lost patience, a callback asked for, another queue, or a machine after hours."""
        u, u_patience, u_other, u_ring = next(chance), next(chance), next(chance), next(chance)
        at_once = leg.is_failed | leg.leaves_menu | leg.is_self_served
        voice_or_chat = (leg.channel == w.VOICE) | (leg.channel == w.CHAT)
        inbound = leg.direction == w.INBOUND
        begins, agent = self.engine.probe(leg.queue, leg.ready)
        wait = begins - leg.ready
        ring = np.where(voice_or_chat & inbound, 2 + u_ring * 6, 0).astype(np.int64)
        patience = np.where(u_patience < 0.04, 1 + u_patience * 150, 90 + 860 * (-np.log1p(-u_patience)) ** 0.8)
        patience = np.where(leg.channel == w.CHAT, patience * 0.9, patience).astype(np.int64)
        closed = _closed_lines(self.world, leg.queue, leg.ready) & voice_or_chat & inbound & (leg.segment == 1)
        # a colleague takes a hand-over only when free within 45 seconds; else the customer queues
        direct = (leg.via == w.WARM) | (leg.via == w.BLIND)
        handed = direct & (wait <= 45)
        leg.via = np.where(direct & ~handed, w.TO_QUEUE, leg.via)
        waits = voice_or_chat & inbound & ~at_once
        calls_back = waits & ~closed & ~handed & (wait > 75) & (u < 0.16) & (leg.channel == w.VOICE)
        asked_after = np.minimum(50 + u_other * 40, wait).astype(np.int64)
        overflows = waits & ~closed & (leg.queue == w.SERVICE) & ~handed & (wait > 100) & (u > 0.72)
        gives_up = waits & ~closed & ~handed & (wait + ring > patience) & (leg.direction == w.INBOUND)
        unreached = (leg.channel == w.CALLBACK) & (u < 0.1)
        unreached |= (leg.direction == w.OUTBOUND) & (leg.channel != w.CALLBACK) & (u < 0.22)
        overflows &= patience > 90
        leg.outcome = first_of(
            [leg.is_failed, leg.leaves_menu, leg.is_self_served, closed, calls_back, overflows, gives_up],
            [
                w.FAILED,
                w.ABANDONED_IN_IVR,
                w.SELF_SERVED,
                w.VOICEMAIL,
                w.CALLBACK_REQUESTED,
                w.OVERFLOWED,
                w.ABANDONED,
            ],
            w.HANDLED,
        )
        leg.outcome = np.where(unreached, w.FAILED, leg.outcome)
        in_line = ~at_once & inbound & ~handed
        leg.queued = np.where(in_line, leg.ready, -1)
        leg.is_handled = leg.outcome == w.HANDLED
        leg.answered = np.where(leg.is_handled, begins + ring, -1)
        leg.agent = np.where(leg.is_handled | unreached, agent, -1)
        leg.begins = begins
        stay = first_of(
            [closed, calls_back, leg.outcome == w.OVERFLOWED, leg.outcome == w.ABANDONED, unreached],
            [20 + u_other * 60, asked_after, 90, np.minimum(patience, wait + ring), 25 + u_other * 20],
            0,
        ).astype(np.int64)
        leg.ended = np.where(unreached, begins, leg.ready) + stay

    def _with_the_agent(self, leg: SimpleNamespace, chance) -> None:
        """Talk, hold and after-contact work; a transfer, a broken line, and whether the issue is really over."""
        staff, agent = self.staff, np.maximum(leg.agent, 0)
        handled = leg.is_handled
        speed = staff.speed[agent] * _TALK[leg.topic] * np.array([0.8, 1.0, 1.35])[leg.complexity]
        talk = w.TALK_SECONDS[leg.channel] * speed * np.exp(0.5 * normal(next(chance), next(chance)) - 0.125)
        chat = leg.channel == w.CHAT
        u, u_hold, u_transfer, u_resolved = next(chance), next(chance), next(chance), next(chance)
        calls = (leg.channel == w.VOICE) | (leg.channel == w.CALLBACK)
        leg.dropped = (handled & calls & (u < 0.013)).astype(np.int64)
        share = _TRANSFER[leg.topic] * _ROLE_TRANSFER[staff.role[agent]] * np.where(leg.segment == 1, 1.0, 0.15)
        wrong_desk = (leg.queue == w.AMERICAS) & (_TOPIC_QUEUE[leg.topic] == w.TECHNICAL)
        share = share + np.where(wrong_desk, 0.12, 0.0)
        can_transfer = (leg.channel == w.VOICE) | chat
        leg.is_transferred = handled & can_transfer & (leg.direction == w.INBOUND) & (u_transfer < share)
        leg.is_transferred &= (leg.segment < 4) & (leg.dropped == 0)
        shorter = np.where(leg.is_transferred, 0.55, 1.0) * np.where(leg.dropped == 1, 0.4, 1.0)
        leg.talk = np.where(handled, 15 + talk * shorter, 0).astype(np.int64)
        leg.hold = np.where(handled & calls & (u_hold < 0.27), 15 + u_hold * 420, 0).astype(np.int64)
        wrap = w.WRAP_UP_SECONDS[leg.channel] * np.sqrt(speed) * np.exp(0.6 * normal(next(chance), next(chance)) - 0.18)
        leg.wrap = np.where(handled, 3 + wrap, 0).astype(np.int64)
        leg.ended = np.where(handled, leg.answered + leg.talk + leg.hold, leg.ended)
        probability = _RESOLUTION[leg.topic] + staff.skill[agent] + np.array([0.07, 0.0, -0.12])[leg.complexity]
        probability += np.where((leg.channel == w.EMAIL) | (leg.channel == w.WEB_FORM), -0.05, 0.0)
        probability += np.minimum(leg.attempt, 3) * 0.05
        over = (u_resolved < np.clip(probability, 0.05, 0.97)) & ~leg.is_transferred & (leg.dropped == 0)
        by_itself = leg.is_self_served & (u_resolved < 0.85)
        leg.resolved = ((handled & over) | by_itself).astype(np.int64)
        leg.resolved = np.where(leg.direction == w.INTERNAL, 0, leg.resolved)
        busy = np.flatnonzero(handled)
        if busy.size:
            release = leg.ended[busy] + leg.wrap[busy]
            self.engine.commit(leg.queue[busy], leg.agent[busy], leg.begins[busy], release)

    def _next_segments(self, leg: SimpleNamespace, chance) -> np.ndarray:
        """Transferred legs go on at once, with a colleague or in another queue; overflowed ones at the agency."""
        u, u_wrong = next(chance), next(chance)
        goes_on = leg.is_transferred | (leg.outcome == w.OVERFLOWED)
        kind = np.where(u < 0.4, w.WARM, np.where(u < 0.62, w.BLIND, w.TO_QUEUE))
        other = np.where(u_wrong < 0.3, w.BILLING, w.TECHNICAL)
        own = _TOPIC_QUEUE[leg.topic]
        target = np.where((own != leg.queue) & _IS_VOICE_QUEUE[leg.queue], own, other)
        target = np.where(leg.queue == w.PARTNER_OVERFLOW, own, target)
        target = np.where(leg.channel == w.CHAT, w.CHAT_DESK, target)
        # a queue that has closed meanwhile takes nobody over: the call stays where it is
        target = np.where(_closed_lines(self.world, target, leg.ended), leg.queue, target)
        legs = {name: getattr(leg, name)[goes_on] for name in ARRIVAL}
        legs["start"] = leg.ended[goes_on]
        legs["segment"] = legs["segment"] + 1
        overflowed = (leg.outcome == w.OVERFLOWED)[goes_on]
        legs["via"] = np.where(overflowed, w.NOT_TRANSFERRED, kind[goes_on])
        legs["queue"] = np.where(overflowed, w.PARTNER_OVERFLOW, target[goes_on])
        return pack(ARRIVAL, legs)

    def _next_contacts(self, leg: SimpleNamespace, chance) -> np.ndarray:
        """People whose issue is not over mostly come back, many within minutes or hours, most within a week."""
        u, u_delay, u_length, u_hour = next(chance), next(chance), next(chance), next(chance)
        u_switch, u_channel, u_follow = next(chance), next(chance), next(chance)
        person = np.maximum(leg.person, 0)
        american = self.people.is_american[person]
        open_end = leg.resolved == 0
        calendar_call = leg.channel == w.CALLBACK
        outcome, handled = leg.outcome, leg.is_handled & ~leg.is_transferred

        minutes = log_uniform(u_length, 45, 600)
        hours = log_uniform(u_length, 1_200, 26 * HOUR)
        short = log_uniform(u_length, 120, 3_600)
        days = DAY * (1 + 6 * u_length)
        weeks = DAY * (7 + 20 * u_length**1.5)
        comeback = first_of([u_delay < 0.18, u_delay < 0.52, u_delay < 0.90], [short, hours, days], weeks)

        # (condition, how the next contact comes about, delay)
        waits_for_call = outcome == w.CALLBACK_REQUESTED
        follow_up = handled & open_end & (leg.dropped == 0) & (leg.direction == w.INBOUND) & (u_follow < 0.06)
        message_left = (outcome == w.VOICEMAIL) & (u < 0.6)
        cases = [
            (waits_for_call, w.CALLED_BACK, log_uniform(u_length, 900, 5 * HOUR)),
            (follow_up | message_left, w.FOLLOW_UP, np.where(message_left, short, DAY * (0.2 + u_length))),
            (handled & (leg.dropped == 1) & (u < 0.88), w.RECONNECT, minutes),
            ((outcome == w.ABANDONED) & (u < 0.42), w.RECONNECT, minutes),
            ((outcome == w.ABANDONED) & (u < 0.62), w.RETRY, hours),
            ((outcome == w.ABANDONED_IN_IVR) & (u < 0.45), w.RETRY, hours),
            ((outcome == w.FAILED) & (u < 0.65), w.RETRY, np.where(calendar_call, hours, minutes)),
            ((outcome == w.VOICEMAIL) & (u < 0.85), w.RETRY, hours),
            ((outcome == w.SELF_SERVED) & open_end & (u < 0.75), w.RETRY, short),
            (handled & open_end & (leg.dropped == 0) & (u < 0.85), w.REPEAT, comeback),
            (handled & ~open_end & (u < 0.02), w.REPEAT, comeback),
        ]
        link = first_of([case for case, _, _ in cases], [name for _, name, _ in cases], -1)
        delay = first_of([case for case, _, _ in cases], [late for _, _, late in cases], 0.0)
        goes_on = (link >= 0) & (leg.attempt < MAXIMUM_ATTEMPTS) & (leg.person >= 0)

        staff_call = (link == w.CALLED_BACK) | (link == w.FOLLOW_UP)
        stays = (u_switch < 0.76) | (link == w.RECONNECT)
        other = first_of([u_channel < 0.6, u_channel < 0.8, u_channel < 0.93], [w.VOICE, w.CHAT, w.EMAIL], w.MESSAGING)
        channel = np.where(stays & ~calendar_call, leg.channel, other)
        channel = np.where(link == w.CALLED_BACK, w.CALLBACK, np.where(link == w.FOLLOW_UP, w.VOICE, channel))
        queue = queue_for(channel, leg.topic, american)
        queue = np.where((link == w.CALLED_BACK) & (leg.queue != w.CHAT_DESK), leg.queue, queue)
        start = np.minimum(leg.ended + np.maximum(delay, 20).astype(np.int64), self.world.end + 30 * DAY)
        start = self._at_a_likely_hour(start, channel, queue, staff_call, u_hour)
        goes_on &= start < self.world.end
        count = int(goes_on.sum())
        legs = {name: getattr(leg, name)[goes_on] for name in ARRIVAL}
        legs |= {
            "start": start[goes_on],
            "contact": self.next_contact + np.arange(count),
            "segment": np.ones(count),
            "channel": channel[goes_on],
            "direction": np.where(staff_call, w.OUTBOUND, w.INBOUND)[goes_on],
            "link": link[goes_on],
            "previous": legs["contact"],
            "attempt": legs["attempt"] + 1,
            "via": np.zeros(count),
            "queue": queue[goes_on],
        }
        self.next_contact += count
        return pack(ARRIVAL, legs)

    def _at_a_likely_hour(self, start, channel, queue, staff_call, u) -> np.ndarray:
        """Nearly all wait for opening hours to call or chat, staff always does; few write in the small hours."""
        opens = _next_openings(self.world, queue, start)
        live = (channel == w.VOICE) | (channel == w.CHAT) | (channel == w.CALLBACK)
        moves = (opens > start) & live & (staff_call | (u < 0.94))
        hour = self.world.clock.local(start, w.SOFIA) // HOUR % 24
        later = start + np.where(~live & (hour < 7), 7 * HOUR, 0)
        return np.where(moves, opens + 60 + (u * 3 * HOUR).astype(np.int64), later)


def _next_openings(world: w.World, queue: np.ndarray, instants: np.ndarray) -> np.ndarray:
    """When each queue is open, from the instant on; nobody asks about times long after the export."""
    instants = np.minimum(instants, world.end + 30 * DAY)
    opens = instants.copy()
    for name, its_queues in _CALENDAR_QUEUES.items():
        mine = its_queues[queue]
        if mine.any():
            opens[mine] = world.clock.next_opening(instants[mine], name)
    return opens


def _closed_lines(world: w.World, queue: np.ndarray, instants: np.ndarray) -> np.ndarray:
    return _next_openings(world, queue, instants) > instants
