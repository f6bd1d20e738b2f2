"""A small landing of people who are hard to tell apart, with tickets and surveys: every edge of identity on purpose.

Households, a switchboard, an address of a shop, customer ids that share an address, chains through phones with a name
at none, one or both ends, changed numbers, numbers in many spellings; tickets nobody called about, reopened ones, some
whose changes of status lie in an archive,
events at the same instant, answers that come late, twice, for the ticket or for nothing.
"""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from pathlib import Path

from . import worlds
from .books import DOLLARS, write_books
from .entities import REQUIRED
from .landing_folder import write_file
from .shifts import write_shifts

BEGIN, END, STRAY = worlds.BEGIN, worlds.END, worlds.STRAY
# At most this many identifiers of a kind are seen with one, or it is shared; the worlds hit it exactly and by one more.
LIMIT = 10
NOBODY = {"customer_id": None, "customer_phone": None, "customer_email": None}
DISPOSITIONS = (None, None, "solved", "engineer_visit_booked", "Engineer visit-booked", "message_left")
TOPICS = ("billing", "delivery", "outage", None, None)
EVENT_KINDS = ("agent_reply",) * 5 + ("customer_reply",) * 4 + ("internal_note", "assigned", "escalated")
STATUSES = ("solved",) * 5 + ("open", "pending", "hold", "Resolved", "closed", "new")
ACTORS = (None, "agent", "agent", "agent", "bot", "customer")
STEPS = (0, 0, 1, 60.6, 900.4, 5 * 3600, 24 * 3600, 60 * 3600, 168 * 3600)
# The calendar of each row of worlds.QUEUES: a queue changes its own, one has none for a while, one names one unknown.
CALENDARS = ("weekdays", "shifts", "night", "weekdays", None, "unlisted", "shifts", "night")
SHIFTS = (("06:00", "10:30"), ("10:00", "14:00"), ("22:00", "04:00"))
HOLIDAYS = (("weekdays", "2025-03-03"), ("shifts", "2025-03-29"), ("night", "2025-02-17"), ("other", "2025-01-20"))
Card = dict[str, str | None]


def card(who: str | None = None, phone: str | None = None, email: str | None = None) -> Card:
    return {"customer_id": who, "customer_phone": phone, "customer_email": email}


def number(place: int) -> str:
    """A Bulgarian mobile number, as it is written at home without the trunk prefix."""
    return f"88{place:07}"


def household() -> list[list[Card]]:
    """Two customers by id behind one phone, one of whom is named by way of an address only; and a child without."""
    home = number(1)
    return [
        [card("H1", home), card("H1"), card(None, home)],
        [card("H2", None, "h2@example.com"), card(None, home, "h2@example.com"), card(None, None, "h2@example.com")],
        [card(None, home, "child@example.com"), card(None, None, "child@example.com"), card(None, home)],
    ]


def chains() -> list[list[Card]]:
    """Address, phone, address, phone, ...: with no name, with one, and with a name at each end."""
    people = []
    for chain, ends in enumerate(((None, None), ("C1", None), ("C2", "C3"), ("C4", "C5"), ("C6", "C6"))):
        addresses = [f"chain{chain}.{link}@example.com" for link in range(2 + chain % 3)]
        phones = [number(100 + 10 * chain + link) for link in range(len(addresses) + 1)]
        cards = [card(None, phones[link], email) for link, email in enumerate(addresses)]
        cards += [card(None, phones[link + 1], email) for link, email in enumerate(addresses)]
        cards += [card(ends[0], phones[0]), card(ends[1], phones[-1])]
        people += [cards, [card(None, phone) for phone in phones], [card(None, None, email) for email in addresses]]
    return people


def crowds() -> list[list[Card]]:
    """Phones and addresses with exactly as many customers as one may have, and with one more; and a restless one."""
    people = []
    for name, size in (("few", LIMIT), ("many", LIMIT + 1)):
        phone, email = number(200 + size), f"{name}@example.com"
        for member in range(size):
            people.append([card(f"{name}-p{member}", phone), card(f"{name}-p{member}"), card(None, phone)])
            people.append([card(f"{name}-e{member}", None, email), card(f"{name}-e{member}"), card(None, None, email)])
        people.append([card(f"{name}-numbers", number(1000 + size * 20 + line)) for line in range(size)])
    return people


def families() -> list[list[Card]]:
    """Two ids that share an address, and ids, addresses and phones that are seen together, alone or hardly ever."""
    people = [
        [card("T1", None, "twin@example.com"), card("T1", number(400)), card("T1")],
        [card("T2", None, " Twin@Example.com"), card("T2", number(401)), card(None, number(401))],
        [card("T1", number(402)), card("T2", number(402)), card(None, number(402))],
    ]
    for person in range(12):
        who, phone, email = f"P{person}", number(500 + person), f"person.{person}@example.com"
        people.append([card(who, phone), card(who, None, email), card(None, phone), card(None, None, email)])
    return people


def mailboxes() -> list[list[Card]]:
    """Addresses that are one mailbox by the rules of a provider, and the same differences where there are no rules."""
    return [
        [card("M1", None, "mary.may+shop@gmail.com"), card("M1"), card(None, None, "mary.may+shop@gmail.com")],
        [card("M2", None, "marymay@googlemail.com"), card("M2"), card(None, number(800), "mary.may@gmail.com")],
        [
            card("M3", None, "m.may+shop@outlook.com"),
            card(None, None, "m.may@outlook.com"),
            card(None, None, "mmay@outlook.com"),
        ],
        [card("M4", None, "m.may+shop@example.com"), card(None, None, "m.may@example.com"), card(None, number(801))],
    ]


def all_people() -> list[list[Card]]:
    return household() + chains() + crowds() + families() + mailboxes()


def spell(text: str | None, chance: random.Random) -> str | None:
    """A number as people and systems write it."""
    if text is None:
        return None
    pairs = " ".join((text[:2], text[2:5], text[5:]))
    spellings = (
        f"+359{text}",
        f"00359{text}",
        f"0{text}",
        f"+359 {pairs}",
        f"(0{text[:2]}) {text[2:5]}-{text[5:]}",
        f"011 359 {pairs}",
        f"359{text}",
        f"tel. 0{pairs} ext. 12",
        f"\uff0b359\u00a0{pairs}",
        f"0{pairs}; 0{pairs}",
    )
    return chance.choice(spellings)


def shown(held: Card, chance: random.Random) -> Card:
    """What a record shows of who it is."""
    if chance.random() < 0.05:
        return NOBODY | chance.choice(worlds.NOBODY)
    email = held["customer_email"]
    if email is not None and chance.random() < 0.3:
        email = chance.choice(
            (email.upper(), f"\u00a0{email} ", f"Some One <{email}>", f"<mailto:{email}>", f"{email},{email}")
        )
    return held | {"customer_phone": spell(held["customer_phone"], chance), "customer_email": email}


# ---------- contacts


def contact_rows(person: int, cards: list[Card], chance: random.Random) -> list[dict]:
    start = BEGIN + timedelta(minutes=10 * chance.randrange(6 * 24 * 100))
    rows: list[dict] = []
    for place in range(chance.randrange(2, 8)):
        if start > END:
            break
        made, end = worlds.contact(f"{person:03}-{place}", 0, start, chance)
        held, other = chance.choice(cards), chance.choice(cards)
        ticket = chance.choice((None, None, f"T{person:03}-{chance.randrange(3)}"))
        for number, row in enumerate(made):
            row |= shown(held if number == 0 or chance.random() < 0.9 else other, chance)
            row |= {"topic": chance.choice(TOPICS), "disposition": chance.choice(DISPOSITIONS)}
            row |= {"complexity": chance.choice((None, "simple", "hard")), "ticket_id": ticket}
        rows += made
        start = end + worlds.pause(chance)
    return rows


def odd_contacts() -> list[dict]:
    """Two first sights at one instant, and a contact behind the horizon that would tie two customers."""
    row = {"channel": "voice", "outcome": "handled", "queue": "support", "agent_id": "a1"}
    return [
        {**row, "contact_id": "tie-1", "started_at": BEGIN, **card(None, None, "b.tie@example.com")},
        {**row, "contact_id": "tie-2", "started_at": BEGIN, **card(None, None, "a.tie@example.com")},
        {**row, "contact_id": "tie-3", "started_at": BEGIN, **card(None, f"0{number(600)}")},
        {**row, "contact_id": "tie-4", "started_at": END, **card(None, f"0{number(600)}", "a.tie@example.com")},
        {**row, "contact_id": "tie-5", "started_at": END, **card(None, f"0{number(600)}", "b.tie@example.com")},
        {**row, "contact_id": "late-1", "started_at": STRAY, **card("P1", f"0{number(501)}", "person.2@example.com")},
        {**row, "contact_id": "late-2", "started_at": STRAY, **card("never seen before")},
    ]


# ---------- customers


def customer_rows(chance: random.Random) -> list[dict]:
    rows = [card(f"P{person}", spell(number(500 + person), chance)) for person in range(0, 12, 2)]
    rows += [card("P3", None, "Person.3@example.com"), card("P3", None, "second.3@example.com"), card("P4")]
    rows += [held for cards in crowds() for held in cards if held["customer_id"] is not None]
    rows += [card("P5", f"0{number(507)}"), card("quiet", f"0{number(700)}", "quiet@example.com")]
    return [{**row, "segment": "consumer", "joined_on": "2024-01-01"} for row in rows]


# ---------- tickets


def ticket(ticket_id: str, held: Card, chance: random.Random) -> tuple[dict, list[dict]]:
    created = BEGIN + timedelta(minutes=10 * chance.randrange(6 * 24 * 114))
    events, solved = [], None
    moment = created
    for place in range(chance.choice((0, 1, 2, 3, 5, 8, 12))):
        moment += timedelta(seconds=chance.choice(STEPS))
        is_status = chance.random() < 0.35
        status = chance.choice(STATUSES) if is_status else None
        solved = solved or (moment if status in ("solved", "Resolved") else None)
        kind = "status_changed" if is_status else chance.choice(EVENT_KINDS)
        actor = chance.choice(ACTORS) if kind == "agent_reply" else None
        events.append(
            {
                "ticket_id": ticket_id,
                "event_id": f"e{chance.randrange(1000):03}-{place}",
                "occurred_at": moment,
                "event_kind": kind,
                "actor_kind": actor,
                "actor_id": chance.choice((None, "a1", "a2", "a4")) if actor == "agent" else None,
                "status": status,
            }
        )
    row = {
        "ticket_id": ticket_id,
        "created_at": created,
        "opened_by": chance.choice((None, "customer", "customer", "agent", "bot")),
        "channel": chance.choice(("email", "email", "E-mail", "web", "chat", None)),
        "queue": chance.choice(("support", "billing", None)),
        "agent_id": chance.choice((None, "a3", "a5")),
        "topic": chance.choice(TOPICS),
        "complexity": chance.choice((None, "simple")),
        "status": chance.choice((None, "open", "solved")),
        "solved_at": solved,
    }
    return row | shown(held, chance), events


def all_tickets(people: list[list[Card]], chance: random.Random) -> tuple[list[dict], list[dict]]:
    """Those that contacts may name, some of them never delivered, and two of everybody's that nobody called about.

    Of every third one the changes of status lie in an archive.
    """
    tickets, events = [], []
    for person, cards in enumerate(people):
        named = [f"T{person:03}-{place}" for place in range(3) if chance.random() < 0.7]
        for ticket_id in [*named, *(f"desk-{person:03}-{place}" for place in range(2))]:
            row, happened = ticket(ticket_id, chance.choice(cards), chance)
            tickets.append(row)
            is_archived = len(tickets) % 3 == 0
            events += [event for event in happened if not is_archived or event["event_kind"] != "status_changed"]
    return tickets, events


# ---------- opening hours


def calendar_rows() -> list[dict]:
    """Split, overlapping and overnight shifts; hours of Sofia and New York that their changes of clocks skip."""
    hours = [("weekdays", day, "09:00", "18:00", "Europe/Sofia") for day in range(1, 6)]
    hours += [("shifts", day, opens, closes, "Europe/Sofia") for day in range(1, 8) for opens, closes in SHIFTS]
    hours += [("shifts", 7, "03:15", "03:45", "Europe/Sofia")]
    hours += [("night", day, "20:00", "02:30", "America/New_York") for day in range(1, 8)]
    columns = ("business_calendar", "weekday", "opens_at", "closes_at", "time_zone")
    return [dict(zip(columns, row, strict=True)) for row in hours]


def queue_rows() -> list[dict]:
    return [{**row, "business_calendar": calendar} for row, calendar in zip(worlds.QUEUES, CALENDARS, strict=True)]


def holiday_rows() -> list[dict]:
    return [{"business_calendar": calendar, "holiday_date": day} for calendar, day in HOLIDAYS]


# ---------- surveys


def answers(rows: list[dict], tickets: list[dict], chance: random.Random) -> list[dict]:
    """Invitations about contacts and about tickets; a contact's end is not known here, so its start stands in."""
    asked = [(row["contact_id"], row["ticket_id"], row["started_at"]) for row in rows if chance.random() < 0.5]
    asked += [(None, row["ticket_id"], row["created_at"]) for row in tickets if chance.random() < 0.7]
    both = zip(rows, tickets, strict=False)
    asked += [(row["contact_id"], ticket["ticket_id"], row["started_at"]) for row, ticket in both]
    asked += [("nobody's", row["ticket_id"], row["created_at"]) for row in tickets if chance.random() < 0.1]
    return [invitation(place, *about, chance) for place, about in enumerate(asked)]


def invitation(
    place: int, contact_id: str | None, ticket_id: str | None, begun: datetime, chance: random.Random
) -> dict:
    sent = chance.choice((None, begun, begun + timedelta(hours=chance.randrange(200))))
    delay = timedelta(hours=chance.choice((-1, 0, 1, 20, 24, 300, 336, 340)), seconds=chance.choice((0, 0, 1)))
    return {
        "response_id": f"r{chance.randrange(10**6):06}-{place}",
        "survey_kind": chance.choice(("csat", "csat", "resolution", "ces", "nps", "esat")),
        "contact_id": contact_id,
        "ticket_id": ticket_id,
        "sent_at": sent,
        "responded_at": chance.choice((None, begun + delay, begun + delay, begun + delay)),
        "score": chance.choice((None, 1, 4, 5)),
        "is_issue_resolved": chance.choice((None, True, True, False)),
        "contacts_needed": chance.choice((None, None, 0, 1, 1, 2, 7)),
    }


SCALES = ((None, None), (None, None), (1, 5), (0, 10), (1, 7), (0, 100), (None, 10), (3, 3))
SCORES = (None, 0, 1, 2, 3, 4, 4.5, 5, 6, 7, 8, 9, 10, 11, 25, 75, 90)


def say_more(surveys: list[dict], chance: random.Random) -> list[dict]:
    """Scores on many scales and off them, two answers at one instant, agents named or not."""
    told = []
    for row in surveys:
        low, high = chance.choice(SCALES)
        told.append(
            row
            | {"agent_id": chance.choice((None, None, *worlds.AGENT_IDS)), "scale_min": low, "scale_max": high}
            | {"score": chance.choice((row["score"], *SCORES))}
        )
        if chance.random() < 0.15:
            told.append(told[-1] | {"response_id": f"{row['response_id']}-again", "score": chance.choice(SCORES)})
    return told


# ---------- employees

# Who works where: teams that are a site, parts of one, spread over several; large, just large enough, small, and alone.
TEAMS = (
    ("alpha", 12, ("Plovdiv",), "Nord"),
    ("beta", 7, ("Pleven",), None),
    ("gamma", 5, ("Pleven",), None),
    ("delta", 3, ("Vidin", "Shumen"), None),
    ("epsilon", 1, ("Vidin",), "Solo"),
    ("zeta", 6, ("Shumen",), "Duo"),
)
DAYS_OF_ANSWERS = (
    datetime(2024, 12, 27, tzinfo=BEGIN.tzinfo),
    *(datetime(2025, m, 14, tzinfo=BEGIN.tzinfo) for m in (1, 2, 3, 4)),
)


def staff() -> list[dict]:
    return [
        {"agent_id": f"{team}-{member}", "team": team, "site": sites[member % len(sites)], "outsourcer": outsourcer}
        for team, size, sites, outsourcer in TEAMS
        for member in range(size)
    ]


def employee_answers(chance: random.Random) -> list[dict]:
    """Each kind by itself: most answer every month, some teams hardly ever, some people twice or for another team."""
    rows = []
    for kind, greatest in (("esat", 5), ("enps", 10)):
        for day in DAYS_OF_ANSWERS:
            willing = {team: chance.choice((0.05, 0.5, 0.95, 0.95, 1)) for team, *_ in TEAMS}
            for person in staff():
                for _ in range(chance.choice((1, 1, 1, 2))):
                    if chance.random() < willing[person["team"]]:
                        rows.append(employee_answer(kind, greatest, day, person, len(rows), chance))
    return rows


def employee_answer(kind: str, greatest: int, day: datetime, person: dict, place: int, chance: random.Random) -> dict:
    """At the edges of the month, too, which lie elsewhere in another time zone."""
    moment = chance.choice((day, day, day + timedelta(days=3), day.replace(day=1), day.replace(day=1, hour=4)))
    return {
        "response_id": f"e{place:04}",
        "survey_kind": kind,
        "agent_id": chance.choice((person["agent_id"],) * 9 + (None,)),
        "team": chance.choice((None,) * 8 + (person["team"], "gamma")),
        "sent_at": day.replace(day=1),
        "responded_at": chance.choice((moment,) * 12 + (None,)),
        "score": chance.choice((*range(greatest + 2), *range(greatest + 1))),
    }


# ---------- landings


def write_people(root: Path, seed: int) -> None:
    chance = random.Random(seed)
    people = all_people()
    rows = [row for person, cards in enumerate(people) for row in contact_rows(person, cards, chance)]
    rows += [{"disposition": None, "ticket_id": None, **row} for row in odd_contacts()]
    tickets, events = all_tickets(people, chance)
    surveys = say_more(answers(rows, tickets, chance), random.Random(seed)) + employee_answers(random.Random(seed))
    chance.shuffle(rows)
    for entity, written in {
        "contacts": rows,
        "tickets": tickets,
        "ticket_events": events,
        "survey_responses": surveys,
        "customers": customer_rows(chance),
        "queues": queue_rows(),
        "business_calendars": calendar_rows(),
        "holidays": holiday_rows(),
        "agents": [*worlds.AGENTS, *staff()],
    }.items():
        write_file(root, entity, [worlds.spelled(row, chance) for row in written])
    write_shifts(root, seed)
    write_books(root)


def write_desk(root: Path, seed: int, kinds: set[str]) -> None:
    """Tickets alone, with events of these kinds only: a file of contacts that has a header and nothing else."""
    chance = random.Random(seed)
    tickets, events = all_tickets(families(), chance)
    write_file(root, "contacts", [], columns=REQUIRED["contacts"])
    write_file(root, "tickets", [worlds.spelled(row, chance) for row in tickets])
    write_file(root, "ticket_events", [worlds.spelled(row, chance) for row in events if row["event_kind"] in kinds])


def write_talking_desk(root: Path, seed: int) -> None:
    write_desk(root, seed, {*EVENT_KINDS, "status_changed"})
    write_books(root)


def write_mute_desk(root: Path, seed: int) -> None:
    """Nothing of replies by persons, of status and of escalations."""
    write_desk(root, seed, {"customer_reply"})
    write_books(root, DOLLARS)
