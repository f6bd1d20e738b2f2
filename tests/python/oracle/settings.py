"""The choices a build makes, under the names of the dbt variables without their `cc_`."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

PROJECT = Path(__file__).resolve().parents[3]
SEEDS = PROJECT / "seeds"


@dataclass(frozen=True)
class Settings:
    source: str = "standard_export"
    source_time_zones: dict[str, str] = field(default_factory=dict)
    source_countries: dict[str, list[str]] = field(default_factory=lambda: {"standard_export": ["BG", "US"]})
    business_timezone: str = "UTC"
    data_horizon: str = ""
    # Per channel, where the queue names none; a channel that is not listed has no service level.
    service_level_seconds: dict[str, int] = field(default_factory=lambda: {"voice": 20})
    short_abandon_seconds: int = 5
    reconnect_minutes: int = 15
    minimum_sample: int = 30
    anonymity_group_size: int = 5
    employee_survey_wait_hours: int = 72
    identifier_degree_limit: int = 10
    shared_phone_policy: str = "customer_id_wins"
    email_provider_rules: bool = False
    fcr_window_hours: int = 168
    fcr_match: str = "any_topic"
    fcr_method: str = "by_repeat"
    survey_answer_hours: int = 336
    adherence_tolerance_seconds: int = 0
    currency: str = "EUR"
    payroll_categories: list[str] = field(default_factory=lambda: ["payroll"])
    csat_formula: str = "top_two_box"
    service_level_formula: str = "answered_of_offered_less_short"
    sector: str = "any"
    # The demo's; a build takes it from the environment.
    identity_secret: str = "demo-only-secret"
    code_map: Path = SEEDS / "mappings" / "map_codes.csv"
    activities: Path = SEEDS / "reference" / "ref_activities.csv"
    currency_rates: Path = SEEDS / "reference" / "ref_currency_rates.csv"
    phone_countries: Path = SEEDS / "reference" / "ref_phone_countries.csv"
    phone_exit_prefixes: Path = SEEDS / "reference" / "ref_phone_exit_prefixes.csv"
    email_providers: Path = SEEDS / "reference" / "ref_email_providers.csv"

    @property
    def business_zone(self) -> ZoneInfo:
        return ZoneInfo(self.business_timezone)

    @property
    def source_zone(self) -> ZoneInfo:
        return ZoneInfo(self.source_time_zones.get(self.source, "UTC"))

    @property
    def countries(self) -> list[str]:
        return self.source_countries.get(self.source, [])

    @property
    def given_horizon(self) -> datetime | None:
        return datetime.fromisoformat(self.data_horizon) if self.data_horizon else None
