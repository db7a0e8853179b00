"""Saves what a widget shows to a file the user chooses, without keeping the window waiting."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import partial

from PySide6.QtCore import QFileInfo, QIODevice, QObject, QSaveFile, QThreadPool, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

Content = Callable[[], bytes]  # called in a thread


class Saving(QObject):
    """
    Signals:
        said: What became of it. args: a sentence, whether it is good news.
    """

    said = Signal(str, bool)
    _written = Signal(str, bool)

    def __init__(self, widget: QWidget) -> None:
        """widget: over which the dialog opens."""
        super().__init__(widget)
        self._widget = widget
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._written.connect(self._tell)

    def ask(self, title: str, name: str, kinds: str, make: Callable[[], Content]) -> QFileDialog:
        """Opens a dialog for the file. name: the suggested one, with its ending. kinds: such as "PNG (*.png)". make:
        called once a file is chosen; returns the work that is left to the thread.
        """
        dialog = QFileDialog(self._widget, title, name, kinds)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(QFileInfo(name).suffix())
        dialog.selectFile(name)
        dialog.fileSelected.connect(partial(self.save, make))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def save(self, make: Callable[[], Content], path: str) -> None:
        content = make()

        def run() -> None:
            done = _write(path, content())
            with suppress(RuntimeError):  # this object has been deleted
                self._written.emit(QFileInfo(path).fileName(), done)

        self._pool.start(run)

    def _tell(self, name: str, done: bool) -> None:
        failed = f"Couldn’t save “{name}”. Check the free space and permissions there."
        self.said.emit(f"Saved “{name}”" if done else failed, done)


def _write(path: str, data: bytes) -> bool:
    """Writes a file as a whole, or leaves what is there."""
    file = QSaveFile(path)
    return file.open(QIODevice.OpenModeFlag.WriteOnly) and file.write(data) == len(data) and file.commit()
