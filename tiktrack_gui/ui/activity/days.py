"""The runs of the last weeks, a bar per day: what was fetched, what of it passed, and on which days runs failed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from tiktrack_gui.core.runs import DayOfRuns
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets import tooltips
from tiktrack_gui.ui.widgets.paint import LEFT, RIGHT, text_width
from tiktrack_gui.words import activity as words

MARGIN, GAP = 24.0, 6.0  # px
LINE = 20  # px, of text
BARS = 40  # px, the highest bar
WIDEST = 18.0  # px, of a bar
LEAST_FETCHED, LEAST_PASSED = 3.0, 1.0  # px; less can’t be seen
GREY = 0.55  # opacity
SWATCH = 8.0  # px, in the legend
CROSS = 3.0  # px, half of a mark's width


class DaysOfRuns(QWidget):
    """Shows days of runs, oldest first. A tooltip has each day's numbers, the accessible name the sums."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._days: Sequence[DayOfRuns] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._theme_changed)

    @property
    def _grey(self) -> QColor:
        color = QColor(self._theme.tokens.text3)
        color.setAlphaF(GREY)
        return color

    @property
    def has_runs(self) -> bool:
        return any(day.runs for day in self._days)

    def show_days(self, days: Sequence[DayOfRuns]) -> None:
        self._days = days
        self.setAccessibleName(words.days_of_runs(days))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(400, self._theme.px(LINE) * 2 + BARS + 32)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._days:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = float(self._theme.px(LINE))
        area = QRectF(self.rect()).adjusted(MARGIN, 8, -MARGIN, -4)
        self._paint_legend(painter, QRectF(area.left(), area.top(), area.width(), line))
        self._paint_dates(painter, QRectF(area.left(), area.bottom() - line, area.width(), line))
        bars = area.adjusted(0, line + 4 + 4 * CROSS, 0, -line - 4)
        most = max(day.fetched for day in self._days) or 1
        for number, day in enumerate(self._days):
            self._paint_day(painter, self._slot(number, bars), day, bars.height() / most)
        painter.setPen(QPen(self._theme.tokens.border_strong, 1))
        painter.drawLine(QPointF(bars.left(), bars.bottom() + 0.5), QPointF(bars.right(), bars.bottom() + 0.5))

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and self._days:
            day = self._days[self.day_at(event.pos().x())]
            QToolTip.showText(event.globalPos(), tooltips.plain(words.day_of_runs(day)), self)
            return True
        return super().event(event)

    def day_at(self, x: float) -> int:
        """Returns the index of the day nearest to that place."""
        share = (x - MARGIN) / max(self.width() - 2 * MARGIN, 1.0)
        return min(max(int(share * len(self._days)), 0), len(self._days) - 1)

    def _slot(self, number: int, bars: QRectF) -> QRectF:
        width = bars.width() / len(self._days)
        return QRectF(bars.left() + number * width, bars.top(), width, bars.height())

    def _paint_day(self, painter: QPainter, slot: QRectF, day: DayOfRuns, scale: float) -> None:
        """scale: px per video."""
        width = min(slot.width() - GAP, WIDEST)
        top = slot.bottom()
        for count, color, least in (
            (day.fetched, self._grey, LEAST_FETCHED),
            (day.passed, self._theme.tokens.accent, LEAST_PASSED),
        ):
            if count:
                height = max(count * scale, least)
                painter.fillRect(QRectF(slot.center().x() - width / 2, slot.bottom() - height, width, height), color)
                top = min(top, slot.bottom() - height)
        if day.failed:
            self._paint_cross(painter, QPointF(slot.center().x(), top - 2 * CROSS))

    def _paint_cross(self, painter: QPainter, middle: QPointF) -> None:
        painter.setPen(QPen(self._theme.tokens.bad, 1.75))
        for tilt in (CROSS, -CROSS):
            painter.drawLine(middle + QPointF(-CROSS, -tilt), middle + QPointF(CROSS, tilt))

    def _paint_legend(self, painter: QPainter, rect: QRectF) -> None:
        painter.setFont(self._theme.font(12, tabular=True))
        fetched, passed, failed = words.sums_of_runs(self._days)
        x = self._paint_word(painter, rect, rect.left(), words.last_days(len(self._days))) + 16
        for text, color in ((fetched, self._grey), (passed, self._theme.tokens.accent), (failed, None)):
            if not text:
                continue
            if color is None:
                self._paint_cross(painter, QPointF(x + SWATCH / 2, rect.center().y()))
            else:
                painter.fillRect(QRectF(x, rect.center().y() - SWATCH / 2, SWATCH, SWATCH), color)
            x = self._paint_word(painter, rect, x + SWATCH + 6, text) + 16

    def _paint_word(self, painter: QPainter, rect: QRectF, x: float, text: str) -> float:
        """Returns where the text ends."""
        painter.setPen(self._theme.tokens.text3)
        painter.drawText(QRectF(x, rect.top(), rect.right() - x, rect.height()), LEFT, text)
        return x + text_width(text, painter.font())

    def _paint_dates(self, painter: QPainter, rect: QRectF) -> None:
        painter.setFont(self._theme.font(11, tabular=True))
        painter.setPen(self._theme.tokens.text3)
        painter.drawText(rect, LEFT, words.short_day(self._days[0]))
        painter.drawText(rect, RIGHT, "Today")

    def _theme_changed(self) -> None:
        self.updateGeometry()
        self.update()
