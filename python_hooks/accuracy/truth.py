"""What the simulator knows of each contact, and what the identifiers that were shown allow anybody to know."""

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

# what the landing files write where nothing is known
UNKNOWN = {"", "0", "anonymous", "restricted"}
TICKET_MADE = "ticket:"


@dataclass(frozen=True)
class Truth:
    """By contact_id, those of contacts made of tickets included; is_resolved is not known of these."""

    person: dict[str, str]
    issue: dict[str, str]
    is_resolved: dict[str, bool]
    group: dict[str, str]  # contacts of one person that what they show, and the customer file, connect
    shared: dict[str, set]  # person -> identifiers that are somebody else's, too
    named: set[str]  # people with a customer id

    def permits(self, one: str, other: str) -> bool:
        """Could anybody know that these two contacts are one person's?"""
        return one in self.group and self.group[one] == self.group.get(other)

    def can_be_told_apart(self, one: str, other: str) -> bool:
        """Could anybody know that these are two people? Not where they share an identifier and one has no customer id:
        his contacts look like the other's."""
        is_shared = not self.shared.get(one, set()).isdisjoint(self.shared.get(other, set()))
        return not is_shared or (one in self.named and other in self.named)


def read_truth(landing: Path, truth: Path, contact_ids: Iterable[str]) -> Truth:
    """The truth about these contacts. A contact made of a ticket has the ticket's person, issue and identifiers."""
    of_contacts = {row["contact_id"]: row for row in _rows(truth / "contact_truth")}
    of_tickets = {row["ticket_id"]: row for row in _rows(truth / "ticket_truth")}
    whose = {contact_id: row["person_id"] for contact_id, row in of_contacts.items()}
    tickets_whose = {ticket_id: row["person_id"] for ticket_id, row in of_tickets.items()}
    shown, owners = _shown(landing, whose, tickets_whose, _rows(truth / "identifier_truth"))
    groups = _groups(shown, owners)
    shared = defaultdict(set)
    for identifier, people in owners.items():
        for person in people if len(people) > 1 else ():
            shared[person].add(identifier)
    made = {key: of_tickets[key.split(":")[1]] for key in contact_ids if key.startswith(TICKET_MADE)}
    return Truth(
        person=whose | {key: row["person_id"] for key, row in made.items()},
        issue={key: row["issue_id"] for key, row in (of_contacts | made).items()},
        is_resolved={key: row["is_really_resolved"] == "true" for key, row in of_contacts.items()},
        group={
            key: groups[record]
            for key, record in [(key, ("contact", key)) for key in whose]
            + [(key, ("ticket", row["ticket_id"])) for key, row in made.items()]
            if record in groups
        },
        shared=shared,
        named={person for (kind, _), people in owners.items() if kind == "customer_id" for person in people},
    )


def _shown(landing: Path, whose: dict, tickets_whose: dict, identifiers: Iterator[dict]) -> tuple[dict, dict]:
    """Record -> identifiers it shows, and identifier -> people whose it is or who were seen with it."""
    shown = defaultdict(set)  # record -> identifiers
    owners = defaultdict(set)  # identifier -> people
    for row in identifiers:
        owners[row["identifier_kind"], _plain(row["identifier_kind"], row["identifier"])].add(row["person_id"])
    person_of_id = {key[1]: next(iter(people)) for key, people in owners.items() if key[0] == "customer_id"}
    for row in _rows(landing / "contacts"):
        shown["contact", row["contact_id"]].update(_identifiers(row))
    for row in _rows(landing / "tickets"):
        shown["ticket", row["ticket_id"]].update(_identifiers(row))
    for number, row in enumerate(_rows(landing / "customers")):
        shown["customer", number, person_of_id[row["customer_id"]]].update(_identifiers(row))
    for record, its in shown.items():
        kind, number, *person = record
        for identifier in its:
            owners[identifier].add(person[0] if person else (whose if kind == "contact" else tickets_whose).get(number))
    return shown, owners


def _groups(shown: dict, owners: dict) -> dict[tuple, str]:
    """Record -> its group: connected through identifiers that belong to one person only."""
    found = _Components()
    for record, its in shown.items():
        for identifier in its:
            if len(owners[identifier]) == 1:
                found.join(record, identifier)
    return {record: found.root(record) for record in shown if record in found.parent}


class _Components:
    """Sets that are joined (union by path halving)."""

    def __init__(self) -> None:
        self.parent: dict = {}

    def root(self, node):
        self.parent.setdefault(node, node)
        while self.parent[node] != node:
            self.parent[node] = self.parent[self.parent[node]]
            node = self.parent[node]
        return node

    def join(self, one, other) -> None:
        self.parent[self.root(one)] = self.root(other)


def _identifiers(row: dict[str, str]) -> Iterator[tuple[str, str]]:
    for kind, column in (("customer_id", "customer_id"), ("email", "customer_email"), ("phone", "customer_phone")):
        if row[column] not in UNKNOWN:
            yield kind, _plain(kind, row[column])


def _plain(kind: str, text: str) -> str:
    """One spelling of what the simulator spells in several; telephones are Bulgarian or North American."""
    if kind == "email":
        return text.lower()
    if kind == "customer_id":
        return text
    digits = "".join(filter(str.isdigit, text)).removeprefix("00")
    if len(digits) != 10:
        return digits
    return "359" + digits[1:] if digits.startswith("0") else "1" + digits


def _rows(folder: Path) -> Iterator[dict[str, str]]:
    for path in sorted(folder.glob("*.csv")):
        with path.open(newline="", encoding="utf-8") as file:
            yield from csv.DictReader(file)
