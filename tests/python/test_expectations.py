"""Every expectation can fail: spoiled tables are found, and named in words."""

import os
import shutil

import duckdb
import great_expectations.expectations as gxe
import pandas as pd
import pytest

from python_hooks import dbt_runs
from python_hooks.expectations import landing, validation
from python_hooks.expectations.memory import Memory
from python_hooks.expectations.subjects import Subject
from python_hooks.project import PROJECT, Stop, read_settings

SPOILED = {
    "service_level lies between 0 and 1": (
        "update marts.fct_center_kpis set service_level = 1.5 where period_grain = 'week'"
    ),
    "no day is missing between the first and the last": (
        "delete from marts.fct_center_kpis where period_grain = 'day' and period_start_date = date '2025-02-04'"
    ),
    "the number of contacts offered is always known": (
        "update marts.fct_center_kpis set contacts_offered = null where period_grain = 'month'"
    ),
    "one row per period_grain, period_start_date, queue": (
        "insert into marts.fct_queue_kpis select * from marts.fct_queue_kpis limit 1"
    ),
    "no share's numerator exceeds its denominator": (
        "update marts.kpi_scorecard set numerator = denominator + 1 where kpi = 'transfer_rate' and denominator > 0"
    ),
    "no value lies above its interval": (
        "update marts.kpi_scorecard set interval_high = value / 2 where kpi = 'average_handle_seconds' and value > 0"
    ),
    "every KPI is there": "delete from marts.kpi_scorecard where kpi = 'containment_rate'",
    "every KPI has a label (bg)": "update marts.dim_kpis set label_bg = '' where name = 'fcr_rate'",
    "talk_seconds is never negative": "update marts.fct_contacts set talk_seconds = -1 where talk_seconds > 0",
    "fcr_status is one of its words": "update marts.fct_contacts set fcr_status = 'why' where fcr_status = 'pending'",
    "at most half of the rows are rejected": (
        "update quality.landing_reconciliation set rows_rejected = rows_read - 1 where entity = 'tickets'"
    ),
    "every source has at least one usable row, or a ticket, which makes contacts": (
        "update quality.landing_reconciliation set rows_accepted = 0 where entity in ('contacts', 'tickets')"
    ),
    "the 50th percentile lies between 1 and 14,400 s and the 99th percentile lies between 1 and 86,400 s": (
        "update conformed.int_contacts__unioned set talk_seconds = talk_seconds * 1000"
    ),
}


@pytest.fixture(scope="module")
def spoiled(built_demo, clean_environment, tmp_path_factory):
    """The verdict over a copy of the demo in which everything of SPOILED has been done."""
    folder = tmp_path_factory.mktemp("spoiled")
    work = folder / "contact_center.work.duckdb"
    shutil.copy(built_demo.with_name(work.name), work)
    with duckdb.connect(str(work)) as connection:
        for change in SPOILED.values():
            connection.execute(change)
    with pytest.MonkeyPatch.context() as patch:
        for name in os.environ.keys() - clean_environment.keys():
            patch.delenv(name)
        for name, value in clean_environment.items():
            patch.setenv(name, value)
        patch.setenv("CC_DATABASE", str(folder / "contact_center.duckdb"))
        patch.chdir(PROJECT)
        settings = read_settings()
        yield validation.validate(settings, dbt_runs.parse(settings)), settings


def test_every_spoiled_table_is_found(spoiled):
    verdict, _ = spoiled
    found = {finding.claim for suite in verdict.suites for _, finding in verdict.failed(suite)}
    assert set(SPOILED) <= found
    # Nothing else is wrong, but for what the same changes spoil in passing.
    assert found - set(SPOILED) <= {"at least half as many rows as in the last published build"}


def test_the_build_stops_with_the_expectations_in_words(spoiled):
    verdict, settings = spoiled
    with pytest.raises(Stop) as stop:
        verdict.stop_where_failed(settings, accept_export=False)
    words = str(stop.value)
    assert "fct_center_kpis: days (days_spanned, days_present): expected that no day is missing" in words
    assert "contacts: durations (talk_seconds): expected that the 50th percentile" in words
    assert "another unit" in words and "CC_ACCEPT_EXPORT=1" in words
    with pytest.raises(Stop) as marts_only:
        verdict.stop_where_failed(settings, accept_export=True)
    assert "durations" not in str(marts_only.value) and "fct_queue_kpis" in str(marts_only.value)


def test_a_column_that_falls_silent_is_named():
    coverage = pd.DataFrame({"entity": "contacts", "column_name": ["queue", "topic"], "rows_filled": [5, 0]})
    memory = Memory([("contacts", "column", "queue", "", 9), ("contacts", "column", "topic", "", 9)])
    (examined,) = validation._examine("landing", [landing._columns("contacts", coverage, memory)])
    (finding,) = examined.findings
    assert not finding.is_met
    assert finding.observed == "1 of them, without topic"


@pytest.mark.parametrize(("new_rows", "is_met"), [(90, True), (250, False)])
def test_codes_that_have_changed_are_found(new_rows, is_met):
    class Reader:
        """Accepted contacts whose topics are the known 'billing' and the new 'invoices'."""

        def rows(self, sql):
            return [("billing", 100), ("invoices", new_rows)] if sql.startswith("select topic,") else []

    manifest = type("Manifest", (), {"nodes": {}})()
    manifest.nodes["x"] = type(
        "Node", (), {"name": "int_contacts__accepted", "resource_type": "model", "schema": "conformed", "alias": "a"}
    )
    memory = Memory([("contacts", "code", "topic", "billing", 100)])
    (examined,) = validation._examine("landing", [landing._codes("contacts", Reader(), manifest, memory)])
    assert [finding.is_met for finding in examined.findings] == [is_met]
    assert examined.notes == ["new in topic: invoices"]


def test_an_expectation_that_cannot_be_computed_is_not_met():
    subject = Subject("contacts", pd.DataFrame({"a": [1]}))
    subject.expect(gxe.ExpectColumnValuesToNotBeNull, "b is known", column="b")
    (examined,) = validation._examine("landing", [subject])
    assert not examined.findings[0].is_met
    assert examined.findings[0].observed.startswith("no answer")
