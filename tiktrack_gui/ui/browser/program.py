"""The file dialog for a browser's program."""

from __future__ import annotations

from PySide6.QtWidgets import QFileDialog, QWidget


def choose_program(parent: QWidget) -> QFileDialog:
    """Returns a dialog to choose a browser's program; the caller connects `fileSelected` and opens it."""
    dialog = QFileDialog(parent, "Choose Chromium, Chrome or Edge")
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.finished.connect(dialog.deleteLater)
    return dialog
