"""Paints the cells of a campaign's videos, and makes the fields in which they are edited."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QAbstractItemModel, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from tiktrack_gui.core.campaigns import Result
from tiktrack_gui.core.errors import BadInput
from tiktrack_gui.ui.campaigns.columns import LEFT_ALIGNED, Column
from tiktrack_gui.ui.campaigns.editors import CellField, day_reader, price_reader
from tiktrack_gui.ui.campaigns.model import VideosModel
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.cells_delegate import PADDING, CellsDelegate
from tiktrack_gui.ui.widgets.paint import LEFT, RIGHT, draw_text, pixel_ratio
from tiktrack_gui.ui.widgets.picture_drawing import Shape
from tiktrack_gui.ui.widgets.pictures import COVER, Pictures
from tiktrack_gui.ui.widgets.rows_by_id import Index
from tiktrack_gui.words import campaign_pages as words
from tiktrack_gui.words.overview import Cell

COVER_COMPACT = Shape(27, 36, 4)
ICON = 14
PRICE_HINT, DAY_HINT = "150", "12 Oct"


class VideosDelegate(CellsDelegate):
    """Paints one cell at a time, depending on its column.

    Signals:
        price_entered: Another price was typed. args: the video's ID, hundredths or None.
        day_entered: Another day was typed. args: the video's ID, an ISO date or None.
    """

    price_entered = Signal(object, object)
    day_entered = Signal(object, object)

    def __init__(self, theme: Theme, pictures: Pictures, model: VideosModel, now: Callable[[], float]) -> None:
        super().__init__(theme, pictures)
        self._model, self._now = model, now

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        column = Column(index.column())
        self.paint_ground(painter, option, index)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(option.rect).adjusted(PADDING, 0, -PADDING, -1)
        cell = self._model.cell(index.row(), column)
        if column is Column.VIDEO:
            self._paint_video(painter, rect.adjusted(PADDING, 0, 0, 0), self._model.item(index.row()), cell)
        else:
            self.paint_figure(painter, rect, cell, LEFT if column in LEFT_ALIGNED else RIGHT)

    def _paint_video(self, painter: QPainter, rect: QRectF, one: Result, cell: Cell) -> None:
        shape = COVER_COMPACT if self._theme.look.compact_rows else COVER
        tokens, ratio = self._theme.tokens, pixel_ratio(painter)
        address = one.video.cover if one.video is not None else None
        cover = self._pictures.pixmap(address, shape, one.handle or "", ratio)
        painter.drawPixmap(QPointF(rect.left(), rect.center().y() - shape.height / 2), cover)
        lines = self.lines_in(rect.adjusted(shape.width + 12, 0, 0, 0), 2 if cell.below else 1)
        upper, lower = lines[0], lines[-1]
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
