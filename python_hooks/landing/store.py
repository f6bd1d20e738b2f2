"""The landing schema of a DuckDB database.

    current_files              the ledger, one row per source, entity and file, with the content it holds now
    contents                   one row per content that has been read: what the ledger says of it, and how it was read
    contents_malformed         the malformed records of each content
    <source>__<entity>__text   the well-formed records of each content of a text format, all columns text; _unknown is a
                               JSON object of the cells of columns that are not declared, null where all are empty
    <source>__<entity>         view: the rows of the files that are there now, Parquet read in place; _file and _line
                               say where a row begins, _row is all that it says, as a JSON object: the declared columns
                               by their declared headers, then the others by their own names, empty cells left out
    malformed                  the malformed records of the files that are there now, with their reason
    identity_secret            one row: what customer keys are made with
    folders                    one row: the sources and the folder of each

A content is read once; what no current file holds is deleted.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import duckdb
import pyarrow as pa

from python_hooks.landing import reasons
from python_hooks.landing.batches import UNKNOWN, FileFacts, schema_of
from python_hooks.landing.files import File
from python_hooks.landing.malformed import MalformedRecords
from python_hooks.landing.parquet_reader import parquet_selects
from python_hooks.landing.sources import Source, Table
from python_hooks.landing.sql import json_member, literal, quoted

# Raised by whoever changes how a file is read, so that contents are read afresh.
READER_VERSION = 2

LEDGER = (
    "source varchar, entity varchar, file varchar, format varchar, content_hash varchar, lines bigint,"
    " header_lines bigint, blank_lines bigint, continuation_lines bigint, malformed_records bigint, records bigint,"
    " unknown_columns varchar, missing_columns varchar"
)
LEDGER_COLUMNS = [column.split()[0] for column in LEDGER.split(", ")]
_COUNTED = LEDGER_COLUMNS[LEDGER_COLUMNS.index("lines") :]


@dataclass(frozen=True)
class Content:
    id: int
    format: str
    hash: str
    reading: str


class Store:
    def __init__(self, con: duckdb.DuckDBPyConnection, schema: str) -> None:
        self.con, self.schema = con, schema
        con.execute(f"create schema if not exists {quoted(schema)}")
        for name, columns in {
            "contents": f"content_id bigint, reading varchar, source varchar, entity varchar, format varchar,"
            f" content_hash varchar, {LEDGER[LEDGER.index('lines') :]}",
            "contents_malformed": "content_id bigint, line bigint, reason_code varchar, raw varchar",
        }.items():
            con.execute(f"create table if not exists {self.relation(name)} ({columns})")
        con.execute(f"create or replace table {self.relation('current_files')} ({LEDGER}, content_id bigint)")

    def relation(self, name: str) -> str:
        return f"{quoted(self.schema)}.{quoted(name)}"

    def text_of(self, source: str, entity: str) -> str:
        return self.relation(f"{source}__{entity}__text")

    def view_of(self, source: str, entity: str) -> str:
        return self.relation(f"{source}__{entity}")

    def forget_others(self, sources: list[Source]) -> None:
        """Drops the tables that are not declared any more."""
        declared = {(table.source, table.name) for source in sources for table in source.tables}
        landed = self.con.execute(f"select distinct source, entity from {self.relation('contents')}").fetchall()
        for source, entity in landed:
            if (source, entity) not in declared:
                self.con.execute(f"drop view if exists {self.view_of(source, entity)}")
                self.forget(source, entity, set())

    def contents(self, table: Table) -> dict[tuple[str, str], Content]:
        """(format, hash) -> the content, of those that were read the way they would be now."""
        rows = self.con.execute(
            f"select content_id, format, content_hash, reading from {self.relation('contents')}"
            " where source = ? and entity = ?",
            [table.source, table.name],
        ).fetchall()
        return {(row[1], row[2]): Content(*row) for row in rows if row[3] == reading_of(table)}

    def forget(self, source: str, entity: str, wanted: set[int]) -> None:
        """Deletes every content of the entity but the wanted ones."""
        keep = f"select unnest({sorted(wanted)}::bigint[])"
        stale = f"content_id in (select content_id from {self.relation('contents')} where source = ? and entity = ?)"
        stale += f" and content_id not in ({keep})"
        text = self.text_of(source, entity)
        if self._exists(f"{source}__{entity}__text"):
            if wanted:
                self.con.execute(f"delete from {text} where _content not in ({keep})")
            else:
                self.con.execute(f"drop table {text}")
        self.con.execute(f"delete from {self.relation('contents_malformed')} where {stale}", [source, entity])
        self.con.execute(f"delete from {self.relation('contents')} where {stale}", [source, entity])

    def next_id(self) -> int:
        query = f"select coalesce(max(content_id), 0) + 1 from {self.relation('contents')}"
        return self.con.execute(query).fetchone()[0]

    def add_text(self, table: Table, batches: Iterable[pa.RecordBatch]) -> None:
        """Appends rows as they are read; what stops the reading is raised as it is."""
        schema = schema_of(table)
        types = {field.name: "varchar" if field.type == pa.string() else "bigint" for field in schema}
        columns = ", ".join(f"{quoted(name)} {kind}" for name, kind in types.items())
        text = self.text_of(table.source, table.name)
        self.con.execute(f"create table if not exists {text} ({columns})")
        stopped: list[Exception] = []

        def read() -> Iterator[pa.RecordBatch]:
            try:
                yield from batches
            except Exception as error:
                stopped.append(error)
                raise

        self.con.register("_landing_batches", pa.RecordBatchReader.from_batches(schema, read()))
        try:
            self.con.execute(f"insert into {text} select * from _landing_batches")
        except duckdb.Error:
            if stopped:
                raise stopped[0] from None
            raise
        finally:
            self.con.unregister("_landing_batches")

    def remember(self, table: Table, file: File, facts: FileFacts) -> Content:
        content = Content(facts.content_id, file.format, file.content_hash, reading_of(table))
        values = [
            content.id,
            content.reading,
            table.source,
            table.name,
            content.format,
            content.hash,
            *vars(facts.counts).values(),
            ",".join(facts.unknown_columns),
            ",".join(facts.missing_columns),
        ]
        marks = ", ".join("?" * len(values))
        self.con.execute(f"insert into {self.relation('contents')} values ({marks})", values)
        return content

    def add_malformed(self, records: MalformedRecords) -> None:
        path = records.path()
        if path is not None:
            self.con.execute(
                f"insert into {self.relation('contents_malformed')} select * from read_parquet({literal(str(path))})"
            )

    def show(self, table: Table, files: list[tuple[File, Content]]) -> None:
        """Makes the entity's view, and the ledger's rows, of the files that are there now."""
        counted = ", ".join(_COUNTED)
        for file, content in files:
            self.con.execute(
                f"insert into {self.relation('current_files')}"
                f" select source, entity, ?, format, content_hash, {counted}, content_id"
                f" from {self.relation('contents')} where content_id = ?",
                [file.name, content.id],
            )
        columns = ", ".join(quoted(column.name) for column in table.columns)
        members = [json_member(column.label, quoted(column.name)) for column in table.columns]
        members.append(f"substr({UNKNOWN}, 2, length({UNKNOWN}) - 2)")
        row = f"'{{' || concat_ws(', ', {', '.join(members)}) || '}}'"
        parts = []
        if any(file.format != "parquet" for file, _ in files):
            parts.append(
                f"select {columns}, {UNKNOWN}, f.file as _file, _line"
                f" from {self.text_of(table.source, table.name)} as t"
                f" inner join {self.relation('current_files')} as f on t._content = f.content_id"
            )
        parts += parquet_selects(self.con, [file for file, _ in files if file.format == "parquet"], table)
        if not parts:
            nothing = ", ".join(f"cast(null as varchar) as {quoted(column.name)}" for column in table.columns)
            nothing += f", cast(null as varchar) as {UNKNOWN}, cast(null as varchar) as _file"
            parts = [f"select {nothing}, cast(null as bigint) as _line where false"]
        view = self.view_of(table.source, table.name)
        self.con.execute(
            f"create or replace view {view} as"
            f" select {columns}, _file, _line, {row} as _row from ({' union all '.join(parts)})"
        )

    def keep_secret(self, secret: str) -> None:
        """Puts down what customer keys are made with, where only the builder reads."""
        self.con.execute(f"create or replace table {self.relation('identity_secret')} (secret varchar)")
        self.con.execute(f"insert into {self.relation('identity_secret')} values (?)", [secret])

    def keep_folders(self, folder_of: dict[str, str], folders: str) -> None:
        """Puts down which folders are landed: a row per source, and all of them in each."""
        table = self.relation("folders")
        self.con.execute(f"create or replace table {table} (source varchar, folder varchar, folders varchar)")
        rows = [[source, folder, folders] for source, folder in folder_of.items()]
        self.con.executemany(f"insert into {table} values (?, ?, ?)", rows or [[None, None, folders]])

    def show_malformed(self) -> None:
        sentences = ", ".join(f"({literal(code)}, {literal(text)})" for code, text in reasons.sentences().items())
        self.con.execute(
            f"create or replace table {self.relation('malformed')} as"
            " select f.source, f.entity, f.file, m.line, m.reason_code, r.sentence as reason, m.raw"
            f" from {self.relation('contents_malformed')} as m"
            f" inner join {self.relation('current_files')} as f on m.content_id = f.content_id"
            f" left join (values {sentences}) as r (code, sentence) on m.reason_code = r.code"
        )

    def ledger(self) -> duckdb.DuckDBPyRelation:
        columns = ", ".join(LEDGER_COLUMNS)
        return self.con.sql(f"select {columns} from {self.relation('current_files')}")

    def _exists(self, name: str) -> bool:
        found = self.con.execute(
            "select count(*) from duckdb_tables() where database_name = current_database() and schema_name = ?"
            " and table_name = ?",
            [self.schema, name],
        ).fetchone()
        return found[0] > 0


def reading_of(table: Table) -> str:
    """Stands for everything but the content that decides what a reading yields."""
    what = (READER_VERSION, table.columns, table.delimiter, table.quote)
    return hashlib.sha256(repr(what).encode()).hexdigest()[:16]
