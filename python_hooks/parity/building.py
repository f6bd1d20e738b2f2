"""Lands, builds and publishes on the engine of the environment, without tests: `make build` holds those, on any engine.

The seconds of every model are left where dbt leaves them, in run_results.json of DBT_TARGET_PATH.
"""

import os
import sys

from rich.console import Console

from python_hooks import building, dbt_runs, publishing
from python_hooks.landing import server
from python_hooks.project import PROJECT, Stop, read_settings

WITHOUT_TESTS = [*building.BUILD, "--exclude-resource-type", "test"]


def main() -> int:
    # The working database holds phone numbers and the secret.
    os.umask(0o077)
    os.chdir(PROJECT)
    settings, console = read_settings(os.environ.get("VARS")), Console(highlight=False, soft_wrap=True)
    try:
        with building.alone(settings):
            if not settings.is_duckdb:
                console.print(f"  {server.land(settings)}")
            manifest = dbt_runs.parse(settings)
            outcome = dbt_runs.run(settings, manifest, WITHOUT_TESTS, console)
            for fault in outcome.faults:
                console.print(f"  {fault.name}: {fault.message}", markup=False)
            if not outcome.is_success:
                return 1
            publishing.publish(settings, manifest)
    except Stop as stop:
        console.print(str(stop), markup=False)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
