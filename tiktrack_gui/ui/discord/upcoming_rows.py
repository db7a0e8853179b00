"""The rows of "What would be posted now": the model of decisions, and how one is painted."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from tiktrack_gui.core.selection import Decision
from tiktrack_gui.core.subjects import About, Subject
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets import tooltips
from tiktrack_gui.ui.widgets.paint import LEFT, RIGHT, draw_text, pixel_ratio, score_pill, text_width
from tiktrack_gui.ui.widgets.pictures import AVATAR, COVER, Pictures
from tiktrack_gui.ui.widgets.rows_table import RowsDelegate
from tiktrack_gui.words import decisions as words
from tiktrack_gui.words.decisions import Verdict

ROW = 60  # px
EDGE = 24.0
ICON = 14
ORDER = {Verdict.POSTED: 0, Verdict.WAITS: 1, Verdict.REFUSED: 2}
Index = QModelIndex | QPersistentModelIndex


class Column(IntEnum):
    MAIN = 0
    FOLLOWERS = 1
    SCORE = 2


class UpcomingModel(QAbstractTableModel):
    """Those that would be posted, those that wait, and the others, each in turn.

    Attributes:
        shown: The decisions in the rows.
        total: How many there are, shown or not.
    """

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[Decision] = []
        self._all: list[Decision] = []
        self._verdicts: frozenset[Verdict] = frozenset(Verdict)

    @property
    def total(self) -> int:
        return len(self._all)

    def show(self, decisions: Sequence[Decision], verdicts: frozenset[Verdict]) -> None:
        """Replaces all rows: another answer may be about thousands of others."""
        self._all = sorted(decisions, key=_order)
        self.filter(verdicts)

    def filter(self, verdicts: frozenset[Verdict]) -> None:
        self.beginResetModel()
        self._verdicts = verdicts
        self.shown = [one for one in self._all if words.verdict(one) in verdicts]
        self.endResetModel()

    def row_of(self, subject: Subject) -> int | None:
        return next((row for row, one in enumerate(self.shown) if one.subject == subject), None)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own signature; the index is immutable
        return 0 if parent.isValid() else len(self.shown)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(Column)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(Column):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            stories = bool(self._all) and self._all[0].candidate.about is About.VIDEO
            return ("Story" if stories else "Creator", "Followers", "Score")[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if section == Column.FOLLOWERS else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.shown):
            return None
        decision, column = self.shown[index.row()], Column(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return _text(decision, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _spoken(decision, column)
        if role == Qt.ItemDataRole.ToolTipRole and column is Column.MAIN:
            return tooltips.plain(f"{words.title(decision)} · @{decision.creator.handle}\n{words.told(decision)}")
        return None


def _order(decision: Decision) -> int:
    return ORDER[words.verdict(decision)]


def _text(decision: Decision, column: Column) -> str:
    if column is Column.FOLLOWERS:
        return words.followers(decision)
    if column is Column.SCORE:
        return "" if decision.candidate.score is None else str(decision.candidate.score)
    return words.title(decision)


def _spoken(decision: Decision, column: Column) -> str:
    if column is Column.MAIN:
        return f"{words.title(decision)}, @{decision.creator.handle}: {words.told(decision)}"
    return f"{column.name.capitalize()}: {_text(decision, column) or 'none'}"


class UpcomingDelegate(RowsDelegate):
    """Picture, title and handle, and below them what would happen, or why not."""

    def __init__(self, theme: Theme, pictures: Pictures, model: UpcomingModel) -> None:
        super().__init__(theme)
        self._pictures, self._model = pictures, model

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(80, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        selected = self.paint_ground(painter, option, index)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        decision, rect = self._model.shown[index.row()], QRectF(option.rect)
        if index.column() == Column.MAIN:
            self._paint_main(painter, rect.adjusted(EDGE, 0, -8, -1), decision)
        elif index.column() == Column.FOLLOWERS:
            painter.setFont(self._theme.font(13, 400, tabular=True))
            painter.setPen(self._theme.tokens.text)
            draw_text(painter, rect.adjusted(0, 0, -12, -1), words.followers(decision), RIGHT)
        elif decision.candidate.score is not None:
            score_pill(painter, self._theme, rect.adjusted(12, 0, -12, -1), decision.candidate.score, selected=selected)

    def _paint_main(self, painter: QPainter, rect: QRectF, decision: Decision) -> None:
        tokens, theme = self._theme.tokens, self._theme
        rect.setLeft(self._paint_picture(painter, rect, decision) + 12)
        upper, lower = QRectF(rect), QRectF(rect)
        upper.setTop(rect.center().y() - theme.px(20))
        upper.setBottom(rect.center().y())
        lower.setTop(rect.center().y())
        lower.setBottom(rect.center().y() + theme.px(20))
        title, handle = words.title(decision), f"@{decision.creator.handle}"
        painter.setFont(theme.font(13, 500))
        painter.setPen(tokens.text)
        draw_text(painter, upper, title, LEFT)
        wide = text_width(title, painter.font()) + 8
        painter.setFont(theme.font(12))
        if title != handle and wide + text_width(handle, painter.font()) <= upper.width():
            painter.setPen(tokens.text3)
            draw_text(painter, upper.adjusted(wide, 0, 0, 0), handle, LEFT)
        verdict = words.verdict(decision)
        look = words.LOOKS[verdict]
        icon = theme.icons.pixmap(look.icon, theme.color(look.color), ICON, pixel_ratio(painter))
        painter.drawPixmap(QPointF(lower.left(), lower.center().y() - ICON / 2), icon)
        painter.setPen(tokens.ok if verdict is Verdict.POSTED else tokens.text2)
        draw_text(painter, lower.adjusted(ICON + 6, 0, 0, 0), words.told(decision), LEFT)

    def _paint_picture(self, painter: QPainter, rect: QRectF, decision: Decision) -> float:
        """Returns its right edge."""
        story, creator = decision.candidate.story, decision.creator
        of_story = decision.candidate.about is About.VIDEO and story is not None
        shape = COVER if of_story else AVATAR
        address = story.video.cover if of_story and story is not None else creator.avatar
        name = creator.name or creator.handle
        pixmap = self._pictures.pixmap(address, shape, name, pixel_ratio(painter))
        painter.drawPixmap(QPointF(rect.left(), round(rect.center().y() - shape.height / 2)), pixmap)
        return rect.left() + shape.width
