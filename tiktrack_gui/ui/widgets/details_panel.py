"""The panel at the right with details of the selected item."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column, row, scrolled, scrolls_by_keyboard
from tiktrack_gui.ui.widgets.labels import IconLabel, Label

WIDTH = 296
MIN_PAGE_WIDTH = 1180  # px; in narrower windows the panel hides by itself


class DetailsPanel(QFrame):
    """296 px wide: a scrolling body above a fixed footer of actions.

    Attributes:
        body: Layout for the content.
        footer: Layout for the actions.
    """

    def __init__(self, name: str) -> None:
        super().__init__()
        self.body = column(spacing=8, margins=(20, 20, 20, 12))
        self.footer = column(spacing=8, margins=(20, 12, 20, 16))
        self.setProperty("surface", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(name)
        self.setFixedWidth(WIDTH)
        layout = column(spacing=0)
        layout.addWidget(_scrolling(self.body, name), 1)
        layout.addLayout(self.footer)
        self.setLayout(layout)


class Fact(QWidget):
    """A line of a details panel: icon, name, and the value at the right; a long value takes several lines."""

    def __init__(self, theme: Theme, icon: str, name: str) -> None:
        super().__init__()
        self._name = name
        self._value = Label("—", "label", tabular=True, wrap=True)
        self._value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setLayout(row(IconLabel(theme, icon, "text2"), Label(name, "secondary"), (self._value, 1), spacing=8))

    def set_value(self, value: str, hint: str = "") -> None:
        """hint: tooltip with the exact number."""
        self._value.setText(value)
        self.setToolTip(hint)
        self.setAccessibleName(f"{self._name}: {value}")


def _scrolling(body: QVBoxLayout, name: str) -> QScrollArea:
    area = QScrollArea()
    scrolled(area, body)
    scrolls_by_keyboard(area, name)
    return area
