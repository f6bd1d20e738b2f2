"""Publication on Spark: new files beside the old ones, and readers are pointed at them when all of them are there."""

from __future__ import annotations

import subprocess
import sys
import time
from collections import Counter
from contextlib import closing
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace

import duckdb
import pytest

from python_hooks import publishing_spark, spark_tables
from python_hooks.project import PROJECT, Settings, Stop
from python_hooks.publishing import PublicTable
from python_hooks.publishing_spark import replace_files
from python_hooks.reading import ServerError, _SparkReader, close_spark, reading, spark_connected

TABLES = [
    PublicTable(
        "point_marts", "a", "One row per number; it's short", {"number": "The 'number'", "gone": "-"}, "point_work"
    ),
    PublicTable("point_quality", "b", work_schema="point_work"),
]
READ = """
    select
        (select min(version) from point_marts.a), (select max(version) from point_marts.a),
        (select count(*) from point_marts.a), (select count(*) from point_quality.b)
"""
# Whoever dies here has written files and pointed no table at them.
KILLED = """
import os, sys
from pathlib import Path
from types import SimpleNamespace
sys.path.insert(0, "tests/python")
from test_publishing_spark import TABLES
from python_hooks import publishing_spark
from python_hooks.reading import spark_connected
count = publishing_spark._rows_in
publishing_spark._rows_in = lambda path: os._exit(9) if path.parent.name == "b" else count(path)
with spark_connected() as connection:
    publishing_spark.replace_files(connection, TABLES, Path(os.environ["CC_SPARK_FOLDER"]))
"""


def whole(version: int) -> tuple:
    return (version, version, 200 + version, 10 + version)


class Builder:
    """What builds and publishes: a connection, and the folder of the files."""

    def __init__(self, connection, folder: Path) -> None:
        self.connection, self.folder = connection, folder

    def ask(self, sql: str) -> list[tuple]:
        return asked(self.connection, sql)

    def make(self, version: int, more: str = "") -> None:
        """Builds the working tables anew, as dbt does."""
        for name, rows in (("a", 200), ("b", 10)):
            self.ask(f"drop table if exists point_work.{name}")
            self.ask(
                f"create table point_work.{name} using parquet as "
                f"select id as number, {version} as version{more} from range({rows + version})"
            )

    def publish(self) -> int:
        return replace_files(self.connection, TABLES, self.folder)

    def versions(self, table: PublicTable) -> set[Path]:
        return set((self.folder / table.schema / table.name).iterdir())


def asked(connection, sql: str) -> list[tuple]:
    with closing(connection.cursor()) as cursor:
        cursor.execute(sql)
        return cursor.fetchall() if cursor.description else []


def seen() -> tuple:
    """What a reader sees that begins now."""
    with spark_connected() as connection:
        return asked(connection, READ)[0]


@pytest.fixture
def named(spark_server, monkeypatch):
    for name, value in spark_server.items():
        monkeypatch.setenv(name, value)
    return Path(spark_server["CC_SPARK_FOLDER"])


@pytest.fixture
def builder(named):
    """A builder who has published version 1."""
    schemas = {"point_work", *(table.schema for table in TABLES)}
    with spark_connected() as connection:
        builder = Builder(connection, named)
        builder.ask("create schema point_work")
        builder.make(1)
        builder.publish()
        yield builder
        for schema in schemas:
            builder.ask(f"drop schema if exists {schema} cascade")


def test_values_of_every_type_survive(named):
    table = PublicTable("typed_marts", "one", work_schema="typed_work")
    values = {
        "big": ("bigint", "9223372036854775807", 2**63 - 1),
        "whole": ("int", "-2147483648", -(2**31)),
        "rate": ("double", "0.1D", 0.1),
        "cost": ("decimal(38,10)", "1234567890123456789012345678.0123456789BD", None),
        "is_so": ("boolean", "false", False),
        "day": ("date", "date'0001-01-01'", date(1, 1, 1)),
        "seen_at": ("timestamp_ntz", "timestamp_ntz'1582-10-10 23:59:59.999999'", None),
        "at_once": ("timestamp", "timestamp'2025-03-30 01:30:00.000001Z'", None),
        "text": ("string", "'O''Brien \\\\n 🙂 \\\\'", None),
        "empty": ("string", "''", ""),
        "nothing": ("string", "cast(null as string)", None),
    }
    with spark_connected() as connection:
        try:
            asked(connection, "create schema typed_work")
            listed = ", ".join(f"{name} {kind}" for name, (kind, _, _) in values.items())
            asked(connection, f"create table typed_work.one ({listed}) using parquet")
            asked(connection, f"insert into typed_work.one values ({', '.join(sql for _, sql, _ in values.values())})")
            # As a server may be set up.
            asked(connection, "set spark.sql.parquet.outputTimestampType = TIMESTAMP_MILLIS")
            asked(connection, "set spark.sql.parquet.datetimeRebaseModeInWrite = LEGACY")
            assert replace_files(connection, [table], named) == 1
            described = [row[:2] for row in asked(connection, "describe table typed_marts.one")]
            assert described == [(name, kind) for name, (kind, _, _) in values.items()]
            ((same,),) = asked(
                connection,
                "select count(*) from typed_work.one as a cross join typed_marts.one as b where "
                + " and ".join(f"a.{name} is not distinct from b.{name}" for name in values),
            )
            assert same == 1
            (row,) = asked(connection, "select big, whole, rate, is_so, day, empty, nothing from typed_marts.one")
            assert row == (2**63 - 1, -(2**31), 0.1, False, "0001-01-01", "", None)
        finally:
            asked(connection, "drop schema if exists typed_work cascade")
            asked(connection, "drop schema if exists typed_marts cascade")
    # Nobody else needs to know how Spark shows them.
    (files,) = (named / "typed_marts" / "one").iterdir()
    with duckdb.connect() as other:
        row = other.execute(
            f"select cost, day, seen_at, epoch_us(at_once), text, nothing from '{files}/*.parquet'"
        ).fetchone()
    at_once = datetime(2025, 3, 30, 1, 30, 0, 1, UTC)
    assert row == (
        Decimal("1234567890123456789012345678.0123456789"),
        date(1, 1, 1),
        datetime(1582, 10, 10, 23, 59, 59, 999999),
        int(at_once.timestamp()) * 10**6 + at_once.microsecond,
        "O'Brien \\n 🙂 \\",
        None,
    )


def test_a_second_publication_replaces_rows_and_who_is_reading_reads_on(builder):
    assert seen() == whole(1)
    (first,) = builder.versions(TABLES[0])
    with spark_connected() as connection, closing(connection.cursor(arraysize=1)) as reader:
        # Rows are handed over as they are read, part by part.
        reader.execute("set spark.sql.thriftServer.incrementalCollect = true")
        reader.execute("set spark.sql.files.maxPartitionBytes = 512")
        reader.execute("select number, version from point_marts.a")
        rows = [reader.fetchone()]
        builder.make(2)
        assert builder.publish() == 214
        assert seen() == whole(2)
        rows += reader.fetchall()
    assert Counter(version for _, version in rows) == {1: 201}
    # Their files go when there are two newer ones.
    assert first in builder.versions(TABLES[0]) and len(builder.versions(TABLES[0])) == 2
    builder.make(3)
    builder.publish()
    assert seen() == whole(3)
    assert first not in builder.versions(TABLES[0]) and len(builder.versions(TABLES[0])) == 2


def test_a_session_that_stays_open_finds_the_new_rows(builder):
    """Spark remembers where a table's files were: the server is set up to ask again after a while."""
    with spark_connected() as reader:
        assert asked(reader, READ) == [whole(1)]
        builder.make(2)
        builder.publish()
        until, told = time.monotonic() + 30, asked(reader, READ)
        while told != [whole(2)] and time.monotonic() < until:
            assert told[0][:3] in (whole(1)[:3], whole(2)[:3])
            time.sleep(1)
            told = asked(reader, READ)
        assert told == [whole(2)]


def test_a_table_that_is_missing_leaves_everything_as_it_was(builder):
    builder.make(2)
    builder.ask("drop table point_work.b")
    before = [builder.versions(table) for table in TABLES]
    with pytest.raises(Stop, match=r"has no `point_work`\.`b`"):
        builder.publish()
    assert seen() == whole(1)
    assert [builder.versions(table) for table in TABLES] == before


def test_a_fault_on_the_way_leaves_everything_as_it_was(builder):
    before = [builder.versions(table) for table in TABLES]
    builder.make(2)
    # a is written before b
    builder.ask("drop table point_work.b")
    builder.ask("create view point_work.b as select number, raise_error('broken') as version from point_work.a")
    with pytest.raises(Stop, match=r"Nothing was published: .*broken"):
        builder.publish()
    assert seen() == whole(1)
    assert [builder.versions(table) for table in TABLES] == before


def test_a_copy_with_fewer_rows_is_not_published(builder, monkeypatch):
    before = [builder.versions(table) for table in TABLES]
    builder.make(2)
    count = publishing_spark._rows_in
    monkeypatch.setattr(publishing_spark, "_rows_in", lambda path: count(path) - (path.parent.name == "b"))
    with pytest.raises(Stop, match=r"The copy of `point_work`\.`b` in .* has 11 rows instead of 12: nothing was"):
        builder.publish()
    assert seen() == whole(1)
    assert [builder.versions(table) for table in TABLES] == before


def test_what_a_killed_publication_has_written_goes_with_the_next(builder):
    builder.make(2)
    killed = subprocess.run([sys.executable, "-c", KILLED], cwd=PROJECT, check=False, capture_output=True, text=True)
    assert killed.returncode == 9, killed.stderr
    assert seen() == whole(1)
    assert [len(builder.versions(table)) for table in TABLES] == [2, 2]
    left_over = {max(builder.versions(table)) for table in TABLES}
    builder.publish()
    assert seen() == whole(2)
    assert [len(builder.versions(table)) for table in TABLES] == [2, 2]
    assert not any(path.exists() for path in left_over)


def test_another_releases_columns(builder):
    builder.make(2, ", 'x' as more")
    builder.publish()
    assert seen() == whole(2)
    assert builder.ask("select distinct more from point_marts.a") == [("x",)]
    builder.make(3, ", 4 as more")
    builder.publish()
    assert builder.ask("select distinct more from point_marts.a") == [(4,)]
    builder.make(4)
    builder.publish()
    assert [row[0] for row in builder.ask("describe table point_marts.a")] == ["number", "version"]
    assert seen() == whole(4)


def test_where_dbt_built_in_the_public_schema_the_table_is_made_anew(builder):
    builder.ask("drop table point_quality.b")
    builder.ask("create table point_quality.b using parquet as select id as number, 1 as version from range(3)")
    # Of a model that is gone.
    builder.ask("create table point_quality.gone using parquet as select 1 as one")
    builder.make(2)
    builder.publish()
    assert seen() == whole(2)
    assert builder.ask("select one from point_quality.gone") == [(1,)]
    told = dict(row[:2] for row in builder.ask("describe table extended point_quality.b"))
    assert told["Type"] == "EXTERNAL"


class _Failing:
    """In place of a connection of PyHive: a server that knows tables of one number each, and fails at some statement.

    there: what it says of a public table. at: how the statement begins that fails, and all after it where it has died.
    """

    description = (("one",),)

    def __init__(self, folder: Path, error: Exception, at: str, there: str = "") -> None:
        self.folder, self.error, self.at, self.there = folder, error, at, there
        self.said, self.has_died, self._answer = [], False, []

    def cursor(self, **_) -> _Failing:
        return self

    def close(self) -> None:
        if self.has_died:
            raise self.error

    def execute(self, sql: str) -> None:
        self.said.append(sql)
        if self.has_died or sql.startswith(self.at):
            self.has_died = True
            raise self.error
        self._answer = []
        if sql.startswith("show table extended"):
            self._answer = [("", name, False, self.there) for name in ("a", "b")] if self.there or "work" in sql else []
        elif sql.startswith("select count"):
            self._answer = [(1,)]
        elif sql.startswith("describe"):
            self._answer = [("number", "int", None), ("", None, None)]
        elif sql.startswith("insert"):
            path = Path(sql.split("'file:")[1].split("'")[0])
            path.mkdir(parents=True)
            with duckdb.connect() as con:
                con.execute(f"copy (select 1 as number) to '{path}/rows.parquet'")

    def fetchall(self) -> list[tuple]:
        return self._answer


def lost_errors() -> list[Exception]:
    pytest.importorskip("pyhive")
    from pyhive.exc import OperationalError
    from thrift.transport.TTransport import TTransportException

    return [
        OperationalError("refused"),
        TTransportException(TTransportException.END_OF_FILE, "TSocket read 0 bytes"),
        BrokenPipeError(32, "Broken pipe"),
    ]


@pytest.mark.parametrize("kind", range(3))
def test_a_server_that_dies_says_how_far_it_came(tmp_path, kind):
    error = lost_errors()[kind]
    with pytest.raises(Stop, match=r"^0 of 2 tables are published, the others are as they were: .*`make publish`"):
        replace_files(_Failing(tmp_path, error, "create table"), TABLES, tmp_path)
    with pytest.raises(Stop, match=r"^1 of 2 tables are published, the others are as they were: "):
        replace_files(_Failing(tmp_path, error, "create table `point_quality`"), TABLES, tmp_path)
    with pytest.raises(Stop, match=r"^Nothing was published: "):
        replace_files(_Failing(tmp_path, error, "select count"), TABLES, tmp_path)


@pytest.mark.parametrize("kind", range(3))
def test_a_table_that_was_dropped_and_not_made_anew_is_named(tmp_path, kind):
    server = _Failing(tmp_path, lost_errors()[kind], "create table", "Type: MANAGED\nLocation: file:/somewhere\n")
    with pytest.raises(Stop, match=r"^0 of 2 tables are published, `point_marts`\.`a` is missing, and the others are"):
        replace_files(server, TABLES, tmp_path)
    assert "drop table `point_marts`.`a`" in server.said
    # A server that refuses to drop it has not; one that dies of it may have.
    server = _Failing(tmp_path, lost_errors()[kind], "drop table", "Type: MANAGED\nLocation: file:/somewhere\n")
    told = r"`point_marts`\.`a` may be missing, and the others" if kind else "the others"
    with pytest.raises(Stop, match=rf"^0 of 2 tables are published, {told} are as they were: "):
        replace_files(server, TABLES, tmp_path)


@pytest.mark.parametrize("kind", range(3))
def test_who_reads_of_a_server_that_dies_gets_one_sentence(tmp_path, kind):
    server = _Failing(tmp_path, lost_errors()[kind], "select")
    with pytest.raises(Stop, match=r"^Nothing can be read: .*(refused|TSocket read 0 bytes|Broken pipe)"):
        _SparkReader(server).rows("select 1")
    close_spark(server)


@pytest.mark.parametrize(
    ("there", "said"),
    [
        ("Type: VIEW\nView Text: select 1\n", "is a view"),
        ("Type: EXTERNAL\nLocation: hdfs://name:8020/a\n", r"lies at hdfs://name:8020/a, which is not a local folder"),
        ("Type: MANAGED\nLocation: s3://bucket/a\n", r"lies at s3://bucket/a, which is not a local folder"),
        ("Type: EXTERNAL\nProvider: jdbc\n", "has no folder of files"),
    ],
)
def test_what_cannot_be_replaced_is_called_what_it_is(tmp_path, there, said):
    with pytest.raises(Stop, match=rf"`point_marts`\.`a` {said}, and a table is to be published under its name"):
        replace_files(_Failing(tmp_path, ValueError(), "nothing", there), TABLES, tmp_path)


def test_older_files_that_cannot_be_removed_are_a_warning(tmp_path, monkeypatch):
    pytest.importorskip("pyhive")
    heard = []
    for version in ("old", "older"):
        (tmp_path / "point_marts" / "a" / version).mkdir(parents=True)

    def refuse(path):
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(spark_tables, "shutil", SimpleNamespace(rmtree=refuse))
    assert replace_files(_Failing(tmp_path, ValueError(), "nothing"), TABLES, tmp_path, heard.append) == 2
    (sentence,) = heard
    assert "the tables are published, but older files cannot be removed: " in sentence
    assert f"{tmp_path}/point_marts/a/old" in sentence and "(Permission denied) and 1 more" in sentence
    assert "remove them yourself" in sentence


@pytest.mark.parametrize(
    ("profile", "said"),
    [
        ("auth: NOSASL\n      password: secret", "Password should be set if and only if in LDAP or CUSTOM"),
        ("auth: KERBEROS", "kerberos_service_name should be set if and only if in KERBEROS"),
        ("auth: PAM", "Only NONE, NOSASL, LDAP, KERBEROS, CUSTOM"),
    ],
)
def test_a_login_that_does_not_fit_is_a_sentence(monkeypatch, tmp_path, profile, said):
    pytest.importorskip("pyhive")
    told = (PROJECT / "profiles.example.yml").read_text()
    assert "auth: NOSASL" in told
    (tmp_path / "profiles.yml").write_text(told.replace("auth: NOSASL", profile))
    monkeypatch.setenv("DBT_PROFILES_DIR", str(tmp_path))
    with (
        pytest.raises(ServerError, match=rf"{said}.*check auth, password and kerberos_service_name"),
        spark_connected(),
    ):
        pass


def test_a_login_reaches_the_server(monkeypatch, tmp_path):
    hive = pytest.importorskip("pyhive.hive")
    told = (PROJECT / "profiles.example.yml").read_text()
    profile = "auth: LDAP\n      password: \"{{ env_var('CC_SPARK_PASSWORD') }}\"\n      kerberos_service_name:"
    (tmp_path / "profiles.yml").write_text(told.replace("auth: NOSASL", profile))
    monkeypatch.setenv("DBT_PROFILES_DIR", str(tmp_path))
    monkeypatch.setenv("CC_SPARK_PASSWORD", "open sesame")
    asked = {}
    monkeypatch.setattr(hive, "connect", lambda **words: asked.update(words) or _Failing(tmp_path, ValueError(), "-"))
    with spark_connected():
        pass
    assert (asked["auth"], asked["password"], asked["kerberos_service_name"]) == ("LDAP", "open sesame", None)


def test_a_lock_of_another_user_is_named(monkeypatch, tmp_path):
    monkeypatch.setenv("CC_SPARK_FOLDER", str(tmp_path))

    def refuse(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with (
        pytest.raises(Stop, match=r"\.build\.lock cannot be written \(Permission denied\).*another user may have made"),
        publishing_spark.alone(""),
    ):
        pass


def test_a_view_in_the_way_is_named(builder):
    builder.ask("drop table point_quality.b")
    builder.ask("create view point_quality.b as select 1 as one")
    with pytest.raises(Stop, match=r"`point_quality`\.`b` is a view"):
        builder.publish()


def test_the_catalog_says_what_the_tables_mean(builder, monkeypatch):
    def said() -> tuple:
        rows = builder.ask("describe table extended point_marts.a")
        return rows[0][2], next(words for title, words, _ in rows if title == "Comment")

    assert said() == ("The 'number'", "One row per number; it's short")
    # More than Hive's metastore keeps: Spark tries it for 20 s by default.
    words = "Another\nword, " * 30
    monkeypatch.setitem(TABLES[0].column_comments, "number", words)
    began = time.monotonic()
    builder.publish()
    assert time.monotonic() - began < 15
    assert said() == (words, "One row per number; it's short")
    # What stays the same is not made anew, which a reader could notice.
    monkeypatch.setattr(publishing_spark.SparkTables, "create", None)
    builder.make(2)
    builder.publish()
    assert seen() == whole(2)


def test_two_builds_of_one_folder(monkeypatch, tmp_path):
    monkeypatch.setenv("CC_SPARK_FOLDER", str(tmp_path))
    with (
        publishing_spark.alone(""),
        pytest.raises(Stop, match=r"Another build .*CC_SPARK_FOLDER.* wait for it to end"),
        publishing_spark.alone(""),
    ):
        pass
    with publishing_spark.alone(""), publishing_spark.alone("other_"):
        pass
    with publishing_spark.alone(""):
        pass
    monkeypatch.delenv("CC_SPARK_FOLDER")
    with pytest.raises(Stop, match="name it in CC_SPARK_FOLDER"), publishing_spark.alone(""):
        pass


def test_the_published_tables_are_what_the_hooks_read(builder, tmp_path):
    with reading(Settings("spark", tmp_path / "a.duckdb", "{}")) as reader:
        assert reader.exists('"point_marts"."a"')
        assert reader.rows('select count(*) from "point_marts"."a"') == [(201,)]
