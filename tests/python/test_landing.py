"""Landing whole folders: what becomes of every file, what is remembered, and what stops it."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import yaml

from python_hooks.landing import LandingError, land
from python_hooks.landing.reasons import sentences
from python_hooks.landing.sources import named_folders
from python_hooks.registry import PROJECT, canonical_entities

HEADER = "contact_id,channel,started_at,outcome"
ROW = "c1,voice,2025-01-01T10:00:00Z,handled"


class Landing:
    """A landing folder of standard_export and a database; `run` lands the one in the other."""

    def __init__(self, root: Path, con: duckdb.DuckDBPyConnection) -> None:
        self.root, self.con = root, con

    def write(self, name: str, content: str | bytes) -> Path:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def write_parquet(self, name: str, columns: dict) -> Path:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        pq.write_table(pa.table(columns), path)
        return path

    def run(self) -> dict[str, dict]:
        """File -> its row in the ledger; what stops it leaves the database as it was."""
        self.con.begin()
        try:
            relation = land(self.con, ["standard_export"])
            ledger = [dict(zip(relation.columns, row, strict=True)) for row in relation.fetchall()]
        except Exception:
            self.con.rollback()
            raise
        self.con.commit()
        for file in ledger:
            assert file["lines"] == sum(
                file[name]
                for name in ("header_lines", "blank_lines", "continuation_lines", "malformed_records", "records")
            ), file
        return {file["file"]: file for file in ledger}

    def rows(self, columns: str = "contact_id", entity: str = "contacts") -> list[tuple]:
        return self.con.execute(
            f"select {columns} from landing.standard_export__{entity} order by _file, _line"
        ).fetchall()

    def malformed(self) -> list[tuple]:
        return self.con.execute("select file, line, reason_code from landing.malformed order by file, line").fetchall()


@pytest.fixture
def landing(tmp_path, monkeypatch):
    monkeypatch.setenv("CC_LANDING_ROOT", str(tmp_path / "export"))
    with duckdb.connect(str(tmp_path / "database.duckdb")) as con:
        con.execute("set TimeZone = 'America/New_York'")  # values must not depend on it
        yield Landing(tmp_path / "export", con)


@pytest.fixture
def parsed(monkeypatch):
    """The files whose text is parsed, in order."""
    module = sys.modules["python_hooks.landing.land"]
    names: list[str] = []
    for function in ("read_csv", "read_ndjson"):
        original = getattr(module, function)

        def counted(file, table, name, facts, original=original):
            names.append(name)
            return original(file, table, name, facts)

        monkeypatch.setattr(module, function, counted)
    return names


# ---------- what is landed


def test_every_format_lands_as_the_same_text(landing):
    landing.write("contacts/a.csv", f"{HEADER},talk_seconds,is_escalated\n{ROW},90,true\n")
    landing.write("contacts/b.csv.gz", gzip.compress(f"{HEADER},talk_seconds,is_escalated\n{ROW},90,true\n".encode()))
    record = {"contact_id": "c1", "channel": "voice", "started_at": "2025-01-01T10:00:00Z", "outcome": "handled"}
    landing.write("contacts/c.ndjson", json.dumps(record | {"talk_seconds": 90, "is_escalated": True}) + "\n")
    landing.write_parquet(
        "contacts/d.parquet",
        {key: [value] for key, value in record.items()} | {"talk_seconds": [90], "is_escalated": [True]},
    )
    ledger = landing.run()
    values = landing.rows("contact_id, channel, started_at, outcome, talk_seconds, is_escalated, topic, _row")
    assert len(values) == 4 and len(set(values)) == 1
    assert values[0][:7] == ("c1", "voice", "2025-01-01T10:00:00Z", "handled", "90", "true", None)
    assert json.loads(values[0][7]) == record | {"talk_seconds": "90", "is_escalated": "true"}
    assert landing.rows("_file, _line") == [
        ("contacts/a.csv", 2),
        ("contacts/b.csv.gz", 2),
        ("contacts/c.ndjson", 1),
        ("contacts/d.parquet", 1),
    ]
    assert [file["format"] for file in ledger.values()] == ["csv", "csv.gz", "ndjson", "parquet"]


def test_all_thirteen_entities_have_a_relation_with_all_columns(landing):
    landing.write("contacts/a.csv", f"{HEADER}\n{ROW}\n")
    landing.run()
    for entity, contract in canonical_entities().items():
        described = landing.con.execute(f"describe landing.standard_export__{entity}").fetchall()
        assert [(row[0], row[1]) for row in described] == [
            *((column, "VARCHAR") for column in contract["columns"]),
            ("_file", "VARCHAR"),
            ("_line", "BIGINT"),
            ("_row", "VARCHAR"),
        ]
        assert len(landing.rows("_line", entity)) == (entity == "contacts")


def test_a_folder_is_named_as_seen_from_the_project(tmp_path):
    clone = tmp_path / "clone"
    (clone / "seeds").mkdir(parents=True)
    (tmp_path / "way").symlink_to(clone / "seeds")
    roots = {"b": clone / "seeds", "a": tmp_path / "exports", "c": tmp_path / "way"}
    assert named_folders(roots, clone) == f"a {tmp_path / 'exports'}\nb seeds\nc seeds"


def test_header_names_match_trimmed_and_in_any_case_and_in_any_order(landing):
    landing.write("contacts/a.csv", "Outcome, STARTED_AT ,CHANNEL,Contact_Id,Mood,\nhandled,2025-01-01,chat,c1,blue,\n")
    ledger = landing.run()
    assert landing.rows("contact_id, channel, started_at, outcome") == [("c1", "chat", "2025-01-01", "handled")]
    assert ledger["contacts/a.csv"]["unknown_columns"] == "Mood,(unnamed)"
    assert "updated_at" in ledger["contacts/a.csv"]["missing_columns"].split(",")


def test_empty_text_is_null_quoted_or_not(landing):
    landing.write("contacts/a.csv", f'{HEADER},topic,queue\n{ROW},"",\n')
    landing.run()
    assert landing.rows("topic, queue") == [(None, None)]


def test_values_survive_byte_by_byte(landing):
    topic = 'O\'Brien said "no\\n" 🙂\tré\r\nnew line, and \\N'
    landing.write(
        "contacts/a.csv",
        f'{HEADER},topic,customer_id\n{ROW},"{topic.replace(chr(34), chr(34) * 2)}",9007199254740993\n',
    )
    landing.run()
    assert landing.rows("topic, customer_id") == [(topic, "9007199254740993")]


def test_files_with_nothing_in_them_are_in_the_ledger(landing):
    landing.write("contacts/a.csv", f"{HEADER}\n{ROW}\n")
    landing.write("contacts/empty.csv", b"")
    landing.write("contacts/header.csv", "contact_id,channel\n")
    landing.write("contacts/blank.csv", "\n\n")
    landing.write("tickets/empty.csv.gz", b"")
    landing.write("tickets/empty.ndjson", b"")
    landing.write("tickets/empty.parquet", b"")
    landing.write_parquet("tickets/header.parquet", {"ticket_id": pa.array([], pa.string())})
    ledger = landing.run()
    assert {name: (file["lines"], file["records"]) for name, file in ledger.items()} == {
        "contacts/a.csv": (2, 1),
        "contacts/blank.csv": (2, 0),
        "contacts/empty.csv": (0, 0),
        "contacts/header.csv": (1, 0),
        "tickets/empty.csv.gz": (0, 0),
        "tickets/empty.ndjson": (0, 0),
        "tickets/empty.parquet": (0, 0),
        "tickets/header.parquet": (0, 0),
    }
    assert landing.rows("_line", "tickets") == []


def test_malformed_records_keep_their_place_their_reason_and_their_bytes(landing):
    landing.write("contacts/a.csv", f"{HEADER}\n{ROW}\n".encode() + b"c2,voice\nc3,voice,caf\xe9,handled\n")
    ledger = landing.run()
    assert landing.malformed() == [
        ("contacts/a.csv", 3, "wrong_number_of_fields"),
        ("contacts/a.csv", 4, "not_utf8"),
    ]
    assert landing.con.execute(
        "select source, entity, reason, raw from landing.malformed where line = 4"
    ).fetchone() == (
        "standard_export",
        "contacts",
        sentences()["not_utf8"],
        "c3,voice,caf\\xe9,handled",
    )
    assert (ledger["contacts/a.csv"]["malformed_records"], ledger["contacts/a.csv"]["records"]) == (2, 1)


def test_a_file_of_many_malformed_records_lands_them_all(landing):
    landing.write("contacts/a.csv", f"{HEADER}\n{ROW}\n" + "broken\n" * 25_000)
    landing.run()
    assert landing.con.execute("select count(*), max(line) from landing.malformed").fetchone() == (25_000, 25_002)


def test_one_poisoned_line_among_many_costs_one_line(landing):
    rows = [f"c{number},voice,2025-01-01T10:00:00Z,handled" for number in range(5000)]
    rows[2500] = 'c2500,"voice,2025-01-01T10:00:00Z,handled'
    landing.write("contacts/a.csv", "\n".join([HEADER, *rows]))
    landing.run()
    assert landing.malformed() == [("contacts/a.csv", 2502, "unbalanced_quote")]
    assert landing.rows("contact_id, _line") == [(f"c{n}", n + 2) for n in range(5000) if n != 2500]


def test_line_numbers_are_physical(landing):
    landing.write("contacts/a.csv", f'\n{HEADER},topic\n{ROW},"two\nlines"\n\nbroken\n{ROW},x\n')
    ledger = landing.run()
    assert landing.rows("_line, topic") == [(3, "two\nlines"), (7, "x")]
    assert landing.malformed() == [("contacts/a.csv", 6, "wrong_number_of_fields")]
    counted = ("lines", "header_lines", "blank_lines", "continuation_lines", "malformed_records", "records")
    assert [ledger["contacts/a.csv"][name] for name in counted] == [7, 1, 2, 1, 1, 2]


def test_folders_below_count_and_other_tools_files_do_not(landing):
    landing.write("contacts/2025/01/a.CSV", f"{HEADER}\n{ROW}\n")
    landing.write("contacts/_SUCCESS", "")
    landing.write("contacts/.a.csv.crc", "x")
    landing.write("notes.txt", "not an entity's")
    assert list(landing.run()) == ["contacts/2025/01/a.CSV"]


# ---------- columns that nobody knows


def whole_rows(landing) -> list[dict]:
    """What each row says beyond the required columns of ROW."""
    assert landing.rows("contact_id, channel, started_at, outcome") == [tuple(ROW.split(","))] * len(landing.rows())
    told = [json.loads(row) for (row,) in landing.rows("_row")]
    required = dict(zip(HEADER.split(","), ROW.split(","), strict=True))
    assert all(required.items() <= row.items() for row in told)
    return [{name: text for name, text in row.items() if name not in required} for row in told]


def test_the_whole_row_holds_the_cells_of_unknown_columns_in_every_format(landing):
    text = 'O\'Brien said "no\\n" 🙂\tré\r\nline, and \\N'
    cell = f'"{text.replace(chr(34), chr(34) * 2)}"'
    data = f"{HEADER},Mood,topic,an 'odd' \"\"name,\n{ROW},{cell},t,007,x\n{ROW},,,,\n{ROW},,u,1,\n"
    landing.write("contacts/a.csv", data)
    landing.write("contacts/b.csv.gz", gzip.compress(data.encode()))
    record = dict(zip(HEADER.split(","), ROW.split(","), strict=True))
    more = [
        {"Mood": text, "topic": "t", "an 'odd' \"\"name": "007", "": "x"},
        {},
        {"topic": "u", "an 'odd' \"\"name": 1},
    ]
    landing.write("contacts/c.ndjson", "\n".join(json.dumps(record | others) for others in more))
    landing.write_parquet(
        "contacts/d.parquet",
        {name: [value] * 3 for name, value in record.items()}
        | {
            "Mood": [text, None, ""],
            "topic": ["t", None, "u"],
            "an 'odd' \"\"name": ["007", None, "1"],
            "": ["x", "", None],
        },
    )
    ledger = landing.run()
    expected = [
        {"topic": "t", "Mood": text, "an 'odd' \"\"name": "007", "(unnamed)": "x"},
        {},
        {"topic": "u", "an 'odd' \"\"name": "1"},
    ]
    assert whole_rows(landing) == expected * 4
    assert {file["unknown_columns"] for file in ledger.values()} == {"Mood,an 'odd' \"\"name,(unnamed)"}


def test_unknown_values_of_parquet_have_the_text_that_known_ones_have(landing):
    landing.write_parquet(
        "contacts/a.parquet",
        contacts_parquet(
            **dict(zip(HEADER.split(","), ([value] for value in ROW.split(",")), strict=True)),
            at=pa.array([datetime(2025, 1, 1, 10, tzinfo=UTC)], pa.timestamp("us", tz="Europe/Sofia")),
            score=pa.array([90.0]),
            tags=pa.array([["a", "b"]]),
            note=pa.array(["nul \0"]),
        ),
    )
    landing.run()
    expected = {"at": "2025-01-01 10:00:00Z", "score": "90", "tags": '["a","b"]', "note": "nul \0"}
    assert whole_rows(landing) == [expected]


def test_files_without_unknown_columns_store_nothing_of_them(landing):
    landing.write("contacts/a.csv", f"{HEADER},topic\n{ROW},t\n")
    landing.write("contacts/b.csv", f"{HEADER},Mood\n{ROW},blue\n{ROW},\n")
    landing.run()
    stored = landing.con.execute("select _unknown from landing.standard_export__contacts__text order by all").fetchall()
    assert stored == [('{"Mood": "blue"}',), (None,), (None,)]


def test_an_unknown_column_that_is_named_twice_is_ignored_and_reported(landing):
    landing.write("contacts/a.csv", f"{HEADER},Note,note,Note,Note_2,,\n{ROW},1,2,3,4,5,6\n")
    pairs = [*zip(HEADER.split(","), ROW.split(","), strict=True)]
    pairs += [("Note", "1"), ("note", "2"), ("Note", "3"), ("Note_2", "4"), ("", "5"), (" ", "6")]
    line = ", ".join(f"{json.dumps(name)}: {json.dumps(value)}" for name, value in pairs)
    landing.write("contacts/b.ndjson", f"{{{line}}}\n")
    for file, order in (("c", pairs), ("d", pairs[::-1]), ("e", pairs)):
        path = landing.root / "contacts" / f"{file}.parquet"
        arrays = [pa.array([value]) for _, value in order]
        pq.write_table(pa.Table.from_arrays(arrays, names=[name for name, _ in order]), path)
    ledger = landing.run()
    told = {"Note": "1", "note": "2", "Note_3": "3", "Note_2": "4", "(unnamed)": "5", "(unnamed)_2": "6"}
    backwards = {"Note": "3", "note": "2", "Note_3": "1", "Note_2": "4", "(unnamed)": "6", "(unnamed)_2": "5"}
    assert whole_rows(landing) == [told, told, told, backwards, told]
    assert landing.malformed() == []
    for name in ("a.csv", "b.ndjson", "c.parquet", "e.parquet"):
        assert ledger[f"contacts/{name}"]["unknown_columns"] == ",".join(told)


def test_a_second_name_is_never_that_of_another_column(own_source, tmp_path):
    (tmp_path / "files" / "a.csv").write_text("Call Id,note,note,call_id\n1,a,b,c\n")
    columns = [{"name": "call_id", "header": "Call Id"}, {"name": "remark", "header": "Note_2"}]
    con = own_source({"files": "*.csv"}, {"calls": {"columns": columns}})
    assert json.loads(con.execute("select _row from landing.mine__calls").fetchone()[0]) == {
        "Call Id": "1",
        "note": "a",
        "note_3": "b",
        "call_id": "c",
    }


def test_a_parquet_file_that_names_a_declared_column_twice_stops(landing):
    landing.write_parquet("contacts/x.parquet", contacts_parquet() | {"Channel ": ["x"]})
    with pytest.raises(LandingError, match=r"standard_export: contacts/x.parquet names the column channel twice\."):
        landing.run()


# ---------- NDJSON


def test_ndjson_values_are_text_as_written(landing):
    landing.write(
        "contacts/a.ndjson",
        '\ufeff{"contact_id": 9007199254740993, "channel": "voice", "started_at": "2025-01-01", "OUTCOME": "handled",'
        ' "talk_seconds": 1.50, "is_escalated": false, "topic": "", "queue": null,'
        ' "disposition": {"a": [1.10, "é", null, true]}, "customer_id": "\\ud83d\\ude42", "mood": 1}\r\n',
    )
    ledger = landing.run()
    columns = "contact_id, outcome, talk_seconds, is_escalated, topic, queue, disposition, customer_id"
    assert landing.rows(columns) == [
        ("9007199254740993", "handled", "1.50", "false", None, None, '{"a": [1.10, "é", null, true]}', "🙂")
    ]
    assert ledger["contacts/a.ndjson"]["unknown_columns"] == "mood"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"{", "not_json"),
        (b'{"contact_id": NaN}', "not_json"),
        (b'{"contact_id": 1} {"contact_id": 2}', "not_json"),
        (b"[" * 100_000, "not_json"),
        *((b'{"mood": ' + b"[" * depth + b"]" * depth + b"}", "not_json") for depth in (600, 100_000)),
        (b"[1]", "not_an_object"),
        (b'"text"', "not_an_object"),
        (b'{"contact_id": 1, "contact_id": 2}', "duplicate_key"),
        (b'{"contact_id": 1, "Contact_ID": 2}', "duplicate_key"),
        (b'{"contact_id": {"a": 1, "a": 2}}', "duplicate_key"),
        (b'{"contact_id": "caf\xe9"}', "not_utf8"),
        (b'{"contact_id": "\\ud83d"}', "not_utf8"),
        (b'{"contact_id": "\\u0000"}', "nul_byte"),
    ],
)
def test_a_malformed_line_of_ndjson_says_why_and_costs_no_other(landing, line, reason):
    good = b'{"contact_id": "c1", "channel": "voice", "started_at": "2025-01-01", "outcome": "handled"}\n'
    landing.write("contacts/a.ndjson", good + line + b"\n\n" + good)
    ledger = landing.run()
    assert landing.malformed() == [("contacts/a.ndjson", 2, reason)]
    assert landing.rows("_line") == [(1,), (4,)]
    assert ledger["contacts/a.ndjson"]["blank_lines"] == 1


# ---------- Parquet


def contacts_parquet(**columns) -> dict:
    rows = len(next(iter(columns.values()))) if columns else 1
    base = {"contact_id": "c1", "channel": "voice", "started_at": "2025-01-01", "outcome": "handled"}
    return {name: [value] * rows for name, value in base.items() if name not in columns} | columns


def test_parquet_values_have_one_stable_text(landing):
    landing.write_parquet(
        "contacts/a.parquet",
        contacts_parquet(
            started_at=pa.array([datetime(2025, 1, 1, 10, 0, 0, 250000)], pa.timestamp("us")),
            ended_at=pa.array([datetime(2025, 1, 1, 10, tzinfo=UTC)], pa.timestamp("us", tz="Europe/Sofia")),
            queued_at=pa.array([datetime(2025, 1, 1, 10)], pa.timestamp("ns")),
            answered_at=pa.array([date(2025, 1, 1)], pa.date32()),
            talk_seconds=pa.array([90.0], pa.float64()),
            hold_seconds=pa.array([1.5], pa.float64()),
            wrap_up_seconds=pa.array([float("nan")], pa.float64()),
            ivr_seconds=pa.array([2**53 + 1], pa.int64()),
            is_escalated=pa.array([True]),
            topic=pa.array([b"r\xc3\xa9"], pa.binary()),
            disposition=pa.array([["a", "b"]]),
            queue=pa.array([""]),
        ),
    )
    landing.run()
    columns = (
        "started_at, ended_at, queued_at, answered_at, talk_seconds, hold_seconds, wrap_up_seconds, ivr_seconds,"
        " is_escalated, topic, disposition, queue"
    )
    assert landing.rows(columns) == [
        (
            "2025-01-01 10:00:00.25",
            "2025-01-01 10:00:00Z",
            "2025-01-01 10:00:00",
            "2025-01-01",
            "90",
            "1.5",
            None,
            "9007199254740993",
            "true",
            "ré",
            '["a","b"]',
            None,
        )
    ]


def test_parquet_files_of_other_types_and_columns_do_not_touch_each_other(landing):
    landing.write_parquet("contacts/a.parquet", contacts_parquet(customer_id=pa.array([2**53 + 1], pa.int64())))
    landing.write_parquet("contacts/b [1]*?.parquet", contacts_parquet(customer_id=pa.array([0.5], pa.float64())))
    landing.write_parquet("contacts/c.parquet", contacts_parquet(Topic=["t", "u"], Mood=[1, 2]))
    landing.write("contacts/d.csv", f"{HEADER},customer_id\n{ROW},007\n")
    ledger = landing.run()
    assert landing.rows("_file, _line, customer_id, topic") == [
        ("contacts/a.parquet", 1, "9007199254740993", None),
        ("contacts/b [1]*?.parquet", 1, "0.5", None),
        ("contacts/c.parquet", 1, None, "t"),
        ("contacts/c.parquet", 2, None, "u"),
        ("contacts/d.csv", 2, "007", None),
    ]
    assert ledger["contacts/c.parquet"]["unknown_columns"] == "Mood"


@pytest.mark.parametrize("part", ["footer", "dictionary", "page"])
def test_a_damaged_parquet_file_is_named(landing, part):
    topics = [f"topic {number * number % 977}" for number in range(500)]
    path = landing.write_parquet("contacts/a.parquet", contacts_parquet(topic=topics))
    column = pq.read_metadata(path).row_group(0).column(4)
    content = bytearray(path.read_bytes())
    at = {"footer": len(content) - 60, "dictionary": column.dictionary_page_offset, "page": column.data_page_offset}[
        part
    ]
    content[at + 20 : at + 60] = b"\xff" * 40
    path.write_bytes(content)
    with pytest.raises(LandingError, match=r"standard_export: contacts/a.parquet is no readable Parquet file \(.*\):"):
        landing.run()


# ---------- memory


def test_a_content_is_parsed_once(landing, parsed):
    landing.write("contacts/a.csv", f"{HEADER}\n{ROW}\nbroken\n")
    landing.write("contacts/b.ndjson", '{"contact_id": "c2", "channel": "x", "started_at": "y", "outcome": "z"}\n')
    first = landing.run()
    rows, malformed = landing.rows("*"), landing.malformed()
    assert parsed == ["contacts/a.csv", "contacts/b.ndjson"]
    assert landing.run() == first
    assert (landing.rows("*"), landing.malformed()) == (rows, malformed)
    assert parsed == ["contacts/a.csv", "contacts/b.ndjson"]


def test_changed_content_replaces_and_a_file_that_is_gone_is_gone(landing, parsed):
    landing.write("contacts/a.csv", f"{HEADER}\n{ROW}\nbroken\n")
    gone = landing.write("contacts/b.csv", f"{HEADER}\n{ROW.replace('c1', 'c2')}\n")
    landing.run()
    landing.write("contacts/a.csv", f"{HEADER}\n{ROW.replace('c1', 'c3')}\n")
    gone.unlink()
    assert list(landing.run()) == ["contacts/a.csv"]
    assert landing.rows() == [("c3",)]
    assert landing.malformed() == []
    assert parsed == ["contacts/a.csv", "contacts/b.csv", "contacts/a.csv"]
    stored = landing.con.execute("select count(*) from landing.standard_export__contacts__text").fetchone()
    assert stored == (1,)


def test_the_same_content_under_two_names_is_parsed_once_and_counts_twice(landing, parsed):
    for name in ("b", "a"):
        landing.write(f"contacts/{name}.csv", f"{HEADER}\n{ROW}\nbroken\n")
    ledger = landing.run()
    assert parsed == ["contacts/b.csv"] or parsed == ["contacts/a.csv"]
    assert landing.rows("_file, contact_id") == [("contacts/a.csv", "c1"), ("contacts/b.csv", "c1")]
    assert [file for file, *_ in landing.malformed()] == ["contacts/a.csv", "contacts/b.csv"]
    assert sum(file["records"] for file in ledger.values()) == 2


def test_a_moved_file_is_not_parsed_again(landing, parsed):
    path = landing.write("contacts/a.csv", f"{HEADER}\n{ROW}\n")
    landing.run()
    path.rename(path.with_name("b.csv"))
    landing.run()
    assert landing.rows("_file") == [("contacts/b.csv",)]
    assert parsed == ["contacts/a.csv"]


def test_another_way_of_reading_reads_again(landing, parsed, monkeypatch):
    landing.write("contacts/a.csv", f"{HEADER}\n{ROW}\n")
    landing.run()
    monkeypatch.setattr("python_hooks.landing.store.READER_VERSION", -1)
    landing.run()
    assert parsed == ["contacts/a.csv", "contacts/a.csv"]
    assert landing.rows() == [("c1",)]


# ---------- what stops it


def test_what_stops_a_landing_leaves_the_last_one(landing):
    landing.write("contacts/a.csv", f"{HEADER}\n{ROW}\n")
    landing.run()
    landing.write("contacts/b.csv", f"{HEADER}\n{ROW.replace('c1', 'c2')}\n")
    landing.write("contacts/c.csv", "contact_id,channel,outcome\nc3,voice,handled\n")
    with pytest.raises(LandingError):
        landing.run()
    assert landing.rows() == [("c1",)]
    assert landing.con.execute("select file from landing.current_files").fetchall() == [("contacts/a.csv",)]


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        (
            "contacts/x.csv",
            "contact_id,channel,outcome\nc1,voice,handled\n",
            "standard_export: contacts/x.csv has no column started_at, which standard_export.contacts requires: add the"
            " column to the export, or move the file out of the landing folder.",
        ),
        (
            "contacts/x.ndjson",
            '{"contact_id": "c1", "channel": "voice", "outcome": "handled"}\n',
            "standard_export: contacts/x.ndjson has no column started_at, which standard_export.contacts requires: add"
            " the column to the export, or move the file out of the landing folder.",
        ),
        (
            "contacts/x.csv",
            "contact_id;channel;outcome\nc1;voice;handled\n",
            "standard_export: contacts/x.csv has no column contact_id, which standard_export.contacts requires (its"
            " header is one column, 'contact_id;channel;outcome': is it separated by ','?): add the column to the"
            " export, or move the file out of the landing folder.",
        ),
        (
            "contacts/x.csv",
            f"{HEADER},Channel\n{ROW},x\n",
            "standard_export: contacts/x.csv names the column channel twice in its header.",
        ),
        (
            "contacts/x.csv.gz",
            b"not gzip",
            "standard_export: contacts/x.csv.gz cannot be read (Not a gzipped file (b'no')): replace it, or move it"
            " away.",
        ),
        (
            "contacts/x.csv.gz",
            gzip.compress(f"{HEADER}\n{ROW}\n".encode() * 99)[:-9],
            "standard_export: contacts/x.csv.gz cannot be read (Compressed file ended before the end-of-stream marker"
            " was reached): replace it, or move it away.",
        ),
        (
            "contacts/x.xlsx",
            "PK",
            "standard_export: contacts/x.xlsx is none of .csv, .txt, .tsv, .ndjson, .jsonl, .parquet (text also as"
            " .gz): convert it, or move it out of {root}.",
        ),
        (
            "survey_response/x.csv",
            "response_id\n",
            "standard_export: the folder survey_response in {root} is no table of this source: rename it to"
            " survey_responses, or move it away.",
        ),
    ],
    ids=lambda value: None if isinstance(value, bytes) or "\n" in value or " " in value else value,
)
def test_a_fault_is_one_sentence_that_names_file_and_column(landing, name, content, sentence):
    landing.write("contacts/good.csv", f"{HEADER}\n{ROW}\n")
    landing.write(name, content)
    with pytest.raises(LandingError) as stopped:
        landing.run()
    assert str(stopped.value) == sentence.format(root=landing.root)


def test_a_parquet_file_without_a_required_column_stops(landing):
    landing.write_parquet("contacts/x.parquet", {"contact_id": ["c1"]})
    with pytest.raises(LandingError, match=r"contacts/x.parquet has no column channel, which"):
        landing.run()


def test_a_file_that_cannot_be_opened_is_named(landing):
    landing.write("contacts/good.csv", f"{HEADER}\n{ROW}\n")
    (landing.root / "contacts" / "x.csv").symlink_to("nowhere")
    with pytest.raises(LandingError, match=r"contacts/x.csv cannot be read \(No such file or directory\)"):
        landing.run()


def test_a_file_that_changes_while_it_is_read_is_named(landing, monkeypatch):
    module = sys.modules["python_hooks.landing.land"]
    path = landing.write("contacts/a.csv", f"{HEADER}\n{ROW}\n")
    original = module.read_csv

    def slow(*arguments):
        with path.open("a") as file:
            file.write(f"{ROW}\n")
        yield from original(*arguments)

    monkeypatch.setattr(module, "read_csv", slow)
    with pytest.raises(
        LandingError, match=r"contacts/a.csv changed while it was read: land again when its export is done"
    ):
        landing.run()


def test_a_root_that_is_not_there_or_empty_says_where_to_point(landing):
    with pytest.raises(
        LandingError, match=r"does not exist: put the export there, or set CC_LANDING_ROOT to the folder"
    ):
        landing.run()
    landing.root.mkdir()
    with pytest.raises(LandingError, match=r"holds no file of any of its tables .* set CC_LANDING_ROOT"):
        landing.run()
    landing.write("tickets/a.csv", "ticket_id,created_at\nt1,2025-01-01\n")
    with pytest.raises(LandingError, match=r"holds no file of contacts .*, without which nothing can be built"):
        landing.run()


# ---------- sources of one's own


@pytest.fixture
def own_source(tmp_path, monkeypatch):
    """Lands a source declared by the given blocks; returns the connection."""
    con = duckdb.connect()

    def run(landing: dict, tables: dict[str, dict]) -> duckdb.DuckDBPyConnection:
        folder = tmp_path / "models" / "staging" / "mine"
        folder.mkdir(parents=True, exist_ok=True)
        source = {
            "name": "mine",
            "config": {"meta": {"landing": {"root": {"env": "CC_MINE_ROOT", "default": "files"}} | landing}},
            "tables": [{"name": name, "config": {"meta": {"landing": block}}} for name, block in tables.items()],
        }
        (folder / "_mine__sources.yml").write_text(yaml.safe_dump({"sources": [source]}))
        land(con, ["mine"], project=tmp_path)
        return con

    (tmp_path / "files").mkdir()
    monkeypatch.delenv("CC_MINE_ROOT", raising=False)
    yield run
    con.close()


def test_a_source_declares_its_files_dialect_and_headers(own_source, tmp_path):
    for month in "127":
        (tmp_path / "files" / f"{month}.txt").write_text(f'vru+line\tcall_id\tserver\nAA01\t{month}\tNO "SERVER\n')
    con = own_source(
        {"delimiter": "\t", "quote": "none"},
        {
            "calls": {
                "files": "[1-6].txt",
                "columns": [
                    {"name": "vru_line", "header": "vru+line", "required": True},
                    {"name": "call_id", "required": True},
                    {"name": "server"},
                    {"name": "outcome"},
                ],
            }
        },
    )
    rows = con.execute("select * exclude (_row) from landing.mine__calls order by _file").fetchall()
    assert rows == [
        ("AA01", "1", 'NO "SERVER', None, "1.txt", 2),
        ("AA01", "2", 'NO "SERVER', None, "2.txt", 2),
    ]


def test_a_table_overrides_its_source_and_the_variable_moves_the_root(own_source, tmp_path, monkeypatch):
    other = tmp_path / "elsewhere"
    other.mkdir()
    (other / "x.csv").write_text("Call Id;Answered (Y/N)\nID1;Y\n")
    monkeypatch.setenv("CC_MINE_ROOT", str(other))
    columns = [{"name": "call_id", "header": "Call Id"}, {"name": "answered", "header": "Answered (Y/N)"}]
    con = own_source({}, {"calls": {"files": "*.csv", "delimiter": ";", "columns": columns}})
    assert con.execute("select call_id, answered from landing.mine__calls").fetchall() == [("ID1", "Y")]


def test_of_several_columns_of_one_header_the_declared_one_is_read(own_source, tmp_path):
    (tmp_path / "files" / "a.csv").write_text("id,Kind,kind,KIND\n1,a,b,c\n")
    (tmp_path / "files" / "b.csv").write_text("id,kind\n2,a\n")
    pq.write_table(
        pa.Table.from_arrays([pa.array([text]) for text in "3abc"], names=["id", "Kind", "kind", "KIND"]),
        tmp_path / "files" / "c.parquet",
    )
    (tmp_path / "files" / "d.ndjson").write_text('{"id": "4", "kind": "a"}\n')
    columns = [
        {"name": "id"},
        {"name": "kind", "occurrence": 1},
        {"name": "other_kind", "header": "kind", "occurrence": 3},
    ]
    con = own_source({"files": "*.*"}, {"calls": {"columns": columns}})
    assert con.execute("select id, kind, other_kind from landing.mine__calls order by id").fetchall() == [
        ("1", "a", "c"),
        ("2", "a", None),
        ("3", "a", "c"),
        ("4", "a", None),
    ]
    whole = [json.loads(text) for (text,) in con.execute("select _row from landing.mine__calls order by id").fetchall()]
    assert whole == [
        {"id": "1", "kind": "a", "kind_2": "b", "kind_3": "c"},
        {"id": "2", "kind": "a"},
        {"id": "3", "kind": "a", "kind_2": "b", "kind_3": "c"},
        {"id": "4", "kind": "a"},
    ]


@pytest.mark.parametrize(
    ("landing_block", "table_block", "sentence"),
    [
        ({}, {"columns": [{"name": "a", "occurrence": 0}]}, "mine.calls: occurrence must be 1 or more, not 0"),
        (
            {},
            {"columns": [{"name": "a", "occurrence": 2}, {"name": "b", "header": "a", "occurrence": 2}]},
            "declares the header a (2) twice",
        ),
        ({"rooot": 1}, {"columns": [{"name": "a"}]}, "mine: its landing block has an unknown key rooot"),
        ({}, {"columns": [{"name": "a", "headr": "b"}]}, "mine.calls: its landing block has an unknown key headr"),
        ({}, {}, "mine.calls: no columns are declared"),
        ({}, {"columns": [{"name": "a"}, {"name": "b", "header": "A "}]}, "declares the header a twice"),
        ({"delimiter": "||"}, {"columns": [{"name": "a"}]}, "delimiter must be one ASCII character"),
        ({"root": "x"}, {"columns": [{"name": "a"}]}, "needs root: {env: VARIABLE, default: folder}"),
        ({"root": {"env": "CC_MINE_ROOT"}}, {"columns": [{"name": "a"}]}, "set CC_MINE_ROOT to the folder that holds"),
    ],
)
def test_a_faulty_declaration_is_named(own_source, landing_block, table_block, sentence):
    with pytest.raises(LandingError) as stopped:
        own_source(landing_block, {"calls": table_block})
    assert sentence in str(stopped.value)


def test_a_source_nobody_declares_is_named(tmp_path):
    with duckdb.connect() as con, pytest.raises(LandingError, match="cc_sources names this source, but there is no"):
        land(con, ["nowhere"], project=tmp_path)


def test_a_source_that_is_switched_off_leaves_nothing(own_source, landing, tmp_path):
    (tmp_path / "files" / "a.csv").write_text("a\n1\n\n,\n")
    con = own_source({"files": "*.csv"}, {"calls": {"columns": [{"name": "a"}]}})
    landing.write("contacts/a.csv", f"{HEADER}\n{ROW}\n")
    land(con, ["standard_export"])
    names = {name for (name,) in con.execute("select table_name from information_schema.tables").fetchall()}
    assert not {name for name in names if name.startswith("mine__")}
    assert con.execute("select count(*) from landing.malformed").fetchone() == (0,)


# ---------- Postgres and dbt


@pytest.fixture
def postgres(server, monkeypatch):
    import psycopg2

    from python_hooks.reading import postgres_address

    for name, value in server.items():
        monkeypatch.setenv(name, value)
    connection = psycopg2.connect(**postgres_address())
    schema = f"test_{os.getpid()}_landing"
    yield connection, schema
    with connection, connection.cursor() as cursor:
        cursor.execute(f"drop schema if exists {schema} cascade")
    connection.close()


def test_postgres_gets_the_same_relations(landing, postgres):
    from python_hooks.landing.postgres import land_postgres

    connection, schema = postgres
    topic = 'O\'Brien \\N \\. 🙂\n\\.\n"x"\r\n\t'
    landing.write(
        "contacts/a.csv",
        f'{HEADER},topic,customer_id\n{ROW},"{topic.replace(chr(34), chr(34) * 2)}",9007199254740993\n',
    )
    landing.write("contacts/b.csv", f"{HEADER},Mood,Mood\n".encode() + b"c2,caf\xe9\n" + f"{ROW},1,2\n".encode())
    landing.write_parquet("contacts/c.parquet", contacts_parquet(topic=["nul \0"], mood=["nul \0"]))
    landing.run()
    assert any('"Mood": "1", "Mood_2": "2"' in row for (row,) in landing.rows("_row"))
    expected = {
        name: landing.con.execute(f"select * from landing.{name}").fetchall()
        for name in ("malformed", "standard_export__contacts", "standard_export__tickets")
    }
    expected["standard_export__contacts"] = [
        tuple(
            value.replace("\0", "\\x00").replace("\\u0000", "\\u0000") if isinstance(value, str) else value
            for value in row
        )
        for row in expected["standard_export__contacts"]
    ]
    for _ in range(2):
        ledger = land_postgres(["standard_export"], schema, connection)
        with connection, connection.cursor() as cursor:
            for name, rows in expected.items():
                cursor.execute(f"select * from {schema}.{name}")
                assert sorted(cursor.fetchall(), key=str) == sorted(rows, key=str)
            cursor.execute(f"select * from {schema}.files")
            assert sorted(cursor.fetchall()) == sorted(ledger)


def test_a_postgres_landing_that_stops_leaves_the_last_one(landing, postgres):
    from python_hooks.landing.postgres import land_postgres

    connection, schema = postgres
    landing.write("contacts/a.csv", f"{HEADER}\n{ROW}\n")
    land_postgres(["standard_export"], schema, connection)
    landing.write("contacts/b.csv", "contact_id\nc2\n")
    with pytest.raises(LandingError):
        land_postgres(["standard_export"], schema, connection)
    with connection, connection.cursor() as cursor:
        cursor.execute(f"select contact_id from {schema}.standard_export__contacts")
        assert cursor.fetchall() == [("c1",)]


def test_the_command_lands_what_the_variables_say(landing, postgres):
    from python_hooks.landing import server as command
    from python_hooks.project import Settings, Stop

    connection, schema = postgres
    settings = Settings("postgres", Path("unused.duckdb"), f"{{cc_schema_prefix: {schema.removesuffix('landing')}}}")
    path = landing.write("contacts/a.csv", f"{HEADER}\n{ROW}\nbroken\n")
    assert command.land(settings) == "1 files, 1 records, 1 malformed"
    path.write_text("contact_id\nc1\n")
    with pytest.raises(Stop, match=r"contacts/a.csv has no column channel"):
        command.land(settings)
    with connection, connection.cursor() as cursor:
        cursor.execute(f"select contact_id from {schema}.standard_export__contacts")
        assert cursor.fetchall() == [("c1",)]


def test_dbt_lands_and_lands_again(landing, tmp_path):
    from dbt.adapters.duckdb.connections import DuckDBConnectionManager
    from dbt.cli.main import dbtRunner

    # The model and what it needs, for parsing the whole project thrice takes longer than all other tests together.
    project = tmp_path / "project"
    for path in (
        "models/staging/landing_files.py",
        "models/staging/_staging__models.yml",
        "macros/project",
        "tests/generic",
    ):
        copy = shutil.copytree if (PROJECT / path).is_dir() else shutil.copy
        (project / path).parent.mkdir(parents=True, exist_ok=True)
        copy(PROJECT / path, project / path)
    declared = yaml.safe_load((PROJECT / "dbt_project.yml").read_text())
    kept = {"name", "version", "profile", "vars", "flags"}
    (project / "dbt_project.yml").write_text(yaml.safe_dump({key: declared[key] for key in kept}))
    database = tmp_path / "dbt.duckdb"
    profile = {"type": "duckdb", "path": str(database), "schema": "scratch", "module_paths": [str(PROJECT)]}
    profiles = {"contact_center": {"target": "test", "outputs": {"test": profile}}}
    (project / "profiles.yml").write_text(yaml.safe_dump(profiles))

    def build(threads: int):
        where = ["--project-dir", str(project), "--profiles-dir", str(project), "--quiet"]
        result = dbtRunner().invoke(["build", "--threads", str(threads), *where])
        DuckDBConnectionManager.close_all_connections()
        return result

    def contacts() -> list[tuple]:
        with duckdb.connect(str(database)) as con:
            return con.execute(
                "select c.contact_id, f.records from landing.standard_export__contacts as c"
                " inner join landing.files as f on c._file = f.file order by all"
            ).fetchall()

    landing.write("contacts/a.csv", f"{HEADER}\n{ROW}\n")
    assert build(1).success
    assert contacts() == [("c1", 1)]
    landing.write("contacts/b.csv", f"{HEADER}\n{ROW.replace('c1', 'c2')}\n")
    assert build(2).success
    assert contacts() == [("c1", 1), ("c2", 1)]

    landing.write("contacts/c.csv", "contact_id,channel,outcome\nc3,voice,handled\n")
    failed = build(1)
    assert not failed.success
    last = next(result for result in failed.result if result.status == "error").message.strip().splitlines()[-1]
    assert last.endswith(
        "LandingError: standard_export: contacts/c.csv has no column started_at, which standard_export.contacts"
        " requires: add the column to the export, or move the file out of the landing folder."
    )
    assert contacts() == [("c1", 1), ("c2", 1)]


def test_every_reason_the_readers_give_has_its_sentence():
    from python_hooks.landing import reasons

    codes = {value for name, value in vars(reasons).items() if name.isupper() and isinstance(value, str)}
    assert codes <= set(sentences())
