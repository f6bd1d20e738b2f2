"""A simulated centre, built with dbt into a database of its own, without the checks that `make build` runs."""

import contextlib
import functools
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import yaml
from rich.console import Console

from python_hooks import dbt_runs
from python_hooks.project import PROJECT, Settings, Stop
from python_hooks.simulator.__main__ import simulate

FIRST_DAY = date(2025, 1, 6)
# A developer's own settings are no business of a measurement's.
OWN_SETTINGS = ("CC_", "DBT_", "VARS", "TARGET")


@dataclass(frozen=True)
class Warehouse:
    """Landing files, their truth, and a database; all in one folder."""

    folder: Path

    @property
    def landing(self) -> Path:
        return self.folder / "landing"

    @property
    def truth(self) -> Path:
        return self.folder / "truth"

    def simulate(self, scenario: str, contacts: int, weeks: int, seed: int = 1) -> None:
        simulate(
            out=self.landing,
            truth=self.truth,
            contacts=contacts,
            weeks=weeks,
            seed=seed,
            first_day=FIRST_DAY,
            as_format="csv",
            processes=2,
            scenario=scenario,
        )

    def build(self, models: list[str], variables: dict | None = None) -> None:
        """These models and all they read."""
        self._run([f"+{name}" for name in models], variables)

    def rebuild(self, first: str, models: list[str], variables: dict) -> None:
        """These models and what they read of `first` or of anything made from it; everything else is as it was."""
        self._run([f"{first}+,+{name}" for name in models], variables)

    def rows(self, sql: str) -> list[dict[str, Any]]:
        """As dictionaries in which unknown is None; a data frame would make a number of it."""
        with duckdb.connect(str(self._settings({}).work), read_only=True) as connection:
            answer = connection.execute(sql)
            names = [column[0] for column in answer.description]
            return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]

    def _run(self, select: list[str], variables: dict | None) -> None:
        settings = self._settings(variables or {})
        with self._environment():
            arguments = ["build", "--exclude-resource-type", "test", "unit_test", "--select", *select]
            outcome = dbt_runs.run(settings, _manifest(), arguments, Console(quiet=True))
        if not outcome.is_success:
            fault = outcome.faults[0]
            raise Stop(f"{fault.name}: {fault.message}")

    def _settings(self, variables: dict) -> Settings:
        written = yaml.safe_dump(variables, default_flow_style=True, width=10_000)
        return Settings("duckdb", self.folder / "center.duckdb", written)

    @contextlib.contextmanager
    def _environment(self) -> Iterator[None]:
        """The example's profile, and nobody's settings. dbt and profiles.yml mean the project's folder by "here"."""
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / "profiles.yml").write_text((PROJECT / "profiles.example.yml").read_text(encoding="utf-8"))
        before, here = dict(os.environ), Path.cwd()
        kept = {name: value for name, value in before.items() if not name.startswith(OWN_SETTINGS)}
        own = {
            "CC_DATABASE": str(self.folder / "center.duckdb"),
            "CC_LANDING_ROOT": str(self.landing),
            "DBT_PROFILES_DIR": str(self.folder),
            "DBT_TARGET_PATH": str(self.folder / "target"),
            "DBT_LOG_PATH": str(self.folder / "logs"),
            "DBT_LOG_LEVEL_FILE": "none",
            "DBT_SEND_ANONYMOUS_USAGE_STATS": "false",
            "DO_NOT_TRACK": "1",
        }
        try:
            os.environ.clear()
            os.environ.update(kept | own)
            os.chdir(PROJECT)
            yield
        finally:
            os.chdir(here)
            os.environ.clear()
            os.environ.update(before)


@functools.cache
def _manifest() -> Any:
    """The project as dbt reads it, once: the variables changed here are none that is read while parsing."""
    return dbt_runs.parse(Settings("duckdb", PROJECT / "unused.duckdb", "{}"))
