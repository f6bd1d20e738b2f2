"""Publication on a Postgres server: the rows of every public table replaced by those just built, in one transaction.

Deleted and inserted, not swapped: a table that takes another's place looks empty to a transaction that took its
snapshot before, takes away the views that people have made on the old one, and waits for whoever reads that. Rows that
are deleted stay visible to everybody who began before, so that no reader waits, and none, at whatever isolation, sees
two publications in one statement.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Any

from python_hooks.landing.sql import literal, quoted
from python_hooks.project import Stop, warn_on_stderr
from python_hooks.reading import postgres_address

if TYPE_CHECKING:
    from python_hooks.publishing import PublicTable

READER = "CC_POSTGRES_READER"


@contextmanager
def connected() -> Iterator[Any]:
    """A connection to the server of profiles.yml. Raises Stop where there is none."""
    import psycopg2

    server = postgres_address()
    try:
        connection = psycopg2.connect(**server)
    except psycopg2.OperationalError as error:
        raise Stop(
            f"The Postgres server {server['host']}:{server['port']} cannot be used ({str(error).splitlines()[0]}): "
            "check the CC_POSTGRES_* variables."
        ) from None
    with closing(connection):
        yield connection


@contextmanager
def alone(prefix: str) -> Iterator[None]:
    """Holds the build's lock on the server, so that builds of two machines do not mix; gone with the process."""
    with connected() as connection, connection.cursor() as cursor:
        connection.autocommit = True
        cursor.execute("select pg_try_advisory_lock(hashtext(%s))", [f"contact_center build {prefix}"])
        if not cursor.fetchone()[0]:
            raise Stop(
                "Another build on this server is running: wait for it to end, or build into another database "
                "(CC_POSTGRES_DATABASE) or under another cc_schema_prefix."
            )
        reader = os.environ.get(READER)
        cursor.execute("select 1 from pg_roles where rolname = %s", [reader])
        if reader and cursor.fetchone() is None:
            raise Stop(f"{READER} is {reader}, and the server has no such role: create role {quoted(reader)} login;")
        yield


def publish(tables: list[PublicTable], warn: Callable[[str], None] = warn_on_stderr) -> int:
    """Publishes the tables to whom CC_POSTGRES_READER names, besides their owner; returns how many rows they have.

    warn: takes what does not make the rows less right.
    """
    import psycopg2

    with connected() as connection:
        rows = replace_rows(connection, tables, os.environ.get(READER))
        try:
            _tidy(connection, tables)
        except psycopg2.Error as error:
            warn(
                f"the tables are published, but not tidied up ({str(error).strip()}): until the next publication or"
                " `vacuum analyze` by their owner they take more room, and queries on them may be planned badly."
            )
    return rows


def replace_rows(connection: Any, tables: list[PublicTable], reader: str | None = None) -> int:
    """Replaces the rows of every table by those of its working table: all of them, or none."""
    import psycopg2

    schemas = sorted({table.schema for table in tables})
    try:
        with connection, connection.cursor() as cursor:
            _hold(cursor, tables)
            for schema in schemas:
                # Asked first: "if not exists" wants the right to make it all the same.
                cursor.execute("select to_regnamespace(%s)", [quoted(schema)])
                if cursor.fetchone()[0] is None:
                    cursor.execute(f"create schema {quoted(schema)}")
            for table in tables:
                _shape(cursor, table)
            # Two publications, one after the other; readers hold nothing that this waits for.
            cursor.execute(f"lock table {_listed(_place(table) for table in tables)} in share row exclusive mode")
            rows = sum(_fill(cursor, table) for table in tables)
            for table in tables:
                _comment(cursor, table)
            if reader:
                cursor.execute(f"grant usage on schema {_listed(map(quoted, schemas))} to {quoted(reader)}")
                places = _listed(_place(table) for table in tables)
                cursor.execute(f"grant select on {places} to {quoted(reader)}")
    except psycopg2.Error as error:
        raise Stop(f"Nothing was published: {str(error).strip()}") from None
    return rows


def _hold(cursor: Any, tables: list[PublicTable]) -> None:
    """Keeps a dbt run by hand from exchanging working tables meanwhile: rows would come from two builds."""
    for table in tables:
        cursor.execute("select to_regclass(%s)", [_working(table)])
        if cursor.fetchone()[0] is None:
            raise Stop(f"The server has no {_working(table)}: `make build` makes it.")
    cursor.execute(f"lock table {_listed(_working(table) for table in tables)} in access share mode")


def _shape(cursor: Any, table: PublicTable) -> None:
    """Makes the table where there is none, and anew where its columns are those of another release."""
    published = _columns(cursor, _place(table))
    if published == _columns(cursor, _working(table)):
        return
    if published:
        # The one thing here that waits for whoever reads, and new readers behind it: not for long, then it gives up.
        cursor.execute("set local lock_timeout = '10s'")
        # Not what depends on it: a view is its maker's, and the fault names it.
        cursor.execute(f"drop table {_place(table)}")
    cursor.execute(f"create table {_place(table)} (like {_working(table)})")


def _fill(cursor: Any, table: PublicTable) -> int:
    names = _listed(quoted(name) for name, *_ in _columns(cursor, _working(table)))
    cursor.execute(f"delete from {_place(table)}")
    cursor.execute(f"insert into {_place(table)} ({names}) select {names} from {_working(table)}")
    return cursor.rowcount


def _columns(cursor: Any, place: str) -> list[tuple[Any, ...]]:
    cursor.execute(
        "select attname, format_type(atttypid, atttypmod), attnotnull from pg_attribute "
        "where attrelid = to_regclass(%s) and attnum > 0 and not attisdropped order by attnum",
        [place],
    )
    return cursor.fetchall()


def _comment(cursor: Any, table: PublicTable) -> None:
    """Says in the catalog what dbt's documentation says, where it does not yet."""
    cursor.execute(
        "select attname, col_description(attrelid, attnum) from pg_attribute "
        "where attrelid = %(place)s::regclass and attnum > 0 and not attisdropped "
        "union all select null, obj_description(%(place)s::regclass)",
        {"place": _place(table)},
    )
    said = dict(cursor.fetchall())
    if table.comment and said[None] != table.comment:
        cursor.execute(f"comment on table {_place(table)} is {literal(table.comment)}")
    for column, words in table.column_comments.items():
        if words and column in said and said[column] != words:
            cursor.execute(f"comment on column {_place(table)}.{quoted(column)} is {literal(words)}")


def _tidy(connection: Any, tables: list[PublicTable]) -> None:
    """Frees the room of the rows replaced for the next publication, and tells the planner what there is now."""
    connection.autocommit = True
    with connection.cursor() as cursor:
        for table in tables:
            # Room at a table's end is kept: giving it back would hold up readers, and the next publication needs it.
            cursor.execute(f"vacuum (analyze, truncate false) {_place(table)}")


def _place(table: PublicTable) -> str:
    return f"{quoted(table.schema)}.{quoted(table.name)}"


def _working(table: PublicTable) -> str:
    return f"{quoted(table.work_schema or table.schema)}.{quoted(table.name)}"


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names)
