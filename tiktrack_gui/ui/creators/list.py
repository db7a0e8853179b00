"""The list of tracked creators."""

from __future__ import annotations

from PySide6.QtCore import QItemSelection, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListView

from tiktrack_gui.ui.creators.delegate import CreatorsDelegate
from tiktrack_gui.ui.creators.model import CreatorsModel, Entry
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.hovered_row import HoveredRow
from tiktrack_gui.ui.widgets.keys import ENTER
from tiktrack_gui.ui.widgets.pictures import Pictures


class CreatorsList(QListView):
    """Shows a CreatorsModel.

    Signals:
        creator_selected: The selection changed. arg: Entry, or None.
        creator_opened: Enter or a double-click on a row. arg: Entry.
        menu_wanted: A right-click or the menu key on a row. args: Entry, the global position.
    """

    creator_selected = Signal(object)
    creator_opened = Signal(object)
    menu_wanted = Signal(object, object)

    def __init__(self, theme: Theme, pictures: Pictures, model: CreatorsModel) -> None:
        super().__init__()
        self._creators = model
        self._painter = CreatorsDelegate(theme, pictures, self)
        self.setModel(model)
        self.setItemDelegate(self._painter)
        self.setAccessibleName("Tracked creators")
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        HoveredRow(self).changed.connect(self._hover)
        self.doubleClicked.connect(self._open)
        self.customContextMenuRequested.connect(self._ask_for_menu)
        theme.changed.connect(self.viewport().update)
        pictures.arrived.connect(self.viewport().update)

    @property
    def selected(self) -> Entry | None:
        """The selected entry. The current row won't do: Qt makes a row current on focus without selecting it."""
        indexes = self.selectedIndexes()
        return self._creators.entry(indexes[0].row()) if indexes else None

    def select(self, creator_id: int) -> None:
        """Selects a creator if it is shown."""
        row = self._creators.row_of(creator_id)
        if row is not None:
            self.setCurrentIndex(self._creators.index(row))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER and self.selected is not None:
            self.creator_opened.emit(self.selected)
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, _search: str) -> None:
        """Does nothing: letters are the page's shortcuts."""

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self.creator_selected.emit(self.selected)

    def _hover(self, before: int, row: int) -> None:
        self._painter.hovered_row = row
        for changed in (before, row):
            self.update(self._creators.index(changed))

    def _open(self, index: QModelIndex) -> None:
        self.creator_opened.emit(self._creators.entry(index.row()))

    def _ask_for_menu(self, position: QPoint) -> None:
        index = self.indexAt(position)
        if index.isValid():
            self.setCurrentIndex(index)
        if self.selected is not None:
            self.menu_wanted.emit(self.selected, self.viewport().mapToGlobal(position))
