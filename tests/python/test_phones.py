"""Telephone numbers as the models read them, against the package `phonenumbers`, on spellings of 40 countries."""

import random
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import duckdb
import phonenumbers
import pyarrow
import pytest
import pytz
import yaml
from jinja2 import Environment, FileSystemLoader
from phonenumbers import PhoneMetadata, PhoneNumberFormat, ValidationResult

from python_hooks import render_phone_countries
from python_hooks.project import PROJECT
from python_hooks.registry import read_macro
from tests.python.oracle.phones import PhoneBook

MODELS = ["int_phone_countries", "int_phones__written", "int_phones__readings", "int_phones__normalised"]
COUNTRIES = [
    *("AE", "AR", "AT", "AU", "BE", "BG", "BR", "BY", "CA", "CH", "CN", "CZ", "DE", "DK", "ES", "FI", "FR", "GB", "GR"),
    *("HR", "HU", "IE", "IL", "IN", "IT", "JP", "KZ", "LT", "MX", "NG", "NL", "NO", "PL", "PT", "RO", "RU", "SE", "TR"),
    *("US", "ZA"),
]
# Of each country.
NUMBERS = 30


# Spellings that say which country's number it is; the others can be read in several ways.
UNAMBIGUOUS = ("international", "exit prefix", "extension", "national")
DOCS = PROJECT / "docs/identity.md"
# The share of spellings that is read otherwise than by the package, at most. DOCS explains every class of them.
BOUND = 0.025


@dataclass(frozen=True)
class Case:
    """A number as somebody in a country spells it."""

    region: str
    number: str
    spelling: str
    text: str


def national_numbers(region: str, chance: random.Random) -> Iterator[str]:
    """Numbers that begin as an example of a kind does: mostly of people, some of services, some of another length."""
    metadata = PhoneMetadata.metadata_for_region(region)
    kinds = {
        name: getattr(metadata, name) for name in ("fixed_line", "mobile", "toll_free", "premium_rate", "uan", "voip")
    }
    examples = {
        name: kind.example_number
        for name, kind in kinds.items()
        if kind is not None and kind.example_number is not None
    }
    lengths = metadata.general_desc.possible_length
    for place in range(NUMBERS):
        name = chance.choice([name for name in ("fixed_line", "mobile") if name in examples])
        if place % 6 == 4:
            name = chance.choice(sorted(examples))
        example, length = examples[name], chance.choice(kinds[name].possible_length)
        if place % 10 == 9:
            length = chance.choice([lengths[0] - 1, lengths[-1] + 1])
        front = example[: min(4, length)]
        yield front + "".join(chance.choice("0123456789") for _ in range(length - len(front)))


def grouped(digits: str, separator: str, chance: random.Random) -> str:
    parts = []
    while digits:
        size = chance.choice((2, 3, 3, 4))
        parts.append(digits[:size])
        digits = digits[size:]
    return separator.join(parts)


def spellings(region: str, number: str, chance: random.Random) -> Iterator[tuple[str, str]]:
    """Name and text of each way to write a national number of a country, for somebody in that country."""
    metadata = PhoneMetadata.metadata_for_region(region)
    code, trunk = str(metadata.country_code), metadata.national_prefix or ""
    exit_prefix = render_phone_countries.literals(metadata.international_prefix)[0]
    national = trunk + number
    yield "national", national
    yield "national", grouped(national, " ", chance)
    yield "national", grouped(national, "-", chance)
    yield "national", f"({trunk}{number[:3]}) {grouped(number[3:], ' ', chance)}"
    yield "national", grouped(national, chance.choice("/.\u00a0\u2011\u2013"), chance)
    yield "national", national.translate({ord("0") + digit: 0xFF10 + digit for digit in range(10)})
    yield "without trunk prefix", number
    yield "without trunk prefix", grouped(number, " ", chance)
    yield "international", f"+{code}{number}"
    yield "international", f"+{code} {grouped(number, ' ', chance)}"
    yield "international", f"(+{code}) {grouped(number, '-', chance)}"
    yield "international", f"\uff0b{code} {grouped(number, '.', chance)}"
    yield "international", f"tel:+{code}-{grouped(number, '-', chance)}"
    yield "international", f"+{code} ({trunk}) {grouped(number, ' ', chance)}"
    yield "exit prefix", exit_prefix + code + number
    yield "exit prefix", f"{exit_prefix} {code} {grouped(number, ' ', chance)}"
    if exit_prefix.startswith("0"):
        yield "exit prefix", f"+{exit_prefix}{code}{number}"
    yield "calling code alone", code + number
    extension = str(chance.randrange(1, 10000))
    for sign in chance.sample(["x", " ext. ", ";ext=", " extn ", " #", " доб. ", ",,", "; ", " int. "], 3):
        yield "extension", f"{national}{sign}{extension}"
        yield "extension", f"+{code} {number}{sign}{extension}"
    parsed = phonenumbers.PhoneNumber(country_code=metadata.country_code, national_number=int(number))
    if phonenumbers.is_valid_number(parsed):
        yield "as the plan prints it", phonenumbers.format_number(parsed, PhoneNumberFormat.NATIONAL)
        yield "as the plan prints it", phonenumbers.format_national_number_with_carrier_code(parsed, "15")


def cases() -> list[Case]:
    chance = random.Random(20250106)
    return list(
        dict.fromkeys(
            Case(region, number, spelling, text)
            for region in COUNTRIES
            for number in national_numbers(region, chance)
            for spelling, text in spellings(region, number, chance)
        )
    )


def by_phonenumbers(case: Case) -> tuple[str | None, int | None]:
    """The number in E.164, where it is possible, and what the package says of its length."""
    try:
        number = phonenumbers.parse(case.text, case.region)
    except phonenumbers.NumberParseException:
        return None, None
    reason = phonenumbers.is_possible_number_with_reason(number)
    text = phonenumbers.format_number(number, PhoneNumberFormat.E164)
    return (text if phonenumbers.is_possible_number(number) else None), reason


def why_they_differ(case: Case, theirs: str | None, length: int | None, reason: str | None) -> str:
    """The class of DOCS that a disagreement belongs to."""
    if theirs is not None and reason == "too_short":
        return "short code"
    if theirs is not None and length == ValidationResult.IS_POSSIBLE_LOCAL_ONLY:
        return "local number"
    if case.spelling == "as the plan prints it":
        return "rewritten by the plan"
    code = str(PhoneMetadata.metadata_for_region(case.region).country_code)
    if case.spelling in ("calling code alone", "without trunk prefix") and re.sub(r"\D", "", case.text).startswith(
        code
    ):
        return "calling code alone"
    if case.region == "BY":
        return "trunk prefix or number"
    return "unexplained"


def seed_types() -> dict[str, dict[str, str]]:
    """Seed -> column -> type, of the numbering plans: of a type that Spark calls otherwise, the others' name."""
    text = (PROJECT / "seeds/reference/_reference__seeds.yml").read_text()
    seeds = yaml.safe_load(re.sub(r"\{\{ '\w+' if target.type == 'spark' else '(\w+)' \}\}", r"\1", text))["seeds"]
    return {seed["name"]: seed["config"]["column_types"] for seed in seeds if seed["name"].startswith("ref_phone_")}


@pytest.fixture(scope="module")
def compiled(tmp_path_factory) -> dict[str, str]:
    """The SQL of the models, as dbt runs it."""
    target = tmp_path_factory.mktemp("phones")
    (target / "profiles.yml").write_text((PROJECT / "profiles.example.yml").read_text())
    run = subprocess.run(
        [
            *(Path(sys.executable).with_name("dbt"), "--quiet", "compile", "--target", "lint", "--select", *MODELS),
            *("--target-path", target, "--log-path", target, "--profiles-dir", target),
        ],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    return {path.stem: path.read_text() for path in target.glob("compiled/**/int_phone*.sql")}


@pytest.fixture(scope="module")
def normalise(compiled):
    """normalise(tried, delivered, codes): the models over rows of (source, region, position), (source, text), code."""

    def run(
        tried: list[tuple[str, str, int]], delivered: list[tuple[str, str]], codes: list[str]
    ) -> dict[tuple[str, str], tuple[str | None, str | None]]:
        with duckdb.connect() as connection:
            for seed, types in seed_types().items():
                connection.execute(
                    f"create table {seed} as from read_csv(?, header = true, columns = {types})",
                    [str(PROJECT / f"seeds/reference/{seed}.csv")],
                )
            connection.execute("create table map_codes (source text, vocabulary text, code text)")
            if codes:
                rows = [("*", "unknown_identifier", code) for code in codes]
                connection.executemany("insert into map_codes values (?, ?, ?)", rows)
            for entity in ("contacts", "tickets", "customers"):
                connection.execute(f"create table int_{entity}__accepted (source text, customer_phone text)")
            given = pyarrow.table({"source": [row[0] for row in delivered], "phone": [row[1] for row in delivered]})
            connection.register("given", given)
            connection.execute("insert into int_contacts__accepted select * from given")
            connection.execute("create table tried (source text, region text, position integer)")
            connection.executemany("insert into tried values (?, ?, ?)", tried)
            for model in MODELS:
                # wherever the tables lie
                sql = re.sub(r'"memory"\."\w+"\.', "", compiled[model])
                if model == "int_phone_countries":
                    sql, replaced = re.subn(
                        r"with source_countries as \(.*?\n\),",
                        "with source_countries as (from tried),",
                        sql,
                        flags=re.DOTALL,
                    )
                    assert replaced == 1
                connection.execute(f"create table {model} as {sql}")
            found = connection.execute(
                "select source, customer_phone, phone, unknown_reason from int_phones__normalised"
            ).fetchall()
        return {(source, text): (phone, reason) for source, text, phone, reason in found}

    return run


@pytest.fixture(scope="module")
def judged(normalise) -> list[tuple[Case, str | None, str | None, str | None]]:
    """Case, the number as the models read it, as the package does, and the class where they differ."""
    made = cases()
    found = normalise([(region, region, 1) for region in COUNTRIES], [(case.region, case.text) for case in made], [])
    rows = []
    for case in made:
        ours, reason = found[case.region, case.text]
        theirs, length = by_phonenumbers(case)
        rows.append((case, ours, theirs, None if ours == theirs else why_they_differ(case, theirs, length, reason)))
    return rows


def test_the_seeds_are_what_the_package_says():
    for path, text in render_phone_countries.rendered().items():
        assert (PROJECT / path).read_text() == text, f"{path}: run python -m python_hooks.render_phone_countries"


def test_patterns_become_literals():
    assert render_phone_countries.literals(r"00(?:1[2-4]|[5])?|9\d") == ["00", "9_", "005", "0012", "0013", "0014"]
    assert render_phone_countries.literals(r"(183[12])|0") == ["0"]
    assert render_phone_countries.literals(r"0(?:(1)\d)?|[57]\d{6}$") == ["0"]
    assert render_phone_countries.literals(None) == []


def test_enough_is_compared(judged):
    assert len(judged) >= 20_000
    assert len({case.region for case, *_ in judged}) == len(COUNTRIES) == 40
    assert sum(theirs is not None for _, _, theirs, _ in judged) > 0.8 * len(judged)
    assert sum(theirs is None for _, _, theirs, _ in judged) > 0.05 * len(judged)


def test_numbers_are_read_as_by_the_package(judged):
    differing = [(case, ours, theirs) for case, ours, theirs, reason in judged if reason == "unexplained"]
    assert not differing, differing[:5]
    assert sum(reason is not None for *_, reason in judged) < BOUND * len(judged)


def test_the_recorded_disagreement_is_the_measured_one(judged):
    section = DOCS.read_text().partition("### Held against phonenumbers")[2].partition("\n## ")[0]
    recorded = dict(re.findall(r"^\| ([a-z ]+) \| +([\d,]+) \|", section, flags=re.MULTILINE))
    measured = Counter(reason for *_, reason in judged if reason is not None)
    measured |= {"spellings compared": len(judged), "read otherwise": measured.total()}
    assert recorded == {reason: f"{count:,}" for reason, count in measured.items()}


def test_numbers_are_read_as_by_the_oracle(normalise):
    book = PhoneBook.read(PROJECT / render_phone_countries.COUNTRIES, PROJECT / render_phone_countries.EXIT_PREFIXES)
    plans = {region: [region] for region in COUNTRIES} | {"two": ["BG", "US"], "none": []}
    tried = [
        (source, *row) for source, regions in plans.items() for row in zip(regions or ["001"], (1, 2), strict=False)
    ]
    texts = [(case.region, case.text) for case in cases()]
    delivered = texts + [(source, text) for source in ("two", "none") for _, text in texts[::7]]
    found = normalise(tried, delivered, [])
    apart = [
        (source, text, phone, book.normal(text, plans[source]))
        for (source, text), (phone, _) in found.items()
        if phone != book.normal(text, plans[source])
    ]
    assert not apart, apart[:5]


def test_spellings_of_a_number_are_one_number(judged):
    numbers: dict[tuple[str, str], set[str]] = {}
    for case, ours, *_ in judged:
        if case.spelling in UNAMBIGUOUS and ours is not None:
            numbers.setdefault((case.region, case.number), set()).add(ours)
    assert len(numbers) > 1000
    apart = {number: read for number, read in numbers.items() if len(read) > 1}
    # where a number may begin with a trunk prefix and have several lengths: explained in DOCS
    assert {region for region, _ in apart} <= {"BY"}
    assert len(apart) < 0.001 * len(numbers)


@pytest.mark.parametrize(
    ("text", "phone", "reason"),
    [
        ("0888 123 457", "+359888123457", None),
        ("00359 888 123 457 ext. 5", "+359888123457", None),
        ("011 359 888 123 457", "+359888123457", None),
        ("359888123457", "+359888123457", None),
        ("(201) 555-0123", "+12015550123", None),
        ("1 201 555 0123", "+12015550123", None),
        ("+44 (0)20 7946 0018", "+442079460018", None),
        ("112", None, "too_short"),
        ("+999 123456789", None, "unknown_calling_code"),
        ("0888 123 456 789 012", None, "impossible_length"),
        ("+359 000 000 000", None, "one_digit"),
        ("nobody", None, "no_digits"),
        ("00 359 12-34-56-789", None, "mapped_unknown"),
    ],
)
def test_the_demo_reads_numbers_of_two_countries(normalise, text, phone, reason):
    found = normalise([("s", "BG", 1), ("s", "US", 2)], [("s", text)], ["anonymous", "123456789"])
    assert found == {("s", text): (phone, reason)}


def faults_of(**variables: object) -> str:
    """What check_config says of variables, rendered as dbt renders it."""
    defaults = yaml.safe_load((PROJECT / "dbt_project.yml").read_text())["vars"]["contact_center"]
    said = []
    registries = {
        path.stem: partial(read_macro, f"{path.relative_to(PROJECT)}") for path in PROJECT.glob("macros/*/*.sql")
    }
    context = registries | {
        "var": (defaults | variables).__getitem__,
        "execute": True,
        "modules": SimpleNamespace(pytz=pytz, re=re),
        "exceptions": SimpleNamespace(raise_compiler_error=said.append),
        # made of another registry, which read_macro does not know
        "kpi_service_level_formulas": lambda: [defaults["cc_service_level_formula"]],
    }
    environment = Environment(loader=FileSystemLoader(PROJECT / "macros"), extensions=["jinja2.ext.do"])
    environment.get_template("project/check_config.sql").make_module(context).check_config()
    return "".join(said)


# every variable whose default is one
WHOLE_NUMBERS = [
    name
    for name, value in yaml.safe_load((PROJECT / "dbt_project.yml").read_text())["vars"]["contact_center"].items()
    if isinstance(value, int) and not isinstance(value, bool)
]


@pytest.mark.filterwarnings("ignore:invalid escape sequence")
@pytest.mark.parametrize(
    ("variables", "words"),
    [
        ({}, ""),
        ({"cc_email_provider_rules": "maybe"}, "cc_email_provider_rules is maybe"),
        ({"cc_fcr_window_hours": 72.5}, "cc_fcr_window_hours is 72.5: it must be a whole number of at least 1 and"),
        ({"cc_fcr_window_hours": True}, "cc_fcr_window_hours is True"),
        ({"cc_fcr_window_hours": "72"}, "cc_fcr_window_hours is 72"),
        ({"cc_fcr_window_hours": 721}, "cc_fcr_window_hours is 721"),
        ({"cc_minimum_sample": 1.5}, "cc_minimum_sample is 1.5"),
        ({"cc_minimum_sample": 0}, "cc_minimum_sample is 0"),
        *(({name: 30.5}, f"{name} is 30.5: it must be a whole number") for name in WHOLE_NUMBERS),
        *(({name: False}, f"{name} is False: it must be a whole number") for name in WHOLE_NUMBERS),
        ({"cc_service_level_seconds": {"voice": 20.5}}, "cc_service_level_seconds has voice: 20.5"),
        ({"cc_service_level_seconds": {"voice": True}}, "cc_service_level_seconds has voice: True"),
        ({"cc_new_identity_secret": 1}, "cc_new_identity_secret is 1: use true or false"),
        ({"cc_source_countries": ["BG"]}, "cc_source_countries must map sources"),
        ({"cc_source_countries": {"nobody": ["BG"]}}, "names the source 'nobody'"),
        ({"cc_source_countries": {"phonenow": "BG"}}, "phonenow: BG, which is no list"),
        ({"cc_source_countries": {"phonenow": []}}, "phonenow: [], which is no list"),
        ({"cc_source_countries": {"phonenow": ["BG", "XX"]}}, "phonenow: XX, which is no country"),
        ({"cc_source_countries": {"phonenow": ["US", "US"]}}, "phonenow: US, which is no country"),
        # YAML's NO without quotes
        ({"cc_source_countries": {"phonenow": [False]}}, "phonenow: False, which is no country"),
    ],
)
def test_faults_of_the_configuration_stop_the_run(variables, words):
    said = faults_of(**variables)
    assert said.startswith("cc_") if words else said == ""
    assert words in said
