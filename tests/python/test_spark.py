"""The demo on a Spark cluster: the same models, data tests and unit tests, and plans that spread over its workers."""

import contextlib
import os
import re
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from python_hooks.parity.__main__ import Built, compared_table, declared
from python_hooks.parity.engines import ENGINES
from python_hooks.project import PROJECT
from python_hooks.reading import spark_connected
from tests.python.spark_events import Statement, read_events
from tests.python.spark_plans import faults, is_one_row

# The folders whose models grow with the contacts and customers of all time.
SPREAD = ("identity", "fcr", "components")


@pytest.fixture(scope="module")
def built(spark_server, start_build, tmp_path_factory) -> str:
    """What the build of the demo on the cluster printed, all of its data tests and expectations included."""
    process = start_build(tmp_path_factory.mktemp("spark") / "contact_center.duckdb", **spark_server)
    output, _ = process.communicate()
    assert process.returncode == 0, output
    return output


@pytest.fixture(scope="module")
def dbt(spark_server, run_dbt) -> Callable[..., str]:
    return partial(run_dbt, spark_server)


@pytest.fixture(scope="module")
def statements(built, spark_server) -> list[Statement]:
    """Every statement that made a table of a model."""
    events = read_events(Path(spark_server["CC_SPARK_FOLDER"]).parent / "events")
    return [each for each in events if each.node.startswith("model.")]


def test_the_demo_builds_with_all_its_data_tests(built):
    assert re.search(r"✓ dbt .* \d+ models, \d+ seeds, \d+ data tests", built)
    assert re.search(r"✓ publish .* \d+ tables, [\d,]+ rows: the spark server", built)
    assert "the first publication that is remembered" in built


def test_every_public_table_is_that_of_duckdb_row_for_row(built, spark_server, built_demo, clean_environment, tmp_path):
    on_duckdb = clean_environment | {"CC_DATABASE": str(built_demo)}
    engines = [Built(ENGINES["duckdb"], on_duckdb, tmp_path), Built(ENGINES["spark"], spark_server, tmp_path)]
    findings = [compared_table(table, *engines, tmp_path) for table in declared(on_duckdb)]
    assert len(findings) > 40 and sum(finding.rows[0] for finding in findings) > 500_000
    assert [words for finding in findings if finding.faults for words in finding.in_words] == []


def test_no_model_brings_all_its_rows_to_one_task(statements):
    assert len({each.node for each in statements}) > 100
    found = {(each.node.split(".")[-1], fault) for each in statements for fault in faults(each.plan)}
    # A row per source and block of days; and spans of dates or months, paired with the calendar.
    kinds = "brings all rows to one task", "sorts all rows"
    assert {model for model, fault in found if fault.startswith(kinds)} == {"int_data_horizon"}


def test_customers_repeats_and_components_pair_nothing_with_everything(statements):
    """Every statement of these models, the rounds of connected components among them."""
    models = {path.stem for folder in SPREAD for path in (PROJECT / "models" / "intermediate" / folder).glob("*.sql")}
    its = [each for each in statements if each.node.split(".")[-1] in models]
    assert {"int_customer_components", "int_contact_sequence", "int_fcr_days__components"} <= {
        each.node.split(".")[-1] for each in its
    }
    assert {fault for each in its for fault in faults(each.plan)} == set()
    # What comes to the driver is one number each: how many edges are left.
    asked = [each for each in its if re.match(r"\s*(/\*.*?\*/)?\s*(select|with)\b", each.sql, re.DOTALL)]
    assert asked and all(is_one_row(each.plan) for each in asked)


def test_what_is_remembered_is_not_remembered_again(built, dbt, spark_server, monkeypatch):
    for name, value in spark_server.items():
        monkeypatch.setenv(name, value)

    def rows() -> list[tuple]:
        with spark_connected() as connection, contextlib.closing(connection.cursor()) as cursor:
            counts = " union all ".join(
                f"select '{table}', count(*), max(publication_number) from state.{table}"
                for table in ("publications", "kpi_versions", "customer_key_versions", "employee_survey_folders")
            )
            cursor.execute(counts)
            return sorted(cursor.fetchall())

    before = rows()
    assert [number for _, _, number in before] == [1, 1, 1, 1] and min(count for _, count, _ in before) > 0
    dbt("run-operation", "remember_publication")
    assert rows() == before


@pytest.mark.skipif(
    not os.environ.get("CC_WHOLE"), reason="ten minutes: CC_WHOLE=1 asks for them; the data tests ran with the build"
)
def test_all_unit_tests_pass(built, dbt):
    said = dbt("test", "--select", "test_type:unit")
    assert int(re.search(r"PASS=(\d+)", said).group(1)) > 300
