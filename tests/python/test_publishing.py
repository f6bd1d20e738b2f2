"""The published file: whole at every moment, whoever reads it and whenever the process that writes it dies."""

import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pytest

from python_hooks.project import PROJECT, Stop
from python_hooks.publishing import PUBLIC_SCHEMAS, PublicTable, replace_file
from python_hooks.registry import read_macro

TABLES = [PublicTable("marts", "numbers"), PublicTable("quality", "as_seen")]


def test_what_is_public_is_said_once():
    assert read_macro("macros/project/public_schemas.sql") == list(PUBLIC_SCHEMAS)


def make_work(folder: Path, version: int, rows: int = 1000) -> Path:
    """A working database all of whose public rows carry one version."""
    work = folder / "a.work.duckdb"
    work.unlink(missing_ok=True)
    with duckdb.connect(str(work)) as connection:
        for schema in ("marts", "quality", "private"):
            connection.execute(f"create schema {schema}")
        connection.execute(f"create table private.people as select {version} as version, 'Ann' as name")
        connection.execute(
            f"create table marts.numbers as select range as number, {version} as version from range({rows})"
        )
        connection.execute("create view quality.as_seen as select version from a.private.people")
        connection.execute("create table marts.left_by_a_renamed_model as select 1 as one")
    return work


def versions(database: Path) -> tuple:
    with duckdb.connect(str(database), read_only=True) as connection:
        return connection.execute(
            "select min(version), max(version), count(*), (select max(version) from quality.as_seen) from marts.numbers"
        ).fetchone()


def temporary_files(folder: Path) -> list[Path]:
    return sorted(folder.glob(".*.tmp*"))


def test_what_is_public_is_copied_and_nothing_else(tmp_path):
    work = make_work(tmp_path, 1)
    published = replace_file(work, tmp_path / "a.duckdb", TABLES)
    assert (published.tables, published.rows) == (2, 1001)
    with duckdb.connect(str(tmp_path / "a.duckdb"), read_only=True) as connection:
        found = connection.execute(
            "select table_schema, table_name, table_type from information_schema.tables order by all"
        ).fetchall()
        assert found == [("marts", "numbers", "BASE TABLE"), ("quality", "as_seen", "BASE TABLE")]
        assert connection.execute("select count(*) from duckdb_schemas() where schema_name = 'private'").fetchone() == (
            0,
        )
    assert temporary_files(tmp_path) == []


def test_tables_and_columns_say_what_they_mean(tmp_path):
    words = PublicTable(
        "marts", "numbers", "One row per number; it's short", {"number": "The number", "gone": "No such"}
    )
    replace_file(make_work(tmp_path, 1), tmp_path / "a.duckdb", [words])
    with duckdb.connect(str(tmp_path / "a.duckdb"), read_only=True) as connection:
        assert connection.execute("select comment from duckdb_tables()").fetchall() == [
            ("One row per number; it's short",)
        ]
        columns = dict(
            connection.execute("select column_name, comment from duckdb_columns() where not internal").fetchall()
        )
    assert columns == {"number": "The number", "version": None}


def test_older_tools_can_open_the_file(tmp_path):
    replace_file(make_work(tmp_path, 1), tmp_path / "a.duckdb", TABLES)
    # The number of the storage format stands after the checksum and the magic word; 64 is that of DuckDB 1.0 to 1.2.
    header = (tmp_path / "a.duckdb").read_bytes()[:20]
    assert header[8:12] == b"DUCK"
    assert int.from_bytes(header[12:20], "little") <= 65


def test_a_table_that_is_missing_leaves_the_old_file(tmp_path):
    work, target = make_work(tmp_path, 1), tmp_path / "a.duckdb"
    replace_file(work, target, TABLES)
    before = target.read_bytes()
    with pytest.raises(Stop, match=r'has no "marts"\."more"'):
        replace_file(make_work(tmp_path, 2), target, [*TABLES, PublicTable("marts", "more")])
    assert target.read_bytes() == before
    assert temporary_files(tmp_path) == []


def test_what_a_killed_build_left_is_swept_up(tmp_path):
    left_over = tmp_path / ".a.duckdb.123.tmp"
    for name in (left_over.name, f"{left_over.name}.wal", "a.duckdb.wal"):
        (tmp_path / name).write_text("half of something")
    replace_file(make_work(tmp_path, 1), tmp_path / "a.duckdb", TABLES)
    assert versions(tmp_path / "a.duckdb") == (1, 1, 1000, 1)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.duckdb", "a.work.duckdb"]


READER = """
import sys, duckdb
connection = duckdb.connect(sys.argv[1], read_only=True)
for _ in sys.stdin:
    print(*connection.execute("select min(version), max(version), count(*) from marts.numbers").fetchone(), flush=True)
"""


def test_a_reader_neither_blocks_nor_is_blocked_and_keeps_its_tables(tmp_path):
    target = tmp_path / "a.duckdb"
    replace_file(make_work(tmp_path, 1), target, TABLES)
    with subprocess.Popen(
        [sys.executable, "-c", READER, str(target)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as reader:

        def ask() -> str:
            reader.stdin.write("\n")
            reader.stdin.flush()
            return reader.stdout.readline().strip()

        assert ask() == "1 1 1000"
        replace_file(make_work(tmp_path, 2, rows=2000), target, TABLES)
        assert ask() == "1 1 1000"
        assert versions(target) == (2, 2, 2000, 2)
        reader.stdin.close()


PUBLISHER = """
import sys
from pathlib import Path
from python_hooks.publishing import PublicTable, replace_file
tables = [PublicTable("marts", "numbers"), PublicTable("quality", "as_seen")]
print("begins", flush=True)
replace_file(Path(sys.argv[1]), Path(sys.argv[2]), tables)
print("ended", flush=True)
"""


def start_publishing(work: Path, target: Path) -> subprocess.Popen:
    process = subprocess.Popen(
        [sys.executable, "-c", PUBLISHER, str(work), str(target)], cwd=PROJECT, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout.readline() == "begins\n"
    return process


@pytest.fixture(scope="module")
def large_work(tmp_path_factory) -> tuple[Path, float]:
    """A working database of version 2, and how many seconds it takes to publish it here and now."""
    work = make_work(tmp_path_factory.mktemp("large"), 2, rows=1_000_000)
    process, started = start_publishing(work, work.with_name("other.duckdb")), time.monotonic()
    assert process.stdout.readline() == "ended\n"
    took = time.monotonic() - started
    process.communicate()
    return work, took


@pytest.mark.parametrize("share", [0.0, 0.25, 0.5, 0.75, 0.95])
def test_killed_at_any_moment_the_file_is_the_old_or_the_new_one(tmp_path, large_work, share):
    target, (work, took) = tmp_path / "a.duckdb", large_work
    replace_file(make_work(tmp_path, 1), target, TABLES)
    process = start_publishing(work, target)
    time.sleep(took * share)
    process.kill()
    process.communicate()
    assert versions(target) in [(1, 1, 1000, 1), (2, 2, 1_000_000, 2)]

    replace_file(make_work(tmp_path, 3), target, TABLES)
    assert versions(target) == (3, 3, 1000, 3)
    assert temporary_files(tmp_path) == []
