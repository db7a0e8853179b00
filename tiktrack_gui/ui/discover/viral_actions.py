"""Loads the viral videos of the candidate that the details show."""

from __future__ import annotations

from collections.abc import Callable

from tiktrack_gui.core.baseline import READ
from tiktrack_gui.core.discovery.constants import Constants
from tiktrack_gui.core.discovery.ranked import Ranked
from tiktrack_gui.core.discovery.virality import viral_videos
from tiktrack_gui.core.durations import DAY
from tiktrack_gui.core.errors import StoreError
from tiktrack_gui.services.creators import Creators
from tiktrack_gui.services.tasks import Tasks
from tiktrack_gui.ui.discover.details import CandidateDetails

LOAD = "load the viral videos"


class ViralActions:
    """Each candidate's are loaded once, until its figures change."""

    def __init__(
        self,
        details: CandidateDetails,
        creators: Creators,
        constants: Callable[[], Constants],
        tasks: Tasks,
        now: Callable[[], float],
    ) -> None:
        self._details, self._creators = details, creators
        self._constants, self._tasks, self._now = constants, tasks, now
        self._loaded: tuple[int, int | None, int] | None = None  # whose, and as of when

    def load(self, one: Ranked | None) -> None:
        """one: None if none is shown."""
        wanted = None if one is None else (one.creator_id, one.sample_at, one.viral_videos)
        if wanted == self._loaded:
            return
        if self._loaded is None or wanted is None or wanted[0] != self._loaded[0]:
            self._details.show_viral(())
        self._loaded = wanted
        if one is not None and one.viral_videos:
            self._tasks.spawn(self._load(one), name=LOAD)

    async def _load(self, one: Ranked) -> None:
        try:
            history, videos = await self._creators.profile_of(one.creator_id, READ)
        except StoreError:
            self._loaded = None  # the next time it is selected
            return
        by_id = {video.id: video for video in videos}
        constants = self._constants()
        since = self._now() - constants.viral_days * DAY
        found = viral_videos(videos, history.samples, constants, since)
        shown = self._details.candidate
        if shown is not None and shown.creator_id == one.creator_id:
            self._details.show_viral([(viral, by_id[viral.video_id]) for viral in found])
