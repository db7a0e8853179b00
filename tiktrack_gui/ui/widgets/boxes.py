"""Rows, columns and hairlines: layouts without the boilerplate."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLayout, QScrollArea, QVBoxLayout, QWidget

# a widget, one that takes the free space (with its share), a layout, pixels of space, or None = free space
Part = QWidget | tuple[QWidget, int] | QLayout | int | None
Margins = tuple[int, int, int, int]  # left, top, right, bottom
Box = TypeVar("Box", bound=QBoxLayout)


def row(*parts: Part, spacing: int = 8, margins: Margins = (0, 0, 0, 0)) -> QHBoxLayout:
    """Parts side by side."""
    return _fill(QHBoxLayout(), parts, spacing, margins)


def column(*parts: Part, spacing: int = 8, margins: Margins = (0, 0, 0, 0)) -> QVBoxLayout:
    """Parts below one another."""
    return _fill(QVBoxLayout(), parts, spacing, margins)


def hairline(direction: str = "horizontal") -> QFrame:
    """A line of one pixel; direction: horizontal or vertical."""
    line = QFrame()
    line.setProperty("line", direction)
    return line


def framed(surface: str, layout: QLayout | None = None) -> QFrame:
    """A frame with a ground of the style sheet: page, card, panel, sunken, window."""
    frame = QFrame()
    frame.setProperty("surface", surface)
    frame.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    if layout is not None:
        frame.setLayout(layout)
    return frame


def scrolled(area: QScrollArea, layout: QLayout) -> QFrame:
    """Puts a layout into an area that scrolls up and down only; the frame that holds it.

    The frame has its place before it is filled: an area measures what it is given, and what was measured is dressed
    again with each move up.
    """
    frame = framed("clear")
    area.setWidget(frame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFrameShape(QFrame.Shape.NoFrame)
    frame.setLayout(layout)
    return frame


def scrolls_by_keyboard(area: QScrollArea, name: str) -> None:
    """A stop of Tab of its own, for the arrow keys; it has a frame while it has the focus."""
    area.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    area.setProperty("framed", "focus")
    area.setAccessibleName(name)


def restyle(widget: QWidget, name: str, value: object) -> None:
    """Set a property that the style sheet looks at, and let it look again."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def _fill(box: Box, parts: tuple[Part, ...], spacing: int, margins: Margins) -> Box:
    box.setContentsMargins(*margins)
    box.setSpacing(spacing)
    for part in parts:
        _add(box, part)
    return box


def _add(box: QBoxLayout, part: Part) -> None:
    if part is None:
        box.addStretch(1)
    elif isinstance(part, int):
        box.addSpacing(part)
    elif isinstance(part, QLayout):
        box.addLayout(part)
    elif isinstance(part, tuple):
        box.addWidget(*part)
    else:
        box.addWidget(part)
