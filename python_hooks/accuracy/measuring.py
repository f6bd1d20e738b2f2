"""One simulated centre, measured; and the targets that `make accuracy` holds it to."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path

from python_hooks.accuracy import identity, links, methods, replays
from python_hooks.accuracy.identity import Identity
from python_hooks.accuracy.links import Links
from python_hooks.accuracy.methods import Method
from python_hooks.accuracy.replays import Forecast, Window
from python_hooks.accuracy.truth import read_truth
from python_hooks.accuracy.warehouse import FIRST_DAY, Warehouse
from python_hooks.simulator.scenarios import SCENARIOS

IDENTITY_PRECISION = 0.999  # both where the identifiers permit to know
IDENTITY_RECALL = 0.98
LINK_F1 = 0.95  # same topic, topics known, where the identifiers permit it
ESTIMATE_BIAS = 1.0  # percentage points

FLAGS = {
    "by_repeat, any topic": "is_fcr_by_repeat",
    "by_repeat, same topic": "is_same_topic",
    "by_agent": "is_fcr_by_agent",
    "by_survey": "is_fcr_by_survey",
    "by_survey, weighted": None,  # no flag of a contact, but weights of groups
    "by_one_touch": "is_fcr_by_one_touch",
    "verified": "is_fcr_verified",
}
# quarters partition the days, and are long enough for most groups to have an answer
STRATA = (
    "select fcr_contacts, contacts_answered, stratum_rate from intermediate.int_fcr_survey_strata "
    "where scope_kind = 'center' and period_grain = 'quarter' and stratum_rate is not null"
)
REPLAY_WEEKS = 32
REPLAYED = {"scenario": "long", "weeks": REPLAY_WEEKS, "seed": 2}


@dataclass(frozen=True)
class Measured:
    scenario: str
    contacts: int
    identity: Identity
    any_topic: Links
    same_topic: Links
    any_topic_permitted: Links  # topics known, where the identifiers permit it
    same_topic_permitted: Links
    methods: dict[str, Method]
    settled: int  # contacts the methods are asked about


def measure(folder: Path, scenario: str, contacts: int) -> Measured:
    """Simulate, build, compare."""
    warehouse = Warehouse(folder)
    warehouse.simulate(scenario, contacts, SCENARIOS[scenario].weeks)
    warehouse.build(["fct_contacts", "int_fcr_survey_strata"])
    by_any = warehouse.rows("select * from marts.fct_contacts")
    strata = warehouse.rows(STRATA)
    horizon = warehouse.rows("select horizon_at from intermediate.int_data_horizon")[0]["horizon_at"]
    warehouse.rebuild("int_episodes", ["fct_contacts"], {"cc_fcr_match": "same_topic"})
    by_same = warehouse.rows("select * from marts.fct_contacts")
    truth = read_truth(warehouse.landing, warehouse.truth, [row["contact_id"] for row in by_any])
    same = {row["contact_id"]: row["is_fcr_by_repeat"] for row in by_same}
    judged = [row | {"is_same_topic": same[row["contact_id"]]} for row in methods.settled(by_any, truth, horizon)]
    said = {
        name: methods.measure(judged, truth, column) if column else methods.weighted(judged, truth, strata)
        for name, column in FLAGS.items()
    }
    only = {"topics_known": True, "permitted": True}
    return Measured(
        scenario=scenario,
        contacts=len(by_any),
        identity=identity.measure(by_any, truth),
        any_topic=links.measure(by_any, truth),
        same_topic=links.measure(by_same, truth),
        any_topic_permitted=links.measure(by_any, truth, **only),
        same_topic_permitted=links.measure(by_same, truth, **only),
        methods={name: method for name, method in said.items() if method},
        settled=len(judged),
    )


@dataclass(frozen=True)
class Replayed:
    forecasts: list[Forecast]
    windows: list[Window]  # of the horizon in the middle


def replay(folder: Path, contacts: int, horizons: int) -> Replayed:
    """One horizon in the middle, and others spread over the second half of a longer history, so that a quarter lies
    before each, and the last month has settled."""
    warehouse = Warehouse(folder)
    warehouse.simulate(contacts=contacts, **REPLAYED)
    warehouse.build(replays.MODELS)
    final = replays.weeks_of(warehouse)
    first_week, last_week = REPLAY_WEEKS // 2, REPLAY_WEEKS - 2
    days_apart = (last_week - first_week) * 7 // horizons
    middle = datetime.combine(FIRST_DAY, time(12)) + timedelta(weeks=first_week, days=3)
    windows = replays.by_window(warehouse, middle, final)
    instants = replays.horizons(FIRST_DAY, first_week, days_apart, horizons)
    return Replayed(replays.replay(warehouse, instants, final), windows)


def missed_targets(measured: list[Measured], replayed: Replayed | None) -> list[str]:
    """What falls short, in words."""
    missed = []
    for each in measured:
        values = [
            ("identity precision where permitted", each.identity.permitted_precision, IDENTITY_PRECISION),
            ("identity recall where permitted", each.identity.permitted_recall, IDENTITY_RECALL),
            ("repeat links' F1, same topic, topics known", each.same_topic_permitted.f1, LINK_F1),
        ]
        missed += [f"{each.scenario}: {name} {value:.4f} < {least}" for name, value, least in values if value < least]
    if replayed:
        forecasts = replayed.forecasts
        bias = replays.bias(replays.unfinished(forecasts), "estimated")
        if abs(bias) >= ESTIMATE_BIAS:
            missed.append(f"product limit: bias {bias:+.2f} points")
        errors = {name: replays.mean_absolute_error(forecasts, name) for name in replays.COLUMNS}
        if errors["estimated"] >= min(errors["pending_resolved"], errors["pending_dropped"]):
            missed.append(f"product limit: error {errors['estimated']:.2f} points is not the smallest")
    return missed
