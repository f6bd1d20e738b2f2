"""Unfinished weeks as they looked at many horizons, against what they settle at."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from python_hooks.accuracy.warehouse import Warehouse

WEEKLY = ["int_fcr_contacts", "fct_center_kpis"]
MODELS = [*WEEKLY, "fcr_by_window"]
WEEKS_BEFORE = 4
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


def settled_weeks(warehouse: Warehouse) -> dict[date, float]:
    """What each week has settled at, of a warehouse that is not replayed."""
    return {row["week"]: row["fcr_rate"] for row in _weeks(warehouse) if row["fcr_pending_share"] == 0}


def replay(warehouse: Warehouse, instants: list[datetime], final: dict[date, float]) -> list[Forecast]:
    """The last four complete weeks before each instant. Leaves the warehouse as it was at the last of them."""
    forecasts = []
    for instant in instants:
        warehouse.rebuild("int_data_horizon", WEEKLY, {"cc_data_horizon": f"{instant.isoformat()}Z"})
        statuses = _statuses(warehouse)
        # a week is complete when its last day has ended before the horizon
        monday = instant.date() - timedelta(days=instant.weekday())
        for row in _weeks(warehouse):
            age = (monday - row["week"]).days // 7
            if 1 <= age <= WEEKS_BEFORE and row["week"] in final:
                its = statuses[row["week"]]
                identified = its["resolved"] + its["repeated"] + its["pending"]
                forecasts.append(
                    Forecast(
                        horizon=instant,
                        week=row["week"],
                        age=age,
                        pending_share=row["fcr_pending_share"],
                        estimated=row["fcr_estimated_rate"],
                        is_borrowed=bool(row["is_estimate_borrowed"]),
                        pending_resolved=_ratio(its["resolved"] + its["pending"], identified),
                        pending_dropped=_ratio(its["resolved"], its["resolved"] + its["repeated"]),
                        settled_at=final[row["week"]],
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


def by_window(warehouse: Warehouse, instant: datetime) -> list[Window]:
    """Means over the weeks. Leaves the warehouse as it was at the instant."""
    final = {(row["week"], row["window_hours"]): row for row in _windows(warehouse)}
    warehouse.rebuild("int_data_horizon", ["fcr_by_window"], {"cc_data_horizon": f"{instant.isoformat()}Z"})
    monday = instant.date() - timedelta(days=instant.weekday())
    seen: dict[int, list[tuple[dict, dict]]] = {}
    for row in _windows(warehouse):
        settled = final[row["week"], row["window_hours"]]
        is_asked = 1 <= (monday - row["week"]).days // 7 <= WEEKS_BEFORE
        if is_asked and settled["fcr_contacts_pending"] == 0 and row["fcr_estimated_rate"] is not None:
            seen.setdefault(row["window_hours"], []).append((row, settled))
    return [
        Window(
            window_hours=hours,
            pending_share=_mean(
                now["fcr_contacts_pending"] / (now["fcr_contacts_pending"] + now["fcr_contacts_settled"])
                for now, _ in pairs
            ),
            borrowed=sum(bool(now["is_estimate_borrowed"]) for now, _ in pairs),
            estimated=_mean(now["fcr_estimated_rate"] for now, _ in pairs),
            settled_at=_mean(then["fcr_rate"] for _, then in pairs),
        )
        for hours, pairs in sorted(seen.items())
    ]


def unfinished(forecasts: list[Forecast]) -> list[Forecast]:
    """Those of weeks with a window still open."""
    return [each for each in forecasts if each.pending_share > 0]


def mean_absolute_error(forecasts: list[Forecast], column: str) -> float:
    """In percentage points, over the forecasts that say something."""
    return _mean(map(abs, _errors(forecasts, column)))


def bias(forecasts: list[Forecast], column: str) -> float:
    """Mean error in percentage points."""
    return _mean(_errors(forecasts, column))


def _errors(forecasts: list[Forecast], column: str) -> list[float]:
    said = [(getattr(each, column), each.settled_at) for each in forecasts]
    return [100 * (value - settled_at) for value, settled_at in said if value is not None]


def _weeks(warehouse: Warehouse) -> list[dict]:
    return warehouse.rows(
        "select period_start_date as week, fcr_rate, fcr_pending_share, fcr_estimated_rate, is_estimate_borrowed "
        "from marts.fct_center_kpis where period_grain = 'week' and fcr_pending_share is not null"
    )


def _windows(warehouse: Warehouse) -> list[dict]:
    return warehouse.rows(
        "select period_start_date as week, window_hours, fcr_rate, fcr_contacts_settled, fcr_contacts_pending, "
        "fcr_estimated_rate, is_estimate_borrowed from marts.fcr_by_window "
        "where period_grain = 'week' and scope_kind = 'center' and fcr_contacts_settled + fcr_contacts_pending > 0"
    )


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
