"""What it cost: the ledger by day and scope, pay that no ledger has, and what a contact, a minute and a repeat cost.

Readings taken where the definitions leave a choice:
- An item belongs wholly to the outsourcer, site, queue and channel it names (a queue names its channel where it only
  ever had one); else to those who did the work that matches all it names, in proportion, calendar month by calendar
  month; else to `unallocated`. A queue matches the work of segments in it, and a contact counts for its first queue.
- Work is the handle time of handled contacts, all but internal ones. One that entered no queue counts for that of the
  segment. A contact whose time nobody measured weighs as much as the mean one of the month, where none was measured as
  much as any other, for whoever handled it.
- Pay (cc_payroll_categories) is weighed by hourly cost, too, an unknown one at the month's mean; pay that names no
  outsourcer is for people of none, nobody described among them.
- A day is booked if something covers it, everything of the calendar month before does (a category in a currency, of an
  outsourcer and a site, or of none), and all of it can be converted.
- Pay is imputed for a day without a payroll item of the agent's outsourcer, nor a bill that names the agency and
  neither queue nor channel; the agent is described by the last row valid in the day. Where that of one such day is
  unknown, so is that of all together.
- `unallocated` is nobody: what repeats cost is no question there.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from fractions import Fraction
from functools import cached_property

from .core import Contact, Validity
from .figures import GRAINS, Figure, Place, Sums, period_start
from .methods import pending
from .scopes import agent_scopes, contact_scopes, own_segments, standing_scopes
from .workforce import Clock
from .world import World

KINDS = ("channel", "queue", "topic", "team", "site", "outsourcer")
BY_PLACE = ("center", "channel", "queue", "topic")
BY_GROUP = ("center", "team", "site", "outsourcer")
COSTS = (
    "operating_cost",
    "imputed_cost",
    "cost_per_contact",
    "cost_per_offered_contact",
    "cost_per_handled_minute",
    "cost_per_resolved_contact",
    "repeat_cost",
)
DAY = timedelta(days=1)


@dataclass
class Work:
    """A segment of a handled contact: where it was done, for whom it counts, and how much it was."""

    places: dict[str, str | None]
    scopes: dict[str, str]
    seconds: int
    is_unmeasured: bool
    hourly_cost: Fraction | None
    weight: Fraction = Fraction(0)


@dataclass
class Ledger:
    world: World
    rates: list[dict]
    work: dict[date, list[Work]] = field(default_factory=lambda: defaultdict(list))

    # ---------- days and currencies

    @cached_property
    def days(self) -> list[date]:
        """From the first day delivered to the last."""
        world = self.world
        zone = world.settings.business_zone
        timely = [contact for contact in world.contacts if not contact.is_after_horizon]
        seen = {contact.date for contact in timely} | {entry.date for contact in timely for entry in contact.entries}
        first = min({world.first_delivered.astimezone(zone).date(), *seen})
        last = max({world.horizon.astimezone(zone).date(), *seen})
        return [first + timedelta(days=number) for number in range((last - first).days + 1)]

    def units(self, currency: str, day: date) -> Fraction | None:
        """Units of a currency for a euro."""
        valid = [
            row
            for row in self.rates
            if row["currency"] == currency
            and row["valid_from"] <= day.isoformat()
            and (not row["valid_to"] or day.isoformat() < row["valid_to"])
        ]
        latest = max(valid, key=lambda row: row["valid_from"], default=None)
        return None if latest is None else Fraction(latest["units_per_euro"])

    def rate(self, currency: str, day: date) -> Fraction | None:
        own = self.world.settings.currency
        if currency == own:
            return Fraction(1)
        units = self.units(currency, day), self.units(own, day)
        return None if None in units else units[1] / units[0]

    # ---------- items

    @cached_property
    def items(self) -> list[dict]:
        rows = [row for row in self.world.landed["costs"].rows if row["period_start"] < row["period_end"]]
        return [{**row, "currency": row["currency"].upper()} for row in rows]

    def covering(self, day: date) -> list[dict]:
        return [item for item in self.items if item["period_start"] <= day < item["period_end"]]

    def is_payroll(self, item: dict) -> bool:
        return item["category"] in self.world.settings.payroll_categories

    def amount(self, item: dict, day: date) -> Fraction | None:
        rate = self.rate(item["currency"], day)
        whole = Fraction(str(item["amount"]))
        return None if rate is None else whole * rate / (item["period_end"] - item["period_start"]).days

    def is_booked(self, day: date) -> bool:
        month = day.replace(day=1)
        before = (month - DAY).replace(day=1)
        covering = self.covering(day)
        last_month = [item for item in self.items if item["period_start"] < month and item["period_end"] > before]
        expected, present = ({bill(item) for item in items} for items in (last_month, covering))
        has_rates = all(self.rate(item["currency"], day) is not None for item in covering)
        return bool(covering) and expected <= present and has_rates

    # ---------- whose they are

    def add_work(self, contact: Contact) -> None:
        for row in contact.segments:
            person = dict(agent_scopes(row["agent_id"], contact.started_at, self.world.agents))
            described = self.world.agents.at(row["agent_id"], contact.started_at)
            seconds = [row[part] for part in ("talk_seconds", "hold_seconds", "wrap_up_seconds") if row[part]]
            own = {kind: person[kind] for kind in ("team", "site", "outsourcer")}
            is_first = row is contact.segments[0]
            queue = row["queue"] or ("unknown" if is_first else contact.first_queue)
            self.work[contact.date.replace(day=1)].append(
                Work(
                    places={**own, "queue": queue, "channel": contact.channel},
                    scopes={
                        **own,
                        "channel": contact.channel,
                        "queue": contact.first_queue or queue or "unallocated",
                        "topic": contact.topic,
                    },
                    seconds=sum(seconds),
                    is_unmeasured=contact.handle_seconds is None and row["outcome"] == "handled",
                    hourly_cost=self.hourly_cost(described, contact.date),
                )
            )

    def hourly_cost(self, described: dict | None, day: date) -> Fraction | None:
        if described is None or described["hourly_cost"] is None:
            return None
        rate = self.rate((described["currency"] or self.world.settings.currency).upper(), day)
        return None if rate is None else Fraction(str(described["hourly_cost"])) * rate

    def weigh(self) -> None:
        handled = [
            contact
            for contact in self.world.contacts
            if contact.outcome == "handled" and contact.direction != "internal" and not contact.is_after_horizon
        ]
        measured: dict[date, list[int]] = defaultdict(list)
        for contact in handled:
            self.add_work(contact)
            if contact.handle_seconds is not None:
                measured[contact.date.replace(day=1)].append(contact.handle_seconds)
        for month, pieces in self.work.items():
            times = measured[month]
            mean = Fraction(sum(times), len(times)) if times else Fraction(1)
            for piece in pieces:
                piece.weight = mean if piece.is_unmeasured else Fraction(piece.seconds)
            known = [piece for piece in pieces if piece.hourly_cost is not None]
            weight = sum(piece.weight for piece in known)
            pay = sum(piece.weight * piece.hourly_cost for piece in known)
            for piece in pieces:
                if piece.hourly_cost is None:
                    piece.hourly_cost = pay / weight if weight else Fraction(1)

    def named(self, item: dict, kind: str) -> str | None:
        if kind == "channel" and item["channel"] is None and item["queue"] is not None:
            rows = [row for row in self.world.landed["queues"].rows if row["queue"] == item["queue"]]
            channels = {row["channel"] for row in rows if row["channel"] is not None}
            return channels.pop() if len(channels) == 1 else None
        return item.get(kind)

    def matches(self, item: dict, piece: Work) -> bool:
        names = [(kind, item[kind]) for kind in ("site", "queue", "channel") if item[kind] is not None]
        if any(piece.places[kind] != value for kind, value in names):
            return False
        if item["outsourcer"] is not None:
            return piece.places["outsourcer"] == item["outsourcer"]
        return not self.is_payroll(item) or piece.places["outsourcer"] in ("in_house", "unknown")

    def shares(self, item: dict, kind: str, month: date) -> dict[str, Fraction]:
        name = self.named(item, kind)
        if name is not None:
            return {name: Fraction(1)}
        weights: dict[str, Fraction] = defaultdict(Fraction)
        for piece in self.work.get(month, []):
            if self.matches(item, piece):
                pay = piece.hourly_cost if self.is_payroll(item) else 1
                weights[piece.scopes[kind]] += piece.weight * pay
        total = sum(weights.values())
        return {value: weight / total for value, weight in weights.items()} if total else {"unallocated": Fraction(1)}

    def allocate(self, sums: Sums) -> None:
        for item in self.items:
            found: dict[tuple[str, date], dict[str, Fraction]] = {}
            for day in self.days:
                amount = self.amount(item, day)
                if amount is None or not item["period_start"] <= day < item["period_end"]:
                    continue
                month = day.replace(day=1)
                sums.add(day, [("center", "all")], cost=amount)
                for kind in KINDS:
                    if (kind, month) not in found:
                        found[kind, month] = self.shares(item, kind, month)
                    for value, share in found[kind, month].items():
                        sums.add(day, [(kind, value)], cost=amount * share)

    # ---------- pay that no ledger has

    def is_paid(self, outsourcer: str, day: date) -> bool:
        employer = "in_house" if outsourcer == "unknown" else outsourcer
        for item in self.covering(day):
            if self.is_payroll(item) and (item["outsourcer"] or "in_house") == employer:
                return True
            if employer == item["outsourcer"] != "in_house" and item["queue"] is None and item["channel"] is None:
                return True
        return False

    def impute(self, sums: Sums, days: dict[tuple[str, date], int | None]) -> None:
        zone = self.world.settings.business_zone
        for (agent, day), seconds in days.items():
            midnight = datetime.combine(day, time(), zone), datetime.combine(day + DAY, time(), zone)
            described = last_valid(self.world.agents, agent, *midnight)
            row = described or {}
            outsourcer = (row.get("outsourcer") or "in_house") if described else "unknown"
            if self.is_paid(outsourcer, day) or seconds == 0:
                continue
            hourly = self.hourly_cost(described, day)
            amount = None if hourly is None or seconds is None else hourly * seconds / 3600
            team, site = row.get("team") or "unknown", row.get("site") or "unknown"
            scopes = [("center", "all"), ("team", team), ("site", site), ("outsourcer", outsourcer)]
            sums.add(day, scopes, imputed=amount, is_unknown=amount is None)


def bill(item: dict) -> tuple:
    """What has to come again next month."""
    return tuple(item[name] for name in ("category", "currency", "outsourcer", "site"))


def last_valid(agents: Validity, agent: str, begins: datetime, ends: datetime) -> dict | None:
    """The last row valid at some time between."""
    changes = {
        moment for row in agents.rows.get(agent, []) for moment in (row["valid_from"], row["valid_to"]) if moment
    }
    inside = sorted(moment for moment in changes if begins < moment < ends)
    for moment in reversed([begins, *inside]):
        row = agents.at(agent, moment)
        if row is not None:
            return row
    return None


# ---------- agents' days


def agent_days(world: World) -> dict[tuple[str, date], int | None]:
    """Days on which an agent was seen, scheduled or handled a contact, and for how long they were signed in."""
    clock = Clock(world)
    handled = {
        (value, contact.date)
        for contact in world.contacts
        if contact.is_handled and not contact.is_after_horizon
        for (kind, value), rows in own_segments(contact, world.agents)
        if kind == "agent" and value != "unknown" and any(row["outcome"] == "handled" for row in rows)
    }
    return {key: clock.amounts(*key)["signed_in_seconds"] for key in clock.days.keys() | handled}


# ---------- the figures


def make_costs(world: World, sums: Sums, begins_too_early) -> dict[tuple, Figure]:
    """Of every place with a cost or a count; `begins_too_early` says of which periods repeats are unknown."""
    with world.settings.currency_rates.open(encoding="utf-8", newline="") as file:
        ledger = Ledger(world, list(csv.DictReader(file)))
    ledger.weigh()
    ledger.allocate(sums)
    ledger.impute(sums, agent_days(world))
    add_pending(world, sums)
    add_repeats(world, sums)
    booked = period_bookings(ledger)
    return dict(figures(world, sums, booked, begins_too_early))


def add_pending(world: World, sums: Sums) -> None:
    for contact in world.contacts:
        if contact.is_fcr_eligible and not contact.is_after_horizon:
            waits = pending(contact, world.horizon, world.settings)[world.settings.fcr_method]
            sums.add(contact.date, standing_scopes(contact, world.agents), fcr_pending=waits)


def add_repeats(world: World, sums: Sums) -> None:
    """Repeats by channel, as sums named for it."""
    for episode in world.episodes:
        if episode.is_repeat:
            scoping = episode.standing or episode.contacts[0]
            sums.add(episode.contacts[0].date, contact_scopes(scoping), **{f"repeats:{scoping.channel}": 1})


def period_bookings(ledger: Ledger) -> dict[tuple[str, date], bool]:
    booked: dict[tuple[str, date], bool] = {}
    for day in ledger.days:
        for grain in GRAINS:
            key = grain, period_start(grain, day)
            booked[key] = booked.get(key, True) and ledger.is_booked(day)
    return booked


def is_complete(grain: str, start: date, world: World) -> bool:
    end = start
    while period_start(grain, end) == start:
        end += DAY
    return datetime.combine(end, time(), world.settings.business_zone).astimezone(UTC) <= world.horizon


def figures(world: World, sums: Sums, booked: dict, begins_too_early) -> Iterable[tuple[tuple, Figure]]:
    methods = {"by_repeat": ("by_repeat_met", "fcr_contacts_settled")}
    met, known = methods.get(
        world.settings.fcr_method, (f"{world.settings.fcr_method}_met", f"{world.settings.fcr_method}_known")
    )
    for place, found in list(sums.places.items()):
        grain, start, kind, value = place
        if (grain, start) not in booked or kind == "agent":
            continue
        if "imputed" in found:
            yield ("imputed_cost", *place), single(None if found["is_unknown"] else found["imputed"])
        if not booked[grain, start]:
            continue
        cost = Fraction(found.get("cost") or 0)
        yield ("operating_cost", *place), single(cost)
        yield ("cost_per_contact", *place), over(cost, found.get("contacts_handled"))
        yield ("cost_per_handled_minute", *place), over(cost, found.get("handle_seconds"), 60)
        settled = found.get(known)
        if is_complete(grain, start, world) and not found.get("fcr_pending") and settled:
            resolved = (found.get("contacts_handled") or 0) * found[met] / settled
            yield ("cost_per_resolved_contact", *place), over(cost, resolved)
        if kind in BY_PLACE and value != "unallocated":
            yield ("cost_per_offered_contact", *place), over(cost, found.get("contacts_offered"))
            if not begins_too_early(start, world):
                yield ("repeat_cost", *place), single(repeat_cost(place, sums))


def repeat_cost(place: Place, sums: Sums) -> Fraction | None:
    total = Fraction(0)
    for name, count in sums.places[place].items():
        if name.startswith("repeats:"):
            price = price_of(place, "channel", name.removeprefix("repeats:"), sums)
            price = price_of(place, "center", "all", sums) if price is None else price
            if price is None:
                return None
            total += count * price
    return total


def price_of(place: Place, kind: str, value: str, sums: Sums) -> Fraction | None:
    found = sums.places.get((*place[:2], kind, value), {})
    handled = found.get("contacts_handled")
    return Fraction(found.get("cost") or 0) / handled if handled else None


def single(value: Fraction | None) -> Figure:
    number = None if value is None else float(value)
    return Figure(number, None, number, None, None)


def over(cost: Fraction, units: float | None, scale: int = 1) -> Figure:
    value = scale * float(cost) / units if units else None
    return Figure(float(cost), units, value, None, None)
