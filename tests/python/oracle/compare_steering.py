"""Targets, bands, agencies side by side and guardrails against the oracle.

Values and intervals of kpi_scorecard are checked by themselves; here they are where the judgement begins.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from .figures import NOTHING
from .kpis import Result
from .published import as_date, read, rows_by_key, table_disagreements
from .settings import SEEDS
from .steering import Score, band, compare_agencies, guard, judge, mix

KEYS = ("kpi", "period_grain", "period_start_date", "scope_kind", "scope_value")
FIGURES = "value, interval_low, interval_high, is_reliable, is_complete, is_settled"


def published_scores(result: Result, database: Path) -> dict[tuple, Score]:
    rows = read(database, f"select {', '.join(KEYS)}, {FIGURES} from marts.kpi_scorecard")
    scores = {tuple(map(as_date, row[:5])): Score(*row[5:]) for row in rows}
    return {key: score._replace(margin=result.kpis.get(key, NOTHING).margin) for key, score in scores.items()}


def edges(sector: str) -> dict[str, dict[str, float | None]]:
    with (SEEDS / "reference" / "ref_kpi_bands.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    names = ("low", "usual_from", "usual_to", "high")
    found = {}
    for wanted in ("any", sector):
        for row in rows:
            if row["sector"] == wanted:
                found[row["kpi"]] = {name: float(row[name]) if row[name] else None for name in names}
    return found


def band_of(kpi: str) -> str:
    """The KPI whose range it is read against: that of first contact resolution for all its rates."""
    return "fcr_rate" if kpi.startswith("fcr_") and kpi.endswith("_rate") else kpi


def steering_disagreements(result: Result, database: Path) -> list[str]:
    scores = published_scores(result, database)
    kpis = {
        name: {"better": better, "interval": interval, "denominator": denominator}
        for name, better, interval, denominator in read(
            database, "select name, better, interval, denominator from marts.dim_kpis"
        )
    }
    mixed = mix(result.world)
    return [
        *judgement_disagreements(result, database, scores, kpis),
        *comparison_disagreements(database, scores, mixed, kpis),
        *guardrail_disagreements(database, scores, mixed, kpis),
    ]


def judgement_disagreements(result: Result, database: Path, scores: dict, kpis: dict) -> Iterator[str]:
    ranges = edges(result.world.settings.sector)
    ours = judge(result.world, scores, {name: kpi["better"] for name, kpi in kpis.items()})
    for key, row in ours.items():
        score = scores[key]
        row["band"] = band(score.value, ranges.get(band_of(key[0])), is_reliable=score.is_reliable)
    columns = next(iter(ours.values()), {"target": None})
    yield from table_disagreements("kpi_scorecard", ours, rows_by_key(database, "marts.kpi_scorecard", KEYS, columns))


def comparison_disagreements(database: Path, scores: dict, mixed: dict, kpis: dict) -> Iterator[str]:
    comparable = {
        name: kpi["better"]
        for name, kpi in kpis.items()
        if kpi["denominator"] is not None or kpi["interval"] == "given"
    }
    provable = {name for name, kpi in kpis.items() if kpi["interval"] != "none"}
    ours = compare_agencies(scores, mixed, comparable, provable)
    columns = next(iter(ours.values()), {"value": None})
    keys = ("kpi", "period_grain", "period_start_date", "outsourcer")
    published = rows_by_key(database, "marts.outsourcer_comparison", keys, columns)
    yield from table_disagreements("outsourcer_comparison", ours, published)


def guardrail_disagreements(database: Path, scores: dict, mixed: dict, kpis: dict) -> Iterator[str]:
    ours = guard(scores, mixed, set(kpis))
    columns = next(iter(ours.values()), {"state": None})
    keys = ("pair", *KEYS[1:], "compared_with")
    yield from table_disagreements("kpi_guardrails", ours, rows_by_key(database, "marts.kpi_guardrails", keys, columns))
