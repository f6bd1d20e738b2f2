"""connected_components finds what a union-find finds on DuckDB and Postgres, and leaves nothing (Spark: test_spark)."""

import random
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from itertools import pairwise
from pathlib import Path

import duckdb
import psycopg2
import pytest

from python_hooks.project import PROJECT

Edge = tuple[int | None, int | None]
GREATEST = 2**31 - 2
MACROS = (
    "materializations/connected_components.sql",
    "cross_db/create_scratch_table.sql",
    "cross_db/scratch_name.sql",
    "cross_db/type_bigint.sql",
)


def random_graph(seed: int, nodes: int, edges: int) -> list[Edge]:
    dice = random.Random(seed)
    names = dice.sample(range(GREATEST + 1), nodes)
    return [(dice.choice(names), dice.choice(names)) for _ in range(edges)]


def shuffled_chain(length: int) -> list[Edge]:
    names = list(range(1, length + 1))
    random.Random(length).shuffle(names)
    return list(pairwise(names))


GRAPHS: dict[str, list[Edge]] = {
    "empty": [],
    "loop": [(7, 7)],
    "one_edge": [(9, 4)],
    "ends_of_the_range": [(0, GREATEST), (GREATEST, 5), (GREATEST - 1, GREATEST - 1)],
    "repeated": [(1, 2), (2, 1), (1, 2), (3, 3), (3, 4), (4, 4), (3, 4)],
    "chain": [(number, number + 1) for number in range(1, 2000)],
    "chain_downwards": [(2000 - number, 1999 - number) for number in range(1999)],
    "chain_shuffled": shuffled_chain(2000),
    "star": [(1000, number) for number in range(2000, 7000)],
    "cycle": [(number, (number + 1) % 999) for number in range(999)],
    "cycles_side_by_side": [
        (ring * 10 + number, ring * 10 + (number + 1) % 7) for ring in range(300) for number in range(7)
    ],
    "sparse": random_graph(1, 3000, 1200),
    "near_the_threshold": random_graph(2, 3000, 1600),
    "dense": random_graph(3, 200, 4000),
}
UNUSABLE: dict[str, list[Edge]] = {"negative": [(1, -1)], "too_great": [(GREATEST + 1, 1)], "unknown": [(1, None)]}


def components(edges: Iterable[Edge]) -> dict[int, int]:
    """Union-find, without SQL and without rounds."""
    parent: dict[int, int] = {}

    def root(node: int) -> int:
        parent.setdefault(node, node)
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for one, other in edges:
        low, high = sorted((root(one), root(other)))
        parent[high] = low
    return {node: root(node) for node in list(parent)}


class Engine:
    """A project of one model per graph, and the database it runs on."""

    def __init__(self, folder: Path, environment: dict[str, str], connect: Callable):
        self.folder, self.environment, self.connect = folder, environment, connect
        for macro in MACROS:
            (folder / "macros" / macro).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(PROJECT / "macros" / macro, folder / "macros" / macro)
        (folder / "models").mkdir()
        # the name under which the macros ask for an engine's version
        (folder / "dbt_project.yml").write_text(
            "{name: contact_center, version: 1.0.0, profile: contact_center,"
            " flags: {send_anonymous_usage_stats: false},"
            " models: {+materialized: connected_components, +schema: graphs}}\n"
        )
        shutil.copy(PROJECT / "profiles.example.yml", folder / "profiles.yml")
        for macro in ("project/generate_schema_name.sql", "project/public_schemas.sql", "cross_db/working_schema.sql"):
            shutil.copy(PROJECT / "macros" / macro, folder / "macros")
        for name in GRAPHS | UNUSABLE:
            (folder / "models" / f"{name}.sql").write_text(f"select node, neighbour from delivered.{name}\n")

    def deliver(self, graphs: dict[str, list[Edge]]) -> None:
        with self.connect() as connection:
            cursor = connection.cursor()
            cursor.execute("create schema if not exists delivered")
            for name, edges in graphs.items():
                cursor.execute(f"drop table if exists delivered.{name}")
                cursor.execute(f"create table delivered.{name} (node bigint, neighbour bigint)")
                self.insert(cursor, name, edges)

    @staticmethod
    def insert(cursor, name: str, edges: list[Edge]) -> None:
        if edges:
            rows = ", ".join(f"({one}, {'null' if other is None else other})" for one, other in edges)
            cursor.execute(f"insert into delivered.{name} values {rows}")

    def run(self, *names: str) -> subprocess.CompletedProcess:
        return subprocess.run(
            [
                *(Path(sys.executable).with_name("dbt"), "run", "--profiles-dir", self.folder, "--project-dir"),
                *(self.folder, "--vars", "{cc_schema_prefix: ''}", "--select", *names),
            ],
            cwd=self.folder,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )

    def rows(self, query: str) -> list[tuple]:
        with self.connect() as connection:
            cursor = connection.cursor()
            cursor.execute(query)
            return cursor.fetchall()

    def tables(self) -> set[str]:
        return {
            name
            for (name,) in self.rows("select table_name from information_schema.tables where table_schema = 'graphs'")
        }

    def everything_else(self) -> list[tuple]:
        return self.rows(
            "select table_schema, table_name from information_schema.tables"
            " where table_schema not in ('graphs', 'delivered', 'information_schema', 'pg_catalog')"
        )


@pytest.fixture(scope="module", params=["duckdb", "postgres"])
def engine(request, tmp_path_factory, clean_environment) -> Engine:
    folder = tmp_path_factory.mktemp(request.param)
    paths = {"DBT_TARGET_PATH": str(folder / "target"), "DBT_LOG_PATH": str(folder / "logs")}
    if request.param == "duckdb":
        paths |= {"CC_DATABASE": str(folder / "small.duckdb")}
        made = Engine(folder, clean_environment | paths, lambda: duckdb.connect(str(folder / "small.work.duckdb")))
    else:
        server = request.getfixturevalue("server")
        address = {name: server[f"CC_POSTGRES_{name.upper()}"] for name in ("host", "port", "user", "password")} | {
            "dbname": server["CC_POSTGRES_DATABASE"]
        }
        made = Engine(folder, clean_environment | paths | server, lambda: psycopg2.connect(**address))
    made.deliver(GRAPHS | UNUSABLE)
    before = made.everything_else()
    first = made.run(*GRAPHS)
    assert first.returncode == 0, first.stdout
    made.strangers = before
    return made


@pytest.mark.parametrize("name", GRAPHS)
def test_it_agrees_with_a_union_find(engine, name):
    found = engine.rows(f"select node, component from graphs.{name}")
    assert len(found) == len(dict(found)), "a node has two rows"
    assert dict(found) == components(GRAPHS[name])


def test_nothing_is_left_behind(engine):
    assert engine.tables() == set(GRAPHS)
    assert engine.everything_else() == engine.strangers


def test_a_second_build_replaces_the_first_and_what_a_killed_one_left(engine):
    with engine.connect() as connection:
        cursor = connection.cursor()
        for leftover in ("cycle__dbt_tmp", "cycle__dbt_backup"):
            cursor.execute(f"create table graphs.{leftover} (node bigint)")
    engine.deliver({"cycle": [(1, 2), (3, 4)]})
    run = engine.run("cycle")
    assert run.returncode == 0, run.stdout
    assert dict(engine.rows("select node, component from graphs.cycle")) == {1: 1, 2: 1, 3: 3, 4: 3}
    assert engine.tables() == set(GRAPHS)


def test_a_node_that_is_no_number_of_the_range_stops_it_and_leaves_the_table_before(engine):
    with engine.connect() as connection:
        for name in UNUSABLE:
            connection.cursor().execute(f"create table graphs.{name} as select 1 as node, 1 as component")
    run = engine.run(*UNUSABLE)
    assert run.returncode == 1
    assert run.stdout.count("nodes must be whole numbers from 0 to 2147483646") >= len(UNUSABLE)
    assert all(engine.rows(f"select node, component from graphs.{name}") == [(1, 1)] for name in UNUSABLE)
    assert engine.tables() == set(GRAPHS | UNUSABLE)
    assert engine.everything_else() == engine.strangers
