"""The project's registries are macros that return plain data; this reads them without a dbt project or a database."""

from functools import cache, partial
from pathlib import Path
from typing import Any

import yaml
from jinja2 import Environment, FileSystemLoader

PROJECT = Path(__file__).resolve().parent.parent


class _Returned(Exception):
    """dbt's return() ends a macro with a value that is not text; so does this."""


def _return(value: Any) -> None:
    raise _Returned(value)


@cache
def _defaults() -> dict[str, Any]:
    """The variables as dbt_project.yml gives them."""
    project = yaml.safe_load((PROJECT / "dbt_project.yml").read_text(encoding="utf-8"))
    return project["vars"]["contact_center"]


@cache
def read_macro(path: str) -> Any:
    """What the argument-less macro in `path` (relative to the project; named as its file) returns.

    It may be put together of the macros in macros/kpi/registry. Raises ValueError where it ends without a value.
    """
    parts = {
        part.stem: partial(read_macro, part.relative_to(PROJECT).as_posix())
        for part in (PROJECT / "macros/kpi/registry").glob("*.sql")
    }
    environment = Environment(loader=FileSystemLoader(PROJECT), extensions=["jinja2.ext.do"])
    module = environment.get_template(path).make_module({"return": _return, "var": _defaults().__getitem__, **parts})
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


def kpi_subjects() -> dict[str, dict[str, Any]]:
    """What the KPIs count: subject -> relation, components, scopes."""
    return read_macro("macros/kpi/kpi_subjects.sql")


def kpi_components() -> dict[str, dict[str, Any]]:
    """Everything that is counted or summed: component -> subjects, expression, unit (see the macro)."""
    return read_macro("macros/kpi/kpi_components.sql")


def component_scopes(name: str) -> list[str]:
    """The kinds of scope in which a component has a meaning."""
    component, subjects = kpi_components()[name], kpi_subjects()
    everywhere = [scope for subject in component["subjects"] for scope in subjects[subject]["scopes"]]
    return component.get("scopes", everywhere)


def fcr_windows() -> list[int]:
    """The hours of fcr_by_window."""
    return read_macro("macros/kpi/fcr_windows.sql")


def kpis() -> dict[str, dict[str, Any]]:
    """The KPIs as the defaults of dbt_project.yml build them: kpi_ratios() with its choices resolved."""
    registry = read_macro("macros/kpi/kpi_ratios.sql")
    defaults = _defaults()
    resolved = {
        name: registry[kpi["choices"][defaults[kpi["chosen_by"]]]] | kpi if "chosen_by" in kpi else kpi
        for name, kpi in registry.items()
    }
    return {name: {"scale": 1, "sample": kpi["denominator"]} | kpi for name, kpi in resolved.items()}
