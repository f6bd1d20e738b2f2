"""SQL outside macros/cross_db and macros/parse runs unchanged on every engine: no token of one engine's dialect."""

import re
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
BEHIND_DISPATCH = ("macros/cross_db/", "macros/parse/")
# Files that may ask which engine builds, with the reason.
MAY_ASK_THE_ENGINE = {
    "macros/conform/landed.sql": "DuckDB lands inside the build, by a Python model that must come first",
    "macros/conform/landed_files.sql": "the ledger is that Python model on DuckDB, a source elsewhere",
    "macros/conform/landed_malformed.sql": "as landed.sql",
}

# Macros of macros/cross_db that no truth table can hold, with what holds them instead.
NO_TRUTH_TABLE = {
    "create_scratch_table": "makes tables: test_connected_components.py; on Spark those of the demo, test_spark.py",
    "create_schema_if_missing": "makes a schema: whole builds, on every engine (test_spark.py, ...)",
    "create_table_if_missing": "makes tables: as create_schema_if_missing",
    "build_settings": "changes no row: docs/which-engine.md has the times",
    "run_in_one_transaction": "writes: as create_schema_if_missing; and where it dies: test_state.py",
    "scratch_name": "a name of tables: as create_scratch_table",
    "working_schema": "names a schema: tests/python/test_postgres.py",
    "spark_pattern": "writes what others are made of: the truth tables of trimmed, try_date and the like",
    "view_or_table": "a word of the configuration: whole builds",
    "lock_table": "holds back other writers: tests/python/test_postgres.py runs it",
}

# name -> (pattern, a text it must find, why); matched without regard to case.
DIALECT = {
    "cast by colons": (r"::", "a::text", "not in Spark before 4: cast(a as {{ type_text() }})"),
    "name of a type": (
        r"\bas\s+(varchar|string|text|int[248]?|hugeint|u?bigint|double( precision)?|float[48]?|real|bool(ean)?"
        r"|timestamp(tz|_ntz)?|datetime|time)\s*\)",
        "cast(a as double precision)",
        "types differ by engine: type_text(), type_bigint(), type_double(), type_boolean(), ...",
    ),
    "cast that gives null": (
        r"\b(try_cast|safe_cast|try)\s*\(",
        "try_cast(a as date)",
        "not in PostgreSQL: try_integer(), ...",
    ),
    "lower case": (r"\blower\s*\(", "lower(a)", "Spark's differs for two letters: lowered()"),
    "qualify": (r"\bqualify\b", "qualify row_number() over () = 1", "not in PostgreSQL: a window in a CTE, then where"),
    "group by all": (r"\b(group|order)\s+by\s+all\b", "group  by all", "not in PostgreSQL: name the columns"),
    "ordinal": (r"\b(group|order)\s+by\s+\d", "group by 1, 2", "shifts when a column is added: name the columns"),
    "select except": (
        r"\*\s*(exclude|except|replace|rename)\b",
        "select * exclude (a)",
        "not in PostgreSQL: name the columns",
    ),
    "columns()": (r"\bcolumns\s*\(\s*['*]", "columns('a.*')", "DuckDB only: name the columns"),
    "null order": (
        r"\bdesc\b(?!\s+nulls\s+(first|last))",
        "order by a desc, b",
        "PostgreSQL puts nulls first where DuckDB puts them last: desc nulls last",
    ),
    "ignore nulls": (
        r"\b(ignore|respect)\s+nulls\b",
        "lag(a ignore nulls)",
        "not in PostgreSQL: a running count, then max",
    ),
    "distinct on": (r"\bdistinct\s+on\b", "select distinct on (a) b", "not in Spark: row_number() = 1"),
    "value of another row": (
        r"\b(arg_m(ax|in)(_null)?|m(ax|in)_by|any_value|first|last|mode)\s*\(",
        "max_by(a, b)",
        "not in PostgreSQL 15: row_number() = 1, or min()",
    ),
    "quantile": (
        r"\b(median|quantile(_cont|_disc)?|approx_\w+|percentile(_cont|_disc|_approx)?)\s*\(",
        "median(a)",
        "differs by engine: the histogram components",
    ),
    "aggregate to a list or text": (
        r"\b(list|string_agg|listagg|group_concat|array_agg|collect_(list|set))\s*\(",
        "string_agg(a, ',')",
        "differs by engine, and its order is nobody's",
    ),
    "list, map, struct": (
        r"\b(list_\w+|array_\w+|struct_\w+|map_\w+|unnest|explode|row_to_json|named_struct)\s*\(|\barray\s*\[",
        "list_sort(a)",
        "differs by engine: rows, or json_text()",
    ),
    "JSON": (
        r"\b(to_json\w*|from_json|jsonb?_(?!text\b)\w+|get_json_object)\s*\(|->>",
        "json_object('a', 1)",
        "differs by engine: json_text()",
    ),
    "series": (r"\bgenerate_(series|subscripts)\s*\(", "generate_series(1, 2)", "differs by engine: date_spine()"),
    "difference of times": (
        r"\b(epoch\w*|date_?diff|timestampdiff|age|unix_\w+|months_between)\s*\(|\bextract\s*\(",
        "date_diff('second', a, b)",
        "differs by engine: seconds_between(), hours_between(), hour_of(), iso_weekday()",
    ),
    "arithmetic with times": (
        r"(?<!')\binterval\s*['(\d]|\b(date_?add|date_?sub|to_(seconds|minutes|hours|days|microseconds))\s*\(",
        "a + interval '1 day'",
        "differs by engine: add_seconds(), add_hours(), add_days()",
    ),
    "part of a time": (
        r"\b(date_?part|date_?trunc|dayofweek|isodow|weekday|year|month|day|hour)\s*\(",
        "date_trunc('week', a)",
        "differs by engine: period_start(), iso_weekday(), hour_of(), to_date()",
    ),
    "text of a time": (
        r"\b(strftime|(try_)?strptime|to_char|to_timestamp|date_format|make_(date|time|timestamp)\w*)\s*\(",
        "strftime(a, '%Y')",
        "differs by engine: try_instant(), instant_literal(), at_time()",
    ),
    "time zone": (
        r"\bat\s+time\s+zone\b|\b(timezone|convert_timezone|from_utc_timestamp|to_utc_timestamp)\s*\(",
        "a at time zone 'UTC'",
        "differs by engine: local_timestamp(), utc_timestamp()",
    ),
    "hash": (
        r"(?<![\w.])(hash|md5\w*|sha\d*\w*|xxhash64|hashtext|digest)\s*\(",
        "md5(a)",
        "bytes and types differ by engine: hash_key(), keyed_hash()",
    ),
    "pattern": (
        r"\bregexp?_\w+\s*\(|\bsimilar\s+to\b|\br(like|egexp)\b|\bi?glob\b",
        "regexp_replace(a, 'b', 'c')",
        "differs by engine (Spark replaces every match): like, or a macro of macros/parse",
    ),
    "file": (
        r"\b(read_\w+|parquet_scan|glob)\s*\(|\bfrom\s+'[^'\n]*[.](csv|parquet|json|ndjson)",
        "from read_csv('a.csv')",
        "only the landing reads files",
    ),
    "join": (
        r"\b(asof|positional|semi|anti)\s+join\b|\blateral\b",
        "asof join b",
        "differs by engine: a plain join, exists",
    ),
    "pivot": (r"\b(un)?pivot\b", "pivot a on b", "not in PostgreSQL: case in an aggregate"),
    "sample": (r"\busing\s+sample\b|\btablesample\b", "using sample 10", "differs by engine, and no build repeats"),
    "random": (r"\b(random|rand|setseed|gen_random_uuid|uuid)\s*\(", "random()", "no build repeats"),
}
# These are operators of Jinja too, so they are sought in SQL alone.
SQL_DIALECT = {
    "integer division": (r"//", "a // b", "DuckDB only; / of two integers differs too: safe_divide()"),
    "match operator": (r"!?~", "a ~ 'b'", "PostgreSQL only: like, or a macro of macros/parse"),
    "concatenation by plus": (r"'\s*\+\s*\w|\w\s*\+\s*'", "a + 'b'", "an error, or a number: ||"),
    "power operator": (r"\^|\*\*", "a ^ 2", "differs by engine: power()"),
}


def sql_files() -> list[Path]:
    found = [
        path for folder in ("models", "macros", "tests", "analyses") for path in PROJECT.glob(f"{folder}/**/*.sql")
    ]
    return sorted(path for path in found if not path.relative_to(PROJECT).as_posix().startswith(BEHIND_DISPATCH))


def blank(match: re.Match) -> str:
    """Nothing but the line breaks, so that lines keep their numbers."""
    return "\n" * match.group(0).count("\n")


def without_comments(text: str) -> str:
    return re.sub(r"\{#.*?#\}|--[^\n]*", blank, text, flags=re.DOTALL)


def without_words(text: str) -> str:
    return re.sub(r"'[^'\n]*'", "''", text)


def without_jinja(text: str) -> str:
    return re.sub(r"\{\{.*?\}\}|\{%.*?%\}", blank, text, flags=re.DOTALL)


def faults(text: str) -> list[tuple[int, str, str]]:
    """Line, name and reason of every token of dialect."""
    everything = without_comments(text)
    found = []
    for dialect, code in ((DIALECT, everything), (SQL_DIALECT, without_words(without_jinja(everything)))):
        for name, (pattern, _, reason) in dialect.items():
            for match in re.finditer(pattern, code, flags=re.IGNORECASE):
                found.append((code.count("\n", 0, match.start()) + 1, f"{name} ({match.group(0).strip()})", reason))
    return sorted(found)


@pytest.mark.parametrize("path", sql_files(), ids=lambda path: path.relative_to(PROJECT).as_posix())
def test_sql_speaks_no_dialect(path):
    found = [f"line {line}: {what}: {reason}" for line, what, reason in faults(path.read_text())]
    assert not found, f"{path.relative_to(PROJECT)}\n" + "\n".join(found)


@pytest.mark.parametrize("name", [*DIALECT, *SQL_DIALECT])
def test_every_token_can_be_found(name):
    _, example, _ = (DIALECT | SQL_DIALECT)[name]
    assert any(what.startswith(f"{name} (") for _, what, _ in faults(f"select\n    {example}\nfrom contacts\n"))


@pytest.mark.parametrize(
    "text",
    [
        "{# a::text #}select a",
        "-- not a::text\nselect a",
        "select a || ' // ' || b || ' ~ '",
        "select {{ 'a' ~ 'b' }} as a",
        "{%- set half = 3 // 2 -%}select a",
        "select row_number() over (partition by a order by b desc nulls last)",
        "select cast(a as date), cast(a as integer)",
        "select {{ hash_key(['a']) }}, {{ date_spine('a', 'b', 'c') }}",
    ],
)
def test_plain_sql_is_let_through(text):
    assert faults(text) == []


def test_all_folders_are_looked_at():
    folders = {path.relative_to(PROJECT).parts[0] for path in sql_files()}
    assert folders >= {"models", "macros", "tests"}


def test_only_dispatch_knows_the_engine():
    asking = re.compile(r"\btarget\.type\b|\badapter\.type\(|\b(duckdb|postgres|spark)__\w+|adapter\.dispatch\(")
    asked = set()
    for path in sql_files():
        name = path.relative_to(PROJECT).as_posix()
        found = asking.search(without_comments(path.read_text()))
        assert not found or name in MAY_ASK_THE_ENGINE, f"{name}: {found.group(0)} belongs into macros/cross_db"
        if found:
            asked.add(name)
    assert asked == set(MAY_ASK_THE_ENGINE), "an exception that nothing needs any more"


def test_every_portable_macro_dispatches_or_is_plain_sql():
    dispatched = set()
    for folder in BEHIND_DISPATCH:
        for path in sorted((PROJECT / folder).glob("*.sql")):
            text = path.read_text()
            macros = set(re.findall(r"\{%-? macro (\w+)\(", text))
            if "adapter.dispatch(" not in text:
                assert not faults(text), f"{path.name} speaks a dialect and does not dispatch"
                continue
            assert f"adapter.dispatch('{path.stem}', 'contact_center')" in text, f"{path.stem} does not dispatch"
            assert {path.stem, f"default__{path.stem}"} <= macros, f"{path.name} lacks {path.stem} or its default"
            dispatched.add(path.stem)
    assert len(dispatched) > 30


def test_every_portable_macro_has_a_truth_table():
    # names of types: every truth table casts by them
    tables = [path.name for path in PROJECT.glob("tests/macros/assert_*.sql")]
    for folder in BEHIND_DISPATCH:
        for path in (PROJECT / folder).glob("*.sql"):
            if "adapter.dispatch(" not in path.read_text() or path.stem.startswith("type_"):
                continue
            if path.stem in NO_TRUTH_TABLE:
                continue
            assert any(table.startswith(f"assert_{path.stem}_") for table in tables), f"{path.stem} has no truth table"


def test_every_truth_table_counts_its_cases():
    tables = sorted(PROJECT.glob("tests/macros/assert_*.sql"))
    assert len(tables) > 30
    for path in tables:
        last = path.read_text().strip().splitlines()[-1]
        assert re.fullmatch(r"\{\{ rows_that_differ\('\w+', [1-9][0-9]*\) \}\}", last), f"{path.name} ends with {last}"
