"""Where things are: the project, the databases, and what a command was asked to do. Knows no tool."""

import os
import sys
from dataclasses import dataclass
from pathlib import Path

import yaml

PROJECT = Path(__file__).resolve().parent.parent
DEFAULT_DATABASE = "warehouse/contact_center.duckdb"


class Stop(Exception):
    """Ends a command with the sentence it carries."""


def warn_on_stderr(sentence: str) -> None:
    """For what does not end a command, and somebody should know; stdout may be read by a program."""
    print(f"warning: {sentence}", file=sys.stderr)


@dataclass(frozen=True)
class Settings:
    """What the environment and the command line say."""

    target: str
    database: Path
    variables: str

    @property
    def work(self) -> Path:
        """The working database: private schemas, beside the published file. profiles.example.yml says the same."""
        return self.database.with_name(self.database.name.removesuffix(".duckdb") + ".work.duckdb")

    @property
    def lock(self) -> Path:
        return self.database.with_name(f".{self.database.name}.lock")

    @property
    def validation_page(self) -> Path:
        return self.database.with_name("validation.html")

    @property
    def is_duckdb(self) -> bool:
        return self.target == "duckdb"

    def shown(self, path: Path) -> str:
        """A path as a person in the project folder would type it."""
        try:
            return str(path.resolve().relative_to(PROJECT))
        except ValueError:
            return str(path)


def read_settings(variables: str | None = None) -> Settings:
    """The settings of this run. Makes the database's folder; raises Stop where a setting cannot be right."""
    target = os.environ.get("CC_TARGET") or "duckdb"
    text = os.environ.get("CC_DATABASE") or DEFAULT_DATABASE
    database = Path(text)
    if database.suffix != ".duckdb" or database.name.endswith(".work.duckdb"):
        raise Stop(
            f"CC_DATABASE is {text}: it names the published file, which must end in .duckdb (and not in .work.duckdb)."
        )
    if database.is_dir():
        raise Stop(f"CC_DATABASE is {text}, which is a folder: name a file in it.")
    try:
        database.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Stop(f"CC_DATABASE is {text}, and its folder cannot be made: {error.strerror}.") from None
    variables = variables or "{}"
    try:
        parsed = yaml.safe_load(variables)
    except yaml.YAMLError:
        parsed = None
    if not isinstance(parsed, dict):
        raise Stop(f"VARS is {variables}: it must be YAML, like VARS='{{cc_fcr_window_hours: 72}}'.")
    return Settings(target, database, variables)
