"""Whom to track next: authors whose videos keep appearing in what is polled."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from tiktrack_gui.core.models import Creator, Video
from tiktrack_gui.core.velocity import lifetime_velocity

DAYS = 7  # in which a video must have appeared for the first time
LEAST = 2  # distinct videos
MOST = 10  # suggestions


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A creator with the number of its distinct videos that first appeared in the last DAYS.

    velocity: of the fastest of them, engagements per minute from its post to its newest measurement; None = unknown.
    """

    creator: Creator
    videos: int
    velocity: float | None = None


def suggestions(videos: Sequence[Video], most: int = MOST) -> list[Suggestion]:
    """Returns the authors with LEAST videos, those with most videos first, and of as many the fastest first.

    videos: distinct ones that appeared in the last DAYS, each with its newest sample.
    """
    by_author: defaultdict[int, list[Video]] = defaultdict(list)
    for video in videos:
        by_author[video.creator.id].append(video)
    found = [_suggestion(theirs) for theirs in by_author.values() if len(theirs) >= LEAST]
    found.sort(key=lambda one: (-one.videos, -(one.velocity or 0.0), one.creator.id))
    return found[:most]


def _suggestion(videos: Sequence[Video]) -> Suggestion:
    speeds = (lifetime_velocity(video.sample, video.posted_at, video.sample.at) for video in videos)
    fastest = max((speed for speed in speeds if speed is not None), default=None)
    return Suggestion(creator=videos[0].creator, videos=len(videos), velocity=fastest)
