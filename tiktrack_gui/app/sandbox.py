"""Tells the window, from the browser's thread, that the browser had to be started without its sandbox."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal


class Sandbox(QObject):
    """
    Signals:
        lost: A browser runs without its sandbox, because the system doesn't let it. arg: its name.
    """

    lost = Signal(str)
