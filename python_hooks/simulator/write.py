"""All entities of a run to files, part by part."""

from pathlib import Path

import numpy as np

from python_hooks.simulator import world as w
from python_hooks.simulator.center import Run, run
from python_hooks.simulator.export import Table, take, write
from python_hooks.simulator.oddities import with_oddities
from python_hooks.simulator.rows_contacts import contacts_table, record, truth_table
from python_hooks.simulator.rows_customers import customers_table
from python_hooks.simulator.rows_customers import truth_table as identifiers_table
from python_hooks.simulator.rows_reference import (
    Amounts,
    amounts,
    calendars_table,
    costs_table,
    holidays_table,
    queues_table,
    targets_table,
)
from python_hooks.simulator.rows_surveys import surveys_table
from python_hooks.simulator.rows_tickets import ticket_tables
from python_hooks.simulator.rows_workforce import agents_table, schedules_table, states_table


def write_part(world: w.World, out: Path, truth: Path, as_format: str) -> tuple[dict[str, int], Amounts]:
    """Simulate one part and write what is its own; returns rows per entity, and what the part cost."""
    part = run(world)
    recorded = record(part)
    first_number = world.part * _stride(world) + 1
    rows: dict[str, int] = {}

    def put(entity: str, table: Table, folder: Path = out, suffix: str = "") -> None:
        name = entity + suffix + (f"-{world.part + 1:03d}" if world.parts > 1 else "")
        rows[entity] = rows.get(entity, 0) + write(table, folder / entity, name, as_format)

    _put_contacts(part, recorded, first_number, as_format, put)
    tickets, events, ticket_truth = ticket_tables(part, recorded, first_number)
    over = np.array(tickets["closed_at"].known)
    put("tickets", with_oddities(tickets, world.generator(31), ["status", "solved_at", "closed_at"], over))
    put("ticket_events", events)
    put("survey_responses", surveys_table(part, recorded, first_number))
    put("agents", agents_table(part))
    put("agent_schedules", schedules_table(part))
    put("agent_states", states_table(part))
    put("customers", customers_table(part))
    put("contact_truth", truth_table(part, recorded, first_number), truth)
    put("ticket_truth", ticket_truth, truth)
    put("identifier_truth", identifiers_table(part), truth)
    return rows, dict(amounts(part))


def write_reference(world: w.World, total: Amounts, out: Path, as_format: str) -> dict[str, int]:
    """The entities that belong to no part."""
    tables = {
        "queues": queues_table(world),
        "business_calendars": calendars_table(),
        "holidays": holidays_table(world),
        "kpi_targets": targets_table(world),
        "costs": costs_table(world, total),
    }
    return {entity: write(table, out / entity, entity, as_format) for entity, table in tables.items()}


def _put_contacts(part: Run, recorded, first_number: int, as_format: str, put) -> None:
    """In order of start; as text, a file per month of the start (UTC), as a monthly export would be."""
    leg, world = part.legs, part.world
    table = contacts_table(part, recorded, first_number)
    order = np.lexsort((leg.segment, leg.contact, leg.start))
    table = take(table, order)
    settled = ((leg.outcome == w.HANDLED) & (leg.direction != w.INTERNAL))[order]
    unknown_at_first = ["is_resolved", "disposition", "wrap_up_seconds"]
    table = with_oddities(table, world.generator(30), unknown_at_first, settled)
    if as_format == "parquet":
        put("contacts", table)
        return
    month = table["started_at"].seconds.astype("datetime64[s]").astype("datetime64[M]")
    for its in np.unique(month):
        put("contacts", take(table, np.flatnonzero(month == its)), suffix=f"_{its}")


def _stride(world: w.World) -> int:
    """Distance between the first numbers of two parts; no part has as many contacts."""
    return world.contacts * 2
