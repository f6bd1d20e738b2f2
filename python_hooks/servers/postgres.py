"""A throw-away PostgreSQL made of Debian's binaries. Works as root (as the user `postgres` then) and as anybody else.

Two roles lie ready, none of them a superuser: the builder, who owns the database, and a reader, who may do nothing
until a publication lets it read the public schemas. Both have a password made for this server, since whoever has an
account on the machine can reach the loopback.
"""

import json
import os
import secrets
import shutil
import socket
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from python_hooks.project import Stop

DATABASE, BUILDER, READER = "contact_center", "contact_center", "contact_center_reader"
# Nothing here outlives the trial, so nothing is forced to the disk. JIT and memory: docs/which-engine.md.
OPTIONS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",  # the path of a socket may have a hundred letters, that of a folder more
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "max_wal_size": "4GB",
}


def binaries() -> Path | None:
    """The newest release's programs; Debian does not put them on the path."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parent.parent.name))
    return found[-1].parent if found else None


def what_is_missing() -> str | None:
    """What must be installed before a server can run here; None where everything is."""
    return None if binaries() else "PostgreSQL is not installed: apt install postgresql"


@contextmanager
def running(folder: Path) -> Iterator[dict[str, str]]:
    """A server in the folder, which is made and thrown away; yields the environment variables of the target."""
    try:
        yield up(folder)
    finally:
        down(folder)


def up(folder: Path, *, say: Callable[[str], None] = lambda _: None) -> dict[str, str]:
    """Starts the server of the folder, or finds it running; returns the environment variables of the target.

    say: takes what somebody should know who has not started it just now.
    """
    if _is_running(folder) and (folder / "server.json").exists():
        return json.loads((folder / "server.json").read_text())
    programs = binaries()
    if programs is None:
        raise Stop(what_is_missing())
    if (folder / "server.json").exists():
        say(
            f"The server in {folder} has ended by itself: it is made anew, as after `make postgres-down`, and what was"
            " landed and published in it is gone."
        )
    down(folder)
    folder.mkdir(parents=True, mode=0o755)
    data = folder / "data"
    data.mkdir(mode=0o700)
    if os.geteuid() == 0:
        shutil.chown(data, "postgres", "postgres")
    _refuse_a_folder_it_cannot_enter(data)
    try:
        return _start(programs, folder)
    except subprocess.CalledProcessError as error:
        log = folder / "data" / "server.log"
        words = (error.stderr or "") + (log.read_text() if log.exists() else "")
        down(folder)
        raise Stop(f"PostgreSQL does not start in {folder}:\n{words.strip()}") from None
    except BaseException:
        down(folder)
        raise


def down(folder: Path) -> None:
    """Ends the server of the folder, by the process id that it wrote there, and removes the folder."""
    if folder.exists() and any(folder.iterdir()) and not (folder / "data").exists():
        raise Stop(f"{folder} holds something else than a server: it is left alone.")
    programs = binaries()
    if programs is not None and _is_running(folder):
        _run(programs / "pg_ctl", "-D", folder / "data", "-m", "fast", "-w", "stop")
    shutil.rmtree(folder, ignore_errors=True)


def _start(programs: Path, folder: Path) -> dict[str, str]:
    data, port = folder / "data", str(_free_port(int(os.environ.get("CC_POSTGRES_PORT") or 0)))
    passwords = {role: secrets.token_urlsafe(18) for role in ("postgres", BUILDER, READER)}
    # Read by initdb alone; a program's arguments can be seen by everybody.
    handed_over = data.with_name("password")
    handed_over.touch(mode=0o600)
    handed_over.write_text(passwords["postgres"])
    if os.geteuid() == 0:
        shutil.chown(handed_over, "postgres")
    _run(
        *(programs / "initdb", "-D", data, "-U", "postgres", "-A", "scram-sha-256", f"--pwfile={handed_over}"),
        *("--no-sync", "--encoding=UTF8", "--locale=C.UTF-8"),
    )
    handed_over.unlink()
    options = " ".join(f"-c {name}='{value}'" for name, value in (OPTIONS | {"port": port}).items())
    _run(programs / "pg_ctl", "-D", data, "-w", "-l", data / "server.log", "-o", options, "start")
    roles = "".join(f"create role {role} login password '{passwords[role]}';\n" for role in (BUILDER, READER))
    database = (
        f"create database {DATABASE} owner {BUILDER};\nrevoke all on database {DATABASE} from public;\n"
        f"grant connect on database {DATABASE} to {READER};\n"
    )
    subprocess.run(
        [programs / "psql", "-h", "127.0.0.1", "-p", port, "-U", "postgres", "-q", "-v", "ON_ERROR_STOP=1"],
        input=roles + database,
        env=os.environ | {"PGPASSWORD": passwords["postgres"]},
        text=True,
        check=True,
        capture_output=True,
        cwd="/",
    )
    variables = {
        "CC_TARGET": "postgres",
        "CC_POSTGRES_HOST": "127.0.0.1",
        "CC_POSTGRES_PORT": port,
        "CC_POSTGRES_USER": BUILDER,
        "CC_POSTGRES_PASSWORD": passwords[BUILDER],
        "CC_POSTGRES_DATABASE": DATABASE,
        "CC_POSTGRES_READER": READER,
        "CC_POSTGRES_READER_PASSWORD": passwords[READER],
    }
    kept = folder / "server.json"
    kept.touch(mode=0o600)
    kept.write_text(json.dumps(variables))
    return variables


def _is_running(folder: Path) -> bool:
    programs = binaries()
    if programs is None or not (folder / "data" / "postmaster.pid").exists():
        return False
    status = _command(programs / "pg_ctl", "-D", folder / "data", "status")
    return subprocess.run(status, cwd="/", capture_output=True, check=False).returncode == 0


def _refuse_a_folder_it_cannot_enter(data: Path) -> None:
    if subprocess.run(_command("test", "-w", data), cwd="/", check=False).returncode != 0:
        shutil.rmtree(data.parent, ignore_errors=True)
        raise Stop(
            f"The user postgres, as whom the server runs where you are root, cannot enter {data.parent}: "
            "set CC_SERVERS_ROOT to a folder that it can, such as /tmp/servers."
        )


def _command(*words: object) -> list[str]:
    """The server refuses to run as root."""
    command = [str(word) for word in words]
    return ["runuser", "-u", "postgres", "--", *command] if os.geteuid() == 0 else command


def _run(*words: object) -> None:
    # The server would keep a pipe open for as long as it runs; a file it may.
    subprocess.run(_command(*words), check=True, cwd="/", stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)


def _free_port(wanted: int) -> int:
    """The wanted one, unless somebody has it, such as a server whose variables are set here, too."""
    for port in (wanted, 0):
        with socket.socket() as probe:
            # As the server does it: one that has just been ended leaves its port to the next.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return probe.getsockname()[1]
    raise Stop("No port is free.")
