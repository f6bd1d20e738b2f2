"""What employees answered, and how much of it can be told without telling of fewer people than a group must have.

A quarter is divided into blocks of teams and blocks of months, each block of enough people: a team or month of too few
joins the other ones of too few and, while they are together too few, the smallest of the rest. Whatever is published is
a sum of whole blocks.

Readings taken where the definitions leave a choice:
- Who answered several times is one person; of one month, the last answer counts, of two at one instant that of the
  greater id. Answers that name nobody are of different people within a month: as many as there are, less the members of
  the team who answered by name in another month or are of another team as well, and of no more than its others.
- Of two teams (months) of one size the one that sorts first by name joins first.
- Nothing of a quarter is told before it is over and some hours have passed, and nothing by a build that is not
  remembered.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from .answers import Calendar, last_of_each, verdict
from .figures import Figure, Place, Rate, figure, period_start
from .scopes import agent_scopes
from .world import World, last_delivered

COUNTS = ("esat_responses", "enps_responses", "enps_promoters", "enps_detractors")
RATES = {
    "esat_rate": Rate("met", "responses"),
    "enps": Rate("met - detractors", "responses", scale=100, net=("met", "detractors")),
}
KPIS = (*COUNTS, *RATES)
REST = "the rest, withheld"


@dataclass(frozen=True)
class Answer:
    number: int
    # None where it tells of nobody new
    person: str | None
    month: str
    team: str
    site: str
    outsourcer: str
    verdict: str


@dataclass
class Shown:
    """What of a quarter's answers is published: (grain, month or the quarter's name, scope kind, scope value)."""

    sums: dict[tuple[str, str, str, str], list[Answer]]


def people(answers: Iterable[Answer]) -> set[str]:
    return {answer.person for answer in answers if answer.person is not None}


def with_people(answers: list[Answer], roster: Mapping[tuple[str, str], set[str]]) -> list[Answer]:
    """With as many people as must be behind answers that name nobody. roster: (month, team) -> the people in it."""
    named = people(answers)
    members = {
        (month, team): roster.get((month, team), set()) | people(each for each in answers if each.team == team)
        for month in {answer.month for answer in answers}
        for team in {answer.team for answer in answers} | {team for _, team in roster}
    }
    teams_of = defaultdict(set)
    for (_, team), own in members.items():
        for person in own:
            teams_of[person].add(team)
    found = []
    for (month, team), own in members.items():
        cell = [answer for answer in answers if (answer.month, answer.team) == (month, team)]
        silent = own - people(answer for answer in answers if answer.month == month)
        counted_elsewhere = {person for person in silent if person in named or len(teams_of[person]) > 1}
        places = iter(range(-len(counted_elsewhere), len(cell)))
        for answer in cell:
            person = answer.person
            if person is None:
                place = next(places)
                person = f"somebody {place} of {team}" if 0 <= place < len(silent - counted_elsewhere) else None
            found.append(replace(answer, person=person))
    return found


def blocks(answers: list[Answer], column: str, least: int) -> dict[str, str]:
    """value -> block, its own name or REST."""
    members = defaultdict(list)
    for answer in answers:
        members[getattr(answer, column)].append(answer)
    order = sorted(members, key=lambda value: (len(people(members[value])), value))
    rest: list[str] = [value for value in order if len(people(members[value])) < least]
    for value in order[len(rest) :]:
        held = people(answer for each in rest for answer in members[each])
        if not rest or len(held) >= least:
            break
        rest.append(value)
    return {value: REST if value in rest else value for value in order}


def disclose(answers: list[Answer], least: int) -> Shown:
    """Of the answers of one kind in one quarter."""
    shown = Shown({})
    if len(people(answers)) < least:
        return shown
    team_of, month_of = blocks(answers, "team", least), blocks(answers, "month", least)
    cells: dict[str, dict[str, list[Answer]]] = defaultdict(lambda: defaultdict(list))
    for answer in answers:
        cells[team_of[answer.team]][month_of[answer.month]].append(answer)
    are_cells_large = all(len(people(cell)) >= least for row in cells.values() for cell in row.values())
    teams = {team: [answer for cell in row.values() for answer in cell] for team, row in cells.items()}
    has_months = are_cells_large or smallest_difference(cells, set(month_of.values())) - repeated(teams) >= least
    for scope, own in scopes(answers).items():
        touched = {team_of[answer.team] for answer in own}
        is_whole = len(own) == sum(len(teams[team]) for team in touched)
        if not is_whole or (scope[0] == "team" and REST in touched):
            continue
        shown.sums["quarter", "", *scope] = own
        for month, block in month_of.items():
            of_month = [answer for answer in own if answer.month == month]
            if block != REST and of_month and (are_cells_large or (has_months and scope[0] == "center")):
                shown.sums["month", month, *scope] = of_month
    return shown


def smallest_difference(cells: dict, months: set[str]) -> int:
    """The people in the smallest sum of months less teams: of each team the smaller part, in the month or outside."""
    smallest = []
    for month in months:
        parts = []
        for row in cells.values():
            inside = people(row.get(month, []))
            outside = people(answer for other, cell in row.items() if other != month for answer in cell)
            parts.append(min(len(inside), len(outside)))
        smallest.append(sum(parts))
    return min(smallest)


def repeated(teams: dict[str, list[Answer]]) -> int:
    """Who answered in two blocks of teams counts in both."""
    held = [people(answers) for answers in teams.values()]
    return sum(map(len, held)) - len(set().union(*held))


def scopes(answers: list[Answer]) -> dict[tuple[str, str], list[Answer]]:
    found = defaultdict(list)
    for answer in answers:
        found["center", "all"].append(answer)
        for kind in ("team", "site", "outsourcer"):
            found[kind, getattr(answer, kind)].append(answer)
    return found


# ---------- from a landing


def read_answers(world: World, kind: str) -> dict[date, list[Answer]]:
    """By the first day of the quarter; of those only that are decided."""
    zone, calendar = world.settings.business_zone, Calendar.of(world)

    def month_of(row: dict) -> date:
        return period_start("month", row["responded_at"].astimezone(zone).date())

    told = [
        row
        for row in world.landed["survey_responses"].rows
        if row["survey_kind"] == kind
        and row["responded_at"] is not None
        and row["responded_at"] <= world.horizon
        and verdict(row) is not None
        and row["responded_at"].astimezone(zone).date() in calendar
    ]
    quarters = defaultdict(list)
    counted = last_of_each(told, lambda row: (row["agent_id"] or row["response_id"], month_of(row)))
    for number, row in enumerate(counted):
        month = month_of(row)
        quarter = period_start("quarter", month)
        if not is_decided(quarter, world):
            continue
        known = dict(agent_scopes(row["agent_id"], row["responded_at"], world.agents))
        quarters[quarter].append(
            Answer(
                number=number,
                person=f"agent {row['agent_id']}" if row["agent_id"] else None,
                month=month.isoformat(),
                team=row["team"] or known["team"],
                site=known["site"],
                outsourcer=known["outsourcer"],
                verdict=verdict(row),
            )
        )
    return {quarter: with_people(answers, read_roster(world, answers)) for quarter, answers in quarters.items()}


def read_roster(world: World, answers: list[Answer]) -> dict[tuple[str, str], set[str]]:
    """Who is in which team at any instant of the months of the answers, and employed in them."""
    zone, roster = world.settings.business_zone, defaultdict(set)
    for month in {answer.month for answer in answers}:
        first = date.fromisoformat(month)
        following = period_start("month", first + timedelta(days=31))
        begin, end = (datetime.combine(day, time(), zone).astimezone(UTC) for day in (first, following))
        for agent, rows in world.agents.rows.items():
            turns = [row[name] for row in rows for name in ("valid_from", "valid_to") if row[name] is not None]
            for moment in [begin, *(turn for turn in turns if begin <= turn < end)]:
                row = world.agents.at(agent, moment)
                if row is None or row["team"] is None:
                    continue
                if (row["hired_on"] or first) < following and (row["left_on"] or first) >= first:
                    roster[month, row["team"]].add(f"agent {agent}")
    return roster


def is_decided(quarter: date, world: World) -> bool:
    following = period_start("quarter", quarter + timedelta(days=92))
    end = datetime.combine(following, time(), world.settings.business_zone).astimezone(UTC)
    return end + timedelta(hours=world.settings.employee_survey_wait_hours) <= world.horizon


def make_employee_figures(world: World) -> dict[tuple[str, *Place], Figure]:
    if world.horizon > last_delivered(world.landed, world.settings):
        return {}
    figures = {}
    for kind, rate in (("esat", "esat_rate"), ("enps", "enps")):
        for quarter, answers in read_answers(world, kind).items():
            for (grain, month, *scope), own in disclose(answers, world.settings.anonymity_group_size).sums.items():
                place = (grain, date.fromisoformat(month) if month else quarter, *scope)
                sums = {
                    "responses": len(own),
                    "met": sum(answer.verdict == "met" for answer in own),
                    "detractors": sum(answer.verdict == "detractor" for answer in own),
                }
                figures[rate, *place] = figure(sums, RATES[rate])
                counts = {f"{kind}_responses": sums["responses"]}
                if kind == "enps":
                    counts |= {"enps_promoters": sums["met"], "enps_detractors": sums["detractors"]}
                figures |= {(name, *place): Figure(n, None, n, None, None) for name, n in counts.items()}
    return figures
