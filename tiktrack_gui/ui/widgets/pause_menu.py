"""The menu that asks for how long to pause."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from tiktrack_gui.core.pause import PauseLength


class PauseMenu(QMenu):
    """Signals:
    chosen: arg: the PauseLength.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__("Pause", parent)
        for length in PauseLength:
            self.addAction(length).setData(length)
        self.triggered.connect(self._choose)

    def _choose(self, action: QAction) -> None:
        self.chosen.emit(PauseLength(action.data()))
