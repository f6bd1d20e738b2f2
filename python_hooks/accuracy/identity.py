"""Identity, pair by pair: two contacts under one customer_key are said to be one person's."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from python_hooks.accuracy.truth import Truth


@dataclass(frozen=True)
class Identity:
    precision: float
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
    right = _pairs((customer, person) if customer else None for customer, person, _ in rows)
    permitted = _pairs(group for _, _, group in rows)
    permitted_right = _pairs((customer, group) if customer and group else None for customer, _, group in rows)
    return Identity(
        precision=right / said,
        recall=right / true,
        permitted_recall=permitted_right / permitted,
        permitted_share=permitted / true,
        wrong_pairs=said - right,
        true_pairs=true,
    )


def _pairs(names: Iterable) -> int:
    """Pairs of things with the same name; those without one are in no pair."""
    return sum(count * (count - 1) // 2 for name, count in Counter(names).items() if name is not None)
