"""The plan of the house, held by the manifest and the files: layers, names, grain, words; no look at data or clock."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from python_hooks.registry import read_macro

PROJECT = Path(__file__).resolve().parents[2]

# The one place besides the landing model that may look at data while building: it must know whether a round is left.
MAY_LOOK_AT_DATA = {
    "macros/materializations/connected_components.sql",
    "macros/cross_db/create_scratch_table.sql",  # makes the rounds' tables
}

# folder below models -> (name pattern, folders whose models it may read)
LAYERS = {
    "staging": (r"stg_[a-z0-9_]+__[a-z_]+|landing_files", {"staging"}),
    "intermediate/conformed": (r"int_[a-z0-9_]+", {"staging", "intermediate/conformed"}),
    "intermediate": (
        r"int_[a-z0-9_]+",
        {"intermediate", "intermediate/conformed", "intermediate/employees", "marts/core"},
    ),
    # what was published of employees stays as it is, so that it is made of the memory
    "intermediate/employees": (
        r"int_[a-z0-9_]+",
        {"intermediate", "intermediate/conformed", "intermediate/employees", "intermediate/state", "marts/core"},
    ),
    # compares what would be published with what was: behind the KPIs, and read by the log of what changed alone
    "intermediate/state": (r"int_[a-z0-9_]+", {"intermediate", "intermediate/state", "marts/kpis"}),
    # how published KPIs moved, for the guardrails alone
    "intermediate/steering": (r"int_[a-z0-9_]+", {"intermediate", "marts/kpis"}),
    "marts/core": (r"(dim|fct)_[a-z_]+", {"intermediate", "intermediate/conformed", "marts/core"}),
    "marts/kpis": (
        r"dim_kpis|fct_[a-z]+_kpis|kpi_[a-z_]+|outsourcer_comparison",
        {"intermediate", "intermediate/steering", "marts/core", "marts/kpis"},
    ),
    "marts/fcr": (r"fcr_[a-z_]+", {"intermediate", "marts/core", "marts/kpis", "marts/fcr"}),
    "marts/volume": (r"volume_[a-z_]+", {"intermediate", "marts/core", "marts/volume"}),
    "marts/quality": (r"[a-z_]+", {"staging", "intermediate", "intermediate/conformed", "intermediate/state"}),
    "private": (r"[a-z_]+", {"staging", "intermediate", "intermediate/conformed"}),
}


def layer_of(path: str) -> str:
    """The longest layer that a path below models/ lies in."""
    fitting = [layer for layer in LAYERS if path.startswith(f"{layer}/")]
    assert fitting, f"models/{path} lies in no layer: {', '.join(LAYERS)}"
    return max(fitting, key=len)


@pytest.fixture(scope="session")
def manifest(tmp_path_factory) -> dict:
    target = tmp_path_factory.mktemp("parse")
    dbt = Path(sys.executable).with_name("dbt")
    run = subprocess.run(
        [
            *(dbt, "--quiet", "parse", "--no-partial-parse"),
            *("--target-path", target, "--profiles-dir", _profiles(target)),
            # a source that is not switched on keeps to the plan too
            *("--vars", json.dumps({"cc_sources": sorted(read_macro("macros/conform/source_entities.sql"))})),
        ],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    return json.loads((target / "manifest.json").read_text())


def _profiles(folder: Path) -> Path:
    (folder / "profiles.yml").write_text((PROJECT / "profiles.example.yml").read_text())
    return folder


def nodes(manifest: dict, kind: str) -> list[dict]:
    return [node for node in manifest["nodes"].values() if node["resource_type"] == kind]


def test_models_are_named_for_their_layer(manifest):
    for model in nodes(manifest, "model"):
        pattern, _ = LAYERS[layer_of(model["path"])]
        assert re.fullmatch(pattern, model["name"]), f"{model['path']}: a name there is like {pattern}"


def test_data_flows_one_way(manifest):
    models = {model["unique_id"]: model for model in nodes(manifest, "model")}
    for model in models.values():
        _, readable = LAYERS[layer_of(model["path"])]
        for parent in (models[unique_id] for unique_id in model["depends_on"]["nodes"] if unique_id in models):
            assert layer_of(parent["path"]) in readable, (
                f"{model['path']} reads {parent['path']}; it may read {', '.join(sorted(readable))}"
            )


def test_every_model_declares_its_grain_and_tests_it(manifest):
    tested = {}
    for test in nodes(manifest, "test"):
        if test.get("test_metadata", {}).get("name") == "unique_grain":
            tested[test["attached_node"]] = set(test["test_metadata"]["kwargs"]["columns"])
    for model in nodes(manifest, "model"):
        assert model["description"].startswith("One row"), (
            f"{model['name']}: its description does not begin 'One row per ...'"
        )
        grain = model["config"].get("meta", {}).get("grain")
        assert grain is not None, f"{model['name']} declares no config.meta.grain"
        if layer_of(model["path"]) == "staging" or model["name"].endswith("__accepted") or "__from_" in model["name"]:
            continue  # views whose key is tested where the rows are united
        if grain:
            assert tested.get(model["unique_id"]) == set(grain), f"{model['name']}: no unique_grain test on {grain}"


def test_every_column_of_a_public_table_is_described(manifest):
    for model in nodes(manifest, "model"):
        if not model["path"].startswith("marts/"):
            continue
        assert model["columns"], f"{model['name']} describes no columns"
        assert model["contract"]["enforced"], f"{model['name']}: its contract is not enforced"
        for column in model["columns"].values():
            assert column["description"].strip(), f"{model['name']}.{column['name']} has no description"


def test_every_macro_and_argument_is_described(manifest):
    private = re.compile(r"^(default|duckdb|postgres|spark)__|^_")
    for macro in manifest["macros"].values():
        if (
            macro["package_name"] != "contact_center"
            or private.match(macro["name"])
            or macro["name"].startswith("test_")
        ):
            continue
        assert macro["description"].strip(), f"{macro['original_file_path']}: {macro['name']} has no description"
        for argument in macro["arguments"]:
            assert argument["description"].strip(), f"{macro['name']}: argument {argument['name']} has no description"


def test_a_compiled_model_is_a_function_of_the_repository():
    looking = re.compile(r"run_query|get_columns_in_relation|load_result|statement\(|adapter\.execute")
    clock = re.compile(r"current_date|current_timestamp|\bnow\(|getdate|run_started_at|localtime", re.IGNORECASE)
    # They write the memory, before and after a build: no model is made of what they do, which the next test holds.
    operations = {
        PROJECT / "macros/state/remember_publication.sql",
        PROJECT / "macros/cross_db/create_table_if_missing.sql",
        PROJECT / "macros/cross_db/run_in_one_transaction.sql",
    }
    for path in {*PROJECT.glob("models/**/*.sql"), *PROJECT.glob("macros/**/*.sql")} - operations:
        text = re.sub(r"\{#.*?#\}", "", path.read_text(), flags=re.DOTALL)
        looks = path.relative_to(PROJECT).as_posix() in MAY_LOOK_AT_DATA
        assert bool(looking.search(text)) == looks, f"{path.relative_to(PROJECT)}: only {MAY_LOOK_AT_DATA} look at data"
        assert not clock.search(text), f"{path.relative_to(PROJECT)} asks the clock; now is int_data_horizon"


def test_only_a_publication_is_remembered():
    for path in [PROJECT / "dbt_project.yml", *PROJECT.glob("models/**/*"), *PROJECT.glob("macros/**/*.sql")]:
        if path.is_file() and path.name != "remember_publication.sql":
            assert not re.search(r"remember_publication\s*\(", path.read_text()), (
                f"{path.relative_to(PROJECT)} remembers what nobody has published yet"
            )
    for path in PROJECT.glob("models/**/*.sql"):
        assert not re.search(r"(create_table_if_missing|run_in_one_transaction)\s*\(", path.read_text()), (
            f"{path.relative_to(PROJECT)} writes to the memory"
        )


def test_marts_know_no_source(manifest):
    sources = {source["source_name"] for source in manifest["sources"].values()} - {"landing", "state"}
    assert sources, "no source is declared"
    for path in PROJECT.glob("models/marts/**/*.sql"):
        for source in sources:
            assert source not in path.read_text(), f"{path.relative_to(PROJECT)} names the source {source}"


def test_a_singular_test_says_what_it_claims():
    tests = [*PROJECT.glob("tests/data/**/*.sql"), *PROJECT.glob("tests/macros/*.sql")]
    assert tests
    for path in tests:
        assert path.name.startswith("assert_"), path
        first = path.read_text().lstrip()
        assert first.startswith(("--", "{#")), f"{path.relative_to(PROJECT)} begins without its claim"


def test_names_of_unit_tests_fit_every_engine(manifest):
    tests = [test["name"] for test in manifest["unit_tests"].values()]
    assert tests
    long = [name for name in tests if len(name) > 63]
    assert not long, f"PostgreSQL makes a table named for a unit test, of 63 characters at most: {', '.join(long)}"


def test_models_are_short_and_end_alike():
    for path in PROJECT.glob("models/**/*.sql"):
        lines = path.read_text().splitlines()
        assert len(lines) <= 150, f"{path.relative_to(PROJECT)} has {len(lines)} lines"


def test_no_default_of_a_variable_stands_twice():
    for path in [*PROJECT.glob("models/**/*"), *PROJECT.glob("macros/**/*.sql")]:
        if path.suffix in {".sql", ".yml"}:
            found = re.search(r"""var\(\s*['"]cc_\w+['"]\s*,""", path.read_text())
            assert not found, (
                f"{path.relative_to(PROJECT)}: {found.group(0)} ...) gives a second default to dbt_project.yml's"
            )


PROMISED = yaml.safe_load((PROJECT / "tests/python/interface.yml").read_text())


@pytest.mark.parametrize("table", PROMISED)
def test_what_readers_rely_on_is_there(manifest, table):
    models = {model["name"]: model for model in nodes(manifest, "model")}
    missing = [column for column in PROMISED[table].split() if column not in models[table]["columns"]]
    assert not missing, f"{table} is promised {', '.join(missing)}"
