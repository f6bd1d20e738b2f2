"""Parquet is read in place: a select over the files themselves, every column as text in one stable form."""

from collections import defaultdict
from dataclasses import dataclass

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from python_hooks.landing.batches import (
    UNKNOWN,
    FileFacts,
    declared_twice,
    find_columns,
    match_columns,
    require_columns,
)
from python_hooks.landing.errors import LandingError
from python_hooks.landing.files import File
from python_hooks.landing.sources import Table
from python_hooks.landing.sql import json_member, literal, quoted

_PLACES = ", filename = '_path', file_row_number = true"


@dataclass(frozen=True)
class _Column:
    """A column of a file: its name there, which others may share, and the name and type by which DuckDB reads it."""

    name: str
    read_as: str
    kind: str


def check_parquet(con: duckdb.DuckDBPyConnection, file: File, table: Table, facts: FileFacts) -> None:
    """Reads every value that will be used, once per content, so that a damaged file stops here and is named.

    The footer says how many lines there are, reading how many records.
    """
    if not file.path.stat().st_size:
        facts.missing_columns = [column.name for column in table.columns]
        return
    try:
        footer = pq.read_metadata(file.path)
        columns = _columns_of(con, file)
        names = [column.name for column in columns]
        twice = declared_twice(table, names)
        if twice is not None:
            raise LandingError(f"{table.source}: {file.name} names the column {twice} twice.")
        match_columns(table, names, facts)
        # A count alone would be answered from the footer. Unknown columns are used too, in the rows that are rejected.
        used = "".join(f", max(hash({quoted(column.read_as)}))" for column in columns)
        rows = con.execute(f"select count(*){used} from {scan([file])}").fetchone()[0]
    except (pa.ArrowException, OSError, duckdb.Error) as error:
        why = str(error).splitlines()[0]
        raise LandingError(
            f"{table.source}: {file.name} is no readable Parquet file ({why}): export it again, or move it away."
        ) from None
    facts.counts.lines, facts.counts.records = footer.num_rows, rows
    if rows:
        require_columns(table, file.name, facts, [])


def parquet_selects(con: duckdb.DuckDBPyConnection, files: list[File], table: Table) -> list[str]:
    """One select for all files with the same columns and types: how a value reads depends on its own file alone."""
    alike: dict[tuple[_Column, ...], list[File]] = defaultdict(list)
    for file in files:
        if file.path.stat().st_size:
            alike[_columns_of(con, file)].append(file)
    return [_select(group, table, schema) for schema, group in alike.items()]


def _columns_of(con: duckdb.DuckDBPyConnection, file: File) -> tuple[_Column, ...]:
    names = pq.read_metadata(file.path).schema.to_arrow_schema().names
    described = con.execute(f"describe select * from {scan([file], places=False)}").fetchall()
    return tuple(_Column(name, row[0], row[1]) for name, row in zip(names, described, strict=True))


def _select(files: list[File], table: Table, schema: tuple[_Column, ...]) -> str:
    places = find_columns(table, [column.name for column in schema])
    texts = [_as_text(quoted(column.read_as), column.kind) for column in schema]
    columns = []
    for column in table.columns:
        index = places.declared.get(column.name)
        text = "cast(null as varchar)" if index is None else texts[index]
        columns.append(f"{text} as {quoted(column.name)}")
    unknown = "cast(null as varchar)"
    if places.unknown:
        members = [json_member(name, texts[index]) for name, index in places.unknown.items()]
        unknown = f"'{{' || nullif(concat_ws(', ', {', '.join(members)}), '') || '}}'"
    columns.append(f"{unknown} as {UNKNOWN}")
    # Every file lies under the same root: what is behind it is the file's name.
    root = len(str(files[0].path)) - len(files[0].name)
    columns.append(f"substr(_path, {root + 1}) as _file")
    columns.append("cast(file_row_number + 1 as bigint) as _line")
    return f"select {', '.join(columns)} from {scan(files)}"


def _as_text(name: str, kind: str) -> str:
    """One stable text per value. NaN and empty text are null.

    Instants are YYYY-MM-DD HH:MM:SS[.ffffff], with a Z where the file knows the zone; a T between day and time would
    cost 10 million rows a second for every column. Whole numbers have no .0, since writers turn integers with gaps into
    floats.
    """
    if kind == "VARCHAR":
        return f"nullif({name}, '')"
    if kind == "BLOB":  # text from writers that do not mark it as such
        return f"nullif(coalesce(try(decode({name})), cast({name} as varchar)), '')"
    if kind in ("FLOAT", "DOUBLE"):
        whole = f"{name} = trunc({name}) and abs({name}) < 9007199254740992"
        integer = f"cast(cast({name} as bigint) as varchar)"
        return f"case when isnan({name}) then null when {whole} then {integer} else cast({name} as varchar) end"
    if kind.startswith("TIMESTAMP WITH TIME ZONE"):
        return f"cast(make_timestamp(epoch_us({name})) as varchar) || 'Z'"
    if kind.startswith(("STRUCT", "MAP")) or kind.endswith("]"):
        return f"cast(to_json({name}) as varchar)"
    return f"cast({name} as varchar)"


def scan(files: list[File], places: bool = True) -> str:
    paths = ", ".join(literal(_without_globs(str(file.path))) for file in files)
    return f"read_parquet([{paths}]{_PLACES if places else ''})"


def _without_globs(path: str) -> str:
    return "".join(f"[{char}]" if char in "*?[" else char for char in path)
