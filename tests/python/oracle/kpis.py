"""Every KPI, for every period and scope, from contacts, entries, episodes and issues.

Readings taken where the definitions leave a choice:
- At agent, team, site and outsourcer scope every rate counts the contacts that scope handled (a segment of its own has
  outcome handled); the handle seconds are those of all its segments of inbound handled contacts, so that they add up
  to the center's, over the contacts it handled. Own segments without any known part are left out of its averages.
- average_concurrency_adjusted_handle_seconds, a second column of the other, has no interval and no agent scopes.
- fcr_identified_share is taken over contacts_handled of the same scope, dated by the contact.
- fcr_by_agent_rate counts every standing contact with a recorded resolution, whatever the state of its window.
- queue_entries_* count entries of all channels; the rates made of them count live channels.
- repeat_contact_rate compares the first instant of the period (midnight in the business time zone) with the first
  delivered instant plus the window, the latter being the least start of an accepted contact.
- A mean of one observation has no interval; an interval is not cut at a KPI's bounds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from math import sqrt
from pathlib import Path
from typing import NamedTuple

from .core import (
    PARTS,
    Contact,
    Episode,
    Issue,
    Validity,
    add_parts,
    any_of,
    count_transfers,
    find_episodes,
    find_horizon,
    has_known_part,
    last_recorded,
    make_contacts,
    part_sums,
)
from .landing import CodeMap, Landed, read_entity
from .settings import Settings

Z = 1.959963984540054
WINDOWS = (24, 72, 168, 336, 720)
GRAINS = ("day", "week", "month", "quarter")

Scopes = list[tuple[str, str]]
Place = tuple[str, date, str, str]  # period grain, start of the period, scope kind, scope value

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
)


class Rate(NamedTuple):
    """A ratio of two sums of signed components. `squares` is given for a mean."""

    numerator: str
    denominator: str
    squares: str | None = None
    interval: str | None = "95 %"


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
    "fcr_by_repeat_rate": Rate("settled_unrepeated", "fcr_contacts_settled"),
    "fcr_by_agent_rate": Rate("by_agent_met", "by_agent_known"),
    "fcr_pending_share": Rate("fcr_contacts_pending", "fcr_contacts_settled + fcr_contacts_pending"),
    "fcr_identified_share": Rate("contacts_identified", "contacts_handled"),
    "one_and_done_rate": Rate("issues_of_one", "issues_settled"),
    "repeat_contact_rate": Rate("episodes_repeat", "episodes"),
}


class Figure(NamedTuple):
    numerator: float | None
    denominator: float | None
    value: float | None
    low: float | None
    high: float | None


NOTHING = Figure(None, None, None, None, None)


@dataclass
class World:
    """What was landed and made of it."""

    settings: Settings
    contacts: list[Contact]
    episodes: list[Episode]
    issues: list[Issue]
    agents: Validity
    horizon: datetime
    first_delivered: datetime
    landed: dict[str, Landed]


@dataclass
class Result:
    """kpis: (kpi, grain, start, scope kind, scope value) to a Figure; by_window: the same without kpi, with hours."""

    kpis: dict[tuple[str, str, date, str, str], Figure]
    by_window: dict[tuple[str, date, str, str, int], dict[str, float | None]]
    contacts: dict[tuple[str, str], Contact]
    world: World


class Sums:
    """Sums of components per period and scope. A component that was only ever added as None is unknown, not 0."""

    def __init__(self) -> None:
        self.places: dict[Place, dict[str, float | None]] = defaultdict(dict)

    def add(self, day: date, scopes: Scopes, **amounts: float | bool | None) -> None:
        for grain in GRAINS:
            for kind, value in scopes:
                sums = self.places[grain, period_start(grain, day), kind, value]
                for component, amount in amounts.items():
                    if amount is None:
                        sums.setdefault(component, None)
                    else:
                        sums[component] = (sums.get(component) or 0) + amount


def period_start(grain: str, day: date) -> date:
    if grain == "day":
        return day
    if grain == "week":
        return day - timedelta(days=day.isoweekday() - 1)
    return day.replace(day=1, month=day.month if grain == "month" else 3 * ((day.month - 1) // 3) + 1)


def wilson(successes: float, units: float) -> tuple[float, float]:
    share = successes / units
    middle = share + Z * Z / (2 * units)
    margin = Z * sqrt(share * (1 - share) / units + Z * Z / (4 * units * units))
    return (middle - margin) / (1 + Z * Z / units), (middle + margin) / (1 + Z * Z / units)


def normal(total: float, squares: float, units: float) -> tuple[float | None, float | None]:
    if units < 2:
        return None, None
    mean = total / units
    margin = Z * sqrt(max(0.0, (squares - total * total / units) / (units - 1)) / units)
    return mean - margin, mean + margin


# ---------- scopes


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
    last_agent = contact.agents[-1] if contact.agents else None
    return contact_scopes(contact) + agent_scopes(last_agent, contact.started_at, agents)


def own_segments(contact: Contact, agents: Validity) -> Iterator[tuple[tuple[str, str], list[dict]]]:
    """A contact's segments by the agent, team, ... that had them."""
    owners = defaultdict(list)
    for row in contact.segments:
        for scope in agent_scopes(row["agent_id"], contact.started_at, agents):
            owners[scope].append(row)
    yield from owners.items()


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
    sums.add(contact.date, contact_scopes(contact), adjusted_handle_seconds=adjusted_seconds(contact))
    for scope, rows in own_segments(contact, world.agents):
        add_own_handling(sums, contact, scope, rows, is_identified, world)


def add_own_handling(
    sums: Sums, contact: Contact, scope: tuple[str, str], rows: list[dict], is_identified: bool, world: World
) -> None:
    filled = {column for column, count in world.landed["contacts"].filled.items() if count}
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
    met = contact.fcr_by_agent
    sums.add(contact.date, scopes, by_agent_met=met or False, by_agent_known=met is not None)
    if contact.episode is None:
        return
    window = world.settings.fcr_window_hours
    is_closed = contact.episode.is_closed(window, world.horizon)
    sums.add(
        contact.date,
        scopes,
        fcr_contacts_settled=is_closed,
        fcr_contacts_pending=not is_closed,
        settled_unrepeated=is_closed and not contact.episode.is_repeated(window),
    )


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
    return sums


# ---------- ratios


def terms(expression: str) -> list[tuple[int, str]]:
    words = f"+ {expression}".split()
    return [(1 if sign == "+" else -1, name) for sign, name in zip(words[::2], words[1::2], strict=True)]


def total(sums: dict[str, int | None], expression: str) -> int | None:
    """None if no term of it is known; a term nobody added to is 0."""
    found = [(sign, sums.get(name)) for sign, name in terms(expression)]
    known = [sign * amount for sign, amount in found if amount is not None]
    return sum(known) if known else None


def has_meaning(sums: dict[str, int | None], rate: Rate) -> bool:
    return any(name in sums for _, name in terms(rate.numerator))


def figure(sums: dict[str, int | None], rate: Rate) -> Figure:
    numerator, denominator = total(sums, rate.numerator), total(sums, rate.denominator)
    if not denominator or numerator is None:
        return Figure(numerator, denominator, None, None, None)
    if rate.interval is None:
        low = high = None
    elif rate.squares is None:
        low, high = wilson(numerator, denominator)
    else:
        low, high = normal(numerator, sums[rate.squares], denominator)
    return Figure(numerator, denominator, numerator / denominator, low, high)


def all_rates(settings: Settings) -> dict[str, Rate]:
    return {
        **RATES,
        "service_level": SERVICE_LEVELS[settings.service_level_formula],
        "fcr_rate": RATES[f"fcr_{settings.fcr_method}_rate"],
    }


def begins_too_early(start: date, world: World) -> bool:
    """A period for which nobody can know what came the window before it."""
    begins = datetime.combine(start, time(), world.settings.business_zone).astimezone(UTC)
    return begins < world.first_delivered + timedelta(hours=world.settings.fcr_window_hours)


def make_kpis(world: World) -> dict:
    kpis = {}
    rates = all_rates(world.settings)
    for place, sums in add_everything(world).places.items():
        for kpi in COUNTS:
            if kpi in sums:
                kpis[kpi, *place] = Figure(sums[kpi], None, sums[kpi], None, None)
        for kpi, rate in rates.items():
            if has_meaning(sums, rate):
                kpis[kpi, *place] = figure(sums, rate)
        if "episodes" in sums and begins_too_early(place[1], world):
            kpis["repeat_contact_rate", *place] = NOTHING
    return kpis


def make_by_window(world: World, windows: Iterable[int] = WINDOWS) -> dict:
    by_window = {}
    for window in windows:
        sums = Sums()
        for episode in world.episodes:
            if episode.standing is None:
                continue
            is_closed = episode.is_closed(window, world.horizon)
            sums.add(
                episode.standing.date,
                standing_scopes(episode.standing, world.agents),
                settled=is_closed,
                pending=not is_closed,
                met=is_closed and not episode.is_repeated(window),
            )
        for place, added in sums.places.items():
            rate = figure(added, Rate("met", "settled"))
            by_window[*place, window] = {
                "fcr_rate": rate.value,
                "fcr_contacts_settled": added["settled"],
                "fcr_contacts_pending": added["pending"],
                "interval_low": rate.low,
                "interval_high": rate.high,
            }
    return by_window


def make_world(landing_root: Path, settings: Settings) -> World:
    codes = CodeMap.read(settings.code_map)
    landed = {name: read_entity(landing_root, name, settings, codes) for name in ("contacts", "queues", "agents")}
    queues, agents = Validity(landed["queues"].rows, "queue"), Validity(landed["agents"].rows, "agent_id")
    contacts = make_contacts(landed["contacts"], queues, settings, codes)
    starts = {settings.source: [row["started_at"] for row in landed["contacts"].rows]}
    horizon = settings.given_horizon or find_horizon(starts)
    episodes, issues = find_episodes(contacts, horizon, settings)
    first_delivered = min(contact.started_at for contact in contacts)
    return World(settings, contacts, episodes, issues, agents, horizon, first_delivered, landed)


def compute_from(world: World) -> Result:
    contacts = {contact.key: contact for contact in world.contacts}
    return Result(make_kpis(world), make_by_window(world), contacts, world)


def compute(landing_root: Path | str, **variables) -> Result:
    """Everything from a landing folder; variables are named as in Settings."""
    return compute_from(make_world(Path(landing_root), Settings(**variables)))
