"""Reading the history of the videos that are looked at: their curves, and what their creators’ videos usually get."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject

from tiktrack_gui.core.models import MeasuredVideo, Video
from tiktrack_gui.services.tasks import Tasks
from tiktrack_gui.services.trending import Trending
from tiktrack_gui.ui.trending.curves import Curves
from tiktrack_gui.ui.trending.usual import UsualViews


class HistoryActions(QObject):
    """Connects the curves and the usual views with the service."""

    def __init__(self, curves: Curves, usual: UsualViews, trending: Trending, tasks: Tasks) -> None:
        super().__init__(curves)
        self._curves, self._usual, self._trending, self._tasks = curves, usual, trending, tasks
        curves.wanted.connect(self._want_curves)
        usual.wanted.connect(self._want_usual)

    def take(self, measured: Sequence[MeasuredVideo]) -> None:
        """Adds what was measured now."""
        self._curves.take(measured)
        self._usual.outdate()

    def _want_curves(self, video_ids: tuple[int, ...]) -> None:
        self._tasks.spawn(self._load_curves(video_ids), name=f"load the curves from {video_ids[0]}")

    async def _load_curves(self, video_ids: tuple[int, ...]) -> None:
        self._curves.put(await self._trending.samples_of(video_ids))

    def _want_usual(self, video: Video) -> None:
        self._tasks.spawn(self._load_usual(video), name="load the usual views of a creator")

    async def _load_usual(self, video: Video) -> None:
        self._usual.put(video.id, await self._trending.usual_views(video))
