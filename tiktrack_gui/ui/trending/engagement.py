"""The engagement of a video since it was posted, beside what it would have at the threshold."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from tiktrack_gui.core import numbers
from tiktrack_gui.core.durations import MINUTE
from tiktrack_gui.core.gaps import Gap, of_video
from tiktrack_gui.core.models import Video, VideoSample
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.paint import LEFT, RIGHT, text_width
from tiktrack_gui.ui.widgets.sparkline import Lines, lines_of, points
from tiktrack_gui.words.times import not_measured

HEIGHT = 88  # px, with the line of words
LINE = 18
GAP = 8
TITLE = "Engagement"
DOT = 2.5


class EngagementCurve(QWidget):
    """Draws the measured engagement as a line with a dot per measurement; until the first one, and where none was made
    for long, it is dotted.

    The dashed grey line is that of a video exactly at the threshold.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._video: Video | None = None
        self._curve: list[tuple[int, int]] = []
        self._gaps: list[Gap] = []
        self._threshold = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._theme_changed)

    def show_curve(self, video: Video, samples: Sequence[VideoSample], threshold: float) -> None:
        """samples: oldest first; none while they are loaded. threshold: engagements per minute."""
        self._video, self._threshold = video, threshold
        self._curve, self._gaps = points(samples or [video.sample]), of_video(samples)
        self.setVisible(bool(self._curve) and self._curve[-1][0] > video.posted_at)
        self.setAccessibleName(self._in_words())
        self.setToolTip(self._in_words())
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, self._theme.px(HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._video is None or not self._curve:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = self._theme.px(LINE)
        whole = QRectF(self.rect())
        self._paint_words(painter, whole, line)
        self._paint_lines(painter, whole.adjusted(DOT, line + 6, -DOT, -DOT))

    def _paint_words(self, painter: QPainter, rect: QRectF, line: int) -> None:
        tokens = self._theme.tokens
        top = QRectF(rect.left(), rect.top(), rect.width(), line)
        title = self._theme.font(12, 600)
        painter.setFont(title)
        painter.setPen(tokens.text)
        painter.drawText(top, LEFT, TITLE)
        painter.setFont(self._theme.font(11))
        painter.setPen(tokens.text3)
        painter.drawText(top, RIGHT, self._legend(top.width() - text_width(TITLE, title) - GAP))

    def _legend(self, room: float) -> str:
        """What the dashed line is, in as many words as have room."""
        threshold = numbers.velocity(self._threshold)
        words = f"- - threshold {threshold}"
        return words if text_width(words, self._theme.font(11)) <= room else f"- - at {threshold}"

    def _paint_lines(self, painter: QPainter, rect: QRectF) -> None:
        assert self._video is not None
        tokens, start, end = self._theme.tokens, self._video.posted_at, self._curve[-1][0]
        at_threshold = self._at_threshold(self._video)
        highest = max(*(engagement for _, engagement in self._curve), at_threshold, 1)

        def place(at: float, engagement: float) -> QPointF:
            x = rect.left() + rect.width() * (at - start) / (end - start)
            return QPointF(x, rect.bottom() - rect.height() * engagement / highest)

        painter.setPen(QPen(tokens.border, 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setPen(QPen(tokens.text3, 1, Qt.PenStyle.DashLine))
        painter.drawLine(place(start, 0), place(end, at_threshold))
        places = [place(*point) for point in self._curve]
        painter.setPen(QPen(tokens.accent, 1.5, Qt.PenStyle.DotLine))
        painter.drawLine(place(start, 0), places[0])
        self._paint_measured(painter, lines_of(self._curve, place, self._gaps), places, tokens.accent)

    def _paint_measured(self, painter: QPainter, lines: Lines, places: Sequence[QPointF], color: QColor) -> None:
        painter.strokePath(lines.between, QPen(color, 1.5, Qt.PenStyle.DotLine))
        for line in lines.measured:
            painter.strokePath(line, QPen(color, 1.75))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        for point in _apart(places):
            painter.drawEllipse(point, DOT, DOT)

    def _at_threshold(self, video: Video) -> float:
        """The engagement that it would have at its last measurement."""
        return self._threshold * (self._curve[-1][0] - video.posted_at) / MINUTE

    def _in_words(self) -> str:
        if self._video is None or not self._curve:
            return ""
        engagement, times = self._curve[-1][1], len(self._curve)
        measured = "once" if times == 1 else f"{times} times"
        at_threshold = numbers.grouped(round(self._at_threshold(self._video)))
        said = f"{numbers.grouped(engagement)} likes, comments and shares; measured {measured}"
        gaps = (not_measured(*gap) for gap in self._gaps)
        return ". ".join((said, f"At the threshold, it would have {at_threshold}", *gaps)) + "."

    def _theme_changed(self) -> None:
        self.updateGeometry()
        self.update()


def _apart(places: Sequence[QPointF]) -> list[QPointF]:
    """The last point, and of the others those that don't touch the next one."""
    kept = [places[-1]]
    for point in reversed(places[:-1]):
        if abs(point.x() - kept[-1].x()) >= 3 * DOT:
            kept.append(point)
    return kept
