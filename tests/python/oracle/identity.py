"""Who is the same customer.

Readings taken where the definitions leave a choice:
- Between < and > stands the address: the first > that a < comes before, and the last < before it.
- An identifier that only records behind the horizon show belongs to nobody, and is passed over.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from .landing import CodeMap, trim
from .phones import PhoneBook
from .settings import Settings

KINDS = ("customer_id", "email", "phone")
NEVER_SEEN = datetime.max.replace(tzinfo=UTC)
SEPARATOR = "\x1f"


class Identifier(NamedTuple):
    kind: str
    value: str

    @property
    def rank(self) -> tuple[int, str]:
        return KINDS.index(self.kind), self.value


class Record(NamedTuple):
    """Identifiers seen together, at most one of a kind, and when; None for a row of customers."""

    moment: datetime | None
    identifiers: tuple[Identifier, ...]


class Union:
    """Sets that are joined pair by pair."""

    def __init__(self) -> None:
        self.parents: dict[Hashable, Hashable] = {}

    def find(self, member: Hashable) -> Hashable:
        self.parents.setdefault(member, member)
        while self.parents[member] != member:
            self.parents[member] = self.parents[self.parents[member]]
            member = self.parents[member]
        return member

    def join(self, one: Hashable, other: Hashable) -> None:
        self.parents[self.find(one)] = self.find(other)


@dataclass
class Identity:
    degrees: dict[Identifier, int]
    shared: set[Identifier]
    households: set[Identifier]
    keys: dict[Identifier, int]

    def customer(self, identifiers: Iterable[Identifier]) -> int | None:
        """The customer_key of the strongest identifier that may tell who it is."""
        telling = [each for each in identifiers if each in self.keys and each not in self.shared | self.households]
        return self.keys[min(telling, key=lambda each: each.rank)] if telling else None


# ---------- normal forms


class Normal:
    """Identifiers in the form in which they are compared."""

    def __init__(self, settings: Settings, codes: CodeMap):
        self.settings, self.codes = settings, codes
        self.phones = PhoneBook.read(settings.phone_countries, settings.phone_exit_prefixes)
        unknown = codes.codes(settings.source, "unknown_identifier")
        numbers = {self.phones.read_number(code, settings.countries) for code in unknown}
        self.phones.unknown = frozenset(numbers - {None})
        self.providers = read_providers(settings.email_providers) if settings.email_provider_rules else {}

    def known(self, text: str | None) -> str | None:
        is_unknown = text is None or self.codes.find(self.settings.source, "unknown_identifier", text) is not None
        return None if is_unknown else trim(text)

    def of_row(self, row: dict) -> dict[str, str | None]:
        return {
            "customer_id": self.known(row["customer_id"]),
            "email": normal_email(self.known(row["customer_email"]), self.providers),
            "phone": self.phones.normal(self.known(row["customer_phone"]), self.settings.countries),
        }

    def identifiers(self, rows: Iterable[dict]) -> tuple[Identifier, ...]:
        """Of each kind the first known over the rows."""
        normal = [self.of_row(row) for row in rows]
        firsts = ((kind, next((row[kind] for row in normal if row[kind] is not None), None)) for kind in KINDS)
        return tuple(Identifier(kind, value) for kind, value in firsts if value is not None)


def read_providers(path: Path) -> dict[str, dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return {row["domain"]: row for row in csv.DictReader(lines)}


def normal_email(text: str | None, providers: dict[str, dict[str, str]]) -> str | None:
    """What stands between < and >, or all of it, without mailto:, lowered; None without one @ and text around it."""
    if text is None:
        return None
    inner = re.match(r"[^>]*<([^<>]*)>", text)
    address = trim(trim(inner[1] if inner else text).lower().removeprefix("mailto:"))
    name, _, domain = address.partition("@")
    if not name or not domain or "@" in domain:
        return None
    rules = providers.get(domain)
    if rules is None:
        return address
    kept = name
    if rules["ignores_tags"] == "true" and name.find("+") > 0:
        kept = name[: name.find("+")]
    if rules["ignores_dots"] == "true":
        kept = kept.replace(".", "")
    return f"{kept}@{rules['canonical_domain']}" if kept else address


# ---------- links


def find_degrees(records: Iterable[Record]) -> dict[Identifier, int]:
    """The greatest, over the other kinds, of the number of identifiers of that kind seen with it."""
    seen: dict[Identifier, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for record in records:
        for one in record.identifiers:
            others = seen[one]
            for other in record.identifiers:
                if other.kind != one.kind:
                    others[other.kind].add(other.value)
    return {identifier: max(map(len, others.values()), default=0) for identifier, others in seen.items()}


def find_links(records: Iterable[Record], shared: set[Identifier]) -> set[tuple[Identifier, Identifier]]:
    """Pairs seen on one record, the stronger first, without the shared ones."""
    links = set()
    for record in records:
        usable = sorted((each for each in record.identifiers if each not in shared), key=lambda each: each.rank)
        links |= {(one, other) for place, one in enumerate(usable) for other in usable[place + 1 :]}
    return links


def strong_groups(identifiers: set[Identifier], links: set[tuple[Identifier, Identifier]]) -> dict[Identifier, object]:
    """Customer ids and addresses by what they hang together."""
    union = Union()
    for one, other in links:
        if other.kind == "email":
            union.join(one, other)
    return {each: union.find(each) for each in identifiers if each.kind != "phone"}


def neighbours(links: set[tuple[Identifier, Identifier]], groups: dict[Identifier, object]) -> dict[Identifier, set]:
    """The strong groups that each phone is linked to."""
    found = defaultdict(set)
    for one, other in links:
        if other.kind == "phone":
            found[other].add(groups[one])
    return found


def clusters(of_phone: dict[Identifier, set]) -> Union:
    union = Union()
    for phone, groups in of_phone.items():
        for group in groups:
            union.join(phone, group)
    return union


def keep_apart(of_phone: dict[Identifier, set], named: set) -> dict[Identifier, set]:
    """Where a chain of phones leads from one named group to another, phones stay with the group they know best."""
    union = clusters(of_phone)
    names = defaultdict(set)
    for phone, groups in of_phone.items():
        names[union.find(phone)] |= groups & named
    return {
        phone: (groups & named or groups) if len(names[union.find(phone)]) > 1 else groups
        for phone, groups in of_phone.items()
    }


def find_components(records: list[Record], shared: set[Identifier], policy: str) -> tuple[Union, set[Identifier]]:
    """Who hangs together, and the household phones."""
    links = find_links(records, shared)
    identifiers = {each for record in records for each in record.identifiers} - shared
    groups = strong_groups(identifiers, links)
    named = {groups[each] for each in identifiers if each.kind == "customer_id"}
    of_phone = neighbours(links, groups)
    households = set()
    if policy == "customer_id_wins":
        households = {phone for phone, near in of_phone.items() if len(near & named) > 1}
        of_phone = keep_apart({phone: near for phone, near in of_phone.items() if phone not in households}, named)
    union = clusters(of_phone)
    for each, group in groups.items():
        union.join(each, group)
    return union, households


# ---------- keys


def keyed_hash(secret: str, value: str) -> int:
    def digest(text: str) -> str:
        return sha256(f"{secret}{SEPARATOR}{text}".encode()).hexdigest()

    return int(digest(digest(value))[:16], 16) >> 1


def first_seen(records: Iterable[Record]) -> dict[Identifier, datetime]:
    firsts: dict[Identifier, datetime] = {}
    for record in records:
        for each in record.identifiers:
            moment = record.moment or NEVER_SEEN
            firsts[each] = min(moment, firsts.get(each, NEVER_SEEN))
    return firsts


def resolve(records: list[Record], settings: Settings) -> Identity:
    degrees = find_degrees(records)
    shared = {each for each, degree in degrees.items() if degree > settings.identifier_degree_limit}
    union, households = find_components(records, shared, settings.shared_phone_policy)
    firsts = first_seen(records)
    members = defaultdict(list)
    for each in degrees:
        members[union.find(each)].append(each)
    keys = {}
    for component in members.values():
        oldest = min(component, key=lambda each: (firsts[each], *each.rank))
        keys |= dict.fromkeys(component, keyed_hash(settings.identity_secret, f"{oldest.kind}:{oldest.value}"))
    return Identity(degrees, shared, households, keys)
