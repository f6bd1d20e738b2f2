"""The tables of docs/accuracy.md: what stands between its markers is written, the prose around them is kept."""

import re
from collections.abc import Iterable
from pathlib import Path

from python_hooks.accuracy import replays
from python_hooks.accuracy.measuring import Measured, Replayed
from python_hooks.accuracy.replays import Forecast, Window
from python_hooks.project import PROJECT

PAGE = PROJECT / "docs" / "accuracy.md"


def write(measured: list[Measured], replayed: Replayed, path: Path = PAGE) -> None:
    fill(
        path,
        {
            "identity": _identity(measured),
            "links": _links(measured),
            "methods": _methods(measured),
            "replays": replays_table(replayed.forecasts),
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


def replays_table(forecasts: list[Forecast]) -> str:
    rows = []
    groups = [(f"{age}", [each for each in forecasts if each.age == age]) for age in range(1, replays.WEEKS_BEFORE + 1)]
    groups += [("all", forecasts), ("**with a window open**", replays.unfinished(forecasts))]
    for name, its in [group for group in groups if group[1]]:
        pending = sum(each.pending_share for each in its) / len(its)
        borrowed = sum(each.is_borrowed for each in its)
        errors = [replays.mean_absolute_error(its, column) for column in replays.COLUMNS]
        biases = [replays.bias(its, column) for column in replays.COLUMNS]
        rows.append(
            [name, str(len(its)), f"{pending:.0%}", str(borrowed)]
            + [f"{error:.2f} ({bias:+.2f})" for error, bias in zip(errors, biases, strict=True)]
        )
    return _table(["weeks before", "weeks seen", "pending", "tail borrowed", *replays.COLUMNS.values()], rows)


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
