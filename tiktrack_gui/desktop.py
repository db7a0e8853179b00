"""What the user sees first: the window and its skeleton, painted before the libraries for the work are imported."""

from __future__ import annotations

import logging
import os
import sys
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from tiktrack_gui import environment, instance, lock
from tiktrack_gui.imports import importing
from tiktrack_gui.logs import Secrets
from tiktrack_gui.paths import DataFolder
from tiktrack_gui.settings import Settings
from tiktrack_gui.ui.icons import app_icon
from tiktrack_gui.ui.main_window import MainWindow
from tiktrack_gui.ui.theme import Mode, Theme

log = logging.getLogger(__name__)

PAINT_LIMIT = 500  # ms; a window that nobody can see is never painted


def run(folder: DataFolder, secrets: Secrets, *, demo: bool = False, pictures: Path | None = None) -> int:
    """Shows the window until the user quits. A second start raises the first one's window and returns at once.

    pictures: save one of each page there, then end. Raises DataFolderInUse when a command is writing to the folder.
    """
    if pictures is not None:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        pictures.mkdir(parents=True, exist_ok=True)
    qt = _application()
    if instance.raise_running(folder.root):
        log.info("TikTrack is running already; its window was raised")
        return 0
    with lock.held(folder.lock):
        theme = Theme(qt, Mode(_settings(folder).values.appearance))
        window = MainWindow(theme, folder.window_state)
        if pictures is None:
            _paint(qt, window)
        with importing():
            from tiktrack_gui import program

        return program.run(qt, theme, window, folder, secrets, demo=demo, pictures=pictures)


def _application() -> QApplication:
    qt = QApplication(sys.argv[:1])
    qt.setApplicationName("TikTrack")
    qt.setDesktopFileName("tiktrack")
    qt.setWindowIcon(app_icon())
    qt.setQuitOnLastWindowClosed(False)
    return qt


def _settings(folder: DataFolder) -> Settings:
    return Settings(folder.settings, environment.read(folder.env))


def _paint(qt: QApplication, window: MainWindow) -> None:
    """Shows the window and waits until Qt has painted it, which it does when the desktop exposes it."""
    window.present()
    limit = QTimer(singleShot=True)
    limit.start(PAINT_LIMIT)
    while not window.windowHandle().isExposed() and limit.isActive():
        qt.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
