"""The tables of marts/fcr against the oracle."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from .agreement import Agreement, make_agreements
from .credit import Adjusted, adjust
from .figures import NOTHING, Figure, wilson
from .kpis import Result
from .published import PLACE_COLUMNS, rows_by_key, table_disagreements
from .scopes import CREDITED
from .surveys import SurveyRates, make_survey_rates
from .windows import make_survival

PLACE = tuple(PLACE_COLUMNS.split(", "))


def fcr_disagreements(result: Result, database: Path) -> list[str]:
    return [
        *survival_disagreements(result, database),
        *credit_disagreements(result, database),
        *agreement_disagreements(result, database),
        *survey_disagreements(result, database),
    ]


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


def adjusted_columns(adjusted: Adjusted | None) -> dict[str, float | None]:
    low, high = adjusted.interval if adjusted else (None, None)
    return {
        "expected": adjusted.expected if adjusted else 0,
        "settled_in_own_strata": adjusted.in_own_strata if adjusted else 0,
        "fcr_adjusted_rate": adjusted.rate if adjusted else None,
        "fcr_adjusted_interval_low": low,
        "fcr_adjusted_interval_high": high,
    }


def credit_disagreements(result: Result, database: Path) -> Iterator[str]:
    adjusted = adjust(result.world)
    places = {key[1:] for key in result.kpis if key[0] in CREDITS and key[3] in CREDITED}
    ours = {}
    for place in places:
        row = adjusted_columns(adjusted.get(place))
        for kpi in CREDITS:
            row |= credit_columns(kpi, result.kpis.get((kpi, *place), NOTHING))
        ours[place] = row
    columns = next(iter(ours.values()), {"expected": None})
    yield from table_disagreements("fcr_credit", ours, rows_by_key(database, "marts.fcr_credit", PLACE, columns))


# ---------- fcr_method_agreement


def agreement_columns(agreement: Agreement) -> dict[str, float | None]:
    return {
        "contacts": agreement.contacts,
        "both_met": agreement.both,
        "only_a_met": agreement.only_a,
        "only_b_met": agreement.only_b,
        "neither_met": agreement.neither,
        "pending": agreement.pending,
        "agreement": agreement.share,
        "expected_agreement": agreement.by_chance,
        "cohens_kappa": agreement.kappa,
    }


def agreement_disagreements(result: Result, database: Path) -> Iterator[str]:
    ours = {
        (*place, *(method.removeprefix("by_") for method in pair)): agreement_columns(agreement)
        for (place, pair), agreement in make_agreements(result.world).items()
    }
    columns = agreement_columns(Agreement())
    published = rows_by_key(database, "marts.fcr_method_agreement", (*PLACE, "method_a", "method_b"), columns)
    yield from table_disagreements("fcr_method_agreement", ours, published)


# ---------- fcr_survey_rates


def survey_columns(rates: SurveyRates) -> dict[str, float | None]:
    size, raw = len(rates.contacts), None
    low = high = None
    if rates.answered:
        raw = rates.resolved / rates.answered
        low, high = wilson(rates.resolved, rates.answered)
    weighted = rates.weighted_resolved
    return {
        "fcr_contacts": size,
        "contacts_invited": rates.invited,
        "contacts_answered": rates.answered,
        "contacts_resolved_by_survey": rates.resolved,
        "contacts_pending": rates.pending,
        "response_share": rates.answered / rates.invited if rates.invited else None,
        "unheard_share": (size - rates.answered) / size if size else None,
        "fcr_by_survey_rate": raw,
        "interval_low": low,
        "interval_high": high,
        "weighted_resolved": weighted,
        "fcr_by_survey_weighted_rate": None if weighted is None else weighted / size,
        "contacts_represented": rates.represented,
        "represented_share": rates.represented / size if size else None,
    }


def survey_disagreements(result: Result, database: Path) -> Iterator[str]:
    ours = {place: survey_columns(rates) for place, rates in make_survey_rates(result.world).items()}
    published = rows_by_key(database, "marts.fcr_survey_rates", PLACE, survey_columns(SurveyRates([])))
    yield from table_disagreements("fcr_survey_rates", ours, published)
