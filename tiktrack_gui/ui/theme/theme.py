"""The application's theme: fonts, style sheet, and the switch between light and dark."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QDir, QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

from tiktrack_gui.drawing.fonts import font, load_fonts
from tiktrack_gui.ui.theme.colors import (
    DARK,
    DISCORD,
    EVEN,
    LIGHT,
    ON_BRIGHT,
    ON_DARK,
    SERIES,
    TAGS,
    TagColor,
    Tokens,
    luminance,
)
from tiktrack_gui.ui.theme.icons import Icons
from tiktrack_gui.ui.theme.look import USUAL, Look, Mode, Motion, TextSize
from tiktrack_gui.ui.theme.stylesheet import stylesheet

RADIUS_CONTROL = 6

PREFIX = "cache"  # of the paths in the style sheet


class Theme(QObject):
    """Styles the application, and provides colours, fonts and icons for custom painting.

    Attributes:
        tokens: The current colours.
        icons: Tinted icons.

    Signals:
        changed: The look has changed: query it again, and repaint.
    """

    changed = Signal()

    def __init__(self, app: QApplication, cache: Path, look: Look = USUAL) -> None:
        """cache: folder for the style sheet's icons, created if its parent exists."""
        super().__init__()
        self._app = app
        self._cache = cache
        QDir.setSearchPaths(PREFIX, [str(cache)])
        self._look = look
        self.icons = Icons()
        self.tokens = LIGHT
        self._dressed_in: tuple[Tokens, TextSize] | None = None
        load_fonts()
        app.setStyle("Fusion")
        app.styleHints().colorSchemeChanged.connect(self._follow_system)
        self._dress()

    @property
    def look(self) -> Look:
        """The user's choices."""
        return self._look

    @property
    def mode(self) -> Mode:
        return self._look.appearance

    @property
    def dark(self) -> bool:
        return self.tokens is DARK

    @property
    def series(self) -> tuple[QColor, ...]:
        """The colours of lines that are compared."""
        return SERIES["dark" if self.dark else "light"]

    @property
    def on_series(self) -> tuple[QColor, ...]:
        """The colours of text on them."""
        return tuple(ON_DARK if luminance(color) < EVEN else ON_BRIGHT for color in self.series)

    @property
    def tags(self) -> Mapping[str, TagColor]:
        """The colours of tags, by name."""
        return TAGS["dark" if self.dark else "light"]

    def tag(self, name: str) -> TagColor:
        """Returns the colours of a tag; grey for a name that is unknown."""
        return self.tags.get(name, self.tags["gray"])

    @property
    def animates(self) -> bool:
        """False if the user or the desktop has turned animations off."""
        if self._look.animations is not Motion.SYSTEM:
            return self._look.animations is Motion.ON
        from PySide6.QtWidgets import QStyle  # its enums take 8 ms, and the first paint doesn't need them

        return self._app.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration) > 0

    def change(self, **choices: Any) -> None:
        """Changes some fields of the look."""
        self.set_look(replace(self._look, **choices))

    def set_look(self, look: Look) -> None:
        before, self._look = self._look, look
        if (look.appearance, look.text_size) != (before.appearance, before.text_size):
            self._dress()
        elif look != before:
            self.changed.emit()

    def set_mode(self, mode: Mode) -> None:
        self.change(appearance=mode)

    def color(self, name: str) -> QColor:
        """Returns the current colour of a token, for widgets that store its name and ask again after a change."""
        color: QColor = getattr(self.tokens, name)
        return color

    def px(self, size: int) -> int:
        """Scales a size, such as of the type scale (11, 12, 13, 14, 16, 20, 22), to the user's text size."""
        return round(size * self._look.text_size.scale)

    def font(self, size: int = 13, weight: int = 400, *, tabular: bool = False) -> QFont:
        """Returns the font at a size of the type scale. tabular: digits of equal width, for numbers in columns."""
        return font(self.px(size), weight, tabular)

    def _dress(self) -> None:
        hints = self._app.styleHints()
        if self.mode is Mode.SYSTEM:
            hints.unsetColorScheme()
            dark = hints.colorScheme() == Qt.ColorScheme.Dark
        else:
            dark = self.mode is Mode.DARK
            hints.setColorScheme(Qt.ColorScheme.Dark if dark else Qt.ColorScheme.Light)
        self.tokens = DARK if dark else LIGHT
        wanted = (self.tokens, self._look.text_size)
        if wanted != self._dressed_in:  # "System" may be what was chosen before
            self._restyle()
            self._dressed_in = wanted
        self.changed.emit()

    def _restyle(self) -> None:
        self._app.setStyleSheet("")  # replacing it directly, Qt would restyle each widget once per ancestor
        self._app.setFont(self.font())
        self._app.setPalette(palette(self.tokens))
        self._app.setStyleSheet(
            stylesheet(self.tokens, DISCORD, TAGS["dark" if self.dark else "light"], self.px, self._image)
        )

    def _follow_system(self, scheme: Qt.ColorScheme) -> None:
        if self.mode is Mode.SYSTEM and (scheme == Qt.ColorScheme.Dark) != self.dark:
            self._dress()

    def _image(self, icon: str, color: QColor) -> str:
        """Returns a tinted icon's path for the style sheet, safe for any characters in the folder's name."""
        return f"{PREFIX}:{self.icons.file(icon, color, self._cache).name}"


def palette(tokens: Tokens) -> QPalette:
    """Returns colours for what Qt draws without the style sheet: native dialogs' widgets, selections, placeholders."""
    role = QPalette.ColorRole
    colors = {
        role.Window: tokens.bg,
        role.Base: tokens.surface,
        role.AlternateBase: tokens.sunken,
        role.Button: tokens.raised,
        role.ToolTipBase: tokens.raised,
        role.WindowText: tokens.text,
        role.Text: tokens.text,
        role.ButtonText: tokens.text,
        role.BrightText: tokens.bad,
        role.ToolTipText: tokens.text,
        role.PlaceholderText: tokens.text3,
        role.Highlight: tokens.accent,
        role.HighlightedText: tokens.on_accent,
        role.Accent: tokens.accent,
        role.Link: tokens.accent_text,
        role.LinkVisited: tokens.accent_text,
        role.Light: tokens.border,
        role.Midlight: tokens.border,
        role.Mid: tokens.border_strong,
        role.Dark: tokens.border_strong,
        role.Shadow: tokens.border_strong,
    }
    made = QPalette()
    for color_role, color in colors.items():
        made.setColor(color_role, color)
    for color_role in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, color_role, tokens.text3)
    return made
