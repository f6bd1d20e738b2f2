"""Targets, agencies side by side, and KPIs that moved apart.

Readings taken where the definitions leave a choice:
- A target holds for a period if it is valid at the midnight with which the period begins, in the business time zone.
- An agent falls back on their team, then their agency; a team on the agency of all its agents, if they have one in
  common; a queue on its channel; as it was at the first instant of the period at which the agent or queue was there.
- A streak counts settled periods by value; one without a value or a target is passed over.
- Everybody's value, by which a mix is adjusted, adds up the agencies: a contact of two of them is one of each.
- In a comparison of agencies the adjusted value of the agency has to be reliable, of those in house there have to be
  enough observations; what is not, is not shown, and never replaced by the value as measured.
- Where neither direction is better, a value above its target is above; one that is the target is within noise.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from math import sqrt
from typing import NamedTuple

from .answers import Surveys, place_on_scale, verdict
from .core import Contact, Validity, add_parts, any_of, count_transfers, has_known_part, last_recorded, part_sums
from .figures import GRAINS, Place, normal, period_start, wilson
from .methods import verdicts
from .scopes import CREDITED, last_agent_scopes, own_segments
from .world import World

Scope = tuple[str, str]

# ---------- targets


def next_start(grain: str, start: date) -> date:
    """The first day of the period after."""
    days = {"day": 1, "week": 7, "month": 31, "quarter": 95}[grain]
    return period_start(grain, start + timedelta(days=days))


def midnight(day: date, world: World) -> datetime:
    return datetime.combine(day, time(), world.settings.business_zone).astimezone(UTC)


class Targets:
    """What a KPI of a scope and period should be, and whose target that is."""

    def __init__(self, world: World):
        self.world = world
        rows = world.landed["kpi_targets"].rows
        for row in rows:
            row["key"] = row["kpi"], row["scope_kind"], row["scope_value"]
        self.named = Validity(rows, "key")
        self.queues = Validity(world.landed["queues"].rows, "queue")
        self.presences: dict[tuple, dict[str, dict]] = {}

    def own(self, kpi: str, scope: Scope, moment: datetime) -> float | None:
        row = self.named.at((kpi, *scope), moment)
        if row is not None:
            return row["target"]
        queue = self.queues.at(scope[1], moment) if (kpi, scope[0]) == ("service_level", "queue") else None
        return queue["service_level_target"] if queue else None

    def first_rows(self, name: str, validity: Validity, grain: str, start: date) -> dict[str, dict]:
        """What is valid first in a period, of each key that is valid in it."""
        if (name, grain, start) not in self.presences:
            begins, ends = midnight(start, self.world), midnight(next_start(grain, start), self.world)
            found = {}
            for key, rows in validity.rows.items():
                moments = [begins, *sorted(row["valid_from"] for row in rows if later(row["valid_from"], begins, ends))]
                valid = (validity.at(key, moment) for moment in moments)
                row = next((row for row in valid if row is not None), None)
                if row is not None:
                    found[key] = row
            self.presences[name, grain, start] = found
        return self.presences[name, grain, start]

    def chain(self, grain: str, start: date, scope: Scope) -> Iterator[Scope]:
        kind, value = scope
        yield scope
        if kind in ("agent", "team"):
            present = self.first_rows("agents", self.world.agents, grain, start)
        if kind == "agent" and value in present:
            if present[value]["team"] is not None:
                yield "team", present[value]["team"]
            yield "outsourcer", present[value]["outsourcer"] or "in_house"
        if kind == "team":
            agencies = {row["outsourcer"] or "in_house" for row in present.values() if row["team"] == value}
            if len(agencies) == 1:
                yield "outsourcer", agencies.pop()
        if kind == "queue":
            row = self.first_rows("queues", self.queues, grain, start).get(value)
            if row is not None and row["channel"] is not None:
                yield "channel", row["channel"]
        yield "center", "all"

    def find(self, kpi: str, grain: str, start: date, scope: Scope) -> tuple[float | None, Scope | tuple[None, None]]:
        moment = midnight(start, self.world)
        for nearest in self.chain(grain, start, scope):
            target = self.own(kpi, nearest, moment)
            if target is not None:
                return target, nearest
        return None, (None, None)


def later(moment: datetime | None, begins: datetime, ends: datetime) -> bool:
    return moment is not None and begins < moment < ends


# ---------- the scorecard's judgement


class Score(NamedTuple):
    """A published row whose figures are checked elsewhere."""

    value: float | None
    low: float | None
    high: float | None
    is_reliable: bool | None
    is_complete: bool
    is_settled: bool
    # Of a net promoter score: half the width of its interval before that is cut.
    margin: float | None = None


Scores = dict[tuple[str, str, date, str, str], Score]


def difference(one: Score, other: Score) -> tuple[float | None, float | None, float | None]:
    """one - other and its interval (Newcombe 1998, method 10; normal of net promoter scores).

    An end is open where one that it is made of is.
    """
    if one.value is None or other.value is None:
        return None, None, None
    change = one.value - other.value
    if one.margin is not None and other.margin is not None:
        margin = sqrt(one.margin**2 + other.margin**2)
        return change, change - margin, change + margin
    low = high = None
    if one.low is not None and other.high is not None:
        low = change - sqrt((one.value - one.low) ** 2 + (other.high - other.value) ** 2)
    if one.high is not None and other.low is not None:
        high = change + sqrt((one.high - one.value) ** 2 + (other.value - other.low) ** 2)
    return change, low, high


def excludes_zero(low: float | None, high: float | None, *are_reliable: bool | None) -> bool | None:
    if low is None or high is None:
        return None
    return all(are_reliable) and (low > 0 or high < 0)


def target_distance(score: Score, target: float | None, better: str | None) -> float | None:
    if score.value is None or target is None:
        return None
    return target - score.value if better == "lower" else score.value - target


def target_status(score: Score, target: float | None, distance: float | None, better: str | None) -> str | None:
    if distance is None:
        return None
    if score.is_reliable is False:
        return "too_few"
    # an end that is open holds everything on its side
    is_above = score.low is not None and score.low > target
    is_below = score.high is not None and score.high < target
    if (score.low is not None or score.high is not None) and not is_above and not is_below:
        return "within_noise"
    if better is not None:
        return "met" if distance >= 0 else "missed"
    if distance == 0:
        return "within_noise"
    return "above" if distance > 0 else "below"


def band(value: float | None, edges: dict[str, float | None] | None, *, is_reliable: bool | None = None) -> str | None:
    if value is None or edges is None or is_reliable is False:
        return None
    if edges["low"] is not None and value <= edges["low"]:
        return "low"
    if edges["high"] is not None and value >= edges["high"]:
        return "high"
    if value < edges["usual_from"]:
        return "below_usual"
    return "usual" if value <= edges["usual_to"] else "above_usual"


def judge(world: World, scores: Scores, better: dict[str, str | None]) -> dict[tuple, dict]:
    """The columns of kpi_scorecard that depend on targets and on the period before."""
    targets = Targets(world)
    judged = {}
    streaks = Counter()
    for key in sorted(scores, key=lambda key: (key[1], key[2], key)):
        kpi, grain, start, *scope = key
        score = scores[key]
        target, (scope_kind, scope_value) = targets.find(kpi, grain, start, tuple(scope))
        distance = target_distance(score, target, better[kpi])
        series = (kpi, grain, *scope)
        missed = None
        is_met = None if distance is None or better[kpi] is None else distance >= 0
        if is_met is not None and score.is_settled:
            streaks[series] = missed = 0 if is_met else streaks[series] + 1
        judged[key] = {
            "target": target,
            "target_scope": scope_kind,
            "target_scope_value": scope_value,
            "target_distance": distance,
            "is_target_met": is_met,
            "target_status": target_status(score, target, distance, better[kpi]),
            "periods_missed": missed,
            **changed(key, scores),
        }
    return judged


def before(key: tuple, scores: Scores) -> Score:
    kpi, grain, start, *scope = key
    return scores.get((kpi, grain, period_start(grain, start - timedelta(days=1)), *scope), UNKNOWN)


UNKNOWN = Score(None, None, None, None, False, False)


def changed(key: tuple, scores: Scores) -> dict:
    score, previous = scores[key], before(key, scores)
    change, low, high = difference(score, previous)
    return {
        "previous_value": previous.value,
        "change": change,
        "change_interval_low": low,
        "change_interval_high": high,
        "is_change_significant": excludes_zero(low, high, score.is_reliable, previous.is_reliable),
    }


# ---------- the same mix for everybody

Stratum = tuple[str, str, str]


@dataclass
class Observation:
    """What one contact adds to a KPI of those who are credited with it."""

    day: date
    scopes: list[Scope]
    stratum: Stratum
    numerator: float
    denominator: int


def stratum_of(contact: Contact) -> Stratum:
    return contact.channel, contact.topic, contact.complexity


def handled_observations(world: World) -> dict[str, list[Observation]]:
    found = defaultdict(list)
    for contact in world.contacts:
        if contact.is_after_horizon or not contact.is_handled:
            continue
        for scope, rows in own_segments(contact, world.agents):
            for kpi, numerator, denominator in own_figures(contact, rows):
                found[kpi].append(
                    Observation(contact.date, [scope], stratum_of(contact), float(numerator), int(denominator))
                )
    return found


def own_figures(contact: Contact, rows: list[dict]) -> Iterator[tuple[str, float, bool]]:
    has_handled = any(row["outcome"] == "handled" for row in rows)
    seconds = add_parts(part_sums(rows, contact.filled, has_known_part(rows)))
    if seconds is not None:
        yield "average_handle_seconds", seconds, has_handled
    if not has_handled:
        return
    transfers = count_transfers(rows, contact.filled)
    flags = {
        "transfer_rate": None if transfers is None else transfers > 0,
        "escalation_rate": any_of(rows, "is_escalated", contact.filled),
        "call_resolution_rate": last_recorded(rows),
    }
    yield from ((kpi, flag, True) for kpi, flag in flags.items() if flag is not None)


def resolved_observations(world: World) -> dict[str, list[Observation]]:
    found = defaultdict(list)
    methods = {"fcr_rate": world.settings.fcr_method, "fcr_by_repeat_rate": "by_repeat"}
    for contact in world.contacts:
        if contact.is_after_horizon or not contact.is_fcr_eligible:
            continue
        judged = verdicts(contact, world.horizon, world.settings)
        for kpi, method in methods.items():
            if judged[method] is not None:
                scopes = last_agent_scopes(contact, world.agents)
                found[kpi].append(Observation(contact.date, scopes, stratum_of(contact), float(judged[method]), 1))
    return found


def satisfied_observations(world: World) -> dict[str, list[Observation]]:
    found = {"csat_top_two_box_rate": [], "csat_index": []}
    surveys = Surveys(world)
    for row in surveys.scored:
        day = surveys.day(row, row["responded_at"])
        if row["survey_kind"] != "csat" or day not in surveys.calendar:
            continue
        places = {"csat_top_two_box_rate": verdict(row) == "met", "csat_index": place_on_scale("csat", row)}
        scopes, about = surveys.scopes(row), surveys.about(row)
        names = dict(scopes)
        complexity = about.contact.complexity if about.contact else "unknown"
        people = [scope for scope in scopes if scope[0] in CREDITED]
        stratum = (names["channel"], names["topic"], complexity)
        for kpi, place in places.items():
            found[kpi].append(Observation(day, people, stratum, float(place), 1))
    chosen = "csat_index" if world.settings.csat_formula == "index" else "csat_top_two_box_rate"
    return found | {"csat_rate": found[chosen]}


def observations(world: World) -> dict[str, list[Observation]]:
    return handled_observations(world) | resolved_observations(world) | satisfied_observations(world)


def means(world: World) -> set[str]:
    """The adjusted KPIs that are means, no shares."""
    chosen = ["csat_rate"] if world.settings.csat_formula == "index" else []
    return {"average_handle_seconds", "csat_index", *chosen}


class Mixed(NamedTuple):
    """A KPI of a scope as if it had had everybody's mix."""

    expected: float
    score: Score
    everybody: Score


def interval(is_mean: bool, members: Iterable[Observation]) -> Score:
    members = list(members)
    total = sum(one.numerator for one in members)
    units = sum(one.denominator for one in members)
    if not units:
        return UNKNOWN
    if is_mean:
        low, high = normal(total, sum(one.numerator**2 for one in members), units)
    else:
        low, high = wilson(total, units)
    return Score(total / units, low, high, None, True, True)


def rate(members: list[Observation]) -> float:
    """Nothing is expected of those whom nobody counts."""
    units = sum(one.denominator for one in members)
    return sum(one.numerator for one in members) / units if units else 0.0


def mix_period(is_mean: bool, members: list[Observation], minimum: int) -> dict[Scope, Mixed]:
    everybody = [one for one in members if any(kind == "outsourcer" for kind, _ in one.scopes)]
    strata, rare = defaultdict(list), defaultdict(list)
    for one in everybody:
        strata[one.stratum].append(one)
    thick = {stratum for stratum, found in strata.items() if sum(one.denominator for one in found) >= minimum}
    for stratum, found in strata.items():
        if stratum not in thick:
            rare[stratum[0]] += found
    rates = {stratum: rate(found if stratum in thick else rare[stratum[0]]) for stratum, found in strata.items()}
    # What only a team or site counts, of several agencies' work, is of a kind that is rare.
    for stratum in {one.stratum for one in members} - rates.keys():
        rates[stratum] = rate(rare[stratum[0]])
    reference = interval(is_mean, everybody)
    scopes = defaultdict(list)
    for one in members:
        for scope in one.scopes:
            if scope[0] in CREDITED:
                scopes[scope].append(one)
    return {scope: mix_scope(is_mean, own, rates, thick, reference, minimum) for scope, own in scopes.items()}


def mix_scope(
    is_mean: bool, own: list[Observation], rates: dict[Stratum, float], thick: set, reference: Score, minimum: int
) -> Mixed:
    raw = interval(is_mean, own)
    units = sum(one.denominator for one in own)
    expected = sum(one.denominator * rates[one.stratum] for one in own)
    like = sum(one.denominator for one in own if one.stratum in thick)
    if not expected or raw.value is None:
        return Mixed(expected, UNKNOWN._replace(is_reliable=False), reference)
    factor = reference.value * units / expected
    scaled = (None if end is None else end * factor for end in (raw.value, raw.low, raw.high))
    return Mixed(expected, Score(*scaled, units >= minimum and 2 * like >= units, True, True), reference)


def mix(world: World) -> dict[tuple[str, Place], Mixed]:
    mixed = {}
    for kpi, found in observations(world).items():
        periods = defaultdict(list)
        for one in found:
            for grain in GRAINS:
                periods[grain, period_start(grain, one.day)].append(one)
        for period, members in periods.items():
            for scope, result in mix_period(kpi in means(world), members, world.settings.minimum_sample).items():
                mixed[kpi, (*period, *scope)] = result
    return mixed


# ---------- agencies side by side


def compare_agencies(
    scores: Scores, mixed: dict[tuple[str, Place], Mixed], comparable: dict[str, str | None], provable: set[str]
) -> dict[tuple, dict]:
    """Rows of outsourcer_comparison; comparable: KPI to its better direction; provable: those with intervals."""
    rows = {}
    for key, score in scores.items():
        kpi, grain, start, kind, agency = key
        if kind != "outsourcer" or kpi not in comparable or score.value is None:
            continue
        center = scores.get((kpi, grain, start, "center", "all"), UNKNOWN)
        here = (kpi, grain, start, "outsourcer", "in_house")
        house = scores.get(here, UNKNOWN) if agency != "in_house" else UNKNOWN
        own_mix = mixed.get((kpi, key[1:]))
        house_mix = mixed.get((kpi, here[1:])) if house.value is not None else None
        own = own_mix.score if own_mix and own_mix.score.is_reliable else UNKNOWN
        other = house_mix.score if house_mix and house.is_reliable else UNKNOWN
        gap, low, high = difference(score, house)
        mix_gap, mix_low, mix_high = difference(own, other)
        is_proven = excludes_zero(low, high, score.is_reliable, house.is_reliable)
        is_mix_proven = excludes_zero(mix_low, mix_high)
        are_reliable = (own.is_reliable if own_mix else score.is_reliable, house.is_reliable)
        place = None
        if kpi in provable and house.value is not None:
            deciding = (mix_gap, is_mix_proven) if own_mix else (gap, is_proven)
            place = standing(comparable[kpi], *deciding, are_reliable=all(are_reliable))
        rows[kpi, grain, start, agency] = {
            "value": score.value,
            "is_settled": score.is_settled and (house.value is None or house.is_settled),
            "center_value": center.value,
            "in_house_value": house.value,
            "difference": gap,
            "difference_interval_low": low,
            "difference_interval_high": high,
            "is_difference_significant": is_proven,
            "expected_numerator": own_mix.expected if own_mix else None,
            "adjusted_value": own.value,
            "adjusted_interval_low": own.low,
            "adjusted_interval_high": own.high,
            "is_adjusted_reliable": own_mix.score.is_reliable if own_mix else None,
            "in_house_adjusted_value": other.value,
            "adjusted_difference": mix_gap,
            "adjusted_difference_interval_low": mix_low,
            "adjusted_difference_interval_high": mix_high,
            "is_adjusted_difference_significant": is_mix_proven,
            "standing": place,
        }
    return rows


def standing(better: str | None, gap: float | None, is_proven: bool | None, *, are_reliable: bool) -> str | None:
    if better is None:
        return None
    if not are_reliable:
        return "too_few"
    if is_proven is None:
        return None
    if not is_proven:
        return "within_noise"
    return "better" if (gap > 0) == (better == "higher") else "worse"


# ---------- guardrails


class Pair(NamedTuple):
    pushed: str
    way: int
    guarded: str
    harmed_way: int
    scopes: tuple[str, ...]
    # Of a KPI without intervals: how far is a push; of one that has a limit: that.
    least_move: float | None = None
    limit: float | None = None


PEOPLE = ("agent", "team", "outsourcer")
PAIRS = {
    "quick_but_unresolved": Pair("average_handle_seconds", -1, "fcr_rate", -1, (*PEOPLE, "queue")),
    "quick_but_dissatisfied": Pair("average_handle_seconds", -1, "csat_rate", -1, (*PEOPLE, "queue")),
    "abandons_called_short": Pair("abandonment_rate", -1, "short_abandonment_rate", 1, ("queue",)),
    "resolved_but_unidentified": Pair("fcr_rate", 1, "fcr_identified_share", -1, (*PEOPLE, "queue")),
    "adherent_but_overloaded": Pair("adherence", 1, "occupancy", 1, PEOPLE, least_move=0.01, limit=0.9),
}


class Movement(NamedTuple):
    value: float
    reference: float
    change: float
    low: float | None
    high: float | None
    is_proven: bool | None
    is_settled: bool
    is_adjusted: bool


def movement(key: tuple, compared_with: str, scores: Scores, mixed: dict) -> Movement | None:
    score = scores.get(key, UNKNOWN)
    if score.value is None:
        return None
    if compared_with == "previous_period":
        other, one, is_adjusted = before(key, scores), score, False
        are_reliable = (score.is_reliable, other.is_reliable)
    else:
        found = mixed.get((key[0], key[1:]))
        is_adjusted = found is not None
        center = scores.get((*key[:3], "center", "all"), UNKNOWN)
        if center.value is None:
            return None
        one, other = (found.score, found.everybody) if found else (score, center)
        are_reliable = (one.is_reliable,)
    change, low, high = difference(one, other)
    if change is None:
        return None
    is_proven = excludes_zero(low, high, *are_reliable)
    return Movement(one.value, other.value, change, low, high, is_proven, score.is_settled, is_adjusted)


def is_push(moved: Movement, way: int, least_move: float | None) -> bool:
    if least_move is not None:
        return moved.change * way >= least_move
    return bool(moved.is_proven) and moved.change * way > 0


def find_state(pair: Pair, guarded: Movement) -> str | None:
    """None where nothing was paid."""
    if pair.limit is not None:
        return "harmed" if guarded.value > pair.limit else None
    if is_push(guarded, pair.harmed_way, None):
        return "harmed"
    return "doubtful" if guarded.change * pair.harmed_way > 0 else None


def guard(scores: Scores, mixed: dict, known: set[str]) -> dict[tuple, dict]:
    """Rows of kpi_guardrails; known: the KPIs of the build."""
    rows = {}
    for name, pair in PAIRS.items():
        if not {pair.pushed, pair.guarded} <= known:
            continue
        for key in scores:
            kpi, *place = key
            if kpi != pair.pushed or key[3] not in pair.scopes:
                continue
            for compared_with in ("previous_period", "center") if key[3] in PEOPLE else ("previous_period",):
                pushed = movement(key, compared_with, scores, mixed)
                guarded = movement((pair.guarded, *place), compared_with, scores, mixed)
                if not pushed or not guarded or not is_push(pushed, pair.way, pair.least_move):
                    continue
                if find_state(pair, guarded):
                    rows[name, *place, compared_with] = guard_columns(pair, pushed, guarded)
    return rows


def guard_columns(pair: Pair, pushed: Movement, guarded: Movement) -> dict:
    limit = pair.limit
    return {
        "state": find_state(pair, guarded),
        "is_settled": pushed.is_settled and guarded.is_settled,
        "is_pushed_adjusted": pushed.is_adjusted,
        "pushed_value": pushed.value,
        "pushed_reference_value": pushed.reference,
        "pushed_change": pushed.change,
        "pushed_change_interval_low": pushed.low,
        "pushed_change_interval_high": pushed.high,
        "is_guarded_adjusted": guarded.is_adjusted,
        "guarded_value": guarded.value,
        "guarded_reference_value": guarded.reference if limit is None else limit,
        "guarded_change": guarded.change if limit is None else guarded.value - limit,
        "guarded_change_interval_low": guarded.low if limit is None else None,
        "guarded_change_interval_high": guarded.high if limit is None else None,
    }
