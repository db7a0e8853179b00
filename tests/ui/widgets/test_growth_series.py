"""The line of a growth plot, computed with arrays, is the one that is computed point by point."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tiktrack_gui.core.counts import is_rounded, rounded_as_tiktok, uncertainty
from tiktrack_gui.core.gaps import Gap
from tiktrack_gui.core.models import CreatorCount, CreatorSample
from tiktrack_gui.core.samples import in_series
from tiktrack_gui.ui.widgets.growth_points import Point
from tiktrack_gui.ui.widgets.growth_series import points_of

FOLLOWERS = CreatorCount.FOLLOWERS
COUNTS = (9_990, 45_600, 999_900, 1_230_000, 999_950_000, 2_990_000_000)
STEPS = (0, 0, 1, 30, 60, -40, 50_000, 100_000)


@st.composite
def histories(draw: st.DrawFn) -> list[CreatorSample]:
    """Samples an hour apart: exact, rounded, repaired or without the count."""
    count, measured = draw(st.sampled_from(COUNTS)), []
    for hour in range(draw(st.integers(0, 14))):
        count += draw(st.sampled_from(STEPS))
        value = draw(st.sampled_from((count, rounded_as_tiktok(count), rounded_as_tiktok(count))))
        bits = FOLLOWERS if value != count and is_rounded(value) else 0
        repaired = draw(st.sampled_from((0, 0, 0, 0, FOLLOWERS)))
        known = value if draw(st.integers(0, 9)) else None
        measured.append(CreatorSample(at=hour * 3600, followers=known, rounded=bits, repaired=repaired))
    return measured


@given(histories(), st.lists(st.integers(0, 13), max_size=1))
def test_arrays_make_the_same_line(measured: list[CreatorSample], hours: list[int]) -> None:
    gaps = [(hour * 3600, (hour + 1) * 3600) for hour in hours]
    expected = one_by_one(measured, gaps)
    found = [replace(point, shift=round(point.shift, 6)) for point in points_of(measured, FOLLOWERS, gaps)]
    assert found == [replace(point, shift=round(point.shift, 6)) for point in expected]


def one_by_one(measured: Sequence[CreatorSample], gaps: Sequence[Gap]) -> list[Point]:
    points = [
        Point(
            at=sample.at,
            value=sample.followers,
            margin=uncertainty(sample.followers) if sample.rounded else 0,
            repaired=bool(sample.repaired),
        )
        for sample in in_series(measured)
        if sample.followers is not None
    ]
    exact = [index for index, point in enumerate(points) if point.is_exact]
    if not exact:
        return points
    first, last = exact[0], exact[-1]
    made = beyond(points[first], points[:first][::-1])[::-1]
    for left, right in pairwise(exact):
        inner = between(points[left], points[left + 1 : right], points[right])
        settled = all(point.agrees for point in inner)
        made += [points[left], *(point for point in inner if not settled or any(point.at in gap for gap in gaps))]
    return [*made, points[last], *beyond(points[last], points[last + 1 :])]


def between(left: Point, inner: Sequence[Point], right: Point) -> list[Point]:
    slope = (right.value - left.value) / (right.at - left.at)
    return [fitted(point, left.value + slope * (point.at - left.at)) for point in inner]


def beyond(exact: Point, outer: Sequence[Point]) -> list[Point]:
    made: list[Point] = []
    line, is_near = float(exact.value), True
    for point in outer:
        fit = fitted(point, line)
        is_near = is_near and fit.agrees
        if is_near and point.at > exact.at:
            fit = replace(fit, value=exact.value, margin=uncertainty(exact.value), repaired=False, shift=0.0)
        made.append(replace(fit, agrees=is_near))
        line = fit.drawn
    return made


def fitted(point: Point, line: float) -> Point:
    if rounded_as_tiktok(round(line)) == rounded_as_tiktok(point.value):
        return replace(point, shift=line - point.value, agrees=True)
    if point.repaired:
        return point
    low, high = point.interval
    return replace(point, shift=min(max(line, low), high) - point.value)
