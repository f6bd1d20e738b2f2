"""Builds one landing on every engine and compares every public table, row by row.

make parity                                         the demo, on DuckDB, Postgres and Spark
make parity PARITY='--contacts 200000'              as many simulated contacts
make parity PARITY='--engines duckdb,spark --kill-worker 90'   loses a worker in the middle
python -m python_hooks.parity --engines duckdb,postgres --landing <folder>
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
from rich.console import Console
from rich.table import Table as Page

from python_hooks.parity.comparing import Finding, Table, compare, tables_of
from python_hooks.parity.engines import ENGINES, Engine, engines_named
from python_hooks.project import PROJECT, Stop, read_settings


@dataclass
class Built:
    """An engine on which the landing has been built; the server runs."""

    engine: Engine
    environment: dict[str, str]
    folder: Path
    seconds: float = 0.0
    models: dict[str, float] = field(default_factory=dict)


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m python_hooks.parity", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument(
        "--engines", default=",".join(ENGINES), help="two or more; the others are held against the first"
    )
    landing = parser.add_mutually_exclusive_group()
    landing.add_argument("--contacts", type=int, help="simulate about so many contacts (default: the demo)")
    landing.add_argument("--landing", type=Path, help="exports in the form of standard_export")
    parser.add_argument(
        "--kill-worker",
        type=float,
        metavar="SECONDS",
        help="end one of Spark's two workers so long after its build began",
    )
    parser.add_argument("--folder", type=Path, help="new or empty, for databases and servers; left there at the end")
    options = parser.parse_args(arguments)
    console = Console(highlight=False, soft_wrap=True)
    # Servers do not run as root, and another user must be able to enter.
    folder = options.folder or Path(tempfile.mkdtemp(prefix="contact-center-parity-"))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o711)
        engines = engines_named(options.engines)
        if options.kill_worker is not None and "spark" not in [engine.name for engine in engines]:
            raise Stop("--kill-worker kills one of Spark's: name spark in --engines.")
        # Before the first build, which takes minutes.
        for engine in engines:
            if reason := engine.what_is_missing():
                raise Stop(reason)
        if any(folder.iterdir()):
            raise Stop(f"{folder} is not empty: name another folder.")
        with ExitStack() as servers:
            root = options.landing.resolve() if options.landing else _simulated(folder, options.contacts, console)
            built = [_build(engine, folder, root, servers, console, options.kill_worker) for engine in engines]
            faults = 0
            for other in built[1:]:
                faults += show(compared(built[0], other, folder), built[0], other, console)
    except Stop as stop:
        print(stop, file=sys.stderr)
        return 2
    finally:
        if not options.folder:
            shutil.rmtree(folder, ignore_errors=True)
    return 1 if faults else 0


def _simulated(folder: Path, contacts: int | None, console: Console) -> Path | None:
    """The landing folder; None is the demo's."""
    if contacts is None:
        return None
    landing = folder / "landing"
    command = [sys.executable, "-m", "python_hooks.simulator", "--contacts", str(contacts), "--out", str(landing)]
    run = subprocess.run(
        [*command, "--truth", str(folder / "truth")], cwd=PROJECT, capture_output=True, text=True, check=False
    )
    if run.returncode != 0:
        raise Stop(f"Nothing could be simulated:\n{run.stderr}")
    console.print(f"simulated about {contacts:,} contacts")
    return landing


def _build(
    engine: Engine,
    folder: Path,
    landing: Path | None,
    servers: ExitStack,
    console: Console,
    kill_worker: float | None = None,
) -> Built:
    """Starts the engine and builds on it, in a process of its own: dbt has one project and one profile in each."""
    own = folder / engine.name
    own.mkdir(mode=0o711)
    (own / "profiles.yml").write_text((PROJECT / "profiles.example.yml").read_text())
    environment = servers.enter_context(engine.running(own))
    # Somebody's settings of a build are no business of a comparison's.
    inherited = {
        name: value for name, value in os.environ.items() if not name.startswith(("CC_", "DBT_", "VARS", "TARGET"))
    }
    variables = (
        inherited
        | environment
        | {
            "DBT_PROFILES_DIR": str(own),
            "DBT_TARGET_PATH": str(own / "target"),
            "DBT_LOG_PATH": str(own / "logs"),
            "DBT_LOG_LEVEL_FILE": "none",
            "DO_NOT_TRACK": "1",
            "DBT_SEND_ANONYMOUS_USAGE_STATS": "false",
        }
    )
    if landing is not None:
        variables["CC_LANDING_ROOT"] = str(landing)
    console.print(f"building on {engine.name} ...")
    killer = None
    if kill_worker is not None and engine.name == "spark":
        killer = _Killer(own / "server", kill_worker)
        killer.start()
    started = time.monotonic()
    run = subprocess.run(
        [sys.executable, "-m", "python_hooks.parity.building"],
        cwd=PROJECT,
        env=variables,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    seconds = time.monotonic() - started
    if killer is not None:
        console.print(f"  {killer.ended()}")
    if run.returncode != 0:
        raise Stop(f"The build on {engine.name} failed:\n{run.stdout}")
    console.print(f"  {seconds:.0f} s")
    results = json.loads((own / "target" / "run_results.json").read_text())["results"]
    models = {each["unique_id"].split(".")[-1]: each["execution_time"] for each in results}
    return Built(engine, variables, own, seconds, models)


class _Killer(threading.Thread):
    """Kills one of the workers of a Spark cluster after some seconds, if nobody asks before how that ended."""

    def __init__(self, server: Path, seconds: float) -> None:
        super().__init__(daemon=True)
        self._server, self._seconds = server, seconds
        self._is_over, self._fault = threading.Event(), "the build had ended before"

    def run(self) -> None:
        from python_hooks.servers import spark

        if not self._is_over.wait(self._seconds):
            try:
                spark.kill_worker(self._server)
                self._fault = ""
            except Exception as error:
                self._fault = str(error)

    def ended(self) -> str:
        """What was done, in words. Raises Stop where no worker was killed while the build ran."""
        self._is_over.set()
        self.join()
        if self._fault:
            raise Stop(f"No worker was killed after {self._seconds:.0f} s: {self._fault}.")
        return f"a worker was killed after {self._seconds:.0f} s"


def compared(first: Built, other: Built, folder: Path) -> list[Finding]:
    """Every public table of the two."""
    findings = []
    for table in declared(first.environment):
        findings.append(compared_table(table, first, other, folder))
    return findings


def compared_table(table: Table, first: Built, other: Built, folder: Path) -> Finding:
    names = (first.engine.name, other.engine.name)
    with duckdb.connect(config={"preserve_insertion_order": False}) as connection:
        for built, into in ((first, "first"), (other, "second")):
            built.engine.load(connection, table, into, built.environment, folder)
        return compare(connection, table, names, ("first", "second"))


def declared(environment: dict[str, str]) -> list[Table]:
    """The public tables as the project declares them. environment: all variables of a build on any engine."""
    from python_hooks import dbt_runs

    before, here = dict(os.environ), Path.cwd()
    try:
        os.environ.clear()
        # With the target folder of the build, where dbt keeps what it has read.
        os.environ.update(environment)
        os.chdir(PROJECT)
        return tables_of(dbt_runs.parse(read_settings()))
    finally:
        os.chdir(here)
        os.environ.clear()
        os.environ.update(before)


def show(findings: list[Finding], first: Built, other: Built, console: Console) -> int:
    """Prints a line per table and the first differences; returns the number of rows that differ."""
    names = (first.engine.name, other.engine.name)
    page = Page("table", *("rows",), "differing", *(f"{name}, s" for name in names), box=None, pad_edge=False)
    for column in page.columns[1:]:
        column.justify = "right"
    for finding in findings:
        seconds = [built.models.get(finding.table.name) for built in (first, other)]
        page.add_row(
            finding.table.shown,
            f"{finding.rows[0]:,}",
            f"{finding.faults:,}",
            *("" if each is None else f"{each:.1f}" for each in seconds),
            style="red" if finding.faults else "",
        )
    console.print(page)
    faults = sum(finding.faults for finding in findings)
    for finding in findings:
        for words in finding.in_words if finding.faults else []:
            console.print(words, markup=False)
    rows = sum(finding.rows[0] for finding in findings)
    verdict = "no difference" if not faults else f"{faults:,} rows differ"
    console.print(
        f"{names[0]} and {names[1]}: {len(findings)} tables, {rows:,} rows: {verdict}. Whole builds without tests: "
        f"{first.seconds:.0f} s and {other.seconds:.0f} s."
    )
    return faults


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
