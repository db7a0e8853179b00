"""The numbers behind a growth plot: points, the visible part, and the labels of the axes. Pure."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from itertools import chain, pairwise
from operator import attrgetter

from tiktrack_gui.core import durations, numbers
from tiktrack_gui.core.counts import is_carried, rounded_as_tiktok, step, uncertainty
from tiktrack_gui.core.durations import DAY, HOUR, MINUTE
from tiktrack_gui.core.gaps import Gap, is_broken
from tiktrack_gui.core.growth import Change
from tiktrack_gui.core.models import CreatorCount, CreatorSample
from tiktrack_gui.core.samples import in_series
from tiktrack_gui.words import counts, times

MOST_POINTS = 1500  # a longer antialiased, filled line takes more than a frame
LABEL_SPACING = 84  # px, minimum between two dates
LEAST_SPAN = HOUR  # s; a line over less says nothing
FEW_POINTS = 30  # up to this many are marked: nothing between them was measured
NO_CHANGE = "no measurable change"
HEADROOM = 0.08  # of the height, above and below the line
FLAT_HEADROOM = 1.5  # counts, for a flat line of small counts
LEAST_SHARE = 0.05  # of the values

_MINUTES = (15, 30, 60, 180, 360, 720)  # steps of the time axis
_DAYS = (1, 2, 4, 7, 14)
_MONTHS = (1, 3, 12, 60)


@dataclass(frozen=True, slots=True)
class Point:
    """A measured count. The true count is within value ± margin; a repaired value is a lower bound.

    shift: from the value to where the line is drawn. agrees: whether it is rounded, and no news (see `settled`).
    """

    at: int
    value: int
    margin: int = 0
    repaired: bool = False
    shift: float = 0.0
    agrees: bool = False

    @property
    def drawn(self) -> float:
        return self.value + self.shift

    @property
    def is_exact(self) -> bool:
        return not self.margin and not self.repaired

    @property
    def interval(self) -> tuple[float, float]:
        """What TikTok's number leaves open; nothing if it is exact, or agrees with the exact ones."""
        if not self.margin or self.agrees:
            return self.drawn, self.drawn
        middle = rounded_as_tiktok(self.value)
        return middle - step(middle) // 2, middle + step(middle) // 2


def points_of(samples: Sequence[CreatorSample], which: CreatorCount, gaps: Sequence[Gap] = ()) -> list[Point]:
    """Returns the samples in which the count is known as points, oldest first, `settled`, with the ends of the gaps."""
    name, bit = (which.name or "").lower(), which.value  # the number: joining flags takes Python ten times as long
    points = [
        Point(
            at=sample.at,
            value=value,
            margin=uncertainty(value) if sample.rounded & bit else 0,
            repaired=bool(sample.repaired & bit),
        )
        for sample in in_series(sorted(samples, key=attrgetter("at")))
        if (value := getattr(sample, name)) is not None
    ]
    return settled(points, frozenset(chain.from_iterable(gaps)))


def settled(points: Sequence[Point], kept: Set[int] = frozenset()) -> list[Point]:
    """Draws the line from exact count to exact count, and level before the first and after the last one.

    A rounded count agrees if TikTok would round the line to it. It is no news then: between two exact counts it is left
    out, unless others there disagree; after the last one, its value is carried on (see `core.samples`). Through
    a count that disagrees, the line goes only as far off as it must; from the first one at an end, no exact count is
    near. Without any exact count, the line goes through the rounded ones. kept: times of points that stay in any case.
    """
    exact = [index for index, point in enumerate(points) if point.is_exact]
    if not exact:
        return list(points)
    first, last = exact[0], exact[-1]
    drawn = _beyond(points[first], points[:first][::-1])[::-1]
    for left, right in pairwise(exact):
        drawn += [points[left], *_between(points[left], points[left + 1 : right], points[right], kept)]
    return [*drawn, points[last], *_beyond(points[last], points[last + 1 :])]


def _between(left: Point, inner: Sequence[Point], right: Point, kept: Set[int]) -> list[Point]:
    slope = (right.value - left.value) / (right.at - left.at)
    drawn = [_fitted(point, left.value + slope * (point.at - left.at)) for point in inner]
    return [point for point in drawn if point.at in kept] if all(point.agrees for point in drawn) else drawn


def _beyond(exact: Point, outer: Sequence[Point]) -> list[Point]:
    """outer: those on one side of the exact count, the nearest first."""
    drawn: list[Point] = []
    line, is_near = float(exact.value), True
    for point in outer:
        fitted = _fitted(point, line)
        is_near = is_near and fitted.agrees
        if is_near and point.at > exact.at:
            fitted = replace(fitted, value=exact.value, margin=uncertainty(exact.value), repaired=False, shift=0.0)
        drawn.append(replace(fitted, agrees=is_near))
        line = fitted.drawn
    return drawn


def _fitted(point: Point, line: float) -> Point:
    """The point as near to the line as its count allows; a lower bound stays where it is, unless it agrees."""
    if rounded_as_tiktok(round(line)) == rounded_as_tiktok(point.value):
        return replace(point, shift=line - point.value, agrees=True)
    if point.repaired:
        return point
    low, high = point.interval
    return replace(point, shift=min(max(line, low), high) - point.value)


def visible(points: Sequence[Point], start: float, end: float) -> list[Point]:
    """Returns the points between two times, thinned out, and one beyond either end, for a line up to the edge."""
    first = max(bisect_left(points, start, key=attrgetter("at")) - 1, 0)
    last = bisect_right(points, end, key=attrgetter("at")) + 1
    return thinned(points[first:last])


def stretches(points: Sequence[Point], gaps: Sequence[Gap]) -> list[list[Point]]:
    """Returns the points in groups between which there are gaps. points: at least one."""
    found = [[points[0]]]
    for before, point in pairwise(points):
        if is_broken(before.at, point.at, gaps):
            found.append([])
        found[-1].append(point)
    return found


def gap_beside(points: Sequence[Point], index: int, gaps: Sequence[Gap]) -> Gap | None:
    """Returns the gap that ends at a point, or else the one that begins there."""
    sides = [points[number : number + 2] for number in (index - 1, index) if 0 <= number < len(points) - 1]
    return next((gap for one, other in sides for gap in gaps if one.at <= gap[0] and gap[1] <= other.at), None)


def is_line(points: Sequence[Point]) -> bool:
    """Whether the points are far enough apart to show a trend."""
    return len(points) > 1 and points[-1].at - points[0].at >= LEAST_SPAN


def band(points: Sequence[Point]) -> list[tuple[int, float, float]]:
    """Returns what rounding leaves open, as (time, low, high): around the line where it isn't settled."""
    return [(point.at, *point.interval) for point in points]


def thinned(points: Sequence[Point], most: int = MOST_POINTS) -> list[Point]:
    """Returns at most `most` points: the lowest and highest of each stretch, in order, and both ends."""
    if len(points) <= most:
        return list(points)
    inner = points[1:-1]
    size = math.ceil(len(inner) / ((most - 2) // 2))
    kept = [points[0]]
    for start in range(0, len(inner), size):
        stretch = inner[start : start + size]
        extremes = {min(stretch, key=attrgetter("drawn")), max(stretch, key=attrgetter("drawn"))}
        kept += sorted(extremes, key=attrgetter("at"))
    return [*kept, points[-1]]


def nearest(points: Sequence[Point], at: float) -> int:
    """Returns the index of the point nearest in time. points: at least one."""
    after = bisect_left(points, at, key=attrgetter("at"))
    if after == 0:
        return 0
    if after == len(points) or at - points[after - 1].at <= points[after].at - at:
        return after - 1
    return after


def value_in_words(point: Point, unit: str) -> str:
    """Returns a text such as "≈ 2,162,700 followers"."""
    rounded = point.margin > 0 and not is_carried(point.value)
    return f"{counts.count(point.value, rounded=rounded, repaired=point.repaired, full=True)} {unit}"


def change_in_words(points: Sequence[Point], index: int, span: int = DAY) -> tuple[str, str]:
    """Returns the change since the newest point at least `span` seconds older, and its tone; ("", "") without one."""
    here = points[index]
    before = bisect_right(points, here.at - span, key=attrgetter("at")) - 1
    if before < 0:
        return "", ""
    there = points[before]
    seconds = here.at - there.at
    change = Change(
        before=there.value,
        amount=here.value - there.value,
        margin=here.margin + there.margin,
        seconds=seconds,
        both_rounded=bool(here.margin and there.margin),
    )
    if not change.is_measurable:
        return NO_CHANGE, ""
    sign, tone = {1: ("+", "ok"), 0: ("", ""), -1: (numbers.MINUS, "bad")}[(change.amount > 0) - (change.amount < 0)]
    return f"{sign}{numbers.grouped(abs(change.amount))} in {durations.span(seconds)}", tone


def value_range(low: float, high: float) -> tuple[float, float]:
    """Returns the values at the bottom and the top of a chart: with room, and spanning at least LEAST_SHARE of the
    values, so that a small change looks small.
    """
    room = max((high - low) * HEADROOM, (LEAST_SHARE * high - (high - low)) / 2, 0) or FLAT_HEADROOM
    return max(low - room, min(low, 0)), high + room


def value_ticks(low: float, high: float, most: int = 5) -> list[float]:
    """Returns at most `most` + 1 round values between two others, only whole numbers from 0 on."""
    if high <= low:
        return []
    rough = (high - low) / most
    size = 10 ** math.floor(math.log10(rough)) if rough > 0 else 1
    width = max(next(size * factor for factor in (1, 2, 5, 10) if size * factor >= rough), 1)
    first = max(math.ceil(low / width), 0)
    return [number * width for number in range(first, math.floor(high / width) + 1)]


def value_labels(values: Sequence[float]) -> list[str]:
    """Returns short labels if they tell the values apart, otherwise with every digit."""
    short = [numbers.compact(round(value)) for value in values]
    return short if len(set(short)) == len(short) else [numbers.grouped(round(value)) for value in values]


def time_ticks(start: float, end: float, width: float, zone: tzinfo | None = None) -> list[tuple[float, str]]:
    """Returns (time, label) at round local times, at least LABEL_SPACING apart. width: px of the axis."""
    if end <= start or width <= 0:
        return []
    least = (end - start) * LABEL_SPACING / width
    for minutes in _MINUTES:
        if minutes * MINUTE >= least:
            return _clock_ticks(start, end, minutes, zone)
    midnights = _midnights(start, end, zone)
    for days in _DAYS:
        if days * DAY >= least:
            return _day_ticks([day for day in midnights if day.toordinal() % days == 0])
    months = next((months for months in _MONTHS if months * 28 * DAY >= least), _MONTHS[-1])
    firsts = (day for day in midnights if day.day == 1 and (day.year * 12 + day.month - 1) % months == 0)
    return [(day.timestamp(), f"{times.month(day.month)} {day.year}") for day in firsts]


def _day_ticks(days: list[datetime]) -> list[tuple[float, str]]:
    """Adds the year to the first label of a new year."""
    turns = {day for before, day in pairwise(days) if day.year != before.year}
    return [(day.timestamp(), f"{_day_label(day)} {day.year}" if day in turns else _day_label(day)) for day in days]


def _clock_ticks(start: float, end: float, minutes: int, zone: tzinfo | None) -> list[tuple[float, str]]:
    """Checks every quarter of an hour, because some time zones are offset by 15 or 45 minutes."""
    quarters = range(math.ceil(start / 900) * 900, math.floor(end) + 1, 900)
    moments = ((at, times.local(at, zone)) for at in quarters)
    return [
        (at, f"{when:%H:%M}" if when.hour or when.minute else _day_label(when))
        for at, when in moments
        if (when.hour * 60 + when.minute) % minutes == 0
    ]


def _midnights(start: float, end: float, zone: tzinfo | None) -> list[datetime]:
    """Returns the midnights between two times. Steps from noon to noon, because a day may have 23 or 25 hours."""
    noon = times.local(start, zone).replace(hour=12).timestamp()
    days = math.ceil((end - start) / DAY) + 1
    noons = (times.local(noon + number * DAY, zone) for number in range(days + 1))
    midnights = (when.replace(hour=0, minute=0, second=0, microsecond=0) for when in noons)
    return [when for when in midnights if start <= when.timestamp() <= end]


def _day_label(when: datetime) -> str:
    return f"{when.day} {times.month(when.month)}"
