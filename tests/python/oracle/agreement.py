"""How far two ways of telling first contact resolution agree.

Readings taken where the definitions leave a choice:
- A pair waits for a contact that each of the two has judged or may still judge, and that one of them is not done with:
  also one that both have judged, while one of the two may still take its verdict back.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

from .core import Contact
from .figures import Place, Sums
from .methods import METHODS, pending, verdicts
from .scopes import contact_scopes
from .world import World

PAIRS = tuple(combinations(METHODS, 2))


@dataclass
class Agreement:
    both: int = 0
    only_a: int = 0
    only_b: int = 0
    neither: int = 0
    pending: int = 0

    @property
    def contacts(self) -> int:
        return self.both + self.only_a + self.only_b + self.neither

    @property
    def share(self) -> float | None:
        return (self.both + self.neither) / self.contacts if self.contacts else None

    @property
    def by_chance(self) -> float | None:
        if not self.contacts:
            return None
        met_a, met_b = self.both + self.only_a, self.both + self.only_b
        return (met_a * met_b + (self.contacts - met_a) * (self.contacts - met_b)) / self.contacts**2

    @property
    def kappa(self) -> float | None:
        """Cohen's; None where chance alone agrees always."""
        if self.by_chance is None or self.by_chance == 1:
            return None
        return (self.share - self.by_chance) / (1 - self.by_chance)


def add_pair(sums: Sums, contact: Contact, pair: tuple[str, str], found: dict, waiting: dict) -> None:
    one, other = (found[method] for method in pair)
    if one is not None and other is not None:
        name = {(True, True): "both", (True, False): "only_a", (False, True): "only_b"}.get((one, other), "neither")
        sums.add(contact.date, contact_scopes(contact), **{name: 1})
    may_be_judged = all(found[method] is not None or waiting[method] for method in pair)
    if may_be_judged and any(waiting[method] for method in pair):
        sums.add(contact.date, contact_scopes(contact), pending=1)


def make_agreements(world: World) -> dict[tuple[Place, tuple[str, str]], Agreement]:
    agreements = {}
    standing = [contact for contact in world.contacts if contact.is_fcr_eligible]
    states = [
        (contact, verdicts(contact, world.horizon, world.settings), pending(contact, world.horizon, world.settings))
        for contact in standing
    ]
    for pair in PAIRS:
        sums = Sums()
        for contact, found, waiting in states:
            add_pair(sums, contact, pair, found, waiting)
        for place, added in sums.places.items():
            agreements[place, pair] = Agreement(**added)
    return agreements
