"""A throw-away local server: python -m python_hooks.servers postgres|spark up|down."""

import argparse
import importlib
import os
import shlex
import sys
from pathlib import Path

from python_hooks.project import PROJECT, Stop

ENGINES = ("postgres", "spark")


def folder_of(engine: str) -> Path:
    """Where an engine's data and process ids lie."""
    return Path(os.environ.get("CC_SERVERS_ROOT") or PROJECT / ".servers").resolve() / engine


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m python_hooks.servers", description=__doc__)
    parser.add_argument("engine", choices=ENGINES)
    parser.add_argument("command", choices=("up", "down"))
    options, more = parser.parse_known_args(arguments)
    # Imported here: each engine wants packages of its own.
    server = importlib.import_module(f"python_hooks.servers.{options.engine}")
    if more and not hasattr(server, "read_options"):
        parser.error(f"{options.engine} has no options: {' '.join(more)}")
    given = server.read_options(more) if more else {}
    try:
        if options.command == "up":
            variables = server.up(folder_of(options.engine), say=lambda words: print(words, file=sys.stderr), **given)
            for name, value in variables.items():
                print(f"export {name}={shlex.quote(value)}")
        else:
            server.down(folder_of(options.engine))
    except Stop as stop:
        print(stop, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
