"""How long opening time takes: a million tickets of up to two years, with four to six events each.

    make bench-tickets                       1,000,000 tickets, in a folder of its own
    python -m tests.python.benchmarks.tickets --folder /tmp/bench --tickets 20000

The demo is built as far as its tickets, which are then replaced by many; the models of tickets and of opening hours are
timed, in a process of their own, and some hundred tickets held against the oracle's walk through the calendar.
"""

import argparse
import csv
import shutil
import sys
from datetime import UTC, date, time
from pathlib import Path

import duckdb

from python_hooks.project import PROJECT
from tests.python.benchmarks.identity import dbt
from tests.python.oracle.business_time import BusinessTime

LIMIT_SECONDS = 60
CHECKED = 400
CALENDAR = ["int_calendar_range", "int_business_hours__opened", "int_business_hours__cumulated"]
# What it takes to know business seconds, the instants between which they lie included: the minute is theirs.
MEASURED = [
    *CALENDAR,
    "int_ticket_events__placed",
    "int_tickets__followed",
    "int_tickets__zoned",
    "int_ticket_business_seconds",
    "int_tickets__classified",
    "int_ticket_turns",
]
OTHERS = [
    "int_ticket_open_stretches",
    "int_ticket_backlog_moves",
    "int_ticket_backlog_days",
    "int_ticket_created_days__components",
    "int_ticket_solved_days__components",
    "int_ticket_reply_days__components",
]
KEY = "cast(cast('0x' || substr(md5('standard_export' || chr(31) || ticket_id), 1, 16) as ubigint) >> 1 as bigint)"


def make_many(connection: duckdb.DuckDBPyConnection, tickets: int) -> None:
    """Tickets and events in the place of the views that hold the demo's.

    Ages are spread over two years; most tickets last for hours or days, one in fifty for years.
    """
    connection.execute(
        f"""
        create temporary table many as
        select
            *, {KEY} as row_key
        from (
            select
                'many-' || i as ticket_id,
                (select horizon_at from intermediate.int_data_horizon) - to_seconds(cast(hash(i) % 63072000 as bigint))
                    as created_at,
                cast(
                    case
                        when i % 50 = 0 then hash(i + 1) % 157680000
                        else 600 + hash(i + 1) % (86400 * (1 + i % 20))
                    end
                    as bigint
                )
                    as lasts,
                list_extract(['technical', 'service', 'americas', 'billing', 'chat', 'email'], 1 + i % 6) as queue
            from range({tickets}) as numbers (i)
        )
        """
    )
    replaced = {
        "int_tickets__accepted": """
            select one.* replace (
                many.row_key as row_key, many.ticket_id as ticket_id, many.created_at as created_at,
                many.queue as queue, 'customer' as opened_by, cast(null as timestamp) as solved_at,
                cast(null as timestamp) as closed_at, cast(null as varchar) as status)
            from (from conformed.int_tickets__accepted limit 1) as one, many
        """,
        "int_ticket_events__accepted": """
            select one.* replace (
                0 as row_key, many.ticket_id as ticket_id, 'e' || part as event_id,
                many.created_at + to_seconds(cast(many.lasts * part / 10 as bigint)) as occurred_at,
                list_extract(['agent_reply', 'customer_reply', 'agent_reply', 'status_changed', 'status_changed',
                    'status_changed'], part) as event_kind,
                'agent' as actor_kind, cast(null as varchar) as actor_id,
                list_extract([null, null, null, 'solved', 'open', 'solved'], part) as status)
            from (from conformed.int_ticket_events__accepted limit 1) as one, many, range(1, 7) as parts (part)
            where part < 5 or hash(many.ticket_id) % 12 = 0
        """,
    }
    for view, rows in replaced.items():
        connection.execute(f"create table conformed.bench as {rows}")
        connection.execute(f"drop view conformed.{view}")
        connection.execute(f"alter table conformed.bench rename to {view}")
    connection.execute("update intermediate.int_queues__valid set valid_from = timestamp '0001-01-01'")


def demo_rows(entity: str) -> list[dict]:
    return list(csv.DictReader((PROJECT / f"seeds/demo/{entity}/{entity}.csv").open()))


def wrong(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """Tickets whose business seconds are not what walking through the calendar gives."""
    openings = [
        row
        | {
            "weekday": int(row["weekday"]),
            "opens_at": time.fromisoformat(row["opens_at"]),
            "closes_at": time.fromisoformat(row["closes_at"]),
        }
        for row in demo_rows("business_calendars")
    ]
    holidays = [row | {"holiday_date": date.fromisoformat(row["holiday_date"])} for row in demo_rows("holidays")]
    hours = BusinessTime(openings, holidays)
    rows = connection.execute(
        f"""
        select ticket_id, business_calendar, created_at, first_responded_at, last_solved_at,
            first_response_business_seconds, resolution_business_seconds
        from intermediate.int_tickets__classified
        where ticket_key % 1000 = 0 or (is_open and ticket_key % 100 = 0)
        order by resolution_seconds desc nulls first, ticket_key
        limit {CHECKED}
        """
    ).fetchall()
    found = []
    for ticket_id, calendar, created_at, responded_at, solved_at, response, resolution in rows:
        begun, answered, solved = (
            moment and moment.replace(tzinfo=UTC) for moment in (created_at, responded_at, solved_at)
        )
        ours = hours.seconds(calendar, begun, answered), hours.seconds(calendar, begun, solved)
        if ours != (response, resolution):
            found.append(f"{ticket_id}: {ours} by the calendar, {(response, resolution)} by the models")
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--tickets", type=int, default=1_000_000)
    parser.add_argument("--folder", type=Path, required=True, help="for the databases; kept between runs")
    arguments = parser.parse_args()
    database, landed = arguments.folder / "contact_center.work.duckdb", arguments.folder / "landed.duckdb"
    arguments.folder.mkdir(parents=True, exist_ok=True)
    paths = {
        "CC_DATABASE": str(arguments.folder / "contact_center.duckdb"),
        "DBT_TARGET_PATH": str(arguments.folder / "target"),
        "DBT_LOG_PATH": str(arguments.folder / "logs"),
    }
    if not landed.exists():
        before = [f"+{model}" for model in (*MEASURED, *OTHERS)]
        dbt(["build", "--select", *before, "--exclude-resource-type", "test", "unit_test"], paths)
        shutil.move(database, landed)
    shutil.copy(landed, database)
    with duckdb.connect(str(database)) as connection:
        make_many(connection, arguments.tickets)
    models, used = dbt(["run", "--select", *MEASURED, *OTHERS], paths)
    for model, seconds in models.items():
        print(f"{model:40} {seconds:6.1f} s{'  opening time' if model in MEASURED else ''}")
    opening = sum(models[model] for model in MEASURED)
    print(f"opening time of {arguments.tickets} tickets {opening:.1f} s of {sum(models.values()):.1f} s; {used}")
    with duckdb.connect(str(database), read_only=True) as connection:
        found = wrong(connection)
        longest = connection.execute("select max(resolution_seconds) from intermediate.int_tickets__classified")
        print(f"the longest ticket lasted {longest.fetchone()[0] / 86400:.0f} days")
    print("\n".join(found[:10]) or f"{CHECKED} tickets agree with a walk through the calendar")
    if found or opening > LIMIT_SECONDS:
        sys.exit(1)


if __name__ == "__main__":
    main()
