"""The application's style sheet, built from the theme's colours and sizes.

Widgets select their style with properties: `role` for labels, `kind` for buttons, `surface` for frames and pages,
`tone` for a meaning (ok, bad, warn, hot, accent, quiet), `level` for notices.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from string import Template
from typing import TYPE_CHECKING

from PySide6.QtGui import QColor

if TYPE_CHECKING:
    from tiktrack_gui.ui.theme.colors import DiscordTokens, TagColor, Tokens

_SIZES = (11, 12, 13, 14, 16, 20, 22)
_IMAGES = {  # name: icon, colour
    "check": ("check", "on_accent"),
    "checked": ("check", "text2"),
    "dash": ("minus", "on_accent"),
    "arrow_down": ("chevron-down", "text3"),
    "arrow_up": ("chevron-up", "text3"),
    "arrow_left": ("chevron-left", "text3"),
    "arrow_right": ("chevron-right", "text3"),
}


def stylesheet(
    tokens: Tokens,
    discord: Mapping[str, DiscordTokens],
    tags: Mapping[str, TagColor],
    px: Callable[[int], int],
    image: Callable[[str, QColor], str],
) -> str:
    """Returns the style sheet. discord: "light" and "dark". tags: by the name of their colour. px: scales a font size.
    image: path of a tinted icon.
    """
    sizes = {f"px{size}": f"{px(size)}px" for size in _SIZES}
    images = {f"image_{name}": image(icon, getattr(tokens, color)) for name, (icon, color) in _IMAGES.items()}
    ours = Template(_SURFACES + _TEXT + _BUTTONS + _FIELDS + _VIEWS + _COMPONENTS)
    theirs, of_tags = Template(_DISCORD), Template(_TAGS)
    parts = [
        ours.substitute(_named(tokens), **sizes, **images),
        *(theirs.substitute(_named(colors), mode=mode, **sizes) for mode, colors in discord.items()),
        *(
            of_tags.substitute(name=name, ink=color.ink.name(), ground=color.ground.name())
            for name, color in tags.items()
        ),
    ]
    return "".join(parts)


def _named(tokens: Tokens | DiscordTokens) -> dict[str, str]:
    return {name: color.name() for name, color in tokens._asdict().items()}


_SURFACES = """
* { outline: none; }
QMainWindow { background: $bg; }
QDialog { background: $surface; }
QWidget[surface="page"] { background: $surface; }
QWidget[surface="panel"] { background: $surface; border: none; border-left: 1px solid $border; }
QWidget[surface="rail"] { background: $bg; border: none; border-right: 1px solid $border; }
QFrame[surface="card"] { background: $surface; border: 1px solid $border; border-radius: 10px; }
QFrame[surface="past"] { background: $accent_soft; border: 1px solid $accent_line; border-radius: 10px; }
QScrollArea[surface="desk"], QScrollArea[surface="desk"] > QWidget > QWidget[surface="clear"] { background: $bg; }
QFrame[surface="paper"] { background: transparent; border: 1px solid $border; }
QFrame[surface="sunken"] { background: $sunken; border: none; border-radius: 10px; }
QFrame[surface="popup"] { background: $raised; border: 1px solid $border_strong; }
QFrame[surface="drop"] { background: $accent; border: none; }
QFrame[surface="tile"] { background: $sunken; border: none; border-radius: 14px; }
QFrame[line="horizontal"] { background: $border; border: none; min-height: 1px; max-height: 1px; }
QFrame[line="vertical"] { background: $border; border: none; min-width: 1px; max-width: 1px; }
QAbstractScrollArea { border: none; }
QListWidget[surface="popup"] { background: $raised; border: 1px solid $border_strong; }
QScrollArea, QScrollArea > QWidget > QWidget[surface="clear"] { background: transparent; border: none; }
QScrollArea[framed="focus"] { border: 1px solid transparent; border-radius: 6px; }
QScrollArea[framed="focus"]:focus { border-color: $focus; }
QSplitter::handle { background: $border; }
QSplitter::handle:hover { background: $accent_line; }
QToolTip { background: $raised; color: $text; border: 1px solid $border_strong; padding: 4px 6px; font-size: $px12; }
QMenu { background: $raised; color: $text; border: 1px solid $border_strong; padding: 4px; font-size: $px13; }
QMenu[scrolls="true"] { menu-scrollable: 1; }
QMenu::item { padding: 6px 28px 6px 10px; border-radius: 4px; }
QMenu::item:selected { background: $accent_soft; color: $text; }
QMenu::item:disabled { color: $text3; }
QMenu::icon { padding-left: 8px; }
QMenu::indicator:checked { image: url($image_checked); width: 14px; height: 14px; left: 9px; }
QMenu::right-arrow { image: url($image_arrow_right); width: 14px; height: 14px; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QMenu::separator { height: 1px; background: $border; margin: 4px 6px; }
"""

_TEXT = """
QLabel { background: transparent; border: none; }
QLabel[role="title"] { font-size: $px20; font-weight: 600; color: $text; }
QLabel[role="section"] { font-size: $px16; font-weight: 600; color: $text; }
QLabel[role="kpi"] { font-size: $px22; font-weight: 600; color: $text; }
QLabel[role="emphasis"] { font-size: $px14; font-weight: 600; color: $text; }
QLabel[role="emphasis"]:disabled { color: $text3; }
QLabel[role="strong"] { font-weight: 600; color: $text; }
QLabel[role="label"] { font-weight: 500; color: $text; }
QLabel[role="label"]:disabled { color: $text3; }
QLabel[role="body"] { color: $text; }
QLabel[role="secondary"] { color: $text2; }
QLabel[role="small"] { font-size: $px12; color: $text2; }
QLabel[role="small_label"] { font-size: $px12; font-weight: 500; color: $text; }
QLabel[role="hint"] { font-size: $px12; color: $text3; }
QLabel[role="tiny"] { font-size: $px11; color: $text3; }
QLabel[role="badge"] { font-size: $px11; font-weight: 600; color: $text2; background: $sunken;
    border-radius: 9px; padding: 2px 9px; }
QLabel[role="badge"][tone="accent"] { color: $accent_text; background: $accent_soft; }
QLabel[role="badge"][tone="ok"] { color: $ok; background: $ok_soft; }
QLabel[role="badge"][tone="bad"] { color: $bad; background: $bad_soft; }
QLabel[role="badge"][tone="warn"] { color: $warn; background: $warn_soft; }
QLabel[role="badge"][tone="hot"] { color: $hot; background: $hot_soft; }
QLabel[role="key"] { font-size: $px12; font-weight: 500; color: $text2; background: $sunken;
    border: 1px solid $border_strong; border-radius: 5px; padding: 2px 7px; }
QLabel[tone="ok"] { color: $ok; }
QLabel[tone="bad"] { color: $bad; }
QLabel[tone="warn"] { color: $warn; }
QLabel[tone="hot"] { color: $hot; }
QLabel[tone="accent"] { color: $accent_text; }
QLabel[tone="quiet"] { color: $text3; }
"""

_BUTTONS = """
QPushButton { min-height: 30px; padding: 0 12px; border-radius: 6px; font-weight: 500;
    color: $text; background: $raised; border: 1px solid $border_strong; }
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $sunken; }
QPushButton:focus { border-color: $focus; }
QPushButton:disabled { color: $text3; background: $sunken; border-color: $border; }
QPushButton[kind="primary"], QPushButton:default { color: $on_accent; background: $accent;
    border: 1px solid $accent; }
QPushButton[kind="primary"]:hover, QPushButton:default:hover { background: $accent_hover; border-color: $accent_hover; }
QPushButton[kind="primary"]:pressed, QPushButton:default:pressed { background: $accent_press;
    border-color: $accent_press; }
QPushButton[kind="primary"]:focus, QPushButton:default:focus { border-color: $text; }
QPushButton[kind="primary"]:disabled { color: $text3; background: $sunken; border-color: $border; }
QPushButton[kind="ghost"] { color: $text2; background: transparent; border-color: transparent; }
QPushButton[kind="ghost"]:hover { color: $text; background: $hover; }
QPushButton[kind="ghost"]:pressed { background: $sunken; }
QPushButton[kind="ghost"]:focus { border-color: $focus; }
QPushButton[kind="ghost"]:disabled { color: $text3; background: transparent; border-color: transparent; }
QPushButton[kind="danger"] { color: $bad; }
QPushButton[kind="danger"]:hover { background: $bad_soft; border-color: $bad_line; }
QPushButton[kind="danger"]:focus { border-color: $bad; }
QPushButton[kind="danger"]:disabled { color: $text3; background: $sunken; border-color: $border; }
QPushButton[kind="link"] { color: $accent_text; background: transparent; border-color: transparent;
    border-radius: 4px; padding: 0; }
QPushButton[kind="link"]:hover { text-decoration: underline; }
QPushButton[kind="link"]:focus { border-color: $focus; }
QToolButton[kind="icon"] { min-width: 30px; max-width: 30px; min-height: 30px; max-height: 30px; border-radius: 6px;
    background: transparent; border: 1px solid transparent; padding: 0; }
QToolButton[kind="icon"]:hover { background: $hover; }
QToolButton[kind="icon"]:pressed, QToolButton[kind="icon"]:checked { background: $sunken; }
QToolButton[kind="icon"]:focus { border-color: $focus; }
QToolButton::menu-indicator { image: none; }
QWidget[surface="rail"] QToolButton[kind="icon"]:hover { background: $nav_selected; }
"""

_FIELDS = """
QLineEdit, QDoubleSpinBox, QComboBox { min-height: 30px; padding: 0 9px; border-radius: 6px;
    background: $raised; color: $text; border: 1px solid $border_strong;
    selection-background-color: $accent; selection-color: $on_accent; }
QDoubleSpinBox { padding: 0; }
QComboBox { padding-left: 11px; }
QLineEdit, QPlainTextEdit, QTextEdit { placeholder-text-color: $text3; }
QPlainTextEdit, QTextEdit { padding: 6px; border-radius: 6px; background: $raised; color: $text;
    border: 1px solid $border_strong; selection-background-color: $accent; selection-color: $on_accent; }
QLineEdit:focus, QDoubleSpinBox:focus, QComboBox:focus, QPlainTextEdit:focus {
    border-color: $focus; }
QLineEdit[invalid="true"], QDoubleSpinBox[invalid="true"], QPlainTextEdit[invalid="true"] { border-color: $bad; }
QLineEdit:disabled, QDoubleSpinBox:disabled, QComboBox:disabled, QPlainTextEdit:disabled {
    background: $sunken; color: $text3; border-color: $border; }
QLineEdit:read-only { background: $sunken; }
QComboBox { combobox-popup: 0; }
QComboBox::drop-down { border: none; width: 24px; }
QComboBox::down-arrow { image: url($image_arrow_down); width: 14px; height: 14px; }
QComboBox QAbstractItemView { background: $raised; color: $text; border: 1px solid $border_strong; padding: 4px;
    selection-background-color: $accent_soft; selection-color: $text; }
QComboBox QAbstractItemView::item { min-height: 28px; padding: 0 6px; border: none; border-radius: 4px; }
QDoubleSpinBox::up-button { subcontrol-origin: border; subcontrol-position: top right;
    width: 20px; border: none; background: transparent; margin: 2px 2px 0 0; }
QDoubleSpinBox::down-button { subcontrol-origin: border; subcontrol-position: bottom right;
    width: 20px; border: none; background: transparent; margin: 0 2px 2px 0; }
QDoubleSpinBox::up-button:hover, QDoubleSpinBox::down-button:hover { background: $sunken; border-radius: 3px; }
QDoubleSpinBox::up-arrow { image: url($image_arrow_up); width: 11px; height: 11px; }
QDoubleSpinBox::down-arrow { image: url($image_arrow_down); width: 11px; height: 11px; }
QFrame[role="chips"] { border-radius: 6px; background: $raised; border: 1px solid $border_strong; }
QFrame[role="chips"][focused="true"] { border-color: $focus; }
QFrame[role="chips"][invalid="true"] { border-color: $bad; }
QFrame[role="chips"]:disabled { background: $sunken; border-color: $border; }
QFrame[role="chips"] QLineEdit[kind="bare"] { min-height: 24px; padding: 0 5px; background: transparent; border: none; }
QLineEdit[kind="chip"] { min-height: 22px; padding: 0 7px; border-radius: 5px; font-size: $px12; }
QPushButton[kind="chip"] { min-height: 22px; padding: 0 7px; border-radius: 5px; font-size: $px12; color: $text;
    background: $sunken; border: 1px solid $border_strong; }
QPushButton[kind="chip"]:hover { border-color: $text3; }
QPushButton[kind="chip"]:focus { border-color: $focus; }
QPushButton[kind="chip"][tone="bad"] { color: $bad; background: $bad_soft; border-color: $bad_line; }
QPushButton[kind="chip_add"] { min-height: 22px; padding: 0 7px; border-radius: 5px; font-size: $px12;
    color: $accent_text; background: transparent; border: 1px solid transparent; }
QPushButton[kind="chip_add"]:hover { background: $hover; }
QPushButton[kind="chip_add"]:focus { border-color: $focus; }
QCheckBox { spacing: 8px; color: $text; min-height: 30px; padding-right: 6px; border: 1px solid transparent;
    border-radius: 6px; }
QCheckBox:focus { border-color: $focus; }
QCheckBox::indicator { width: 14px; height: 14px; border-radius: 4px; background: $raised;
    border: 1px solid $border_strong; margin-left: 2px; }
QCheckBox::indicator:hover { border-color: $accent; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent; image: url($image_check); }
QCheckBox::indicator:indeterminate { background: $accent; border-color: $accent; image: url($image_dash); }
QCheckBox:disabled { color: $text3; }
QCheckBox::indicator:disabled { background: $sunken; border-color: $border; }
"""

_VIEWS = """
QGraphicsView { background: transparent; }
QTableView, QListView, QTreeView { background: $surface; color: $text; border: none; gridline-color: transparent;
    alternate-background-color: $surface; selection-background-color: $selected; selection-color: $text; }
QTableView::item, QListView::item, QTreeView::item { border: none; border-bottom: 1px solid $border; padding: 0 8px; }
QTableView::item:selected, QListView::item:selected, QTreeView::item:selected { background: $selected; color: $text; }
QListView[surface="choices"] { background: $raised; border: 1px solid $border_strong; padding: 4px; }
QListView[surface="choices"]::item { min-height: 28px; padding: 0 6px; border: none; border-radius: 4px; }
QListView[surface="choices"]::item:selected { background: $accent_soft; color: $text; }
QListView[framed="always"] { border: 1px solid $border; border-radius: 6px; padding: 3px 0; }
QListView[framed="always"]:focus { border-color: $focus; }
QHeaderView { background: $surface; border: none; }
QHeaderView::section { background: $surface; color: $text2; border: none; border-bottom: 1px solid $border;
    padding: 0 12px; min-height: 33px; font-weight: 400; }
QHeaderView::section:hover { color: $text; }
QHeaderView[edge="true"]::section:first { padding-left: 24px; }
QHeaderView::up-arrow { image: url($image_arrow_up); width: 12px; height: 12px; }
QHeaderView::down-arrow { image: url($image_arrow_down); width: 12px; height: 12px; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: $border_strong; border-radius: 3px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: $text3; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
"""

_COMPONENTS = """
QFrame[segmented="true"] { background: $sunken; border: 1px solid $border; border-radius: 6px; }
QPushButton[kind="segment"] { min-height: 24px; padding: 0 10px; border-radius: 5px; font-size: $px12;
    color: $text2; background: transparent; border: 1px solid transparent; }
QPushButton[kind="segment"]:hover { color: $text; }
QPushButton[kind="segment"]:checked { color: $text; background: $segment; border-color: $border_strong; }
QPushButton[kind="segment"]:focus { border-color: $focus; }
QPushButton[kind="nav"] { min-height: 32px; padding: 0 10px; border-radius: 6px; text-align: left;
    color: $text2; background: transparent; border: 1px solid transparent; }
QPushButton[kind="nav"]:hover { color: $text; background: $hover; }
QPushButton[kind="nav"]:checked { color: $text; background: $nav_selected; }
QPushButton[kind="nav"]:focus { border-color: $focus; }
QFrame[level] { border-radius: 8px; border: 1px solid $border; background: $sunken; }
QFrame[level="error"] { background: $bad_soft; border-color: $bad_line; }
QFrame[level="warn"] { background: $warn_soft; border-color: $warn_line; }
QFrame[level="info"] { background: $accent_soft; border-color: $accent_line; }
QFrame[level] QPushButton, QFrame[level] QToolButton[kind="icon"] { background: transparent; }
QFrame[level="error"] QPushButton[kind="secondary"] { border-color: $bad_line; }
QFrame[level="warn"] QPushButton[kind="secondary"] { border-color: $warn_line; }
QFrame[level="info"] QPushButton[kind="secondary"] { border-color: $accent_line; }
QFrame[level] QPushButton:focus, QFrame[level] QToolButton[kind="icon"]:focus,
QFrame[level] QPushButton[kind="secondary"]:focus { border-color: $focus; }
QSlider { min-height: 30px; border: 1px solid transparent; border-radius: 6px; }
QSlider:focus { border-color: $focus; }
QSlider::groove:horizontal { height: 4px; border-radius: 2px; background: $border_strong; }
QSlider::sub-page:horizontal { border-radius: 2px; background: $accent; }
QSlider::sub-page:horizontal:disabled { background: $border_strong; }
QSlider::handle:horizontal { width: 14px; height: 14px; margin: -6px 0; border-radius: 8px; background: $raised;
    border: 1px solid $accent; }
QSlider::handle:horizontal:hover { background: $accent_soft; }
QSlider::handle:horizontal:disabled { border-color: $border_strong; }
QCalendarWidget QWidget#qt_calendar_navigationbar { background: $raised; }
QCalendarWidget QToolButton { min-height: 28px; padding: 0 8px; border-radius: 6px; font-weight: 600; color: $text;
    background: transparent; border: 1px solid transparent; }
QCalendarWidget QToolButton:hover { background: $hover; }
QCalendarWidget QToolButton:focus { border-color: $focus; }
QCalendarWidget QToolButton#qt_calendar_prevmonth { qproperty-icon: url($image_arrow_left); }
QCalendarWidget QToolButton#qt_calendar_nextmonth { qproperty-icon: url($image_arrow_right); }
QCalendarWidget QAbstractItemView { background: $raised; color: $text; selection-background-color: $accent;
    selection-color: $on_accent; }
QCalendarWidget QAbstractItemView::item { padding: 0; border: none; }
QCalendarWidget QAbstractItemView::item:selected { background: $accent; color: $on_accent; border-radius: 6px; }
QCalendarWidget QAbstractItemView:disabled { color: $text3; }
QFrame[surface="toast"] { background: $toast; border: 1px solid $toast; border-radius: 8px; }
QFrame[surface="toast"] QLabel { color: $toast_text; font-weight: 500; }
QFrame[surface="toast"] QPushButton { color: $toast_link; background: transparent; border-color: transparent;
    padding: 0 6px; }
QFrame[surface="toast"] QPushButton:focus { border-color: $toast_link; }
"""

_DISCORD = """
QFrame[discord="$mode"] { background: transparent; border: none; }
QFrame[discord="$mode"] QFrame[role="discord_screen"] { background: $page; border: 1px solid $line;
    border-radius: 10px; }
QFrame[discord="$mode"] QFrame[line="horizontal"] { background: $line; }
QFrame[discord="$mode"] QLabel { color: $text; font-size: $px14; }
QFrame[discord="$mode"] QLabel[role="discord_author"] { color: $heading; font-size: $px16; font-weight: 500; }
QFrame[discord="$mode"] QLabel[role="discord_title"] { color: $heading; font-size: $px16; font-weight: 600; }
QFrame[discord="$mode"] QLabel[role="discord_heading"] { color: $heading; font-weight: 600; }
QFrame[discord="$mode"] QLabel[role="discord_small"] { color: $muted; font-size: $px12; }
QFrame[discord="$mode"] QLabel[role="discord_link"] { color: $link; font-weight: 600; }
QFrame[discord="$mode"] QLabel[role="discord_tag"] { color: $on_tag; background: $tag; font-size: $px11;
    font-weight: 600; border-radius: 4px; padding: 1px 5px; }
QFrame[discord="$mode"] QFrame[role="discord_thread"] { background: $thread; border: none; border-radius: 8px; }
QFrame[discord="$mode"] QFrame[role="discord_composer"] { background: $composer; border: none; border-radius: 8px; }
QFrame[discord="$mode"] QFrame[role="discord_composer"] QLabel { color: $muted; font-size: $px16; }
"""

_TAGS = """
QPushButton[kind="chip"][tag="$name"] { color: $ink; background: $ground; border-color: $ground; }
QPushButton[kind="chip"][tag="$name"]:hover, QPushButton[kind="chip"][tag="$name"]:focus { border-color: $ink; }
"""
