"""The window's colours, light and dark. The only file with colour codes."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtGui import QColor


class Tokens(NamedTuple):
    """The window's colours by purpose. `*_soft` is a tinted background, `*_line` its border."""

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
    focus: QColor  # outline of the focused widget, visible on every background
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


class TagColor(NamedTuple):
    """The colours of a tag: its words, also on the window's own grounds, and the ground behind them."""

    ink: QColor
    ground: QColor


class DiscordTokens(NamedTuple):
    """Discord's own colours, used unchanged in the preview."""

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
    code: QColor  # behind code
    spoiler: QColor
    quote: QColor  # the bar beside a quotation
    mention: QColor
    on_mention: QColor
    pill: QColor  # behind a forum tag


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
    "accent_hover": ("#5151CD", "#6767E2"),
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
    "code": ("#E3E5E8", "#1E1F22"),
    "spoiler": ("#C4C9CE", "#1E1F22"),
    "quote": ("#C4C9CE", "#4E5058"),
    "mention": ("#E6E8FD", "#3C4270"),
    "on_mention": ("#4752C4", "#C9CDFB"),
    "pill": ("#EBEDEF", "#3F4147"),
}

# Tags by the names in `core.annotations`: ink and ground, light and dark
_TAGS = {
    "gray": (("#4B4F5A", "#EAEBEF"), ("#C3C6CE", "#2F3239")),
    "red": (("#B4232A", "#FDE8E8"), ("#FF9C9C", "#40191D")),
    "orange": (("#964700", "#FDEADB"), ("#FFB27A", "#3F2412")),
    "yellow": (("#765800", "#FAF0C8"), ("#F2CB57", "#382C0B")),
    "green": (("#17693F", "#DFF4E7"), ("#66D69B", "#113520")),
    "teal": (("#0B6570", "#DBF2F4"), ("#5FD0DB", "#0D3439")),
    "blue": (("#1F57B8", "#E2ECFD"), ("#8DB9FF", "#172C52")),
    "purple": (("#6B3FB5", "#F0E7FC"), ("#C4A8FF", "#312153")),
}

# Lines that are compared, in this order: told apart by people with any colour vision (see tests/ui/theme), and 3:1
# against the surface
_SERIES = (
    ("#5B5BD6", "#C01B3C", "#17A185", "#909004", "#8E297A", "#17181C", "#0A430A", "#200490"),
    ("#ABA8FF", "#F99A0B", "#51FBD9", "#DB0606", "#FCE897", "#C41CA3", "#227755", "#9A0BF9"),
)

LIGHT = Tokens(**{name: QColor(light) for name, (light, _) in _TOKENS.items()})
DARK = Tokens(**{name: QColor(dark) for name, (_, dark) in _TOKENS.items()})
DISCORD = {
    "light": DiscordTokens(**{name: QColor(light) for name, (light, _) in _DISCORD.items()}),
    "dark": DiscordTokens(**{name: QColor(dark) for name, (_, dark) in _DISCORD.items()}),
}
TAGS = {
    mode: {name: TagColor(*map(QColor, pairs[place])) for name, pairs in _TAGS.items()}
    for place, mode in enumerate(("light", "dark"))
}
SERIES = {
    "light": tuple(map(QColor, _SERIES[0])),
    "dark": tuple(map(QColor, _SERIES[1])),
}
ON_BRIGHT, ON_DARK = QColor("#17181C"), QColor("#FFFFFF")  # text on one of them
EVEN = 0.179  # the luminance on which black and white have the same contrast


def luminance(color: QColor) -> float:
    """Relative luminance, from 0 to 1 (WCAG 2.2)."""
    parts = (color.redF(), color.greenF(), color.blueF())
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
