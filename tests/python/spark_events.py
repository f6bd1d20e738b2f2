"""What a Spark cluster did, out of its event log: the physical plan of every statement, and what its tasks took."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_SQL = "org.apache.spark.sql.execution.ui.SparkListenerSQL"
_COMMENT = re.compile(r"^\s*/\* (\{.*?\}) \*/", re.DOTALL)


@dataclass
class Operator:
    """One operator of a physical plan. text: as Spark says it in a line, with its keys."""

    name: str
    text: str
    children: list[Operator]

    def walk(self) -> Iterator[Operator]:
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass
class Statement:
    """A statement and its plan, as planned and, where Spark has changed it while it ran, as it was run in the end.

    node: dbt's name of the model, test or seed it was sent for; empty for what others send. Seconds are of all tasks.
    """

    node: str
    sql: str
    plan: Operator
    final_plan: Operator
    tasks: int = 0
    task_seconds: float = 0.0
    cpu_seconds: float = 0.0
    gc_seconds: float = 0.0
    longest_task: float = 0.0
    shuffled_bytes: int = 0
    shuffled_rows: int = 0
    written_bytes: int = 0
    spilled_bytes: int = 0
    began: float = 0.0
    ended: float = 0.0


def read_events(folder: Path) -> list[Statement]:
    """Every statement of the one application whose log lies in the folder, in the order in which they began.

    The log may still be written: a last line that is cut off is left out.
    """
    (path,) = [each for each in folder.iterdir() if each.is_file() and not each.name.startswith(".")]
    statements: dict[int, Statement] = {}
    stage_of: dict[int, int] = {}
    with path.open(encoding="utf-8", errors="replace") as lines:
        for line in lines:
            if not line.endswith("\n"):
                break
            _take(json.loads(line), statements, stage_of)
    return list(statements.values())


def _take(event: dict[str, Any], statements: dict[int, Statement], stage_of: dict[int, int]) -> None:
    kind = event["Event"]
    if kind == f"{_SQL}ExecutionStart":
        sql = event["description"]
        comment = _COMMENT.match(sql)
        node = json.loads(comment.group(1)).get("node_id", "") if comment else ""
        plan = _operator(event["sparkPlanInfo"])
        statements[event["executionId"]] = Statement(node or "", sql, plan, plan, began=event["time"] / 1000)
    elif kind == f"{_SQL}AdaptiveExecutionUpdate" and event["executionId"] in statements:
        statements[event["executionId"]].final_plan = _operator(event["sparkPlanInfo"])
    elif kind == f"{_SQL}ExecutionEnd" and event["executionId"] in statements:
        statements[event["executionId"]].ended = event["time"] / 1000
    elif kind == "SparkListenerJobStart":
        execution = event["Properties"].get("spark.sql.execution.id")
        if execution is not None:
            stage_of.update(dict.fromkeys(event["Stage IDs"], int(execution)))
    elif kind == "SparkListenerTaskEnd" and stage_of.get(event["Stage ID"]) in statements:
        _measure(statements[stage_of[event["Stage ID"]]], event)


def _operator(info: dict[str, Any]) -> Operator:
    return Operator(info["nodeName"], info["simpleString"], [_operator(child) for child in info["children"]])


def _measure(statement: Statement, event: dict[str, Any]) -> None:
    measures = event.get("Task Metrics")
    if measures is None:
        return
    seconds = measures["Executor Run Time"] / 1000
    statement.tasks += 1
    statement.task_seconds += seconds
    statement.cpu_seconds += measures["Executor CPU Time"] / 1e9
    statement.gc_seconds += measures["JVM GC Time"] / 1000
    statement.longest_task = max(statement.longest_task, seconds)
    statement.shuffled_bytes += measures["Shuffle Write Metrics"]["Shuffle Bytes Written"]
    statement.shuffled_rows += measures["Shuffle Write Metrics"]["Shuffle Records Written"]
    statement.written_bytes += measures["Output Metrics"]["Bytes Written"]
    statement.spilled_bytes += measures["Disk Bytes Spilled"]
