"""What exists in the simulated centre, and every number one may want to tune."""

from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np

from python_hooks.simulator.clock import Clock
from python_hooks.simulator.scenarios import SCENARIOS, Scenario

DAY = 86_400

CHANNELS = ["voice", "chat", "email", "messaging", "web_form", "callback"]
VOICE, CHAT, EMAIL, MESSAGING, WEB_FORM, CALLBACK = range(6)
DIRECTIONS = ["inbound", "outbound", "internal"]
INBOUND, OUTBOUND, INTERNAL = range(3)
OUTCOMES = [
    "handled",
    "abandoned",
    "abandoned_in_ivr",
    "self_served",
    "overflowed",
    "callback_requested",
    "voicemail",
    "failed",
]
HANDLED, ABANDONED, ABANDONED_IN_IVR, SELF_SERVED, OVERFLOWED, CALLBACK_REQUESTED, VOICEMAIL, FAILED = range(8)
TRANSFERS = ["none", "warm", "blind", "to_queue"]
NOT_TRANSFERRED, WARM, BLIND, TO_QUEUE = range(4)
# how a contact came about, in the truth
LINKS = ["first", "reconnect", "repeat", "retry", "callback", "follow_up", "internal"]
FIRST, RECONNECT, REPEAT, RETRY, CALLED_BACK, FOLLOW_UP, AMONG_STAFF = range(7)


@dataclass(frozen=True)
class Topic:
    """A reason to get in touch. share: of issues; resolution: probability that an average agent resolves it at once;
    talk: factor on talk time; self_service: probability that the menu or the bot does it; transfer: probability."""

    name: str
    share: float
    resolution: float
    talk: float
    self_service: float
    transfer: float
    queue: str


TOPICS = [
    Topic("delivery", 0.21, 0.74, 0.85, 0.14, 0.06, "service"),
    Topic("order_change", 0.12, 0.75, 0.90, 0.06, 0.06, "service"),
    Topic("returns", 0.12, 0.70, 1.00, 0.06, 0.07, "service"),
    Topic("account", 0.12, 0.77, 0.80, 0.16, 0.05, "service"),
    Topic("billing", 0.19, 0.68, 1.00, 0.07, 0.08, "billing"),
    Topic("technical", 0.18, 0.63, 1.30, 0.03, 0.06, "technical"),
    Topic("complaint", 0.04, 0.50, 1.30, 0.00, 0.16, "service"),
    Topic("home_battery", 0.13, 0.23, 1.45, 0.00, 0.12, "technical"),
]
TOPIC = {topic.name: number for number, topic in enumerate(TOPICS)}


@dataclass(frozen=True)
class Queue:
    """A waiting line. service_level, short_abandon: seconds, None where the queue has none; zone and hours of its
    calendar."""

    name: str
    channel: str
    calendar: str
    service_level: int | None
    service_level_target: float | None
    short_abandon: int | None


QUEUES = [
    Queue("service", "voice", "sofia_office", 20, 0.80, 5),
    Queue("billing", "voice", "sofia_office", 20, 0.80, 5),
    Queue("technical", "voice", "sofia_office", 30, 0.75, 5),
    Queue("americas", "voice", "new_york_office", 20, 0.80, 5),
    Queue("partner_overflow", "voice", "sofia_office", 30, 0.70, 5),
    Queue("chat", "chat", "online_desk", 60, 0.80, 10),
    Queue("messaging", "messaging", "online_desk", None, None, None),
    Queue("email", "email", "online_desk", DAY, 0.90, None),
]
QUEUE = {queue.name: number for number, queue in enumerate(QUEUES)}
SERVICE, BILLING, TECHNICAL, AMERICAS, PARTNER_OVERFLOW, CHAT_DESK, MESSAGING_DESK, EMAIL_DESK = range(8)

# calendar -> time zone, opening hours by weekday (1 = Monday) in local hours
CALENDARS = {
    "sofia_office": ("Europe/Sofia", {**dict.fromkeys(range(1, 6), (9, 18)), 6: (10, 14)}),
    "new_york_office": ("America/New_York", dict.fromkeys(range(1, 6), (9, 17))),
    "online_desk": ("Europe/Sofia", {**dict.fromkeys(range(1, 6), (9, 18)), 6: (10, 14)}),
}
HOLIDAYS = {
    "sofia_office": {"01-01": "New Year", "03-03": "Liberation Day", "05-24": "Day of Letters"},
    "online_desk": {"01-01": "New Year", "03-03": "Liberation Day", "05-24": "Day of Letters"},
    "new_york_office": {"01-01": "New Year", "01-20": "Winter Day", "02-17": "Founders Day", "07-04": "Summer Day"},
}

TEAMS = ["care", "technical", "partner"]
SITES = ["sofia", "varna"]
AGENCY = "blue_harbour"


@dataclass(frozen=True)
class Role:
    """A kind of agent."""

    name: str
    team: int
    queues: dict[int, float]  # queues served, and the share of the time that each may count on in a large centre
    slots: int  # contacts at once
    shifts: tuple[tuple[float, float], ...]  # (start, end) in local hours; agents change over every week
    saturday: tuple[float, float] | None
    zone: str
    skill: float  # added to the probability of resolving
    speed: float  # factor on talk time
    transfer: float  # factor on the topic's probability of a transfer
    head_count: int  # agents at 4,000 contacts
    load: float  # where the centre is large: seconds of work per contact of the whole centre, per slot
    spare: float  # and agents at work beyond it, in square roots of the agents it takes
    hourly_cost: float


SOFIA, NEW_YORK = "Europe/Sofia", "America/New_York"
ROLES = [
    Role(
        name="care_voice",
        team=0,
        queues={SERVICE: 0.55, BILLING: 0.45},
        slots=1,
        shifts=((9, 13.5), (13.5, 18)),
        saturday=(10, 14),
        zone=SOFIA,
        skill=0.05,
        speed=1.0,
        transfer=1.0,
        head_count=3,
        load=100,
        spare=1.9,
        hourly_cost=15.5,
    ),
    Role(
        name="care_chat",
        team=0,
        queues={CHAT_DESK: 0.8, MESSAGING_DESK: 0.2},
        slots=2,
        shifts=((9, 14.5), (12.5, 18)),
        saturday=(10, 14),
        zone=SOFIA,
        skill=0.03,
        speed=1.0,
        transfer=0.8,
        head_count=2,
        load=42,
        spare=1.3,
        hourly_cost=14.5,
    ),
    Role(
        name="care_email",
        team=0,
        queues={EMAIL_DESK: 0.9, CHAT_DESK: 0.1},
        slots=1,
        shifts=((9, 13),),
        saturday=None,
        zone=SOFIA,
        skill=0.04,
        speed=1.0,
        transfer=0.4,
        head_count=1,
        load=72,
        spare=0.8,
        hourly_cost=14.5,
    ),
    Role(
        name="technical",
        team=1,
        queues={TECHNICAL: 1.0},
        slots=1,
        shifts=((9, 14), (13, 18)),
        saturday=(10, 14),
        zone=SOFIA,
        skill=0.03,
        speed=1.05,
        transfer=0.8,
        head_count=3,
        load=117,
        spare=1.6,
        hourly_cost=18.0,
    ),
    Role(
        name="partner_day",
        team=2,
        queues={SERVICE: 0.95, PARTNER_OVERFLOW: 0.05},
        slots=1,
        shifts=((9, 14), (13, 18)),
        saturday=None,
        zone=SOFIA,
        skill=-0.24,
        speed=0.66,
        transfer=1.5,
        head_count=2,
        load=34,
        spare=1.4,
        hourly_cost=10.5,
    ),
    Role(
        name="partner_late",
        team=2,
        queues={AMERICAS: 1.0},
        slots=1,
        shifts=((9, 13.5), (12.5, 17)),
        saturday=None,
        zone=NEW_YORK,
        skill=-0.2,
        speed=0.7,
        transfer=1.4,
        head_count=2,
        load=30,
        spare=1.1,
        hourly_cost=11.5,
    ),
]

# probability that a first contact takes this channel
CHANNEL_MIX = [0.64, 0.15, 0.11, 0.05, 0.05]
# mean talk seconds, hold share, mean wrap-up seconds by channel (CHANNELS)
TALK_SECONDS = np.array([390.0, 480.0, 360.0, 330.0, 360.0, 330.0])
WRAP_UP_SECONDS = np.array([70.0, 40.0, 35.0, 30.0, 35.0, 60.0])

CONTACTS_PER_ISSUE = 1.55
PEOPLE_PER_ISSUE = 0.78
AMERICAN_SHARE = 0.11
# tickets of the social desk, which has no contacts of its own, per contact of the centre
SOCIAL_SHARE = 0.011
# contacts that one part holds in memory at once; up to EXACT_CONTACTS the queue is simulated customer by customer
PART_CONTACTS = 250_000
EXACT_CONTACTS = 10_000

WEEKDAY_WEIGHT = np.array([1.22, 1.08, 1.0, 0.98, 0.94, 0.34, 0.16])
LIVE_HOURS = np.array([0] * 8 + [0.06, 1.15, 1.3, 1.25, 1.0, 0.95, 1.05, 1.05, 0.95, 0.8, 0.1, 0.06, 0.04] + [0.02] * 3)
ASYNC_HOURS = np.array([0.12, 0.06, 0.04, 0.04, 0.05, 0.1, 0.3, 0.6, 0.9, 1.1, 1.1] + [1.0] * 11 + [0.7, 0.35])
AMERICAN_HOURS = np.array([0] * 9 + [1.0, 1.2, 1.2, 1.0, 1.0, 1.1, 1.1, 0.9, 0.05, 0.03] + [0.01] * 5)


@dataclass(frozen=True)
class World:
    """One part of the centre, with its own customers and agents. Parts share queues, topics and stories."""

    contacts: int
    weeks: int
    seed: int
    first_day: date
    part: int = 0
    parts: int = 1
    scenario: Scenario = SCENARIOS["demo"]
    clock: Clock = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "clock", Clock(self.first_day, self.weeks * 7, CALENDARS, HOLIDAYS))

    @property
    def days(self) -> int:
        return self.weeks * 7

    @property
    def start(self) -> int:
        """The first instant: midnight in Sofia."""
        return self.clock.midnight(0)

    @property
    def end(self) -> int:
        """The instant at which the export is taken: nothing that begins later is in it."""
        return self.clock.midnight(self.days)

    @property
    def issues(self) -> int:
        return max(1, round(self.contacts / CONTACTS_PER_ISSUE))

    @property
    def social_tickets(self) -> int:
        return round(self.contacts * SOCIAL_SHARE)

    @property
    def first_issue(self) -> int:
        """Number of the part's first issue among those of all parts."""
        return self.part * (self.issues + self.social_tickets)

    @property
    def people(self) -> int:
        return max(2, round(self.issues * PEOPLE_PER_ISSUE))

    @property
    def is_exact(self) -> bool:
        return self.contacts <= EXACT_CONTACTS

    def week_start(self, share: float) -> int:
        """Day number of the Monday that begins `share` of the way through; stories hang on it."""
        return int(share * self.weeks) * 7

    @property
    def outage_days(self) -> range:
        """Tuesday and Wednesday of the week of the outage."""
        return range(self.week_start(0.5) + 1, self.week_start(0.5) + 3)

    @property
    def launch_day(self) -> int:
        """The new product is sold from here on."""
        return self.week_start(0.385)

    @property
    def team_change_day(self) -> int:
        return self.week_start(0.62)

    @property
    def leaving_day(self) -> int:
        return self.week_start(0.77)

    @property
    def threshold_day(self) -> int:
        """From here on the service queue promises 20 instead of 30 seconds."""
        return self.week_start(0.62)

    def day(self, number: int) -> date:
        return self.first_day + timedelta(days=number)

    def generator(self, purpose: int) -> np.random.Generator:
        """Independent numbers for each part and purpose."""
        return np.random.Generator(np.random.PCG64(np.random.SeedSequence([self.seed, self.part, purpose])))
