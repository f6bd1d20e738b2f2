"""Opening hours, walked through day by day on the wall clock.

Readings taken where the definitions leave a choice:
- A wall-clock time that a change of clocks skips is read with the offset before the change, one that comes twice with
  the offset after it.
- A holiday takes away the openings that begin on it.
- A calendar without a row is none.
- Of two openings in a row the instant between them belongs to the later one; the instant of closing is outside.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

DAY = timedelta(days=1)


def at_wall_clock(day: date, clock: time, zone: ZoneInfo) -> datetime:
    """The instant, UTC."""
    early, late = (datetime.combine(day, clock.replace(fold=fold), zone) for fold in (0, 1))
    # Twice there: the offset shrinks from the first to the second; skipped: it grows.
    is_twice = late.utcoffset() < early.utcoffset()
    return (late if is_twice else early).astimezone(UTC)


class BusinessTime:
    def __init__(self, openings: list[dict], holidays: list[dict]):
        self.openings = defaultdict(list)
        for row in openings:
            self.openings[row["business_calendar"]].append(row)
        self.holidays = {(row["business_calendar"], row["holiday_date"]) for row in holidays}

    def of_day(self, calendar: str, day: date) -> list[tuple[datetime, datetime]]:
        """Openings that begin on a day of the calendar's own."""
        if (calendar, day) in self.holidays:
            return []
        found = []
        for row in self.openings[calendar]:
            if row["weekday"] == day.isoweekday():
                zone = ZoneInfo(row["time_zone"])
                last = day if row["closes_at"] > row["opens_at"] else day + DAY
                found.append((at_wall_clock(day, row["opens_at"], zone), at_wall_clock(last, row["closes_at"], zone)))
        return found

    def is_open(self, calendar: str | None, moment: datetime) -> bool | None:
        """None without a calendar."""
        if calendar is None or not self.openings.get(calendar):
            return None
        days = (moment.date() + number * DAY for number in range(-2, 3))
        return any(opens <= moment < closes for day in days for opens, closes in self.of_day(calendar, day))

    def seconds(self, calendar: str | None, start: datetime | None, end: datetime | None) -> int | None:
        """Whole open seconds from start to end, half up; None without a calendar or one of the two."""
        if calendar is None or not self.openings.get(calendar) or start is None or end is None:
            return None
        open_time, reached = timedelta(0), start
        day = start.date() - 2 * DAY
        stretches = []
        while day <= end.date() + 2 * DAY:
            stretches += self.of_day(calendar, day)
            day += DAY
        for opens, closes in sorted(stretches):
            opens, closes = max(opens, reached), min(closes, end)
            if closes > opens:
                open_time += closes - opens
                reached = closes
        return (2 * (open_time // timedelta(microseconds=1)) + 1_000_000) // 2_000_000
