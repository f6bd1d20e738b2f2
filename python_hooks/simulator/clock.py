"""Local time and opening hours, for arrays of instants."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np

HOUR = 3_600
DAY = 86_400
_EPOCH = date(1970, 1, 1)


class Clock:
    """Wall clocks of the calendars' zones over the simulated days and 60 days to either side."""

    def __init__(self, first_day: date, days: int, calendars: dict, holidays: dict) -> None:
        self.first_day, self.days = first_day, days
        self._first_hour = ((first_day - _EPOCH).days - 60) * 24
        hours = range(self._first_hour, self._first_hour + (days + 120) * 24)
        self._offsets = {
            zone: np.array([_offset(zone, hour * HOUR) for hour in hours]) for zone, _ in calendars.values()
        }
        self._holidays = holidays
        self._openings = {name: self._opening_hours(name, *calendar) for name, calendar in calendars.items()}

    def offset(self, instants: np.ndarray, zone: str) -> np.ndarray:
        """Seconds that the zone's clock is ahead of UTC."""
        return self._offsets[zone][instants // HOUR - self._first_hour]

    def local(self, instants: np.ndarray, zone: str) -> np.ndarray:
        """The wall clock, as seconds since 1970."""
        return instants + self.offset(instants, zone)

    def utc(self, local: np.ndarray, zone: str) -> np.ndarray:
        """The instant of a wall clock reading (the later one where the clock shows it twice)."""
        guess = local - self.offset(local, zone)
        return local - self.offset(guess, zone)

    def at(self, day: np.ndarray, seconds: np.ndarray, zone: str) -> np.ndarray:
        """The instant of a time of day on a day (0 = the first)."""
        return self.utc((np.asarray(day) + (self.first_day - _EPOCH).days) * DAY + seconds, zone)

    def midnight(self, day: int, zone: str = "Europe/Sofia") -> int:
        """The instant at which a day begins."""
        return int(self.at(np.array([day]), np.array([0]), zone)[0])

    def day_number(self, instants: np.ndarray, zone: str) -> np.ndarray:
        """The local day, 0 = the first."""
        return self.local(instants, zone) // DAY - (self.first_day - _EPOCH).days

    def is_holiday(self, calendar: str, day: date) -> bool:
        return f"{day:%m-%d}" in self._holidays[calendar]

    def next_opening(self, instants: np.ndarray, calendar: str) -> np.ndarray:
        """The instant itself where the calendar is open, else when it opens next."""
        opens, closes = self._openings[calendar]
        return np.maximum(opens[np.searchsorted(closes, instants, side="right")], instants)

    def _opening_hours(self, name: str, zone: str, hours: dict) -> tuple[np.ndarray, np.ndarray]:
        days = [number for number in range(-7, self.days + 50) if self._is_open_day(name, hours, number)]
        numbers = np.array(days)
        bounds = np.array([hours[self._weekday(number)] for number in days]) * HOUR
        return self.at(numbers, bounds[:, 0], zone), self.at(numbers, bounds[:, 1], zone)

    def _weekday(self, number: int) -> int:
        return (self.first_day + timedelta(days=number)).isoweekday()

    def _is_open_day(self, name: str, hours: dict, number: int) -> bool:
        day = self.first_day + timedelta(days=number)
        return day.isoweekday() in hours and not self.is_holiday(name, day)


def _offset(zone: str, instant: int) -> int:
    return int(datetime.fromtimestamp(instant, UTC).astimezone(ZoneInfo(zone)).utcoffset().total_seconds())
