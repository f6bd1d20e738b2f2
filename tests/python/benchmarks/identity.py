"""How long identity takes, and whether one identifier of a hundred thousand or a chain of two thousand makes it slower.

    make bench-identity                      1,000,000 simulated contacts, in a folder of its own
    python -m tests.python.benchmarks.identity --contacts 100000 --folder /tmp/bench

Three sets of contacts: `plain` as simulated; `poison`, in which one phone number stands in every tenth contact;
`chain`, with contacts that tie 2,000 identifiers one after the other. Of each the models of identity alone are timed,
in a process of their own; with --whole at the end the whole build of `plain`, to hold identity's time against.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import duckdb

from python_hooks.project import PROJECT

CHAIN = 2000
IDENTITY = "path:models/intermediate/identity"
CONTACTS = {
    "plain": "select 1",
    "poison": """
        update conformed.int_contacts__unioned set customer_phone = '+359 2 999 1234' where hash(contact_id) % 10 = 0
    """,
    # contact i carries the identifiers i and i + 1; addresses and numbers take turns
    "chain": f"""
        insert into conformed.int_contacts__unioned by name
        select * exclude (i) replace (
            'chain-' || i as contact_id, 1 as segment_number, hash(i) >> 1 as row_key,
            null as customer_id, null as ticket_id,
            'chain' || (i + i % 2) || '@example.com' as customer_email,
            '+35988' || (1000000 + i + 1 - i % 2) as customer_phone
        )
        from
            (from conformed.int_contacts__unioned where row_status = 'accepted' limit 1),
            range({CHAIN - 1}) as numbers (i)
    """,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--contacts", type=int, default=1_000_000)
    parser.add_argument("--folder", type=Path, required=True, help="for exports and databases; kept between runs")
    parser.add_argument("--whole", action="store_true", help="the whole build, too")
    arguments = parser.parse_args()
    landing, database = arguments.folder / "landing", arguments.folder / "bench.work.duckdb"
    landed = arguments.folder / "landed.duckdb"
    paths = {
        "CC_LANDING_ROOT": str(landing),
        "CC_DATABASE": str(arguments.folder / "bench.duckdb"),
        "DBT_TARGET_PATH": str(arguments.folder / "target"),
        "DBT_LOG_PATH": str(arguments.folder / "logs"),
    }
    if not landing.exists():
        where = ("--out", landing, "--truth", arguments.folder / "truth", "--format", "parquet")
        run([sys.executable, "-m", "python_hooks.simulator", "--contacts", arguments.contacts, *where], {})
    if not landed.exists():
        before = ["--select", f"+{IDENTITY}", "--exclude", IDENTITY, "--exclude-resource-type", "test", "unit_test"]
        dbt(["build", *before], paths)
        shutil.move(database, landed)
    for name, change in CONTACTS.items():
        shutil.copy(landed, database)
        with duckdb.connect(str(database)) as connection:
            connection.execute(change)
        models, used = dbt(["run", "--select", IDENTITY], paths)
        print(f"{name:8} identity {sum(models.values()):6.1f} s, {used}")
        for model, seconds in sorted(models.items(), key=lambda item: -item[1])[:6]:
            print(f"         {model:40} {seconds:6.1f} s", flush=True)
    if arguments.whole:
        names = {path.stem for path in (PROJECT / "models/intermediate/identity").glob("*.sql")}
        models, used = dbt(["build", "--exclude-resource-type", "test", "unit_test"], paths)
        identity = sum(seconds for model, seconds in models.items() if model in names)
        whole = sum(models.values())
        print(f"whole    {whole:8.1f} s, of which identity {identity:.1f} s = {identity / whole:.0%}; {used}")


def dbt(command: list[str], environment: dict[str, str]) -> tuple[dict[str, float], str]:
    """Seconds of each node; and in words what the process took, start of dbt included."""
    used = run([Path(sys.executable).with_name("dbt"), "--quiet", *command], environment)
    results = json.loads((Path(environment["DBT_TARGET_PATH"]) / "run_results.json").read_text())["results"]
    return {result["unique_id"].split(".")[2]: result["execution_time"] for result in results}, used


def run(command: list, environment: dict[str, str]) -> str:
    process = subprocess.Popen([str(word) for word in command], cwd=PROJECT, env=os.environ | environment)
    _, status, usage = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status):
        sys.exit(f"{command} failed")
    return f"{usage.ru_utime + usage.ru_stime:.1f} s of processor, {usage.ru_maxrss / 1024:.0f} MiB at most"


if __name__ == "__main__":
    main()
