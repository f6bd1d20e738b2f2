"""From the files of a landing folder to accepted rows.

Readings taken where the contract leaves a choice:
- A required column that is empty in a row (contact_id, channel, started_at, outcome; agent_id; queue) rejects the row.
- A row is judged before it competes: a rejected row never supersedes a usable one.
- Equal rows are rows of one key whose columns of the contract are equal as text, whatever file they came in.
- No updated_at is earlier than any.
- Words are compared trimmed, in lower case and with blanks and hyphens as underscores; the code map comes first, the
  contract's own words second.
- A bool that is no bool, a time zone that nobody knows and a validity that ends before it starts reject the row as an
  unreadable number does.
"""

from __future__ import annotations

import csv
import gzip
import io
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones

from .settings import Settings

CHANNELS = {"voice", "chat", "email", "messaging", "social", "web_form", "sms", "callback", "in_person"}
DIRECTIONS = {"inbound", "outbound", "internal"}
OUTCOMES = {
    "handled",
    "abandoned",
    "abandoned_in_ivr",
    "self_served",
    "overflowed",
    "callback_requested",
    "voicemail",
    "failed",
}
TRANSFER_KINDS = {"none", "warm", "blind", "to_queue"}
WORDS = {"channel": CHANNELS, "direction": DIRECTIONS, "outcome": OUTCOMES, "transfer_kind": TRANSFER_KINDS}

# column: kind. `duration` is a number of seconds or of things, `integer` one that begins with 1, `number` a measure:
# none is negative. `moment` is an instant, or a plain date that means midnight in the business time zone.
ENTITIES: dict[str, dict[str, str]] = {
    "contacts": {
        "contact_id": "text",
        "segment_number": "integer",
        "channel": "word",
        "direction": "word",
        "started_at": "instant",
        "queued_at": "instant",
        "answered_at": "instant",
        "ended_at": "instant",
        "ivr_seconds": "duration",
        "talk_seconds": "duration",
        "hold_seconds": "duration",
        "wrap_up_seconds": "duration",
        "concurrency": "number",
        "outcome": "word",
        "queue": "text",
        "agent_id": "text",
        "transfer_kind": "word",
        "is_escalated": "bool",
        "is_resolved": "bool",
        "needs_follow_up": "bool",
        "topic": "text",
        "disposition": "text",
        "unresolved_reason": "text",
        "customer_id": "text",
        "customer_phone": "text",
        "customer_email": "text",
        "ticket_id": "text",
        "language": "text",
        "priority": "text",
        "complexity": "text",
        "script_id": "text",
        "is_script_completed": "bool",
        "knowledge_articles_used": "duration",
        "updated_at": "instant",
    },
    "queues": {
        "queue": "text",
        "valid_from": "moment",
        "valid_to": "moment",
        "channel": "word",
        "service_level_seconds": "duration",
        "service_level_target": "number",
        "short_abandon_seconds": "duration",
        "business_calendar": "text",
        "time_zone": "zone",
        "updated_at": "instant",
    },
    "agents": {
        "agent_id": "text",
        "valid_from": "moment",
        "valid_to": "moment",
        "agent_name": "text",
        "team": "text",
        "supervisor_id": "text",
        "site": "text",
        "outsourcer": "text",
        "hired_on": "date",
        "left_on": "date",
        "hourly_cost": "number",
        "currency": "text",
        "updated_at": "instant",
    },
}
REQUIRED = {
    "contacts": ("contact_id", "channel", "started_at", "outcome"),
    "queues": ("queue",),
    "agents": ("agent_id",),
}
KEYS = {
    "contacts": ("contact_id", "segment_number"),
    "queues": ("queue", "valid_from"),
    "agents": ("agent_id", "valid_from"),
}
PERIODS = {
    "contacts": ("started_at", "ended_at"),
    "queues": ("valid_from", "valid_to"),
    "agents": ("valid_from", "valid_to"),
}
# Nobody measured more seconds or things than that; nobody delivers contacts from before that.
MOST = 10**9
EARLIEST = datetime(1980, 1, 1, tzinfo=UTC)
# An end from here on is how systems write that there is none yet.
NEVER = datetime(2100, 1, 1, tzinfo=UTC)
# White space: that of ASCII and the no-break space.
BLANKS = " \t\n\v\f\r\u00a0"
TRUE_WORDS = {"true", "t", "yes", "y", "1"}
FALSE_WORDS = {"false", "f", "no", "n", "0"}


class Unusable(Exception):
    """A row that cannot be used; the text is the reason."""


class CodeMap:
    """What a source's words mean: its own entry first, then that of any source."""

    def __init__(self, rows: Iterable[dict[str, str]]):
        self.words = {(row["source"], row["vocabulary"], fold(row["code"])): trim(row["word"]) for row in rows}

    @classmethod
    def read(cls, path: Path) -> CodeMap:
        if not path.exists():
            return cls([])
        with path.open(encoding="utf-8-sig", newline="") as lines:
            return cls(list(csv.DictReader(lines)))

    def find(self, source: str, vocabulary: str, code: str) -> str | None:
        own = self.words.get((source, vocabulary, fold(code)))
        return own if own is not None else self.words.get(("*", vocabulary, fold(code)))

    def word(self, source: str, vocabulary: str, code: str | None) -> str | None:
        if code is None:
            return None
        found = self.find(source, vocabulary, code)
        word = fold(code) if found is None else found
        return word if word in WORDS[vocabulary] else "unmapped"


@dataclass
class Landed:
    """The accepted rows of one entity, and what became of every row of every file."""

    rows: list[dict] = field(default_factory=list)
    statuses: dict[str, Counter] = field(default_factory=lambda: defaultdict(Counter))
    reasons: Counter = field(default_factory=Counter)
    filled: Counter = field(default_factory=Counter)


def trim(text: str) -> str:
    return text.strip(BLANKS)


def fold(text: str) -> str:
    return trim(text).lower().replace(" ", "_").replace("-", "_")


def read_instant(text: str, zone: ZoneInfo) -> datetime:
    moment = datetime.fromisoformat(text)
    return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(UTC)


def read_moment(text: str, zone: ZoneInfo, business_zone: ZoneInfo) -> datetime:
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        return datetime.combine(date.fromisoformat(text), time(), business_zone).astimezone(UTC)
    return read_instant(text, zone)


def read_bool(text: str) -> bool:
    if fold(text) in TRUE_WORDS | FALSE_WORDS:
        return fold(text) in TRUE_WORDS
    raise ValueError(text)


def read_zone(text: str) -> str:
    if text not in available_timezones():
        raise ValueError(text)
    return text


def read_value(text: str | None, kind: str, settings: Settings):
    if text is None or kind in ("text", "word"):
        return text
    if kind == "instant":
        return read_instant(text, settings.source_zone)
    if kind == "moment":
        return read_moment(text, settings.source_zone, settings.business_zone)
    readers = {
        "integer": int,
        "duration": int,
        "number": float,
        "bool": read_bool,
        "date": date.fromisoformat,
        "zone": read_zone,
    }
    return readers[kind](text)


def read_row(entity: str, texts: dict[str, str | None], settings: Settings, codes: CodeMap) -> dict:
    """Typed values of one row, or Unusable with the reason."""
    row = {}
    for column, kind in ENTITIES[entity].items():
        try:
            row[column] = read_value(texts.get(column), kind, settings)
        except ValueError:
            raise Unusable(f"unreadable {column}") from None
        least = {"duration": 0, "integer": 1, "number": 0}.get(kind)
        if least is not None and row[column] is not None and not least <= row[column] <= MOST:
            raise Unusable(f"out of range: {column}")
    for column in REQUIRED[entity]:
        if row[column] is None:
            raise Unusable(f"missing {column}")
    if row.get("started_at") is not None and row["started_at"] < EARLIEST:
        raise Unusable("out of range: started_at")
    if entity == "contacts" and row["ended_at"] is not None and row["ended_at"] >= NEVER:
        row["ended_at"] = None
    opens, closes = (row[column] for column in PERIODS[entity])
    if opens is not None and closes is not None and closes < opens:
        raise Unusable("ended before started")
    for column, kind in ENTITIES[entity].items():
        if kind == "word":
            row[column] = codes.word(settings.source, column, row[column])
    if row.get("outcome") == "unmapped":
        raise Unusable("unknown outcome")
    if entity == "contacts" and row["segment_number"] is None:
        row["segment_number"] = 1
    return row


def file_lines(path: Path) -> io.StringIO:
    raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return io.StringIO(raw.decode("utf-8", errors="surrogateescape").removeprefix("\ufeff"), newline="")


def read_records(path: Path) -> Iterator[tuple[list[str], list[str] | None]]:
    """(header, record) of every record of a file; None for one that is no well-formed row."""
    reader = csv.reader(file_lines(path), strict=True)
    header = None
    for record in reader:
        if not record:
            continue
        if header is None:
            header = [name.strip() for name in record]
            continue
        undecodable = any("\udc80" <= letter <= "\udcff" for text in record for letter in text)
        yield header, None if undecodable or len(record) != len(header) else record


def entity_files(root: Path, entity: str) -> list[Path]:
    folder = root / entity
    found = [path for pattern in ("*.csv", "*.csv.gz") for path in folder.rglob(pattern)] if folder.is_dir() else []
    return sorted(found, key=lambda path: path.relative_to(root).as_posix())


def read_entity(root: Path, entity: str, settings: Settings, codes: CodeMap) -> Landed:
    landed = Landed()
    candidates = defaultdict(list)
    for path in entity_files(root, entity):
        name = path.relative_to(root).as_posix()
        landed.statuses[name] = Counter()
        for header, record in read_records(path):
            if record is None:
                reject(landed, name, "malformed")
                continue
            texts = {column: trim(text) or None for column, text in zip(header, record, strict=True)}
            try:
                row = read_row(entity, texts, settings, codes)
            except Unusable as reason:
                reject(landed, name, str(reason))
                continue
            candidates[tuple(row[column] for column in KEYS[entity])].append(
                (row["updated_at"] or datetime.min.replace(tzinfo=UTC), name, row_text(entity, texts), row)
            )
    for rivals in candidates.values():
        landed.rows.append(accept_one(rivals, landed))
    for row in landed.rows:
        landed.filled.update(column for column, value in row.items() if value is not None)
    return landed


def reject(landed: Landed, file: str, reason: str) -> None:
    landed.statuses[file]["rejected"] += 1
    landed.reasons[reason] += 1


def row_text(entity: str, texts: dict[str, str | None]) -> str:
    return "\x1f".join(texts.get(column) or "" for column in ENTITIES[entity])


def accept_one(rivals: list[tuple], landed: Landed) -> dict:
    """Greatest updated_at, then file, then text; the accepted row's equals are exact duplicates, as are those of
    a superseded one among themselves."""
    rivals = sorted(rivals, key=lambda rival: rival[:3], reverse=True)
    seen = {rivals[0][2]}
    landed.statuses[rivals[0][1]]["accepted"] += 1
    for _, file, text, _ in rivals[1:]:
        landed.statuses[file]["exact_duplicate" if text in seen else "superseded"] += 1
        seen.add(text)
    return rivals[0][3]
