"""Where a contact counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime

from .core import Contact, Validity
from .figures import Scopes

CREDITED = ("agent", "team", "site", "outsourcer")


def contact_scopes(contact: Contact) -> Scopes:
    scopes = [("center", "all"), ("channel", contact.channel), ("topic", contact.topic)]
    return scopes if contact.first_queue is None else [*scopes, ("queue", contact.first_queue)]


def agent_scopes(agent_id: str | None, moment: datetime, agents: Validity) -> Scopes:
    row = agents.at(agent_id, moment)
    if row is None:
        return [("agent", agent_id or "unknown"), *((kind, "unknown") for kind in ("team", "site", "outsourcer"))]
    return [
        ("agent", agent_id),
        ("team", row["team"] or "unknown"),
        ("site", row["site"] or "unknown"),
        ("outsourcer", row["outsourcer"] or "in_house"),
    ]


def standing_scopes(contact: Contact, agents: Validity) -> Scopes:
    return contact_scopes(contact) + last_agent_scopes(contact, agents)


def last_agent_scopes(contact: Contact, agents: Validity) -> Scopes:
    last_agent = contact.agents[-1] if contact.agents else None
    return agent_scopes(last_agent, contact.started_at, agents)


def first_agent_scopes(contact: Contact, agents: Validity) -> Scopes:
    first_agent = contact.agents[0] if contact.agents else None
    return agent_scopes(first_agent, contact.started_at, agents)


def own_segments(contact: Contact, agents: Validity) -> Iterator[tuple[tuple[str, str], list[dict]]]:
    """A contact's segments by the agent, team, ... that had them."""
    owners = defaultdict(list)
    for row in contact.segments:
        for scope in agent_scopes(row["agent_id"], contact.started_at, agents):
            owners[scope].append(row)
    yield from owners.items()
