"""The part of a long line that is drawn: the lowest and the highest point of each column of pixels.

More can't be seen, and drawing them all takes longer than a frame (min/max decimation, see Jugel et al. 2014, "M4:
A Visualization-Oriented Time Series Data Aggregation", PVLDB 7). Imported with the first plot.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from tiktrack_gui.ui.widgets.growth_series import Counts, Flags, Numbers, Series

PER_COLUMN = 2
SAME = 1e-6  # relative difference of sizes that come from rounding alone

Columns = tuple[Numbers, Numbers, Numbers, Numbers]  # at, line, low, high of `Drawn`


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
        return float(np.fmin.reduce(self.low)), float(np.fmax.reduce(self.high))  # without NaN


class Thinned:
    """Keeps the columns of a line as far as it may soon be moved: as long as they are as wide, they stay the same."""

    def __init__(self) -> None:
        self._points: Series | None = None
        self._first, self._last, self._size = 0, -1, 0.0
        self._columns: Columns | None = None

    def between(self, points: Series, first: int, last: int, size: float) -> Columns:
        """Returns the columns from one point to another, and one more on either side. size: seconds of a column."""
        if not self._has(points, first, last, size) or self._columns is None:
            beyond = last - first
            self._points, self._size = points, size
            self._first, self._last = max(first - beyond, 0), min(last + beyond, len(points) - 1)
            self._columns = _thinned(points, self._first, self._last, size)
        at = self._columns[0]
        left = max(int(np.searchsorted(at, points.at[first])) - PER_COLUMN, 0)
        part = slice(left, int(np.searchsorted(at, points.at[last], "right")) + PER_COLUMN)
        at, line, low, high = self._columns
        return at[part], line[part], low[part], high[part]

    def _has(self, points: Series, first: int, last: int, size: float) -> bool:
        is_same = self._points is points and math.isclose(size, self._size, rel_tol=SAME)
        return is_same and self._first <= first and last <= self._last


def drawn(points: Series, start: float, end: float, width: int, thinned: Thinned | None = None) -> Drawn:
    """Returns what is to be drawn of a line between two times.

    points: at least one. width: px between the times. thinned: of this line, to be used again while it is moved.
    """
    first = max(int(np.searchsorted(points.at, math.ceil(start))) - 1, 0)  # a float would make it copy the array
    last = min(int(np.searchsorted(points.at, math.floor(end), "right")), len(points) - 1)
    last = max(last, first)
    is_whole = last - first + 1 <= PER_COLUMN * width
    if is_whole:
        columns = _whole(points, first, last)
    else:
        columns = (thinned or Thinned()).between(points, first, last, (end - start) / width)
    inside = _breaks(points, first, last)
    ends = np.stack((inside, inside + 1), axis=1).ravel()
    edges = np.concatenate(([first - 1], inside, [last]))
    return Drawn(
        *columns,
        bridges_at=points.at[ends].astype(np.float64),
        bridges=points.drawn[ends],
        alone=edges[1:][np.diff(edges) == 1] if len(inside) else np.empty(0, np.int64),
        first=first,
        last=last,
        is_whole=is_whole,
    )


def outlines(shown: Drawn) -> tuple[Numbers, Numbers, Flags]:
    """Returns times and values of the outlines of what rounding leaves open, and whether the next point is of the same.

    Each goes along the lowest values and back along the highest, from one point where it is open, or beside one, to the
    last in a row; so it ends where the line is interrupted.
    """
    is_open = shown.low < shown.high  # not at NaN
    beside = np.zeros(len(is_open), np.bool_)
    beside[1:] |= is_open[:-1]
    beside[:-1] |= is_open[1:]
    inside = np.flatnonzero((is_open | beside) & ~np.isnan(shown.low))
    turns = np.flatnonzero(np.diff(inside, prepend=-2, append=len(is_open) + 1) > 1)
    starts, sizes = inside[turns[:-1]], np.diff(turns)
    size = np.repeat(sizes, 2 * sizes)
    place = np.arange(len(size)) - np.repeat(np.cumsum(2 * sizes) - 2 * sizes, 2 * sizes)  # in its outline
    is_back = place >= size
    index = np.repeat(starts, 2 * sizes) + np.where(is_back, 2 * size - 1 - place, place)
    return shown.at[index], np.where(is_back, shown.high[index], shown.low[index]), place < 2 * size - 1


def _breaks(points: Series, first: int, last: int) -> Counts:
    return points.breaks[(points.breaks >= first) & (points.breaks < last)]


def _interrupted(
    points: Series, breaks: Counts, columns: tuple[Counts | Numbers, Numbers, Numbers, Numbers]
) -> Columns:
    """Adds NaN after each point that has a gap after it."""
    at, *values = columns
    times = at.astype(np.float64)
    if len(breaks):
        cuts = np.searchsorted(at, points.at[breaks], "right")
        times = np.insert(times, cuts, points.at[breaks])
        values = [np.insert(column, cuts, np.nan) for column in values]
    line, low, high = values
    return times, line, low, high


def _whole(points: Series, first: int, last: int) -> Columns:
    part = slice(first, last + 1)
    columns = points.at[part], points.drawn[part], points.low[part], points.high[part]
    return _interrupted(points, _breaks(points, first, last), columns)


def _thinned(points: Series, first: int, last: int, size: float) -> Columns:
    """Two points for each column, with the lowest first if it rises; both ends are drawn where they are.

    size: seconds of a column. The columns begin at its multiples, so that none changes while the line is moved.
    """
    at, breaks = points.at[first : last + 1], _breaks(points, first, last)
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
    times, middle, lowest, highest = (
        np.concatenate((end[:1], one, end[1:])) for one, end in zip(columns, ends_of_line, strict=True)
    )
    return _interrupted(points, breaks, (times, middle, lowest, highest))
