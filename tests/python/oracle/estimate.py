"""What the share without a repeat will be: the product limit over contacts whose windows are still open.

Readings taken where the definitions leave a choice:
- The ISO week in which a period begins is that of its first day.
- Whoever ended behind the horizon was never at risk in a curve, and is pending with all hours still to come.
- Without an event the interval of a product limit has no width.
- Where nobody is pending, all is known and nothing is borrowed. Where nobody can lend, the estimate and its mark are
  null.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from math import ceil, floor, prod, sqrt
from typing import NamedTuple

from .core import hours
from .episodes import LONGEST_HOURS, Episode
from .figures import Z, period_start

WEEKS_BEFORE = 13


class Estimate(NamedTuple):
    rate: float | None
    low: float | None = None
    high: float | None = None
    is_borrowed: bool | None = False


class Step(NamedTuple):
    """Repeats in an hour, and how many could have repeated in it."""

    hour: int
    repeats: int
    at_risk: int

    @property
    def stay(self) -> float:
        return 1 - self.repeats / self.at_risk

    @property
    def variance(self) -> float:
        """Greenwood's term; 0 where nobody stays."""
        left = self.at_risk - self.repeats
        return self.repeats / (self.at_risk * left) if left else 0.0


class Followed(NamedTuple):
    """How long, in whole hours, an episode was followed, and whether a repeat ended that."""

    hour: int
    is_repeat: bool


def follow(episode: Episode, horizon: datetime) -> Followed:
    followed = min(LONGEST_HOURS, floor(hours(horizon - episode.ended_at)))
    repeated = None if episode.hours_to_repeat is None else ceil(episode.hours_to_repeat)
    if repeated is not None and repeated <= followed:
        return Followed(repeated, True)
    return Followed(followed, False)


class Curve:
    """Everybody who was followed from the end of an episode on."""

    def __init__(self, followed: Iterable[Followed]):
        followed = list(followed)
        self.hours = sorted(each.hour for each in followed)
        self.repeats = Counter(each.hour for each in followed if each.is_repeat)

    def at_risk(self, hour: int) -> int:
        return len(self.hours) - bisect_left(self.hours, hour)

    def thin_from(self, minimum: int) -> int:
        """The first hour at which fewer than the minimum are at risk."""
        enough = len(self.hours) >= minimum
        return max(0, self.hours[len(self.hours) - minimum] + 1) if enough else 0

    def steps(self, first: int, last: int) -> Iterator[Step]:
        """Hours with repeats, both ends included."""
        for hour in sorted(self.repeats):
            if first <= hour <= last:
                yield Step(hour, self.repeats[hour], self.at_risk(hour))

    def known_unrepeated(self, window: int) -> int:
        """Who was followed to the window or beyond, without a repeat up to it."""
        return self.at_risk(window) - self.repeats[window]

    def pending(self, window: int) -> list[int]:
        """To which hours those were followed whom the horizon cut short of the window, latest first."""
        short = Counter(hour for hour in self.hours if hour < window) - self.repeats
        return sorted(short.elements(), reverse=True)


def product_limit(steps: Iterable[Step]) -> Estimate:
    """Greenwood's interval, cut to what a share can be; none where nobody is left."""
    steps = list(steps)
    rate = prod(step.stay for step in steps)
    if rate == 0:
        return Estimate(0.0)
    return Estimate(rate, *cut(rate, rate * rate * sum(step.variance for step in steps)))


def cut(rate: float, variance: float) -> tuple[float, float]:
    margin = Z * sqrt(variance)
    return max(0.0, rate - margin), min(1.0, rate + margin)


def chances(pending: list[int], steps: Iterable[Step]) -> list[float]:
    """Of each one, given the hour to which it was followed (latest first): that no later step repeats it."""
    to_come, found, stay = list(steps), [], 1.0
    for followed in pending:
        while to_come and to_come[-1].hour > followed:
            stay *= to_come.pop().stay
        found.append(stay)
    return found


def impute(own: Curve, lender: Curve, thin: int, window: int) -> Estimate:
    """What is known of each one is kept, and the pending ones are given their chances.

    The interval is Rubin's: the sample, the coins still in the air, and what the lender does not know for sure.
    """
    lent = list(lender.steps(thin, window))
    pending = chances(own.pending(window), [*own.steps(0, thin - 1), *lent])
    size, awaited = len(own.hours), sum(pending)
    rate = (own.known_unrepeated(window) + awaited) / size
    of_sample = rate * (1 - rate) / size
    of_chance = sum(chance * (1 - chance) for chance in pending) / size**2
    of_lender = (awaited / size) ** 2 * sum(step.variance for step in lent)
    return Estimate(rate, *cut(rate, of_sample + of_chance + of_lender), is_borrowed=True)


def estimate(own: Curve, of_scope: Curve, of_center: Curve, window: int, minimum: int) -> Estimate:
    """From its own curve while that is thick enough, then from the scope's weeks before, else the center's.

    Where neither reaches the window, its own thin tail is better than nothing, if that reaches it.
    """
    thin = own.thin_from(minimum)
    if thin > window or not own.pending(window):
        return product_limit(own.steps(0, window))
    if of_scope.at_risk(window) >= minimum:
        return impute(own, of_scope, thin, window)
    if of_center.at_risk(window) >= 1:
        return impute(own, of_center, thin, window)
    if own.at_risk(window) >= 1:
        return product_limit(own.steps(0, window))
    return Estimate(None, is_borrowed=None)


def weeks_before(start: date) -> tuple[date, date]:
    """The 13 ISO weeks before the one in which a period begins: first day, and the day after the last."""
    monday = period_start("week", start)
    return monday - timedelta(weeks=WEEKS_BEFORE), monday
