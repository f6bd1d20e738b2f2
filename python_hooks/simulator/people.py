"""Customers, and the several ways in which they are known."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from python_hooks.simulator.export import digits, join
from python_hooks.simulator.world import AMERICAN_SHARE, World

FIRST_NAMES = ["Ada", "Boyan", "Clara", "Dimo", "Elin", "Filip", "Galya", "Hana", "Ivo", "Jana", "Kiril", "Lora"]
LAST_NAMES = ["Birch", "Cedar", "Dune", "Elm", "Fern", "Grove", "Hill", "Iris", "Kelp", "Lake", "Moss", "Oak", "Reed"]
DOMAINS = ["example.com", "example.org", "example.net"]
LANGUAGES = ["bg", "en", "es", "ru"]
SEGMENTS = ["consumer", "business", "premium"]
PHONE_SPELLINGS, EMAIL_SPELLINGS = 5, 3


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
    customer_ids: pa.Array  # first ids, then second ones, of all people
    phones: pa.Array  # by spelling, then first or second, then person
    emails: pa.Array
    household: np.ndarray  # the person whose first phone this person uses; mostly oneself

    def customer_id(self, person: np.ndarray, second: np.ndarray) -> pa.Array:
        return self.customer_ids.take(pa.array(second * len(self.language) + person))

    def phone(self, person: np.ndarray, second: np.ndarray, spelling: np.ndarray) -> pa.Array:
        owner = np.where(second == 0, self.household[person], person)
        return self.phones.take(pa.array((spelling * 2 + second) * len(self.language) + owner))

    def email(self, person: np.ndarray, second: np.ndarray, spelling: np.ndarray) -> pa.Array:
        return self.emails.take(pa.array((spelling * 2 + second) * len(self.language) + person))


def make_people(world: World) -> People:
    """Everybody who may get in touch with this part."""
    n = world.people
    u = world.generator(0).random((16, n))
    american = u[0] < AMERICAN_SHARE
    first_number = 1_000 + world.part * n
    number = np.arange(n)
    # a few live together and share a telephone
    household = np.where(u[10] < 0.02, np.minimum(number + 1, n - 1), number)
    household = np.where(american[household] == american, household, number)
    language = np.where(american, np.where(u[1] < 0.25, 2, 1), np.where(u[1] < 0.82, 0, np.where(u[1] < 0.95, 1, 3)))
    churns = u[12] < 0.03
    return People(
        is_american=american,
        language=language,
        segment=np.where(u[2] < 0.72, 0, np.where(u[2] < 0.9, 1, 2)),
        has_customer_id=u[3] < 0.94,
        has_second_customer_id=u[3] < 0.04,
        has_second_phone=u[4] < 0.3,
        has_second_email=u[5] < 0.15,
        hides_phone=u[6] < 0.05,
        joined_day=(u[7] * 2_000).astype(np.int64) + 1,
        churned_day=np.where(churns, (u[13] * world.days).astype(np.int64), -1),
        customer_ids=_customer_ids(first_number + number),
        phones=_phones(world.part * n + number, american),
        emails=_emails(first_number + number, u[8], u[9], u[11]),
        household=household,
    )


def _customer_ids(number: np.ndarray) -> pa.Array:
    return pa.concat_arrays([join("CU-", digits(number, 7)), join("CU-", digits(number + 50_000_000, 8))])


def _phones(number: np.ndarray, american: np.ndarray) -> pa.Array:
    """Numbers in ranges that no operator hands out, spelt as people and systems spell them."""
    spellings: list[list[pa.Array]] = [[] for _ in range(PHONE_SPELLINGS)]
    for second in range(2):
        mixed = (number * 2 + second) * 7_654_321 % 10_000_000
        area = (number * 2 + second) // 10_000_000
        a, b, c = digits(mixed // 10_000, 3), digits(mixed // 100 % 100, 2), digits(mixed % 100, 2)
        bg, us = digits(85 - area, 2), digits(372 + area, 3)
        both = [
            (join("+359 ", bg, " ", a, " ", b, c), join("+1 ", us, " ", a, " ", b, c)),
            (join("+359", bg, a, b, c), join("+1", us, a, b, c)),
            (join("00359 ", bg, "-", a, "-", b, "-", c), join("+1 (", us, ") ", a, "-", b, c)),
            (join("+359-", bg, "-", a, b, c), join("1-", us, "-", a, "-", b, c)),
            (join("0", bg, " ", a, " ", b, " ", c), join("(", us, ") ", a, "-", b, c)),
        ]
        for spelling, (bulgarian, of_america) in zip(spellings, both, strict=True):
            spelling.append(pc.if_else(pa.array(american), of_america, bulgarian))
    return pa.concat_arrays([array for spelling in spellings for array in spelling])


def _emails(number: np.ndarray, u_first: np.ndarray, u_last: np.ndarray, u_domain: np.ndarray) -> pa.Array:
    first = pa.array(FIRST_NAMES).take(pa.array((u_first * len(FIRST_NAMES)).astype(np.int64)))
    last = pa.array(LAST_NAMES).take(pa.array((u_last * len(LAST_NAMES)).astype(np.int64)))
    domain = pa.array(DOMAINS).take(pa.array((u_domain * len(DOMAINS)).astype(np.int64)))
    text = digits(number, 1)
    proper = [join(first, ".", last, text, "@", domain), join(last, "-", text, "@", domain)]
    lower = [pc.utf8_lower(address) for address in proper]
    return pa.concat_arrays([*lower, *proper, *[pc.utf8_upper(address) for address in proper]])
