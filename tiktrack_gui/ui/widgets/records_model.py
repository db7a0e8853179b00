"""A table model of records by ID, newest first: rows appear on top and change in place."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from tiktrack_gui.ui.widgets import tooltips

Index = QModelIndex | QPersistentModelIndex
Record = TypeVar("Record")

MARK_ROLE = Qt.ItemDataRole.UserRole  # (icon, token of its colour) before the text, or None
STRONG_ROLE = Qt.ItemDataRole.UserRole + 1  # whether the text is to stand out, such as of what wasn't read yet


@dataclass(frozen=True, slots=True, kw_only=True)
class Column(Generic[Record]):
    """One column. text, hint, mark, is_strong: called with a record and the time (UTC epoch seconds).

    width: px; None = a share of the free width. leaves_below: px; hidden in a table narrower than that.
    leaves_if_empty: hidden while it has no text in any row.
    """

    title: str
    text: Callable[[Record, float], str]
    hint: Callable[[Record, float], str | None] | None = None
    mark: Callable[[Record, float], tuple[str, str] | None] | None = None
    is_strong: Callable[[Record, float], bool] | None = None
    width: int | None = None
    leaves_below: int = 0
    leaves_if_empty: bool = False
    is_number: bool = False
    is_time: bool = False
    is_main: bool = False  # what readers look for first


class RecordsModel(QAbstractTableModel, Generic[Record]):
    """Keeps the records in order, the largest ID on top; the columns provide their texts."""

    def __init__(
        self,
        columns: Sequence[Column[Record]],
        key: Callable[[Record], int],
        now: Callable[[], float],
        limit: int,
        parent: QObject | None = None,
    ) -> None:
        """limit: of records; the oldest beyond it are dropped. now: UTC epoch seconds."""
        super().__init__(parent)
        self.columns = columns
        self._key, self._now, self._limit = key, now, limit
        self._records: dict[int, Record] = {}  # all, by ID
        self._order: list[int] = []  # the IDs shown, top to bottom
        self._words: list[str] = []  # only records with all of them are shown
        self._passes: Callable[[Record], bool] = _any  # and only those that pass it

    @property
    def total(self) -> int:
        """The number of records, shown or not."""
        return len(self._records)

    def record(self, row: int) -> Record:
        return self._records[self._order[row]]

    @property
    def shown(self) -> list[Record]:
        """The records that are shown, top to bottom."""
        return list(map(self._records.__getitem__, self._order))

    def records(self) -> list[Record]:
        """Returns all records, shown or not, in no particular order."""
        return list(self._records.values())

    def has_text(self, column: Column[Record]) -> bool:
        """Returns whether a column has a text for any record."""
        now = self._now()
        return any(column.text(record, now) for record in self._records.values())

    def row_of(self, record_id: int) -> int | None:
        """Returns the row of a record; None if it doesn't exist or isn't shown."""
        row = bisect_left(self._order, -record_id, key=_negative)
        return row if row < len(self._order) and self._order[row] == record_id else None

    def upsert(self, records: Iterable[Record]) -> None:
        """Inserts new records, and changes known ones in place. Those that don't pass `show_passing` any more leave;
        a search hides none that was found.
        """
        for record in records:
            record_id = self._key(record)
            self._records[record_id] = record
            row = self.row_of(record_id)
            if row is None:
                if self._passes(record) and self._matches(record):
                    self._insert(record_id)
            elif self._passes(record):
                self.dataChanged.emit(self.index(row, 0), self.index(row, len(self.columns) - 1))
            else:
                self._remove(row)
        self._forget_oldest()

    def show_matching(self, text: str) -> None:
        """Shows only records that contain every word of the text."""
        self._words = text.casefold().split()
        self._show_again()

    def show_passing(self, passes: Callable[[Record], bool] | None) -> None:
        """Shows only records that pass a test; None = all."""
        self._passes = passes or _any
        self._show_again()

    def _show_again(self) -> None:
        self.beginResetModel()
        shown = (id_ for id_, record in self._records.items() if self._passes(record) and self._matches(record))
        self._order = sorted(shown, reverse=True)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own signature; the index is immutable
        return 0 if parent.isValid() else len(self._order)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.is_number else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._order):
            return None
        record, column = self.record(index.row()), self.columns[index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return column.text(record, self._now())
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{column.title}: {column.text(record, self._now()) or 'none'}"
            case Qt.ItemDataRole.ToolTipRole:
                return tooltips.plain(column.hint(record, self._now()) or "") if column.hint else None
            case _ if role == MARK_ROLE:
                return column.mark(record, self._now()) if column.mark else None
            case _ if role == STRONG_ROLE:
                return column.is_strong is not None and column.is_strong(record, self._now())
        return None

    def _matches(self, record: Record) -> bool:
        text = " ".join(column.text(record, self._now()) for column in self.columns).casefold()
        return all(word in text for word in self._words)

    def _insert(self, record_id: int) -> None:
        row = bisect_left(self._order, -record_id, key=_negative)
        self.beginInsertRows(QModelIndex(), row, row)
        self._order.insert(row, record_id)
        self.endInsertRows()

    def _remove(self, row: int) -> None:
        self.beginRemoveRows(QModelIndex(), row, row)
        del self._order[row]
        self.endRemoveRows()

    def _forget_oldest(self) -> None:
        for record_id in sorted(self._records)[: -self._limit]:
            if self._order and self._order[-1] == record_id:
                self._remove(len(self._order) - 1)
            del self._records[record_id]


def _any(_record: object) -> bool:
    return True


def _negative(number: int) -> int:
    return -number
