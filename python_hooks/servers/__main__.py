"""Throw-away local servers: python -m python_hooks.servers spark|postgres up|down."""

import argparse
import shlex
import sys
from importlib import import_module

from python_hooks.project import Stop
from python_hooks.servers import ENGINES, home


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m python_hooks.servers", description=__doc__)
    engines = parser.add_subparsers(dest="engine", required=True, metavar="|".join(ENGINES))
    # The module of the engine that is meant, and no other: each wants packages of its own.
    for engine in ENGINES:
        commands = engines.add_parser(engine).add_subparsers(dest="command", required=True, metavar="up|down")
        up = commands.add_parser("up", help="start it and print how it is named as a target")
        commands.add_parser("down", help="end it")
        if arguments[:1] == [engine]:
            import_module(f"python_hooks.servers.{engine}").add_options(up)
    options = vars(parser.parse_args(arguments))
    server, command = import_module(f"python_hooks.servers.{options.pop('engine')}"), options.pop("command")
    folder = home(server.__name__.rpartition(".")[2])
    try:
        if command == "down":
            server.stop(folder)
            return 0
        for name, value in server.start(folder, **options).items():
            print(f"export {name}={shlex.quote(value)}")
    except Stop as stop:
        print(stop, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
