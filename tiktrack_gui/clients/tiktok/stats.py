"""Reads the counts of accounts and videos: `stats` and the newer `statsV2` beside it, which is preferred if readable.

A missing or invalid count is None, never 0. Counts that may be rounded are marked, as are those that a 32-bit overflow
made negative and that were repaired to their lower bound.
"""

from __future__ import annotations

from dataclasses import dataclass

from tiktrack_gui.clients.tiktok.values import Count, Json, count, integer, mapping
from tiktrack_gui.core.counts import is_rounded, unwrapped
from tiktrack_gui.core.models import CreatorCount, CreatorSample, Origin, VideoCount, VideoSample

# The models' counts and TikTok's names for them, preferred one first
CREATOR_COUNTS = (
    (CreatorCount.FOLLOWERS, ("followerCount",)),
    (CreatorCount.FOLLOWING, ("followingCount",)),
    (CreatorCount.LIKES, ("heartCount", "heart")),
    (CreatorCount.VIDEOS, ("videoCount",)),
)
VIDEO_COUNTS = (
    (VideoCount.LIKES, ("diggCount",)),
    (VideoCount.COMMENTS, ("commentCount",)),
    (VideoCount.SHARES, ("shareCount",)),
    (VideoCount.VIEWS, ("playCount",)),
    (VideoCount.SAVES, ("collectCount",)),
)


@dataclass(frozen=True, slots=True)
class _Counts:
    """The wanted counts in order, and the bits of the rounded and the repaired ones."""

    values: tuple[int | None, ...]
    rounded: int
    repaired: int

    @property
    def known(self) -> bool:
        return any(value is not None for value in self.values)


def creator_sample(parent: Json, name: str, at: int, origin: Origin) -> CreatorSample | None:
    """Reads the counts under `name` and `nameV2`; None if there are none."""
    counts = _counts(parent, name, CREATOR_COUNTS)
    if not counts.known:
        return None
    followers, following, likes, videos = counts.values
    return CreatorSample(
        at=at,
        followers=followers,
        following=following,
        likes=likes,
        videos=videos,
        rounded=counts.rounded,
        repaired=counts.repaired,
        origin=origin,
    )


def video_sample(item: Json, at: int, origin: Origin) -> VideoSample | None:
    """Reads the counts of an item; None if there are none."""
    counts = _counts(item, "stats", VIDEO_COUNTS)
    if not counts.known:
        return None
    likes, comments, shares, views, saves = counts.values
    return VideoSample(
        at=at,
        likes=likes,
        comments=comments,
        shares=shares,
        views=views,
        saves=saves,
        rounded=counts.rounded,
        repaired=counts.repaired,
        origin=origin,
    )


def _counts(parent: Json, name: str, wanted: tuple[tuple[CreatorCount | VideoCount, tuple[str, ...]], ...]) -> _Counts:
    stats, stats_v2 = mapping(parent.get(name)), mapping(parent.get(f"{name}V2"))
    values: list[int | None] = []
    rounded = repaired = 0
    for bit, keys in wanted:
        found = _first(stats_v2, keys) or _first(stats, keys)
        if found is None and (least := _overflown(stats, keys)) is not None:
            found = Count(least)
            repaired |= bit
        if found is not None and (found.abbreviated or is_rounded(found.value)):
            rounded |= bit
        values.append(None if found is None else found.value)
    return _Counts(tuple(values), rounded, repaired)


def _first(stats: Json, keys: tuple[str, ...]) -> Count | None:
    return next((found for key in keys if (found := count(stats.get(key))) is not None), None)


def _overflown(stats: Json, keys: tuple[str, ...]) -> int | None:
    for key in keys:
        number = integer(stats.get(key))
        if number is not None and (least := unwrapped(number)) is not None:
            return least
    return None
