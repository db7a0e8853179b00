"""One step of connecting: its number, what to do, and what there is to do it with."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column, hairline, row
from tiktrack_gui.ui.widgets.buttons import Button
from tiktrack_gui.ui.widgets.labels import ElidedLabel, Label
from tiktrack_gui.ui.widgets.paint import pixel_ratio
from tiktrack_gui.words.connecting import Step

DISC = 24  # px
HEAD = 32  # px, height; that of the button that a step gets once it is done


class StepState(StrEnum):
    LATER = "later"  # only its title is shown
    OPEN = "open"
    DONE = "done"  # what came of it is shown, and how to do it again


class StepRow(QWidget):
    """Signals:
    opened: The user wants to do a step again that is done.
    """

    opened = Signal()

    def __init__(self, theme: Theme, number: int, step: Step, body: QWidget, again: str) -> None:
        """again: the text of the button that opens a step that is done."""
        super().__init__()
        self.step, self.body = step, body
        self._disc = _Disc(theme, number)
        self._title = Label(step.title, "emphasis")
        self._hint = Label(step.hint, "hint", wrap=True)
        self._summary = ElidedLabel("", "small")
        self._again = Button(theme, again, kind="link")
        self._again.setAccessibleName(f"{again} ({step.title})")
        self._again.clicked.connect(self.opened)
        self._line = hairline("vertical")
        self.state = StepState.LATER
        self._lay_out()
        self.show_state(StepState.LATER)

    def show_state(self, state: StepState) -> None:
        self.state = state
        is_open, is_done = state is StepState.OPEN, state is StepState.DONE
        self._disc.show_state(state)
        self._title.setEnabled(state is not StepState.LATER)
        self._hint.setVisible(is_open)
        self._summary.setVisible(is_done)
        self._again.setVisible(is_done)
        self.body.setVisible(is_open)
        self.setAccessibleName(f"Step {self._disc.number}, {self.step.title}: {state}")

    def end(self) -> None:
        """It is the last one: no line leads on."""
        self._line.hide()

    def summarize(self, text: str) -> None:
        """Sets what is shown once the step is done."""
        self._summary.setText(text)

    def _lay_out(self) -> None:
        gutter = column((HEAD - DISC) // 2, self._disc, row(None, (self._line, 1), None), spacing=4)
        gutter.setStretch(2, 1)
        head = row(self._title, (self._summary, 1), self._again, spacing=12)
        head.addStrut(HEAD)
        content = column(head, self._hint, self.body, 6, spacing=4)
        layout = row(gutter, spacing=12)
        layout.addLayout(content, 1)
        self.setLayout(layout)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)


class _Disc(QWidget):
    """The step's number; a check mark once it is done."""

    def __init__(self, theme: Theme, number: int) -> None:
        super().__init__()
        self._theme, self.number = theme, number
        self._state = StepState.LATER
        self.setFixedSize(DISC, DISC)
        theme.changed.connect(self.update)

    def show_state(self, state: StepState) -> None:
        self._state = state
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = self._theme.tokens
        ground, ink = {
            StepState.LATER: (tokens.sunken, tokens.text3),
            StepState.OPEN: (tokens.accent, tokens.on_accent),
            StepState.DONE: (tokens.ok_soft, tokens.ok),
        }[self._state]
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawEllipse(self.rect())
        if self._state is StepState.DONE:
            icon = self._theme.icons.pixmap("check", ink, 14, pixel_ratio(painter))
            painter.drawPixmap(QRectF(5, 5, 14, 14).topLeft(), icon)
        else:
            font = self._theme.font(12, 600, tabular=True)
            font.setPixelSize(12)  # the disc doesn't grow with the text
            painter.setFont(font)
            painter.setPen(ink)
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, str(self.number))
