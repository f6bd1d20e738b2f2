"""The customers entity: one row per identifier that the customer file knows."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from python_hooks.simulator import world as w
from python_hooks.simulator.center import Run
from python_hooks.simulator.export import Instants, Table, digits, join, nulls, take, where, words
from python_hooks.simulator.people import SEGMENTS


def customers_table(run: Run) -> Table:
    """Of those who ever got in touch: the main row, a second telephone, a second address, and the duplicate file card
    that some have without anybody knowing."""
    people = run.people
    active = run.people_seen[people.has_customer_id[run.people_seen]]
    parts = [
        _rows(run, active, card=0, phone=0, email=0),
        _rows(run, active[(people.has_second_phone & people.tells_change)[active]], card=0, phone=1, email=None),
        _rows(run, active[(people.has_second_email & people.tells_change)[active]], card=0, phone=None, email=1),
        _rows(run, active[people.has_second_customer_id[active]], card=1, phone=1, email=0),
    ]
    order = np.argsort(np.concatenate([person for person, _ in parts]), kind="stable")
    return take({name: _concat([table[name] for _, table in parts]) for name in parts[0][1]}, order)


def truth_table(run: Run) -> Table:
    """One row per identifier of a person: what an identity resolution should find."""
    people = run.people
    everybody = run.people_seen
    zero, one = np.zeros(len(everybody), dtype=np.int64), np.ones(len(everybody), dtype=np.int64)
    has_card, has_second_card = people.has_customer_id, people.has_second_customer_id & people.has_customer_id
    always = np.ones(len(people.language), dtype=bool)
    kinds = [
        ("customer_id", people.customer_id(everybody, zero), has_card),
        ("customer_id", people.customer_id(everybody, one), has_second_card),
        ("phone", people.phone(everybody, zero, one), always),
        ("phone", people.phone(everybody, one, one), people.has_second_phone | has_second_card),
        ("email", people.email(everybody, zero, zero), always),
        ("email", people.email(everybody, one, zero), people.has_second_email),
    ]
    parts = []
    for kind, identifier, has in kinds:
        rows = np.flatnonzero(has[everybody])
        person = everybody[rows]
        parts.append(
            {
                "person_id": join("P", digits(person + run.world.part * run.world.people, 8)),
                "identifier_kind": pa.array([kind] * len(rows), pa.string()),
                "identifier": identifier.take(pa.array(rows)),
            }
        )
    return {name: pa.concat_arrays([part[name] for part in parts]) for name in parts[0]}


def _rows(run: Run, person: np.ndarray, card: int, phone: int | None, email: int | None) -> tuple[np.ndarray, Table]:
    people, world = run.people, run.world
    n = len(person)

    def same(value: int) -> np.ndarray:
        return np.full(n, value)

    first_day = (world.first_day.toordinal() - 719_163) * w.DAY
    joined = first_day - people.joined_day[person] * w.DAY
    churned = people.churned_day[person]
    return person, {
        "customer_id": people.customer_id(person, same(card)),
        "customer_phone": nulls(n) if phone is None else people.phone(person, same(phone), person % 3),
        "customer_email": nulls(n) if email is None else people.email(person, same(email), person % 7 // 6),
        "segment": pc.cast(words(SEGMENTS, people.segment[person]), pa.string()),
        "joined_on": _dates(joined),
        "churned_on": where(churned >= 0, _dates(first_day + churned * w.DAY)),
        "updated_at": Instants(np.where(churned >= 0, first_day + churned * w.DAY, joined) + 43_200),
    }


def _dates(seconds: np.ndarray) -> pa.Array:
    return pc.cast(pa.array((seconds // w.DAY).astype(np.int32), pa.date32()), pa.string())


def _concat(columns: list) -> "pa.Array | Instants":
    if isinstance(columns[0], Instants):
        return Instants(np.concatenate([column.seconds for column in columns]))
    return pa.concat_arrays(columns)
