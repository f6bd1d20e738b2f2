"""When issues arise, whose they are, and by which channel their first contact comes."""

import numpy as np

from python_hooks.simulator import world as w
from python_hooks.simulator.legs import ARRIVAL, pack
from python_hooks.simulator.people import People

HOUR = 3_600


def first_contacts(world: w.World, people: People) -> np.ndarray:
    """The first leg of every issue's first contact, in order of arrival."""
    rng = world.generator(1)
    n = world.issues
    u = rng.random((8, n))
    cell = _draw(_weights(world).ravel(), u[0])
    topic, day = cell // world.days, cell % world.days
    person = np.minimum((world.people * u[1] ** 1.35).astype(np.int64), world.people - 1)
    if world.scenario.twins:
        topic, day, person = _in_twos(world, topic, day, person)
    american = people.is_american[person]
    channel = _draw(np.array(w.CHANNEL_MIX), u[2])
    weekday = (world.first_day.weekday() + day) % 7
    # on a day off people rather write; an outage makes them call
    channel = np.where((weekday == 6) & (channel <= w.CHAT) & (u[3] < 0.8), w.EMAIL, channel)
    in_outage = (topic == w.TOPIC["technical"]) & (day >= world.outage_days.start) & (day < world.outage_days.stop)
    channel = np.where(in_outage & (u[3] < 0.7), w.VOICE, channel)
    live = (channel == w.VOICE) | (channel == w.CHAT)
    hour = np.where(live, _draw(w.LIVE_HOURS, u[4]), _draw(w.ASYNC_HOURS, u[4]))
    hour = np.where(live & (weekday == 5), 10 + (u[4] * 4).astype(np.int64), hour)
    hour = np.where(american & live, _draw(w.AMERICAN_HOURS, u[4]), hour)
    seconds = hour * HOUR + (u[5] * HOUR).astype(np.int64)
    start = np.where(american, world.clock.at(day, seconds, w.NEW_YORK), world.clock.at(day, seconds, w.SOFIA))
    complexity = (u[6] > 0.38).astype(np.int64) + (u[6] > 0.84) + ((topic == w.TOPIC["home_battery"]) & (u[7] < 0.3))
    order = np.argsort(start, kind="stable")
    start, topic, channel, person = start[order], topic[order], channel[order], person[order]
    number = np.arange(n)
    zeros = np.zeros(n, dtype=np.int64)
    return pack(
        ARRIVAL,
        {
            "start": np.maximum(start, world.start),
            "contact": number,
            "segment": zeros + 1,
            "person": person,
            "issue": number,
            "topic": topic,
            "channel": channel,
            "direction": zeros,
            "link": zeros + w.FIRST,
            "previous": zeros - 1,
            "attempt": zeros,
            "via": zeros,
            "queue": queue_for(channel, topic, american[order]),
            "complexity": np.minimum(complexity, 2)[order],
        },
    )


def _in_twos(world: w.World, topic: np.ndarray, day: np.ndarray, person: np.ndarray) -> tuple[np.ndarray, ...]:
    """Some issues are their predecessor's person's, on the same day or the two after, about something else."""
    u = world.generator(6).random((2, len(topic)))
    is_twin = (np.arange(len(topic)) % 2 == 1) & (u[0] < world.scenario.twins)
    other = np.roll(topic, 1)
    # home_battery, the last topic, is not sold yet in the beginning
    elsewhere = np.where(topic == other, (other + 1) % (len(w.TOPICS) - 1), topic)
    later = np.minimum(np.roll(day, 1) + (u[1] * 3).astype(np.int64), world.days - 1)
    is_early = (elsewhere == w.TOPIC["home_battery"]) & (later < world.launch_day)
    elsewhere = np.where(is_early, (other + 1) % (len(w.TOPICS) - 1), elsewhere)
    return (
        np.where(is_twin, elsewhere, topic),
        np.where(is_twin, later, day),
        np.where(is_twin, np.roll(person, 1), person),
    )


_VOICE_QUEUE = np.array([w.QUEUE[topic.queue] for topic in w.TOPICS])
_DESK = np.array([-1, w.CHAT_DESK, w.EMAIL_DESK, w.MESSAGING_DESK, w.EMAIL_DESK, -1])


def queue_for(channel: np.ndarray, topic: np.ndarray, american: np.ndarray) -> np.ndarray:
    """The line in which a contact of this channel and topic waits."""
    by_voice = np.where(american, w.AMERICAS, _VOICE_QUEUE[topic])
    return np.where(_DESK[channel] < 0, by_voice, _DESK[channel])


def _weights(world: w.World) -> np.ndarray:
    """Relative number of issues by topic (rows) and day (columns): weekdays, holidays, slow growth, and the stories."""
    day = np.arange(world.days)
    weekday = (world.first_day.weekday() + day) % 7
    usual = w.WEEKDAY_WEIGHT[weekday] * (1 + 0.0012 * day)
    for number in day:
        if world.clock.is_holiday("sofia_office", world.day(int(number))):
            usual[number] *= 0.35
    weights = np.array([topic.share for topic in w.TOPICS])[:, None] * usual
    weights[w.TOPIC["billing"], weekday == 0] *= 1.55
    weights[w.TOPIC["technical"], world.outage_days.start : world.outage_days.stop] *= 11
    weights[w.TOPIC["home_battery"]] *= np.clip((day - world.launch_day + 1) / 10, 0, 1)
    return weights


def _draw(weights: np.ndarray, u: np.ndarray) -> np.ndarray:
    """Positions drawn in proportion to weights."""
    bounds = np.cumsum(weights)
    return np.minimum(np.searchsorted(bounds, u * bounds[-1], side="right"), len(weights) - 1)
