"""Demand: by customer, outside the opening hours, by interval, by hour of the week and by day.

Readings taken where the definitions leave a choice:
- A customer counts in every scope in which they have an offered contact of the period.
- The wall clock of a queue's interval is that of the entry's queue when it began; of others the business's.
- A week of the profile is complete and begins on or after the first delivered business day and the day, on its own wall
  clock, of the scope's first queue entry.
- The trend of a scope begins with its first contact of any kind; that day is compared with no other.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from math import sqrt
from pathlib import Path
from zoneinfo import ZoneInfo

from .business_time import BusinessTime
from .core import Contact, Entry, Validity
from .figures import GRAINS, Figure, Rate, Sums, Z, normal, period_start
from .published import rows_by_key, table_disagreements
from .scopes import contact_scopes
from .world import World

RATES = {"after_hours_share": Rate("after_hours", "with_calendar")}
KPIS = ("contacts_per_customer",)
WEEKS_OF_PROFILE = 13
WEEKS_OF_TREND = 4


def is_counted(contact: Contact) -> bool:
    return contact.is_inbound and contact.is_offered and not contact.is_after_horizon


def counted(world: World) -> Iterator[Contact]:
    return (contact for contact in world.contacts if is_counted(contact))


# ---------- KPIs


def is_after_hours(contact: Contact, queues: Validity, hours: BusinessTime) -> bool | None:
    row = queues.at(contact.first_queue or contact.segments[0]["queue"], contact.started_at)
    is_open = hours.is_open(row["business_calendar"] if row else None, contact.started_at)
    return None if is_open is None else not is_open


def opening_hours(world: World) -> BusinessTime:
    return BusinessTime(world.landed["business_calendars"].rows, world.landed["holidays"].rows)


def add_after_hours(sums: Sums, world: World) -> None:
    queues, hours = Validity(world.landed["queues"].rows, "queue"), opening_hours(world)
    for contact in counted(world):
        late = is_after_hours(contact, queues, hours)
        sums.add(contact.date, contact_scopes(contact), after_hours=late, with_calendar=late is not None)


def make_contacts_per_customer(world: World) -> dict:
    by_customer = defaultdict(Counter)
    for contact in counted(world):
        if contact.customer is not None:
            for grain in GRAINS:
                for scope in contact_scopes(contact):
                    by_customer[grain, period_start(grain, contact.date), *scope][contact.customer] += 1
    found = {}
    for place, contacts in by_customer.items():
        total, customers = contacts.total(), len(contacts)
        interval = normal(total, sum(number * number for number in contacts.values()), customers)
        found["contacts_per_customer", *place] = Figure(total, customers, total / customers, *interval)
    return found


# ---------- volume_intervals


def all_entries(world: World) -> Iterator[tuple[Contact, Entry, dict]]:
    """Entries with their rows."""
    for contact in world.contacts:
        rows = {row["segment_number"]: row for row in contact.segments}
        for entry in contact.entries:
            row = rows[entry.segment_number]
            if row["started_at"] <= world.horizon:
                yield contact, entry, row


def zone_of(queue: str, moment: datetime, queues: Validity, world: World) -> ZoneInfo:
    row = queues.at(queue, moment)
    return ZoneInfo(row["time_zone"]) if row and row["time_zone"] else world.settings.business_zone


def interval_start(moment: datetime, minutes: int) -> datetime:
    midnight = datetime.combine(moment.date(), time(), UTC)
    return midnight + (moment - midnight) // timedelta(minutes=minutes) * timedelta(minutes=minutes)


def work_seconds(row: dict) -> int | None:
    known = [row[part] for part in ("talk_seconds", "hold_seconds", "wrap_up_seconds") if row[part] is not None]
    return sum(known) if known else None


def total_of(amounts: list[int | None]) -> int | None:
    """Of nothing nothing, of unknown ones unknown."""
    known = [amount for amount in amounts if amount is not None]
    return sum(known) if known or not amounts else None


def make_intervals(world: World) -> dict:
    queues = Validity(world.landed["queues"].rows, "queue")
    found, clocks = defaultdict(list), defaultdict(set)
    for contact, entry, row in all_entries(world):
        for minutes in (15, 30):
            start = interval_start(row["started_at"], minutes)
            scopes = (("center", "all"), ("channel", contact.channel), ("queue", entry.queue))
            for scope in scopes:
                key = (minutes, str(start.replace(tzinfo=None)), *scope)
                found[key].append((entry, row))
                of_a_queue = scope[0] == "queue"
                zone = zone_of(entry.queue, row["started_at"], queues, world) if of_a_queue else None
                clocks[key].add(start.astimezone(zone or world.settings.business_zone).replace(tzinfo=None))
    return {key: interval_figures(members, clocks[key]) for key, members in found.items()}


def interval_figures(members: list[tuple[Entry, dict]], clocks: set[datetime]) -> dict:
    answered = [(entry, row) for entry, row in members if entry.outcome == "handled"]
    live = [entry for entry, _ in members if entry.is_live]
    waits = [entry.wait for entry in live if entry.outcome == "handled"]
    works = [work_seconds(row) for _, row in answered]
    judged = [entry for entry, _ in members if entry.is_within is not None]
    return {
        # a queue that moves to another zone within an interval shows one of its clocks
        "interval_starts_at_local": max(clocks),
        "queue_entries_offered": len(members),
        "queue_entries_answered": len(answered),
        "queue_entries_abandoned": sum(entry.outcome == "abandoned" for entry, _ in members),
        "queue_entries_short_abandoned": sum(bool(entry.is_short) for entry, _ in members),
        "service_level_entries": len(judged),
        "service_level_answered_in_threshold": sum(entry.outcome == "handled" and entry.is_within for entry in judged),
        "live_entries_offered": len(live),
        "live_entries_answered": len(waits),
        "live_entries_abandoned": sum(entry.outcome == "abandoned" for entry in live),
        "live_entries_short_abandoned": sum(bool(entry.is_short) for entry in live),
        "live_entries_answered_with_wait": sum(wait is not None for wait in waits),
        "live_answered_wait_seconds": total_of(waits),
        "queue_entries_answered_with_handle_time": sum(work is not None for work in works),
        "answered_handle_seconds": total_of(works),
    }


# ---------- volume_profile


def local_midnight(day: date, world: World) -> datetime:
    return datetime.combine(day, time(), world.settings.business_zone)


def profile_weeks(world: World) -> list[date]:
    """Mondays of the weeks that count, the last one first."""
    zone = world.settings.business_zone
    first = world.first_delivered.astimezone(zone).date()
    today = world.horizon.astimezone(zone).date()
    mondays = []
    monday = period_start("week", today)
    while monday >= first and len(mondays) < WEEKS_OF_PROFILE:
        if local_midnight(monday + timedelta(days=7), world) <= world.horizon:
            mondays.append(monday)
        monday -= timedelta(days=7)
    return mondays


def make_profile(world: World) -> dict:
    weeks = profile_weeks(world)
    offered = defaultdict(Counter)
    for (minutes, _, *scope), figures in make_intervals(world).items():
        if minutes == 15:
            offered[tuple(scope)][figures["interval_starts_at_local"]] += figures["queue_entries_offered"]
    found = {}
    for scope, clocks in offered.items():
        first = min(clocks).date()
        found |= week_of_scope(scope, clocks, [monday for monday in weeks if monday >= first])
    return found


def week_of_scope(scope: tuple[str, ...], clocks: Counter, mondays: list[date]) -> dict:
    hours = Counter()
    for clock, entries in clocks.items():
        if clock.date() - timedelta(days=clock.weekday()) in mondays:
            hours[clock.isoweekday(), clock.hour] += entries
    if not hours:
        return {}
    return {
        (*scope, weekday, hour): {
            "weeks": len(mondays),
            "queue_entries_offered": hours[weekday, hour],
            "average_queue_entries_offered": hours[weekday, hour] / len(mondays),
            "share_of_week": hours[weekday, hour] / hours.total(),
        }
        for weekday in range(1, 8)
        for hour in range(24)
    }


# ---------- volume_trend


def make_trend(world: World) -> dict:
    offered, firsts = defaultdict(Counter), {}
    for contact in world.contacts:
        if contact.is_after_horizon:
            continue
        for scope in contact_scopes(contact):
            firsts[scope] = min(firsts.get(scope, contact.date), contact.date)
            offered[scope][contact.date] += is_counted(contact)
    last = max(
        world.horizon.astimezone(world.settings.business_zone).date(),
        *(contact.date for contact in world.contacts if not contact.is_after_horizon),
        *(entry.date for _, entry, _ in all_entries(world)),
    )
    found = {}
    for scope, first in firsts.items():
        for number in range((last - first).days + 1):
            day = first + timedelta(days=number)
            earlier = [offered[scope][day - timedelta(days=7 * week)] for week in range(1, WEEKS_OF_TREND + 1)]
            is_known = day - timedelta(days=7 * WEEKS_OF_TREND) > first
            is_complete = local_midnight(day + timedelta(days=1), world) <= world.horizon
            found[(day, *scope)] = trend_figures(
                offered[scope][day], earlier if is_known else None, is_complete, world.settings.minimum_sample
            )
    return found


def trend_figures(today: int, earlier: list[int] | None, is_complete: bool, least: int) -> dict:
    figures = {
        "is_complete": is_complete,
        "contacts_offered": today,
        "average_offered": None,
        "change": None,
        "change_share": None,
        "change_interval_low": None,
        "change_interval_high": None,
        "is_change_significant": None,
    }
    if earlier is None:
        return figures
    mean = sum(earlier) / len(earlier)
    figures["average_offered"] = mean
    if is_complete:
        figures |= {"change": today - mean, "change_share": (today - mean) / mean if mean else None}
    if is_complete and today + sum(earlier) >= least:
        poisson = (today + sum(earlier)) / (1 + len(earlier))
        observed = sum((day - mean) ** 2 for day in earlier) / (len(earlier) - 1)
        margin = Z * sqrt(max(poisson, observed) * (1 + 1 / len(earlier)))
        figures |= {
            "change_interval_low": today - mean - margin,
            "change_interval_high": today - mean + margin,
            "is_change_significant": abs(today - mean) > margin,
        }
    return figures


# ---------- what is published

TABLES = {
    "volume_intervals": (
        ("interval_minutes", "cast(interval_starts_at as text)", "scope_kind", "scope_value"),
        make_intervals,
    ),
    "volume_profile": (("scope_kind", "scope_value", "iso_weekday", "hour_of_day"), make_profile),
    "volume_trend": (("date_day", "scope_kind", "scope_value"), make_trend),
}


def volume_disagreements(world: World, database: Path) -> Iterator[str]:
    for table, (keys, make) in TABLES.items():
        ours = make(world)
        columns = next(iter(ours.values()), {keys[0]: None})
        yield from table_disagreements(table, ours, rows_by_key(database, f"marts.{table}", keys, columns))
