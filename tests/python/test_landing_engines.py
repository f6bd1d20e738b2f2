"""One nasty export, landed on every engine: the same rows, rejections and ledger, letter by letter."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace

import duckdb
import pytest

from python_hooks import spark_tables
from python_hooks.landing import LandingError, land
from python_hooks.landing.postgres import land_postgres
from python_hooks.landing.spark import land_spark
from python_hooks.landing.store import LEDGER_COLUMNS

HEADER = ["contact_id", "channel", "started_at", "outcome", "topic", "customer_id", "Note"]
START = "2025-01-01T10:00:00Z"
# What somebody has stored wrongly somewhere: contact_id, topic, customer_id, and a column that nobody declared.
NASTY = [
    ("9007199254740993", "beyond 2^53", "9223372036854775807", "18446744073709551616"),
    ("0042", "leading zeros", "1e5", "007"),
    ("c-backslash", "C:\\new\\table \\N \\. \\", "\\", "\\\\"),
    ("c-apostrophe", "O'Brien '' \\'", "'", "'; drop table contacts; --"),
    ("c-quote", 'she said "no"', '"', '""'),
    ("c-null", "", "", ""),
    ("c-nothing", "null", "None", "NULL"),
    ("c-emoji", "🙂 👩‍👩‍👧 é e\u0301", "客户", "Ж"),
    ("c-lines", "one\ntwo\r\nthree\n\n\\.\n", "a\tb", " padded "),
    ("c-braces", "{{ x }} ${y} %s %(z)s ?", "{}", "`tick` [a] ;"),
]
MALFORMED = [
    (b"c-short,voice\n", "wrong_number_of_fields", "c-short,voice"),
    (
        b"c-latin,voice,2025-01-01,handled,caf\xe9 O'Brien \\n,,\n",
        "not_utf8",
        "c-latin,voice,2025-01-01,handled,caf\\xe9 O'Brien \\n,,",
    ),
]
ROWS = (
    "select contact_id, channel, started_at, outcome, topic, customer_id, _file, _line, _row"
    " from {}standard_export__contacts"
)
REJECTED = "select source, entity, file, line, reason_code, raw from {}malformed"


def write_nasty(root: Path) -> None:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEADER)
    for contact_id, topic, customer_id, note in NASTY:
        writer.writerow([contact_id, "voice", START, "handled", topic, customer_id, note])
    (root / "contacts").mkdir(parents=True, exist_ok=True)
    (root / "contacts" / "nasty.csv").write_bytes(text.getvalue().encode() + b"".join(line for line, *_ in MALFORMED))


def expected_rows() -> list[tuple]:
    rows, line = [], 2
    for contact_id, topic, customer_id, note in NASTY:
        said = {"contact_id": contact_id, "channel": "voice", "started_at": START, "outcome": "handled"}
        said |= {"topic": topic, "customer_id": customer_id, "Note": note}
        whole = {name: value for name, value in said.items() if value}
        rows.append(
            (
                contact_id,
                "voice",
                START,
                "handled",
                topic or None,
                customer_id or None,
                "contacts/nasty.csv",
                line,
                whole,
            )
        )
        line += 1 + topic.count("\n")
    return rows


Ask = Callable[[str], list[tuple]]


def on_duckdb(folder: Path) -> tuple[list[tuple], Ask]:
    with duckdb.connect(str(folder / "landed.duckdb")) as con:
        # As dbt does with what its model returns.
        land(con, ["standard_export"]).create("landing.files")
        ledger = con.execute("from landing.files").fetchall()

    def ask(sql: str) -> list[tuple]:
        with duckdb.connect(str(folder / "landed.duckdb")) as con:
            return con.execute(sql.format("landing.")).fetchall()

    return ledger, ask


def on_postgres(schema: str) -> tuple[list[tuple], Ask]:
    import psycopg2

    from python_hooks.reading import postgres_address

    ledger = land_postgres(["standard_export"], schema)

    def ask(sql: str) -> list[tuple]:
        with closing(psycopg2.connect(**postgres_address())) as connection, connection.cursor() as cursor:
            cursor.execute(sql.format(f"{schema}."))
            return cursor.fetchall()

    return ledger, ask


def on_spark(schema: str) -> tuple[list[tuple], Ask]:
    from python_hooks.reading import spark_connected

    ledger = land_spark(["standard_export"], schema)

    def ask(sql: str) -> list[tuple]:
        with spark_connected() as connection, closing(connection.cursor()) as cursor:
            cursor.execute(sql.format(f"{schema}."))
            return cursor.fetchall()

    return ledger, ask


@pytest.fixture(params=["duckdb", "postgres", "spark"])
def landed(request, tmp_path, monkeypatch) -> tuple[list[tuple], Ask]:
    """The ledger of the nasty export, and a way to ask an engine what it holds; {} stands before a table's name."""
    engine = request.param
    if engine != "duckdb":
        variables = request.getfixturevalue({"postgres": "server", "spark": "spark_server"}[engine])
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
    monkeypatch.setenv("CC_LANDING_ROOT", str(tmp_path / "export"))
    write_nasty(tmp_path / "export")
    if engine == "duckdb":
        return on_duckdb(tmp_path)
    return (on_postgres if engine == "postgres" else on_spark)("nasty_landing")


def test_every_letter_survives(landed):
    ledger, ask = landed
    rows = sorted(ask(ROWS.format("{}")), key=lambda row: row[7])
    assert [(*row[:8], json.loads(row[8])) for row in rows] == expected_rows()
    after = 2 + sum(1 + topic.count("\n") for _, topic, *_ in NASTY)
    assert sorted(ask(REJECTED)) == sorted(
        ("standard_export", "contacts", "contacts/nasty.csv", after + place, reason, raw)
        for place, (_, reason, raw) in enumerate(MALFORMED)
    )
    (told,) = ask("select * from {}files")
    assert told == ledger[0] and len(ledger) == 1
    said = dict(zip(LEDGER_COLUMNS, told, strict=True))
    assert (said["records"], said["malformed_records"]) == (len(NASTY), len(MALFORMED))
    # Every physical line is something.
    parts = ("header_lines", "blank_lines", "continuation_lines", "malformed_records", "records")
    assert said["lines"] == sum(said[part] for part in parts)
    # Whole numbers are numbers: what a file's counts are added up as.
    assert ask("select sum(records) from {}files where records > 9")[0][0] == len(NASTY)


# ---------- Spark: what a second landing does


class OnSpark:
    """A landing folder of standard_export, and a schema of Spark that it is landed in."""

    def __init__(self, root: Path, schema: str, connection, folder: Path) -> None:
        self.root, self.schema, self.connection, self.folder = root, schema, connection, folder

    def write(self, name: str, *contacts: str, more: str = "") -> None:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        lines = [f"contact_id,channel,started_at,outcome{more}"]
        lines += [f"{contact},voice,{START},handled{more and ',x'}" for contact in contacts]
        path.write_text("\n".join(lines) + "\n")

    def land(self) -> None:
        land_spark(["standard_export"], self.schema, self.connection, self.folder)

    def ask(self, sql: str) -> list[tuple]:
        with closing(self.connection.cursor()) as cursor:
            cursor.execute(sql.format(f"{self.schema}."))
            return cursor.fetchall()

    def contacts(self) -> list[str]:
        return sorted(row[0] for row in self.ask("select contact_id from {}standard_export__contacts"))

    def versions(self, table: str) -> list[Path]:
        return sorted((self.folder / self.schema / table).iterdir())


@pytest.fixture
def on_a_cluster(spark_server, tmp_path, monkeypatch):
    for name, value in spark_server.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("CC_LANDING_ROOT", str(tmp_path / "export"))
    from python_hooks.reading import spark_connected

    with spark_connected() as connection:
        yield OnSpark(tmp_path / "export", "second_landing", connection, Path(spark_server["CC_SPARK_FOLDER"]))


def test_a_second_landing_on_spark_replaces_what_has_changed_and_nothing_else(on_a_cluster, monkeypatch):
    cluster, parsed = on_a_cluster, []
    # The package has a function of the module's name.
    module = sys.modules["python_hooks.landing.land"]
    original = module.read_csv
    monkeypatch.setattr(
        module,
        "read_csv",
        lambda file, table, name, facts: parsed.append(name) or original(file, table, name, facts),
    )
    cluster.write("contacts/a.csv", "c1")
    (cluster.root / "agents").mkdir()
    (cluster.root / "agents" / "a.csv").write_text("agent_id,valid_from\na1,2025-01-01\n")
    cluster.land()
    assert cluster.contacts() == ["c1"] and parsed == ["contacts/a.csv", "agents/a.csv"]
    agents = cluster.versions("standard_export__agents")

    # Who began to read before goes on reading what was there.
    (before,) = cluster.versions("standard_export__contacts")
    cluster.write("contacts/b.csv", "c2")
    cluster.land()
    assert cluster.contacts() == ["c1", "c2"]
    # Only what is new is read, only what has changed is written.
    assert parsed == ["contacts/a.csv", "agents/a.csv", "contacts/b.csv"]
    assert cluster.versions("standard_export__agents") == agents
    assert before in cluster.versions("standard_export__contacts")

    # A landing that stops leaves the last one.
    (cluster.root / "contacts" / "c.csv").write_text("contact_id\nc3\n")
    with pytest.raises(LandingError, match=r"contacts/c.csv has no column channel"):
        cluster.land()
    assert cluster.contacts() == ["c1", "c2"]
    (cluster.root / "contacts" / "c.csv").unlink()

    # What is not delivered any more is not there any more; files of the landing before the last go.
    (cluster.root / "contacts" / "a.csv").unlink()
    (cluster.root / "agents" / "a.csv").unlink()
    cluster.land()
    assert cluster.contacts() == ["c2"]
    assert cluster.ask("select * from {}standard_export__agents") == []
    assert before not in cluster.versions("standard_export__contacts")
    assert len(cluster.versions("standard_export__contacts")) == 2

    # A source that is switched off has no rows, in a table that views may stand on.
    land_spark([], cluster.schema, cluster.connection, cluster.folder)
    assert cluster.contacts() == []
    # A memory that is lost costs time alone; so do tables that are lost.
    (cluster.folder / cluster.schema / "memory.duckdb").unlink()
    cluster.ask("drop table {}standard_export__contacts")
    cluster.land()
    assert cluster.contacts() == ["c2"]


def test_a_column_that_is_new_to_a_table_on_spark_is_added(on_a_cluster):
    cluster = on_a_cluster
    cluster.schema = "new_column_landing"
    cluster.ask(f"create schema {cluster.schema}")
    # As an older release of the contract had it.
    cluster.ask("create table {}standard_export__contacts (contact_id string, was_once string) using parquet")
    cluster.write("contacts/a.csv", "c1")
    cluster.land()
    assert cluster.ask("select contact_id, was_once, channel, _line from {}standard_export__contacts") == [
        ("c1", None, "voice", 2)
    ]


def test_older_files_that_cannot_be_removed_do_not_stop_a_landing(on_a_cluster, monkeypatch):
    cluster, heard = on_a_cluster, []
    cluster.schema = "kept_landing"
    cluster.write("contacts/a.csv", "c1")
    cluster.land()
    (cluster.folder / cluster.schema / "standard_export__contacts" / "left_over").mkdir()

    def refuse(path):
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(spark_tables, "shutil", SimpleNamespace(rmtree=refuse))
    cluster.write("contacts/b.csv", "c2")
    land_spark(["standard_export"], cluster.schema, cluster.connection, cluster.folder, warn=heard.append)
    assert cluster.contacts() == ["c1", "c2"]
    (sentence,) = heard
    assert "the sources are landed, but older files cannot be removed: " in sentence and "left_over" in sentence


def test_a_server_that_is_not_there_is_named(monkeypatch, tmp_path):
    pytest.importorskip("pyhive")
    monkeypatch.setenv("CC_SPARK_PORT", "1")
    with pytest.raises(LandingError, match="name it in CC_SPARK_FOLDER"):
        land_spark(["standard_export"])
    monkeypatch.setenv("CC_SPARK_FOLDER", str(tmp_path))
    with pytest.raises(LandingError, match=r"the Spark server 127.0.0.1:1 cannot be used .*make spark-up"):
        land_spark(["standard_export"])
