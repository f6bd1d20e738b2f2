"""The oracle's tickets and opening hours, on journeys whose answer can be written down by hand."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest

from tests.python.oracle.business_time import BusinessTime
from tests.python.oracle.journeys import MONDAY, after, center, hours, travel
from tests.python.oracle.ticket_kpis import Judge, awaited_replies

TICKET = {"ticket_id": "T1", "created_at": MONDAY, "channel": "email", "queue": "support", "customer_id": "ann"}
DAY = 86400


@pytest.fixture
def desk(tmp_path):
    """Tickets alone; events as (seconds after MONDAY, kind or new status, ticket, whose reply)."""

    def build(*events: tuple, tickets: tuple = (TICKET,), entities: dict | None = None, **variables):
        rows = []
        for place, (at, what, *more) in enumerate(events):
            is_status = what in ("solved", "open", "closed", "pending")
            rows.append(
                {
                    "ticket_id": more[0] if more else "T1",
                    "event_id": f"e{place:02}",
                    "occurred_at": after(at),
                    "event_kind": "status_changed" if is_status else what,
                    "status": what if is_status else None,
                    "actor_kind": more[1] if len(more) > 1 else None,
                }
            )
        given = {"tickets": tickets, "ticket_events": tuple(rows), **(entities or {})}
        return travel(tmp_path, entities=given, **variables)

    return build


def opening(weekday: int, opens: str, closes: str, zone: str = "UTC", calendar: str = "c") -> dict:
    return {
        "business_calendar": calendar,
        "weekday": weekday,
        "opens_at": time.fromisoformat(opens),
        "closes_at": time.fromisoformat(closes),
        "time_zone": zone,
    }


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("openings", "start", "end", "seconds"),
    [
        # Friday 16:00 to Monday 10:00
        ([opening(5, "09:00", "17:00"), opening(1, "09:00", "17:00")], "2025-03-07T16:00", "2025-03-10T10:00", 7200),
        # a night shift across the change to summer time, and back
        ([opening(6, "22:00", "06:00", "Europe/Sofia")], "2025-03-29T00:00", "2025-03-31T00:00", 7 * 3600),
        ([opening(6, "22:00", "06:00", "Europe/Sofia")], "2025-10-25T00:00", "2025-10-27T00:00", 9 * 3600),
        # overlapping and split shifts
        ([opening(1, "09:00", "12:00"), opening(1, "11:00", "13:00")], "2025-03-03T00:00", "2025-03-04T00:00", 14400),
        ([opening(1, "09:00", "12:00"), opening(1, "13:00", "17:00")], "2025-03-03T11:30", "2025-03-03T13:30", 3600),
        # a holiday, and two years
        ([opening(1, "09:00", "17:00")], "2025-03-17T00:00", "2025-03-18T00:00", 0),
        ([opening(1, "09:00", "17:00")], "2023-03-06T12:00", "2025-03-03T12:00", 104 * 8 * 3600),
        # rounded once
        ([opening(1, "09:00", "17:00")], "2025-03-03T10:00:00.400", "2025-03-03T10:00:01.600", 1),
    ],
)
def test_opening_hours_by_hand(openings, start, end, seconds):
    times = BusinessTime(openings, [{"business_calendar": "c", "holiday_date": date(2025, 3, 17)}])
    assert times.seconds("c", utc(start), utc(end)) == seconds
    assert times.seconds("unknown", utc(start), utc(end)) is None


def test_waits_go_from_the_first_unanswered_message_to_a_persons_reply(desk):
    result = desk(
        (30, "agent_reply", "T1", "bot"),
        (60, "customer_reply"),
        (180, "agent_reply"),
        (240, "agent_reply"),
        (300, "customer_reply"),
        (420, "customer_reply"),
        (540, "agent_reply"),
        (600, "customer_reply"),
    )
    assert center(result, "average_first_response_seconds")[:3] == (180, 1, 180)
    assert center(result, "average_next_response_seconds")[:3] == (240, 1, 240)
    assert center(result, "tickets_unanswered").value == 0


def test_an_unanswered_ticket_is_counted_and_in_no_mean(desk):
    other = {**TICKET, "ticket_id": "T2"}
    result = desk((60, "agent_reply"), (90, "solved", "T2"), tickets=(TICKET, other))
    assert center(result, "average_first_response_seconds")[:3] == (60, 1, 60)
    assert center(result, "tickets_unanswered").value == 1


def test_where_no_reply_is_told_nothing_is_known_of_responses(desk):
    result = desk((60, "solved"))
    assert center(result, "tickets_unanswered").value is None
    assert center(result, "average_first_response_seconds")[:3] == (None, 0, None)


def test_the_clock_of_an_agents_ticket_starts_with_the_customers_first_message(desk):
    ticket = {**TICKET, "opened_by": "agent"}
    result = desk((10, "agent_reply"), (100, "customer_reply"), (160, "agent_reply"), tickets=(ticket,))
    assert center(result, "average_first_response_seconds")[:3] == (60, 1, 60)


def test_a_ticket_solved_without_a_reply_is_no_one_touch_ticket_and_counts(desk):
    tickets = tuple({**TICKET, "ticket_id": name} for name in ("T1", "T2", "T3"))
    events = [(1, "agent_reply", "T1"), *((second, "agent_reply", "T3") for second in (1, 2, 3))]
    solves = [(9, "solved", name) for name in ("T1", "T2", "T3")]
    result = desk(*events, *solves, tickets=tickets)
    assert center(result, "one_touch_rate")[:2] == (1, 3)
    assert center(result, "average_replies")[:2] == (4, 3)


def test_resolution_goes_to_the_last_solve_and_is_dated_by_it(desk):
    result = desk((DAY, "solved"), (2 * DAY, "open"), (7 * DAY, "solved"))
    week = ("week", date(2025, 3, 10))
    assert center(result, "average_resolution_seconds", *week)[:3] == (7 * DAY, 1, 7 * DAY)
    assert center(result, "average_first_resolution_seconds", *week)[:3] == (DAY, 1, DAY)
    assert center(result, "reopen_rate", *week)[:3] == (1, 1, 1)
    assert center(result, "reopen_rate_by_creation", "week", date(2025, 3, 3))[:3] == (1, 1, 1)


def test_a_solve_before_the_creation_has_no_resolution_time(desk):
    result = desk((-60, "solved"))
    assert center(result, "tickets_solved").value == 1
    assert center(result, "average_resolution_seconds")[:3] == (0, 0, None)


def test_the_backlog_follows_age_and_reopening(desk):
    """Created on Monday, solved on Wednesday, reopened on the Wednesday after, closed never."""
    result = desk((2 * DAY, "solved"), (9 * DAY, "open"), data_horizon=after(10 * DAY).isoformat())
    bands = ("under_1_day", "1_to_3_days", "3_to_7_days", "7_to_30_days")
    shown = {
        (key[2].day, key[0].removeprefix("ticket_backlog_"))
        for key, figure in result.kpis.items()
        if key[0].startswith("ticket_backlog_") and key[1:5:2] == ("day", "center") and figure.value
    }
    assert shown == {(3, bands[0]), (4, bands[1]), (12, bands[3]), (13, bands[3])}


def test_a_ticket_is_as_old_as_the_end_of_the_day_or_the_horizon(desk):
    midnight = {**TICKET, "created_at": after(hours(15))}
    result = desk((hours(45), "open"), tickets=(midnight,), data_horizon=after(hours(15) + DAY).isoformat())
    # at midnight it is not yet a day old, though it will be at that instant; at the horizon it is
    assert center(result, "ticket_backlog_under_1_day", "day", date(2025, 3, 4)).value == 1
    assert center(result, "ticket_backlog_1_to_3_days", "quarter").value == 1


def test_what_nobody_tells_is_in_no_backlog(desk):
    closed = {**TICKET, "status": "closed"}
    timed = {**TICKET, "ticket_id": "T2", "status": "solved", "solved_at": after(DAY), "closed_at": after(3 * DAY)}
    result = desk(tickets=(closed, timed))
    assert center(result, "ticket_backlog", "day", date(2025, 3, 3)).value == 1
    assert ("ticket_backlog", "day", date(2025, 3, 4), "center", "all") not in result.kpis
    assert center(result, "ticket_open_share")[:2] == (0, 2)


def test_a_ticket_whose_changes_lie_in_an_archive_is_solved_at_its_own_time(desk):
    archived = {**TICKET, "ticket_id": "T2", "status": "closed", "solved_at": after(DAY)}
    unknown = {**TICKET, "ticket_id": "T3", "status": "closed"}
    result = desk((60, "agent_reply"), (DAY, "solved"), tickets=(TICKET, archived, unknown))
    tuesday = ("day", date(2025, 3, 4))
    assert center(result, "tickets_solved", *tuesday).value == 2
    assert center(result, "reopen_rate", *tuesday)[:2] == (0, 1)
    assert center(result, "one_touch_rate", *tuesday)[:2] == (1, 1)
    assert center(result, "ticket_open_share", "week", date(2025, 3, 3))[:2] == (0, 3)


def test_a_ticket_that_is_open_again_is_not_in_the_cohort_of_the_solved(desk):
    tickets = tuple({**TICKET, "ticket_id": name} for name in ("T1", "T2", "T3"))
    events = [(60, "solved", "T1"), (60, "solved", "T2"), (90, "open", "T1"), (90, "open", "T2"), (120, "solved", "T2")]
    result = desk(*events, tickets=tickets)
    assert center(result, "reopen_rate_by_creation")[:2] == (1, 1)
    assert center(result, "ticket_open_share")[:2] == (2, 3)


def test_a_thank_you_after_the_end_awaits_no_reply(desk):
    tickets = tuple({**TICKET, "ticket_id": name} for name in ("T1", "T2"))
    events = [(60, "agent_reply", name) for name in ("T1", "T2")]
    events += [(90, "solved", "T1"), *((120, "customer_reply", name) for name in ("T1", "T2"))]
    result = desk(*events, tickets=tickets)
    sums = awaited_replies(Judge(result.world)).places["day", MONDAY.date(), "center", "all"]
    assert sums == {"first": 0, "next": 1}


def test_a_ticket_keeps_the_calendar_of_its_creation(desk):
    queues = (
        {"queue": "support", "valid_to": after(60).isoformat(), "business_calendar": "always"},
        {"queue": "support", "valid_from": after(60).isoformat(), "business_calendar": "never"},
    )
    calendars = tuple(
        {"business_calendar": name, "weekday": day, "opens_at": opens, "closes_at": closes, "time_zone": "UTC"}
        for name, opens, closes in (("always", "00:00", "00:00"), ("never", "03:00", "03:01"))
        for day in range(1, 8)
    )
    later = {**TICKET, "ticket_id": "T2", "created_at": after(60)}
    result = desk(
        (3600, "agent_reply"),
        (3600, "agent_reply", "T2"),
        tickets=(TICKET, later),
        entities={"queues": queues, "business_calendars": calendars},
    )
    assert center(result, "average_first_response_business_seconds")[:2] == (3600, 2)
