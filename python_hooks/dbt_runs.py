"""dbt in this process: its progress while it runs, and its faults in words afterwards."""

import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

from dbt.cli.main import dbtRunner
from dbt.contracts.graph.manifest import Manifest
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from python_hooks.project import Settings, Stop

PLAIN_LINE_SECONDS = 5
LANDING_SENTENCE = re.compile(r"^\s*(?:[\w.<>]+\.)?LandingError: (.+?)\s*$", re.MULTILINE)
LOCKED = re.compile(r"Could not set lock on file")
# How what Java adds to an error begins: where in the server it arose, and the same once more.
JAVA_TRACE = re.compile(r"\s*(at [\w.$/<>]+\(.*\)|Caused by: \S+: .*)$")


@dataclass(frozen=True)
class Fault:
    """A node that did not pass."""

    name: str
    kind: str
    path: str
    claim: str
    message: str
    failures: int | None

    @property
    def landing_sentence(self) -> str | None:
        """What a LandingError says: dbt passes it on with or without its name, as the last line."""
        if self.name != "landing_files" or not self.message.strip():
            return None
        found = LANDING_SENTENCE.findall(self.message)
        return found[-1] if found else self.message.strip().splitlines()[-1].strip()


@dataclass
class Outcome:
    """What a run of dbt came to: counts by kind of node, and its faults."""

    passed: dict[str, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    warnings: list[Fault] = field(default_factory=list)
    skipped: int = 0

    @property
    def is_success(self) -> bool:
        return not self.faults

    @property
    def in_words(self) -> str:
        names = {"model": "models", "seed": "seeds", "test": "data tests", "unit_test": "unit tests"}
        return ", ".join(f"{self.passed[kind]} {word}" for kind, word in names.items() if self.passed.get(kind))


def _forgive_sessions_that_do_not_close() -> None:
    """dbt-spark opens a session per node, and fails the node where the server fails to close it: see close_spark."""
    from dbt.adapters.spark.connections import PyhiveConnectionWrapper

    original = PyhiveConnectionWrapper.close

    def close(self: Any) -> None:
        from pyhive.exc import OperationalError

        with suppress(OperationalError):
            original(self)

    if original.__module__ != __name__:
        PyhiveConnectionWrapper.close = close


def parse(settings: Settings) -> Manifest:
    """The project as dbt reads it. Raises Stop with dbt's words where it cannot."""
    answer = dbtRunner().invoke(["parse", *_common(settings)])
    if answer.exception is not None or answer.result is None:
        raise Stop(f"dbt cannot read the project: {answer.exception}")
    return answer.result


def run(settings: Settings, manifest: Manifest, arguments: list[str], console: Console) -> Outcome:
    """Runs one dbt command over the parsed project and waits for its end; every connection is closed afterwards."""
    if settings.target == "spark":
        _forgive_sessions_that_do_not_close()
    with _progress(console) as heard:
        answer = dbtRunner(manifest=manifest, callbacks=[heard]).invoke([*arguments, *_common(settings)])
    close_connections()
    if isinstance(answer.exception, KeyboardInterrupt):
        raise answer.exception
    if answer.exception is not None:
        raise Stop(_sentence_of(str(answer.exception)))
    return _outcome(answer.result, manifest)


def operate(settings: Settings, manifest: Manifest, macro: str) -> None:
    """Runs one operation, a macro that writes. Raises Stop with dbt's words where it fails."""
    answer = dbtRunner(manifest=manifest).invoke(["run-operation", macro, *_common(settings)])
    close_connections()
    if answer.exception is not None:
        raise Stop(_sentence_of(str(answer.exception)))
    for each in answer.result.results if answer.result is not None else []:
        if str(each.status) not in ("success", "pass"):
            raise Stop(_sentence_of(each.message or f"dbt could not run {macro}."))


def close_connections() -> None:
    """Lets go of the DuckDB file, which dbt-duckdb otherwise holds until this process ends."""
    from dbt.adapters.duckdb.connections import DuckDBConnectionManager

    if DuckDBConnectionManager._ENV is not None:
        DuckDBConnectionManager._ENV.close()
        DuckDBConnectionManager.close_all_connections()


def _common(settings: Settings) -> list[str]:
    return ["--target", settings.target, "--vars", settings.variables, "--log-level", "none"]


def _sentence_of(message: str) -> str:
    landing = LANDING_SENTENCE.findall(message)
    if landing:
        return landing[-1]
    if LOCKED.search(message):
        return (
            "The working database is open in another program, so nothing can be built into it: "
            "close it there and run this again. (Readers open the published file, which is never locked.)"
        )
    if "in operation contact_center-on-run-start" in message:
        # The checks of the variables say what is wrong; dbt adds where in its machinery they stand.
        lines = [line.strip() for line in message.splitlines()[1:]]
        return "\n".join(line for line in lines if line and not line.startswith("> "))
    return _without_java_trace(message)


def _without_java_trace(message: str) -> str:
    lines = message.strip().splitlines()
    traced = [number for number, line in enumerate(lines) if JAVA_TRACE.match(line)]
    return "\n".join(lines[: traced[0]] if traced else lines).rstrip()


def _outcome(result: Any, manifest: Manifest) -> Outcome:
    outcome = Outcome()
    for each in result.results:
        node = each.node
        status = str(each.status)
        kind = str(node.resource_type)
        if status in ("success", "pass", "no-op"):
            outcome.passed[kind] = outcome.passed.get(kind, 0) + 1
        elif status == "skipped":
            outcome.skipped += 1
        else:
            fault = Fault(
                name=node.name,
                kind=kind,
                path=node.original_file_path,
                claim=claim_of(node),
                message=_sentence_of(each.message or ""),
                failures=each.failures,
            )
            (outcome.warnings if status == "warn" else outcome.faults).append(fault)
    return outcome


def claim_of(node: Any) -> str:
    """What a test says: its description, else the comment it opens with, else its name."""
    if getattr(node, "description", ""):
        return " ".join(node.description.split())
    code = (getattr(node, "raw_code", "") or "").lstrip()
    lines = re.match(r"(?:--[^\n]*(?:\n|$))+", code)
    if lines:
        return " ".join(line.lstrip("- ") for line in lines.group(0).splitlines())
    opening = re.match(r"\{#-?\s*(.+?)\s*-?#\}", code, re.DOTALL)
    if opening:
        return " ".join(opening.group(1).split())
    return getattr(node, "name", "").replace("_", " ")


@contextmanager
def _progress(console: Console) -> Iterator[Callable[[Any], None]]:
    """Yields a listener for dbt's events that shows how far it is: a bar on a terminal, else a line now and then."""
    lock = threading.Lock()
    started = time.monotonic()
    seen = {"done": 0, "total": 0, "line": started}
    bar = Progress(
        SpinnerColumn(), BarColumn(24), MofNCompleteColumn(), TimeElapsedColumn(), TextColumn("{task.description}"),
        console=console, transient=True, disable=not console.is_terminal,
    )  # fmt: skip
    task = bar.add_task("reading the project", total=None)

    def heard(event: Any) -> None:
        name = event.info.name
        if name not in ("LogStartLine", "NodeStart", "NodeFinished"):
            return
        with lock:
            if name == "LogStartLine":
                seen["total"] = event.data.total
            elif name == "NodeStart":
                node = event.data.node_info.node_name
                if node == "landing_files" and not console.is_terminal:
                    console.print("  landing the export files ...")
                bar.update(task, description=f"{node:.40}", total=seen["total"] or None)
            else:
                seen["done"] += 1
                bar.update(task, completed=seen["done"], total=seen["total"] or None)
                now = time.monotonic()
                if not console.is_terminal and now - seen["line"] >= PLAIN_LINE_SECONDS:
                    seen["line"] = now
                    node = event.data.node_info.node_name
                    console.print(f"  {seen['done']:>4} of {seen['total']} done, {now - started:.0f} s: {node:.60}")

    with bar:
        yield heard
