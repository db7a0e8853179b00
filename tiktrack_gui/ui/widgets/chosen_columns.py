"""Which columns of a table are shown: those the user chose, and of the others those there is room for."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QByteArray
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHeaderView, QMenu, QTableView

from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.sort_header import SortHeader


@dataclass(frozen=True, kw_only=True)
class Columns:
    """A table's columns.

    kind: their enum. titles: by column. widths: px at normal text size; the others share the rest. always: those that
    can't be hidden. on_request: those hidden unless chosen. leave_below: the table's width in px below which one leaves
    unless it was chosen. least: px that the columns without a width need together; others leave for them, in the same
    order. stretched: the first of them that is shown takes what the others leave.
    """

    kind: type[IntEnum]
    titles: Sequence[str]
    widths: Mapping[Any, int]
    always: Collection[IntEnum]
    on_request: Collection[IntEnum] = frozenset()
    leave_below: Mapping[Any, int] = field(default_factory=dict)
    least: int = 0
    stretched: Sequence[IntEnum] = ()


class ChosenColumns(QMenu):
    """The "Columns" menu of a table, and what was chosen in it."""

    def __init__(self, table: QTableView, header: SortHeader, theme: Theme, columns: Columns) -> None:
        super().__init__("Columns", table)
        self._table, self._header, self._theme, self._of = table, header, theme, columns
        self._on: set[IntEnum] = set()  # chosen by the user
        self._off: set[IntEnum] = set()
        self._empty: frozenset[IntEnum] = frozenset()  # those with nothing to show
        self._stretched: IntEnum | None = None
        self._own_width = 0  # px, of the stretched column
        for column in columns.kind:
            if column not in columns.always:
                action = self.addAction(columns.titles[column])
                action.setCheckable(True)
                action.setData(column)
        self.addSeparator()
        self.usual = self.addAction("Usual columns")
        self.triggered.connect(self._choose)
        self.aboutToShow.connect(self._check)

    def fit(self) -> None:
        """Shows and hides columns by what was chosen and the room there is."""
        self.give_back()
        width = self._table.viewport().width()
        for column in self._of.kind:
            too_narrow = width < self._theme.px(self._of.leave_below.get(column, 0))
            left_out = too_narrow or column in self._of.on_request or column in self._empty
            unwanted = column in self._off or (column not in self._on and left_out)
            self._table.setColumnHidden(column, unwanted)
        if self._of.least:
            self._make_room(width)
        self._stretch()

    def give_back(self) -> None:
        """Gives the stretched column its own width, until `fit`."""
        if self._stretched is not None and self._stretched in self._of.widths:
            self._header.setSectionResizeMode(self._stretched, QHeaderView.ResizeMode.Interactive)
            self._table.setColumnWidth(self._stretched, self._own_width)
            self._stretched = None

    def _stretch(self) -> None:
        shown = (column for column in self._of.stretched if not self._table.isColumnHidden(column))
        column = next(shown, None)
        if column is not None and column is not self._stretched:
            self._stretched, self._own_width = column, self._table.columnWidth(column)
            self._header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)

    def _make_room(self, width: int) -> None:
        taken = sum(self._table.columnWidth(column) for column in self._of.widths)  # 0 for hidden ones
        for column in sorted(self._of.leave_below, key=self._of.leave_below.__getitem__, reverse=True):
            if width - taken >= self._theme.px(self._of.least):
                return
            if column not in self._on:
                taken -= self._table.columnWidth(column)
                self._table.setColumnHidden(column, True)

    def leave_out(self, columns: Collection[IntEnum]) -> None:
        """Hides columns that have nothing to show now, unless the user chose them."""
        if frozenset(columns) != self._empty:
            self._empty = frozenset(columns)
            self.fit()

    def show_column(self, column: IntEnum, shown: bool) -> None:
        """Shows it whatever the width, or never."""
        self._on.discard(column)
        self._off.discard(column)
        (self._on if shown else self._off).add(column)
        self.fit()

    def show_usual(self) -> None:
        """Undoes the choice of columns, their order and their widths."""
        self._on, self._off = set(), set()
        self.give_back()
        self._header.restore_order()
        for column, width in self._of.widths.items():
            self._table.setColumnWidth(column, self._theme.px(width))
        self.fit()

    def chosen(self) -> dict[str, list[str]]:
        """Returns the choice as JSON values, for `choose`."""
        return {"on": [column.name for column in self._on], "off": [column.name for column in self._off]}

    def choose(self, chosen: Mapping[str, Sequence[str]]) -> None:
        """Raises KeyError or TypeError, changing nothing, if it isn't what `chosen` returned."""
        kind = self._of.kind
        on, off = ({kind[name] for name in chosen[which]} - set(self._of.always) for which in ("on", "off"))
        self._on, self._off = on - off, off
        self.fit()

    def _choose(self, action: QAction) -> None:
        if action is self.usual:
            self.show_usual()
        else:
            self.show_column(self._of.kind(action.data()), action.isChecked())

    def _check(self) -> None:
        for action in self.actions():
            if action.isCheckable():
                action.setChecked(not self._table.isColumnHidden(action.data()))


def written(values: Mapping[str, object]) -> QByteArray:
    """What a table keeps for the next start; see `ui.window.arrangement`."""
    return QByteArray(json.dumps(values).encode())
