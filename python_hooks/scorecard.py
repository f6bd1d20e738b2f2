"""The last complete week and month in the terminal: every headline KPI with its interval, target and change."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from python_hooks.project import DEFAULT_DATABASE, Settings
from python_hooks.reading import Reader, published_relation, reading

if TYPE_CHECKING:
    from dbt.contracts.graph.manifest import Manifest

# Shown below first contact resolution while that is not settled; afterwards it would be the same number.
ESTIMATE = "fcr_estimated_rate"
# What a floor manager asks first, in the order of asking; marts.kpi_scorecard has the others.
SECTIONS = {
    "Demand": [
        "contacts_offered",
        "contacts_handled",
        "contacts_per_customer",
        "after_hours_share",
        "containment_rate",
    ],
    "Access": [
        "service_level",
        "abandonment_rate",
        "average_speed_of_answer_seconds",
        "p90_wait_seconds",
    ],
    "Handling": ["average_handle_seconds", "transfer_rate", "escalation_rate", "knowledge_use_rate"],
    "Resolution": [
        "call_resolution_rate",
        "fcr_rate",
        ESTIMATE,
        "fcr_pending_share",
        "fcr_identified_share",
        "one_and_done_rate",
        "repeat_contact_rate",
    ],
    "Customers": ["csat_rate", "nps", "ces_rate", "survey_response_rate"],
    "Tickets": [
        "tickets_created",
        "tickets_solved",
        "ticket_backlog",
        "median_first_response_seconds",
        "average_first_response_business_seconds",
        "average_resolution_seconds",
        "reopen_rate",
    ],
    "People": ["occupancy", "utilisation", "adherence", "conformance", "contacts_per_hour", "esat_rate", "enps"],
    "Cost": ["operating_cost", "cost_per_contact", "cost_per_resolved_contact", "repeat_cost"],
}
GRAINS = ("week", "month")
WIDTH = 100
LABEL_WIDTH = 38


@dataclass(frozen=True)
class Line:
    """One KPI in one period."""

    grain: str
    label: str
    unit: str
    better: str | None
    numerator: float | None
    denominator: float | None
    value: float | None
    interval_low: float | None
    interval_high: float | None
    is_reliable: bool | None
    is_complete: bool | None
    is_settled: bool | None
    definition_id: str
    target: float | None
    is_target_met: bool | None
    change: float | None
    is_change_significant: bool | None

    @property
    def window_hours(self) -> int | None:
        """Hours a contact is followed, where the definition says so; the longest, where it names several."""
        windows = re.findall(r"(?<=/)(\d+)h(?=/)", self.definition_id)
        return max(map(int, windows)) if windows else None

    @property
    def is_estimate(self) -> bool:
        """It says already what the settled value will be."""
        return self.definition_id.startswith(f"{ESTIMATE}/")

    @property
    def is_followed(self) -> bool:
        """Windows are still open: repeats can still change it after the period is over."""
        return self.window_hours is not None and not self.is_settled and not self.waits_for_more

    @property
    def waits_for_more(self) -> bool:
        """Not for repeats, or not for them alone: surveys to be answered, costs to be booked."""
        return self.definition_id.startswith(("survey_", "csat_", "nps_", "ces_", "cost_", "repeat_cost"))

    @property
    def currency(self) -> str:
        """What an amount of money is in; empty for anything else."""
        return self.definition_id.split("/")[1].upper() if self.unit == "currency" else ""

    @property
    def may_change(self) -> bool:
        """Something of the period is open: repeat windows, surveys, unanswered tickets, costs not booked."""
        return self.is_followed or (self.is_complete is True and self.is_settled is False)

    @property
    def is_superseded(self) -> bool:
        """An estimate of what has settled by now: the same number again."""
        return self.is_estimate and not self.may_change

    @property
    def is_in_other_periods(self) -> bool:
        """A survey of employees, which no week has."""
        return self.is_of_employees and self.numerator is None and self.grain == "week"

    @property
    def is_of_employees(self) -> bool:
        return self.definition_id.startswith(("esat_rate/", "enps/"))


def show(settings: Settings, manifest: Manifest, console: Console) -> None:
    """Prints the scorecard of what is published, and where to go from there."""
    with reading(settings, file=settings.database) as reader:
        for grain in GRAINS:
            _show_period(grain, reader, manifest, console)
        console.print("[dim](chance)  a change of this size comes and goes by itself[/]")
        _show_harm(reader, manifest, console)
    _say_where(settings, manifest, console)


def _show_period(grain: str, reader: Reader, manifest: Manifest, console: Console) -> None:
    scorecard = published_relation(manifest, "kpi_scorecard")
    here = f"from {scorecard} where scope_kind = 'center' and period_grain = '{grain}'"
    ((complete, latest),) = reader.rows(
        f"select max(case when is_complete then period_start_date end), max(period_start_date) {here}"
    )
    start = complete or latest
    if start is None:
        return
    lines = _lines(grain, start, reader, manifest)
    end = period_end(grain, start)
    name = f"Week {start.isocalendar().week} of {start.isocalendar().year}" if grain == "week" else f"{start:%B %Y}"
    span = f"{start} to {end - timedelta(days=1)}"
    table = Table(
        title=f"{name}  [dim]{span}{'' if complete else ', not over yet: so far'}[/]",
        title_justify="left",
        title_style="bold",
        box=None,
        padding=(0, 2, 0, 0),
        header_style="dim",
        width=WIDTH,
    )
    table.add_column("KPI", min_width=LABEL_WIDTH, ratio=1)
    table.add_column("Value", justify="right")
    table.add_column("95 % interval", justify="right")
    table.add_column("Target")
    table.add_column(f"On the {grain} before")
    for section, section_lines in lines.items():
        table.add_row(f"[dim]{section}[/]")
        for line in section_lines:
            table.add_row(
                escape(label_text(line)), value_text(line), interval_text(line), target_text(line), change_text(line)
            )
    lines = [line for section_lines in lines.values() for line in section_lines]
    console.print()
    console.print(table)
    if any(line.is_reliable is False and line.value is not None for line in lines):
        console.print("[dim]( ) too few observations to rely on[/]")
    if any(line.is_estimate and line.value is not None for line in lines):
        console.print(
            "[dim]~   of all contacts, pending ones too: how those go on is estimated from how others went on[/]"
        )
    if any(line.may_change and not line.is_followed for line in lines):
        console.print("[dim]*   may still change: surveys can still be answered, tickets replied to, costs booked[/]")
    open_hours = [line.window_hours for line in lines if line.is_followed]
    if open_hours:
        # The windows run from the ends of the contacts, the last of which need not end with the period.
        longest = timedelta(hours=max(open_hours))
        console.print(
            f"[dim]**  repeats may still come in: final {longest / timedelta(days=1):g} days "
            f"after the last contact ended, about {end + longest}[/]"
        )


def _show_harm(reader: Reader, manifest: Manifest, console: Console) -> None:
    """Where a good figure was paid for with another, in the last complete periods of a month or longer."""
    guardrails = published_relation(manifest, "kpi_guardrails")
    kpis = published_relation(manifest, "dim_kpis")
    scorecard = published_relation(manifest, "kpi_scorecard")
    rows = reader.rows(
        "select rails.period_grain, rails.period_start_date, rails.scope_kind, rails.scope_value, rails.compared_with, "
        "pushed.label_en, pushed.unit, rails.pushed_value, rails.pushed_reference_value, "
        "guarded.label_en, guarded.unit, rails.guarded_value, rails.guarded_reference_value "
        f"from {guardrails} as rails "
        f"inner join {kpis} as pushed on rails.pushed_kpi = pushed.name "
        f"inner join {kpis} as guarded on rails.guarded_kpi = guarded.name "
        "inner join ("
        f"    select period_grain, max(period_start_date) as last_start_date from {scorecard} "
        "    where is_complete and scope_kind = 'center' and period_grain in ('month', 'quarter') group by period_grain"
        ") as latest on rails.period_grain = latest.period_grain and rails.period_start_date = latest.last_start_date "
        "where rails.state = 'harmed' and rails.scope_kind in ('outsourcer', 'team', 'queue') "
        "order by rails.period_start_date, rails.period_grain, rails.scope_kind, rails.scope_value, rails.pair"
    )
    if not rows:
        return
    console.print()
    console.print("[bold]Paid for with another KPI[/]  [dim]beyond chance; kpi_guardrails has the intervals[/]")
    for grain, start, kind, value, reference, *pair in rows:
        against = "the center's" if reference == "center" else f"of the {grain} before"
        console.print(f"{kind} {escape(value)}, {grain} of {start}, in brackets {against}")
        for label, unit, now, then in (pair[:4], pair[4:]):
            console.print(f"  {label:<{LABEL_WIDTH - 2}}{amount(now, unit):>11} ({amount(then, unit)})")


def _lines(grain: str, start: date, reader: Reader, manifest: Manifest) -> dict[str, list[Line]]:
    named = {"grain": "scorecard.period_grain", "label": "kpis.label_en", "unit": "kpis.unit", "better": "kpis.better"}
    columns = ", ".join(f"{named.get(name, f'scorecard.{name}')} as {name}" for name in Line.__dataclass_fields__)
    rows = reader.frame(
        f"select scorecard.kpi, {columns} "
        f"from {published_relation(manifest, 'kpi_scorecard')} as scorecard "
        f"inner join {published_relation(manifest, 'dim_kpis')} as kpis on scorecard.kpi = kpis.name "
        f"where scorecard.scope_kind = 'center' and scorecard.period_grain = '{grain}' "
        f"and scorecard.period_start_date = '{start}'"
    )
    by_name = {row["kpi"]: {name: _plain(value) for name, value in row.items()} for row in rows.to_dict("records")}
    found = {
        section: [
            Line(**{name: by_name[kpi][name] for name in Line.__dataclass_fields__}) for kpi in kpis if kpi in by_name
        ]
        for section, kpis in SECTIONS.items()
    }
    shown = {
        section: [line for line in lines if not line.is_superseded and not line.is_in_other_periods]
        for section, lines in found.items()
    }
    return {section: lines for section, lines in shown.items() if lines}


def _plain(value: Any) -> Any:
    """None for every way a data frame has of saying unknown."""
    return None if value is None or value != value or str(value) == "<NA>" else value


def period_end(grain: str, start: date) -> date:
    """The first day after a period."""
    if grain == "week":
        return start + timedelta(days=7)
    return date(start.year + start.month // 12, start.month % 12 + 1, 1)


def amount(value: float, unit: str, *, sign: bool = False) -> str:
    """A value as a person reads it. sign: a difference, with its sign; of shares, in percentage points."""
    plus = "+" if sign and value > 0 else ""
    if unit == "ratio":
        return f"{plus}{value * 100:.1f} {'pp' if sign else '%'}"
    if unit == "seconds":
        if abs(value) < 120:
            return f"{plus}{value:.1f} s"
        whole = round(abs(value))
        if whole >= 2 * 86_400:
            return f"{'-' if value < 0 else plus}{whole / 86_400:.1f} days"
        if whole >= 3_600:
            return f"{'-' if value < 0 else plus}{whole / 3_600:.1f} h"
        return f"{'-' if value < 0 else plus}{whole // 60}:{whole % 60:02d} min"
    digits = {"count": 0, "currency": 0 if abs(value) >= 1_000 else 2, "score": 2, "number": 2, "per_hour": 2}.get(
        unit, 1
    )
    return f"{plus}{value:,.{digits}f}{' per h' if unit == 'per_hour' else ''}"


def label_text(line: Line) -> str:
    """The label; of the estimate, which stands below what it estimates, only what is different."""
    return f"  {line.label.rpartition(', ')[2]}" if line.is_estimate else line.label


def value_text(line: Line) -> Text:
    if line.value is None:
        return Text("n/a", style="dim")
    shown = f"{amount(line.value, line.unit)} {line.currency}".strip()
    if line.is_reliable is False:
        shown = f"({shown})"
    mark = "~" if line.is_estimate else "**" if line.is_followed else "*" if line.may_change else ""
    return Text(f"{shown}{mark}", style="bold")


def interval_text(line: Line) -> Text:
    if line.value is None:
        return Text(why_unknown(line), style="dim")
    if line.interval_low is None or line.interval_high is None:
        return Text("")
    low, high = amount(line.interval_low, line.unit), amount(line.interval_high, line.unit)
    unit = low.rsplit(" ", 1)[-1]
    if " " in low and high.endswith(unit):
        low = low.removesuffix(f" {unit}")
    return Text(f"{low} to {high}", style="dim")


def why_unknown(line: Line) -> str:
    if line.is_estimate and line.denominator:
        return "nobody followed so long"
    if line.is_of_employees:
        return "quarter not over, or too few"
    if line.may_change:
        return "not settled yet**" if line.is_followed else "not known yet*"
    if line.denominator == 0:
        return "nothing to count"
    return "not in the export"


def target_text(line: Line) -> Text:
    if line.target is None:
        return Text("")
    words = {"higher": ">= ", "lower": "<= "}.get(line.better or "", "") + amount(line.target, line.unit)
    if line.is_target_met is None:
        return Text(words)
    return Text(f"{words} {'met' if line.is_target_met else 'missed'}", style="green" if line.is_target_met else "red")


def change_text(line: Line) -> Text:
    if line.change is None:
        return Text("")
    words = amount(line.change, line.unit, sign=True)
    if line.is_change_significant is None:
        return Text(words)
    if not line.is_change_significant:
        return Text(f"{words} (chance)", style="dim")
    if line.better not in ("higher", "lower"):
        return Text(f"{words} (real)", style="bold")
    is_better = (line.change > 0) == (line.better == "higher")
    return Text(f"{words} {'better' if is_better else 'worse'}", style="bold green" if is_better else "bold red")


def _say_where(settings: Settings, manifest: Manifest, console: Console) -> None:
    marts = published_relation(manifest, "kpi_scorecard").split(".")[0].strip('"')
    console.print()
    if settings.is_duckdb:
        shown = settings.shown(settings.database)
        console.print(f"Tables     [bold]{escape(shown)}[/], schemas {marts} and {marts.removesuffix('marts')}quality")
        console.print(
            f'Look in    any BI tool for DuckDB, or: duckdb -readonly {escape(shown)} "from {marts}.kpi_scorecard"'
        )
    else:
        console.print(
            f"Tables     on the {settings.target} server, schemas {marts} and {marts.removesuffix('marts')}quality"
        )
    console.print(f"Validation {escape(settings.shown(settings.validation_page))}")
    console.print("Meaning    make docs (every table, column and KPI); DECISIONS.md (why each is counted as it is)")
    if str(settings.database) == DEFAULT_DATABASE:
        console.print("Your own   CC_LANDING_ROOT=<folder of exports> CC_DATABASE=<file>.duckdb make build")
