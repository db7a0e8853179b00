"""Whether a story is taking off now, or did so some time ago: what may be said about it decides on this."""

from __future__ import annotations

from enum import StrEnum

from tiktrack_gui.core.durations import HOUR
from tiktrack_gui.core.models import MeasuredVideo

RECENT = 48 * HOUR  # s; what was measured or posted longer ago says nothing about now
RISING = 1.05  # of the velocity since it was posted; less is steady
SLOW = 0.1  # of the velocity since it was posted; slower than that, a video stands still


class Phase(StrEnum):
    TAKING_OFF = "taking_off"
    SLOWER = "slower"  # still growing, but not as it did
    STILL = "still"
    UNKNOWN = "unknown"  # it isn't known how fast it grows now


def is_rising(item: MeasuredVideo) -> bool:
    """Whether it is known to be faster now than since it was posted."""
    current = item.current
    return current is not None and not current.at_most and current.value >= RISING * (item.velocity or 0.0)


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
