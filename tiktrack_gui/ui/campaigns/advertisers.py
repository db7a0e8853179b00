"""Who advertises: the tracked creators with advertising among their videos, as a table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import IntEnum
from types import MappingProxyType

from PySide6.QtCore import QObject, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from tiktrack_gui.core.campaigns import Advertised
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.cells_delegate import PADDING, CellsDelegate
from tiktrack_gui.ui.widgets.chosen_columns import Columns
from tiktrack_gui.ui.widgets.keyed_model import Headings, Key, KeyedModel
from tiktrack_gui.ui.widgets.keyed_table import KeyedTable
from tiktrack_gui.ui.widgets.paint import LEFT, RIGHT
from tiktrack_gui.ui.widgets.pictures import Pictures
from tiktrack_gui.ui.widgets.rows_by_id import Index
from tiktrack_gui.words import advertisers as words
from tiktrack_gui.words import measures
from tiktrack_gui.words.overview import Cell


class Column(IntEnum):
    CREATOR = 0
    FOLLOWERS = 1
    ADS = 2
    BRANDS = 3
    SINCE = 4
    LAST = 5


TITLES = ("Creator", "Followers", "Ads", "For whom", "First seen", "Latest")
MEANINGS: Mapping[Column, str] = MappingProxyType(
    {
        Column.CREATOR: "Name and handle",
        Column.FOLLOWERS: f"Followers when they were last measured. {measures.ROUNDED}",
        Column.ADS: words.ADS,
        Column.BRANDS: words.BRANDS,
        Column.SINCE: "When the oldest of these videos was posted",
        Column.LAST: "When the newest of these videos was posted",
    }
)
LEFT_ALIGNED = frozenset({Column.CREATOR, Column.BRANDS})
WIDTHS: Mapping[Column, int] = MappingProxyType(
    {Column.FOLLOWERS: 100, Column.ADS: 104, Column.BRANDS: 300, Column.SINCE: 108, Column.LAST: 100}
)
HEADINGS = Headings(
    kind=Column,
    titles=TITLES,
    meanings=MEANINGS,
    left=LEFT_ALIGNED,
    rising=frozenset({Column.CREATOR, Column.BRANDS}),
)
COLUMNS = Columns(
    kind=Column,
    titles=TITLES,
    widths=WIDTHS,
    always=frozenset({Column.CREATOR, Column.ADS, Column.BRANDS}),
    least=180,
    stretched=(Column.CREATOR,),
    leave_below={Column.SINCE: 900, Column.FOLLOWERS: 780, Column.LAST: 660},
)
MOST_FIRST = (Column.ADS, Qt.SortOrder.DescendingOrder)


class AdvertisersModel(KeyedModel[Advertised]):
    """By creator ID."""

    def __init__(self, now: Callable[[], float], parent: QObject | None = None) -> None:
        """now: UTC epoch seconds."""
        super().__init__(HEADINGS, parent)
        self._now = now

    def id_of_item(self, item: Advertised) -> int:
        return item.creator.id

    def made(self, item: Advertised, column: int) -> Cell:
        match column:
            case Column.CREATOR:
                return words.creator(item)
            case Column.FOLLOWERS:
                return words.followers(item)
            case Column.ADS:
                return words.ads(item)
            case Column.BRANDS:
                return words.brands(item, self._now())
            case Column.SINCE:
                return words.when(item.since, self._now())
        return words.when(item.last, self._now())

    def key(self, item: Advertised, column: int) -> Key:
        match column:
            case Column.CREATOR:
                return (item.creator.name or item.creator.handle).casefold()
            case Column.FOLLOWERS:
                return item.creator.sample.followers if item.creator.sample is not None else None
            case Column.ADS:
                return item.ads
            case Column.BRANDS:
                return item.brands[0].handle if item.brands else None
            case Column.SINCE:
                return item.since
        return item.last

    def searched(self, item: Advertised) -> str:
        return words.searched(item)

    def sentence(self, item: Advertised) -> str:
        return words.sentence(item, self._now())


class AdvertisersDelegate(CellsDelegate):
    """Paints one cell at a time, depending on its column."""

    def __init__(self, theme: Theme, pictures: Pictures, model: AdvertisersModel) -> None:
        super().__init__(theme, pictures)
        self._model = model

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        column = Column(index.column())
        self.paint_ground(painter, option, index)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(option.rect).adjusted(PADDING, 0, -PADDING, -1)
        cell = self._model.cell(index.row(), column)
        if column is Column.CREATOR:
            one = self._model.item(index.row()).creator
            rect = self.paint_avatar(painter, rect.adjusted(PADDING, 0, 0, 0), one.avatar, one.handle)
        align = LEFT if column in LEFT_ALIGNED else RIGHT
        self.paint_figure(painter, rect, cell, align, tabular=column is not Column.CREATOR)


class AdvertisersTable(KeyedTable):
    """Shows an AdvertisersModel."""

    def __init__(self, theme: Theme, pictures: Pictures, model: AdvertisersModel) -> None:
        painter = AdvertisersDelegate(theme, pictures, model)
        super().__init__(*(theme, pictures, model, painter, "Who advertises", COLUMNS, MOST_FIRST))
