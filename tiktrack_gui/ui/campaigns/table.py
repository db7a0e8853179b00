"""The table of a campaign's videos, in which prices and dates are edited."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QWidget

from tiktrack_gui.ui.campaigns.columns import COLUMNS, EDITABLE, Column
from tiktrack_gui.ui.campaigns.delegate import VideosDelegate
from tiktrack_gui.ui.campaigns.model import VideosModel
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.keyed_table import KeyedTable
from tiktrack_gui.ui.widgets.pictures import Pictures

NEWEST_FIRST = (Column.POSTED, Qt.SortOrder.DescendingOrder)
OTHER = {Column.PRICE: Column.AGREED, Column.AGREED: Column.PRICE}
Hint = QAbstractItemDelegate.EndEditHint


class VideosTable(KeyedTable):
    """Shows a VideosModel. A double-click on what can be edited edits it, elsewhere it opens the video.

    Signals:
        edit_elsewhere: A column that isn't shown is to be edited. arg: the Column.

    Attributes:
        typed: Its signals price_entered and day_entered tell what was typed in a cell.
    """

    edit_elsewhere = Signal(object)

    def __init__(self, theme: Theme, pictures: Pictures, model: VideosModel, now: Callable[[], float]) -> None:
        self.typed = VideosDelegate(theme, pictures, model, now)
        self._edited: Column | None = None
        super().__init__(*(theme, pictures, model, self.typed, "Videos of the campaign", COLUMNS, NEWEST_FIRST))

    @property
    def is_editing(self) -> bool:
        return self.state() == QAbstractItemView.State.EditingState

    def edit_column(self, column: Column) -> None:
        """Edits the current row's cell, where it is shown."""
        row = self.selected_row
        if row is None:
            return
        if self.isColumnHidden(column):
            self.edit_elsewhere.emit(column)
            return
        self._edit(self._keyed.index(row, column))

    def closeEditor(self, editor: QWidget, hint: Hint) -> None:
        """Tab goes from the price to the date of the same video, if that is shown, and back."""
        edited, self._edited = self._edited, None
        super().closeEditor(editor, Hint.NoHint)
        if hint in (Hint.EditNextItem, Hint.EditPreviousItem) and edited is not None:
            self.edit_column(OTHER[edited])

    def _open(self, index: QModelIndex) -> None:
        if Column(index.column()) in EDITABLE:
            self._edit(index)
        else:
            super()._open(index)

    def _edit(self, index: QModelIndex) -> None:
        self._edited = Column(index.column())
        self.scrollTo(index)
        self.edit(index)
