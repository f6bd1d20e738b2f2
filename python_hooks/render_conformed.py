"""Writes the YAML that follows from the landing contract: staging of standard_export and the conformed models.

`python -m python_hooks.render_conformed` rewrites the files; a test fails while they are not what it would write.
"""

import json
import re
import textwrap
from collections.abc import Iterator
from functools import cache

from python_hooks.registry import PROJECT, canonical_entities, read_macro

CONFORMED_MODELS = "models/intermediate/conformed/_conformed__models.yml"
STAGING_MODELS = "models/staging/standard_export/_standard_export__models.yml"
DOCS = "models/intermediate/conformed/_conformed__docs.md"

HEADER = """\
# Written by `python -m python_hooks.render_conformed` from the landing contract (macros/conform): change that.
version: 2

models:
"""
DOUBLE = "{{ 'double precision' if target.type == 'postgres' else 'double' }}"
TIME = "{{ 'string' if target.type == 'spark' else 'time' }}"
DATA_TYPES = {
    "text": "string",
    "word": "string",
    "time_zone": "string",
    "instant": "timestamp",
    "date": "date",
    "time": TIME,
    "integer": "bigint",
    "number": DOUBLE,
    "boolean": "boolean",
}
ROWS = {
    "contacts": "contact segment",
    "tickets": "ticket",
    "ticket_events": "event of a ticket",
    "survey_responses": "survey invitation, answered or not",
    "agents": "agent and period of validity",
    "agent_states": "visit of an agent to a state",
    "agent_schedules": "scheduled activity of an agent",
    "queues": "queue and period of validity",
    "customers": "identifier that a customer is known by",
    "costs": "cost item",
    "business_calendars": "weekday and opening of a business calendar",
    "holidays": "holiday of a business calendar",
    "kpi_targets": "target of a KPI for a scope and period of validity",
}
ORIGIN = [("_file", "string"), ("_line", "bigint"), ("_problem", "string"), ("_problem_column", "string")]
JUDGED = [("_exclusion", "string"), ("_doubt", "string"), ("_doubt_column", "string")]
ADDED = [("row_key", "bigint"), ("reason_column", "string"), ("reason_code", "string"), ("row_status", "string")]
STATUSES = "accepted, superseded, excluded, rejected, exact_duplicate"


@cache
def docs_blocks() -> set[str]:
    """Names of the docs blocks that describe the contract's columns."""
    return set(re.findall(r"{% docs (\w+) %}", (PROJECT / DOCS).read_text()))


def docs_block(entity: str, column: str) -> str:
    """Reference to the block of a column: the entity's own where it has one.

    Raises KeyError where nobody described the column.
    """
    blocks = docs_blocks()
    for block in (f"col_{entity}__{column}", f"col_{column}"):
        if block in blocks:
            return f"{{{{ doc('{block}') }}}}"
    raise KeyError(f"{DOCS} describes no column {column} of {entity}")


def conformed_columns(entity: str) -> list[tuple[str, str, str]]:
    """Name, contract type and description of what every conformed row of the entity has, in order."""
    columns = [("source", "string", docs_block(entity, "source"))]
    for name, column in canonical_entities()[entity]["columns"].items():
        columns.append((name, DATA_TYPES[column["type"]], docs_block(entity, name)))
        if column["type"] == "word":
            columns.append((f"{name}_code", "string", docs_block(entity, "word_code")))
    columns += [(name, data_type, docs_block(entity, name)) for name, data_type in [*ORIGIN, *JUDGED]]
    return columns


def model_lines(
    name: str,
    description: str,
    grain: list[str],
    columns: list[tuple[str, str, str]],
    *,
    contract: bool = False,
    tested: bool = False,
    tests: dict[str, list[str]] | None = None,
) -> Iterator[str]:
    """The lines of one model. tests: column -> lines."""
    yield f"  - name: {name}"
    yield "    description: >-"
    yield from textwrap.wrap(description, 118, initial_indent=" " * 6, subsequent_indent=" " * 6)
    yield "    config:"
    if contract:
        yield "      contract: {enforced: true}"
    yield f"      meta: {{grain: [{', '.join(grain)}]}}"
    if tested:
        yield "    data_tests:"
        yield f"      - unique_grain: {{arguments: {{columns: [{', '.join(grain)}]}}}}"
    yield "    columns:"
    for column, data_type, text in columns:
        yield f"      - name: {column}"
        if contract:
            yield f"        data_type: {json.dumps(data_type) if '{' in data_type else data_type}"
        yield f"        description: {json.dumps(text)}"
        if tests and column in tests:
            yield "        data_tests:"
            yield from (f"          - {line}" for line in tests[column])
    yield ""


def conformed_models() -> Iterator[str]:
    sources = read_macro("macros/conform/source_entities.sql")
    for entity, contract in canonical_entities().items():
        row, columns = ROWS[entity], conformed_columns(entity)
        for source, entities in sources.items():
            if entity in entities:
                yield from model_lines(
                    f"int_{entity}__from_{source}",
                    f"One row per landed {row}, from {source}: in the columns and words of the landing contract.",
                    ["_file", "_line"],
                    columns,
                )
        added = [(name, data_type, docs_block(entity, name)) for name, data_type in ADDED]
        yield from model_lines(
            f"int_{entity}__unioned",
            f"One row per landed {row}, from any source, with its fate: whether it counts, and if not, why.",
            ["source", "_file", "_line"],
            [*columns, *added],
            contract=True,
            tested=True,
            tests={
                "row_key": ["not_null"],
                "row_status": ["not_null", f"accepted_values: {{arguments: {{values: [{STATUSES}]}}}}"],
            },
        )
        yield from model_lines(
            f"int_{entity}__accepted",
            f"One row per {row}, of those rows that count. Known by its source and {', '.join(contract['key'])}.",
            ["row_key"],
            [
                ("row_key", "bigint", docs_block(entity, "row_key")),
                ("source", "string", docs_block(entity, "source")),
                *(
                    (name, DATA_TYPES[column["type"]], docs_block(entity, name))
                    for name, column in contract["columns"].items()
                ),
                ("_doubt", "string", docs_block(entity, "_doubt")),
            ],
            tested=True,
        )


def staging_models() -> Iterator[str]:
    source = "standard_export"
    for entity in read_macro("macros/conform/source_entities.sql")[source]:
        columns = [
            (name, DATA_TYPES[column["type"]], docs_block(entity, name))
            for name, column in canonical_entities()[entity]["columns"].items()
        ]
        yield from model_lines(
            f"stg_{source}__{entity}",
            f"One row per landed {ROWS[entity]}: typed, trimmed, words as delivered.",
            ["_file", "_line"],
            [*columns, *((name, data_type, docs_block(entity, name)) for name, data_type in ORIGIN)],
        )


def rendered() -> dict[str, str]:
    """Path of each written file, relative to the project -> its text."""
    return {
        CONFORMED_MODELS: HEADER + "\n".join([*conformed_models(), *STANDING.splitlines()]) + "\n",
        STAGING_MODELS: HEADER + "\n".join(staging_models()).rstrip("\n") + "\n",
    }


STANDING = f"""\
  - name: int_row_fates
    description: One row per source, entity, file, fate, reason and doubt, with the number of landed rows it met.
    config:
      meta: {{grain: [source, entity, file, row_status, reason_code, doubt_code, doubt_column]}}
    data_tests:
      - unique_grain:
          arguments:
            columns: [source, entity, file, row_status, reason_code, doubt_code, doubt_column]
    columns:
      - name: source
        description: "{{{{ doc('col_source') }}}}"
      - name: entity
        description: "{{{{ doc('col_entity') }}}}"
      - name: file
        description: "{{{{ doc('col__file') }}}}"
      - name: row_status
        description: "{{{{ doc('col_row_status') }}}}"
        data_tests:
          - accepted_values: {{arguments: {{values: [{STATUSES}]}}}}
      - name: reason_code
        description: "{{{{ doc('col_reason_code') }}}}"
      - name: doubt_code
        description: "{{{{ doc('col__doubt') }}}}"
      - name: doubt_column
        description: "{{{{ doc('col__doubt_column') }}}}"
      - name: rows_with_fate
        description: Number of landed, well-formed rows that met this fate.

  - name: int_source_coverage
    description: >-
      One row per source, entity and column of the landing contract, with how often the source fills it: what it never
      fills is unknown everywhere, not zero.
    config:
      meta: {{grain: [source, entity, column_name]}}
    data_tests:
      - unique_grain: {{arguments: {{columns: [source, entity, column_name]}}}}
    columns:
      - name: source
        description: "{{{{ doc('col_source') }}}}"
      - name: entity
        description: "{{{{ doc('col_entity') }}}}"
      - name: column_name
        description: "{{{{ doc('col_column_name') }}}}"
      - name: rows_accepted
        description: "{{{{ doc('col_rows_accepted') }}}}"
      - name: rows_filled
        description: "{{{{ doc('col_rows_filled') }}}}"
        data_tests:
          - is_between: {{arguments: {{least: 0}}}}
"""


def main() -> None:
    for path, text in rendered().items():
        (PROJECT / path).write_text(text)


if __name__ == "__main__":
    main()
