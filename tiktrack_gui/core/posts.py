"""How often there is a new video of a creator."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from tiktrack_gui.core.durations import DAY
from tiktrack_gui.core.growth import GROWTH_DAYS, change, counted_from
from tiktrack_gui.core.models import CreatorCount, CreatorSample, Video
from tiktrack_gui.core.sample_columns import UNKNOWN, columns_of

WEEKS = GROWTH_DAYS // 7


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """How many of a creator's videos were seen in all, and how many of them were posted in the WEEKS."""

    videos: int
    lately: int


def posts_per_week(samples: Sequence[CreatorSample], videos: Sequence[Video]) -> PostsPerWeek | None:
    """Of the WEEKS until the newest sample. None without an exact number of videos on the profile to compare with.

    samples: all of the creator's, oldest first. videos: those seen.
    """
    columns = columns_of(samples)
    counted = columns.only(columns.videos != UNKNOWN)
    if not counted:
        return None
    newest = counted[-1]
    start = newest.at - GROWTH_DAYS * DAY
    lately = sum(start < video.posted_at <= newest.at for video in videos)
    return posts_since(counted_from(counted, start), newest, Seen(videos=len(videos), lately=lately))


def posts_since(before: CreatorSample | None, newest: CreatorSample, seen: Seen) -> PostsPerWeek | None:
    """As `posts_per_week`, of the two samples that have the number of videos: WEEKS apart, as `counted_from` chooses.

    The videos seen are all there are if they are as many as the profile has, or as it grew by in those weeks. Otherwise
    that growth is the answer, from which deleted videos are missing.
    """
    found = change(before, newest, CreatorCount.VIDEOS)
    grown = found.amount if found and found.is_of_weeks and not found.margin else None
    is_exact = not (newest.rounded | newest.repaired) & CreatorCount.VIDEOS
    if (is_exact and seen.videos >= (newest.videos or 0)) or (grown is not None and 0 <= grown <= seen.lately):
        return PostsPerWeek(posts=seen.lately, basis=Basis.SEEN, until=newest.at)
    if grown is None or grown < 0:
        return None
    return PostsPerWeek(posts=grown, basis=Basis.COUNT, until=newest.at)
