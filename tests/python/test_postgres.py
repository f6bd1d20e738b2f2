"""The demo on PostgreSQL: the same models, data tests and unit tests, on a server in a throw-away folder."""

import contextlib
import re
import subprocess
import sys
from pathlib import Path

import psycopg2
import pytest

from python_hooks.project import PROJECT
from tests.python.test_explain_identity import MADE_OF_A_TICKET, explain, rows, two_far_apart


@pytest.fixture(scope="module")
def built(server, start_build, tmp_path_factory) -> str:
    """What the build of the demo on the server printed, all of its data tests and expectations included."""
    process = start_build(tmp_path_factory.mktemp("postgres") / "contact_center.duckdb", **server)
    output, _ = process.communicate()
    assert process.returncode == 0, output
    return output


def test_the_demo_builds_with_all_its_data_tests(built):
    assert re.search(r"✓ dbt .* \d+ models, \d+ seeds, \d+ data tests", built)
    assert "nothing to copy" in built


def test_what_was_published_is_remembered_there_too(built, server):
    assert "the first publication that is remembered" in built
    names = {"host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD", "dbname": "DATABASE"}
    address = {name: server[f"CC_POSTGRES_{variable}"] for name, variable in names.items()}
    with contextlib.closing(psycopg2.connect(**address)) as connection, connection.cursor() as cursor:
        for table in ("kpi_versions", "customer_key_versions"):
            cursor.execute(
                f"select (select count(*) from state.{table}), (select count(*) from intermediate.int_{table}__changed)"
            )
            remembered, left = cursor.fetchone()
            assert remembered > 1000 and left == 0


def test_the_scorecard_is_that_of_duckdb(built, demo_output):
    def lines(output: str) -> list[str]:
        start, end = output.index("Week "), output.index("Tables ")
        return [line.rstrip() for line in output[start:end].splitlines()]

    assert lines(built) == lines(demo_output)


def test_all_unit_tests_pass(built, server, clean_environment):
    run = subprocess.run(
        [Path(sys.executable).with_name("dbt"), "test", "--select", "test_type:unit"],
        cwd=PROJECT,
        env=clean_environment | server,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout
    assert int(re.search(r"PASS=(\d+)", run.stdout).group(1)) > 0


def test_two_contacts_are_explained_alike(built, server, clean_environment, copy_of_the_demo):
    contacts = two_far_apart(copy_of_the_demo)
    on_duckdb = explain(clean_environment | {"CC_DATABASE": str(copy_of_the_demo)}, *contacts)
    assert len(on_duckdb) >= 4
    assert explain(clean_environment | server, *contacts) == on_duckdb


def test_a_contact_made_of_a_ticket_and_an_unknown_one_are_explained_there_too(
    built, server, clean_environment, copy_of_the_demo
):
    made, delivered = rows(copy_of_the_demo, MADE_OF_A_TICKET)[0]
    on_duckdb = explain(clean_environment | {"CC_DATABASE": str(copy_of_the_demo)}, made, delivered)
    assert explain(clean_environment | server, made, delivered) == on_duckdb
    assert [row["why"] for row in explain(clean_environment | server, made, "nobody")] == ["unknown contact"]
