"""Where the records of a delimited text file begin and end, decided byte by byte and without a parser.

The rules are those of RFC 4180. Every physical line (ended by LF; a CR before it belongs to the line end) is exactly
one of: header, blank, the first line of a record, the first line of a malformed record, or a continuation of either.

    - A quote opens a field only at the field's start and closes it only before a delimiter or the line's end; two
      quotes inside are one. A quote anywhere else makes the record malformed (bad_quoting).
    - A quoted field spans at most MAX_FIELD_LINES lines. An opened quote that does not close within them, or closes
      into bad quoting or a wrong number of fields, condemns the line that its record begins on (unbalanced_quote), and
      the next line is looked at afresh.
    - Bytes that are not UTF-8, NULs, and carriage returns that stand outside quotes and end no line condemn the record.

The file is read in blocks of whole records, so memory does not grow with the file.
"""

import csv
import io
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

import numpy as np

from python_hooks.landing import reasons

MAX_FIELD_LINES = 100
BLOCK_BYTES = 16 << 20
MAX_BLOCK_BYTES = 256 << 20

_LF, _CR, _NUL = 10, 13, 0
_BOM = b"\xef\xbb\xbf"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")

# Instead of the line on which a record ends.
_NONE, _READ_ON = -1, -2

# Kinds of a line. Malformed ones are _MALFORMED + the index of their reason.
_RECORD, _BLANK, _CONTINUATION, _MALFORMED = 0, 1, 2, 3
_REASONS = (
    reasons.WRONG_NUMBER_OF_FIELDS,
    reasons.UNBALANCED_QUOTE,
    reasons.BAD_QUOTING,
    reasons.BARE_CARRIAGE_RETURN,
    reasons.NUL_BYTE,
    reasons.NOT_UTF8,
)
_KIND = {reason: _MALFORMED + index for index, reason in enumerate(_REASONS)}


class HeaderError(Exception):
    """The header cannot be read; the message completes the sentence "<file> ..."."""


@dataclass(frozen=True)
class Malformed:
    line: int
    reason: str
    raw: str


@dataclass
class Counts:
    """The ledger of a file: lines = header_lines + blank_lines + continuation_lines + malformed_records + records."""

    lines: int = 0
    header_lines: int = 0
    blank_lines: int = 0
    continuation_lines: int = 0
    malformed_records: int = 0
    records: int = 0

    def add(self, other: "Counts") -> None:
        for name, value in vars(other).items():
            setattr(self, name, getattr(self, name) + value)


@dataclass
class Block:
    """Some consecutive records of a file."""

    data: bytes | memoryview  # the well-formed records, as in the file
    lines: np.ndarray  # for each of them the physical line it begins on, counted from 1
    longest: int  # bytes of the longest of them
    has_line_breaks: bool  # does one of them hold a line break inside quotes
    malformed: list[Malformed]
    counts: Counts


@dataclass
class CsvScanner:
    """Scans one open file: `header` is known at once, `blocks()` reads the rest, `counts` grows with it."""

    file: BinaryIO
    delimiter: str = ","
    quote: str | None = '"'
    block_bytes: int = BLOCK_BYTES
    header: list[str] = field(init=False, default_factory=list)
    counts: Counts = field(init=False, default_factory=Counts)

    def __post_init__(self) -> None:
        self._delimiter = ord(self.delimiter)
        self._quote = ord(self.quote) if self.quote else -1
        self._rest = b""
        self._at_end = False
        self._more()
        if self._rest.startswith(_UTF16):
            raise HeaderError("is UTF-16: save it as UTF-8")
        self._rest = self._rest.removeprefix(_BOM)
        self._read_header()

    def blocks(self) -> Iterator[Block]:
        while True:
            if self._rest:
                block, used = self._scan()
                if used:
                    self._rest = self._rest[used:]
                    self.counts.add(block.counts)
                    yield block
            if self._at_end and not self._rest:
                return
            self._more()

    def _more(self) -> None:
        """Reads on: a block beyond what is left over, or twice as much where that was no whole record."""
        wanted = max(self.block_bytes, len(self._rest), len(_BOM))
        if wanted > MAX_BLOCK_BYTES:
            raise HeaderError(f"has a line longer than {MAX_BLOCK_BYTES >> 20} MB: it is no text file of records")
        parts = [self._rest]
        while wanted and not self._at_end:
            part = self.file.read(wanted)
            self._at_end = not part
            wanted -= len(part)
            parts.append(part)
        self._rest = b"".join(parts)

    def _read_header(self) -> None:
        while True:
            start = blank = 0
            while self._rest[start : start + 1] == b"\n" or self._rest[start : start + 2] == b"\r\n":
                start += 1 + (self._rest[start] == _CR)
                blank += 1
            end, is_closed = self._header_end(start)
            if self._at_end or end < len(self._rest):
                break
            self._more()
        self.counts.add(Counts(lines=blank, blank_lines=blank))
        raw, self._rest = self._rest[start:end], self._rest[end:]
        if not raw:
            return
        if not is_closed:
            raise HeaderError("has a header row with a quote that does not close")
        lines = raw.count(b"\n") + (not raw.endswith(b"\n"))
        self.counts.add(Counts(lines=lines, header_lines=lines))
        self.header = self._header_names(raw)

    def _header_end(self, start: int) -> tuple[int, bool]:
        """Offset behind the header as far as it has been read, and whether its quotes are closed there."""
        end = start
        for _ in range(MAX_FIELD_LINES):
            end = (self._rest.find(b"\n", end) + 1) or len(self._rest)
            if self._quote < 0 or self._rest.count(self._quote, start, end) % 2 == 0:
                return end, True
            if end == len(self._rest):
                break
        return end, False

    def _header_names(self, raw: bytes) -> list[str]:
        try:
            text = raw.decode("utf-8").rstrip("\r\n")
        except UnicodeDecodeError:
            raise HeaderError("has a header row that is not UTF-8") from None
        if "\r" in text and not self._rest:
            raise HeaderError("ends its lines with bare carriage returns: save it with LF or CRLF line ends")
        quoting = {"quotechar": self.quote, "strict": True} if self.quote else {"quoting": csv.QUOTE_NONE}
        try:
            rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=self.delimiter, **quoting))
        except csv.Error:
            raise HeaderError("has a header row with bad quoting") from None
        if len(rows) != 1:
            raise HeaderError("has a header row with a bare carriage return")
        return [name.strip() for name in rows[0]]

    def _scan(self) -> tuple[Block, int]:
        """The whole records at the front of what is left over, and the bytes they take (0: read on first)."""
        data = self._rest
        if not self._at_end:
            data = data[: data.rfind(b"\n") + 1]
        lines = _Lines(data, self._delimiter, self._quote, len(self.header))
        lines.classify(self._at_end)
        return lines.block(self.counts.lines), lines.used


class _Lines:
    """The lines of one block. `kind` says what each is, `extra` where a record of several lines ends, by its first."""

    def __init__(self, data: bytes, delimiter: int, quote: int, fields: int) -> None:
        self.data, self.delimiter, self.quote, self.fields = data, delimiter, quote, fields
        self.bytes = np.frombuffer(data, np.uint8)
        special = self.bytes == delimiter
        special |= self.bytes == _LF
        special = np.flatnonzero(special)
        is_end = self.bytes[special] == _LF
        self.delimiters = special[~is_end]
        ends = special[is_end]
        if len(data) and data[-1] != _LF:
            ends = np.append(ends, len(data))
            is_end = np.append(is_end, True)
        self.ends = ends  # offset of the line feed, or of the end of the file
        self.starts = np.concatenate(([0], ends[:-1] + 1)) if len(ends) else ends
        self.found = np.diff(np.flatnonzero(is_end), prepend=-1)  # fields of each line, quotes aside
        self.has_cr = b"\r" in data
        self.has_bare_cr = False
        self.text_ends = ends
        if self.has_cr and len(ends):
            self.text_ends = ends - ((self.bytes[ends - 1] == _CR) & (ends > self.starts))
        self.kind = np.zeros(len(ends), np.uint8)
        self.extra: dict[int, int] = {}
        self.used = len(data)

    def classify(self, at_end: bool) -> None:
        if not len(self.ends):
            return
        quotes = np.flatnonzero(self.bytes == self.quote) if self.quote >= 0 and self.quote in self.data else None
        opened = self._classify_quoted(quotes) if quotes is not None else np.empty(0, np.int64)
        self.kind[(self.kind == _RECORD) & (self.found != self.fields)] = _KIND[reasons.WRONG_NUMBER_OF_FIELDS]
        self._mark_bare_carriage_returns(quotes)
        self.kind[self.text_ends == self.starts] = _BLANK
        if len(opened):
            self._join_lines(opened, quotes, at_end)
        self._mark_undecodable()

    def _classify_quoted(self, quotes: np.ndarray) -> np.ndarray:
        """Judges every line with quotes as if it stood alone; the lines on which a quoted field stays open."""
        line = np.searchsorted(self.ends, quotes)
        count = np.bincount(line, minlength=len(self.ends))
        self.first_quote = np.cumsum(count) - count
        opens = (np.arange(len(quotes)) - self.first_quote[line]) % 2 == 0
        before = self.bytes[quotes - 1]
        after = self.bytes[np.minimum(quotes + 1, len(self.bytes) - 1)]
        fine_open = (quotes == self.starts[line]) | (before == self.delimiter) | (before == self.quote)
        fine_close = (quotes + 1 == self.text_ends[line]) | (after == self.delimiter) | (after == self.quote)
        bad = line[~np.where(opens, fine_open, fine_close)]
        # Delimiters inside quotes separate no fields.
        first = np.flatnonzero(opens[:-1] & (line[:-1] == line[1:]))
        inside = np.searchsorted(self.delimiters, quotes[first + 1]) - np.searchsorted(self.delimiters, quotes[first])
        self.found -= np.bincount(line[first], weights=inside, minlength=len(self.ends)).astype(np.int64)
        is_open = count % 2 == 1
        self.kind[is_open] = _KIND[reasons.UNBALANCED_QUOTE]
        self.kind[bad] = _KIND[reasons.BAD_QUOTING]
        return np.flatnonzero(self.kind == _KIND[reasons.UNBALANCED_QUOTE])

    def _mark_bare_carriage_returns(self, quotes: np.ndarray | None) -> None:
        if not self.has_cr:
            return
        at = np.flatnonzero(self.bytes == _CR)
        line = np.searchsorted(self.ends, at)
        bare = at != self.text_ends[line]
        self.has_bare_cr = bool(bare.any())
        if quotes is not None:
            bare &= (np.searchsorted(quotes, at) - self.first_quote[line]) % 2 == 0
        line = line[bare]
        self.kind[line[self.kind[line] < _MALFORMED]] = _KIND[reasons.BARE_CARRIAGE_RETURN]

    def _join_lines(self, opened: np.ndarray, quotes: np.ndarray, at_end: bool) -> None:
        """Finds for each line with an open quote the line that ends the record, or leaves it condemned."""
        ends, quotes = self.ends.tolist(), quotes.tolist()
        last = -1
        for line in opened.tolist():
            if line <= last:
                continue
            close = self._close(line, ends, quotes)
            if close == _READ_ON and not at_end:
                self._cut(line)
                return
            if close >= 0:
                last = close
                self.extra[line] = close
                self.kind[line] = _RECORD
                self.kind[line + 1 : close + 1] = _CONTINUATION

    def _close(self, line: int, ends: list[int], quotes: list[int]) -> int:
        """The line that ends the record which begins on `line`; _NONE, or _READ_ON where the block ends before it."""
        data = self.data
        begin = position = int(self.starts[line])  # position: where text outside quotes begins
        at, here, fields = int(self.first_quote[line]), line, 1
        while True:
            opening = quotes[at]
            at_start = opening == begin or data[opening - 1] == self.delimiter
            if not at_start or not self._is_plain(position, opening):
                return _NONE
            fields += data.count(self.delimiter, position, opening)
            at += 1
            while at + 1 < len(quotes) and quotes[at + 1] == quotes[at] + 1:
                at += 2  # two quotes are one
            behind = here + MAX_FIELD_LINES  # the first line on which the field may not close
            if fields > self.fields:
                return _NONE
            if at >= len(quotes):
                return _READ_ON if behind > len(ends) else _NONE
            here = bisect_left(ends, quotes[at], here, min(behind, len(ends)))
            if here == behind:
                return _NONE
            position = quotes[at] + 1
            at += 1
            text_end = int(self.text_ends[here])
            if position != text_end and data[position] != self.delimiter:
                return _NONE
            if at == len(quotes) or quotes[at] > ends[here]:
                fields += data.count(self.delimiter, position, text_end)
                return here if fields == self.fields and self._is_plain(position, text_end) else _NONE

    def _is_plain(self, begin: int, end: int) -> bool:
        """No carriage return stands between."""
        return not self.has_cr or self.data.find(b"\r", begin, end) < 0

    def _cut(self, line: int) -> None:
        """Leaves the lines from this one on to the next block, which knows how they go on."""
        self.used = int(self.starts[line])
        self.data = self.data[: self.used]
        self.bytes = self.bytes[: self.used]
        self.ends, self.starts, self.kind = self.ends[:line], self.starts[:line], self.kind[:line]

    def _mark_undecodable(self) -> None:
        if _NUL in self.data:
            for line in self._lines_of(self.bytes == _NUL):
                self._condemn(line, reasons.NUL_BYTE)
        if self.data.isascii():
            return
        try:
            self.data.decode("utf-8")
        except UnicodeDecodeError:
            for line in self._lines_of(self.bytes > 127):
                try:
                    self.data[self.starts[line] : self.ends[line]].decode("utf-8")
                except UnicodeDecodeError:
                    self._condemn(line, reasons.NOT_UTF8)

    def _lines_of(self, where: np.ndarray) -> list[int]:
        return np.unique(np.searchsorted(self.ends, np.flatnonzero(where))).tolist()

    def _condemn(self, line: int, reason: str) -> None:
        """Condemns the record that the line belongs to, all its lines."""
        while self.kind[line] == _CONTINUATION:
            line -= 1
        self.kind[line] = _KIND[reason]

    def block(self, lines_before: int) -> Block:
        malformed = np.flatnonzero(self.kind >= _MALFORMED)
        first = np.flatnonzero(self.kind == _RECORD)
        longest = int((self.ends - self.starts)[first].max(initial=0))
        keep = self.kind == _RECORD
        kept_extra = [(a, b) for a, b in self.extra.items() if keep[a]]
        for a, b in kept_extra:
            keep[a + 1 : b + 1] = True
            longest = max(longest, int(self.ends[b] - self.starts[a]))
        return Block(
            data=self._pick(keep),
            lines=first + (lines_before + 1),
            longest=longest,
            has_line_breaks=bool(kept_extra) or self.has_bare_cr,
            malformed=[
                Malformed(lines_before + 1 + line, _REASONS[self.kind[line] - _MALFORMED], self._raw(line))
                for line in malformed.tolist()
            ],
            counts=Counts(
                lines=len(self.ends),
                blank_lines=int((self.kind == _BLANK).sum()),
                continuation_lines=int((self.kind == _CONTINUATION).sum()),
                malformed_records=len(malformed),
                records=len(first),
            ),
        )

    def _pick(self, keep: np.ndarray) -> bytes | memoryview:
        if keep.all():
            return self.data
        edges = np.flatnonzero(np.diff(keep.astype(np.int8), prepend=0, append=0))
        view = memoryview(self.data)
        begins, stops = self.starts[edges[::2]], self.ends[edges[1::2] - 1] + 1
        return b"".join(view[a:b] for a, b in zip(begins.tolist(), stops.tolist(), strict=True))

    def _raw(self, line: int) -> str:
        end = int(self.text_ends[self.extra.get(line, line)])
        return as_text(self.data[int(self.starts[line]) : end])


def as_text(raw: bytes) -> str:
    r"""Text that any database stores: what is not UTF-8, and NULs, as \xNN."""
    return raw.decode("utf-8", "backslashreplace").replace("\0", "\\x00")
