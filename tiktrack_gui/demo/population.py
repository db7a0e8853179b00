"""A whole made-up TikTok: what it would answer is a function of (seed, time), in TikTok's own shapes.

The demo's client reads it directly; the tests' look-alike of TikTok serves it to a real browser.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import chain, zip_longest
from typing import Any

from tiktrack_gui.clients.tiktok.parse import creator_from_user_detail
from tiktrack_gui.core.durations import DAY, HOUR
from tiktrack_gui.core.models import CreatorSample, Origin
from tiktrack_gui.demo import answers
from tiktrack_gui.demo.chance import draws
from tiktrack_gui.demo.creators import DemoCreator, make_creators
from tiktrack_gui.demo.videos import DemoVideo, make_video, newest_number

Json = dict[str, Any]

PICTURES = "demo:"
FAST = 100  # engagements a minute from which a fresh video belongs to the fast ones of the feed
FRESH = 2 * DAY
LUCK_LASTS = 2 * HOUR  # s; then the feed may show other videos
FAST_EVERY = 4  # one of so many videos of the feed is a fast one
PAGE = 30  # items of a creator's list
PINNED = 2  # of a creator's, for those that pin


class Population:
    """300 creators and their videos.

    Attributes:
        handles: Of all creators.
    """

    def __init__(self, seed: int = 7, count: int = 300, pictures: str = PICTURES) -> None:
        """pictures: what the addresses of covers and avatars begin with."""
        self._seed = seed
        self._pictures = pictures
        self._creators = make_creators(seed, count)
        self._named = {name: creator for creator in self._creators for name in (creator.handle, creator.sec_uid)}
        self.handles = tuple(creator.handle for creator in self._creators)

    # What TikTok would answer

    def trending(self, now: float, count: int, first: int = 0) -> Json:
        """/api/recommend/item_list/: `count` videos of the feed, from its `first` on."""
        feed = self._feed(now)[first : first + count]
        items = [self._item(video, now) for video in feed]
        return answers.item_list(items, now, has_more=len(items) == count)

    def user_info(self, handle: str, now: float) -> Json | None:
        """`userInfo` of that creator; None for an unknown one."""
        creator = self._named.get(handle.lower())
        if creator is None:
            return None
        return answers.user_info(creator, _videos(creator, now), now, self._pictures)

    def user_detail(self, handle: str, now: float) -> Json:
        """/api/user/detail/."""
        info = self.user_info(handle, now)
        return answers.status(10221, now) if info is None else answers.status(0, now) | {"userInfo": info}

    def profile_scope(self, handle: str, now: float) -> Json:
        """What the profile page is filled from."""
        return {"webapp.user-detail": self.user_detail(handle, now)}

    def item_list(self, handle: str, now: float) -> Json:
        """/api/post/item_list/: the creator's newest videos, pinned ones before them. handle: or the secUid."""
        creator = self._named.get(handle.lower())
        if creator is None:
            return answers.status(10221, now)
        newest = newest_number(creator, now)
        recent = [make_video(creator, number) for number in range(newest, max(newest - PAGE, -1), -1)]
        pinned = _pinned(creator, newest)
        items = [self._item(video, now, pinned=True) for video in pinned]
        items += [self._item(video, now) for video in recent if video not in pinned]
        cursor = str(recent[-1].posted_at * 1000) if recent else "0"
        return answers.item_list(items, now, has_more=newest >= PAGE, cursor=cursor)

    def video_item(self, video_id: int, now: float) -> Json | None:
        """`itemStruct` of that video's page; None for an unknown one."""
        video = self._video(video_id, now)
        if video is None:
            return None
        item = self._item(video, now)
        del item["authorStats"]
        return item | {"createTime": str(video.posted_at), "locationCreated": "US"}

    def video_scope(self, video_id: int, now: float) -> Json:
        """What the video's page is filled from."""
        item = self.video_item(video_id, now)
        if item is None:
            return {"webapp.video-detail": {"statusCode": 10204, "statusMsg": ""}}
        return {"webapp.video-detail": {"statusCode": 0, "statusMsg": "", "itemInfo": {"itemStruct": item}}}

    # What would have been measured

    def history(self, handle: str, since: float, until: float, step: float) -> tuple[CreatorSample, ...]:
        """A sample of the creator's exact counts every `step` seconds. Raises NotFound."""
        moments = (since + number * step for number in range(int((until - since) // step) + 1))
        creators = (creator_from_user_detail(self.user_detail(handle, at), at, Origin.DEMO) for at in moments)
        return tuple(creator.sample for creator in creators if creator.sample is not None)

    # Who and what there is

    def _video(self, video_id: int, now: float) -> DemoVideo | None:
        """The id's high half is when it was posted; each creator has one video for that time at most."""
        posted_at = video_id >> 32
        if posted_at > now:
            return None
        videos = (make_video(creator, number) for creator, number in self._newest(posted_at))
        return next((video for video in videos if video.id == video_id), None)

    def _newest(self, now: float) -> Iterator[tuple[DemoCreator, int]]:
        for creator in self._creators:
            number = newest_number(creator, now)
            if number >= 0:
                yield creator, number

    def _item(self, video: DemoVideo, now: float, *, pinned: bool = False) -> Json:
        return answers.item(video, _videos(video.creator, now), now, self._pictures, pinned=pinned)

    # The feed

    def _feed(self, now: float) -> list[DemoVideo]:
        """Every video the feed can show now, the luckiest first, with a fast one in every FAST_EVERY places.

        A video's luck changes every LUCK_LASTS seconds, each at its own moment: from one refresh to the next most
        videos stay, and some are new.
        """
        fast = self._luckiest(self._fast(now), now)
        slow = self._luckiest(self._older(now), now, by_reach=0.9)
        rows = zip_longest(fast, *[iter(slow)] * (FAST_EVERY - 1))
        return list(dict.fromkeys(video for video in chain.from_iterable(rows) if video is not None))

    def _fast(self, now: float) -> Iterator[DemoVideo]:
        """The fresh videos that gather engagement quickly."""
        for creator, newest in self._newest(now):
            for number in range(newest, -1, -1):
                video = make_video(creator, number)
                if video.posted_at < now - FRESH:
                    break
                if video.velocity(now) >= FAST:
                    yield video

    def _older(self, now: float) -> Iterator[DemoVideo]:
        """One video of each creator, half of them younger than four weeks, a few more than a year."""
        for creator in self._creators:
            age, *_ = draws(self._seed, "age", creator.number, self._window(creator.id, now))
            number = newest_number(creator, now - FRESH - 26 * DAY * (1 / age - 1))
            if number >= 0:
                yield make_video(creator, number)

    def _luckiest(self, videos: Iterator[DemoVideo], now: float, by_reach: float = 0.0) -> list[DemoVideo]:
        """by_reach: how much a wide reach helps; 0 = not at all."""

        def wait(video: DemoVideo) -> float:
            luck, *_ = draws(self._seed, "luck", video.id, self._window(video.id, now))
            return -math.log(luck) / math.pow(video.reach, by_reach)

        return sorted(videos, key=wait)

    @staticmethod
    def _window(which: int, now: float) -> int:
        """The number of a span of LUCK_LASTS seconds, which begins at another moment for each `which`."""
        return int(now + which % 7919) // LUCK_LASTS


def _videos(creator: DemoCreator, now: float) -> int:
    return newest_number(creator, now) + 1


def _pinned(creator: DemoCreator, newest: int) -> list[DemoVideo]:
    """Those of the last hundred with the widest reach, for every third creator."""
    if creator.number % 3:
        return []
    videos = [make_video(creator, number) for number in range(max(newest - 100, 0), newest + 1)]
    return sorted(videos, key=lambda video: -video.reach)[:PINNED]
