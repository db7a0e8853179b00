"""Shows the log and copies the diagnostics, with a session or without one."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from tiktrack_gui.app.diagnostics import Diagnostics
from tiktrack_gui.services.tasks import Tasks
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.window.log_dialog import LogDialog
from tiktrack_gui.words import diagnostics as words


class LogViewer(QObject):
    """Opens the log's dialog, and fills the clipboard."""

    def __init__(
        self, theme: Theme, window: QWidget, diagnostics: Diagnostics, tasks: Tasks, say: Callable[[str], object]
    ) -> None:
        """say: shows a toast."""
        super().__init__()
        self._theme, self._window, self._diagnostics = theme, window, diagnostics
        self._tasks, self._say = tasks, say
        self._dialog: LogDialog | None = None

    def show(self) -> None:
        dialog = LogDialog(self._theme, self._window)
        dialog.wanted.connect(partial(self._read, dialog))
        dialog.finished.connect(self._closed)
        self._dialog = dialog
        dialog.open()
        self._read(dialog)

    def copy(self) -> None:
        self._tasks.spawn(self._copy(), name="copy the diagnostics")

    def _read(self, dialog: LogDialog) -> None:
        self._tasks.spawn(self._show(dialog), name="read the log")

    async def _show(self, dialog: LogDialog) -> None:
        text = await self._diagnostics.log()
        if self._dialog is dialog:  # it is still open
            dialog.show_log(text)

    async def _copy(self) -> None:
        QGuiApplication.clipboard().setText(await self._diagnostics.report())
        self._say(words.COPIED)

    def _closed(self) -> None:
        self._dialog = None
