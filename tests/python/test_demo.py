"""What a stranger sees of the demo: the scorecard, the page of results, the documentation; and all unit tests."""

import re
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import duckdb
import pytest

from python_hooks.project import PROJECT
from python_hooks.scorecard import SECTIONS, WIDTH

VOID = {"meta", "br"}


@pytest.fixture(scope="module")
def dbt_on_a_copy(built_demo, clean_environment, tmp_path_factory):
    """Runs dbt on a copy of the demo's working database, which other tests may be reading."""
    folder = tmp_path_factory.mktemp("copy")
    shutil.copy(built_demo.with_name("contact_center.work.duckdb"), folder)

    def run(*arguments: str) -> subprocess.CompletedProcess:
        return subprocess.run(
            [Path(sys.executable).with_name("dbt"), *arguments],
            cwd=PROJECT,
            env=clean_environment
            | {"CC_DATABASE": str(folder / "contact_center.duckdb"), "DBT_TARGET_PATH": str(folder / "target")},
            capture_output=True,
            text=True,
            check=False,
        )

    run.folder = folder
    return run


def test_the_build_ends_with_a_scorecard(demo_output):
    # Lines with paths are as long as the paths.
    assert [line for line in demo_output.splitlines() if len(line) > WIDTH and "/" not in line] == []
    for words in ("Week 13 of 2025", "March 2025", "95 % interval", "Service level", "First contact resolution"):
        assert words in demo_output
    rate = re.search(r"First contact resolution +\(?(\d+\.\d) %\)?\*{0,2} +(\d+\.\d) to (\d+\.\d) %", demo_output)
    value, low, high = map(float, rate.groups())
    assert low < value < high
    assert re.search(r"\*\*  .* final 7 days after the last contact ended, about 2025-04-\d\d", demo_output)
    assert re.search(r"Tables +\S*contact_center\.duckdb", demo_output)


def test_every_headline_is_a_kpi(built_demo):
    with duckdb.connect(str(built_demo), read_only=True) as connection:
        kpis = {name for (name,) in connection.execute("select name from marts.dim_kpis").fetchall()}
    assert {kpi for section in SECTIONS.values() for kpi in section} <= kpis


def test_every_published_table_says_what_a_row_is(built_demo):
    with duckdb.connect(str(built_demo), read_only=True) as connection:
        tables = connection.execute("select schema_name, table_name, comment from duckdb_tables()").fetchall()
    assert {schema for schema, *_ in tables} == {"marts", "quality"}
    assert [f"{schema}.{table}" for schema, table, comment in tables if not (comment or "").startswith("One row")] == []


class Balance(HTMLParser):
    """Whether every element that opens is closed, and what the page would fetch."""

    def __init__(self):
        super().__init__()
        self.open, self.fetched = [], []

    def handle_starttag(self, tag, attributes):
        self.fetched += [value for name, value in attributes if name in ("src", "href", "srcset", "data")]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def test_the_page_of_results_needs_no_network(built_demo):
    page = built_demo.with_name("validation.html").read_text()
    balance = Balance()
    balance.feed(page)
    assert balance.open == []
    assert balance.fetched == []
    assert "url(" not in page and "@import" not in page
    for words in ("Every expectation is met", "contacts: durations", "fct_center_kpis: days", "50th percentile"):
        assert words in page


def test_all_unit_tests_pass(dbt_on_a_copy):
    run = dbt_on_a_copy("test", "--select", "test_type:unit")
    assert run.returncode == 0, run.stdout
    passed = int(re.search(r"PASS=(\d+)", run.stdout).group(1))
    assert passed > 0


def test_the_documentation_is_one_page_that_works_offline(dbt_on_a_copy):
    run = dbt_on_a_copy("docs", "generate", "--static")
    assert run.returncode == 0, run.stdout
    page = (dbt_on_a_copy.folder / "target" / "static_index.html").read_text()
    assert "fct_center_kpis" in page and "kpi_scorecard" in page
    assert not re.search(r"""<(?:script|link)[^>]+(?:src|href)=["']?https?:""", page)
