"""The floor for the window: PySide6 with a themed table of 1,000 rows, and nothing else."""

from __future__ import annotations

import sys
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QApplication,
    QHeaderView,
    QMainWindow,
    QPushButton,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolBar,
)

ROWS = 1_000
TITLES = ("#", "Video", "Views", "Likes", "Velocity", "Score", "Why it is here", "Age")
SHEET = """
    QMainWindow, QToolBar { background: #101113; }
    QToolBar { border: 0; border-bottom: 1px solid #26282D; padding: 12px 24px; spacing: 8px; }
    QPushButton { background: #5F5FDB; color: #FFFFFF; border: 0; border-radius: 6px; padding: 6px 14px; }
    QPushButton:hover { background: #6B6BE4; }
    QPushButton:pressed { background: #5151CD; }
    QTableView { background: #17181B; color: #ECEDF0; border: 0; selection-background-color: #25264A; }
    QHeaderView { background: #17181B; }
    QHeaderView::section { background: #17181B; color: #8C919C; border: 0; border-bottom: 1px solid #26282D;
                           padding: 0 12px; }
    QScrollBar:vertical { background: transparent; width: 10px; }
    QScrollBar::handle:vertical { background: #383B42; border-radius: 5px; min-height: 32px; }
    QScrollBar::add-line, QScrollBar::sub-line { height: 0; }
"""

Index = QModelIndex | QPersistentModelIndex


class Videos(QAbstractTableModel):
    def rowCount(self, _parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own signature
        return ROWS

    def columnCount(self, _parent: Index = QModelIndex()) -> int:  # noqa: B008
        return len(TITLES)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return TITLES[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{TITLES[index.column()]} {index.row() + 1}"
        return None


class Cell(QStyledItemDelegate):
    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(80, 64)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(option.rect, QColor("#17181B"))
        painter.setPen(QColor("#ECEDF0"))
        rect = QRectF(option.rect).adjusted(12, 0, -12, -1)
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, index.data())


def main() -> int:
    app = QApplication(sys.argv)
    app.setStyle("Fusion")
    app.setStyleSheet(SHEET)
    window = QMainWindow()
    bar = QToolBar()
    bar.addWidget(QPushButton("Refresh"))
    window.addToolBar(bar)
    table = QTableView()
    table.setModel(Videos(table))
    table.setItemDelegate(Cell(table))
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(64)
    table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
    window.setCentralWidget(table)
    window.resize(1440, 900)
    window.show()
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
