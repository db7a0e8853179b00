"""The cards that a growth plot shows beside the mouse."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column, framed, row
from tiktrack_gui.ui.widgets.growth_marks import DayMark
from tiktrack_gui.ui.widgets.labels import ElidedLabel, Label
from tiktrack_gui.ui.widgets.picture_label import PictureLabel
from tiktrack_gui.ui.widgets.pictures import COVER, Pictures
from tiktrack_gui.words.text import breakable

DAY_CARD = 280  # px, at the default text size


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


class DayCard(QWidget):
    """A card with a marked day: what began, when, and what is known of it, in as many lines as it takes."""

    def __init__(self, canvas: QWidget, theme: Theme) -> None:
        super().__init__(canvas)
        self._theme = theme
        self._day, self._label = Label("", "tiny"), Label("", "emphasis", wrap=True)
        self._said = Label("", "small", tabular=True, wrap=True)
        lines = column(self._day, self._label, self._said, spacing=2, margins=(10, 7, 10, 8))
        self.setLayout(column(framed("card", lines)))
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def say(self, mark: DayMark, room: int) -> None:
        """room: px of width there are."""
        self._day.setText(mark.day)
        self._label.setText(breakable(mark.label))
        self._said.setText(mark.said)
        self._said.setVisible(bool(mark.said))
        width = min(self._theme.px(DAY_CARD), room)
        self.setFixedWidth(width)
        self.setFixedHeight(self.heightForWidth(width))


class PostCard(QWidget):
    """A card with a video: cover, caption and views, and how many others are there."""

    def __init__(self, canvas: QWidget, pictures: Pictures | None) -> None:
        super().__init__(canvas)
        self._cover = None if pictures is None else PictureLabel(pictures, COVER)
        self._when, self._caption = Label("", "tiny"), ElidedLabel("", "emphasis")
        self._views, self._more = Label("", "small", tabular=True), Label("", "tiny")
        lines = column(self._when, self._caption, self._views, self._more, spacing=2)
        parts = row(*filter(None, (self._cover,)), spacing=10, margins=(10, 7, 10, 8))
        parts.addLayout(lines, 1)
        self.setLayout(column(framed("card", parts)))
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def say(self, cover: str | None, name: str, words: tuple[str, str, str, str]) -> None:
        """name: whose it is. words: when it was posted, the caption, the views, and how many others are there."""
        if self._cover is not None:
            self._cover.show_picture(cover, name)
        for label, text in zip((self._when, self._caption, self._views, self._more), words, strict=True):
            label.setText(text)
        self._more.setVisible(bool(words[3]))
        self.adjustSize()
