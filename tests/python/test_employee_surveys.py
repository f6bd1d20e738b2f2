"""What employees answered is told of groups only, to whoever has every published table of every build."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import pytest

from python_hooks import building, publishing
from python_hooks.expectations import validation
from python_hooks.project import PROJECT
from tests.python.oracle.attack import isolated
from tests.python.oracle.employees import Answer, blocks, disclose, people, scopes, with_people
from tests.python.oracle.landing_folder import write_file
from tests.python.oracle.published import read

LEAST = 5
MONTHS = ("2025-01-01", "2025-02-01", "2025-03-01")


def answer(number: int, person: str | None, month: str, team: str, site: str = "s", outsourcer: str = "o") -> Answer:
    return Answer(number, person, month, team, site, outsourcer, "met")


@dataclass(frozen=True)
class Quarter:
    """What can be read of a quarter, and who is behind each answer."""

    raw: list[Answer]
    roster: dict[tuple[str, str], set[str]]
    person_of: dict[int, str]

    @property
    def answers(self) -> list[Answer]:
        return with_people(self.raw, self.roster)


def random_quarter(chance: random.Random) -> Quarter:
    """A few teams on a few sites, small and large, some surveyed in a part of the quarter; people who move, too.

    Some answer without a name, once a month as by name; of some teams everybody does so several times. Some teams are
    in no roster, and in one there may be people who do not answer.
    """
    raw, roster, person_of = [], defaultdict(set), {}
    sites = ["a", "b", "c"][: chance.randrange(1, 4)]
    for team in range(chance.randrange(1, 6)):
        own = chance.choice(sites)
        months = chance.sample(MONTHS, chance.choice((1, 2, 3, 3)))
        size = chance.choice((1, 2, 3, 4, 5, 6, 8, 12))
        nameless = chance.choice((0, 0, 0.3, 0.9, 1))
        is_repeating, is_listed = nameless == 1 and chance.random() < 0.3, chance.random() < 0.9
        if is_listed:
            idle = 0 if is_repeating else chance.choice((0, 0, 0, 4))
            for month in MONTHS:
                roster[month, f"t{team}"] |= {f"{team}-{member}" for member in range(size + idle)}
        for member in range(size):
            person = f"{team}-{member}"
            for month in months:
                for _ in range(3 if is_repeating else chance.choice((0, 1, 1, 1))):
                    place = own if chance.random() < 0.9 else chance.choice(sites)
                    where = team if chance.random() < 0.97 or is_repeating else chance.randrange(6)
                    agency = f"o{where % 2}" if chance.random() < 0.95 else "in_house"
                    name = None if chance.random() < nameless else person
                    if is_listed:
                        roster[month, f"t{where}"].add(person)
                    person_of[len(raw)] = person
                    raw.append(answer(len(raw), name, month, f"t{where}", place, agency))
    return Quarter(raw, roster, person_of)


def told_of(quarter: Quarter, sums: dict) -> set | None:
    return isolated([[each.number for each in members] for members in sums.values()], quarter.person_of, LEAST)


def test_nothing_that_is_shown_tells_of_a_few():
    chance = random.Random(2025)
    shown = defaultdict(int)
    nameless = 0
    for _ in range(2000):
        quarter = random_quarter(chance)
        sums = disclose(quarter.answers, LEAST).sums
        assert told_of(quarter, sums) is None, (quarter, list(sums))
        for grain, _, kind, _ in sums:
            shown[grain, kind] += 1
        nameless += len(people(each for each in quarter.raw)) < LEAST and bool(sums)
    # and it is no empty promise
    kinds = {(grain, kind) for grain in ("month", "quarter") for kind in ("center", "team", "site", "outsourcer")}
    assert {key for key, times in shown.items() if times >= 30} == kinds
    # nor for those who give no names
    assert nameless >= 30


def test_two_who_answer_without_a_name_are_two():
    """However often they answer, and nobody where nobody knows who is in the team."""
    thrice = [answer(number, None, MONTHS[number % 3], "t") for number in range(6)]
    in_one_month = [answer(number, None, MONTHS[0], "t") for number in range(6)]
    of_two = {(month, "t"): {"ann", "bob"} for month in MONTHS}
    of_nine = {(month, "t"): set("abcdefghi") for month in MONTHS}
    assert len(people(with_people(in_one_month, of_two))) == len(people(with_people(thrice, of_nine))) == 2
    assert len(people(with_people(in_one_month, of_nine))) == 6
    assert len(people(with_people(in_one_month, {}))) == 0
    # they may be those who gave their names in another month
    named = [answer(6 + number, name, MONTHS[1], "t") for number, name in enumerate("abcd")]
    assert len(people(with_people(in_one_month + named, of_nine))) == 6
    # or who answered for another team
    elsewhere = {(MONTHS[0], "u"): set("abc")}
    assert len(people(with_people(in_one_month, of_nine | elsewhere))) == 3


# ---------- rules that look as if they would do


def only_large_ones(answers: list[Answer]) -> dict:
    """Whatever has enough people is shown."""
    sums = {}
    for scope, own in scopes(answers).items():
        sums["quarter", "", *scope] = own
        for month in MONTHS:
            sums["month", month, *scope] = [each for each in own if each.month == month]
    return {key: own for key, own in sums.items() if len(people(own)) >= LEAST}


def by_themselves(answers: list[Answer]) -> dict:
    """An answer that names nobody is a person."""
    return disclose([replace(each, person=each.person or f"answer {each.number}") for each in answers], LEAST).sums


def next_smallest_too(answers: list[Answer]) -> dict:
    """Blocks of teams, and months of the center beside them, each by itself safe: not so together."""
    if len(people(answers)) < LEAST:
        return {}
    team_of, month_of = blocks(answers, "team", LEAST), blocks(answers, "month", LEAST)
    sums = {"all": answers}
    for team, block in team_of.items():
        if team == block:
            sums[team] = [each for each in answers if each.team == team]
    for month, block in month_of.items():
        if month == block:
            sums[month] = [each for each in answers if each.month == month]
    return sums


@pytest.mark.parametrize("rule", [only_large_ones, next_smallest_too, by_themselves])
def test_the_attack_breaks_rules_that_look_as_if_they_would_do(rule):
    chance = random.Random(2025)
    quarters = [random_quarter(chance) for _ in range(300)]
    told = [told_of(each, rule(each.raw if rule is by_themselves else each.answers)) for each in quarters]
    assert sum(each is not None for each in told) >= 5


def test_the_attack_finds_the_textbook_case():
    """A parent less the children that are shown is the one that is withheld."""
    answers = [answer(number, f"p{number}", MONTHS[0], "large" if number < 6 else "small") for number in range(8)]
    quarter = Quarter(answers, {}, {each.number: each.person for each in answers})
    assert told_of(quarter, {"all": answers, "large": answers[:6]}) == {"p6", "p7"}
    assert told_of(quarter, {"all": answers}) is None
    assert disclose(answers, LEAST).sums.keys() == {
        ("quarter", "", "center", "all"),
        ("quarter", "", "site", "s"),
        ("quarter", "", "outsourcer", "o"),
        ("month", MONTHS[0], "center", "all"),
        ("month", MONTHS[0], "site", "s"),
        ("month", MONTHS[0], "outsourcer", "o"),
    }


# ---------- over successive builds

SCOPES = ("center", "team", "site", "outsourcer")
# What holds figures of employees, and what a build needs to tell what it remembers.
TABLES = {
    "kpi_scorecard", "kpi_guardrails", "kpi_restatements", "customer_key_changes", "fct_contacts", "dim_kpis",
    *(f"fct_{scope}_kpis" for scope in SCOPES),
}  # fmt: skip
COMPONENTS = ("esat_responses", "esat_satisfied", "enps_responses", "enps_promoters", "enps_detractors", "enps_balance")
KINDS = ("esat", "enps")
OUR_KPIS = "('esat_rate', 'esat_responses', 'enps', 'enps_responses', 'enps_promoters', 'enps_detractors')"
BEGIN = datetime(2025, 1, 1, 12, tzinfo=UTC)
# Red can be shown; blue is too small and takes the next smallest, green, with it; yellow fills a site of its own.
STAFF = {"red": 9, "yellow": 8, "green": 6, "blue": 3}
SITES = {"red": "sofia", "yellow": "varna", "green": "sofia", "blue": "sofia"}


def survey(kind: str, person: str, month: int, score: int, name: str = "") -> dict:
    return {
        "response_id": f"{kind}-{person}-{month}{name}",
        "survey_kind": kind,
        "agent_id": person,
        "responded_at": datetime(2025, month, 20, 12, tzinfo=UTC),
        "score": score,
    }


def in_time() -> list[dict]:
    """Everybody is asked for satisfaction every month, and in January whether they recommend."""
    chance = random.Random(1)
    staff = [f"{team}-{member}" for team, size in STAFF.items() for member in range(size)]
    asked = [("esat", month) for month in (1, 2, 3)] + [("enps", 1)]
    return [
        survey(kind, person, month, chance.choice((1, 4, 5) if kind == "esat" else (3, 8, 9, 10)))
        for kind, month in asked
        for person in staff
    ]


def late() -> list[dict]:
    """What arrives when the quarter was published: of every team somebody's, and of one that had none."""
    people = [*(f"{team}-0" for team in STAFF), *(f"grey-{member}" for member in range(6))]
    return [survey(kind, person, month, 1, "-late") for kind in KINDS for person in people for month in (1, 3)]


PHONENOW = """\
Call Id,Agent,Date,Time,Topic,Answered (Y/N),Resolved,Speed of answer in seconds,AvgTalkDuration,Satisfaction rating
ID0001,Diane,2025-04-07,09:12:58,Contract related,Y,Y,109,00:02:23,3
"""


class Desk:
    """A desk that is built as time goes by; every build keeps what it published."""

    def __init__(self, root: Path, out: Path, run_build):
        self.root, self.out, self.run = root, out, run_build
        agents = [
            {"agent_id": f"{team}-{member}", "team": team, "site": SITES.get(team, "burgas")}
            for team, size in {**STAFF, "grey": 6}.items()
            for member in range(size)
        ]
        write_file(root, "agents", agents)
        write_file(root, "survey_responses", in_time())

    def build(self, last_day: int, environment: dict[str, str] | None = None, **variables) -> dict[tuple, tuple]:
        """As of so many days after the 1st of January. Published rows, by (grain, start, scope kind, scope value)."""
        calls = [
            {
                "contact_id": f"c{day}",
                "channel": "voice",
                "started_at": BEGIN + timedelta(days=day),
                "outcome": "handled",
            }
            for day in range(last_day + 1)
        ]
        write_file(self.root, "contacts", calls)
        every_table = publishing.public_tables
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(building, "BUILD", [*building.BUILD, "--select", *(f"+{name}" for name in sorted(TABLES))])
            patch.setattr(
                publishing, "public_tables", lambda manifest: [t for t in every_table(manifest) if t.name in TABLES]
            )
            patch.setattr(validation, "remember", lambda *_: None)
            named = {f"cc_{name}": value for name, value in variables.items()}
            built = self.run(self.root, self.out, named, checks=False, **environment or {})
        assert built.returncode == 0, built.output
        self.database = built.database
        return self.published()

    def published(self) -> dict[tuple, tuple]:
        found = {}
        for kind in SCOPES:
            scope = "'all'" if kind == "center" else kind
            key = f"period_grain, cast(period_start_date as text), '{kind}', {scope}"
            rows = read(self.database, f"select {key}, {', '.join(COMPONENTS)} from marts.fct_{kind}_kpis")
            found |= {row[:4]: row[4:] for row in rows if any(value is not None for value in row[4:])}
        return found

    def scored(self) -> set[tuple]:
        keys = "period_grain, cast(period_start_date as text), scope_kind, scope_value"
        figures = "numerator, denominator, value, interval_low, interval_high"
        told = f"kpi in {OUR_KPIS} and coalesce({figures}) is not null"
        return set(read(self.database, f"select {keys} from marts.kpi_scorecard where {told}"))


@pytest.fixture(scope="module")
def published(run_build, tmp_path_factory) -> dict[str, dict[tuple, tuple]]:
    """What each of some builds published."""
    desk = Desk(tmp_path_factory.mktemp("desk"), tmp_path_factory.mktemp("out"), run_build)
    # what the survey tool hands over two days later
    write_file(desk.root, "survey_responses", in_time()[:-3])
    builds = {"looking ahead": desk.build(85, data_horizon="2025-04-06T00:00:00Z"), "too early": desk.build(92)}
    write_file(desk.root, "survey_responses", in_time())
    builds["when it is over"] = desk.build(95)
    assert desk.scored() == set(builds["when it is over"])
    write_file(desk.root, "survey_responses", in_time() + late())
    builds["with late answers, for smaller groups"] = desk.build(96, anonymity_group_size=2)
    assert read(desk.database, f"select * from quality.kpi_restatements where kpi in {OUR_KPIS}") == []
    builds["looking back"] = desk.build(96, data_horizon="2025-04-05T00:00:00Z")
    work = desk.database.with_name("small.work.duckdb")
    remembered = read(work, f"select distinct scope_kind, scope_value from state.kpi_versions where kpi in {OUR_KPIS}")
    assert set(remembered) == {key[2:] for key in builds["when it is over"]}
    other = tmp_path_factory.mktemp("phonenow")
    (other / "calls.csv").write_text(PHONENOW)
    builds["with one more source"] = desk.build(
        96, {"CC_PHONENOW_ROOT": str(other)}, sources=["standard_export", "phonenow"]
    )
    assert read(work, "select count(distinct folders_fingerprint) from state.publications") == [(2,)]
    return builds


def test_a_quarter_is_published_once_and_for_all(published):
    first = published["when it is over"]
    assert published["looking ahead"] == published["too early"] == {}
    assert {key[2:] for key in first} == {
        ("center", "all"),
        ("team", "red"),
        ("team", "yellow"),
        ("site", "sofia"),
        ("site", "varna"),
        ("outsourcer", "in_house"),
    }
    for later in ("with late answers, for smaller groups", "looking back", "with one more source"):
        assert published[later] == first, later


def test_all_that_was_ever_published_tells_of_nobody(published):
    """Every figure is what a set of the answers in time adds up to; together the sets isolate nobody."""
    scores = {"esat": lambda score: score >= 4, "enps": lambda score: score >= 9}
    for place, kind in enumerate(KINDS):
        rows = [row for row in in_time() if row["survey_kind"] == kind]
        people_of = {row["response_id"]: row["agent_id"] for row in rows}
        sums = []
        for figures in published.values():
            for (grain, start, scope, value), counts in figures.items():
                responses, met = counts[2 * place], counts[2 * place + 1]
                if responses is None:
                    continue
                own = [row for row in rows if is_in(row, grain, start, scope, value)]
                assert (len(own), sum(scores[kind](row["score"]) for row in own)) == (responses, met)
                sums.append([row["response_id"] for row in own])
        assert sums and isolated(sums, people_of, LEAST) is None


def is_in(row: dict, grain: str, start: str, scope: str, value: str) -> bool:
    team = row["agent_id"].partition("-")[0]
    belongs = {"center": "all", "team": team, "site": SITES[team], "outsourcer": "in_house"}[scope] == value
    return belongs and (grain == "quarter" or row["responded_at"].date().replace(day=1).isoformat() == start)


# ---------- the demo

SHOWN = f"""
    select distinct kpi like 'enps%', period_grain, period_start_date, scope_kind, scope_value from marts.kpi_scorecard
    where kpi in {OUR_KPIS} and coalesce(numerator, denominator, value, interval_low, interval_high) is not null
"""


def test_what_the_demo_publishes_tells_of_nobody(built_demo):
    """All that is shown, in all tables, told apart by the rows that it can only be made of."""
    answers = read(
        built_demo.with_suffix(".work.duckdb"),
        "select survey_kind = 'enps', response_key, agent_id, month_start_date, quarter_start_date, team, site, "
        "outsourcer from intermediate.int_employee_answers__counted",
    )
    shown = read(built_demo, SHOWN)
    for is_enps in (False, True):
        own = [row[1:] for row in answers if row[0] == is_enps]
        sums = []
        for _, grain, start, kind, value in (row for row in shown if row[0] == is_enps):
            period = {"month": 2, "quarter": 3}[grain]
            scope = {"center": None, "team": 4, "site": 5, "outsourcer": 6}[kind]
            sums.append([row[0] for row in own if row[period] == start and (scope is None or row[scope] == value)])
        assert len(sums) >= 3 and all(sums)
        assert isolated(sums, {row[0]: row[1] for row in own}, LEAST) is None


def test_no_table_holds_answers_of_employees_by_row(built_demo):
    """Apart from the landing and the conformed rows, which are private; the models between them are views."""
    work = built_demo.with_suffix(".work.duckdb")
    answers = read(
        work,
        "select row_key, response_id from conformed.int_survey_responses__unioned "
        "where survey_kind in ('esat', 'enps')",
    )
    assert len(answers) >= 50
    conditions = {
        "survey_kind": "survey_kind in ('esat', 'enps')",
        "row_key": f"row_key in ({', '.join(str(key) for key, _ in answers)})",
        "response_key": f"response_key in ({', '.join(str(key) for key, _ in answers)})",
        "response_id": f"response_id in ({', '.join(repr(name) for _, name in answers)})",
    }
    holding = defaultdict(set)
    for database in (built_demo, work):
        tables = "(select schema_name, table_name from duckdb_tables())"
        columns = f"select * from duckdb_columns() where (schema_name, table_name) in {tables}"
        for schema, table, column in read(database, f"select schema_name, table_name, column_name from ({columns})"):
            if column in conditions:
                first = f"select 1 from {schema}.{table} where {conditions[column]} limit 1"
                if read(database, first):
                    holding[database].add((schema, table))
    assert holding[built_demo] == set()
    assert ("conformed", "int_survey_responses__unioned") in holding[work]
    assert {schema for schema, _ in holding[work]} <= {"landing", "conformed"}, holding


@pytest.fixture(scope="module")
def few(built_demo, clean_environment, tmp_path_factory):
    """The data test of the demo, as if nothing had been published before: few(change) -> the rows that it finds."""
    folder = tmp_path_factory.mktemp("few")
    work = folder / "contact_center.work.duckdb"
    shutil.copy(built_demo.with_suffix(".work.duckdb"), work)
    name = "assert_no_few_employees_can_be_told"
    subprocess.run(
        [Path(sys.executable).with_name("dbt"), "compile", "--select", name],
        cwd=PROJECT,
        env=clean_environment
        | {"CC_DATABASE": str(folder / "contact_center.duckdb"), "DBT_TARGET_PATH": str(folder / "target")},
        capture_output=True,
        check=True,
    )
    (compiled,) = (folder / "target").rglob(f"compiled/**/{name}.sql")
    with duckdb.connect(str(work)) as connection:
        connection.execute("delete from state.kpi_versions")

        def find(change: str) -> list[tuple]:
            connection.execute("begin")
            try:
                connection.execute(change)
                return connection.execute(compiled.read_text()).fetchall()
            finally:
                connection.execute("rollback")

        find.connection = connection
        yield find


SHOWN_ESAT = "kpi = 'esat_rate' and period_grain = 'quarter' and value is not null"


def test_the_data_test_finds_scopes_of_nobody(few):
    assert few("select 1") == []
    for grain in ("quarter", "month"):
        for kind in ("team", "site", "outsourcer"):
            for kpi in ("esat_rate", "esat_responses", "enps", "enps_responses", "enps_promoters", "enps_detractors"):
                found = few(
                    "insert into marts.kpi_scorecard by name select * replace "
                    f"('{kpi}' as kpi, '{grain}' as period_grain, '{kind}' as scope_kind, 'nobody' as scope_value) "
                    f"from marts.kpi_scorecard where {SHOWN_ESAT} and scope_kind = 'center'"
                )
                assert (grain, kind, "nobody", 0) in {(*row[1:2], *row[3:]) for row in found}


@pytest.mark.parametrize("kind", ["team", "site", "outsourcer", "month"])
def test_the_data_test_finds_what_is_left(few, kind):
    """Of the center, one whose answers are in no part of it that is shown."""
    column, value, nowhere = kind, "'somewhere'", "'nowhere'"
    added = (
        f"insert into marts.kpi_scorecard by name select * replace ('{kind}' as scope_kind, {value} as scope_value) "
        f"from marts.kpi_scorecard where {SHOWN_ESAT} and scope_kind = 'center';"
    )
    if kind == "month":
        column, value, nowhere, added = "month_start_date", "month_start_date", "date '1999-01-01'", ""
    agent = "(select min(agent_id) from intermediate.int_employee_answers__counted where survey_kind = 'esat')"
    found = few(
        f"{added} create or replace view intermediate.int_employee_answers as select * exclude (agent_id) replace "
        f"(case when agent_id = {agent} then {nowhere} else {value} end as {column}), 'agent ' || agent_id as person "
        "from intermediate.int_employee_answers__counted"
    )
    assert (f"quarter less {kind}s", "center", "all", 1) in {(*row[1:2], *row[3:]) for row in found}
