"""Phone numbers in the form in which they are compared: international where that can be told.

Written from the rules A to H of the decision on phone numbers; the reference data are the two seeds.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

ASCII_DIGITS = "0123456789"
# Where the other rows of ten digits begin: full width, Arabic-Indic, extended Arabic-Indic.
OTHER_ZEROS = (0xFF10, 0x0660, 0x06F0)
TO_ASCII = {zero + digit: str(digit) for zero in OTHER_ZEROS for digit in range(10)} | {0xFF0B: "+"}
PUNCTUATION = {
    *"\t\n\v\f\r ()[]-./\\~_*:'|",
    *"\u00a0\u00ad\u00b7\u2212\u3000\u30fc\uff08\uff09\uff0d\uff0e\uff0f",
    *map(chr, range(0x2000, 0x2070)),
}
LEAST_DIGITS = 7


class Country(NamedTuple):
    """A region's row for a calling code."""

    calling_code: str
    trunk_prefixes: list[str]
    national_lengths: set[int]
    subscriber_lengths: set[int]
    usual_lengths: set[int]
    least_digits: int
    exit_prefixes: list[str]


class Reading(NamedTuple):
    calling_code: str
    number: str
    is_long_enough: bool


def read_rows(path: Path) -> list[dict[str, str]]:
    if not path.exists():
        return []
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def is_one_digit(digits: str) -> bool:
    return len(set(digits)) <= 1


def split(text: str) -> tuple[str, bool]:
    """The digits of the first number in a text, without its extension, and whether a plus stands before it."""
    text = text.translate(TO_ASCII)
    first = next((place for place, letter in enumerate(text) if letter in ASCII_DIGITS), len(text))
    digits = ""
    for letter in text[first:]:
        if letter in ASCII_DIGITS:
            digits += letter
        elif letter not in PUNCTUATION:
            break
    return digits, "+" in text[:first] and not digits.startswith("0")


def matches(prefix: str, digits: str) -> bool:
    """`_` is any one digit."""
    return len(prefix) <= len(digits) and all(one in ("_", other) for one, other in zip(prefix, digits, strict=False))


def cut_trunk(number: str, prefixes: Iterable[str], lengths: set[int]) -> str:
    prefix = max((each for each in prefixes if number.startswith(each)), key=len, default="")
    return number[len(prefix) :] if len(number) - len(prefix) in lengths else number


@dataclass
class PhoneBook:
    regions: dict[str, Country]
    mains: dict[str, Country]
    # Numbers that stand for "unknown".
    unknown: frozenset[str] = frozenset()

    @classmethod
    def read(cls, countries: Path, exit_prefixes: Path) -> PhoneBook:
        exits = [(row["region"], row["exit_prefix"]) for row in read_rows(exit_prefixes)]
        book = cls({}, {})
        for row in read_rows(countries):
            country = Country(
                row["calling_code"],
                row["trunk_prefixes"].split(),
                set(map(int, row["national_lengths"].split())),
                set(map(int, row["subscriber_lengths"].split())),
                set(map(int, row["usual_lengths"].split())),
                int(row["least_digits"]),
                [prefix for region, prefix in exits if region == row["region"]],
            )
            if row["region"] != "001":
                book.regions[row["region"]] = country
            if row["is_main_region"].lower() == "true":
                book.mains[row["calling_code"]] = country
        return book

    def normal(self, text: str | None, countries: list[str]) -> str | None:
        phone = self.read_number(text, countries)
        return None if phone in self.unknown else phone

    def read_number(self, text: str | None, countries: list[str]) -> str | None:
        digits, is_plus = split(text or "")
        if is_one_digit(digits):
            return None
        if not countries:
            return self.without_country(digits, is_plus)
        readings = (self.in_country(digits, is_plus, self.regions[region]) for region in countries)
        return next(self.usable(readings), None)

    def usable(self, readings: Iterable[Reading | None]) -> Iterator[str]:
        for reading in readings:
            if reading is None or not reading.is_long_enough or is_one_digit(reading.number):
                continue
            if len(reading.number) in self.mains[reading.calling_code].national_lengths:
                yield f"+{reading.calling_code}{reading.number}"

    def international(self, rest: str) -> Reading | None:
        code = next((rest[:size] for size in (1, 2, 3) if rest[:size] in self.mains), None)
        if code is None:
            return None
        main = self.mains[code]
        number = cut_trunk(rest[len(code) :], main.trunk_prefixes, main.national_lengths)
        return Reading(code, number, len(code) + len(number) >= LEAST_DIGITS)

    def in_country(self, digits: str, is_plus: bool, home: Country) -> Reading | None:
        main = self.mains[home.calling_code]
        exits = [each for each in home.exit_prefixes if matches(each, digits) and digits[len(each) :][:1] != "0"]
        if is_plus:
            return self.international(digits)
        if exits:
            return self.international(digits[len(max(exits, key=len)) :])
        if self.lacks_plus(digits, main):
            return self.international(digits)
        number = cut_trunk(digits, home.trunk_prefixes, main.national_lengths)
        return Reading(home.calling_code, number, len(digits) >= main.least_digits)

    def lacks_plus(self, digits: str, main: Country) -> bool:
        """Whether it is an international number of the country itself rather than a national one."""
        if not digits.startswith(main.calling_code) or len(digits) in main.usual_lengths:
            return False
        number = cut_trunk(digits[len(main.calling_code) :], main.trunk_prefixes, main.national_lengths)
        return len(number) in main.subscriber_lengths

    def without_country(self, digits: str, is_plus: bool) -> str | None:
        if is_plus:
            return next(self.usable([self.international(digits)]), None)
        bare = digits[2:] if digits.startswith("00") and digits[2:3] != "0" else digits
        if bare != digits:
            phone = next(self.usable([self.international(bare)]), None)
            if phone is not None:
                return phone
        return bare if len(bare) >= LEAST_DIGITS and not is_one_digit(bare) else None
