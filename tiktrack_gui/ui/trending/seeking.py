"""Shows one video of the feed that is asked for from elsewhere, whatever hides it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from tiktrack_gui.services.tasks import Tasks
from tiktrack_gui.services.trending import Trending
from tiktrack_gui.ui.trending.filter_bar import FilterBar
from tiktrack_gui.ui.trending.model import FeedModel
from tiktrack_gui.ui.trending.shown import ShownVideos
from tiktrack_gui.ui.trending.table import FeedTable


class SoughtVideo(QObject):
    """Selects a video. If a search hides it, that is cleared; what threshold, period and conditions hide is shown for
    now, as by the link in the quiet line: all of them stay as they are.

    Signals:
        missing: The video isn't stored any more. arg: its ID.
    """

    missing = Signal(object)

    def __init__(
        self,
        table: FeedTable,
        model: FeedModel,
        filters: FilterBar,
        shown: ShownVideos,
        show_all: Callable[[], None],
        trending: Trending,
        tasks: Tasks,
        parent: QObject,
    ) -> None:
        """show_all: applies what was changed to the page."""
        super().__init__(parent)
        self._table, self._model, self._filters, self._shown = table, model, filters, shown
        self._show_all, self._trending, self._tasks = show_all, trending, tasks
        self._is_read = asyncio.Event()

    def read(self) -> None:
        """The page has read the store."""
        self._is_read.set()

    def seek(self, video_id: int) -> None:
        """Selects the video, now or once the page has read the store."""
        self._tasks.spawn(self._seek(video_id), name="show a video of the feed")

    async def _seek(self, video_id: int) -> None:
        await self._is_read.wait()
        if self._model.known(video_id) is None:
            story = await self._trending.story(video_id)
            if story is None:
                self.missing.emit(video_id)
                return
            self._model.upsert([story])
            self._show_all()
        for show_more in (self._clear_search, self._show_hidden):
            if self._model.row_of(video_id) is not None:
                break
            show_more()
        self._table.select(video_id)
        self._table.setFocus()

    def _clear_search(self) -> None:
        self._filters.clear_query()
        self._filters.source.choose_all()
        self._filters.show_all_kinds()

    def _show_hidden(self) -> None:
        self._shown.with_hidden = True
        self._show_all()
