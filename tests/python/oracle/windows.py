"""FCR by repeat and its estimate, window by window, and the curve of the last weeks.

Readings taken where the definitions leave a choice:
- The last complete ISO week is the one before that of the horizon, in the business time zone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from .episodes import LONGEST_HOURS
from .estimate import Curve, Estimate, Followed, estimate, follow, product_limit, weeks_before
from .figures import GRAINS, Figure, Place, Rate, Sums, figure, period_start
from .scopes import standing_scopes
from .world import World

WINDOWS = (24, 72, 168, 336, 720)
CENTER = ("center", "all")
SETTLED = Rate("met", "settled")


class Curves:
    """Who was followed how long, by scope and day; and the curves of periods."""

    def __init__(self, world: World):
        self.days: dict[tuple[str, str], dict[date, list[Followed]]] = defaultdict(lambda: defaultdict(list))
        self.periods: dict[Place, list[Followed]] = defaultdict(list)
        self.lenders: dict[tuple, Curve] = {}
        self.minimum = world.settings.minimum_sample
        for episode in world.episodes:
            if episode.standing is not None:
                self.add(
                    episode.standing.date,
                    standing_scopes(episode.standing, world.agents),
                    follow(episode, world.horizon),
                )

    def add(self, day: date, scopes: Iterable[tuple[str, str]], followed: Followed) -> None:
        for scope in scopes:
            self.days[scope][day].append(followed)
            for grain in GRAINS:
                self.periods[grain, period_start(grain, day), *scope].append(followed)

    def lender(self, scope: tuple[str, str], start: date) -> Curve:
        first, end = weeks_before(start)
        key = scope, end
        if key not in self.lenders:
            days = self.days[scope]
            self.lenders[key] = Curve(one for day, found in days.items() if first <= day < end for one in found)
        return self.lenders[key]

    def estimate(self, place: Place, window: int) -> Estimate:
        _, start, *scope = place
        own, of_scope, of_center = self.own(place), self.lender(tuple(scope), start), self.lender(CENTER, start)
        return estimate(own, of_scope, of_center, window, self.minimum)

    def own(self, place: Place) -> Curve:
        return Curve(self.periods[place])


def count_window(world: World, window: int) -> Sums:
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
    return sums


def guess(sums: dict[str, int], place: Place, window: int, curves: Curves) -> Estimate:
    """The settled rate where all windows have closed, else what the curve says."""
    if sums["pending"]:
        return curves.estimate(place, window)
    rate = figure(sums, SETTLED)
    return Estimate(rate.value, rate.low, rate.high)


def make_estimates(world: World) -> dict[Place, Figure]:
    """fcr_estimated_rate: of all identified standing contacts, how many will not have been repeated."""
    estimates = {}
    curves, window = Curves(world), world.settings.fcr_window_hours
    for place, sums in count_window(world, window).places.items():
        rate, low, high, _ = guess(sums, place, window, curves)
        identified = sums["settled"] + sums["pending"]
        estimates[place] = Figure(None if rate is None else rate * identified, identified, rate, low, high)
    return estimates


def make_by_window(world: World) -> dict:
    by_window = {}
    curves = Curves(world)
    for window in WINDOWS:
        for place, sums in count_window(world, window).places.items():
            settled, estimated = figure(sums, SETTLED), guess(sums, place, window, curves)
            by_window[*place, window] = {
                "fcr_rate": settled.value,
                "fcr_contacts_settled": sums["settled"],
                "fcr_contacts_pending": sums["pending"],
                "interval_low": settled.low,
                "interval_high": settled.high,
                "fcr_estimated_rate": estimated.rate,
                "is_estimate_borrowed": estimated.is_borrowed,
                "estimated_interval_low": estimated.low,
                "estimated_interval_high": estimated.high,
            }
    return by_window


def make_survival(world: World) -> dict[tuple[str, str, int], dict[str, float | None]]:
    """The curve of each scope's last 13 complete ISO weeks, hour by hour."""
    today = world.horizon.astimezone(world.settings.business_zone).date()
    curves = Curves(world)
    survival = {}
    for scope in list(curves.days):
        curve = curves.lender(scope, today)
        for hour, row in curve_rows(curve, world.settings.minimum_sample).items():
            survival[*scope, hour] = row
    return survival


def curve_rows(curve: Curve, minimum: int) -> dict[int, dict[str, float | None]]:
    """At every hour at which somebody is repeated or followed no further, at 0 and at the windows."""
    if not curve.at_risk(0):
        return {}
    whole = so_far(curve, LONGEST_HOURS)
    has_whole = whole.rate is not None and whole.rate < 1
    rows = {}
    for hour in sorted({0, *WINDOWS, *(hour for hour in curve.hours if hour >= 0)}):
        at_risk, repeats, found = curve.at_risk(hour), curve.repeats[hour], so_far(curve, hour)
        rows[hour] = {
            "at_risk": at_risk,
            "repeats": repeats,
            "censored": at_risk - repeats - curve.at_risk(hour + 1),
            "estimate": found.rate,
            "interval_low": found.low,
            "interval_high": found.high,
            "share_of_repeats": (1 - found.rate) / (1 - whole.rate) if has_whole else None,
            "is_reliable": at_risk >= minimum,
        }
    return rows


def so_far(curve: Curve, hour: int) -> Estimate:
    """Null where nobody is at risk any more, unless all have been repeated."""
    found = product_limit(curve.steps(0, hour))
    return found if curve.at_risk(hour) or found.rate == 0 else Estimate(None)
