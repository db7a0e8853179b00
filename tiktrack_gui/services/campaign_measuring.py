"""Measures the videos of campaigns: new ones at once, all by `core.campaign_schedule`, or on request."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from tiktrack_gui.clock import Clock, Deadline
from tiktrack_gui.core import campaign_schedule
from tiktrack_gui.core.baseline import READ, views_per_video
from tiktrack_gui.core.campaign_schedule import Scheduled, Turn
from tiktrack_gui.core.durations import DAY, MINUTE
from tiktrack_gui.core.errors import Changed, NotFound, Private, TikTokError
from tiktrack_gui.core.handles import ANYBODY
from tiktrack_gui.core.models import Creator, Video, VideoPage
from tiktrack_gui.core.requests import ONE_PAGE, Planned, Reason
from tiktrack_gui.core.sources import Capability
from tiktrack_gui.services.budget import RequestBudget
from tiktrack_gui.services.creators import CONCERNS_ALL
from tiktrack_gui.services.health import BLOCKS, HealthWatch
from tiktrack_gui.services.refreshing import RESTS
from tiktrack_gui.services.sources import TikTokSource
from tiktrack_gui.services.timed_work import TimedWork
from tiktrack_gui.store import Store

log = logging.getLogger(__name__)

EVERY = 5.0  # s from one video to the next, at least; they wait for the one that is due next


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far measuring a campaign is.

    campaign_id: None = what is due of all campaigns. done, total: of the videos. handle: whose video is measured now;
    None = not known. seconds: about how long the rest takes; 0 if there is no limit of requests. links: short links are
    followed before, of which done and total count.
    """

    campaign_id: int | None
    done: int
    total: int
    handle: str | None = None
    seconds: float = 0.0
    links: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What measuring a campaign led to. measured, gone: how many. failed: (video ID, error) of the others."""

    measured: int = 0
    gone: int = 0
    failed: tuple[tuple[int, TikTokError], ...] = ()


class CampaignMeasuring(QObject):
    """Asks TikTok for videos.

    Attributes:
        next_at: When one is measured next, epoch seconds; None = none is to be.

    Signals:
        planned: `next_at` was determined anew.
        wanted: Videos were added that are to be measured now.
        progress: Measuring a campaign on request goes on. arg: the Progress.
        measured: A video was measured, or couldn't be. arg: a tuple of the IDs of its campaigns.
    """

    planned = Signal()
    wanted = Signal()
    progress = Signal(object)
    measured = Signal(object)

    def __init__(
        self, source: TikTokSource, store: Store, health: HealthWatch, budget: RequestBudget, clock: Clock
    ) -> None:
        super().__init__()
        self._source, self._store, self._health, self._budget, self._clock = source, store, health, budget, clock
        self._turn = asyncio.Lock()  # one video at a time, whoever asks
        self._rest: Deadline | None = None
        self._read_at: dict[int, float] = {}  # creator ID → when its videos were asked for
        self.next_at: float | None = None

    @property
    def not_before(self) -> float | None:
        """Epoch seconds before which none is measured by itself: the next turn, a cooldown, or a rest."""
        left = 0.0 if self._rest is None else self._rest.left(self._clock)
        rest = self._clock.now() + left if left > 0 else None
        waits = self.next_at, self._health.not_before(Capability.VIDEO, self._source.name), rest
        return max((at for at in waits if at is not None), default=None)

    @property
    def on_a_timer(self) -> TimedWork:
        return TimedWork(name="campaigns", work=self, every=EVERY, wanted=self.wanted)

    async def plan(self) -> None:
        """Determines `next_at`."""
        turns = await self.turns()
        self.next_at = turns[0].at if turns else None
        self.planned.emit()

    async def turns(self) -> list[Turn]:
        """Returns the next turn of each video, the earliest first."""
        videos, now = await self._store.campaigns.scheduled(), self._clock.now()
        last = max((one.tried_at for one in videos if one.tried_at is not None and one.tried_at <= now), default=None)
        return await asyncio.to_thread(
            campaign_schedule.turns, videos, now, last, self._budget.plan().per_hour
        )  # thousands take longer than a frame

    async def per_hour(self) -> float:
        """Returns the requests an hour that the schedule needs."""
        videos = await self._store.campaigns.scheduled()
        return campaign_schedule.demand(videos, self._clock.now()) * ONE_PAGE

    async def outlook(self) -> list[Planned]:
        """Returns what is measured next, if anything is: those that are due as one line, or else the next one."""
        turns, now = await self.turns(), self._clock.now()
        if not turns:
            return []
        due = [turn for turn in turns if (campaign_schedule.due_at(turn.video, now) or now + 1) <= now]
        others = max(len(due) - 1, 0)
        takes = turns[len(due) - 1].at - now if others else 0.0
        first = turns[0]
        subject = f"@{first.video.handle}" if first.video.handle else str(first.video.video_id)
        return [
            Planned(
                at=max(first.at, now),
                subject=subject,
                reason=Reason.CAMPAIGN,
                others=others,
                every=first.every,
                failures=first.video.failures,
                takes=takes,
            )
        ]

    async def work_due(self) -> None:
        """Measures those that never were, one after the other, and then one whose turn it is.

        Raises the TikTokError that the next one would meet, too.
        """
        try:
            while new := _never_tried(await self._store.campaigns.scheduled()):
                await self._try(new[0])
            turns = await self.turns()
            if turns and turns[0].at <= self._clock.now():
                await self._try(turns[0].video)
        except TikTokError as error:
            if isinstance(error, CONCERNS_ALL):
                self._rest = Deadline.at(self._clock.now() + RESTS, self._clock)
            raise
        finally:
            await self.plan()

    async def measure(self, campaign_id: int, video_ids: Sequence[int] | None = None) -> Measured:
        """Measures the campaign's videos now, or some of them, one after the other.

        It can be cancelled at any time: what was measured until then stays. Raises the TikTokError that the next one
        would meet, too.
        """
        return await self._measure(campaign_id, await self._of_campaign(campaign_id, video_ids), manual=True)

    async def _measure(self, campaign_id: int | None, videos: Sequence[Scheduled], *, manual: bool) -> Measured:
        unread = await self._unread(videos)
        measured, gone = 0, 0
        failed: list[tuple[int, TikTokError]] = []
        try:
            for done, one in enumerate(videos):
                requests = (len(videos) - done + len(unread)) * ONE_PAGE
                self._tell(campaign_id, done, len(videos), one.handle, self._budget.time_for(requests))
                error = await self._try(one, manual=manual)
                unread.discard(_owner(one))
                if error is None:
                    measured += 1
                elif isinstance(error, NotFound | Private):
                    gone += 1
                else:
                    failed.append((one.video_id, error))
        finally:
            self._tell(campaign_id, len(videos), len(videos))
            await self.plan()
        return Measured(measured=measured, gone=gone, failed=tuple(failed))

    async def measure_due(self) -> Measured:
        """Measures all whose turn it is, as `measure` does; for a command that runs now and then."""
        now, due = self._clock.now(), []
        for one in await self._store.campaigns.scheduled():
            at = campaign_schedule.due_at(one, now)
            if at is not None and at <= now:
                due.append(one)
        return await self._measure(None, due, manual=False)

    async def cost(self, campaign_id: int) -> float:
        """Returns about how many seconds measuring the campaign takes; 0 if there is no limit of requests."""
        videos = await self._of_campaign(campaign_id, None)
        return self._budget.time_for((len(videos) + len(await self._unread(videos))) * ONE_PAGE)

    def time_for(self, requests: int) -> float:
        """Returns about how many seconds so many requests take; 0 if there is no limit."""
        return self._budget.time_for(requests) if requests else 0.0

    def _tell(
        self, campaign_id: int | None, done: int, total: int, handle: str | None = None, seconds: float = 0.0
    ) -> None:
        self.progress.emit(Progress(campaign_id=campaign_id, done=done, total=total, handle=handle, seconds=seconds))

    async def _of_campaign(self, campaign_id: int, video_ids: Sequence[int] | None) -> list[Scheduled]:
        """The longest unmeasured first, so that one that is cancelled doesn't begin with the same again."""
        entries = await self._store.campaigns.videos(campaign_id)
        wanted = {one.video_id for one in entries} if video_ids is None else set(video_ids)
        videos = [one for one in await self._store.campaigns.scheduled() if one.video_id in wanted]
        return sorted(videos, key=lambda one: (one.tried_at or 0, one.video_id))

    async def _unread(self, videos: Sequence[Scheduled]) -> set[int | str | None]:
        """Returns the owners of videos whose usual views aren't known, so that their newest videos are read, too."""
        ids = list({one.creator_id for one in videos if one.creator_id is not None})
        known = await self._store.campaigns.usual_videos(ids, READ)
        found: set[int | str | None] = set()
        for one in videos:
            others = known.get(one.creator_id, []) if one.creator_id is not None else []
            if views_per_video(others, without=one.video_id).median is None and not self._was_read(one.creator_id):
                found.add(_owner(one))
        return found

    async def _try(self, one: Scheduled, *, manual: bool = False) -> TikTokError | None:
        """Measures one; returns the error that is its own. Raises the one that the next would meet, too."""
        async with self._turn:
            try:
                video = await self._ask(one, manual=manual)
            except TikTokError as error:
                if self._concerns_all(error):
                    raise
                await self._store.campaigns.record_failure(
                    one.video_id, int(self._clock.now()), error.kind, gone=isinstance(error, NotFound | Private)
                )
                log.info("Video %d of a campaign couldn't be measured: %s", one.video_id, error.sentence)
                await self._say_measured(one.video_id)
                return error
            await self._store.campaigns.record(video, int(self._clock.now()))
            await self._say_measured(one.video_id)
            await self._learn_usual(video)
        return None

    async def _ask(self, one: Scheduled, *, manual: bool) -> Video:
        async def request() -> Video:
            found = await self._source.video(one.handle or ANYBODY, one.video_id)
            if found.id != one.video_id or (one.creator_id is not None and found.creator.id != one.creator_id):
                raise Changed(Capability.VIDEO, f"the page of {one.video_id} shows {found.id} of {found.creator.id}")
            return found

        return await self._health.call(
            Capability.VIDEO, self._source.name, request, manual=manual, subject=one.video_id
        )

    async def _learn_usual(self, video: Video) -> None:
        """Reads the creator's newest videos if what they usually get isn't known, once a day at most.

        Without them, the video's own numbers are as good, so that no error is raised.
        """
        creator = video.creator
        known = await self._store.campaigns.usual_videos([creator.id], READ)
        usual = views_per_video(known.get(creator.id, []), without=video.id)
        if usual.median is not None or self._was_read(creator.id):
            return
        self._read_at[creator.id] = self._clock.now()
        try:
            page = await self._videos_of(creator)
        except TikTokError as error:
            log.info("The videos of @%s couldn't be read: %s", creator.handle, error.sentence)
            return
        await self._store.creators.record_creator_videos(page, int(self._clock.now()))
        await self._say_measured(video.id)

    async def _videos_of(self, creator: Creator) -> VideoPage:
        async def request() -> VideoPage:
            return await self._source.creator_videos(creator.handle, creator)

        return await self._health.call(Capability.CREATOR_VIDEOS, self._source.name, request, subject=creator.id)

    async def _say_measured(self, video_id: int) -> None:
        found = await self._store.campaigns.campaigns_with([video_id])
        self.measured.emit(tuple(found.get(video_id, ())))

    def _was_read(self, creator_id: int | None) -> bool:
        at = self._read_at.get(creator_id) if creator_id is not None else None
        return at is not None and 0 <= self._clock.now() - at < DAY - MINUTE

    def _concerns_all(self, error: TikTokError) -> bool:
        """Whether the next video would meet it, too: an error in CONCERNS_ALL, or a block that started a cooldown."""
        held = self._health.not_before(Capability.VIDEO, self._source.name) is not None
        return isinstance(error, CONCERNS_ALL) or (isinstance(error, BLOCKS) and held)


def _never_tried(videos: Sequence[Scheduled]) -> list[Scheduled]:
    new = [one for one in videos if one.tried_at is None and one.measured_at is None]
    return sorted(new, key=lambda one: (one.added_at, one.video_id))


def _owner(one: Scheduled) -> int | str | None:
    return one.creator_id if one.creator_id is not None else one.handle
