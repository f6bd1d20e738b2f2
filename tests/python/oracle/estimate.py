"""What the share without a repeat will be: the product limit over contacts whose windows are still open.

Readings taken where the definitions leave a choice:
- The ISO week in which a period begins is that of its first day.
- Whoever ended behind the horizon was never at risk.
- Without an event the interval has no width.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from math import ceil, floor, sqrt
from typing import NamedTuple

from .core import hours
from .episodes import LONGEST_HOURS, Episode
from .figures import Z, period_start

WEEKS_BEFORE = 13


class Estimate(NamedTuple):
    rate: float | None
    low: float | None = None
    high: float | None = None
    is_borrowed: bool = False


class Step(NamedTuple):
    """Repeats in an hour, and how many could have repeated in it."""

    repeats: int
    at_risk: int


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
                yield Step(self.repeats[hour], self.at_risk(hour))


def product_limit(steps: Iterable[Step], is_borrowed: bool = False) -> Estimate:
    """Greenwood's interval, cut to what a share can be; none where nobody is left."""
    rate, variance = 1.0, 0.0
    for repeats, at_risk in steps:
        if repeats == at_risk:
            return Estimate(0.0, is_borrowed=is_borrowed)
        rate *= 1 - repeats / at_risk
        variance += repeats / (at_risk * (at_risk - repeats))
    margin = Z * rate * sqrt(variance)
    return Estimate(rate, max(0.0, rate - margin), min(1.0, rate + margin), is_borrowed)


def estimate(own: Curve, of_scope: Curve, of_center: Curve, window: int, minimum: int) -> Estimate:
    """From its own curve while that is thick enough, then from the scope's weeks before, else the center's."""
    thin = own.thin_from(minimum)
    if thin > window:
        return product_limit(own.steps(0, window))
    if of_scope.at_risk(window) >= minimum:
        lender = of_scope
    elif of_center.at_risk(window) >= 1:
        lender = of_center
    else:
        return Estimate(None, is_borrowed=True)
    return product_limit([*own.steps(0, thin - 1), *lender.steps(thin, window)], is_borrowed=True)


def weeks_before(start: date) -> tuple[date, date]:
    """The 13 ISO weeks before the one in which a period begins: first day, and the day after the last."""
    monday = period_start("week", start)
    return monday - timedelta(weeks=WEEKS_BEFORE), monday
