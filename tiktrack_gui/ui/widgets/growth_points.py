"""The points of a growth plot, and what is said about one. Pure."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter

from tiktrack_gui.core import durations, numbers
from tiktrack_gui.core.counts import is_carried, rounded_as_tiktok, step
from tiktrack_gui.core.durations import DAY, HOUR
from tiktrack_gui.core.gaps import Gap
from tiktrack_gui.core.growth import Change
from tiktrack_gui.words import counts

LEAST_SPAN = HOUR  # s; a line over less says nothing
NO_CHANGE = "no measurable change"


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


def gap_beside(points: Sequence[Point], index: int, gaps: Sequence[Gap]) -> Gap | None:
    """Returns the gap that ends at a point, or else the one that begins there."""
    sides = [points[number : number + 2] for number in (index - 1, index) if 0 <= number < len(points) - 1]
    return next((gap for one, other in sides for gap in gaps if one.at <= gap[0] and gap[1] <= other.at), None)


def is_line(points: Sequence[Point]) -> bool:
    """Whether the points are far enough apart to show a trend."""
    return len(points) > 1 and points[-1].at - points[0].at >= LEAST_SPAN


def nearest(points: Sequence[Point], at: float) -> int:
    """Returns the index of the point nearest in time. points: at least one."""
    after = bisect_left(points, at, key=attrgetter("at"))
    if after == 0:
        return 0
    if after == len(points) or at - points[after - 1].at <= points[after].at - at:
        return after - 1
    return after


def value_in_words(point: Point, unit: str = "") -> str:
    """Returns a text such as "≈ 2,162,700 followers"."""
    rounded = point.margin > 0 and not is_carried(point.value)
    value = counts.count(point.value, rounded=rounded, repaired=point.repaired, full=True)
    return f"{value} {unit}" if unit else value


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
