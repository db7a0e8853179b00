"""The download of TikTrack's own Chromium: its size, its progress, and a way to stop it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from tiktrack_gui.core.errors import TikTrackError
from tiktrack_gui.core.progress import Progress
from tiktrack_gui.services.onboarding import FoundBrowser
from tiktrack_gui.services.tasks import Tasks
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column, row
from tiktrack_gui.ui.widgets.buttons import Button
from tiktrack_gui.ui.widgets.labels import Label
from tiktrack_gui.ui.widgets.progress_line import ProgressLine

TASK = "download a browser"
OFFER = "About 180 MB. Only TikTrack uses it, and it’s kept in your cache folder."
MEGABYTE = 2**20

Install = Callable[[Progress], Awaitable[FoundBrowser]]


class BrowserDownload(QWidget):
    """A download button; during the download, stage, progress and Stop.

    Signals:
        installed: The browser is installed. arg: the FoundBrowser.
        working: The download started or ended. arg: bool.
    """

    installed = Signal(object)
    working = Signal(bool)

    def __init__(self, theme: Theme, install: Install, tasks: Tasks, *, kind: str = "secondary") -> None:
        """install raises TikTrackError. kind: of the button."""
        super().__init__()
        self._install, self._tasks = install, tasks
        self._is_there = True  # a download may outlive the window it was started in
        self._start = Button(theme, "Download TikTrack’s own Chromium", icon="download", kind=kind)
        self._stop = Button(theme, "Stop", icon="x")
        self._words = Label(OFFER, "hint", tabular=True, wrap=True)
        self._progress = ProgressLine(theme)
        self._start.clicked.connect(self.start)
        self._stop.clicked.connect(self.stop)
        self.setLayout(column(row(self._start, self._stop, None), self._words, self._progress, spacing=6))
        self._show_working(False)

    def focus(self) -> None:
        self._start.setFocus()

    def start(self) -> None:
        self._show_working(True)
        self._say("Looking for the latest version")
        self._tasks.spawn(self._work(), name=TASK)

    def stop(self) -> None:
        """Stops the download, if one is running."""
        if self._tasks.cancel(TASK):
            self._show_working(False)
            self._say(f"Stopped. {OFFER}")

    def leave(self) -> None:
        """Cancels the download when the window closes, and shows nothing from then on."""
        self._is_there = False
        self._tasks.cancel(TASK)

    async def _work(self) -> None:
        try:
            found = await self._install(self._show_progress)
        except TikTrackError as error:
            self._show_working(False)
            self._say(str(error), "bad")
            return
        self._show_working(False)
        self._say("Downloaded.")
        self.installed.emit(found)

    def _show_progress(self, stage: str, done: int, wanted: int) -> None:
        """done, wanted: bytes. Reports that arrive after the download was stopped are ignored."""
        if self._is_there and self._tasks.is_running(TASK):
            self._progress.start(done, wanted)
            size = f", {done // MEGABYTE} of {max(wanted // MEGABYTE, 1)} MB" if wanted else ""
            self._say(f"{stage}{size}")

    def _show_working(self, working: bool) -> None:
        self._start.setVisible(not working)
        self._stop.setVisible(working)
        self._progress.setVisible(working)
        if working:
            self._progress.start()
        else:
            self._progress.stop()
        self.working.emit(working)

    def _say(self, words: str, tone: str = "") -> None:
        self._words.setText(words)
        self._words.set_tone(tone)
        self._progress.setAccessibleName(words)
