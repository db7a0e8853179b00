"""The details beside the feed: which video they show, and whether they are shown at all."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from tiktrack_gui.core.models import MeasuredVideo
from tiktrack_gui.ui.trending.actions import VideoActions
from tiktrack_gui.ui.trending.details import TrendingDetails
from tiktrack_gui.ui.trending.known_sources import KnownSources
from tiktrack_gui.ui.trending.model import FeedModel
from tiktrack_gui.ui.trending.table import FeedTable
from tiktrack_gui.ui.widgets.buttons import IconButton
from tiktrack_gui.ui.widgets.details_panel import DetailsChoice


class DetailsActions(QObject):
    """Shows the selected video in the panel, while that is wanted and there is room."""

    def __init__(
        self,
        page: QWidget,
        button: IconButton,
        table: FeedTable,
        details: TrendingDetails,
        model: FeedModel,
        sources: KnownSources,
        actions: VideoActions,
        now: Callable[[], float],
    ) -> None:
        """now: UTC epoch seconds."""
        super().__init__(page)
        self._table, self._details, self._model = table, details, model
        self._sources, self._actions, self._now = sources, actions, now
        self._choice = DetailsChoice(page)
        button.clicked.connect(self.toggle)
        table.video_selected.connect(self.show)

    def toggle(self) -> None:
        """Shows or hides the details; if no video is selected, selects the topmost."""
        shown = self._details.isVisible()
        if self._table.selected is None and self._model.rowCount():
            self._table.select(self._model.item(0).video.id)
        self._choice.choose(shown=not shown)
        self.place()

    def show(self, item: MeasuredVideo | None) -> None:
        """None: no video is selected."""
        tracked = item is not None and item.video.creator.id in self._actions.tracked
        threshold = self._model.threshold if item is None else self._model.criteria.threshold_of(item.source_id)
        self._details.show_selected(self._table.selected_count)
        finder = "" if item is None else self._sources.name_of(item.source_id)
        self._details.show_video(item, self._now(), threshold, tracked=tracked, found_by=finder)
        self.place()

    def show_selected(self) -> None:
        """Shows what is known of the selected video now."""
        self.show(self._table.selected)

    def update(self, fresh: Mapping[int, MeasuredVideo] | None = None) -> None:
        """Shows what is known of the shown video now. fresh: those just measured, also if they aren't in the table."""
        shown = self._details.item
        if shown is not None:
            self.show(self._model.known(shown.video.id) or (fresh or {}).get(shown.video.id, shown))

    def place(self) -> None:
        """Shows or hides the panel; in a narrow window it is hidden unless the user asks for it."""
        self._details.setVisible(self._details.item is not None and self._choice.are_shown)
