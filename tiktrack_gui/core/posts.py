"""How well a creator's videos usually do, and how often there is a new one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from tiktrack_gui.core.durations import DAY, HOUR
from tiktrack_gui.core.growth import GROWTH_DAYS, change, counted_from
from tiktrack_gui.core.models import CreatorCount, CreatorSample, Video, VideoCount

NEWEST = 30  # videos that views per video are of, at most
ENOUGH = 8  # and at least
SETTLED_AFTER = 48 * HOUR  # s after a video was posted; most of its views have come by then
WEEKS = GROWTH_DAYS // 7


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewsPerVideo:
    """The median of `videos` videos, measured from `since` to `until`; None if they aren't ENOUGH.

    rounded, repaired: whether the median is of counts that TikTok rounded, or that are lower bounds.
    """

    median: int | None = None
    videos: int = 0
    rounded: bool = False
    repaired: bool = False
    since: int = 0
    until: int = 0


class Basis(StrEnum):
    """What posts per week were counted by."""

    SEEN = "seen"  # TikTrack has seen all videos of those weeks
    COUNT = "count"  # the number of videos on the profile


@dataclass(frozen=True, slots=True, kw_only=True)
class PostsPerWeek:
    """`posts` new videos in the WEEKS until `until`."""

    posts: int
    basis: Basis
    until: int

    @property
    def per_week(self) -> float:
        return self.posts / WEEKS


def views_per_video(videos: Sequence[Video]) -> ViewsPerVideo:
    """Of the NEWEST that were last measured SETTLED_AFTER they were posted, without pinned ones and ads.

    videos: newest first, each with its newest sample.
    """
    settled = [
        video.sample
        for video in videos
        if not video.pinned
        and not video.ad
        and video.sample.views is not None
        and video.sample.at - video.posted_at >= SETTLED_AFTER
    ][:NEWEST]
    if len(settled) < ENOUGH:
        return ViewsPerVideo(videos=len(settled))
    by_views = sorted(settled, key=lambda sample: sample.views or 0)
    middle = by_views[(len(by_views) - 1) // 2 : len(by_views) // 2 + 1]  # two of an even number
    return ViewsPerVideo(
        median=sum(sample.views or 0 for sample in middle) // len(middle),
        videos=len(settled),
        rounded=any(sample.rounded & VideoCount.VIEWS for sample in middle),
        repaired=any(sample.repaired & VideoCount.VIEWS for sample in middle),
        since=min(sample.at for sample in settled),
        until=max(sample.at for sample in settled),
    )


def posts_per_week(samples: Sequence[CreatorSample], videos: Sequence[Video]) -> PostsPerWeek | None:
    """Of the WEEKS until the newest sample. None without an exact number of videos on the profile to compare with.

    The videos seen are all there are if they are as many as the profile has, or as it grew by in those weeks. Otherwise
    that growth is the answer, from which deleted videos are missing.

    samples: all of the creator's, oldest first. videos: those seen.
    """
    counted = [sample for sample in samples if sample.videos is not None]
    if not counted:
        return None
    newest = counted[-1]
    start = newest.at - GROWTH_DAYS * DAY
    seen = sum(start < video.posted_at <= newest.at for video in videos)
    found = change(counted_from(counted, start), newest, CreatorCount.VIDEOS)
    grown = found.amount if found and found.is_of_weeks and not found.margin else None
    is_exact = not (newest.rounded | newest.repaired) & CreatorCount.VIDEOS
    if (is_exact and len(videos) >= (newest.videos or 0)) or (grown is not None and 0 <= grown <= seen):
        return PostsPerWeek(posts=seen, basis=Basis.SEEN, until=newest.at)
    if grown is None or grown < 0:
        return None
    return PostsPerWeek(posts=grown, basis=Basis.COUNT, until=newest.at)
