"""Histograms of durations: where their buckets end, that they add up in any order, how far a percentile is off."""

import random
import re
from decimal import Decimal, localcontext
from math import ceil, inf
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import Environment, FileSystemLoader

from tests.python.oracle.figures import Figure
from tests.python.oracle.journeys import MONDAY, travel
from tests.python.oracle.percentiles import percentile, percentiles_agree

PROJECT = Path(__file__).resolve().parents[2]
GREATEST = 10**8
TRUTH_TABLE = PROJECT / "tests/macros/assert_histogram_bucket_has_known_bounds.sql"


def macro(name: str, **given):
    """A macro of macros/kpi, as DuckDB gets it."""
    environment = Environment(loader=FileSystemLoader(PROJECT / "macros/kpi"))
    types = {f"type_{kind}": (lambda kind=kind: kind) for kind in ("bigint", "double")}
    return getattr(environment.get_template(f"{name}.sql").make_module(types | given), name)


GROWTH_LOG = macro("histogram_growth_log")
BUCKET = macro("histogram_bucket", histogram_growth_log=GROWTH_LOG)
VALUE = macro("histogram_value", histogram_growth_log=GROWTH_LOG)


def exact_places(numbers: list[int]) -> dict[int, Decimal]:
    """ln(number) / ln(1.01 / 0.99) with fifty digits: a whole one would be a bound."""
    with localcontext(prec=50):
        growth_log = (Decimal("1.01") / Decimal("0.99")).ln()
        return {number: Decimal(number).ln() / growth_log for number in numbers}


def neighbours_of_bounds() -> list[int]:
    """The whole numbers around every bound up to GREATEST, 1 left out, which is a bound."""
    found = set()
    with localcontext(prec=50):
        bound = growth = Decimal("1.01") / Decimal("0.99")
        while bound <= GREATEST:
            found |= {int(bound), int(bound) + 1}
            bound *= growth
    return sorted(found - {1})


# ---------- bounds


def test_the_growth_is_what_it_says():
    with localcontext(prec=50):
        growth_log = (Decimal("1.01") / Decimal("0.99")).ln()
    (written,) = re.findall(r"0\.\d+", GROWTH_LOG())
    assert float(written) == float(growth_log)


def test_no_whole_number_lies_within_a_hundred_millionth_of_a_bound():
    places = exact_places(neighbours_of_bounds())
    assert len(places) > 1000 and max(places) > GREATEST * 0.99
    assert min(abs(place - round(place)) for place in places.values()) > Decimal("1e-8")


def test_the_truth_table_has_the_numbers_that_lie_nearest_to_a_bound():
    places = exact_places(neighbours_of_bounds())
    nearest = sorted(places, key=lambda number: abs(places[number] - round(places[number])))[:3]
    asked = {int(number) for number in re.findall(r", (\d{3,}), \d+\)", TRUTH_TABLE.read_text())}
    assert set(nearest) <= asked


def test_the_engine_puts_every_neighbour_of_a_bound_where_it_belongs():
    places = exact_places(neighbours_of_bounds())
    rows = [(number, ceil(place)) for number, place in places.items()]
    sql = f"select number, {BUCKET('number')} from (select unnest(?) as number)"
    assert duckdb.execute(sql, [[number for number, _ in rows]]).fetchall() == rows


# ---------- adding up and reading

LONGEST = 3 * 365 * 86400
SECONDS = st.one_of(
    st.just(0),
    st.integers(0, 120),
    st.integers(0, LONGEST),
    st.floats(0, 18).map(lambda power: int(2.718281828**power)),
)
DAYS = st.lists(st.lists(st.one_of(SECONDS, st.none()), max_size=30), min_size=1, max_size=6)


def histogram(seconds: list[int | None]) -> dict[int | None, tuple]:
    sql = f"""
        select {BUCKET("seconds")} as bucket, count(*), min(seconds), max(seconds)
        from (select unnest(cast(? as bigint[])) as seconds)
        group by bucket
    """
    return {bucket: row for bucket, *row in duckdb.execute(sql, [seconds]).fetchall()}


def merged(histograms: list[dict]) -> dict[int | None, list]:
    """As int_period_percentiles does: added up, the least of the least, the greatest of the greatest."""
    whole = {}
    for bucket, (count, least, greatest) in ((bucket, row) for each in histograms for bucket, row in each.items()):
        if bucket in whole:
            count += whole[bucket][0]
        if bucket in whole and bucket is not None:
            least, greatest = min(least, whole[bucket][1]), max(greatest, whole[bucket][2])
        whole[bucket] = [count, least, greatest]
    return whole


def read(whole: dict, rank: int) -> float | None:
    """The value at a rank, None where that has not ended."""
    for bucket in sorted(whole, key=lambda bucket: inf if bucket is None else bucket):
        rank -= whole[bucket][0]
        if rank <= 0:
            break
    if bucket is None:
        return None
    sql = f"select {VALUE('bucket', 'least', 'greatest')} from (values (?, ?, ?)) as rows (bucket, least, greatest)"
    return duckdb.execute(sql, [bucket, *whole[bucket][1:]]).fetchone()[0]


@settings(max_examples=60, deadline=None)
@given(DAYS)
def test_days_added_up_are_the_histogram_of_the_period(days):
    every = [seconds for day in days for seconds in day]
    forwards, backwards = (merged([histogram(day) for day in order]) for order in (days, days[::-1]))
    assert forwards == backwards == histogram(every)


@settings(max_examples=60, deadline=None)
@given(DAYS.filter(any), st.integers(1, 99))
def test_a_percentile_is_one_percent_off_at_most(days, percent):
    every = [seconds for day in days for seconds in day]
    ordered = sorted(every, key=lambda seconds: inf if seconds is None else seconds)
    rank = ceil(len(every) * percent / 100)
    exact, found = ordered[rank - 1], read(merged([histogram(day) for day in days]), rank)
    if exact is None:
        assert found is None
    else:
        assert abs(found - exact) <= 0.01 * exact + 1e-9


@pytest.mark.parametrize(
    "draw",
    [
        lambda chance: 0,
        lambda chance: 86400,
        lambda chance: chance.choice((0, 0, 1)),
        lambda chance: int(chance.expovariate(1 / 300)),
        lambda chance: min(LONGEST, int(chance.paretovariate(0.4))),
        lambda chance: int(chance.lognormvariate(9, 3)),
        lambda chance: chance.choice((1, 10**8)),
    ],
)
def test_many_durations_of_any_shape_are_read_to_one_percent(draw):
    chance = random.Random(7)
    seconds = [draw(chance) for _ in range(20_000)]
    whole, ordered = histogram(seconds), sorted(seconds)
    assert sum(row[0] for row in whole.values()) == len(seconds)
    assert min(row[1] for row in whole.values()) == ordered[0]
    assert max(row[2] for row in whole.values()) == ordered[-1]
    assert len(whole) <= 925
    for percent in (1, 10, 50, 90, 99):
        rank = ceil(len(seconds) * percent / 100)
        assert abs(read(whole, rank) - ordered[rank - 1]) <= 0.01 * ordered[rank - 1] + 1e-9


# ---------- the oracle's own


def test_the_nearest_rank_and_the_ranks_around_it():
    assert percentile(list(range(1, 101)), 50) == Figure(50, None, 50, 41, 60)
    assert percentile(list(range(1, 101)), 90) == Figure(90, None, 90, 85, 96)
    assert percentile([7], 50) == Figure(7, None, 7, None, None)
    assert percentile([1, 2, inf, inf], 50) == Figure(2, None, 2, 1, None)
    assert percentile([1, 2, inf, inf], 90) == Figure(None, None, None, None, None)


def test_a_value_further_off_than_one_percent_disagrees():
    ours = Figure(1000, None, 1000, 0, None)
    assert percentiles_agree(ours, Figure(1009.9, None, 1009.9, 0, None))
    for theirs in (
        Figure(1010.1, None, 1010.1, 0, None),
        Figure(989.9, None, 989.9, 0, None),
        Figure(1000, 2, 1000, 0, None),
        Figure(1000, None, 1000, 0.001, None),
        Figure(1000, None, 1000, 0, 5000),
        Figure(None, None, None, 0, None),
    ):
        assert not percentiles_agree(ours, theirs)


def test_a_part_of_a_contact_is_its_teams_and_all_of_it_the_centers(tmp_path):
    agents = tuple({"agent_id": name, "team": team} for name, team in (("a1", "red"), ("a2", "red"), ("a3", "blue")))
    result = travel(
        tmp_path,
        {"contact_id": "c1", "segment_number": 1, "agent_id": "a1", "talk_seconds": 10},
        {"contact_id": "c1", "segment_number": 2, "agent_id": "a2", "talk_seconds": 20},
        {"contact_id": "c1", "segment_number": 3, "agent_id": "a3", "talk_seconds": 400, "outcome": "abandoned"},
        entities={"agents": agents},
    )
    found = {key[3:]: each.value for key, each in result.kpis.items() if key[:2] == ("median_handle_seconds", "day")}
    assert found["center", "all"] == 430 and found["team", "red"] == 30
    assert ("team", "blue") not in found and "agent" not in {kind for kind, _ in found}


@pytest.mark.parametrize(("actor", "median"), [("agent", 0), ("bot", None)])
def test_an_unanswered_ticket_waits_longer_than_any(tmp_path, actor, median):
    """One of three tickets was answered at once, another by this actor."""
    ids = ("t0", "t1", "t2")
    tickets = tuple({"ticket_id": ticket, "created_at": MONDAY, "opened_by": "customer"} for ticket in ids)
    reply = {"event_kind": "agent_reply", "occurred_at": MONDAY}
    replies = (
        {"ticket_id": "t0", "event_id": "e0", "actor_kind": "agent", **reply},
        {"ticket_id": "t1", "event_id": "e1", "actor_kind": actor, **reply},
    )
    result = travel(tmp_path, {}, entities={"tickets": tickets, "ticket_events": replies})
    found = result.kpis["median_first_response_seconds", "day", MONDAY.date(), "center", "all"]
    assert found.value == median and found.high is None
