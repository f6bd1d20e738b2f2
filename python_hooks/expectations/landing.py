"""Does this export look right, and like the last one that was published? One subject per question and entity.

Rows that cannot be used never stop a build by themselves: the bounds here are met by every honest export, and missed by
a wrong file, a wrong unit or half an export.
"""

from collections.abc import Iterator

import great_expectations.expectations as gxe
import pandas as pd
from dbt.contracts.graph.manifest import Manifest

from python_hooks.expectations.memory import Memory
from python_hooks.expectations.subjects import Subject
from python_hooks.reading import Reader, relation
from python_hooks.registry import canonical_entities

# Shares and quantiles of fewer rows than this say nothing.
MINIMUM_ROWS = 100
# Rows of an entity a frame holds at most: each n-th row of a larger one.
SAMPLE = 500_000

# Columns whose values are codes of the source: a handful of words that return in every export.
CODES = {
    "contacts": ["channel", "queue", "topic", "disposition", "language", "priority", "complexity", "outcome"],
    "tickets": ["channel", "queue", "topic", "priority", "complexity", "status"],
    "ticket_events": ["event_kind", "actor_kind"],
    "survey_responses": ["survey_kind", "team"],
    "agents": ["team", "site", "outsourcer", "currency"],
    "agent_states": ["state"],
    "agent_schedules": ["activity"],
    "customers": ["segment"],
    "costs": ["currency", "category"],
    "kpi_targets": ["kpi"],
}

HOUR, DAY = 3600, 86400
WRONG_UNIT = "beyond these bounds the durations are in another unit (milliseconds, minutes), not longer"
# Columns of whole seconds, with the bounds of their percentiles.
SECONDS = {
    "contacts": {
        "ivr_seconds": {0.5: (0, HOUR), 0.99: (0, 8 * HOUR)},
        "talk_seconds": {0.5: (1, 4 * HOUR), 0.99: (1, DAY)},
        "hold_seconds": {0.5: (0, HOUR), 0.99: (0, 8 * HOUR)},
        "wrap_up_seconds": {0.5: (0, 2 * HOUR), 0.99: (0, DAY)},
    },
}
# Pairs of instants, with the bounds of the percentiles of the seconds between them.
SPANS = {
    "tickets": {("created_at", "solved_at"): {0.5: (0, 365 * DAY)}},
    "agent_states": {("started_at", "ended_at"): {0.5: (1, 12 * HOUR), 0.99: (1, 14 * DAY)}},
    "agent_schedules": {("starts_at", "ends_at"): {0.5: (60, 16 * HOUR), 0.99: (60, 31 * DAY)}},
}


def subjects(reader: Reader, manifest: Manifest, memory: Memory) -> Iterator[Subject]:
    deliveries = _deliveries(reader, manifest)
    coverage = _coverage(reader, manifest)
    for entity in canonical_entities():
        delivered = deliveries[deliveries["entity"] == entity]
        if delivered.empty:
            yield Subject(entity, delivered, notes=["not in this export: left out"])
            continue
        yield _volume(entity, delivered, deliveries, memory)
        yield _columns(entity, coverage, memory)
        yield from _durations(entity, reader, manifest, int(delivered["rows_accepted"].sum()))
        if entity in CODES:
            yield _codes(entity, reader, manifest, memory)


def profile(reader: Reader, manifest: Manifest) -> Memory:
    """What the next build from this folder is held against."""
    volumes = _deliveries(reader, manifest)
    rows = [
        (entity, "volume", source, "", int(accepted))
        for entity, source, accepted in volumes[["entity", "source", "rows_accepted"]].itertuples(index=False)
    ]
    coverage = _coverage(reader, manifest)
    # A column that hardly any row fills may be empty the next time by chance.
    often = coverage[coverage["rows_filled"] >= 0.05 * coverage["rows_accepted"].clip(lower=1)]
    rows += [
        (entity, "column", column, "", int(filled))
        for entity, column, filled in often[["entity", "column_name", "rows_filled"]].itertuples(index=False)
        if filled
    ]
    for entity in CODES:
        for column, counts in codes_in_use(entity, reader, manifest).items():
            rows += [(entity, "code", column, code, count) for code, count in counts.items()]
    return Memory(rows)


def _coverage(reader: Reader, manifest: Manifest) -> pd.DataFrame:
    return reader.frame(
        f"select entity, column_name, rows_filled, rows_accepted from {relation(manifest, 'source_coverage')}"
    )


def _deliveries(reader: Reader, manifest: Manifest) -> pd.DataFrame:
    """One row per source and entity: rows by what became of them, over all its files."""
    frame = reader.frame(
        "select source, entity, sum(rows_read) as rows_read, sum(rows_accepted) as rows_accepted, "
        "sum(rows_rejected) as rows_rejected "
        f"from {relation(manifest, 'landing_reconciliation')} group by source, entity order by source, entity"
    )
    for column in ("rows_read", "rows_accepted", "rows_rejected"):
        frame[column] = frame[column].astype("int64")
    # Too few rows for a share: 0 rejected of them, so that the bound holds.
    frame["rejected_share"] = (frame["rows_rejected"] / frame["rows_read"]).where(frame["rows_read"] >= MINIMUM_ROWS)
    return frame


def _volume(entity: str, delivered: pd.DataFrame, deliveries: pd.DataFrame, memory: Memory) -> Subject:
    frame = delivered.copy()
    subject = Subject(f"{entity}: volume", frame)
    if entity == "contacts":
        tickets = deliveries[deliveries["entity"] == "tickets"].set_index("source")["rows_accepted"]
        frame["rows_to_measure"] = frame["rows_accepted"] + frame["source"].map(tickets).fillna(0)
        subject.expect(
            gxe.ExpectColumnValuesToBeBetween,
            "every source has at least one usable row, or a ticket, which makes contacts",
            why="without contacts there is nothing to measure",
            column="rows_to_measure",
            min_value=1,
        )
    subject.expect(
        gxe.ExpectColumnValuesToBeBetween,
        "at most half of the rows are rejected",
        why="some bad rows are normal and counted; most of them being bad is a wrong file",
        column="rejected_share",
        max_value=0.5,
    )
    if (frame["rows_read"] < MINIMUM_ROWS).any():
        subject.notes.append(f"shares are judged from {MINIMUM_ROWS} rows on")
    before = memory.volumes(entity)
    if before:
        frame["of_last_build"] = [
            rows / before[source] if before.get(source, 0) >= MINIMUM_ROWS else None
            for source, rows in zip(frame["source"], frame["rows_accepted"], strict=True)
        ]
        frame["of_last_build"] = frame["of_last_build"].astype("float64")
        subject.expect(
            gxe.ExpectColumnValuesToBeBetween,
            "at least half as many rows as in the last published build",
            why="an export that lost half of its rows is cut off more often than it is right",
            column="of_last_build",
            min_value=0.5,
        )
    else:
        subject.notes.append("nothing published from this folder before: not compared")
    return subject


def _columns(entity: str, coverage: pd.DataFrame, memory: Memory) -> Subject:
    """One row: how many values each column that has any was filled with."""
    filled = coverage[(coverage["entity"] == entity) & (coverage["rows_filled"] > 0)]
    frame = filled.groupby("column_name")["rows_filled"].sum().to_frame().T.reset_index(drop=True)
    subject = Subject(f"{entity}: columns", frame)
    before = memory.columns(entity)
    if not before:
        subject.notes.append("nothing published from this folder before: not compared")
        return subject
    subject.expect(
        gxe.ExpectTableColumnsToMatchSet,
        "every column that the last published build filled has values again",
        why="a column that falls silent turns KPIs into unknowns; a renamed one looks the same",
        column_set=before,
        exact_match=False,
    )
    return subject


def _every(rows: int) -> str:
    """A condition that keeps each n-th row where there are more than a frame should hold."""
    step = -(-rows // SAMPLE)
    return "" if step <= 1 else f"where mod(_line, {step}) = 0"


def _durations(entity: str, reader: Reader, manifest: Manifest, rows: int) -> Iterator[Subject]:
    seconds, spans = SECONDS.get(entity, {}), SPANS.get(entity, {})
    if not seconds and not spans:
        return
    columns = [*seconds, *dict.fromkeys(column for pair in spans for column in pair)]
    frame = reader.frame(
        f"select {', '.join(columns)} from {relation(manifest, f'int_{entity}__unioned')} "
        f"{_every(rows) or 'where 1 = 1'} and row_status = 'accepted'"
    )
    subject = Subject(f"{entity}: durations", frame)
    bounds = dict(seconds)
    for (start, end), limits in spans.items():
        name = f"{start}_to_{end}_seconds"
        frame[name] = (pd.to_datetime(frame[end]) - pd.to_datetime(frame[start])).dt.total_seconds()
        bounds[name] = limits
    for column, limits in bounds.items():
        known = int(frame[column].notna().sum())
        if known < MINIMUM_ROWS:
            subject.notes.append(f"{column}: {known} values, too few to judge")
            continue
        frame[column] = frame[column].astype("float64")
        subject.expect_quantiles(column, limits, unit="s", why=WRONG_UNIT)
    yield subject


def _codes(entity: str, reader: Reader, manifest: Manifest, memory: Memory) -> Subject:
    """One row per column of codes: the share of its rows whose code the last published build had too."""
    now = codes_in_use(entity, reader, manifest)
    rows = []
    for column, counts in now.items():
        before = memory.codes(entity, column)
        total = sum(counts.values())
        if not before or total < MINIMUM_ROWS:
            continue
        unseen = {code: count for code, count in counts.items() if code not in before}
        rows.append(
            {
                "column_name": column,
                "seen_share": 1 - sum(unseen.values()) / total,
                "new_codes": ", ".join(sorted(unseen, key=unseen.get, reverse=True)[:5]),
            }
        )
    frame = pd.DataFrame(rows, columns=["column_name", "seen_share", "new_codes"])
    subject = Subject(f"{entity}: codes", frame)
    if frame.empty:
        subject.notes.append("nothing to compare with: no build published from this folder before, or too few rows")
        return subject
    subject.notes += [f"new in {row['column_name']}: {row['new_codes']}" for row in rows if row["new_codes"]]
    subject.expect(
        gxe.ExpectColumnValuesToBeBetween,
        "at least half of the rows of each column carry codes that the last published build had",
        why="new codes come one by one; when most rows carry new ones, the coding has changed",
        column="seen_share",
        min_value=0.5,
    )
    return subject


def codes_in_use(entity: str, reader: Reader, manifest: Manifest) -> dict[str, dict[str, int]]:
    """Column -> code -> rows, of the columns that hold codes. A column of more than 500 is no list of codes."""
    accepted = relation(manifest, f"int_{entity}__accepted")
    found: dict[str, dict[str, int]] = {}
    for column in CODES.get(entity, []):
        counts = reader.rows(f"select {column}, count(*) from {accepted} where {column} is not null group by {column}")
        if counts and len(counts) <= 500:
            found[column] = {str(code): int(count) for code, count in counts}
    return found
