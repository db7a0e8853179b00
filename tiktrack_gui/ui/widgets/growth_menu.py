"""The options of a growth plot: its scale, and what it shows as a picture or as data."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

LOG = "Logarithmic scale"
LOG_IMPOSSIBLE = f"{LOG} (for numbers above 0)"


class GrowthMenu(QMenu):
    """
    Attributes:
        log: Whether the axis is logarithmic.

    Signals:
        copy_wanted, png_wanted, svg_wanted, csv_wanted: An entry was chosen.
    """

    copy_wanted = Signal()
    png_wanted = Signal()
    svg_wanted = Signal()
    csv_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.log = QAction(LOG, self)
        self.log.setCheckable(True)
        self.addAction(self.log)
        self.addSeparator()
        self._pictures = [
            self.addAction("Copy as picture", self.copy_wanted.emit),
            self.addAction("Save as PNG…", self.png_wanted.emit),
            self.addAction("Save as SVG…", self.svg_wanted.emit),
        ]
        self._data = self.addAction("Save data as CSV…", self.csv_wanted.emit)

    def allow(self, *, log: bool, picture: bool, data: bool) -> None:
        """Enables what is possible with what the plot shows."""
        self.log.setEnabled(log)
        self.log.setText(LOG if log or not picture else LOG_IMPOSSIBLE)
        for action in self._pictures:
            action.setEnabled(picture)
        self._data.setEnabled(data)
