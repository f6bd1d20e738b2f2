"""How long identity takes, and whether one identifier of a hundred thousand or a chain of two thousand makes it slower.

    make bench-identity                      1,000,000 simulated contacts, in a folder of its own
    python -m tests.python.benchmarks.identity --contacts 100000 --folder /tmp/bench

Three landings: `plain` as simulated; `poison`, in which one phone number stands in every tenth contact; `chain`, with
contacts that tie 2,000 identifiers one after the other. Of each the models of identity alone are timed, in a process of
their own; at the end the whole build of `plain`, to hold identity's time against.
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
    "poison": """
        select * replace (
            case when hash(contact_id) % 10 = 0 then '+359 2 999 1234' else customer_phone end as customer_phone
        )
        from contacts
    """,
    # contact i carries the identifiers i and i + 1; addresses and numbers take turns
    "chain": f"""
        select * from contacts
        union all by name
        select * replace (
            'chain-' || i as contact_id, 1 as segment_number, null as customer_id, null as ticket_id,
            'chain' || (i + i % 2) || '@example.com' as customer_email,
            '+35988' || (1000000 + i + 1 - i % 2) as customer_phone
        )
        from (from contacts where segment_number = 1 limit {CHAIN - 1})
        positional join (from range({CHAIN - 1}) as numbers (i))
    """,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--contacts", type=int, default=1_000_000)
    parser.add_argument("--folder", type=Path, required=True, help="for the exports and databases; kept between runs")
    parser.add_argument(
        "--only", choices=["plain", *CONTACTS], nargs="*", help="these landings, without the whole build"
    )
    arguments = parser.parse_args()
    plain = arguments.folder / "plain"
    if not plain.exists():
        where = ("--out", plain, "--truth", arguments.folder / "truth", "--format", "parquet")
        run([sys.executable, "-m", "python_hooks.simulator", "--contacts", str(arguments.contacts), *where], {})
    for name in arguments.only or ["plain", *CONTACTS]:
        landing = plain if name == "plain" else altered(plain, name)
        environment = {"CC_LANDING_ROOT": str(landing), "CC_DATABASE": str(arguments.folder / f"{name}.duckdb")}
        before = ["--select", f"+{IDENTITY}", "--exclude", IDENTITY, "--exclude-resource-type", "test", "unit_test"]
        dbt(["build", *before], environment, arguments.folder)
        models, used = dbt(["run", "--select", IDENTITY], environment, arguments.folder)
        print(f"{name:8} identity {sum(models.values()):6.1f} s, {used}", flush=True)
        for model, seconds in sorted(models.items(), key=lambda item: -item[1])[:6]:
            print(f"         {model:40} {seconds:6.1f} s")
    if not arguments.only:
        environment = {"CC_LANDING_ROOT": str(plain), "CC_DATABASE": str(arguments.folder / "plain.duckdb")}
        models, used = dbt(["build", "--exclude-resource-type", "unit_test"], environment, arguments.folder)
        of_identity = set(names_of(IDENTITY))
        identity = sum(seconds for model, seconds in models.items() if model in of_identity)
        whole = sum(models.values())
        share = f"{identity:.1f} s = {identity / whole:.0%}"
        print(f"whole    {whole:6.1f} s, of which identity {share}; {used}")


def names_of(selector: str) -> list[str]:
    listed = subprocess.run(
        [Path(sys.executable).with_name("dbt"), "--quiet", "ls", "--resource-type", "model", "--select", selector],
        cwd=PROJECT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return [line.rsplit(".", 1)[-1] for line in listed.stdout.split()]


def altered(plain: Path, name: str) -> Path:
    """A landing with other contacts; everything else is linked."""
    landing = plain.with_name(f"landing_{name}")
    if not landing.exists():
        shutil.copytree(plain, landing, copy_function=os.link, ignore=shutil.ignore_patterns("contacts"))
        (landing / "contacts").mkdir()
        with duckdb.connect() as connection:
            connection.execute(f"create view contacts as from read_parquet('{plain}/contacts/*.parquet')")
            connection.execute(f"copy ({CONTACTS[name]}) to '{landing}/contacts/contacts.parquet'")
    return landing


def dbt(command: list[str], environment: dict[str, str], folder: Path) -> tuple[dict[str, float], str]:
    """Seconds of each node; and in words what the process took, start of dbt included."""
    target = folder / "target"
    paths = {"DBT_TARGET_PATH": str(target), "DBT_LOG_PATH": str(folder / "logs")}
    used = run([Path(sys.executable).with_name("dbt"), "--quiet", *command], environment | paths)
    results = json.loads((target / "run_results.json").read_text())["results"]
    return {result["unique_id"].split(".")[2]: result["execution_time"] for result in results}, used


def run(command: list, environment: dict[str, str]) -> str:
    process = subprocess.Popen([str(word) for word in command], cwd=PROJECT, env=os.environ | environment)
    _, status, usage = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status):
        sys.exit(f"{command} failed")
    return f"{usage.ru_utime + usage.ru_stime:.1f} s of processor, {usage.ru_maxrss / 1024:.0f} MiB at most"


if __name__ == "__main__":
    main()
