"""Each way to say "resolved at the first contact", against whether the issue was really over after the contact.

The truth is asked of the contacts that count for first contact resolution and whose window has closed. A method errs
twice: it judges wrongly, and it leaves out contacts that are not like those it judges.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from python_hooks.accuracy.truth import Truth


@dataclass(frozen=True)
class Method:
    """contacts: asked about; judged: of these, those it has a verdict of. rate: what the method says; truth_of_judged:
    the truth about the contacts it judges, None where it judges all by some; truth: about all."""

    contacts: int
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
        contacts=len(contacts),
        judged=len(judged),
        rate=_share(row[column] for row in judged),
        truth_of_judged=_share(truth.is_resolved[row["contact_id"]] for row in judged),
        truth=_share(truth.is_resolved[row["contact_id"]] for row in contacts),
    )


def weighted(contacts: list[dict], truth: Truth, column: str) -> Method | None:
    """The same, weighted back to these very contacts, in the way of int_fcr_survey_strata: each is spoken for by the
    verdicts on its kind; where there are none, on its channel; else on everybody."""
    verdicts = defaultdict(list)
    judged = [row for row in contacts if row[column] is not None]
    for row in judged:
        for kind in _kinds(row):
            verdicts[kind].append(row[column])
    if not judged:
        return None
    rates = {kind: _share(flags) for kind, flags in verdicts.items()}
    spoken_for = [next(rates[kind] for kind in _kinds(row) if kind in rates) for row in contacts]
    return Method(
        contacts=len(spoken_for),
        judged=len(judged),
        rate=sum(spoken_for) / len(spoken_for),
        truth_of_judged=None,
        truth=_share(truth.is_resolved[row["contact_id"]] for row in contacts),
    )


def _kinds(row: dict) -> Iterator[tuple]:
    """From the narrowest. A quarter is long enough for most to have an answer."""
    day = row["started_date"]
    quarter = day.year, (day.month - 1) // 3
    yield (*quarter, row["channel"], row["first_queue"], row["topic"])
    yield (*quarter, row["channel"])
    yield quarter
    yield ()


def _share(flags: Iterable[bool]) -> float:
    flags = list(flags)
    return sum(map(bool, flags)) / len(flags)
