"""Command line: `python -m python_hooks.accuracy --help`."""

import argparse
import sys
import tempfile
import time
from pathlib import Path

from python_hooks.accuracy import page
from python_hooks.accuracy.measuring import MOST_HORIZONS, measure, missed_targets, replay
from python_hooks.project import Stop
from python_hooks.simulator.scenarios import SCENARIOS

MONDAYS = 3


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m python_hooks.accuracy",
        description="Simulate centres of which the truth is known, build them, and write how far off the tables are.",
    )
    parser.add_argument("--contacts", type=int, default=6_000, help="of each scenario (default 6000)")
    parser.add_argument("--horizons", type=int, default=20, help=f"replayed, {MOST_HORIZONS} at most (default 20)")
    parser.add_argument("--page", type=Path, default=page.PAGE, help="page whose tables are written")
    options = parser.parse_args(arguments)
    if not 0 < options.horizons <= MOST_HORIZONS:
        parser.error(f"--horizons: 1 to {MOST_HORIZONS}")
    begin = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="accuracy-") as folder:
        try:
            measured = []
            for name in SCENARIOS:
                measured.append(measure(Path(folder) / name, name, options.contacts))
                print(f"  {time.monotonic() - begin:4.0f} s  {name}", flush=True)
            replayed = replay(Path(folder) / "replayed", 2 * options.contacts, options.horizons, MONDAYS)
        except Stop as stop:
            print(stop, file=sys.stderr)
            return 1
    page.write(measured, replayed, options.page)
    missed = missed_targets(measured, replayed)
    print(f"{options.page} written after {time.monotonic() - begin:.0f} s")
    for each in missed:
        print(f"  target missed: {each}", file=sys.stderr)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
