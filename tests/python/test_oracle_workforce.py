"""The oracle of agents' time, right by itself on days that can be computed by hand."""

from __future__ import annotations

from datetime import date

import pytest

from tests.python.oracle.figures import NOTHING
from tests.python.oracle.journeys import travel

MONDAY = date(2025, 3, 3)


def stretches(agent: str, day: str, *parts: tuple[str, str, str | None], names: tuple[str, str, str]) -> list[dict]:
    """Rows of an entity: (word, from, until), as times of the day or as instants."""
    word, start, end = names

    def moment(text: str | None) -> str | None:
        return text if text is None or "T" in text else f"{day}T{text}Z"

    return [{"agent_id": agent, word: what, start: moment(since), end: moment(until)} for what, since, until in parts]


def states(*parts, agent: str = "ann", day: str = "2025-03-03") -> list[dict]:
    return stretches(agent, day, *parts, names=("state", "started_at", "ended_at"))


def plan(*parts, agent: str = "ann", day: str = "2025-03-03") -> list[dict]:
    return stretches(agent, day, *parts, names=("activity", "starts_at", "ends_at"))


@pytest.fixture
def work(tmp_path):
    """Figures of a day of somebody, from states and schedules."""

    def build(done=(), planned=(), contacts=({},), agents=(), **variables):
        entities = {"agent_states": done, "agent_schedules": planned, "agents": agents}
        result = travel(tmp_path, *contacts, entities=entities, **variables)
        return lambda kpi, kind="agent", value="ann", day=MONDAY, grain="day": result.kpis.get(
            (kpi, grain, day, kind, value), NOTHING
        )

    return build


SHIFT = plan(("available", "09:00", "17:00"), ("meal", "12:00", "12:30"))


def test_the_example_of_dynamics(work):
    """480 minutes, 450 of them tracked, 45 out: 405 of 450, 90.0 %."""
    done = states(("available", "09:00", "12:00"), ("meal", "12:00", "12:45"), ("on_contact", "12:45", "16:30"))
    figure = work(done, SHIFT)
    assert figure("scheduled_seconds").value == 480 * 60
    assert figure("adherence")[:3] == (405 * 60, 450 * 60, 0.9)


def test_work_outside_the_shift_is_on_both_sides_of_the_variant_of_genesys(work):
    """Ten minutes early, 40 late: 405 of 450 and 50 more. Work in a meal is inside the shift, a meeting is no work."""
    done = states(
        ("available", "08:50", "12:10"),
        ("meal", "12:10", "13:15"),
        ("wrap_up", "13:15", "17:40"),
        ("meeting", "17:40", "18:00"),
    )
    figure = work(done, SHIFT)
    assert figure("outside_shift_seconds").value == 50 * 60
    assert figure("adherence").value == 0.9
    assert figure("adherence_outside_shift_penalised")[:3] == (405 * 60, 500 * 60, 0.81)


@pytest.mark.parametrize(("late", "kept"), [("09:05:00", 8 * 3600), ("09:05:01", 8 * 3600 - 301)])
def test_a_tolerance_forgives_up_to_its_edge(work, late, kept):
    figure = work(states(("available", late, "17:00")), SHIFT[:1], adherence_tolerance_seconds=300)
    assert figure("adherence").numerator == kept


def test_a_tolerance_forgives_no_absence_in_the_middle_of_a_shift_not_even_at_midnight(work):
    night = plan(("available", "22:00", "2025-03-04T06:00Z"))
    done = states(("available", "22:00", "23:59"), ("available", "2025-03-04T00:01Z", "2025-03-04T06:00Z"))
    figure = work(done, night, adherence_tolerance_seconds=300)
    assert figure("adherence")[:2] == (7140, 7200)
    assert figure("adherence", day=date(2025, 3, 4))[:2] == (6 * 3600 - 60, 6 * 3600)


def test_three_chats_at_once_occupy_once(work):
    done = states(
        ("available", "09:00", "10:00"),
        ("on_contact", "09:10", "09:30"),
        ("on_contact", "09:15", "09:40"),
        ("on_contact", "09:20", "09:25"),
    )
    assert work(done)("occupancy")[:3] == (1800, 3600, 0.5)


def test_an_open_state_lasts_to_the_next_or_to_the_horizon(work):
    done = states(("available", "09:00", None), ("on_contact", "10:00", None))
    figure = work(done, plan(("available", "09:00", "17:00")), data_horizon="2025-03-03T10:30:00Z")
    assert figure("occupancy")[:2] == (1800, 5400)
    assert figure("adherence")[:2] == (5400, 5400)
    assert figure("conformance").value == 1


@pytest.mark.parametrize(("day", "hours"), [(date(2025, 3, 30), 23), (date(2025, 10, 26), 25), (date(2025, 3, 29), 24)])
def test_a_day_on_which_the_clocks_change_has_23_or_25_hours(work, day, hours):
    done = states(("available", "2025-03-01T00:00Z", "2025-10-31T00:00Z"))
    figure = work(done, business_timezone="Europe/Sofia", data_horizon="2025-12-01T00:00:00Z")
    assert figure("signed_in_seconds", day=day).value == hours * 3600


def test_conformance_is_unknown_not_infinite_where_nothing_was_scheduled(work):
    tuesday = {"day": "2025-03-04"}
    done = states(("available", "09:00", "18:00")) + states(("available", "09:00", "10:00"), agent="bob", **tuesday)
    planned = plan(("available", "09:00", "15:00"), agent="bob") + plan(("meal", "09:00", "10:00"), **tuesday)
    figure = work(done, planned)
    assert figure("conformance").value is None
    assert figure("adherence").value is None
    assert figure("conformance", "center", "all").value == 1.5
    assert figure("adherence", value="bob").value == 0


def test_without_any_states_adherence_is_unknown_not_0(work):
    figure = work(planned=SHIFT)
    assert figure("adherence").value is None and figure("occupancy").value is None
    assert figure("tracked_seconds").value == 450 * 60


def test_contacts_per_hour_counts_hours_signed_in(work):
    done = states(("available", "09:00", "10:30"), ("offline", "10:30", "18:00"))
    figure = work(done, contacts=[{"agent_id": "ann"}, {"agent_id": "ann"}, {"agent_id": "bob"}])
    assert figure("contacts_per_hour")[:3] == (2, 5400, 2 * 3600 / 5400)
    assert figure("contacts_per_hour", "center", "all")[:2] == (2, 5400), "nobody says when bob was there"
    assert figure("contacts_per_hour", value="bob").value is None


def test_what_nobody_told_yet_is_in_no_ratio(work):
    """Schedules from the 3rd, states from the 20th: adherence is that of the days from the 20th on."""
    days = (3, 20, 21)
    planned = [row for day in days for row in plan(("available", "09:00", "10:00"), day=f"2025-03-{day:02}")]
    done = states(("available", "09:30", "10:00"), day="2025-03-20")
    done += states(("available", "09:00", "10:00"), day="2025-03-21", agent="bob")
    contacts = [{"agent_id": "ann", "at": 86_400 * (day - 3)} for day in days]
    figure = work(done, planned, contacts)
    month = {"kind": "center", "value": "all", "grain": "month", "day": date(2025, 3, 1)}
    assert figure("adherence", **month)[:2] == (1800, 7200)
    assert figure("tracked_seconds", **month).value == 3 * 3600
    assert figure("conformance", **month)[:2] == (1800, 7200)
    assert figure("contacts_per_hour", **month)[:2] == (2, 1800 + 3600)
    assert figure("adherence").value is None and figure("signed_in_seconds").value is None
    assert figure("adherence", day=date(2025, 3, 21))[:2] == (0, 3600)


def test_an_agent_of_whom_nobody_tells_states_is_unknown_not_absent(work):
    figure = work(
        states(("available", "09:00", "10:00")), [*SHIFT, *plan(("available", "09:00", "17:00"), agent="bob")]
    )
    assert figure("adherence", value="bob").value is None
    assert figure("adherence", "center", "all")[:2] == (3600, 450 * 60)


def test_on_a_contact_goes_before_what_began_later(work):
    done = states(("on_contact", "09:00", "10:00"), ("available", "09:10", "10:00"))
    assert work(done)("occupancy")[:2] == (3600, 3600)


@pytest.mark.parametrize(
    ("row", "seconds"),
    [
        ({"valid_to": "2025-03-03T17:00:00Z"}, 8 * 3600),
        ({"left_on": "2025-03-03"}, 15 * 3600),
        ({"valid_to": "2025-03-03T08:00:00Z"}, None),
        ({}, 15 * 3600),
    ],
)
def test_who_left_is_signed_out(work, row, seconds):
    figure = work(states(("available", "09:00", None)), agents=({"agent_id": "ann", "team": "north", **row},))
    assert figure("signed_in_seconds").value == seconds
    assert figure("signed_in_seconds", day=date(2025, 3, 4)).value == (None if row else 24 * 3600)


def test_a_day_offline_is_no_day(work):
    figure = work(states(("offline", "09:00", "2025-03-05T00:00Z"), ("available", "10:00", "11:00")))
    assert figure("signed_in_seconds").value == 3600
    assert figure("signed_in_seconds", day=date(2025, 3, 4)).value is None


def test_who_left_keeps_the_history_and_the_team_of_each_day(work):
    agents = (
        {"agent_id": "ann", "valid_from": "2025-01-01", "valid_to": "2025-03-03T12:00:00Z", "team": "north"},
        {"agent_id": "ann", "valid_from": "2025-03-03T12:00:00Z", "valid_to": "2025-03-04T12:00:00Z", "team": "south"},
    )
    done = [row for day in (2, 3, 4, 5) for row in states(("available", "09:00", "10:00"), day=f"2025-03-0{day}")]
    figure = work(done, agents=agents)
    teams = {2: "north", 3: "south", 4: "south", 5: "unknown"}
    for day, team in teams.items():
        assert figure("signed_in_seconds", "team", team, date(2025, 3, day)).value == 3600


def test_a_script_is_completed_where_every_segment_that_recorded_it_says_so(work):
    used = {"script_id": "s", "knowledge_articles_used": 0}
    contacts = [
        {**used, "is_script_completed": True},
        {**used, "is_script_completed": None},
        {**used, "contact_id": "c3", "is_script_completed": True},
        {**used, "contact_id": "c3", "segment_number": 2, "is_script_completed": False, "knowledge_articles_used": 2},
        {**used, "contact_id": "c5", "is_script_completed": True},
        {**used, "contact_id": "c5", "segment_number": 2, "is_script_completed": None},
        {"knowledge_articles_used": None},
    ]
    figure = work(contacts=contacts)
    assert figure("script_completion_rate", "center", "all")[:2] == (2, 4)
    assert figure("knowledge_use_rate", "center", "all")[:2] == (1, 5)


def test_scripts_that_no_source_completes_are_unknown(work):
    figure = work(contacts=[{"script_id": "s"}])
    assert figure("script_completion_rate", "center", "all").value is None
    assert figure("knowledge_use_rate", "center", "all").value is None


def test_halves_of_a_second_count_later(work):
    done = states(("available", "2025-03-03T09:00:00.500+00:00", "2025-03-03T09:00:03.499+00:00"))
    assert work(done)("signed_in_seconds").value == 2
