"""What identity, the sequence of contacts and the components of first contact resolution cost on a Spark cluster.

    python -m tests.python.benchmarks.spark_scale --contacts 1000000 --workers 2 --folder /tmp/scale

Simulates contacts with everything beside them, lands them, builds the models of --select on a cluster of this machine
and reads the cluster's own event log: seconds, tasks, bytes that changed hands.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from pathlib import Path

from python_hooks.project import PROJECT
from python_hooks.servers import spark
from tests.python.spark_events import Statement, read_events

SELECT = "+int_fcr_days__components"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--contacts", type=int, default=1_000_000)
    parser.add_argument("--workers", type=int, choices=(1, 2), default=2)
    parser.add_argument("--memory", default="4g", help="of each worker (default: 4g)")
    parser.add_argument("--partitions", type=int, default=8, help="parts of a shuffle (default: 8)")
    parser.add_argument("--select", default=SELECT, help=f"models, as dbt selects them (default: {SELECT})")
    parser.add_argument("--folder", type=Path, required=True, help="for exports and the cluster; exports are kept")
    options = parser.parse_args()
    folder = options.folder.resolve()
    landing = _simulated(folder, options.contacts)
    cluster = folder / f"cluster_{options.workers}"
    with spark.running(
        cluster,
        workers=options.workers,
        memory=options.memory,
        events=True,
        conf=[f"spark.sql.shuffle.partitions={options.partitions}"],
    ) as server:
        environment = os.environ | server | _paths(folder) | {"CC_LANDING_ROOT": str(landing)}
        started = time.monotonic()
        _run([sys.executable, "-m", "python_hooks", "land"], environment)
        landed = time.monotonic() - started
        started = time.monotonic()
        dbt = Path(sys.executable).with_name("dbt")
        _run([dbt, "build", "--exclude-resource-type", "test", "unit_test", "--select", options.select], environment)
        built = time.monotonic() - started
        statements = [each for each in read_events(cluster / "events") if each.node]
    report(statements, options, landed, built)


def _simulated(folder: Path, contacts: int) -> Path:
    landing = folder / f"landing_{contacts}"
    if not landing.exists():
        truth = folder / f"truth_{contacts}"
        command = ["-m", "python_hooks.simulator", "--contacts", str(contacts), "--format", "parquet", "--out", landing]
        _run([sys.executable, *command, "--truth", truth], dict(os.environ))
    return landing


def _paths(folder: Path) -> dict[str, str]:
    profiles = folder / "profiles"
    profiles.mkdir(exist_ok=True)
    (profiles / "profiles.yml").write_text((PROJECT / "profiles.example.yml").read_text())
    return {
        "DBT_PROFILES_DIR": str(profiles),
        "DBT_TARGET_PATH": str(folder / "target"),
        "DBT_LOG_PATH": str(folder / "logs"),
        "CC_DATABASE": str(folder / "scale.duckdb"),
    }


def _run(command: list[object], environment: dict[str, str]) -> None:
    run = subprocess.run([str(word) for word in command], cwd=PROJECT, env=environment, capture_output=True, text=True)
    if run.returncode != 0:
        sys.exit(f"{command} failed:\n{run.stdout[-5000:]}{run.stderr[-5000:]}")


def report(statements: list[Statement], options: argparse.Namespace, landed: float, built: float) -> None:
    models: dict[str, list[Statement]] = {}
    for each in statements:
        models.setdefault(each.node.split(".")[-1], []).append(each)
    rows = []
    for name, its in models.items():
        rows.append(
            {
                "model": name,
                # A statement that makes a table is told of twice, as a command and as its query.
                "seconds": max(each.ended for each in its) - min(each.began for each in its),
                "task_seconds": sum(each.task_seconds for each in its),
                "cpu_seconds": sum(each.cpu_seconds for each in its),
                "longest_task": max(each.longest_task for each in its),
                "tasks": sum(each.tasks for each in its),
                "shuffled_mb": sum(each.shuffled_bytes for each in its) / 1e6,
                "shuffled_rows": sum(each.shuffled_rows for each in its),
                "written_mb": sum(each.written_bytes for each in its) / 1e6,
                "spilled_mb": sum(each.spilled_bytes for each in its) / 1e6,
            }
        )
    total = {key: sum(row[key] for row in rows) for key in rows[0] if key != "model"}
    print(
        f"{options.contacts:,} contacts, {options.workers} worker(s): landed in {landed:.0f} s, built in {built:.0f} s"
    )
    print(f"{'model':45}{'s':>8}{'task s':>8}{'cpu s':>8}{'longest':>8}{'tasks':>7}{'shuffled MB':>12}")
    for row in [*sorted(rows, key=lambda row: -row["task_seconds"])[:25], {"model": "all models"} | total]:
        print(
            f"{row['model']:45}{row['seconds']:8.1f}{row['task_seconds']:8.1f}{row['cpu_seconds']:8.1f}"
            f"{row['longest_task']:8.1f}{row['tasks']:7}{row['shuffled_mb']:12.1f}"
        )
    path = options.folder / f"scale_{options.contacts}_{options.workers}.json"
    summary = {"contacts": options.contacts, "workers": options.workers, "landed": landed, "built": built}
    path.write_text(json.dumps(summary | {"total": total, "models": rows}, indent=1))


if __name__ == "__main__":
    main()
