"""The oracle: right by itself on small journeys, and in agreement with what a build publishes."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import duckdb
import pytest

from tests.python.oracle import compute, people, worlds
from tests.python.oracle.compare import disagreements, report, scorecard_disagreements
from tests.python.oracle.core import find_horizon
from tests.python.oracle.figures import normal, wilson
from tests.python.oracle.journeys import HORIZON, MONDAY, center, contact_row, hours, travel
from tests.python.oracle.kpis import SERVICE_LEVELS
from tests.python.oracle.landing_folder import write_file
from tests.python.oracle.settings import PROJECT, Settings
from tests.python.oracle.world import make_world

DEMO = PROJECT / "seeds" / "demo"


@pytest.fixture
def journey(tmp_path):
    def build(*contacts: dict, queues: tuple = (), agents: tuple = (), **variables):
        return travel(tmp_path, *contacts, entities={"queues": queues, "agents": agents}, **variables)

    return build


def status(result, number: int) -> str:
    return result.contacts["standard_export", f"c{number}"].fcr_status


def episodes(result) -> list[list[str]]:
    return [[contact.contact_id for contact in episode.contacts] for episode in result.world.episodes]


# ---------- service level and other queue figures


def entry(number: int, wait: int, outcome: str, **columns) -> dict:
    arrived = MONDAY + timedelta(seconds=number)
    ends = arrived + timedelta(seconds=wait)
    answer = {"answered_at": ends, "ended_at": ends + timedelta(seconds=100)}
    return {
        "contact_id": f"{outcome}-{number}",
        "started_at": arrived,
        "queued_at": arrived,
        "outcome": outcome,
        **({"ended_at": ends, "answered_at": None} if outcome == "abandoned" else answer),
        **columns,
    }


@pytest.mark.parametrize(
    ("formula", "percent"),
    [
        ("answered_of_offered_less_short", 81.90),
        ("answered_of_offered", 81.13),
        ("answered_of_answered", 86.00),
        ("abandons_in_threshold_met", 83.02),
        ("abandons_in_threshold_left_out", 82.69),
        ("short_abandons_met", 82.08),
    ],
)
def test_the_icmi_example_under_all_six_formulas(journey, formula, percent):
    answered = [entry(number, 20 if number < 860 else 21, "handled") for number in range(1000)]
    waits = [5] * 10 + [20] * 10 + [21] * 40
    abandoned = [entry(number, wait, "abandoned") for number, wait in enumerate(waits)]
    result = journey(*answered, *abandoned, service_level_formula=formula)
    assert round(100 * center(result, f"service_level_{formula}").value, 2) == percent
    assert center(result, "service_level") == center(result, f"service_level_{formula}")
    assert center(result, "abandonment_rate")[:2] == (50, 1050)
    assert len(SERVICE_LEVELS) == 6


def test_entries_without_a_threshold_or_a_wait_leave_service_level_only(journey):
    result = journey(
        entry(1, 10, "handled"),
        entry(2, 10, "handled", channel="chat", customer_id="bob"),
        entry(3, 10, "handled", answered_at=None, customer_id="cid"),
        entry(4, 10, "overflowed", customer_id="dee"),
    )
    assert center(result, "queue_entries_offered").value == 4
    assert center(result, "queue_entries_answered").value == 3
    assert center(result, "service_level")[:2] == (1, 1)
    assert center(result, "average_speed_of_answer_seconds")[:3] == (20, 2, 10)
    assert center(result, "abandonment_rate")[:2] == (0, 4)


def test_the_threshold_of_the_queue_valid_at_the_time_comes_first(journey):
    queues = (
        {"queue": "support", "valid_from": "2025-01-01", "valid_to": "2025-03-03", "service_level_seconds": 5},
        {"queue": "support", "valid_from": "2025-03-03", "valid_to": None, "service_level_seconds": 30},
    )
    assert center(journey(entry(1, 30, "handled"), queues=queues), "service_level").value == 1


def test_an_earlier_validity_goes_on_when_a_later_one_is_over(journey):
    queues = (
        {"queue": "support", "valid_from": "2025-01-01", "service_level_seconds": 60},
        {"queue": "support", "valid_from": "2025-02-01", "valid_to": "2025-03-01", "service_level_seconds": 20},
    )
    assert center(journey(entry(1, 30, "handled"), queues=queues), "service_level").value == 1


def test_a_direct_hand_over_is_no_entry_and_a_lost_queue_is_unknown(journey):
    result = journey(
        {"contact_id": "c1", "segment_number": 1, "queue": None},
        {"contact_id": "c1", "segment_number": 2, "at": 30, "queue": None},
        {"contact_id": "c1", "segment_number": 3, "at": 60, "queue": "billing"},
    )
    contact = result.contacts["standard_export", "c1"]
    assert [made.queue for made in contact.entries] == ["unknown", "billing"]
    assert center(result, "contacts_offered").value == 1
    assert result.kpis["contacts_handled", "day", MONDAY.date(), "queue", "unknown"].value == 1
    assert ("contacts_handled", "day", MONDAY.date(), "queue", "billing") not in result.kpis


# ---------- handling


def test_a_null_part_is_0_beside_a_known_one_and_all_null_is_left_out(journey):
    result = journey(
        {"talk_seconds": 100, "hold_seconds": None},
        {"talk_seconds": None, "hold_seconds": 20},
        {"talk_seconds": None, "hold_seconds": None},
    )
    assert center(result, "average_handle_seconds")[:3] == (120, 2, 60)
    assert center(result, "average_talk_seconds")[:3] == (100, 2, 50)
    assert center(result, "average_wrap_up_seconds").value is None


def test_a_segment_among_three_at_once_takes_a_third_of_its_time(journey):
    result = journey(
        {"segment_number": 1, "talk_seconds": 90, "concurrency": 3},
        {"contact_id": "c1", "segment_number": 2, "talk_seconds": 40},
    )
    assert center(result, "average_handle_seconds").value == 130
    assert center(result, "average_concurrency_adjusted_handle_seconds").value == 70


def test_each_agent_is_credited_with_own_seconds_and_own_flags(journey):
    agents = (
        {"agent_id": "a1", "valid_from": "2025-01-01", "team": "north", "outsourcer": None},
        {"agent_id": "a2", "valid_from": "2025-01-01", "team": "south", "outsourcer": "agency"},
    )
    result = journey(
        {"agent_id": "a1", "segment_number": 1, "talk_seconds": 100, "transfer_kind": "warm"},
        {"contact_id": "c1", "agent_id": "a2", "segment_number": 2, "talk_seconds": 50, "is_resolved": True},
        agents=agents,
    )

    def at(kpi, kind, value):
        return result.kpis[kpi, "day", MONDAY.date(), kind, value]

    assert at("average_handle_seconds", "agent", "a1").value == 100
    assert at("average_handle_seconds", "team", "south").value == 50
    assert at("transfer_rate", "outsourcer", "in_house").value == 1
    assert at("transfer_rate", "outsourcer", "agency").value == 0
    assert at("call_resolution_rate", "agent", "a1").denominator == 0
    assert at("call_resolution_rate", "agent", "a2").value == 1
    assert at("fcr_contacts_settled", "agent", "a2").value == 1
    assert ("fcr_contacts_settled", "day", MONDAY.date(), "agent", "a1") not in result.kpis
    assert center(result, "average_handle_seconds").value == 150
    assert center(result, "fcr_by_agent_rate").value == 0


def test_a_flag_that_the_source_never_fills_is_null_not_0(journey):
    result = journey({"is_resolved": True})
    assert center(result, "transfer_rate").value is None
    assert center(result, "contacts_escalated").value is None
    assert center(result, "call_resolution_rate").value == 1


# ---------- episodes


@pytest.mark.parametrize(("pause", "expected"), [(15 * 60, 1), (15 * 60 + 1, 2)])
def test_reconnecting_at_exactly_15_minutes_is_the_same_episode(journey, pause, expected):
    result = journey({"outcome": "abandoned"}, {"at": 60 + pause})
    assert len(episodes(result)) == expected


def test_a_handled_contact_without_transfer_is_not_reconnected_to(journey):
    assert len(episodes(journey({}, {"at": 120}))) == 2


def test_a_transfer_at_the_end_is_reconnected_to(journey):
    assert len(episodes(journey({"transfer_kind": "blind"}, {"at": 120}))) == 1


def test_overlapping_live_contacts_are_one_episode_and_the_last_handled_stands(journey):
    result = journey({"lasts": 600}, {"at": 599, "channel": "chat"}, {"at": 599, "channel": "email"})
    assert episodes(result) == [["c1", "c2"], ["c3"]]
    assert status(result, 1) == "ineligible"
    assert status(result, 2) == "repeated"
    assert result.contacts["standard_export", "c2"].episode.hours_to_next == 0


def test_a_contact_that_starts_when_the_other_ends_does_not_overlap(journey):
    assert len(episodes(journey({"lasts": 600}, {"at": 600}))) == 2


def test_the_latest_earlier_end_counts_not_that_of_the_contact_before(journey):
    result = journey({"lasts": 600}, {"at": 10, "lasts": 10}, {"at": 300})
    assert episodes(result) == [["c1", "c2", "c3"]]


@pytest.mark.parametrize(("pause", "expected"), [(hours(24), [["c1", "c2"]]), (hours(24) + 1, [["c1"]])])
def test_a_callback_within_24_hours_of_the_request_joins_it_and_stands_for_it(journey, pause, expected):
    result = journey({"outcome": "callback_requested"}, {"at": 60 + pause, "channel": "callback"})
    assert episodes(result) == expected
    assert status(result, 2) == ("resolved" if len(expected[0]) == 2 else "ineligible")


def test_a_handled_outbound_contact_answers_a_request_and_a_failed_one_does_not(journey):
    result = journey(
        {"outcome": "callback_requested"},
        {"at": 120, "direction": "outbound", "outcome": "failed"},
        {"at": 240, "direction": "outbound"},
    )
    assert episodes(result) == [["c1", "c3"]]
    assert center(result, "fcr_rate")[:2] == (1, 1)
    assert center(result, "contacts_outbound").value == 2


def test_a_contact_after_a_dropped_callback_joins_through_it(journey):
    result = journey(
        {"outcome": "callback_requested"},
        {"at": hours(2), "channel": "callback", "transfer_kind": "warm"},
        {"at": hours(2) + 60 + 300},
    )
    assert episodes(result) == [["c1", "c2", "c3"]]


def test_self_service_forms_no_episode_but_is_an_attempt_on_the_issue_it_precedes(journey):
    result = journey({"outcome": "self_served", "queue": None}, {"at": 30})
    assert episodes(result) == [["c2"]]
    assert [issue.self_service_attempts for issue in result.world.issues] == [1]
    assert center(result, "containment_rate")[:3] == (1, 2, 0.5)


# ---------- repeats, windows, issues


@pytest.mark.parametrize(("pause", "expected"), [(hours(168), "repeated"), (hours(168) + 1, "resolved")])
def test_a_repeat_at_exactly_168_hours_is_in_the_window(journey, pause, expected):
    assert status(journey({}, {"at": 60 + pause}), 1) == expected


@pytest.mark.parametrize(("horizon", "expected"), [(hours(168) + 60, "resolved"), (hours(168) + 59, "pending")])
def test_a_window_closes_when_the_horizon_reaches_its_end(journey, horizon, expected):
    result = journey({}, data_horizon=(MONDAY + timedelta(seconds=horizon)).isoformat())
    assert status(result, 1) == expected
    assert center(result, "fcr_contacts_settled").value == (expected == "resolved")


def test_a_repeat_shows_at_once_but_counts_only_when_the_window_has_closed(journey):
    result = journey({}, {"at": hours(5)}, data_horizon=(MONDAY + timedelta(hours=100)).isoformat())
    assert [status(result, 1), status(result, 2)] == ["repeated", "pending"]
    assert center(result, "fcr_rate")[:3] == (0, 0, None)
    assert center(result, "fcr_pending_share").value == 1


def test_the_next_episode_is_forgotten_past_720_hours(journey):
    result = journey({}, {"at": 60 + hours(720)}, {"at": 120 + hours(1440) + 1})
    gaps = [episode.hours_to_next for episode in result.world.episodes]
    assert gaps == [720, None, None]


def test_issues_chain_and_only_issues_with_a_settled_first_episode_count(journey):
    result = journey(
        {},
        {"at": hours(100)},
        {"at": hours(200)},
        {"at": hours(500), "outcome": "abandoned"},
        {"at": hours(0), "customer_id": "bob"},
    )
    assert [len(issue.episodes) for issue in result.world.issues] == [3, 1, 1]
    assert center(result, "one_and_done_rate")[:2] == (1, 2)
    repeat = result.kpis["repeat_contact_rate", "day", date(2025, 3, 11), "center", "all"]
    assert repeat[:2] == (1, 1)
    assert center(result, "repeat_contact_rate").value is None


def test_windows_side_by_side(journey):
    result = journey({}, {"at": hours(50)})
    place = ("quarter", date(2025, 1, 1), "center", "all")
    rates = [result.by_window[*place, window]["fcr_rate"] for window in (24, 72, 168, 336, 720)]
    assert rates == [1, 0.5, 0.5, 0.5, 0.5]


def test_an_unidentified_handled_contact_stands_for_itself_and_is_in_no_rate_by_repeat(journey):
    result = journey({"customer_id": None, "is_resolved": True}, {"is_resolved": False})
    assert status(result, 1) == "unidentified"
    assert center(result, "fcr_identified_share")[:2] == (1, 2)
    assert center(result, "fcr_contacts_settled").value == 1
    assert center(result, "fcr_by_agent_rate")[:2] == (1, 2)


def test_identifiers_are_normalised_and_too_few_digits_are_nobody(journey):
    result = journey(
        {"customer_id": None, "customer_email": " Ann@Example.com"},
        {"customer_id": None, "customer_email": "ann@example.COM ", "at": 100},
        {"customer_id": None, "customer_phone": "0049 (89) 1234-56", "at": 200},
        {"customer_id": None, "customer_phone": "+49 89 123456", "at": 300},
        {"customer_id": None, "customer_phone": "110", "at": 400},
        {"customer_id": None, "customer_phone": "000 000 0000", "at": 500},
        {"customer_id": None, "customer_email": "ann@", "at": 600},
    )
    assert [len(issue.episodes) for issue in result.world.issues] == [2, 2]
    assert [status(result, number) for number in (5, 6, 7)] == ["unidentified"] * 3


# ---------- dates and the horizon


def test_a_contact_is_dated_in_the_time_zone_of_its_queue_through_a_dst_night(journey):
    queues = ({"queue": "support", "time_zone": "Europe/Sofia"},)
    starts = ["2025-03-29T21:59:00Z", "2025-03-29T22:00:00Z", "2025-03-30T20:59:00Z", "2025-03-30T21:00:00Z"]
    contacts = [{"started_at": datetime.fromisoformat(start), "customer_id": None} for start in starts]
    result = journey(*contacts, queues=queues)
    found = {key[2]: value.value for key, value in result.kpis.items() if key[:2] == ("contacts_handled", "day")}
    assert found == {date(2025, 3, 29): 1, date(2025, 3, 30): 2, date(2025, 3, 31): 1}


def test_the_days_around_new_year_belong_to_the_iso_week_of_their_monday(journey):
    starts = ["2024-12-30T12:00:00Z", "2025-01-05T12:00:00Z", "2025-01-06T12:00:00Z"]
    contacts = [{"started_at": datetime.fromisoformat(start), "customer_id": None} for start in starts]
    result = journey(*contacts)
    assert center(result, "contacts_offered", "week", date(2024, 12, 30)).value == 2
    assert center(result, "contacts_offered", "quarter", date(2024, 10, 1)).value == 1
    assert center(result, "contacts_offered", "month", date(2025, 1, 1)).value == 2


def test_a_few_rows_far_in_the_future_do_not_move_the_horizon(journey):
    many = [{"at": hours(number), "customer_id": None} for number in range(30)]
    result = journey(*many, {"at": hours(24 * 400)}, data_horizon="")
    assert result.world.horizon == MONDAY + timedelta(hours=29)
    assert center(result, "contacts_offered").value == 30
    assert not [key for key in result.kpis if key[2] > date(2025, 4, 1)]


def test_the_first_ordinary_day_after_a_long_closure_moves_the_horizon(journey):
    before = [{"at": hours(24 * (number // 20)), "customer_id": None} for number in range(600)]
    after = [{"at": hours(24 * 60), "customer_id": None} for _ in range(10)]
    result = journey(*before, *after, data_horizon="")
    assert result.world.horizon == MONDAY + timedelta(days=60)
    assert journey(*before, *after[:9], data_horizon="").world.horizon == MONDAY + timedelta(days=29)


def test_an_end_in_a_distant_year_is_none(journey):
    result = journey({"ended_at": "9999-12-31T00:00:00Z", "answered_at": MONDAY, "talk_seconds": 30})
    assert result.contacts["standard_export", "c1"].ended_at == MONDAY + timedelta(seconds=30)


def test_exactly_14_empty_days_do_not_split_the_rows(journey):
    result = journey({}, {"at": hours(24 * 15)}, {"at": hours(24 * 31)}, data_horizon="")
    assert result.world.horizon == MONDAY + timedelta(days=15)


@pytest.mark.parametrize(("days_behind", "expected_days"), [(14, 14), (15, 0)])
def test_the_horizon_waits_for_a_source_that_is_at_most_14_days_behind(days_behind, expected_days):
    starts = {"fresh": [MONDAY], "behind": [MONDAY - timedelta(days=days_behind)]}
    assert find_horizon(starts) == MONDAY - timedelta(days=expected_days)


# ---------- bad and repeated rows


def test_rows_that_cannot_be_used_are_rejected_and_the_rest_counts(journey):
    result = journey(
        {},
        {"contact_id": None},
        {"outcome": "levitated"},
        {"lasts": -1},
        {"talk_seconds": -1},
        {"hold_seconds": "many"},
        {"hold_seconds": 10**9 + 1},
        {"started_at": datetime(1900, 1, 1, tzinfo=UTC)},
        {"talk_seconds": 1, "channel": None},
    )
    landed = result.world.landed["contacts"]
    assert landed.statuses["contacts/export.csv"] == {"accepted": 1, "rejected": 8}
    assert center(result, "contacts_offered").value == 1


def test_the_latest_version_of_a_row_is_accepted_then_that_of_the_last_file(tmp_path):
    old = contact_row(1, updated_at="2025-03-03T10:00:00Z", topic="old")
    new = contact_row(1, updated_at="2025-03-03T11:00:00Z", topic="new")
    write_file(tmp_path, "contacts", [new, old, old], "a")
    write_file(tmp_path, "contacts", [old, contact_row(2, topic="z", updated_at=None)], "b")
    write_file(tmp_path, "contacts", [contact_row(2, topic="y", updated_at=None)], "c")
    result = compute(tmp_path, data_horizon=HORIZON)
    assert {contact.topic for contact in result.contacts.values()} == {"new", "y"}
    assert result.world.landed["contacts"].statuses == {
        "contacts/a.csv": {"accepted": 1, "exact_duplicate": 2},
        "contacts/b.csv": {"superseded": 2},
        "contacts/c.csv": {"accepted": 1},
    }


# ---------- intervals


def test_intervals_on_known_examples():
    assert wilson(10, 20) == pytest.approx((0.299298, 0.700702), abs=1e-6)
    assert wilson(0, 10) == pytest.approx((0, 0.277533), abs=1e-6)
    assert normal(6, 14, 3) == pytest.approx((2 - 1.131586, 2 + 1.131586), abs=1e-6)
    assert normal(6, 36, 1) == (None, None)


# ---------- agreement with a build

OTHER_CHOICES = {
    "business_timezone": "America/New_York",
    "source_time_zones": {"standard_export": "Europe/Sofia"},
    "data_horizon": "2025-04-01T12:00:00Z",
    "fcr_window_hours": 72,
    "fcr_method": "by_agent",
    "reconnect_minutes": 3,
    "service_level_formula": "short_abandons_met",
    "service_level_seconds": {"voice": 40, "chat": 10},
    "short_abandon_seconds": 0,
}


# Early enough that windows are open everywhere and early periods have no weeks to borrow from.
OTHER_PEOPLE = {
    "data_horizon": "2025-02-10T12:00:00Z",
    "minimum_sample": 5,
    "fcr_window_hours": 100,
    "fcr_match": "same_topic",
    "fcr_method": "verified",
    "survey_answer_hours": 24,
    "business_timezone": "Asia/Kolkata",
    "adherence_tolerance_seconds": 300,
    "identifier_degree_limit": 9,
    "currency": "BGN",
    "payroll_categories": ["payroll", "fee"],
    "shared_phone_policy": "phone_links",
    "email_provider_rules": True,
    "source_countries": {},
}
LANDINGS = {
    "tangled contacts": (worlds.write_tangled, {}),
    "bare contacts": (worlds.write_bare, OTHER_CHOICES),
    "tangled people": (people.write_people, {}),
    "tangled people seen otherwise": (people.write_people, OTHER_PEOPLE),
    "tickets that tell everything": (people.write_talking_desk, {"minimum_sample": 5}),
    "tickets that tell nothing": (people.write_mute_desk, {}),
}


def test_the_tangled_people_meet_shared_identifiers_and_the_rules_of_providers(tmp_path):
    """What the demo has none of: the landings below are compared with it in them."""
    people.write_people(tmp_path, seed=7)
    for choices in ({}, OTHER_PEOPLE):
        identity = make_world(tmp_path, Settings(**choices)).identity
        assert {each.kind for each in identity.shared} == {"customer_id", "email", "phone"}
    without_rules = make_world(tmp_path, Settings(**OTHER_PEOPLE | {"email_provider_rules": False})).identity
    assert len(set(identity.keys.values())) < len(set(without_rules.keys.values()))


def test_marts_agree_with_the_oracle(built_demo):
    found = disagreements(compute(DEMO), Path(built_demo))
    assert not found, report(found)


# The data tests are asked of the two richest landings, too; the others differ by settings and by what is missing.
TESTED = {"tangled contacts", "tangled people"}


@pytest.mark.parametrize("landing", LANDINGS)
def test_marts_agree_with_the_oracle_on_a_nasty_landing(run_build, tmp_path, landing):
    write, variables = LANDINGS[landing]
    write(tmp_path / "landing", seed=7)
    settings = {f"cc_{name}": value for name, value in variables.items()}
    built = run_build(tmp_path / "landing", tmp_path, settings, checks=landing in TESTED)
    assert built.returncode == 0, built.output
    found = disagreements(compute(tmp_path / "landing", **variables), built.database)
    assert not found, report(found)


def test_a_disagreement_is_seen_and_named(tmp_path, journey):
    """The comparison can fail: a database that publishes one value too many and one value wrong."""
    result = journey({})
    database = tmp_path / "wrong.duckdb"
    with duckdb.connect(str(database)) as connection:
        connection.execute("create schema marts")
        connection.execute(
            "create table marts.kpi_scorecard as select * from (values"
            " ('contacts_offered', 'day', date '2025-03-03', 'center', 'all', 2, null, 2e0, null, null),"
            " ('contacts_offered', 'day', date '2025-03-04', 'center', 'all', 1, null, 1e0, null, null)) as rows"
            " (kpi, period_grain, period_start_date, scope_kind, scope_value,"
            " numerator, denominator, value, interval_low, interval_high)"
        )
    found = list(scorecard_disagreements(result, database))
    offered = [line for line in found if line.startswith("contacts_offered day") and "center" in line]
    assert offered == [
        "contacts_offered day 2025-03-03 center all:"
        " oracle (1, None, 1, None, None), published (2, None, 2.0, None, None)",
        "contacts_offered day 2025-03-04 center all:"
        " oracle (None, None, None, None, None), published (1, None, 1.0, None, None)",
    ]
    assert "kpi contacts_handled is not published" in found
    assert report(found).count("\n") == 20
