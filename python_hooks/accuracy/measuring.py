"""One simulated centre, measured; and the targets that `make accuracy` holds it to."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path

import pandas as pd

from python_hooks.accuracy import identity, links, methods, replays
from python_hooks.accuracy.identity import Identity
from python_hooks.accuracy.links import Links
from python_hooks.accuracy.methods import Method
from python_hooks.accuracy.replays import Window
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
    "by_one_touch": "is_fcr_by_one_touch",
    "verified": "is_fcr_verified",
}
LEAST_REPLAY_WEEKS, MOST_REPLAY_WEEKS = 32, 52
# A quarter lies before the first week that is read, and the last two have to settle: one horizon a week between them.
FIRST_WEEK, WEEKS_TO_SETTLE = 14, 2
MOST_HORIZONS = MOST_REPLAY_WEEKS - FIRST_WEEK - WEEKS_TO_SETTLE
MONDAY_AT = time(6)


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
    warehouse.build(["fct_contacts"])
    by_any = warehouse.rows("select * from marts.fct_contacts")
    horizon = warehouse.rows("select horizon_at from intermediate.int_data_horizon")[0]["horizon_at"]
    warehouse.rebuild("int_episodes", ["fct_contacts"], {"cc_fcr_match": "same_topic"})
    by_same = warehouse.rows("select * from marts.fct_contacts")
    truth = read_truth(warehouse.landing, warehouse.truth, [row["contact_id"] for row in by_any])
    same = {row["contact_id"]: row["is_fcr_by_repeat"] for row in by_same}
    judged = [row | {"is_same_topic": same[row["contact_id"]]} for row in methods.settled(by_any, truth, horizon)]
    said = {}
    for name, column in FLAGS.items():
        said[name] = methods.measure(judged, truth, column)
        if name == "by_survey":
            said["by_survey, weighted"] = methods.weighted(judged, truth, column)
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
    readings: pd.DataFrame
    mondays: pd.DataFrame  # readings on Mondays before anybody works
    windows: list[Window]  # of the horizon in the middle


def replay(folder: Path, contacts: int, horizons: int, mondays: int = 0) -> Replayed:
    """One horizon in the middle, and others spread over the second half of a longer history, a week apart at least;
    Mondays besides."""
    weeks = max(LEAST_REPLAY_WEEKS, FIRST_WEEK + horizons + WEEKS_TO_SETTLE)
    last_week = weeks - WEEKS_TO_SETTLE
    warehouse = Warehouse(folder)
    warehouse.simulate(contacts=contacts, scenario="long", weeks=weeks, seed=2)
    warehouse.build(replays.MODELS)
    final = replays.weeks_of(warehouse)
    middle = datetime.combine(FIRST_DAY, time(12)) + timedelta(weeks=weeks // 2, days=3)
    windows = replays.by_window(warehouse, middle, final)
    spread = replays.horizons(FIRST_DAY, FIRST_WEEK, last_week, horizons)
    early = [datetime.combine(FIRST_DAY, MONDAY_AT) + timedelta(weeks=last_week - 3 * n) for n in range(mondays)]
    readings = replays.replay(warehouse, spread + early, final)
    is_early = readings["horizon"].isin(early)
    return Replayed(readings[~is_early], readings[is_early], windows)


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
        center = replays.of_scope(replayed.readings, "center")
        bias = replays.bias(replays.unfinished(center), "estimated").value
        if not abs(bias) < ESTIMATE_BIAS:
            missed.append(f"product limit: bias {bias:+.2f} points")
        for column, name in replays.COLUMNS.items():
            if column != "estimated" and not replays.advantage(center, column) > 0:
                missed.append(f"product limit: error not smaller than that of {name}")
        outside = len(replays.out_of_bounds(pd.concat([replayed.readings, replayed.mondays])))
        if outside:
            missed.append(f"product limit: {outside} estimates outside of what is known and what can still come")
    return missed
