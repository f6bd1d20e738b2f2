"""The survey_responses entity: who is asked, who answers, and what they say, depending on what happened to them."""

import numpy as np

from python_hooks.simulator import world as w
from python_hooks.simulator.center import Run
from python_hooks.simulator.export import Instants, Table, booleans, digits, integers, join, where, words
from python_hooks.simulator.legs import log_uniform, normal
from python_hooks.simulator.rows_contacts import Recorded, agent_ids, contact_ids, ticket_ids

KINDS = ["csat", "nps", "ces", "resolution", "esat", "enps"]
CSAT, NPS, CES, RESOLUTION, ESAT, ENPS = range(6)
LOWEST, HIGHEST = np.array([1, 0, 1, 0, 1, 0]), np.array([5, 10, 7, 1, 5, 10])


def surveys_table(run: Run, recorded: Recorded, first_number: int) -> Table:
    """One row per invitation, to customers after a contact and to agents every month."""
    of_customers, of_agents = _customers(run, recorded), _agents(run)
    row = {name: np.concatenate([of_customers[name], of_agents[name]]) for name in of_customers}
    order = np.argsort(row["sent"], kind="stable")
    row = {name: values[order] for name, values in row.items()}
    n, kind, contact = len(order), row["kind"], row["contact"]
    u = run.world.generator(21).random((3, n))
    answered = row["responded"] >= 0
    asks_score = answered & (kind != RESOLUTION)
    scale = u[0] < 0.7
    person = np.maximum(row["person"], 0)
    zero = np.zeros(n, dtype=np.int64)
    teams = np.array([role.team for role in w.ROLES])[run.staff.role[np.maximum(row["agent"], 0)]]
    change = run.world.clock.midnight(run.world.team_change_day)
    moved = (row["agent"] == run.staff.changes_team) & (row["sent"] >= change)
    teams = np.where(moved, 1, teams)
    suffix = "" if run.world.parts == 1 else f"_{run.world.part + 1:02d}"
    ticket = np.where(contact >= 0, recorded.ticket[np.maximum(contact, 0)], -1)
    by_id = run.people.has_customer_id[person] & (row["person"] >= 0)
    return {
        "response_id": join("R", digits(np.arange(n) + first_number, 8)),
        "survey_kind": words(KINDS, kind),
        "contact_id": where(contact >= 0, contact_ids(contact, first_number)),
        "ticket_id": where(ticket >= 0, ticket_ids(ticket, first_number)),
        "customer_id": where(by_id, run.people.customer_id(person, zero)),
        "agent_id": agent_ids(run, row["agent"]),
        "team": words([team + suffix for team in w.TEAMS], teams, kind >= ESAT),
        "sent_at": Instants(row["sent"]),
        "responded_at": Instants(row["responded"], answered),
        "score": integers(row["score"], asks_score),
        "scale_min": integers(LOWEST[kind], scale & (kind != RESOLUTION)),
        "scale_max": integers(HIGHEST[kind], scale & (kind != RESOLUTION)),
        "is_issue_resolved": booleans(
            row["says_resolved"], answered & ((kind == RESOLUTION) | ((kind == CSAT) & (u[1] < 0.6)))
        ),
        "contacts_needed": integers(row["needed"], answered & (kind == RESOLUTION) & (u[2] < 0.9)),
        "updated_at": Instants(np.where(answered, row["responded"], row["sent"])),
    }


def _customers(run: Run, recorded: Recorded) -> dict:
    """After most of the contacts that met a person; the very content and the angry answer more often."""
    leg, world = run.legs, run.world
    rng = world.generator(20)
    inbound = leg.direction[recorded.first_leg] == w.INBOUND
    asked = recorded.is_handled & inbound & recorded.is_identified
    contact = np.flatnonzero(asked)
    u = rng.random((10, len(contact)))
    contact, u = contact[u[0] < 0.8], u[:, u[0] < 0.8]
    first, last = recorded.first_leg[contact], recorded.last_leg[contact]
    kind = np.searchsorted([0.55, 0.72, 0.84], u[1])
    over = leg.resolved[last] == 1
    waited = np.where(leg.queued[first] >= 0, np.maximum(leg.answered[first], leg.ended[first]) - leg.queued[first], 0)
    waited = np.minimum(waited / np.where(leg.channel[first] <= w.CHAT, 600, 3 * w.DAY), 1.0)
    mood = np.where(over, 1.0, 0.65) - 0.10 * waited - 0.06 * np.minimum(leg.segment[last] - 1, 2)
    mood = mood - 0.04 * np.minimum(leg.attempt[last], 3) + 0.15 * normal(u[2], u[3])
    answers = u[4] < 0.20 + 0.35 * np.abs(np.clip(mood, 0, 1) - 0.55)
    written = leg.channel[first] >= w.EMAIL
    sent = leg.ended[last] + np.where(written, 7_200, 240) + (u[5] * 1_800).astype(np.int64)
    responded = sent + log_uniform(u[6], 60, 90 * 3_600).astype(np.int64)
    known = sent < world.end
    row = {
        "kind": kind,
        "contact": contact,
        "person": leg.person[first],
        "agent": leg.agent[last],
        "sent": sent,
        "responded": np.where(answers & (responded < world.end), responded, -1),
        "score": _score(kind, mood),
        "says_resolved": np.where(u[7] < 0.06, ~over, over),
        "needed": leg.attempt[last] + 1 + (u[8] < 0.07) + (~over & (u[9] < 0.3)),
    }
    return {name: values[known] for name, values in row.items()}


def _agents(run: Run) -> dict:
    """Every agent on the 15th of each month, both kinds; the agency's people are less content."""
    world, staff = run.world, run.staff
    days = [number for number in range(world.days) if world.day(number).day == 15]
    agent, day = (grid.ravel() for grid in np.meshgrid(np.arange(staff.number), np.array(days, dtype=np.int64)))
    here = (staff.first_day[agent] <= day) & (day < staff.last_day[agent])
    agent, day = np.repeat(agent[here], 2), np.repeat(day[here], 2)
    kind = np.where(np.arange(len(agent)) % 2 == 0, ESAT, ENPS)
    u = world.generator(22).random((4, len(agent)))
    sent = world.clock.at(day, np.full(len(day), 10 * 3_600), w.SOFIA)
    mood = 0.80 + 0.2 * normal(u[0], u[1]) - 0.22 * (np.array([role.team for role in w.ROLES])[staff.role[agent]] == 2)
    responded = sent + (u[2] * 3 * w.DAY).astype(np.int64)
    nobody = np.full(len(agent), -1)
    return {
        "kind": kind,
        "contact": nobody,
        "person": nobody,
        "agent": agent,
        "sent": sent,
        "responded": np.where((u[3] < 0.78) & (responded < world.end), responded, -1),
        "score": _score(kind, mood),
        "says_resolved": np.zeros(len(agent), dtype=bool),
        "needed": nobody,
    }


def _score(kind: np.ndarray, mood: np.ndarray) -> np.ndarray:
    """Mood 0..1 on the scale of its kind."""
    low, high = LOWEST[kind], HIGHEST[kind]
    return np.clip(np.rint(low + mood * (high - low)), low, high).astype(np.int64)
