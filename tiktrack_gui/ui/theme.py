"""The look in one place: colours, type, and the switch between light and dark. The only file with colour codes."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from PySide6.QtCore import QDir, QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QStyle

from tiktrack_gui.ui.icons import Icons
from tiktrack_gui.ui.look import USUAL, Look, Mode, Motion
from tiktrack_gui.ui.resources import resource
from tiktrack_gui.ui.stylesheet import stylesheet

FAMILIES = ("Inter", "Segoe UI", "SF Pro Text", "Noto Sans", "Noto Sans CJK SC", "Noto Color Emoji")
WEIGHTS = {"Regular": 400, "Medium": 500, "SemiBold": 600, "Bold": 700}

RADIUS_CONTROL = 6

PREFIX = "cache"  # of the paths in the style sheet


class Tokens(NamedTuple):
    """Every colour of the window by what it is for. `*_soft` is a tint to stand on, `*_line` its border."""

    bg: QColor
    surface: QColor
    raised: QColor
    sunken: QColor
    hover: QColor
    selected: QColor
    nav_selected: QColor
    segment: QColor
    border: QColor
    border_strong: QColor
    text: QColor
    text2: QColor
    text3: QColor
    accent: QColor
    accent_hover: QColor
    accent_press: QColor
    on_accent: QColor
    accent_text: QColor
    accent_soft: QColor
    accent_line: QColor
    focus: QColor  # around what has the keyboard: seen on every ground
    ok: QColor
    ok_soft: QColor
    bad: QColor
    bad_soft: QColor
    bad_line: QColor
    warn: QColor
    warn_soft: QColor
    warn_line: QColor
    hot: QColor
    hot_soft: QColor
    toast: QColor
    toast_text: QColor
    toast_link: QColor
    toast_ok: QColor
    toast_bad: QColor


class DiscordTokens(NamedTuple):
    """Discord's own colours, for the preview: not ours to choose."""

    page: QColor
    embed: QColor
    edge: QColor  # the embed's bar when it has no colour of its own
    line: QColor
    heading: QColor
    text: QColor
    muted: QColor
    link: QColor
    tag: QColor
    on_tag: QColor
    thread: QColor  # the card of the thread under a message
    composer: QColor


_TOKENS = {  # light, dark
    "bg": ("#F6F6F8", "#101113"),
    "surface": ("#FFFFFF", "#17181B"),
    "raised": ("#FFFFFF", "#202226"),
    "sunken": ("#F2F2F5", "#1D1F23"),
    "hover": ("#F4F4F7", "#1E2024"),
    "selected": ("#EEEEFB", "#25264A"),
    "nav_selected": ("#E7E7EC", "#202226"),
    "segment": ("#FFFFFF", "#33363D"),
    "border": ("#E7E7EC", "#26282D"),
    "border_strong": ("#D5D6DE", "#383B42"),
    "text": ("#17181C", "#ECEDF0"),
    "text2": ("#565A66", "#AFB3BC"),
    "text3": ("#656975", "#8C919C"),
    "accent": ("#5B5BD6", "#5F5FDB"),
    "accent_hover": ("#5151CD", "#6B6BE4"),
    "accent_press": ("#4747BE", "#5151CD"),
    "on_accent": ("#FFFFFF", "#FFFFFF"),
    "accent_text": ("#4F4FC9", "#ABA8FF"),
    "accent_soft": ("#EEEEFB", "#23244A"),
    "accent_line": ("#B9B8F0", "#4A4AA8"),
    "focus": ("#5B5BD6", "#8583F5"),
    "ok": ("#17734A", "#46D08C"),
    "ok_soft": ("#E6F6EE", "#12301F"),
    "bad": ("#C22A30", "#FF8F8F"),
    "bad_soft": ("#FEECEC", "#371A1C"),
    "bad_line": ("#F5C2C4", "#66292D"),
    "warn": ("#935A00", "#F2B84B"),
    "warn_soft": ("#FFF6DD", "#2E2410"),
    "warn_line": ("#F1D9A0", "#57431A"),
    "hot": ("#C4320A", "#FF8B5C"),
    "hot_soft": ("#FEEDE6", "#3A1E12"),
    "toast": ("#23252B", "#2E3138"),
    "toast_text": ("#F4F4F7", "#ECEDF0"),
    "toast_link": ("#B7B5FF", "#B7B5FF"),
    "toast_ok": ("#46D08C", "#46D08C"),
    "toast_bad": ("#FF8F8F", "#FF8F8F"),
}
_DISCORD = {
    "page": ("#FFFFFF", "#313338"),
    "embed": ("#F2F3F5", "#2B2D31"),
    "edge": ("#C4C9CE", "#1E1F22"),
    "line": ("#E1E2E4", "#26272B"),
    "heading": ("#060607", "#F2F3F5"),
    "text": ("#313338", "#DBDEE1"),
    "muted": ("#5C5E66", "#9DA3AC"),
    "link": ("#006CE7", "#00A8FC"),
    "tag": ("#5865F2", "#5865F2"),
    "on_tag": ("#FFFFFF", "#FFFFFF"),
    "thread": ("#F2F3F5", "#2B2D31"),
    "composer": ("#EBEDEF", "#383A40"),
}

LIGHT = Tokens(**{name: QColor(light) for name, (light, _) in _TOKENS.items()})
DARK = Tokens(**{name: QColor(dark) for name, (_, dark) in _TOKENS.items()})
DISCORD = {
    "light": DiscordTokens(**{name: QColor(light) for name, (light, _) in _DISCORD.items()}),
    "dark": DiscordTokens(**{name: QColor(dark) for name, (_, dark) in _DISCORD.items()}),
}


class Theme(QObject):
    """Dresses the application, and hands out colours, fonts and icons to whoever paints by hand.

    Attributes:
        tokens: The colours of now.
        icons: Tinted icons.

    Signals:
        changed: Colours or sizes are different: ask again, and repaint.
    """

    changed = Signal()

    def __init__(self, app: QApplication, cache: Path, look: Look = USUAL) -> None:
        """cache: a folder for pictures; it need not be there."""
        super().__init__()
        self._app = app
        self._cache = cache
        QDir.setSearchPaths(PREFIX, [str(cache)])
        self._look = look
        self.icons = Icons()
        self.tokens = LIGHT
        load_fonts()
        app.setStyle("Fusion")
        app.styleHints().colorSchemeChanged.connect(self._follow_system)
        self._dress()

    @property
    def look(self) -> Look:
        """What the user chose."""
        return self._look

    @property
    def mode(self) -> Mode:
        return self._look.appearance

    @property
    def dark(self) -> bool:
        return self.tokens is DARK

    @property
    def animates(self) -> bool:
        """False when the user, or the desktop, wants no motion."""
        if self._look.animations is not Motion.SYSTEM:
            return self._look.animations is Motion.ON
        return self._app.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration) > 0

    def change(self, **choices: Any) -> None:
        """Other choices for some fields of the look."""
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
        """A colour of now by its token's name, for those who keep names and ask again after a change."""
        color: QColor = getattr(self.tokens, name)
        return color

    def px(self, size: int) -> int:
        """A size of the type scale (11, 12, 13, 14, 16, 20, 22) in the user's text size."""
        return round(size * self._look.text_size.scale)

    def font(self, size: int = 13, weight: int = 400, *, tabular: bool = False) -> QFont:
        """The typeface at a size of the type scale; tabular: digits of one width, for numbers in columns."""
        return _font(self.px(size), weight, tabular)

    def _dress(self) -> None:
        hints = self._app.styleHints()
        if self.mode is Mode.SYSTEM:
            hints.unsetColorScheme()
            dark = hints.colorScheme() == Qt.ColorScheme.Dark
        else:
            dark = self.mode is Mode.DARK
            hints.setColorScheme(Qt.ColorScheme.Dark if dark else Qt.ColorScheme.Light)
        self.tokens = DARK if dark else LIGHT
        self._app.setStyleSheet("")  # from one sheet to another, Qt would dress a widget once for each of its ancestors
        self._app.setFont(self.font())
        self._app.setPalette(palette(self.tokens))
        self._app.setStyleSheet(stylesheet(self.tokens, DISCORD, self.px, self._image))
        self.changed.emit()

    def _follow_system(self, scheme: Qt.ColorScheme) -> None:
        if self.mode is Mode.SYSTEM and (scheme == Qt.ColorScheme.Dark) != self.dark:
            self._dress()

    def _image(self, icon: str, color: QColor) -> str:
        """Where the style sheet finds a tinted icon, whatever signs the folder's name has."""
        return f"{PREFIX}:{self.icons.file(icon, color, self._cache).name}"


def palette(tokens: Tokens) -> QPalette:
    """For what Qt draws without the style sheet: native dialogs' widgets, selections, placeholders."""
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


@cache
def load_fonts() -> None:
    """Make Inter known to Qt; once per process is enough."""
    for style in WEIGHTS:
        QFontDatabase.addApplicationFont(str(resource(f"fonts/Inter-{style}.ttf")))


@cache
def _font(pixels: int, weight: int, tabular: bool) -> QFont:
    font = QFont()
    font.setFamilies(FAMILIES)
    font.setPixelSize(pixels)
    font.setWeight(QFont.Weight(weight))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    if tabular:
        font.setFeature(QFont.Tag("tnum"), 1)
    return font
