"""A table model of rows by ID that sorts and filters in lists of its own, and changes in place."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QModelIndex, QObject, Qt

from tiktrack_gui.core.words_index import folded, sought
from tiktrack_gui.ui.widgets import tooltips
from tiktrack_gui.ui.widgets.rows_by_id import Index, RowsById, in_order, stretches
from tiktrack_gui.words.overview import Cell

Item = TypeVar("Item")
Key = float | str | None

FEW = 16  # stretches of rows that go one after the other; where there are more, all rows are new


@dataclass(frozen=True, kw_only=True)
class Headings:
    """The headings of a table, by column.

    kind: the columns’ enum. titles, meanings: by column. left: those that are left-aligned. rising: those sorted from
    the smallest at first. spoken: titles in words, of those whose title is a sign. subject: the column whose cells tell
    screen readers the whole row.
    """

    kind: type[IntEnum]
    titles: Sequence[str]
    meanings: Mapping[Any, str]
    left: Collection[IntEnum]
    rising: Collection[IntEnum]
    spoken: Mapping[Any, str] = field(default_factory=dict)
    subject: int = 0


class KeyedModel(RowsById, Generic[Item]):
    """Rows are inserted, updated, moved and removed in place; selections follow them. Unknown values come last in both
    orders, and equal ones in the order in which they were given.
    """

    def __init__(self, headings: Headings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.headings = headings
        self._all: Mapping[int, Item] = {}  # by ID, in the order given
        self._cells: dict[tuple[int, int], Cell] = {}
        self._wanted: list[str] = []
        self._column, self._descending = 0, False

    # What a subclass says of its rows

    def id_of_item(self, item: Item) -> int:
        raise NotImplementedError

    def made(self, item: Item, column: int) -> Cell:
        """Returns what a cell says."""
        raise NotImplementedError

    def key(self, item: Item, column: int) -> Key:
        """Returns what a row is sorted by; None = unknown."""
        raise NotImplementedError

    def searched(self, item: Item) -> str:
        """Returns the text in which a search looks."""
        raise NotImplementedError

    def sentence(self, item: Item) -> str:
        """Returns a row for screen readers."""
        raise NotImplementedError

    def keys(self, ids: Sequence[int], column: int) -> Sequence[Key]:
        """`key` of many; a subclass whose items are costly to make returns them without."""
        return [self.key(self._all[id_], column) for id_ in ids]

    def texts(self, ids: Sequence[int]) -> Sequence[str]:
        """`searched` of many, likewise."""
        return [self.searched(self._all[id_]) for id_ in ids]

    # What there is

    @property
    def total(self) -> int:
        """The number of rows, shown or not."""
        return len(self._all)

    @property
    def is_narrowed(self) -> bool:
        """Whether something is looked for."""
        return bool(self._wanted)

    @property
    def shown(self) -> list[Item]:
        """All items that are shown, top to bottom."""
        return [self._all[id_] for id_ in self._order]

    def item(self, row: int) -> Item:
        return self._all[self._order[row]]

    def find(self, id_: int) -> Item | None:
        """Returns the item, shown or not; None if there is none."""
        return self._all.get(id_)

    def cell(self, row: int, column: int) -> Cell:
        id_ = self._order[row]
        if (id_, column) not in self._cells:
            self._cells[id_, column] = self.made(self._all[id_], column)
        return self._cells[id_, column]

    # What is shown

    def put(self, items: Iterable[Item]) -> None:
        """Takes all rows."""
        self._take({self.id_of_item(item): item for item in items})

    def _take(self, arrived: Mapping[int, Item]) -> None:
        self._keep_only(set(arrived))
        self._all = arrived
        self._cells.clear()  # also what was asked for while rows went
        self._arrange()
        self._changed()

    def put_others(self, items: Iterable[Item]) -> None:
        """Takes all rows, none of which is one of those before."""
        self.beginResetModel()
        self._all = {self.id_of_item(item): item for item in items}
        self._cells.clear()
        self._set_order(self._sorted())
        self.endResetModel()

    def show_only(self, text: str) -> None:
        """Shows only rows with every word of the text."""
        self._wanted = sought(text)
        self._arrange()

    def time_passed(self) -> None:
        """Updates what depends on the time."""
        self._cells.clear()
        self._changed()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._column, self._descending = column, order == Qt.SortOrder.DescendingOrder
        self._arrange()

    # Qt's questions

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own signature; the index is immutable
        return 0 if parent.isValid() else len(self.headings.kind)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.headings.kind):
            return None
        column, said = self.headings.kind(section), self.headings
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return said.titles[column]
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._title(column)
            case Qt.ItemDataRole.ToolTipRole:
                return said.meanings[column]
            case Qt.ItemDataRole.TextAlignmentRole:
                side = Qt.AlignmentFlag.AlignLeft if column in said.left else Qt.AlignmentFlag.AlignRight
                return side | Qt.AlignmentFlag.AlignVCenter
            case Qt.ItemDataRole.InitialSortOrderRole:
                return Qt.SortOrder.AscendingOrder if column in said.rising else Qt.SortOrder.DescendingOrder
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._order):
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self.cell(index.row(), index.column()).text.replace("\n", " · ")
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(index.row(), index.column())
            case Qt.ItemDataRole.ToolTipRole:
                return tooltips.plain(self.cell(index.row(), index.column()).hint) or None
        return None

    def _spoken(self, row: int, column: int) -> str:
        """Returns the whole row as a sentence for its subject, else the cell's text with its column's title."""
        if column == self.headings.subject:
            return self.sentence(self.item(row))
        cell = self.cell(row, column)
        said = "; ".join(filter(None, (*cell.text.split("\n"), cell.below)))
        return f"{self._title(column)}: {said or 'not known yet'}"

    def _title(self, column: int) -> str:
        return self.headings.spoken.get(column, self.headings.titles[column])

    # The order

    def _sorted(self) -> list[int]:
        found = self._found()
        keys: dict[int, Any] = dict(zip(found, self.keys(found, self._column), strict=True))
        return in_order(found, keys, descending=self._descending)

    def _found(self) -> list[int]:
        ids = list(self._all)
        if not self._wanted:
            return ids
        texts = map(folded, self.texts(ids))
        return [id_ for id_, text in zip(ids, texts, strict=True) if all(word in text for word in self._wanted)]

    def _arrange(self) -> None:
        """Applies the search and the order."""
        order = self._sorted()
        if order == self._order:
            return
        self._keep_only(set(order))
        self._append([id_ for id_ in order if id_ not in self._rows])
        self._reorder(order)

    def _keep_only(self, kept: Collection[int]) -> None:
        gone = stretches(row for row, id_ in enumerate(self._order) if id_ not in kept)
        if len(gone) > FEW:
            self.beginResetModel()
            self._set_order([id_ for id_ in self._order if id_ in kept])
            self.endResetModel()
        else:
            self._remove(gone)

    def _changed(self) -> None:
        if self._order:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._order) - 1, self.columnCount() - 1))
