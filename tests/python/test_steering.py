"""What steers: the demo's four stories where a manager would look for them, and the oracle's judgement by hand."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import duckdb
import pytest

from tests.python.oracle.figures import Rate, figure, wilson
from tests.python.oracle.journeys import travel
from tests.python.oracle.steering import (
    PAIRS,
    Movement,
    Score,
    band,
    changed,
    difference,
    excludes_zero,
    find_state,
    judge,
    standing,
    target_distance,
    target_status,
)

QUARTER = date(2025, 1, 1)


@pytest.fixture(scope="module")
def ask(built_demo):
    """The rows of a query on the published demo, as dictionaries."""
    with duckdb.connect(str(built_demo), read_only=True) as connection:

        def rows(query: str, *values) -> list[dict]:
            result = connection.execute(query, values)
            names = [column[0] for column in result.description]
            return [dict(zip(names, row, strict=True)) for row in result.fetchall()]

        yield rows


def score(ask, kpi: str, grain: str, start: date, kind: str = "center", value: str = "all") -> dict:
    (row,) = ask(
        "select * from marts.kpi_scorecard where kpi = ? and period_grain = ? and period_start_date = ?"
        " and scope_kind = ? and scope_value = ?",
        *(kpi, grain, start, kind, value),
    )
    return row


# ---------- the stories of seeds/demo/README.md


def test_the_outage_stands_out_in_the_scorecard(ask):
    """The week of 2025-02-17: more contacts, and service that is worse and misses its targets, both beyond chance."""
    week = date(2025, 2, 17)
    offered = score(ask, "contacts_offered", "week", week)
    assert offered["change"] > 0.5 * offered["previous_value"]
    for kpi in ("service_level", "average_speed_of_answer_seconds"):
        row = score(ask, kpi, "week", week)
        assert row["is_change_significant"], kpi
        assert row["target_status"] == "missed" and row["target_distance"] < 0, kpi
    # Abandonment misses, too; that it rose is proven where the outage was.
    assert score(ask, "abandonment_rate", "week", week)["target_status"] == "missed"
    queue = score(ask, "abandonment_rate", "week", week, "queue", "technical")
    assert queue["is_change_significant"] and queue["target_status"] == "missed" and queue["target_scope"] == "center"


def test_the_new_product_stands_out_among_topics(ask):
    """home_battery misses a target set lower for it, below what is usual; no other topic is so far from its own."""
    rows = ask(
        "select * from marts.kpi_scorecard where kpi = 'fcr_rate' and period_grain = 'quarter'"
        " and period_start_date = ? and scope_kind = 'topic' and is_reliable order by target_distance",
        QUARTER,
    )
    first, *others = [row["scope_value"] for row in rows if row["scope_value"] != "unknown"]
    battery = next(row for row in rows if row["scope_value"] == "home_battery")
    assert battery["target_scope"] == "topic" and battery["target"] == 0.55
    assert battery["target_status"] != "met" and not battery["is_target_met"] and battery["band"] == "below_usual"
    assert min(rows, key=lambda row: row["value"])["scope_value"] == "home_battery"
    assert first == "home_battery" and others


def test_the_quick_agency_is_found_by_guardrail_and_comparison(ask):
    """blue_harbour is quicker than everybody on the same mix of contacts, and more of them come back."""
    harmed = ask("select * from marts.kpi_guardrails where state = 'harmed' and compared_with = 'center'")
    (agency,) = [row for row in harmed if row["scope_kind"] == "outsourcer" and row["period_grain"] == "quarter"]
    assert (agency["pair"], agency["scope_value"]) == ("quick_but_unresolved", "blue_harbour")
    assert agency["is_pushed_adjusted"] and agency["is_guarded_adjusted"]
    assert agency["pushed_change_interval_high"] < 0 and agency["guarded_change_interval_high"] < 0
    # The team and its agents are named, nobody in house is.
    people = {row["scope_value"] for row in harmed if row["scope_kind"] in ("agent", "team")}
    assert "partner" in people and people <= {"partner", "A010", "A011", "A012", "A013"}
    rows = ask(
        "select * from marts.outsourcer_comparison where period_grain = 'quarter' and period_start_date = ?"
        " and outsourcer = 'blue_harbour'",
        QUARTER,
    )
    beside = {row["kpi"]: row for row in rows}
    assert {kpi: beside[kpi]["standing"] for kpi in ("fcr_rate", "call_resolution_rate", "transfer_rate")} == {
        "fcr_rate": "worse",
        "call_resolution_rate": "worse",
        "transfer_rate": "worse",
    }
    # An adjusted value that is not reliable is not shown, and nothing is concluded from the one as measured.
    assert beside["csat_rate"]["standing"] == "too_few" and beside["csat_rate"]["adjusted_value"] is None
    assert beside["average_handle_seconds"]["standing"] is None
    assert beside["average_handle_seconds"]["is_adjusted_difference_significant"]
    # The mix explains a part of the gap, never all of it.
    for kpi in ("average_handle_seconds", "fcr_rate", "transfer_rate"):
        assert 0 < abs(beside[kpi]["adjusted_difference"]) < abs(beside[kpi]["difference"]), kpi


def test_mondays_miss_their_target_in_billing(ask):
    """All but the two emptiest Mondays miss, though none has the calls to prove it alone; of the other days few do."""
    rows = ask(
        "select * from marts.kpi_scorecard where kpi = 'abandonment_rate' and period_grain = 'day' and is_settled"
        " and scope_kind = 'queue' and scope_value = 'billing' and value is not null order by period_start_date"
    )
    mondays = [row for row in rows if row["period_start_date"].isoweekday() == 1]
    others = [row for row in rows if row["period_start_date"].isoweekday() != 1]
    assert len(mondays) == 13
    assert [row["denominator"] for row in mondays if row["is_target_met"]] == [2, 2]
    assert sum(not row["is_target_met"] for row in others) < 0.35 * len(others)
    assert {row["target_status"] for row in mondays} == {"too_few"}
    abandoned = [
        sum(row["numerator"] for row in days) / sum(row["denominator"] for row in days) for days in (mondays, others)
    ]
    assert abandoned[0] > 0.5 > 0.1 > abandoned[1]
    # A streak of days ends with the next day that is met.
    assert all((row["periods_missed"] == 0) == row["is_target_met"] for row in rows)
    for yesterday, row in pairwise(rows):
        assert row["periods_missed"] in (0, yesterday["periods_missed"] + 1)


def test_handle_time_is_above_or_below_its_target_and_never_misses_it(ask):
    rows = ask(
        "select * from marts.kpi_scorecard"
        " where kpi = 'average_handle_seconds' and target is not null and value is not null"
    )
    assert {row["target_status"] for row in rows} == {"above", "below", "within_noise", "too_few"}
    assert {row["is_target_met"] for row in rows} == {row["periods_missed"] for row in rows} == {None}
    assert all(row["target_distance"] == row["value"] - row["target"] for row in rows)


def test_agents_are_held_to_the_nearest_target(ask):
    """care has a target of its own, blue_harbour's agents their agency's, technical's the center's."""
    found = {
        (row["scope_kind"], row["scope_value"]): (row["target"], row["target_scope"], row["target_scope_value"])
        for row in ask(
            "select * from marts.kpi_scorecard"
            " where kpi = 'fcr_rate' and period_grain = 'quarter' and period_start_date = ?",
            QUARTER,
        )
    }
    assert found["agent", "A001"] == (0.74, "team", "care")
    assert found["agent", "A011"] == (0.66, "outsourcer", "blue_harbour")
    assert found["team", "partner"] == (0.66, "outsourcer", "blue_harbour")
    assert found["agent", "A007"] == (0.7, "center", "all")
    # in care until March
    assert found["agent", "A005"] == (0.74, "team", "care")


def test_no_row_of_the_guardrails_is_mere_chance(ask):
    """Whatever is listed moved beyond chance, on the side that was pushed."""
    assert {row["state"] for row in ask("select distinct state from marts.kpi_guardrails")} == {"harmed", "doubtful"}
    rows = ask("select * from marts.kpi_guardrails where pushed_kpi <> 'adherence'")
    ways = {name: pair.way for name, pair in PAIRS.items()}
    assert rows
    for row in rows:
        near = row["pushed_change_interval_high" if ways[row["pair"]] < 0 else "pushed_change_interval_low"]
        assert near * ways[row["pair"]] > 0, row
        assert row["guarded_change"] * PAIRS[row["pair"]].harmed_way > 0, row


# ---------- the oracle by itself


def made(value, low=None, high=None, is_reliable=True, is_settled=True, margin=None) -> Score:
    return Score(value, low, high, is_reliable, True, is_settled, margin)


def test_a_difference_is_newcombes():
    """56 of 70 against 48 of 80, Newcombe's (1998) own first example: 0.0524 to 0.3339."""
    change, low, high = difference(made(0.8, *wilson(56, 70)), made(0.6, *wilson(48, 80)))
    assert (round(change, 4), round(low, 4), round(high, 4)) == (0.2, 0.0524, 0.3339)
    assert excludes_zero(low, high, True, True) and not excludes_zero(low, high, True, False)
    assert excludes_zero(None, None, True) is None


def test_a_difference_of_net_promoter_scores_is_normal():
    """53 promoters and 5 detractors of 60 after 58 and none: -33.4 to 0.1; by the intervals' ends it is proven."""
    rate = Rate("promoters - detractors", "responses", scale=100, net=("promoters", "detractors"))
    counts = ((53, 5), (58, 0))
    one, other = (figure({"promoters": p, "detractors": d, "responses": 60}, rate) for p, d in counts)
    scores = [made(each.value, each.low, each.high, margin=each.margin) for each in (one, other)]
    change, low, high = difference(*scores)
    assert (round(change, 1), round(low, 1), round(high, 1)) == (-16.7, -33.4, 0.1)
    assert difference(*(each._replace(margin=None) for each in scores))[2] < 0


def test_a_target_is_proven_missed_only_outside_the_interval():
    assert target_status(made(0.6, 0.5, 0.7), 0.7, -0.1, "higher") == "within_noise"
    assert target_status(made(0.6, 0.5, 0.69), 0.7, -0.1, "higher") == "missed"
    assert target_status(made(0.1, 0.0, 0.2, is_reliable=False), 0.7, -0.6, "higher") == "too_few"
    assert target_status(made(7.0, is_reliable=None), 5, -2, "lower") == "missed"


def test_neither_side_is_a_miss_where_neither_direction_is_better():
    long = made(500, 480, 520)
    assert target_distance(long, 540, None) == -40 and target_distance(long, 540, "lower") == 40
    assert target_status(long, 540, -40, None) == "below" and target_status(long, 470, 30, None) == "above"
    assert target_status(long, 520, -20, None) == "within_noise"
    assert target_status(made(500, is_reliable=None), 500, 0, None) == "within_noise"
    assert target_status(made(500, 480, 520, is_reliable=False), 540, -40, None) == "too_few"


def test_a_band_belongs_to_its_edges():
    edges = {"low": 0.4, "usual_from": 0.65, "usual_to": 0.75, "high": 0.9}
    words = ("low", "below_usual", "usual", "usual", "above_usual", "high")
    assert tuple(band(value, edges) for value in (0.4, 0.41, 0.65, 0.75, 0.76, 0.9)) == words
    assert band(0.99, edges | {"high": None}) == "above_usual" and band(0.0, edges | {"low": None}) == "below_usual"
    assert band(0.5, None) is None and band(0.5, edges, is_reliable=False) is None


def test_targets_fall_back_and_streaks_pass_over_silence(tmp_path):
    agents = ({"agent_id": "ann", "team": "red", "outsourcer": "acme"}, {"agent_id": "bob", "team": "red"})
    targets = (
        {"kpi": "fcr_rate", "target": 0.5},
        {"kpi": "fcr_rate", "target": 0.6, "scope_kind": "outsourcer", "scope_value": "acme"},
        {"kpi": "fcr_rate", "target": 0.7, "scope_kind": "team", "scope_value": "red", "valid_from": "2025-03-10"},
    )
    world = travel(tmp_path, {}, entities={"agents": agents, "kpi_targets": targets}).world
    weeks = [date(2025, 3, day) for day in (3, 10, 17, 24, 31)]
    place = ("agent", "ann")
    values = (0.55, 0.65, None, 0.65, 0.75)
    scores = {("fcr_rate", "week", week, *place): made(value) for week, value in zip(weeks, values, strict=True)}
    # A team of two agencies falls back on neither.
    scores["fcr_rate", "week", weeks[0], "team", "red"] = made(0.5)
    judged = judge(world, scores, {"fcr_rate": "higher"})
    own = [judged["fcr_rate", "week", week, *place] for week in weeks]
    assert [row["target_scope_value"] for row in own] == ["acme", "red", "red", "red", "red"]
    assert [row["periods_missed"] for row in own] == [1, 2, None, 3, 0]
    assert judged["fcr_rate", "week", weeks[0], "team", "red"]["target_scope"] == "center"
    assert changed(("fcr_rate", "week", weeks[3], *place), scores)["change"] is None


def test_a_guardrail_tells_harm_from_doubt():
    quick, overloaded = PAIRS["quick_but_unresolved"], PAIRS["adherent_but_overloaded"]

    def fell(change, is_proven):
        return Movement(0.5, 0.5 - change, change, None, None, is_proven, True, True)

    assert find_state(quick, fell(-0.1, True)) == "harmed"
    assert find_state(quick, fell(-0.1, False)) == "doubtful"
    assert find_state(quick, fell(0.1, True)) is None
    assert find_state(overloaded, fell(0.0, None)) is None
    assert find_state(overloaded, fell(0.0, None)._replace(value=0.91)) == "harmed"


def test_an_agency_stands_beside_nobody_on_too_few():
    assert standing("lower", -0.1, True, are_reliable=True) == "better"
    assert standing("higher", -0.1, True, are_reliable=True) == "worse"
    assert standing("higher", -0.1, False, are_reliable=True) == "within_noise"
    assert standing("higher", -0.1, True, are_reliable=False) == "too_few"
    assert standing(None, -0.1, True, are_reliable=True) is None
    assert standing("higher", -0.1, None, are_reliable=True) is None
