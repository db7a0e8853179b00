"""Gaps: stretches of time in which nothing was measured although it was planned. Pure; times are epoch seconds.

They are derived from the samples alone, and so are the same for a computer that slept or was off, for TikTrack closed,
paused or blocked for long, and for data from before this rule.

Two neighbouring samples are a gap apart if there are more than

- LEAST seconds between them: longer than a cooldown with what follows it, and than two samples thinned to one an hour;
- PLAN_FACTOR times the planned wait after the first one, so that jitter and long rounds make none; and
- RHYTHM_FACTOR times the usual distance around them, which adapts to other settings at that time, and to thinning
  (`core.thinning`): of a day, any sample may be the one that is left, so that two are up to twice as far apart.

Of creators, only the first and the last of a run of equal samples are stored (see `core.growth.measured_until`): two
of them are no gap apart, and say nothing about the rhythm.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from operator import sub
from statistics import median

from tiktrack_gui.core.durations import DAY, HOUR
from tiktrack_gui.core.models import CreatorSample, VideoSample
from tiktrack_gui.core.remeasuring import AFTER
from tiktrack_gui.core.sample_columns import columns_of

Gap = tuple[int, int]  # the last measurement before it and the first one after it

LEAST = 3 * HOUR
PLAN_FACTOR = 1.5
RHYTHM_FACTOR = 2.5
AROUND = 5  # distances on either side that make the rhythm there
FEWEST = 3


def of_creator(samples: Sequence[CreatorSample], every: float) -> list[Gap]:
    """Returns the gaps between a tracked creator's samples, oldest first. every: seconds between two refreshes, now."""
    columns = columns_of(samples)
    before, after = columns.at[:-1], columns.at[1:]
    counts = (after - before <= LEAST) | ~columns.equal_next()
    return _gaps(before[counts].tolist(), after[counts].tolist(), lambda _at: every)


def of_video(samples: Sequence[VideoSample]) -> list[Gap]:
    """Returns the gaps between a video's samples, oldest first: it is measured as `core.remeasuring` says."""

    def wait(at: int) -> float:
        since = at - samples[0].at
        return next((after for after in AFTER if after > since), since + DAY) - since

    at = [sample.at for sample in samples]
    return _gaps(at[:-1], at[1:], wait)


def is_broken(start: float, end: float, gaps: Iterable[Gap]) -> bool:
    """Whether a line from `start` to `end` would lead over a gap."""
    return any(start <= before and after <= end for before, after in gaps)


def _gaps(before: Sequence[int], after: Sequence[int], wait: Callable[[int], float]) -> list[Gap]:
    """before, after: the times of neighbouring samples. wait: returns the planned seconds after a time."""
    distances = list(map(sub, after, before))
    return [
        (before[number], after[number])
        for number, distance in enumerate(distances)
        if distance > LEAST
        and distance > PLAN_FACTOR * wait(before[number])
        and distance > RHYTHM_FACTOR * _usual(distances, number)
    ]


def _usual(distances: Sequence[int], number: int) -> float:
    """The usual distance around one of them: the larger one of before and after it, where the rhythm may have changed.

    Where there are too few on both sides, all others around count together; fewer than FEWEST make no rhythm, and 0.
    """
    before, after = distances[max(number - AROUND, 0) : number], distances[number + 1 : number + 1 + AROUND]
    sides = [side for side in (before, after) if len(side) == AROUND] or [[*before, *after]]
    return max((median(side) for side in sides if len(side) >= FEWEST), default=0.0)
