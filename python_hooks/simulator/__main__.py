"""Command line: `python -m python_hooks.simulator --help`."""

import argparse
import sys
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from pathlib import Path

from python_hooks.simulator.scenarios import SCENARIOS
from python_hooks.simulator.world import EXACT_CONTACTS, PART_CONTACTS, World
from python_hooks.simulator.write import write_part, write_reference

FIRST_DAY = date(2025, 1, 6)
EXAMPLE = "python -m python_hooks.simulator --out /tmp/center/landing --truth /tmp/center/truth --contacts 1000000"


def main(arguments: list[str] | None = None) -> int:
    options = _parse(arguments)
    begin = time.monotonic()
    try:
        rows = simulate(**options)
    except OSError as error:
        print(f"cannot write: {error}", file=sys.stderr)
        return 1
    for entity, count in sorted(rows.items()):
        print(f"{entity:20}{count:>14,} rows")
    print(f"written to {options['out']} in {time.monotonic() - begin:.0f} seconds; the truth is in {options['truth']}")
    return 0


def simulate(
    out: Path,
    truth: Path,
    contacts: int,
    weeks: int,
    seed: int,
    first_day: date,
    as_format: str,
    processes: int,
    scenario: str = "demo",
) -> Counter:
    """Write a centre's landing files and their truth; returns rows per entity. The number of processes changes nothing
    but the time it takes."""
    parts = max(1, round(contacts / PART_CONTACTS))
    size, story = round(contacts / parts), SCENARIOS[scenario]
    worlds = [World(size, weeks, seed, first_day, part, parts, story) for part in range(parts)]
    rows, total = Counter(), Counter()
    if parts == 1:
        results = [write_part(worlds[0], out, truth, as_format)]
    else:
        with ProcessPoolExecutor(processes) as pool:
            results = list(pool.map(write_part, worlds, *([value] * parts for value in (out, truth, as_format))))
    for part_rows, part_amounts in results:
        rows.update(part_rows)
        total.update(part_amounts)
    rows.update(write_reference(worlds[0], total, out, as_format))
    return rows


def _parse(arguments: list[str] | None) -> dict:
    parser = argparse.ArgumentParser(
        prog="python -m python_hooks.simulator",
        description="Simulate a contact centre and write its exports in the landing contract (standard_export): "
        "thirteen entities under --out, and in --truth what really happened.",
        epilog=f"Up to {EXACT_CONTACTS:,} contacts every queue is simulated customer by customer; above, waits are "
        f"approximated from capacity. Example: {EXAMPLE}",
    )
    parser.add_argument("--out", type=Path, required=True, help="landing root to write to: new or empty")
    parser.add_argument("--truth", type=Path, required=True, help="folder for the truth: new or empty, outside --out")
    parser.add_argument("--contacts", type=int, default=4_000, help="about how many contacts (default 4000)")
    stories = "; ".join(f"{name}: {scenario.story}" for name, scenario in SCENARIOS.items())
    parser.add_argument("--scenario", choices=SCENARIOS, default="demo", help=f"default demo. {stories}")
    parser.add_argument("--weeks", type=int, help="weeks to simulate, 4 to 52 (default 13, of the scenario long 26)")
    parser.add_argument("--seed", type=int, default=1, help="the same seed gives the same files (default 1)")
    parser.add_argument("--start", type=date.fromisoformat, default=FIRST_DAY, help=f"a Monday (default {FIRST_DAY})")
    parser.add_argument("--format", choices=["csv", "parquet"], help="default csv up to 100,000 contacts, else parquet")
    parser.add_argument("--processes", type=int, default=2, help="parts simulated at the same time (default 2)")
    options = parser.parse_args(arguments)
    options.weeks = SCENARIOS[options.scenario].weeks if options.weeks is None else options.weeks
    for name, low, high in (("contacts", 100, 10**9), ("weeks", 4, 52), ("seed", 0, 2**32 - 1), ("processes", 1, 256)):
        if not low <= getattr(options, name) <= high:
            parser.error(f"--{name} must lie between {low} and {high}")
    if options.start.weekday() != 0:
        parser.error(f"--start must be a Monday, and {options.start} is not")
    for name in ("out", "truth"):
        folder = getattr(options, name)
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            parser.error(f"--{name}: {folder} is not an empty folder")
    if options.truth.resolve().is_relative_to(options.out.resolve()):
        parser.error("--truth must lie outside --out, or it would be landed as an entity")
    return {
        "out": options.out,
        "truth": options.truth,
        "contacts": options.contacts,
        "weeks": options.weeks,
        "seed": options.seed,
        "first_day": options.start,
        "as_format": options.format or ("csv" if options.contacts <= 100_000 else "parquet"),
        "processes": options.processes,
        "scenario": options.scenario,
    }


if __name__ == "__main__":
    sys.exit(main())
