"""Opening hours: is somebody there at an instant?

Readings taken where the definitions leave a choice:
- Hours belong to the local day on which they open, as weekdays and holidays do; closing at or before opening is on the
  next day.
- A calendar without opening hours, and one that nobody delivered, says nothing.
- A local time that a clock change skips is read with the offset before the change, one that it repeats is the first.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo


class OpeningHours:
    def __init__(self, calendars: list[dict], holidays: list[dict]):
        self.rows = defaultdict(list)
        for row in calendars:
            self.rows[row["business_calendar"]].append(row)
        self.holidays = {(row["business_calendar"], row["holiday_date"]) for row in holidays}

    def is_open(self, calendar: str | None, moment: datetime) -> bool | None:
        if calendar not in self.rows:
            return None
        return any(self.has_opened(row, calendar, moment) for row in self.rows[calendar])

    def has_opened(self, row: dict, calendar: str, moment: datetime) -> bool:
        zone = ZoneInfo(row["time_zone"])
        today = moment.astimezone(zone).date()
        return any(
            day.isoweekday() == row["weekday"]
            and (calendar, day) not in self.holidays
            and opening(row, day, zone) <= moment < closing(row, day, zone)
            for day in (today - timedelta(days=1), today)
        )


def opening(row: dict, day: date, zone: ZoneInfo) -> datetime:
    return at(day, row["opens_at"], zone)


def closing(row: dict, day: date, zone: ZoneInfo) -> datetime:
    return at(day + timedelta(days=row["closes_at"] <= row["opens_at"]), row["closes_at"], zone)


def at(day: date, clock: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, clock, zone)
