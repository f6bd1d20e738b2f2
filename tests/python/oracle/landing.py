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

from .entities import BEGINNINGS, DEFAULTS, ENTITIES, IN_ORDER, KEYS, REQUIRED, STRICT_WORDS, WORDS, vocabulary
from .settings import Settings

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

    def codes(self, source: str, vocabulary: str) -> list[str]:
        """All codes of a vocabulary that are a source's or any source's."""
        return [code for owner, name, code in self.words if name == vocabulary and owner in (source, "*")]

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


def read_weekday(text: str) -> int:
    if int(text) not in range(1, 8):
        raise ValueError(text)
    return int(text)


def read_value(text: str | None, kind: str, settings: Settings):
    if text is None or kind == "text" or kind.startswith("word"):
        return text
    if kind == "instant":
        return read_instant(text, settings.source_zone)
    if kind == "moment":
        return read_moment(text, settings.source_zone, settings.business_zone)
    readers = {
        "integer": int,
        "duration": int,
        "number": float,
        "score": float,
        "bool": read_bool,
        "date": date.fromisoformat,
        "zone": read_zone,
        "time": lambda clock: time.fromisoformat(clock.zfill(5) if len(clock) < 6 else clock),
        "weekday": read_weekday,
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
    for column in BEGINNINGS:
        if row.get(column) is not None and row[column] < EARLIEST:
            raise Unusable(f"out of range: {column}")
    if row.get("ended_at") is not None and row["ended_at"] >= NEVER:
        row["ended_at"] = None
    for opens, closes in IN_ORDER.get(entity, ()):
        if row[opens] is not None and row[closes] is not None and row[closes] < row[opens]:
            raise Unusable("ended before started")
    return with_words(entity, row, settings, codes)


def with_words(entity: str, row: dict, settings: Settings, codes: CodeMap) -> dict:
    """The row in the contract's words, and with what holds where nothing is delivered."""
    row = dict(row)
    for column, kind in ENTITIES[entity].items():
        words = vocabulary(column, kind)
        if words is not None:
            row[column] = codes.word(settings.source, words, row[column])
        if words in STRICT_WORDS and row[column] == "unmapped":
            raise Unusable(f"unknown {column}")
        if row[column] is None:
            row[column] = DEFAULTS.get(column)
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
