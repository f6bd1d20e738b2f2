"""Every KPI, for every period and scope, from contacts, entries, episodes and issues.

Readings taken where the definitions leave a choice:
- At agent, team, site and outsourcer scope every rate counts the contacts that scope handled (a segment of its own has
  outcome handled); the handle seconds are those of all its segments of inbound handled contacts, so that they add up
  to the center's, over the contacts it handled. Own segments without any known part are left out of its averages.
- fcr_pending_share tells how old a period is and samples nothing: it has no interval.
- average_concurrency_adjusted_handle_seconds, a second column of the other, has no interval and no agent scopes.
- fcr_identified_share is taken over contacts_handled of the same scope, dated by the contact.
- fcr_by_agent_rate counts every standing contact with a recorded resolution, whatever the state of its window.
- queue_entries_* count entries of all channels; the rates made of them count live channels.
- repeat_contact_rate compares the first instant of the period (midnight in the business time zone) with the first
  delivered instant plus the window, the latter being the least start of an accepted contact.
- fcr_net_rate and fcr_neutral_rate leave contacts out of fcr_by_repeat_rate. Credit is given at agent, team, site and
  outsourcer scope: fcr_first_agent_rate and fcr_neutral_rate are at no other.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from . import answers, employees, ticket_kpis, volume
from .core import PARTS, Contact, add_parts, any_of, count_transfers, has_known_part, last_recorded, part_sums
from .costs import COSTS, make_costs
from .credit import is_neutral
from .episodes import Episode, Issue
from .figures import NOTHING, Figure, Rate, Scopes, Sums, figure, has_meaning
from .methods import METHODS, is_resolvable, verdicts
from .percentiles import KPIS as PERCENTILES
from .percentiles import make_percentiles
from .scopes import contact_scopes, first_agent_scopes, last_agent_scopes, own_segments, standing_scopes
from .settings import Settings
from .windows import make_by_window, make_estimates
from .workforce import RATES as WORKFORCE_RATES
from .workforce import SECONDS, add_workforce
from .world import World, make_world

COUNTS = (
    "contacts_offered",
    "contacts_handled",
    "contacts_abandoned",
    "contacts_abandoned_in_ivr",
    "contacts_self_served",
    "contacts_transferred",
    "contacts_escalated",
    "contacts_outbound",
    "queue_entries_offered",
    "queue_entries_answered",
    "queue_entries_abandoned",
    "queue_entries_short_abandoned",
    "queue_entries_overflowed",
    "queue_entries_callback_requested",
    "queue_entries_voicemail",
    "fcr_contacts_settled",
    "fcr_contacts_pending",
    *SECONDS,
    *ticket_kpis.COUNTS,
    *answers.COUNTS,
    *employees.COUNTS,
)

SERVICE_LEVELS = {
    "answered_of_offered_less_short": Rate("sl_answered_in", "sl_answered + sl_abandoned - sl_short"),
    "answered_of_offered": Rate("sl_answered_in", "sl_answered + sl_abandoned"),
    "answered_of_answered": Rate("sl_answered_in", "sl_answered"),
    "abandons_in_threshold_met": Rate("sl_answered_in + sl_abandoned_in", "sl_answered + sl_abandoned"),
    "abandons_in_threshold_left_out": Rate("sl_answered_in", "sl_answered + sl_abandoned - sl_abandoned_in"),
    "short_abandons_met": Rate("sl_answered_in + sl_short", "sl_answered + sl_abandoned"),
}
RATES = {
    **{f"service_level_{name}": rate for name, rate in SERVICE_LEVELS.items()},
    "abandonment_rate": Rate("live_abandoned - live_short", "live_offered - live_short"),
    "short_abandonment_rate": Rate("queue_entries_short_abandoned", "queue_entries_offered"),
    "average_speed_of_answer_seconds": Rate("wait_seconds", "waits", "wait_seconds_squared"),
    "average_handle_seconds": Rate("handle_seconds", "handles", "handle_seconds_squared"),
    "average_concurrency_adjusted_handle_seconds": Rate("adjusted_handle_seconds", "handles", interval=None),
    "average_talk_seconds": Rate("talk_seconds", "talks", "talk_seconds_squared"),
    "average_hold_seconds": Rate("hold_seconds", "holds", "hold_seconds_squared"),
    "average_wrap_up_seconds": Rate("wrap_up_seconds", "wrap_ups", "wrap_up_seconds_squared"),
    "transfer_rate": Rate("contacts_transferred", "transfers_known"),
    "escalation_rate": Rate("contacts_escalated", "escalations_known"),
    "containment_rate": Rate("contacts_self_served", "contacts_self_served + contacts_offered"),
    "call_resolution_rate": Rate("resolved", "resolutions_recorded"),
    "fcr_by_repeat_rate": Rate("by_repeat_met", "fcr_contacts_settled"),
    "fcr_by_agent_rate": Rate("by_agent_met", "by_agent_known"),
    "fcr_by_survey_rate": Rate("by_survey_met", "by_survey_known"),
    "fcr_by_one_touch_rate": Rate("by_one_touch_met", "by_one_touch_known"),
    "fcr_verified_rate": Rate("verified_met", "verified_known"),
    "fcr_net_rate": Rate("net_met", "net_settled"),
    "fcr_first_agent_rate": Rate("first_agent_met", "first_agent_settled"),
    "fcr_neutral_rate": Rate("neutral_met", "neutral_settled"),
    "fcr_pending_share": Rate("fcr_contacts_pending", "fcr_contacts_settled + fcr_contacts_pending", interval=None),
    "fcr_identified_share": Rate("contacts_identified", "contacts_handled"),
    "one_and_done_rate": Rate("issues_of_one", "issues_settled"),
    "repeat_contact_rate": Rate("episodes_repeat", "episodes"),
    "script_completion_rate": Rate("scripts_completed", "scripts"),
    "knowledge_use_rate": Rate("knowledge_used", "knowledge_known"),
    **WORKFORCE_RATES,
    **ticket_kpis.RATES,
    **answers.RATES,
    **volume.RATES,
}


@dataclass
class Result:
    """kpis: (kpi, grain, start, scope kind, scope value) to a Figure; by_window: the same without kpi, with hours."""

    kpis: dict[tuple[str, str, date, str, str], Figure]
    by_window: dict[tuple[str, date, str, str, int], dict[str, float | None]]
    contacts: dict[tuple[str, str], Contact]
    world: World


# ---------- what is added up


def add_contact_counts(sums: Sums, contact: Contact) -> None:
    scopes = contact_scopes(contact)
    if contact.direction == "outbound":
        sums.add(contact.date, scopes, contacts_outbound=1)
    if not contact.is_inbound:
        return
    sums.add(
        contact.date,
        scopes,
        contacts_offered=contact.is_offered,
        contacts_handled=contact.is_handled,
        contacts_abandoned=contact.is_abandoned,
        contacts_abandoned_in_ivr=contact.is_abandoned_in_ivr,
        contacts_self_served=contact.is_self_served,
        contacts_outbound=0,
    )


def add_handled(sums: Sums, day: date, scopes: Scopes, flags: dict[str, bool | None], is_identified: bool) -> None:
    """A handled contact's flags: transferred, escalated and resolved are None where unknown."""
    sums.add(
        day,
        scopes,
        contacts_identified=is_identified,
        contacts_transferred=flags["transferred"],
        transfers_known=None if flags["transferred"] is None else 1,
        contacts_escalated=flags["escalated"],
        escalations_known=None if flags["escalated"] is None else 1,
        resolved=flags["resolved"] or False,
        resolutions_recorded=flags["resolved"] is not None,
    )


def add_helps(sums: Sums, day: date, scopes: Scopes, rows: list[dict], filled: set[str]) -> None:
    """Scripts and knowledge in these segments of a handled contact."""
    scripted = [row["is_script_completed"] for row in rows if row["script_id"] is not None]
    recorded = [is_completed for is_completed in scripted if is_completed is not None]
    tells_scripts = {"script_id", "is_script_completed"} <= filled
    tells_knowledge = "knowledge_articles_used" in filled
    sums.add(
        day,
        scopes,
        scripts=bool(scripted) if tells_scripts else None,
        scripts_completed=bool(recorded) and all(recorded) if tells_scripts else None,
        knowledge_known=1 if tells_knowledge else None,
        knowledge_used=any(row["knowledge_articles_used"] for row in rows) if tells_knowledge else None,
    )


def add_seconds(sums: Sums, day: date, scopes: Scopes, seconds: dict[str, float | None], is_counted: bool) -> None:
    """talk, hold, wrap_up and handle seconds of one contact."""
    for name, amount in seconds.items():
        stem = name.removesuffix("_seconds")
        amounts = {
            name: amount,
            f"{name}_squared": None if amount is None else amount * amount,
            f"{stem}s": None if amount is None else int(is_counted),
        }
        sums.add(day, scopes, **amounts)


def with_handle(parts: dict[str, int | None]) -> dict[str, int | None]:
    return {**parts, "handle_seconds": add_parts(parts)}


def adjusted_seconds(contact: Contact) -> float | None:
    """Handle seconds, each segment's divided by the contacts that were handled at once."""
    if contact.handle_seconds is None:
        return None
    return sum(sum(row[part] or 0 for part in PARTS) / max(1, row["concurrency"] or 1) for row in contact.segments)


def add_handling(sums: Sums, contact: Contact, world: World) -> None:
    if not contact.is_handled:
        return
    is_identified = contact.customer is not None
    flags = {
        "transferred": contact.is_transferred,
        "escalated": contact.is_escalated,
        "resolved": contact.is_resolved,
    }
    add_handled(sums, contact.date, contact_scopes(contact), flags, is_identified)
    add_seconds(sums, contact.date, contact_scopes(contact), with_handle(contact.parts), True)
    add_helps(sums, contact.date, contact_scopes(contact), contact.segments, contact.filled)
    sums.add(contact.date, contact_scopes(contact), adjusted_handle_seconds=adjusted_seconds(contact))
    for scope, rows in own_segments(contact, world.agents):
        add_own_handling(sums, contact, scope, rows, is_identified)


def add_own_handling(
    sums: Sums, contact: Contact, scope: tuple[str, str], rows: list[dict], is_identified: bool
) -> None:
    filled = contact.filled
    has_handled = any(row["outcome"] == "handled" for row in rows)
    sums.add(contact.date, [scope], contacts_handled=has_handled)
    if has_handled:
        transfers = count_transfers(rows, filled)
        flags = {
            "transferred": None if transfers is None else transfers > 0,
            "escalated": any_of(rows, "is_escalated", filled),
            "resolved": last_recorded(rows),
        }
        add_handled(sums, contact.date, [scope], flags, is_identified)
        add_helps(sums, contact.date, [scope], rows, filled)
    own = part_sums(rows, filled, has_known_part(rows))
    add_seconds(sums, contact.date, [scope], with_handle(own), has_handled)


def add_entries(sums: Sums, contact: Contact) -> None:
    for entry in contact.entries:
        scopes = [("center", "all"), ("channel", contact.channel), ("queue", entry.queue), ("topic", contact.topic)]
        is_answered, is_abandoned = entry.outcome == "handled", entry.outcome == "abandoned"
        is_short = bool(entry.is_short)
        sums.add(
            entry.date,
            scopes,
            queue_entries_offered=1,
            queue_entries_answered=is_answered,
            queue_entries_abandoned=is_abandoned,
            queue_entries_short_abandoned=is_short,
            abandons_with_wait=is_abandoned and entry.wait is not None,
            queue_entries_overflowed=entry.outcome == "overflowed",
            queue_entries_callback_requested=entry.outcome == "callback_requested",
            queue_entries_voicemail=entry.outcome == "voicemail",
        )
        if entry.is_live:
            sums.add(entry.date, scopes, live_offered=1, live_abandoned=is_abandoned, live_short=is_short)
        if entry.is_live and is_answered and entry.wait is not None:
            sums.add(entry.date, scopes, waits=1, wait_seconds=entry.wait, wait_seconds_squared=entry.wait**2)
        if entry.is_within is not None:
            sums.add(
                entry.date,
                scopes,
                sl_answered=is_answered,
                sl_answered_in=is_answered and entry.is_within,
                sl_abandoned=is_abandoned,
                sl_abandoned_in=is_abandoned and entry.is_within,
                sl_short=is_short,
            )


def add_standing(sums: Sums, contact: Contact, world: World) -> None:
    if not contact.is_fcr_eligible:
        return
    scopes = standing_scopes(contact, world.agents)
    found = verdicts(contact, world.horizon, world.settings)
    for method in METHODS:
        met = found[method]
        sums.add(contact.date, scopes, **{f"{method}_met": met or False, f"{method}_known": met is not None})
    if contact.episode is None:
        return
    settled = found["by_repeat"] is not None
    sums.add(contact.date, scopes, fcr_contacts_settled=settled, fcr_contacts_pending=not settled)
    is_in_net = settled and is_resolvable(contact, world.codes)
    sums.add(contact.date, scopes, net_settled=is_in_net, net_met=is_in_net and found["by_repeat"])
    is_own = settled and is_neutral(contact.episode.issue)
    last, first = last_agent_scopes(contact, world.agents), first_agent_scopes(contact, world.agents)
    sums.add(contact.date, last, neutral_settled=is_own, neutral_met=is_own and found["by_repeat"])
    sums.add(contact.date, first, first_agent_settled=settled, first_agent_met=settled and found["by_repeat"])


def add_episode(sums: Sums, episode: Episode) -> None:
    first = episode.contacts[0]
    scopes = contact_scopes(episode.standing or first)
    sums.add(first.date, scopes, episodes=1, episodes_repeat=episode.is_repeat)


def add_issue(sums: Sums, issue: Issue, world: World) -> None:
    first = issue.episodes[0]
    if first.standing is None or not first.is_closed(world.settings.fcr_window_hours, world.horizon):
        return
    scopes = standing_scopes(first.standing, world.agents)
    sums.add(first.contacts[0].date, scopes, issues_settled=1, issues_of_one=len(issue.episodes) == 1)


def add_everything(world: World) -> Sums:
    sums = Sums()
    for contact in world.contacts:
        if contact.is_after_horizon:
            continue
        add_contact_counts(sums, contact)
        add_handling(sums, contact, world)
        add_entries(sums, contact)
        add_standing(sums, contact, world)
    for episode in world.episodes:
        add_episode(sums, episode)
    for issue in world.issues:
        add_issue(sums, issue, world)
    add_workforce(sums, handlers(world), world)
    ticket_kpis.add_tickets(sums, world)
    answers.add_surveys(sums, world)
    volume.add_after_hours(sums, world)
    return sums


def handlers(world: World) -> Iterator[tuple[date, set[str]]]:
    """Day by day, contact by contact, the agents who handled it."""
    for contact in world.contacts:
        if contact.is_handled and not contact.is_after_horizon:
            yield (
                contact.date,
                {
                    value
                    for (kind, value), rows in own_segments(contact, world.agents)
                    if kind == "agent" and value != "unknown" and any(row["outcome"] == "handled" for row in rows)
                },
            )


# ---------- ratios


def all_rates(settings: Settings) -> dict[str, Rate]:
    return {
        **RATES,
        "service_level": SERVICE_LEVELS[settings.service_level_formula],
        "csat_rate": answers.CSAT[settings.csat_formula],
        "fcr_rate": RATES[f"fcr_{settings.fcr_method}_rate"],
    }


def all_kpis(settings: Settings) -> set[str]:
    made = {*volume.KPIS, *employees.KPIS, *COSTS, *PERCENTILES, *ticket_kpis.BACKLOG, "fcr_estimated_rate"}
    return {*COUNTS, *all_rates(settings), *made}


def begins_too_early(start: date, world: World) -> bool:
    """A period for which nobody can know what came the window before it."""
    begins = datetime.combine(start, time(), world.settings.business_zone).astimezone(UTC)
    return begins < world.first_delivered + timedelta(hours=world.settings.fcr_window_hours)


def make_kpis(world: World) -> dict:
    kpis = {}
    rates = all_rates(world.settings)
    everything = add_everything(world)
    for place, sums in everything.places.items():
        for kpi in COUNTS:
            if kpi in sums:
                kpis[kpi, *place] = Figure(sums[kpi], None, sums[kpi], None, None)
        for kpi, rate in rates.items():
            if has_meaning(sums, rate):
                kpis[kpi, *place] = figure(sums, rate)
        if sums.get("queue_entries_abandoned") and not sums["abandons_with_wait"]:
            kpis["short_abandonment_rate", *place] = NOTHING
        if "episodes" in sums and begins_too_early(place[1], world):
            kpis["repeat_contact_rate", *place] = NOTHING
    kpis |= make_costs(world, everything, begins_too_early)
    kpis |= {("fcr_estimated_rate", *place): found for place, found in make_estimates(world).items()}
    kpis |= ticket_kpis.make_backlog(world)
    kpis |= employees.make_employee_figures(world)
    kpis |= volume.make_contacts_per_customer(world)
    return kpis | make_percentiles(world)


def compute_from(world: World) -> Result:
    contacts = {contact.key: contact for contact in world.contacts}
    return Result(make_kpis(world), make_by_window(world), contacts, world)


def compute(landing_root: Path | str, **variables) -> Result:
    """Everything from a landing folder; variables are named as in Settings."""
    return compute_from(make_world(Path(landing_root), Settings(**variables)))
