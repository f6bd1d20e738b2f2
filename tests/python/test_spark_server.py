"""The throw-away Spark cluster: what it says where it cannot run, and that it leaves nothing behind."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from python_hooks.project import PROJECT, Stop
from python_hooks.reading import spark_connected
from python_hooks.servers import spark

LOOPBACK, LISTENS = "0100007F", "0A"


def script(path: Path, body: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(0o755)
    return path


def listening(pid: int) -> list[str]:
    """The addresses that a process listens on, as Linux writes them."""
    inodes = set()
    for descriptor in Path(f"/proc/{pid}/fd").iterdir():
        with contextlib.suppress(FileNotFoundError):
            inodes.add(str(descriptor.readlink()).removeprefix("socket:[").removesuffix("]"))
    rows = [line.split() for name in ("tcp", "tcp6") for line in Path(f"/proc/net/{name}").read_text().splitlines()]
    return [row[1].partition(":")[0] for row in rows if row[3] == LISTENS and row[9] in inodes]


def children(pid: int) -> list[int]:
    found = subprocess.run(["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True, check=False)
    return [int(each) for each in found.stdout.split()]


def is_running(pid: int) -> bool:
    """Not one that has ended and was not asked for yet."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.fixture
def no_java_needed(monkeypatch):
    monkeypatch.setattr(spark, "_find_java", lambda: None)


def stand_in(monkeypatch, folder: Path, **bodies: str) -> None:
    """In the place of pyspark, two scripts that do what is said."""
    for name, body in bodies.items():
        script(folder / "bin" / name.replace("_", "-"), body)
    monkeypatch.setattr(spark, "_find_spark", lambda: folder)


@pytest.mark.parametrize(
    "body, said",
    [
        (None, r"there is no java on the PATH: install one \(on Debian: apt install default-jre-headless\)"),
        ("echo '    java.specification.version = 1.8' >&2", r"java is 1.8: install one"),
        ("echo '    java.specification.version = 11' >&2", r"java is 11: install one"),
        ("exit 1", r"java is broken: install one"),
    ],
)
def test_without_a_java_it_says_what_to_install(monkeypatch, tmp_path, body, said):
    monkeypatch.delenv("JAVA_HOME", raising=False)
    (tmp_path / "bin").mkdir()
    if body:
        script(tmp_path / "bin" / "java", body)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setattr(spark, "_find_spark", lambda: tmp_path)
    with pytest.raises(Stop, match=rf"Spark needs Java 17 or later, and .*{said}"):
        spark.up(tmp_path / "server")
    assert not (tmp_path / "server").exists()


def test_java_home_comes_before_the_path(monkeypatch, tmp_path):
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    with pytest.raises(Stop, match=r"\(JAVA_HOME\) has no bin/java"):
        spark._find_java()
    script(tmp_path / "bin" / "java", "echo '    java.specification.version = 21' >&2")
    assert spark._find_java() == tmp_path


def test_a_process_that_ends_is_named_with_what_it_said(monkeypatch, tmp_path, no_java_needed):
    stand_in(monkeypatch, tmp_path / "spark", spark_class="echo 'java.net.BindException: taken'; exit 3")
    with pytest.raises(Stop, match=r"its master ended \(3\)\. java\.net\.BindException: taken \(see .*/master\.log\)"):
        spark.up(tmp_path / "server")
    # For who wants to read more of it.
    assert (tmp_path / "server" / "logs" / "master.log").exists()
    assert not (tmp_path / "server" / "server.json").exists()


def test_one_that_does_not_answer_in_time_is_named_and_ended(monkeypatch, tmp_path, no_java_needed):
    stand_in(monkeypatch, tmp_path / "spark", spark_class=f"echo $$ > {tmp_path}/pid; exec sleep 600")
    monkeypatch.setattr(spark, "READY_SECONDS", 0.5)
    with pytest.raises(Stop, match=r"its master does not answer on 127\.0\.0\.1:\d+ after 0\.5 s\. See .*/master\.log"):
        spark.up(tmp_path / "server")
    with pytest.raises(ProcessLookupError):
        os.kill(int((tmp_path / "pid").read_text()), 0)


def test_a_later_process_with_the_same_id_is_left_alone(tmp_path):
    other = subprocess.Popen(["sleep", "600"])
    try:
        (tmp_path / "logs").mkdir()
        process = {"name": "thrift", "pid": other.pid, "began": "some other time"}
        (tmp_path / "server.json").write_text(json.dumps({"environment": {}, "processes": [process]}))
        spark.down(tmp_path)
        assert other.poll() is None and not tmp_path.exists()
    finally:
        other.kill()
        other.wait()


def test_a_folder_of_somebody_else_is_left_alone(tmp_path):
    (tmp_path / "letters").mkdir()
    with pytest.raises(Stop, match="holds something else than a Spark cluster"):
        spark.down(tmp_path)
    assert (tmp_path / "letters").exists()


def test_what_runs_is_found_again_and_listens_on_the_loopback_alone(spark_server, tmp_path):
    folder = Path(spark_server["CC_SPARK_FOLDER"]).parent
    began = time.monotonic()
    assert spark.up(folder) == spark_server
    assert time.monotonic() - began < 1
    for process in json.loads((folder / "server.json").read_text())["processes"]:
        addresses = listening(process["pid"])
        assert addresses and all(address.endswith(LOOPBACK) for address in addresses), process
    with contextlib.closing(socket.create_connection(("127.0.0.1", int(spark_server["CC_SPARK_PORT"])), timeout=5)):
        pass


def test_the_command_names_what_is_wrong(tmp_path):
    command = [sys.executable, "-m", "python_hooks.servers", "spark", "up"]
    environment = os.environ | {"CC_SERVERS_ROOT": str(tmp_path), "JAVA_HOME": str(tmp_path / "nowhere")}
    run = subprocess.run(command, cwd=PROJECT, env=environment, capture_output=True, text=True, check=False)
    assert run.returncode == 1 and not run.stdout
    assert "Spark" in run.stderr and "install" in run.stderr and "Traceback" not in run.stderr
    run = subprocess.run(
        [*command, "--workers", "3"], cwd=PROJECT, env=environment, capture_output=True, text=True, check=False
    )
    assert run.returncode == 2 and "invalid choice: 3" in run.stderr


def test_a_worker_is_killed_with_what_it_has_started(monkeypatch, tmp_path, no_java_needed):
    # A process that starts another and waits for it, as a worker does with its executor.
    stand_in(monkeypatch, tmp_path / "spark", spark_class="sleep 600 & wait", spark_submit="exec sleep 600")
    monkeypatch.setattr(spark._Launcher, "wait_for", lambda *_: None)
    with spark.running(tmp_path / "server"):
        processes = json.loads((tmp_path / "server" / spark.STATE).read_text())["processes"]
        *others, worker = [each for each in processes if each["name"] != "thrift"]
        until = time.monotonic() + 10
        while not (started := children(worker["pid"])) and time.monotonic() < until:
            time.sleep(0.05)
        assert started
        spark.kill_worker(tmp_path / "server")
        until = time.monotonic() + 10
        while any(map(is_running, [worker["pid"], *started])) and time.monotonic() < until:
            time.sleep(0.05)
        assert not any(map(is_running, [worker["pid"], *started]))
        assert all(is_running(each["pid"]) for each in others)


def ends(pid: int) -> bool:
    """Whether it does within some seconds."""
    until = time.monotonic() + 10
    while is_running(pid) and time.monotonic() < until:
        time.sleep(0.05)
    return not is_running(pid)


@pytest.fixture
def sleeping(monkeypatch, tmp_path, no_java_needed):
    """Stand-ins that only sleep; gives the folder of a cluster of them, which is ended."""
    stand_in(monkeypatch, tmp_path / "spark", spark_class="exec sleep 600", spark_submit="exec sleep 600")
    monkeypatch.setattr(spark._Launcher, "wait_for", lambda *_: None)
    yield tmp_path / "server"
    spark.down(tmp_path / "server")


def processes_of(folder: Path) -> dict[str, int]:
    return {each["name"]: each["pid"] for each in json.loads((folder / spark.STATE).read_text())["processes"]}


def test_a_worker_that_has_ended_is_not_killed_again(sleeping, monkeypatch):
    spark.up(sleeping)
    worker = processes_of(sleeping)["worker2"]
    os.kill(worker, signal.SIGKILL)
    assert ends(worker)
    asked = []
    monkeypatch.setattr(spark.os, "kill", lambda *words: asked.append(words))
    with pytest.raises(Stop, match=r"The worker2 of .* has ended already, and nothing is killed: see .*worker2\.log"):
        spark.kill_worker(sleeping)
    assert asked == []
    monkeypatch.undo()
    spark.down(sleeping)


def test_who_starts_a_cluster_hears_what_it_is_and_what_became_of_the_last(sleeping):
    heard = []
    spark.up(sleeping, say=heard.append)
    assert heard == [spark.CAUTION]
    before = processes_of(sleeping)

    heard.clear()
    spark.up(sleeping, workers=1, memory="4g", say=heard.append)
    assert processes_of(sleeping) == before
    options, caution = heard
    assert "runs already, with workers 2, memory 1500m: " in options and "make spark-down" in options
    assert caution == spark.CAUTION

    heard.clear()
    os.kill(before["thrift"], signal.SIGKILL)
    assert ends(before["thrift"])
    spark.up(sleeping, say=heard.append)
    gone, _ = heard
    assert "have ended by themselves: thrift." in gone and "make spark-down" in gone
    assert not set(processes_of(sleeping).values()) & set(before.values())


def test_processes_know_each_other_by_a_secret_that_nobody_else_reads(sleeping):
    spark.up(sleeping)
    file = sleeping / "secret.conf"
    assert file.stat().st_mode & 0o777 == 0o600 and sleeping.stat().st_mode & 0o777 == 0o700
    told = dict(line.split() for line in file.read_text().splitlines())
    assert told["spark.authenticate"] == "true" and len(told["spark.authenticate.secret"]) == 64
    spark.down(sleeping)
    spark.up(sleeping)
    assert told["spark.authenticate.secret"] not in file.read_text()


def test_the_secret_stands_on_no_command_line_and_in_no_log(spark_server, monkeypatch):
    for name, value in spark_server.items():
        monkeypatch.setenv(name, value)
    folder = Path(spark_server["CC_SPARK_FOLDER"]).parent
    secret = (folder / "secret.conf").read_text().split()[-1]
    with spark_connected() as connection, contextlib.closing(connection.cursor()) as cursor:
        cursor.execute("select sum(id) from range(0, 100, 1, 4)")
        assert cursor.fetchall() == [(4950,)]
    # Those of executors, too, which workers start.
    commands = subprocess.run(["ps", "-A", "-ww", "-o", "args="], capture_output=True, text=True, check=True).stdout
    assert commands.count(f"--properties-file {folder / 'secret.conf'}") >= 4 and secret not in commands
    told = [path for part in ("logs", "events", "run") for path in (folder / part).rglob("*") if path.is_file()]
    assert told and not any(secret in path.read_text(errors="replace") for path in told)


def test_the_only_worker_is_not_killed(monkeypatch, tmp_path, no_java_needed):
    stand_in(monkeypatch, tmp_path / "spark", spark_class="exec sleep 600", spark_submit="exec sleep 600")
    monkeypatch.setattr(spark._Launcher, "wait_for", lambda *_: None)
    with (
        spark.running(tmp_path / "server", workers=1),
        pytest.raises(Stop, match="has no second worker to kill"),
    ):
        spark.kill_worker(tmp_path / "server")
