"""What employees answered is told of groups only, to whoever has every published table of every build."""

from __future__ import annotations

import random
from collections import defaultdict
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from python_hooks import building, publishing
from python_hooks.expectations import validation
from tests.python.oracle.attack import isolated
from tests.python.oracle.employees import Answer, blocks, disclose, people, scopes
from tests.python.oracle.landing_folder import write_file
from tests.python.oracle.published import read

LEAST = 5
MONTHS = ("2025-01-01", "2025-02-01", "2025-03-01")


def answer(number: int, person: str, month: str, team: str, site: str = "s", outsourcer: str = "o") -> Answer:
    return Answer(number, person, month, team, site, outsourcer, "met")


def random_quarter(chance: random.Random) -> list[Answer]:
    """A few teams on a few sites, small and large, some surveyed in a part of the quarter; people who move, too."""
    answers = []
    sites = ["a", "b", "c"][: chance.randrange(1, 4)]
    for team in range(chance.randrange(1, 6)):
        own = chance.choice(sites)
        months = chance.sample(MONTHS, chance.choice((1, 2, 3, 3)))
        for member in range(chance.choice((1, 2, 3, 4, 5, 6, 8, 12))):
            for month in months:
                for _ in range(chance.choice((0, 1, 1, 1, 2))):
                    place = own if chance.random() < 0.9 else chance.choice(sites)
                    where = team if chance.random() < 0.97 else chance.randrange(6)
                    agency = f"o{where % 2}" if chance.random() < 0.95 else "in_house"
                    answers.append(answer(len(answers), f"{team}-{member}", month, f"t{where}", place, agency))
    return answers


def told_of(answers: list[Answer], sums: dict) -> set | None:
    return isolated(
        [[each.number for each in members] for members in sums.values()],
        {each.number: each.person for each in answers},
        LEAST,
    )


def test_nothing_that_is_shown_tells_of_a_few():
    chance = random.Random(2025)
    shown = defaultdict(int)
    for _ in range(1500):
        answers = random_quarter(chance)
        sums = disclose(answers, LEAST).sums
        assert told_of(answers, sums) is None, (answers, list(sums))
        for grain, _, kind, _ in sums:
            shown[grain, kind] += 1
    # and it is no empty promise
    kinds = {(grain, kind) for grain in ("month", "quarter") for kind in ("center", "team", "site", "outsourcer")}
    assert {key for key, times in shown.items() if times >= 30} == kinds


# ---------- rules that look as if they would do


def only_large_ones(answers: list[Answer]) -> dict:
    """Whatever has enough people is shown."""
    sums = {}
    for scope, own in scopes(answers).items():
        sums["quarter", "", *scope] = own
        for month in MONTHS:
            sums["month", month, *scope] = [each for each in own if each.month == month]
    return {key: own for key, own in sums.items() if len(people(own)) >= LEAST}


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


@pytest.mark.parametrize("rule", [only_large_ones, next_smallest_too])
def test_the_attack_breaks_rules_that_look_as_if_they_would_do(rule):
    chance = random.Random(2025)
    quarters = [random_quarter(chance) for _ in range(300)]
    assert sum(told_of(answers, rule(answers)) is not None for answers in quarters) >= 5


def test_the_attack_finds_the_textbook_case():
    """A parent less the children that are shown is the one that is withheld."""
    answers = [answer(number, f"p{number}", MONTHS[0], "large" if number < 6 else "small") for number in range(8)]
    assert told_of(answers, {"all": answers, "large": answers[:6]}) == {"p6", "p7"}
    assert told_of(answers, {"all": answers}) is None
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
    "kpi_scorecard", "kpi_restatements", "customer_key_changes", "fct_contacts", "dim_kpis",
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

    def build(self, last_day: int, **variables) -> dict[tuple, tuple]:
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
            built = self.run(self.root, self.out, named, checks=False)
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
    """What each of four builds published."""
    desk = Desk(tmp_path_factory.mktemp("desk"), tmp_path_factory.mktemp("out"), run_build)
    april = {"data_horizon": "2025-04-02T00:00:00Z"}
    builds = {"looking ahead": desk.build(85, **april), "when it is over": desk.build(95)}
    assert desk.scored() == set(builds["when it is over"])
    write_file(desk.root, "survey_responses", in_time() + late())
    builds["with late answers, for smaller groups"] = desk.build(96, anonymity_group_size=2)
    assert read(desk.database, f"select * from quality.kpi_restatements where kpi in {OUR_KPIS}") == []
    builds["looking back"] = desk.build(96, **april)
    work = desk.database.with_name("small.work.duckdb")
    remembered = read(work, f"select distinct scope_kind, scope_value from state.kpi_versions where kpi in {OUR_KPIS}")
    assert set(remembered) == {key[2:] for key in builds["when it is over"]}
    return builds


def test_a_quarter_is_published_once_and_for_all(published):
    first = published["when it is over"]
    assert published["looking ahead"] == {}
    assert {key[2:] for key in first} == {
        ("center", "all"),
        ("team", "red"),
        ("team", "yellow"),
        ("site", "sofia"),
        ("site", "varna"),
        ("outsourcer", "in_house"),
    }
    assert published["with late answers, for smaller groups"] == published["looking back"] == first


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
