"""Whether a story is taking off now, or did so some time ago: what may be said about it decides on this.

`State` is the one word that the feed has for a story, `Phase` what a post may say about it.
"""

from __future__ import annotations

from enum import StrEnum

from tiktrack_gui.core.deliveries import DeliveryState
from tiktrack_gui.core.durations import DAY, HOUR
from tiktrack_gui.core.models import CurrentVelocity, MeasuredVideo
from tiktrack_gui.core.velocity import speed_up

RECENT = 48 * HOUR  # s; what was measured or posted longer ago says nothing about now
RESTS_AFTER = 7 * DAY  # s without being measured; a story then rests until it is seen again
RISING = 1.05  # of the velocity since it was posted; less is steady
COOLING = 0.95  # of the velocity since it was posted; more is steady
SLOW = 0.1  # of the velocity since it was posted; slower than that, a video stands still


class Phase(StrEnum):
    TAKING_OFF = "taking_off"
    SLOWER = "slower"  # still growing, but not as it did
    STILL = "still"
    UNKNOWN = "unknown"  # it isn't known how fast it grows now


class State(StrEnum):
    """The first that is true counts."""

    POSTED = "posted"  # its creator is in Discord
    NEW = "new"  # found recently, and not measured twice yet
    RISING = "rising"  # faster than since it was posted; this and the next two were so when it was last measured
    COOLING = "cooling"  # slower
    STEADY = "steady"  # as fast


def state(item: MeasuredVideo, now: float) -> State | None:
    """None if it isn't known: it is gone, or wasn't measured recently. now: UTC epoch seconds."""
    if item.posted is DeliveryState.SENT:
        return State.POSTED
    if item.video.gone_at is not None:
        return None
    if item.current is None and item.found_at is not None and now - item.found_at <= RECENT:
        return State.NEW
    if velocity_now(item) is None or now - item.video.sample.at > RECENT:
        return None
    if is_rising(item):
        return State.RISING
    return State.COOLING if is_cooling(item) else State.STEADY


def is_cooling(item: MeasuredVideo) -> bool:
    """Whether it is known to be slower now than since it was posted."""
    current = velocity_now(item)
    return current is not None and current.value < COOLING * (item.velocity or 0.0)


def is_measured_once(item: MeasuredVideo) -> bool:
    """Whether a story wasn't measured again since it was found."""
    return item.found_at is not None and item.video.sample.at <= item.found_at


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
