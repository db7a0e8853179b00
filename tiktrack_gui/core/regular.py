"""A creator's counts at regular intervals: what statistics are computed from, however often it was measured."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tiktrack_gui.core.counts import uncertainty
from tiktrack_gui.core.durations import DAY
from tiktrack_gui.core.growth import is_equal
from tiktrack_gui.core.models import CreatorCount, CreatorSample


@dataclass(frozen=True, slots=True)
class Point:
    """A count at a moment, which may be off by `margin`. at: epoch seconds."""

    at: int
    count: int
    margin: int


def regular(samples: Sequence[CreatorSample], which: CreatorCount, every: int, days: float) -> list[Point]:
    """Returns the last measurement in each period of `every` seconds, of the `days` until the newest one.

    Counts of 0, unknown ones and lower bounds are left out. Between two equal samples others were measured, but aren't
    stored: they are put back.

    samples: oldest first.
    """
    known = _known(samples, which, days)
    if not known:
        return []
    since = known[-1].at - days * DAY
    last_of_period = {point.at // every: point for point in _points(known, which, every)}
    return [point for point in last_of_period.values() if point.at >= since]


def _known(samples: Sequence[CreatorSample], which: CreatorCount, days: float) -> list[CreatorSample]:
    """Returns the samples with the count of the `days` until the newest one, and the one before, which may be equal."""
    name, bit = str(which.name).lower(), which.value  # the number: joining flags takes Python ten times as long
    found: list[CreatorSample] = []
    for sample in reversed(samples):
        if (getattr(sample, name) or 0) > 0 and not sample.repaired & bit:
            found.append(sample)
            if sample.at < found[0].at - days * DAY:
                break
    return found[::-1]


def _points(known: Sequence[CreatorSample], which: CreatorCount, every: int) -> Iterator[Point]:
    name, bit = str(which.name).lower(), which.value
    for sample, following in zip(known, [*known[1:], None], strict=True):
        end = sample.at if following is None or not is_equal(sample, following) else following.at - 1
        count: int = getattr(sample, name)
        margin = uncertainty(count) if sample.rounded & bit else 0
        for period in range(sample.at // every, end // every + 1):
            yield Point(max(sample.at, min((period + 1) * every - 1, end)), count, margin)
