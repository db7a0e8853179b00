"""How many of those who see a video react to it: the same figure for one video and for a creator, in all tabs."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from tiktrack_gui.core.baseline import ENOUGH, NEWEST
from tiktrack_gui.core.models import Video, VideoCount, VideoSample

_PARTS = (VideoCount.LIKES | VideoCount.COMMENTS | VideoCount.SHARES | VideoCount.VIEWS).value


def engagement_rate(sample: VideoSample) -> float | None:
    """(likes + comments + shares) / views: 0.06 = 6 %.

    None if one of the counts isn't known, or only a lower bound of it, or if there are no views.
    """
    if sample.likes is None or sample.comments is None or sample.shares is None or not sample.views:
        return None
    if sample.repaired & _PARTS:
        return None
    return (sample.likes + sample.comments + sample.shares) / sample.views


def median_engagement(videos: Sequence[Video], most: int = NEWEST) -> tuple[float, int] | None:
    """Returns the median rate of the newest `most` videos, and how many of them have one; None if fewer than ENOUGH do.

    A median, because a single video that went viral would carry a mean. videos: newest first.
    """
    rates = [rate for video in videos[:most] if (rate := engagement_rate(video.sample)) is not None]
    return (median(rates), len(rates)) if len(rates) >= ENOUGH else None
