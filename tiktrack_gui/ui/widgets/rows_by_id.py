"""The order of a table model's rows, which are known by their IDs: inserted, moved and removed in place."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex

Index = QModelIndex | QPersistentModelIndex


class RowsById(QAbstractTableModel):
    """Sorts and filters in lists of its own: a proxy model with Python roles takes 50 times as long.

    Selections follow their rows.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._order: list[int] = []  # shown IDs, top to bottom
        self._rows: dict[int, int] = {}  # ID → row

    def row_of(self, id_: int) -> int | None:
        """Returns where it is; None if it isn't shown."""
        return self._rows.get(id_)

    def id_of(self, row: int) -> int:
        return self._order[row]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own signature; the index is immutable
        return 0 if parent.isValid() else len(self._order)

    def _append(self, ids: Sequence[int]) -> None:
        if ids:
            first = len(self._order)
            self.beginInsertRows(QModelIndex(), first, first + len(ids) - 1)
            self._set_order([*self._order, *ids])
            self.endInsertRows()

    def _drop(self, ids: Collection[int]) -> None:
        """ids: shown or not."""
        if ids:
            self._remove(stretches(row for row, id_ in enumerate(self._order) if id_ in ids))

    def _remove(self, gone: Sequence[range]) -> None:
        """Removes rows that stand together at once. gone: rising."""
        for rows in reversed(gone):
            self.beginRemoveRows(QModelIndex(), rows.start, rows.stop - 1)
            self._set_order(self._order[: rows.start] + self._order[rows.stop :])
            self.endRemoveRows()

    def _reorder(self, order: list[int]) -> None:
        """order: the IDs that are shown already."""
        if order == self._order:
            return
        self.layoutAboutToBeChanged.emit()
        old = self.persistentIndexList()
        places = [(self._order[index.row()], index.column()) for index in old]
        self._set_order(order)
        self.changePersistentIndexList(old, [self.index(self._rows[id_], column) for id_, column in places])
        self.layoutChanged.emit()

    def _set_order(self, order: list[int]) -> None:
        self._order = order
        self._rows = {id_: row for row, id_ in enumerate(order)}


def in_order(ids: Sequence[int], keys: Mapping[int, Any], *, descending: bool) -> list[int]:
    """Sorts IDs by their keys: unknown ones (None) come last in both orders, and equal ones as they were given."""
    known = [id_ for id_ in ids if keys[id_] is not None]
    known.sort(key=keys.__getitem__, reverse=descending)
    return known + [id_ for id_ in ids if keys[id_] is None]


def stretches(rows: Iterable[int]) -> list[range]:
    """Rows that stand together, as ranges. rows: rising."""
    found: list[range] = []
    for row in rows:
        if found and found[-1].stop == row:
            found[-1] = range(found[-1].start, row + 1)
        else:
            found.append(range(row, row + 1))
    return found
