"""Unfinished weeks as they looked at many horizons, against what they settle at.

Readings are a data frame, one row per horizon, week and scope: what each method said of it then, and what it settled
at. A week that is read at several horizons, or in several scopes, is one week that went one way: standard errors are
those of means over weeks.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import pandas as pd

from python_hooks.accuracy.warehouse import Warehouse

# fcr_by_window shows the windows as they are, and waits for every KPI's components
WINDOWS = "int_fcr_windows__estimated"
MODELS = ["int_fcr_contacts", WINDOWS]
WEEKS_BEFORE = 4
WINDOW_HOURS = 168
SCOPES = {"center": "'all'", "topic": "topic", "agent": "agent_id"}  # kind -> column of int_fcr_contacts
# name of a column -> what it is called
COLUMNS = {
    "estimated": "product limit",
    "published": "fcr_rate, closed windows only",
    "pending_resolved": "pending counted as resolved",
    "pending_dropped": "pending dropped",
}
KEYS = ["week", "scope_kind", "scope_value"]

# A repeat counts from the hour it completes: the whole hours that an estimate can have seen.
STATUSES = " union all ".join(
    "select cast(date_trunc('week', started_date) as date) as week, "
    f"'{kind}' as scope_kind, {column} as scope_value, "
    "count(case when fcr_status = 'resolved' then 1 end) as resolved, "
    "count(case when fcr_status = 'repeated' then 1 end) as repeated, "
    "count(case when fcr_status = 'pending' then 1 end) as pending, "
    "count(case when fcr_status = 'repeated' and ceil(hours_to_repeat) > floor(hours_to_horizon) then 1 end) "
    "as repeated_this_hour "
    "from intermediate.int_fcr_contacts where is_identified group by all"
    for kind, column in SCOPES.items()
)


def horizons(first_day: date, first_week: int, last_week: int, count: int) -> list[datetime]:
    """Instants in as many different weeks, evenly over the weeks and over the hours of a week. Raises ValueError where
    there are not enough weeks."""
    weeks_apart = (last_week - first_week) // count
    if not weeks_apart:
        raise ValueError(f"{count} horizons, but {last_week - first_week} weeks")
    start = datetime(first_day.year, first_day.month, first_day.day) + timedelta(weeks=first_week)
    week = timedelta(weeks=1)
    return [start + number * weeks_apart * week + (2 * number + 1) * week / (2 * count) for number in range(count)]


def weeks_of(warehouse: Warehouse) -> pd.DataFrame:
    """Weeks by scope and window, as of the warehouse's horizon."""
    kinds = ", ".join(f"'{kind}'" for kind in SCOPES)
    rows = warehouse.rows(
        "select period_start_date as week, scope_kind, scope_value, window_hours, settled, pending, "
        "fcr_estimated_rate as estimated, is_estimate_borrowed as is_borrowed, estimated_interval_low as low, "
        "estimated_interval_high as high, cast(not_repeated as double) / nullif(settled, 0) as published "
        f"from intermediate.{WINDOWS} "
        f"where period_grain = 'week' and scope_kind in ({kinds}) and settled + pending > 0"
    )
    weeks = pd.DataFrame(rows)
    rates = ["estimated", "low", "high", "published"]
    return weeks.astype(dict.fromkeys(rates, "float64") | {"is_borrowed": "boolean"})


def replay(warehouse: Warehouse, instants: list[datetime], final: pd.DataFrame) -> pd.DataFrame:
    """The last four complete weeks before each instant, by the default window. Leaves the warehouse as it was at the
    last instant."""
    final = final[final["window_hours"] == WINDOW_HOURS]
    seen = []
    for instant in instants:
        weeks = _as_of(warehouse, instant)
        statuses = pd.DataFrame(warehouse.rows(STATUSES))
        seen.append(read(weeks[weeks["window_hours"] == WINDOW_HOURS], statuses, final, instant))
    return pd.concat(seen, ignore_index=True)


def read(weeks: pd.DataFrame, statuses: pd.DataFrame, final: pd.DataFrame, instant: datetime) -> pd.DataFrame:
    """What is said at an instant of the last complete weeks that have settled since. A rate is not a number where
    nothing can be said. least and most: between what is known already and what can still come."""
    found = _last_weeks(weeks, final, instant).merge(statuses.drop(columns="pending"), on=KEYS)
    found = found.merge(statuses[[*KEYS, "pending"]].rename(columns={"pending": "not_back"}), on=KEYS)
    contacts = found["settled"] + found["pending"]
    back = found["resolved"] + found["repeated"]
    not_seen = found["not_back"] + found["repeated_this_hour"]
    return found.assign(
        horizon=instant,
        contacts=contacts,
        pending_share=found["pending"] / contacts,
        least=found["resolved"] / contacts,
        most=(found["resolved"] + not_seen) / contacts,
        pending_resolved=(found["resolved"] + found["not_back"]) / contacts,
        pending_dropped=found["resolved"] / back.where(back > 0),
    )


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


def by_window(warehouse: Warehouse, instant: datetime, final: pd.DataFrame) -> list[Window]:
    """Means over the weeks of the center. Leaves the warehouse as it was at the instant."""
    weeks = _last_weeks(_as_of(warehouse, instant), final, instant)
    weeks = weeks[(weeks["scope_kind"] == "center") & weeks["estimated"].notna()]
    return [
        Window(
            window_hours=int(hours),
            pending_share=(its["pending"] / (its["pending"] + its["settled"])).mean(),
            borrowed=int(its["is_borrowed"].sum()),
            estimated=its["estimated"].mean(),
            settled_at=its["settled_at"].mean(),
        )
        for hours, its in weeks.groupby("window_hours")
    ]


def unfinished(readings: pd.DataFrame) -> pd.DataFrame:
    """Those of weeks with a window still open."""
    return readings[readings["pending_share"] > 0]


def of_scope(readings: pd.DataFrame, kind: str) -> pd.DataFrame:
    return readings[readings["scope_kind"] == kind]


@dataclass(frozen=True)
class Mean:
    """Of readings: value is not a number where there are none, standard_error where they are of one week."""

    value: float
    standard_error: float


def mean_absolute_error(readings: pd.DataFrame, column: str) -> Mean:
    """In percentage points, over the readings of which the method says something."""
    return _mean(_errors(readings, column).abs(), readings["week"])


def bias(readings: pd.DataFrame, column: str) -> Mean:
    """Mean error in percentage points, over the same."""
    return _mean(_errors(readings, column), readings["week"])


def coverage(readings: pd.DataFrame) -> Mean:
    """The share of intervals that hold the rate settled at."""
    held = readings["settled_at"].between(readings["low"], readings["high"]).astype("float64")
    return _mean(held.where(readings["low"].notna()), readings["week"])


def advantage(readings: pd.DataFrame, column: str) -> float:
    """By how much the product limit's mean absolute error is smaller, over the readings of which both say something."""
    both = readings[readings[column].notna() & readings["estimated"].notna()]
    return mean_absolute_error(both, column).value - mean_absolute_error(both, "estimated").value


def out_of_bounds(readings: pd.DataFrame) -> pd.DataFrame:
    """Readings whose estimate is less than what is known, or more than what can still come."""
    slack = 1e-9  # of a sum of quotients
    is_within = readings["estimated"].between(readings["least"] - slack, readings["most"] + slack)
    return readings[readings["estimated"].notna() & ~is_within]


def _errors(readings: pd.DataFrame, column: str) -> pd.Series:
    return 100 * (readings[column] - readings["settled_at"])


def _mean(values: pd.Series, weeks: Iterable[date]) -> Mean:
    """With a standard error clustered by week."""
    by_week = values.groupby(weeks).agg(["sum", "count"])
    by_week = by_week[by_week["count"] > 0]
    count, clusters = by_week["count"].sum(), len(by_week)
    if not clusters:
        return Mean(float("nan"), float("nan"))
    value = by_week["sum"].sum() / count
    if clusters == 1:
        return Mean(value, float("nan"))
    of_weeks = by_week["sum"] - by_week["count"] * value
    return Mean(value, float((of_weeks.pow(2).sum() * clusters / (clusters - 1)) ** 0.5 / count))


def _as_of(warehouse: Warehouse, instant: datetime) -> pd.DataFrame:
    warehouse.rebuild("int_data_horizon", MODELS, {"cc_data_horizon": f"{instant.isoformat()}Z"})
    return weeks_of(warehouse)


def _last_weeks(weeks: pd.DataFrame, final: pd.DataFrame, instant: datetime) -> pd.DataFrame:
    """What was said of the last complete weeks that have settled by now, how long before they were, and what they
    settled at."""
    # a week is complete when its last day has ended before the horizon
    monday = instant.date() - timedelta(days=instant.weekday())
    ages = {monday - timedelta(weeks=age): age for age in range(1, WEEKS_BEFORE + 1)}
    keys = [*KEYS, "window_hours"]
    settled = final[(final["pending"] == 0) & final["published"].notna()].rename(columns={"published": "settled_at"})
    found = weeks[weeks["week"].isin(ages)].merge(settled[[*keys, "settled_at"]], on=keys)
    return found.assign(age=found["week"].map(ages))
