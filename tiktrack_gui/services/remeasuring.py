"""Measures stories again: the hottest ones by themselves some times after they were found, any one on request."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from tiktrack_gui.clock import Clock
from tiktrack_gui.core import remeasuring
from tiktrack_gui.core.criteria import Criteria
from tiktrack_gui.core.errors import Changed, NotFound, Private, TikTokError
from tiktrack_gui.core.models import MeasuredVideo, Video
from tiktrack_gui.core.score import measure
from tiktrack_gui.core.sources import Capability
from tiktrack_gui.core.velocity import CURRENT_SPAN
from tiktrack_gui.services.creators import CONCERNS_ALL
from tiktrack_gui.services.health import BLOCKS, HealthWatch
from tiktrack_gui.services.sources import TikTokSource
from tiktrack_gui.store import Store

log = logging.getLogger(__name__)

MOST_STORIES = 1_000  # of two days


class Remeasuring(QObject):
    """Reads the pages of stories.

    Attributes:
        next_at: When the next one is due, epoch seconds; None = none is.

    Signals:
        measured: A story was measured again, or is gone. arg: the MeasuredVideo.
    """

    measured = Signal(object)

    def __init__(
        self, source: TikTokSource, store: Store, health: HealthWatch, clock: Clock, criteria: Callable[[], Criteria]
    ) -> None:
        super().__init__()
        self._source, self._store, self._health, self._clock = source, store, health, clock
        self._criteria = criteria
        self._tried: dict[int, float] = {}  # video ID → when; what was measured isn't always believed and stored
        self.next_at: float | None = None

    @property
    def not_before(self) -> float | None:
        """Epoch seconds before which no page is read by itself: the next one due, or the end of a cooldown."""
        waits = self.next_at, self._health.not_before(Capability.VIDEO, self._source.name)
        return max((wait for wait in waits if wait is not None), default=None)

    async def plan(self) -> None:
        """Determines `next_at`."""
        self.next_at = remeasuring.next_due(await self._recent(), self._clock.now(), self._tried)

    async def planned(self) -> list[tuple[float, MeasuredVideo]]:
        """Returns the stories to be measured again, each with the next time, the earliest first."""
        return remeasuring.planned(await self._recent(), self._clock.now(), self._tried)

    async def measure_due(self) -> None:
        """Measures the stories that are due. Raises a TikTokError that the others would meet, too."""
        try:
            for story in remeasuring.due(await self._recent(), self._clock.now(), self._tried):
                await self._try(story)
        finally:
            await self.plan()

    async def measure(self, story: MeasuredVideo, *, manual: bool = True) -> MeasuredVideo:
        """Measures one; returns it as stored, also if it is gone. manual: at the user's request. Raises TikTokError."""
        return await self._measure(story, manual=manual)

    async def _recent(self) -> list[MeasuredVideo]:
        since = int(self._clock.now() - remeasuring.FOLLOWED)
        return await self._store.stories.feed(MOST_STORIES, since=since)

    async def _try(self, story: MeasuredVideo) -> None:
        try:
            await self._measure(story)
        except TikTokError as error:
            if isinstance(error, CONCERNS_ALL + BLOCKS):
                raise
            log.info("Video %d couldn't be measured again: %s (%s)", story.video.id, error.sentence, error.detail)
        self._tried[story.video.id] = self._clock.now()

    async def _measure(self, story: MeasuredVideo, *, manual: bool = False) -> MeasuredVideo:
        known = story.video

        async def request() -> Video:
            found = await self._source.video(known.creator.handle, known.id)
            if (found.id, found.creator.id) != (known.id, known.creator.id):
                raise Changed(Capability.VIDEO, f"the page of {known.id} shows {found.id} of {found.creator.id}")
            return found

        try:
            found = await self._health.call(
                Capability.VIDEO, self._source.name, request, manual=manual, subject=known.id
            )
        except (NotFound, Private):
            return await self._record_gone(story)
        return await self._record(story, found)

    async def _record(self, story: MeasuredVideo, found: Video) -> MeasuredVideo:
        now = self._clock.now()
        [earlier] = (await self._store.runs.earlier_samples([found.id], int(now) - CURRENT_SPAN)).values() or [None]
        criteria = replace(self._criteria(), own=await self._store.sources.thresholds())
        again = measure(found, criteria.for_source(story.source_id), now, earlier)
        recorded = await self._store.runs.record_again(again, int(now))
        self.measured.emit(recorded)
        return recorded

    async def _record_gone(self, story: MeasuredVideo) -> MeasuredVideo:
        now = self._clock.now()
        await self._store.runs.record_gone(story.video.id, int(now))
        gone = replace(story, video=replace(story.video, gone_at=story.video.gone_at or int(now)))
        self.measured.emit(gone)
        return gone
