"""Brings stored videos into the model: the newest stories at the start, and later what the filter asks for."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from tiktrack_gui.core.feed_filter import FeedQuery
from tiktrack_gui.core.models import MeasuredVideo
from tiktrack_gui.services.tasks import Tasks
from tiktrack_gui.services.trending import Trending
from tiktrack_gui.ui.trending.filter_bar import FilterBar
from tiktrack_gui.ui.trending.model import FeedModel

SEARCH = "search the stored videos"  # the task's name
TYPING = 200  # ms without a key before the store is searched


class StoredVideos(QObject):
    """Asks the store only for what the model can't have: nearly always it has all stories.

    Attributes:
        is_searching: Whether more matching videos may come.

    Signals:
        loaded: Videos were added, or it is known how many are missing.
    """

    loaded = Signal()

    def __init__(
        self,
        model: FeedModel,
        filters: FilterBar,
        trending: Trending,
        tasks: Tasks,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._model, self._filters, self._trending = model, filters, trending
        self._tasks = tasks
        self._wanted: tuple[FeedQuery, int | None] = FeedQuery(), None
        self._cut_off = 0  # stories that weren't loaded at the start
        self._stories_left = self._slow_left = 0  # of those that match, how many aren't loaded
        self._slow_hours: int | None = None  # all slow videos found within these hours are loaded
        self.is_searching = False
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(TYPING)
        self._typing.timeout.connect(self._ask)

    @property
    def left(self) -> int:
        """How many of the stored videos that are asked for aren't loaded."""
        return self._stories_left + self._slow_left

    def belongs(self, item: MeasuredVideo) -> bool:
        """Whether a video that was measured now is to be in the model."""
        return item.is_story or self._wanted[1] is not None

    async def load(self) -> bool:
        """Loads the newest stories; returns whether there are any."""
        found = await self._trending.feed()
        self._model.upsert(found.items)
        self._cut_off = self._stories_left = found.left
        return bool(found.items)

    def consider(self) -> None:
        """To be called when the filter, the search or the period may have changed."""
        before, self._wanted = self._wanted, self._asked_for()
        if self._wanted == before:
            return
        self._tasks.cancel(SEARCH)
        self._stories_left, self._slow_left = self._cut_off, 0
        self.is_searching = self._is_needed
        if not self.is_searching:
            self._typing.stop()
        elif self._wanted[0].words != before[0].words:
            self._typing.start()
        else:
            self._ask()

    def _asked_for(self) -> tuple[FeedQuery, int | None]:
        """The query, and of the slow videos the hours within which they were found; None if they aren't wanted."""
        source = self._filters.source.source
        query = FeedQuery(self._filters.panel.filter, self._filters.query, None if source is None else source.id)
        hours = 0 if query.words else self._filters.hours  # a search ignores the period
        return query, hours if query.filter.everything else None

    @property
    def _is_needed(self) -> bool:
        query, hours = self._wanted
        return bool(self._cut_off and not query.finds_all) or (hours is not None and hours != self._slow_hours)

    def _ask(self) -> None:
        self._typing.stop()
        self._tasks.spawn(self._search(self._wanted), name=SEARCH)

    async def _search(self, wanted: tuple[FeedQuery, int | None]) -> None:
        try:
            await self._load_matching(*wanted)
        finally:
            if wanted == self._wanted:  # else a new search has replaced this one
                self.is_searching = False
                self.loaded.emit()

    async def _load_matching(self, query: FeedQuery, slow_hours: int | None) -> None:
        if self._cut_off and not query.finds_all:
            stories = await self._trending.feed(query)
            self._model.upsert(stories.items)
            self._stories_left = stories.left
        if slow_hours is not None and slow_hours != self._slow_hours:
            slow = await self._trending.below(slow_hours, self._model.criteria, query)
            self._model.upsert(slow.items)
            self._slow_left = slow.left
            if query.finds_all and not slow.left:
                self._slow_hours = slow_hours
