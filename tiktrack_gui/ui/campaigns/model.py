"""Table model of a campaign's videos."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QObject, Qt

from tiktrack_gui.core.campaigns import Campaign, Result
from tiktrack_gui.ui.campaigns.columns import EDITABLE, HEADINGS, Column
from tiktrack_gui.ui.campaigns.keys import key
from tiktrack_gui.ui.widgets.keyed_model import Key, KeyedModel
from tiktrack_gui.ui.widgets.rows_by_id import Index
from tiktrack_gui.words import campaign_cells as words
from tiktrack_gui.words.overview import Cell


class VideosModel(KeyedModel[Result]):
    """By video ID. Prices and dates can be edited; what was typed is told by the delegate."""

    def __init__(self, now: Callable[[], float], parent: QObject | None = None) -> None:
        """now: UTC epoch seconds."""
        super().__init__(HEADINGS, parent)
        self._now = now
        self.campaign: Campaign | None = None

    def show(self, campaign: Campaign | None, results: Sequence[Result]) -> None:
        """Takes the videos of a campaign; those of another one replace all rows."""
        before, self.campaign = self.campaign, campaign
        is_same = before is not None and campaign is not None and before.id == campaign.id
        (self.put if is_same else self.put_others)(results)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() in EDITABLE else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.EditRole and index.isValid():
            return words.edited(self.item(index.row()), Column(index.column()).name)
        return super().data(index, role)

    def id_of_item(self, item: Result) -> int:
        return item.entry.video_id

    def made(self, item: Result, column: int) -> Cell:
        return words.cell(item, Column(column).name, self._currency, self._now())

    def key(self, item: Result, column: int) -> Key:
        return key(item, Column(column))

    def searched(self, item: Result) -> str:
        return words.searched(item)

    def sentence(self, item: Result) -> str:
        return words.sentence(item, self._currency, self._now())

    @property
    def _currency(self) -> str:
        return self.campaign.currency if self.campaign is not None else ""
