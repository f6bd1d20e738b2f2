"""The oracle's tickets, methods, topics, estimate and credit, on journeys whose answer can be written down by hand."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from math import sqrt
from random import Random

import pytest

from tests.python.oracle.agreement import make_agreements
from tests.python.oracle.credit import adjust, is_neutral
from tests.python.oracle.estimate import Curve, Followed, estimate, follow, impute, product_limit, weeks_before
from tests.python.oracle.figures import Z
from tests.python.oracle.journeys import MONDAY, after, center, hours, travel
from tests.python.oracle.methods import pending, verdicts

TICKET = {"ticket_id": "T1", "created_at": MONDAY, "channel": "email", "queue": "support", "customer_id": "ann"}


@pytest.fixture
def journey(tmp_path):
    def build(*contacts: dict, tickets: tuple = (), events: tuple = (), surveys: tuple = (), **variables):
        entities = {"tickets": tickets, "ticket_events": events, "survey_responses": surveys}
        return travel(tmp_path, *contacts, entities=entities, **variables)

    return build


def happened(*events: tuple) -> tuple[dict, ...]:
    """Events of T1, as (seconds after MONDAY, kind or new status, whose reply)."""
    rows = []
    for place, (at, what, *actor) in enumerate(events):
        is_status = what in ("solved", "open", "closed")
        rows.append(
            {
                "ticket_id": "T1",
                "event_id": f"e{place:02}",
                "occurred_at": after(at),
                "event_kind": "status_changed" if is_status else what,
                "status": what if is_status else None,
                "actor_kind": ("bot" if actor == ["bot"] else "agent") if what == "agent_reply" else None,
                "actor_id": actor[0] if actor and actor != ["bot"] else None,
            }
        )
    return tuple(rows)


def made(result) -> list[tuple]:
    """Number, seconds of start and end, and outcome of the contacts made of T1."""
    contacts = [contact for contact in result.world.contacts if contact.is_made]
    return [
        (
            contact.contact_id.removeprefix("ticket:T1:"),
            (contact.started_at - MONDAY).total_seconds(),
            (contact.ended_at - MONDAY).total_seconds(),
            contact.outcome,
        )
        for contact in contacts
    ]


def verdict(result, contact_id: str, method: str) -> bool | None:
    contact = result.contacts["standard_export", contact_id]
    return verdicts(contact, result.world.horizon, result.world.settings)[method]


def waits(result, contact_id: str, method: str) -> bool:
    contact = result.contacts["standard_export", contact_id]
    return pending(contact, result.world.horizon, result.world.settings)[method]


# ---------- contacts made of tickets


def test_a_ticket_is_one_contact_to_its_first_solve_and_one_for_each_reply_after_it(journey):
    events = happened(
        (10, "agent_reply", "a1"),
        (20, "solved"),
        (25, "agent_reply", "a1"),
        (30, "customer_reply"),
        (40, "customer_reply"),
        (45, "open"),
        (50, "agent_reply", "a2"),
        (60, "solved"),
        (70, "open"),
        (80, "solved"),
        (90, "customer_reply"),
        (95, "internal_note"),
    )
    result = journey(tickets=(TICKET,), events=events)
    assert made(result) == [("1", 0, 20, "handled"), ("2", 30, 60, "handled"), ("3", 90, 90, "voicemail")]
    first, second, third = result.world.contacts
    assert [first.agents, second.agents, third.agents] == [["a1"], ["a2"], []]
    assert second.segments[0]["answered_at"] == after(50)
    assert [contact.first_queue for contact in result.world.contacts] == ["support"] * 3
    assert first.transfers is first.handle_seconds is first.is_escalated is None


def test_a_ticket_that_a_contact_names_makes_none(journey):
    assert made(journey({"ticket_id": "T1", "direction": "outbound"}, tickets=(TICKET,))) == []
    assert made(journey({"ticket_id": "T2"}, tickets=(TICKET,))) == [("1", 0, 0, "voicemail")]


def test_a_bots_reply_ends_an_unsolved_ticket_but_handles_nothing(journey):
    result = journey(tickets=(TICKET,), events=happened((10, "agent_reply", "bot"), (20, "assigned")))
    assert made(result) == [("1", 0, 10, "voicemail")]
    assert center(result, "queue_entries_voicemail").value == 1
    assert ("service_level", "day", MONDAY.date(), "center", "all") not in result.kpis


def test_a_ticket_opened_by_an_agent_begins_outbound_and_goes_on_inbound(journey):
    events = happened((5, "agent_reply"), (10, "solved"), (20, "customer_reply"))
    result = journey(tickets=({**TICKET, "opened_by": "agent", "agent_id": "a9"},), events=events)
    assert [contact.direction for contact in result.world.contacts] == ["outbound", "inbound"]
    assert [contact.agents for contact in result.world.contacts] == [["a9"], []]


def test_without_replies_or_status_told_a_ticket_is_handled_if_solved(journey):
    solved = {**TICKET, "solved_at": after(50), "agent_id": "a1"}
    assert made(journey(tickets=(solved,))) == [("1", 0, 50, "handled")]
    assert made(journey(tickets=(solved,), data_horizon=after(49).isoformat())) == [("1", 0, 0, "voicemail")]
    result = journey(tickets=(solved,), events=happened((50, "customer_reply"), (60, "customer_reply")))
    assert made(result) == [("1", 0, 50, "handled"), ("2", 60, 60, "voicemail")]


def test_events_behind_the_horizon_neither_count_nor_tell_what_the_source_tells(journey):
    events = happened((10, "agent_reply"), (20, "solved"), (30, "escalated"))
    result = journey(tickets=(TICKET,), events=events, data_horizon=after(15).isoformat())
    assert made(result) == [("1", 0, 10, "handled")]
    assert result.world.contacts[0].is_escalated is None
    seen = journey(tickets=(TICKET,), events=events, data_horizon=after(30).isoformat())
    assert seen.world.contacts[0].is_escalated is False


def test_an_escalation_counts_for_the_contact_in_which_it_happened(journey):
    events = happened((5, "escalated"), (10, "solved"), (20, "customer_reply"), (30, "solved"))
    result = journey(tickets=(TICKET,), events=events)
    assert [contact.is_escalated for contact in result.world.contacts] == [True, False]


def test_tickets_without_a_channel_are_unmapped_and_tickets_alone_move_the_horizon(journey):
    rows = [{**TICKET, "ticket_id": f"T{day}", "channel": None, "created_at": after(day * 86400)} for day in range(12)]
    result = journey(tickets=tuple(rows), data_horizon="")
    assert result.world.horizon == after(11 * 86400)
    assert {contact.channel for contact in result.world.contacts} == {"unmapped"}
    assert journey({}, tickets=tuple(rows), data_horizon="").world.horizon == MONDAY


def test_a_reopened_ticket_is_a_repeat_of_its_customer(journey):
    events = happened((10, "agent_reply"), (20, "solved"), (hours(30), "customer_reply"))
    result = journey(tickets=(TICKET,), events=events)
    assert center(result, "fcr_rate")[:2] == (0, 1)
    assert result.world.episodes[0].hours_to_next == pytest.approx(30 - 20 / 3600)


# ---------- methods


def answer(number: int, at: float, resolved: bool | None, needed: int | None = None, **columns) -> dict:
    about = {"contact_id": "c1"} | columns
    told = {"is_issue_resolved": resolved, "contacts_needed": needed}
    return {"response_id": f"r{number}", "survey_kind": "csat", "responded_at": after(at), **told, **about}


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ([answer(1, 100, True)], True),
        ([answer(1, 100, True, 1)], True),
        ([answer(1, 100, True, 2)], False),
        ([answer(1, 100, False)], False),
        ([answer(1, 100, None)], None),
        ([answer(1, 100, False), answer(2, 99, True)], False),
        ([answer(1, 100, False), answer(2, 100, True)], True),
        ([answer(1, 60 + hours(336), True)], True),
        ([answer(1, 61 + hours(336), True)], None),
        ([answer(1, 10, True)], True),
        ([answer(1, 100, True, survey_kind="esat")], None),
        ([answer(1, 100, True, contact_id="nobody's", ticket_id="T1")], None),
    ],
)
def test_the_latest_answer_in_time_decides(journey, answers, expected):
    result = journey({"ticket_id": "T1"}, tickets=(TICKET,), surveys=tuple(answers))
    assert verdict(result, "c1", "by_survey") is expected
    assert center(result, "fcr_by_survey_rate")[:2] == (int(expected or 0), int(expected is not None))


def test_an_answer_about_a_ticket_is_about_its_contact_of_that_time(journey):
    events = happened((10, "agent_reply"), (20, "solved"), (hours(30), "customer_reply"), (hours(31), "agent_reply"))
    surveys = (
        answer(1, hours(40), True, contact_id=None, ticket_id="T1", sent_at=after(hours(29))),
        answer(2, hours(40), False, contact_id=None, ticket_id="T1"),
    )
    result = journey(tickets=(TICKET,), events=events, surveys=surveys)
    assert [verdict(result, f"ticket:T1:{number}", "by_survey") for number in (1, 2)] == [True, False]


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        ([(10, "agent_reply"), (20, "solved")], True),
        ([(10, "agent_reply", "bot"), (15, "agent_reply"), (20, "solved"), (30, "closed")], True),
        ([(10, "agent_reply"), (15, "agent_reply"), (20, "solved")], False),
        ([(10, "agent_reply"), (20, "solved"), (30, "open")], False),
        ([(10, "agent_reply"), (20, "open")], None),
        ([(20, "solved")], None),
    ],
)
def test_one_touch_is_solved_with_one_reply_by_a_person_and_never_reopened(journey, events, expected):
    result = journey({"ticket_id": "T1"}, {"ticket_id": "T1", "at": 200}, tickets=(TICKET,), events=happened(*events))
    assert verdict(result, "c1", "by_one_touch") is expected
    assert verdict(result, "c2", "by_one_touch") is None
    assert waits(result, "c1", "by_one_touch") == ("solved" not in [event[1] for event in events])
    assert not waits(result, "c2", "by_one_touch")


@pytest.mark.parametrize(
    ("events", "at", "expected"),
    [
        ([(20, "solved")], 19 + hours(24), True),
        ([(20, "solved")], 20 + hours(24), False),
        ([(20, "solved"), (30, "open"), (40, "solved")], 20 + hours(24), True),
        ([(20, "solved"), (30, "open"), (40, "solved")], 40 + hours(24), False),
        ([(20, "solved"), (30, "closed")], 20 + hours(24), False),
        ([(20, "solved"), (30, "open")], 20 + hours(24), False),
        ([(20, "open")], hours(999), True),
    ],
)
def test_one_touch_waits_for_a_window_after_the_last_solve(journey, events, at, expected):
    variables = {"data_horizon": after(at).isoformat(), "fcr_window_hours": 24}
    result = journey(
        {"ticket_id": "T1"}, {"ticket_id": "T1", "at": 200}, tickets=(TICKET,), events=happened(*events), **variables
    )
    assert waits(result, "c1", "by_one_touch") is expected
    assert not waits(result, "c2", "by_one_touch")


def test_a_verdict_by_one_touch_stands_while_a_reopening_is_waited_for(journey):
    def state(at: float) -> tuple:
        result = journey(
            {"ticket_id": "T1", "is_resolved": True},
            tickets=(TICKET,),
            events=happened((10, "agent_reply"), (20, "solved")),
            data_horizon=after(at).isoformat(),
        )
        place = "day", MONDAY.date(), "center", "all"
        agreement = make_agreements(result.world)[place, ("by_agent", "by_one_touch")]
        return verdict(result, "c1", "by_one_touch"), agreement.both, agreement.pending

    assert state(hours(167)) == (True, 1, 1)
    assert state(hours(169)) == (True, 1, 0)


@pytest.mark.parametrize(
    ("columns", "surveys", "expected"),
    [
        ({}, [], True),
        ({"is_escalated": True}, [], False),
        ({"is_resolved": False}, [], False),
        ({"is_escalated": True, "is_resolved": False}, [answer(1, 100, True)], True),
        ({}, [answer(1, 100, False)], False),
        ({"customer_id": None}, [], None),
        ({"customer_id": None}, [answer(1, 100, True)], True),
    ],
)
def test_verified_asks_the_customer_then_the_records(journey, columns, surveys, expected):
    result = journey(columns, {"customer_id": "bob", "at": 5}, surveys=tuple(surveys))
    assert verdict(result, "c1", "verified") is expected


def test_what_a_method_waits_for(journey):
    def states(days: float, **columns):
        result = journey(columns, data_horizon=after(60 + hours(24 * days)).isoformat())
        return [waits(result, "c1", method) for method in ("by_repeat", "by_survey", "verified", "by_agent")]

    assert states(6.9) == [True, True, True, False]
    assert states(7) == [False, True, True, False]
    assert states(14) == [False, False, False, False]
    assert states(6.9, customer_id=None) == [False, True, True, False]
    assert states(6.9, outcome="abandoned") == [False] * 4


def test_fcr_rate_follows_the_method(journey):
    result = journey({}, {"at": hours(3)}, surveys=(answer(1, 100, True),), fcr_method="verified")
    assert center(result, "fcr_rate") == center(result, "fcr_verified_rate")
    assert center(result, "fcr_rate")[:2] == (2, 2)
    assert center(result, "fcr_by_repeat_rate")[:2] == (1, 2)


# ---------- topics, net


@pytest.fixture
def code_map(tmp_path):
    path = tmp_path / "codes.csv"
    path.write_text(
        "source,vocabulary,code,word\n"
        "*,topic_group,invoice,money\n"
        "standard_export,topic_group,Refund,money\n"
        "*,topic_group,refund,goods\n"
        "*,topic_group,unknown,money\n"
        "*,not_resolvable_topic,outage,\n"
        "*,not_resolvable_disposition,engineer_visit_booked,\n"
    )
    return path


def test_topics_of_one_group_repeat_and_an_unknown_one_takes_the_last_known(journey, code_map):
    result = journey(
        {"topic": None},
        {"topic": "invoice", "at": hours(10)},
        {"topic": "delivery", "at": hours(20)},
        {"topic": "refund", "at": hours(30)},
        {"topic": None, "at": hours(40)},
        code_map=code_map,
        fcr_match="same_topic",
    )
    groups = [episode.topic_group for episode in result.world.episodes]
    assert groups == ["unknown", "money", "delivery", "money", "money"]
    gaps = [episode.hours_to_next_same_topic for episode in result.world.episodes]
    assert gaps == [None, pytest.approx(20 - 1 / 60), None, pytest.approx(10 - 1 / 60), None]
    assert center(result, "fcr_rate")[:2] == (3, 5)
    assert sorted(len(issue.episodes) for issue in result.world.issues) == [1, 1, 3]


def test_net_leaves_out_what_no_first_contact_can_resolve(journey, code_map):
    result = journey(
        {"topic": "outage"},
        {"disposition": "Engineer visit-booked", "at": hours(10)},
        {"contact_id": "c3", "disposition": "engineer_visit_booked", "at": hours(20)},
        {"contact_id": "c3", "segment_number": 2, "disposition": "solved", "at": hours(20) + 5},
        code_map=code_map,
    )
    assert center(result, "fcr_by_repeat_rate")[:2] == (1, 3)
    assert center(result, "fcr_net_rate")[:2] == (1, 1)


# ---------- the estimate


@pytest.mark.parametrize(
    ("gap", "horizon", "expected"),
    [
        (None, 100.5, Followed(100, False)),
        (5.2, 100.5, Followed(6, True)),
        (0, 100.5, Followed(0, True)),
        (100, 100.5, Followed(100, True)),
        (100.2, 100.5, Followed(100, False)),
        (None, 9000, Followed(720, False)),
        (720, 9000, Followed(720, True)),
    ],
)
def test_repeats_count_from_the_hour_that_completes_them_and_horizons_from_the_last_whole_one(
    journey, gap, horizon, expected
):
    repeats = [] if gap is None else [{"at": 60 + hours(gap)}]
    result = journey({"topic": "x"}, *repeats, data_horizon=after(60 + hours(horizon)).isoformat())
    assert follow(result.world.episodes[0], result.world.horizon) == expected


# Repeats at 1 and 3; followed to 2, 3, 5 and 5 hours.
SIX = [Followed(1, True), Followed(2, False), Followed(3, True), Followed(3, False), *[Followed(5, False)] * 2]


def test_the_product_limit_by_hand():
    found = estimate(Curve(SIX), Curve([]), Curve([]), window=4, minimum=1)
    rate = 5 / 6 * 3 / 4
    margin = Z * rate * sqrt(1 / (6 * 5) + 1 / (4 * 3))
    assert found.rate == pytest.approx(rate)
    assert (found.low, found.high) == (pytest.approx(rate - margin), 1.0)
    assert not found.is_borrowed


# Repeats at 1, 4, 6 and 8; the horizon cuts three short of hour 6 and one at it. 8 at risk at 1, 5 at 4, 4 at 5.
OWN = [Followed(hour, True) for hour in (1, 4, 6, 8)] + [Followed(hour, False) for hour in (2, 2, 5, 6)]
# Hazards 2/12 at 3, 1/10 at 5, 3/9 at 6.
LENDER = [Followed(hour, True) for hour in (3, 3, 5, 6, 6, 6)] + [Followed(9, False)] * 6


def test_who_is_known_is_kept_and_who_is_pending_is_given_the_lenders_chances():
    """Thin from 5 on. Followed to 2: own hazard at 4, lent at 5 and 6; followed to 5: lent at 6. Known: 2 of 8."""
    found = estimate(Curve(OWN), Curve(LENDER), Curve([]), window=6, minimum=5)
    early, late = Fraction(4, 5) * Fraction(9, 10) * Fraction(2, 3), Fraction(2, 3)
    rate = (2 + 2 * early + late) / 8
    assert (early, rate) == (Fraction(12, 25), Fraction(34, 75))
    variance = (
        rate * (1 - rate) / 8
        + (2 * early * (1 - early) + late * (1 - late)) / 64
        + ((2 * early + late) / 8) ** 2 * (Fraction(1, 10 * 9) + Fraction(3, 9 * 6))
    )
    assert found.is_borrowed
    assert found.rate == pytest.approx(float(rate))
    assert found.low == pytest.approx(float(rate) - Z * sqrt(variance))
    assert found.high == pytest.approx(float(rate) + Z * sqrt(variance))
    assert 2 / 8 <= found.rate <= 5 / 8


def test_a_thin_tail_is_the_scopes_weeks_before_else_the_centers_else_its_own():
    own, lender = Curve(SIX), Curve([Followed(3, True), Followed(4, True), *[Followed(9, False)] * 8])
    assert own.thin_from(4) == 4
    assert own.thin_from(7) == 0
    # Known: two repeated, two followed beyond 4. Pending: from 2 on through 3 (own) and 4 (lent), from 3 on through 4.
    found = estimate(own, lender, Curve([]), window=4, minimum=4)
    assert found.is_borrowed
    assert found.rate == pytest.approx((2 + 3 / 4 * 8 / 9 + 8 / 9) / 6)
    assert estimate(own, Curve(SIX[-2:]), lender, window=4, minimum=4) == found
    alone = estimate(own, Curve(SIX[-2:]), Curve([Followed(3, False)]), window=4, minimum=4)
    assert alone == product_limit(own.steps(0, 4))
    assert not alone.is_borrowed
    assert estimate(own, Curve([]), Curve([]), window=6, minimum=4) == (None, None, None, None)
    assert not estimate(own, Curve([]), Curve([]), window=3, minimum=4).is_borrowed


def test_whoever_ended_behind_the_horizon_has_all_hours_still_to_come():
    own, lender = (
        Curve([Followed(-2, False), Followed(6, False)]),
        Curve([Followed(0, True), *[Followed(9, False)] * 3]),
    )
    assert estimate(own, lender, Curve([]), window=6, minimum=3).rate == (1 + 3 / 4) / 2


def test_a_lender_of_whom_nobody_was_left_leaves_no_chance():
    own, lender = Curve([Followed(1, True), Followed(2, False)]), Curve([Followed(6, True)] * 3)
    assert estimate(own, lender, Curve([]), window=6, minimum=3) == (0, 0, 0, True)
    own = Curve([Followed(6, False), Followed(2, False)])
    found = estimate(own, lender, Curve([]), window=6, minimum=3)
    margin = Z * sqrt(1 / 2 * 1 / 2 / 2)
    assert found == (1 / 2, max(0, 1 / 2 - margin), min(1, 1 / 2 + margin), True)


@pytest.mark.parametrize("seed", range(20))
def test_no_estimate_denies_what_is_known_and_an_own_curve_lends_what_the_product_limit_says(seed):
    random = Random(seed)

    def draw(size: int) -> list[Followed]:
        return [Followed(random.randrange(25), random.random() < 0.4) for _ in range(size)]

    followed, lender = draw(random.randrange(1, 40)), Curve(draw(60))
    own = Curve(followed)
    for window in range(25):
        known = sum(one.hour > window or (one.hour == window and not one.is_repeat) for one in followed)
        pending = sum(one.hour < window and not one.is_repeat for one in followed)
        found = estimate(own, lender, lender, window, minimum=random.choice((1, 5, 30)))
        if found.rate is not None:
            assert known - 1e-9 <= found.rate * len(followed) <= known + pending + 1e-9
        if own.at_risk(window):
            lent_itself = impute(own, own, random.randrange(window + 1), window)
            assert lent_itself.rate == pytest.approx(product_limit(own.steps(0, window)).rate)


def test_nobody_left_of_its_own_is_zero_without_an_interval():
    assert product_limit(Curve([Followed(2, True)] * 3).steps(0, 5))[:3] == (0, None, None)


def test_a_period_borrows_from_the_13_iso_weeks_before_the_one_in_which_it_begins():
    assert weeks_before(date(2025, 4, 1)) == (date(2024, 12, 30), date(2025, 3, 31))


def test_the_settled_rate_stands_in_where_all_windows_have_closed(journey):
    result = journey(*({"customer_id": f"k{number}"} for number in range(4)), {"customer_id": "k0", "at": hours(5)})
    place = ("quarter", date(2025, 1, 1), "center", "all")
    window = result.by_window[*place, 168]
    assert window["fcr_estimated_rate"] == window["fcr_rate"] == 0.8
    assert not window["is_estimate_borrowed"]


# ---------- credit


@pytest.mark.parametrize(
    ("segment", "expected"),
    [
        ({}, True),
        ({"transfer_kind": "warm"}, False),
        ({"transfer_kind": "to_queue"}, False),
        ({"contact_id": "c1", "segment_number": 2, "queue": "billing"}, False),
        ({"contact_id": "c1", "segment_number": 2, "queue": "billing", "outcome": "abandoned"}, True),
        ({"contact_id": "c1", "segment_number": 2, "queue": None}, True),
    ],
)
def test_an_issue_that_was_passed_on_is_nobodys(journey, segment, expected):
    result = journey({"contact_id": "c1"}, {"at": 30, "contact_id": "c2", **segment}, {"at": hours(3)})
    assert [is_neutral(issue) for issue in result.world.issues] == [expected]


def test_the_first_agent_and_the_last_one_are_credited_side_by_side(journey):
    result = journey(
        {"contact_id": "c1", "agent_id": "a1", "transfer_kind": "warm"},
        {"contact_id": "c1", "segment_number": 2, "agent_id": "a2", "at": 30},
        {"agent_id": "a1", "customer_id": "bob"},
    )
    at = ("day", MONDAY.date(), "agent")
    assert result.kpis["fcr_first_agent_rate", *at, "a1"][:2] == (2, 2)
    assert result.kpis["fcr_by_repeat_rate", *at, "a2"][:2] == (1, 1)
    assert result.kpis["fcr_neutral_rate", *at, "a1"][:2] == (1, 1)
    assert result.kpis["fcr_neutral_rate", *at, "a2"][:2] == (0, 0)
    assert not {kpi for kpi, *_, kind, _ in result.kpis if kind == "center"} & {
        "fcr_neutral_rate",
        "fcr_first_agent_rate",
    }


def test_who_takes_the_hard_calls_is_compared_with_hard_calls(journey):
    """Hard: 2 of 4 resolved. Easy: 4 of 4. hal has 3 hard ones and 2 of them resolved: expected 1.5, center 6/8."""
    hard = [("hal", True), ("hal", True), ("hal", False), ("eve", False)]
    contacts = [
        {"customer_id": f"h{place}", "agent_id": agent, "complexity": "hard"} for place, (agent, _) in enumerate(hard)
    ]
    contacts += [{"customer_id": f"e{place}", "agent_id": "eve", "complexity": "easy"} for place in range(4)]
    contacts += [
        {"customer_id": f"h{place}", "at": hours(50), "outcome": "abandoned"}
        for place, (_, is_met) in enumerate(hard)
        if not is_met
    ]
    result = journey(*contacts, minimum_sample=4)
    adjusted = adjust(result.world)["quarter", date(2025, 1, 1), "agent", "hal"]
    assert (adjusted.settled, adjusted.observed, adjusted.expected, adjusted.center) == (3, 2, 1.5, 0.75)
    assert adjusted.rate == 1.0
    merged = journey(*contacts, minimum_sample=5)
    assert adjust(merged.world)["quarter", date(2025, 1, 1), "agent", "hal"].rate == pytest.approx(0.75 * 2 / 2.25)
