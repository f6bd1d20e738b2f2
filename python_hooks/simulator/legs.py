"""A leg is one contact segment. Legs travel as integer matrices, one row per field below and one column per leg."""

from types import SimpleNamespace

import numpy as np

# known when the leg begins
ARRIVAL = [
    "start",  # the customer arrives or is handed over
    "contact",  # number of the contact
    "segment",  # 1, 2, ...
    "person",  # -1 among staff
    "issue",
    "topic",
    "channel",
    "direction",
    "link",  # how the contact came about
    "previous",  # the contact before it on this issue, -1 = none
    "attempt",  # contacts on this issue so far
    "via",  # transfer kind that brought it here
    "queue",  # the line it waits in, or whose agents it is for
    "complexity",  # 0 simple, 1 standard, 2 complex
]
# known when it has ended
RESULT = [
    "ivr",
    "queued",  # -1 = in no line
    "answered",  # -1 = by nobody
    "ended",
    "talk",
    "hold",
    "wrap",
    "outcome",
    "agent",  # -1 = none
    "resolved",  # 1 = the issue is really over
    "dropped",  # 1 = the line broke
]
FIELDS = ARRIVAL + RESULT


def pack(names: list[str], values: dict) -> np.ndarray:
    """The matrix of these fields."""
    return np.stack([np.asarray(values[name], dtype=np.int64) for name in names])


def unpack(names: list[str], matrix: np.ndarray) -> SimpleNamespace:
    """The fields by name; views, not copies."""
    return SimpleNamespace(**dict(zip(names, matrix, strict=True)))


def normal(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """Standard normal numbers from two rows of uniform ones."""
    return np.sqrt(-2.0 * np.log1p(-first)) * np.cos(2.0 * np.pi * second)


def log_uniform(u: np.ndarray, low: float, high: float) -> np.ndarray:
    """Between low and high, every factor alike: many short delays and a long tail."""
    return low * np.exp(u * np.log(high / low))


def first_of(cases: list[np.ndarray], values: list, default) -> np.ndarray:
    """The value of the first case that holds; as numpy.select, which takes four times as long on a single leg."""
    result = default
    for case, value in zip(reversed(cases), reversed(values), strict=True):
        result = np.where(case, value, result)
    return result
