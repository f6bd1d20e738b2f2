"""The demo on PostgreSQL: the same models, data tests and unit tests, on a server in a throw-away folder."""

import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from python_hooks.project import PROJECT

BINARIES = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))


def as_postgres(*command: object) -> list[str]:
    """The server refuses to run as root."""
    words = [str(word) for word in command]
    return ["runuser", "-u", "postgres", "--", *words] if os.geteuid() == 0 else words


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="module")
def server() -> Iterator[dict[str, str]]:
    """Environment variables that name a running server with an empty database."""
    if not BINARIES:
        if os.environ.get("CI"):
            pytest.fail("PostgreSQL is not installed: apt install postgresql")
        pytest.skip("PostgreSQL is not installed (apt install postgresql); CI has it")
    binaries, port = BINARIES[-1], free_port()
    # Not below pytest's folder, which other users may not enter.
    folder = Path(tempfile.mkdtemp(prefix="contact-center-postgres-"))
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")

    def run(program: str, arguments: str, *more: str) -> None:
        command = as_postgres(binaries / program, "-D", folder / "data", *arguments.split(), *more)
        subprocess.run(command, check=True, cwd="/", stdout=subprocess.DEVNULL)

    try:
        run("initdb", "-A trust -U postgres --no-sync --encoding=UTF8 --locale=C.UTF-8")
        options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c fsync=off"
        run("pg_ctl", f"-w -l {folder}/log start -o", options)
        try:
            address = ["-h", "127.0.0.1", "-p", str(port), "-U", "postgres"]
            subprocess.run([binaries / "createdb", *address, "contact_center"], check=True)
            yield {
                "CC_TARGET": "postgres",
                "CC_POSTGRES_HOST": "127.0.0.1",
                "CC_POSTGRES_PORT": str(port),
                "CC_POSTGRES_USER": "postgres",
                "CC_POSTGRES_DATABASE": "contact_center",
            }
        finally:
            # By the process id that the server wrote into its folder.
            run("pg_ctl", "-m fast -w stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="module")
def built(server, start_build, tmp_path_factory) -> str:
    """What the build of the demo on the server printed, all of its data tests and expectations included."""
    process = start_build(tmp_path_factory.mktemp("postgres") / "contact_center.duckdb", **server)
    output, _ = process.communicate()
    assert process.returncode == 0, output
    return output


def test_the_demo_builds_with_all_its_data_tests(built):
    assert re.search(r"✓ dbt .* \d+ models, \d+ seeds, \d+ data tests", built)
    assert "nothing to copy" in built


def test_the_scorecard_is_that_of_duckdb(built, demo_output):
    def lines(output: str) -> list[str]:
        start, end = output.index("Week "), output.index("Tables ")
        return [line.rstrip() for line in output[start:end].splitlines()]

    assert lines(built) == lines(demo_output)


def test_all_unit_tests_pass(built, server, clean_environment):
    run = subprocess.run(
        [Path(sys.executable).with_name("dbt"), "test", "--select", "test_type:unit"],
        cwd=PROJECT,
        env=clean_environment | server,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout
    assert int(re.search(r"PASS=(\d+)", run.stdout).group(1)) > 0
