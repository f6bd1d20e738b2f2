"""The scanner: which lines make a record, held against Python's csv, a plain reading of the rules, and case by case."""

from __future__ import annotations

import csv
import io
import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from python_hooks.landing.csv_scanner import MAX_FIELD_LINES, Counts, CsvScanner, HeaderError


def scan(data: bytes, block_bytes: int = 1 << 20, **dialect):
    """(scanner, bytes of the well-formed records, their lines, the malformed records)"""
    scanner = CsvScanner(io.BytesIO(data), block_bytes=block_bytes, **dialect)
    kept, lines, malformed = b"", [], []
    for block in scanner.blocks():
        kept += bytes(block.data)
        lines += block.lines.tolist()
        malformed += block.malformed
    return scanner, kept, lines, malformed


def rows(kept: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(kept.decode(), newline=""), strict=True))


def reasons(data: bytes, **dialect) -> list[tuple[int, str]]:
    return [(record.line, record.reason) for record in scan(data, **dialect)[3]]


def physical_lines(data: bytes) -> list[bytes]:
    lines = data.split(b"\n")
    return lines if lines[-1] else lines[:-1]


def adds_up(counts: Counts) -> bool:
    return counts.lines == (
        counts.header_lines + counts.blank_lines + counts.continuation_lines + counts.malformed_records + counts.records
    )


# ---------- the same rules once more, slowly and without numpy


def read_record(text: bytes, fields: int) -> str | None:
    """None for one well-formed record, "open" where a quote stays open, else why not. A state machine over RFC 4180."""
    state, found = "start", 1
    for place, char in enumerate(text):
        ends_line = text[place : place + 2] == b"\r\n" or text[place:] in (b"\r", b"\n", b"\r\n")
        if state == "quoted":
            state = "quote" if char == ord('"') else "quoted"
        elif char == ord('"'):
            if state == "plain":
                return "bad_quoting"
            state = "quoted"
        elif char == ord(","):
            state, found = "start", found + 1
        elif ends_line or char == ord("\n"):
            pass
        elif state == "quote":
            return "bad_quoting"
        elif char == ord("\r"):
            return "bare_carriage_return"
        else:
            state = "plain"
    if state == "quoted":
        return "open"
    return None if found == fields else "wrong_number_of_fields"


def field_spans(lines: list[bytes]) -> int:
    """The most lines that a quoted field of the joined lines takes."""
    longest = begun = 0
    inside = False
    for number, line in enumerate(lines):
        for _ in range(line.count(b'"')):
            if inside:
                longest = max(longest, number - begun + 1)
            else:
                begun = number
            inside = not inside
    return longest


def reference(data: bytes, fields: int, first_line: int) -> dict[int, str]:
    """Physical line -> what it is: blank, record, continuation, malformed."""
    lines = physical_lines(data)
    kinds, at = {}, 0
    while at < len(lines):
        if lines[at] in (b"", b"\r"):
            kinds[first_line + at] = "blank"
            at += 1
            continue
        end = at
        verdict = read_record(lines[at] + b"\n", fields)
        while verdict == "open" and end + 1 < len(lines):
            end += 1
            verdict = read_record(b"\n".join(lines[at : end + 1]) + b"\n", fields)
        if verdict is not None or field_spans(lines[at : end + 1]) > MAX_FIELD_LINES:
            end, kinds[first_line + at] = at, "malformed"
        else:
            kinds[first_line + at] = "record"
        joined = b"\n".join(lines[at : end + 1])
        try:
            joined.decode()
        except UnicodeDecodeError:
            kinds[first_line + at] = "malformed"
        if b"\0" in joined:
            kinds[first_line + at] = "malformed"
        for line in range(at + 1, end + 1):
            kinds[first_line + line] = "continuation"
        at = end + 1
    return kinds


# ---------- properties

texts = st.text(st.sampled_from('ab,";\n\r é🙂'), max_size=6)
tables = st.integers(1, 4).flatmap(
    lambda width: st.lists(st.lists(texts, min_size=width, max_size=width), min_size=1, max_size=12)
)


@settings(max_examples=100, deadline=None)
@given(
    table=tables,
    line_end=st.sampled_from(["\n", "\r\n"]),
    block=st.sampled_from([1, 7, 64, 1 << 20]),
    bom=st.booleans(),
)
def test_well_formed_input_reads_as_python_reads_it(table, line_end, block, bom):
    header = [f"c{index}" for index in range(len(table[0]))]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator=line_end, quoting=csv.QUOTE_ALL)
    writer.writerows([header, *table])
    data = (b"\xef\xbb\xbf" if bom else b"") + text.getvalue().encode()
    scanner, kept, lines, malformed = scan(data, block)

    assert (scanner.header, malformed) == (header, [])
    assert rows(kept) == table
    breaks = [1 + sum(field.count("\n") for field in row) for row in table]
    assert lines == [2 + sum(breaks[:index]) for index in range(len(table))]
    assert scanner.counts.records == len(table)
    assert scanner.counts.lines == len(physical_lines(data))
    assert adds_up(scanner.counts)


damage = st.lists(
    st.sampled_from([b"a", b",", b'"', b"\n", b"\r\n", b"\r", b"\xe9", b"\0", b"a,b\n", b'"x",', b'""']), max_size=40
)


@settings(max_examples=500, deadline=None)
@given(parts=damage, block=st.sampled_from([1, 5, 1 << 20]))
@example(parts=[b'"', b"a,b\n", b'"x",', b'"', b"\n"], block=1)
@example(parts=[b'"x",', b'"', b"\n", b'""', b"\n", b'"', b"\n"], block=1)
def test_every_line_is_what_the_rules_make_of_it(parts, block):
    body = b"".join(parts)
    scanner, kept, lines, malformed = scan(b"c1,c2\n" + body, block)
    expected = reference(body, 2, first_line=2)

    assert lines == [line for line, kind in expected.items() if kind == "record"]
    assert [record.line for record in malformed] == [line for line, kind in expected.items() if kind == "malformed"]
    assert scanner.counts.blank_lines == sum(kind == "blank" for kind in expected.values())
    assert scanner.counts.continuation_lines == sum(kind == "continuation" for kind in expected.values())
    assert scanner.counts.lines == 1 + len(physical_lines(body))
    assert adds_up(scanner.counts)
    assert [len(row) for row in rows(kept)] == [2] * len(lines)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_add_up_or_name_a_faulty_header(data):
    try:
        scanner = scan(data, 16)[0]
    except HeaderError:
        return
    assert adds_up(scanner.counts)
    assert scanner.counts.lines == len(physical_lines(data.removeprefix(b"\xef\xbb\xbf")))


# ---------- case by case


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"1,2", "wrong_number_of_fields"),
        (b"1,2,3,4", "wrong_number_of_fields"),
        (b"1;2;3", "wrong_number_of_fields"),
        (b" ", "wrong_number_of_fields"),
        (b'1,"2,3', "unbalanced_quote"),
        (b'1,2,"', "unbalanced_quote"),
        (b'1,a"b,3', "bad_quoting"),
        (b'1,a"b"c,3', "bad_quoting"),
        (b'1,"a"b,3', "bad_quoting"),
        (b'1,"a" ,3', "bad_quoting"),
        (b'1, "a",3', "bad_quoting"),
        (b"1,a\rb,3", "bare_carriage_return"),
        (b"1,\0,3", "nul_byte"),
        (b"1,caf\xe9,3", "not_utf8"),
        (b'1,"caf\xe9\n",3', "not_utf8"),
    ],
)
def test_a_malformed_record_says_why_and_costs_no_other(line, reason):
    scanner, kept, _, malformed = scan(b"a,b,c\n1,2,3\n" + line + b"\n4,5,6\n")
    assert [(record.line, record.reason) for record in malformed] == [(3, reason)]
    assert kept == b"1,2,3\n4,5,6\n"
    assert adds_up(scanner.counts)


@pytest.mark.parametrize(
    "line", [b'1,"a""b",3', b'1,"",3', b'"","",""', b'1,"a,b",3', b'1,"a\rb",3', b'1,"a\r\nb",3', b",,"]
)
def test_what_rfc_4180_allows_is_a_record(line):
    assert scan(b"a,b,c\n" + line + b"\n")[1:] == (line + b"\n", [2], [])


def test_malformed_records_are_kept_whole_and_as_text():
    malformed = scan(b'a,b\r\n1,caf\xe9\r\n2,\0\r\n3,"x\nf\xfc"\r\n')[3]
    assert [record.raw for record in malformed] == ["1,caf\\xe9", "2,\\x00", '3,"x\nf\\xfc"']


@pytest.mark.parametrize("block", [16, 1 << 20])
def test_one_unbalanced_quote_costs_one_line(block):
    good = b"".join(b"%d,plain,text\n" % number for number in range(2000))
    quoted = b'7,"a comment\nover lines",x\n'
    scanner, kept, _, malformed = scan(b"a,b,c\n" + good + b'8,"poison,x\n' + good + quoted, block)
    assert kept == good + good + quoted
    assert [(record.line, record.reason) for record in malformed] == [(2002, "unbalanced_quote")]
    assert adds_up(scanner.counts)


def test_an_unbalanced_quote_does_not_swallow_the_next_quoted_row():
    assert reasons(b'a,b\n1,"open\n2,"fine"\n3,"fine too"\n') == [(2, "unbalanced_quote")]


def test_an_open_quote_that_closes_into_too_many_fields_condemns_its_line_only():
    assert reasons(b'a,b\n"open,1\n3,"\n4,5\n') == [(2, "unbalanced_quote"), (3, "unbalanced_quote")]
    assert scan(b'a,b\n"open,1\n3",4,5\n6,7\n')[1] == b"6,7\n"


@pytest.mark.parametrize(("lines", "is_record"), [(MAX_FIELD_LINES, True), (MAX_FIELD_LINES + 1, False)])
@pytest.mark.parametrize("block", [1, 64, 1 << 20])
def test_a_quoted_field_spans_at_most_a_hundred_lines(lines, is_record, block):
    record = b'1,"' + b"\n" * (lines - 1) + b'x"\n'
    scanner, kept, _, _ = scan(b"a,b\n" + record + b"2,3\n", block)
    assert kept == (record if is_record else b"") + b"2,3\n"
    assert scanner.counts.records == 1 + is_record
    assert adds_up(scanner.counts)


def test_each_field_of_a_record_has_its_own_hundred_lines():
    field = b'"' + b"\n" * 80 + b'"'
    assert scan(b"a,b\n" + field + b"," + field + b"\n", 32)[0].counts == Counts(162, 1, 0, 160, 0, 1)


@pytest.mark.parametrize(
    ("data", "counts"),
    [
        (b"", Counts()),
        (b"\xef\xbb\xbf", Counts()),
        (b"a,b", Counts(1, 1)),
        (b"a,b\n", Counts(1, 1)),
        (b"\n\r\na,b\n\n1,2\n\r\n", Counts(6, 1, 4, 0, 0, 1)),
        (b"a,b\n1,2", Counts(2, 1, 0, 0, 0, 1)),
        (b"a\n\n1\n", Counts(3, 1, 1, 0, 0, 1)),
        (b'"a\nx",b\n1,2\n', Counts(3, 2, 0, 0, 0, 1)),
    ],
)
@pytest.mark.parametrize("block", [1, 1 << 20])
def test_lines_of_odd_files_are_counted(data, counts, block):
    assert scan(data, block)[0].counts == counts


def test_without_a_quote_character_quotes_are_text():
    scanner, kept, lines, malformed = scan(b'a\tb\n"x\t1\ny"\t2\n"\n', delimiter="\t", quote=None)
    assert (kept, lines) == (b'"x\t1\ny"\t2\n', [2, 3])
    assert [record.reason for record in malformed] == ["wrong_number_of_fields"]
    assert adds_up(scanner.counts)


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        ("a,b\n1,2\n".encode("utf-16"), "is UTF-16: save it as UTF-8"),
        (b"a,b\r1,2\r", "ends its lines with bare carriage returns: save it with LF or CRLF line ends"),
        (b'"a,b\n1,2\n', "has a header row with a quote that does not close"),
        (b'a",b\n1,"2\n', "has a header row with bad quoting"),
        (b'"a"x,b\n', "has a header row with bad quoting"),
        (b"caf\xe9,b\n", "has a header row that is not UTF-8"),
    ],
)
def test_a_faulty_header_is_named(data, fault):
    with pytest.raises(HeaderError, match=fault):
        scan(data)


def test_a_large_file_is_scanned_in_bounded_time_and_blocks():
    row = b'C0000000001,voice,2024-01-01 00:00:00,2024-01-01 00:01:00,260,39,"Doe, Jane",handled,Q4,A143\n'
    data = b"a,b,c,d,e,f,g,h,i,j\n" + row * 200_000
    began = time.perf_counter()
    scanner = CsvScanner(io.BytesIO(data), block_bytes=1 << 20)
    largest = max(len(block.data) for block in scanner.blocks())
    assert scanner.counts.records == 200_000
    assert largest <= 1 << 21
    # Measured 0.15 s on the machine it was written on; a scanner that went row by row in Python would take seconds.
    assert time.perf_counter() - began < 3
