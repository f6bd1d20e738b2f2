"""A horizon is as if nothing had been delivered behind it: a replay shows what was known then."""

import csv
import shutil
from datetime import UTC, datetime

import duckdb
import pytest

from tests.python.oracle import people

REPLAYED = datetime(2025, 2, 10, tzinfo=UTC)
# The instant that a row of the entity is dated by; what has none (customers, agents, queues) was always known.
DATED_BY = {"contacts": "started_at", "tickets": "created_at", "ticket_events": "occurred_at"}
COMPARED = {
    "fct_contacts": "contact_key, customer_key, episode_key, issue_key, fcr_status, hours_to_next_episode, ticket_key,"
    " is_fcr_by_repeat, is_fcr_by_agent, is_fcr_by_one_touch",
    "fct_episodes": "episode_key, issue_key, customer_key, contacts, started_at, ended_at, is_repeat",
    "fcr_by_window": "period_grain, period_start_date, scope_kind, scope_value, window_hours, fcr_contacts_settled,"
    " fcr_contacts_pending, round(fcr_rate, 12), round(fcr_estimated_rate, 9)",
}


def last_contact(landing):
    """The last start of a contact, on a whole second, before the replayed day.

    A horizon behind all contacts is nobody's: such a build is not remembered, and so shows no quarter of employees'
    answers for the first time.
    """
    starts = []
    for path in (landing / "contacts").glob("*.csv"):
        with path.open(newline="") as lines:
            starts += [moment(row["started_at"]) for row in csv.DictReader(lines)]
    return max(start for start in starts if start <= REPLAYED and not start.microsecond)


def cut(landing, horizon):
    """Drops every row that is dated behind the horizon."""
    for entity, column in DATED_BY.items():
        for path in (landing / entity).glob("*.csv"):
            with path.open(newline="") as lines:
                rows = list(csv.DictReader(lines))
            kept = [row for row in rows if moment(row[column]) <= horizon]
            assert 0 < len(kept) < len(rows), f"{path}: nothing to cut, so nothing is tested"
            with path.open("w", newline="") as lines:
                writer = csv.DictWriter(lines, rows[0].keys())
                writer.writeheader()
                writer.writerows(kept)


def moment(text):
    read = datetime.fromisoformat(text)
    return read if read.tzinfo else read.replace(tzinfo=UTC)


@pytest.fixture(scope="module")
def both(run_build, tmp_path_factory):
    """The published file of one landing seen up to the horizon, and of the same landing cut there."""
    files = []
    for name in ("whole", "cut"):
        folder = tmp_path_factory.mktemp(name)
        people.write_people(folder / "landing", seed=7)
        horizon = last_contact(folder / "landing")
        if name == "cut":
            cut(folder / "landing", horizon)
        built = run_build(folder / "landing", folder, {"cc_data_horizon": horizon.isoformat()}, checks=False)
        assert built.returncode == 0, built.output
        files.append(built.database)
        shutil.rmtree(folder / "landing")
    return files


@pytest.mark.parametrize("table", COMPARED)
def test_what_lies_behind_the_horizon_changes_nothing_before_it(both, table):
    before = "where not is_after_horizon" if table == "fct_contacts" else ""
    with duckdb.connect(str(both[0]), read_only=True) as connection:
        connection.execute(f"attach '{both[1]}' as cut (read_only)")
        select = f"select {COMPARED[table]} from {{}}marts.{table} {before}"
        whole, cut_off = select.format(""), select.format("cut.")
        only_whole = connection.execute(f"({whole}) except all ({cut_off})").fetchall()
        only_cut = connection.execute(f"({cut_off}) except all ({whole})").fetchall()
        count = connection.execute(f"select count(*) from ({whole})").fetchone()
    assert count[0] > 0
    assert (only_whole[:5], only_cut[:5]) == ([], [])


def test_five_calls_are_enough(run_build, tmp_path):
    """A small export of one's own: its last call, and so the contact followed for no hour at all, is a handled one."""
    calls = tmp_path / "landing" / "contacts"
    calls.mkdir(parents=True)
    rows = [
        "1,voice,2025-03-03T09:00:00Z,2025-03-03T09:05:00Z,handled,ann",
        "2,voice,2025-03-05T09:00:00Z,2025-03-05T09:05:00Z,handled,ann",
        "3,voice,2025-03-20T09:00:00Z,2025-03-20T09:01:00Z,abandoned,bob",
        "4,voice,2025-03-20T09:30:00Z,2025-03-20T09:40:00Z,handled,bob",
        "5,voice,2025-03-21T10:00:00Z,2025-03-21T10:02:00Z,handled,ann",
    ]
    header = "contact_id,channel,started_at,ended_at,outcome,customer_id"
    (calls / "calls.csv").write_text("\n".join([header, *rows]) + "\n")
    built = run_build(tmp_path / "landing", tmp_path)
    assert built.returncode == 0, built.output
    with duckdb.connect(str(built.database), read_only=True) as connection:
        statuses = connection.execute("select fcr_status from marts.fct_contacts order by contact_id").fetchall()
    assert [status for (status,) in statuses] == ["repeated", "resolved", "ineligible", "pending", "pending"]
