"""Lists of creators."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QItemSelection, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListView

from tiktrack_gui.ui.creators.delegate import CreatorDelegate, CreatorsDelegate
from tiktrack_gui.ui.creators.model import CreatorsModel, Entry
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.hovered_row import HoveredRow
from tiktrack_gui.ui.widgets.keys import ENTER
from tiktrack_gui.ui.widgets.pictures import Pictures


class CreatorRows(QListView):
    """A list with a row for each creator of a model, painted by a CreatorDelegate."""

    def __init__(
        self, theme: Theme, pictures: Pictures, model: QAbstractItemModel, painter: CreatorDelegate, name: str
    ) -> None:
        """name: for screen readers."""
        super().__init__()
        self._painter = painter
        painter.setParent(self)
        self.setModel(model)
        self.setItemDelegate(painter)
        self.setAccessibleName(name)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        HoveredRow(self).changed.connect(self._hover)
        theme.changed.connect(self.viewport().update)
        pictures.arrived.connect(self.viewport().update)

    def keyboardSearch(self, _search: str) -> None:
        """Does nothing: letters are the page's shortcuts."""

    def _hover(self, before: int, row: int) -> None:
        self._painter.hovered_row = row
        for changed in (before, row):
            self.update(self.model().index(changed, 0))


class CreatorsList(CreatorRows):
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
        super().__init__(theme, pictures, model, CreatorsDelegate(theme, pictures, model), "Tracked creators")
        self._creators = model
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.doubleClicked.connect(self._open)
        self.customContextMenuRequested.connect(self._ask_for_menu)

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

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self.creator_selected.emit(self.selected)

    def _open(self, index: QModelIndex) -> None:
        self.creator_opened.emit(self._creators.entry(index.row()))

    def _ask_for_menu(self, position: QPoint) -> None:
        index = self.indexAt(position)
        if index.isValid():
            self.setCurrentIndex(index)
        if self.selected is not None:
            self.menu_wanted.emit(self.selected, self.viewport().mapToGlobal(position))
