"""Repeat contacts, link by link: an episode and the one that is said to repeat it.

Published: neighbours within an issue (issue_key). True: neighbours within an issue of the truth, contacts that asked
for a person, at most the window apart. Two contacts of one attempt (a dropped call and the call back) are no link on
either side.
"""

from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise

from python_hooks.accuracy.truth import Truth

WINDOW_SECONDS = 168 * 3_600
RECONNECT_SECONDS = 15 * 60


@dataclass(frozen=True)
class Links:
    precision: float
    recall: float
    true_links: int
    wrong: list[tuple[str, str]]  # contact_ids: last of the one, first of the other
    missed: list[tuple[str, str]]

    @property
    def f1(self) -> float:
        return 2 * self.precision * self.recall / (self.precision + self.recall)


def measure(contacts: list[dict], truth: Truth, *, topics_known: bool = False, permitted: bool = False) -> Links:
    """topics_known: only links between episodes all of whose contacts have a topic. permitted: only true links between
    contacts that the identifiers allow to be known as one person's."""
    contacts = sorted(contacts, key=lambda row: (row["started_at"], row["contact_id"]))
    episodes = defaultdict(list)
    for row in contacts:
        episodes[row["episode_key"] or row["contact_id"]].append(row)
    by_id = {row["contact_id"]: row for row in contacts}

    def episode_of(contact_id: str) -> str:
        return by_id[contact_id]["episode_key"] or contact_id

    def counts(one: str, other: str) -> bool:
        if not topics_known:
            return True
        return all(row["topic"] != "unknown" for key in (one, other) for row in episodes[key])

    every = {
        (episode_of(one), episode_of(other)): (one, other) for one, other in _true_links(contacts, episodes, truth)
    }
    true = {link: its for link, its in every.items() if counts(*link) and (not permitted or truth.permits(*its))}
    said = {link for link in _published_links(episodes) if counts(*link)}
    right = said & every.keys()
    ends = {key: (rows[0]["contact_id"], rows[-1]["contact_id"]) for key, rows in episodes.items()}
    return Links(
        precision=len(right) / len(said) if said else 1.0,
        recall=len(said & true.keys()) / len(true),
        true_links=len(true),
        wrong=[(ends[one][1], ends[other][0]) for one, other in sorted(said - right, key=str)],
        missed=[its for link, its in true.items() if link not in said],
    )


def _true_links(contacts: list[dict], episodes: dict, truth: Truth) -> list[tuple[str, str]]:
    """Neighbours within an issue that are neither one attempt nor further apart than the window."""
    issues = defaultdict(list)
    for row in contacts:
        if row["is_offered"] and row["channel"] != "callback" and row["contact_id"] in truth.issue:
            issues[truth.issue[row["contact_id"]]].append(row)
    result = []
    for rows in issues.values():
        for one, other in pairwise(rows):
            key = one["episode_key"]
            ended = max(row["ended_at"] for row in episodes[key]) if key else one["ended_at"]
            gap = max(0, (other["started_at"] - ended).total_seconds())
            is_one_attempt = (key is not None and key == other["episode_key"]) or (
                one["outcome"] == "abandoned" and gap <= RECONNECT_SECONDS
            )
            if gap <= WINDOW_SECONDS and not is_one_attempt:
                result.append((one["contact_id"], other["contact_id"]))
    return result


def _published_links(episodes: dict[str, list[dict]]) -> set[tuple[str, str]]:
    issues = defaultdict(list)
    for key, rows in episodes.items():
        if rows[0]["issue_key"]:
            issues[rows[0]["issue_key"]].append((rows[0]["started_at"], key))
    return {(one[1], other[1]) for its in issues.values() for one, other in pairwise(sorted(its))}
