"""What was published, kept in the schema `state` once it is, and what that changed of what was published before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from python_hooks import dbt_runs
from python_hooks.project import Settings, Stop
from python_hooks.reading import reading, relation

if TYPE_CHECKING:
    from datetime import datetime

    from dbt.contracts.graph.manifest import Manifest


@dataclass(frozen=True)
class News:
    """How a publication differs from the one before it."""

    is_remembered: bool = False
    is_beyond_the_data: bool = False
    is_new_secret: bool = False
    horizon_at: datetime | None = None
    last_horizon_at: datetime | None = None
    settling: int = 0
    restated: int = 0
    withdrawn: int = 0
    customer_keys: int = 0

    @property
    def remembered(self) -> str:
        """What was done, for the step's line."""
        if self.is_remembered:
            return f"as of the data horizon {self.horizon_at} UTC"
        if self.horizon_at is None:
            return "nothing: there are no contacts"
        what = "nothing but the new secret" if self.is_new_secret else "nothing"
        if self.is_beyond_the_data:
            return f"{what}: cc_data_horizon, {self.horizon_at} UTC, is later than the last contact delivered"
        return f"{what}: the data horizon {self.horizon_at} lies before {self.last_horizon_at}, published earlier"

    @property
    def changed(self) -> str:
        """What a reader of the publication before must know."""
        if self.is_beyond_the_data:
            return "a look ahead is not compared: quality.kpi_restatements ends with the last remembered publication"
        if not self.is_remembered:
            return "a look back is not compared: quality.kpi_restatements ends with the last remembered publication"
        if self.last_horizon_at is None:
            return "the first publication that is remembered: later ones are compared with it"
        values = self.settling + self.restated + self.withdrawn
        if not values and not self.customer_keys:
            return "no published value has changed since the last publication"
        words = (
            f"changed since the last publication: {values:,} values ({self.settling:,} were not settled, "
            f"{self.restated:,} are restated, {self.withdrawn:,} are withdrawn: quality.kpi_restatements)"
        )
        if self.customer_keys:
            words += f", customer keys: {self.customer_keys:,} (quality.customer_key_changes)"
        return words


def remember(settings: Settings, manifest: Manifest) -> News:
    """Appends what has just been published to the memory. Raises Stop where it cannot; the next one makes up."""
    news = _news(settings, manifest)
    if news.is_remembered or news.is_new_secret:
        try:
            dbt_runs.operate(settings, manifest, "remember_publication")
        except Stop as stop:
            raise Stop(f"The tables are published, but not remembered: {stop} `make publish` tries it again.") from None
    return news


def _news(settings: Settings, manifest: Manifest) -> News:
    """Read before it is remembered: afterwards nothing is left that differs."""
    next_publication = relation(manifest, "int_next_publication")

    def count(table: str, condition: str) -> str:
        return (
            f"(select count(*) from {relation(manifest, table)} as changes "
            f"where changes.publication_number = next.publication_number and {condition})"
        )

    with reading(settings) as reader:
        rows = reader.rows(
            "select is_remembered, is_beyond_the_data, is_new_secret, horizon_at, last_horizon_at, "
            + ", ".join(
                (
                    count("kpi_restatements", "kind = 'settling'"),
                    count("kpi_restatements", "kind = 'restatement'"),
                    count("kpi_restatements", "kind = 'withdrawn'"),
                    count("customer_key_changes", "true"),
                )
            )
            + f" from {next_publication} as next"
        )
    return News(*rows[0]) if rows else News()
