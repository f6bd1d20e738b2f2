"""The project's commands: python -m python_hooks build | land | validate | publish | scorecard."""

import argparse
import os
import sys

from rich.console import Console
from rich.markup import escape

from python_hooks.project import PROJECT, Settings, Stop, read_settings

COMMANDS = {
    "build": "land, build, test, validate and publish; ends with a scorecard",
    "land": "land the exports in the server's landing schema (on DuckDB dbt lands them itself)",
    "validate": "hold the built tables against the expectations and write the page of results",
    "publish": "test, validate and publish what a plain `dbt build` has built",
    "scorecard": "show the last complete week and month of what is published",
}


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m python_hooks", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True, metavar="command")
    for name, words in COMMANDS.items():
        command = commands.add_parser(name, help=words, description=words)
        command.add_argument("--vars", default=os.environ.get("VARS"), help="dbt variables, as YAML (default: VARS)")
        if name in ("build", "publish", "validate"):
            command.add_argument(
                "--accept-export",
                action="store_true",
                default=bool(os.environ.get("CC_ACCEPT_EXPORT")),
                help="go on where the export does not look like the last one (default: CC_ACCEPT_EXPORT)",
            )
    options = parser.parse_args(arguments)
    # dbt and profiles.yml mean the project's folder by "here".
    os.chdir(PROJECT)
    # No tool reports to anybody; set before any of them is imported.
    os.environ.update(DO_NOT_TRACK="1", DBT_SEND_ANONYMOUS_USAGE_STATS="false", GX_ANALYTICS_ENABLED="False")
    console = Console(highlight=False, soft_wrap=True)
    try:
        _run(options, read_settings(options.vars), console)
    except Stop as stop:
        sys.stdout.flush()
        Console(stderr=True, soft_wrap=True, highlight=False).print(f"\n[bold red]{escape(str(stop))}[/]")
        return 1
    except KeyboardInterrupt:
        print("\nInterrupted: nothing was published.", file=sys.stderr)
        return 130
    return 0


def _run(options: argparse.Namespace, settings: Settings, console: Console) -> None:
    # Imported here: dbt and its company take a second or two, which --help and a wrong setting need not wait for.
    if options.command == "build":
        from python_hooks import building

        building.build(settings, console, accept_export=options.accept_export)
    elif options.command == "publish":
        from python_hooks import building

        building.publish(settings, console, accept_export=options.accept_export)
    elif options.command == "land":
        from python_hooks import building
        from python_hooks.landing import server

        # Not below a build that runs: half of its models would be made of other rows.
        with building.alone(settings):
            console.print(server.land(settings))
    elif options.command == "validate":
        from python_hooks import dbt_runs
        from python_hooks.expectations import validation

        verdict = validation.validate(settings, dbt_runs.parse(settings))
        console.print(f"{verdict.in_words}: {settings.shown(settings.validation_page)}")
        verdict.stop_where_failed(settings, accept_export=options.accept_export)
    else:
        from python_hooks import dbt_runs, scorecard

        scorecard.show(settings, dbt_runs.parse(settings), console)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
