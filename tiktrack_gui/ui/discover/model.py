"""Table model of the candidates, keyed by creator ID, over a ranking; rows are updated, moved and removed in place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from tiktrack_gui.core.discovery.constants import Constants
from tiktrack_gui.core.discovery.ranked import Ranked
from tiktrack_gui.core.discovery.ranking import Ranking
from tiktrack_gui.core.words_index import folded, sought
from tiktrack_gui.ui.discover.columns import BY_RANK, KEYS, LEFT_ALIGNED, MEANINGS, RISING, TITLES, Column
from tiktrack_gui.ui.discover.names import language
from tiktrack_gui.ui.widgets import tooltips
from tiktrack_gui.words import candidates as words
from tiktrack_gui.words.overview import Cell

Index = QModelIndex | QPersistentModelIndex

FEW = 16  # stretches of rows that come or go one after the other; where there are more, it is another view


class CandidatesModel(QAbstractTableModel):
    """Sorts and filters in lists of its own; of the ranking, only what is looked at is put into words."""

    def __init__(
        self, now: Callable[[], float], constants: Callable[[], Constants], parent: QObject | None = None
    ) -> None:
        """now: UTC epoch seconds. constants: of the definitions, as they are set."""
        super().__init__(parent)
        self._now, self._constants = now, constants
        self._ranking: Ranking | None = None
        self._former: Ranking | None = None  # while rows go that aren't in the ranking any more
        self._places: dict[int, int] = {}  # ID → place in the ranking
        self._sought_in: list[str] = []  # folded names and handles by place, once something is looked for
        self._wanted: list[str] = []
        self._order: list[int] = []  # shown IDs, top to bottom
        self._rows: dict[int, int] = {}  # ID → row
        self._cells: dict[tuple[int, Column], Cell] = {}
        self._column, self._descending = Column.RANK, False

    @property
    def total(self) -> int:
        """The number of candidates, whatever is looked for."""
        return 0 if self._ranking is None else len(self._ranking)

    @property
    def is_narrowed(self) -> bool:
        """Whether something is looked for."""
        return bool(self._wanted)

    @property
    def shown(self) -> list[Ranked]:
        """All that are shown, top to bottom."""
        return [self.candidate(row) for row in range(len(self._order))]

    def candidate(self, row: int) -> Ranked:
        id_ = self._order[row]
        ranked = self._known(id_)
        if ranked is None and self._former is not None:
            ranked = self._former[self._former.index_of(id_) or 0]
        assert ranked is not None
        return ranked

    def find(self, creator_id: int) -> Ranked | None:
        """Returns the candidate, if it is in the ranking, shown or not."""
        return self._known(creator_id)

    def row_of(self, creator_id: int) -> int | None:
        """Returns where the creator is; None if it isn't shown."""
        return self._rows.get(creator_id)

    def place_of(self, creator_id: int) -> int:
        """The candidate's place by fit, from 1 on; 0 if it isn't in the ranking any more."""
        return self._places.get(creator_id, -1) + 1

    def id_of(self, row: int) -> int:
        return self._order[row]

    def cell(self, row: int, column: Column) -> Cell:
        return self.cell_of(self.candidate(row), column)

    def cell_of(self, one: Ranked, column: Column) -> Cell:
        key = one.creator_id, column
        if key not in self._cells:
            self._cells[key] = self._made(one, column)
        return self._cells[key]

    # What is shown

    def show(self, ranking: Ranking, text: str = "") -> None:
        """Takes another ranking; who is in both stays selected. text: shows only those whose name or handle has every
        word of it.
        """
        self._wanted = sought(text)
        self._former, self._ranking = self._ranking, ranking
        self._places = {id_: place for place, id_ in enumerate(ranking.ids)}
        self._sought_in, self._cells = [], {}
        self._arrange()
        self._former = None
        self._cells.clear()
        self._changed()

    def time_passed(self) -> None:
        """Updates what depends on the time."""
        self._cells.clear()
        self._changed()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sorts the rows; unknown values come last in both orders, and equal ones by rank."""
        self._column, self._descending = Column(column), order == Qt.SortOrder.DescendingOrder
        self._arrange()

    # Qt's questions

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own signature; the index is immutable
        return 0 if parent.isValid() else len(self._order)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(Column)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(Column):
            return None
        column = Column(section)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return TITLES[column]
            case Qt.ItemDataRole.AccessibleTextRole:
                return BY_RANK if column is Column.RANK else TITLES[column]
            case Qt.ItemDataRole.ToolTipRole:
                return MEANINGS[column]
            case Qt.ItemDataRole.TextAlignmentRole:
                side = Qt.AlignmentFlag.AlignLeft if column in LEFT_ALIGNED else Qt.AlignmentFlag.AlignRight
                return side | Qt.AlignmentFlag.AlignVCenter
            case Qt.ItemDataRole.InitialSortOrderRole:
                return Qt.SortOrder.AscendingOrder if column in RISING else Qt.SortOrder.DescendingOrder
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._order):
            return None
        column = Column(index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self.cell(index.row(), column).text.replace("\n", " · ")
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(index.row(), column)
            case Qt.ItemDataRole.ToolTipRole:
                return tooltips.plain(self.cell(index.row(), column).hint) or None
        return None

    # Texts

    def _made(self, one: Ranked, column: Column) -> Cell:
        match column:
            case Column.RANK:
                return Cell(text=str(self.place_of(one.creator_id)))
            case Column.CREATOR:
                return words.creator(one, self._now())
            case Column.FOLLOWERS:
                return Cell(text=words.followers(one).removesuffix(" followers"))
            case Column.FIT:
                return words.fit(one)
            case Column.WHY:
                return words.why(one, self._now())
            case Column.BREAKTHROUGH:
                return words.breakthrough(one, self._now())
            case Column.SINCE:
                return words.since_then(one, self._now())
            case Column.COMMENTS:
                return words.comments(one, self._constants().least_comments, language)
        return words.state(one, self._now(), self._constants().watched_days)

    def _spoken(self, row: int, column: Column) -> str:
        """Returns the whole row as a sentence for the creator, else the cell's text with its column's title."""
        one = self.candidate(row)
        if column is Column.CREATOR:
            return words.sentence(one, self.place_of(one.creator_id), self._now(), self._constants(), language)
        if column is Column.RANK:
            return f"Rank {self.place_of(one.creator_id)}"
        shown = self.cell(row, column)
        said = "; ".join(filter(None, (*shown.text.split("\n"), shown.below)))
        return f"{TITLES[column]}: {said or 'not known yet'}"

    # The order

    def _known(self, creator_id: int) -> Ranked | None:
        place = self._places.get(creator_id)
        return None if place is None or self._ranking is None else self._ranking[place]

    def _arrange(self) -> None:
        """Applies the search and the order; selections follow their creators."""
        order = self._sorted(self._found())
        if order == self._order:
            return
        if set(order) == self._rows.keys():
            self._reorder(order)
        elif not self._change_a_few(order):
            self.beginResetModel()
            self._set_order(order)
            self.endResetModel()

    def _found(self) -> Sequence[int]:
        """The IDs of those that match, by rank."""
        ranking = self._ranking
        if ranking is None:
            return ()
        if not self._wanted:
            return ranking.ids
        if not self._sought_in:
            self._sought_in = [folded(f"{row.handle} {row.name or ''}") for row in ranking.rows]
        return [
            id_
            for id_, there in zip(ranking.ids, self._sought_in, strict=True)
            if all(word in there for word in self._wanted)
        ]

    def _sorted(self, ids: Sequence[int]) -> list[int]:
        key = KEYS.get(self._column)
        if key is None or self._ranking is None:
            return list(reversed(ids)) if self._descending is (self._column is Column.RANK) else list(ids)
        rows, places = self._ranking.rows, self._places
        keys: dict[int, Any] = {id_: key(rows[places[id_]]) for id_ in ids}
        known = [id_ for id_ in ids if keys[id_] is not None]
        known.sort(key=keys.__getitem__, reverse=self._descending)
        return known + [id_ for id_ in ids if keys[id_] is None]

    def _reorder(self, order: list[int]) -> None:
        if order == self._order:
            return
        self.layoutAboutToBeChanged.emit()
        old = self.persistentIndexList()
        places = [(self._order[index.row()], index.column()) for index in old]
        self._set_order(order)
        self.changePersistentIndexList(old, [self.index(self._rows[id_], column) for id_, column in places])
        self.layoutChanged.emit()

    def _change_a_few(self, order: list[int]) -> bool:
        """Removes and adds rows one stretch after the other, unless there are many."""
        wanted = set(order)
        gone = _stretches(row for row, id_ in enumerate(self._order) if id_ not in wanted)
        new = [id_ for id_ in order if id_ not in self._rows]
        if len(gone) > FEW or not wanted or (len(gone) == 1 and len(gone[0]) == len(self._order)):
            return False
        for rows in reversed(gone):
            self.beginRemoveRows(QModelIndex(), rows.start, rows.stop - 1)
            self._set_order(self._order[: rows.start] + self._order[rows.stop :])
            self.endRemoveRows()
        if new:
            first = len(self._order)
            self.beginInsertRows(QModelIndex(), first, first + len(new) - 1)
            self._set_order([*self._order, *new])
            self.endInsertRows()
        self._reorder(order)
        return True

    def _set_order(self, order: list[int]) -> None:
        self._order = order
        self._rows = {id_: row for row, id_ in enumerate(order)}

    def _changed(self) -> None:
        if self._order:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._order) - 1, len(Column) - 1))


def _stretches(rows: Iterable[int]) -> list[range]:
    """Rows that stand together, as ranges. rows: rising."""
    found: list[range] = []
    for row in rows:
        if found and found[-1].stop == row:
            found[-1] = range(found[-1].start, row + 1)
        else:
            found.append(range(row, row + 1))
    return found
