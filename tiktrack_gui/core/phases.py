"""Whether a story is taking off now, or did so some time ago: what may be said about it decides on this."""

from __future__ import annotations

from enum import StrEnum

from tiktrack_gui.core.durations import DAY, HOUR
from tiktrack_gui.core.models import CurrentVelocity, MeasuredVideo
from tiktrack_gui.core.velocity import speed_up

RECENT = 48 * HOUR  # s; what was measured or posted longer ago says nothing about now
RESTS_AFTER = 7 * DAY  # s without being measured; a story then rests until it is seen again
RISING = 1.05  # of the velocity since it was posted; less is steady
SLOW = 0.1  # of the velocity since it was posted; slower than that, a video stands still


class Phase(StrEnum):
    TAKING_OFF = "taking_off"
    SLOWER = "slower"  # still growing, but not as it did
    STILL = "still"
    UNKNOWN = "unknown"  # it isn't known how fast it grows now


def is_rising(item: MeasuredVideo) -> bool:
    """Whether it is known to be faster now than since it was posted."""
    ratio = speed_up(item.current, item.velocity)
    return ratio is not None and ratio >= RISING


def velocity_now(item: MeasuredVideo) -> CurrentVelocity | None:
    """The current velocity; None if it isn't known, or only to be below more than its velocity since it was posted."""
    current = item.current
    says_nothing = current is None or (current.at_most and current.value >= (item.velocity or 0.0))
    return None if says_nothing else current


def pace(item: MeasuredVideo) -> float | None:
    """Engagement per minute to rank by: the velocity now where it is known, else that since it was posted.

    One that is too slow to be measured counts as what it is below.
    """
    current = velocity_now(item)
    return item.velocity if current is None else current.value


def is_current(item: MeasuredVideo, hours: float, now: float) -> bool:
    """Whether it was found within the last hours (0 = ever), or was measured within them and was rising then."""
    since = now - hours * HOUR
    if not hours or item.found_at is None or item.found_at >= since:
        return True
    return item.video.sample.at >= since and is_rising(item)


def phase(item: MeasuredVideo, now: float) -> Phase:
    """Decides by the current velocity; without one, only a video posted recently is taking off. now: epoch seconds."""
    if now - item.video.sample.at > RECENT or not item.velocity:
        return Phase.UNKNOWN
    if item.current is None:
        return Phase.TAKING_OFF if now - item.video.posted_at <= RECENT else Phase.UNKNOWN
    if item.current.at_most or item.current.value < SLOW * item.velocity:
        return Phase.STILL
    is_fresh = now - item.video.posted_at <= RECENT
    return Phase.TAKING_OFF if is_fresh or item.current.value >= item.velocity else Phase.SLOWER
