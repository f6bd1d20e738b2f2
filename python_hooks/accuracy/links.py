"""Repeat contacts, link by link: an episode and the one that is said to repeat it.

Published: neighbours within an issue (issue_key). True: neighbours within an issue of the truth, contacts that asked
for a person, at most the window apart. Two contacts of one attempt (a dropped call and the call back) are no link on
either side.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, pairwise

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
    """topics_known: only links between episodes all of whose contacts have a topic. permitted: of an issue, neighbours
    are contacts that the identifiers allow to be known as one person's; a contact that shows nothing parts nobody."""
    contacts = sorted(contacts, key=lambda row: (row["started_at"], row["contact_id"]))
    episodes = defaultdict(list)
    for row in contacts:
        episodes[_episode(row)].append(row)

    def counts(link: tuple) -> bool:
        return not topics_known or all(row["topic"] != "unknown" for key in link for row in episodes[key])

    true = {
        (_episode(one), _episode(other)): (one["contact_id"], other["contact_id"])
        for one, other in _true_links(contacts, episodes, truth, permitted)
    }
    true = {link: its for link, its in true.items() if counts(link)}
    said = {link for link in _published_links(episodes) if counts(link)}
    right = said & true.keys()
    ends = {key: (rows[0]["contact_id"], rows[-1]["contact_id"]) for key, rows in episodes.items()}
    return Links(
        precision=len(right) / len(said) if said else 1.0,
        recall=len(right) / len(true),
        true_links=len(true),
        wrong=[(ends[one][1], ends[other][0]) for one, other in sorted(said - right)],
        missed=[its for link, its in true.items() if link not in said],
    )


def _episode(row: dict) -> tuple:
    """A contact in no episode stands for itself. Sortable, whatever keys are made of."""
    return (0, row["episode_key"]) if row["episode_key"] is not None else (1, row["contact_id"])


def _true_links(contacts: list[dict], episodes: dict, truth: Truth, permitted: bool) -> Iterator[tuple[dict, dict]]:
    """Neighbours within an issue that are neither one attempt nor further apart than the window."""
    issues = defaultdict(list)
    for row in contacts:
        key = row["contact_id"]
        asks_for_a_person = row["is_offered"] and row["channel"] != "callback"
        if asks_for_a_person and key in truth.issue and (key in truth.group or not permitted):
            issues[truth.issue[key], truth.group[key] if permitted else None].append(row)
    for one, other in chain.from_iterable(map(pairwise, issues.values())):
        ended = max(row["ended_at"] for row in episodes[_episode(one)])
        gap = max(0, (other["started_at"] - ended).total_seconds())
        is_called_back = one["outcome"] == "abandoned" and gap <= RECONNECT_SECONDS
        is_one_attempt = is_called_back or _episode(one) == _episode(other)
        if gap <= WINDOW_SECONDS and not is_one_attempt:
            yield one, other


def _published_links(episodes: dict[tuple, list[dict]]) -> set[tuple]:
    issues = defaultdict(list)
    for key, rows in episodes.items():
        if rows[0]["issue_key"] is not None:
            issues[rows[0]["issue_key"]].append((rows[0]["started_at"], key))
    return {(one[1], other[1]) for its in issues.values() for one, other in pairwise(sorted(its))}
