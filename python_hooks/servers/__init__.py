"""Throw-away servers of this machine, to try an engine on: spark.py and postgres.py, which answer to the same names.

    start(folder, **options) -> dict[str, str]    the environment variables that name it as a target; as it is where it
                                                  runs already. Raises Stop, with what to do, where it cannot run
    stop(folder) -> None                          ends it, by the process ids that are in the folder, if it runs
    running(folder, **options)                    a context manager around both
    add_options(parser) -> None                   the options of `up`, for start

They listen on the loopback interface only and keep everything in their folder.
"""

import os
import socket
from pathlib import Path

from python_hooks.project import PROJECT

ENGINES = ("postgres", "spark")


def home(engine: str) -> Path:
    """Where `up` keeps an engine's server: CC_SERVERS_ROOT, or .servers of the project."""
    return Path(os.environ.get("CC_SERVERS_ROOT") or PROJECT / ".servers").resolve() / engine


def port_for(variable: str) -> int:
    """The port that the environment names, or one that nobody listens on."""
    if os.environ.get(variable):
        return int(os.environ[variable])
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
