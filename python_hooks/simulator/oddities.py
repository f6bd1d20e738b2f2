"""What every real export has: rows delivered again as they changed, and rows delivered twice."""

import numpy as np
import pyarrow as pa

from python_hooks.simulator.export import Instants, Table, take, where

CHANGED_SHARE = 0.006
REPEATED_SHARE = 0.0015


def with_oddities(table: Table, rng: np.random.Generator, not_yet: list[str], settled: np.ndarray) -> Table:
    """Some of the settled rows are preceded by an earlier version of themselves, in which the columns `not_yet` are not
    known and updated_at is ten seconds earlier; some rows come twice, letter for letter."""
    n = len(settled)
    u = rng.random(n)
    changed = np.flatnonzero((u < CHANGED_SHARE) & settled)
    repeated = np.flatnonzero(u > 1 - REPEATED_SHARE)
    order = np.sort(np.concatenate([np.arange(n), changed, repeated]), kind="stable")
    result = take(table, order)
    is_early = np.zeros(len(order), dtype=bool)
    is_early[np.searchsorted(order, changed)] = True
    for name in not_yet:
        column = result[name]
        if isinstance(column, Instants):
            known = np.ones(len(order), dtype=bool) if column.known is None else column.known
            result[name] = Instants(column.seconds, known & ~is_early, column.offset)
        elif pa.types.is_dictionary(column.type):
            indices = where(~is_early, column.indices)
            result[name] = pa.DictionaryArray.from_arrays(indices, column.dictionary)
        else:
            result[name] = where(~is_early, column)
    updated = result["updated_at"]
    result["updated_at"] = Instants(updated.seconds - np.where(is_early, 10, 0), updated.known, updated.offset)
    return result
