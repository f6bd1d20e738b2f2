"""Publication on a server: whole at every moment, for whoever reads at whatever isolation, and nobody waits."""

import contextlib
import threading
from collections import Counter

import psycopg2
import pytest

from python_hooks import publishing_postgres
from python_hooks.project import Stop
from python_hooks.publishing import PublicTable
from python_hooks.publishing_postgres import replace_rows

TABLES = [
    PublicTable(
        "swap_marts", "a", "One row per number; it's short", {"number": "The number", "gone": "-"}, "swap_work"
    ),
    PublicTable("swap_quality", "b", work_schema="swap_work"),
]
READ = """
    select
        (select min(version) from swap_marts.a), (select max(version) from swap_marts.a),
        (select count(*) from swap_marts.a),
        (select min(version) from swap_quality.b), (select max(version) from swap_quality.b),
        (select count(*) from swap_quality.b)
"""


def whole(version: int) -> tuple:
    return (version, version, 2000 + version, version, version, 100 + version)


@pytest.fixture
def connect(server):
    """Connections to the server: connect() as the builder, connect(reader=True); closed at the end."""

    def made(reader: bool = False):
        return psycopg2.connect(
            host=server["CC_POSTGRES_HOST"],
            port=server["CC_POSTGRES_PORT"],
            dbname=server["CC_POSTGRES_DATABASE"],
            user=server["CC_POSTGRES_READER" if reader else "CC_POSTGRES_USER"],
            password=server["CC_POSTGRES_READER_PASSWORD" if reader else "CC_POSTGRES_PASSWORD"],
            options="-c lock_timeout=20s",  # a test that waits for another connection of its own ends
        )

    with contextlib.ExitStack() as open_ones:
        yield lambda reader=False: open_ones.enter_context(contextlib.closing(made(reader)))
    with contextlib.closing(made()) as last, last, last.cursor() as cursor:
        # The server is every test's: what the reader may enter is counted elsewhere.
        cursor.execute("drop schema if exists swap_work, swap_marts, swap_quality cascade")


@pytest.fixture
def builder(connect, server):
    connection = connect()
    with connection, connection.cursor() as cursor:
        for schema in ("swap_work", "swap_marts", "swap_quality"):
            cursor.execute(f"drop schema if exists {schema} cascade")
        cursor.execute("create schema swap_work")
    make(connection, 1)
    replace_rows(connection, TABLES, server["CC_POSTGRES_READER"])
    return connection


def make(connection, version: int, more: str = "") -> None:
    """Builds the working tables anew, as dbt does: another table under the name."""
    with connection, connection.cursor() as cursor:
        for name, rows in (("a", 2000), ("b", 100)):
            cursor.execute(f"drop table if exists swap_work.{name} cascade")
            cursor.execute(
                f"create table swap_work.{name} as select number, {version} as version{more} "
                f"from generate_series(1, {rows + version}) as numbers (number)"
            )


def read(connection) -> tuple:
    with connection.cursor() as cursor:
        cursor.execute(READ)
        return cursor.fetchone()


def test_a_reader_in_a_loop_never_sees_two_publications_or_half_of_one(builder, connect, server):
    reader = connect(reader=True)
    reader.autocommit = True
    seen, is_over = Counter(), threading.Event()

    def loop() -> None:
        while not is_over.is_set():
            try:
                seen[read(reader)] += 1
            except psycopg2.Error as error:
                seen[str(error)] += 1

    thread = threading.Thread(target=loop)
    thread.start()
    try:
        for version in range(2, 22):
            make(builder, version)
            assert replace_rows(builder, TABLES, server["CC_POSTGRES_READER"]) == 2100 + 2 * version
    finally:
        is_over.set()
        thread.join()
    assert set(seen) <= {whole(version) for version in range(1, 22)}
    assert len(seen) > 1, "the reader read nothing while publications went on"


def test_a_transaction_keeps_the_publication_that_it_began_with(builder, connect):
    reader = connect(reader=True)
    reader.set_session(isolation_level="REPEATABLE READ")
    with reader.cursor() as cursor:
        cursor.execute("select count(*) from swap_marts.a")
        assert cursor.fetchone() == (2001,)
    make(builder, 2)
    # It waits for nobody, though the reader's transaction is open: builder would give up after a while.
    replace_rows(builder, TABLES)
    assert read(reader) == whole(1)
    reader.rollback()
    assert read(reader) == whole(2)


def test_what_people_made_of_the_tables_and_who_may_read_them_stays(builder, connect):
    with builder, builder.cursor() as cursor:
        cursor.execute("create view swap_marts.mine as select version from swap_marts.a")
    make(builder, 2)
    replace_rows(builder, TABLES)
    with builder.cursor() as cursor:
        cursor.execute("select distinct version from swap_marts.mine")
        assert cursor.fetchall() == [(2,)]
    assert read(connect(reader=True)) == whole(2)


def test_a_table_that_is_missing_leaves_everything_as_it_was(builder):
    make(builder, 2)
    with builder, builder.cursor() as cursor:
        cursor.execute("drop table swap_work.b")
    with pytest.raises(Stop, match=r'has no "swap_work"\."b"'):
        replace_rows(builder, TABLES)
    assert read(builder) == whole(1)


def test_a_fault_on_the_way_leaves_everything_as_it_was(builder):
    make(builder, 2)
    with builder, builder.cursor() as cursor:
        # a is filled before b
        cursor.execute("alter table swap_quality.b add constraint small check (version < 2)")
    with pytest.raises(Stop, match="Nothing was published"):
        replace_rows(builder, TABLES)
    assert read(builder) == whole(1)


def test_another_releases_columns(builder, connect, server):
    make(builder, 2, ", 'x' as more")
    replace_rows(builder, TABLES, server["CC_POSTGRES_READER"])
    reader = connect(reader=True)
    assert read(reader) == whole(2)
    reader.rollback()
    with builder, builder.cursor() as cursor:
        cursor.execute("select distinct more from swap_marts.a")
        assert cursor.fetchall() == [("x",)]
        cursor.execute("create view swap_marts.mine as select more from swap_marts.a")
    make(builder, 3)
    with pytest.raises(Stop, match=r"(?s)Nothing was published.*swap_marts.mine"):
        replace_rows(builder, TABLES)
    assert read(builder) == whole(2)


def test_the_catalog_says_what_the_tables_mean(builder):
    with builder.cursor() as cursor:
        cursor.execute("select obj_description('swap_marts.a'::regclass), col_description('swap_marts.a'::regclass, 1)")
        assert cursor.fetchone() == ("One row per number; it's short", "The number")


@pytest.fixture
def named(server, monkeypatch, project):
    for name, value in server.items():
        monkeypatch.setenv(name, value)
    return monkeypatch


def test_tables_that_are_not_tidied_up_are_published(builder, named):
    make(builder, 2)
    heard = []

    def fail(*_):
        raise psycopg2.OperationalError("no space left on device")

    named.setattr(publishing_postgres, "_tidy", fail)
    assert publishing_postgres.publish(TABLES, heard.append) == 2104
    assert read(builder) == whole(2)
    (sentence,) = heard
    assert "the tables are published, but not tidied up (no space left on device)" in sentence


def test_two_builds_of_one_server(named):
    with (
        publishing_postgres.alone(""),
        pytest.raises(Stop, match="Another build on this server"),
        publishing_postgres.alone(""),
    ):
        pass
    with publishing_postgres.alone(""), publishing_postgres.alone("other_"):
        pass


def test_a_reader_that_does_not_exist_stops_a_build_before_it_begins(named):
    named.setenv("CC_POSTGRES_READER", "nobody_here")
    with pytest.raises(Stop, match='create role "nobody_here"'), publishing_postgres.alone(""):
        pass
