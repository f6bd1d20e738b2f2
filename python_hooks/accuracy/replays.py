"""Unfinished weeks as they looked at many horizons, against what they settle at."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from python_hooks.accuracy.warehouse import Warehouse

# fcr_by_window shows the windows as they are, and waits for every KPI's components
WINDOWS = "int_fcr_windows__estimated"
MODELS = ["int_fcr_contacts", WINDOWS]
WEEKS_BEFORE = 4
WINDOW_HOURS = 168
COLUMNS = {
    "estimated": "product limit",
    "pending_resolved": "pending counted as resolved",
    "pending_dropped": "pending dropped",
}


@dataclass(frozen=True)
class Forecast:
    """A week as seen from a horizon. Rates are None where nothing can be said."""

    horizon: datetime
    week: date
    age: int  # 1 = the last complete week before the horizon
    pending_share: float
    estimated: float | None  # product limit
    is_borrowed: bool
    pending_resolved: float | None  # pending contacts counted as resolved
    pending_dropped: float | None  # pending contacts left out, repeats counted as soon as seen
    settled_at: float


def horizons(first_day: date, first_week: int, days_apart: int, count: int) -> list[datetime]:
    """Instants at changing weekdays and hours."""
    start = datetime(first_day.year, first_day.month, first_day.day) + timedelta(weeks=first_week)
    return [start + timedelta(days=number * days_apart, hours=number * 7 % 24) for number in range(count)]


Weeks = dict[tuple[date, int], dict]  # (Monday, window in hours) -> what is said of it


def weeks_of(warehouse: Warehouse) -> Weeks:
    """The center by week and window, as of the warehouse's horizon."""
    rows = warehouse.rows(
        "select period_start_date as week, window_hours, settled, pending, fcr_estimated_rate, is_estimate_borrowed, "
        f"cast(not_repeated as double) / nullif(settled, 0) as fcr_rate from intermediate.{WINDOWS} "
        "where period_grain = 'week' and scope_kind = 'center' and settled + pending > 0"
    )
    return {(row["week"], row["window_hours"]): row for row in rows}


def replay(warehouse: Warehouse, instants: list[datetime], final: Weeks) -> list[Forecast]:
    """The last four complete weeks before each instant, by the default window. Leaves the warehouse as it was at the
    last instant."""
    forecasts = []
    for instant in instants:
        weeks = _as_of(warehouse, instant)
        statuses = _statuses(warehouse)
        for age, now, then in _last_weeks(weeks, final, instant, WINDOW_HOURS):
            its = statuses[now["week"]]
            forecasts.append(
                Forecast(
                    horizon=instant,
                    week=now["week"],
                    age=age,
                    pending_share=now["pending"] / (now["pending"] + now["settled"]),
                    estimated=now["fcr_estimated_rate"],
                    is_borrowed=bool(now["is_estimate_borrowed"]),
                    pending_resolved=_ratio(its["resolved"] + its["pending"], its.total() - its["unidentified"]),
                    pending_dropped=_ratio(its["resolved"], its["resolved"] + its["repeated"]),
                    settled_at=then["fcr_rate"],
                )
            )
    return forecasts


@dataclass(frozen=True)
class Window:
    """The last four complete weeks before one horizon, seen through a window."""

    window_hours: int
    pending_share: float
    borrowed: int
    estimated: float
    settled_at: float

    @property
    def bias(self) -> float:
        return 100 * (self.estimated - self.settled_at)


def by_window(warehouse: Warehouse, instant: datetime, final: Weeks) -> list[Window]:
    """Means over the weeks. Leaves the warehouse as it was at the instant."""
    weeks = _as_of(warehouse, instant)
    seen = {
        hours: [
            (now, then)
            for _, now, then in _last_weeks(weeks, final, instant, hours)
            if now["fcr_estimated_rate"] is not None
        ]
        for hours in sorted({hours for _, hours in weeks})
    }
    return [
        Window(
            window_hours=hours,
            pending_share=_mean(now["pending"] / (now["pending"] + now["settled"]) for now, _ in pairs),
            borrowed=sum(bool(now["is_estimate_borrowed"]) for now, _ in pairs),
            estimated=_mean(now["fcr_estimated_rate"] for now, _ in pairs),
            settled_at=_mean(then["fcr_rate"] for _, then in pairs),
        )
        for hours, pairs in seen.items()
        if pairs
    ]


def unfinished(forecasts: list[Forecast]) -> list[Forecast]:
    """Those of weeks with a window still open."""
    return [each for each in forecasts if each.pending_share > 0]


def mean_absolute_error(forecasts: list[Forecast], column: str) -> float:
    """In percentage points."""
    return _mean(map(abs, _errors(forecasts, column)))


def bias(forecasts: list[Forecast], column: str) -> float:
    """Mean error in percentage points."""
    return _mean(_errors(forecasts, column))


def _errors(forecasts: list[Forecast], column: str) -> list[float]:
    """Of the same forecasts for every column: those of which all of them say something."""
    said = [each for each in forecasts if None not in [getattr(each, name) for name in COLUMNS]]
    return [100 * (getattr(each, column) - each.settled_at) for each in said]


def _as_of(warehouse: Warehouse, instant: datetime) -> Weeks:
    warehouse.rebuild("int_data_horizon", MODELS, {"cc_data_horizon": f"{instant.isoformat()}Z"})
    return weeks_of(warehouse)


def _last_weeks(weeks: Weeks, final: Weeks, instant: datetime, window_hours: int) -> Iterator[tuple[int, dict, dict]]:
    """Age, and what was said and is said now of the last complete weeks that have settled by now."""
    # a week is complete when its last day has ended before the horizon
    monday = instant.date() - timedelta(days=instant.weekday())
    for age in range(1, WEEKS_BEFORE + 1):
        key = monday - timedelta(weeks=age), window_hours
        if key in weeks and key in final and final[key]["pending"] == 0:
            yield age, weeks[key], final[key]


def _statuses(warehouse: Warehouse) -> dict[date, Counter]:
    rows = warehouse.rows(
        "select cast(date_trunc('week', started_date) as date) as week, fcr_status, count(*) as contacts "
        "from intermediate.int_fcr_contacts group by all"
    )
    result: dict[date, Counter] = {}
    for row in rows:
        result.setdefault(row["week"], Counter())[row["fcr_status"]] = row["contacts"]
    return result


def _mean(values: Iterable[float]) -> float:
    """Of nothing: not a number."""
    values = list(values)
    return sum(values) / len(values) if values else float("nan")


def _ratio(part: int, whole: int) -> float | None:
    return part / whole if whole else None
