"""Keys and focus reasons that several widgets check for."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
BY_KEYBOARD = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)


def shortcut_within(place: QWidget, keys: str, act: Callable[[], None]) -> None:
    """Makes keys work while that widget, or one within it, has the focus.

    PySide's constructor leaves out a context that is given together with a slot.
    """
    shortcut = QShortcut(QKeySequence(keys), place)
    shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    shortcut.activated.connect(act)


def finished_within(dialog: QWidget, act: Callable[[], None]) -> None:
    """Ctrl+Enter does what a dialog is there for, from any of its fields."""
    for keys in ("Ctrl+Return", "Ctrl+Enter"):
        shortcut_within(dialog, keys, act)
