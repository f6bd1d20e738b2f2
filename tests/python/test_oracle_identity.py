"""The oracle's customers, on records whose answer can be written down by hand."""

from __future__ import annotations

from datetime import timedelta
from hashlib import sha256

import pytest

from tests.python.oracle.identity import Identifier, Record, keyed_hash, normal_email, resolve
from tests.python.oracle.journeys import MONDAY, travel
from tests.python.oracle.phones import PhoneBook
from tests.python.oracle.settings import Settings


def seen(*texts: str, at: float | None = 0) -> Record:
    """A record of identifiers written as `i1` (a customer id), `e1` (an address) and `p1` (a phone)."""
    kinds = {"i": "customer_id", "e": "email", "p": "phone"}
    moment = None if at is None else MONDAY + timedelta(seconds=at)
    return Record(moment, tuple(Identifier(kinds[text[0]], text) for text in texts))


def customers(*records: Record, **variables) -> list[set[str]]:
    """The identifiers of each customer."""
    identity = resolve(list(records), Settings(**variables))
    groups: dict[int, set[str]] = {}
    for identifier in identity.keys:
        if identifier not in identity.shared | identity.households:
            groups.setdefault(identity.keys[identifier], set()).add(identifier.value)
    return sorted(groups.values(), key=min)


def test_ids_addresses_and_phones_seen_together_are_one_customer():
    assert customers(seen("i1", "e1"), seen("e1", "p1"), seen("p1"), seen("i2"), seen("p2")) == [
        {"e1", "i1", "p1"},
        {"i2"},
        {"p2"},
    ]


def test_two_ids_that_share_an_address_are_one_customer():
    assert customers(seen("i1", "e1"), seen("i2", "e1")) == [{"e1", "i1", "i2"}]


def test_a_phone_of_two_named_customers_ties_nobody_and_is_nobody():
    records = [seen("i1", "p1"), seen("i2", "e2"), seen("e2", "p1"), seen("p1", "e3"), seen("p1")]
    assert customers(*records) == [{"e2", "i2"}, {"e3"}, {"i1"}]
    identity = resolve(records, Settings())
    assert {phone.value for phone in identity.households} == {"p1"}
    assert identity.customer(seen("p1").identifiers) is None
    assert identity.customer(seen("p1", "e3").identifiers) == identity.customer(seen("e3").identifiers)
    assert customers(*records, shared_phone_policy="phone_links") == [{"e2", "e3", "i1", "i2", "p1"}]


def test_a_phone_of_two_ids_of_one_customer_is_no_household():
    assert customers(seen("i1", "e1"), seen("i2", "e1"), seen("i1", "p1"), seen("i2", "p1")) == [
        {"e1", "i1", "i2", "p1"}
    ]


def test_a_chain_of_phones_between_two_names_breaks_where_it_leaves_them():
    chain = [seen("i1", "p1"), seen("p1", "e1"), seen("e1", "p2"), seen("p2", "e2"), seen("e2", "p3"), seen("p3", "i2")]
    assert customers(*chain) == [{"e1", "e2", "p2"}, {"i1", "p1"}, {"i2", "p3"}]
    assert customers(*chain[:-1]) == [{"e1", "e2", "i1", "p1", "p2", "p3"}]


@pytest.mark.parametrize(("ids", "is_shared"), [(10, False), (11, True)])
def test_an_address_of_more_customers_than_the_limit_ties_nobody(ids, is_shared):
    records = [seen(f"i{number}", "e1") for number in range(ids)]
    identity = resolve(records, Settings())
    assert identity.degrees[Identifier("email", "e1")] == ids
    assert (identity.customer(seen("e1").identifiers) is None) == is_shared
    assert len(customers(*records)) == (ids if is_shared else 1)


def test_degree_is_the_greatest_over_kinds_not_their_sum():
    records = [seen("i1", f"p{number}") for number in range(10)] + [seen("i1", f"e{number}") for number in range(10)]
    assert resolve(records, Settings()).degrees[Identifier("customer_id", "i1")] == 10
    assert resolve(records, Settings(identifier_degree_limit=9)).customer(seen("i1").identifiers) is None


def test_the_key_is_that_of_the_identifier_first_seen_then_of_the_stronger_kind():
    def key(*records):
        identity = resolve(list(records), Settings())
        return identity.customer(records[0].identifiers)

    def hashed(value):
        return keyed_hash("demo-only-secret", value)

    assert key(seen("i1", "e1", at=2), seen("e1", at=1)) == hashed("email:e1")
    assert key(seen("i1", "e1", at=1), seen("i1", "p1", at=None)) == hashed("customer_id:i1")
    assert key(seen("e2", "p1"), seen("e1", "p1")) == hashed("email:e1")


def test_the_key_is_a_nested_hash_cut_to_63_bits():
    inner = sha256(b"demo-only-secret\x1fphone:+359881234567").hexdigest()
    outer = sha256(f"demo-only-secret\x1f{inner}".encode()).hexdigest()
    assert keyed_hash("demo-only-secret", "phone:+359881234567") == int(outer[:16], 16) // 2 < 2**63


def test_each_kind_speaks_by_its_first_known_over_a_contacts_segments(tmp_path):
    result = travel(
        tmp_path,
        {"contact_id": "c1", "customer_id": None, "customer_email": "a@x"},
        {"contact_id": "c1", "customer_id": "ann", "customer_email": "b@x", "segment_number": 2, "at": 5},
        {"customer_id": "bob", "customer_email": "b@x", "at": 9},
    )
    first, second = (result.contacts["standard_export", name].customer for name in ("c1", "c3"))
    assert first == keyed_hash("demo-only-secret", "customer_id:ann") != second


def test_what_was_seen_behind_the_horizon_ties_nobody(tmp_path):
    late = {"started_at": MONDAY + timedelta(days=200), "customer_phone": "+359881234567"}
    result = travel(
        tmp_path,
        {},
        {"customer_id": None, "customer_phone": "0881234567"},
        late,
        entities={"customers": ({"customer_id": "bob", "customer_phone": "00359 88 1234567"},)},
    )
    ann, bob, again = (result.contacts["standard_export", f"c{number}"].customer for number in (1, 2, 3))
    assert ann == again == keyed_hash("demo-only-secret", "customer_id:ann")
    assert bob == keyed_hash("demo-only-secret", "phone:+359881234567")


# ---------- normal forms


@pytest.fixture(scope="module")
def book() -> PhoneBook:
    settings = Settings()
    return PhoneBook.read(settings.phone_countries, settings.phone_exit_prefixes)


@pytest.mark.parametrize(
    ("text", "at_home", "without_country"),
    [
        ("0881 234 567", "+359881234567", "0881234567"),
        ("+359 (88) 1234-567", "+359881234567", "+359881234567"),
        ("00359881234567", "+359881234567", "+359881234567"),
        ("359881234567", "+359881234567", "359881234567"),
        ("+359 0881234567", "+359881234567", "+359881234567"),
        ("0881234567 ext. 12", "+359881234567", "0881234567"),
        ("0881234567; 0887654321", "+359881234567", "0881234567"),
        ("\uff0b\uff13\uff15\uff19881234567", "+359881234567", "+359881234567"),
        ("011 359 88 1234567", "+359881234567", "011359881234567"),
        ("(212) 555-0123", "+12125550123", "2125550123"),
        ("00 44 20 7946 0958", "+442079460958", "+442079460958"),
        ("110", None, None),
        ("8888888", None, None),
        ("call me", None, None),
        ("+999 1234567", None, None),
    ],
)
def test_a_number_has_one_form_whatever_its_spelling(book, text, at_home, without_country):
    assert book.read_number(text, ["BG", "US"]) == at_home
    assert book.read_number(text, []) == without_country


def test_addresses_are_trimmed_lowered_and_cut_by_their_providers_rules():
    providers = {
        "gmail.com": {"canonical_domain": "gmail.com", "ignores_dots": "true", "ignores_tags": "true"},
        "googlemail.com": {"canonical_domain": "gmail.com", "ignores_dots": "true", "ignores_tags": "true"},
    }
    assert normal_email("Ann.Lee+shop@GoogleMail.com", {}) == "ann.lee+shop@googlemail.com"
    assert normal_email("Ann.Lee+shop@GoogleMail.com", providers) == "annlee@gmail.com"
    assert normal_email("+shop@gmail.com", providers) == "+shop@gmail.com"
    assert normal_email("...@gmail.com", providers) == "...@gmail.com"
    nobody = (None, "ann@", "@gmail.com", "ann", "a.b@c@gmail.com", "ann@x <>", "mailto:@x", "")
    assert [normal_email(text, providers) for text in nobody] == [None] * len(nobody)


def test_addresses_are_taken_out_of_what_mail_programs_write():
    spellings = (
        "Ann <Ann@x.org>",
        "<mailto:ann@x.org>",
        "MailTo: ann@x.org",
        "I <3 it\n< ann@x.org >, <b@x.org>",
        '"a@b" <ann@x.org>',
    )
    assert {normal_email(text, {}) for text in spellings} == {"ann@x.org"}
