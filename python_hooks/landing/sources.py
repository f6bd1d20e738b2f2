"""Where a source's files are and how they read: the `landing` blocks of the sources' properties files.

    models/staging/<source>/_<source>__sources.yml
        sources:
          - name: <source>
            config:
              meta:
                landing:
                  root: {env: CC_<SOURCE>_ROOT, default: folder}  # relative to the project; without a default the
                                                                  # variable must be set
                  files: "{table}/**/*"                           # pattern under the root, for every table
                  delimiter: ","                                  # one character
                  quote: '"'                                      # none = quotes are text like any other
                  contract: canonical_entities                    # columns are those of the landing contract
            tables:
              - name: <entity>
                config:
                  meta:
                    landing:                                      # overrides the source's, and
                      required: true                              # stop where no file matches
                      columns: [{name: call_id, header: Call Id, required: true}, {name: topic}]
                      # occurrence: 2 = of several columns with that header, the second; without it two are a fault

A source without a landing block is filled by somebody else and left alone.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from python_hooks.landing.errors import LandingError
from python_hooks.registry import PROJECT, canonical_entities

_SOURCE_KEYS = {"root", "files", "delimiter", "quote", "contract"}
_TABLE_KEYS = {"files", "delimiter", "quote", "columns", "required"}
_COLUMN_KEYS = {"name", "header", "required", "occurrence"}
_DEFAULTS = {"files": "{table}/**/*", "delimiter": ",", "quote": '"'}


@dataclass(frozen=True)
class Column:
    name: str
    header: str
    required: bool
    occurrence: int | None = None

    @property
    def key(self) -> str:
        """What a header must say, give or take case and surrounding blanks."""
        return self.header.strip().lower()

    @property
    def label(self) -> str:
        """What it is called in a row as a whole: its header, numbered from the second of that name on."""
        return self.header.strip() if (self.occurrence or 1) == 1 else f"{self.header.strip()}_{self.occurrence}"


@dataclass(frozen=True)
class Table:
    source: str
    name: str
    files: str
    required: bool
    columns: tuple[Column, ...]
    delimiter: str
    quote: str | None


@dataclass(frozen=True)
class Source:
    name: str
    root: Path
    root_variable: str | None
    tables: tuple[Table, ...]


def read_sources(names: list[str], project: Path = PROJECT) -> list[Source]:
    """The named sources that have a landing block, each as declared."""
    found = (_read_source(name, project) for name in names)
    return [source for source in found if source is not None]


def source_folders(roots: Mapping[str, Path], project: Path = PROJECT) -> dict[str, str]:
    """The folder of each source; one of the project as seen from there, so that another clone reads the same export."""
    return {source: str(_folder(root.resolve(), project.resolve())) for source, root in sorted(roots.items())}


def named_folders(roots: Mapping[str, Path], project: Path = PROJECT) -> str:
    """Names what is landed, source by source: an export of another folder is another export, not a changed one."""
    return "\n".join(f"{source} {folder}" for source, folder in source_folders(roots, project).items())


def _folder(root: Path, project: Path) -> Path:
    return root.relative_to(project) if root.is_relative_to(project) else root


def _read_source(name: str, project: Path) -> Source | None:
    path = project / "models" / "staging" / name / f"_{name}__sources.yml"
    try:
        declared = yaml.safe_load(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise LandingError(
            f"{name}: cc_sources names this source, but there is no models/staging/{name}/{path.name} to declare it."
        ) from None
    for entry in declared.get("sources", []):
        if entry["name"] == name:
            landing = _landing_block(entry)
            return None if landing is None else _make_source(name, entry, landing, project)
    raise LandingError(f"{name}: models/staging/{name}/{path.name} declares no source of this name.")


def _landing_block(node: dict[str, Any]) -> dict[str, Any] | None:
    return ((node.get("config") or {}).get("meta") or {}).get("landing")


def _make_source(name: str, entry: dict[str, Any], landing: dict[str, Any], project: Path) -> Source:
    _check_keys(name, landing, _SOURCE_KEYS)
    root, variable = _make_root(name, landing.get("root"), project)
    tables = tuple(_make_table(name, table, landing) for table in entry.get("tables", []))
    return Source(name, root, variable, tables)


def _make_root(source: str, declared: Any, project: Path) -> tuple[Path, str | None]:
    if not isinstance(declared, dict) or not (declared.get("default") or declared.get("env")):
        raise LandingError(
            f"{source}: its landing block needs root: {{env: VARIABLE, default: folder}}, or one of the two."
        )
    variable = declared.get("env")
    said = os.environ.get(variable, "") if variable else ""
    folder = said or declared.get("default")
    if not folder:
        raise LandingError(f"{source}: set {variable} to the folder that holds its export.")
    return project / Path(folder).expanduser(), variable


def _make_table(source: str, entry: dict[str, Any], landing: dict[str, Any]) -> Table:
    name = entry["name"]
    own = _landing_block(entry) or {}
    _check_keys(f"{source}.{name}", own, _TABLE_KEYS)
    setting = {key: own.get(key, landing.get(key, default)) for key, default in _DEFAULTS.items()}
    quote = None if setting["quote"] in (None, "", "none") else setting["quote"]
    for key, text in (("delimiter", setting["delimiter"]), ("quote", quote or '"')):
        if len(text.encode()) != 1:
            raise LandingError(f"{source}.{name}: {key} must be one ASCII character, not {text!r}.")
    return Table(
        source=source,
        name=name,
        files=setting["files"].replace("{table}", name),
        required=bool(own.get("required", False)),
        columns=_make_columns(source, name, own, landing),
        delimiter=setting["delimiter"],
        quote=quote,
    )


def _make_columns(source: str, table: str, own: dict[str, Any], landing: dict[str, Any]) -> tuple[Column, ...]:
    if landing.get("contract") == "canonical_entities":
        contract = canonical_entities().get(table, {}).get("columns", {})
        columns = [Column(name, name, spec.get("required", False)) for name, spec in contract.items()]
    else:
        for entry in own.get("columns", []):
            _check_keys(f"{source}.{table}", entry, _COLUMN_KEYS)
            occurrence = entry.get("occurrence", 1)
            if not isinstance(occurrence, int) or occurrence < 1:
                raise LandingError(f"{source}.{table}: occurrence must be 1 or more, not {occurrence!r}.")
        columns = [
            Column(
                entry["name"],
                entry.get("header", entry["name"]),
                bool(entry.get("required", False)),
                entry.get("occurrence"),
            )
            for entry in own.get("columns", [])
        ]
    if not columns:
        raise LandingError(f"{source}.{table}: no columns are declared in its landing block.")
    headers = [c.key if c.occurrence is None else f"{c.key} ({c.occurrence})" for c in columns]
    for what, keys in (("column", [c.name for c in columns]), ("header", headers)):
        twice = sorted({key for key in keys if keys.count(key) > 1})
        if twice:
            raise LandingError(f"{source}.{table}: its landing block declares the {what} {twice[0]} twice.")
    return tuple(columns)


def _check_keys(where: str, block: dict[str, Any], known: set[str]) -> None:
    unknown = sorted(set(block) - known)
    if unknown:
        raise LandingError(f"{where}: its landing block has an unknown key {unknown[0]}; known are {sorted(known)}.")
