"""The list of the tracked creators."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView

from tiktrack_gui.ui.creators.delegate import CreatorsDelegate
from tiktrack_gui.ui.creators.model import CreatorsModel, Entry
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.creator_rows import CreatorRows
from tiktrack_gui.ui.widgets.keys import ENTER
from tiktrack_gui.ui.widgets.pictures import Pictures


class CreatorsList(CreatorRows):
    """Shows a CreatorsModel. Several creators can be selected, and dragged.

    Signals:
        creator_selected: The selection changed. arg: Entry, or None.
        creator_opened: Enter or a double-click on a row. arg: Entry.
        menu_wanted: A right-click or the menu key on a row. args: Entry, the global position.
        move_wanted: Creators were dragged, or moved with Alt and an arrow key. args: their IDs, and that of the creator
            below their new place, or None.
    """

    creator_selected = Signal(object)
    creator_opened = Signal(object)
    menu_wanted = Signal(object, object)
    move_wanted = Signal(object, object)

    def __init__(self, theme: Theme, pictures: Pictures, model: CreatorsModel) -> None:
        super().__init__(theme, pictures, model, CreatorsDelegate(theme, pictures, model), "Tracked creators")
        self._creators = model
        model.moved.connect(self.move_wanted)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.doubleClicked.connect(self._open)
        self.customContextMenuRequested.connect(self._ask_for_menu)

    @property
    def chosen(self) -> list[Entry]:
        """The selected entries, top to bottom."""
        return [self._creators.entry(row) for row in sorted(index.row() for index in self.selectedIndexes())]

    @property
    def selected(self) -> Entry | None:
        """The entry whose details are shown: of several selected ones the current one.

        A current row that isn't selected won't do: Qt makes a row current on focus without selecting it.
        """
        rows = sorted(index.row() for index in self.selectedIndexes())
        if not rows:
            return None
        current = self.currentIndex().row()
        return self._creators.entry(current if current in rows else rows[0])

    def select(self, creator_id: int) -> None:
        """Selects a creator if it is shown, and no other, whatever keys are pressed."""
        row = self._creators.row_of(creator_id)
        if row is not None:
            flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.selectionModel().setCurrentIndex(self._creators.index(row), flag)

    def select_all(self, ids: Collection[int], current: int | None) -> None:
        """Selects these creators, as far as they are shown, and no others."""
        wanted, chosen = set(ids), QItemSelection()
        rows = [row for row in range(self._creators.rowCount()) if self._creators.entry(row).id in wanted]
        for row in rows:
            chosen.select(self._creators.index(row), self._creators.index(row))
        place = None if current is None else self._creators.row_of(current)
        if place is not None:
            no_update = QItemSelectionModel.SelectionFlag.NoUpdate
            self.selectionModel().setCurrentIndex(self._creators.index(place), no_update)
        self.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alone = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.NoModifier
        if event.key() in ENTER and alone and self.selected is not None:
            self.creator_opened.emit(self.selected)
        elif event.modifiers() == Qt.KeyboardModifier.AltModifier and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._move(up=event.key() == Qt.Key.Key_Up)
        else:
            super().keyPressEvent(event)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self.creator_selected.emit(self.selected)

    def _move(self, *, up: bool) -> None:
        rows = [row for row in range(self._creators.rowCount()) if self._is_selected(row)]
        if not rows:
            return
        place = max(rows[0] - 1, 0) if up else rows[-1] + 2
        below = self._creators.entry(place).id if place < self._creators.rowCount() else None
        self.move_wanted.emit([self._creators.entry(row).id for row in rows], below)

    def _is_selected(self, row: int) -> bool:
        return self.selectionModel().isRowSelected(row)

    def _open(self, index: QModelIndex) -> None:
        self.creator_opened.emit(self._creators.entry(index.row()))

    def _ask_for_menu(self, position: QPoint) -> None:
        index = self.indexAt(position)
        if index.isValid() and not self._is_selected(index.row()):
            self.setCurrentIndex(index)
        if self.selected is not None:
            self.menu_wanted.emit(self.selected, self.viewport().mapToGlobal(position))
