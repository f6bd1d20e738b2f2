"""From accepted rows to contacts, queue entries, episodes and issues.

Readings taken where the definitions leave a choice:
- "Segment 1" is the accepted segment with the least number.
- A segment without ended_at but with answered_at ends at answered_at + talk + hold, a part that is null being 0.
- queued_at absent and ivr_seconds null: the wait begins at started_at. A wait below zero cannot be computed.
- Where segments of a contact carry different identifiers of the strongest kind, the first known counts.
- A queue's row is the one valid when the segment (of a contact's date: the contact) starts; the latest valid_from wins.
- Horizon blocks are made of the UTC days of the rows' started_at.
- is_self_served and is_abandoned_in_ivr are contacts with that outcome and no entry ("never did ask for a person").
- Rule 2c: "ended callback_requested" looks at the last segment, and the contact that asks ends no later than the
  callback starts. "The latest contact" is the one before it in the order of start, source, contact_id.
- A self-service attempt precedes the issue of the customer's next episode, if that one starts within the window after
  the end of the attempt; a negative distance is within it. An episode that starts at the same instant is a next one.
- An identified handled contact that is in no sequence (a callback that joins nothing, or handled without ever being in
  a queue) is ineligible.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from .landing import CodeMap, Landed, trim
from .settings import Settings

LIVE_CHANNELS = {"voice", "chat", "callback", "in_person"}
ENTRY_OUTCOMES = {"handled", "abandoned", "overflowed", "callback_requested", "voicemail"}
PARTS = ("talk_seconds", "hold_seconds", "wrap_up_seconds")
LONGEST_HOURS = 720
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
    customer: tuple[str, str] | None
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

    @property
    def key(self) -> tuple[str, str]:
        return self.source, self.contact_id

    @property
    def order(self) -> tuple[datetime, str, str]:
        return self.started_at, self.source, self.contact_id

    @property
    def is_inbound(self) -> bool:
        return self.direction == "inbound"

    @property
    def is_live(self) -> bool:
        return self.channel in LIVE_CHANNELS

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
    def fcr_by_agent(self) -> bool | None:
        """Met, not met or (resolution not recorded, or not a standing contact) left out."""
        if not self.is_fcr_eligible or self.is_resolved is None:
            return None
        return self.is_resolved and not (self.is_escalated or self.needs_follow_up or self.is_transferred)


@dataclass(eq=False)
class Episode:
    contacts: list[Contact]
    issue: Issue | None = None
    next: Episode | None = None
    hours_to_next: float | None = None
    is_repeat: bool = False

    @property
    def customer(self) -> tuple[str, str]:
        return self.contacts[0].customer

    @property
    def started_at(self) -> datetime:
        return self.contacts[0].started_at

    @property
    def ended_at(self) -> datetime:
        return max(contact.ended_at for contact in self.contacts)

    @property
    def standing(self) -> Contact | None:
        handled = [contact for contact in self.contacts if contact.outcome == "handled"]
        return handled[-1] if handled else None

    def is_repeated(self, hours: float) -> bool:
        return self.hours_to_next is not None and self.hours_to_next <= hours

    def is_closed(self, hours: float, horizon: datetime) -> bool:
        return self.ended_at + timedelta(hours=hours) <= horizon


@dataclass(eq=False)
class Issue:
    episodes: list[Episode]
    self_service_attempts: int = 0


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


def known_identifier(text: str | None, source: str, codes: CodeMap) -> str | None:
    return None if text is None or codes.find(source, "unknown_identifier", text) is not None else text


def phone_digits(text: str | None) -> str | None:
    """Digits without a leading 00; None below seven of them, or where all that was written is one digit."""
    written = "".join(letter for letter in text or "" if letter in "0123456789")
    digits = written.removeprefix("00")
    return digits if len(digits) >= 7 and len(set(written)) > 1 else None


def address(text: str | None) -> str | None:
    """Trimmed and lowered; None without text on both sides of an @."""
    return trim(text).lower() if text is not None and re.search(".@.", trim(text), re.DOTALL) else None


def find_customer(segments: list[dict], source: str, codes: CodeMap) -> tuple[str, str] | None:
    """customer_id, else normalised e-mail, else normalised phone; None where all of them are unknown."""
    known = [
        {
            "id": known_identifier(row["customer_id"], source, codes),
            "email": address(known_identifier(row["customer_email"], source, codes)),
            "phone": phone_digits(known_identifier(row["customer_phone"], source, codes)),
        }
        for row in segments
    ]
    for kind in ("id", "email", "phone"):
        values = [identifiers[kind] for identifiers in known if identifiers[kind] is not None]
        if values:
            return kind, values[0]
    return None


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


def make_entry(row: dict, queue: str, channel: str, queues: Validity, settings: Settings) -> Entry:
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
        is_live=channel in LIVE_CHANNELS,
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
            entries.append(make_entry(row, queue, contact.channel, queues, settings))
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


def make_contact(segments: list[dict], source: str, codes: CodeMap) -> Contact:
    segments = sorted(segments, key=lambda row: row["segment_number"])
    topics = [row["topic"] for row in segments if row["topic"] is not None]
    outcomes = [row["outcome"] for row in segments]
    return Contact(
        source=source,
        contact_id=segments[0]["contact_id"],
        segments=segments,
        channel=segments[0]["channel"],
        direction=segments[0]["direction"] or "inbound",
        topic=topics[0] if topics else "unknown",
        started_at=segments[0]["started_at"],
        ended_at=max(segment_end(row) for row in segments),
        outcome="handled" if "handled" in outcomes else outcomes[-1],
        customer=find_customer(segments, source, codes),
    )


def make_contacts(landed: Landed, queues: Validity, settings: Settings, codes: CodeMap) -> list[Contact]:
    by_id = defaultdict(list)
    for row in landed.rows:
        by_id[row["contact_id"]].append(row)
    filled = {column for column, rows in landed.filled.items() if rows}
    contacts = [make_contact(rows, settings.source, codes) for rows in by_id.values()]
    for contact in contacts:
        contact.entries = make_entries(contact, queues, settings)
        contact.first_queue = contact.entries[0].queue if contact.entries else None
        dated_by = contact.first_queue or contact.segments[0]["queue"]
        contact.date = local_date(contact.started_at, dated_by, queues, settings)
        contact.parts = part_sums(contact.segments, filled, has_known_part(contact.segments))
        contact.handle_seconds = add_parts(contact.parts)
        contact.transfers = count_transfers(contact.segments, filled)
        contact.is_transferred = None if contact.transfers is None else contact.transfers > 0
        contact.is_escalated = any_of(contact.segments, "is_escalated", filled)
        contact.needs_follow_up = any_of(contact.segments, "needs_follow_up", filled)
        contact.is_resolved = last_recorded(contact.segments)
    return sorted(contacts, key=lambda contact: contact.order)


def is_in_sequence(contact: Contact) -> bool:
    """Rule 1."""
    return (
        contact.is_inbound
        and contact.channel != "callback"
        and contact.is_offered
        and contact.customer is not None
        and not contact.is_after_horizon
    )


def may_call_back(contact: Contact) -> bool:
    """Rule 2c, the half that looks at the contact alone."""
    is_return = contact.channel == "callback" or (contact.direction == "outbound" and contact.outcome == "handled")
    return is_return and contact.customer is not None and not contact.is_after_horizon


def answers_request(contact: Contact, asked: Contact | None) -> bool:
    """Rule 2c, the half that looks at the customer's latest contact of the sequence."""
    return (
        asked is not None
        and asked.segments[-1]["outcome"] == "callback_requested"
        and timedelta(0) <= contact.started_at - asked.ended_at <= timedelta(hours=24)
    )


def joins(contact: Contact, before: Contact, latest_live_end: datetime | None, settings: Settings) -> bool:
    """Rules 2a and 2b."""
    overlaps = (
        contact.is_live and before.is_live and latest_live_end is not None and contact.started_at < latest_live_end
    )
    reconnects = before.is_cut_off and contact.started_at - before.ended_at <= timedelta(
        minutes=settings.reconnect_minutes
    )
    return overlaps or reconnects


def customer_episodes(contacts: list[Contact], settings: Settings) -> list[Episode]:
    """Episodes of one customer; contacts come in order."""
    episodes: list[Episode] = []
    asked = before = latest_live_end = None
    for contact in contacts:
        if is_in_sequence(contact):
            asked = contact
            is_joined = before is not None and joins(contact, before, latest_live_end, settings)
        elif may_call_back(contact) and answers_request(contact, asked):
            is_joined = True
        else:
            continue
        if is_joined:
            episodes[-1].contacts.append(contact)
        else:
            episodes.append(Episode([contact]))
        contact.episode = episodes[-1]
        if contact.is_live:
            latest_live_end = max(latest_live_end or contact.ended_at, contact.ended_at)
        before = contact
    return episodes


def chain(episodes: list[Episode], settings: Settings) -> list[Issue]:
    """Issues of one customer's episodes."""
    issues: list[Issue] = []
    previous = None
    for episode in episodes:
        if previous is not None:
            gap = max(0.0, hours(episode.started_at - previous.ended_at))
            if gap <= LONGEST_HOURS:
                previous.hours_to_next, previous.next = gap, episode
            episode.is_repeat = previous.is_repeated(settings.fcr_window_hours)
        if not episode.is_repeat:
            issues.append(Issue([]))
        issues[-1].episodes.append(episode)
        episode.issue = issues[-1]
        previous = episode
    return issues


def count_attempts(contacts: list[Contact], episodes: list[Episode], settings: Settings) -> None:
    """Self-service and menu hang-ups of one customer, on the issue they precede."""
    for contact in contacts:
        if contact.is_after_horizon or not (contact.is_self_served or contact.is_abandoned_in_ivr):
            continue
        following = [episode for episode in episodes if episode.started_at >= contact.started_at]
        if following and hours(following[0].started_at - contact.ended_at) <= settings.fcr_window_hours:
            following[0].issue.self_service_attempts += 1


def settle(contact: Contact, horizon: datetime, settings: Settings) -> None:
    """is_fcr_eligible and fcr_status."""
    stands = contact.episode is not None and contact.episode.standing is contact
    is_stranger = contact.is_handled and contact.customer is None and not contact.is_after_horizon
    contact.is_fcr_eligible = stands or is_stranger
    if is_stranger:
        contact.fcr_status = "unidentified"
    elif stands and contact.episode.is_repeated(settings.fcr_window_hours):
        contact.fcr_status = "repeated"
    elif stands:
        is_closed = contact.episode.is_closed(settings.fcr_window_hours, horizon)
        contact.fcr_status = "resolved" if is_closed else "pending"


def find_episodes(contacts: list[Contact], horizon: datetime, settings: Settings) -> tuple[list[Episode], list[Issue]]:
    by_customer = defaultdict(list)
    for contact in contacts:
        contact.is_after_horizon = contact.started_at > horizon
        if contact.customer is not None:
            by_customer[contact.customer].append(contact)
    episodes, issues = [], []
    for own in by_customer.values():
        own_episodes = customer_episodes(own, settings)
        episodes += own_episodes
        issues += chain(own_episodes, settings)
        count_attempts(own, own_episodes, settings)
    for contact in contacts:
        settle(contact, horizon, settings)
    return episodes, issues
