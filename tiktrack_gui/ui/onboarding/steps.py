"""The steps of the dialog, each with a mark, a title, a text, and room for more."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column, row
from tiktrack_gui.ui.widgets.labels import Label

MARK = 26  # px
ICON = 14


class Stage(Enum):
    """The progress of a step; the value is for screen readers."""

    AHEAD = "not started"
    NOW = "in progress"
    DONE = "done"
    FAILED = "failed"


class StepMark(QWidget):
    """A circle with the step's number, a tick once it is done, or a cross if it failed."""

    def __init__(self, theme: Theme, number: int) -> None:
        super().__init__()
        self._theme, self._number, self._stage = theme, number, Stage.AHEAD
        self.setFixedSize(MARK, MARK)
        theme.changed.connect(self.update)

    def set_stage(self, stage: Stage) -> None:
        self._stage = stage
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(MARK, MARK)

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = self._theme.tokens
        line, ground, ink = {
            Stage.AHEAD: (tokens.border_strong, tokens.surface, tokens.text3),
            Stage.NOW: (tokens.accent, tokens.accent, tokens.on_accent),
            Stage.DONE: (tokens.ok_soft, tokens.ok_soft, tokens.ok),
            Stage.FAILED: (tokens.bad_soft, tokens.bad_soft, tokens.bad),
        }[self._stage]
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(line, 1))
        painter.setBrush(ground)
        painter.drawEllipse(QRectF(0.5, 0.5, MARK - 1, MARK - 1))
        icon = {Stage.DONE: "check", Stage.FAILED: "x"}.get(self._stage)
        if icon is not None:
            pixmap = self._theme.icons.pixmap(icon, ink, ICON, self.devicePixelRatioF())
            painter.drawPixmap(QPointF((MARK - ICON) / 2, (MARK - ICON) / 2), pixmap)
            return
        painter.setPen(ink)
        painter.setFont(self._theme.font(12, 600, tabular=True))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, str(self._number))


class Step(QFrame):
    """One step; its title is dimmed until it starts.

    Attributes:
        body: The layout for further widgets.
    """

    def __init__(self, theme: Theme, number: int, title: str) -> None:
        super().__init__()
        self._name = title
        self._mark = StepMark(theme, number)
        self._title = Label(title, "emphasis")
        self._words = Label("", "secondary", wrap=True)
        self.body: QVBoxLayout = column(spacing=8)
        self.body.setContentsMargins(0, 4, 0, 0)
        texts = column(self._title, self._words, self.body, spacing=2, margins=(0, 3, 0, 0))
        layout = row(spacing=14)
        layout.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(texts, 1)
        self.setLayout(layout)
        self.show_stage(Stage.AHEAD, "")

    @property
    def words(self) -> str:
        return self._words.text()

    def show_stage(self, stage: Stage, words: str) -> None:
        self._mark.set_stage(stage)
        self._words.setText(words)
        self._words.setVisible(bool(words))
        self._words.set_tone("bad" if stage is Stage.FAILED else "")
        self._title.setEnabled(stage is not Stage.AHEAD)
        self.setAccessibleName(f"{self._name}, {stage.value}: {words}" if words else f"{self._name}, {stage.value}")
