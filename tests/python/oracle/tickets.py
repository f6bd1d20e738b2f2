"""What became of tickets, and the contacts made of those that no contact refers to.

Readings taken where the definitions leave a choice:
- Events follow each other in order of occurred_at, then event_id. The solved_at of a ticket of which no solve was
  delivered, nor that it is at work, is a solve that comes behind the events of the same instant.
- A ticket without any change of its own was never reopened if its source tells changes, it is not solved, and it is not
  said to be closed; of any other one without changes nobody knows.
- "In" a contact made of a ticket is between its start and its end, both inclusive, whatever the order of events; in one
  without an end is everything from its start on.
- A reply that the source says to be anybody else's than an agent's is no person's.
- A ticket created behind the horizon makes no contacts.
- Only the contact that begins with an agent's opening is outbound: the later ones begin with the customer.
- A source tells replies, changes of status or escalations if it delivered one such event, up to the horizon.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime

from .entities import ENTITIES

AT_WORK_NO_MORE = {"solved", "closed"}
PUBLIC = {"customer_reply", "agent_reply"}


@dataclass
class Ticket:
    row: dict
    # Up to the horizon, in order.
    events: list[dict] = field(default_factory=list)
    told: set[str] = field(default_factory=set)
    solves: list[dict] = field(default_factory=list)
    reopens: int | None = None

    @property
    def ticket_id(self) -> str:
        return self.row["ticket_id"]

    @property
    def is_solved(self) -> bool:
        return bool(self.solves)

    @property
    def last_solved_at(self) -> datetime | None:
        return self.solves[-1]["occurred_at"] if self.solves else None

    @property
    def replies(self) -> list[dict]:
        return [event for event in self.events if is_reply_by_person(event)]

    @property
    def is_one_touch(self) -> bool | None:
        """None while not solved, or where replies or the changes of the status are not told."""
        if not self.is_solved or "agent_reply" not in self.told or self.reopens is None:
            return None
        return len(self.replies) == 1 and self.reopens == 0


@dataclass
class Stretch:
    """A contact made of a ticket: from its creation, or from the customer's reply to a solve, to the next solve."""

    started_at: datetime
    ended_at: datetime | None
    is_solved: bool


def is_reply_by_person(event: dict) -> bool:
    return event["event_kind"] == "agent_reply" and event["actor_kind"] in (None, "agent")


def make_tickets(tickets: list[dict], events: list[dict], horizon: datetime) -> list[Ticket]:
    told = {event["event_kind"] for event in events if event["occurred_at"] <= horizon}
    by_ticket = defaultdict(list)
    for event in events:
        by_ticket[event["ticket_id"]].append(event)
    return [make_ticket(row, by_ticket[row["ticket_id"]], told, horizon) for row in tickets]


def make_ticket(row: dict, events: list[dict], told: set[str], horizon: datetime) -> Ticket:
    known = [event for event in events if event["occurred_at"] <= horizon]
    ticket = Ticket(row, sorted(known, key=lambda event: (event["occurred_at"], event["event_id"])), told)
    is_changing = any(event["event_kind"] == "status_changed" and event["status"] for event in events)
    is_at_work = is_changing and follow_status(ticket) not in AT_WORK_NO_MORE
    if not ticket.solves and not is_at_work and row["solved_at"] is not None and row["solved_at"] <= horizon:
        ticket.reopens = None
        ticket.solves = [{"occurred_at": row["solved_at"], "event_kind": "solved_at"}]
        ticket.events = sorted([*ticket.events, *ticket.solves], key=lambda event: event["occurred_at"])
    elif not is_changing and "status_changed" in told and not is_said_closed(row, horizon):
        ticket.reopens = 0
    return ticket


def is_said_closed(row: dict, horizon: datetime) -> bool:
    """By what the ticket was delivered with: a word for being at work comes first, then the times."""
    if row["status"] is not None and row["status"] not in AT_WORK_NO_MORE:
        return False
    times = [row[column] for column in ("solved_at", "closed_at") if row[column] is not None]
    return min(times) <= horizon if times else row["status"] is not None


def follow_status(ticket: Ticket) -> str | None:
    """Solves, and how often the ticket went back to work after one; the last status."""
    before = None
    is_reopened = True
    ticket.reopens = 0
    for event in ticket.events:
        if event["event_kind"] != "status_changed" or event["status"] is None:
            continue
        if event["status"] == "solved" and before not in AT_WORK_NO_MORE:
            ticket.solves.append(event)
            is_reopened = False
        elif event["status"] not in AT_WORK_NO_MORE and not is_reopened:
            ticket.reopens += 1
            is_reopened = True
        before = event["status"]
    return before


def find_stretches(ticket: Ticket) -> list[Stretch]:
    """None ends before it starts, whatever the clocks of two systems say."""
    stretches: list[Stretch] = []
    current = Stretch(ticket.row["created_at"], None, False)
    for event in ticket.events:
        if current is None and event["event_kind"] == "customer_reply":
            current = Stretch(event["occurred_at"], None, False)
        if current is not None and event["event_kind"] in PUBLIC:
            current.ended_at = max(current.started_at, event["occurred_at"])
        if current is not None and any(event is solve for solve in ticket.solves):
            stretches.append(Stretch(current.started_at, max(current.started_at, event["occurred_at"]), True))
            current = None
    return stretches if current is None else [*stretches, current]


def made_rows(ticket: Ticket) -> list[dict]:
    """The one segment of each contact made of the ticket."""
    return [made_row(ticket, number, stretch) for number, stretch in enumerate(find_stretches(ticket), 1)]


def made_row(ticket: Ticket, number: int, stretch: Stretch) -> dict:
    row = ticket.row
    within = [event for event in ticket.events if is_within(event, stretch)]
    replies = [event for event in within if is_reply_by_person(event)]
    is_handled = bool(replies) if "agent_reply" in ticket.told else stretch.is_solved
    last_actor = replies[-1]["actor_id"] if replies else None
    copied = ("queue", "topic", "priority", "complexity", "customer_id", "customer_phone", "customer_email")
    return {
        **dict.fromkeys(ENTITIES["contacts"]),
        **{column: row[column] for column in copied},
        "contact_id": f"ticket:{ticket.ticket_id}:{number}",
        "segment_number": 1,
        "channel": row["channel"] or "unmapped",
        "direction": "outbound" if number == 1 and row["opened_by"] == "agent" else "inbound",
        "started_at": stretch.started_at,
        "answered_at": replies[0]["occurred_at"] if replies else None,
        "ended_at": stretch.ended_at,
        "outcome": "handled" if is_handled else "voicemail",
        "agent_id": (last_actor or row["agent_id"]) if is_handled else None,
        "is_escalated": is_escalated(within, ticket.told),
        "ticket_id": ticket.ticket_id,
    }


def is_within(event: dict, stretch: Stretch) -> bool:
    is_over = stretch.ended_at is not None and event["occurred_at"] > stretch.ended_at
    return event["occurred_at"] >= stretch.started_at and not is_over


def is_escalated(events: list[dict], told: set[str]) -> bool | None:
    return any(event["event_kind"] == "escalated" for event in events) if "escalated" in told else None
