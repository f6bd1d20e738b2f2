"""Are the marts fit to publish? Read as their readers read them: by name, from the finished tables."""

from collections.abc import Iterator

import great_expectations.expectations as gxe
import pandas as pd
from dbt.contracts.graph.manifest import Manifest

from python_hooks.expectations.subjects import Subject
from python_hooks.reading import Reader, relation

# Rows of a mart a frame holds at most; of a larger one, those of its latest periods.
SAMPLE = 500_000
PERIOD = ["period_grain", "period_start_date"]
SCOPES = {
    "fct_center_kpis": [],
    "fct_channel_kpis": ["channel"],
    "fct_queue_kpis": ["queue"],
    "fct_topic_kpis": ["topic"],
    "fct_agent_kpis": ["agent_id"],
    "fct_team_kpis": ["team"],
    "fct_site_kpis": ["site"],
    "fct_outsourcer_kpis": ["outsourcer"],
}
LANGUAGES = ("en", "zh", "bg", "ru")


def subjects(reader: Reader, manifest: Manifest) -> Iterator[Subject]:
    kpis = reader.frame(f"select * from {relation(manifest, 'dim_kpis')}")
    # A KPI that can be at most 1 is a share of a whole.
    shares = set(kpis.loc[kpis["greatest_value"] == 1, "name"])
    yield _dim_kpis(kpis)
    for mart, scope in SCOPES.items():
        yield _kpi_mart(mart, [*PERIOD, *scope], shares, reader, manifest)
    yield _days(reader, manifest)
    yield _scorecard(set(kpis["name"]), shares, reader, manifest)
    yield _contacts(reader, manifest)


def _latest(reader: Reader, table: str, columns: str, order: str) -> tuple[pd.DataFrame, list[str]]:
    """The rows of a mart, the latest ones where there are more than a frame should hold; and a note about that."""
    ((rows,),) = reader.rows(f"select count(*) from {table}")
    frame = reader.frame(f"select {columns} from {table} order by {order} desc limit {SAMPLE}")
    return frame, [f"the latest {SAMPLE:,} of {rows:,} rows"] if rows > SAMPLE else []


def _dim_kpis(kpis: pd.DataFrame) -> Subject:
    subject = Subject("dim_kpis", kpis)
    subject.expect(gxe.ExpectColumnValuesToBeUnique, "a KPI has one row", column="name")
    for language in LANGUAGES:
        subject.expect(
            gxe.ExpectColumnValuesToMatchRegex,
            f"every KPI has a label ({language})",
            column=f"label_{language}",
            regex=r"\S",
        )
    subject.expect(
        gxe.ExpectColumnValuesToMatchRegex, "every KPI says how it is computed", column="formula", regex=r"\S"
    )
    return subject


def _kpi_mart(mart: str, key: list[str], shares: set[str], reader: Reader, manifest: Manifest) -> Subject:
    frame, notes = _latest(reader, relation(manifest, mart), "*", "period_start_date")
    subject = Subject(mart, frame, notes=notes)
    subject.expect(
        gxe.ExpectCompoundColumnsToBeUnique, f"one row per {', '.join(key)}", column_list=key, ignore_row_if="never"
    )
    for column in frame.columns.intersection(sorted(shares)):
        frame[column] = frame[column].astype("float64")
        subject.expect(
            gxe.ExpectColumnValuesToBeBetween,
            f"{column} lies between 0 and 1",
            column=column,
            min_value=0,
            max_value=1,
        )
    if mart == "fct_center_kpis":
        subject.expect(
            gxe.ExpectTableRowCountToBeBetween, "there are rows", why="no rows: nothing was measured", min_value=1
        )
        subject.expect(
            gxe.ExpectColumnValuesToNotBeNull,
            "the number of contacts offered is always known",
            column="contacts_offered",
        )
    return subject


def _days(reader: Reader, manifest: Manifest) -> Subject:
    """One row: how many days the center's mart spans, and how many it has."""
    days = reader.frame(
        f"select period_start_date from {relation(manifest, 'fct_center_kpis')} where period_grain = 'day'"
    )
    dates = pd.to_datetime(days["period_start_date"])
    spanned = (dates.max() - dates.min()).days + 1 if len(dates) else 0
    frame = pd.DataFrame({"days_spanned": [spanned], "days_present": [dates.nunique()]})
    subject = Subject("fct_center_kpis: days", frame)
    subject.expect(
        gxe.ExpectColumnPairValuesToBeEqual,
        "no day is missing between the first and the last",
        why="a day without contacts is a row of zeros: a gap would vanish from every chart",
        column_A="days_spanned",
        column_B="days_present",
    )
    return subject


def _scorecard(kpis: set[str], shares: set[str], reader: Reader, manifest: Manifest) -> Subject:
    frame, notes = _latest(
        reader,
        relation(manifest, "kpi_scorecard"),
        "kpi, period_grain, period_start_date, scope_kind, scope_value, "
        "numerator, denominator, value, interval_low, interval_high",
        "period_start_date",
    )
    measures = ["numerator", "denominator", "value", "interval_low", "interval_high"]
    frame[measures] = frame[measures].astype("float64")
    is_share = frame["kpi"].isin(shares)
    # Only shares are held against 0 and 1, and only theirs are parts of a whole.
    frame["share"] = frame["value"].where(is_share)
    frame["part"] = frame["numerator"].where(is_share)
    frame["whole"] = frame["denominator"].where(is_share)
    # The formulas of a value and of its interval round differently in the last bits.
    frame["interval_low"] -= 1e-9
    frame["interval_high"] += 1e-9
    subject = Subject("kpi_scorecard", frame, notes=notes)
    key = ["kpi", "period_grain", "period_start_date", "scope_kind", "scope_value"]
    subject.expect(
        gxe.ExpectCompoundColumnsToBeUnique, f"one row per {', '.join(key)}", column_list=key, ignore_row_if="never"
    )
    subject.expect(
        gxe.ExpectColumnValuesToBeBetween, "shares lie between 0 and 1", column="share", min_value=0, max_value=1
    )
    missing = "either_value_is_missing"
    for greater, smaller, claim in [
        ("whole", "part", "no share's numerator exceeds its denominator"),
        ("value", "interval_low", "no value lies below its interval"),
        ("interval_high", "value", "no value lies above its interval"),
    ]:
        subject.expect(
            gxe.ExpectColumnPairValuesAToBeGreaterThanB,
            claim,
            column_A=greater,
            column_B=smaller,
            or_equal=True,
            ignore_row_if=missing,
        )
    subject.expect(
        gxe.ExpectColumnDistinctValuesToContainSet,
        "every KPI is there",
        column="kpi",
        value_set=sorted(kpis),
    )
    return subject


def _contacts(reader: Reader, manifest: Manifest) -> Subject:
    seconds = ["wait_seconds", "talk_seconds", "hold_seconds", "wrap_up_seconds", "handle_seconds"]
    frame, notes = _latest(
        reader,
        relation(manifest, "fct_contacts"),
        ", ".join(["contact_key", "started_date", "fcr_status", *seconds]),
        "started_date",
    )
    subject = Subject("fct_contacts", frame, notes=notes)
    subject.expect(gxe.ExpectColumnValuesToBeUnique, "a contact has one row", column="contact_key")
    for column in seconds:
        frame[column] = frame[column].astype("float64")
        subject.expect(gxe.ExpectColumnValuesToBeBetween, f"{column} is never negative", column=column, min_value=0)
    subject.expect(
        gxe.ExpectColumnValuesToBeInSet,
        "fcr_status is one of its words",
        column="fcr_status",
        value_set=["resolved", "repeated", "pending", "unidentified", "ineligible"],
    )
    return subject
