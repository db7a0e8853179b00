"""The colours of pictures: those of the window's themes, on backgrounds that go with Discord's."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtGui import QColor


class Palette(NamedTuple):
    background: QColor
    grid: QColor
    text: QColor
    quiet: QColor  # what is secondary
    line: QColor
    fill: QColor  # below the line, and what rounding leaves open
    up: QColor
    down: QColor


DARK = Palette(*map(QColor, ("#1E1F22", "#303238", "#ECEDF0", "#A6AAB4", "#ABA8FF", "#7F7DF0", "#46D08C", "#FF8F8F")))
LIGHT = Palette(*map(QColor, ("#FFFFFF", "#E7E7EC", "#17181C", "#565A66", "#5B5BD6", "#5B5BD6", "#17734A", "#C22A30")))
