"""The project's registries are macros that return plain data; this reads them without a dbt project or a database."""

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader

PROJECT = Path(__file__).resolve().parent.parent


class _Returned(Exception):
    """dbt's return() ends a macro with a value that is not text; so does this."""


def _return(value: Any) -> None:
    raise _Returned(value)


@cache
def read_macro(path: str) -> Any:
    """What the argument-less macro in `path` (relative to the project; named as its file) returns.

    Raises ValueError where the macro ends without a value.
    """
    environment = Environment(loader=FileSystemLoader(PROJECT), extensions=["jinja2.ext.do"])  # noqa: S701 - renders no page
    module = environment.get_template(path).make_module({"return": _return})
    try:
        getattr(module, Path(path).stem)()
    except _Returned as returned:
        return returned.args[0]
    raise ValueError(f"{path}: the macro {Path(path).stem} returned nothing")


def canonical_entities() -> dict[str, dict[str, Any]]:
    """The landing contract: entity -> key, columns (see the macro of this name)."""
    return read_macro("macros/conform/canonical_entities.sql")


def canonical_words() -> dict[str, list[str]]:
    """The contract's vocabularies: vocabulary -> words."""
    return read_macro("macros/conform/canonical_words.sql")
