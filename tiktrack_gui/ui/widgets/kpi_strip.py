"""A few figures side by side, each with caption, number and change, separated by hairlines."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QWidget

from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets import tooltips
from tiktrack_gui.ui.widgets.boxes import column, divided, hairline, row
from tiktrack_gui.ui.widgets.labels import Label
from tiktrack_gui.ui.widgets.side_by_side import SideBySide
from tiktrack_gui.words.counts import UNKNOWN

LOW = 700  # px, at the default text size: in a window lower than that, a row of the table is worth more


class KpiStrip(QFrame):
    """Shows figures by key, all of the same width; in two lines if there is too little room.

    In a low window, each caption stands beside its number instead of above it.
    """

    def __init__(self, theme: Theme, captions: Mapping[str, str], meanings: Mapping[str, str]) -> None:
        """meanings: what each figure is, for its tooltip."""
        super().__init__()
        self._theme = theme
        self._figures = {key: _Figure(caption, meanings[key]) for key, caption in captions.items()}
        figures = list(self._figures.values())
        half = (len(figures) + 1) // 2
        self._halves = divided(figures[:half]), divided(figures[half:])
        halves = SideBySide(*self._halves, line=hairline("vertical"))
        self.setLayout(row(halves, margins=(24, 0, 24, 0)))

    def fit(self, height: int) -> None:
        """Adapts to the window's height in px."""
        for figure in self._figures.values():
            figure.set_low(height < self._theme.px(LOW))

    def leave_out(self, key: str, left_out: bool) -> None:
        """Hides a figure for which there is no room, with the line before it. Not for the first one of a line."""
        figure = self._figures[key]
        half = next(half for half in self._halves if half.indexOf(figure) > 0)
        for place in (half.indexOf(figure), half.indexOf(figure) - 1):
            if (item := half.itemAt(place)) is not None and (widget := item.widget()) is not None:
                widget.setVisible(not left_out)

    def set_figure(self, key: str, value: str, change: str = "", *, tone: str = "", hint: str = "") -> None:
        """value: "" = the change says it all, in words. tone: of the change. hint: what the tooltip says besides, such
        as the exact number or time.
        """
        self._figures[key].show_value(value, change, tone, hint)


class _Figure(QWidget):
    def __init__(self, caption: str, meaning: str) -> None:
        super().__init__()
        self._meaning = meaning
        self._is_low = False
        self._caption = Label(caption, "hint")
        self._value = Label("", "kpi", tabular=True)
        self._change = Label("", "small", tabular=True)
        self._change.setAlignment(Qt.AlignmentFlag.AlignBottom)
        line = row(self._value, self._change, None, spacing=0, margins=(0, 0, 8, 0))
        self._parts = column(self._caption, line, spacing=0)
        self.setLayout(self._parts)
        self.show_value(UNKNOWN)

    def set_low(self, low: bool) -> None:
        """low: the caption beside the number, which is smaller then."""
        self._parts.setDirection(QBoxLayout.Direction.LeftToRight if low else QBoxLayout.Direction.TopToBottom)
        self._parts.setSpacing(8 if low else 0)
        self._value.set_role("emphasis" if low else "kpi")
        self._is_low = low
        self._place_change()

    def show_value(self, value: str, change: str = "", tone: str = "", hint: str = "") -> None:
        self._value.setText(value)
        self._value.set_tone("quiet" if value == UNKNOWN else "")
        self._change.setText(change)
        self._place_change()
        self._change.set_tone(tone)
        self.setToolTip(tooltips.plain("\n".join(filter(None, (self._meaning, hint)))))
        self.setAccessibleName(" ".join(filter(None, (self._caption.text(), value, change))))

    def _place_change(self) -> None:
        """On the number's baseline, or in its place."""
        has_both = bool(self._value.text() and self._change.text())
        self._change.setContentsMargins(8 if has_both else 0, 0, 0, 0 if self._is_low else 3)
