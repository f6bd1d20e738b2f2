"""What test_spark.py finds in plans: one task or driver for all rows is told, and what is few rows is not."""

import json

import pytest

from tests.python.spark_events import Operator, read_events
from tests.python.spark_plans import faults, is_one_row

SINGLE = "Exchange SinglePartition, ENSURE_REQUIREMENTS, [plan_id=7]"


def operator(text: str, *children: Operator) -> Operator:
    return Operator(text.split("(")[0].split()[0], text, list(children))


def scan(table: str = "intermediate.contacts") -> Operator:
    return operator(f"Scan parquet spark_catalog.{table}[a#1,b#2]")


def single(*children: Operator) -> Operator:
    return operator(SINGLE, *children)


@pytest.mark.parametrize(
    ("plan", "said"),
    [
        (operator("Window [row_number()]", operator("Sort [a#1]", single(scan()))), "brings all rows to one task"),
        (single(operator("Project [a#1]", operator("Filter (a#1 > 2)", scan()))), "brings all rows to one task"),
        (single(operator("HashAggregate(keys=[a#1], functions=[])", scan())), "brings all rows to one task"),
        (
            single(operator("HashAggregate(keys=[date_day#3, a#1], functions=[])", scan())),
            "brings all rows to one task",
        ),
        (operator("Sort [a#1], true", operator("Exchange rangepartitioning(a#1 ASC, 8)", scan())), "sorts all rows"),
        (operator("CartesianProduct", scan(), scan()), "pairs every row with every row"),
        (
            operator("BroadcastNestedLoopJoin BuildRight, Inner", scan(), operator("BroadcastExchange", scan())),
            "pairs every row with every row",
        ),
    ],
)
def test_all_rows_in_one_place_are_a_fault(plan, said):
    (found,) = faults(plan)
    assert found.startswith(said)
    # Wherever it stands.
    assert list(faults(operator("Project [a#1]", operator("SortMergeJoin [a#1]", scan(), plan)))) == [found]


@pytest.mark.parametrize(
    "plan",
    [
        operator("Exchange hashpartitioning(a#1, 8)", scan()),
        single(operator("HashAggregate(keys=[], functions=[partial_count(1)])", scan())),
        single(operator("Project [a#1]", operator("HashAggregate(keys=[date_day#3], functions=[])", scan()))),
        single(operator("HashAggregate(keys=[portion_date#3, portion_text_1#4], functions=[])", scan())),
        single(operator("LocalLimit 1", scan())),
        operator("BroadcastNestedLoopJoin BuildRight, Cross", scan(), scan("intermediate.int_data_horizon")),
        operator("SortMergeJoin [a#1]", scan(), scan()),
    ],
)
def test_few_rows_in_one_place_are_none(plan):
    assert list(faults(plan)) == []


def test_one_row_is_what_is_counted_without_groups():
    assert is_one_row(operator("Project [a#1]", operator("HashAggregate(keys=[], functions=[count(1)])", scan())))
    assert not is_one_row(operator("HashAggregate(keys=[a#1], functions=[count(1)])", scan()))
    assert not is_one_row(scan())


def test_a_log_is_read_up_to_the_line_that_is_being_written(tmp_path):
    info = {"nodeName": "Scan", "simpleString": "Scan parquet", "children": []}
    sql = "org.apache.spark.sql.execution.ui.SparkListenerSQL"
    measures = {
        "Executor Run Time": 1500, "Executor CPU Time": 10**9, "JVM GC Time": 0, "Disk Bytes Spilled": 0,
        "Shuffle Write Metrics": {"Shuffle Bytes Written": 10, "Shuffle Records Written": 2},
        "Output Metrics": {"Bytes Written": 0},
    }  # fmt: skip
    events = [
        {
            "Event": f"{sql}ExecutionStart", "executionId": 4, "time": 1000, "sparkPlanInfo": info,
            "description": '/* {"app": "dbt", "node_id": "model.contact_center.int_episodes"} */ create table a',
        },
        {"Event": f"{sql}ExecutionStart", "executionId": 5, "time": 1, "sparkPlanInfo": info, "description": "select"},
        {"Event": "SparkListenerJobStart", "Stage IDs": [1, 2], "Properties": {"spark.sql.execution.id": "4"}},
        {"Event": "SparkListenerTaskEnd", "Stage ID": 2, "Task Metrics": measures},
        {"Event": "SparkListenerTaskEnd", "Stage ID": 3, "Task Metrics": measures},
        {"Event": f"{sql}ExecutionEnd", "executionId": 4, "time": 4000},
    ]  # fmt: skip
    (tmp_path / "app-1").write_text("".join(json.dumps(event) + "\n" for event in events) + '{"Event": "Spark')
    made, other = read_events(tmp_path)
    assert (made.node, made.tasks, made.task_seconds, made.shuffled_bytes) == (
        "model.contact_center.int_episodes", 1, 1.5, 10,
    )  # fmt: skip
    assert (made.ended - made.began, other.node, other.tasks) == (3.0, "", 0)
