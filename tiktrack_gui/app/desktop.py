"""Startup: paints the window and its skeleton before the heavy libraries are imported."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QEventLoop, QSettings, QTimer
from PySide6.QtWidgets import QApplication

from tiktrack_gui.config import environment
from tiktrack_gui.core.errors import BadInput, CannotWrite, NoScreen, TikTrackError
from tiktrack_gui.host import instance
from tiktrack_gui.host.access import Access
from tiktrack_gui.host.imports import importing
from tiktrack_gui.host.logs import Secrets
from tiktrack_gui.host.paths import DataFolder
from tiktrack_gui.ui.theme.icons import app_icon
from tiktrack_gui.ui.theme.look import Look, look_of
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.window.main_window import MainWindow
from tiktrack_gui.ui.window.qt_log import ending_on_fatal, in_our_log

QUIT = "Quit"
PAINT_LIMIT = 500  # ms; a window that isn't visible is never painted


def run(
    folder: DataFolder, secrets: Secrets, *, demo: bool = False, hidden: bool = False, pictures: Path | None = None
) -> int:
    """Shows the window until the user quits. A second start raises the first one's window and returns at once.

    hidden: starts in the tray instead, if there is one.
    pictures: the folder to save a screenshot of each page to, without showing a window.

    Raises NoScreen, and BadInput for a folder Qt can't use. If the data folder isn't available, the window says so;
    with `pictures`, DataFolderInUse or CannotWrite is raised instead.
    """
    if pictures is None and not environment.has_display():
        raise NoScreen
    if pictures is not None:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        pictures.mkdir(parents=True, exist_ok=True)
    _require_unicode(folder)
    with in_our_log(), Access(folder) as access:
        qt = _application()
        if pictures is not None:
            access.take()
        elif instance.raise_running(folder.root):
            return 0
        with suppress(CannotWrite):  # the window says so; like the lock, which takes 30 ms to import, it comes later
            folder.create().create_window_state()
        theme = Theme(qt, folder.cache, last_look(folder))
        window = MainWindow(theme, folder.window_state)
        if pictures is None and not hidden and not _paint(qt, window):
            return 0
        with importing():
            from tiktrack_gui.app import program

        return program.run(qt, theme, window, access, secrets, demo=demo, hidden=hidden, pictures=pictures)


def refuse(error: TikTrackError) -> None:
    """Says in a window why a data folder isn't used, without reading or writing anything in it."""
    from tempfile import TemporaryDirectory

    if not environment.has_display():
        return
    with in_our_log(), TemporaryDirectory() as folder:
        qt = _application()
        window = MainWindow(Theme(qt, Path(folder)), Path(folder) / "ui.ini")
        for ending in (window.trouble_acted, window.close_requested, window.quit_requested):
            ending.connect(window.hide)
        window.show_trouble(error.sentence, error.advice, QUIT)
        window.present()
        while window.isVisible():
            qt.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


def _application() -> QApplication:
    with ending_on_fatal(lambda: NoScreen(display()).for_terminal):
        qt = QApplication(sys.argv[:1])
    qt.setApplicationName("TikTrack")
    qt.setDesktopFileName("tiktrack")
    qt.setWindowIcon(app_icon())
    qt.setQuitOnLastWindowClosed(False)
    return qt


def display() -> str:
    """Returns the name of the display that Qt tries to open."""
    return os.environ.get("WAYLAND_DISPLAY") or os.environ.get("DISPLAY", "")


def _require_unicode(folder: DataFolder) -> None:
    """Raises BadInput: Qt can't open files in a folder whose name isn't text."""
    try:
        str(folder.root).encode()
    except UnicodeEncodeError:
        shown = os.fsencode(folder.root).decode(errors="replace")
        raise BadInput(
            f"The window can’t use the data folder {shown}: its name isn’t valid UTF-8.",
            "Rename it, or choose another folder with --data-dir.",
        ) from None


def last_look(folder: DataFolder) -> Look:
    """Returns the look of the last session; the settings are read only after the window is shown."""
    kept = QSettings(str(folder.window_state), QSettings.Format.IniFormat)
    return look_of(lambda name: kept.value(f"look/{name}"))


def _paint(qt: QApplication, window: MainWindow) -> bool:
    """Shows the window and waits until the desktop has exposed it, which makes Qt paint it.

    Returns False if the user has already closed it.
    """
    window.close_requested.connect(window.hide)
    window.quit_requested.connect(window.hide)
    window.present()
    limit = QTimer(singleShot=True)
    limit.start(PAINT_LIMIT)
    while not window.windowHandle().isExposed() and limit.isActive():
        qt.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    return window.isVisible()
