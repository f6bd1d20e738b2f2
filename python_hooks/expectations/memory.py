"""What the last published export looked like, kept in the working database for the next one to be held against."""

from dataclasses import dataclass, field

import duckdb
from dbt.contracts.graph.manifest import Manifest

from python_hooks.landing.sources import named_folders
from python_hooks.project import Settings
from python_hooks.reading import landing_roots

TABLE = "published.export_profile"


@dataclass
class Memory:
    """The profile of what lies in some landing folders. Empty where nothing has been published from them."""

    rows: list[tuple[str, str, str, str, int]] = field(default_factory=list)

    def volumes(self, entity: str) -> dict[str, int]:
        """Source -> accepted rows."""
        return {name: amount for of, kind, name, _, amount in self.rows if (of, kind) == (entity, "volume")}

    def columns(self, entity: str) -> list[str]:
        """Columns that had values in at least a twentieth of the rows."""
        return sorted({name for of, kind, name, _, _ in self.rows if (of, kind) == (entity, "column")})

    def codes(self, entity: str, column: str) -> set[str]:
        return {code for of, kind, name, code, _ in self.rows if (of, kind, name) == (entity, "code", column)}


def recall(settings: Settings, manifest: Manifest) -> Memory:
    """The profile of this run's landing folders."""
    if not settings.is_duckdb or not settings.work.exists():
        return Memory()
    with duckdb.connect(str(settings.work), read_only=True) as connection:
        try:
            rows = connection.execute(
                f"select entity, kind, name, code, amount from {TABLE} where folders = ?", [_folders(manifest)]
            ).fetchall()
        except (duckdb.CatalogException, duckdb.BinderException):
            # Never written, or by a release that kept it in another form.
            rows = []
    return Memory(rows)


def remember(settings: Settings, manifest: Manifest, memory: Memory) -> None:
    """Keeps the profile of what has just been published instead of the one before."""
    folders = _folders(manifest)
    with duckdb.connect(str(settings.work)) as connection:
        connection.execute("begin")
        connection.execute("create schema if not exists published")
        connection.execute(
            f"create or replace table {TABLE} "
            "(folders text, entity text, kind text, name text, code text, amount bigint)"
        )
        if memory.rows:
            connection.executemany(
                f"insert into {TABLE} values (?, ?, ?, ?, ?, ?)", [[folders, *row] for row in memory.rows]
            )
        connection.execute("commit")


def _folders(manifest: Manifest) -> str:
    """Names what is compared: an export of another folder is another export, not a changed one."""
    return named_folders(landing_roots(manifest))
