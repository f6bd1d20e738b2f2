"""The same rows make the same tables: built twice, in another order, cut into other files, delivered twice."""

import random
from pathlib import Path

import duckdb
import pytest

PUBLIC = "select table_schema, table_name from information_schema.tables order by all"
# what names files differs where the files differ
ABOUT_FILES = {("quality", "landing_reconciliation"), ("quality", "rejection_reasons")}


def world(seed: int = 7, contacts: int = 600) -> list[str]:
    """Contact rows (CSV lines) of a small random centre, every eighth of them corrected later."""
    chosen = random.Random(seed)
    lines = []
    for number in range(contacts):
        day, minute = 1 + number * 27 // contacts, chosen.randrange(8 * 60, 18 * 60)
        clock = f"2025-03-{day:02d}T{minute // 60:02d}:{minute % 60:02d}"
        handled = chosen.random() < 0.9
        row = [
            f"C{number:05d}",
            chosen.choice(["voice", "chat", "email"]),
            f"{clock}:00Z",
            f"{clock}:{chosen.randrange(1, 59):02d}Z" if handled else "",
            f"{clock}:59Z",
            "handled" if handled else "abandoned",
            chosen.choice(["sales", "care"]),
            f"A{chosen.randrange(5)}" if handled else "",
            chosen.choice(["billing", "network", ""]),
            f"K{chosen.randrange(contacts // 4)}" if chosen.random() < 0.9 else "",
        ]
        lines.append(",".join([*row, "2025-03-01T00:00:00Z"]))
        if number % 8 == 0:
            lines.append(",".join([*row[:8], "corrected", row[9], "2025-03-02T00:00:00Z"]))
    return lines


HEADER = "contact_id,channel,started_at,answered_at,ended_at,outcome,queue,agent_id,topic,customer_id,updated_at"


def landing(root: Path, files: dict[str, list[str]]) -> Path:
    (root / "contacts").mkdir(parents=True)
    for name, lines in files.items():
        (root / "contacts" / name).write_text("\n".join([HEADER, *lines]) + "\n")
    return root


def contents(database: Path) -> dict[tuple[str, str], list[tuple]]:
    """Every public table, its rows sorted."""
    with duckdb.connect(str(database), read_only=True) as connection:
        tables = connection.execute(PUBLIC).fetchall()
        assert ("marts", "kpi_scorecard") in tables
        return {
            (schema, table): connection.execute(f'select * from "{schema}"."{table}" order by all').fetchall()
            for schema, table in tables
        }


@pytest.fixture(scope="module")
def reference(run_build, tmp_path_factory):
    root = landing(tmp_path_factory.mktemp("reference") / "landing", {"contacts.csv": world()})
    built = run_build(root, tmp_path_factory.mktemp("reference-out"))
    assert built.returncode == 0, built.output
    return root, built, contents(built.database)


def assert_equal(found, expected, leaving_out=frozenset()):
    assert found.keys() == expected.keys()
    for table in expected.keys() - leaving_out:
        assert found[table] == expected[table], table


def test_built_again_in_the_same_database(run_build, reference):
    root, built, expected = reference
    again = run_build(root, built.database.parent, checks=False)
    assert again.returncode == 0, again.output
    assert_equal(contents(again.database), expected)


def test_built_elsewhere(run_build, reference, tmp_path):
    again = run_build(reference[0], tmp_path, checks=False)
    assert again.returncode == 0, again.output
    assert_equal(contents(again.database), reference[2])


def test_rows_in_another_order_and_other_files(run_build, reference, tmp_path):
    lines = world()
    random.Random(1).shuffle(lines)
    parts = {f"{name}.csv": lines[start::3] for start, name in enumerate(["z", "a", "m"])}
    built = run_build(landing(tmp_path / "landing", parts), tmp_path / "out", checks=False)
    assert built.returncode == 0, built.output
    assert_equal(contents(built.database), reference[2], ABOUT_FILES)


def test_everything_delivered_twice(run_build, reference, tmp_path):
    built = run_build(
        landing(tmp_path / "landing", {"first.csv": world(), "second.csv": world()}), tmp_path / "out", checks=False
    )
    assert built.returncode == 0, built.output
    found = contents(built.database)
    assert_equal(found, reference[2], ABOUT_FILES)
    with duckdb.connect(str(built.database), read_only=True) as connection:
        read, accepted, superseded, duplicates = connection.execute(
            "select sum(rows_read), sum(rows_accepted), sum(rows_superseded), sum(exact_duplicates) "
            "from quality.landing_reconciliation"
        ).fetchone()
    assert (read, accepted, superseded, duplicates) == (1350, 600, 75, 675)
