"""Column headings by keyboard, where the one that a table is sorted by has left for lack of room."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItemModel
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTableView
from pytestqt.qtbot import QtBot

from tests.ui.hands import activate
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.sort_header import SortHeader


class Letters(QStandardItemModel):
    """Three columns, sorted from the smallest at first."""

    def __init__(self) -> None:
        super().__init__(1, 3)
        self.setHorizontalHeaderLabels(["A", "B", "C"])
        for column in range(3):
            order, role = Qt.SortOrder.AscendingOrder, Qt.ItemDataRole.InitialSortOrderRole
            self.setHeaderData(column, Qt.Orientation.Horizontal, order, role)


def test_the_focus_goes_to_a_heading_that_is_shown(theme: Theme, qtbot: QtBot) -> None:
    table, model = QTableView(), Letters()
    header = SortHeader(theme, passed_over=-1)
    table.setHorizontalHeader(header)
    table.setModel(model)
    qtbot.addWidget(table)
    header.setSortIndicator(1, Qt.SortOrder.AscendingOrder)
    table.setColumnHidden(1, True)
    table.show()
    activate(table)
    header.setFocus(Qt.FocusReason.TabFocusReason)
    assert header.accessibleName() == "Sort by A"
    QTest.keyClick(header, Qt.Key.Key_Right)
    assert header.accessibleName() == "Sort by C"
    model.setParent(table)
