"""Who gets the credit for a first contact resolution, and what the mix of contacts makes of it.

Readings taken where the definitions leave a choice:
- A contact's first agent is the first one known over its segments.
- A first queue without a name is none that another one could differ from.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from .core import Contact
from .episodes import Issue
from .figures import GRAINS, Place, period_start, wilson
from .methods import by_repeat
from .scopes import CREDITED, standing_scopes
from .world import World


def is_misrouted(contact: Contact) -> bool:
    """Sent to another queue, or handled in another one than it first waited in."""
    handled_in = {row["queue"] for row in contact.segments if row["outcome"] == "handled" and row["queue"] is not None}
    to_queue = any(row["transfer_kind"] == "to_queue" for row in contact.segments)
    return to_queue or (contact.first_queue not in (None, "unknown") and bool(handled_in - {contact.first_queue}))


def is_neutral(issue: Issue) -> bool:
    """Nobody passed it on."""
    contacts = [contact for episode in issue.episodes for contact in episode.contacts]
    return not any((contact.transfers or 0) > 0 or is_misrouted(contact) for contact in contacts)


@dataclass
class Settled:
    """A standing contact whose window has closed."""

    contact: Contact
    is_met: bool

    @property
    def stratum(self) -> tuple[str, str, str]:
        return self.contact.channel, self.contact.topic, self.contact.complexity


def settled_contacts(world: World) -> list[Settled]:
    met = ((contact, by_repeat(contact, world.horizon, world.settings)) for contact in world.contacts)
    return [Settled(contact, is_met) for contact, is_met in met if is_met is not None]


# ---------- adjusted for the mix


def stratum_rates(settled: Iterable[Settled], minimum: int) -> dict[tuple[str, str, str], float]:
    """The center's rate in each stratum; a thin one has that of its channel's thin ones together."""
    strata = defaultdict(list)
    for one in settled:
        strata[one.stratum].append(one.is_met)
    merged = defaultdict(list)
    for stratum, met in strata.items():
        if len(met) < minimum:
            merged[stratum[0]] += met
    return {stratum: share(merged[stratum[0]] if len(met) < minimum else met) for stratum, met in strata.items()}


def share(flags: list[bool]) -> float:
    return sum(flags) / len(flags)


@dataclass
class Adjusted:
    settled: int
    observed: int
    expected: float
    center: float
    # Settled contacts whose stratum is thick enough to be one.
    in_own_strata: int

    @property
    def rate(self) -> float | None:
        return self.center * self.observed / self.expected if self.expected else None

    @property
    def interval(self) -> tuple[float | None, float | None]:
        """That of the observed share, scaled as the rate is."""
        if not self.expected:
            return None, None
        low, high = wilson(self.observed, self.settled)
        factor = self.center * self.settled / self.expected
        return low * factor, high * factor


def adjust(world: World) -> dict[Place, Adjusted]:
    periods = defaultdict(list)
    for one in settled_contacts(world):
        for grain in GRAINS:
            periods[grain, period_start(grain, one.contact.date)].append(one)
    return {
        (*period, *scope): adjusted
        for period, settled in periods.items()
        for scope, adjusted in adjust_period(settled, world).items()
    }


def adjust_period(settled: list[Settled], world: World) -> dict[tuple[str, str], Adjusted]:
    minimum = world.settings.minimum_sample
    rates = stratum_rates(settled, minimum)
    sizes = Counter(one.stratum for one in settled)
    center = share([one.is_met for one in settled])
    scopes = defaultdict(list)
    for one in settled:
        for scope in standing_scopes(one.contact, world.agents):
            if scope[0] in CREDITED:
                scopes[scope].append(one)
    return {
        scope: Adjusted(
            settled=len(members),
            observed=sum(one.is_met for one in members),
            expected=sum(rates[one.stratum] for one in members),
            center=center,
            in_own_strata=sum(sizes[one.stratum] >= minimum for one in members),
        )
        for scope, members in scopes.items()
    }
