"""Simulated mouse and keyboard input that also works on a desktop with a window manager."""

from __future__ import annotations

import time

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QDragLeaveEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.waiting import LIMIT


def hover(widget: QWidget, place: QPoint) -> None:
    """Moves the mouse without a button pressed: QTest's own moves keep the last pressed button."""
    point, none = QPointF(place), Qt.MouseButton.NoButton
    move = QMouseEvent(QEvent.Type.MouseMove, point, point, none, none, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(widget, move)


def activate(widget: QWidget) -> None:
    """Makes its window the active one: in others, no field has the focus, so none loses it.

    To Qt's own `qWaitForWindowActive`, a dialog is active already while the window below it is.
    """
    window = widget.window()
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window, 1000 * LIMIT), "the window did not become the active one"
    end = time.monotonic() + LIMIT
    while QApplication.activeWindow() is not window:
        assert time.monotonic() < end, "the window did not become the active one"
        window.activateWindow()
        QTest.qWait(20)


def shortcut(widget: QWidget, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Presses a shortcut that works regardless of the focus; Qt only delivers it to the active window."""
    activate(widget)
    QTest.keyClick(widget, key, modifiers)


def drag_away(widget: QWidget) -> None:
    """Ends a drag over it without a drop. Otherwise, Qt would tell the widget of the next one, when it may be gone."""
    QApplication.sendEvent(widget, QDragLeaveEvent())


def let_keys_go() -> None:
    """To Qt, the modifiers of QTest's last key or click stay pressed: rows selected next would join those before."""
    if QApplication.keyboardModifiers():
        QTest.keyRelease(QWidget(), Qt.Key.Key_Control)
