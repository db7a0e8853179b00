"""A creator's videos and samples for the tests of Discover's definitions; days are counted from START."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tiktrack_gui.core.counts import is_rounded, rounded_as_tiktok
from tiktrack_gui.core.durations import DAY
from tiktrack_gui.core.models import Creator, CreatorCount, CreatorSample, Video, VideoSample

START = 20_000 * DAY
FOLLOWERS = CreatorCount.FOLLOWERS
BAKER = Creator(id=1, handle="baker")


def at(day: float) -> int:
    return START + round(day * DAY)


def post(number: int, day: float, views: int | None, *, seen: float = 3, sample: Any = None, **about: Any) -> Video:
    """A video posted on that day and measured `seen` days later. sample: more of its sample."""
    measured = VideoSample(at=at(day + seen), views=views, **(sample or {}))
    return Video(id=number, creator=BAKER, posted_at=at(day), sample=measured, **about)


def others(*views: int) -> list[Video]:
    """One on each day before START, newest first, with these views."""
    return [post(100 + number, -number, count) for number, count in enumerate(views, 1)]


def followed(day: float, followers: int | None, **more: Any) -> CreatorSample:
    return CreatorSample(at=at(day), followers=followers, **more)


def as_shown(day: float, followers: int) -> CreatorSample:
    """As TikTok's website shows it."""
    shown = rounded_as_tiktok(followers)
    return followed(day, shown, rounded=FOLLOWERS.value if is_rounded(shown) else 0)


def daily(first: float, followers: Iterable[int]) -> list[CreatorSample]:
    return [followed(first + number, count) for number, count in enumerate(followers)]
