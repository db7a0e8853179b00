"""A creator's counts at regular intervals: what statistics are computed from, however often it was measured."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tiktrack_gui.core.counts import uncertainty
from tiktrack_gui.core.durations import DAY
from tiktrack_gui.core.models import CreatorCount, CreatorSample
from tiktrack_gui.core.sample_columns import SampleColumns, columns_of

if TYPE_CHECKING:
    from tiktrack_gui.core.sample_columns import Numbers


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
    if not samples:
        return []
    import numpy as np

    known = _known(columns_of(samples), which, days)
    if not known:
        return []
    end = known.at.copy()  # until when the same was measured
    end[:-1] = np.where(known.equal_next(), known.at[1:], end[:-1])
    place, period = _periods(known.at // every, end // every)
    at = np.maximum(known.at[place], np.minimum((period + 1) * every - 1, end[place]))
    shown = at >= known.at[-1] - days * DAY
    place = place[shown]
    columns = at[shown], known.counts(which)[place], known.rounded[place] & int(which)
    return [
        Point(moment, count, uncertainty(count) if is_rounded else 0)
        for moment, count, is_rounded in zip(*(column.tolist() for column in columns), strict=True)
    ]


def _known(samples: SampleColumns, which: CreatorCount, days: float) -> SampleColumns:
    """Returns the samples with the count of the `days` until the newest one, and the one before, which may be equal."""
    known = ((samples.counts(which) > 0) & (samples.repaired & int(which) == 0)).nonzero()[0]
    if len(known):
        at = samples.at[known]
        known = known[max(int(at.searchsorted(at[-1] - days * DAY)) - 1, 0) :]
    return samples.only(known)


def _periods(first: Numbers, last: Numbers) -> tuple[Numbers, Numbers]:
    """Returns each period in which something was measured, after the place of the last sample that covers it.

    first, last: the periods that each sample covers, in order.
    """
    import numpy as np

    lengths = last - first + 1
    place = np.repeat(np.arange(len(first)), lengths)
    period = first[place] + np.arange(len(place)) - (lengths.cumsum() - lengths)[place]
    is_last = np.append(period[1:] != period[:-1], True)
    return place[is_last], period[is_last]
