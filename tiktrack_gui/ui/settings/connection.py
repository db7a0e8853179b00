"""The row in the Settings that tests whether everybody TikTrack talks to can be reached."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from tiktrack_gui.services.connection import ConnectionTest, Reached, Target
from tiktrack_gui.services.tasks import Tasks
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column, row
from tiktrack_gui.ui.widgets.buttons import Button
from tiktrack_gui.ui.widgets.labels import IconLabel, Label
from tiktrack_gui.ui.widgets.setting_row import SettingRow
from tiktrack_gui.words import network as words

TASK = "test the connection"
ICON = 16  # px


class ConnectionRow(QWidget):
    """A button, which stops a test that is running, and below it a line for each target once there was a test.

    Signals:
        grown: There is more to see than before.
    """

    grown = Signal()

    def __init__(self, theme: Theme, test: ConnectionTest, tasks: Tasks) -> None:
        super().__init__()
        self._test, self._tasks = test, tasks
        self._start = Button(theme, words.TEST, icon="plug")
        self._stop = Button(theme, words.STOP, icon="x")
        buttons = QWidget()
        buttons.setLayout(row(self._start, self._stop, spacing=8))
        self._lines = {target: _Line(theme, words.NAMES[target]) for target in Target}
        self._results = QWidget()
        self._results.setLayout(column(*self._lines.values(), spacing=6, margins=(0, 0, 0, 8)))
        self._results.hide()
        layout = column(SettingRow(theme, words.NAME, words.HINT, buttons), self._results, spacing=0)
        self.setLayout(layout)
        self._start.clicked.connect(self.start)
        self._stop.clicked.connect(self._cancel)
        self._stop.hide()

    def start(self) -> None:
        for line in self._lines.values():
            line.show_testing()
        self._results.show()
        self.grown.emit()
        self._show_testing(True)
        self._tasks.spawn(self._work(), name=TASK)

    async def _work(self) -> None:
        await self._test.run(self._show)
        self._show_testing(False)

    def _show(self, reached: Reached) -> None:
        self._lines[reached.target].show_outcome(reached)
        self.grown.emit()

    def _cancel(self) -> None:
        self._tasks.cancel(TASK)
        for line in self._lines.values():
            line.show_stopped()
        self._show_testing(False)

    def _show_testing(self, testing: bool) -> None:
        going, coming = (self._start, self._stop) if testing else (self._stop, self._start)
        had_focus = going.hasFocus()
        coming.show()
        if had_focus:
            coming.setFocus()
        going.hide()


class _Line(QWidget):
    """What is known about one target."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._name, self._is_testing = name, False
        self._icon = IconLabel(theme, "hourglass", "text3", ICON)
        self._words = Label("", "hint", wrap=True)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        line = row((self._icon, 0), (self._words, 1), spacing=8)
        line.setAlignment(self._icon, Qt.AlignmentFlag.AlignTop)
        self.setLayout(line)

    def show_testing(self) -> None:
        self._is_testing = True
        self._show("hourglass", "text3", words.TESTING, "")

    def show_outcome(self, reached: Reached) -> None:
        self._is_testing = False
        fine = reached.trouble is None
        icon, tone = ("circle-check", "ok") if fine else ("circle-alert", "bad")
        self._show(icon, tone, words.outcome(reached), "" if fine else tone)

    def show_stopped(self) -> None:
        if self._is_testing:
            self._is_testing = False
            self._show("minus", "text3", words.STOPPED, "")

    def _show(self, icon: str, color: str, said: str, tone: str) -> None:
        self._icon.set_icon(icon, color)
        self._words.setText(f"{self._name}: {said}")
        self._words.set_tone(tone)
        self.setAccessibleName(self._words.text())
