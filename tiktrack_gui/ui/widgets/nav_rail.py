"""The left rail: destinations, state of the background work, pause, theme, settings and help."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QLabel, QSizePolicy

from tiktrack_gui.ui.theme.icons import app_mark
from tiktrack_gui.ui.theme.look import Mode
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column, row
from tiktrack_gui.ui.widgets.buttons import Button, IconButton
from tiktrack_gui.ui.widgets.labels import Label
from tiktrack_gui.ui.widgets.pause_menu import PauseMenu
from tiktrack_gui.ui.widgets.roving import Roving
from tiktrack_gui.ui.widgets.status_dot import StatusDot

WIDTH = 200
_MODES = {  # mode: (icon, name of the button)
    Mode.SYSTEM: ("monitor", "Theme: system"),
    Mode.LIGHT: ("sun", "Theme: light"),
    Mode.DARK: ("moon", "Theme: dark"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Destination:
    """An entry of the rail, which opens a page."""

    key: str
    text: str
    icon: str
    shortcut: str = ""  # shown in the tooltip


class NavRail(QFrame):
    """200 px at the left of the window. A single tab stop, at the entry of the open page.

    Signals:
        chosen: The user chose a destination. arg: its key.
        pause_requested: The user wants to pause. arg: the PauseLength.
        resume_requested: The user wants to end the pause.
        settings_clicked, help_clicked: A button at the bottom was clicked.
        offer_clicked: The link below the state was clicked.
    """

    chosen = Signal(str)
    pause_requested = Signal(object)
    resume_requested = Signal()
    settings_clicked = Signal()
    help_clicked = Signal()
    offer_clicked = Signal()

    def __init__(self, theme: Theme, destinations: Sequence[Destination]) -> None:
        super().__init__()
        self._theme = theme
        self._group = QButtonGroup(self)
        self._entries: dict[str, _Entry] = {}
        self._dot = StatusDot(theme, "text3")
        self._state = Label("", "small_label", wrap=True)
        self._detail = Label("", "hint", wrap=True)
        self._offer = Button(theme, "", kind="link")
        self._offer.hide()
        self._pause = IconButton(theme, "pause", "Pause")
        self._pause_menu = PauseMenu(self)
        self._is_paused = False
        self._mode = IconButton(theme, *_MODES[theme.mode], shortcut="Ctrl+Shift+L")
        self._settings = IconButton(theme, "settings", "Settings", shortcut="Ctrl+,")
        self._help = IconButton(theme, "circle-help", "Help", shortcut="?")
        self.setProperty("surface", "rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(WIDTH)
        self._lay_out(destinations)
        self._roving = Roving(
            self, (*self._entries.values(), self._offer, self._pause, self._mode, self._settings, self._help)
        )
        self._connect()

    def select(self, key: str) -> None:
        """Marks a destination as the current one, without emitting `chosen`."""
        if key in self._entries:
            self._entries[key].setChecked(True)
        elif checked := self._group.checkedButton():  # a page without an entry, such as settings
            self._group.setExclusive(False)
            checked.setChecked(False)
            self._group.setExclusive(True)
        self._roving.rest_on(self._entries.get(key, self._settings))

    def set_badge(self, key: str, count: int, name: str = "new") -> None:
        """Sets the number beside a destination; 0 hides it. name: what it counts, for screen readers."""
        self._entries[key].set_badge(count, name)

    def set_attention(self, key: str, color: str) -> None:
        """Marks a destination, or else the settings. color: a token's name, such as warn or bad; "" = no mark."""
        if key in self._entries:
            self._entries[key].set_attention(color)
        else:
            self._settings.set_color(color or "text2")
            self._settings.set_name("Settings, needs attention" if color else "Settings")

    def set_state(self, text: str, detail: str = "", color: str = "ok") -> None:
        """color: a token's name, such as ok, warn or bad."""
        self._dot.set_color(color)
        self._state.setText(text)
        self._detail.setText(detail)
        self._detail.setVisible(bool(detail))

    def offer(self, text: str) -> None:
        """Sets the link below the state; "" = none."""
        self._offer.set_text(text)
        self._offer.setVisible(bool(text))

    def set_paused(self, paused: bool) -> None:
        self._is_paused = paused
        self._pause.set_icon(*(("play", "Resume") if paused else ("pause", "Pause")))

    def _lay_out(self, destinations: Sequence[Destination]) -> None:
        for destination in destinations:
            entry = _Entry(self._theme, destination)
            self._entries[destination.key] = entry
            self._group.addButton(entry)
        layout = column(
            row(_mark(), Label("TikTrack", "emphasis"), None, margins=(8, 0, 0, 0)),
            16,
            column(*self._entries.values(), spacing=2),
            None,
            row(
                self._dot,
                column((self._state, 1), self._detail, row(self._offer, None), spacing=1),
                margins=(8, 0, 0, 0),
            ),
            8,
            row(self._pause, self._mode, self._settings, self._help, None, spacing=2, margins=(1, 0, 0, 0)),
            spacing=0,
            margins=(12, 18, 11, 12),
        )
        self.setLayout(layout)

    def _connect(self) -> None:
        self._group.buttonClicked.connect(self._choose)
        self._offer.clicked.connect(self.offer_clicked)
        self._pause.clicked.connect(self._pause_or_resume)
        self._pause_menu.chosen.connect(self.pause_requested)
        self._settings.clicked.connect(self.settings_clicked)
        self._help.clicked.connect(self.help_clicked)
        self._mode.clicked.connect(self.next_mode)
        self._theme.changed.connect(self._show_mode)

    def next_mode(self) -> None:
        """Switches the theme: system → light → dark → system."""
        modes = list(Mode)
        self._theme.set_mode(modes[(modes.index(self._theme.mode) + 1) % len(modes)])

    def _pause_or_resume(self) -> None:
        if self._is_paused:
            self.resume_requested.emit()
        else:
            above = QPoint(0, -self._pause_menu.sizeHint().height())
            self._pause_menu.popup(self._pause.mapToGlobal(above))

    def _choose(self, entry: _Entry) -> None:
        self.chosen.emit(entry.key)

    def _show_mode(self) -> None:
        self._mode.set_icon(*_MODES[self._theme.mode])


class _Entry(Button):
    """One destination: icon, name and badge."""

    def __init__(self, theme: Theme, destination: Destination) -> None:
        super().__init__(theme, destination.text, icon=destination.icon, kind="nav", hint=destination.shortcut)
        self.key = destination.key
        self._name = destination.text
        self._badge = Label("", "badge", tone="accent", tabular=True)
        self._badge.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
        self._badge.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._badge.hide()
        self._dot = StatusDot(theme)
        self._dot.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._dot.hide()
        self._count, self._counted = 0, ""
        self.setText(f"   {destination.text}")
        self.setCheckable(True)
        self.setLayout(row(None, self._dot, self._badge, margins=(0, 0, 7, 0), spacing=6))
        self.toggled.connect(self._tint)

    def set_badge(self, count: int, name: str) -> None:
        self._count, self._counted = count, name
        self._badge.setText(f"{count:,}")
        self._badge.setVisible(count > 0)
        self._name_itself()

    def set_attention(self, color: str) -> None:
        if color:
            self._dot.set_color(color)
        self._dot.setVisible(bool(color))
        self._name_itself()

    def _name_itself(self) -> None:
        new = f"{self._count:,} {self._counted}" if self._count else ""
        attention = "" if self._dot.isHidden() else "needs attention"
        self.setAccessibleName(", ".join(filter(None, (self._name, new, attention))))

    def _tint(self) -> None:
        color = self._theme.tokens.text if self.isChecked() else self._theme.tokens.text2
        self.setIcon(self._theme.icons.icon(self._icon, color))


def _mark() -> QLabel:
    mark = QLabel()
    mark.setFixedSize(24, 24)
    mark.setPixmap(app_mark(24, 3.0))
    return mark
