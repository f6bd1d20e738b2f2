"""The demo on PostgreSQL: the same models, data tests and unit tests, on a server in a throw-away folder."""

import contextlib
import re
from collections.abc import Callable
from functools import partial

import psycopg2
import pytest

from python_hooks.parity.__main__ import Built, compared_table, declared
from python_hooks.parity.engines import ENGINES
from tests.python.test_explain_identity import MADE_OF_A_TICKET, explain, rows, two_far_apart

PUBLIC = {"marts", "quality"}
# Everybody's on every server, and none of the project's.
SYSTEM = {"pg_catalog", "information_schema", "public"}
RELATIONS = """
    select nspname, relname from pg_class inner join pg_namespace on pg_namespace.oid = relnamespace
    where relkind in ('r', 'v', 'm', 'p', 'f', 'S') and nspname not like 'pg\\_%%' and nspname <> 'information_schema'
"""


@pytest.fixture(scope="module")
def built(server, start_build, tmp_path_factory) -> str:
    """What the build of the demo on the server printed, all of its data tests and expectations included."""
    process = start_build(tmp_path_factory.mktemp("postgres") / "contact_center.duckdb", **server)
    output, _ = process.communicate()
    assert process.returncode == 0, output
    return output


@pytest.fixture
def ask(server):
    """ask(sql, reader=False): the rows that the server answers the builder, or the reader, with."""

    def connect(who: str, password: str):
        return psycopg2.connect(
            host=server["CC_POSTGRES_HOST"],
            port=server["CC_POSTGRES_PORT"],
            dbname=server["CC_POSTGRES_DATABASE"],
            user=server[who],
            password=server[password],
        )

    with (
        contextlib.closing(connect("CC_POSTGRES_USER", "CC_POSTGRES_PASSWORD")) as builder,
        contextlib.closing(connect("CC_POSTGRES_READER", "CC_POSTGRES_READER_PASSWORD")) as reader,
    ):
        for connection in (builder, reader):
            connection.autocommit = True

        def rows(sql: str, *, reader_asks: bool = False) -> list[tuple]:
            with (reader if reader_asks else builder).cursor() as cursor:
                cursor.execute(sql)
                return cursor.fetchall()

        yield rows


@pytest.fixture(scope="module")
def dbt(server, run_dbt) -> Callable[..., str]:
    return partial(run_dbt, server)


def test_the_demo_builds_with_all_its_data_tests(built):
    assert re.search(r"✓ dbt .* \d+ models, \d+ seeds, \d+ data tests", built)
    assert re.search(r"✓ publish .* \d+ tables, [\d,]+ rows: the postgres server", built)


def test_what_was_published_is_remembered_there_too(built, ask):
    assert "the first publication that is remembered" in built
    for table in ("kpi_versions", "customer_key_versions"):
        ((remembered, left),) = ask(
            f"select (select count(*) from state.{table}), (select count(*) from intermediate.int_{table}__changed)"
        )
        assert remembered > 1000 and left == 0


def test_every_public_table_is_that_of_duckdb_row_for_row(built, server, built_demo, clean_environment, tmp_path):
    on_duckdb = clean_environment | {"CC_DATABASE": str(built_demo)}
    engines = [Built(ENGINES["duckdb"], on_duckdb, tmp_path), Built(ENGINES["postgres"], server, tmp_path)]
    tables = declared(on_duckdb)
    assert len(tables) > 40
    findings = [compared_table(table, *engines, tmp_path) for table in tables]
    assert sum(finding.rows[0] for finding in findings) > 500_000
    assert [words for finding in findings if finding.faults for words in finding.in_words] == []


def test_the_public_tables_are_those_that_were_built(built, ask):
    built_tables = {(schema, name) for schema, name in ask(RELATIONS) if schema in ("work_marts", "work_quality")}
    assert len(built_tables) > 40
    assert {(schema.removeprefix("work_"), name) for schema, name in built_tables} == {
        (schema, name) for schema, name in ask(RELATIONS) if schema in PUBLIC
    }
    for schema, name in built_tables:
        ((differing,),) = ask(
            f"select count(*) from (select * from {schema}.{name} "
            f"except all select * from {schema.removeprefix('work_')}.{name}) as differing"
        )
        assert differing == 0, name


def test_the_planner_knows_what_was_published(built, ask):
    never = ask(
        "select relname from pg_stat_user_tables where last_analyze is null and schemaname in ('marts', 'quality')"
    )
    assert never == []


def test_the_reader_reads_the_public_tables_and_nothing_else(built, ask):
    relations = ask(RELATIONS)
    # All that a build makes is there to be refused: the landing, every layer, the memory, the seeds.
    assert {schema for schema, _ in relations} - SYSTEM >= PUBLIC | {
        *("landing", "staging", "conformed", "identity", "intermediate", "private", "reference", "state"),
        *("work_marts", "work_quality"),
    }
    public, refused = [], []
    for schema, name in relations:
        try:
            ask(f'select count(*) from "{schema}"."{name}"', reader_asks=True)
            public.append((schema, name))
        except psycopg2.errors.InsufficientPrivilege:
            refused.append((schema, name))
    assert {schema for schema, _ in public} == PUBLIC
    assert len(public) > 40
    assert not [each for each in refused if each[0] in PUBLIC]


def test_the_reader_enters_no_other_schema_and_changes_nothing(built, ask):
    schemas = {name for (name,) in ask("select nspname from pg_namespace where nspname not like 'pg\\_t%%'")}
    entered = {
        schema for schema in schemas if ask(f"select has_schema_privilege('{schema}', 'usage')", reader_asks=True)[0][0]
    }
    assert entered - SYSTEM == PUBLIC
    for statement in (
        "delete from marts.dim_agents returning 1",
        "update marts.dim_agents set agent_id = null returning 1",
        "truncate marts.dim_agents",
        "drop table marts.dim_agents",
        "create table marts.mine (a int)",
        "create table public.mine (a int)",
        "create schema mine",
        "create temporary table mine (a int)",
    ):
        with pytest.raises(psycopg2.errors.InsufficientPrivilege):
            ask(statement, reader_asks=True)


def test_a_build_that_does_not_end_well_is_not_seen(built, ask, dbt):
    before = ask("select * from marts.kpi_bands order by kpi", reader_asks=True)
    assert before
    # Another sector's ranges: built by hand, and published by nobody.
    dbt("run", "--select", "kpi_bands", "--vars", "{cc_sector: telecom}")
    assert ask("select * from work_marts.kpi_bands order by kpi") != before
    assert ask("select * from marts.kpi_bands order by kpi", reader_asks=True) == before


def test_all_unit_tests_pass(built, dbt):
    said = dbt("test", "--select", "test_type:unit")
    assert int(re.search(r"PASS=(\d+)", said).group(1)) > 0


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
