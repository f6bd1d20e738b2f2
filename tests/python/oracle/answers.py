"""What customers answered: satisfaction, recommendation, effort, resolution, and how many of those asked did.

Readings taken where the definitions leave a choice:
- Whether somebody recommends is told on 0 to 10 alone.
- Of several answers of one kind about one contact (without one, one ticket) the last that tells anything counts, of two
  at one instant that of the greatest id; what is about neither counts by itself. Whether the issue was resolved may be
  told in an answer of any kind: the last one that tells counts.
- A survey is about the contact it names, else about the last one made of its ticket that had begun when it was sent,
  else about the ticket. It counts there, and with the agent it names, else the contact's last, else the ticket's; with
  that agent's team, site and outsourcer when the contact began (without one, when the survey was sent or answered).
- Days are those of the queue of what it is about, by the queue's zone at the instant that dates it.
- An answer that is not dated by a day of the calendar, from the first contact to the horizon, is in no period.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction

from .core import Contact, Validity, local_date
from .figures import Rate, Scopes, Sums
from .scopes import agent_scopes
from .world import World

SCALES = {"csat": (1, 5), "esat": (1, 5), "ces": (1, 7), "nps": (0, 10), "enps": (0, 10)}
CUSTOMERS = ("csat", "nps", "ces", "resolution")

COUNTS = ("csat_responses", "nps_responses", "ces_responses", "surveys_sent")
CSAT = {
    "top_two_box": Rate("csat_met", "csat_responses"),
    "index": Rate("csat_index", "csat_responses", "csat_index_squared"),
}
RATES = {
    "csat_top_two_box_rate": CSAT["top_two_box"],
    "csat_index": CSAT["index"],
    "csat_mean": Rate("csat_score", "csat_responses", "csat_score_squared"),
    "nps": Rate("nps_promoters - nps_detractors", "nps_responses", scale=100, net=("nps_promoters", "nps_detractors")),
    "ces_rate": Rate("ces_met", "ces_responses"),
    "survey_resolution_rate": Rate("resolutions", "resolutions_told"),
    "survey_response_rate": Rate("surveys_answered", "surveys_sent"),
    "csat_rate_by_contact_date": Rate("contact_csat_met", "contact_csat_responses"),
    "nps_by_contact_date": Rate(
        "contact_nps_promoters - contact_nps_detractors",
        "contact_nps_responses",
        scale=100,
        net=("contact_nps_promoters", "contact_nps_detractors"),
    ),
    "ces_rate_by_contact_date": Rate("contact_ces_met", "contact_ces_responses"),
}


@dataclass
class About:
    """What a survey asks about."""

    contact: Contact | None
    ticket: dict | None

    @property
    def queue(self) -> str | None:
        if self.contact is not None:
            return self.contact.first_queue or self.contact.segments[0]["queue"]
        return self.ticket["queue"] if self.ticket else None

    @property
    def scopes(self) -> Scopes:
        if self.contact is not None:
            channel, queue, topic = self.contact.channel, self.contact.first_queue, self.contact.topic
        elif self.ticket is not None:
            channel, queue, topic = self.ticket["channel"], self.ticket["queue"], self.ticket["topic"]
        else:
            channel = queue = topic = None
        scopes = [("center", "all"), ("channel", channel or "unknown"), ("topic", topic or "unknown")]
        return scopes if queue is None else [*scopes, ("queue", queue)]

    @property
    def last_agent(self) -> str | None:
        if self.contact is not None and self.contact.agents:
            return self.contact.agents[-1]
        return self.ticket["agent_id"] if self.ticket else None


def place_on_scale(kind: str, row: dict) -> Fraction | None:
    """From 0 to 1; None where the score lies outside its scale, or the scale has no width."""
    usual = SCALES.get(kind, (None, None))
    given = row["scale_min"], row["scale_max"]
    low, high = (other if own is None else own for own, other in zip(given, usual, strict=True))
    score = row["score"]
    if score is None or low is None or high is None or low == high or not low <= score <= high:
        return None
    return (Fraction(score) - Fraction(low)) / (Fraction(high) - Fraction(low))


def verdict(row: dict) -> str | None:
    """met, not met or detractor; None where the answer tells nothing."""
    kind, place = row["survey_kind"], place_on_scale(row["survey_kind"], row)
    if kind == "resolution":
        return None if row["is_issue_resolved"] is None else "met" if row["is_issue_resolved"] else "not met"
    if kind in ("nps", "enps"):
        score = row["score"]
        if score is None or not 0 <= score <= 10:
            return None
        if row["scale_min"] not in (None, 0) or row["scale_max"] not in (None, 10):
            return None
        return "met" if score >= 9 else "detractor" if score <= 6 else "not met"
    if place is None:
        return None
    is_met = 2 * place > 1 if kind == "ces" else 4 * place >= 3
    return "met" if is_met else "not met"


def thing(row: dict) -> tuple[str, str]:
    for name in ("contact_id", "ticket_id", "response_id"):
        if row[name] is not None:
            return name, row[name]
    raise ValueError("a survey has an id")


def last_of_each(rows: Iterable[dict], group: Callable[[dict], object]) -> list[dict]:
    last = {}
    for row in sorted(rows, key=lambda row: (row["responded_at"], row["response_id"])):
        last[group(row)] = row
    return list(last.values())


@dataclass
class Calendar:
    """The days that have a period."""

    first: date
    last: date

    @classmethod
    def of(cls, world: World) -> Calendar:
        zone = world.settings.business_zone
        counted = [contact for contact in world.contacts if not contact.is_after_horizon]
        days = [contact.date for contact in counted]
        days += [entry.date for contact in counted for entry in contact.entries]
        return cls(
            min([*days, world.first_delivered.astimezone(zone).date()]),
            max([*days, world.horizon.astimezone(zone).date()]),
        )

    def __contains__(self, day: date | None) -> bool:
        return day is not None and self.first <= day <= self.last


class Surveys:
    """Those of customers, as known at the horizon."""

    def __init__(self, world: World):
        self.world = world
        self.calendar = Calendar.of(world)
        self.queues = Validity(world.landed["queues"].rows, "queue")
        counted = [contact for contact in world.contacts if not contact.is_after_horizon]
        self.contacts = {contact.contact_id: contact for contact in counted if not contact.is_made}
        self.made = defaultdict(list)
        for contact in sorted(filter(lambda each: each.is_made, counted), key=lambda each: each.number):
            self.made[contact.ticket.ticket_id].append(contact)
        tickets = world.landed["tickets"].rows
        self.tickets = {row["ticket_id"]: row for row in tickets if row["created_at"] <= world.horizon}
        rows = [row for row in world.landed["survey_responses"].rows if row["survey_kind"] in CUSTOMERS]
        self.rows = [row if self.is_answered(row) else {**row, "responded_at": None} for row in rows]

    def is_answered(self, row: dict) -> bool:
        return row["responded_at"] is not None and row["responded_at"] <= self.world.horizon

    def about(self, row: dict) -> About:
        contact = self.contacts.get(row["contact_id"])
        asked = row["sent_at"] or row["responded_at"]
        if contact is None and asked is not None:
            begun = [each for each in self.made[row["ticket_id"]] if each.started_at <= asked]
            contact = begun[-1] if begun else None
        return About(contact, self.tickets.get(row["ticket_id"]))

    def scopes(self, row: dict) -> Scopes:
        about = self.about(row)
        moment = about.contact.started_at if about.contact else row["sent_at"] or row["responded_at"]
        agent = row["agent_id"] or about.last_agent
        # nobody knows where somebody belonged at no time
        return about.scopes + agent_scopes(agent, moment, self.world.agents if moment else Validity([], "agent_id"))

    def day(self, row: dict, moment: datetime | None) -> date | None:
        if moment is None:
            return None
        return local_date(moment, self.about(row).queue, self.queues, self.world.settings)

    def contact_day(self, row: dict) -> date | None:
        about = self.about(row)
        if about.contact is not None:
            return about.contact.date
        return self.day(row, about.ticket["created_at"]) if about.ticket else None

    @property
    def answers(self) -> list[dict]:
        return [row for row in self.rows if row["responded_at"] is not None]

    @property
    def scored(self) -> list[dict]:
        told = [row for row in self.answers if verdict(row) is not None]
        return last_of_each(told, lambda row: (row["survey_kind"], thing(row)))

    @property
    def resolutions(self) -> list[dict]:
        return last_of_each((row for row in self.answers if row["is_issue_resolved"] is not None), thing)


def score_amounts(row: dict) -> dict[str, float]:
    kind, found, place = row["survey_kind"], verdict(row), place_on_scale(row["survey_kind"], row)
    amounts = {f"{kind}_responses": 1, f"{kind}_met": found == "met"}
    if kind == "nps":
        amounts |= {"nps_promoters": found == "met", "nps_detractors": found == "detractor"}
    if kind == "csat":
        score = 1 + 4 * place
        amounts |= {"csat_index": float(place), "csat_index_squared": float(place * place)}
        amounts |= {"csat_score": float(score), "csat_score_squared": float(score * score)}
    return amounts


def add_surveys(sums: Sums, world: World) -> None:
    surveys = Surveys(world)

    def add(day: date | None, row: dict, **amounts: float) -> None:
        if day in surveys.calendar:
            sums.add(day, surveys.scopes(row), **amounts)

    for row in surveys.scored:
        amounts = score_amounts(row)
        add(surveys.day(row, row["responded_at"]), row, **amounts)
        add(surveys.contact_day(row), row, **{f"contact_{name}": amount for name, amount in amounts.items()})
    for row in surveys.resolutions:
        day = surveys.day(row, row["responded_at"])
        add(day, row, resolutions_told=1, resolutions=row["is_issue_resolved"])
    for row in surveys.rows:
        if row["sent_at"] is not None and row["sent_at"] <= world.horizon:
            is_answered = row["responded_at"] is not None
            add(surveys.day(row, row["sent_at"]), row, surveys_sent=1, surveys_answered=is_answered)


# ---------- fct_survey_responses


def survey_facts(world: World) -> dict[str, dict[str, object]]:
    """By response_id: which answers count, and which are contradicted by the one that does."""
    surveys = Surveys(world)
    counted = {(row["survey_kind"], thing(row)): row for row in surveys.scored}
    facts = {}
    for row in surveys.rows:
        found = verdict(row) if row["responded_at"] is not None else None
        last = counted.get((row["survey_kind"], thing(row)))
        facts[row["response_id"]] = {
            "is_counted": last is row,
            "is_contradicted": None if found is None else found != verdict(last),
        }
    return facts


def open_invitations(world: World) -> dict[date, int]:
    """By day of sending: those sent so recently that an answer may still come."""
    surveys, found = Surveys(world), defaultdict(int)
    limit = world.horizon - timedelta(hours=world.settings.survey_answer_hours)
    for row in surveys.rows:
        if row["responded_at"] is None and row["sent_at"] is not None and limit < row["sent_at"] <= world.horizon:
            found[surveys.day(row, row["sent_at"])] += 1
    return {day: number for day, number in found.items() if day in surveys.calendar}
