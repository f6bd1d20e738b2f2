"""A KPI cannot ship undocumented, untested or unreconciled: what the registry must be, and what must follow it."""

import re
from functools import cache
from pathlib import Path

import duckdb
import pytest
import yaml

from python_hooks import render
from python_hooks.registry import (
    PROJECT,
    canonical_words,
    component_scopes,
    fcr_windows,
    kpi_components,
    kpi_subjects,
    kpis,
    read_macro,
)

COMPONENTS = kpi_components()
# Those that a condition counts; the others are columns of a model of periods, or made of components.
COUNTED = {name: component for name, component in COMPONENTS.items() if not {"is_of_period", "derived"} & {*component}}
DERIVED = {name for name, component in COMPONENTS.items() if "derived" in component}
OF_PERIODS = COMPONENTS.keys() - COUNTED.keys() - DERIVED
KPIS = kpis()
# What a KPI may be made of.
PARTS = (
    "numerator", "denominator", "sample", "squares", "promoters", "detractors", "pending", "interval_low",
    "interval_high",
)  # fmt: skip
# Ratios that are no share: their numerator is no part of their denominator.
ABOVE_ONE = {"conformance"}
DOCS = sorted(PROJECT.glob("models/marts/kpis/*docs.md"))
HEADINGS = ("**Answers**", "**Formula**", "**Counts**", "**Leaves out**", "**Unit and direction**")
LABELS = ("label_en", "label_zh", "label_bg", "label_ru")


@cache
def docs_blocks() -> dict[str, str]:
    text = "\n".join(path.read_text() for path in DOCS)
    return dict(re.findall(r"{% docs (\w+) %}\n(.*?)\n{% enddocs %}", text, re.DOTALL))


# What a condition of the registry is made of: anything else in one has to be taught to `mutants`.
CONDITION_PART = re.compile(r"\w+ is (?:not )?(?:null|true)|\w+ = '\w+'|\bis_\w+")
SQL_WORDS = {"and", "or", "not", "is", "null", "true", "false", "coalesce", ""}
# Flags that are never null where they are counted. Every other one has a third state, which a unit test has to show.
NEVER_NULL = {
    "is_inbound", "is_offered", "is_handled", "is_abandoned", "is_abandoned_in_ivr", "is_self_served", "is_identified",
    "is_work_of_handled_contact", "is_live", "is_queue_entry", "is_answered", "is_short_abandoned",
    "is_in_service_level", "is_repeat", "is_issue_start", "is_survey_pending", "is_one_touch_pending",
    "is_verified_pending", "is_resolvable_at_first_contact", "is_to_answer", "is_later", "is_pending",
    "is_sent", "is_awaited", "is_csat_open", "is_nps_open", "is_ces_open",
}  # fmt: skip
# What a daily model adds to its rows before it counts them, and what is true of all that it counts.
ADDED = {
    "contacts": {"is_work_of_handled_contact": "is_inbound and is_handled"},
    "agent_contacts": {"is_inbound": "true", "is_work_of_handled_contact": "true"},
}
ALWAYS = {
    "queue_entries": ["is_queue_entry", "is_after_horizon = false"],
    "contacts": ["is_after_horizon = false"],
    "agent_contacts": ["is_inbound", "is_work_of_handled_contact"],
    "episodes": ["episode_key is not null"],
    "agent_days": ["agent_id is not null"],
    "staffed_contacts": ["contact_key is not null"],
    "tickets_created": ["ticket_key is not null", "is_after_horizon = false"],
    "tickets_solved": ["last_solved_at is not null", "is_after_horizon = false"],
    "survey_answers": ["responded_date is not null"],
    "survey_answers_by_contact": ["contact_date is not null"],
    "survey_invitations": ["sent_date is not null"],
}


@cache
def all_unit_tests() -> list[dict]:
    paths = [
        *PROJECT.glob("models/marts/kpis/*unit_tests.yml"),
        *PROJECT.glob("models/intermediate/**/*unit_tests.yml"),
    ]
    # the loader written in C, where there is one: the files are long
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return [test for path in paths for test in yaml.load(path.read_text(), loader).get("unit_tests", [])]


@cache
def unit_tests(model: str) -> list[dict]:
    """The unit tests of the models that `model`, a regular expression, matches."""
    return [test for test in all_unit_tests() if re.fullmatch(model, test["model"])]


@cache
def kpis_with_unit_tests() -> set[str]:
    """The KPIs of which a unit test expects a value, not zero: a column of a KPI table, or a row of the scorecard."""
    tables = [row for test in unit_tests(r"fct_[a-z]+_kpis") for row in test["expect"]["rows"]]
    scores = [row for test in unit_tests("kpi_scorecard") for row in test["expect"]["rows"]]
    return {column for row in tables for column, value in row.items() if value} | {
        row["kpi"] for row in scores if row.get("value")
    }


def mutants(condition: str, always: list[str]) -> list[str]:
    """The condition with one part wrong, in every way: a part ignored, never true, or its null or its false counted."""
    wrong = []
    for part in CONDITION_PART.finditer(condition):
        words = part.group()
        ways = ["false"]
        if " " not in words and words not in NEVER_NULL:
            ways += [f"coalesce({words}, true)", f"({words} is not null)"]
        elif words not in always:
            ways += ["true"]
        wrong += [condition[: part.start()] + way + condition[part.end() :] for way in ways]
    return wrong


def count(component: dict, conditions: list[str], rows: list[dict], subject: str) -> list[float]:
    """What a component would be over the rows of a unit test, under each of the conditions."""
    added, always = ADDED.get(subject, {}), ALWAYS.get(subject, [])
    value = component.get("sum_of") or component.get("squares_of")
    texts = " ".join([*conditions, *always, *added.values(), value or ""])
    named = {*re.findall(r"\w+", re.sub(r"'\w+'", "", texts))} - SQL_WORDS - {*added}
    columns = sorted({column for row in rows for column in row} | named)
    types = {column: "boolean" if column.startswith("is_") else "text" for column in columns} | {value: "double"}
    given = ", ".join(f"cast(? as {types[column]}) as {column}" for column in columns)
    values = [None if row.get(column) is None else str(row[column]) for row in rows for column in columns]
    additions = "".join(f", {expression} as {column}" for column, expression in added.items())
    measure = f"sum({value}{f' * {value}' if 'squares_of' in component else ''})" if value else "count(*)"
    measures = ", ".join(f"coalesce({measure} filter (where {condition}), 0)" for condition in conditions)
    sql = f"""
        select {measures}
        from (select *{additions} from ({" union all ".join([f"select {given}"] * len(rows))}))
        where {" and ".join(always) or "true"}
    """
    return list(duckdb.execute(sql, values).fetchone())


def untested_parts(name: str, component: dict, subject: str, tests: list[dict]) -> list[str]:
    """Why the unit tests of a daily model do not hold what a component of it counts; empty if they do."""
    entry = kpi_subjects()[subject]
    kind = entry["scopes"][0]
    condition = component.get("count_where") or component["where"]
    alive = mutants(condition, ALWAYS.get(subject, []))
    rest = re.sub(r"\b(and|or)\b|[()\s]", "", CONDITION_PART.sub("", condition))
    problems = [f"{condition}: no way is known to get {rest!r} wrong"] if rest else []
    is_shown = False
    for test in tests:
        expected = [row for row in test["expect"]["rows"] if row["scope_kind"] == kind]
        given = next(given for given in test["given"] if given["input"] == f"ref('{entry['relation']}')")
        if not any(name in row for row in expected):
            continue
        rows = [row for row in given["rows"] if row.get("scope_kind", kind) == kind]
        value, *others = count(component, [condition, *alive], rows, subject)
        is_shown = is_shown or value != 0
        if value != pytest.approx(sum(float(row.get(name) or 0) for row in expected), abs=1e-5):
            problems.append(f"{test['name']}: {condition} gives {value}")
        alive = [mutant for mutant, other in zip(alive, others, strict=True) if other == value]
    if not is_shown:
        problems.append(f"no unit test of {entry['components']} expects {name} other than zero")
    return problems + [f"no row of {entry['components']} tells {condition} from {mutant}" for mutant in alive]


def unexpected(name: str, component: dict, tests: list[dict]) -> list[str]:
    """Why the unit tests of a model of periods do not hold a component; empty if one of them expects a value of it."""
    is_shown = any(row.get(name) not in (None, 0) for test in tests for row in test["expect"]["rows"])
    return [] if is_shown else [f"no unit test of a model of {component['subjects'] or 'periods'} expects {name}"]


@cache
def untested(name: str) -> list[str]:
    """Why a component is not held by the unit tests of its daily models, or of its model of periods."""
    if name in DERIVED:
        return unexpected(name, COMPONENTS[name], unit_tests("int_period_components"))
    if name in OF_PERIODS:
        (subject,) = COMPONENTS[name]["subjects"]
        return unexpected(name, COMPONENTS[name], unit_tests(kpi_subjects()[subject]["periods"]))
    return [
        f"{subject}: {problem}"
        for subject in COMPONENTS[name]["subjects"]
        for problem in untested_parts(
            name, COMPONENTS[name], subject, unit_tests(kpi_subjects()[subject]["components"])
        )
    ]


@pytest.mark.parametrize("subject", kpi_subjects())
def test_a_subject_has_days_or_periods(subject):
    entry = kpi_subjects()[subject]
    assert entry.keys() - {"is_shared_out"} in ({"relation", "components", "scopes"}, {"periods", "scopes"})
    assert any(subject in component["subjects"] for component in COMPONENTS.values())


@pytest.mark.parametrize("name", sorted(OF_PERIODS))
def test_a_component_of_a_period_is_well_formed(name):
    component = COMPONENTS[name]
    assert component.keys() <= {"subjects", "unit", "is_of_period", "scopes"} and component["is_of_period"] is True
    (subject,) = component["subjects"]
    assert "periods" in kpi_subjects()[subject], f"{name} does not add up, and {subject} has days"
    assert component["unit"] in {"count", "seconds", "currency", "points", "ratio", "flag"}
    assert (component["unit"] == "flag") == name.startswith("is_")


@pytest.mark.parametrize("name", sorted(DERIVED))
def test_a_derived_component_is_well_formed(name):
    component = COMPONENTS[name]
    assert component.keys() == {"subjects", "unit", "derived", "scopes"} and component["subjects"] == []
    assert component["unit"] in {"count", "seconds", "currency", "points", "ratio"}
    others = {word for word in re.findall(r"\w+", component["derived"]) if word in COMPONENTS}
    assert others and not others & DERIVED, f"{name} is made of {others or 'no component'}"
    for other in others:
        assert set(component["scopes"]) <= set(component_scopes(other)), f"{other} has no meaning where {name} has"


@pytest.mark.parametrize("name", COUNTED)
def test_a_component_is_well_formed(name):
    component = COMPONENTS[name]
    ways = [way for way in ("count_where", "sum_of", "squares_of") if way in component]
    assert len(ways) == 1, f"{name} is counted in {ways}; one way is needed"
    units = {"count_where": {"count"}, "sum_of": {"count", "seconds", "currency", "points"}}
    assert component["unit"] in units.get(ways[0], {"square_seconds", "square_points"})
    assert component.get("exact", True) is True
    assert ("where" in component) == (ways[0] != "count_where")
    assert ("population" in component) == ("known_by" in component)
    for other in {component.get("population"), component.get("known_by")} - {None}:
        assert "count_where" in COMPONENTS[other], f"{name} is known by {other}, which is no count"
        assert "population" not in COMPONENTS[other], f"{name} is known by {other}, which may itself be unknown"
        assert set(component_scopes(name)) <= set(component_scopes(other))
    scopes = component_scopes(name)
    assert len(scopes) == len(set(scopes)), f"two subjects of {name} share a scope"
    assert all("components" in kpi_subjects()[subject] for subject in component["subjects"])
    assert set(scopes) <= set(canonical_words()["scope_kind"])


@pytest.mark.parametrize("name", KPIS)
def test_a_kpi_is_one_component_or_one_over_another(name):
    kpi = KPIS[name]
    for part in PARTS:
        if kpi.get(part):
            assert kpi[part] in COMPONENTS, f"{name}: {part} {kpi[part]} is no component"
            assert set(kpi["scopes"]) <= set(component_scopes(kpi[part])), (
                f"{name} has a scope that {kpi[part]} has not"
            )
    if not kpi["denominator"]:
        assert kpi["numerator"] == name, f"{name} is a component and must carry its name"
        assert kpi["unit"] in {"count", "seconds", "currency"} and kpi["unit"] == COMPONENTS[name]["unit"]
        assert kpi["scale"] == 1
    else:
        assert kpi["unit"] in {"seconds", "ratio", "points", "score", "currency", "per_hour", "number"}
    assert kpi["scale"] > 0 and (kpi["unit"] != "points" or kpi["scale"] == 100)
    assert ("squares" in kpi) == (kpi["interval"] == "normal")
    assert ("promoters" in kpi) == ("detractors" in kpi) == (kpi["interval"] == "nps")
    assert kpi["interval"] in {"wilson", "normal", "nps", "given", "none"}
    assert ("interval_low" in kpi) == ("interval_high" in kpi) == (kpi["interval"] == "given")
    assert kpi["better"] in {"higher", "lower", None}
    bounds = {
        "ratio": [[0, 1], [0, None]],
        "points": [[-100, 100]],
        "score": [[1, 5]],
        # a credit note may outweigh the rest
        "currency": [[None, None]],
    }
    assert kpi["bounds"] in bounds.get(kpi["unit"], [[0, None]])
    assert kpi["bounds"] != [0, None] or kpi["unit"] != "ratio" or name in ABOVE_ONE
    windows = r"(/\{window_hours\}h(\{match\})?)?(/\{survey_hours\}h)?(/\{tolerance_seconds\}s)?"
    assert re.fullmatch(rf"[a-z0-9_]+(/[a-z_]+)?(/\{{currency\}})?{windows}/v[0-9]+", kpi["definition_id"])


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
    assert set(chosen) == {"service_level", "fcr_rate", "csat_rate"}
    for name, kpi in chosen.items():
        for value, choice in kpi["choices"].items():
            assert value in choice and choice in KPIS, f"{name}: {value} chooses {choice}"
            assert KPIS[choice]["definition_id"].startswith(f"{name}/{value}/")


@pytest.mark.parametrize("name", [*KPIS, *(name for name in COMPONENTS if name not in KPIS)])
def test_everything_published_has_a_docs_block(name):
    block = docs_blocks().get(f"kpi_{name}", "")
    assert block.strip(), f"no docs file of the KPIs has a block kpi_{name}"
    if name in KPIS:
        missing = [heading for heading in HEADINGS if heading not in block]
        assert not missing, f"kpi_{name} lacks {', '.join(missing)}"


def test_no_docs_block_outlives_its_kpi():
    assert {name.removeprefix("kpi_") for name in docs_blocks()} == {*KPIS, *COMPONENTS}


@pytest.mark.parametrize("name", COMPONENTS)
def test_every_part_of_a_component_decides_a_row_of_a_unit_test(name):
    """A part that could be left out of the condition, or a null that could count, without a unit test seeing it."""
    assert not untested(name)


@pytest.mark.parametrize("name", KPIS)
def test_every_kpi_has_a_unit_test(name):
    assert name in kpis_with_unit_tests(), f"no unit test of a KPI table or of the scorecard expects a value of {name}"
    parts = {KPIS[name].get(part) for part in PARTS} - {None, ""}
    assert not [problem for part in parts for problem in untested(part)]


@pytest.mark.parametrize(
    ("subject", "condition"),
    [
        ("contacts", "false"),
        ("contacts", "is_inbound and is_handled"),
        ("contacts", "is_handled and is_transferred"),
        ("contacts", "is_inbound and is_transferred"),
        ("contacts", "is_inbound and is_handled and is_transferred is not null"),
        ("contacts", "is_inbound and is_handled and is_transferred is not true"),
        ("agent_contacts", "false"),
        ("agent_contacts", "is_handled"),
        ("agent_contacts", "is_transferred"),
        ("agent_contacts", "is_handled and is_transferred is not null"),
    ],
)
def test_a_wrong_condition_is_found(subject, condition):
    wrong = COMPONENTS["contacts_transferred"] | {"count_where": condition}
    assert untested_parts("contacts_transferred", wrong, subject, unit_tests(kpi_subjects()[subject]["components"]))


@pytest.mark.parametrize("name", sorted(OF_PERIODS))
def test_a_component_of_a_period_that_no_unit_test_expects_is_found(name):
    (subject,) = COMPONENTS[name]["subjects"]
    tests = [
        test | {"expect": {"rows": [row | {name: None} for row in test["expect"]["rows"]]}}
        for test in unit_tests(kpi_subjects()[subject]["periods"])
    ]
    assert unexpected(name, COMPONENTS[name], tests)
    assert unexpected(name, COMPONENTS[name], [])


@pytest.mark.parametrize("name", COUNTED)
def test_a_component_that_no_unit_test_expects_is_found(name):
    for subject in COMPONENTS[name]["subjects"]:
        tests = [
            test | {"expect": {"rows": [row | {name: 0} for row in test["expect"]["rows"]]}}
            for test in unit_tests(kpi_subjects()[subject]["components"])
        ]
        assert untested_parts(name, COMPONENTS[name], subject, tests)
        assert untested_parts(name, COMPONENTS[name], subject, [])


@pytest.mark.parametrize("hours", fcr_windows())
def test_every_fcr_window_is_counted_up_to_its_edge(hours):
    tests = unit_tests("int_fcr_days__components")
    for part in ("settled", "not_repeated", "pending"):
        assert any(row.get(f"{part}_{hours}h") for test in tests for row in test["expect"]["rows"]), part
    given = [row for test in tests for source in test["given"] for row in source["rows"]]
    for column in ("hours_to_horizon", "hours_to_repeat"):
        assert any(row.get(column) == hours for row in given), f"no row with {column} of exactly {hours}"


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
