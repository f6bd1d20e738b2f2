"""The small entities that no contact moves: queues, business_calendars, holidays, kpi_targets; and the costs ledger."""

from collections import defaultdict
from datetime import date, timedelta

import numpy as np
import pyarrow as pa

from python_hooks.simulator import world as w
from python_hooks.simulator.center import Run
from python_hooks.simulator.export import Table
from python_hooks.simulator.rows_tickets import SOCIAL_QUEUE


def _table(names: str, rows: list[tuple]) -> Table:
    """Text columns; None is nothing."""
    columns = zip(*[[None if value is None else str(value) for value in row] for row in rows], strict=True)
    return {name: pa.array(column, pa.string()) for name, column in zip(names.split(), columns, strict=True)}


def queues_table(world: w.World) -> Table:
    """The service queue promised 30 seconds until a day in the middle, 20 since."""
    opened, changed = "2024-01-01", world.day(world.threshold_day).isoformat()
    rows = []
    for queue in w.QUEUES:
        zone = w.CALENDARS[queue.calendar][0]
        promise = (queue.service_level, queue.service_level_target, queue.short_abandon)
        rest = (queue.channel, *promise, queue.calendar, zone)
        if queue.name == "service":
            before = (queue.channel, 30, 0.75, 3, queue.calendar, zone)
            rows.append((queue.name, opened, changed, *before, "2024-01-01T00:00:00Z"))
            rows.append((queue.name, changed, None, *rest, f"{changed}T00:00:00Z"))
        else:
            rows.append((queue.name, opened, None, *rest, "2024-01-01T00:00:00Z"))
    social = ("social", None, None, None, "online_desk", w.SOFIA)
    rows.append((SOCIAL_QUEUE, opened, None, *social, "2024-01-01T00:00:00Z"))
    names = "queue valid_from valid_to channel service_level_seconds service_level_target short_abandon_seconds"
    return _table(f"{names} business_calendar time_zone updated_at", rows)


def calendars_table() -> Table:
    """Opening hours, and the night watch of the partner, which runs past midnight."""
    rows = [
        (name, weekday, f"{opens:02d}:00", f"{closes:02d}:00", zone, "2024-01-01T00:00:00Z")
        for name, (zone, hours) in w.CALENDARS.items()
        for weekday, (opens, closes) in sorted(hours.items())
    ]
    rows += [("night_watch", weekday, "22:00", "06:00", w.SOFIA, "2024-01-01T00:00:00Z") for weekday in (5, 6)]
    return _table("business_calendar weekday opens_at closes_at time_zone updated_at", rows)


def holidays_table(world: w.World) -> Table:
    first, last = world.day(-14), world.day(world.days + 60)
    rows = [
        (calendar, f"{year}-{day}", name, "2024-01-01T00:00:00Z")
        for calendar, days in w.HOLIDAYS.items()
        for year in range(first.year, last.year + 1)
        for day, name in sorted(days.items())
    ]
    return _table("business_calendar holiday_date name updated_at", rows)


def targets_table(world: w.World) -> Table:
    """Targets per KPI and scope; the one for first contact resolution was raised."""
    start, raised = "2024-01-01", world.day(world.threshold_day).isoformat()
    rows = [
        ("fcr_rate", "0.70", start, raised, "center", "all"),
        ("fcr_rate", "0.72", raised, None, "center", "all"),
        ("fcr_rate", "0.55", start, None, "topic", "home_battery"),
        ("fcr_rate", "0.66", start, None, "outsourcer", w.AGENCY),
        ("fcr_rate", "0.74", start, None, "team", w.TEAMS[0]),
        ("service_level", "0.80", start, None, "center", "all"),
        ("service_level", "0.75", start, None, "queue", "technical"),
        ("service_level", "0.80", start, None, "channel", "chat"),
        ("abandonment_rate", "0.06", start, None, "center", "all"),
        ("average_speed_of_answer_seconds", "40", start, None, "center", "all"),
        ("average_handle_seconds", "540", start, None, "center", "all"),
        ("average_handle_seconds", "420", start, None, "outsourcer", w.AGENCY),
        ("transfer_rate", "0.08", start, None, "center", "all"),
        ("transfer_rate", "0.06", start, None, "site", "sofia"),
        ("csat_rate", "0.80", start, None, "center", "all"),
        ("call_resolution_rate", "0.80", start, None, "agent", "A001"),
        ("adherence", "0.92", start, None, "center", "all"),
    ]
    rows = [(*row, f"{row[2]}T00:00:00Z") for row in rows]
    return _table("kpi target valid_from valid_to scope_kind scope_value updated_at", rows)


Amounts = dict  # (month, category, outsourcer, site, queue, channel) -> euro cents


def amounts(run: Run) -> Amounts:
    """What this part cost, by month: hours paid, calls carried, rooms, licences, the agency's bill."""
    staff, world, leg = run.staff, run.world, run.legs
    result: Amounts = defaultdict(int)
    months = _months(world)
    scheduled = staff.starts < world.end
    day = world.clock.day_number(staff.starts, w.SOFIA)
    month_of = np.array([_month(world.day(int(number))) for number in range(-2, world.days + 10)])
    for role_number, role in enumerate(w.ROLES):
        for site in range(len(w.SITES)):
            mine = scheduled & (staff.role[staff.agent] == role_number) & (staff.site[staff.agent] == site)
            for month in months:
                its = mine & (month_of[day + 2] == month)
                hours = int((staff.ends[its] - staff.starts[its]).sum()) // 360 / 10
                cents = round(hours * role.hourly_cost * 100)
                if role.team == 2:
                    result[month, "agency_fee", w.AGENCY, None, None, None] += round(cents * 1.35)
                else:
                    result[month, "payroll", None, w.SITES[site], None, None] += cents
    start_month = month_of[world.clock.day_number(leg.start, w.SOFIA) + 2]
    for month in months:
        for site in w.SITES:
            result[month, "facilities", None, site, None, None] += staff.number * 9_000 // 2
        result[month, "licences", None, None, None, None] += staff.number * 6_500
        spoken = (start_month == month) & ((leg.channel == w.VOICE) | (leg.channel == w.CALLBACK))
        result[month, "telephony", None, None, None, "voice"] += int((leg.ended - leg.start)[spoken].sum()) // 60 * 2
        sent = (start_month == month) & (leg.channel == w.MESSAGING)
        result[month, "message_fees", None, None, None, "messaging"] += int(sent.sum()) * 4
        over = (start_month == month) & (leg.queue == w.PARTNER_OVERFLOW)
        result[month, "overflow_fee", w.AGENCY, None, "partner_overflow", None] += int(over.sum()) * 150
    return result


def costs_table(world: w.World, total: Amounts) -> Table:
    """One row per month and cost item; items of nothing are left out."""
    rows = []
    for item in sorted(total, key=lambda key: tuple(str(part) for part in key)):
        month, category, outsourcer, site, queue, channel = item
        cents = total[item]
        if not cents:
            continue
        begin = date.fromisoformat(f"{month}-01")
        end = (begin + timedelta(days=32)).replace(day=1)
        euros = f"{cents // 100}.{cents % 100:02d}"
        number = f"K{len(rows) + 1:04d}"
        booked = f"{end.isoformat()}T08:00:00Z"
        rows.append((number, begin, end, euros, "EUR", outsourcer, site, queue, channel, category, booked))
    names = "cost_id period_start period_end amount currency outsourcer site queue channel category updated_at"
    return _table(names, rows)


def _months(world: w.World) -> list[str]:
    return sorted({_month(world.day(number)) for number in range(world.days)})


def _month(day: date) -> str:
    return f"{day:%Y-%m}"
