"""What was published is remembered once it is, and whatever changes afterwards is logged: once, with both sides."""

import shutil
from datetime import date, datetime, timedelta
from pathlib import Path

import duckdb
import pytest

from python_hooks import building, dbt_runs, publishing
from python_hooks.expectations import validation
from python_hooks.project import Stop

HEADER = "contact_id,channel,started_at,answered_at,ended_at,outcome,queue,customer_id,customer_email"
KEY = "kpi, definition_id, period_grain, period_start_date, scope_kind, scope_value"
BEGIN = datetime(2025, 3, 3, 9)
LATE_DAY = date(2025, 3, 5)
# Built and published here: what the memory is made of and what is made of it, a half of the models.
DEMO_SECRET = "keys are made with the demo's public secret"
TABLES = {"kpi_scorecard", "kpi_guardrails", "kpi_restatements", "customer_key_changes", "fct_contacts", "dim_kpis"}


def contact(name: str, at: datetime, customer: str) -> str:
    """A call of ten minutes, as a line. customer: an id, an address, or both with a comma between."""
    instants = [f"{at + timedelta(seconds=seconds):%Y-%m-%dT%H:%M:%SZ}" for seconds in (0, 10, 600)]
    who = customer if "," in customer else f",{customer}" if "@" in customer else f"{customer},"
    return ",".join([name, "voice", *instants, "handled", "care", who])


def calls(days: range) -> list[str]:
    """Three calls a day: by somebody who calls once, one who calls back five days later, one with an address only."""
    lines = []
    for day in days:
        at = BEGIN + timedelta(days=day)
        lines += [
            contact(f"once-{day}", at, f"once-{day}"),
            contact(f"again-{day}", at + timedelta(hours=1), f"again-{day % 5}"),
            contact(f"mail-{day}", at + timedelta(hours=2), f"mail-{day}@example.com"),
        ]
    return lines


def deliver(root: Path, name: str, lines: list[str]) -> None:
    (root / "contacts").mkdir(parents=True, exist_ok=True)
    (root / "contacts" / f"{name}.csv").write_text("\n".join([HEADER, *lines]) + "\n")


class Center:
    """What is delivered as time goes by, and the database that is built of it.

    place: the landing folder, of all copies alike: what was published from another one is another center's.
    """

    def __init__(self, folder: Path, place: Path, run_build):
        self.root, self.out, self.place, self._run = folder / "landing", folder / "out", place, run_build
        self.database = self.out / "small.duckdb"

    def copy(self, folder: Path) -> "Center":
        """The same center at the same time, in folders of its own."""
        other = Center(folder, self.place, self._run)
        shutil.copytree(self.root, other.root)
        shutil.copytree(self.out, other.out)
        return other

    def build(self, *arguments: str, vars: dict | None = None, **environment: str):
        """A build of TABLES. arguments: further ones of its `dbt build`."""
        shutil.rmtree(self.place, ignore_errors=True)
        shutil.copytree(self.root, self.place)
        every_table = publishing.public_tables
        with pytest.MonkeyPatch.context() as patch:
            selected = ["--select", *(f"+{name}" for name in sorted(TABLES)), *arguments]
            patch.setattr(building, "BUILD", [*building.BUILD, *selected])
            patch.setattr(
                publishing, "public_tables", lambda manifest: [t for t in every_table(manifest) if t.name in TABLES]
            )
            # the profile of an export is of all entities
            patch.setattr(validation, "remember", lambda *_: None)
            return self._run(self.place, self.out, vars, checks=False, **environment)

    def public(self, sql: str) -> list[tuple]:
        with duckdb.connect(str(self.database), read_only=True) as connection:
            return connection.execute(sql).fetchall()

    def memory(self) -> dict[str, list[tuple]]:
        with duckdb.connect(str(self.out / "small.work.duckdb"), read_only=True) as connection:
            return {
                table: connection.execute(f"select * from state.{table} order by all").fetchall()
                for table in ("publications", "kpi_versions", "customer_key_versions")
            }

    def values(self) -> dict[tuple, tuple]:
        """Key -> numerator, denominator, value and whether it is settled, of complete periods."""
        rows = self.public(
            f"select {KEY}, numerator, denominator, value, is_settled from marts.kpi_scorecard "
            "where is_complete and value is not null"
        )
        return {row[:6]: row[6:] for row in rows}

    def restatements(self, publication: int) -> dict[tuple, tuple]:
        """Key -> figures before, whether they were settled, figures now, and the kind, as logged of one publication."""
        rows = self.public(
            f"select {KEY}, published_numerator, published_denominator, published_value, was_settled, "
            "numerator, denominator, value, kind "
            f"from quality.kpi_restatements where publication_number = {publication}"
        )
        return {row[:6]: row[6:] for row in rows}


def differences(before: dict[tuple, tuple], after: dict[tuple, tuple]) -> dict[tuple, tuple]:
    """What restatements() must say, found by comparing two published files."""
    changed = {
        key: (*before[key], *after[key][:3], "restatement" if before[key][3] else "settling")
        for key in before.keys() & after.keys()
        if before[key][:3] != after[key][:3]
    }
    withdrawn = {key: (*before[key], None, None, None, "withdrawn") for key in before.keys() - after.keys()}
    return changed | withdrawn


@pytest.fixture(scope="module")
def first(run_build, tmp_path_factory) -> Center:
    """Published once, as of the 26th of March: the week before is over, and some of its windows are open."""
    center = Center(tmp_path_factory.mktemp("first"), tmp_path_factory.mktemp("place") / "landing", run_build)
    deliver(center.root, "1", [*calls(range(23)), contact("last", BEGIN + timedelta(days=23), "last")])
    built = center.build()
    assert built.returncode == 0, built.output
    assert "the first publication that is remembered" in built.output
    # at the beginning, and at the end where it is read
    assert built.output.count(DEMO_SECRET) == 2
    return center


def _die(*_) -> None:
    raise Stop("killed.")


@pytest.fixture(scope="module")
def second(first, run_build, tmp_path_factory) -> Center:
    """Two weeks later, by a build that died when it had published, made up for by another publication."""
    center = first.copy(tmp_path_factory.mktemp("second"))
    deliver(center.root, "2", calls(range(24, 36)))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(dbt_runs, "operate", _die)
        died = center.build()
    assert died.returncode == 1
    assert "published, but not remembered" in died.output
    assert center.memory() == first.memory()
    assert center.values() != first.values()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(building, "build", building.publish)
        patch.setattr(building, "TEST", ["test", "--select", "int_next_publication"])
        again = center.build()
    assert again.returncode == 0, again.output
    assert f"changed since the last publication: {len(center.restatements(2)):,} values" in again.output
    assert again.output.count(DEMO_SECRET) == 1
    return center


@pytest.fixture
def later(second, tmp_path) -> Center:
    """The second publication, in folders of its own."""
    return second.copy(tmp_path)


def test_complete_periods_are_remembered_as_published(first):
    memory = first.memory()
    assert [row[0] for row in memory["publications"]] == [1]
    assert {row[:6]: row[9:13] for row in memory["kpi_versions"]} == first.values()
    customers = {key for (key,) in first.public("select distinct customer_key from marts.fct_contacts")}
    assert {row[3] for row in memory["customer_key_versions"]} == customers


def test_the_same_landing_built_again_changes_nothing(second):
    before, restated = second.memory(), second.restatements(2)
    again = second.build()
    assert again.returncode == 0, again.output
    assert "no published value has changed since the last publication" in again.output
    assert second.memory() == before
    assert second.restatements(2) == restated
    assert second.restatements(3) == {}


def test_time_settles_what_was_open_and_moves_nothing_else(first, second):
    logged = second.restatements(2)
    assert logged == differences(first.values(), second.values())
    assert {row[-1] for row in logged.values()} == {"settling"}
    week = ("fcr_rate", "fcr_rate/by_repeat/168h/v1", "week", date(2025, 3, 17), "center", "all")
    assert week in logged and first.values()[week][3] is False and second.values()[week][3] is True
    assert second.public("select count(*) from quality.customer_key_changes") == [(0,)]


def test_what_a_run_left_that_died_in_the_middle_is_nobodys(second, later):
    # As on an engine without transactions: some rows are there, and the publication that they are of is not.
    with duckdb.connect(str(later.out / "small.work.duckdb")) as connection:
        connection.execute(
            "insert into state.kpi_versions "
            "select * replace (3 as publication_number, 2 as previous_publication_number, -1 as numerator) "
            "from state.kpi_versions where publication_number = 2"
        )
    deliver(later.root, "3", [contact("late", datetime(2025, 3, 5, 15), "newcomer")])
    built = later.build()
    assert built.returncode == 0, built.output
    memory = later.memory()
    assert [row[0] for row in memory["publications"]] == [1, 2, 4]
    assert later.restatements(4) == differences(second.values(), later.values())
    assert later.restatements(4) and later.restatements(3) == {} and later.restatements(2) == second.restatements(2)
    assert later.build().returncode == 0
    assert later.memory() == memory


@pytest.fixture(scope="module")
def third(second, tmp_path_factory) -> Center:
    """As of the same horizon: a row of an old period came late, and a call gave an id and an address at once."""
    center = second.copy(tmp_path_factory.mktemp("third"))
    late = contact("late", datetime(2025, 3, 5, 15), "newcomer")
    deliver(center.root, "3", [late, contact("proof", BEGIN + timedelta(days=35), "once-3,mail-20@example.com")])
    built = center.build("--full-refresh")
    assert built.returncode == 0, built.output
    assert f"changed since the last publication: {len(center.restatements(3)):,} values" in built.output
    assert "customer keys: 1 " in built.output
    return center


def test_a_late_row_is_logged_with_both_sides_even_by_a_full_refresh(second, third):
    logged = third.restatements(3)
    assert logged == differences(second.values(), third.values())
    assert third.restatements(2) == second.restatements(2)
    handled = {key[2:]: row for key, row in logged.items() if key[0] == "contacts_handled"}
    assert handled[("day", LATE_DAY, "center", "all")] == (3, None, 3, True, 4, None, 4, "restatement")
    assert {key[:2] for key in handled} == {
        ("day", LATE_DAY),
        ("week", date(2025, 3, 3)),
        ("month", date(2025, 3, 1)),
        ("quarter", date(2025, 1, 1)),
    }


def test_two_customers_that_prove_to_be_one_are_logged_as_merged(second, third):
    def key_of(contact_id: str) -> int:
        ((key,),) = second.public(f"select customer_key from marts.fct_contacts where contact_id = '{contact_id}'")
        return key

    assert third.public(
        "select old_customer_key, new_customer_key, reason, identifiers, contacts, publication_number "
        "from quality.customer_key_changes"
    ) == [(key_of("mail-20"), key_of("once-3"), "merge", 1, 1, 3)]


def test_a_look_back_is_published_and_not_remembered(second, later):
    before = later.memory()
    (later.root / "contacts" / "2.csv").unlink()
    built = later.build()
    assert built.returncode == 0, built.output
    assert "lies before" in built.output and "a look back is not compared" in built.output
    assert later.memory() == before
    assert later.restatements(2) == second.restatements(2)
    assert later.restatements(3) == {}


def test_another_secret_stops_the_build(later, run_build, monkeypatch):
    claim = "assert_the_secret_is_that_of_the_last_publication"
    monkeypatch.setattr(building, "BUILD", ["build", "--select", "+int_next_publication", claim])
    before = later.memory(), later.values()
    stopped = run_build(later.place, later.out, CC_IDENTITY_SECRET="another one")
    assert stopped.returncode == 1
    assert "CC_IDENTITY_SECRET is that of the last publication" in stopped.output
    assert (later.memory(), later.values()) == before


def test_a_secret_that_is_meant_is_kept_even_by_a_look_back(second, later):
    files = later.root / "contacts" / "2.csv"
    delivered = files.read_text()
    files.unlink()
    built = later.build(vars={"cc_new_identity_secret": True}, CC_IDENTITY_SECRET="another one")
    assert built.returncode == 0, built.output
    assert "nothing but the new secret" in built.output
    assert DEMO_SECRET not in built.output
    memory, before = later.memory(), second.memory()
    assert [row[:2] for row in memory["publications"]] == [
        (number, horizon) for number, horizon, *_ in [*before["publications"], (3, before["publications"][-1][1])]
    ]
    assert memory | {"publications": before["publications"]} == before
    # the next build need not say it again
    files.write_text(delivered)
    again = later.build(CC_IDENTITY_SECRET="another one")
    assert again.returncode == 0, again.output
    assert later.public("select old_customer_key, new_customer_key, reason from quality.customer_key_changes") == [
        (None, None, "secret")
    ]
    assert later.restatements(4) == {}


def test_a_horizon_beyond_the_data_is_not_remembered(later):
    before = later.memory()
    built = later.build(vars={"cc_data_horizon": "2025-05-01T00:00:00Z"})
    assert built.returncode == 0, built.output
    assert "is later than the last contact delivered" in built.output and "a look ahead" in built.output
    assert later.memory() == before
    assert later.restatements(3) == {}


def test_another_folder_is_another_center(second, later, tmp_path):
    """Earlier, under another secret, in the same database: as after the demo."""
    mine = Center(tmp_path / "mine", tmp_path / "exports", later._run)
    mine.out = later.out
    mine.database = later.database
    deliver(mine.root, "1", calls(range(9)))
    built = mine.build(CC_IDENTITY_SECRET="another one")
    assert built.returncode == 0, built.output
    assert "the first publication that is remembered" in built.output
    assert mine.public("select count(*) from quality.kpi_restatements") == [(0,)]
    assert mine.public("select count(*) from quality.customer_key_changes") == [(0,)]
    again = mine.build(CC_IDENTITY_SECRET="another one")
    assert "no published value has changed" in again.output
    memory = mine.memory()
    assert len(memory["publications"]) == 3
    back = later.build()
    assert "no published value has changed" in back.output
    assert later.memory() == memory
    assert later.restatements(2) == second.restatements(2)


@pytest.fixture(scope="module")
def gone(second, tmp_path_factory) -> Center:
    """The 5th of March is not delivered any more, and an address turns out to be one of many customers."""
    center = second.copy(tmp_path_factory.mktemp("gone"))
    deliver(center.root, "1", [*calls([*range(2), *range(3, 23)]), contact("last", BEGIN + timedelta(days=23), "last")])
    at = BEGIN + timedelta(days=35)
    deliver(center.root, "4", [contact(f"shared-{n}", at, f"shared-{n},mail-1@example.com") for n in range(11)])
    built = center.build()
    assert built.returncode == 0, built.output
    assert " are withdrawn: quality.kpi_restatements)" in built.output
    return center


def test_what_is_not_known_any_more_is_withdrawn(second, gone):
    logged = gone.restatements(3)
    assert logged == differences(second.values(), gone.values())
    day = ("fcr_rate", "fcr_rate/by_repeat/168h/v1", "day", LATE_DAY, "center", "all")
    assert logged[day] == (2, 3, pytest.approx(2 / 3), True, None, None, None, "withdrawn")
    withdrawn = [row for row in gone.memory()["kpi_versions"] if row[11] is None]
    assert len(withdrawn) == sum(row[-1] == "withdrawn" for row in logged.values()) > 0


def test_who_lost_a_customer_is_listed(second, gone):
    def key_of(contact_id: str) -> int:
        ((key,),) = second.public(f"select customer_key from marts.fct_contacts where contact_id = '{contact_id}'")
        return key

    assert set(
        gone.public(
            "select old_customer_key, new_customer_key, reason, identifiers, contacts from quality.customer_key_changes"
        )
    ) == {
        (key_of("once-2"), None, "withdrawn", 1, 0),
        (key_of("mail-2"), None, "withdrawn", 1, 0),
        (key_of("mail-1"), None, "shared", 1, 0),
    }


def test_what_is_known_again_is_listed_once_more(second, gone):
    (gone.root / "contacts" / "4.csv").unlink()
    shutil.copy(second.root / "contacts" / "1.csv", gone.root / "contacts" / "1.csv")
    withdrawn = {key for key, row in gone.restatements(3).items() if row[-1] == "withdrawn"}
    before, lost = gone.memory(), gone.restatements(3)
    built = gone.build()
    assert built.returncode == 0, built.output
    assert gone.values() == second.values()
    known = gone.restatements(4)
    assert {known[key][:4] for key in withdrawn & second.values().keys()} == {(None, None, None, None)}
    assert {known[key][-1] for key in withdrawn & second.values().keys()} == {"restatement"}
    assert gone.restatements(3) == lost
    assert len(gone.memory()["publications"]) == len(before["publications"]) + 1


def test_the_working_database_is_for_its_owner_alone(first):
    assert (first.out / "small.work.duckdb").stat().st_mode & 0o777 == 0o600
    (first.out / "probe").touch()
    assert first.database.stat().st_mode == (first.out / "probe").stat().st_mode
