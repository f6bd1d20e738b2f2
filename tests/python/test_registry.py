"""A KPI cannot ship undocumented, untested or unreconciled: what the registry must be, and what must follow it."""

import re
from functools import cache
from pathlib import Path

import pytest
import yaml

from python_hooks import render
from python_hooks.registry import (
    PROJECT,
    component_scopes,
    fcr_windows,
    kpi_components,
    kpi_subjects,
    kpis,
    read_macro,
)

COMPONENTS = kpi_components()
KPIS = kpis()
DOCS = PROJECT / "models/marts/kpis/_kpis__docs.md"
HEADINGS = ("**Answers**", "**Formula**", "**Counts**", "**Leaves out**", "**Unit and direction**")
LABELS = ("label_en", "label_zh", "label_bg", "label_ru")


@cache
def docs_blocks() -> dict[str, str]:
    return dict(re.findall(r"{% docs (\w+) %}\n(.*?)\n{% enddocs %}", DOCS.read_text(), re.DOTALL))


def unit_tests() -> list[dict]:
    paths = [
        *PROJECT.glob("models/marts/kpis/*unit_tests.yml"),
        *PROJECT.glob("models/intermediate/components/*unit_tests.yml"),
    ]
    return [test for path in paths for test in yaml.safe_load(path.read_text())["unit_tests"]]


@cache
def kpis_with_unit_tests() -> set[str]:
    """The KPIs whose value some unit test expects: as a column of a KPI table, or as a row of the scorecard."""
    tested = set()
    for test in unit_tests():
        rows = test["expect"]["rows"]
        if re.fullmatch(r"fct_[a-z]+_kpis", test["model"]):
            tested |= {column for row in rows for column, value in row.items() if value is not None}
        elif test["model"] == "kpi_scorecard":
            tested |= {row["kpi"] for row in rows if row.get("value") is not None}
    return tested


@pytest.mark.parametrize("name", COMPONENTS)
def test_a_component_is_well_formed(name):
    component = COMPONENTS[name]
    ways = [way for way in ("count_where", "sum_of", "squares_of") if way in component]
    assert len(ways) == 1, f"{name} is counted in {ways}; one way is needed"
    assert component["unit"] == {"count_where": "count", "sum_of": "seconds", "squares_of": "square_seconds"}[ways[0]]
    assert ("where" in component) == (ways[0] != "count_where")
    assert ("population" in component) == ("known_by" in component)
    for other in {component.get("population"), component.get("known_by")} - {None}:
        assert "count_where" in COMPONENTS[other], f"{name} is known by {other}, which is no count"
        assert "population" not in COMPONENTS[other], f"{name} is known by {other}, which may itself be unknown"
        assert set(component_scopes(name)) <= set(component_scopes(other))
    scopes = component_scopes(name)
    assert len(scopes) == len(set(scopes)), f"two subjects of {name} share a scope"
    assert set(component["subjects"]) <= set(kpi_subjects())


@pytest.mark.parametrize("name", KPIS)
def test_a_kpi_is_one_component_or_one_over_another(name):
    kpi = KPIS[name]
    for part in ("numerator", "denominator", "squares", "pending"):
        if kpi.get(part):
            assert kpi[part] in COMPONENTS, f"{name}: {part} {kpi[part]} is no component"
            assert set(kpi["scopes"]) <= set(component_scopes(kpi[part])), (
                f"{name} has a scope that {kpi[part]} has not"
            )
    if not kpi["denominator"]:
        assert kpi["numerator"] == name, f"{name} is a count and must carry its component's name"
    assert (kpi["unit"] == "count") == (not kpi["denominator"])
    assert ("squares" in kpi) == (kpi["interval"] == "normal")
    assert kpi["interval"] in {"wilson", "normal", "none"}
    assert kpi["better"] in {"higher", "lower", None}
    assert kpi["bounds"] == ([0, 1] if kpi["unit"] == "ratio" else [0, None])
    assert re.fullmatch(r"[a-z_]+(/[a-z_]+)?(/\{window_hours\}h)?/v[0-9]+", kpi["definition_id"])


@pytest.mark.parametrize("name", KPIS)
def test_a_kpi_has_words_in_four_languages(name):
    kpi = KPIS[name]
    assert kpi["formula"] and kpi["source"]
    assert all(kpi[label].strip() for label in LABELS)
    assert re.search(r"[\u4e00-\u9fff]", kpi["label_zh"])
    assert all(re.search(r"[\u0400-\u04ff]", kpi[label]) for label in ("label_bg", "label_ru"))


@pytest.mark.parametrize("label", LABELS)
def test_no_two_kpis_share_a_label(label):
    labels = [kpi[label] for kpi in KPIS.values()]
    assert len(labels) == len(set(labels))


def test_a_choice_covers_its_variable():
    chosen = {name: kpi for name, kpi in read_macro("macros/kpi/kpi_ratios.sql").items() if "chosen_by" in kpi}
    assert set(chosen) == {"service_level", "fcr_rate"}
    for name, kpi in chosen.items():
        for value, choice in kpi["choices"].items():
            assert value in choice and choice in KPIS, f"{name}: {value} chooses {choice}"
            assert KPIS[choice]["definition_id"].startswith(f"{name}/{value}/")


@pytest.mark.parametrize("name", [*KPIS, *(name for name in COMPONENTS if name not in KPIS)])
def test_everything_published_has_a_docs_block(name):
    block = docs_blocks().get(f"kpi_{name}", "")
    assert block.strip(), f"_kpis__docs.md has no block kpi_{name}"
    if name in KPIS:
        missing = [heading for heading in HEADINGS if heading not in block]
        assert not missing, f"kpi_{name} lacks {', '.join(missing)}"


def test_no_docs_block_outlives_its_kpi():
    assert {name.removeprefix("kpi_") for name in docs_blocks()} == {*KPIS, *COMPONENTS}


@pytest.mark.parametrize("name", KPIS)
def test_every_kpi_has_a_unit_test(name):
    assert name in kpis_with_unit_tests(), f"no unit test of a KPI table or of the scorecard expects a value of {name}"


def test_the_contracts_are_what_the_registry_says():
    assert not render.stale(), "run python -m python_hooks.render"


def test_stale_contracts_are_found(tmp_path):
    for path, text in render.rendered().items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)
    assert not render.stale(tmp_path)
    (tmp_path / render.KPI_MODELS).write_text("models: []\n")
    assert render.stale(tmp_path) == [render.KPI_MODELS]


def test_every_kpi_is_a_column_of_the_contracts_of_its_scopes():
    models = {model["name"]: model for model in yaml.safe_load((PROJECT / render.KPI_MODELS).read_text())["models"]}
    for scope in render.SCOPES:
        columns = {column["name"] for column in models[f"fct_{scope}_kpis"]["columns"]}
        for name, kpi in KPIS.items():
            assert (name in columns) == (scope in kpi["scopes"]), f"fct_{scope}_kpis and {name} disagree"


def test_windows_are_within_what_is_stored():
    assert fcr_windows() == sorted(set(fcr_windows())) and max(fcr_windows()) <= 720


def test_no_kpi_is_computed_outside_the_registry():
    """A mart that divides, counts or averages by itself would be a second place for a definition."""
    computing = re.compile(r"\b(count|avg|median|quantile\w*|percentile\w*)\s*\(|safe_divide|\s/\s", re.IGNORECASE)
    # one rate for every window: the same two components, counted for five windows at once
    allowed = {"fcr_by_window.sql"}
    for path in Path(PROJECT / "models/marts/kpis").glob("*.sql"):
        found = computing.search(re.sub(r"--.*", "", path.read_text()))
        assert path.name in allowed or not found, f"{path.name} computes {found.group(0)!r} by itself"
