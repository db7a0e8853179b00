"""Finding candidates: by the dialog that says what it costs, or by names the user has."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from tiktrack_gui.core.discovery.brands import Brand
from tiktrack_gui.core.discovery.plans import FindPlan
from tiktrack_gui.core.errors import TikTrackError
from tiktrack_gui.services.tasks import Tasks
from tiktrack_gui.ui.discover.add_dialog import AddDialog
from tiktrack_gui.ui.discover.find_dialog import FindDialog
from tiktrack_gui.ui.discover.services import DiscoverServices
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.buttons import Button
from tiktrack_gui.ui.widgets.progress_line import ProgressLine
from tiktrack_gui.ui.window.messages import Messages
from tiktrack_gui.words import candidates as words

FIND = "find candidates"  # the task, and what the button says
FINDING = "Find candidates"


class FindActions(QObject):
    """
    Attributes:
        is_finding: Whether candidates are being searched for.

    Signals:
        changed: A search began or ended.
    """

    changed = Signal()

    def __init__(
        self,
        theme: Theme,
        page: QWidget,
        button: Button,
        progress: ProgressLine,
        brand: Callable[[], Brand | None],
        services: DiscoverServices,
        tasks: Tasks,
        messages: Messages,
    ) -> None:
        super().__init__(page)
        self._theme, self._page, self._button, self._progress = theme, page, button, progress
        self._brand, self._services, self._tasks, self._messages = brand, services, tasks, messages
        self.is_finding = False
        button.clicked.connect(self.find)
        services.discover.progress.connect(self._stage)

    def find(self) -> None:
        """Opens the dialog that says what it would cost, or stops a running search."""
        brand, s = self._brand(), self._services
        if self.is_finding:
            self._tasks.cancel(FIND)
        elif brand is not None:
            dialog = FindDialog(
                self._theme, brand, s.discover, s.budget, self._tasks, self._messages, self._page.window()
            )
            dialog.find_wanted.connect(self._begin)
            dialog.open()

    def add(self) -> None:
        """Opens the dialog for handles and links."""
        brand, s = self._brand(), self._services
        if brand is not None:
            AddDialog(self._theme, brand, s.discover, s.adding, self._tasks, self._messages, self._page.window()).open()

    def _begin(self, plan: FindPlan) -> None:
        self._tasks.spawn(self._find(plan), name=FIND)

    async def _find(self, plan: FindPlan) -> None:
        self._set_finding(True)
        try:
            counts = await self._services.discover.find(plan)
        except TikTrackError as error:
            self._messages.trouble(error, retry=self.find, here=True)
        else:
            self._messages.say(words.found(counts))
        finally:
            self._set_finding(False)

    def _set_finding(self, finding: bool) -> None:
        self.is_finding = finding
        self._button.setMinimumWidth(max(self._button.minimumWidth(), self._button.sizeHint().width()))
        self._button.set_text("Stop" if finding else FINDING)
        self._button.set_icon("x" if finding else "search")
        if finding:
            self._progress.start()
        else:
            self._progress.stop()
        self.changed.emit()

    def _stage(self, stage: str, done: int, wanted: int) -> None:
        """Also of candidates that are read by the timer."""
        if stage:
            self._progress.start(done, wanted)
        elif not self.is_finding:
            self._progress.stop()
        self._button.setToolTip(words.stage(stage, done, wanted))
