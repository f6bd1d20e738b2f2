"""FCR by repeat, window by window."""

from __future__ import annotations

from collections.abc import Iterable

from .figures import Rate, Sums, figure
from .scopes import standing_scopes
from .world import World

WINDOWS = (24, 72, 168, 336, 720)


def make_by_window(world: World, windows: Iterable[int] = WINDOWS) -> dict:
    by_window = {}
    for window in windows:
        sums = Sums()
        for episode in world.episodes:
            if episode.standing is None:
                continue
            is_closed = episode.is_closed(window, world.horizon)
            sums.add(
                episode.standing.date,
                standing_scopes(episode.standing, world.agents),
                settled=is_closed,
                pending=not is_closed,
                met=is_closed and not episode.is_repeated(window),
            )
        for place, added in sums.places.items():
            rate = figure(added, Rate("met", "settled"))
            by_window[*place, window] = {
                "fcr_rate": rate.value,
                "fcr_contacts_settled": added["settled"],
                "fcr_contacts_pending": added["pending"],
                "interval_low": rate.low,
                "interval_high": rate.high,
            }
    return by_window
