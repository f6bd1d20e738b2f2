"""A landing folder with ten kinds of damage ends as the contract says: nothing stops, nothing is lost, all adds up."""

from pathlib import Path

import duckdb
import pytest

HEADER = (
    "contact_id,channel,started_at,queued_at,answered_at,ended_at,talk_seconds,outcome,queue,agent_id,topic,"
    "customer_phone,updated_at"
)


def good(number: int, **changed: str) -> str:
    """A good contact row of 1 March 2025, one a minute."""
    minute = f"2025-03-01T{8 + number // 60:02d}:{number % 60:02d}"
    row = {
        "contact_id": f"C{number:04d}",
        "channel": "voice",
        "started_at": f"{minute}:00Z",
        "queued_at": f"{minute}:00Z",
        "answered_at": f"{minute}:10Z",
        "ended_at": f"{minute}:50Z",
        "talk_seconds": "40",
        "outcome": "handled",
        "queue": "sales",
        "agent_id": "A1",
        "topic": "billing",
        "customer_phone": f"+35988812{number:04d}",
        "updated_at": "",
    } | changed
    return ",".join(row.values())


def damaged_folder(root: Path) -> Path:
    """Writes the folder; the expectations of the tests below say what each line must become."""
    contacts = root / "contacts"
    contacts.mkdir(parents=True)
    lines = [HEADER, *(good(n) for n in range(100))]
    lines += [
        "C0200,voice,2025-03-01T10:00:00Z",  # truncated
        good(201).replace(",", ";"),  # another delimiter
        good(202).replace(",", ";"),
        good(203, topic='"billing'),  # a quote that never closes
        good(204, started_at="2025-02-30T10:00:00Z"),  # no such day
        good(205, started_at="01/03/2025 10:00"),  # no ISO 8601
        good(206, outcome="teleported"),  # a word nobody knows, where the contract rejects
        good(207, ended_at="2025-03-01T07:00:00Z"),  # ended before it began
        good(208, talk_seconds="-5"),
        good(209, contact_id=""),
        good(212, talk_seconds="9223372036854775807"),  # readable, and no duration anybody measured
        good(213, outcome="+359881234567"),  # a cell where it does not belong
        good(214, started_at="1970-01-01T00:00:00Z"),  # a default of some system
        good(1, topic="sales", updated_at="2025-03-02T00:00:00Z"),  # C0001 again, newer and different
        good(2),  # C0002 again, the same
        "",  # blank
    ]
    body = "\n".join(lines).encode()
    body += (
        b"\n" + good(210, topic="caf\xe9").encode("latin-1") + b"\n" + good(211, topic='"two\nlines"').encode() + b"\n"
    )
    (contacts / "2025-03-a.csv").write_bytes(body)
    (contacts / "2025-03-b-empty.csv").write_bytes(b"")
    (contacts / "2025-03-c-header-only.csv").write_text(HEADER + "\n")
    # optional columns missing, in another order, with one nobody knows
    (contacts / "2025-03-d-few-columns.csv").write_text(
        "outcome,started_at,favourite_colour,channel,contact_id\n"
        "abandoned,2025-03-01T12:00:00Z,blue,voice,C0300\n"
        "handled,2025-03-01T12:01:00Z,red,chat,C0301\n"
    )
    return root


@pytest.fixture(scope="module")
def damaged(run_build, tmp_path_factory):
    built = run_build(damaged_folder(tmp_path_factory.mktemp("damaged")), tmp_path_factory.mktemp("out"))
    assert built.returncode == 0, built.output
    return built


def rows(database: Path, sql: str) -> list[tuple]:
    with duckdb.connect(str(database), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def test_every_row_is_accounted_for(damaged):
    found = rows(
        damaged.database,
        "select file, rows_read, rows_accepted, rows_superseded, rows_excluded, rows_rejected, exact_duplicates "
        "from quality.landing_reconciliation order by file",
    )
    # 100 good, C0001 superseded by its newer self, C0002 twice, the two-line topic accepted;
    # malformed: truncated, two delimiters, open quote, latin-1
    # rejected: two dates, two words, order, negative, no id, too large, too early
    assert found == [
        ("contacts/2025-03-a.csv", 117, 101, 1, 0, 14, 1),
        ("contacts/2025-03-b-empty.csv", 0, 0, 0, 0, 0, 0),
        ("contacts/2025-03-c-header-only.csv", 0, 0, 0, 0, 0, 0),
        ("contacts/2025-03-d-few-columns.csv", 2, 2, 0, 0, 0, 0),
    ]
    for _, read, *fates in found:
        assert read == sum(fates)


def test_every_rejection_has_its_reason(damaged):
    found = dict(
        rows(damaged.database, 'select reason_code, sum("rows") from quality.rejection_reasons group by reason_code')
    )
    assert found == {
        "wrong_number_of_fields": 3,
        "unbalanced_quote": 1,
        "not_utf8": 1,
        "unreadable_instant": 2,
        "unknown_word": 2,
        "out_of_range": 2,
        "ended_before_started": 1,
        "negative_value": 1,
        "missing_required": 1,
    }


def test_rejected_rows_are_kept_whole_with_their_place(damaged):
    found = rows(
        damaged.work_database, "select line, reason_code, column_name, raw from private.rejected_rows order by line"
    )
    by_line = {line: (code, column, raw) for line, code, column, raw in found}
    assert by_line[102][0] == "wrong_number_of_fields"
    assert by_line[102][2] == "C0200,voice,2025-03-01T10:00:00Z"
    code, column, raw = by_line[106]
    assert (code, column) == ("unreadable_instant", "started_at")
    assert "2025-02-30T10:00:00Z" in raw and "C0204" in raw and "+359888120204" in raw
    assert any("caf\\xe9" in raw for *_, raw in found)


def test_the_newer_row_won_and_the_wide_field_survived(damaged):
    assert rows(damaged.database, "select topic from marts.fct_contacts where contact_id = 'C0001'") == [("sales",)]
    assert rows(damaged.database, "select topic from marts.fct_contacts where contact_id = 'C0211'") == [
        ("two\nlines",)
    ]


def test_unknown_and_missing_columns_are_reported(damaged):
    found = rows(
        damaged.database,
        "select unknown_columns, missing_columns from quality.landing_reconciliation where file like '%few-columns%'",
    )
    assert found[0][0] == "favourite_colour"
    assert "answered_at" in found[0][1].split(",")


def test_no_public_table_holds_a_customer_or_a_rejected_row(damaged):
    with duckdb.connect(str(damaged.database), read_only=True) as connection:
        tables = connection.execute(
            "select table_schema, table_name, column_name from information_schema.columns where data_type = 'VARCHAR'"
        ).fetchall()
        assert {schema for schema, *_ in tables} == {"marts", "quality"}
        for schema, table, column in tables:
            found = connection.execute(
                f'select count(*) from "{schema}"."{table}" '
                f"where \"{column}\" like '%35988%' or \"{column}\" in ('teleported', 'C0204')"
            ).fetchone()
            assert found == (0,), f"{schema}.{table}.{column}"


def test_a_word_that_is_not_mapped_stops_the_publication_and_is_named(run_build, tmp_path):
    contacts = tmp_path / "landing" / "contacts"
    contacts.mkdir(parents=True)
    (contacts / "contacts.csv").write_text("\n".join([HEADER, good(1), good(2, channel="carrier_pigeon")]) + "\n")
    built = run_build(tmp_path / "landing", tmp_path / "out")
    assert built.returncode != 0
    assert "carrier_pigeon" in built.output and "map_codes" in built.output
    assert not built.database.exists()
    assert rows(built.work_database, "select column_name, code from quality.unmapped_codes") == [
        ("channel", "carrier_pigeon")
    ]


def test_a_missing_required_column_stops_in_one_sentence(run_build, tmp_path):
    contacts = tmp_path / "landing" / "contacts"
    contacts.mkdir(parents=True)
    (contacts / "march.csv").write_text("contact_id,channel,outcome\nC1,voice,handled\n")
    built = run_build(tmp_path / "landing", tmp_path / "out")
    assert built.returncode != 0
    last = built.output.strip().splitlines()[-1]
    assert "contacts/march.csv" in last and "started_at" in last, last
    assert not built.database.exists()
