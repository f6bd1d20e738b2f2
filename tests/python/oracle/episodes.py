"""Episodes, repeats and issues of each customer.

Readings taken where the definitions leave a choice:
- Rule 2c: "ended callback_requested" looks at the last segment, and the contact that asks ends no later than the
  callback starts. "The latest contact" is the one before it in the order of start, source, contact_id.
- A self-service attempt precedes the issue of the customer's next episode, if that one starts within the window after
  the end of the attempt; a negative distance is within it. An episode that starts at the same instant is a next one.
- An identified handled contact that is in no sequence (a callback that joins nothing, or handled without ever being in
  a queue) is ineligible.
- A topic group without a name is no group: the topic itself counts.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta

from .core import Contact, hours
from .landing import CodeMap
from .settings import Settings

LONGEST_HOURS = 720
UNKNOWN = "unknown"


@dataclass(eq=False)
class Episode:
    contacts: list[Contact]
    issue: Issue | None = None
    next: Episode | None = None
    # In hours, to the customer's next episode and to the next one of the same topic group.
    hours_to_next: float | None = None
    hours_to_next_same_topic: float | None = None
    # The one of these that the chosen match looks at.
    hours_to_repeat: float | None = None
    topic_group: str = UNKNOWN
    is_repeat: bool = False

    @property
    def customer(self) -> int:
        return self.contacts[0].customer

    @property
    def started_at(self) -> datetime:
        return self.contacts[0].started_at

    @property
    def ended_at(self) -> datetime:
        return max(contact.ended_at for contact in self.contacts)

    @property
    def standing(self) -> Contact | None:
        handled = [contact for contact in self.contacts if contact.outcome == "handled"]
        return handled[-1] if handled else None

    def is_repeated(self, hours: float) -> bool:
        return self.hours_to_repeat is not None and self.hours_to_repeat <= hours

    def is_closed(self, hours: float, horizon: datetime) -> bool:
        return self.ended_at + timedelta(hours=hours) <= horizon


@dataclass(eq=False)
class Issue:
    episodes: list[Episode]
    self_service_attempts: int = 0


def is_in_sequence(contact: Contact) -> bool:
    """Rule 1."""
    return (
        contact.is_inbound
        and contact.channel != "callback"
        and contact.is_offered
        and contact.customer is not None
        and not contact.is_after_horizon
    )


def may_call_back(contact: Contact) -> bool:
    """Rule 2c, the half that looks at the contact alone."""
    is_return = contact.channel == "callback" or (contact.direction == "outbound" and contact.outcome == "handled")
    return is_return and contact.customer is not None and not contact.is_after_horizon


def answers_request(contact: Contact, asked: Contact | None) -> bool:
    """Rule 2c, the half that looks at the customer's latest contact of the sequence."""
    return (
        asked is not None
        and asked.segments[-1]["outcome"] == "callback_requested"
        and timedelta(0) <= contact.started_at - asked.ended_at <= timedelta(hours=24)
    )


def joins(contact: Contact, before: Contact, latest_live_end: datetime | None, settings: Settings) -> bool:
    """Rules 2a and 2b."""
    overlaps = (
        contact.is_live and before.is_live and latest_live_end is not None and contact.started_at < latest_live_end
    )
    reconnects = before.is_cut_off and contact.started_at - before.ended_at <= timedelta(
        minutes=settings.reconnect_minutes
    )
    return overlaps or reconnects


def customer_episodes(contacts: list[Contact], settings: Settings) -> list[Episode]:
    """Episodes of one customer; contacts come in order."""
    episodes: list[Episode] = []
    asked = before = latest_live_end = None
    for contact in contacts:
        if is_in_sequence(contact):
            asked = contact
            is_joined = before is not None and joins(contact, before, latest_live_end, settings)
        elif may_call_back(contact) and answers_request(contact, asked):
            is_joined = True
        else:
            continue
        if is_joined:
            episodes[-1].contacts.append(contact)
        else:
            episodes.append(Episode([contact]))
        contact.episode = episodes[-1]
        if contact.is_live:
            latest_live_end = max(latest_live_end or contact.ended_at, contact.ended_at)
        before = contact
    return episodes


def group_of(topic: str, source: str, codes: CodeMap) -> str:
    return UNKNOWN if topic == UNKNOWN else codes.find(source, "topic_group", topic) or topic


def set_topic_groups(episodes: list[Episode], codes: CodeMap) -> None:
    """An unknown topic takes the group of the customer's last episode that has one."""
    known = UNKNOWN
    for episode in episodes:
        speaks = episode.standing or episode.contacts[0]
        own = group_of(speaks.topic, speaks.source, codes)
        episode.topic_group = known = own if own != UNKNOWN else known


def distance(earlier: Episode, later: Episode) -> float | None:
    """Hours from one to the other, None if that is too far to matter."""
    gap = max(0.0, hours(later.started_at - earlier.ended_at))
    return gap if gap <= LONGEST_HOURS else None


def measure(episodes: list[Episode], settings: Settings) -> None:
    """How far each of a customer's episodes is from the next one, and from the next of its topic group."""
    next_of_group: dict[str, Episode] = {}
    following = None
    for episode in reversed(episodes):
        if following is not None:
            episode.hours_to_next = distance(episode, following)
            episode.next = following if episode.hours_to_next is not None else None
        if episode.topic_group in next_of_group:
            episode.hours_to_next_same_topic = distance(episode, next_of_group[episode.topic_group])
        same = settings.fcr_match == "same_topic"
        episode.hours_to_repeat = episode.hours_to_next_same_topic if same else episode.hours_to_next
        next_of_group[episode.topic_group] = following = episode


def chain(episodes: list[Episode], settings: Settings) -> list[Issue]:
    """Issues of one customer's episodes, or of one topic group of them where only that is looked at."""
    chains = defaultdict(list)
    for episode in episodes:
        chains[episode.topic_group if settings.fcr_match == "same_topic" else None].append(episode)
    issues: list[Issue] = []
    for members in chains.values():
        for place, episode in enumerate(members):
            episode.is_repeat = place > 0 and members[place - 1].is_repeated(settings.fcr_window_hours)
            if not episode.is_repeat:
                issues.append(Issue([]))
            issues[-1].episodes.append(episode)
            episode.issue = issues[-1]
    return issues


def count_attempts(contacts: list[Contact], episodes: list[Episode], settings: Settings) -> None:
    """Self-service and menu hang-ups of one customer, on the issue they precede."""
    for contact in contacts:
        if contact.is_after_horizon or not (contact.is_self_served or contact.is_abandoned_in_ivr):
            continue
        following = [episode for episode in episodes if episode.started_at >= contact.started_at]
        if following and hours(following[0].started_at - contact.ended_at) <= settings.fcr_window_hours:
            following[0].issue.self_service_attempts += 1


def settle(contact: Contact, horizon: datetime, settings: Settings) -> None:
    """is_fcr_eligible and fcr_status."""
    stands = contact.episode is not None and contact.episode.standing is contact
    is_stranger = contact.is_handled and contact.customer is None and not contact.is_after_horizon
    contact.is_fcr_eligible = stands or is_stranger
    if is_stranger:
        contact.fcr_status = "unidentified"
    elif stands and contact.episode.is_repeated(settings.fcr_window_hours):
        contact.fcr_status = "repeated"
    elif stands:
        is_closed = contact.episode.is_closed(settings.fcr_window_hours, horizon)
        contact.fcr_status = "resolved" if is_closed else "pending"


def find_episodes(
    contacts: list[Contact], horizon: datetime, settings: Settings, codes: CodeMap
) -> tuple[list[Episode], list[Issue]]:
    by_customer = defaultdict(list)
    for contact in contacts:
        if contact.customer is not None:
            by_customer[contact.customer].append(contact)
    episodes, issues = [], []
    for own in by_customer.values():
        own_episodes = customer_episodes(own, settings)
        set_topic_groups(own_episodes, codes)
        measure(own_episodes, settings)
        episodes += own_episodes
        issues += chain(own_episodes, settings)
        count_attempts(own, own_episodes, settings)
    for contact in contacts:
        settle(contact, horizon, settings)
    return episodes, issues
