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


class DetailsChoice:
    """Whether a page shows its details: where there is room, unless the user hides them; else if the user asks."""

    def __init__(self, page: QWidget) -> None:
        self._page = page
        self._are_wanted, self._are_asked_for = True, False

    def choose(self, *, shown: bool) -> None:
        self._are_wanted = self._are_asked_for = shown

    @property
    def is_narrow(self) -> bool:
        """Whether there is little room."""
        return self._page.window().width() < MIN_PAGE_WIDTH

    @property
    def are_shown(self) -> bool:
        return self._are_wanted and (self._are_asked_for or not self.is_narrow)


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
