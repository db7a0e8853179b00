"""Reading one creator's profile from the store: its history, its videos of any moment, and its place among others."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from PySide6.QtCore import QObject

from tiktrack_gui.core.as_of import History
from tiktrack_gui.core.models import Creator, Video
from tiktrack_gui.core.moves import moves
from tiktrack_gui.services.creators import Creators
from tiktrack_gui.services.tasks import Tasks
from tiktrack_gui.ui.creators import videos
from tiktrack_gui.ui.creators.details import CreatorDetails
from tiktrack_gui.words import peers

TURN = 0.001  # s, for the rest of the window; with 0, timers that are due go on only after what comes next


class ProfileActions(QObject):
    """Connects the details with the service."""

    def __init__(
        self,
        details: CreatorDetails,
        creators: Creators,
        tasks: Tasks,
        now: Callable[[], float],
        every: Callable[[], float],
    ) -> None:
        """now: UTC epoch seconds. every: seconds between two timed refreshes."""
        super().__init__(details)
        self._details, self._creators, self._tasks = details, creators, tasks
        self._now, self._every = now, every
        self._loads_videos = False
        details.moment_chosen.connect(self._load_videos_soon)

    def load(self, creator: Creator) -> None:
        """Loads the rest of the profile of the creator that the details show."""
        self._tasks.spawn(self._load(creator), name="load a creator’s history")

    async def _load(self, creator: Creator) -> None:
        history, seen = await self._creators.profile_of(creator.id, videos.MOST)
        self._details.show_history(history, seen, self._now(), self._every())
        await asyncio.sleep(TURN)  # years of measurements take a few frames
        self._details.show_videos_now()
        self._tasks.spawn(self._load_standing(creator.id), name="compare with creators of like size")
        self._tasks.spawn(self._load_mentions(creator, history, seen), name="look for mentions of a creator")

    async def _load_mentions(self, creator: Creator, history: History, seen: list[Video]) -> None:
        unusual = moves(history.samples, seen)
        if mentions := await self._creators.mentions_of(creator, unusual):
            self._details.show_mentions(creator.id, mentions)

    async def _load_standing(self, creator_id: int) -> None:
        self._details.show_standing(creator_id, peers.line(await self._creators.peers.standing_of(creator_id)))

    def _load_videos_soon(self, moment: int | None) -> None:
        """Loads the videos of a moment in the past, unless they are being loaded for another: that goes on to it."""
        if moment is not None and not self._loads_videos:
            self._loads_videos = True
            self._tasks.spawn(self._load_videos(), name="load a creator’s videos")

    async def _load_videos(self) -> None:
        """Goes on until those of the moment that is shown are there: a slider passes many."""
        done: tuple[int | None, int | None] = None, None
        try:
            while (wanted := (self._details.creator_id, self._details.moment)) != done:
                creator_id, moment = wanted
                if creator_id is None or moment is None:
                    return
                seen = await self._creators.videos_as_of(creator_id, moment, videos.MOST)
                if self._details.creator_id == creator_id:
                    self._details.show_videos_as_of(moment, seen)
                done = wanted
        finally:
            self._loads_videos = False
