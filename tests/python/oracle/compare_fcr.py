"""The tables of marts/fcr against the oracle."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from .credit import Adjusted, adjust
from .figures import NOTHING, Figure
from .kpis import Result
from .published import PLACE_COLUMNS, rows_by_key, table_disagreements
from .scopes import CREDITED
from .windows import make_survival

PLACE = tuple(PLACE_COLUMNS.split(", "))


def fcr_disagreements(result: Result, database: Path) -> list[str]:
    return [*survival_disagreements(result, database), *credit_disagreements(result, database)]


# ---------- fcr_survival


def survival_disagreements(result: Result, database: Path) -> Iterator[str]:
    ours = make_survival(result.world)
    columns = next(iter(ours.values()), {"at_risk": None})
    published = rows_by_key(database, "marts.fcr_survival", ("scope_kind", "scope_value", "hours"), columns)
    yield from table_disagreements("fcr_survival", ours, published)


# ---------- fcr_credit

# kpi: the columns of its numerator and denominator, and the stem of the others.
CREDITS = {
    "fcr_by_repeat_rate": ("fcr_contacts_not_repeated", "fcr_contacts_settled", "fcr_by_repeat"),
    "fcr_first_agent_rate": (
        "fcr_first_agent_contacts_not_repeated",
        "fcr_first_agent_contacts_settled",
        "fcr_first_agent",
    ),
    "fcr_neutral_rate": ("fcr_neutral_contacts_not_repeated", "fcr_neutral_contacts_settled", "fcr_neutral"),
}


def credit_columns(kpi: str, figure: Figure) -> dict[str, float | None]:
    numerator, denominator, stem = CREDITS[kpi]
    return {
        numerator: figure.numerator or 0,
        denominator: figure.denominator or 0,
        f"{stem}_rate": figure.value,
        f"{stem}_interval_low": figure.low,
        f"{stem}_interval_high": figure.high,
    }


def adjusted_columns(adjusted: Adjusted | None, minimum: int) -> dict[str, float | None]:
    low, high = adjusted.interval if adjusted else (None, None)
    return {
        "expected": adjusted.expected if adjusted else None,
        "settled_in_own_strata": adjusted.in_own_strata if adjusted else 0,
        "fcr_adjusted_rate": adjusted.rate if adjusted else None,
        "fcr_adjusted_interval_low": low,
        "fcr_adjusted_interval_high": high,
    }


def credit_disagreements(result: Result, database: Path) -> Iterator[str]:
    adjusted = adjust(result.world)
    minimum = result.world.settings.minimum_sample
    places = {key[1:] for key in result.kpis if key[0] in CREDITS and key[3] in CREDITED}
    ours = {}
    for place in places:
        row = adjusted_columns(adjusted.get(place), minimum)
        for kpi in CREDITS:
            row |= credit_columns(kpi, result.kpis.get((kpi, *place), NOTHING))
        ours[place] = row
    columns = next(iter(ours.values()), {"expected": None})
    yield from table_disagreements("fcr_credit", ours, rows_by_key(database, "marts.fcr_credit", PLACE, columns))
