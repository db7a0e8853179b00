"""What a threshold would have flagged, from the velocities that were measured. Pure."""

from __future__ import annotations

import itertools
import math
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

TOP = 0.1  # the share of videos that `top_tenth` lets pass


@dataclass(frozen=True, slots=True)
class Flagged:
    videos: int
    creators: int


class Backtest:
    """Of some days: answers for any threshold at once, however many videos there are."""

    def __init__(self, days: int, measured: Iterable[tuple[int, float]] = ()) -> None:
        """measured: each video's creator and its highest velocity in these days, in engagements per minute."""
        self.days = days
        self._velocities: list[float] = []  # rising
        self._creators: list[int] = []  # how many different creators have a video at least as fast as this one
        seen: set[int] = set()
        for creator_id, velocity in sorted(measured, key=lambda pair: -pair[1]):
            seen.add(creator_id)
            self._velocities.append(velocity)
            self._creators.append(len(seen))
        self._velocities.reverse()
        self._creators.reverse()

    @property
    def total(self) -> int:
        """The number of videos."""
        return len(self._velocities)

    def flagged(self, threshold: float) -> Flagged:
        """Returns how many videos, of how many creators, reached the threshold."""
        place = bisect_left(self._velocities, threshold)
        return Flagged(self.total - place, self._creators[place] if place < self.total else 0)

    def top_tenth(self) -> float | None:
        """Returns a threshold, rounded down to two digits, that a tenth of the videos reached; None without videos."""
        if not self._velocities:
            return None
        velocity = self._velocities[min(math.ceil((1 - TOP) * self.total), self.total - 1)]
        if velocity <= 0:
            return None
        unit = 10 ** (math.floor(math.log10(velocity)) - 1)
        return math.floor(velocity / unit) * unit if unit >= 1 else float(max(math.floor(velocity), 0))

    def histogram(self, edges: list[float]) -> list[int]:
        """Returns how many videos are between each edge and the next, beyond the ends in the first and last one."""
        places = [0, *(bisect_left(self._velocities, edge) for edge in edges[1:-1]), self.total]
        return [after - before for before, after in itertools.pairwise(places)]
