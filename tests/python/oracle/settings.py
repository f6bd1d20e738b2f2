"""The choices a build makes, under the names of the dbt variables without their `cc_`."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

PROJECT = Path(__file__).resolve().parents[3]


@dataclass(frozen=True)
class Settings:
    source: str = "standard_export"
    source_time_zones: dict[str, str] = field(default_factory=dict)
    business_timezone: str = "UTC"
    data_horizon: str = ""
    # Per channel, where the queue names none; a channel that is not listed has no service level.
    service_level_seconds: dict[str, int] = field(default_factory=lambda: {"voice": 20})
    short_abandon_seconds: int = 5
    reconnect_minutes: int = 15
    fcr_window_hours: int = 168
    fcr_method: str = "by_repeat"
    service_level_formula: str = "answered_of_offered_less_short"
    code_map: Path = PROJECT / "seeds" / "mappings" / "map_codes.csv"

    @property
    def business_zone(self) -> ZoneInfo:
        return ZoneInfo(self.business_timezone)

    @property
    def source_zone(self) -> ZoneInfo:
        return ZoneInfo(self.source_time_zones.get(self.source, "UTC"))

    @property
    def given_horizon(self) -> datetime | None:
        return datetime.fromisoformat(self.data_horizon) if self.data_horizon else None
