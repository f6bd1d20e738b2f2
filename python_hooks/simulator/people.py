"""Customers, and the several ways in which they are known."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from python_hooks.simulator.export import digits, join
from python_hooks.simulator.world import AMERICAN_SHARE, DAY, World

FIRST_NAMES = ["Ada", "Boyan", "Clara", "Dimo", "Elin", "Filip", "Galya", "Hana", "Ivo", "Jana", "Kiril", "Lora"]
LAST_NAMES = ["Birch", "Cedar", "Dune", "Elm", "Fern", "Grove", "Hill", "Iris", "Kelp", "Lake", "Moss", "Oak", "Reed"]
DOMAINS = ["example.com", "example.org", "example.net"]
LANGUAGES = ["bg", "en", "es", "ru"]
SEGMENTS = ["consumer", "business", "premium"]
PHONE_SPELLINGS, EMAIL_SPELLINGS = 5, 3
SHOP_ADDRESS = "orders@example.com"
NEVER = 1 << 40


@dataclass(frozen=True)
class People:
    """One entry per person of this part (position = person number)."""

    is_american: np.ndarray
    language: np.ndarray  # position in LANGUAGES
    segment: np.ndarray
    has_customer_id: np.ndarray
    has_second_customer_id: np.ndarray
    has_second_phone: np.ndarray
    has_second_email: np.ndarray
    hides_phone: np.ndarray
    joined_day: np.ndarray  # days before the first day
    churned_day: np.ndarray  # day number, -1 = still a customer
    household: np.ndarray  # the person whose first phone this person uses; mostly oneself
    phone_changes_at: np.ndarray  # instant from which the second phone is the only one; NEVER where both stay in use
    email_changes_at: np.ndarray
    tells_change: np.ndarray
    first_name: np.ndarray
    last_name: np.ndarray
    domain: np.ndarray
    first_number: int  # of this part's people among those of all parts

    def customer_id(self, person: np.ndarray, second: np.ndarray) -> pa.Array:
        """second: 1 for the number of the duplicate file card."""
        return join("CU-", digits(person + self.first_number + 1_000 + second * 50_000_000, 7))

    def uses_second_phone(self, person: np.ndarray, at: np.ndarray, by_chance: np.ndarray) -> np.ndarray:
        """1 where the second number is in use at an instant; by_chance is for those who keep both."""
        return _second(self.has_second_phone[person], self.phone_changes_at[person], at, by_chance)

    def uses_second_email(self, person: np.ndarray, at: np.ndarray, by_chance: np.ndarray) -> np.ndarray:
        return _second(self.has_second_email[person], self.email_changes_at[person], at, by_chance)

    def phone(self, person: np.ndarray, second: np.ndarray, spelling: np.ndarray) -> pa.Array:
        """Numbers in ranges that no operator hands out, spelt as people and systems spell them."""
        owner = np.where(second == 0, self.household[person], person)
        number = (owner + self.first_number) * 2 + second
        kind = spelling + PHONE_SPELLINGS * self.is_american[person]

        def spell(kind: int, rows: np.ndarray) -> pa.Array:
            mixed, area = number[rows] * 7_654_321 % 10_000_000, number[rows] // 10_000_000
            a, b, c = digits(mixed // 10_000, 3), digits(mixed // 100 % 100, 2), digits(mixed % 100, 2)
            bg, us = digits(85 - area, 2), digits(372 + area, 3)
            spellings = [
                ("+359 ", bg, " ", a, " ", b, c),
                ("+359", bg, a, b, c),
                ("00359 ", bg, "-", a, "-", b, "-", c),
                ("+359-", bg, "-", a, b, c),
                ("0", bg, " ", a, " ", b, " ", c),
                ("+1 ", us, " ", a, " ", b, c),
                ("+1", us, a, b, c),
                ("+1 (", us, ") ", a, "-", b, c),
                ("1-", us, "-", a, "-", b, c),
                ("(", us, ") ", a, "-", b, c),
            ]
            return join(*spellings[kind])

        return _by_kind(kind, 2 * PHONE_SPELLINGS, spell)

    def email(self, person: np.ndarray, second: np.ndarray, spelling: np.ndarray) -> pa.Array:
        """In small letters, as in a visiting card, or in capitals."""

        def spell(kind: int, rows: np.ndarray) -> pa.Array:
            who = person[rows]
            first = _names(FIRST_NAMES, self.first_name[who], kind > 0)
            last = _names(LAST_NAMES, self.last_name[who], kind > 0)
            number = digits(who + self.first_number + 1_000, 1)
            name = pc.if_else(pa.array(second[rows] == 0), join(first, ".", last, number), join(last, "-", number))
            address = join(name, "@", _names(DOMAINS, self.domain[who], True))
            return pc.utf8_upper(address) if kind == 2 else address

        return _by_kind(spelling, EMAIL_SPELLINGS, spell)


def _second(has: np.ndarray, changes_at: np.ndarray, at: np.ndarray, by_chance: np.ndarray) -> np.ndarray:
    return np.where(changes_at == NEVER, has & by_chance, at >= changes_at).astype(np.int64)


def _by_kind(kind: np.ndarray, kinds: int, spell: Callable[[int, np.ndarray], pa.Array]) -> pa.Array:
    """One text per row, those of a kind made together."""
    rows = [np.flatnonzero(kind == number) for number in range(kinds)]
    texts = pa.concat_arrays([spell(number, its) for number, its in enumerate(rows)])
    place = np.empty(len(kind), dtype=np.int64)
    place[np.concatenate(rows)] = np.arange(len(kind))
    return texts.take(pa.array(place))


def _names(names: list[str], positions: np.ndarray, as_written: bool) -> pa.Array:
    return pa.array(names if as_written else [name.lower() for name in names]).take(pa.array(positions))


def make_people(world: World) -> People:
    """Everybody who may get in touch with this part."""
    n, scenario = world.people, world.scenario
    u = world.generator(0).random((16, n))
    american = u[0] < AMERICAN_SHARE
    number = np.arange(n)
    # a few live together and share a telephone
    household = np.where(u[10] < scenario.household, np.minimum(number + 1, n - 1), number)
    v = world.generator(5).random((4, n))
    household = np.where(v[0] < scenario.exchange, 0, household)
    household = np.where(american[household] == american, household, number)
    language = np.where(american, np.where(u[1] < 0.25, 2, 1), np.where(u[1] < 0.82, 0, np.where(u[1] < 0.95, 1, 3)))
    churns = u[12] < 0.03
    changes_phone, changes_email = v[1] < scenario.changes / 2, v[1] > 1 - scenario.changes / 2
    changes_at = world.start + ((0.2 + 0.6 * v[2]) * world.days).astype(np.int64) * DAY
    return People(
        is_american=american,
        language=language,
        segment=np.where(u[2] < 0.72, 0, np.where(u[2] < 0.9, 1, 2)),
        has_customer_id=u[3] < scenario.customer_id,
        has_second_customer_id=u[3] < scenario.second_customer_id,
        has_second_phone=(u[4] < scenario.second_phone) | changes_phone,
        has_second_email=(u[5] < scenario.second_email) | changes_email,
        hides_phone=u[6] < scenario.hides_phone,
        joined_day=(u[7] * 2_000).astype(np.int64) + 1,
        churned_day=np.where(churns, (u[13] * world.days).astype(np.int64), -1),
        household=household,
        phone_changes_at=np.where(changes_phone, changes_at, NEVER),
        email_changes_at=np.where(changes_email, changes_at, NEVER),
        tells_change=~(changes_phone | changes_email) | (v[3] < 0.5),
        first_name=(u[8] * len(FIRST_NAMES)).astype(np.int64),
        last_name=(u[9] * len(LAST_NAMES)).astype(np.int64),
        domain=(u[11] * len(DOMAINS)).astype(np.int64),
        first_number=world.part * n,
    )
