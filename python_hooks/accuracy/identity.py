"""Identity, pair by pair: two contacts under one customer_key are said to be one person's."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from python_hooks.accuracy.truth import Truth


@dataclass(frozen=True)
class Identity:
    precision: float
    permitted_precision: float  # leaving out pairs of two people whom nobody could tell apart
    recall: float
    permitted_recall: float
    permitted_share: float  # of the true pairs
    wrong_pairs: int
    true_pairs: int


def measure(contacts: Iterable[dict], truth: Truth) -> Identity:
    """Over all contacts of customers, whoever they talked to."""
    rows = [
        (row["customer_key"], truth.person[row["contact_id"]], truth.group.get(row["contact_id"]))
        for row in contacts
        if row["contact_id"] in truth.person
    ]
    true = _pairs(person for _, person, _ in rows)
    said = _pairs(customer for customer, _, _ in rows)
    right = _pairs((customer, person) if customer is not None else None for customer, person, _ in rows)
    permitted = _pairs(group for _, _, group in rows)
    permitted_right = _pairs(
        (customer, group) if customer is not None and group is not None else None for customer, _, group in rows
    )
    alike = _pairs_alike(rows, truth)
    return Identity(
        precision=right / said,
        permitted_precision=right / (said - alike),
        recall=right / true,
        permitted_recall=permitted_right / permitted,
        permitted_share=permitted / true,
        wrong_pairs=said - right,
        true_pairs=true,
    )


def _pairs_alike(rows: list[tuple], truth: Truth) -> int:
    """Pairs under one key, of two people whom nobody could tell apart."""
    contacts: dict[str, Counter] = defaultdict(Counter)
    for customer, person, _ in rows:
        if customer is not None:
            contacts[customer][person] += 1
    return sum(
        people[one] * people[other]
        for people in contacts.values()
        for one, other in combinations(people, 2)
        if not truth.can_be_told_apart(one, other)
    )


def _pairs(names: Iterable) -> int:
    """Pairs of things with the same name; those without one are in no pair."""
    return sum(count * (count - 1) // 2 for name, count in Counter(names).items() if name is not None)
