"""The labels of a growth plot's axes: round counts, and round local times. Pure."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from datetime import datetime, tzinfo
from itertools import pairwise

from tiktrack_gui.core import numbers
from tiktrack_gui.core.durations import DAY, MINUTE
from tiktrack_gui.words import times

LABEL_SPACING = 84  # px, minimum between two dates
HEADROOM = 0.08  # of the height, above and below the line
FLAT_HEADROOM = 1.5  # counts, for a flat line of small counts
LEAST_SHARE = 0.05  # of the values

_MINUTES = (15, 30, 60, 180, 360, 720)  # steps of the time axis
_DAYS = (1, 2, 4, 7, 14)
_MONTHS = (1, 3, 12, 60)


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


def log_range(low: float, high: float) -> tuple[float, float]:
    """Returns the logarithms (base 10) at the bottom and the top of a chart, as `value_range`. low, high: above 0."""
    bottom, top = math.log10(low), math.log10(high)
    room = max((top - bottom) * HEADROOM, (-math.log10(1 - LEAST_SHARE) - (top - bottom)) / 2)
    return bottom - room, top + room


def log_ticks(bottom: float, top: float, most: int = 5) -> list[float]:
    """Returns the logarithms of round values between two others, at most `most` + 1 of them."""
    low, high = 10**bottom, 10**top
    powers = range(math.floor(bottom), math.ceil(top) + 1)
    for factors in ((1, 2, 3, 5, 7), (1, 2, 5), (1, 3), (1,)):
        values = [factor * 10**power for power in powers for factor in factors]
        found = [value for value in values if low <= value <= high]
        if len(found) <= most + 1:
            break
    else:
        found = found[:: math.ceil(len(found) / most)]
    if len(found) < 3:  # less than a decade, where round values of a plain axis are as good
        found = [value for value in value_ticks(low, high, most) if value > 0]
    return [math.log10(value) for value in found]


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
    for days in _DAYS:
        if days * DAY >= least:
            return _day_ticks([day for day in _midnights(start, end, zone) if day.toordinal() % days == 0])
    months = next((months for months in _MONTHS if months * 28 * DAY >= least), _MONTHS[-1])
    return [(day.timestamp(), f"{times.month(day.month)} {day.year}") for day in _firsts(start, end, months, zone)]


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


def _firsts(start: float, end: float, months: int, zone: tzinfo | None) -> Iterator[datetime]:
    """Yields the midnights that begin every `months` months between two times."""
    first = times.local(start, zone)
    last = times.local(end, zone)
    for number in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
        if number % months == 0:
            noon = datetime(number // 12, number % 12 + 1, 1, 12, tzinfo=zone) if zone else None
            noon = noon or datetime(number // 12, number % 12 + 1, 1, 12).astimezone()
            day = times.local(noon.timestamp(), zone).replace(hour=0)
            if start <= day.timestamp() <= end:
                yield day


def _day_label(when: datetime) -> str:
    return f"{when.day} {times.month(when.month)}"
