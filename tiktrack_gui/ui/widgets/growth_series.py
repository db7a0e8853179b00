"""The numbers behind a growth plot, as arrays: made from samples, so that no line is drawn that wasn't measured.

Imported with the first plot, as it imports numpy. A point is made when it is asked for, so that a line of a million
points can be held.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import overload

import numpy as np
from numpy.typing import NDArray

from tiktrack_gui.core.baseline import running_views
from tiktrack_gui.core.counts import EXACT_BELOW, rounded_as_tiktok, step
from tiktrack_gui.core.gaps import Gap
from tiktrack_gui.core.models import CreatorCount, CreatorSample, Video
from tiktrack_gui.core.sample_columns import UNKNOWN, columns_of
from tiktrack_gui.ui.widgets.growth_points import Point

Numbers = NDArray[np.float64]
Counts = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Series(Sequence[Point]):
    """Points as arrays of the same length, oldest first, with what `Point` says about each.

    drawn: where the line goes. low, high: what TikTok's rounding leaves open, if it has_band. breaks: the indices of
    the points after which there is a gap.
    """

    at: Counts
    value: Counts
    margin: Counts
    repaired: Flags
    shift: Numbers
    agrees: Flags
    drawn: Numbers
    low: Numbers
    high: Numbers
    breaks: Counts
    has_band: bool

    def __len__(self) -> int:
        return len(self.at)

    @overload
    def __getitem__(self, index: int) -> Point: ...

    @overload
    def __getitem__(self, index: slice) -> list[Point]: ...

    def __getitem__(self, index: int | slice) -> Point | list[Point]:
        if isinstance(index, slice):
            return [self[number] for number in range(*index.indices(len(self)))]
        return Point(
            at=int(self.at[index]),
            value=int(self.value[index]),
            margin=int(self.margin[index]),
            repaired=bool(self.repaired[index]),
            shift=float(self.shift[index]),
            agrees=bool(self.agrees[index]),
        )


def series(
    at: Counts,
    value: Counts,
    *,
    margin: Counts | None = None,
    repaired: Flags | None = None,
    shift: Numbers | None = None,
    agrees: Flags | None = None,
    gaps: Sequence[Gap] = (),
) -> Series:
    """Returns points as they are; what isn't given is exact."""
    margin = np.zeros(len(at), np.int64) if margin is None else margin
    repaired = np.zeros(len(at), np.bool_) if repaired is None else repaired
    shift = np.zeros(len(at)) if shift is None else shift
    agrees = np.zeros(len(at), np.bool_) if agrees is None else agrees
    drawn = value + shift
    is_open = (margin > 0) & ~agrees
    middle = rounded(value)
    half = steps(middle) // 2
    low, high = np.where(is_open, middle - half, drawn), np.where(is_open, middle + half, drawn)
    has_band = bool(is_open.any())
    return Series(at, value, margin, repaired, shift, agrees, drawn, low, high, _breaks(at, gaps), has_band)


def points_of(samples: Sequence[CreatorSample], which: CreatorCount, gaps: Sequence[Gap] = ()) -> Series:
    """Returns the samples in which the count is known as points, oldest first, `settled`, with the ends of the gaps.

    A rounded count after an exact one that it agrees with is that one (see `core.samples.carried`).
    """
    columns = columns_of(samples)
    ordered = columns.only(columns.at.argsort(kind="stable"))
    at, read = ordered.at, ordered.counts(which)
    counted = read != UNKNOWN
    is_rounded, repaired = (bits & int(which) > 0 for bits in (ordered.rounded, ordered.repaired))
    value = _carried(np.where(counted, read, 0), counted, is_rounded, repaired)
    width = steps(value)
    margin = np.where(is_rounded, np.where(value % width != 0, width, width // 2), 0)
    found = (at[counted], value[counted], margin[counted], repaired[counted])
    return settled(*found, gaps)


def views_of(videos: Sequence[Video]) -> Series:
    """Returns how the views per video developed (see `core.baseline.running_views`). videos: newest first.

    A rounded one is to the step, as the middle of two rounded counts is as uncertain as each of them.
    """
    found = [(at, views) for at, views in running_views(videos) if views.median is not None]
    at = np.fromiter((at for at, _ in found), np.int64, len(found))
    value = np.fromiter((views.median or 0 for _, views in found), np.int64, len(found))
    is_rounded = np.fromiter((views.rounded for _, views in found), np.bool_, len(found))
    value = np.where(is_rounded, rounded(value), value)
    margin = np.where(is_rounded & (value >= EXACT_BELOW), steps(value) // 2, 0)
    repaired = np.fromiter((views.repaired for _, views in found), np.bool_, len(found))
    return series(at, value, margin=margin, repaired=repaired)


def settled(at: Counts, value: Counts, margin: Counts, repaired: Flags, gaps: Sequence[Gap] = ()) -> Series:
    """Draws the line from exact count to exact count, and level before the first and after the last one.

    A rounded count agrees if TikTok would round the line to it. It is no news then: between two exact counts it is left
    out, unless others there disagree; after the last one, its value is carried on (see `core.samples`). Through
    a count that disagrees, the line goes only as far off as it must; from the first one at an end, no exact count is
    near. Without any exact count, the line goes through the rounded ones. The ends of gaps stay in any case.
    """
    exact = (margin == 0) & ~repaired
    places = np.flatnonzero(exact)
    if not len(places):
        return series(at, value, margin=margin, repaired=repaired, gaps=gaps)
    first, last = int(places[0]), int(places[-1])
    line = np.interp(at, at[exact], value[exact])
    shift, agrees = _fitted(line, value, margin, repaired)
    between = np.cumsum(exact)  # the number of the exact count before each
    disagree = np.bincount(between[first:last], ~agrees[first:last] & ~exact[first:last], minlength=between[-1] + 1)
    kept = exact | (disagree[between] > 0) | np.isin(at, list(chain.from_iterable(gaps)))
    kept[:first] = kept[last + 1 :] = True
    shift[exact], agrees[exact] = 0.0, False
    value, margin, repaired = value.copy(), margin.copy(), repaired.copy()
    _level(slice(last + 1, len(at)), 1, value[last], (value, margin, repaired, shift, agrees))
    _level(slice(0, first), -1, value[first], (value, margin, repaired, shift, agrees))
    near = agrees.copy()
    near[: last + 1] = False  # more than the exact count wasn't known before it
    width = steps(value[last : last + 1])[0]
    value[near], shift[near], repaired[near] = value[last], 0.0, False
    margin[near] = width if value[last] % width else width // 2
    columns = (column[kept] for column in (value, margin, repaired, shift, agrees))
    value, margin, repaired, shift, agrees = columns
    return series(at[kept], value, margin=margin, repaired=repaired, shift=shift, agrees=agrees, gaps=gaps)


def steps(counts: Counts) -> Counts:
    """`core.counts.step` of each."""
    return np.where(counts < 1_000_000, step(0), np.where(counts < 1_000_000_000, step(1_000_000), step(1_000_000_000)))


def rounded(counts: Counts) -> Counts:
    """`core.counts.rounded_as_tiktok` of each."""
    width = steps(counts)
    return np.where(counts < EXACT_BELOW, counts, (counts + width // 2) // width * width)


def _carried(read: Counts, counted: Flags, is_rounded: Flags, repaired: Flags) -> Counts:
    """The counts, with the exact one instead of the rounded ones that follow it at once and agree with it."""
    number = np.arange(len(read))
    exact = counted & ~is_rounded & ~repaired
    last = np.maximum.accumulate(np.where(exact, number, -1)) if len(read) else number
    known = read[last] if len(read) else read
    agree = counted & is_rounded & (last >= 0) & (rounded(known) == read) & (steps(known) == steps(read))
    ends = ~exact & (~agree | repaired)  # the exact count isn't carried on from there
    ended = np.cumsum(ends)
    carried = agree & (ended - ends == ended[last])
    return np.where(carried, known, read)


def _fitted(line: Numbers, value: Counts, margin: Counts, repaired: Flags) -> tuple[Numbers, Flags]:
    """How far each count is to be shifted to be as near to the line as it allows, and whether it agrees; a lower bound
    stays where it is, unless it agrees.
    """
    agrees = rounded(np.rint(line).astype(np.int64)) == rounded(value)
    middle = rounded(value)
    half = np.where(margin > 0, steps(middle) // 2, 0)
    nearest = np.clip(line, middle - half, middle + half)
    shift = np.where(agrees, line - value, np.where(repaired, 0.0, nearest - value))
    return shift, agrees


def _level(part: slice, way: int, value: np.int64, columns: tuple[Counts, Counts, Flags, Numbers, Flags]) -> None:
    """Shifts the counts on one side of the exact ones, from where the nearest one leaves the line; in place.

    Each run of equal counts is on one level, so that only runs are gone through.
    """
    values, margins, repaired, shift, agrees = (column[part][::way] for column in columns)
    if not len(values):
        return
    changes = (np.diff(values) != 0) | (np.diff(margins) != 0) | (np.diff(repaired.astype(np.int8)) != 0)
    begins = [0, *(np.flatnonzero(changes) + 1).tolist(), len(values)]
    line, is_near = float(value), True
    for start, end in pairwise(begins):
        count, is_open, is_bound = int(values[start]), bool(margins[start]), bool(repaired[start])
        fits = rounded_as_tiktok(round(line)) == rounded_as_tiktok(count)
        if not fits and is_bound:
            line = float(count)
        elif not fits:
            middle = rounded_as_tiktok(count)
            half = step(middle) // 2 if is_open else 0
            line = min(max(line, middle - half), middle + half)
        is_near = is_near and fits
        shift[start:end] = line - count
        agrees[start:end] = is_near


def _breaks(at: Counts, gaps: Sequence[Gap]) -> Counts:
    """The indices of the points from which a line to the next one would lead over a gap."""
    if not gaps or len(at) < 2:
        return np.empty(0, np.int64)
    before, after = np.array(gaps, np.int64).T
    left = np.searchsorted(at, before, "right") - 1
    inside = (left >= 0) & (left < len(at) - 1)
    left, after = left[inside], after[inside]
    return np.unique(left[at[left + 1] >= after])
