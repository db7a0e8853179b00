"""The cards that a growth plot shows beside the mouse."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from tiktrack_gui.ui.widgets.boxes import column, framed
from tiktrack_gui.ui.widgets.labels import Label


class PointCard(QWidget):
    """A card with a point's time, count and change, and the gap beside it."""

    def __init__(self, canvas: QWidget) -> None:
        super().__init__(canvas)
        self._when, self._value = Label("", "tiny"), Label("", "emphasis", tabular=True)
        self._change = Label("", "small", tabular=True)
        self._gap = Label("", "tiny")
        lines = column(self._when, self._value, self._change, self._gap, spacing=2, margins=(10, 7, 10, 8))
        frame = framed("card", lines)
        self.setLayout(column(frame))
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def say(self, when: str, value: str, change: str, tone: str, gap: str) -> None:
        self._when.setText(when)
        self._value.setText(value)
        self._change.setText(change)
        self._change.setVisible(bool(change))
        self._change.set_tone(tone)
        self._gap.setText(gap)
        self._gap.setVisible(bool(gap))
        self.adjustSize()
