"""The row of a view under the mouse."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QAbstractItemView

NONE = -1


class HoveredRow(QObject):
    """Tracks the row under the mouse.

    Signals:
        changed: The mouse moved to another row. args: the old and the new row; -1 = none.
    """

    changed = Signal(int, int)

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view
        self._row = NONE
        view.setMouseTracking(True)
        view.viewport().installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.MouseMove and isinstance(event, QMouseEvent):
            self._go_to(self._view.indexAt(event.position().toPoint()).row())
        elif event.type() == QEvent.Type.Leave:
            self._go_to(NONE)
        return False

    def _go_to(self, row: int) -> None:
        before, self._row = self._row, row
        if row != before:
            self.changed.emit(before, row)
