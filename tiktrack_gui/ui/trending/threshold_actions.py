"""The threshold of the feed: its preview, and how it is applied and saved; and the criteria that come with it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from tiktrack_gui.config.settings import Settings
from tiktrack_gui.core.backtest import Backtest
from tiktrack_gui.core.criteria import Criteria
from tiktrack_gui.core.errors import AllFiltered, TikTrackError
from tiktrack_gui.services.tasks import Tasks
from tiktrack_gui.services.trending import Trending
from tiktrack_gui.ui.trending.filter_bar import FilterBar
from tiktrack_gui.ui.trending.known_sources import KnownSources
from tiktrack_gui.ui.trending.model import FeedModel
from tiktrack_gui.ui.trending.shown import ShownVideos
from tiktrack_gui.ui.widgets.notice_place import NoticePlace
from tiktrack_gui.ui.window.messages import Messages
from tiktrack_gui.words import videos

SAVING = "save the threshold"  # the task's name


class ThresholdActions(QObject):
    """Connects the threshold of the filter bar with the model and the settings.

    Attributes:
        backtest: What was measured in the last days, which tells what a threshold would have flagged.
        measured_with: The threshold of the last refresh: slower videos are missing, whatever the current one.

    Signals:
        changed: Other videos are to be shown.
        restated: The same videos have other scores.
        saved: The settings have the threshold, or couldn't be saved.
        refresh_wanted: The user wants to see slower videos.
    """

    changed = Signal()
    restated = Signal()
    saved = Signal()
    refresh_wanted = Signal()

    def __init__(
        self,
        model: FeedModel,
        filters: FilterBar,
        shown: ShownVideos,
        notices: NoticePlace,
        sources: KnownSources,
        trending: Trending,
        settings: Settings,
        tasks: Tasks,
        messages: Messages,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._model, self._filters, self._shown, self._notices = model, filters, shown, notices
        self._sources, self._trending, self._settings = sources, trending, settings
        self._tasks, self._messages = tasks, messages
        self.backtest = Backtest(0)
        self.measured_with = settings.values.min_velocity
        filters.threshold_chosen.connect(self.choose)
        filters.histogram.dragged.connect(self._preview)
        settings.changed.connect(self._take_settings)

    def choose(self, threshold: float) -> None:
        """Applies the threshold at once, then saves it; restores the previous one if saving fails."""
        self._apply(threshold)
        self._tasks.spawn(self._save(threshold), name=SAVING)

    def take_sources(self) -> bool:
        """Applies the thresholds that sources have of their own; returns whether they have changed."""
        changed = self._model.criteria.own != self._sources.thresholds
        if changed:
            self._model.set_criteria(self._criteria(self._model.threshold))
        return changed

    def measured(self) -> None:
        """Notes that the feed was refreshed with the current threshold."""
        self.measured_with = self._model.threshold

    async def load_backtest(self) -> None:
        self.backtest = await self._trending.backtest()
        self._filters.show_backtest(self.backtest)

    def _preview(self, threshold: float) -> None:
        """Says what the threshold would have flagged; nothing is changed while it is dragged."""
        self._notices.say(videos.backtest(self.backtest, threshold))

    async def _save(self, threshold: float) -> None:
        try:
            await self._settings.save(min_velocity=threshold)
        except TikTrackError as error:
            self._messages.trouble(error)
            self._take_settings()
        self.saved.emit()

    def _take_settings(self) -> None:
        """Applies a threshold, a period or weights that were changed elsewhere."""
        if self._settings.values.shown_hours != self._filters.hours:
            self._filters.show_period(self._settings.values.shown_hours)
            self.changed.emit()
        threshold = self._settings.values.min_velocity
        if threshold != self._model.threshold:
            self._filters.show_threshold(threshold)
            self._apply(threshold)
        elif self._criteria(threshold) != self._model.criteria:
            self._model.set_criteria(self._criteria(threshold))
            self.restated.emit()

    def _apply(self, threshold: float) -> None:
        self._model.set_criteria(self._criteria(threshold))
        self._shown.with_hidden = False
        self.changed.emit()
        self._messages.settle(AllFiltered)
        if threshold < self.measured_with:
            self._messages.say("Refresh to see slower videos", "Refresh", self.refresh_wanted.emit)

    def _criteria(self, threshold: float) -> Criteria:
        weights = self._settings.values.score_weights
        return Criteria(threshold=threshold, weights=weights, own=self._sources.thresholds)
