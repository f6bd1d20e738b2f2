"""Builds for the tests: the demo once per session, and small landing folders as cheaply as they can be built."""

import contextlib
import fcntl
import io
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from python_hooks.project import PROJECT
from python_hooks.servers import postgres, spark

# Great Expectations tries to import it, and PySpark takes a process without a main file, such as a worker of these
# tests, for one of its own doctests and ends it.
sys.modules.setdefault("pyspark.sql.connect", None)

NO_TELEMETRY = {"DO_NOT_TRACK": "1", "DBT_SEND_ANONYMOUS_USAGE_STATS": "false", "GX_ANALYTICS_ENABLED": "False"}
# A developer's own settings are no business of a test's.
OWN_SETTINGS = ("CC_", "DBT_", "VARS", "TARGET")
# The variables by which models are switched off, refer to others or get their schema, before anything runs.
READ_WITH_THE_PROJECT = ("cc_sources", "cc_schema_prefix", "cc_email_provider_rules")
# Files that take minutes, the longest first: begun at the end, one would keep everybody waiting.
LONG_FILES = (
    *("test_spark.py", "test_postgres.py", "test_oracle.py", "test_build_safety.py", "test_sources.py"),
    *("test_real_data.py", "test_state.py", "test_demo.py", "test_employee_surveys.py", "test_rebuild.py"),
    *("test_explain_identity.py", "test_publishing_spark.py", "test_landing_engines.py", "test_damage.py"),
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: LONG_FILES.index(item.path.name) if item.path.name in LONG_FILES else len(LONG_FILES))


@dataclass(frozen=True)
class Build:
    """A build that has ended."""

    returncode: int
    output: str
    database: Path

    @property
    def work_database(self) -> Path:
        return self.database.with_name(self.database.name.replace(".duckdb", ".work.duckdb"))


@pytest.fixture(scope="session")
def project() -> Path:
    return PROJECT


@pytest.fixture(scope="session")
def clean_environment(tmp_path_factory) -> dict[str, str]:
    """Environment variables of a build: the example's profile, a target and logs of its own, nobody's settings."""
    folder = tmp_path_factory.mktemp("dbt")
    (folder / "profiles.yml").write_text((PROJECT / "profiles.example.yml").read_text())
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(OWN_SETTINGS)}
    return inherited | NO_TELEMETRY | {
        "DBT_PROFILES_DIR": str(folder),
        "DBT_TARGET_PATH": str(folder / "target"),
        "DBT_LOG_PATH": str(folder / "logs"),
        "DBT_LOG_LEVEL_FILE": "none",
    }  # fmt: skip


@pytest.fixture(scope="session")
def start_build(clean_environment) -> Callable[..., subprocess.Popen]:
    """Starts `python -m python_hooks build` as a user does. Arguments: the database, further environment variables."""

    def start(database: Path, *arguments: str, **environment: str) -> subprocess.Popen:
        return subprocess.Popen(
            [sys.executable, "-m", "python_hooks", "build", *arguments],
            cwd=PROJECT,
            env=clean_environment | {"CC_DATABASE": str(database)} | environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    return start


@pytest.fixture(scope="session")
def built_demo(tmp_path_factory, start_build) -> Path:
    """The published file of the demo, built once for all processes of this session; the working one lies beside it."""
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent
    folder = folder / "built_demo"
    folder.mkdir(exist_ok=True)
    database = folder / "contact_center.duckdb"
    with (folder / "lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "output.txt").exists():
            build = start_build(database)
            output, _ = build.communicate()
            (folder / "output.txt").write_text(output)
    assert database.exists(), (folder / "output.txt").read_text()
    return database


@pytest.fixture(scope="session")
def copy_of_the_demo(built_demo, tmp_path_factory) -> Path:
    """As built_demo, with a working database that no other process reads: dbt wants it for itself."""
    database = tmp_path_factory.mktemp("copy") / built_demo.name
    shutil.copy(built_demo.with_suffix(".work.duckdb"), database.with_suffix(".work.duckdb"))
    return database


@pytest.fixture(scope="session")
def demo_output(built_demo) -> str:
    """What the demo's build printed."""
    return (built_demo.parent / "output.txt").read_text()


@pytest.fixture(scope="session")
def run_build(clean_environment) -> Callable[..., Build]:
    """Builds a landing folder in this process: run_build(landing_root, folder, vars=None, checks=True).

    The same command as a user's, without the seconds it takes to start dbt and to read the project, which is read once
    for all variables that do not change which models there are: dbt fills in the others when it runs a model, and
    refuses one that then refers to what it did not read. checks=False leaves out data tests and expectations, two
    thirds of the time, where a test compares tables and some other build of the session has held the same models
    against them.
    """
    from python_hooks import building, dbt_runs
    from python_hooks.expectations import validation

    read = dbt_runs.parse
    manifests = {}

    def read_once(settings):
        variables = yaml.safe_load(settings.variables)
        key = settings.target, str({name: variables.get(name) for name in READ_WITH_THE_PROJECT})
        if key not in manifests:
            manifests[key] = read(settings)
        return manifests[key]

    def run(
        landing_root: Path, folder: Path, vars: dict | None = None, *, checks: bool = True, **environment: str
    ) -> Build:
        folder.mkdir(parents=True, exist_ok=True)
        # One name everywhere: dbt's names of tables begin with it, and the project is read once.
        database = folder / "small.duckdb"
        variables = yaml.safe_dump(vars or {}, default_flow_style=True)
        paths = {"CC_DATABASE": str(database), "CC_LANDING_ROOT": str(landing_root)}
        said = io.StringIO()
        with (
            pytest.MonkeyPatch.context() as patch,
            _environment(clean_environment | paths | environment),
            contextlib.redirect_stdout(said),
            contextlib.redirect_stderr(said),
        ):
            from python_hooks.__main__ import main

            patch.chdir(PROJECT)
            patch.setattr(dbt_runs, "parse", read_once)
            if not checks:
                patch.setattr(building, "BUILD", [*building.BUILD, "--exclude-resource-type", "test"])
                patch.setattr(validation, "validate", lambda *_: validation.Verdict())
            returncode = main(["build", "--vars", variables])
        return Build(returncode, said.getvalue(), database)

    return run


@pytest.fixture(scope="session")
def run_dbt(clean_environment) -> Callable[..., str]:
    """Runs dbt as by hand and returns what it printed: run_dbt(environment, *arguments). It must succeed."""

    def run(environment: dict[str, str], *arguments: str) -> str:
        ended = subprocess.run(
            [Path(sys.executable).with_name("dbt"), *arguments],
            cwd=PROJECT,
            env=clean_environment | environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert ended.returncode == 0, ended.stdout
        return ended.stdout

    return run


@pytest.fixture(scope="session")
def server() -> Iterator[dict[str, str]]:
    """Environment variables that name a running PostgreSQL server with an empty database, and its builder."""
    if missing := postgres.what_is_missing():
        # CI has it, and fails without; whoever has DuckDB alone is not kept from the other tests.
        if os.environ.get("CI"):
            pytest.fail(missing)
        pytest.skip(missing)
    # Not below pytest's folder, which other users may not enter.
    folder = Path(tempfile.mkdtemp(prefix="contact-center-"))
    folder.chmod(0o755)
    try:
        with postgres.running(folder / "postgres") as variables:
            yield variables
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def spark_server(tmp_path_factory) -> Iterator[dict[str, str]]:
    """Environment variables that name a running Spark cluster, one for all processes of this session."""
    missing = spark.what_is_missing()
    if missing:
        # Half a gigabyte that only who asks for it has; CI asks, and fails without.
        if "spark" in os.environ.get("CC_EXTRAS", ""):
            pytest.fail(missing)
        pytest.skip(missing)
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent
    users = folder / "users_of_spark"
    users.mkdir(exist_ok=True)
    mine = users / str(os.getpid())

    @contextlib.contextmanager
    def alone() -> Iterator[None]:
        with (folder / "users_of_spark.lock").open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    with alone():
        mine.touch()
        variables = spark.up(folder / "spark", events=True)
    try:
        yield variables
    finally:
        with alone():
            mine.unlink()
            # The last one out.
            if not any(users.iterdir()):
                spark.down(folder / "spark")


@contextlib.contextmanager
def _environment(variables: dict[str, str]) -> Iterator[None]:
    before = dict(os.environ)
    os.environ.clear()
    os.environ.update(variables)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)
