"""Who advertises: the tracked creators with advertising among their videos, as a table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import IntEnum
from types import MappingProxyType

from PySide6.QtCore import QObject, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from tiktrack_gui.core.campaigns import Advertised
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.chosen_columns import Columns
from tiktrack_gui.ui.widgets.keyed_model import Headings, Index, Key, KeyedModel
from tiktrack_gui.ui.widgets.keyed_table import KeyedTable
from tiktrack_gui.ui.widgets.paint import LEFT, RIGHT, draw_text, pixel_ratio
from tiktrack_gui.ui.widgets.picture_drawing import Shape
from tiktrack_gui.ui.widgets.pictures import AVATAR, Pictures
from tiktrack_gui.ui.widgets.rows_table import RowsDelegate
from tiktrack_gui.words import advertisers as words
from tiktrack_gui.words import measures
from tiktrack_gui.words.overview import Cell

PADDING = 12.0
LINE, ROW = 19, 44  # px, at the default text size
AVATAR_COMPACT = Shape(28, 28, 14)


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


class AdvertisersDelegate(RowsDelegate):
    """Paints one cell at a time, depending on its column."""

    def __init__(self, theme: Theme, pictures: Pictures, model: AdvertisersModel) -> None:
        super().__init__(theme)
        self._pictures, self._model = pictures, model

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(80, max(self._theme.look.row_height, self._theme.px(ROW)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        column = Column(index.column())
        self.paint_ground(painter, option, index)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(option.rect).adjusted(PADDING, 0, -PADDING, -1)
        cell, tokens = self._model.cell(index.row(), column), self._theme.tokens
        if column is Column.CREATOR:
            rect = self._paint_avatar(painter, rect.adjusted(PADDING, 0, 0, 0), self._model.item(index.row()))
        align = LEFT if column in LEFT_ALIGNED else RIGHT
        upper, lower = self._lines(rect, bool(cell.below))
        painter.setFont(self._theme.font(13, 500, tabular=column is not Column.CREATOR))
        painter.setPen(tokens.text)
        draw_text(painter, upper, cell.text, align)
        if cell.below:
            painter.setFont(self._theme.font(12, tabular=True))
            painter.setPen(tokens.text3)
            draw_text(painter, lower, cell.below, align)

    def _paint_avatar(self, painter: QPainter, rect: QRectF, one: Advertised) -> QRectF:
        """Returns what is left for the words."""
        shape = AVATAR_COMPACT if self._theme.look.compact_rows else AVATAR
        avatar = self._pictures.pixmap(one.creator.avatar, shape, one.creator.handle, pixel_ratio(painter))
        painter.drawPixmap(QPointF(rect.left(), rect.center().y() - shape.height / 2), avatar)
        return rect.adjusted(shape.width + 10, 0, 0, 0)

    def _lines(self, rect: QRectF, are_two: bool) -> tuple[QRectF, QRectF]:
        """Returns where the upper and the lower line are; a single one is in the middle."""
        middle, line = rect.center().y(), float(self._theme.px(LINE))
        upper = QRectF(rect.left(), middle - line if are_two else middle - line / 2, rect.width(), line)
        return upper, upper.translated(0, line)


class AdvertisersTable(KeyedTable):
    """Shows an AdvertisersModel."""

    def __init__(self, theme: Theme, pictures: Pictures, model: AdvertisersModel) -> None:
        painter = AdvertisersDelegate(theme, pictures, model)
        super().__init__(*(theme, pictures, model, painter, "Who advertises", COLUMNS, MOST_FIRST, ROW))
