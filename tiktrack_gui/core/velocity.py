"""How fast a video gains engagement: E = likes + comments + shares, per minute.

All times are UTC epoch seconds, so a velocity doesn't depend on time zones or daylight saving.
"""

from __future__ import annotations

from tiktrack_gui.core.counts import step
from tiktrack_gui.core.durations import MINUTE
from tiktrack_gui.core.models import CurrentVelocity, VideoCount, VideoSample

MIN_AGE_MINUTES = 1.0  # lower bound, also for a negative age due to clock skew
CURRENT_SPAN = 10 * MINUTE  # s; minimum time between two samples for a current velocity

_ENGAGEMENT = ((VideoCount.LIKES, "likes"), (VideoCount.COMMENTS, "comments"), (VideoCount.SHARES, "shares"))


def age_minutes(posted_at: float, at: float) -> float:
    """Minutes since it was posted, at least 1."""
    return max((at - posted_at) / MINUTE, MIN_AGE_MINUTES)


def lifetime_velocity(sample: VideoSample, posted_at: float, at: float) -> float | None:
    """Engagement per minute since it was posted; None if no part of the engagement is known.

    A lower bound if `sample.engagement_at_least`.
    """
    engagement = sample.engagement
    return None if engagement is None else engagement / age_minutes(posted_at, at)


def engagement_step(sample: VideoSample) -> int:
    """The possible rounding error of the engagement: the sum of the steps of its rounded parts."""
    counts = ((bit, getattr(sample, name)) for bit, name in _ENGAGEMENT)
    return sum(step(count) for bit, count in counts if count is not None and sample.rounded & bit)


def current_velocity(newest: VideoSample, earlier: VideoSample | None) -> CurrentVelocity | None:
    """Engagement per minute between two samples at least 10 min apart, else None.

    A change below the rounding step gives that step with `at_most`; a decrease gives 0; None if a part is unknown.
    """
    if earlier is None or newest.at - earlier.at < CURRENT_SPAN:
        return None
    if newest.engagement is None or earlier.engagement is None:
        return None
    if newest.engagement_at_least or earlier.engagement_at_least:
        return None
    minutes = (newest.at - earlier.at) / MINUTE
    change = newest.engagement - earlier.engagement
    rounding = max(engagement_step(newest), engagement_step(earlier))
    if abs(change) < rounding:
        return CurrentVelocity(value=rounding / minutes, minutes=minutes, at_most=True)
    return CurrentVelocity(value=max(change, 0) / minutes, minutes=minutes)


def speed_up(current: CurrentVelocity | None, lifetime: float | None) -> float | None:
    """The current velocity divided by that since it was posted; None if either isn't known."""
    if current is None or current.at_most or not lifetime:
        return None
    return current.value / lifetime
