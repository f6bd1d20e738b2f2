"""The truth tables of the macros can fail: turned round, each reports every one of its cases; emptied, its count."""

import re
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

PROJECT = Path(__file__).resolve().parents[2]
TABLES = sorted(path.name for path in PROJECT.glob("tests/macros/assert_*.sql"))


@pytest.fixture(scope="session")
def compiled(tmp_path_factory) -> dict[str, str]:
    target = tmp_path_factory.mktemp("truth_tables")
    (target / "profiles.yml").write_text((PROJECT / "profiles.example.yml").read_text())
    run = subprocess.run(
        [
            *(
                Path(sys.executable).with_name("dbt"),
                "--quiet",
                "compile",
                "--target",
                "lint",
                "--select",
                "path:tests/macros",
            ),
            *("--target-path", target, "--log-path", target, "--profiles-dir", target),
        ],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    return {path.name: path.read_text() for path in target.glob("compiled/contact_center/tests/macros/*.sql")}


def differing(sql: str) -> list[tuple]:
    with duckdb.connect() as connection:
        # a session far from UTC: no macro may lean on the session's time zone
        connection.execute("set TimeZone = 'Pacific/Apia'")
        return connection.execute(sql).fetchall()


def test_every_table_is_compiled(compiled):
    assert TABLES
    assert sorted(compiled) == TABLES


@pytest.mark.parametrize("name", TABLES)
def test_no_case_differs(compiled, name):
    assert differing(compiled[name]) == []


@pytest.mark.parametrize("name", TABLES)
def test_every_case_is_judged(compiled, name):
    source = (PROJECT / "tests/macros" / name).read_text()
    cases = int(re.search(r"rows_that_differ\('\w+', (\d+)\)", source).group(1))
    turned_round = compiled[name].replace(".actual is distinct from", ".actual is not distinct from")
    assert turned_round != compiled[name]
    assert len(differing(turned_round)) == cases


@pytest.mark.parametrize("name", TABLES)
def test_an_emptied_table_is_no_pass(compiled, name):
    emptied = re.sub(r"\bfrom judged\b(?!\.)", "from (select * from judged limit 0) as judged", compiled[name])
    assert [row[0] for row in differing(emptied)] == ["number of cases"]
