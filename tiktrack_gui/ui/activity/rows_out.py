"""Runs and deliveries as text on the clipboard, and as files: what is shown, with the columns that are shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from tiktrack_gui.core.deliveries import Channel
from tiktrack_gui.core.runs import Run
from tiktrack_gui.core.table_export import Table, table_of
from tiktrack_gui.services.exporting import Exporting
from tiktrack_gui.services.trending import Trending
from tiktrack_gui.ui.widgets.records_table import RecordsTable
from tiktrack_gui.ui.widgets.records_view import RecordsView
from tiktrack_gui.ui.window.exports import ExportRequest, at_once, several_or_all
from tiktrack_gui.ui.window.messages import Messages
from tiktrack_gui.words import exporting as words
from tiktrack_gui.words.exports import deliveries, runs


class RowsOut(QObject):
    """
    Signals:
        export_requested: The user wants to export runs or deliveries. arg: an ExportRequest.
    """

    export_requested = Signal(object)

    def __init__(
        self,
        page: QWidget,
        of_runs: RecordsView,
        of_deliveries: RecordsView,
        channels: Mapping[int, Channel],
        trending: Trending,
        messages: Messages,
        now: Callable[[], float],
    ) -> None:
        """channels: the known ones by ID; read again for each file."""
        super().__init__(page)
        self._of_runs, self._of_deliveries, self._channels = of_runs, of_deliveries, channels
        self._trending, self._messages, self._now = trending, messages, now
        for view in (of_runs, of_deliveries):
            view.table.allow_several()
            view.table.copy_wanted.connect(partial(self.copy, view.table))
            RowsMenu(view.table).chosen.connect(partial(self._act, view))

    def copy(self, table: RecordsTable) -> None:
        if number := table.copy():
            self._messages.say(words.copied(number))

    def export(self, view: RecordsView) -> None:
        """Those selected if there are several, otherwise all that are shown."""
        chosen = several_or_all(view.table.chosen, view.model.shown)
        if not chosen:
            return
        columns = [view.model.columns[number].title for number in view.table.shown_columns]
        is_runs = view is self._of_runs
        what = "runs" if is_runs else "deliveries"
        if is_runs:
            table = partial(self._table_of_runs, chosen, columns)
        else:
            fields = deliveries.fields(dict(self._channels), columns)
            table = partial(at_once, table_of("deliveries", fields, chosen))
        name = words.dated(what.capitalize(), self._now())
        self.export_requested.emit(ExportRequest(what=what, name=name, table=table))

    async def _table_of_runs(self, chosen: Sequence[Run], columns: Sequence[str], _exporting: Exporting) -> Table:
        sources = {one.id: one.account_handle for one in await self._trending.sources()}
        return table_of("runs", runs.fields(sources, columns), chosen)

    def _act(self, view: RecordsView, what: str) -> None:
        if what == COPY:
            self.copy(view.table)
        else:
            self.export(view)


COPY, EXPORT = "copy", "export"


class RowsMenu(QMenu):
    """What can be done with the rows of a table.

    Signals:
        chosen: An entry was chosen. arg: COPY or EXPORT.
    """

    chosen = Signal(str)

    def __init__(self, table: RecordsTable) -> None:
        super().__init__(table)
        self._table = table
        self._copy = self.addAction("", partial(self.chosen.emit, COPY))
        self._export = self.addAction("", partial(self.chosen.emit, EXPORT))
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        table.customContextMenuRequested.connect(self._open)

    def _open(self, position: QPoint) -> None:
        number = len(self._table.selected_rows)
        self._copy.setText(f"{'Copy row' if number < 2 else f'Copy {number} rows'}\tCtrl+C")
        self._copy.setEnabled(number > 0)
        self._export.setText(f"{'Export all shown…' if number < 2 else f'Export {number} rows…'}\tCtrl+E")
        self.popup(self._table.viewport().mapToGlobal(position))
