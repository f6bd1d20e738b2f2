"""Sums per period and scope, and the ratios and intervals made of them.

Readings taken where the definitions leave a choice:
- A mean of one observation has no interval; an interval is not cut at a KPI's bounds.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from math import sqrt
from typing import NamedTuple

Z = 1.959963984540054
GRAINS = ("day", "week", "month", "quarter")

Scopes = list[tuple[str, str]]
Place = tuple[str, date, str, str]  # period grain, start of the period, scope kind, scope value


class Rate(NamedTuple):
    """A ratio of two sums of signed components, times `scale`.

    `squares` is given for a mean; `net`, the promoters and the detractors, for a net promoter score.
    """

    numerator: str
    denominator: str
    squares: str | None = None
    interval: str | None = "95 %"
    scale: int = 1
    net: tuple[str, str] | None = None


class Figure(NamedTuple):
    numerator: float | None
    denominator: float | None
    value: float | None
    low: float | None
    high: float | None
    # Of a net promoter score: half the width of its interval before that is cut.
    margin: float | None = None


NOTHING = Figure(None, None, None, None, None)


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


def net_promoter(promoters: float, detractors: float, units: float) -> tuple[float | None, float | None]:
    """With 3/4 of a promoter, 3/4 of a detractor and 1 1/2 passive answers added; cut at -1 and 1."""
    margin = net_margin(promoters, detractors, units)
    if margin is None:
        return None, None
    middle = (promoters - detractors) / (units + 3)
    return max(-1.0, middle - margin), min(1.0, middle + margin)


def net_margin(promoters: float, detractors: float, units: float) -> float | None:
    if units < 2:
        return None
    n = units + 3
    p, d = (promoters + 0.75) / n, (detractors + 0.75) / n
    return Z * sqrt((p + d - (p - d) ** 2) / n)


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
    margin = None
    if rate.interval is None:
        low = high = None
    elif rate.net is not None:
        answers = (*(sums[name] or 0 for name in rate.net), denominator)
        low, high = net_promoter(*answers)
        margin = net_margin(*answers)
    elif rate.squares is None:
        low, high = wilson(numerator, denominator)
    else:
        low, high = normal(numerator, sums[rate.squares], denominator)
    scaled = [None if end is None else rate.scale * end for end in (low, high, margin)]
    return Figure(numerator, denominator, rate.scale * numerator / denominator, *scaled)
