"""Writes the numbering plans that telephone numbers are read by, from the metadata of the package `phonenumbers`.

`python -m python_hooks.render_phone_countries` rewrites the seeds of countries and exit prefixes, and the list of
regions that check_config knows. They change with the package's version alone; a test fails while they are not what it
would write.
"""

import csv
import io
from collections.abc import Iterator, Sequence
from re import _constants, _parser
from typing import Any

import phonenumbers
from phonenumbers import PhoneMetadata

from python_hooks.project import PROJECT

COUNTRIES = "seeds/reference/ref_phone_countries.csv"
EXIT_PREFIXES = "seeds/reference/ref_phone_exit_prefixes.csv"
REGIONS = "macros/identity/phone_regions.sql"

# Calling codes of no country: satellites, toll-free numbers of the whole world.
WORLD = "001"
# In an exit prefix, any one digit.
ANY_DIGIT = "_"
# A longer one chooses a carrier or a relay service.
LONGEST_TRUNK_PREFIX = 2
# With fewer digits a number of a longer plan is no number but a short code.
LEAST_DIGITS = 7


class NotLiteral(Exception):
    """An alternative that depends on what follows it, or that rewrites it."""


def literals(pattern: str | None) -> list[str]:
    """What a finite pattern matches, shortest first; alternatives that capture a part of the number are left out."""
    found = set(_expanded(_parser.parse(pattern))) if pattern else set()
    return sorted(found - {""}, key=lambda text: (len(text), text))


def _expanded(items: Sequence) -> Iterator[str]:
    if not items:
        yield ""
        return
    (operation, argument), rest = items[0], list(items[1:])
    try:
        fronts = list(_alternatives(operation, argument))
    except NotLiteral:
        return
    for front in fronts:
        for back in _expanded(rest):
            yield front + back


def _alternatives(operation: Any, argument: Any) -> Iterator[str]:
    if operation is _constants.LITERAL:
        yield chr(argument)
    elif operation is _constants.IN:
        for kind, value in argument:
            yield from _digits(kind, value)
    elif operation is _constants.BRANCH:
        for branch in argument[1]:
            yield from _expanded(list(branch))
    elif operation is _constants.SUBPATTERN and argument[0] is None:
        yield from _expanded(list(argument[3]))
    elif operation is _constants.MAX_REPEAT and argument[:2] == (0, 1):
        yield ""
        yield from _expanded(list(argument[2]))
    else:
        raise NotLiteral


def _digits(kind: Any, value: Any) -> Iterator[str]:
    if kind is _constants.LITERAL:
        yield chr(value)
    elif kind is _constants.RANGE:
        yield from (chr(code) for code in range(value[0], value[1] + 1))
    elif (kind, value) == (_constants.CATEGORY, _constants.CATEGORY_DIGIT):
        yield ANY_DIGIT
    else:
        raise NotLiteral


def subscriber_lengths(metadata: PhoneMetadata) -> list[int]:
    """Lengths of the numbers that people have: fixed lines and mobiles; every length where the plan knows neither."""
    found = {
        length
        for kind in (metadata.fixed_line, metadata.mobile)
        if kind is not None
        for length in kind.possible_length
        if length > 0
    }
    return sorted(found or metadata.general_desc.possible_length)


def usual_lengths(metadata: PhoneMetadata) -> list[int]:
    """Those of them that the plan's own examples have."""
    examples = [kind.example_number for kind in (metadata.fixed_line, metadata.mobile) if kind is not None]
    return sorted({len(example) for example in examples if example}) or subscriber_lengths(metadata)


def row(region: str, metadata: PhoneMetadata, *, is_main: bool) -> list[str]:
    lengths = metadata.general_desc.possible_length
    trunk_prefixes = [
        prefix for prefix in literals(metadata.national_prefix_for_parsing) if len(prefix) <= LONGEST_TRUNK_PREFIX
    ]
    return [
        region,
        str(metadata.country_code),
        str(is_main).lower(),
        " ".join(trunk_prefixes),
        " ".join(map(str, lengths)),
        " ".join(map(str, subscriber_lengths(metadata))),
        " ".join(map(str, usual_lengths(metadata))),
        str(min(LEAST_DIGITS, max(lengths))),
    ]


def country_rows() -> Iterator[list[str]]:
    regions_of = phonenumbers.COUNTRY_CODE_TO_REGION_CODE
    for region in sorted(phonenumbers.SUPPORTED_REGIONS):
        metadata = PhoneMetadata.metadata_for_region(region)
        yield row(region, metadata, is_main=regions_of[metadata.country_code][0] == region)
    for code in sorted(code for code, regions in regions_of.items() if regions == (WORLD,)):
        yield row(WORLD, PhoneMetadata.metadata_for_nongeo_region(code), is_main=True)


def exit_prefix_rows() -> Iterator[list[str]]:
    # what the ITU recommends, for a source that says of no country that it dials from there
    yield [WORLD, "00"]
    for region in sorted(phonenumbers.SUPPORTED_REGIONS):
        for prefix in literals(PhoneMetadata.metadata_for_region(region).international_prefix):
            yield [region, prefix]


def csv_text(header: str, rows: Iterator[list[str]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([header.split(), *rows])
    return text.getvalue()


def regions_macro() -> str:
    names = sorted(phonenumbers.SUPPORTED_REGIONS)
    lines = [", ".join(f"'{name}'" for name in names[start : start + 20]) for start in range(0, len(names), 20)]
    return "\n".join(
        [
            "{#-",
            "The regions of ref_phone_countries, for check_config, which runs before seeds are loaded. Returns a list.",
            "Written by `python -m python_hooks.render_phone_countries`.",
            "-#}",
            "{% macro phone_regions() -%}",
            "    {{- return([",
            *(f"        {line}," for line in lines),
            "    ]) -}}",
            "{%- endmacro %}",
            "",
        ]
    )


def rendered() -> dict[str, str]:
    """Path of each written file, relative to the project -> its text."""
    header = "region calling_code is_main_region trunk_prefixes national_lengths subscriber_lengths usual_lengths"
    return {
        COUNTRIES: csv_text(f"{header} least_digits", country_rows()),
        EXIT_PREFIXES: csv_text("region exit_prefix", exit_prefix_rows()),
        REGIONS: regions_macro(),
    }


def main() -> None:
    for path, text in rendered().items():
        (PROJECT / path).write_text(text)


if __name__ == "__main__":
    main()
