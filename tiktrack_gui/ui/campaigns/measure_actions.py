"""Measuring a campaign because the user asked for it: how far it is, how long it takes, and how it went."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from tiktrack_gui.core.errors import TikTrackError
from tiktrack_gui.services.campaign_measuring import Progress
from tiktrack_gui.services.campaigns import Campaigns
from tiktrack_gui.services.tasks import Tasks
from tiktrack_gui.ui.campaigns.shown import ShownCampaign
from tiktrack_gui.ui.campaigns.table import VideosTable
from tiktrack_gui.ui.widgets.buttons import Button
from tiktrack_gui.ui.widgets.labels import PartsLabel
from tiktrack_gui.ui.widgets.progress_line import ProgressLine
from tiktrack_gui.ui.window.messages import Messages
from tiktrack_gui.words import campaign_pages
from tiktrack_gui.words import campaigns as words

MEASURE = "measure a campaign"  # the task; one at a time


class MeasureActions(QObject):
    """Connects the button, the keys and the progress with the service.

    Attributes:
        is_measuring: Whether videos are being measured on request.

    Signals:
        changed: It began or ended.
    """

    changed = Signal()

    def __init__(
        self,
        button: Button,
        progress: ProgressLine,
        stage: PartsLabel,
        table: VideosTable,
        shown: ShownCampaign,
        campaigns: Campaigns,
        tasks: Tasks,
        messages: Messages,
    ) -> None:
        super().__init__(button)
        self._button, self._progress, self._stage = button, progress, stage
        self._table, self._shown, self._campaigns = table, shown, campaigns
        self._tasks, self._messages = tasks, messages
        self.is_measuring = False
        button.clicked.connect(self.toggle)
        campaigns.progress.connect(self._show)

    def toggle(self) -> None:
        """Measures all videos of the campaign, or stops doing so."""
        if not self._tasks.cancel(MEASURE):
            self._measure(None)

    def measure_selected(self) -> None:
        if selected := self._table.selection:
            self._measure([one.entry.video_id for one in selected])

    def _measure_all(self) -> None:
        self._measure(None)

    def _measure(self, video_ids: Sequence[int] | None) -> None:
        results = self._shown.results
        if results is None or not results.videos:
            return
        if self.is_measuring:
            self._messages.say("Already measuring. Press Stop first")
            return
        self._tasks.spawn(self._run(results.campaign.id or 0, video_ids), name=MEASURE)

    async def _run(self, campaign_id: int, video_ids: Sequence[int] | None) -> None:
        """Also tells about one that it couldn't measure, if it was the only one."""
        self._set_measuring(True)
        try:
            done = await self._campaigns.measure(campaign_id, video_ids)
        except TikTrackError as error:
            self._messages.trouble(error, retry=self._measure_all, here=True)
            return
        finally:
            self._set_measuring(False)
        self._messages.say(words.measured(done))
        if done.failed and not done.measured:
            self._messages.trouble(done.failed[0][1], retry=self._measure_all, here=True)

    def _set_measuring(self, measuring: bool) -> None:
        self.is_measuring = measuring
        self._button.setMinimumWidth(max(self._button.minimumWidth(), self._button.sizeHint().width()))
        self._button.set_text("Stop" if measuring else campaign_pages.MEASURE)
        self._button.set_icon("x" if measuring else "refresh-cw")
        if measuring:
            self._progress.start()
        else:
            self._rest()
        self.changed.emit()

    def _show(self, progress: Progress) -> None:
        """Also of short links that are looked up."""
        if progress.done >= progress.total:
            if not self.is_measuring:
                self._rest()
            return
        self._progress.start(progress.done, progress.total if progress.total > 1 else 0)
        self._stage.setText(campaign_pages.stage(progress))
        self._stage.show()

    def _rest(self) -> None:
        self._progress.stop()
        self._stage.hide()
