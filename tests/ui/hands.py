"""Mouse and keyboard as a user has them, also on a desktop with a window manager."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.waiting import LIMIT


def hover(widget: QWidget, place: QPoint) -> None:
    """The mouse over a place, without a button: QTest's own moves keep the one that was pressed last."""
    point, none = QPointF(place), Qt.MouseButton.NoButton
    move = QMouseEvent(QEvent.Type.MouseMove, point, point, none, none, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(widget, move)


def shortcut(widget: QWidget, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """A key that acts wherever the focus is: Qt gives it to the active window only."""
    window = widget.window()
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window, 1000 * LIMIT), "the window did not become the active one"
    QTest.keyClick(widget, key, modifiers)
