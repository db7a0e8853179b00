"""Rows of the feed as text on the clipboard, and as a file: with the columns that are shown, in their order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal

from tiktrack_gui.core.criteria import Criteria
from tiktrack_gui.core.models import MeasuredVideo
from tiktrack_gui.core.score import restated
from tiktrack_gui.core.table_export import AT_ONCE, Read, table_of_parts
from tiktrack_gui.ui.trending.model import TITLES, Column, FeedModel
from tiktrack_gui.ui.trending.table import FeedTable
from tiktrack_gui.ui.widgets.copied_rows import copy_rows, strangers
from tiktrack_gui.ui.window.exports import ExportRequest, at_once, several_or_all
from tiktrack_gui.ui.window.messages import Messages
from tiktrack_gui.words import exporting as words
from tiktrack_gui.words.exports import trending


class RowsOut(QObject):
    """
    Signals:
        export_requested: The user wants to export videos. arg: an ExportRequest.
    """

    export_requested = Signal(object)

    def __init__(self, table: FeedTable, model: FeedModel, messages: Messages) -> None:
        super().__init__(table)
        self._table, self._model, self._messages = table, model, messages
        table.copy_wanted.connect(self.copy)

    @property
    def _columns(self) -> list[Column]:
        return [Column(column) for column in self._table.shown_columns]

    def copy(self) -> None:
        """Copies the selected rows as they are shown."""
        columns = self._columns
        headings = [title for column in columns for title in _headings(column)]
        rows = [[text for column in columns for text in self._texts(row, column)] for row in self._table.selected_rows]
        if rows:
            self._messages.say(words.copied(copy_rows(headings, rows)))

    def export(self) -> None:
        """Those selected if there are several, otherwise all that are shown."""
        shown = [self._model.as_measured(row) for row in range(self._model.rowCount())]
        chosen = several_or_all(self._table.selection, shown)
        if not chosen:
            return
        now, columns = self._model.now(), [column.name for column in self._columns]
        table = table_of_parts("trending", trending.fields(now, columns), _stated(chosen, self._model.criteria, now))
        name = words.dated("Trending", now)
        self.export_requested.emit(ExportRequest(what="videos", name=name, table=partial(at_once, table)))

    def _texts(self, row: int, column: Column) -> Sequence[str | None]:
        item = self._model.item(row)
        match column:
            case Column.RANK:
                return (str(row + 1),)
            case Column.VIDEO:
                return strangers(item.video.caption), item.video.creator.handle
            case Column.TREND:
                return (self._model.trend(row),)
            case _:
                return (self._model.index(row, column).data(),)


def _headings(column: Column) -> Sequence[str]:
    return ("Video", "Creator") if column is Column.VIDEO else (TITLES[column],)


def _stated(items: Sequence[MeasuredVideo], criteria: Criteria, now: float) -> Iterator[Read[MeasuredVideo]]:
    """With the scores that are shown; where there are many, computing them takes its time."""
    for first in range(0, len(items), AT_ONCE):
        some = items[first : first + AT_ONCE]
        yield Read([restated(item, criteria, now) for item in some], (first + len(some)) / len(items))
