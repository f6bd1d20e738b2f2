"""The example sources make of their tiny exports (tests/exports) what was worked out by hand, alone and together."""

import csv
import re
from datetime import datetime
from pathlib import Path

import duckdb
import pytest

EXPORTS = Path(__file__).resolve().parents[1] / "exports"
BANK = {"cc_sources": ["bank_1999"], "cc_business_timezone": "Asia/Jerusalem"}
TOGETHER = {"cc_sources": ["standard_export", "bank_1999", "phonenow", "servicenow"]}
ROOTS = {f"CC_{name.upper()}_ROOT": str(EXPORTS / name / "export") for name in ("bank_1999", "phonenow", "servicenow")}
CONTACT = """
    select {columns} from marts.fct_contact_segments as segments
    left join conformed.int_contacts__accepted as accepted on segments.segment_key = accepted.row_key
    where segments.source = '{source}'
"""
TICKET = """
    select {columns} from conformed.int_tickets__accepted as accepted
    inner join marts.fct_tickets as tickets on accepted.row_key = tickets.ticket_key
    where accepted.source = 'servicenow'
"""
PHONENOW_PERIODS = "year(period_start_date) = 2021 and contacts_handled > 0"


def rows(database: Path, sql: str) -> list[tuple]:
    with duckdb.connect(str(database), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def expected(source: str, entity: str) -> tuple[list[str], list[tuple]]:
    """Columns and rows of a table worked out by hand, empty fields as None."""
    with (EXPORTS / source / f"expected_{entity}.csv").open(newline="") as file:
        header, *lines = csv.reader(file)
    return header, by_text([tuple(value or None for value in line) for line in lines])


def shown(found: list[tuple]) -> list[tuple]:
    """Rows as the tables worked out by hand show them."""

    def text(value: object) -> str | None:
        if isinstance(value, datetime):
            return value.isoformat(sep=" ")
        if isinstance(value, bool):
            return str(value).lower()
        return None if value is None else f"{value:g}" if isinstance(value, float) else str(value)

    return by_text([tuple(text(value) for value in row) for row in found])


def by_text(found: list[tuple]) -> list[tuple]:
    return sorted(found, key=lambda row: [value or "" for value in row])


@pytest.fixture(scope="module")
def bank(run_build, tmp_path_factory):
    folder = tmp_path_factory.mktemp("bank")
    built = run_build(folder, folder, vars=BANK, **ROOTS)
    assert built.returncode == 0, built.output
    return built


@pytest.fixture(scope="module")
def together(run_build, tmp_path_factory):
    """The three example sources beside a contact in contract form that has the id of one of theirs."""
    folder = tmp_path_factory.mktemp("together")
    (folder / "landing" / "contacts").mkdir(parents=True)
    (folder / "landing" / "contacts" / "contacts.csv").write_text(
        "contact_id,channel,started_at,answered_at,ended_at,talk_seconds,outcome\n"
        "ID0001,voice,2022-06-01T09:12:58Z,2022-06-01T09:13:08Z,2022-06-01T09:14:08Z,60,handled\n"
    )
    built = run_build(folder / "landing", folder, vars=TOGETHER, **ROOTS)
    assert built.returncode == 0, built.output
    return built


def contacts(built, source: str, header: list[str]) -> list[tuple]:
    """The columns of every segment of a source, from the facts where they have them, else as accepted."""
    private = {"customer_id": "accepted.customer_id", "doubt": "accepted._doubt"}
    columns = ", ".join(private.get(name, f"segments.{name}") for name in header)
    return shown(rows(built.work_database, CONTACT.format(columns=columns, source=source)))


def test_the_banks_calls_are_what_was_worked_out(bank):
    header, lines = expected("bank_1999", "contacts")
    assert contacts(bank, "bank_1999", header) == lines


def test_the_bank_keeps_its_dates_and_flags_its_doubts(bank):
    found = rows(
        bank.database,
        "select contact_id, started_date, is_doubtful from marts.fct_contact_segments order by contact_id",
    )
    for contact_id, started_date, _ in found:
        assert str(started_date) == "-".join(contact_id.split("-")[1:4])
    header, lines = expected("bank_1999", "contacts")
    doubted = {line[0] for line in lines if line[header.index("doubt")]}
    assert {contact_id for contact_id, _, is_doubtful in found if is_doubtful} == doubted | {"AA0103-1999-03-01-13"}
    assert set(rows(bank.database, "select column_name, flag, rows, greatest_value from quality.doubtful_values")) == {
        ("ivr_seconds", "clock_ran_backwards", 2, None),
        ("talk_seconds", "hang_up_with_service", 1, None),
        ("agent_id", "handled_by_nobody_named", 1, None),
        ("talk_seconds", "handled_without_service", 1, None),
        ("customer_id", "rounded_identifier", 1, None),
        ("handle_seconds", "longer_than_limit", 1, 61437),
        ("started_at", "after_horizon", 1, None),  # the one call in May, behind a gap
    }


def test_every_line_of_the_bank_is_accounted_for(bank):
    columns = "* exclude (missing_columns, unknown_columns)"
    assert rows(bank.database, f"select {columns} from quality.landing_reconciliation order by file") == [
        ("bank_1999", "contacts", "3.txt", 20, 17, 0, 1, 2, 0, 1),
        ("bank_1999", "contacts", "5.txt", 1, 1, 0, 0, 0, 0, 0),
    ]
    assert rows(
        bank.work_database, 'select line, reason_code, column_name from "private".rejected_rows order by line'
    ) == [(20, "unreadable_time", "vru_entry"), (21, "wrong_number_of_fields", None)]
    excluded = "select reason_code, rows from quality.rejection_reasons where row_status = 'excluded'"
    assert rows(bank.database, excluded) == [("phantom", 1)]


def test_phonenows_calls_are_what_was_worked_out(together):
    header, lines = expected("phonenow", "contacts")
    assert contacts(together, "phonenow", header) == lines
    assert rows(
        together.database,
        "select contacts_offered, contacts_handled, service_level_answered_in_threshold from marts.fct_center_kpis "
        f"where period_grain = 'month' and {PHONENOW_PERIODS} order by period_start_date",
    ) == [(2, 2, 1), (3, 2, 1)]


def test_phonenows_ratings_are_what_was_worked_out(together):
    header, lines = expected("phonenow", "survey_responses")
    sql = f"select {', '.join(header)} from conformed.int_survey_responses__accepted where source = 'phonenow'"
    assert shown(rows(together.work_database, sql)) == lines


def test_a_line_that_makes_two_entities_is_accounted_for_in_each(together):
    assert rows(
        together.database,
        "select entity, rows_read, rows_accepted, rows_superseded, rows_excluded, rows_rejected, exact_duplicates, "
        "rows_malformed from quality.landing_reconciliation where source = 'phonenow' order by entity",
    ) == [
        ("contacts", 9, 5, 0, 0, 3, 1, 1),
        ("survey_responses", 9, 2, 0, 3, 3, 1, 1),
    ]
    assert rows(
        together.work_database,
        'select line, entity, reason_code from "private".rejected_rows '
        "where source = 'phonenow' order by line, entity",
    ) == [
        (6, "survey_responses", "unreadable_number"),
        (7, "contacts", "unreadable_instant"),
        (7, "survey_responses", "unreadable_instant"),
        (8, "contacts", "unknown_word"),
        (10, "calls", "wrong_number_of_fields"),
    ]


def test_servicenows_incidents_are_what_was_worked_out(together):
    header, lines = expected("servicenow", "tickets")
    of_the_facts = ("last_solved_at", "reopens", "is_open")
    columns = ", ".join(f"{'tickets' if name in of_the_facts else 'accepted'}.{name}" for name in header)
    assert shown(rows(together.work_database, TICKET.format(columns=columns))) == lines


def test_servicenows_updates_are_the_events_that_were_worked_out(together):
    header, lines = expected("servicenow", "ticket_events")
    sql = f"select {', '.join(header)} from conformed.int_ticket_events__accepted where source = 'servicenow'"
    assert shown(rows(together.work_database, sql)) == lines


def test_every_update_of_servicenow_is_accounted_for(together):
    assert rows(
        together.database,
        "select entity, file, rows_read, rows_accepted, rows_superseded, rows_excluded, rows_rejected, "
        "exact_duplicates, rows_malformed from quality.landing_reconciliation where source = 'servicenow' "
        "order by entity, file",
    ) == [
        ("ticket_events", "incident_event_log.csv", 21, 15, 0, 4, 2, 0, 1),
        ("ticket_events", "incident_event_log_2.csv", 1, 1, 0, 0, 0, 0, 0),
        ("tickets", "incident_event_log.csv", 21, 7, 11, 0, 2, 1, 1),
        ("tickets", "incident_event_log_2.csv", 1, 1, 0, 0, 0, 0, 0),
    ]
    assert rows(
        together.database,
        "select reason_code, rows from quality.rejection_reasons "
        "where source = 'servicenow' and row_status = 'excluded' order by reason_code",
    ) == [("no_event", 3), ("not_reopened", 1)]


def test_a_desk_of_tickets_makes_contacts(together):
    """Nobody replies in the log: who is handled is told by the solve."""
    assert rows(
        together.database,
        "select contact_id, customer_key is not null, outcome from marts.fct_contacts "
        "where source = 'servicenow' order by contact_id",
    ) == [
        ("ticket:0000001:1", True, "handled"),
        ("ticket:0000002:1", False, "voicemail"),
        ("ticket:0000003:1", True, "handled"),
        ("ticket:0000004:1", True, "handled"),
        ("ticket:0000005:1", True, "voicemail"),
        ("ticket:0000006:1", True, "voicemail"),
        ("ticket:0000007:1", True, "handled"),
        ("ticket:INC0000010:1", True, "voicemail"),
    ]


def test_what_a_source_lacks_is_null_and_not_zero(bank, together):
    never = "average_hold_seconds, average_wrap_up_seconds, transfer_rate, escalation_rate"
    center = "from marts.fct_center_kpis where contacts_handled > 0"
    assert set(rows(bank.database, f"select {never}, call_resolution_rate {center}")) == {(None,) * 5}
    sql = f"select distinct {never}, call_resolution_rate is null {center} and {PHONENOW_PERIODS}"
    assert rows(together.database, sql) == [(None, None, None, None, False)]


def test_entities_that_no_source_hands_over_are_empty(bank):
    for table in ("queues", "agents", "tickets", "survey_responses", "costs", "kpi_targets"):
        assert rows(bank.work_database, f"select count(*) from conformed.int_{table}__unioned") == [(0,)]


def test_sources_do_not_touch_each_other(bank, together):
    counts = "select source, count(*) from marts.fct_contacts group by source order by source"
    assert rows(together.database, counts) == [
        ("bank_1999", 18),
        ("phonenow", 5),
        ("servicenow", 8),
        ("standard_export", 1),
    ]
    # not the dates: the bank alone was built in its own time zone
    same = (
        "select contact_key, contact_id, outcome, started_at, ended_at, wait_seconds, handle_seconds, topic "
        "from marts.fct_contacts where source = 'bank_1999' order by contact_id"
    )
    assert rows(together.database, same) == rows(bank.database, same)
    # one id, two sources, two contacts
    assert rows(together.database, "select count(*) from marts.fct_contacts where contact_id = 'ID0001'") == [(2,)]


def test_a_source_without_its_folder_says_which_variable_to_set(run_build, tmp_path):
    built = run_build(tmp_path, tmp_path, vars={"cc_sources": ["phonenow"]})
    assert built.returncode != 0
    assert "phonenow: set CC_PHONENOW_ROOT to the folder that holds its export." in built.output


def test_the_guides_excerpts_are_in_the_files_they_name():
    project = EXPORTS.parents[1]
    guide = (project / "docs" / "add-a-source.md").read_text()
    excerpts = re.findall(r"`([\w/.]+/[\w.]+)`:\n\n```\w+\n(.*?)```", guide, flags=re.DOTALL)
    assert len(excerpts) >= 8
    for path, excerpt in excerpts:
        text = (project / path).read_text()
        place = 0
        for part in re.split(r"^ *\.\.\.\n", excerpt, flags=re.MULTILINE):
            found = text.find(part, place)
            assert found >= 0, f"{path} no longer holds, in this order:\n{part}"
            place = found + len(part)
