"""Days on which something began, such as a status, as marks on a growth plot. Imported with the first plot, as it
imports pyqtgraph.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pyqtgraph as pg
from PySide6.QtGui import QFont, QFontMetricsF

from tiktrack_gui.core.characters import cut
from tiktrack_gui.ui.theme.colors import Tokens
from tiktrack_gui.ui.widgets.growth_lines import faded
from tiktrack_gui.ui.widgets.growth_marks import DayMark

ROWS = 3  # of labels, one below the other, where days are close
AROUND = 8  # px that a label takes besides its text
BETWEEN = 4  # px, between labels
REACH = 5  # px, how near to a line the mouse has to be
LONGEST = 24  # characters of a label
VEIL, LINE = 0.88, 0.6  # opacity of the ground behind a label, and of a line


@dataclass(slots=True)
class _Items:
    """What is drawn of a mark."""

    line: pg.InfiniteLine
    label: pg.TextItem


class Days:
    """A vertical line for each day, with a label at its top. Where there is no room for a label, the line is enough."""

    def __init__(self, canvas: pg.PlotWidget) -> None:
        self._canvas = canvas
        self.marks: Sequence[DayMark] = ()  # oldest first
        self._items: list[_Items] = []
        self._font = QFont()

    def set_marks(self, marks: Sequence[DayMark]) -> None:
        """marks: oldest first. They are to be painted and redrawn then."""
        self.marks = marks
        while len(self._items) > len(marks):
            gone = self._items.pop()
            for item in (gone.line, gone.label):
                self._canvas.removeItem(item)
        while len(self._items) < len(marks):
            made = _Items(pg.InfiniteLine(angle=90, movable=False), pg.TextItem(anchor=(0, 0)))
            made.line.setZValue(-0.5)  # behind what is measured
            made.label.setZValue(1)
            for item in (made.line, made.label):
                self._canvas.addItem(item, ignoreBounds=True)
            self._items.append(made)
        for mark, items in zip(marks, self._items, strict=True):
            items.line.setPos(mark.at)

    def paint(self, tokens: Tokens, font: QFont, ratio: float) -> None:
        """ratio: device pixels per pixel."""
        self._font = font
        veil = faded(tokens.surface, VEIL)
        for mark, items in zip(self.marks, self._items, strict=True):
            items.line.setPen(pg.mkPen(faded(tokens.text3, LINE), width=ratio))
            items.label.setFont(font)
            items.label.setText(cut(mark.label, LONGEST), tokens.text2)
            items.label.fill = pg.mkBrush(veil)

    def redraw(self, times: tuple[float, float], values: tuple[float, float], size: tuple[float, float]) -> None:
        """Draws the marks between two times. values: at the lower and the upper end of the plot. size: of it in px."""
        (start, end), (bottom, top), (width, height) = times, values, size
        metrics = QFontMetricsF(self._font)
        line = metrics.height() + AROUND
        taken: list[list[float]] = [[] for _ in range(ROWS)]  # the left edges of the labels in each row
        for mark, items in reversed(list(zip(self.marks, self._items, strict=True))):
            inside = start <= mark.at <= end
            items.line.setVisible(inside)
            x = (mark.at - start) / max(end - start, 1) * width
            needed = metrics.horizontalAdvance(cut(mark.label, LONGEST)) + AROUND
            left = x if x + needed <= width else x - needed
            row = _free_row(taken, left, needed) if inside and left >= 0 else None
            items.label.setVisible(row is not None)
            if row is not None:
                taken[row].append(left)
                items.label.setAnchor((0, 0) if left == x else (1, 0))
                items.label.setPos(mark.at, top - row * line * (top - bottom) / max(height, 1))

    def near(self, at: float, reach: float) -> int | None:
        """The number of the mark nearest to a time, if within `reach` seconds."""
        found = min(range(len(self.marks)), key=lambda place: abs(self.marks[place].at - at), default=None)
        return found if found is not None and abs(self.marks[found].at - at) <= reach else None


def _free_row(taken: Sequence[Sequence[float]], left: float, needed: float) -> int | None:
    """The first row with room up to the label at its right; None if there is none."""
    for row, edges in enumerate(taken):
        if all(left + needed + BETWEEN <= edge for edge in edges):
            return row
    return None
