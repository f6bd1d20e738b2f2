"""FCR by repeat and its estimate, window by window."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from .estimate import Curve, Estimate, Followed, estimate, follow, weeks_before
from .figures import GRAINS, Place, Rate, Sums, figure, period_start
from .scopes import standing_scopes
from .world import World

WINDOWS = (24, 72, 168, 336, 720)
CENTER = ("center", "all")


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


def make_by_window(world: World) -> dict:
    by_window = {}
    curves = Curves(world)
    for window in WINDOWS:
        for place, added in count_window(world, window).places.items():
            rate = figure(added, Rate("met", "settled"))
            is_over = not added["pending"]
            guess = Estimate(rate.value, rate.low, rate.high) if is_over else curves.estimate(place, window)
            by_window[*place, window] = {
                "fcr_rate": rate.value,
                "fcr_contacts_settled": added["settled"],
                "fcr_contacts_pending": added["pending"],
                "interval_low": rate.low,
                "interval_high": rate.high,
                "fcr_estimated_rate": guess.rate,
                "is_estimate_borrowed": guess.is_borrowed,
                "estimated_interval_low": guess.low,
                "estimated_interval_high": guess.high,
            }
    return by_window
