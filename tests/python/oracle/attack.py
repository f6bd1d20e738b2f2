"""Can fewer people than a group must have be told from what is published? An attacker who knows who is in which sum.

Everything published is a sum over answers. Whoever adds and subtracts such sums, with any factors, learns about the
answers whose factor is not zero; answers that are in the same sums are never told apart. A set of people is isolated if
some combination has factors on answers of theirs only.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from itertools import combinations

import numpy as np


def isolated(sums: Iterable[Iterable[Hashable]], person_of: Mapping[Hashable, Hashable], least: int) -> set | None:
    """Fewer than `least` people whom a combination of the sums tells of and nobody else; None if there are none."""
    sums = [frozenset(members) for members in sums]
    atoms: dict[tuple[bool, ...], set] = defaultdict(set)
    for answer in set().union(*sums):
        atoms[tuple(answer in members for members in sums)].add(answer)
    if not atoms:
        return None
    patterns = list(atoms)
    table = np.array(patterns, dtype=float).T
    held = [{person_of[answer] for answer in atoms[pattern]} for pattern in patterns]
    rank = np.linalg.matrix_rank(table)
    small = [place for place, people in enumerate(held) if len(people) < least]
    for size in range(1, len(small) + 1):
        is_possible = False
        for places in combinations(small, size):
            people = set().union(*(held[place] for place in places))
            if len(people) >= least:
                continue
            is_possible = True
            rest = np.delete(table, places, axis=1)
            if rest.shape[1] == 0 or np.linalg.matrix_rank(rest) < rank:
                return people
        if not is_possible:
            break
    return None
