"""Paints the cells of a campaign's videos, and makes the fields in which they are edited."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QAbstractItemModel, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from tiktrack_gui.core.campaigns import Result
from tiktrack_gui.core.errors import BadInput
from tiktrack_gui.ui.campaigns.columns import LEFT_ALIGNED, Column
from tiktrack_gui.ui.campaigns.editors import CellField, day_reader, price_reader
from tiktrack_gui.ui.campaigns.model import VideosModel
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.keyed_model import Index
from tiktrack_gui.ui.widgets.paint import LEFT, RIGHT, draw_text, pixel_ratio
from tiktrack_gui.ui.widgets.picture_drawing import Shape
from tiktrack_gui.ui.widgets.pictures import COVER, Pictures
from tiktrack_gui.ui.widgets.rows_table import RowsDelegate
from tiktrack_gui.words import campaign_pages as words
from tiktrack_gui.words.overview import Cell

PADDING = 12.0
LINE, ROW = 19, 44  # px, at the default text size
COVER_COMPACT = Shape(27, 36, 4)
ICON = 14
PRICE_HINT, DAY_HINT = "150", "12 Oct"


class VideosDelegate(RowsDelegate):
    """Paints one cell at a time, depending on its column.

    Signals:
        price_entered: Another price was typed. args: the video's ID, hundredths or None.
        day_entered: Another day was typed. args: the video's ID, an ISO date or None.
    """

    price_entered = Signal(object, object)
    day_entered = Signal(object, object)

    def __init__(self, theme: Theme, pictures: Pictures, model: VideosModel, now: Callable[[], float]) -> None:
        super().__init__(theme)
        self._pictures, self._model, self._now = pictures, model, now

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(80, max(self._theme.look.row_height, self._theme.px(ROW)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        column = Column(index.column())
        self.paint_ground(painter, option, index)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(option.rect).adjusted(PADDING, 0, -PADDING, -1)
        cell = self._model.cell(index.row(), column)
        if column is Column.VIDEO:
            self._paint_video(painter, rect.adjusted(PADDING, 0, 0, 0), self._model.item(index.row()), cell)
        else:
            self._paint_figure(painter, rect, cell, LEFT if column in LEFT_ALIGNED else RIGHT)

    def _paint_video(self, painter: QPainter, rect: QRectF, one: Result, cell: Cell) -> None:
        shape = COVER_COMPACT if self._theme.look.compact_rows else COVER
        tokens, ratio = self._theme.tokens, pixel_ratio(painter)
        address = one.video.cover if one.video is not None else None
        cover = self._pictures.pixmap(address, shape, one.handle or "", ratio)
        painter.drawPixmap(QPointF(rect.left(), rect.center().y() - shape.height / 2), cover)
        upper, lower = self._lines(rect.adjusted(shape.width + 12, 0, 0, 0), bool(cell.below))
        painter.setFont(self._theme.font(13, 500))
        painter.setPen(tokens.text)
        draw_text(painter, upper, cell.text)
        painter.setFont(self._theme.font(12))
        if cell.tone:
            icon = self._theme.icons.pixmap("circle-alert", self._theme.color(cell.tone), ICON, ratio)
            painter.drawPixmap(QPointF(lower.left(), lower.center().y() - ICON / 2), icon)
            lower.setLeft(lower.left() + ICON + 5)
        painter.setPen(self._theme.color(cell.tone) if cell.tone else tokens.text3)
        draw_text(painter, lower, cell.below)

    def _paint_figure(self, painter: QPainter, rect: QRectF, cell: Cell, align: Qt.AlignmentFlag) -> None:
        """Paints the figure in its tone, and below it, smaller, what belongs to it."""
        theme, tokens = self._theme, self._theme.tokens
        upper, lower = self._lines(rect, bool(cell.below))
        painter.setFont(theme.font(13, 500, tabular=True))
        painter.setPen(theme.color(cell.tone) if cell.tone else tokens.text)
        draw_text(painter, upper, cell.text, align)
        if cell.below:
            painter.setFont(theme.font(12, tabular=True))
            painter.setPen(tokens.text3)
            draw_text(painter, lower, cell.below, align)

    def _lines(self, rect: QRectF, are_two: bool) -> tuple[QRectF, QRectF]:
        """Returns where the upper and the lower line are; a single one is in the middle."""
        middle, line = rect.center().y(), float(self._theme.px(LINE))
        top = middle - line if are_two else middle - line / 2
        upper = QRectF(rect.left(), top, rect.width(), line)
        return upper, upper.translated(0, line)

    # Editing in place

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        one, campaign = self._model.item(index.row()), self._model.campaign
        assert campaign is not None
        if index.column() == Column.PRICE:
            name = f"Price of {words.video_name(one)} in {campaign.currency}"
            return CellField(name, price_reader(campaign.currency), PRICE_HINT, parent)
        return CellField(f"Date of {words.video_name(one)}", day_reader(self._now), DAY_HINT, parent)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        assert isinstance(editor, CellField)
        if not editor.isModified():
            editor.setText(index.data(Qt.ItemDataRole.EditRole))
            editor.selectAll()

    def setModelData(self, editor: QWidget, _model: QAbstractItemModel, index: Index) -> None:
        """Tells what was typed; a cell left with what can't be read stays as it was."""
        assert isinstance(editor, CellField)
        if not editor.isModified():
            return
        try:
            value = editor.value
        except BadInput:
            return
        told = self.price_entered if index.column() == Column.PRICE else self.day_entered
        told.emit(self._model.id_of(index.row()), value)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: Index) -> None:
        """A field as high as the others, in the middle of the cell."""
        height = min(editor.sizeHint().height(), option.rect.height() - 4)
        rect = option.rect.adjusted(2, 0, -2, 0)
        editor.setGeometry(rect.left(), rect.center().y() - height // 2, rect.width(), height)
