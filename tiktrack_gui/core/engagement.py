"""How many of a video's viewers engage with it: (likes + comments + shares) / views."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from statistics import median

from tiktrack_gui.core.models import Video, VideoSample

MOST = 30  # a creator's newest videos that the median is of, at most


def engagement_rate(sample: VideoSample) -> float | None:
    """Likes, comments and shares per view, 0.077 = 7.7 %; None if any is unknown or there are no views."""
    if sample.likes is None or sample.comments is None or sample.shares is None or not sample.views:
        return None
    return (sample.likes + sample.comments + sample.shares) / sample.views


def median_engagement(videos: Sequence[Video], most: int = MOST) -> tuple[float, int] | None:
    """Returns the median rate of the `most` newest videos whose rate is known, and how many they are; None if none is.

    videos: newest first, each with its newest sample.
    """
    known = (rate for video in videos if (rate := engagement_rate(video.sample)) is not None)
    rates = list(islice(known, most))
    return (median(rates), len(rates)) if rates else None
