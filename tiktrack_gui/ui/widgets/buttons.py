"""Buttons: primary (at most one per page), secondary, ghost, danger, link; and icon buttons.

They take focus only by keyboard, so that a click doesn't move it away from the table. Enter presses them, like the
space bar.
"""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import QPushButton, QToolButton

from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import restyle
from tiktrack_gui.ui.widgets.keys import ENTER

_ICON_COLORS = {
    "primary": "on_accent",
    "danger": "bad",
    "link": "accent_text",
    "chip_add": "accent_text",
    "nav": "text2",
}


class Button(QPushButton):
    """A button with a verb and its object, such as "Send test message"."""

    def __init__(self, theme: Theme, text: str, *, icon: str = "", kind: str = "secondary", hint: str = "") -> None:
        """kind: primary, secondary, ghost, danger or link. hint: tooltip, such as the shortcut."""
        super().__init__()
        self._theme, self._icon = theme, icon
        self.setProperty("kind", kind)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setIconSize(QSize(16, 16))
        self.setToolTip(hint)
        self.set_text(text)
        theme.changed.connect(self._tint)
        self._tint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER:
            self.click()
        else:
            super().keyPressEvent(event)

    def set_text(self, text: str) -> None:
        self.setText(f" {text}" if self._icon else text)  # Qt's own gap beside an icon is 4 px
        self.setAccessibleName(text)

    def set_icon(self, icon: str) -> None:
        self._icon = icon
        self._tint()

    def set_kind(self, kind: str) -> None:
        restyle(self, "kind", kind)
        self._tint()

    def _tint(self) -> None:
        if not self._icon:
            self.setIcon(QIcon())
            return
        color = self._theme.color(_ICON_COLORS.get(self.property("kind"), "text2"))
        self.setIcon(self._theme.icons.icon(self._icon, color, self._theme.tokens.text3))


class IconButton(QToolButton):
    """A button of 32 × 32 px; its name is the tooltip and what screen readers say."""

    def __init__(self, theme: Theme, icon: str, name: str, *, shortcut: str = "", color: str = "text2") -> None:
        """shortcut: shown in the tooltip only. color: a token's name."""
        super().__init__()
        self._theme, self._icon, self._color, self._shortcut = theme, icon, color, shortcut
        self.setProperty("kind", "icon")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setIconSize(QSize(16, 16))
        self.set_name(name)
        theme.changed.connect(self._tint)
        self._tint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER:
            self.click()
        else:
            super().keyPressEvent(event)

    def set_name(self, name: str) -> None:
        self.setAccessibleName(name)
        self.setToolTip(f"{name} ({self._shortcut})" if self._shortcut else name)

    def set_icon(self, icon: str, name: str) -> None:
        self._icon = icon
        self.set_name(name)
        self._tint()

    def set_color(self, color: str) -> None:
        self._color = color
        self._tint()

    def _tint(self) -> None:
        self.setIcon(self._theme.icons.icon(self._icon, self._theme.color(self._color), self._theme.tokens.text3))
