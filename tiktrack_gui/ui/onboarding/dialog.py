"""The dialog that switches from demo data to the user's own: a browser, three live videos as proof, and the start."""

from __future__ import annotations

from collections.abc import Coroutine
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QDialog, QPushButton, QWidget

from tiktrack_gui.core.errors import NoBrowser, TikTokError, TikTrackError
from tiktrack_gui.core.models import MeasuredVideo
from tiktrack_gui.core.schedule import USUAL_MINUTES
from tiktrack_gui.services.onboarding import FoundBrowser, Onboarding
from tiktrack_gui.services.tasks import Tasks
from tiktrack_gui.ui.browser.download import BrowserDownload
from tiktrack_gui.ui.browser.program import choose_program
from tiktrack_gui.ui.onboarding.steps import Stage, Step
from tiktrack_gui.ui.onboarding.videos import LiveVideos
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column, framed, hairline, row
from tiktrack_gui.ui.widgets.buttons import Button
from tiktrack_gui.ui.widgets.labels import Label
from tiktrack_gui.ui.widgets.pictures import Pictures
from tiktrack_gui.ui.widgets.progress_line import ProgressLine
from tiktrack_gui.ui.window.remedies import Remedy, remedy_for
from tiktrack_gui.words import activity

TASK = "onboarding"
WIDTH, HEIGHT = 580, 580
INTRODUCTION = "Switch from the demo to your own data. It comes from TikTok and stays on this computer."
NEEDS_BROWSER = (
    "TikTrack reads TikTok through Chromium, Chrome or Edge. Download one just for TikTrack, or choose one that’s "
    "already installed."
)
IN_TIKTOK = "Accept the cookies or solve the puzzle in the window that opens, then close it."
READY = (
    f"TikTrack now checks the feed automatically, every {USUAL_MINUTES} min unless you change that. "
    "You can set up Discord later, on its own tab."
)


class OnboardingDialog(QDialog):
    """Open it with open(): that starts the first two steps. Every step can be cancelled at any time.

    Signals:
        finished_well: The user has seen live videos and pressed Start.
    """

    finished_well = Signal()

    def __init__(
        self, theme: Theme, pictures: Pictures, onboarding: Onboarding, tasks: Tasks, parent: QWidget | None
    ) -> None:
        super().__init__(parent)
        self._onboarding, self._tasks = onboarding, tasks
        self._is_open = True  # progress may still be reported after closing
        self._browser = Step(theme, 1, "Browser")
        self._videos = Step(theme, 2, "Three videos from TikTok")
        self._ready = Step(theme, 3, "Ready to go")
        self._download = BrowserDownload(theme, onboarding.install, tasks, kind="primary")
        self._choose = Button(theme, "Choose a browser…", icon="folder-open")
        self._progress = ProgressLine(theme)
        self._live = LiveVideos(theme, pictures)
        self._again = Button(theme, Remedy.TRY_AGAIN, icon="refresh-cw")
        self._show_tiktok = Button(theme, Remedy.OPEN_TIKTOK, icon="external-link", kind="primary")
        self._cancel = Button(theme, "Cancel", hint="Esc")
        self._start = Button(theme, "Start", kind="primary")
        self._lay_out()
        self._connect()
        self._offer()

    def open(self) -> None:
        super().open()
        self._begin()

    def done(self, result: int) -> None:
        self._is_open = False
        self._download.leave()
        self._tasks.cancel(TASK)
        super().done(result)

    def event(self, event: QEvent) -> bool:
        """Makes the dialog taller if its text needs it, such as at a larger text size."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and (layout := self.layout()) is not None:
            self.resize(WIDTH, max(self.height(), layout.totalHeightForWidth(WIDTH)))
        return done

    # Steps

    def _begin(self) -> None:
        self._work_on(self._find_browser())

    def _use(self, found: FoundBrowser) -> None:
        """Continues with the downloaded browser."""
        self._work_on(self._fetch(found))

    def _take_program(self, path: str) -> None:
        self._work_on(self._try_program(Path(path)))

    def _help_with_tiktok(self) -> None:
        self._work_on(self._visit_tiktok())

    def _work_on(self, work: Coroutine[Any, Any, None]) -> None:
        """Starts `work`, cancelling what was running."""
        self._offer()
        self._tasks.spawn(work, name=TASK)

    async def _find_browser(self) -> None:
        try:
            found = self._onboarding.browser()
        except NoBrowser:
            self._ask_for_browser(Stage.NOW, NEEDS_BROWSER)
        else:
            await self._fetch(found)

    async def _try_program(self, path: Path) -> None:
        try:
            found = await self._onboarding.choose(path)
        except TikTrackError as error:
            self._ask_for_browser(Stage.FAILED, f"{error.sentence} {NEEDS_BROWSER}")
        else:
            await self._fetch(found)

    async def _visit_tiktok(self) -> None:
        self._show_fetching(IN_TIKTOK)
        try:
            await self._onboarding.show_tiktok()
        except TikTokError as error:
            self._fail(error)
        else:
            await self._find_browser()

    async def _fetch(self, found: FoundBrowser) -> None:
        self._browser.show_stage(Stage.DONE, found.sentence)
        self._show_fetching("Starting the browser")
        try:
            videos = await self._onboarding.first_videos(self._show_progress)
        except NoBrowser:
            self._videos.show_stage(Stage.AHEAD, "")
            self._ask_for_browser(Stage.FAILED, f"{found.path} couldn’t be started. {NEEDS_BROWSER}")
        except TikTokError as error:
            self._fail(error)
        else:
            self._show_videos(videos)

    # Display

    def _show_fetching(self, words: str) -> None:
        self._offer(self._progress, self._live)
        self._live.show_loading()
        self._progress.start()
        self._videos.show_stage(Stage.NOW, words)

    def _show_progress(self, stage: str, done: int, wanted: int) -> None:
        if self._is_open:
            self._progress.start(done, wanted)
            self._videos.show_stage(Stage.NOW, activity.stage(stage, done, wanted))

    def _show_videos(self, videos: list[MeasuredVideo]) -> None:
        self._live.show_videos(videos)
        self._offer(self._live)
        self._videos.show_stage(Stage.DONE, "Just fetched, with how fast they’re gaining engagement.")
        self._ready.show_stage(Stage.NOW, READY)
        self._start.setEnabled(True)
        self._start.setFocus()

    def _ask_for_browser(self, stage: Stage, words: str) -> None:
        self._browser.show_stage(stage, words)
        self._offer(self._download, self._choose)
        self._download.focus()

    def _fail(self, error: TikTokError) -> None:
        self._videos.show_stage(Stage.FAILED, str(error))
        in_tiktok = remedy_for(type(error)) is Remedy.OPEN_TIKTOK
        self._again.set_kind("secondary" if in_tiktok else "primary")
        self._offer(self._again, *((self._show_tiktok,) if in_tiktok else ()))
        (self._show_tiktok if in_tiktok else self._again).setFocus()

    def _offer(self, *parts: QWidget) -> None:
        """Shows only these of the steps' optional widgets; stops the progress line unless it is one of them."""
        for part in (self._download, self._choose, self._progress, self._live, self._again, self._show_tiktok):
            part.setVisible(part in parts)
        if self._progress not in parts:
            self._progress.stop()

    def _open_files(self) -> None:
        dialog = choose_program(self)
        dialog.fileSelected.connect(self._take_program)
        dialog.open()

    def _start_now(self) -> None:
        self.accept()
        self.finished_well.emit()

    # Setup

    def _lay_out(self) -> None:
        self.setWindowTitle("Use my real data")
        self.setFixedWidth(WIDTH)
        self.resize(WIDTH, HEIGHT)
        self._browser.body.addWidget(self._download)
        self._browser.body.addLayout(row(self._choose, None))
        self._videos.body.addWidget(self._progress)
        self._videos.body.addWidget(self._live)
        self._videos.body.addLayout(row(self._show_tiktok, self._again, None))
        steps = column(self._browser, hairline(), self._videos, hairline(), self._ready, spacing=14)
        steps.setContentsMargins(18, 16, 18, 16)
        buttons = row(None, self._cancel, self._start)
        words = column(Label("Use my real data", "title"), Label(INTRODUCTION, "secondary", wrap=True), spacing=2)
        self.setLayout(column(words, framed("card", steps), None, buttons, spacing=16, margins=(24, 20, 24, 16)))
        self._start.setEnabled(False)
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(button is self._start)  # so that no other button looks like the default

    def _connect(self) -> None:
        self._download.installed.connect(self._use)
        self._download.working.connect(self._choose.setHidden)
        self._choose.clicked.connect(self._open_files)
        self._again.clicked.connect(self._begin)
        self._show_tiktok.clicked.connect(self._help_with_tiktok)
        self._cancel.clicked.connect(self.reject)
        self._start.clicked.connect(self._start_now)
        self.finished.connect(self.deleteLater)
