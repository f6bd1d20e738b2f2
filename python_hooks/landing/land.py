"""Lands the files of some sources in a DuckDB schema; see store.py for what is there afterwards."""

import os
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pyarrow as pa

from python_hooks.landing.batches import CONTENT, FileFacts
from python_hooks.landing.csv_reader import read_csv
from python_hooks.landing.errors import LandingError
from python_hooks.landing.files import File, find_files, opened, reading
from python_hooks.landing.malformed import MalformedRecords
from python_hooks.landing.ndjson_reader import read_ndjson
from python_hooks.landing.parquet_reader import check_parquet
from python_hooks.landing.sources import Table, named_folders, read_sources, source_folders
from python_hooks.landing.store import Store
from python_hooks.registry import PROJECT

# Whoever knows the secret can find the number behind a customer_key by trying numbers; this one everybody knows.
DEMO_SECRET = "demo-only-secret"


def land(
    con: duckdb.DuckDBPyConnection, sources: list[str], schema: str = "landing", project: Path = PROJECT
) -> duckdb.DuckDBPyRelation:
    """Lands the sources in the connection's current transaction and returns the ledger of their files.

    Raises LandingError, one sentence, where a source cannot be landed; the caller then rolls the transaction back.
    """
    declared = read_sources(sources, project)
    found = {source.name: find_files(source) for source in declared}
    store = Store(con, schema)
    store.forget_others(declared)
    for source in declared:
        for table in source.tables:
            _land_table(store, table, found[source.name][table.name])
    store.show_malformed()
    store.keep_secret(identity_secret())
    roots = {source.name: source.root for source in declared}
    store.keep_folders(source_folders(roots, project), named_folders(roots, project))
    return store.ledger()


def identity_secret() -> str:
    """What customer keys are made with."""
    return os.environ.get("CC_IDENTITY_SECRET") or DEMO_SECRET


def land_model(session: duckdb.DuckDBPyConnection, sources: list[str], schema: str) -> duckdb.DuckDBPyRelation:
    """land() for the dbt model: all or nothing, though dbt opens no transaction around a Python model.

    dbt prints the trace of an error: raised anew here, it is short, the sentence last.
    """
    session.begin()
    try:
        ledger = land(session, sources, schema)
        session.commit()
        return ledger
    except LandingError as error:
        session.rollback()
        sentence = str(error)
    except BaseException:
        session.rollback()
        raise
    raise LandingError(sentence)


def _land_table(store: Store, table: Table, files: list[File]) -> None:
    known = store.contents(table)
    wanted = {(file.format, file.content_hash): file for file in files}
    store.forget(table.source, table.name, {content.id for key, content in known.items() if key in wanted})
    next_id = store.next_id()
    with MalformedRecords() as malformed:
        new = [
            (file, FileFacts(next_id + index, malformed))
            for index, file in enumerate(file for key, file in wanted.items() if key not in known)
        ]
        if any(file.format != "parquet" for file in files):
            store.add_text(table, _read_texts(table, new))
        for file, facts in new:
            if file.format == "parquet":
                with reading(table.source, file):
                    check_parquet(store.con, file, table, facts)
            known[file.format, file.content_hash] = store.remember(table, file, facts)
        store.add_malformed(malformed)
    store.show(table, [(file, known[file.format, file.content_hash]) for file in files])


def _read_texts(table: Table, new: list[tuple[File, FileFacts]]) -> Iterator[pa.RecordBatch]:
    for file, facts in new:
        if file.format != "parquet":
            read = read_csv if file.format.startswith("csv") else read_ndjson
            with reading(table.source, file), opened(file) as text:
                for batch in read(text, table, file.name, facts):
                    yield batch.append_column(CONTENT, pa.array([facts.content_id] * len(batch), pa.int64()))
