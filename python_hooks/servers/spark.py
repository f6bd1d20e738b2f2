"""A Spark cluster of this machine, out of the package pyspark: a master, one or two workers and a Thrift server.

The package brings every class and no start script, hence the commands here. What the processes say is in <folder>/logs.
"""

import argparse
import importlib.util
import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from python_hooks.project import Stop

HOST = "127.0.0.1"
JAVA_NEEDED = 17
READY_SECONDS = 300
END_SECONDS = 30
STATE = "server.json"
CAUTION = (
    "The Thrift server of this cluster asks nobody who they are: whoever has an account on this machine can read all"
    " that is landed there, and run programs as you. Not on a machine shared with others, and not with real exports."
)


@dataclass(frozen=True)
class _Process:
    """A process that was started here. `began` tells it from a later one that got the same id."""

    name: str
    pid: int
    began: str


@dataclass(frozen=True)
class _State:
    """What is known of a cluster: the variables that name it, its processes, and the options it was started with."""

    environment: dict[str, str]
    processes: list[_Process]
    options: dict[str, Any]


def read_options(arguments: list[str]) -> dict[str, int | str]:
    """What follows `spark up` on a command line, for up."""
    parser = argparse.ArgumentParser(prog="python -m python_hooks.servers spark up")
    parser.add_argument("--workers", type=int, choices=(1, 2), default=2, help="number of workers (default: 2)")
    parser.add_argument("--cores", type=int, default=1, help="cores of each worker (default: 1)")
    parser.add_argument("--memory", default="1500m", help="memory of each worker, as Java says it (default: 1500m)")
    parser.add_argument("--driver-memory", default="4g", help="memory of the Thrift server, which plans (default: 4g)")
    parser.add_argument(
        "--events", action="store_true", help="keep plans and measures of every statement in <folder>/events"
    )
    parser.add_argument(
        "--conf", action="append", default=[], metavar="NAME=VALUE", help="a setting of Spark, besides ours"
    )
    return vars(parser.parse_args(arguments))


@contextmanager
def running(folder: Path, **options: int | str) -> Iterator[dict[str, str]]:
    """A cluster in the folder, which is made and thrown away; yields the environment variables of the target."""
    try:
        yield up(folder, **options)
    finally:
        down(folder)


def up(
    folder: Path,
    *,
    workers: int = 2,
    cores: int = 1,
    memory: str = "1500m",
    driver_memory: str = "4g",
    events: bool = False,
    conf: Iterable[str] = (),
    say: Callable[[str], None] = lambda _: None,
) -> dict[str, str]:
    """Starts the cluster of the folder, or finds it running, with the options it was started with.

    say: takes what somebody should know who uses it.
    """
    folder = folder.resolve()
    options = {
        "workers": workers,
        "cores": cores,
        "memory": memory,
        "driver_memory": driver_memory,
        "events": events,
        "conf": list(conf),
    }
    state = _read_state(folder)
    ended = [process.name for process in state.processes if not _is_alive(process)] if state else []
    if state is not None and not ended:
        differences = [f"{name} {value}" for name, value in state.options.items() if options.get(name) != value]
        if differences:
            say(
                f"The cluster in {folder} runs already, with {', '.join(differences)}: for other options, end it with"
                " `make spark-down`, which removes what was landed and published there, and start it again."
            )
        say(CAUTION)
        return state.environment
    home, java = _find_spark(), _find_java()
    if ended:
        say(
            f"Of the cluster in {folder} have ended by themselves: {', '.join(ended)}. It is made anew, as after"
            " `make spark-down`: what was landed and published there is gone."
        )
    down(folder)
    # What is landed here is its owner's alone, as far as files go.
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for part in ("landing", "logs", "run", "tmp", "tmp/hive-local", "events"):
        (folder / part).mkdir()
    master_port, thrift_port = _port("CC_SPARK_MASTER_PORT"), _port("CC_SPARK_PORT")
    environment = {
        "CC_TARGET": "spark",
        "CC_SPARK_HOST": HOST,
        "CC_SPARK_PORT": str(thrift_port),
        "CC_SPARK_USER": "contact_center",
        "CC_SPARK_FOLDER": str(folder / "landing"),
    }
    launcher = _Launcher(folder, home, java, environment, options)
    secret = _write_secret(folder)
    master = f"spark://{HOST}:{master_port}"
    try:
        launcher.launch_daemon("master", _daemon("master.Master", secret, "--port", str(master_port)))
        launcher.wait_for(master_port, "master")
        for number in range(1, workers + 1):
            launcher.launch_daemon(
                f"worker{number}", _daemon("worker.Worker", secret, "--cores", str(cores), "--memory", memory, master)
            )
        thrift = _thrift(
            folder, secret, master, thrift_port, workers * cores, cores, memory, driver_memory, events, options["conf"]
        )
        launcher.launch("thrift", thrift)
        launcher.wait_for(thrift_port, "thrift")
    except Stop:
        # What the processes said stays, for who looks for the reason.
        _end_processes(folder)
        raise
    except BaseException:
        down(folder)
        raise
    say(CAUTION)
    return environment


def down(folder: Path) -> None:
    """Ends the cluster of the folder, by the process ids that are in it, and removes what it kept there."""
    if folder.exists() and any(folder.iterdir()) and not (folder / "logs").exists():
        raise Stop(f"{folder} holds something else than a Spark cluster: it is left alone.")
    _end_processes(folder)
    shutil.rmtree(folder, ignore_errors=True)


def kill_worker(folder: Path) -> None:
    """Ends a worker of the cluster and its executor at once, to see what is lost.

    Raises Stop where it is the only one, or has ended already: its id may be somebody else's by now.
    """
    state = _read_state(folder)
    workers = [each for each in state.processes if each.name.startswith("worker")] if state else []
    if len(workers) < 2:
        raise Stop(f"{folder} has no second worker to kill.")
    if not _is_alive(workers[-1]):
        log = folder / "logs" / f"{workers[-1].name}.log"
        raise Stop(f"The {workers[-1].name} of {folder} has ended already, and nothing is killed: see {log}.")
    pid = workers[-1].pid
    listed = subprocess.run(["ps", "-A", "-o", "pid=,ppid="], capture_output=True, text=True, check=True).stdout
    executors = [int(child) for child, parent in map(str.split, listed.splitlines()) if int(parent) == pid]
    for each in (pid, *executors):
        os.kill(each, signal.SIGKILL)


def _end_processes(folder: Path) -> None:
    """The Thrift server first, which has the others work for it."""
    state = _read_state(folder)
    if state is not None:
        for process in reversed(state.processes):
            _end(process)
        (folder / STATE).unlink()


def _port(variable: str) -> int:
    """The port that the environment names, or one that nobody listens on."""
    if os.environ.get(variable):
        return int(os.environ[variable])
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return probe.getsockname()[1]


def _write_secret(folder: Path) -> Path:
    """The settings by which the processes of this cluster know each other: in a file, since everybody sees arguments.

    Who does not know the secret can hand no work to the master or to an executor. The Thrift server has no part in it.
    """
    path = folder / "secret.conf"
    path.touch(mode=0o600)
    path.write_text(f"spark.authenticate true\nspark.authenticate.secret {secrets.token_hex(32)}\n", encoding="utf-8")
    return path


def _daemon(name: str, secret: Path, *arguments: str) -> list[str]:
    # Port 0: the pages of master and workers cannot be switched off, and nobody looks at them.
    common = ("--host", HOST, "--webui-port", "0", "--properties-file", str(secret))
    return ["spark-class", f"org.apache.spark.deploy.{name}", *common, *arguments]


def _thrift(
    folder: Path,
    secret: Path,
    master: str,
    port: int,
    all_cores: int,
    cores: int,
    memory: str,
    driver_memory: str,
    events: bool,
    conf: Iterable[str],
) -> list[str]:
    hive = {
        "hive.server2.thrift.bind.host": HOST,
        "hive.server2.thrift.port": str(port),
        "hive.server2.authentication": "NOSASL",
        # Everything that Hive would keep in /tmp.
        "hive.exec.scratchdir": str(folder / "tmp" / "hive"),
        "hive.exec.local.scratchdir": str(folder / "tmp" / "hive-local"),
        "hive.downloaded.resources.dir": str(folder / "tmp" / "hive-resources"),
        "hive.querylog.location": str(folder / "tmp" / "hive-queries"),
        "hive.server2.logging.operation.log.location": str(folder / "tmp" / "hive-operations"),
    }
    # Nothing here outlives the trial, so nothing is forced to the disk.
    derby = f"-Dderby.stream.error.file={folder}/logs/derby.log -Dderby.system.durability=test"
    # A driver that has run out of memory and lives on answers nobody.
    java = f"-Djava.io.tmpdir={folder}/tmp {derby} -XX:-UsePerfData -XX:+ExitOnOutOfMemoryError"
    spark = {
        "spark.driver.host": HOST,
        "spark.driver.bindAddress": HOST,
        "spark.driver.extraJavaOptions": java,
        "spark.executor.extraJavaOptions": f"-Djava.io.tmpdir={folder}/tmp -XX:-UsePerfData",
        "spark.cores.max": str(all_cores),
        "spark.ui.enabled": "false",
        "spark.eventLog.enabled": str(events).lower(),
        "spark.eventLog.dir": f"file:{folder}/events",
        "spark.eventLog.rolling.enabled": "false",
        "spark.eventLog.compress": "false",
        # What it tells by itself is a hundred lines a statement.
        "spark.log.level": "WARN",
        "spark.sql.warehouse.dir": str(folder / "warehouse"),
        "spark.hadoop.javax.jdo.option.ConnectionURL": f"jdbc:derby:;databaseName={folder}/metastore;create=true",
        # Every worker is this machine.
        "spark.locality.wait": "0s",
        # Otherwise a session that has read a table once looks for it in the same files for ever.
        "spark.sql.metadataCacheTTLSeconds": "10",
        # Small tables in many parts are many small files and tasks.
        "spark.sql.shuffle.partitions": str(2 * all_cores),
        # Plans of hundreds of branches are kept for a page that is switched off.
        "spark.sql.ui.retainedExecutions": "5",
        "spark.sql.maxPlanStringLength": "2000",
    }
    return [
        "spark-submit",
        *("--class", "org.apache.spark.sql.hive.thriftserver.HiveThriftServer2", "--master", master),
        *("--properties-file", str(secret)),
        *("--driver-memory", driver_memory, "--executor-memory", memory, "--executor-cores", str(cores)),
        *(word for name, value in spark.items() for word in ("--conf", f"{name}={value}")),
        # The last one said counts.
        *(word for setting in conf for word in ("--conf", setting)),
        "spark-internal",
        *(word for name, value in hive.items() for word in ("--hiveconf", f"{name}={value}")),
    ]


class _Launcher:
    def __init__(
        self, folder: Path, home: Path, java: Path | None, environment: dict[str, str], options: dict[str, Any]
    ) -> None:
        self._folder, self._home, self._environment, self._options = folder, home, environment, options
        self._processes: list[_Process] = []
        self._children: dict[str, subprocess.Popen] = {}
        # Settings of another Spark on this machine are no business of this one.
        inherited = {name: value for name, value in os.environ.items() if not name.startswith(("SPARK_", "HADOOP_"))}
        self._variables = inherited | {
            "SPARK_HOME": str(home),
            "SPARK_LOCAL_IP": HOST,
            "SPARK_LOCAL_HOSTNAME": HOST,
            "SPARK_PUBLIC_DNS": HOST,
            "SPARK_LOCAL_DIRS": str(folder / "tmp"),
            "SPARK_WORKER_DIR": str(folder / "run"),
            "SPARK_DAEMON_JAVA_OPTS": f"-Djava.io.tmpdir={folder}/tmp -XX:-UsePerfData",
            "SPARK_MASTER_OPTS": "-Dspark.master.rest.enabled=false",
        }
        if java is not None:
            self._variables["JAVA_HOME"] = str(java)

    def launch_daemon(self, name: str, command: list[str]) -> None:
        """Of the Thrift server this variable would overrule its --driver-memory."""
        self.launch(name, command, SPARK_DAEMON_MEMORY="512m")

    def launch(self, name: str, command: list[str], **variables: str) -> None:
        """The scripts end in an exec: the process id stays that of the Java process."""
        with self._log(name).open("wb") as log:
            child = subprocess.Popen(
                [self._home / "bin" / command[0], *command[1:]],
                cwd=self._folder / "run",
                env=self._variables | variables,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                # Ctrl-C in a terminal is meant for what runs there.
                start_new_session=True,
                umask=0o077,
            )
        self._children[name] = child
        self._processes.append(_Process(name, child.pid, _began(child.pid)))
        state = _State(self._environment, self._processes, self._options)
        (self._folder / STATE).write_text(json.dumps(asdict(state), indent=4) + "\n", encoding="utf-8")

    def wait_for(self, port: int, name: str) -> None:
        """Returns when somebody listens on the port; raises Stop where a process has ended or time is up."""
        until = time.monotonic() + READY_SECONDS
        while True:
            for each, child in self._children.items():
                if child.poll() is not None:
                    raise Stop(f"Spark did not start: its {each} ended ({child.returncode}). {self._see(each)}")
            with suppress(OSError), socket.create_connection((HOST, port), timeout=1):
                return
            if time.monotonic() > until:
                raise Stop(
                    f"Spark did not start: its {name} does not answer on {HOST}:{port} after {READY_SECONDS} s."
                    f" {self._see(name)}"
                )
            time.sleep(0.25)

    def _see(self, name: str) -> str:
        lines = self._log(name).read_text(encoding="utf-8", errors="replace").splitlines()
        told = [line.strip() for line in lines if "Exception" in line or "ERROR" in line or "error:" in line.lower()]
        return f"{told[0]} (see {self._log(name)})" if told else f"See {self._log(name)}."

    def _log(self, name: str) -> Path:
        return self._folder / "logs" / f"{name}.log"


def what_is_missing() -> str | None:
    """What must be installed before a cluster can run here; None where everything is."""
    try:
        _find_spark()
        _find_java()
    except Stop as stop:
        return str(stop)
    return None


def _find_spark() -> Path:
    spec = importlib.util.find_spec("pyspark")
    if spec is None or spec.origin is None:
        raise Stop("Spark is not installed here: run `CC_EXTRAS=spark make setup`, which brings pyspark (0.5 GB).")
    return Path(spec.origin).parent


def _find_java() -> Path | None:
    """JAVA_HOME, where it is set; None where the java of the PATH serves. Raises Stop where there is none that can."""
    advice = "install one (on Debian: apt install default-jre-headless), or set JAVA_HOME to where one is."
    home = os.environ.get("JAVA_HOME")
    java = str(Path(home) / "bin" / "java") if home else "java"
    if shutil.which(java) is None:
        where = f"{home} (JAVA_HOME) has no bin/java" if home else "there is no java on the PATH"
        raise Stop(f"Spark needs Java {JAVA_NEEDED} or later, and {where}: {advice}")
    said = subprocess.run([java, "-XshowSettings:properties", "-version"], capture_output=True, text=True, check=False)
    versions = [
        line.partition("=")[2].strip()
        for line in said.stderr.splitlines()
        if line.strip().startswith("java.specification.version ")
    ]
    # Up to Java 8 it was called 1.8.
    if not versions or float(versions[0]) < JAVA_NEEDED:
        found = ", ".join(versions) or "broken"
        raise Stop(f"Spark needs Java {JAVA_NEEDED} or later, and {java} is {found}: {advice}")
    return Path(home) if home else None


def _read_state(folder: Path) -> _State | None:
    try:
        state = json.loads((folder / STATE).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    processes = [_Process(**process) for process in state["processes"]]
    # One that an earlier release started says no options.
    return _State(state["environment"], processes, state.get("options", {}))


def _began(pid: int) -> str:
    """When a process began, as the system says it; empty where there is no such process."""
    try:
        # After the name, which may hold anything: the 22nd field counted from the first.
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[19]
    except FileNotFoundError:
        if Path("/proc/self").exists():
            return ""
    said = subprocess.run(["ps", "-o", "lstart=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return said.stdout.strip()


def _is_alive(process: _Process) -> bool:
    # A child of this process that has ended is there until somebody asks how.
    with suppress(ChildProcessError):
        os.waitpid(process.pid, os.WNOHANG)
    return bool(process.began) and _began(process.pid) == process.began


def _end(process: _Process) -> None:
    for request in (signal.SIGTERM, signal.SIGKILL):
        until = time.monotonic() + END_SECONDS
        if _is_alive(process):
            with suppress(ProcessLookupError):
                os.kill(process.pid, request)
        while _is_alive(process):
            if time.monotonic() > until:
                break
            time.sleep(0.1)
