"""What a survey says of first contact resolution, and what it would say if everybody had answered as often.

Readings taken where the definitions leave a choice:
- A contact without a queue is in a kind of its own; there is no minimum for the answers of a kind.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from .core import Contact
from .figures import GRAINS, Place, period_start
from .methods import by_survey, is_survey_open
from .scopes import contact_scopes
from .world import World


@dataclass
class Surveyed:
    contact: Contact
    met: bool | None
    is_pending: bool

    @property
    def kind(self) -> tuple[str, str | None, str]:
        return self.contact.channel, self.contact.first_queue, self.contact.topic


@dataclass
class SurveyRates:
    """Of the contacts of a period and scope."""

    contacts: list[Surveyed]

    @cached_property
    def answers(self) -> dict[tuple, list[bool]]:
        """Answers by kind, by channel and altogether."""
        answers = defaultdict(list)
        for one in self.contacts:
            if one.met is not None:
                for group in (one.kind, one.kind[:1], ()):
                    answers[group].append(one.met)
        return answers

    @property
    def answered(self) -> int:
        return len(self.answers.get((), []))

    @property
    def resolved(self) -> int:
        return sum(self.answers.get((), []))

    @property
    def invited(self) -> int:
        return sum(one.contact.is_invited or one.met is not None for one in self.contacts)

    @property
    def pending(self) -> int:
        return sum(one.is_pending for one in self.contacts)

    @property
    def represented(self) -> int:
        return sum(one.kind in self.answers for one in self.contacts)

    @property
    def weighted_resolved(self) -> float | None:
        """Each contact counts the rate of its kind, else of its channel, else of all."""
        return sum(map(self.rate_for, self.contacts)) if self.answered else None

    def rate_for(self, one: Surveyed) -> float:
        groups = (one.kind, one.kind[:1], ())
        answers = next(self.answers[group] for group in groups if group in self.answers)
        return sum(answers) / len(answers)


def make_survey_rates(world: World) -> dict[Place, SurveyRates]:
    places: dict[Place, list[Surveyed]] = defaultdict(list)
    for contact in world.contacts:
        if contact.is_fcr_eligible:
            one = Surveyed(contact, by_survey(contact), is_survey_open(contact, world.horizon, world.settings))
            for grain in GRAINS:
                for scope in contact_scopes(contact):
                    places[grain, period_start(grain, contact.date), *scope].append(one)
    return {place: SurveyRates(contacts) for place, contacts in places.items()}
