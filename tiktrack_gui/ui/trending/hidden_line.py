"""The quiet line above the feed: what threshold, period and filter hide, and the link that shows it for now."""

from __future__ import annotations

from tiktrack_gui.ui.trending.filter_bar import FilterBar
from tiktrack_gui.ui.trending.model import FeedModel
from tiktrack_gui.ui.trending.shown import ShownVideos
from tiktrack_gui.ui.trending.stored import StoredVideos
from tiktrack_gui.ui.widgets.notice_place import NoticePlace


class HiddenLine:
    def __init__(
        self, notices: NoticePlace, model: FeedModel, filters: FilterBar, shown: ShownVideos, stored: StoredVideos
    ) -> None:
        self._notices, self._model, self._filters = notices, model, filters
        self._shown, self._stored = shown, stored

    def show(self) -> None:
        """Says what is hidden. An empty table says so itself, unless a search or the choice of a source emptied it."""
        narrowed = self._filters.query or self._filters.source.handle
        hidden = self._shown.hidden(self._stored.left) if self._model.rowCount() or narrowed else None
        if not hidden:
            self._notices.say("")
        elif not hidden.loaded:
            self._notices.say(f"Hidden: {hidden.words}")
        elif self._shown.with_hidden:
            self._notices.say(f"Also shown: {hidden.words}", action="Hide")
        else:
            self._notices.say(f"Hidden: {hidden.words}", action="Show all")
