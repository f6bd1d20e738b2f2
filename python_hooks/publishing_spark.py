"""Publication on Spark: every public table is pointed at new files, once all of them are written and counted.

Plain tables there know no transaction. What takes long, and what can go wrong, is done beside what readers see; what
they see then changes within seconds, a table at a time. The files they may still be reading stay until the next
publication.
"""

from __future__ import annotations

import fcntl
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb

from python_hooks.landing.sql import literal
from python_hooks.project import Stop, warn_on_stderr
from python_hooks.reading import LostError, ServerError, spark_connected
from python_hooks.spark_tables import Column, Present, SparkTables, location, older_files_stay, shared_folder

if TYPE_CHECKING:
    from python_hooks.publishing import PublicTable

# A server may be set up to write instants to the millisecond, or days before 1582 by another calendar.
_SESSION = {
    "spark.sql.parquet.outputTimestampType": "TIMESTAMP_MICROS",
    "spark.sql.parquet.datetimeRebaseModeInWrite": "CORRECTED",
}


@dataclass(frozen=True)
class _Written:
    """A public table, and its new files that no reader sees yet."""

    tables: SparkTables
    name: str
    columns: list[Column]
    comment: str
    path: Path
    rows: int
    before: Path | None
    # Whether there is a table of other columns or words under its name.
    is_in_the_way: bool


class _MissingError(ServerError):
    """A table was dropped to be made anew, and that failed. how: whether it is missing, or may be."""

    def __init__(self, error: ServerError, how: str) -> None:
        super().__init__(str(error))
        self.how = how


@contextmanager
def alone(prefix: str) -> Iterator[None]:
    """Holds the build's lock in the shared folder, so that builds of two machines do not mix; gone with the process."""
    try:
        folder = shared_folder()
    except ServerError as error:
        raise Stop(str(error)) from None
    lock = folder / f".{prefix}build.lock"
    try:
        opened = lock.open("a")
    except OSError as error:
        raise Stop(
            f"{lock} cannot be written ({error.strerror}), which every build in CC_SPARK_FOLDER holds while it runs:"
            " another user may have made it. Have them remove it while nobody builds, or build as that user."
        ) from None
    with opened as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Stop(
                f"Another build in {folder} (CC_SPARK_FOLDER) is running: wait for it to end, or build under another "
                "cc_schema_prefix."
            ) from None
        yield


def publish(tables: list[PublicTable], warn: Callable[[str], None] = warn_on_stderr) -> int:
    """Publishes the tables; returns how many rows they have. warn: takes what does not make them less right."""
    try:
        folder = shared_folder()
        with spark_connected() as connection:
            return replace_files(connection, tables, folder, warn)
    except ServerError as error:
        raise Stop(f"Nothing was published: {error}") from None


def replace_files(
    connection: Any, tables: list[PublicTable], folder: Path, warn: Callable[[str], None] = warn_on_stderr
) -> int:
    """Points every table at a copy of its working table: all of them, or none where a copy cannot be made."""
    public = {table.schema: SparkTables(connection, table.schema, folder) for table in tables}
    working = {table.work_schema: SparkTables(connection, table.work_schema, folder) for table in tables}
    try:
        written = _write(tables, public, working)
    except BaseException as error:
        # What this does not reach, of a process that is killed, say, goes with the next publication.
        for table in tables:
            shutil.rmtree(public[table.schema].new_path(table.name), ignore_errors=True)
        if isinstance(error, ServerError):
            raise Stop(f"Nothing was published: {error}") from None
        raise
    for done, each in enumerate(written):
        try:
            _show(each)
        except ServerError as error:
            others = "the others are as they were"
            if isinstance(error, _MissingError):
                others = f"{each.tables.place(each.name)} {error.how}, and {others}"
            raise Stop(
                f"{done} of {len(written)} tables are published, {others}: {error} `make publish` tries it again."
            ) from None
    kept = [path for each in written for path in each.tables.forget(each.name, {each.path, each.before})]
    if kept:
        warn(f"the tables are published, but {older_files_stay(kept)}")
    return sum(each.rows for each in written)


def _write(
    tables: list[PublicTable], public: dict[str, SparkTables], working: dict[str, SparkTables]
) -> list[_Written]:
    present, built = {}, {}
    for name, schema in public.items():
        schema.make_schema()
        present[name] = schema.present()
    for name, schema in working.items():
        built[name] = schema.present()
    for table in tables:
        if table.name not in built[table.work_schema]:
            raise Stop(f"The server has no {working[table.work_schema].place(table.name)}: `make build` makes it.")
        there = present[table.schema].get(table.name)
        if there and there.in_the_way:
            raise Stop(
                f"{public[table.schema].place(table.name)} {there.in_the_way}, and a table is to be published under its"
                " name: drop it, or rename it."
            )
    for name, value in _SESSION.items():
        next(iter(public.values())).execute(f"set {name} = {value}")
    return [
        _copy(table, public[table.schema], working[table.work_schema], present[table.schema].get(table.name))
        for table in tables
    ]


def _copy(table: PublicTable, public: SparkTables, working: SparkTables, there: Present | None) -> _Written:
    path, source = public.new_path(table.name), working.place(table.name)
    public.execute(f"insert overwrite directory {location(path)} using parquet select * from {source}")
    ((rows,),) = public.execute(f"select count(*) from {source}")
    rows_here = _rows_in(path)
    if rows != rows_here:
        raise Stop(f"The copy of {source} in {path} has {rows_here} rows instead of {rows}: nothing was published.")
    columns = [
        Column(column.name, column.kind, table.column_comments.get(column.name, ""))
        for column in working.described(table.name)[0]
    ]
    # Files of a managed table are Spark's, and go with it: dbt once built in the public schemas.
    is_the_same = there and not there.is_managed and public.described(table.name) == (columns, table.comment)
    return _Written(
        public,
        table.name,
        columns,
        table.comment,
        path,
        rows,
        there.path if there else None,
        bool(there and not is_the_same),
    )


def _rows_in(path: Path) -> int:
    """Counted on this machine, not by who wrote them: a folder that is another one for the workers is empty here."""
    files = ", ".join(literal(str(file)) for file in path.glob("*.parquet"))
    if not files:
        return 0
    try:
        with duckdb.connect() as connection:
            ((rows,),) = connection.execute(
                f"select sum(num_rows)::bigint from parquet_file_metadata([{files}])"
            ).fetchall()
    except duckdb.IOException as error:
        raise ServerError(
            f"what the cluster has written to {path} cannot be read here ({str(error).splitlines()[0]}): let the"
            " user who builds read and delete what the cluster writes below CC_SPARK_FOLDER."
        ) from None
    return rows


def _show(table: _Written) -> None:
    """Lets readers see the new rows."""
    if table.before and not table.is_in_the_way:
        table.tables.point(table.name, table.path)
        return
    if table.is_in_the_way:
        try:
            table.tables.execute(f"drop table {table.tables.place(table.name)}")
        except LostError as error:
            raise _MissingError(error, "may be missing") from None
    try:
        table.tables.create(table.name, table.columns, table.path, table.comment)
    except ServerError as error:
        if table.is_in_the_way:
            raise _MissingError(error, "is missing") from None
        raise
