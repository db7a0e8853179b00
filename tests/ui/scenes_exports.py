"""How far an export is."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from tiktrack_gui.services.exporting import ExportProgress
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.window.exports import ExportDialog

KNOWN = ExportProgress(rows=1_204_000, done=0.69, seconds_left=14)
UNKNOWN = ExportProgress(rows=1_204_000, done=None, seconds_left=None)
NAME = "A list with a very long name, as somebody may well give it measurements 2026-10-21.csv"


def progress(made: ExportProgress, name: str, theme: Theme) -> QWidget:
    window = QWidget()
    dialog = ExportDialog(theme, "measurements", name, window)
    dialog.setParent(None)
    dialog.show_progress(made)
    return dialog


SCENES: dict[str, tuple[Callable[[Theme], QWidget], int, int]] = {
    "export_progress": (partial(progress, KNOWN, "All measurements.csv"), 420, 150),
    "export_progress_unknown": (partial(progress, UNKNOWN, NAME), 420, 150),
}
