"""Reports bugs in TikTrack, each only once, with details to copy."""

from __future__ import annotations

import traceback
from collections.abc import Awaitable, Callable
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QWidget

from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column, row
from tiktrack_gui.ui.widgets.buttons import Button
from tiktrack_gui.ui.widgets.labels import Label


class ReportDialog(QDialog):
    """Shows one bug; TikTrack continues behind it."""

    def __init__(self, theme: Theme, details: str, parent: QWidget | None) -> None:
        """details: without people and secrets."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("TikTrack ran into a problem")
        self.resize(640, 420)
        self._details = QPlainTextEdit(details)
        self._details.setReadOnly(True)
        self._details.setAccessibleName("Error details")
        copy = Button(theme, "Copy details", icon="copy")
        close = Button(theme, "Continue", kind="primary")
        copy.clicked.connect(self._copy)
        close.clicked.connect(self.accept)
        text = "This is a bug in TikTrack, not something you did. Your saved data is safe, and you can keep working."
        self.setLayout(
            column(
                Label("Something went wrong in TikTrack", "section"),
                Label(text, "secondary", wrap=True),
                8,
                (self._details, 1),
                row(None, copy, close),
                margins=(24, 24, 24, 16),
            )
        )

    @property
    def details(self) -> str:
        return self._details.toPlainText()

    def show_details(self, details: str) -> None:
        self._details.setPlainText(details)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._details.toPlainText())


class Reporter(QObject):
    """Reports uncaught exceptions: to the log, and in one dialog per traceback.

    Without a window, the dialogs wait for one.

    Signals:
        opened: A dialog was opened; what the database knows to be names may be blanked in it, too: see `blank_more`.
            arg: the dialog.
    """

    opened = Signal(object)

    def __init__(
        self,
        theme: Theme,
        blank: Callable[[str], str],
        log: Callable[[str], object],
        shared: Callable[[str], str],
    ) -> None:
        """blank removes secrets from a text, which log records; shared removes people, too, for the dialog."""
        super().__init__()
        self._theme = theme
        self._blank, self._log, self._shared = blank, log, shared
        self._dialogs: set[ReportDialog] = set()  # the open ones
        self._seen: set[str] = set()
        self._waiting: list[str] = []
        self._window: QWidget | None = None

    def set_window(self, window: QWidget | None) -> None:
        """Sets the window on screen, or None, and shows waiting dialogs."""
        self._window = window
        waiting, self._waiting = self._waiting, []
        for details in waiting:
            self._show(details)

    def report(self, error: BaseException) -> None:
        details = self._blank("".join(traceback.format_exception(error)))
        place = "".join(traceback.format_tb(error.__traceback__)) + type(error).__name__
        self._log(details)
        if place not in self._seen:
            self._seen.add(place)
            self._show(details)

    async def blank_more(self, dialog: ReportDialog, blanked: Callable[[str], Awaitable[str]]) -> None:
        """Blanks more in an open dialog. blanked: returns the text without whom the database knows."""
        details = await blanked(dialog.details)
        if dialog in self._dialogs:
            dialog.show_details(details)

    def _show(self, details: str) -> None:
        if self._window is None:
            self._waiting.append(details)
            return
        dialog = ReportDialog(self._theme, self._shared(details), self._window)
        self._dialogs.add(dialog)
        dialog.finished.connect(partial(self._closed, dialog))
        dialog.open()
        self.opened.emit(dialog)

    def _closed(self, dialog: ReportDialog, _result: int) -> None:
        self._dialogs.discard(dialog)
