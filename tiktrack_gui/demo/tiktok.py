"""TikTok for the demo: a fictional population, read through the same parser as the real one. No browser, no network."""

from __future__ import annotations

from dataclasses import replace

from tiktrack_gui.clients.tiktok.comments import comment_page
from tiktrack_gui.clients.tiktok.parse import (
    creator_from_profile_page,
    found_creators,
    hashtag_id,
    place_from_page,
    video_from_page,
    video_page,
)
from tiktrack_gui.clock import Clock
from tiktrack_gui.core.discovery.comments import CommentPage
from tiktrack_gui.core.errors import NotFound, NotInDemo, PostUnavailable, Private
from tiktrack_gui.core.models import Creator, Origin, SearchAnswer, SourceAnswer, Video, VideoPage
from tiktrack_gui.core.progress import Progress
from tiktrack_gui.core.sources import Capability
from tiktrack_gui.demo.cast import lost
from tiktrack_gui.demo.population import Population
from tiktrack_gui.demo.showcase import Kind, Showcase


class DemoTikTok:
    """Implements `services.sources.TikTokSource` over a fictional population at the clock's time.

    Attributes:
        population: The creators and videos.
        showcase: The creators that something happened to.
    """

    name = "demo"

    def __init__(self, clock: Clock, population: Population | None = None) -> None:
        self.population = population or Population()
        self.showcase = Showcase(self.population)
        candidates = lost(self.population, frozenset(self.showcase.kinds))
        self._kinds = {**self.showcase.kinds, **{handle: Kind(role) for handle, role in candidates.items()}}
        self.population.hidden = self.showcase.hidden | candidates.keys()
        self._clock = clock

    async def trending(self, count: int, progress: Progress | None = None) -> SourceAnswer:
        now = self._clock.now()
        page = video_page(self.population.trending(now, count), now, Origin.DEMO)
        found = len(page.videos)
        if progress is not None:
            progress("Fetching demo videos", found, count)
        return SourceAnswer(
            videos=page.videos,
            left_out=page.left_out,
            server_time=page.server_time,
            shortfall=None
            if found == count
            else f"The demo only has {found} of {count} videos: that’s its whole feed.",
        )

    async def hashtag(self, name: str, count: int, progress: Progress | None = None) -> SourceAnswer:
        now = self._clock.now()
        try:
            id_ = hashtag_id(self.population.hashtag_detail(name, now))
        except NotFound as error:
            raise NotInDemo(Capability.HASHTAG, error.detail) from error
        listed = self.population.hashtag_list(str(id_), now, count)
        page = video_page(listed, now, Origin.DEMO, Capability.HASHTAG)
        if progress is not None:
            progress("Fetching demo videos", len(page.videos), count)
        return SourceAnswer(videos=page.videos, left_out=page.left_out, server_time=page.server_time)

    async def creator(self, handle: str, known: Creator | None = None) -> Creator:
        """Returns the fictional creator. Raises NotFound for the one that is gone, NotInDemo for any other handle."""
        now, kind = self._clock.now(), self._kinds.get(handle)
        if kind is Kind.GONE:
            raise NotFound(Capability.CREATOR, "the demo's creator that is gone")
        try:
            found = creator_from_profile_page(self.population.profile_scope(handle, now), now, Origin.DEMO)
        except NotFound as error:
            raise NotInDemo(Capability.CREATOR, error.detail) from error
        return replace(found, private=True) if kind is Kind.PRIVATE else found

    async def creator_videos(self, handle: str, known: Creator | None = None) -> VideoPage:
        now, kind = self._clock.now(), self._kinds.get(handle)
        if kind is Kind.GONE:
            raise NotFound(Capability.CREATOR_VIDEOS, "the demo's creator that is gone")
        if kind is Kind.PRIVATE:
            raise Private(Capability.CREATOR_VIDEOS, "the demo's private account")
        return video_page(self.population.item_list(handle, now), now, Origin.DEMO, Capability.CREATOR_VIDEOS)

    async def video(self, handle: str, video_id: int) -> Video:
        now = self._clock.now()
        found = video_from_page(self.population.video_scope(video_id, now), now, Origin.DEMO)
        match self._kinds.get(found.creator.handle):
            case Kind.GONE:
                raise PostUnavailable(Capability.VIDEO, "of the demo's creator that is gone")
            case Kind.PRIVATE:
                raise Private(Capability.VIDEO, "of the demo's private account")
        return found

    async def search(self, term: str) -> SearchAnswer:
        now = self._clock.now()
        return found_creators(self.population.search(term, now), now, Origin.DEMO)

    async def comments(self, video: Video, cursor: int = 0) -> CommentPage:
        return comment_page(self.population.comment_list(video.id, cursor, self._clock.now()), video, cursor)

    async def place(self, handle: str, video_id: int) -> str | None:
        return place_from_page(self.population.video_scope(video_id, self._clock.now()), video_id)

    async def destination(self, url: str) -> str:
        """Raises NotInDemo: nobody shares the demo's links."""
        raise NotInDemo(Capability.CREATOR, url)

    async def close(self) -> None:
        """Does nothing."""
