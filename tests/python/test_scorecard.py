"""How the scorecard puts numbers into words."""

from dataclasses import replace
from datetime import date

import pytest

from python_hooks.scorecard import (
    Line,
    amount,
    change_text,
    interval_text,
    label_text,
    period_end,
    target_text,
    value_text,
)

LINE = Line(
    grain="week",
    label="Service level",
    unit="ratio",
    better="higher",
    numerator=80,
    denominator=100,
    value=0.8,
    interval_low=0.71,
    interval_high=0.867,
    is_reliable=True,
    is_complete=True,
    is_settled=True,
    definition_id="service_level/answered_of_offered/v1",
    target=0.75,
    is_target_met=True,
    change=0.05,
    is_change_significant=True,
)


@pytest.mark.parametrize(
    ("value", "unit", "sign", "words"),
    [
        (0.8191, "ratio", False, "81.9 %"),
        (-0.0123, "ratio", True, "-1.2 pp"),
        (0.0123, "ratio", True, "+1.2 pp"),
        (27.64, "seconds", False, "27.6 s"),
        (119.96, "seconds", False, "120.0 s"),
        (503.4, "seconds", False, "8:23 min"),
        (-185, "seconds", True, "-3:05 min"),
        (-9000, "seconds", True, "-2.5 h"),
        (5400, "seconds", True, "+1.5 h"),
        (259_200, "seconds", False, "3.0 days"),
        (1234.5, "currency", False, "1,234"),
        (12.345, "currency", True, "+12.35"),
        (4.2, "per_hour", False, "4.20 per h"),
        (31.46, "points", True, "+31.5"),
        (1.256, "number", False, "1.26"),
        (12345, "count", False, "12,345"),
        (7, "count", True, "+7"),
        (-0.25, "score", True, "-0.25"),
    ],
)
def test_amounts(value, unit, sign, words):
    assert amount(value, unit, sign=sign) == words


def test_a_share_with_everything_known():
    assert str(value_text(LINE)) == "80.0 %"
    assert str(interval_text(LINE)) == "71.0 to 86.7 %"
    assert str(target_text(LINE)) == ">= 75.0 % met"
    assert str(change_text(LINE)) == "+5.0 pp better"


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"is_change_significant": False}, "+5.0 pp (chance)"),
        ({"is_change_significant": None}, "+5.0 pp"),
        ({"better": "lower"}, "+5.0 pp worse"),
        ({"better": None}, "+5.0 pp (real)"),
        ({"change": None}, ""),
    ],
)
def test_changes(changed, words):
    assert str(change_text(replace(LINE, **changed))) == words


@pytest.mark.parametrize(
    ("changed", "value", "why"),
    [
        ({"is_reliable": False}, "(80.0 %)", "71.0 to 86.7 %"),
        ({"value": None, "denominator": 0.0}, "n/a", "nothing to count"),
        ({"value": None, "denominator": None}, "n/a", "not in the export"),
        ({"definition_id": "fcr/168h/v1", "is_settled": False}, "80.0 %**", "71.0 to 86.7 %"),
        ({"definition_id": "fcr/168h/v1", "is_settled": False, "value": None}, "n/a", "not settled yet**"),
        ({"is_settled": False}, "80.0 %*", "71.0 to 86.7 %"),
        ({"is_settled": False, "value": None}, "n/a", "not known yet*"),
        ({"is_settled": False, "is_complete": False}, "80.0 %", "71.0 to 86.7 %"),
        ({"definition_id": "enps/v1", "value": None}, "n/a", "quarter not over, or too few"),
        ({"interval_low": None}, "80.0 %", ""),
    ],
)
def test_values_that_want_a_word_of_caution(changed, value, why):
    line = replace(LINE, **changed)
    assert (str(value_text(line)), str(interval_text(line))) == (value, why)


def test_money_has_a_currency():
    cost = replace(LINE, unit="currency", definition_id="cost_per_contact/bgn/v1", value=19.651, interval_low=None)
    assert str(value_text(cost)) == "19.65 BGN"


def test_what_waits_for_bookings_does_not_wait_for_repeats_alone():
    cost = replace(LINE, definition_id="cost_per_resolved_contact/by_repeat/eur/168h/v1", is_settled=False, value=None)
    assert (str(value_text(cost)), str(interval_text(cost))) == ("n/a", "not known yet*")


def test_an_estimate_is_told_from_what_has_settled():
    estimate = replace(
        LINE,
        label="First contact resolution, estimated",
        definition_id="fcr_estimated_rate/168h/v1",
        is_settled=False,
    )
    assert label_text(LINE) == "Service level"
    assert label_text(estimate) == "  estimated"
    assert str(value_text(estimate)) == "80.0 %~"
    assert [line.is_superseded for line in (LINE, estimate, replace(estimate, is_settled=True))] == [False, False, True]
    unknown = replace(estimate, value=None)
    assert (str(value_text(unknown)), str(interval_text(unknown))) == ("n/a", "nobody followed so long")


def test_targets_that_are_missed_or_have_no_direction():
    assert str(target_text(replace(LINE, is_target_met=False))) == ">= 75.0 % missed"
    assert str(target_text(replace(LINE, better="lower", is_target_met=False))) == "<= 75.0 % missed"
    assert str(target_text(replace(LINE, better=None, is_target_met=None))) == "75.0 %"


def test_periods_end_with_the_first_day_after_them():
    assert period_end("week", date(2024, 12, 30)) == date(2025, 1, 6)
    assert period_end("month", date(2025, 12, 1)) == date(2026, 1, 1)
    assert period_end("month", date(2025, 1, 1)) == date(2025, 2, 1)
