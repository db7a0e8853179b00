"""The part of a long line that is drawn: the lowest and the highest point of each column of pixels.

More can't be seen, and drawing them all takes longer than a frame (min/max decimation, see Jugel et al. 2014, "M4:
A Visualization-Oriented Time Series Data Aggregation", PVLDB 7). Imported with the first plot.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from tiktrack_gui.ui.widgets.growth_series import Counts, Numbers, Series

PER_COLUMN = 2


@dataclass(frozen=True, slots=True, eq=False)
class Drawn:
    """The line between two times, and one point beyond either end, as arrays; NaN where it is interrupted.

    at, line, low, high: of one length. bridges_at, bridges: two points for each gap. alone: the indices of points with
    a gap on either side. first, last: the indices of the ends in the series. is_whole: whether every point is drawn.
    """

    at: Numbers
    line: Numbers
    low: Numbers
    high: Numbers
    bridges_at: Numbers
    bridges: Numbers
    alone: Counts
    first: int
    last: int
    is_whole: bool

    @property
    def bounds(self) -> tuple[float, float]:
        """The lowest and the highest value, with what rounding leaves open."""
        return float(np.nanmin(self.low)), float(np.nanmax(self.high))


def drawn(points: Series, start: float, end: float, width: int) -> Drawn:
    """Returns what is to be drawn of a line between two times. points: at least one. width: px between them."""
    first = max(int(np.searchsorted(points.at, math.ceil(start))) - 1, 0)  # a float would make it copy the array
    last = min(int(np.searchsorted(points.at, math.floor(end), "right")), len(points) - 1)
    last = max(last, first)
    inside = points.breaks[(points.breaks >= first) & (points.breaks < last)]
    is_whole = last - first + 1 <= PER_COLUMN * width
    columns = _whole(points, first, last) if is_whole else _thinned(points, first, last, inside, (end - start) / width)
    cuts = np.searchsorted(columns[0], points.at[inside], "right")
    line, low, high = (np.insert(column, cuts, np.nan) for column in columns[1:])
    times = np.insert(columns[0].astype(np.float64), cuts, points.at[inside])
    ends = np.stack((inside, inside + 1), axis=1).ravel()
    edges = np.concatenate(([first - 1], inside, [last]))
    return Drawn(
        times,
        line,
        low,
        high,
        bridges_at=points.at[ends].astype(np.float64),
        bridges=points.drawn[ends],
        alone=edges[1:][np.diff(edges) == 1] if len(inside) else np.empty(0, np.int64),
        first=first,
        last=last,
        is_whole=is_whole,
    )


def _whole(points: Series, first: int, last: int) -> tuple[Counts | Numbers, Numbers, Numbers, Numbers]:
    part = slice(first, last + 1)
    return points.at[part], points.drawn[part], points.low[part], points.high[part]


def _thinned(
    points: Series, first: int, last: int, breaks: Counts, size: float
) -> tuple[Numbers, Numbers, Numbers, Numbers]:
    """Two points for each column, with the lowest first if it rises; both ends are drawn where they are.

    size: seconds of a column. The columns begin at its multiples, so that none changes while the line is moved.
    """
    at = points.at[first : last + 1]
    edges = np.ceil(np.arange(np.floor(at[0] / size), np.floor(at[-1] / size) + 1) * size).astype(np.int64)
    starts = np.unique(np.concatenate(([0], np.searchsorted(at, edges[1:]), breaks - first + 1)))
    starts = starts[starts < len(at)]
    ends = np.append(starts[1:], len(at)) - 1
    line = points.drawn[first : last + 1]
    lowest, highest = np.minimum.reduceat(line, starts), np.maximum.reduceat(line, starts)
    rises = line[starts] <= line[ends]
    columns = [
        np.stack((at[starts], at[ends]), axis=1).ravel().astype(np.float64),
        np.stack((np.where(rises, lowest, highest), np.where(rises, highest, lowest)), axis=1).ravel(),
    ]
    if points.has_band:
        low, high = points.low[first : last + 1], points.high[first : last + 1]
        columns += [
            np.repeat(np.minimum.reduceat(low, starts), 2),
            np.repeat(np.maximum.reduceat(high, starts), 2),
        ]
    else:
        columns += [columns[1], columns[1]]
    exact = np.array([first, last])
    ends_of_line = (points.at[exact], points.drawn[exact], points.low[exact], points.high[exact])
    made = (np.concatenate((end[:1], one, end[1:])) for one, end in zip(columns, ends_of_line, strict=True))
    return tuple(made)  # type: ignore[return-value]
