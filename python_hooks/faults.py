"""What stopped a run of dbt, in words, and what to do about it."""

import os
import shlex

from dbt.contracts.graph.manifest import Manifest
from rich.console import Console
from rich.markup import escape

from python_hooks.dbt_runs import Fault, Outcome
from python_hooks.project import Settings
from python_hooks.reading import has_model, reading, relation

SHOWN = 10
# What tells dbt which database and which exports are meant.
GIVEN = ("CC_TARGET", "CC_DATABASE", "CC_LANDING_ROOT")


def explain(outcome: Outcome, settings: Settings, manifest: Manifest, console: Console) -> str:
    """Prints every fault; returns the sentence to end with."""
    for fault in outcome.faults:
        if fault.landing_sentence:
            return f"The build stopped: {fault.landing_sentence} {what_stands(settings)}"
    console.print()
    for fault in outcome.faults:
        _print_fault(fault, settings, console)
    _print_unmapped_codes(settings, manifest, console)
    _print_missing_rates(settings, manifest, console)
    counts = f"{len(outcome.faults)} of dbt's steps did not pass"
    if outcome.skipped:
        counts += f" and {outcome.skipped} that depend on them were left out"
    return f"The build stopped: {counts} (see above). {what_stands(settings)}"


def what_stands(settings: Settings) -> str:
    """What a reader finds after a build that did not pass."""
    if not settings.is_duckdb:
        return "The public schemas on the server are as the last good build left them."
    shown = settings.shown(settings.database)
    if settings.database.exists():
        return f"{shown} is as the last good build left it."
    return f"Nothing has been published to {shown} yet."


def _print_fault(fault: Fault, settings: Settings, console: Console) -> None:
    kind = {"test": "data test", "unit_test": "unit test"}.get(fault.kind, fault.kind)
    console.print(f"[red]{kind} {escape(fault.name)}[/] ({escape(fault.path)})")
    if fault.kind == "test" and fault.failures:
        console.print(f"  It claims: {escape(fault.claim)}")
        console.print(f"  {fault.failures:,} rows say otherwise.")
        console.print(f"  To see them: {escape(_show(fault, settings))}", highlight=False)
    else:
        for line in fault.message.splitlines():
            console.print(f"  {escape(line)}", highlight=False)


def _show(fault: Fault, settings: Settings) -> str:
    """The command that shows the rows of a failed test in the database that was built, given what the build was."""
    given = [f"{name}={shlex.quote(os.environ[name])}" for name in GIVEN if os.environ.get(name)]
    variables = f" --vars {shlex.quote(settings.variables)}" if settings.variables.strip() not in ("", "{}") else ""
    return " ".join([*given, f".venv/bin/dbt show --select {fault.name} --limit 20{variables}"])


def _print_unmapped_codes(settings: Settings, manifest: Manifest, console: Console) -> None:
    if not has_model(manifest, "unmapped_codes"):
        return
    table = relation(manifest, "unmapped_codes")
    with reading(settings) as reader:
        if not reader.exists(table):
            return
        rows = reader.rows(
            f"select source, entity, column_name, code, rows from {table} "
            "order by rows desc, source, entity, column_name, code"
        )
    if not rows:
        return
    console.print("\n[red]Codes that nothing gives a meaning to[/] (quality.unmapped_codes):")
    for source, entity, column, code, count in rows[:SHOWN]:
        console.print(f"  {source}, {entity}.{column}: {escape(repr(code))} in {count:,} rows", highlight=False)
    if len(rows) > SHOWN:
        console.print(f"  ... and {len(rows) - SHOWN} more")
    console.print("  Give each one a row in seeds/mappings/map_codes.csv and build again.")


def _print_missing_rates(settings: Settings, manifest: Manifest, console: Console) -> None:
    if not has_model(manifest, "missing_currency_rates"):
        return
    table = relation(manifest, "missing_currency_rates")
    with reading(settings) as reader:
        if reader.exists(table):
            for (sentence,) in reader.rows(f"select what_to_do from {table} order by entity, currency"):
                console.print(f"\n[red]{escape(sentence)}[/]", highlight=False, soft_wrap=True)
