"""The creators that are still to be looked up, and those that couldn't be tracked, below the field for adding."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from tiktrack_gui.core.pending import PendingCreator, PendingState
from tiktrack_gui.core.pending_reasons import reason_of
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column, framed, row
from tiktrack_gui.ui.widgets.buttons import Button
from tiktrack_gui.ui.widgets.labels import Label
from tiktrack_gui.ui.widgets.progress_line import ProgressLine
from tiktrack_gui.words import creators as words


class PendingCreators(QFrame):
    """Hidden if there is nobody.

    Signals:
        retry_wanted: Those that failed are to be looked up again. arg: a list of PendingCreator.
        forget_wanted: Those that failed aren't to be tracked. arg: a list of PendingCreator.
        stop_wanted: Those that wait aren't to be tracked. arg: a list of PendingCreator.
    """

    retry_wanted = Signal(object)
    forget_wanted = Signal(object)
    stop_wanted = Signal(object)

    def __init__(self, theme: Theme, takes: Callable[[int], float]) -> None:
        """takes: seconds that looking up so many creators takes."""
        super().__init__()
        self._takes = takes
        self._waiting: list[PendingCreator] = []
        self._failed: list[PendingCreator] = []
        self._given = 0  # since nobody waited, for the progress
        self._stage, self._reasons = Label("", "small", wrap=True), Label("", "small", wrap=True, tone="bad")
        self._progress = ProgressLine(theme)
        self._stop = Button(theme, "Stop", kind="link", hint="Don’t track those that wait")
        self._retry = Button(theme, "Look up again", kind="link")
        self._forget = Button(theme, "Remove", kind="link", hint="Don’t track those that failed")
        self._work = framed("clear", column(row((self._stage, 1), self._stop), self._progress, spacing=2))
        self._trouble = framed("clear", column(self._reasons, row(self._retry, self._forget, None), spacing=2))
        self.setLayout(column(self._work, self._trouble, spacing=6))
        self._stop.clicked.connect(self._ask_to_stop)
        self._retry.clicked.connect(self._ask_to_retry)
        self._forget.clicked.connect(self._ask_to_forget)
        self.hide()

    def time_with(self, more: int) -> float:
        """Returns the seconds until those that wait, and so many more, are looked up."""
        return self._takes(len(self._waiting) + more)

    def show_pending(self, pending: Sequence[PendingCreator]) -> None:
        self._waiting = [one for one in pending if one.state is PendingState.WAITING]
        self._failed = [one for one in pending if one.state is PendingState.FAILED]
        waiting = len(self._waiting)
        self._given = max(self._given, waiting) if waiting else 0
        self._work.setVisible(waiting > 0)
        self._trouble.setVisible(bool(self._failed))
        if waiting:
            self._stage.setText(words.adding(self._waiting[0].given, waiting, self._takes(waiting)))
            self._progress.start(self._given - waiting, self._given)
        else:
            self._progress.stop()
        if self._failed:
            self._reasons.setText(words.not_added([(one.given, reason_of(one)) for one in self._failed]))
        self.setVisible(bool(pending))
        self.setAccessibleName(" ".join(filter(None, (self._stage.text() if waiting else "", self._said_of_failed()))))

    def _said_of_failed(self) -> str:
        return self._reasons.text() if self._failed else ""

    def _ask_to_stop(self) -> None:
        self.stop_wanted.emit(self._waiting)

    def _ask_to_retry(self) -> None:
        self.retry_wanted.emit(self._failed)

    def _ask_to_forget(self) -> None:
        self.forget_wanted.emit(self._failed)
