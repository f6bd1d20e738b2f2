"""From accepted rows and tickets to contacts and queue entries, and how far the data reach.

Readings taken where the definitions leave a choice:
- "Segment 1" is the accepted segment with the least number.
- A segment without ended_at but with answered_at ends at answered_at + talk + hold, a part that is null being 0.
- queued_at absent and ivr_seconds null: the wait begins at started_at. A wait below zero cannot be computed.
- Where segments of a contact carry different identifiers of a kind, the first known counts.
- A queue's row is the one valid when the segment (of a contact's date: the contact) starts; the latest valid_from wins.
- Horizon blocks are made of the UTC days of the rows' started_at.
- is_self_served and is_abandoned_in_ivr are contacts with that outcome and no entry ("never did ask for a person").
- Any contact that names a ticket in a segment up to the horizon refers to it, whatever its direction; it is about the
  first one it so names that was delivered.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from .identity import Identifier, Normal, Record
from .landing import Landed
from .settings import Settings
from .tickets import Ticket, made_rows

if TYPE_CHECKING:
    from .episodes import Episode

LIVE_CHANNELS = {"voice", "chat", "callback", "in_person"}
ENTRY_OUTCOMES = {"handled", "abandoned", "overflowed", "callback_requested", "voicemail"}
PARTS = ("talk_seconds", "hold_seconds", "wrap_up_seconds")
GAP_DAYS = 14


@dataclass
class Entry:
    """A queue entry: a segment of an inbound contact that asked for a person in a queue."""

    segment_number: int
    queue: str
    date: date
    outcome: str
    wait: int | None
    threshold: int | None
    short_limit: int
    is_live: bool
    is_short: bool | None
    is_within: bool | None


@dataclass
class Contact:
    source: str
    contact_id: str
    segments: list[dict]
    channel: str
    direction: str
    topic: str
    started_at: datetime
    ended_at: datetime
    outcome: str
    identifiers: tuple[Identifier, ...]
    # The ticket that it belongs to; is_made says that it was made of it.
    ticket: Ticket | None = None
    is_made: bool = False
    # Columns that its source fills.
    filled: set[str] = field(default_factory=set)
    customer: int | None = None
    entries: list[Entry] = field(default_factory=list)
    first_queue: str | None = None
    date: date | None = None
    is_after_horizon: bool = False
    parts: dict[str, int | None] = field(default_factory=dict)
    handle_seconds: int | None = None
    transfers: int | None = None
    is_transferred: bool | None = None
    is_escalated: bool | None = None
    needs_follow_up: bool | None = None
    is_resolved: bool | None = None
    # The sequence.
    episode: Episode | None = None
    is_fcr_eligible: bool = False
    fcr_status: str = "ineligible"
    # Whether a survey asked about it, and the latest answer in time.
    is_invited: bool = False
    answer: dict | None = None
    is_first_of_ticket: bool = False

    @property
    def key(self) -> tuple[str, str]:
        return self.source, self.contact_id

    @property
    def order(self) -> tuple[datetime, str, str]:
        return self.started_at, self.source, self.contact_id

    @property
    def number(self) -> int:
        """Which one of those made of its ticket; 0 for others."""
        return int(self.contact_id.rpartition(":")[2]) if self.is_made else 0

    @property
    def is_inbound(self) -> bool:
        return self.direction == "inbound"

    @property
    def is_live(self) -> bool:
        """Somebody waits on the line; not while a ticket is worked on, however it came in."""
        return self.channel in LIVE_CHANNELS and not self.is_made

    @property
    def is_offered(self) -> bool:
        return bool(self.entries)

    @property
    def is_handled(self) -> bool:
        return self.is_inbound and self.outcome == "handled"

    @property
    def is_abandoned(self) -> bool:
        return self.is_inbound and self.outcome == "abandoned"

    @property
    def is_self_served(self) -> bool:
        return self.is_inbound and self.outcome == "self_served" and not self.is_offered

    @property
    def is_abandoned_in_ivr(self) -> bool:
        return self.is_inbound and self.outcome == "abandoned_in_ivr" and not self.is_offered

    @property
    def agents(self) -> list[str]:
        return [row["agent_id"] for row in self.segments if row["agent_id"] is not None]

    @property
    def is_cut_off(self) -> bool:
        """Its customer may come back at once and mean the same call."""
        last = self.segments[-1]
        return last["outcome"] == "abandoned" or (last["transfer_kind"] or "none") != "none"

    @property
    def complexity(self) -> str:
        return next((row["complexity"] for row in self.segments if row["complexity"] is not None), "unknown")

    @property
    def disposition(self) -> str | None:
        """The last one recorded."""
        recorded = [row["disposition"] for row in self.segments if row["disposition"] is not None]
        return recorded[-1] if recorded else None


class Validity:
    """Rows of a key over time: valid_from inclusive, valid_to exclusive, empty is open, the latest valid_from wins."""

    def __init__(self, rows: list[dict], key: str):
        self.rows = defaultdict(list)
        for row in rows:
            self.rows[row[key]].append(row)

    def at(self, key: str | None, moment: datetime) -> dict | None:
        valid = [
            row
            for row in self.rows.get(key, [])
            if (row["valid_from"] is None or row["valid_from"] <= moment)
            and (row["valid_to"] is None or moment < row["valid_to"])
        ]
        return max(valid, key=lambda row: row["valid_from"] or datetime.min.replace(tzinfo=UTC), default=None)


def whole_seconds(earlier: datetime | None, later: datetime | None) -> int | None:
    """Half up."""
    if earlier is None or later is None:
        return None
    return (2 * ((later - earlier) // timedelta(microseconds=1)) + 1_000_000) // 2_000_000


def hours(delta: timedelta) -> float:
    return (delta // timedelta(microseconds=1)) / 3_600_000_000


def segment_end(row: dict) -> datetime:
    if row["ended_at"] is not None:
        return row["ended_at"]
    if row["answered_at"] is not None:
        return row["answered_at"] + timedelta(seconds=(row["talk_seconds"] or 0) + (row["hold_seconds"] or 0))
    return row["started_at"]


def segment_wait(row: dict) -> int | None:
    begins = row["queued_at"] or row["started_at"] + timedelta(seconds=row["ivr_seconds"] or 0)
    ends = {"handled": row["answered_at"], "abandoned": row["ended_at"]}.get(row["outcome"])
    wait = whole_seconds(begins, ends)
    return wait if wait is not None and wait >= 0 else None


def find_horizon(starts: dict[str, list[datetime]]) -> datetime:
    """The least of the sources' own horizons, over sources seen within 14 days of the greatest."""
    own = [source_horizon(moments) for moments in starts.values() if moments]
    return min(moment for moment in own if max(own) - moment <= timedelta(days=GAP_DAYS))


def source_horizon(moments: list[datetime]) -> datetime:
    """Greatest start in the last block of days that is large enough, else in the largest block.

    Large enough: 10 rows, and half as many as on an average day with rows.
    """
    blocks: list[list[datetime]] = []
    for moment in sorted(moments):
        if not blocks or (moment.date() - blocks[-1][-1].date()).days - 1 > GAP_DAYS:
            blocks.append([])
        blocks[-1].append(moment)
    active_days = len({moment.date() for moment in moments})
    solid = [block for block in blocks if len(block) >= 10 and 2 * len(block) * active_days >= len(moments)]
    block = solid[-1] if solid else max(reversed(blocks), key=len)
    return block[-1]


def local_date(moment: datetime, queue: str | None, queues: Validity, settings: Settings) -> date:
    row = queues.at(queue, moment)
    zone = ZoneInfo(row["time_zone"]) if row and row["time_zone"] else settings.business_zone
    return moment.astimezone(zone).date()


def entry_threshold(channel: str, queue: dict | None, settings: Settings) -> int | None:
    if queue and queue["service_level_seconds"] is not None:
        return queue["service_level_seconds"]
    return settings.service_level_seconds.get(channel)


def short_limit(queue: dict | None, settings: Settings) -> int:
    given = queue["short_abandon_seconds"] if queue else None
    return settings.short_abandon_seconds if given is None else given


def make_entry(row: dict, queue: str, contact: Contact, queues: Validity, settings: Settings) -> Entry:
    channel = contact.channel
    valid = queues.at(queue, row["started_at"])
    wait = segment_wait(row)
    threshold = entry_threshold(channel, valid, settings)
    return Entry(
        segment_number=row["segment_number"],
        queue=queue,
        date=local_date(row["started_at"], queue, queues, settings),
        outcome=row["outcome"],
        wait=wait,
        threshold=threshold,
        short_limit=short_limit(valid, settings),
        is_live=contact.is_live,
        is_short=None if wait is None or row["outcome"] != "abandoned" else wait <= short_limit(valid, settings),
        is_within=None if wait is None or threshold is None else wait <= threshold,
    )


def make_entries(contact: Contact, queues: Validity, settings: Settings) -> list[Entry]:
    if not contact.is_inbound:
        return []
    entries = []
    for position, row in enumerate(contact.segments):
        queue = row["queue"] or ("unknown" if position == 0 else None)
        if queue is not None and row["outcome"] in ENTRY_OUTCOMES:
            entries.append(make_entry(row, queue, contact, queues, settings))
    return entries


def part_sums(segments: list[dict], filled: set[str], is_known: bool) -> dict[str, int | None]:
    """Sum of each part; 0 for a null one while another part of the contact is known, null where never filled."""
    return {part: sum(row[part] or 0 for row in segments) if is_known and part in filled else None for part in PARTS}


def has_known_part(segments: list[dict]) -> bool:
    return any(row[part] is not None for row in segments for part in PARTS)


def add_parts(parts: dict[str, int | None]) -> int | None:
    known = [seconds for seconds in parts.values() if seconds is not None]
    return sum(known) if known else None


def any_of(rows: list[dict], column: str, filled: set[str]) -> bool | None:
    return any(row[column] for row in rows) if column in filled else None


def count_transfers(rows: list[dict], filled: set[str]) -> int | None:
    if "transfer_kind" not in filled:
        return None
    return sum((row["transfer_kind"] or "none") != "none" for row in rows)


def last_recorded(rows: list[dict]) -> bool | None:
    recorded = [row["is_resolved"] for row in rows if row["is_resolved"] is not None]
    return recorded[-1] if recorded else None


def make_contact(segments: list[dict], settings: Settings, normal: Normal) -> Contact:
    segments = sorted(segments, key=lambda row: row["segment_number"])
    topics = [row["topic"] for row in segments if row["topic"] is not None]
    outcomes = [row["outcome"] for row in segments]
    return Contact(
        source=settings.source,
        contact_id=segments[0]["contact_id"],
        segments=segments,
        channel=segments[0]["channel"],
        direction=segments[0]["direction"] or "inbound",
        topic=topics[0] if topics else "unknown",
        started_at=segments[0]["started_at"],
        ended_at=max(segment_end(row) for row in segments),
        outcome="handled" if "handled" in outcomes else outcomes[-1],
        identifiers=normal.identifiers(segments),
    )


def landed_contacts(landed: Landed, settings: Settings, normal: Normal) -> list[Contact]:
    by_id = defaultdict(list)
    for row in landed.rows:
        by_id[row["contact_id"]].append(row)
    contacts = [make_contact(rows, settings, normal) for rows in by_id.values()]
    for contact in contacts:
        contact.filled = {column for column, rows in landed.filled.items() if rows}
    return contacts


def ticket_contacts(
    contacts: list[Contact], tickets: list[Ticket], horizon: datetime, settings: Settings, normal: Normal
) -> list[Contact]:
    """Contacts made of the tickets that none of these contacts refers to; the others are told their tickets."""
    by_id = {ticket.ticket_id: ticket for ticket in tickets if ticket.row["created_at"] <= horizon}
    referred = set()
    for contact in contacts:
        named = [row["ticket_id"] for row in contact.segments if row["started_at"] <= horizon]
        contact.ticket = next((by_id[ticket_id] for ticket_id in named if ticket_id in by_id), None)
        referred.update(named)
    made = []
    silent = [ticket for ticket in tickets if ticket.ticket_id not in referred and ticket.row["created_at"] <= horizon]
    for ticket in silent:
        for row in made_rows(ticket):
            contact = make_contact([row], settings, normal)
            contact.ticket, contact.is_made = ticket, True
            contact.filled = {"is_escalated"} & {column for column, value in row.items() if value is not None}
            made.append(contact)
    return made


def complete(contact: Contact, queues: Validity, settings: Settings) -> None:
    """What follows from its segments."""
    segments, filled = contact.segments, contact.filled
    contact.entries = make_entries(contact, queues, settings)
    contact.first_queue = contact.entries[0].queue if contact.entries else None
    dated_by = contact.first_queue or segments[0]["queue"]
    contact.date = local_date(contact.started_at, dated_by, queues, settings)
    contact.parts = part_sums(segments, filled, has_known_part(segments))
    contact.handle_seconds = add_parts(contact.parts)
    contact.transfers = count_transfers(segments, filled)
    contact.is_transferred = None if contact.transfers is None else contact.transfers > 0
    contact.is_escalated = any_of(segments, "is_escalated", filled)
    contact.needs_follow_up = any_of(segments, "needs_follow_up", filled)
    contact.is_resolved = last_recorded(segments)


def mark_firsts(contacts: Iterable[Contact]) -> None:
    """The first contact of each ticket."""
    seen = set()
    for contact in sorted(contacts, key=lambda contact: contact.order):
        if contact.ticket is not None:
            contact.is_first_of_ticket = contact.ticket.ticket_id not in seen
            seen.add(contact.ticket.ticket_id)


def evidence(contacts: Iterable[Contact], tickets: Iterable[dict], customers: Iterable[dict], normal: Normal, until):
    """Records up to the horizon: contacts as landed, tickets and rows of customers."""
    records = [Record(contact.started_at, contact.identifiers) for contact in contacts if not contact.is_made]
    records += [Record(row["created_at"], normal.identifiers([row])) for row in tickets]
    timely = [record for record in records if record.moment <= until]
    return timely + [Record(None, normal.identifiers([row])) for row in customers]
