"""Each way to say "resolved at the first contact", against whether the issue was really over after the contact.

The truth is asked of the contacts that count for first contact resolution and whose window has closed. A method errs
twice: it judges wrongly, and it leaves out contacts that are not like those it judges.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from python_hooks.accuracy.truth import Truth


@dataclass(frozen=True)
class Method:
    """rate: what the method says; truth_of_judged: the truth about the contacts it judges, None where it judges all by
    some; truth: about all."""

    judged: int
    rate: float
    truth_of_judged: float | None
    truth: float

    @property
    def bias(self) -> float:
        return 100 * (self.rate - self.truth)

    @property
    def bias_of_judgement(self) -> float | None:
        return None if self.truth_of_judged is None else 100 * (self.rate - self.truth_of_judged)

    @property
    def bias_of_selection(self) -> float | None:
        return None if self.truth_of_judged is None else 100 * (self.truth_of_judged - self.truth)


def settled(contacts: Iterable[dict], truth: Truth, horizon: datetime, window_hours: int = 168) -> list[dict]:
    """The contacts that the truth is asked about."""
    latest = horizon - timedelta(hours=window_hours)
    return [
        row
        for row in contacts
        if row["is_fcr_eligible"] and row["ended_at"] <= latest and row["contact_id"] in truth.is_resolved
    ]


def measure(contacts: list[dict], truth: Truth, column: str) -> Method | None:
    """A three-state flag of fct_contacts; None where it judges nobody."""
    judged = [row for row in contacts if row[column] is not None]
    if not judged:
        return None
    return Method(
        judged=len(judged),
        rate=_share(row[column] for row in judged),
        truth_of_judged=_share(truth.is_resolved[row["contact_id"]] for row in judged),
        truth=_share(truth.is_resolved[row["contact_id"]] for row in contacts),
    )


def weighted(contacts: list[dict], truth: Truth, strata: list[dict]) -> Method:
    """The survey's answers weighted back to all contacts, from the rows of int_fcr_survey_strata of the center."""
    counted = sum(row["fcr_contacts"] for row in strata)
    return Method(
        judged=sum(row["contacts_answered"] for row in strata),
        rate=sum(row["fcr_contacts"] * row["stratum_rate"] for row in strata) / counted,
        truth_of_judged=None,
        truth=_share(truth.is_resolved[row["contact_id"]] for row in contacts),
    )


def _share(flags: Iterable[bool]) -> float:
    flags = list(flags)
    return sum(map(bool, flags)) / len(flags)
