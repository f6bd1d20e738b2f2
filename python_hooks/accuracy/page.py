"""The tables of docs/accuracy.md: what stands between its markers is written, the prose around them is kept."""

import math
import re
from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from python_hooks.accuracy import replays
from python_hooks.accuracy.measuring import Measured, Replayed
from python_hooks.accuracy.replays import Mean, Window
from python_hooks.project import PROJECT

PAGE = PROJECT / "docs" / "accuracy.md"


def write(measured: list[Measured], replayed: Replayed, path: Path = PAGE) -> None:
    fill(
        path,
        {
            "identity": _identity(measured),
            "links": _links(measured),
            "methods": _methods(measured),
            "replays": replays_table(replayed.readings, replayed.mondays),
            "windows": _windows(replayed.windows),
        },
    )


def fill(path: Path, tables: dict[str, str]) -> None:
    """Put each table between its markers. Raises ValueError where they are missing."""
    text = path.read_text(encoding="utf-8")
    for name, table in tables.items():
        pattern = re.compile(rf"(<!-- {name}: .*? -->\n).*?(<!-- end of {name} -->)", re.DOTALL)
        if not pattern.search(text):
            raise ValueError(f"{path}: no place for the table {name}")
        text = pattern.sub(lambda found, table=table: f"{found[1]}{table}{found[2]}", text)
    path.write_text(text, encoding="utf-8")


def _identity(measured: list[Measured]) -> str:
    head = [
        "scenario",
        "contacts",
        "true pairs",
        "precision",
        "where permitted",
        "recall",
        "permitted",
        "recall where permitted",
    ]
    return _table(
        head,
        (
            [
                each.scenario,
                f"{each.contacts:,}",
                f"{each.identity.true_pairs:,}",
                f"{each.identity.precision:.4f}",
                f"**{each.identity.permitted_precision:.4f}**",
                f"{each.identity.recall:.3f}",
                f"{each.identity.permitted_share:.3f}",
                f"**{each.identity.permitted_recall:.4f}**",
            ]
            for each in measured
        ),
    )


def _links(measured: list[Measured]) -> str:
    head = ["scenario", "true links", "any topic: precision", "recall", "same topic: precision", "recall"]
    head += ["any topic: F1 *", "same topic: F1 *"]
    return _table(
        head,
        (
            [
                each.scenario,
                f"{each.same_topic.true_links:,}",
                f"{each.any_topic.precision:.3f}",
                f"{each.any_topic.recall:.3f}",
                f"{each.same_topic.precision:.3f}",
                f"{each.same_topic.recall:.3f}",
                f"{each.any_topic_permitted.f1:.3f}",
                f"**{each.same_topic_permitted.f1:.3f}**",
            ]
            for each in measured
        ),
    )


def _methods(measured: list[Measured]) -> str:
    names = list(dict.fromkeys(name for each in measured for name in each.methods))
    rows = []
    for each in measured:
        truth = next(iter(each.methods.values())).truth
        shown = [each.methods.get(name) for name in names]
        rows.append([each.scenario, f"{100 * truth:.1f} %", *(_points(one.bias) if one else "" for one in shown)])
    usual = measured[0]
    for title, value in (
        ("judged, share of contacts", lambda one: f"{one.judged / usual.settled:.0%}"),
        ("of the bias, by judging wrongly", lambda one: _points(one.bias_of_judgement)),
        ("of the bias, by whom it leaves out", lambda one: _points(one.bias_of_selection)),
    ):
        shown = [usual.methods.get(name) for name in names]
        rows.append([f"*{usual.scenario}: {title}*", "", *(value(one) if one else "" for one in shown)])
    return _table(["scenario", "really resolved", *names], rows)


def _points(value: float | None) -> str:
    return "" if value is None else f"{value:+.1f}"


def replays_table(readings: pd.DataFrame, mondays: pd.DataFrame) -> str:
    center = replays.of_scope(readings, "center")
    groups = [(f"center, {age}", center[center["age"] == age]) for age in range(1, replays.WEEKS_BEFORE + 1)]
    groups += [("**center, with a window open**", replays.unfinished(center))]
    on_mondays = replays.of_scope(mondays, "center")
    groups += [("center, 1, on Mondays at 6:00", on_mondays[on_mondays["age"] == 1])]
    for kind in replays.SCOPES:
        if kind != "center":
            its = replays.of_scope(readings, kind)
            groups.append((f"{kind}, 1", its[its["age"] == 1]))
    head = ["scope, weeks before", "readings", "weeks", "contacts", "pending", "borrowed", "intervals that hold"]
    rows = []
    for name, its in [group for group in groups if len(group[1])]:
        rows.append(
            [name, f"{len(its):,}", str(its["week"].nunique()), f"{its['contacts'].mean():.0f}"]
            + [f"{its['pending_share'].mean():.0%}", f"{its['is_borrowed'].mean():.0%}", _share(its)]
            + [_errors(its, column) for column in replays.COLUMNS]
        )
    return _table([*head, *replays.COLUMNS.values()], rows)


def _share(readings: pd.DataFrame) -> str:
    share = replays.coverage(readings)
    return f"{share.value:.0%}{_margin(100 * share.standard_error, 0)}"


def _errors(readings: pd.DataFrame, column: str) -> str:
    error, bias = replays.mean_absolute_error(readings, column), replays.bias(readings, column)
    silent = int(readings[column].isna().sum())
    if silent == len(readings):
        return f"{silent:,} null"
    text = f"{_mean(error, '.2f')} ({_mean(bias, '+.2f')})"
    return f"{text}, {silent:,} null" if silent else text


def _mean(mean: Mean, form: str) -> str:
    return f"{mean.value:{form}}{_margin(mean.standard_error, 2)}"


def _margin(standard_error: float, places: int) -> str:
    """Of one week nothing is known."""
    return "" if math.isnan(standard_error) else f" ± {standard_error:.{places}f}"


def _windows(windows: list[Window]) -> str:
    head = ["window, hours", "pending", "weeks with a borrowed tail", "estimate", "settles at", "bias, points"]
    return _table(
        head,
        (
            [
                str(each.window_hours),
                f"{each.pending_share:.0%}",
                str(each.borrowed),
                f"{each.estimated:.4f}",
                f"{each.settled_at:.4f}",
                f"{each.bias:+.2f}",
            ]
            for each in windows
        ),
    )


def _table(head: list[str], rows: Iterable[list[str]]) -> str:
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)
