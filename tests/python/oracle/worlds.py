"""Small landings made to be difficult: fixed seeds, every edge of the definitions hit on purpose and often.

A customer's contacts follow each other at the very intervals that the definitions name (15 minutes, 24, 168 and 720
hours, each exactly and one second more), overlap, tie in time, ask to be called back, are handed over, and are written
in several spellings, time zones and versions.
"""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from .books import write_books
from .landing_folder import write_file
from .shifts import write_shifts

BEGIN = datetime(2024, 12, 20, 6, tzinfo=UTC)
END = datetime(2025, 4, 14, 18, tzinfo=UTC)
STRAY = datetime(2025, 7, 1, 12, tzinfo=UTC)
CUSTOMERS = 70
FILES = 3
EXACT_HOURS = (0.25, 24, 72, 168, 336, 720)
QUEUE_NAMES = ("support", "billing", "night desk", "claims", None, "unlisted")
AGENT_IDS = ("a1", "a2", "a3", "a4", "a5", "a-unlisted", None)
TOPICS = ("billing", "delivery", "outage", None)
CHANNELS = ("voice",) * 8 + ("chat",) * 4 + ("email", "messaging", "callback", "in-person", "Phone", " Live Chat ")
OUTCOMES = (
    *("handled",) * 12,
    *("abandoned",) * 4,
    *("callback_requested",) * 3,
    "overflowed",
    "voicemail",
    "self_served",
    "abandoned_in_ivr",
    "failed",
    "Answered",
    "hang up",
)
DIRECTIONS = (
    None,
    "inbound",
    "inbound",
    "inbound",
    "inbound",
    "Incoming",
    "outbound",
    "outbound",
    "internal",
)
TRANSFERS = (None, None, "none", "none", "none", "warm", "Cold", "to queue")
NOBODY = (
    {},
    {"customer_phone": "0"},
    {"customer_phone": "anonymous"},
    {"customer_phone": "000 000 0000"},
    {"customer_phone": "00 123456"},
    {"customer_email": "nobody"},
    {"customer_email": "@example.com"},
    {"customer_id": "N/A", "customer_email": "\u00a0"},
)
NIGHTS = (
    datetime(2025, 3, 29, 20, tzinfo=UTC),  # Sofia goes to summer time
    datetime(2025, 3, 9, 4, tzinfo=UTC),  # New York does
    datetime(2025, 4, 5, 11, tzinfo=UTC),  # Auckland goes back to winter time
    datetime(2024, 12, 31, 9, tzinfo=UTC),  # the year ends, at another instant in every queue
)
QUEUES = (
    {
        "queue": "support",
        "valid_from": None,
        "valid_to": "2025-02-01",
        "channel": "voice",
        "service_level_target": 0.9,
        "business_calendar": "split",
        "time_zone": "Europe/Sofia",
    },
    {
        "queue": "support",
        "valid_from": "2025-02-01",
        "valid_to": None,
        "channel": "voice",
        "service_level_seconds": 30,
        "short_abandon_seconds": 10,
        "business_calendar": "nights",
        "time_zone": "Europe/Sofia",
    },
    {
        "queue": "billing",
        "valid_from": "2024-01-01",
        "valid_to": "2025-03-01T12:00:00Z",
        "channel": "chat",
        "service_level_seconds": 60,
        "business_calendar": "elsewhere",
        "time_zone": "America/New_York",
    },
    # Overlaps the row above: the later one wins; and is interrupted by the row below. After them nothing is valid.
    {
        "queue": "billing",
        "valid_from": "2025-02-15T00:00:00+02:00",
        "valid_to": "2025-04-01",
        "short_abandon_seconds": 0,
        "time_zone": "Asia/Kolkata",
    },
    {"queue": "billing", "valid_from": "2025-03-05", "valid_to": "2025-03-20", "service_level_seconds": 7},
    {
        "queue": "night desk",
        "service_level_seconds": 0,
        "short_abandon_seconds": 20,
        "business_calendar": "nights",
        "time_zone": "Pacific/Auckland",
    },
    {"queue": "claims", "service_level_seconds": 1, "time_zone": "Mars/Olympus"},
    {"queue": "claims", "valid_from": "2025-01-10", "service_level_seconds": 86400, "business_calendar": "nobody's"},
)
AUTUMN = {"queue": "autumn", "business_calendar": "autumn", "time_zone": "Pacific/Auckland"}
# calendar, weekdays, hours, time zone: two shifts a day and one that overlaps; nights over midnight, in another zone
# than their queues; round the clock; an hour that comes twice when Auckland goes back to winter time.
HOURS = (
    ("split", (1, 2, 3, 4, 5), (("08:00", "12:00"), ("11:30", "12:30"), ("13:00", "18:00:30")), "Europe/Sofia"),
    ("nights", (1, 3, 5, 6, 7), (("22:00", "6:30"),), "Pacific/Apia"),
    ("elsewhere", (2, 6), (("0:00", "0:00"),), "UTC"),
    ("autumn", (7,), (("2:30", "2:45"),), "Pacific/Auckland"),
)
CALENDARS = tuple(
    {"business_calendar": name, "weekday": day, "opens_at": opens, "closes_at": closes, "time_zone": zone}
    for name, weekdays, hours, zone in HOURS
    for day in weekdays
    for opens, closes in hours
)
HOLIDAYS = (
    {"business_calendar": "split", "holiday_date": "2025-01-01", "name": "New Year"},
    {"business_calendar": "nights", "holiday_date": "2025-03-30", "name": "a night that begins on it"},
    {"business_calendar": "nobody's", "holiday_date": "2025-02-03", "name": "no hours, no holiday"},
)
AGENTS = (
    {
        "agent_id": "a1",
        "valid_from": None,
        "valid_to": "2025-02-10",
        "team": "north",
        "site": "Varna",
        "hourly_cost": 12.5,
        "currency": "EUR",
    },
    {
        "agent_id": "a1",
        "valid_from": "2025-02-10",
        "team": "south",
        "site": "Varna",
        "outsourcer": "Helpers Ltd",
        "hourly_cost": 31.3,
        "currency": "bgn",
    },
    {"agent_id": "a2", "valid_from": "2025-01-01", "team": "north", "site": None, "hourly_cost": 17},
    {"agent_id": "a3", "valid_from": "2024-01-01", "team": None, "site": "Burgas", "outsourcer": "Helpers Ltd"},
    {"agent_id": "a4", "valid_from": "2025-01-15", "valid_to": "2025-03-15", "team": "south", "site": "Burgas"},
    {"agent_id": "a5", "team": "south", "site": "Ruse", "outsourcer": "Answer Inc."},
)
# Of each step of every way to a target one that has its own, one that falls back further, one in mid-period.
HOUSE = {"kpi": "fcr_rate", "scope_kind": "outsourcer", "scope_value": "in_house"}
TARGETS = (
    {"kpi": "fcr_rate", "target": 0.5},
    {"kpi": "fcr_rate", "target": 0.6, "valid_from": "2025-02-01", "valid_to": "2025-03-01T12:00:00Z"},
    {"kpi": "fcr_rate", "target": 0.7, "scope_kind": "team", "scope_value": "north", "valid_from": "2025-02-10"},
    {"kpi": "fcr_rate", "target": 0.4, "scope_kind": "outsourcer", "scope_value": "Helpers Ltd"},
    {"kpi": "fcr_rate", "target": 0.3, "scope_kind": "Agent", "scope_value": "a2", "valid_to": "2025-03-10"},
    {**HOUSE, "target": 0.2, "updated_at": "2025-01-02T00:00:00Z"},
    {**HOUSE, "target": 0.9, "updated_at": "2025-01-01T00:00:00Z"},
    {"kpi": "service_level", "target": 0.8, "scope_kind": "channel", "scope_value": "voice"},
    {"kpi": "service_level", "target": 0.7, "scope_kind": "channel", "scope_value": "chat", "valid_from": "2025-03-03"},
    {"kpi": "service_level", "target": 0.6, "scope_kind": "queue", "scope_value": "claims", "valid_from": "2025-01-20"},
    {"kpi": "abandonment_rate", "target": 0.1, "valid_from": "2025-01-06"},
    {"kpi": "abandonment_rate", "target": 0.2, "scope_kind": "topic", "scope_value": "outage"},
    {"kpi": "transfer_rate", "target": 0.25, "scope_kind": "site", "scope_value": "Varna"},
    {"kpi": "average_handle_seconds", "target": 200},
    {"kpi": "contacts_abandoned", "target": 1},
    {"kpi": "fcr_rate", "target": "as high as can be"},
    {"kpi": None, "target": 0.5},
    {"kpi": "fcr_rate", "target": 0.5, "valid_from": "2025-03-01", "valid_to": "2025-02-01"},
)


def instant_text(moment: datetime, chance: random.Random) -> str:
    """The same instant, written in one of the ways an export may."""
    style = chance.randrange(4)
    if style == 0:
        return moment.astimezone(ZoneInfo("Asia/Kolkata")).isoformat()
    if style == 1:
        return moment.replace(tzinfo=None).isoformat()
    if style == 2:
        return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return moment.isoformat().replace("+00:00", "Z")


def pause(chance: random.Random) -> timedelta:
    """From the end of a contact to the start of the customer's next."""
    style = chance.randrange(10)
    if style < 4:
        return timedelta(hours=chance.choice(EXACT_HOURS), seconds=chance.choice((0, 0, 1, -1)))
    if style < 6:
        return timedelta(seconds=-chance.randrange(0, 900, 60))
    if style < 8:
        return timedelta(minutes=chance.randrange(0, 180, 5))
    return timedelta(hours=chance.expovariate(1 / 120)) // timedelta(seconds=1) * timedelta(seconds=1)


def identifiers(customer: int, chance: random.Random) -> dict:
    """Mostly the same identifier of a customer, in several spellings; sometimes none or an unknown one."""
    if chance.random() < 0.08:
        return chance.choice(NOBODY)
    if chance.random() < 0.05:  # somebody else's, in one segment of the contact
        customer = (customer + 1) % CUSTOMERS
    if customer % 3 == 0:
        spellings = (f"0049 89 55{customer:05}", f"+49 (89) 55-{customer:05}", f"498955{customer:05}")
        return {"customer_phone": chance.choice(spellings)}
    if customer % 3 == 1:
        spellings = (f"Person.{customer}@Example.com", f"\u00a0person.{customer}@example.com ")
        return {"customer_email": chance.choice(spellings), "customer_phone": "110"}
    return {"customer_id": f"K{customer}", "customer_email": f"shared.{customer % 5}@example.com"}


def segment(contact_id: str, number: int, start: datetime, chance: random.Random) -> tuple[dict, datetime]:
    """One row, and when it ends for the customer."""
    outcome = chance.choice(OUTCOMES)
    queued = start + timedelta(seconds=chance.choice((0, 0, 3, 7.5, 30)))
    wait = timedelta(seconds=chance.choice((0, 0.5, 4, 5, 5.4, 5.5, 10, 19, 20, 20.5, 21, 30, 60, 200)))
    talk, hold, wrap_up = (chance.choice((None, 0, 30, 95, 400)) for _ in range(3))
    is_answered = outcome in ("handled", "Answered") and chance.random() < 0.95
    end = queued + wait + timedelta(seconds=(talk or 0) + (hold or 0) if is_answered else 0)
    row = {
        "contact_id": contact_id,
        "segment_number": number,
        "started_at": start,
        "queued_at": queued if chance.random() < 0.7 else None,
        "answered_at": queued + wait if is_answered else None,
        "ended_at": chance.choice((end,) * 18 + (None, "9999-12-31T00:00:00Z")),
        "ivr_seconds": chance.choice((None, 0, 12)),
        "talk_seconds": talk,
        "hold_seconds": hold,
        "wrap_up_seconds": wrap_up,
        "concurrency": chance.choice((None, 1, 2, 3)),
        "outcome": outcome,
        "queue": chance.choice(QUEUE_NAMES),
        "agent_id": chance.choice(AGENT_IDS) if is_answered or chance.random() < 0.3 else None,
        "transfer_kind": chance.choice(TRANSFERS),
        "is_escalated": chance.choice((None, True, False, False)),
        "is_resolved": chance.choice((None, True, True, False)),
        "needs_follow_up": chance.choice((None, True, False, False, False)),
        "topic": chance.choice(TOPICS),
    }
    return row, end


def contact(contact_id: str, customer: int, start: datetime, chance: random.Random) -> tuple[list[dict], datetime]:
    return contact_of(contact_id, customer, start, chance, chance.choice(CHANNELS), chance.choice(DIRECTIONS))


def call_back(contact_id: str, customer: int, start: datetime, chance: random.Random) -> tuple[list[dict], datetime]:
    kind = chance.choice((("callback", None), ("callback", "outbound"), ("voice", "outbound"), ("voice", "internal")))
    return contact_of(contact_id, customer, start, chance, *kind)


def contact_of(
    contact_id: str, customer: int, start: datetime, chance: random.Random, channel: str, direction: str | None
) -> tuple[list[dict], datetime]:
    rows, end = [], start
    for number in range(1, chance.choice((1, 1, 1, 2, 3)) + 1):
        row, end = segment(contact_id, number, end, chance)
        if number == 1 and chance.random() < 0.1:
            row["segment_number"] = None
        rows.append({**row, "channel": channel, "direction": direction, **identifiers(customer, chance)})
    return rows, end


def customer_rows(customer: int, chance: random.Random) -> list[dict]:
    start = BEGIN + timedelta(minutes=10 * chance.randrange(6 * 24 * 90))
    if chance.random() < 0.4:
        start = chance.choice(NIGHTS) + timedelta(minutes=10 * chance.randrange(48))
    rows = []
    number = 0
    make = contact
    while start <= END and number < 25:
        made, end = make(f"{customer:02}-{chance.randrange(100):02}-{number}", customer, start, chance)
        rows += made
        start = max(BEGIN, start if chance.random() < 0.03 else end + pause(chance))
        make = contact
        if made[-1]["outcome"] == "callback_requested" and chance.random() < 0.8:
            make = call_back
            start = end + timedelta(seconds=chance.choice((-1, 0, 1, 600, 7200, 86399, 86400, 86401)))
        number += 1
    return rows


def horizon_rows(chance: random.Random) -> list[dict]:
    """The last contact of the landing; one whose window closes at that instant and one a second later; strays."""
    rows = []
    for number, start in enumerate(
        (END, END - timedelta(hours=168), END - timedelta(hours=168) + timedelta(seconds=1))
    ):
        row = {"contact_id": f"edge-{number}", "channel": "voice", "started_at": start, "ended_at": start}
        rows.append({**row, "outcome": "handled", "queue": "support", "customer_id": f"edge-{number}"})
    for number in range(4):
        made, _ = contact(f"stray-{number}", number, STRAY + timedelta(minutes=number), chance)
        rows += made
    return rows


def autumn_rows() -> list[dict]:
    """Two contacts at 2:35 of the night in which Auckland has that time twice: the hours are those of the second."""
    return [
        {
            "contact_id": f"autumn-{number}",
            "channel": "voice",
            "started_at": datetime(2025, 4, 5, 13 + number, 35, tzinfo=UTC),
            "outcome": "handled",
            "queue": "autumn",
        }
        for number in range(2)
    ]


def unusable_rows() -> list[dict]:
    usable = {"contact_id": "bad", "channel": "voice", "started_at": BEGIN, "outcome": "handled", "queue": "support"}
    spoilt = (
        {"contact_id": None},
        {"outcome": "levitated"},
        {"outcome": None},
        {"started_at": None},
        {"started_at": "the day before yesterday"},
        {"ended_at": BEGIN - timedelta(seconds=1)},
        {"talk_seconds": -1},
        {"talk_seconds": 10**9 + 1},
        {"segment_number": 0},
        {"started_at": "1900-01-01T00:00:00Z"},
        {"hold_seconds": "a while"},
        {"answered_at": "2025-02-30T00:00:00Z"},
    )
    return [{**usable, **change} for change in spoilt]


def versions(row: dict, chance: random.Random) -> list[tuple[int, dict]]:
    """A row as exports repeat it, with the file each version is in: the last one of a pair is to be accepted."""
    file = chance.randrange(FILES)
    changed = row["started_at"] + timedelta(hours=1)
    old = {"outcome": "failed", "topic": "superseded"}
    plain, dated = spelled(row, chance), spelled({**row, "updated_at": changed}, chance)
    style = chance.randrange(20)
    if style == 0:  # the same text twice
        return [(file, plain), (file, plain)]
    if style == 1:  # a version without updated_at is older than any that has one, in whatever file
        return [(FILES - 1, {**plain, **old}), (0, dated)]
    if style == 2:  # updated_at decides, in whatever file
        return [(FILES - 1, spelled({**row, **old, "updated_at": changed - timedelta(seconds=1)}, chance)), (0, dated)]
    if style == 3:  # the file decides
        return [(0, {**plain, **old}), (1, plain)]
    return [(file, plain if style < 12 else dated)]


def spelled(row: dict, chance: random.Random) -> dict:
    return {
        column: instant_text(value, chance) if isinstance(value, datetime) else value for column, value in row.items()
    }


def stretch(rows: list[dict], chance: random.Random) -> None:
    """Talk times with a heavy tail, from seconds to months, where the end of the segment does not follow from them."""
    for row in rows:
        if row.get("talk_seconds") and isinstance(row["ended_at"], datetime) and chance.random() < 0.5:
            row["talk_seconds"] = min(10_000_000, int(chance.paretovariate(0.5)))


def write_tangled(root: Path, seed: int) -> None:
    """Contacts, queues and agents with everything the definitions speak of, spread over several files."""
    chance = random.Random(seed)
    rows = [row for customer in range(CUSTOMERS) for row in customer_rows(customer, chance)] + horizon_rows(chance)
    stretch(rows, random.Random(seed))
    placed = [version for row in rows for version in versions(row, chance)]
    placed += [(0, row) for row in autumn_rows()]
    placed += [(chance.randrange(FILES), row) for row in unusable_rows()]
    chance.shuffle(placed)
    for file in range(FILES):
        write_file(root, "contacts", [row for number, row in placed if number == file], f"part_{file}")
    write_file(root, "queues", (*QUEUES, AUTUMN))
    write_file(root, "agents", AGENTS)
    write_file(root, "kpi_targets", TARGETS)
    write_shifts(root, seed)
    write_books(root)
    write_file(root, "business_calendars", CALENDARS)
    write_file(root, "holidays", HOLIDAYS)


def write_bare(root: Path, seed: int) -> None:
    """Contacts alone, with the columns that must be there and three more: what nobody fills must come out null."""
    chance = random.Random(seed)
    columns = ("contact_id", "channel", "started_at", "outcome", "customer_id", "is_resolved", "talk_seconds")
    rows = [row for customer in range(2, CUSTOMERS, 6) for row in customer_rows(customer, chance)]
    firsts = {row["contact_id"]: row for row in reversed(rows)}
    bare = [{column: row.get(column) for column in columns} for row in firsts.values()]
    write_file(root, "contacts", [spelled(row, chance) for row in bare])
