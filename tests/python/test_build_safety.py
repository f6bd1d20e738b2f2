"""A build that fails, dies or meets another one leaves the last good tables, and the next one works."""

import fcntl
import hashlib
import shutil
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from python_hooks.project import Stop, read_settings

HEADER = "contact_id,channel,started_at,answered_at,ended_at,outcome,queue,customer_id"


def write_contacts(root: Path, contacts: int, channel: str = "voice") -> Path:
    """A landing folder with so many contacts, one an hour."""
    folder = root / "contacts"
    folder.mkdir(parents=True, exist_ok=True)
    rows = [HEADER]
    for number in range(contacts):
        at = f"2025-03-{1 + number // 24:02d}T{number % 24:02d}"
        rows.append(f"C{number},{channel},{at}:00:00Z,{at}:00:10Z,{at}:05:00Z,handled,care,K{number % 7}")
    (folder / "contacts.csv").write_text("\n".join(rows) + "\n")
    return root


def contacts_in(database: Path) -> int:
    with duckdb.connect(str(database), read_only=True) as connection:
        return connection.execute("select count(*) from marts.fct_contacts").fetchone()[0]


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.fixture(scope="module")
def first_build(run_build, tmp_path_factory):
    folder = tmp_path_factory.mktemp("first")
    built = run_build(write_contacts(folder / "landing", 30), folder / "out", checks=False)
    assert built.returncode == 0, built.output
    assert contacts_in(built.database) == 30
    return built


@pytest.fixture
def good(first_build, tmp_path):
    """A build of 30 contacts that passed, in a folder of its own."""
    shutil.copytree(first_build.database.parent, tmp_path / "out")
    return replace(first_build, database=tmp_path / "out" / first_build.database.name)


def read_until(process: subprocess.Popen, words: str) -> str:
    """What a build prints, up to the line that holds the words."""
    said = ""
    for line in process.stdout:
        said += line
        if words in line:
            return said
    raise AssertionError(f"The build ended before it said '{words}':\n{said}")


def wait_for_dbt(process: subprocess.Popen, work: Path) -> None:
    """Returns while dbt writes: its log of changes lies beside the working database."""
    log = work.with_name(f"{work.name}.wal")
    while not log.exists():
        assert process.poll() is None, process.stdout.read()
        time.sleep(0.01)


def test_killed_at_several_moments(good, start_build, run_build, tmp_path):
    landing = write_contacts(tmp_path / "landing", 48)
    before = digest(good.database)

    def start() -> subprocess.Popen:
        return start_build(good.database, CC_LANDING_ROOT=str(landing))

    for moment in ("while dbt builds", "while the expectations are held"):
        process = start()
        if moment == "while dbt builds":
            wait_for_dbt(process, good.work_database)
        else:
            read_until(process, "✓ dbt")
        process.kill()
        process.communicate()
        assert digest(good.database) == before, moment

    process = start()
    read_until(process, "✓ validate")
    process.kill()
    process.communicate()
    assert contacts_in(good.database) in (30, 48)

    again = run_build(landing, good.database.parent, checks=False)
    assert again.returncode == 0, again.output
    assert contacts_in(good.database) == 48
    assert list(good.database.parent.glob(".*.tmp*")) == []


READER = """
import sys, duckdb
connection = duckdb.connect(sys.argv[1], read_only=True)
for _ in sys.stdin:
    print(connection.execute("select count(*) from marts.fct_contacts").fetchone()[0], flush=True)
"""


def test_a_reader_beside_a_build(good, run_build, tmp_path):
    with subprocess.Popen(
        [sys.executable, "-c", READER, str(good.database)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as reader:

        def ask() -> int:
            reader.stdin.write("\n")
            reader.stdin.flush()
            return int(reader.stdout.readline())

        assert ask() == 30
        again = run_build(write_contacts(tmp_path / "landing", 48), good.database.parent, checks=False)
        assert again.returncode == 0, again.output
        assert ask() == 30
        assert contacts_in(good.database) == 48
        reader.stdin.close()


def test_a_data_test_that_fails_leaves_the_last_good_file(good, run_build, tmp_path):
    before = digest(good.database)
    landing = write_contacts(tmp_path / "landing", 48, channel="carrier_pigeon")
    failed = run_build(landing, good.database.parent)
    assert failed.returncode == 1
    assert "contacts.channel: 'carrier_pigeon' in 48 rows" in failed.output
    assert "small.duckdb is as the last good build left it" in failed.output.splitlines()[-1]
    assert digest(good.database) == before


def test_an_expectation_that_fails_leaves_the_last_good_file_until_it_is_accepted(run_build, tmp_path):
    landing, out = write_contacts(tmp_path / "landing", 240), tmp_path / "out"
    first = run_build(landing, out)
    assert first.returncode == 0, first.output
    before = digest(first.database)

    write_contacts(landing, 100)
    shrunk = run_build(landing, out)
    assert shrunk.returncode == 1
    assert "contacts: volume (of_last_build): expected that at least half as many rows" in shrunk.output
    assert "found of_last_build 0.4167" in shrunk.output
    assert digest(first.database) == before
    page = (out / "validation.html").read_text()
    assert "1 failed" in page and "at least half as many rows" in page.lower()

    accepted = run_build(landing, out, CC_ACCEPT_EXPORT="1")
    assert accepted.returncode == 0, accepted.output
    assert contacts_in(first.database) == 100


def test_two_builds_of_one_database(good, run_build, tmp_path):
    with (good.database.parent / f".{good.database.name}.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        second = run_build(tmp_path / "landing", good.database.parent)
    assert second.returncode == 1
    assert "is running: wait for it to end" in second.output


def test_a_working_database_that_is_open_elsewhere(good, run_build, tmp_path):
    hold = "import sys, duckdb; c = duckdb.connect(sys.argv[1]); print('open', flush=True); sys.stdin.read()"
    with subprocess.Popen(
        [sys.executable, "-c", hold, str(good.work_database)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as holder:
        assert holder.stdout.readline() == "open\n"
        blocked = run_build(tmp_path / "landing", good.database.parent)
        holder.stdin.close()
    assert blocked.returncode == 1
    assert blocked.output.splitlines()[-1].startswith("The working database is open in another program")


@pytest.mark.parametrize(
    ("database", "words"),
    [
        ("kpis.db", "must end in .duckdb"),
        ("kpis.work.duckdb", "not in .work.duckdb"),
        ("folder.duckdb", "which is a folder"),
        ("file.txt/kpis.duckdb", "its folder cannot be made"),
    ],
)
def test_a_database_name_that_cannot_be_right(tmp_path, monkeypatch, database, words):
    (tmp_path / "folder.duckdb").mkdir()
    (tmp_path / "file.txt").touch()
    monkeypatch.setenv("CC_DATABASE", str(tmp_path / database))
    with pytest.raises(Stop, match=words):
        read_settings()


def test_variables_that_are_no_yaml_mapping(monkeypatch, tmp_path):
    monkeypatch.setenv("CC_DATABASE", str(tmp_path / "new" / "kpis.duckdb"))
    with pytest.raises(Stop, match="must be YAML"):
        read_settings("cc_fcr_window_hours")
    assert read_settings("{cc_fcr_window_hours: 72}").work == tmp_path / "new" / "kpis.work.duckdb"
    assert (tmp_path / "new").is_dir()
