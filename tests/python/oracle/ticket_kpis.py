"""The KPIs of tickets.

Readings taken where the definitions leave a choice:
- Time zone and calendar of a ticket are those of its queue when it was created; team, site and outsourcer those of the
  assignee when it was created, last solved, or when the customer wrote.
- A customer's wait goes from the first message that nobody has answered, the opening one included, to the next public
  reply by a person; at one instant the message comes first. The first wait is the first response; the next ones are
  those after it. Messages and replies before the clock starts are in none.
- A ticket is open from its creation until it is solved or closed, and again from each change of status to anything
  else; a change before its creation is one at it. Without changes of status its delivered status, then its times, say
  so. One of which nobody tells when it was closed is in no backlog, though it is known not to be open.
- The backlog of a period is that just before its end in the ticket's time zone; of a period that goes on, at the
  horizon. Age is time since creation.
- A ticket counts as not reopened, one-touch or replied to only where such events are told.
- The cohort of reopen_rate_by_creation is what is solved and not open again.
- A customer still awaits a reply unless the ticket is known to be closed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from .business_time import BusinessTime
from .core import Validity, whole_seconds
from .figures import GRAINS, Figure, Rate, Scopes, Sums, period_start
from .published import PLACE_COLUMNS, as_date, read
from .scopes import agent_scopes
from .tickets import AT_WORK_NO_MORE, Ticket, is_reply_by_person, make_tickets
from .world import World

COUNTS = ("tickets_created", "tickets_solved", "tickets_reopened", "tickets_unanswered")
RATES = {
    "average_first_response_seconds": Rate("first_seconds", "first_responses", "first_squares"),
    "average_first_response_business_seconds": Rate("first_business", "first_in_calendar", "first_business_squares"),
    "average_next_response_seconds": Rate("next_seconds", "next_responses", "next_squares"),
    "average_next_response_business_seconds": Rate("next_business", "next_in_calendar", "next_business_squares"),
    "average_resolution_seconds": Rate("last_seconds", "last_solves", "last_squares"),
    "average_resolution_business_seconds": Rate("last_business", "last_in_calendar", "last_business_squares"),
    "average_first_resolution_seconds": Rate("solve_seconds", "first_solves", "solve_squares"),
    "average_first_resolution_business_seconds": Rate("solve_business", "solve_in_calendar", "solve_business_squares"),
    "reopen_rate": Rate("tickets_reopened", "reopening_told"),
    "reopen_rate_by_creation": Rate("cohort_reopened", "cohort_solved"),
    "ticket_open_share": Rate("cohort_open", "cohort_known", interval=None),
    "one_touch_rate": Rate("one_touch", "touches_told"),
    "average_replies": Rate("replies", "replies_told", "replies_squares"),
}
BANDS = {
    "ticket_backlog_under_1_day": (0, 1),
    "ticket_backlog_1_to_3_days": (1, 3),
    "ticket_backlog_3_to_7_days": (3, 7),
    "ticket_backlog_7_to_30_days": (7, 30),
    "ticket_backlog_over_30_days": (30, 100_000),
}
BACKLOG = ("ticket_backlog", *BANDS)
OPEN_WORDS = {"new", "open", "pending", "on_hold"}


@dataclass
class Wait:
    """A customer's, for a person's reply."""

    asked_at: datetime
    answered_at: datetime | None


class Judge:
    """What can be said of the tickets of a world."""

    def __init__(self, world: World):
        landed = world.landed
        self.horizon = world.horizon
        self.agents = world.agents
        self.settings = world.settings
        self.queues = Validity(landed["queues"].rows, "queue")
        self.time = BusinessTime(landed["business_calendars"].rows, landed["holidays"].rows)
        events = landed["ticket_events"].rows
        made = make_tickets(landed["tickets"].rows, events, world.horizon)
        self.tickets = [ticket for ticket in made if ticket.row["created_at"] <= world.horizon]
        changes = [event for event in events if event["event_kind"] == "status_changed" and event["status"]]
        self.changing = {event["ticket_id"] for event in changes}

    # ---------- clocks

    def queue(self, ticket: Ticket) -> dict:
        return self.queues.at(ticket.row["queue"], ticket.row["created_at"]) or {}

    def zone(self, ticket: Ticket) -> ZoneInfo:
        name = self.queue(ticket).get("time_zone")
        return ZoneInfo(name) if name else self.settings.business_zone

    def date(self, ticket: Ticket, moment: datetime) -> date:
        return moment.astimezone(self.zone(ticket)).date()

    def business(self, ticket: Ticket, start: datetime | None, end: datetime | None) -> int | None:
        return self.time.seconds(self.queue(ticket).get("business_calendar"), start, end)

    def scopes(self, ticket: Ticket, moment: datetime) -> Scopes:
        return place_scopes(ticket) + agent_scopes(ticket.row["agent_id"], moment, self.agents)

    # ---------- answers

    def clock(self, ticket: Ticket) -> datetime | None:
        if ticket.row["opened_by"] != "agent":
            return ticket.row["created_at"]
        written = [event["occurred_at"] for event in ticket.events if event["event_kind"] == "customer_reply"]
        return min(written, default=None)

    def waits(self, ticket: Ticket) -> list[Wait] | None:
        """None where nothing can be said: no clock has started, or the source tells no replies."""
        clock = self.clock(ticket)
        if clock is None or "agent_reply" not in ticket.told:
            return None
        messages = [
            (event["occurred_at"], is_reply_by_person(event))
            for event in ticket.events
            if event["occurred_at"] >= clock and (event["event_kind"] == "customer_reply" or is_reply_by_person(event))
        ]
        waits, asked_at = [], clock
        for moment, is_reply in sorted(messages):
            if is_reply and asked_at is not None:
                waits.append(Wait(asked_at, moment))
                asked_at = None
            elif not is_reply and asked_at is None:
                asked_at = moment
        return waits if asked_at is None else [*waits, Wait(asked_at, None)]

    # ---------- solves

    def resolution(self, ticket: Ticket, solve: int) -> tuple[int | None, int | None]:
        """Seconds and business seconds to a solve: 0 the first, -1 the last."""
        solved_at, created_at = ticket.solves[solve]["occurred_at"], ticket.row["created_at"]
        if solved_at < created_at:
            return None, None
        return whole_seconds(created_at, solved_at), self.business(ticket, created_at, solved_at)

    def is_solve_known(self, ticket: Ticket) -> bool:
        return bool(ticket.is_solved or ticket.reopens is not None or self.is_open(ticket))

    # ---------- open or not

    def closed_at(self, ticket: Ticket) -> datetime | None:
        """By its own times."""
        times = [ticket.row[column] for column in ("solved_at", "closed_at") if ticket.row[column] is not None]
        return min(times, default=None)

    def is_open(self, ticket: Ticket) -> bool | None:
        """At the horizon."""
        if ticket.ticket_id in self.changing:
            return self.was_open(ticket, self.horizon, True)
        if ticket.row["status"] in OPEN_WORDS:
            return True
        if self.closed_at(ticket) is not None:
            return self.closed_at(ticket) > self.horizon
        if ticket.row["status"] in AT_WORK_NO_MORE:
            return False
        return True if "status_changed" in ticket.told else None

    def was_open(self, ticket: Ticket, moment: datetime, is_included: bool) -> bool:
        """At a moment, or just before it; False also where nobody tells."""

        def has_happened(instant: datetime) -> bool:
            return instant <= moment if is_included else instant < moment

        if not has_happened(ticket.row["created_at"]):
            return False
        if ticket.ticket_id in self.changing:
            words = [
                event["status"]
                for event in ticket.events
                if event["event_kind"] == "status_changed" and event["status"] and has_happened(event["occurred_at"])
            ]
            return not words or words[-1] not in AT_WORK_NO_MORE
        if ticket.row["status"] in OPEN_WORDS:
            return True
        closed_at = self.closed_at(ticket)
        if closed_at is not None:
            return not has_happened(max(closed_at, ticket.row["created_at"]))
        return self.is_open(ticket) or False


def place_scopes(ticket: Ticket) -> Scopes:
    row = ticket.row
    scopes = [("center", "all"), ("channel", row["channel"] or "unmapped"), ("topic", row["topic"] or "unknown")]
    return scopes if row["queue"] is None else [*scopes, ("queue", row["queue"])]


def squared(amount: int | None) -> int | None:
    return None if amount is None else amount * amount


# ---------- what is added up


def add_created(sums: Sums, ticket: Ticket, judge: Judge) -> None:
    created_at = ticket.row["created_at"]
    day, scopes = judge.date(ticket, created_at), judge.scopes(ticket, created_at)
    is_open = judge.is_open(ticket)
    is_done = ticket.is_solved and not is_open
    has_reopened = None if ticket.reopens is None else is_done and ticket.reopens > 0
    sums.add(
        day,
        scopes,
        tickets_created=1,
        tickets_solved=0 if judge.is_solve_known(ticket) else None,
        cohort_open=is_open,
        cohort_known=is_open is not None,
        cohort_reopened=has_reopened,
        cohort_solved=is_done and ticket.reopens is not None,
    )
    add_first_response(sums, ticket, judge)


def add_first_response(sums: Sums, ticket: Ticket, judge: Judge) -> None:
    created_at = ticket.row["created_at"]
    day, scopes = judge.date(ticket, created_at), judge.scopes(ticket, created_at)
    waits = judge.waits(ticket)
    if judge.clock(ticket) is None:
        return
    if waits is None:
        unknown = ("tickets_unanswered", "first_seconds", "first_squares")
        sums.add(day, scopes, first_responses=0, first_in_calendar=0, **dict.fromkeys(unknown))
        return
    first = waits[0]
    seconds = whole_seconds(first.asked_at, first.answered_at)
    sums.add(
        day,
        scopes,
        tickets_unanswered=seconds is None,
        first_responses=seconds is not None,
        first_seconds=seconds or 0,
        first_squares=squared(seconds) or 0,
    )
    if seconds is not None:
        business = judge.business(ticket, first.asked_at, first.answered_at)
        sums.add(
            day,
            scopes,
            first_in_calendar=business is not None,
            first_business=business,
            first_business_squares=squared(business),
        )


def add_next_responses(sums: Sums, ticket: Ticket, judge: Judge) -> None:
    for wait in (judge.waits(ticket) or [])[1:]:
        day, scopes = judge.date(ticket, wait.asked_at), judge.scopes(ticket, wait.asked_at)
        seconds = whole_seconds(wait.asked_at, wait.answered_at)
        sums.add(
            day,
            scopes,
            next_responses=seconds is not None,
            next_seconds=seconds or 0,
            next_squares=squared(seconds) or 0,
            next_in_calendar=0,
        )
        if seconds is not None:
            business = judge.business(ticket, wait.asked_at, wait.answered_at)
            sums.add(
                day,
                scopes,
                next_in_calendar=business is not None,
                next_business=business,
                next_business_squares=squared(business),
            )


def add_solved(sums: Sums, ticket: Ticket, judge: Judge) -> None:
    if not ticket.is_solved:
        return
    solved_at = ticket.last_solved_at
    day, scopes = judge.date(ticket, solved_at), judge.scopes(ticket, solved_at)
    for name, stem, solve in (("last_solves", "last", -1), ("first_solves", "solve", 0)):
        seconds, business = judge.resolution(ticket, solve)
        amounts = {name: seconds is not None, f"{stem}_seconds": seconds or 0, f"{stem}_squares": squared(seconds) or 0}
        if seconds is not None:
            amounts[f"{stem}_in_calendar"] = business is not None
            amounts |= {f"{stem}_business": business, f"{stem}_business_squares": squared(business)}
        sums.add(day, scopes, **amounts)
    touch = ticket.is_one_touch
    replies = len(ticket.replies) if "agent_reply" in ticket.told else None
    sums.add(
        day,
        scopes,
        tickets_solved=1,
        reopening_told=ticket.reopens is not None,
        touches_told=touch is not None,
        replies_told=replies is not None,
    )
    is_timed = judge.resolution(ticket, -1)[0] is not None
    told = {
        "tickets_reopened": None if ticket.reopens is None else ticket.reopens > 0,
        "one_touch": touch,
        "replies": replies,
        "replies_squares": squared(replies),
    }
    sums.add(day, scopes, **{name: amount for name, amount in told.items() if amount is not None or is_timed})


def add_tickets(sums: Sums, world: World) -> None:
    judge = Judge(world)
    for ticket in judge.tickets:
        add_created(sums, ticket, judge)
        add_next_responses(sums, ticket, judge)
        add_solved(sums, ticket, judge)


# ---------- the backlog


def dated_days(judge: Judge, world: World) -> tuple[date, date]:
    """First and last day that anything is dated by."""
    zone = world.settings.business_zone
    days = [world.first_delivered.astimezone(zone).date(), world.horizon.astimezone(zone).date()]
    timely = [contact for contact in world.contacts if not contact.is_after_horizon]
    days += [contact.date for contact in timely]
    days += [entry.date for contact in timely for entry in contact.entries]
    for ticket in judge.tickets:
        moments = [ticket.row["created_at"], *(wait.asked_at for wait in judge.waits(ticket) or [])]
        moments += [ticket.last_solved_at] if ticket.is_solved else []
        days += [judge.date(ticket, moment) for moment in moments]
    return min(days), max(days)


def next_start(grain: str, start: date) -> date:
    days = {"day": 1, "week": 7, "month": 31, "quarter": 92}[grain]
    return period_start(grain, start + timedelta(days=days))


def add_backlog(kpis: dict, ticket: Ticket, place: tuple[str, date], judge: Judge) -> None:
    grain, start = place
    ends = datetime.combine(next_start(grain, start), time(), judge.zone(ticket)).astimezone(UTC)
    is_over = ends <= judge.horizon
    moment = ends if is_over else judge.horizon
    if not judge.was_open(ticket, moment, not is_over):
        return
    age = moment - ticket.row["created_at"]
    for name, (first, last) in {"ticket_backlog": (0, 100_000), **BANDS}.items():
        low, high = timedelta(days=first), timedelta(days=last)
        # Just before the end a ticket of exactly three days has not yet been there for three.
        is_in = low < age <= high if is_over else low <= age < high
        if is_in:
            for scope in place_scopes(ticket):
                before = kpis.get((name, grain, start, *scope))
                value = 1 + (before.value if before else 0)
                kpis[name, grain, start, *scope] = Figure(value, None, value, None, None)


def make_backlog(world: World) -> dict:
    judge = Judge(world)
    first, last = dated_days(judge, world)
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    kpis: dict = {}
    for grain in GRAINS:
        for start in {period_start(grain, day) for day in days}:
            for ticket in judge.tickets:
                add_backlog(kpis, ticket, (grain, start), judge)
    return kpis


# ---------- what can still come

AWAITING = {
    "first": {
        "tickets_unanswered",
        "average_first_response_seconds",
        "average_first_response_business_seconds",
        "median_first_response_seconds",
        "p90_first_response_seconds",
        "median_first_response_business_seconds",
        "p90_first_response_business_seconds",
    },
    "next": {"average_next_response_seconds", "average_next_response_business_seconds"},
}


def awaited_replies(judge: Judge) -> Sums:
    sums = Sums()
    for ticket in judge.tickets:
        for place, wait in enumerate(judge.waits(ticket) or []):
            # a first response counts where the ticket was created
            moment = wait.asked_at if place else ticket.row["created_at"]
            is_awaited = wait.answered_at is None and judge.is_open(ticket) is not False
            amounts = {"next" if place else "first": is_awaited}
            sums.add(judge.date(ticket, moment), judge.scopes(ticket, moment), **amounts)
    return sums


def settling_disagreements(world: World, database: Path) -> Iterator[str]:
    """A period that is over is settled once no customer of it awaits a reply."""
    places = awaited_replies(Judge(world)).places
    rows = read(
        database,
        f"select kpi, {PLACE_COLUMNS}, is_settled from marts.kpi_scorecard"
        " where is_complete and is_settled is not null",
    )
    for kpi, *place, is_settled in rows:
        awaited = [each for each, kpis in AWAITING.items() if kpi in kpis]
        key = tuple(map(as_date, place))
        if awaited and is_settled == bool(places[key].get(awaited[0])):
            yield f"{kpi} {' '.join(map(str, key))}: published as {'settled' if is_settled else 'not settled'}"


# ---------- fct_tickets


def ticket_facts(ticket: Ticket, judge: Judge) -> dict[str, object]:
    waits = judge.waits(ticket)
    first = waits[0] if waits else None
    answered = first if first and first.answered_at else None
    last, solve = (judge.resolution(ticket, number) if ticket.is_solved else (None, None) for number in (-1, 0))
    return {
        "created_date": judge.date(ticket, ticket.row["created_at"]),
        "last_solved_date": judge.date(ticket, ticket.last_solved_at) if ticket.is_solved else None,
        "first_response_seconds": whole_seconds(answered.asked_at, answered.answered_at) if answered else None,
        "first_response_business_seconds": (
            judge.business(ticket, answered.asked_at, answered.answered_at) if answered else None
        ),
        "first_resolution_seconds": solve[0],
        "first_resolution_business_seconds": solve[1],
        "resolution_seconds": last[0],
        "resolution_business_seconds": last[1],
        "agent_replies": len(ticket.replies) if "agent_reply" in ticket.told else None,
        "reopens": ticket.reopens,
        "is_responded": None if first is None else answered is not None,
        "is_one_touch": ticket.is_one_touch,
        "is_open": judge.is_open(ticket),
    }


def all_ticket_facts(world: World) -> dict[str, dict[str, object]]:
    judge = Judge(world)
    return {ticket.ticket_id: ticket_facts(ticket, judge) for ticket in judge.tickets}
