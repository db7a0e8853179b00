"""Files with creators: choosing one, and dropping one onto the pane."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QWidget

ENDINGS = (".csv", ".tsv", ".tab", ".txt", ".xlsx")


def choose_file(parent: QWidget, title: str = "Choose a file with creators", also: tuple[str, ...] = ()) -> QFileDialog:
    """Returns a dialog to choose a file; the caller connects `fileSelected` and opens it. also: more ENDINGS."""
    dialog = QFileDialog(parent, title)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    names = " ".join(f"*{ending}" for ending in (*ENDINGS, *also))
    dialog.setNameFilters([f"Spreadsheets and text ({names})", "All files (*)"])
    dialog.finished.connect(dialog.deleteLater)
    return dialog


class FileDrop(QObject):
    """Lets a file with creators be dropped onto a widget, also onto those within that don't take it themselves.

    Signals:
        dropped: arg: the path, as text.
    """

    dropped = Signal(str)

    def __init__(self, target: QWidget) -> None:
        super().__init__(target)
        target.setAcceptDrops(True)
        target.installEventFilter(self)

    def eventFilter(self, _target: QObject, event: QEvent) -> bool:
        if isinstance(event, QDropEvent) and (path := _file_in(event.mimeData())) is not None:  # and its subclasses
            event.acceptProposedAction()
            if not isinstance(event, QDragEnterEvent | QDragMoveEvent):
                self.dropped.emit(str(path))
            return True
        return False


def _file_in(data: QMimeData) -> Path | None:
    """Returns the one file that is dragged, if it may have creators in it."""
    addresses = data.urls()
    if len(addresses) != 1 or not addresses[0].isLocalFile():
        return None
    path = Path(addresses[0].toLocalFile())
    return path if path.suffix.lower() in ENDINGS else None
