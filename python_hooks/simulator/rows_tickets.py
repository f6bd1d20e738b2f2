"""The tickets and ticket_events entities, and which issue each ticket is about."""

import numpy as np
import pyarrow as pa

from python_hooks.simulator import world as w
from python_hooks.simulator.center import Run
from python_hooks.simulator.export import Instants, Table, digits, join, take, where, words
from python_hooks.simulator.legs import log_uniform
from python_hooks.simulator.rows_contacts import COMPLEXITIES, PRIORITIES, Recorded, agent_ids, ticket_ids

KINDS = ["customer_reply", "agent_reply", "internal_note", "status_changed", "assigned", "escalated"]
CUSTOMER_REPLY, AGENT_REPLY, NOTE, STATUS, ASSIGNED, ESCALATED = range(6)
ACTORS = ["customer", "agent", "bot"]
BY_CUSTOMER, BY_AGENT, BY_BOT = range(3)
STATUSES = ["new", "open", "pending", "on_hold", "solved", "closed"]
NEW, OPEN, PENDING, ON_HOLD, SOLVED, CLOSED = range(6)
CHANNELS = [*w.CHANNELS, "social"]
SOCIAL = len(w.CHANNELS)
SOCIAL_QUEUE = "social_desk"
FIELDS = ("ticket", "at", "kind", "actor", "agent", "status")


def ticket_tables(run: Run, recorded: Recorded, first_number: int) -> tuple[Table, Table, Table]:
    """tickets, ticket_events and the truth about tickets."""
    heads, events = _from_contacts(run, recorded)
    social_heads, social_events = _social(run, len(heads["created"]))
    heads = {name: np.concatenate([heads[name], social_heads[name]]) for name in heads}
    events = {name: np.concatenate([events[name], social_events[name]]) for name in FIELDS}
    events = _consistent(run.world, events)
    truth = _truth(run, heads, first_number)
    return _tickets(run, heads, events, first_number), _events(run, events, first_number), truth


def _from_contacts(run: Run, recorded: Recorded) -> tuple[dict, dict]:
    """Tickets that contacts refer to. Each contact leaves its traces; the last one may be followed by letters only."""
    leg = run.legs
    contact = np.flatnonzero(recorded.ticket >= 0)
    contact = contact[np.argsort(recorded.ticket[contact], kind="stable")]
    ticket = recorded.ticket[contact]
    first, last = recorded.first_leg[contact], recorded.last_leg[contact]
    opens = np.append(True, ticket[1:] != ticket[:-1])
    closes = np.append(opens[1:], True)
    channel = leg.channel[first]
    written = np.isin(channel, [w.EMAIL, w.WEB_FORM, w.MESSAGING])
    handled = recorded.is_handled[contact] & (leg.outcome[last] == w.HANDLED)
    agent, ended = leg.agent[last], leg.ended[last]
    solved = np.where(recorded.is_resolution_known[last], recorded.is_resolved[last], leg.resolved[last] == 1) & handled
    u = run.world.generator(13).random((8, len(contact)))
    by_staff = np.where((channel == w.CHAT) & (u[0] < 0.3), BY_BOT, BY_AGENT)
    heads = {
        "created": np.where(written, leg.start[first], ended + 20)[opens],
        "opened_by": np.where(written, BY_CUSTOMER, by_staff)[opens],
        "channel": channel[opens],
        "queue": leg.queue[last][opens],
        "topic": leg.topic[first][opens],
        "priority": recorded.priority[contact][opens],
        "complexity": leg.complexity[first][opens],
        "person": leg.person[first][opens],
        "issue": leg.issue[first][opens],
        "by_id": recorded.shows_customer_id[contact][opens],
        "by_email": recorded.shows_email[contact][opens],
        "by_phone": recorded.shows_phone[contact][opens],
    }
    nobody = np.full(len(contact), -1)
    reply_at = ended + (log_uniform(u[1], 2 * 3_600, 60 * 3_600)).astype(np.int64)
    answer_at = reply_at + (log_uniform(u[2], 1_800, 9 * 3_600)).astype(np.int64)
    goes_on = closes & handled & ~solved & written & (u[3] < 0.65)
    waiting = np.where(u[4] < 0.8, PENDING, ON_HOLD)
    parts = [
        (opens & written & (u[5] < 0.6), leg.start[first] + 5, AGENT_REPLY, BY_BOT, nobody, nobody),
        (~opens & written, leg.start[first], CUSTOMER_REPLY, BY_CUSTOMER, nobody, nobody),
        (~opens, leg.start[first] + 1, STATUS, BY_BOT, nobody, np.full(len(contact), OPEN)),
        (opens & handled & written, leg.answered[last], ASSIGNED, BY_BOT, nobody, nobody),
        (handled & (written | (channel == w.CHAT)), ended + 21, AGENT_REPLY, BY_AGENT, agent, nobody),
        (handled & ~written & (channel != w.CHAT), ended + 25, NOTE, BY_AGENT, agent, nobody),
        (handled & recorded.is_escalated[last], ended + 28, ESCALATED, BY_AGENT, agent, nobody),
        (handled & solved, ended + 30, STATUS, BY_AGENT, agent, np.full(len(contact), SOLVED)),
        (handled & ~solved, ended + 30, STATUS, BY_AGENT, agent, waiting),
        (goes_on, reply_at, CUSTOMER_REPLY, BY_CUSTOMER, nobody, nobody),
        (goes_on, reply_at + 1, STATUS, BY_BOT, nobody, np.full(len(contact), OPEN)),
        (goes_on, answer_at, AGENT_REPLY, BY_AGENT, agent, nobody),
        (goes_on & (u[6] < 0.8), answer_at + 10, STATUS, BY_AGENT, agent, np.full(len(contact), SOLVED)),
    ]
    return heads, _gather(ticket, parts)


def _social(run: Run, first_ticket: int) -> tuple[dict, dict]:
    """Tickets of a desk that keeps no contacts: public messages, answered by the agents who write e-mails."""
    world = run.world
    n = world.social_tickets
    u = world.generator(14).random((14, n))
    created = np.sort(world.start + (u[0] * (world.end - world.start)).astype(np.int64))
    writers = np.flatnonzero(np.array([role.name == "care_email" for role in w.ROLES])[run.staff.role])
    agent = writers[(u[1] * len(writers)).astype(np.int64)]
    person = run.people_seen[(u[2] * len(run.people_seen)).astype(np.int64)]
    heads = {
        "created": created,
        "opened_by": np.zeros(n, dtype=np.int64),
        "channel": np.full(n, SOCIAL),
        "queue": np.full(n, len(w.QUEUES)),
        "topic": np.searchsorted(np.cumsum([topic.share for topic in w.TOPICS[:6]]) / 0.94, u[3]).clip(0, 5),
        "priority": (u[4] * len(PRIORITIES)).astype(np.int64),
        "complexity": (u[5] * len(COMPLEXITIES)).astype(np.int64),
        "person": person,
        "issue": world.issues + np.arange(n),
        "by_id": u[6] < 0.6,
        "by_email": u[7] < 0.7,
        "by_phone": u[7] > 0.8,
    }
    nobody, everybody = np.full(n, -1), np.ones(n, dtype=bool)
    answered = created + log_uniform(u[8], 900, 40 * 3_600).astype(np.int64)
    writes_again = u[9] < 0.25
    again = answered + log_uniform(u[10], 3_600, 9 * w.DAY).astype(np.int64)
    answered_again = again + log_uniform(u[11], 900, 30 * 3_600).astype(np.int64)
    status_solved = np.full(n, SOLVED)
    parts = [
        (u[12] < 0.3, created + 3, AGENT_REPLY, BY_BOT, nobody, nobody),
        (everybody, answered, AGENT_REPLY, BY_AGENT, agent, nobody),
        (u[13] < 0.9, answered + 12, STATUS, BY_AGENT, agent, status_solved),
        (writes_again, again, CUSTOMER_REPLY, BY_CUSTOMER, nobody, nobody),
        (writes_again, again + 1, STATUS, BY_BOT, nobody, np.full(n, OPEN)),
        (writes_again, answered_again, AGENT_REPLY, BY_AGENT, agent, nobody),
        (writes_again, answered_again + 12, STATUS, BY_AGENT, agent, status_solved),
    ]
    return heads, _gather(first_ticket + np.arange(n), parts)


def _gather(ticket: np.ndarray, parts: list[tuple]) -> dict:
    """Events of all parts: (which, when, kind, actor, agent, status)."""
    columns: dict[str, list] = {name: [] for name in FIELDS}
    for which, at, kind, actor, agent, status in parts:
        count = int(which.sum())
        values = (ticket[which], at[which], np.full(count, kind), np.full(count, actor), agent[which], status[which])
        for name, value in zip(FIELDS, values, strict=True):
            columns[name].append(value)
    return {name: np.concatenate(values) for name, values in columns.items()}


def _consistent(world: w.World, events: dict) -> dict:
    """In order; a ticket reopens only if it was solved, and closes five days after a solve that nothing followed."""
    events = _sorted(_kept(events, events["at"] < world.end))
    is_status = events["kind"] == STATUS
    is_open = is_status & (events["status"] == OPEN)
    place = np.arange(len(is_status))
    decided = np.maximum.accumulate(np.where(is_status & ~is_open, place, -1))
    same = (decided >= 0) & (events["ticket"][decided] == events["ticket"])
    was_solved = same & (events["status"][decided] == SOLVED)
    follows_open = np.maximum.accumulate(np.where(is_open, place, -1))
    already = np.append(-1, follows_open[:-1]) > decided
    events = _kept(events, ~is_open | (was_solved & ~already))
    last = np.append(events["ticket"][1:] != events["ticket"][:-1], True)
    ends_solved = last & (events["status"] == SOLVED) & (events["at"] + 5 * w.DAY < world.end)
    closing = {name: values[ends_solved] for name, values in events.items()}
    closing["at"] = closing["at"] + 5 * w.DAY
    closing["actor"], closing["agent"] = closing["actor"] * 0 + BY_BOT, closing["agent"] * 0 - 1
    closing["status"] = closing["status"] * 0 + CLOSED
    return _sorted({name: np.concatenate([events[name], closing[name]]) for name in FIELDS})


def _kept(events: dict, which: np.ndarray) -> dict:
    return {name: values[which] for name, values in events.items()}


def _sorted(events: dict) -> dict:
    return _kept(events, np.lexsort((events["kind"], events["at"], events["ticket"])))


def _tickets(run: Run, heads: dict, events: dict, first_number: int) -> Table:
    people = run.people
    n = len(heads["created"])
    number = np.arange(n)
    status = np.full(n, NEW)
    agent, solved_at, closed_at = np.full(n, -1), np.full(n, -1), np.full(n, -1)
    touched = heads["created"].copy()
    is_status = events["kind"] == STATUS
    # later events overwrite earlier ones: numpy assigns in order
    touched[events["ticket"]] = events["at"]
    status[events["ticket"][is_status]] = events["status"][is_status]
    by_agent = events["agent"] >= 0
    agent[events["ticket"][by_agent]] = events["agent"][by_agent]
    status[(status == NEW) & (agent >= 0)] = OPEN
    for word, column in ((SOLVED, solved_at), (CLOSED, closed_at)):
        its = is_status & (events["status"] == word)
        column[events["ticket"][its]] = events["at"][its]
    is_over = status >= SOLVED
    person = np.maximum(heads["person"], 0)
    zero, never = np.zeros(n, dtype=np.int64), np.zeros(n, dtype=bool)
    phone = people.uses_second_phone(person, heads["created"], never)
    email = people.uses_second_email(person, heads["created"], never)
    return {
        "ticket_id": ticket_ids(number, first_number),
        "created_at": Instants(heads["created"]),
        "opened_by": words(ACTORS, heads["opened_by"]),
        "channel": words(CHANNELS, heads["channel"]),
        "queue": words([*[queue.name for queue in w.QUEUES], SOCIAL_QUEUE], heads["queue"]),
        "agent_id": agent_ids(run, agent),
        "topic": words([topic.name for topic in w.TOPICS], heads["topic"]),
        "priority": words(PRIORITIES, heads["priority"]),
        "complexity": words(COMPLEXITIES, heads["complexity"]),
        "status": words(STATUSES, status),
        "solved_at": Instants(solved_at, is_over & (solved_at >= 0)),
        "closed_at": Instants(closed_at, closed_at >= 0),
        "customer_id": where(heads["by_id"] & people.has_customer_id[person], people.customer_id(person, zero)),
        "customer_phone": where(heads["by_phone"], people.phone(person, phone, zero + 1)),
        "customer_email": where(heads["by_email"], people.email(person, email, zero)),
        "updated_at": Instants(touched),
    }


def _events(run: Run, events: dict, first_number: int) -> Table:
    ticket = events["ticket"]
    begins = np.flatnonzero(np.append(True, ticket[1:] != ticket[:-1])) if len(ticket) else np.array([], dtype=np.int64)
    counts = np.diff(np.append(begins, len(ticket)))
    number = np.arange(len(ticket)) - np.repeat(begins, counts) + 1
    table = {
        "ticket_id": ticket_ids(ticket, first_number),
        "event_id": join("E", digits(number, 2)),
        "occurred_at": Instants(events["at"]),
        "event_kind": words(KINDS, events["kind"]),
        "actor_kind": words(ACTORS, events["actor"]),
        "actor_id": agent_ids(run, events["agent"]),
        "status": words(STATUSES, events["status"]),
        "updated_at": Instants(events["at"] + 1, events["kind"] == STATUS),
    }
    return take(table, np.lexsort((number, ticket, events["at"])))


def _truth(run: Run, heads: dict, first_number: int) -> Table:
    """One row per ticket: whose it really is, and about which issue."""
    world = run.world
    return {
        "ticket_id": ticket_ids(np.arange(len(heads["created"])), first_number),
        "person_id": join("P", digits(heads["person"] + world.part * world.people, 8)),
        "issue_id": join("I", digits(heads["issue"] + world.first_issue, 8)),
        "has_contacts": pa.array(heads["channel"] != SOCIAL),
    }
