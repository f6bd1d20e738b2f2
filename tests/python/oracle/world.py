"""What was landed and what is made of it, before anything is counted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from .core import (
    Contact,
    Validity,
    complete,
    evidence,
    find_horizon,
    landed_contacts,
    mark_firsts,
    ticket_contacts,
)
from .episodes import Episode, Issue, find_episodes
from .identity import Identity, Normal, resolve
from .landing import CodeMap, Landed, read_entity
from .methods import attach_answers
from .settings import Settings
from .tickets import make_tickets

READ = (
    "contacts",
    "tickets",
    "ticket_events",
    "survey_responses",
    "customers",
    "queues",
    "agents",
    "agent_states",
    "agent_schedules",
    "costs",
    "business_calendars",
    "holidays",
    "kpi_targets",
)


@dataclass
class World:
    settings: Settings
    contacts: list[Contact]
    episodes: list[Episode]
    issues: list[Issue]
    agents: Validity
    codes: CodeMap
    identity: Identity
    horizon: datetime
    first_delivered: datetime
    landed: dict[str, Landed]


def source_starts(landed: dict[str, Landed], settings: Settings) -> dict[str, list[datetime]]:
    """When what a source delivers began: its contacts, or its tickets where it has no contacts."""
    starts = [row["started_at"] for row in landed["contacts"].rows]
    return {settings.source: starts or [row["created_at"] for row in landed["tickets"].rows]}


def last_delivered(landed: dict[str, Landed], settings: Settings) -> datetime:
    """How far the data reach; a build that looks further ahead is not remembered."""
    return find_horizon(source_starts(landed, settings))


def all_contacts(landed: dict[str, Landed], horizon: datetime, settings: Settings, normal: Normal) -> list[Contact]:
    """Those landed and those made of tickets, in order."""
    tickets = make_tickets(landed["tickets"].rows, landed["ticket_events"].rows, horizon)
    contacts = landed_contacts(landed["contacts"], settings, normal)
    contacts += ticket_contacts(contacts, tickets, horizon, settings, normal)
    queues = Validity(landed["queues"].rows, "queue")
    for contact in contacts:
        complete(contact, queues, settings)
        contact.is_after_horizon = contact.started_at > horizon
    mark_firsts(contacts)
    return sorted(contacts, key=lambda contact: contact.order)


def make_world(landing_root: Path, settings: Settings) -> World:
    codes = CodeMap.read(settings.code_map)
    normal = Normal(settings, codes)
    landed = {name: read_entity(landing_root, name, settings, codes) for name in READ}
    horizon = settings.given_horizon or find_horizon(source_starts(landed, settings))
    contacts = all_contacts(landed, horizon, settings, normal)
    records = evidence(contacts, landed["tickets"].rows, landed["customers"].rows, normal, horizon)
    identity = resolve(records, settings)
    for contact in contacts:
        contact.customer = identity.customer(contact.identifiers)
    attach_answers(contacts, landed["survey_responses"].rows, horizon, settings)
    episodes, issues = find_episodes(contacts, horizon, settings, codes)
    agents = Validity(landed["agents"].rows, "agent_id")
    first_delivered = min(min(starts) for starts in source_starts(landed, settings).values())
    return World(settings, contacts, episodes, issues, agents, codes, identity, horizon, first_delivered, landed)
