"""Landing on a server, before dbt runs there: first in a DuckDB file, from there into raw tables of the server.

The tables are those that store.py shows: files, malformed, identity_secret, folders, <source>__<entity>.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import yaml

from python_hooks.landing.errors import LandingError
from python_hooks.landing.land import land as land_duckdb
from python_hooks.landing.sources import read_sources
from python_hooks.landing.store import LEDGER_COLUMNS
from python_hooks.project import Settings, Stop, warn_on_stderr
from python_hooks.registry import PROJECT

SCHEMA = "landing"
ALWAYS = ("files", "malformed", "identity_secret", "folders")


@dataclass(frozen=True)
class Staged:
    """What has been landed in DuckDB: relations of the schema `landing`, to be copied under the same names."""

    con: duckdb.DuckDBPyConnection
    names: list[str]
    ledger: list[tuple[Any, ...]]


def land(settings: Settings, warn: Callable[[str], None] = warn_on_stderr) -> str:
    """Lands the sources that are switched on and says what came of it. Raises Stop with a LandingError's sentence.

    warn: takes what does not end a landing.
    """
    if settings.is_duckdb:
        raise Stop("On DuckDB the build lands the exports itself: name a server, TARGET=postgres or TARGET=spark.")
    declared = yaml.safe_load((PROJECT / "dbt_project.yml").read_text(encoding="utf-8"))["vars"]["contact_center"]
    variables = declared | yaml.safe_load(settings.variables)
    sources, schema = variables["cc_sources"], f"{variables['cc_schema_prefix']}landing"
    try:
        if settings.target == "spark":
            from python_hooks.landing.spark import land_spark

            ledger = land_spark(sources, schema, warn=warn)
        else:
            from python_hooks.landing.postgres import land_postgres

            ledger = land_postgres(sources, schema)
    except LandingError as error:
        raise Stop(str(error)) from None
    records, malformed = LEDGER_COLUMNS.index("records"), LEDGER_COLUMNS.index("malformed_records")
    return (
        f"{len(ledger)} files, {sum(row[records] for row in ledger):,} records,"
        f" {sum(row[malformed] for row in ledger):,} malformed"
    )


@contextmanager
def staged(sources: list[str], database: Path, project: Path = PROJECT) -> Iterator[Staged]:
    """The sources, landed in a DuckDB file. Contents that the file holds from an earlier landing are not read again."""
    with duckdb.connect(str(database), config={"preserve_insertion_order": False}) as con:
        con.begin()
        ledger = land_duckdb(con, sources, SCHEMA, project).fetchall()
        con.execute(
            f"create or replace view {SCHEMA}.files as select * exclude (content_id) from {SCHEMA}.current_files"
        )
        con.commit()
        tables = [table for source in read_sources(sources, project) for table in source.tables]
        yield Staged(con, [*ALWAYS, *(f"{table.source}__{table.name}" for table in tables)], ledger)
