"""Selects a video that was asked for elsewhere, such as by a notification, whatever hides it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from tiktrack_gui.ui.trending.filter_bar import FilterBar
from tiktrack_gui.ui.trending.model import FeedModel
from tiktrack_gui.ui.trending.shown import ShownVideos
from tiktrack_gui.ui.trending.table import FeedTable


class SoughtVideo(QObject):
    """Waits until the feed was read. Neither threshold nor period nor filter are changed: what they hide is shown for
    now, as by the link in the quiet line.

    Signals:
        missing: It isn't in the feed. arg: its ID.
    """

    missing = Signal(object)

    def __init__(
        self,
        table: FeedTable,
        model: FeedModel,
        filters: FilterBar,
        shown: ShownVideos,
        show: Callable[[], None],
        parent: QObject,
    ) -> None:
        """show: shows what `shown` and the filters let through now."""
        super().__init__(parent)
        self._table, self._model, self._filters, self._shown, self._show = table, model, filters, shown, show
        self._is_read = False
        self._sought: int | None = None

    def seek(self, video_id: int) -> None:
        """Selects the video alone, now or as soon as the feed was read."""
        self._sought = video_id
        self._look()

    def feed_was_read(self) -> None:
        self._is_read = True
        self._look()

    def _look(self) -> None:
        sought = self._sought
        if sought is None or not self._is_read:
            return
        self._sought = None
        if self._model.known(sought) is None:
            self.missing.emit(sought)
            return
        self._reveal(sought)
        self._table.select(sought)
        self._table.setFocus()

    def _reveal(self, video_id: int) -> None:
        """First without what the user is looking for, which says more than what was looked for before."""
        if self._model.row_of(video_id) is None:
            self._filters.clear_query()
            self._filters.show_all_kinds()
            self._filters.source.choose_all()
        if self._model.row_of(video_id) is None:
            self._shown.with_hidden = True
            self._show()
