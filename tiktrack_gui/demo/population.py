"""A fictional TikTok: its responses, in TikTok's own format, are a pure function of (seed, time).

The demo client reads it directly; the fake TikTok server in the tests serves it to a real browser.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from itertools import chain, zip_longest
from typing import Any

from tiktrack_gui.clients.tiktok.parse import creator_from_user_detail
from tiktrack_gui.core.discovery.plans import COMMENTS_PER_PAGE
from tiktrack_gui.core.durations import DAY, HOUR
from tiktrack_gui.core.models import CreatorSample, Origin
from tiktrack_gui.demo import answers
from tiktrack_gui.demo.chance import draws
from tiktrack_gui.demo.creators import DemoCreator, make_creators
from tiktrack_gui.demo.videos import DemoVideo, make_video, newest_number
from tiktrack_gui.demo.viewers import comments, place_of

Json = dict[str, Any]

PICTURES = "demo:"
FAST = 100  # engagements per minute from which a fresh video counts as fast
FRESH = 2 * DAY
LUCK_LASTS = 2 * HOUR  # s; after that the feed may show other videos
FAST_EVERY = 4  # one in this many videos of the feed is fast
PAGE = 30  # items per page of a creator's list
PINNED = 2  # pinned videos per creator that pins any
FOUND = 10  # creators that a page of the search shows
TAGGED = 4  # videos per creator that a hashtag shows


class Population:
    """Fictional creators and their videos.

    Attributes:
        creators: All of them.
        handles: Their handles.
        hidden: Handles of those whose videos no feed shows, and whom no search finds.
    """

    def __init__(self, seed: int = 7, count: int = 300, pictures: str = PICTURES) -> None:
        """pictures: the prefix of the URLs of covers and avatars."""
        self._seed = seed
        self._pictures = pictures
        self.creators = make_creators(seed, count)
        self.hidden: frozenset[str] = frozenset()
        self._named = {name: creator for creator in self.creators for name in (creator.handle, creator.sec_uid)}
        self.handles = tuple(creator.handle for creator in self.creators)
        tags = dict.fromkeys(tag for creator in self.creators for tag in creator.tags)
        self._tags = {str(int(draws(seed, "tag", tag)[0] * 2**53)): tag for tag in tags}  # by ID

    # TikTok's responses

    def trending(self, now: float, count: int, first: int = 0) -> Json:
        """/api/recommend/item_list/: `count` videos of the feed, starting at index `first`."""
        feed = self._feed(now)[first : first + count]
        items = [self._item(video, now) for video in feed]
        return answers.item_list(items, now, has_more=len(items) == count)

    def user_info(self, handle: str, now: float) -> Json | None:
        """`userInfo` of that creator; None if unknown."""
        creator = self._named.get(handle.lower())
        if creator is None:
            return None
        return answers.user_info(creator, _videos(creator, now), now, self._pictures)

    def user_detail(self, handle: str, now: float) -> Json:
        """/api/user/detail/."""
        info = self.user_info(handle, now)
        return answers.status(10221, now) if info is None else answers.status(0, now) | {"userInfo": info}

    def profile_scope(self, handle: str, now: float) -> Json:
        """The embedded data of the profile page."""
        return {"webapp.user-detail": self.user_detail(handle, now)}

    def item_list(self, handle: str, now: float) -> Json:
        """/api/post/item_list/: the creator's newest videos after the pinned ones. handle: the handle or secUid."""
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

    def hashtag_info(self, name: str, now: float) -> Json | None:
        """`challengeInfo` of that hashtag; None if unknown."""
        for id_, tag in self._tags.items():
            if tag == name.lower():
                return answers.hashtag_info(id_, tag, len(self._tagged(tag, now)))
        return None

    def hashtag_detail(self, name: str, now: float) -> Json:
        """/api/challenge/detail/."""
        info = self.hashtag_info(name, now)
        return answers.status(10205, now) if info is None else answers.status(0, now) | {"challengeInfo": info}

    def tagged_items(self, id_: str, now: float) -> list[Json]:
        """The items of the hashtag with that ID, those that reach the most people first."""
        return [self._item(video, now) for video in self._tagged(self._tags[id_], now)]

    def hashtag_list(self, id_: str, now: float, count: int) -> Json:
        """/api/challenge/item_list/: the first `count` videos."""
        items = self.tagged_items(id_, now)
        return answers.item_list(items[:count], now, has_more=len(items) > count, cursor=str(count))

    def search(self, term: str, now: float, count: int = FOUND) -> Json:
        """/api/search/user/full/: the creators with every word of the term in their name, handle, bio or hashtags."""
        words = term.casefold().split()
        found = [creator for creator in self._seen() if _mentions(creator, words)]
        found.sort(key=lambda creator: -creator.followers(now))
        infos = [answers.user_info(one, _videos(one, now), now, self._pictures) for one in found[:count]]
        rows = [answers.found_user(info) for info in infos]
        return answers.user_list(rows, term, now, has_more=len(found) > count)

    def video_item(self, video_id: int, now: float) -> Json | None:
        """`itemStruct` of that video's page; None if unknown."""
        video = self._video(video_id, now)
        if video is None:
            return None
        item = self._item(video, now)
        del item["authorStats"]
        return item | {"createTime": str(video.posted_at), "locationCreated": place_of(video)}

    def video_scope(self, video_id: int, now: float) -> Json:
        """The embedded data of the video page."""
        item = self.video_item(video_id, now)
        if item is None:
            return {"webapp.video-detail": {"statusCode": 10204, "statusMsg": ""}}
        return {"webapp.video-detail": {"statusCode": 0, "statusMsg": "", "itemInfo": {"itemStruct": item}}}

    def comment_list(self, video_id: int, cursor: int, now: float) -> Json:
        """/api/comment/list/: the comments of that video from number `cursor` on."""
        video = self._video(video_id, now)
        if video is None:
            return answers.status(10204, now)
        total = video.counts(now).comments
        return answers.comment_list(comments(video, cursor, now), total, cursor + COMMENTS_PER_PAGE, now)

    # Past measurements

    def history(self, handle: str, since: float, until: float, step: float) -> tuple[CreatorSample, ...]:
        """A sample of the creator's exact counts every `step` seconds. Raises NotFound."""
        moments = (since + number * step for number in range(int((until - since) // step) + 1))
        creators = (creator_from_user_detail(self.user_detail(handle, at), at, Origin.DEMO) for at in moments)
        return tuple(creator.sample for creator in creators if creator.sample is not None)

    # Lookup

    def _video(self, video_id: int, now: float) -> DemoVideo | None:
        """Finds a video by ID: its upper half is the post time, at which each creator has at most one video."""
        posted_at = video_id >> 32
        if posted_at > now:
            return None
        videos = (make_video(creator, number) for creator, number in self._newest(posted_at))
        return next((video for video in videos if video.id == video_id), None)

    def _seen(self) -> Iterator[DemoCreator]:
        return (creator for creator in self.creators if creator.handle not in self.hidden)

    def _newest(self, now: float) -> Iterator[tuple[DemoCreator, int]]:
        for creator in self.creators:
            number = newest_number(creator, now)
            if number >= 0:
                yield creator, number

    def _item(self, video: DemoVideo, now: float, *, pinned: bool = False) -> Json:
        return answers.item(video, _videos(video.creator, now), now, self._pictures, pinned=pinned)

    def _tagged(self, tag: str, now: float) -> list[DemoVideo]:
        videos = [
            make_video(creator, number)
            for creator, newest in self._newest(now)
            if tag in creator.tags and creator.handle not in self.hidden
            for number in range(newest, max(newest - TAGGED, -1), -1)
        ]
        return sorted(videos, key=lambda video: -video.reach)

    # The feed

    def _feed(self, now: float) -> list[DemoVideo]:
        """All videos the feed can show now, luckiest first, with a fast one in every FAST_EVERY places.

        A video's luck changes every LUCK_LASTS seconds, at a different time for each: from one refresh to the next,
        most videos stay and some are new.
        """
        fast = self._luckiest(self._fast(now), now)
        slow = self._luckiest(self._older(now), now, by_reach=0.9)
        rows = zip_longest(fast, *[iter(slow)] * (FAST_EVERY - 1))
        return list(dict.fromkeys(video for video in chain.from_iterable(rows) if video is not None))

    def _fast(self, now: float) -> Iterator[DemoVideo]:
        """The fresh videos that gain engagement fast."""
        for creator, newest in self._newest(now):
            if creator.handle in self.hidden:
                continue
            for number in range(newest, -1, -1):
                video = make_video(creator, number)
                if video.posted_at < now - FRESH:
                    break
                if video.velocity(now) >= FAST:
                    yield video

    def _older(self, now: float) -> Iterator[DemoVideo]:
        """One video per creator; half of them are younger than four weeks, a few older than a year."""
        for creator in self._seen():
            age, *_ = draws(self._seed, "age", creator.number, self._window(creator.id, now))
            number = newest_number(creator, now - FRESH - 26 * DAY * (1 / age - 1))
            if number >= 0:
                yield make_video(creator, number)

    def _luckiest(self, videos: Iterator[DemoVideo], now: float, by_reach: float = 0.0) -> list[DemoVideo]:
        """Sorts videos by luck. by_reach: how much a wide reach helps; 0 = not at all."""

        def wait(video: DemoVideo) -> float:
            luck, *_ = draws(self._seed, "luck", video.id, self._window(video.id, now))
            return -math.log(luck) / math.pow(video.reach, by_reach)

        return sorted(videos, key=wait)

    @staticmethod
    def _window(which: int, now: float) -> int:
        """The index of the current period of LUCK_LASTS seconds; periods are offset by `which`."""
        return int(now + which % 7919) // LUCK_LASTS


def _videos(creator: DemoCreator, now: float) -> int:
    return newest_number(creator, now) + 1


def _mentions(creator: DemoCreator, words: Iterable[str]) -> bool:
    written = " ".join((creator.name, creator.handle, creator.bio, *creator.tags)).casefold()
    return all(word in written for word in words)


def _pinned(creator: DemoCreator, newest: int) -> list[DemoVideo]:
    """For every third creator, the PINNED videos with the widest reach among its last hundred."""
    if creator.number % 3:
        return []
    videos = [make_video(creator, number) for number in range(max(newest - 100, 0), newest + 1)]
    return sorted(videos, key=lambda video: -video.reach)[:PINNED]
