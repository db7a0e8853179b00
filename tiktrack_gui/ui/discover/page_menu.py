"""Actions on the whole page that are needed less often."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu, QWidget

from tiktrack_gui.ui.discover.fit_section import COMPUTED


class PageMenu(QMenu):
    """
    Signals:
        add_wanted, export_wanted, explanation_wanted, edit_wanted: An entry was chosen.
    """

    add_wanted = Signal()
    export_wanted = Signal()
    explanation_wanted = Signal()
    edit_wanted = Signal()

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self.addAction("Add creators…\tCtrl+N", self.add_wanted.emit)
        self._export = self.addAction("Export…\tCtrl+E", self.export_wanted.emit)
        self.addSeparator()
        self.addAction("Edit brand…", self.edit_wanted.emit)
        self.addAction(COMPUTED, self.explanation_wanted.emit)

    def open_below(self, button: QWidget, *, exports: bool) -> None:
        """exports: whether there is something to export."""
        self._export.setEnabled(exports)
        below = QPoint(button.width() - self.sizeHint().width(), button.height() + 4)
        self.popup(button.mapToGlobal(below))
