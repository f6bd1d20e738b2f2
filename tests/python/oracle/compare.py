"""What a build published against what the oracle computed, in both directions.

A count is compared exactly, a ratio to 1e-9, a percentile, which is read from a histogram, to 1 %. A row that is
missing on one side agrees with one on the other side that says nothing: a count of 0 or null, a ratio over nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from math import isclose
from pathlib import Path

from .answers import open_invitations, survey_facts
from .compare_fcr import fcr_disagreements
from .compare_steering import steering_disagreements
from .core import Contact
from .figures import NOTHING, Figure
from .kpis import COUNTS, Result, all_kpis
from .methods import verdicts
from .percentiles import KPIS as PERCENTILES
from .percentiles import histogram_disagreements, percentiles_agree
from .published import PLACE_COLUMNS, as_date, close, read, rows_by_key, sortable, table_disagreements
from .ticket_kpis import all_ticket_facts, settling_disagreements
from .volume import volume_disagreements

SHOWN = 20
# Thirds of seconds are added in millionths, so that the order of the rows does not matter: half of one each at most.
IN_MILLIONTHS = "average_concurrency_adjusted_handle_seconds"


# ---------- kpi_scorecard


def published_kpis(database: Path) -> dict:
    rows = read(
        database,
        f"select kpi, {PLACE_COLUMNS}, numerator, denominator, value, interval_low, interval_high"
        " from marts.kpi_scorecard",
    )
    return {(row[0], row[1], as_date(row[2]), row[3], row[4]): Figure(*row[5:]) for row in rows}


def says_nothing(figure: Figure) -> bool:
    return figure.value is None or (not figure.value and not figure.denominator)


def figures_agree(kpi: str, ours: Figure, theirs: Figure) -> bool:
    if kpi in PERCENTILES:
        return percentiles_agree(ours, theirs)
    if kpi == IN_MILLIONTHS and ours.value is not None and theirs.value is not None:
        return ours.denominator == theirs.denominator and isclose(ours.value, theirs.value, rel_tol=0, abs_tol=6e-7)
    if not close(ours.value, theirs.value):
        return False
    if kpi in COUNTS:
        return theirs.low is None and theirs.high is None and theirs.numerator in (None, ours.numerator)
    if ours.value is None:
        return ours is NOTHING or (ours.denominator or 0) == (theirs.denominator or 0)
    return (
        close(ours.numerator, theirs.numerator)
        and ours.denominator == theirs.denominator
        and intervals_agree(ours, theirs)
    )


def intervals_agree(ours: Figure, theirs: Figure) -> bool:
    return close(ours.low, theirs.low) and close(ours.high, theirs.high)


def scorecard_disagreements(result: Result, database: Path) -> Iterator[str]:
    published = published_kpis(database)
    known, shown = all_kpis(result.world.settings), {key[0] for key in published}
    yield from (f"kpi {kpi} is not published" for kpi in sorted(known - shown))
    yield from (f"kpi {kpi} is published but unknown to the oracle" for kpi in sorted(shown - known))
    for key in sorted(result.kpis.keys() | published.keys(), key=sortable):
        if None in key:
            yield f"a row of kpi_scorecard has no key: {key}"
        ours, theirs = result.kpis.get(key, NOTHING), published.get(key, NOTHING)
        if says_nothing(ours) and says_nothing(theirs) and NOTHING in (ours, theirs):
            continue
        if not figures_agree(key[0], ours, theirs):
            yield f"{' '.join(map(str, key))}: oracle {tuple(ours[:5])}, published {tuple(theirs[:5])}"


# ---------- fcr_by_window

WINDOW_COLUMNS = (
    "fcr_rate",
    "fcr_contacts_settled",
    "fcr_contacts_pending",
    "interval_low",
    "interval_high",
    "fcr_estimated_rate",
    "is_estimate_borrowed",
    "estimated_interval_low",
    "estimated_interval_high",
)


def window_disagreements(result: Result, database: Path) -> Iterator[str]:
    keys = (*PLACE_COLUMNS.split(", "), "window_hours")
    published = rows_by_key(database, "marts.fcr_by_window", keys, WINDOW_COLUMNS)
    yield from table_disagreements("fcr_by_window", result.by_window, published)


# ---------- fct_contacts

COUNTED = ("is_offered", "is_handled", "is_abandoned", "is_self_served", "is_abandoned_in_ivr")


def naive(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(tzinfo=None)


def contact_facts(contact: Contact, result: Result) -> dict[str, object]:
    """A contact's columns of fct_contacts that do not depend on how a key is made."""
    episode = contact.episode
    settings, horizon = result.world.settings, result.world.horizon
    following = None if episode is None or episode.next is None else episode.next.contacts[0].contact_id
    return {
        "customer_key": contact.customer,
        "channel": contact.channel,
        "direction": contact.direction,
        "first_queue": contact.first_queue,
        "topic": contact.topic,
        "first_agent_id": contact.agents[0] if contact.agents else None,
        "last_agent_id": contact.agents[-1] if contact.agents else None,
        "started_at": naive(contact.started_at),
        "ended_at": naive(contact.ended_at),
        "started_date": contact.date,
        "outcome": contact.outcome,
        "segments": len(contact.segments),
        "transfers": contact.transfers,
        **contact.parts,
        "handle_seconds": contact.handle_seconds,
        "is_transferred": contact.is_transferred,
        "is_escalated": contact.is_escalated,
        "needs_follow_up": contact.needs_follow_up,
        "is_resolved_by_agent": contact.is_resolved,
        "is_live": contact.is_live,
        "is_after_horizon": contact.is_after_horizon,
        **contact_counts(contact),
        "is_fcr_eligible": contact.is_fcr_eligible,
        "fcr_status": contact.fcr_status,
        "hours_to_next_episode": None if episode is None else episode.hours_to_next,
        "hours_to_next_episode_same_topic": None if episode is None else episode.hours_to_next_same_topic,
        "next_contact": following,
        **{f"is_fcr_{method}": met for method, met in verdicts(contact, horizon, settings).items()},
        "episode": None if episode is None else episode.contacts[0].contact_id,
        "issue": None if episode is None else episode.issue.episodes[0].contacts[0].contact_id,
    }


def contact_counts(contact: Contact) -> dict[str, bool]:
    return {
        "is_offered": contact.is_offered,
        "is_handled": contact.is_handled,
        "is_abandoned": contact.is_abandoned,
        "is_self_served": contact.is_self_served,
        "is_abandoned_in_ivr": contact.is_abandoned_in_ivr,
    }


def published_contacts(database: Path, columns: Iterable[str]) -> dict[tuple[str, str], dict]:
    """Rows of fct_contacts by source and contact_id; a key of a group is replaced by the group's first contact."""
    derived = {"customer_key", "next_contact", "episode", "issue"}
    plain = [column for column in columns if column not in derived]
    keys = ("contact_key", "customer_key", "next_contact_key", "episode_key", "issue_key")
    rows = read(database, f"select source, contact_id, {', '.join((*keys, *plain))} from marts.fct_contacts")
    names = ("source", "contact_id", *keys, *plain)
    contacts = [dict(zip(names, row, strict=True)) for row in rows]
    ids = {row["contact_key"]: row["contact_id"] for row in contacts}
    firsts = {column: first_members(contacts, column) for column in ("episode_key", "issue_key")}
    for row in contacts:
        row["next_contact"] = ids.get(row["next_contact_key"])
        row["episode"] = firsts["episode_key"].get(row["episode_key"])
        row["issue"] = firsts["issue_key"].get(row["issue_key"])
    return {(row["source"], row["contact_id"]): row for row in contacts}


def first_members(contacts: list[dict], column: str) -> dict:
    groups = defaultdict(list)
    for row in contacts:
        if row[column] is not None:
            groups[row[column]].append((row["started_at"], row["source"], row["contact_id"]))
    return {key: min(members)[2] for key, members in groups.items()}


def fact_agrees(column: str, ours: object, theirs: object, counts: bool) -> bool:
    """What an outbound, internal or late contact says of its outcome is in no count."""
    return close(ours, theirs) or (not counts and column in COUNTED)


def contact_disagreements(result: Result, database: Path) -> Iterator[str]:
    facts = {key: contact_facts(contact, result) for key, contact in result.contacts.items()}
    columns = next(iter(facts.values())).keys()
    published = published_contacts(database, columns)
    for key in sorted(facts.keys() | published.keys()):
        if key not in facts or key not in published:
            yield f"contact {key}: {'published only' if key in published else 'not published'}"
            continue
        contact = result.contacts[key]
        counts = contact.is_inbound and not contact.is_after_horizon
        for column in columns:
            ours, theirs = facts[key][column], published[key][column]
            if not fact_agrees(column, ours, theirs, counts):
                yield f"contact {key[1]} {column}: oracle {ours!r}, published {theirs!r}"


# ---------- fct_contact_segments and fct_issues


def entry_facts(contact: Contact) -> dict[tuple[str, int], dict[str, object]]:
    return {
        (contact.contact_id, entry.segment_number): {
            "queue": entry.queue,
            "started_date": entry.date,
            "service_level_seconds": entry.threshold,
            "short_abandon_seconds": entry.short_limit,
            "is_answered": entry.outcome == "handled",
            "is_abandoned": entry.outcome == "abandoned",
            "is_short_abandoned": bool(entry.is_short),
            "is_answered_in_threshold": bool(entry.is_within) and entry.outcome == "handled",
            "is_abandoned_in_threshold": bool(entry.is_within) and entry.outcome == "abandoned",
        }
        for entry in contact.entries
    }


def entry_disagreements(result: Result, database: Path) -> Iterator[str]:
    ours = {key: facts for contact in result.contacts.values() for key, facts in entry_facts(contact).items()}
    columns = list(next(iter(ours.values())))
    rows = read(
        database,
        f"select contact_id, segment_number, {', '.join(columns)} from marts.fct_contact_segments where is_queue_entry",
    )
    flag_or_value = {True: True, False: False, None: False}
    published = {
        row[:2]: {
            column: flag_or_value[value] if column.startswith("is_") else value
            for column, value in zip(columns, row[2:], strict=True)
        }
        for row in rows
    }
    for key in sorted(ours.keys() | published.keys()):
        if ours.get(key) != published.get(key):
            yield f"entry {key}: oracle {ours.get(key)}, published {published.get(key)}"


def issue_disagreements(result: Result, database: Path) -> Iterator[str]:
    ours = {
        issue.episodes[0].contacts[0].contact_id: (
            len(issue.episodes),
            sum(len(episode.contacts) for episode in issue.episodes),
            naive(issue.episodes[0].started_at),
            naive(max(episode.ended_at for episode in issue.episodes)),
            issue.self_service_attempts,
        )
        for issue in result.world.issues
    }
    rows = read(
        database,
        "select contact_id, episodes, contacts, i.started_at, i.ended_at, self_service_attempts"
        " from marts.fct_issues as i inner join marts.fct_contacts as c on i.first_contact_key = c.contact_key",
    )
    published = {row[0]: row[1:] for row in rows}
    for key in sorted(ours.keys() | published.keys()):
        if ours.get(key) != published.get(key):
            yield f"issue of {key}: oracle {ours.get(key)}, published {published.get(key)}"


# ---------- fct_tickets


def ticket_disagreements(result: Result, database: Path) -> Iterator[str]:
    ours = all_ticket_facts(result.world)
    if not ours:
        return
    columns = list(next(iter(ours.values())))
    rows = read(database, f"select ticket_id, {', '.join(columns)} from marts.fct_tickets where not is_after_horizon")
    published = {row[0]: dict(zip(columns, row[1:], strict=True)) for row in rows}
    for key in sorted(ours.keys() | published.keys()):
        if ours.get(key) != published.get(key):
            yield f"ticket {key}: oracle {ours.get(key)}, published {published.get(key)}"


# ---------- fct_survey_responses


def survey_disagreements(result: Result, database: Path) -> Iterator[str]:
    flags = ("is_counted", "is_contradicted")
    facts = {(response_id,): row for response_id, row in survey_facts(result.world).items()}
    published = rows_by_key(database, "marts.fct_survey_responses", ("response_id",), flags)
    yield from (f"survey {key[0]} is not published" for key in sorted(facts.keys() - published.keys()))
    yield from table_disagreements("fct_survey_responses", facts, published)
    waiting = {(day,): {"surveys_open": number} for day, number in open_invitations(result.world).items()}
    days = "marts.fct_center_kpis where period_grain = 'day'"
    shown = rows_by_key(database, days, ("period_start_date",), ("surveys_open",))
    yield from table_disagreements("surveys open", waiting, shown)


# ---------- quality.landing_reconciliation


def reconciliation_disagreements(result: Result, database: Path) -> Iterator[str]:
    rows = read(
        database,
        "select entity, file, rows_accepted, rows_superseded, rows_rejected, exact_duplicates"
        " from quality.landing_reconciliation",
    )
    published = {row[:2]: row[2:] for row in rows if row[0] in result.world.landed}
    ours = {
        (entity, file): tuple(statuses[status] for status in ("accepted", "superseded", "rejected", "exact_duplicate"))
        for entity, landed in result.world.landed.items()
        for file, statuses in landed.statuses.items()
    }
    for key in sorted(ours.keys() | published.keys()):
        if ours.get(key) != published.get(key):
            yield f"rows of {key[1]}: oracle {ours.get(key)}, published {published.get(key)}"


def disagreements(result: Result, database: Path) -> list[str]:
    return [
        *reconciliation_disagreements(result, database),
        *contact_disagreements(result, database),
        *entry_disagreements(result, database),
        *issue_disagreements(result, database),
        *survey_disagreements(result, database),
        *ticket_disagreements(result, database),
        *settling_disagreements(result.world, database),
        *scorecard_disagreements(result, database),
        *window_disagreements(result, database),
        *fcr_disagreements(result, database),
        *histogram_disagreements(result.world, database.with_suffix(".work.duckdb")),
        *steering_disagreements(result, database),
        *volume_disagreements(result.world, database),
    ]


def report(found: list[str]) -> str:
    """The first disagreements, for a reader."""
    return "\n".join([f"{len(found)} disagreements with the oracle, the first {SHOWN} being", *found[:SHOWN]])
