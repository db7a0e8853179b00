"""Reads what can be seen of a creator's audience: the languages of comments, and where its videos were posted from.

The user begins each reading, after its cost was shown. It is kept in the database and done one request at a time, so
that it goes on where it was after a restart.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from tiktrack_gui.clock import Clock, Deadline
from tiktrack_gui.core.baseline import READ
from tiktrack_gui.core.discovery.comments import CommentPage
from tiktrack_gui.core.discovery.plans import PLACED_VIDEOS, Cost
from tiktrack_gui.core.discovery.readings import CommentReading, comment_readings, newest, pages_left
from tiktrack_gui.core.discovery.stored import CommentsRead
from tiktrack_gui.core.durations import MINUTE
from tiktrack_gui.core.errors import (
    AudienceLimited,
    CommentsHidden,
    NotFound,
    Private,
    RateLimited,
    RegionLocked,
    TikTokDown,
    TikTokError,
    Timeout,
)
from tiktrack_gui.core.handles import ANYBODY
from tiktrack_gui.core.models import Video
from tiktrack_gui.core.requests import ONE_PAGE, Planned, Reason
from tiktrack_gui.core.sources import Capability
from tiktrack_gui.services.budget import RequestBudget
from tiktrack_gui.services.creators import CONCERNS_ALL
from tiktrack_gui.services.health import HealthWatch
from tiktrack_gui.services.sources import TikTokSource
from tiktrack_gui.store import Store

OF_THE_VIDEO = (CommentsHidden, NotFound, Private, AudienceLimited, RegionLocked)  # the others can still be read
SOON_OVER = (TikTokDown, Timeout)  # tried again, but not for ever
TRIES = 3
RESTS = 5 * MINUTE  # s after a trouble that the next request would meet, too


class Audience(QObject):
    """Attributes:
        next_at: When the next request is due, epoch seconds; None = nothing is to be read.

    Signals:
        changed: More of a creator's audience was read, or given up. arg: the creator's ID.
        begun: The user wants something to be read.
    """

    changed = Signal(object)
    begun = Signal()

    def __init__(
        self, source: TikTokSource, store: Store, health: HealthWatch, budget: RequestBudget, clock: Clock
    ) -> None:
        super().__init__()
        self._source, self._store, self._health, self._budget, self._clock = source, store, health, budget, clock
        self._turn = asyncio.Lock()  # each page is read once, whoever asks
        self._rest: Deadline | None = None
        self._tries: Counter[int] = Counter()  # in vain, by video
        self._wanted: frozenset[Capability] = frozenset()  # by what is to be read
        self.next_at: float | None = None

    @property
    def not_before(self) -> float | None:
        """Epoch seconds before which nothing is read: a cooldown of all that is wanted, or a rest after a trouble."""
        if self.next_at is None:
            return None
        open_at = min((self._open_at(capability) for capability in self._wanted), default=self.next_at)
        rest = 0.0 if self._rest is None else self._rest.left(self._clock)
        return max(self.next_at, open_at, self._clock.now() + rest)

    async def plan(self) -> None:
        """Determines `next_at`, also after a restart."""
        unfinished = await self._store.audience.unfinished()
        wanted = {Capability.COMMENTS: unfinished.comments, Capability.VIDEO: unfinished.places}
        self._wanted = frozenset(capability for capability, creators in wanted.items() if creators)
        self.next_at = self._clock.now() if self._wanted else None

    async def outlook(self) -> list[Planned]:
        """Returns what is read next, if anything is."""
        unfinished = await self._store.audience.unfinished()
        ids = list(dict.fromkeys((*unfinished.comments, *unfinished.places)))
        creators = await self._store.creators.by_ids(ids)
        handles = [creators[id_].handle for id_ in ids if id_ in creators]
        if not handles:
            return []
        at = max(self._clock.now(), self.not_before or 0.0)
        return [Planned(at=at, subject=f"@{handles[0]}", reason=Reason.AUDIENCE, others=len(handles) - 1)]

    # Comments

    async def plan_comments(self, creator_id: int) -> Cost:
        """Returns what reading the comments of the newest videos takes; nothing if there is nothing new to read."""
        readings = await self._comment_readings(creator_id)
        return self._cost(sum(one.requests for one in readings), Capability.COMMENTS)

    async def begin_comments(self, creator_id: int) -> None:
        """Has them read, at the cost that `plan_comments` returns."""
        readings, now = await self._comment_readings(creator_id), int(self._clock.now())
        await self._store.audience.begin_comments(creator_id, [one.video.id for one in readings], now)
        for one in readings:
            if not one.requests:
                await self._end(one.video.id)
        await self._announce(creator_id)
        self.begun.emit()

    async def comments_of(self, creator_id: int) -> list[CommentsRead]:
        """Returns how far the comments of each video were read, newest first; `trouble` is the kind of an error."""
        return await self._store.audience.comments_of(creator_id)

    # Places

    async def plan_places(self, creator_id: int) -> Cost:
        """Returns what reading the places of the newest videos takes; those that are known are not read again."""
        videos = await self._placed_videos(creator_id)
        known = await self._store.audience.placed([video.id for video in videos])
        return self._cost((len(videos) - len(known)) * ONE_PAGE, Capability.VIDEO)

    async def begin_places(self, creator_id: int) -> None:
        """Has them read, at the cost that `plan_places` returns."""
        videos = await self._placed_videos(creator_id)
        await self._store.audience.begin_places(creator_id, [video.id for video in videos])
        await self._announce(creator_id)
        self.begun.emit()

    # One step at a time

    async def work_due(self) -> None:
        """Makes the next request, if there is one. Raises the TikTokError that keeps a reading from going on: one that
        the next request would meet, too, or that ended it.
        """
        async with self._turn:
            try:
                await self._step()
            finally:
                await self.plan()

    async def _step(self) -> None:
        unfinished = await self._store.audience.unfinished()
        if unfinished.comments and self._is_open(Capability.COMMENTS):
            await self._read_comments(unfinished.comments[0])
        elif unfinished.places and self._is_open(Capability.VIDEO):
            await self._read_places(unfinished.places[0])

    async def _read_comments(self, creator_id: int) -> None:
        """Reads the next page of the creator's newest video that is begun."""
        read = await self._store.audience.next_comments(creator_id)
        if read is None:
            return
        video = await self._video(creator_id, read.video_id)
        left = 0 if video is None else pages_left(video, read)
        try:
            if video is None or not left:
                await self._end(read.video_id, read.cursor)
            else:
                await self._read_page(video, read, left)
        finally:
            await self._announce(creator_id)

    async def _read_page(self, video: Video, read: CommentsRead, left: int) -> None:
        """left: pages to be read, this one included; no more than announced are, whatever TikTok promises."""

        async def request() -> CommentPage:
            return await self._source.comments(video, read.cursor)

        creator_id = read.creator_id
        try:
            page = await self._health.call(Capability.COMMENTS, self._source.name, request)
        except TikTokError as error:
            if self._goes_on_after(error, video.id):
                raise
            await self._store.audience.fail(video.id, error.kind, int(self._clock.now()))
            if isinstance(error, OF_THE_VIDEO) and not await self._was_in_vain(creator_id):
                return
            while (other := await self._store.audience.next_comments(creator_id)) is not None:
                await self._store.audience.fail(other.video_id, error.kind, int(self._clock.now()))
            raise
        self._tries.pop(video.id, None)
        page = replace(page, has_more=page.has_more and left > 1)
        await self._store.audience.add_page(video.id, page, int(self._clock.now()), begins=read.cursor)

    async def _was_in_vain(self, creator_id: int) -> bool:
        """Whether the reading ended without a single comment, so that its last error explains all of it."""
        read = await self._store.audience.comments_of(creator_id)
        return not any(one.comments for one in read) and all(one.done or one.trouble for one in read)

    async def _end(self, video_id: int, cursor: int = 0) -> None:
        """Records that a video has no more comments, without a request."""
        nothing = CommentPage(comments=0, cursor=cursor, has_more=False)
        await self._store.audience.add_page(video_id, nothing, int(self._clock.now()), begins=cursor)

    async def _read_places(self, creator_id: int) -> None:
        """Reads the place of the creator's newest video that is begun."""
        video_id = await self._store.audience.next_place(creator_id)
        if video_id is None:
            return
        try:
            await self._read_place(creator_id, video_id)
        finally:
            await self._announce(creator_id)

    async def _read_place(self, creator_id: int, video_id: int) -> None:
        creator = await self._store.creators.find(creator_id)

        async def request() -> str | None:
            return await self._source.place(ANYBODY if creator is None else creator.handle, video_id)

        try:
            place = await self._health.call(Capability.VIDEO, self._source.name, request, subject=creator_id)
        except TikTokError as error:
            if self._goes_on_after(error, video_id):
                raise
            await self._store.audience.fail_place(video_id, error.kind)
            if isinstance(error, OF_THE_VIDEO):
                return
            while (other := await self._store.audience.next_place(creator_id)) is not None:
                await self._store.audience.fail_place(other, error.kind)
            raise
        self._tries.pop(video_id, None)
        await self._store.audience.record_place(video_id, place, int(self._clock.now()))

    def _goes_on_after(self, error: TikTokError, video_id: int) -> bool:
        """Whether the request is made again after a while, since the error says nothing about the reading."""
        if isinstance(error, SOON_OVER):
            self._tries[video_id] += 1
            if self._tries[video_id] >= TRIES:
                del self._tries[video_id]
                return False
        elif not isinstance(error, CONCERNS_ALL):
            return False
        if not isinstance(error, RateLimited):  # that says itself when to try again
            self._rest = Deadline.at(self._clock.now() + RESTS, self._clock)
        return True

    # What is known

    async def _comment_readings(self, creator_id: int) -> list[CommentReading]:
        videos = await self._store.creators.videos_of(creator_id, READ)
        read = {one.video_id: one for one in await self._store.audience.comments_of(creator_id)}
        return comment_readings(videos, read)

    async def _placed_videos(self, creator_id: int) -> list[Video]:
        return newest(await self._store.creators.videos_of(creator_id, READ), PLACED_VIDEOS)

    async def _video(self, creator_id: int, video_id: int) -> Video | None:
        videos = await self._store.creators.videos_of(creator_id, READ)
        return next((video for video in videos if video.id == video_id), None)

    def _cost(self, requests: int, capability: Capability) -> Cost:
        wait = max(self._open_at(capability) - self._clock.now(), 0.0)
        return Cost(requests=requests, seconds=wait + self._budget.time_for(requests) if requests else 0.0)

    def _open_at(self, capability: Capability) -> float:
        """When the capability may be used, epoch seconds."""
        return self._health.not_before(capability, self._source.name) or self._clock.now()

    def _is_open(self, capability: Capability) -> bool:
        return self._open_at(capability) <= self._clock.now()

    async def _announce(self, creator_id: int) -> None:
        await self.plan()
        self.changed.emit(creator_id)
