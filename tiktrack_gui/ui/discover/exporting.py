"""Exports candidates, with what each figure is from, and copies them as text."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from importlib.metadata import version

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from tiktrack_gui.core.discovery.brands import Brand
from tiktrack_gui.core.discovery.constants import Constants
from tiktrack_gui.core.discovery.ranked import Ranked
from tiktrack_gui.core.table_export import Table
from tiktrack_gui.ui.discover.columns import TITLES, Column
from tiktrack_gui.ui.discover.model import CandidatesModel
from tiktrack_gui.ui.discover.table import CandidatesTable
from tiktrack_gui.ui.widgets.copied_rows import copy_rows, strangers
from tiktrack_gui.ui.window.exports import ExportRequest, at_once, several_or_all
from tiktrack_gui.ui.window.messages import Messages
from tiktrack_gui.words import exporting as words
from tiktrack_gui.words.exports import candidates


class Exporting(QObject):
    """Exports those selected if there are several, otherwise all that are shown.

    Signals:
        export_requested: The user wants to export candidates. arg: an ExportRequest.
    """

    export_requested = Signal(object)

    def __init__(
        self,
        page: QWidget,
        table: CandidatesTable,
        model: CandidatesModel,
        brand: Callable[[], Brand | None],
        constants: Callable[[], Constants],
        now: Callable[[], float],
        messages: Messages,
    ) -> None:
        super().__init__(page)
        self._table, self._model, self._brand = table, model, brand
        self._constants, self._now, self._messages = constants, now, messages
        table.copy_wanted.connect(self.copy)

    def export(self) -> None:
        brand = self._brand()
        if brand is not None and self._model.rowCount():
            name = words.dated(brand.name, self._now())
            table = partial(at_once, self.exported(brand))
            self.export_requested.emit(ExportRequest(what="candidates", name=name, table=table))

    def exported(self, brand: Brand) -> Table:
        """What is exported is decided here; its rows are made by whoever writes them."""
        chosen = several_or_all(self._table.selection, self._model.shown)
        placed: list[tuple[int, Ranked]] = [(self._model.place_of(one.creator_id), one) for one in chosen]
        return candidates.table(placed, brand, self._constants(), self._now(), version("tiktrack-gui"))

    def copy(self) -> None:
        """Copies the selected rows as they are shown."""
        columns = [Column(number) for number in self._table.shown_columns]
        rows = [[self._text(row, column) for column in columns] for row in self._table.selected_rows]
        if rows:
            self._messages.say(words.copied(copy_rows([TITLES[column] for column in columns], rows)))

    def _text(self, row: int, column: Column) -> str:
        return strangers(str(self._model.index(row, column).data() or ""))
