"""Follower bands, in which creators of like size are compared: 1,000–3,000, 3,000–10,000, 10,000–30,000 …

A band says something from ENOUGH creators on for whom a figure is known. The place in it is the share of the others
whose number is lower, as in `core.peers`; equal ones are not.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from tiktrack_gui.core.peers import ENOUGH

if TYPE_CHECKING:
    from tiktrack_gui.core.discovery.shares import Reals
    from tiktrack_gui.core.sample_columns import Numbers

EDGES = (0, *(step * 10**power for power in range(10) for step in (1, 3)))
UNKNOWN = -1  # the band of unknown followers


def band_of(followers: int | None) -> tuple[int, int] | None:
    """Returns (from, below); None if the followers aren't known. The last band begins at 3 billion."""
    if followers is None:
        return None
    place = min(bisect_right(EDGES, followers), len(EDGES) - 1)
    return EDGES[place - 1], EDGES[place]


def places_of(followers: Reals) -> Numbers:
    """Returns the number of the band of each; UNKNOWN for nan."""
    import numpy as np

    places = np.minimum(np.searchsorted(np.array(EDGES, dtype=float), followers, side="right"), len(EDGES) - 1) - 1
    return np.where(np.isnan(followers), UNKNOWN, places)


def medians(bands: Numbers, values: Reals) -> Reals:
    """Returns for each creator the median of its band; nan where fewer than ENOUGH have a value."""
    import numpy as np

    found = np.full(len(values), np.nan)
    for members, ordered in _by_band(bands, values):
        if len(ordered) >= ENOUGH:
            found[members] = (ordered[(len(ordered) - 1) // 2] + ordered[len(ordered) // 2]) / 2
    return found


def places(bands: Numbers, values: Reals) -> tuple[Reals, Numbers]:
    """Returns for each creator the share of the others with less, nan if unknown or if they aren't ENOUGH, and how many
    these others with a value are.
    """
    import numpy as np

    below, others = np.full(len(values), np.nan), np.zeros(len(values), dtype=np.int64)
    for members, ordered in _by_band(bands, values):
        own = values[members]
        others[members] = len(ordered) - ~np.isnan(own)
        known = members[~np.isnan(own)]
        if len(ordered) > ENOUGH:
            below[known] = np.searchsorted(ordered, values[known]) / (len(ordered) - 1)
    return below, others


def _by_band(bands: Numbers, values: Reals) -> list[tuple[Numbers, Reals]]:
    """Returns for each band that has any: where its creators are, and their known values in order."""
    import numpy as np

    found = []
    for band in range(len(EDGES) - 1):
        members = (bands == band).nonzero()[0]
        if len(members):
            own = values[members]
            found.append((members, np.sort(own[~np.isnan(own)])))
    return found
