"""Qt's application object, without which no text can be drawn."""

from __future__ import annotations

import sys
import threading

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication

from tiktrack_gui.drawing.fonts import load_fonts

_made: list[QGuiApplication] = []  # Qt has no other owner for it


def ready_to_draw() -> None:
    """Makes a QGuiApplication where there is none, as on the command line; it needs no screen. Loads the fonts.

    The first call of a process without one is on the main thread, as Qt asks for it; later ones may be on any. Raises
    RuntimeError otherwise, and where there is an application that can't draw.
    """
    there = QCoreApplication.instance()
    if there is None:
        if threading.current_thread() is not threading.main_thread():
            raise RuntimeError("the first picture is drawn on the main thread")
        platform = ["-platform", "offscreen"] if sys.platform != "win32" else []
        _made.append(QGuiApplication(["tiktrack", *platform]))
    elif not isinstance(there, QGuiApplication):
        raise RuntimeError("a QCoreApplication can't draw text")
    load_fonts()
