"""Refreshing the feed because the user asked for it: the button, and how far it is."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from tiktrack_gui.core.errors import Stopped, TikTokError
from tiktrack_gui.services.tasks import Tasks
from tiktrack_gui.services.timers import Timers
from tiktrack_gui.services.trending import Trending
from tiktrack_gui.ui.trending.threshold_actions import SAVING, ThresholdActions
from tiktrack_gui.ui.widgets.buttons import Button
from tiktrack_gui.ui.widgets.progress_line import ProgressLine
from tiktrack_gui.ui.window.messages import Messages
from tiktrack_gui.words import activity


class RefreshActions(QObject):
    """Connects the button and the progress line with the services.

    Attributes:
        is_refreshing: Whether a refresh is running, whoever began it.

    Signals:
        changed: A refresh began, or ended.
    """

    changed = Signal()

    def __init__(
        self,
        button: Button,
        progress: ProgressLine,
        thresholds: ThresholdActions,
        trending: Trending,
        timers: Timers,
        tasks: Tasks,
        messages: Messages,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._button, self._progress = button, progress
        self._timers, self._tasks, self._messages = timers, tasks, messages
        self._once_saved = False  # a refresh waits until the threshold is saved
        self.is_refreshing = False
        button.clicked.connect(self.refresh)
        thresholds.saved.connect(self._threshold_saved)
        thresholds.refresh_wanted.connect(self._refresh_anew)
        trending.progress.connect(self._stage)
        timers.refreshing.connect(self._set_refreshing)
        timers.failed.connect(self._failed)

    def refresh(self) -> None:
        """Refreshes the feed now (once the threshold is saved), or stops a running refresh."""
        if self.is_refreshing:
            self._timers.stop_refresh()
        else:
            self._refresh_anew()

    def _refresh_anew(self) -> None:
        """Refreshes the feed once the threshold is saved, and after a running refresh once more."""
        if self._tasks.is_running(SAVING):
            self._once_saved = True
        else:
            self._timers.refresh_now()

    def _threshold_saved(self) -> None:
        if self._once_saved:
            self._once_saved = False
            self._timers.refresh_now()

    def _stage(self, stage: str, done: int, wanted: int) -> None:
        self._progress.start(done, wanted)
        self._button.setToolTip(activity.stage(stage, done, wanted))

    def _set_refreshing(self, refreshing: bool) -> None:
        self.is_refreshing = refreshing
        self._button.setMinimumWidth(max(self._button.minimumWidth(), self._button.sizeHint().width()))
        self._button.set_text("Stop" if refreshing else "Refresh")
        self._button.set_icon("x" if refreshing else "refresh-cw")
        if refreshing:
            self._progress.start()
        else:
            self._progress.stop()
        self.changed.emit()

    def _failed(self, error: TikTokError) -> None:
        if isinstance(error, Stopped):
            self._messages.say("Refresh stopped")
        self.changed.emit()
