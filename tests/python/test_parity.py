"""The comparison of two engines sees one value, one row and one null that differ, and nothing that is the same."""

import contextlib
from datetime import date, datetime

import duckdb
import psycopg2
import pytest

from python_hooks.parity.comparing import Table, compare
from python_hooks.parity.engines import ENGINES, engines_named
from python_hooks.project import Stop

TYPES = {
    "key": "bigint", "name": "varchar", "rate": "double", "is_so": "boolean", "day": "date", "seen_at": "timestamp",
}  # fmt: skip
TABLE = Table("parity_marts", "figures", ["key", "name"], TYPES)
# Two rows whose keys differ beyond the 53 bits of a double, one without a name.
ROWS = [
    "(9007199254740992, 'a', 0.5, true, date '2025-03-01', timestamp '2025-03-01 10:00:00.000001')",
    "(9007199254740993, null, null, null, null, null)",
    "(3, '', 0.0, false, date '2025-03-02', timestamp '2025-03-01 10:00:00')",
]


def held_against(rows: list[str], table: Table = TABLE):
    with duckdb.connect() as connection:
        for name, these in (("first", ROWS), ("second", rows)):
            listed = ", ".join(f"{column} {kind}" for column, kind in table.types.items())
            connection.execute(f"create table {name} ({listed})")
            if these:
                connection.execute(f"insert into {name} values {', '.join(these)}")
        return compare(connection, table, ("duckdb", "postgres"), ("first", "second"))


def changed(before: str, after: str) -> list[str]:
    assert sum(before in row for row in ROWS) == 1, before
    return [row.replace(before, after) for row in ROWS]


def test_what_is_the_same_does_not_differ():
    found = held_against(ROWS[::-1])
    assert (found.faults, found.rows, found.in_words) == (0, (3, 3), [])


@pytest.mark.parametrize(
    ("before", "after", "column"),
    [
        ("0.5", "0.500000002", "rate"),
        ("0.5", "null", "rate"),
        ("0.5", "'infinity'", "rate"),
        ("'', 0.0", "'', null", "rate"),
        ("'', 0.0", "'', 2e-9", "rate"),
        ("true", "false", "is_so"),
        ("false", "null", "is_so"),
        ("2025-03-02", "2025-03-03", "day"),
        ("10:00:00.000001", "10:00:00.000002", "seen_at"),
    ],
)
def test_one_value_that_differs(before, after, column):
    found = held_against(changed(before, after))
    assert (found.faults, found.differing, found.columns) == (1, 1, {column: 1})
    assert found.in_words[0] == f"parity_marts.figures: {column} differs in 1 rows"
    assert f"{column} is " in found.in_words[1] and "on duckdb and " in found.in_words[1]
    assert "where key = " in found.in_words[1]


@pytest.mark.parametrize(("before", "after"), [("0.5", "0.5000000001"), ("'', 0.0", "'', 1e-10")])
def test_the_last_digits_of_a_double_are_arithmetic(before, after):
    assert held_against(changed(before, after)).faults == 0


def test_one_row_missing_and_one_too_many():
    missing = held_against(ROWS[:2])
    assert (missing.faults, missing.only_first, missing.only_second) == (1, 1, 0)
    assert missing.in_words == [
        "parity_marts.figures: 1 rows are on duckdb alone",
        "parity_marts.figures:   on duckdb alone: the row where key = 3, name = ",
    ]
    extra = held_against([*ROWS, "(4, 'd', 0.5, true, null, null)"])
    assert (extra.faults, extra.only_first, extra.only_second) == (1, 0, 1)
    assert held_against([]).only_first == 3


@pytest.mark.parametrize(
    ("before", "after"), [("9007199254740993", "9007199254740994"), ("(3, ''", "(3, null"), ("'a'", "'A'")]
)
def test_keys_are_compared_exactly(before, after):
    found = held_against(changed(before, after))
    assert (found.only_first, found.only_second, found.differing) == (1, 1, 0)


def test_a_key_that_is_none_is_named():
    found = held_against([*ROWS, ROWS[0]])
    assert found.faults == 1 and "key, name is no key" in found.in_words[0]


def test_a_table_of_one_row_and_no_key():
    table = Table("parity_marts", "figures", [], TYPES)
    with duckdb.connect() as connection:
        connection.execute("create table first as select 1 as key; create table second as select 2 as key")
        found = compare(connection, Table("m", "one", [], {"key": "bigint"}), ("a", "b"), ("first", "second"))
    assert found.columns == {"key": 1} and "where it is the only one" in found.in_words[1]
    assert held_against([*ROWS], table).copies == 4


NASTY = [
    "(1, E'\\\\slash \\\\N \\'quote\\' \"two\"', 0.1::float8 + 0.2::float8, true, null, '2025-03-01 10:00:00.123456')",
    "(2, E'line\\none\\r\\ntwo, comma \U0001f642', 'infinity', false, '0001-01-01', '9999-12-31 23:59:59.999999')",
    "(3, '', -1e-300, null, '9999-12-31', null)",
    "(9007199254740993, null, null, null, null, null)",
    "(4, E'\\\\N', 1e300, null, null, null)",
]


def test_values_survive_the_way_from_the_server(server, tmp_path):
    names = {"host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD", "dbname": "DATABASE"}
    address = {name: server[f"CC_POSTGRES_{variable}"] for name, variable in names.items()}
    with contextlib.closing(psycopg2.connect(**address)) as connection, connection, connection.cursor() as cursor:
        cursor.execute("create schema parity_marts")
        cursor.execute(
            "create table parity_marts.figures "
            "(key bigint, name text, rate float8, is_so boolean, day date, seen_at timestamp)"
        )
        cursor.execute(f"insert into parity_marts.figures values {', '.join(NASTY)}")
        cursor.execute("select * from parity_marts.figures")
        inserted = cursor.fetchall()
    with duckdb.connect() as connection:
        ENGINES["postgres"].load(connection, TABLE, "second", server, tmp_path)
        loaded = connection.execute("select * from second").fetchall()
    with contextlib.closing(psycopg2.connect(**address)) as connection, connection, connection.cursor() as cursor:
        cursor.execute("drop schema parity_marts cascade")
    assert len(loaded) == len(NASTY)
    assert set(loaded) == set(inserted)


def test_values_survive_the_way_from_spark(spark_server, tmp_path):
    hive = pytest.importorskip("pyhive.hive")
    values = [
        (1, "\\slash \\N 'quote' \"two\"", 0.1 + 0.2, True, None, datetime(2025, 3, 1, 10, 0, 0, 123456)),
        (
            2,
            "line\none\r\ntwo, comma \U0001f642",
            float("inf"),
            False,
            date(1900, 1, 1),
            datetime(2999, 12, 31, 23, 59),
        ),
        (3, "", -1e-300, None, date(9999, 12, 31), None),
        (9007199254740993, None, None, None, None, None),
    ]

    def written(value: object) -> str:
        match value:
            case None:
                return "null"
            case str():
                return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'"
            case float():
                return f"double('{value!r}')"
            case datetime():
                return f"timestamp_ntz '{value}'"
            case date():
                return f"date '{value}'"
        return str(value)

    connection = hive.connect(
        host=spark_server["CC_SPARK_HOST"], port=int(spark_server["CC_SPARK_PORT"]), auth="NOSASL"
    )
    with contextlib.closing(connection), contextlib.closing(connection.cursor()) as cursor:
        cursor.execute("create schema if not exists parity_marts")
        cursor.execute("drop table if exists parity_marts.figures")
        cursor.execute(
            "create table parity_marts.figures "
            "(key bigint, name string, rate double, is_so boolean, day date, seen_at timestamp_ntz) using parquet"
        )
        rows = ", ".join(f"({', '.join(map(written, row))})" for row in values)
        cursor.execute(f"insert into parity_marts.figures values {rows}")
        with duckdb.connect() as here:
            # A build's process may be anywhere.
            here.execute("set TimeZone = 'America/New_York'")
            ENGINES["spark"].load(here, TABLE, "second", spark_server, tmp_path)
            loaded = here.execute("select * from second").fetchall()
        cursor.execute("drop schema parity_marts cascade")
    assert len(loaded) == len(values)
    assert set(loaded) == set(values)


@pytest.mark.parametrize("names", ["duckdb", "duckdb,oracle", "duckdb,duckdb", ""])
def test_two_known_engines_are_needed(names):
    with pytest.raises(Stop, match="--engines"):
        engines_named(names)


def parity(*arguments: str, capsys) -> str:
    from python_hooks.parity.__main__ import main

    assert main([*arguments]) == 2
    return capsys.readouterr().err


def test_what_is_missing_is_said_before_anything_is_built(monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(ENGINES["spark"], "what_is_missing", lambda: "Spark is not there.", raising=False)
    monkeypatch.setattr("python_hooks.parity.__main__._build", lambda *_: pytest.fail("something is built"))
    assert "Spark is not there." in parity("--engines", "duckdb,spark", "--folder", str(tmp_path), capsys=capsys)


def test_a_folder_that_holds_something_is_left_alone(monkeypatch, tmp_path, capsys):
    (tmp_path / "letters").touch()
    monkeypatch.setattr("python_hooks.parity.__main__._build", lambda *_: pytest.fail("something is built"))
    monkeypatch.setattr(ENGINES["postgres"], "what_is_missing", lambda: None, raising=False)
    said = parity("--engines", "duckdb,postgres", "--folder", str(tmp_path), capsys=capsys)
    assert f"{tmp_path} is not empty" in said


def test_a_worker_that_was_not_killed_is_told(tmp_path, capsys):
    from python_hooks.parity.__main__ import _Killer

    assert "name spark" in parity("--engines", "duckdb,postgres", "--kill-worker", "1", capsys=capsys)
    early = _Killer(tmp_path, 60)
    early.start()
    with pytest.raises(Stop, match=r"No worker was killed after 60 s: the build had ended before\."):
        early.ended()
    nobody = _Killer(tmp_path, 0)
    nobody.start()
    nobody.join()
    with pytest.raises(Stop, match="has no second worker to kill"):
        nobody.ended()
