"""The analysis explain_identity prints the chain between two contacts of one customer, or says why there is none."""

import json
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import duckdb
import pytest

from python_hooks.project import PROJECT

FAR_APART = """
    -- two contacts of one customer, far from each other by the number of identifiers that lie between
    select one.source || ':' || one.record_id, other.source || ':' || other.record_id
    from identity.int_record_customers as one_is
    inner join identity.int_record_customers as other_is on one_is.customer_key = other_is.customer_key
    inner join identity.int_identifier_records as one
        on one_is.entity = one.entity and one_is.record_key = one.record_key
    inner join identity.int_identifier_records as other
        on other_is.entity = other.entity and other_is.record_key = other.record_key
    where one.entity = 'contacts' and other.entity = 'contacts'
        -- no record shows both identifiers
        and not exists (
            select links.identifier_number
            from identity.int_identifier_links as links
            inner join identity.int_identifiers as a on links.identifier_number = a.identifier_number
            inner join identity.int_identifiers as b on links.other_number = b.identifier_number
            where (one_is.identifier_key, other_is.identifier_key)
                in ((a.identifier_key, b.identifier_key), (b.identifier_key, a.identifier_key))
        )
        and one_is.identifier_key <> other_is.identifier_key
    order by one.record_number, other.record_number
    limit 1
"""


def explain(environment: dict[str, str], one: str, other: str, **variables: int) -> list[dict]:
    """What `dbt show` prints of the analysis, row by row."""
    words = {"explain_from_contact": one, "explain_to_contact": other, **variables}
    run = subprocess.run(
        [
            *(Path(sys.executable).with_name("dbt"), "--quiet", "show", "--select", "explain_identity"),
            *("--limit", "100", "--output", "json", "--vars", json.dumps(words)),
        ],
        cwd=PROJECT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    return json.loads(run.stdout[run.stdout.index("{") :])["show"]


def rows(database: Path, query: str, *values: str) -> list[tuple]:
    """What a query finds in the working database, which is not kept open: dbt wants it for itself."""
    with duckdb.connect(str(database.with_suffix(".work.duckdb")), read_only=True) as connection:
        return connection.execute(query, values).fetchall()


def two_far_apart(database: Path) -> tuple[str, str]:
    """Two contacts of the demo that are one customer's only over a third identifier."""
    found = rows(database, FAR_APART)
    assert found, "the demo has no customer whose contacts share no identifier"
    return found[0]


@pytest.fixture(scope="session")
def far_apart(copy_of_the_demo) -> tuple[str, str]:
    return two_far_apart(copy_of_the_demo)


@pytest.fixture(scope="session")
def chain(clean_environment, copy_of_the_demo, far_apart) -> list[dict]:
    return explain(clean_environment | {"CC_DATABASE": str(copy_of_the_demo)}, *far_apart)


def carried(database: Path, row: dict) -> tuple:
    """The identifiers of the record that a row names."""
    return rows(
        database,
        "select customer_id, email, phone from identity.int_identifier_records"
        " where entity = ? and source = ? and record_id = ?",
        *(row["entity"], row["source"], row["record_id"]),
    )[0]


def test_it_leads_from_the_one_contact_to_the_other(chain, far_apart):
    assert [row["step"] for row in chain] == list(range(len(chain)))
    assert len(chain) >= 4, "two links at least, and both ends"
    ends = [f"{row['source']}:{row['record_id']}" for row in (chain[0], chain[-1])]
    assert tuple(ends) == far_apart
    assert chain[-1]["identifier_value"] == chain[-2]["identifier_value"]


def test_every_record_carries_the_identifier_and_the_one_before(copy_of_the_demo, chain):
    for row in (chain[0], chain[-1]):
        assert row["identifier_value"] in carried(copy_of_the_demo, row)
    for before, row in pairwise(chain[:-1]):
        assert {before["identifier_value"], row["identifier_value"]} <= set(carried(copy_of_the_demo, row))


MADE_OF_A_TICKET = """
    -- a contact that a ticket made, and one of the same customer that was delivered
    select made.source || ':' || made.contact_id, delivered.source || ':' || delivered.contact_id
    from marts.fct_contacts as made
    inner join marts.fct_contacts as delivered on made.customer_key = delivered.customer_key
    where made.origin = 'ticket' and delivered.origin = 'contact'
    order by made.contact_key, delivered.contact_key
    limit 1
"""
STRANGER = """
    select min(source || ':' || contact_id) from marts.fct_contacts
    where customer_key <> (select customer_key from marts.fct_contacts where source || ':' || contact_id = ?)
"""
UNIDENTIFIED = "select min(source || ':' || contact_id) from marts.fct_contacts where customer_key is null"


def test_a_contact_that_a_ticket_made_has_a_chain_too(clean_environment, copy_of_the_demo):
    made, delivered = rows(copy_of_the_demo, MADE_OF_A_TICKET)[0]
    chain = explain(clean_environment | {"CC_DATABASE": str(copy_of_the_demo)}, made, delivered)
    assert len(chain) >= 2
    assert [f"{row['source']}:{row['record_id']}" for row in (chain[0], chain[-1])] == [made, delivered]
    assert {row["why"] for row in (chain[0], chain[-1])} == {
        "carried by the one contact",
        "carried by the other contact",
    }


@pytest.mark.parametrize(
    ("word", "query"),
    [
        ("unknown contact", "select 'standard_export:nobody'"),
        ("unidentified", UNIDENTIFIED),
        ("different customers", STRANGER),
    ],
)
def test_one_row_says_why_there_is_no_chain(clean_environment, copy_of_the_demo, far_apart, word, query):
    other = rows(copy_of_the_demo, query, *far_apart[: query.count("?")])[0][0]
    explained = explain(clean_environment | {"CC_DATABASE": str(copy_of_the_demo)}, far_apart[0], other)
    assert [(row["step"], row["why"], row["identifier_value"]) for row in explained] == [(0, word, None)]
    # the contact that it is said of, which is none where both are known customers'
    named = None if word == "different customers" else other.removeprefix("standard_export:")
    assert (explained[0]["record_id"] or "").removeprefix("standard_export:") == (named or "")


def test_a_chain_that_is_not_followed_to_its_end_is_named(clean_environment, copy_of_the_demo, far_apart):
    explained = explain(clean_environment | {"CC_DATABASE": str(copy_of_the_demo)}, *far_apart, explain_steps=1)
    assert [row["why"] for row in explained] == ["one customer, more than 1 links apart"]
