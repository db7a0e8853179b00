"""Videos of a campaign, and who advertises, as text on the clipboard and as files: as they are shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal

from tiktrack_gui.core.table_export import Table, table_of
from tiktrack_gui.ui.campaigns import advertisers as ads
from tiktrack_gui.ui.campaigns.advertisers_view import AdvertisersView
from tiktrack_gui.ui.campaigns.columns import TITLES, Column
from tiktrack_gui.ui.campaigns.menu import VideosMenu
from tiktrack_gui.ui.campaigns.model import VideosModel
from tiktrack_gui.ui.campaigns.table import VideosTable
from tiktrack_gui.ui.widgets.copied_rows import copy_rows, strangers
from tiktrack_gui.ui.window.exports import ExportRequest, at_once, several_or_all
from tiktrack_gui.ui.window.messages import Messages
from tiktrack_gui.words import exporting as words
from tiktrack_gui.words.campaign_cells import NO_PRICE
from tiktrack_gui.words.campaigns import for_whom
from tiktrack_gui.words.counts import UNKNOWN
from tiktrack_gui.words.exports import advertisers, campaigns
from tiktrack_gui.words.overview import Cell

NAME = "Who advertises"  # of the file


class RowsOut(QObject):
    """Exports those selected if there are several, otherwise all that are shown.

    Signals:
        export_requested: The user wants to export a table. arg: an ExportRequest.
    """

    export_requested = Signal(object)

    def __init__(
        self,
        table: VideosTable,
        model: VideosModel,
        menu: VideosMenu,
        view: AdvertisersView,
        messages: Messages,
        now: Callable[[], float],
    ) -> None:
        super().__init__(table)
        self._table, self._model, self._view = table, model, view
        self._messages, self._now = messages, now
        table.copy_wanted.connect(self.copy)
        menu.rows_wanted.connect(self.copy)
        menu.export_wanted.connect(self.export)
        view.table.copy_wanted.connect(self.copy_advertisers)
        view.rows_wanted.connect(self.copy_advertisers)
        view.export_wanted.connect(self.export_advertisers)

    def copy(self) -> None:
        """Copies the selected videos as they are shown."""
        columns = [Column(number) for number in self._table.shown_columns]
        headings = [heading for column in columns for heading in _headings(column)]
        rows = [[text for column in columns for text in self._texts(row, column)] for row in self._table.selected_rows]
        self._copy(headings, rows)

    def export(self) -> None:
        campaign, shown = self._model.campaign, [self._model.item(row) for row in range(self._model.rowCount())]
        if campaign is not None and shown:
            columns = [Column(number).name for number in self._table.shown_columns]
            chosen = several_or_all(self._table.selection, shown)
            self._export("videos", campaign.name, table_of("campaign", campaigns.fields(campaign, columns), chosen))

    def copy_advertisers(self) -> None:
        """Copies the selected creators as they are shown."""
        columns = [ads.Column(number) for number in self._view.table.shown_columns]
        headings = [heading for column in columns for heading in _headings_of_ads(column)]
        rows = [
            [text for column in columns for text in self._texts_of_ads(row, column)]
            for row in self._view.table.selected_rows
        ]
        self._copy(headings, rows)

    def export_advertisers(self) -> None:
        table, model = self._view.table, self._view.model
        if shown := [model.item(row) for row in range(model.rowCount())]:
            columns = [ads.Column(number).name for number in table.shown_columns]
            chosen = several_or_all(table.selection, shown)
            self._export("creators", NAME, table_of("advertised", advertisers.fields(columns), chosen))

    def _copy(self, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        if rows:
            self._messages.say(words.copied(copy_rows(headings, rows)))

    def _export(self, what: str, name: str, table: Table) -> None:
        request = ExportRequest(what=what, name=words.dated(name, self._now()), table=partial(at_once, table))
        self.export_requested.emit(request)

    def _texts(self, row: int, column: Column) -> Sequence[str]:
        one, cell = self._model.item(row), self._model.cell(row, column)
        if column is Column.VIDEO:
            return strangers(one.video.caption if one.video is not None else ""), one.handle or ""
        return (UNKNOWN if cell == NO_PRICE else _text(cell),)

    def _texts_of_ads(self, row: int, column: ads.Column) -> Sequence[str]:
        one, cell = self._view.model.item(row), self._view.model.cell(row, column)
        match column:
            case ads.Column.CREATOR:
                return strangers(one.creator.name), one.creator.handle
            case ads.Column.BRANDS:
                return (strangers(for_whom(one, most=len(one.brands))),)
        return (_text(cell),)


def _headings(column: Column) -> Sequence[str]:
    return ("Video", "Creator") if column is Column.VIDEO else (TITLES[column],)


def _headings_of_ads(column: ads.Column) -> Sequence[str]:
    return ("Name", "Creator") if column is ads.Column.CREATOR else (ads.TITLES[column],)


def _text(cell: Cell) -> str:
    return " ".join(filter(None, (cell.text, cell.below)))
