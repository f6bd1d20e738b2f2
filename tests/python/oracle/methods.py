"""Was it resolved at the first contact: five ways to say so, of standing contacts. None is left out.

Readings taken where the definitions leave a choice:
- Employees' surveys (esat, enps) say nothing of customers' issues.
- An answer that names a delivered contact and a ticket that made contacts is about both.
- An invitation without an instant invites nobody.
- Where the source tells no escalations, nothing was escalated.
- A verdict by one touch is told at once, and its contact is pending as well until the ticket has come to rest. That a
  ticket is open again changes nothing: the last solve counts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from .core import Contact
from .landing import CodeMap
from .settings import Settings
from .tickets import Ticket

METHODS = ("by_repeat", "by_agent", "by_survey", "by_one_touch", "verified")
EMPLOYEES = {"esat", "enps"}


def by_repeat(contact: Contact, horizon: datetime, settings: Settings) -> bool | None:
    episode = contact.episode
    if not contact.is_fcr_eligible or episode is None or not episode.is_closed(settings.fcr_window_hours, horizon):
        return None
    return not episode.is_repeated(settings.fcr_window_hours)


def by_agent(contact: Contact) -> bool | None:
    if not contact.is_fcr_eligible or contact.is_resolved is None:
        return None
    return contact.is_resolved and not (contact.is_escalated or contact.needs_follow_up or contact.is_transferred)


def by_survey(contact: Contact) -> bool | None:
    if not contact.is_fcr_eligible or contact.answer is None:
        return None
    needed = contact.answer["contacts_needed"]
    return contact.answer["is_issue_resolved"] and (needed is None or needed <= 1)


def by_one_touch(contact: Contact) -> bool | None:
    return contact.ticket.is_one_touch if contact.is_fcr_eligible and contact.is_first_of_ticket else None


def verified(contact: Contact, horizon: datetime, settings: Settings) -> bool | None:
    answered, unrepeated = by_survey(contact), by_repeat(contact, horizon, settings)
    if answered is not None:
        return answered
    if unrepeated is None:
        return None
    return unrepeated and not contact.is_escalated and contact.is_resolved is not False


def verdicts(contact: Contact, horizon: datetime, settings: Settings) -> dict[str, bool | None]:
    return {
        "by_repeat": by_repeat(contact, horizon, settings),
        "by_agent": by_agent(contact),
        "by_survey": by_survey(contact),
        "by_one_touch": by_one_touch(contact),
        "verified": verified(contact, horizon, settings),
    }


# ---------- what may still become known


def is_window_open(contact: Contact, horizon: datetime, settings: Settings) -> bool:
    episode = contact.episode
    return episode is not None and not episode.is_closed(settings.fcr_window_hours, horizon)


def is_survey_open(contact: Contact, horizon: datetime, settings: Settings) -> bool:
    return contact.answer is None and contact.ended_at + timedelta(hours=settings.survey_answer_hours) > horizon


def is_at_rest(ticket: Ticket, horizon: datetime, settings: Settings) -> bool:
    """Solved so long ago that a reopening is no longer waited for."""
    return ticket.is_solved and ticket.last_solved_at + timedelta(hours=settings.fcr_window_hours) <= horizon


def pending(contact: Contact, horizon: datetime, settings: Settings) -> dict[str, bool]:
    """Whether a method waits for something that may yet happen."""
    waits_for_survey = is_survey_open(contact, horizon, settings)
    waits_for_window = is_window_open(contact, horizon, settings)
    states = {
        "by_repeat": waits_for_window,
        "by_agent": False,
        "by_survey": waits_for_survey,
        "by_one_touch": contact.is_first_of_ticket and not is_at_rest(contact.ticket, horizon, settings),
        "verified": contact.answer is None and (waits_for_survey or waits_for_window),
    }
    return {method: contact.is_fcr_eligible and state for method, state in states.items()}


# ---------- answers to surveys


def attach_answers(contacts: list[Contact], responses: Iterable[dict], horizon: datetime, settings: Settings) -> None:
    """To each contact whether anybody was asked about it, and the latest answer that came in time."""
    by_id = {contact.contact_id: contact for contact in contacts if not contact.is_made}
    made = defaultdict(list)
    for contact in sorted(contacts, key=lambda contact: contact.number):
        if contact.is_made:
            made[contact.ticket.ticket_id].append(contact)
    limit = timedelta(hours=settings.survey_answer_hours)
    for row in sorted(filter(is_of_customer, responses), key=answered_when):
        asked_about = by_id.get(row["contact_id"]), last_before(made[row["ticket_id"]], row)
        for contact in filter(None, asked_about):
            contact.is_invited |= asked_at(row) is not None and asked_at(row) <= horizon
            if is_answer(row) and row["responded_at"] <= min(horizon, contact.ended_at + limit):
                contact.answer = row


def is_of_customer(row: dict) -> bool:
    return row["survey_kind"] not in EMPLOYEES


def is_answer(row: dict) -> bool:
    return row["responded_at"] is not None and row["is_issue_resolved"] is not None


def answered_when(row: dict) -> tuple[datetime, str]:
    return row["responded_at"] or datetime.max.replace(tzinfo=UTC), row["response_id"]


def asked_at(row: dict) -> datetime | None:
    return row["sent_at"] or row["responded_at"]


def last_before(contacts: list[Contact], row: dict) -> Contact | None:
    """The last contact of a ticket that began when the survey was sent."""
    begun = [contact for contact in contacts if asked_at(row) is not None and contact.started_at <= asked_at(row)]
    return begun[-1] if begun else None


# ---------- net


def is_resolvable(contact: Contact, codes: CodeMap) -> bool:
    """Not by its topic, and not by its last recorded disposition, out of what a first contact can resolve."""
    by_topic = codes.find(contact.source, "not_resolvable_topic", contact.topic)
    by_disposition = contact.disposition and codes.find(
        contact.source, "not_resolvable_disposition", contact.disposition
    )
    return by_topic is None and by_disposition is None
