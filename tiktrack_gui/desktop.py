"""What the user sees first: the window and its skeleton, painted before the libraries for the work are imported."""

from __future__ import annotations

import os
import sys
from contextlib import ExitStack
from pathlib import Path

from PySide6.QtCore import QEventLoop, QSettings, QTimer
from PySide6.QtWidgets import QApplication

from tiktrack_gui import environment, lock
from tiktrack_gui.core.errors import DataFolderInUse, NoScreen
from tiktrack_gui.imports import importing
from tiktrack_gui.logs import Secrets
from tiktrack_gui.paths import DataFolder
from tiktrack_gui.ui.icons import app_icon
from tiktrack_gui.ui.look import Look, look_of
from tiktrack_gui.ui.main_window import MainWindow
from tiktrack_gui.ui.theme import Theme

PAINT_LIMIT = 500  # ms; a window that nobody can see is never painted


def run(folder: DataFolder, secrets: Secrets, *, demo: bool = False, pictures: Path | None = None) -> int:
    """Shows the window until the user quits. A second start raises the first one's window and returns at once.

    pictures: save one of each page there, then end. Raises NoScreen, and DataFolderInUse when a
    command is writing to the folder.
    """
    if pictures is None and not environment.has_display():
        raise NoScreen
    if pictures is not None:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        pictures.mkdir(parents=True, exist_ok=True)
    qt = _application()
    with ExitStack() as held:
        try:
            held.enter_context(lock.held(folder.lock))
        except DataFolderInUse:
            if _raised(folder):
                return 0
            raise
        theme = Theme(qt, folder.cache, last_look(folder))
        window = MainWindow(theme, folder.window_state)
        if pictures is None:
            _paint(qt, window)
        with importing():
            from tiktrack_gui import program

        return program.run(qt, theme, window, folder, secrets, demo=demo, pictures=pictures)


def _raised(folder: DataFolder) -> bool:
    """Whether it is a window that has the folder; it is in front now."""
    from tiktrack_gui import instance

    return instance.raise_running(folder.root)


def _application() -> QApplication:
    qt = QApplication(sys.argv[:1])
    qt.setApplicationName("TikTrack")
    qt.setDesktopFileName("tiktrack")
    qt.setWindowIcon(app_icon())
    qt.setQuitOnLastWindowClosed(False)
    return qt


def last_look(folder: DataFolder) -> Look:
    """The look the window had last time. The settings are read when it is there."""
    kept = QSettings(str(folder.window_state), QSettings.Format.IniFormat)
    return look_of(lambda name: kept.value(f"look/{name}"))


def _paint(qt: QApplication, window: MainWindow) -> None:
    """Shows the window and waits until Qt has painted it, which it does when the desktop exposes it."""
    window.present()
    limit = QTimer(singleShot=True)
    limit.start(PAINT_LIMIT)
    while not window.windowHandle().isExposed() and limit.isActive():
        qt.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
