"""The contacts entity, and the truth about each contact."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from python_hooks.simulator import world as w
from python_hooks.simulator.center import Run
from python_hooks.simulator.export import Decimals, Instants, Table, booleans, digits, integers, join, where, words
from python_hooks.simulator.people import LANGUAGES, SHOP_ADDRESS

COMPLEXITIES = ["simple", "standard", "complex"]
PRIORITIES = ["low", "normal", "high", "urgent"]
REASONS = ["policy", "authority", "knowledge", "tools", "other_team", "customer"]
SCRIPTS = ["S-GREETING", "S-BILLING", "S-DIAGNOSIS"]
SOLVED = ["solved", "information_given", "refund_agreed", "order_corrected"]
UNSOLVED = ["no_solution", "ticket_raised", "second_line_needed", "engineer_visit_booked", "waiting_for_customer"]
DISPOSITIONS = [*SOLVED, *UNSOLVED, "transferred", "call_dropped", "message_left", "self_service_done", "no_connection"]
TRANSFERRED, CALL_DROPPED, MESSAGE_LEFT, SELF_SERVICE_DONE, NO_CONNECTION = range(9, 14)


@dataclass(frozen=True)
class Recorded:
    """What agents and systems wrote down; one entry per leg, or per contact where it says so."""

    is_resolved: np.ndarray
    is_resolution_known: np.ndarray
    is_escalated: np.ndarray
    needs_follow_up: np.ndarray
    ticket: np.ndarray  # per contact, -1 = none
    priority: np.ndarray  # per contact
    shows_customer_id: np.ndarray  # per contact
    shows_phone: np.ndarray
    shows_email: np.ndarray
    shows_shop: np.ndarray  # the shop's own address, whoever it was
    first_leg: np.ndarray  # per contact
    last_leg: np.ndarray
    is_handled: np.ndarray  # per contact

    @property
    def is_identified(self) -> np.ndarray:
        return self.shows_customer_id | self.shows_phone | self.shows_email


def record(run: Run) -> Recorded:
    """Agents are optimists: a third of what is not over they call resolved; some record nothing."""
    leg, rng = run.legs, run.world.generator(10)
    u = rng.random((6, len(leg.start)))
    handled = leg.outcome == w.HANDLED
    decided = handled & (leg.transfer == w.NOT_TRANSFERRED) & (leg.dropped == 0) & (leg.direction != w.INTERNAL)
    over = leg.resolved == 1
    says_resolved = np.where(over, u[0] > 0.03, u[0] < 0.33)
    escalated = decided & np.where(over, u[2] < 0.02, u[2] < 0.15)
    first_leg = np.flatnonzero(leg.segment == 1)
    last_leg = np.append(first_leg[1:], len(leg.start)) - 1
    contact_handled = np.zeros(len(first_leg), dtype=bool)
    contact_handled[leg.contact[handled]] = True
    v = rng.random((6, len(first_leg)))
    return Recorded(
        is_resolved=says_resolved & decided,
        is_resolution_known=decided & (u[1] < 0.88),
        is_escalated=escalated,
        needs_follow_up=decided & ~over & (u[3] < 0.28),
        ticket=_tickets(run, first_leg, last_leg, contact_handled, v[0]),
        priority=np.searchsorted([0.15, 0.75, 0.94], v[1]),
        **_identifiers(run, first_leg, contact_handled, v),
        first_leg=first_leg,
        last_leg=last_leg,
        is_handled=contact_handled,
    )


def _tickets(run: Run, first, last, handled, u) -> np.ndarray:
    """One ticket per issue: everything written has one, and some of what was said but not solved at once."""
    leg = run.legs
    channel, issue = leg.channel[first], leg.issue[first]
    written = (channel == w.EMAIL) | (channel == w.WEB_FORM) | (channel == w.MESSAGING)
    raised = handled & (leg.resolved[last] == 0) & (u < 0.35)
    has = (written | raised) & (leg.direction[first] == w.INBOUND) & (issue >= 0)
    count = int(issue.max()) + 1
    since = np.full(count + 1, len(first))
    np.minimum.at(since, issue[has], np.flatnonzero(has))
    # later contacts on the issue refer to the ticket too, mostly
    refers = has | ((issue >= 0) & handled & (np.arange(len(first)) > since[issue]) & (u < 0.75))
    opened = np.sort(since[:-1][since[:-1] < len(first)])
    return np.where(refers, np.searchsorted(opened, since[issue]), -1)


def _identifiers(run: Run, first, handled, v) -> dict:
    """What a system knew about the customer: the switch a number, the desk an address, the agent who asked an id."""
    leg, people = run.legs, run.people
    channel, person = leg.channel[first], np.maximum(leg.person[first], 0)
    known = leg.person[first] >= 0
    spoken = (channel == w.VOICE) | (channel == w.MESSAGING)
    called = leg.direction[first] == w.OUTBOUND
    written = (channel == w.EMAIL) | (channel == w.WEB_FORM)
    scenario, u = run.world.scenario, run.world.generator(15).random((2, len(first)))
    asks = np.where(handled, scenario.shows_id_handled, scenario.shows_id_unhandled)
    # a tenth stays unknown: the switch shows no number, and nobody asks
    known &= called | ((written | (v[5] > scenario.unseen)) & (u[0] >= scenario.hidden))
    return {
        "shows_customer_id": known & people.has_customer_id[person] & ((v[2] < asks) | called),
        "shows_phone": known
        & ~people.hides_phone[person]
        & (called | (spoken & (v[3] < scenario.shows_phone_spoken)) | ((channel == w.WEB_FORM) & (v[3] < 0.3))),
        "shows_email": known & (written | ((channel == w.CHAT) & (v[4] < scenario.shows_email_chat))),
        "shows_shop": known & (u[1] < scenario.shop_address),
    }


def contacts_table(run: Run, recorded: Recorded, first_number: int) -> Table:
    """One row per leg, in order of its start."""
    leg, people, world = run.legs, run.people, run.world
    n = len(leg.start)
    u = world.generator(11).random((12, n))
    contact, handled = leg.contact, leg.outcome == w.HANDLED
    inbound = leg.direction == w.INBOUND
    met_person = handled & (leg.direction != w.INTERNAL)
    person = np.maximum(leg.person, 0)
    asked_menu_only = np.isin(leg.outcome, [w.ABANDONED_IN_IVR, w.SELF_SERVED]) | ((leg.outcome == w.FAILED) & inbound)
    in_queue = ~asked_menu_only & ~(handled & inbound & (leg.queued < 0) & (leg.segment > 1))
    voice = leg.channel == w.VOICE
    scripted = met_person & voice & inbound & (u[0] < 0.6)
    script = np.where(leg.queue == w.TECHNICAL, 2, np.where(leg.queue == w.BILLING, 1, 0))
    agency = np.array([role.team for role in w.ROLES])[run.staff.role[np.maximum(leg.agent, 0)]] == 2
    is_unresolved = recorded.is_resolution_known & ~recorded.is_resolved
    offset = np.where(leg.queue == w.EMAIL_DESK, Instants.BARE, 0)
    american = leg.queue == w.AMERICAS
    offset = np.where(american, world.clock.offset(leg.start, w.NEW_YORK), offset)
    channel_words = [*w.CHANNELS, "phone"]
    knows_topic = (leg.person >= 0) & (u[6] > 0.02) & (handled | (u[7] < 0.6)) & (leg.outcome != w.ABANDONED_IN_IVR)
    fill = u[8] < 0.93
    # the switch sometimes does not log when the menu passed a call on; that was after ivr_seconds
    unlogged = voice & inbound & (leg.segment == 1) & (u[10] > 0.97)
    return {
        "contact_id": contact_ids(contact, first_number),
        "segment_number": integers(leg.segment),
        "channel": words(channel_words, np.where(american & voice, len(w.CHANNELS), leg.channel)),
        "direction": words(w.DIRECTIONS, leg.direction),
        "started_at": Instants(leg.start, None, offset),
        "queued_at": Instants(leg.queued, (leg.queued >= 0) & ~unlogged, offset),
        "answered_at": Instants(leg.answered, leg.answered >= 0, offset),
        "ended_at": Instants(leg.ended, None, offset),
        "ivr_seconds": integers(leg.ivr, voice & inbound & (leg.segment == 1)),
        "talk_seconds": integers(leg.talk, handled),
        "hold_seconds": integers(leg.hold, handled & (voice | (leg.channel == w.CALLBACK))),
        "wrap_up_seconds": integers(leg.wrap, handled & (u[9] < 0.985)),
        "concurrency": Decimals(*_concurrency(leg)),
        "outcome": words(w.OUTCOMES, leg.outcome),
        "queue": words([queue.name for queue in w.QUEUES], leg.queue, in_queue),
        "agent_id": agent_ids(run, leg.agent),
        "transfer_kind": words(w.TRANSFERS, leg.transfer),
        "is_escalated": booleans(recorded.is_escalated, met_person),
        "is_resolved": booleans(recorded.is_resolved, recorded.is_resolution_known),
        "needs_follow_up": booleans(recorded.needs_follow_up, met_person & (u[10] < 0.9)),
        "topic": words([topic.name for topic in w.TOPICS], leg.topic, knows_topic),
        "disposition": words(DISPOSITIONS, _disposition(leg, recorded, u[1])),
        "unresolved_reason": words(
            REASONS, (u[2] ** 1.2 * len(REASONS)).astype(np.int64), is_unresolved & (u[3] < 0.75)
        ),
        "customer_id": _customer_id(run, recorded, contact, person, u[4]),
        "customer_phone": _phone(run, recorded, contact, person, u[5], u[1]),
        "customer_email": _email(run, recorded, contact, person, u[4], u[5]),
        "ticket_id": where(recorded.ticket[contact] >= 0, ticket_ids(recorded.ticket[contact], first_number)),
        "language": words(LANGUAGES, people.language[person], (leg.person >= 0) & fill),
        "priority": words(PRIORITIES, recorded.priority[contact], (leg.person >= 0) & (leg.queued >= 0)),
        "complexity": words(COMPLEXITIES, leg.complexity, met_person & fill),
        "script_id": words(SCRIPTS, script, scripted),
        "is_script_completed": booleans(u[7] < np.where(agency, 0.66, 0.87), scripted),
        "knowledge_articles_used": integers(np.searchsorted([0.45, 0.8, 0.95], u[2]), met_person & (u[11] < 0.8)),
        "updated_at": Instants(leg.ended + leg.wrap + 30 + (u[3] * 1_500).astype(np.int64)),
    }


def truth_table(run: Run, recorded: Recorded, first_number: int) -> Table:
    """One row per contact with a customer: who it really was, about what, what came of it, and what it repeats."""
    leg = run.legs
    first = recorded.first_leg[leg.person[recorded.first_leg] >= 0]
    contact = leg.contact[first]
    last = recorded.last_leg[contact]
    first_person, first_issue = run.world.part * run.world.people, run.world.first_issue
    return {
        "contact_id": contact_ids(contact, first_number),
        "person_id": join("P", digits(leg.person[first] + first_person, 8)),
        "issue_id": join("I", digits(leg.issue[first] + first_issue, 8)),
        "topic": words([topic.name for topic in w.TOPICS], leg.topic[first]),
        "link": words(w.LINKS, leg.link[first]),
        "repeat_of": where(leg.previous[first] >= 0, contact_ids(leg.previous[first], first_number)),
        "is_really_resolved": booleans(leg.resolved[last] == 1),
    }


def contact_ids(contact: np.ndarray, first_number: int) -> pa.Array:
    return join("C", digits(contact + first_number, 8))


def ticket_ids(ticket: np.ndarray, first_number: int) -> pa.Array:
    return join("T", digits(ticket + first_number, 8))


def agent_ids(run: Run, agent: np.ndarray) -> pa.Array:
    """The agent's id, null where the number is negative."""
    first = 1 + run.world.part * run.staff.number
    names = join("A", digits(np.arange(run.staff.number) + first, 3 if run.world.parts == 1 else 6))
    return words(names.to_pylist(), agent)


def _concurrency(leg) -> tuple[np.ndarray, np.ndarray]:
    """Hundredths of the average number of chats that the agent had open during each chat."""
    chat = np.flatnonzero((leg.channel == w.CHAT) & (leg.outcome == w.HANDLED))
    apart = leg.agent[chat] * (1 << 33)
    begins, ends = leg.answered[chat] + apart, leg.ended[chat] + apart
    moments = np.sort(np.concatenate([begins, ends]))
    open_now = np.searchsorted(np.sort(begins), moments, "right") - np.searchsorted(np.sort(ends), moments, "right")
    area = np.concatenate([[0], np.cumsum(open_now[:-1] * np.diff(moments))])
    during = area[np.searchsorted(moments, ends)] - area[np.searchsorted(moments, begins)]
    result, known = np.zeros(len(leg.start), dtype=np.int64), np.zeros(len(leg.start), dtype=bool)
    result[chat], known[chat] = during * 100 // np.maximum(ends - begins, 1), True
    return result, known


def _disposition(leg, recorded: Recorded, u: np.ndarray) -> np.ndarray:
    handled = (leg.outcome == w.HANDLED) & (leg.direction != w.INTERNAL)
    unsolved = len(SOLVED) + (u * len(UNSOLVED)).astype(np.int64)
    at_home = np.isin(leg.topic, [w.TOPIC["technical"], w.TOPIC["home_battery"]])
    unsolved = np.where(~at_home & (unsolved == DISPOSITIONS.index("engineer_visit_booked")), len(SOLVED), unsolved)
    return np.select(
        [
            handled & (leg.transfer != w.NOT_TRANSFERRED),
            leg.dropped == 1,
            handled & recorded.is_resolved,
            handled,
            leg.outcome == w.VOICEMAIL,
            leg.outcome == w.SELF_SERVED,
            leg.outcome == w.FAILED,
        ],
        [
            TRANSFERRED,
            CALL_DROPPED,
            (u * len(SOLVED)).astype(np.int64),
            unsolved,
            MESSAGE_LEFT,
            SELF_SERVICE_DONE,
            NO_CONNECTION,
        ],
        -1,
    )


def _customer_id(run: Run, recorded: Recorded, contact, person, u) -> pa.Array:
    """Some systems write 0 where they know no customer."""
    second = (run.people.has_second_customer_id[person] & (u < 0.35)).astype(np.int64)
    shown = recorded.shows_customer_id[contact]
    ids = where(shown, run.people.customer_id(person, second))
    return _else_text(ids, ~shown & (u > 0.985), "0")


def _phone(run: Run, recorded: Recorded, contact, person, u, u_hidden) -> pa.Array:
    """Numbers as the switch spells them; a withheld one is a word."""
    people, leg = run.people, run.legs
    second = people.uses_second_phone(person, leg.start, u > 0.8)
    shown = recorded.shows_phone[contact]
    numbers = where(shown, people.phone(person, second, np.searchsorted([0.4, 0.7, 0.84, 0.93], u_hidden)))
    withheld = ~shown & (leg.channel == w.VOICE) & (leg.person >= 0) & people.hides_phone[person]
    numbers = _else_text(numbers, withheld & (u < 0.35), "anonymous")
    return _else_text(numbers, withheld & (u > 0.85), "restricted")


def _email(run: Run, recorded: Recorded, contact, person, u, u_spelling) -> pa.Array:
    """As the customer writes it; now and then the agent puts the shop's own."""
    people = run.people
    second = people.uses_second_email(person, run.legs.start, u < 0.25)
    addresses = people.email(person, second, np.searchsorted([0.7, 0.93], u_spelling))
    return _else_text(where(recorded.shows_email[contact], addresses), recorded.shows_shop[contact], SHOP_ADDRESS)


def _else_text(array: pa.Array, mask: np.ndarray, text: str) -> pa.Array:
    return pc.if_else(pa.array(mask), pa.scalar(text), array)
