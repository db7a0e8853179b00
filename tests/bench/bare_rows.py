"""The floor for the rows of the window: a table of lists with one column to sort by, in a window of the same size."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from operator import itemgetter
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QSize, Qt
from PySide6.QtWidgets import QHeaderView, QTableView

from tests.bench.bare_window import TITLES, Cell, Index

NUMBER, TEXT = 0, 1  # places in a row


class Rows(QAbstractTableModel):
    """Shows rows of which the first value is a number and the second a text."""

    def __init__(self, rows: Sequence[Sequence[Any]]) -> None:
        super().__init__()
        self._all = list(rows)
        self._shown = self._all

    def rowCount(self, _parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own signature
        return len(self._shown)

    def columnCount(self, _parent: Index = QModelIndex()) -> int:  # noqa: B008
        return len(TITLES)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        return str(self._shown[index.row()][NUMBER]) if role == Qt.ItemDataRole.DisplayRole else None

    def sort_by(self, place: int, *, reverse: bool) -> None:
        self.layoutAboutToBeChanged.emit()
        self._shown = sorted(self._shown, key=itemgetter(place), reverse=reverse)
        self.layoutChanged.emit()

    def show_only(self, test: Callable[[Sequence[Any]], bool]) -> None:
        self.beginResetModel()
        self._shown = list(filter(test, self._all))
        self.endResetModel()

    def change(self, first: int, last: int) -> None:
        self.dataChanged.emit(self.index(first, 0), self.index(last, len(TITLES) - 1))


def table_of(model: Rows, size: QSize) -> QTableView:
    table = QTableView()
    table.setModel(model)
    table.setItemDelegate(Cell(table))
    table.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
    table.verticalHeader().hide()
    table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    table.verticalHeader().setDefaultSectionSize(64)
    table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
    table.resize(size)
    table.show()
    return table
