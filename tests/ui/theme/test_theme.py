"""The theme: readable colours, and a switch between light and dark that reaches everything."""

from __future__ import annotations

import gc
import re
import weakref
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QColor, QFont, QFontInfo, QFontMetrics, QImage, QPalette
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.scenery import DESTINATIONS
from tiktrack_gui.core.annotations import COLORS
from tiktrack_gui.ui.theme.colors import DARK, DISCORD, LIGHT, TAGS, DiscordTokens, Tokens
from tiktrack_gui.ui.theme.look import Look, Mode, Motion, TextSize
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column, framed
from tiktrack_gui.ui.widgets.buttons import Button, IconButton
from tiktrack_gui.ui.widgets.labels import Label
from tiktrack_gui.ui.widgets.nav_rail import NavRail

READABLE = 4.5  # WCAG AA for text
SEEN = 3.0  # WCAG AA for graphics
UI = Path(__file__).parents[3] / "tiktrack_gui" / "ui"

GROUNDS = {
    "text": ("bg", "surface", "raised", "sunken", "hover", "selected", "nav_selected", "segment"),
    "text2": ("bg", "surface", "raised", "sunken", "hover", "selected", "warn_soft", "bad_soft", "accent_soft"),
    "text3": ("bg", "surface", "raised", "sunken", "hover", "selected"),
    "on_accent": ("accent", "accent_hover", "accent_press"),
    "accent_text": ("bg", "surface", "raised", "accent_soft", "selected"),
    "ok": ("surface", "ok_soft", "hover", "selected"),
    "bad": ("surface", "bad_soft", "hover", "selected", "raised"),
    "warn": ("surface", "warn_soft", "hover"),
    "hot": ("surface", "hot_soft"),
    "toast_text": ("toast",),
    "toast_link": ("toast",),
}
PAIRS = [(ink, ground) for ink, grounds in GROUNDS.items() for ground in grounds]


@pytest.mark.parametrize(("ink", "ground"), PAIRS)
@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_every_text_is_readable_on_its_ground(tokens: Tokens, ink: str, ground: str) -> None:
    assert contrast(getattr(tokens, ink), getattr(tokens, ground)) >= READABLE


@pytest.mark.parametrize("name", COLORS)
@pytest.mark.parametrize("mode", ["light", "dark"])
def test_a_tag_is_readable_on_its_ground_and_seen_everywhere(mode: str, name: str) -> None:
    ink, ground = TAGS[mode][name]
    tokens = LIGHT if mode == "light" else DARK
    assert contrast(ink, ground) >= READABLE
    for behind in ("surface", "raised", "selected", "hover", "accent_soft"):
        assert contrast(ink, getattr(tokens, behind)) >= READABLE


def test_every_color_of_tags_looks_otherwise() -> None:
    for colors in TAGS.values():
        assert set(colors) == set(COLORS)
        assert len({color.ink.name() for color in colors.values()}) == len(COLORS)
        assert len({color.ground.name() for color in colors.values()}) == len(COLORS)


@pytest.mark.parametrize("ground", GROUNDS["text"])
@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_the_focus_is_seen_on_every_ground(tokens: Tokens, ground: str) -> None:
    assert contrast(tokens.focus, getattr(tokens, ground)) >= SEEN


@pytest.mark.parametrize("tokens", DISCORD.values(), ids=DISCORD)
def test_discords_texts_are_readable_in_the_preview(tokens: DiscordTokens) -> None:
    """Except for links, whose colour is Discord's own."""
    for ink, ground in (("text", "embed"), ("heading", "embed"), ("muted", "embed")):
        assert contrast(getattr(tokens, ink), getattr(tokens, ground)) >= READABLE


def test_only_the_theme_has_colour_codes() -> None:
    code = re.compile(r"[\"']#[0-9a-fA-F]{3,8}\b|:\s*#[0-9a-fA-F]{3,8}\b")
    found = [
        path.name for path in UI.rglob("*.py") if path.name != "colors.py" and code.search(path.read_text("utf-8"))
    ]
    assert found == []


def test_every_token_is_a_colour() -> None:
    themes: list[Tokens | DiscordTokens] = [LIGHT, DARK, *DISCORD.values()]
    for tokens in themes:
        assert all(color.isValid() for color in tokens)


def test_the_mode_decides_the_colours(theme: Theme) -> None:
    assert theme.tokens is LIGHT
    theme.set_mode(Mode.DARK)
    assert theme.tokens is DARK
    assert theme.dark


def test_a_switch_is_announced_and_changes_the_palette(theme: Theme, qapp: QApplication, qtbot: QtBot) -> None:
    with qtbot.waitSignal(theme.changed):
        theme.set_mode(Mode.DARK)
    assert qapp.palette().window().color() == DARK.bg


@pytest.mark.parametrize("mode", [Mode.LIGHT, Mode.DARK])
def test_a_window_looks_the_same_switched_to_a_theme_as_made_in_it(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, mode: Mode
) -> None:
    theme = Theme(qapp, tmp_path, Look(appearance=mode, animations=Motion.OFF))
    fresh = picture_of(form(theme), qtbot)
    theme.set_mode(Mode.LIGHT if mode is Mode.DARK else Mode.DARK)
    widget = form(theme)
    assert picture_of(widget, qtbot) != fresh
    theme.set_mode(mode)
    assert picture_of(widget, qtbot) == fresh


def test_widgets_are_styled_again_only_if_the_look_differs(theme: Theme, qtbot: QtBot) -> None:
    class Counting(QWidget):
        times = 0

        def changeEvent(self, event: QEvent) -> None:
            self.times += event.type() == QEvent.Type.StyleChange

    widget = Counting()
    qtbot.addWidget(widget)
    widget.show()
    styled = []
    for mode in (Mode.DARK, Mode.LIGHT, Mode.SYSTEM):  # the tests' system is light
        before = widget.times
        with qtbot.waitSignal(theme.changed):
            theme.set_mode(mode)
        styled.append(widget.times > before)
    assert styled == [True, True, False]


def test_a_check_mark_is_seen_wherever_the_data_folder_is(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> None:
    theme = Theme(qapp, tmp_path / "a b (1), 'c' \"d\"; é", Look(appearance=Mode.LIGHT))
    box = QCheckBox()
    box.setChecked(True)
    qtbot.addWidget(box)
    box.show()
    image = box.grab().toImage()
    assert theme.tokens.on_accent in [image.pixelColor(x, y) for x in range(18) for y in range(image.height())]


@pytest.mark.parametrize("mode", [Mode.LIGHT, Mode.DARK])
def test_the_words_of_an_empty_field_are_readable(theme: Theme, qtbot: QtBot, mode: Mode) -> None:
    theme.change(appearance=mode)
    for field in (QLineEdit(), QPlainTextEdit()):
        qtbot.addWidget(field)
        field.setPlaceholderText("Summer launch")
        field.show()
        assert field.palette().color(QPalette.ColorRole.PlaceholderText) == theme.tokens.text3


def test_fields_below_one_another_begin_at_the_same_place(theme: Theme, qtbot: QtBot) -> None:
    text, choice = QLineEdit("EUR"), QComboBox()
    choice.addItem("EUR")
    for field in (text, choice):
        qtbot.addWidget(field)
        field.resize(160, 32)
        field.show()
    text.clearFocus()
    assert _first_ink(text, theme) == _first_ink(choice, theme)


def _first_ink(field: QWidget, theme: Theme) -> int:
    """The leftmost px of its words."""
    image = field.grab().toImage()
    ground = theme.tokens.raised.rgb()
    inside = range(4, field.width() - 30)
    return next(x for x in inside if any(image.pixel(x, y) != ground for y in range(4, field.height() - 4)))


def test_the_text_size_scales_every_font(theme: Theme, qtbot: QtBot) -> None:
    label = Label("Trending", "title")
    qtbot.addWidget(label)
    label.show()
    assert label.font().pixelSize() == 20
    theme.change(text_size=TextSize.LARGEST)
    assert label.font().pixelSize() == 26
    assert theme.font(13).pixelSize() == 17


@pytest.mark.parametrize("weight", [400, 500, 600, 700])
def test_inter_is_bundled_in_every_weight(theme: Theme, weight: int) -> None:
    font = theme.font(13, weight)
    assert QFontInfo(font).family() == "Inter"
    assert QFontInfo(font).weight() == weight


def test_tabular_digits_are_of_one_width(theme: Theme) -> None:
    metrics = QFontMetrics(theme.font(13, tabular=True))
    assert metrics.horizontalAdvance("1111") == metrics.horizontalAdvance("0000")
    proportional = QFontMetrics(theme.font(13))
    assert proportional.horizontalAdvance("1111") < proportional.horizontalAdvance("0000")


def test_inter_has_the_signs_numbers_are_marked_with(theme: Theme) -> None:
    metrics = QFontMetrics(QFont(theme.font()))
    assert all(metrics.inFont(sign) for sign in "≈≥≤−×±·…↑↓“”—")


def test_motion_can_be_switched_off(theme: Theme) -> None:
    assert not theme.animates
    theme.change(animations=Motion.ON)
    assert theme.animates


def test_a_theme_keeps_no_widget_alive(theme: Theme, qapp: QApplication) -> None:
    rail = NavRail(theme, DESTINATIONS)
    kept = [weakref.ref(widget) for widget in (rail, rail._dot, rail._pause, *rail._entries.values())]
    rail.deleteLater()
    del rail
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert [ref() for ref in kept if ref() is not None] == []
    theme.set_mode(Mode.DARK)  # and calls none of them: pytest-qt fails on an exception in a slot


def form(theme: Theme) -> QWidget:
    field, box, button = QLineEdit("words"), QComboBox(), QPushButton("Plain")
    box.addItems(["one", "two"])
    parts = (Label("Title", "title"), field, box, button, Button(theme, "Send", icon="send", kind="primary"))
    return framed("page", column(*parts, IconButton(theme, "x", "Close"), None, margins=(16, 16, 16, 16)))


def picture_of(widget: QWidget, qtbot: QtBot) -> QImage:
    qtbot.addWidget(widget)
    widget.resize(300, 320)
    widget.show()
    return widget.grab().toImage()


def contrast(ink: QColor, ground: QColor) -> float:
    """The contrast ratio as defined by WCAG 2: 1 to 21."""
    high, low = sorted((luminance(ink), luminance(ground)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def luminance(color: QColor) -> float:
    red, green, blue = (_linear(channel) for channel in (color.redF(), color.greenF(), color.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    linear: float = channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
    return linear
