"""The window when it can't start, with the reason."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from tiktrack_gui.core.errors import CannotWrite, DataFolderInUse, StoreDamaged, TikTrackError
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.window.main_window import MainWindow
from tiktrack_gui.ui.window.remedies import Remedy

FOLDER = Path("/home/mara/.local/share/TikTrack")


def _told(theme: Theme, error: TikTrackError, otherwise: str = "") -> QWidget:
    window = MainWindow(theme, FOLDER / "ui.ini")
    window.show_trouble(error.sentence, error.advice, Remedy.TRY_AGAIN, otherwise)
    return window


def _in_use(theme: Theme) -> QWidget:
    return _told(theme, DataFolderInUse())


def _cannot_write(theme: Theme) -> QWidget:
    return _told(theme, CannotWrite(FOLDER, "No space left on device"), Remedy.SHOW_DATA)


def _damaged(theme: Theme) -> QWidget:
    return _told(theme, StoreDamaged(), Remedy.SHOW_DATA)


SCENES = {
    "start_in_use": (_in_use, 1280, 800),
    "start_cannot_write": (_cannot_write, 1280, 800),
    "start_damaged": (_damaged, 1280, 800),
}
