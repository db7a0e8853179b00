"""How fast a video gains engagement: E = likes + comments + shares, per minute.

All times are UTC epoch seconds, so a velocity doesn't depend on time zones or daylight saving.
"""

from __future__ import annotations

from tiktrack_gui.core.counts import step
from tiktrack_gui.core.durations import HOUR, MINUTE
from tiktrack_gui.core.models import CurrentVelocity, VideoCount, VideoSample

MIN_AGE_MINUTES = 1.0  # lower bound, also for a negative age due to clock skew
SERVER_CLOCK_TRUSTED_WITHIN = 24 * HOUR  # s; beyond this, the response is a recording, or TikTok's clock is wrong
CURRENT_SPAN = 10 * MINUTE  # s; minimum time between two samples for a current velocity

_ENGAGEMENT = ((VideoCount.LIKES, "likes"), (VideoCount.COMMENTS, "comments"), (VideoCount.SHARES, "shares"))


def measuring_time(server_time: float | None, now: float) -> float:
    """When the counts were measured: the time on TikTok's clock if it is within 24 h of ours, else on ours."""
    if server_time is not None and abs(server_time - now) <= SERVER_CLOCK_TRUSTED_WITHIN:
        return server_time
    return now


def age_minutes(posted_at: float, at: float) -> float:
    """Minutes since it was posted, at least 1."""
    return max((at - posted_at) / MINUTE, MIN_AGE_MINUTES)


def lifetime_velocity(sample: VideoSample, posted_at: float, at: float) -> float | None:
    """Engagement per minute since it was posted; None if no part of the engagement is known."""
    engagement = sample.engagement
    return None if engagement is None else engagement / age_minutes(posted_at, at)


def engagement_step(sample: VideoSample) -> int:
    """The possible rounding error of the engagement: the sum of the steps of its rounded parts."""
    counts = ((bit, getattr(sample, name)) for bit, name in _ENGAGEMENT)
    return sum(step(count) for bit, count in counts if count is not None and sample.rounded & bit)


def current_velocity(newest: VideoSample, earlier: VideoSample | None) -> CurrentVelocity | None:
    """Engagement per minute between two samples at least 10 min apart, else None.

    A change below the rounding step gives that step with `at_most`; a decrease gives 0.
    """
    if earlier is None or newest.at - earlier.at < CURRENT_SPAN:
        return None
    if newest.engagement is None or earlier.engagement is None:
        return None
    minutes = (newest.at - earlier.at) / MINUTE
    change = newest.engagement - earlier.engagement
    rounding = max(engagement_step(newest), engagement_step(earlier))
    if abs(change) < rounding:
        return CurrentVelocity(value=rounding / minutes, minutes=minutes, at_most=True)
    return CurrentVelocity(value=max(change, 0) / minutes, minutes=minutes)
