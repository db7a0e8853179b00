"""A score taken apart, as a waterfall: each part's bar begins where the one before it ended."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from tiktrack_gui.core.models import Score
from tiktrack_gui.core.score import Contribution, contributions
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column
from tiktrack_gui.ui.widgets.paint import LEFT, RIGHT, draw_text, text_width
from tiktrack_gui.words import measures, videos

LINE = 18  # px, at the usual text size
GAP = 8
BAR = 5
WHOLE = 100  # points
NAMES = {  # by default weight, largest first
    "velocity": "Velocity",
    "acceleration": "Acceleration",
    "engagement": "Engagement",
    "reach": "Reach",
    "freshness": "Freshness",
}


class ScoreParts(QWidget):
    """Shows one step per part with its value, weight and points, and their sum, the score."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._steps = {part: Step(theme, name, measures.SCORE_PARTS[part]) for part, name in NAMES.items()}
        self._sum = Step(theme, "Score", measures.SCORE, is_sum=True)
        self.setLayout(column(*self._steps.values(), self._sum, spacing=0))

    def show_score(self, score: Score | None) -> None:
        """score: None if there is none, as nothing is known of the engagement."""
        self.setVisible(score is not None)
        if score is None:
            return
        reached = 0
        for one in contributions(score):
            self._steps[one.part].show_part(one, reached)
            reached += one.points
        self._sum.show_sum(score.value)
        self.setAccessibleName(". ".join(step.accessibleName() for step in (*self._steps.values(), self._sum)))


class Step(QWidget):
    """A line of words above a bar, and below it, if there is one, a line on what it is from."""

    def __init__(self, theme: Theme, name: str, meaning: str, *, is_sum: bool = False) -> None:
        super().__init__()
        self._theme, self._name, self._is_sum = theme, name, is_sum
        self._detail = self._points = self._note = ""
        self._start = self._end = 0
        self.setToolTip(meaning)
        self.setAccessibleDescription(meaning)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._theme_changed)

    def show_part(self, part: Contribution, start: int, note: str = "") -> None:
        """start: the points of the parts before it. note: what it is from."""
        is_known = part.value is not None
        self._detail, self._points = videos.part_of_score(part), f"+{part.points}" if is_known else ""
        self._start, self._end = start, start + part.points
        self._note = note
        said = f"{self._name}: {self._detail}{f' = {_in_words(part.points)}' if is_known else ''}"
        self._say(f"{said}, {note}" if note else said)

    def show_sum(self, score: int) -> None:
        self._points, self._end = str(score), score
        self._say(f"{self._name}: {score} of {WHOLE} points")

    def sizeHint(self) -> QSize:
        lines = 2 if self._note else 1
        return QSize(200, lines * self._theme.px(LINE) + BAR + GAP)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = QRectF(0, 0, self.width(), self._theme.px(LINE))
        self._paint_words(painter, line)
        bar = QRectF(0, line.bottom() + 2, self.width(), BAR)
        self._paint_bar(painter, bar)
        if self._note:
            painter.setFont(self._theme.font(12, tabular=True))
            painter.setPen(self._theme.tokens.text3)
            draw_text(painter, line.translated(0, bar.bottom()), self._note)

    def _paint_words(self, painter: QPainter, rect: QRectF) -> None:
        tokens, name = self._theme.tokens, self._theme.font(12, 500 if self._is_sum else 400)
        painter.setFont(name)
        painter.setPen(tokens.text if self._is_sum else tokens.text2)
        painter.drawText(rect, LEFT, self._name)
        beside = rect.adjusted(text_width(self._name, name) + GAP, 0, 0, 0)
        painter.setFont(self._theme.font(12, tabular=True))
        painter.setPen(tokens.text3)
        painter.drawText(beside, LEFT, self._detail)
        painter.setFont(self._theme.font(12, 600, tabular=True))
        painter.setPen(tokens.text)
        painter.drawText(rect, RIGHT, self._points)

    def _paint_bar(self, painter: QPainter, rect: QRectF) -> None:
        tokens = self._theme.tokens
        self._fill(painter, rect, 0, WHOLE, tokens.sunken)
        self._fill(painter, rect, 0, self._end, tokens.border_strong)  # what the parts before it have reached
        self._fill(painter, rect, self._start, self._end, tokens.accent)

    def _fill(self, painter: QPainter, rect: QRectF, start: int, end: int, color: QColor) -> None:
        if end <= start:
            return
        left, right = (rect.left() + rect.width() * points / WHOLE for points in (start, end))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        painter.drawRoundedRect(QRectF(left, rect.top(), right - left, rect.height()), BAR / 2, BAR / 2)

    def _say(self, words: str) -> None:
        self.setAccessibleName(words)
        self.updateGeometry()
        self.update()

    def _theme_changed(self) -> None:
        self.updateGeometry()
        self.update()


def _in_words(points: int) -> str:
    return "1 point" if points == 1 else f"{points} points"
