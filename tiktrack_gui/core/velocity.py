"""How fast a video gathers engagement: E = likes + comments + shares, per minute.

All times are UTC epoch seconds, so a velocity is the same in every time zone and across daylight saving.
"""

from __future__ import annotations

from tiktrack_gui.core.counts import step
from tiktrack_gui.core.durations import HOUR, MINUTE
from tiktrack_gui.core.models import CurrentVelocity, VideoCount, VideoSample

MIN_AGE_MINUTES = 1.0  # a younger age, or a negative one through clock skew, counts as this
SERVER_CLOCK_TRUSTED_WITHIN = 24 * HOUR  # s; beyond it the answer is a recording or our clock is right
CURRENT_SPAN = 10 * MINUTE  # s; the least time between two samples for a current velocity

_ENGAGEMENT = ((VideoCount.LIKES, "likes"), (VideoCount.COMMENTS, "comments"), (VideoCount.SHARES, "shares"))


def measuring_time(server_time: float | None, now: float) -> float:
    """The moment counts were true: TikTok's own clock if it is within 24 h of ours, else ours."""
    if server_time is not None and abs(server_time - now) <= SERVER_CLOCK_TRUSTED_WITHIN:
        return server_time
    return now


def age_minutes(posted_at: float, at: float) -> float:
    """Minutes since posted, at least 1."""
    return max((at - posted_at) / MINUTE, MIN_AGE_MINUTES)


def lifetime_velocity(sample: VideoSample, posted_at: float, at: float) -> float | None:
    """Engagement per minute since posted; None when no part of the engagement is known."""
    engagement = sample.engagement
    return None if engagement is None else engagement / age_minutes(posted_at, at)


def engagement_step(sample: VideoSample) -> int:
    """By how much the engagement may be off through TikTok's rounding: the sum of its rounded parts' steps."""
    counts = ((bit, getattr(sample, name)) for bit, name in _ENGAGEMENT)
    return sum(step(count) for bit, count in counts if count is not None and sample.rounded & bit)


def current_velocity(newest: VideoSample, earlier: VideoSample | None) -> CurrentVelocity | None:
    """Engagement per minute between two samples that are at least 10 min apart, else None.

    A change too small for the rounding is given as `at_most` its step; counts that went down give 0.
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
