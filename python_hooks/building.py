"""The main job: land, build, test, validate, publish, and say what came of it."""

import fcntl
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import yaml
from dbt.contracts.graph.manifest import Manifest
from rich.console import Console
from rich.markup import escape

from python_hooks import dbt_runs, faults, publishing, remembering, scorecard
from python_hooks.expectations import validation
from python_hooks.landing import server
from python_hooks.landing.land import DEMO_SECRET, identity_secret
from python_hooks.project import PROJECT, Settings, Stop
from python_hooks.reading import landing_roots, reading

# Unit tests are about the models, not about the data: they belong to `make test`.
BUILD = ["build", "--exclude-resource-type", "unit_test"]
TEST = ["test", "--exclude-resource-type", "unit_test"]
DEMO_LANDING = (PROJECT / "seeds" / "demo").resolve()


@contextmanager
def alone(settings: Settings) -> Iterator[None]:
    """Holds the build's lock; raises Stop where another build of this database runs. The end of a process frees it."""
    with settings.lock.open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Stop(
                f"Another build of {settings.shown(settings.database)} is running: wait for it to end, "
                "or build into another file (CC_DATABASE=<file>.duckdb)."
            ) from None
        if settings.target == "postgres":
            from python_hooks.publishing_postgres import alone as alone_on_the_server
        elif settings.target == "spark":
            from python_hooks.publishing_spark import alone as alone_on_the_server
        else:
            yield
            return
        with alone_on_the_server(yaml.safe_load(settings.variables).get("cc_schema_prefix", "")):
            yield


def build(settings: Settings, console: Console, *, accept_export: bool = False) -> None:
    """Everything from the exports to the published tables. Raises Stop on a fault: the published file is as it was."""
    with alone(settings):
        console.print(f"[bold]Building[/] {escape(_destination(settings))}")
        if not settings.is_duckdb:
            with _step(console, "land") as done:
                done.append(server.land(settings, _warning(console)))
        manifest = dbt_runs.parse(settings)
        for source, root in landing_roots(manifest).items():
            console.print(f"  from {source}: {escape(settings.shown(root))}")
        if identity_secret() == DEMO_SECRET:
            _warn_of_the_demo_secret(manifest, console)
        _run_dbt(settings, manifest, console, BUILD)
        _finish(settings, manifest, console, accept_export=accept_export)


def publish(settings: Settings, console: Console, *, accept_export: bool = False) -> None:
    """Tests, validates and publishes what a plain `dbt build` has left in the working database."""
    with alone(settings):
        manifest = dbt_runs.parse(settings)
        _run_dbt(settings, manifest, console, TEST)
        _finish(settings, manifest, console, accept_export=accept_export)


def _run_dbt(settings: Settings, manifest: Manifest, console: Console, arguments: list[str]) -> None:
    with _step(console, "dbt") as done:
        with _private_files():
            outcome = dbt_runs.run(settings, manifest, arguments, console)
        if not outcome.is_success:
            raise Stop(faults.explain(outcome, settings, manifest, console))
        done.append(outcome.in_words)
    for warning in outcome.warnings:
        console.print(f"  [yellow]warning[/] {escape(warning.claim)} ({warning.failures} rows say otherwise)")


def _finish(settings: Settings, manifest: Manifest, console: Console, *, accept_export: bool) -> None:
    with _step(console, "validate") as done:
        verdict = validation.validate(settings, manifest)
        done.append(f"{verdict.in_words}: {settings.shown(settings.validation_page)}")
        verdict.stop_where_failed(settings, accept_export=accept_export)
    with _step(console, "publish") as done:
        published = publishing.publish(settings, manifest, _warning(console))
        if settings.is_duckdb:
            validation.remember(settings, manifest)
        done.append(f"{published.tables} tables, {published.rows:,} rows: {_destination(settings)}")
    with _step(console, "remember") as done:
        news = remembering.remember(settings, manifest)
        done.append(news.remembered)
    console.print(f"  {escape(news.changed)}")
    scorecard.show(settings, manifest, console)
    if _landed_secret(settings, manifest) == DEMO_SECRET:
        _warn_of_the_demo_secret(manifest, console)


def _landed_secret(settings: Settings, manifest: Manifest) -> str:
    """What the customer keys of the working database are made with, whatever the environment says by now."""
    (schema,) = {node.schema for node in manifest.sources.values() if node.source_name == "landing"}
    with reading(settings) as reader:
        ((secret,),) = reader.rows(f'select secret from "{schema}"."identity_secret"')
    return secret


def _warn_of_the_demo_secret(manifest: Manifest, console: Console) -> None:
    """Says that keys can be guessed, where they are real people's."""
    if any(root.resolve() != DEMO_LANDING for root in landing_roots(manifest).values()):
        console.print(
            "  [bold yellow]warning[/] customer keys are made with the demo's public secret: anybody can find the "
            "phone number behind one. Set CC_IDENTITY_SECRET to a secret of your own."
        )


def _warning(console: Console) -> Callable[[str], None]:
    return lambda sentence: console.print(f"  [bold yellow]warning[/] {escape(sentence)}")


@contextmanager
def _private_files() -> Iterator[None]:
    """What is made here is for its owner alone: the working database holds phone numbers and the secret."""
    before = os.umask(0o077)
    try:
        yield
    finally:
        os.umask(before)


def _destination(settings: Settings) -> str:
    return settings.shown(settings.database) if settings.is_duckdb else f"the {settings.target} server"


@contextmanager
def _step(console: Console, name: str) -> Iterator[list[str]]:
    """Yields a list for the words that say what the step did, and prints them with the time it took."""
    started = time.monotonic()
    done: list[str] = []
    yield done
    console.print(f"  [green]✓[/] {name:<9}{time.monotonic() - started:6.1f} s  {escape('; '.join(done))}")
