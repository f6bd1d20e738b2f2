"""What in a physical plan of Spark does not spread over a cluster, however many workers there are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tests.python.spark_events import Operator

# Between an exchange and what makes its rows; none of them changes how many there are, but for the better.
_PASSING = re.compile(
    r"WholeStageCodegen|InputAdapter|Project|Filter|AQEShuffleRead|ShuffleQueryStage|ResultQueryStage|AdaptiveSparkPlan|Sort$|ColumnarToRow"
)
_GROUPED = re.compile(r"Aggregate\(key(?:s)?=\[(.*?)\](?:,|\))", re.DOTALL)
_ONE_ROW_TABLES = ("int_data_horizon", "identity_secret")
# A row per source; per day; per portion of numbered_in_order: a day, or a beginning of an id where there is no day.
_FEW = re.compile(r"^(portion_\w+|source|date_day)#\d+L?$")


def faults(plan: Operator) -> Iterator[str]:
    """A sentence per operator that one task, or the driver, does for all rows."""
    for operator in plan.walk():
        if operator.name in ("Exchange", "ShuffleExchange"):
            if "rangepartitioning" in operator.text.lower():
                yield f"sorts all rows: {operator.text[:200]}"
            if "SinglePartition" in operator.text and not _is_small(operator.children[0]):
                yield f"brings all rows to one task: {operator.text[:99]} of {_source(operator.children[0]).text[:200]}"
        if operator.name in ("CartesianProduct", "BroadcastNestedLoopJoin") and not any(
            _is_small(side) for side in operator.children
        ):
            sides = " and ".join(_source(side).text[:120] for side in operator.children)
            yield f"pairs every row with every row: {operator.text[:200]} of {sides}"


def _source(operator: Operator) -> Operator:
    """What makes the rows."""
    while len(operator.children) == 1 and _PASSING.match(operator.name):
        operator = operator.children[0]
    return operator


def _keys(operator: Operator) -> list[str] | None:
    found = _GROUPED.search(operator.text)
    return None if found is None else [key.strip() for key in found.group(1).split(", ") if key.strip()]


def _is_small(operator: Operator) -> bool:
    source = _source(operator)
    keys = _keys(source)
    return (keys is not None and all(_FEW.match(key) for key in keys)) or "Limit" in source.name or is_one_row(source)


def is_one_row(operator: Operator) -> bool:
    for each in operator.walk():
        if _keys(each) == []:
            return True
        if len(each.children) > 1:
            return False
        if not each.children:
            return any(name in each.text for name in _ONE_ROW_TABLES)
    return False
