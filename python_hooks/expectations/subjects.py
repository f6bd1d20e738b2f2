"""What is validated: a data frame, what is expected of it, and each expectation in words."""

from dataclasses import dataclass, field
from typing import Any

import great_expectations.expectations as gxe
import pandas as pd
from great_expectations.expectations.expectation import Expectation


@dataclass
class Subject:
    """One frame and what is expected of it. `notes` say what was left out, and why."""

    name: str
    frame: pd.DataFrame
    expectations: list[Expectation] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def expect(self, kind: type[Expectation], claim: str, *, why: str = "", **arguments: Any) -> None:
        """Adds an expectation. claim: what is expected, in words; why: the reason of a bound."""
        self.expectations.append(kind(**arguments, meta={"claim": claim, "why": why}))

    def expect_quantiles(self, column: str, bounds: dict[float, tuple[float, float]], *, unit: str, why: str) -> None:
        """Expects each quantile of a column within its bounds."""
        words = " and ".join(
            f"the {_ordinal(quantile)} percentile lies between {low:,.0f} and {high:,.0f} {unit}"
            for quantile, (low, high) in bounds.items()
        )
        self.expect(
            gxe.ExpectColumnQuantileValuesToBeBetween,
            words,
            why=why,
            column=column,
            quantile_ranges={"quantiles": list(bounds), "value_ranges": [list(pair) for pair in bounds.values()]},
        )


def _ordinal(quantile: float) -> str:
    return f"{quantile * 100:g}th"
