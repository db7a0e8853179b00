"""Creators as text on the clipboard, and as files: the list or the overview as shown, and their measurements."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal

from tiktrack_gui.core.models import Creator, CreatorCount
from tiktrack_gui.core.table_export import Table, table_of_parts
from tiktrack_gui.core.tracked import TrackedCreator
from tiktrack_gui.services.creators import Creators
from tiktrack_gui.services.exporting import Exporting
from tiktrack_gui.ui.creators.menu import CreatorsMenu
from tiktrack_gui.ui.creators.model import CreatorsModel, Entry
from tiktrack_gui.ui.creators.overview.columns import TITLES, Column
from tiktrack_gui.ui.creators.overview.view import OverviewView
from tiktrack_gui.ui.creators.overview_actions import OverviewActions
from tiktrack_gui.ui.creators.pane import CreatorsPane
from tiktrack_gui.ui.widgets.copied_rows import copy_rows, strangers
from tiktrack_gui.ui.window.exports import ExportRequest, several_or_all
from tiktrack_gui.ui.window.messages import Messages
from tiktrack_gui.words import counts
from tiktrack_gui.words import creators as words_of_creators
from tiktrack_gui.words import exporting as words
from tiktrack_gui.words.exports import creators as fields

HEADINGS = ("Name", "Creator", "Followers", "28-day growth")


class RowsOut(QObject):
    """
    Signals:
        export_requested: The user wants to export creators or their measurements. arg: an ExportRequest.
    """

    export_requested = Signal(object)

    def __init__(
        self,
        pane: CreatorsPane,
        model: CreatorsModel,
        view: OverviewView,
        overview: OverviewActions,
        menu: CreatorsMenu,
        creators: Creators,
        messages: Messages,
    ) -> None:
        super().__init__(pane)
        self._pane, self._model, self._view, self._overview = pane, model, view, overview
        self._creators, self._messages = creators, messages
        pane.list.copy_wanted.connect(self.copy)
        view.table.copy_wanted.connect(self.copy)
        menu.copy_rows_wanted.connect(self.copy)
        menu.export_wanted.connect(self.export)
        menu.history_wanted.connect(self.export_history)

    def copy(self) -> None:
        """Copies the selected rows as they are shown."""
        number = self._copy_overview() if self._overview.is_shown else self._copy_list()
        if number:
            self._messages.say(words.copied(number))

    def export(self) -> None:
        """Those selected if there are several, otherwise all that are shown, with the columns that are shown."""
        is_overview = self._overview.is_shown
        columns = [Column(number).name for number in self._view.table.shown_columns] if is_overview else None
        if chosen := self._chosen():
            tracked = [entry.tracked for entry in chosen]
            table = partial(self._table, tracked, columns)
            request = ExportRequest(what="creators", name=self._pane.chooser.name, table=table)
            self.export_requested.emit(request)

    def export_history(self) -> None:
        """All measurements of those selected if there are several, otherwise of all that are shown."""
        if chosen := self._chosen():
            creators = [entry.tracked.creator for entry in chosen]
            name = f"{self._pane.chooser.name} measurements"
            request = ExportRequest(what="measurements", name=name, table=partial(_history, creators))
            self.export_requested.emit(request)

    def _chosen(self) -> Sequence[Entry]:
        if self._overview.is_shown:
            rows = [self._view.model.row(number) for number in range(self._view.model.rowCount())]
            shown = [row.entry for row in rows if row.entry is not None]
        else:
            shown = [self._model.entry(number) for number in range(self._model.rowCount())]
        selected = {entry.id for entry in self._pane.list.chosen}
        return several_or_all([entry for entry in shown if entry.id in selected], shown)

    async def _table(
        self, tracked: Sequence[TrackedCreator], columns: Sequence[str] | None, exporting: Exporting
    ) -> Table:
        blocked_since = await self._creators.blocked_since()
        return table_of_parts("creators", fields.fields(columns), exporting.creators(tracked, blocked_since))

    def _copy_list(self) -> int:
        rows = [_texts(entry) for entry in self._pane.list.chosen]
        return copy_rows(HEADINGS, rows) if rows else 0

    def _copy_overview(self) -> int:
        table, model = self._view.table, self._view.model
        columns = [Column(number) for number in table.shown_columns if number != Column.TREND]
        headings = [title for column in columns for title in _headings(column)]
        rows = [[text for column in columns for text in self._cells(row, column)] for row in table.selected_rows]
        return copy_rows(headings, rows) if rows and model.total else 0

    def _cells(self, row: int, column: Column) -> Sequence[str]:
        shown, cell = self._view.model.row(row), self._view.model.cell(row, column)
        match column:
            case Column.PLACE:
                return (str(shown.place + 1),)
            case Column.CREATOR:
                return strangers(shown.name), shown.entry.tracked.creator.handle if shown.entry is not None else ""
            case Column.TOP:
                return (f"{cell.text} {strangers(cell.below)}",)
            case _:
                return (" ".join(filter(None, (cell.text, cell.below))),)


async def _history(creators: Sequence[Creator], exporting: Exporting) -> Table:
    return exporting.history(creators)


def _headings(column: Column) -> Sequence[str]:
    return ("Name", "Creator") if column is Column.CREATOR else (TITLES[column],)


def _texts(entry: Entry) -> Sequence[str]:
    creator = entry.tracked.creator
    return (
        strangers(creator.name),
        creator.handle,
        counts.creator_count(creator.sample, CreatorCount.FOLLOWERS),
        words_of_creators.growth_of_weeks(entry.growth)[0] or counts.UNKNOWN,
    )
