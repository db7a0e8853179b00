"""Fakes of TikTok, Discord and the clock for the services, controlled by a test."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from tiktrack_gui.core.criteria import Criteria
from tiktrack_gui.core.deliveries import Attachments, Channel, ChannelKind, Delivery, Found, Picture, Posted
from tiktrack_gui.core.discovery.comments import CommentPage
from tiktrack_gui.core.doubt import is_doubtful
from tiktrack_gui.core.errors import EmptyCounts, HandleTaken, NoSuchHashtag, NotFound, TikTokError
from tiktrack_gui.core.history import EarlierPosts, Identity
from tiktrack_gui.core.models import Creator, CreatorSample, SearchAnswer, SourceAnswer, Video, VideoPage, VideoSample
from tiktrack_gui.core.progress import Progress
from tiktrack_gui.core.sources import Capability
from tiktrack_gui.services.timers import Plan

START = 1_790_000_000.0
CHANNEL = 4321


class FakeClock:
    """A clock that only moves when something sleeps on it or a test advances it."""

    def __init__(self, now: float = START) -> None:
        self.time = now
        self.behind = 0.0

    def set_back(self, seconds: float) -> None:
        self.time -= seconds
        self.behind += seconds

    def now(self) -> float:
        return self.time

    def monotonic(self) -> float:
        return self.time + self.behind

    async def sleep(self, seconds: float) -> None:
        self.time += max(seconds, 0)
        await asyncio.sleep(0)

    def timeout(self, seconds: float) -> asyncio.Timeout:
        self.time += max(seconds, 0)
        return asyncio.timeout(0)


def a_plan(**different: Any) -> Plan:
    """The settings of the timers; different: those that aren't the usual ones."""
    values: dict[str, Any] = {
        "limit": 50,
        "criteria": Criteria(),
        "creators_every": 3600,
    }
    return Plan(**values | different)


def creator(id_: int = 1, followers: int | None = 50_000, *, private: bool = False, at: float = START) -> Creator:
    sample = CreatorSample(at=int(at), followers=followers, following=10, likes=1000, videos=20)
    return Creator(id=id_, handle=f"creator{id_}", name=f"Creator {id_}", private=private, sample=sample)


def video(id_: int, likes: int = 10_000, *, by: Creator | None = None, minutes: float = 60, at: float = START) -> Video:
    sample = VideoSample(at=int(at), likes=likes, comments=0, shares=0, views=likes * 10)
    return Video(
        id=id_, creator=by or creator(id_), posted_at=int(at - 60 * minutes), sample=sample, raw={"id": str(id_)}
    )


class FakeTikTok:
    """Returns the items of its lists; raises those that are exceptions."""

    name = "fake"

    def __init__(self) -> None:
        self.videos: Sequence[Video] = ()
        self.trouble: TikTokError | None = None
        self.hashtags: dict[str, Sequence[Video] | TikTokError] = {}
        self.creators: dict[str, Creator | TikTokError] = {}
        self.pages: dict[str, VideoPage | TikTokError] = {}
        self.destinations: dict[str, str] = {}  # of short links
        self.found: dict[str, Sequence[Creator] | TikTokError] = {}  # by search term
        self.comment_pages: dict[tuple[int, int], CommentPage | TikTokError] = {}  # by video ID and cursor
        self.places: dict[int, str | TikTokError | None] = {}  # by video ID
        self.asked: list[str] = []
        self.hang = False
        self.hanging = asyncio.Event()

    async def trending(self, count: int, progress: Progress | None = None) -> SourceAnswer:
        self.asked.append(f"trending {count}")
        if self.hang:
            self.hanging.set()
            await asyncio.Event().wait()
        if self.trouble is not None:
            raise self.trouble
        return SourceAnswer(videos=tuple(self.videos))

    async def hashtag(self, name: str, count: int, progress: Progress | None = None) -> SourceAnswer:
        self.asked.append(f"#{name} {count}")
        found = self.hashtags.get(name, NoSuchHashtag(Capability.HASHTAG))
        if isinstance(found, TikTokError):
            raise found
        return SourceAnswer(videos=tuple(found[:count]))

    async def creator(self, handle: str, known: Creator | None = None) -> Creator:
        self.asked.append(f"creator {handle}")
        found = self.creators.get(handle, NotFound(Capability.CREATOR))
        if known is not None and (isinstance(found, NotFound) or (isinstance(found, Creator) and found.id != known.id)):
            found = self._elsewhere(handle, known, found)
        if isinstance(found, TikTokError):
            raise found
        if known is not None and is_doubtful(found.sample, known.sample):
            raise EmptyCounts(Capability.CREATOR)
        return found

    def _elsewhere(self, handle: str, known: Creator, shown: Creator | NotFound) -> Creator | TikTokError:
        """As the browser, which asks for the secUid."""
        renamed = (one for one in self.creators.values() if isinstance(one, Creator) and one.id == known.id)
        return next(renamed, shown if isinstance(shown, NotFound) else HandleTaken(handle, shown))

    async def creator_videos(self, handle: str, known: Creator | None = None) -> VideoPage:
        self.asked.append(f"videos {handle}")
        answer = self.pages[handle]
        if isinstance(answer, TikTokError):
            raise answer
        return answer

    async def video(self, handle: str, video_id: int) -> Video:
        self.asked.append(f"video {video_id} of {handle}")
        found = [video for video in self.videos if video.id == video_id]
        if not found:
            raise NotFound(Capability.VIDEO)
        return found[0]

    async def comments(self, video: Video, cursor: int = 0) -> CommentPage:
        self.asked.append(f"comments {video.id} from {cursor}")
        found = self.comment_pages.get((video.id, cursor), CommentPage(comments=0, cursor=cursor, has_more=False))
        if isinstance(found, TikTokError):
            raise found
        return found

    async def place(self, handle: str, video_id: int) -> str | None:
        self.asked.append(f"place {video_id} of {handle}")
        found = self.places.get(video_id)
        if isinstance(found, TikTokError):
            raise found
        return found

    async def destination(self, url: str) -> str:
        self.asked.append(f"destination of {url}")
        return self.destinations.get(url, "https://www.tiktok.com/?_r=1")

    async def search(self, term: str) -> SearchAnswer:
        self.asked.append(f"search {term}")
        found = self.found.get(term, ())
        if isinstance(found, TikTokError):
            raise found
        return SearchAnswer(creators=tuple(found))

    async def close(self) -> None:
        pass


class FakeDiscord:
    """An in-memory channel. `faults` are raised by the next posts, before or after the thread is created."""

    def __init__(self) -> None:
        self.threads: dict[str, int] = {}
        self.posts = 0
        self.faults_before: list[Exception] = []
        self.faults_after: list[Exception] = []
        self.find_faults: list[Exception] = []
        self.blind = False  # `find` finds nothing
        self.missing: tuple[str, ...] = ()
        self.permission_checks = 0
        self.earlier = EarlierPosts(posts=(), complete=True)
        self.searches = 0
        self.search_faults: list[Exception] = []
        self.looks = 0
        self.given: list[int | None] = []  # message IDs of the deliveries
        self.appears: tuple[str, float] | None = None  # a late thread: its key, and when it can be found
        self.now: Callable[[], float] = lambda: START

    async def whoami(self) -> str:
        return "bot"

    async def channel(self, channel_id: int) -> Channel:
        return Channel(id=channel_id, guild_id=1, guild="Guild", name="trends", kind=ChannelKind.TEXT)

    async def missing_permissions(self, channel_id: int) -> tuple[str, ...]:
        self.permission_checks += 1
        return self.missing

    async def earlier_posts(self, channel_id: int) -> EarlierPosts:
        self.searches += 1
        if self.search_faults:
            raise self.search_faults.pop(0)
        return self.earlier

    async def post(
        self, delivery: Delivery, attachments: Attachments, on_message: Callable[[int], Awaitable[None]]
    ) -> Posted:
        self.posts += 1
        self.given.append(delivery.message_id)
        if self.faults_before:
            raise self.faults_before.pop(0)
        thread_id = 9000 + self.posts
        await on_message(thread_id)
        self.threads[f"{delivery.key}/{self.posts}"] = thread_id
        if self.faults_after:
            raise self.faults_after.pop(0)
        return Posted(thread_id=thread_id, message_id=thread_id)

    async def find(self, delivery: Delivery) -> Found | None:
        self.looks += 1
        if self.find_faults:
            raise self.find_faults.pop(0)
        if self.appears is not None and self.now() >= self.appears[1]:
            self.threads[self.appears[0]] = 7000
        made = [id_ for key, id_ in self.threads.items() if key.startswith(delivery.key)]
        return Found(message_id=made[0], thread_id=made[0]) if made and not self.blind else None

    async def close(self) -> None:
        pass


class FakeMemory:
    """Remembers until the end of the test."""

    def __init__(self) -> None:
        self.identity: Identity | None = None

    def read(self) -> Identity | None:
        return self.identity

    def write(self, identity: Identity) -> None:
        self.identity = identity


class NoImages:
    async def fetch(self, url: str) -> Picture | None:
        return None

    async def close(self) -> None:
        pass
