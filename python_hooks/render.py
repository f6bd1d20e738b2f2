"""Writes what the KPI registry decides and dbt wants as YAML: the contracts of the KPI tables and of their components.

`python -m python_hooks.render` rewrites the files; a test fails while they are not what it would write.
"""

import json
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from python_hooks.registry import PROJECT, component_scopes, fcr_windows, kpi_components, kpi_subjects, kpis

KPI_MODELS = "models/marts/kpis/_kpis__models.yml"
COMPONENT_MODELS = "models/intermediate/components/_components__models.yml"

HEADER = """\
# Written by `python -m python_hooks.render` from the registry in macros/kpi and its own words: change those.
version: 2

models:
"""
DOUBLE = "{{ 'double precision' if target.type == 'postgres' else 'double' }}"
SCOPE_COLUMNS = {
    "agent": "agent_id",
    **{kind: kind for kind in ("channel", "queue", "topic", "team", "site", "outsourcer")},
}
GRAINS = ["day", "week", "month", "quarter"]
SCOPES = ["center", "channel", "queue", "topic", "agent", "team", "site", "outsourcer"]

GRAIN_COLUMN = ("period_grain", "string", "Length of the period: day, week (ISO, from Monday), month or quarter.")
START_COLUMN = ("period_start_date", "date", "First business day of the period.")
COMPLETE_COLUMN = (
    "is_complete",
    "boolean",
    "Whether the period had ended, in the business time zone, by the data horizon.",
)
KIND_COLUMN = (
    "scope_kind",
    "string",
    "What the figures are about: the whole center, or one channel, queue, topic, agent, ...",
)
VALUE_COLUMN = ("scope_value", "string", "Which one of that kind; `all` for the center.")
DAY_COLUMN = ("date_day", "date", "Business day in the time zone of the queue, else of the business.")
SCOPE_MEANING = {
    "channel": "Channel of the contact's first segment.",
    "queue": "Queue: of the entry for figures of queue entries, else the queue of the contact's first entry.",
    "topic": "Reason for the contact; `unknown` where none was recorded.",
    "agent": "Agent; `unknown` where the work carries none.",
    "team": "Team of the agent on that day; `unknown` where nobody described the agent.",
    "site": "Site of the agent on that day; `unknown` where nobody described the agent.",
    "outsourcer": "Agency of the agent on that day; `in_house` without one, `unknown` for an undescribed agent.",
}

# fact table, its business day -> component: rows of the fact that it counts, in the fact's own columns
COUNTED = "not is_after_horizon and"
FACTS = {
    ("fct_contacts", "started_date"): {
        "contacts_offered": f"{COUNTED} is_offered",
        "contacts_handled": f"{COUNTED} direction = 'inbound' and is_handled",
        "contacts_abandoned": f"{COUNTED} direction = 'inbound' and is_abandoned",
        "contacts_abandoned_in_ivr": f"{COUNTED} direction = 'inbound' and is_abandoned_in_ivr",
        "contacts_self_served": f"{COUNTED} direction = 'inbound' and is_self_served",
        "contacts_outbound": f"{COUNTED} direction = 'outbound'",
        "contacts_offered_with_calendar": f"{COUNTED} is_offered and is_after_hours is not null",
        "contacts_offered_after_hours": f"{COUNTED} is_offered and is_after_hours",
        "contacts_transferred": f"{COUNTED} direction = 'inbound' and is_handled and transfers > 0",
        "contacts_escalated": f"{COUNTED} direction = 'inbound' and is_handled and is_escalated",
        "contacts_identified": f"{COUNTED} direction = 'inbound' and is_handled and customer_key is not null",
        "contacts_resolved_by_agent": f"{COUNTED} direction = 'inbound' and is_handled and is_resolved_by_agent",
        "fcr_contacts_settled": "is_fcr_by_repeat is not null",
        "fcr_contacts_not_repeated": "is_fcr_by_repeat",
        "fcr_contacts_pending": "is_fcr_eligible and customer_key is not null and is_fcr_by_repeat is null",
        "fcr_contacts_recorded": "is_fcr_by_agent is not null",
        "fcr_contacts_resolved_by_agent": "is_fcr_by_agent",
    },
    ("fct_contact_segments", "started_date"): {
        "queue_entries_offered": f"{COUNTED} is_queue_entry",
        "queue_entries_answered": f"{COUNTED} is_answered",
        "queue_entries_abandoned": f"{COUNTED} is_abandoned",
        "queue_entries_short_abandoned": f"{COUNTED} is_short_abandoned",
    },
    ("fct_episodes", "started_date"): {"episodes": "episode_key is not null"},
    ("fct_issues", "started_date"): {
        "issues_settled": "is_first_contact_resolved is not null",
        "issues_one_and_done": "is_first_contact_resolved",
    },
    ("fct_tickets", "created_date"): {
        "tickets_created": f"{COUNTED} ticket_key is not null",
        "tickets_unanswered": "not is_responded",
        "tickets_created_open": "is_open",
    },
    ("fct_tickets", "last_solved_date"): {
        "tickets_solved": "last_solved_at is not null",
        "tickets_reopened": "last_solved_at is not null and reopens > 0",
        "tickets_one_touch": "is_one_touch",
    },
}

Column = tuple[str, str, str]  # name, type in the contract, description


def component_type(component: dict[str, Any]) -> str:
    if component["unit"] == "flag":
        return "boolean"
    is_whole = not ({"squares_of", "exact", "is_of_period", "derived"} & component.keys())
    return "bigint" if is_whole else DOUBLE


def component_columns(scope: str | None = None, subject: str | None = None) -> list[Column]:
    return [
        (name, component_type(component), f"{{{{ doc('kpi_{name}') }}}}")
        for name, component in kpi_components().items()
        if (scope is None or scope in component_scopes(name)) and (subject is None or subject in component["subjects"])
    ]


def ratio_columns(scope: str) -> list[Column]:
    return [
        (name, DOUBLE, f"{{{{ doc('kpi_{name}') }}}}")
        for name, kpi in kpis().items()
        if kpi["denominator"] and scope in kpi["scopes"]
    ]


def described(words: str, indent: str) -> Iterator[str]:
    """A description, folded where it is long."""
    if len(words) < 90:
        yield f"{indent}description: {json.dumps(words, ensure_ascii=False)}"
    else:
        yield f"{indent}description: >-"
        yield from (f"{indent}  {line}" for line in textwrap.wrap(words, 100))


def model(
    name: str,
    description: str,
    grain: list[str],
    columns: list[Column],
    tests: Iterator[str] | list[str] = (),
    *,
    contract: bool,
    is_view: bool = False,
) -> Iterator[str]:
    """The lines of one model; `tests` are the lines of its own tests besides the grain's.

    The columns of a view are tested where they are stored: every test of a view computes it again.
    """
    yield f"  - name: {name}"
    yield from described(description, "    ")
    yield "    config:"
    if contract:
        yield "      contract: {enforced: true}"
    yield f"      meta: {{grain: [{', '.join(grain)}]}}"
    yield "    data_tests:"
    yield f"      - unique_grain: {{arguments: {{columns: [{', '.join(grain)}]}}}}"
    yield from tests
    yield "    columns:"
    for column, data_type, meaning in columns:
        yield f"      - name: {column}"
        if contract:
            yield f"        data_type: {json.dumps(data_type) if '{' in data_type else data_type}"
        yield from described(meaning, "        ")
        if column in grain and not is_view:
            yield "        data_tests:"
            yield "          - not_null"
            if column == "period_grain":
                yield f"          - accepted_values: {{arguments: {{values: [{', '.join(GRAINS)}]}}}}"
            if column == "scope_kind":
                yield f"          - accepted_values: {{arguments: {{values: [{', '.join(SCOPES)}]}}}}"
    yield ""


def fact_tests() -> Iterator[str]:
    """The center's days against the facts that a reader can see."""
    for (fact, date_column), components in FACTS.items():
        yield "      - components_reconcile_to_facts:"
        yield f"          name: fct_center_kpis_reconcile_to_{fact}_by_{date_column}"
        yield "          arguments:"
        yield f"            fact: ref('{fact}')"
        yield f"            date_column: {date_column}"
        yield "            components:"
        yield from (f"              {name}: {condition}" for name, condition in components.items())


def scope_model(scope: str) -> Iterator[str]:
    key = [] if scope == "center" else [(SCOPE_COLUMNS[scope], "string", SCOPE_MEANING[scope])]
    columns = [GRAIN_COLUMN, START_COLUMN, *key, COMPLETE_COLUMN, *component_columns(scope), *ratio_columns(scope)]
    of_what = "" if scope == "center" else f" and {SCOPE_COLUMNS[scope]} with activity in it"
    yield from model(
        f"fct_{scope}_kpis",
        f"One row per period{of_what}: every KPI that has a meaning there, with the sums it is made of.",
        ["period_grain", "period_start_date", *[name for name, _, _ in key]],
        columns,
        [
            f"      - is_within_registered_bounds: {{arguments: {{scope_kind: {scope}}}}}",
            *(fact_tests() if scope == "center" else ()),
        ],
        contract=True,
    )


def scorecard_model() -> Iterator[str]:
    columns = [
        ("kpi", "string", "Name of the KPI in dim_kpis."),
        GRAIN_COLUMN,
        START_COLUMN,
        KIND_COLUMN,
        VALUE_COLUMN,
        ("numerator", DOUBLE, "Upper part of the ratio; of a count, the count. Null where it is unknown."),
        ("denominator", DOUBLE, "Lower part of the ratio; null where the value is no ratio."),
        (
            "value",
            DOUBLE,
            "Numerator over denominator, times scale of dim_kpis; without a denominator the numerator. Null where "
            "unknown or over nothing.",
        ),
        (
            "interval_low",
            DOUBLE,
            "Lower end of the 95 % interval: Wilson for shares, normal for means, of net promoter scores by their own "
            "variance, the estimate's own (Greenwood) for fcr_estimated_rate; null without one.",
        ),
        ("interval_high", DOUBLE, "Upper end of the 95 % interval."),
        (
            "is_reliable",
            "boolean",
            "Whether the observations (sample in dim_kpis) reach cc_minimum_sample; null for a count, which samples "
            "nothing.",
        ),
        COMPLETE_COLUMN,
        (
            "is_settled",
            "boolean",
            "Whether the value will not change any more as time passes: the period is complete and, for KPIs that wait "
            "for the repeat window, no contact of it is pending.",
        ),
        ("definition_id", "string", "Formula, parameters and version behind the value."),
        (
            "target",
            DOUBLE,
            "Target that is valid when the period begins: the scope's own (of a queue, if no other, its "
            "service_level_target), else that of the nearest it falls back on: an agent's team, then agency; a team's "
            "agency; a queue's channel; the center.",
        ),
        ("target_scope", "string", "Kind of scope whose target it is; null without one."),
        ("target_scope_value", "string", "Which one of that kind."),
        (
            "is_target_met",
            "boolean",
            "Whether the value is at least as good as the target; null without one of them and where neither "
            "direction is better.",
        ),
        (
            "target_status",
            "string",
            "What the figures prove: met or missed where the 95 % interval excludes the target (or there is none), "
            "above or below where neither direction is better; within_noise where it does not, or the value is the "
            "target, which is neither above nor below; too_few where the value is not reliable; null without target or "
            "value.",
        ),
        (
            "target_distance",
            DOUBLE,
            "How much better than the target the value is, in its own unit; negative where it is worse. Where neither "
            "direction is better, how far above it.",
        ),
        (
            "periods_missed",
            "bigint",
            "How many settled periods in a row have missed their target by value, this one included; 0 where it is "
            "met. Periods without a value or a target are passed over. Null while the period is not settled, and where "
            "neither direction is better.",
        ),
        (
            "band",
            "string",
            "Where the value lies in the range of kpi_bands: low, below_usual, usual, above_usual, high. It describes "
            "the number, not whether it is good; no verdict. Null where the value is not reliable.",
        ),
        ("previous_value", DOUBLE, "Value of the same scope in the period immediately before; null where it had none."),
        ("change", DOUBLE, "value - previous_value."),
        (
            "change_interval_low",
            DOUBLE,
            "Lower end of the 95 % interval of the change (Newcombe for shares, normal for means and net promoter "
            "scores); null without one.",
        ),
        ("change_interval_high", DOUBLE, "Upper end of it."),
        (
            "is_change_significant",
            "boolean",
            "Whether the 95 % interval of the change (see change_interval_low) excludes 0 and both values are "
            "reliable; null where one has no interval.",
        ),
    ]
    yield from model(
        "kpi_scorecard",
        "One row per KPI, period and scope in which the KPI has a meaning.",
        ["kpi", "period_grain", "period_start_date", "scope_kind", "scope_value"],
        columns,
        contract=True,
    )


def kpis_model() -> Iterator[str]:
    columns = [
        ("name", "string", "Name of the KPI: its column in the KPI tables and its kpi in kpi_scorecard."),
        ("label", "string", "What a report calls it, in English."),
        ("formula", "string", "The formula in words."),
        ("numerator", "string", "Component that is the upper part, or the count itself."),
        ("denominator", "string", "Component that is the lower part; null where the value is no ratio."),
        (
            "unit",
            "string",
            "count, seconds, ratio (0 to 1), points (-100 to 100), score (a mean on its scale), currency, per_hour or "
            "number (of things per thing).",
        ),
        ("better", "string", "higher or lower; null where neither is better by itself."),
        ("interval", "string", "Kind of the 95 % interval: wilson, normal, nps, given (of the value itself) or none."),
        ("definition_id", "string", "Formula, parameters and version of this build."),
        ("variants", "string", "What others compute under the same name."),
        ("source", "string", "Who defines it like this."),
        ("label_en", "string", "Label in English."),
        ("label_zh", "string", "Label in Chinese."),
        ("label_bg", "string", "Label in Bulgarian."),
        ("label_ru", "string", "Label in Russian."),
        ("least_value", DOUBLE, "Least possible value."),
        ("greatest_value", DOUBLE, "Greatest possible value; null where open."),
        ("scale", DOUBLE, "What numerator over denominator is multiplied by."),
        ("sample", "string", "Component that counts the observations behind a value; null where nothing is sampled."),
        ("scopes", "string", "Kinds of scope in which it has a meaning, separated by commas."),
    ]
    yield from model(
        "dim_kpis", "One row per KPI: what it means and what to call it.", ["name"], columns, contract=True
    )


def components_model(subject: str, entry: dict[str, Any]) -> Iterator[str]:
    columns = [DAY_COLUMN, KIND_COLUMN, VALUE_COLUMN, *component_columns(subject=subject)]
    if subject == "fcr_contacts":
        for hours in fcr_windows():
            columns += [
                (f"settled_{hours}h", "bigint", f"Contacts whose window of {hours} hours has closed."),
                (f"not_repeated_{hours}h", "bigint", f"Those of them without a next episode within {hours} hours."),
                (f"pending_{hours}h", "bigint", f"Contacts whose window of {hours} hours is open."),
            ]
    yield from model(
        entry["components"],
        f"One row per business day and scope: the additive components of the {subject.replace('_', ' ')}.",
        ["date_day", "scope_kind", "scope_value"],
        columns,
        contract=False,
    )


def period_components_model() -> Iterator[str]:
    columns = [
        GRAIN_COLUMN,
        START_COLUMN,
        KIND_COLUMN,
        VALUE_COLUMN,
        ("period_end_date", "date", "Last day of the period."),
        ("previous_period_start_date", "date", "First day of the period before."),
        COMPLETE_COLUMN,
        *component_columns(),
    ]
    yield from model(
        "int_period_components",
        "One row per period and scope with activity in it, and one for the center in every period: all components, "
        "summed, and what does not add up over days. Null where a component has no meaning for the scope or nobody "
        "could know it.",
        ["period_grain", "period_start_date", "scope_kind", "scope_value"],
        columns,
        ["      - components_reconcile_across_grains"],
        contract=False,
    )


def figures_model() -> Iterator[str]:
    columns = [
        ("kpi", "string", "Name of the KPI in dim_kpis."),
        GRAIN_COLUMN,
        START_COLUMN,
        KIND_COLUMN,
        VALUE_COLUMN,
        COMPLETE_COLUMN,
        ("definition_id", "string", "Formula, parameters and version behind the value."),
        ("interval_kind", "string", "wilson, normal, nps, given or none."),
        ("better", "string", "higher, lower or neither."),
        ("bands", "string", "KPI of kpi_bands whose range the value is read against."),
        ("is_ratio", "boolean", "Whether the KPI has a denominator."),
        ("is_sampled", "boolean", "Whether the KPI has a sample."),
        ("scale", DOUBLE, "What numerator over denominator is multiplied by."),
        ("pending", "bigint", "Things that can still change the value after the period is complete."),
    ]
    for front, when in (("", ""), ("previous_", " of the period before")):
        columns += [
            (f"{front}numerator", DOUBLE, f"Upper part{when}."),
            (f"{front}denominator", DOUBLE, f"Lower part{when}."),
            (f"{front}sample", DOUBLE, f"Observations{when}."),
            (f"{front}squares", DOUBLE, f"Sum of squares{when}, of a mean."),
            (f"{front}promoters", DOUBLE, f"Promoters{when}, of a net promoter score."),
            (f"{front}detractors", DOUBLE, f"Detractors{when}, of a net promoter score."),
            (f"{front}given_low", DOUBLE, f"Lower end of the interval{when}, where it comes with the value."),
            (f"{front}given_high", DOUBLE, f"Upper end of the interval{when}, where it comes with the value."),
            (f"{front}value", DOUBLE, f"Value{when}."),
            (f"{front}interval_low", DOUBLE, f"Lower end of the interval{when}."),
            (f"{front}interval_high", DOUBLE, f"Upper end of the interval{when}."),
        ]
    columns += [
        ("is_reliable", "boolean", "Whether the sample reaches cc_minimum_sample; null without one."),
        ("is_previous_reliable", "boolean", "The same of the period before."),
    ]
    yield from model(
        "int_kpi_figures",
        "One row per KPI, period and scope: value and interval, with those of the period before.",
        ["kpi", "period_grain", "period_start_date", "scope_kind", "scope_value"],
        columns,
        contract=False,
        is_view=True,
    )


def rendered() -> dict[str, str]:
    """What every written file must contain: path in the project -> text."""
    kpi_models = [kpis_model(), *(scope_model(scope) for scope in SCOPES), scorecard_model()]
    component_models = [
        *(components_model(subject, entry) for subject, entry in kpi_subjects().items() if "components" in entry),
        period_components_model(),
        figures_model(),
    ]
    return {
        path: HEADER + "\n".join(line for lines in models for line in lines).rstrip() + "\n"
        for path, models in ((KPI_MODELS, kpi_models), (COMPONENT_MODELS, component_models))
    }


def stale(project: Path = PROJECT) -> list[str]:
    """The files that are not what the registry says."""
    return [
        path
        for path, text in rendered().items()
        if not (project / path).exists() or (project / path).read_text() != text
    ]


def main() -> int:
    for path, text in rendered().items():
        (PROJECT / path).write_text(text)
        print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
