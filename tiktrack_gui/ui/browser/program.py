"""A browser’s program, chosen among the files."""

from __future__ import annotations

from PySide6.QtWidgets import QFileDialog, QWidget


def choose_program(parent: QWidget) -> QFileDialog:
    """For choosing a browser's program; the caller connects `fileSelected` and opens it."""
    dialog = QFileDialog(parent, "Choose Chromium, Chrome or Edge")
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.finished.connect(dialog.deleteLater)
    return dialog
