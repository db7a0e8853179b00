"""Rows, columns and hairlines: layouts without the boilerplate."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLayout, QScrollArea, QVBoxLayout, QWidget

# a widget, a widget with its stretch factor, a layout, px of spacing, or None = stretch
Part = QWidget | tuple[QWidget, int] | QLayout | int | None
Margins = tuple[int, int, int, int]  # left, top, right, bottom
Box = TypeVar("Box", bound=QBoxLayout)


def row(*parts: Part, spacing: int = 8, margins: Margins = (0, 0, 0, 0)) -> QHBoxLayout:
    """Returns a layout with the parts side by side."""
    return _fill(QHBoxLayout(), parts, spacing, margins)


def column(*parts: Part, spacing: int = 8, margins: Margins = (0, 0, 0, 0)) -> QVBoxLayout:
    """Returns a layout with the parts below one another."""
    return _fill(QVBoxLayout(), parts, spacing, margins)


def hairline(direction: str = "horizontal") -> QFrame:
    """Returns a one-pixel line. direction: horizontal or vertical."""
    line = QFrame()
    line.setProperty("line", direction)
    return line


def divided(parts: Sequence[QWidget]) -> QHBoxLayout:
    """Returns a layout with the parts side by side, of the same width and with hairlines between them."""
    line = row()
    for number, part in enumerate(parts):
        if number:
            line.addWidget(hairline("vertical"))
        line.addWidget(part, 1)
    return line


def framed(surface: str, layout: QLayout | None = None) -> QFrame:
    """Returns a frame with a `surface` of the style sheet: page, card, panel, sunken, tile or clear."""
    frame = QFrame()
    frame.setProperty("surface", surface)
    frame.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    if layout is not None:
        frame.setLayout(layout)
    return frame


def scrolled(area: QScrollArea, layout: QLayout) -> QFrame:
    """Makes the area scroll a layout, only vertically. Returns the frame that holds the layout.

    The frame is filled only once it is in the area: the area measures its widget, and measured widgets are restyled
    each time they move up the tree.
    """
    frame = framed("clear")
    area.setWidget(frame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFrameShape(QFrame.Shape.NoFrame)
    frame.setLayout(layout)
    return frame


def scrolls_by_keyboard(area: QScrollArea, name: str) -> None:
    """Makes the area a tab stop, to scroll it with the arrow keys; it has a frame while focused."""
    area.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    area.setProperty("framed", "focus")
    area.setAccessibleName(name)


def follow(widget: QWidget, *, before: QWidget) -> None:
    """Makes Tab reach a widget that was added later just before another one."""
    ahead = before.previousInFocusChain()
    while ahead is not None and ahead is not before and not _is_tab_stop(ahead):
        ahead = ahead.previousInFocusChain()
    if ahead is not None and ahead is not widget:
        QWidget.setTabOrder(ahead, widget)


def follow_all(widgets: Sequence[QWidget], *, before: QWidget) -> None:
    """As `follow`, for several in their order."""
    for widget in widgets:
        follow(widget, before=before)


def _is_tab_stop(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.focusProxy() is None


def restyle(widget: QWidget, name: str, value: object) -> None:
    """Sets a property that the style sheet uses, and reapplies the style sheet."""
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
