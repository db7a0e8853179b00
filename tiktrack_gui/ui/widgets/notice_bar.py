"""A bar that reports a problem: what happened, what comes next, and one button that helps."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel

from tiktrack_gui.core.errors import TikTrackError
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column, restyle, row
from tiktrack_gui.ui.widgets.buttons import Button, IconButton
from tiktrack_gui.ui.widgets.labels import IconLabel, Label

_ICONS = {  # level: (icon, token of its colour)
    "error": ("circle-alert", "bad"),
    "warn": ("triangle-alert", "warn"),
    "info": ("info", "accent_text"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A notice. about: the error's class; a newer one about it replaces this. level: error, warn or info."""

    about: type[TikTrackError]
    cause: str
    next: str = ""
    level: str = "warn"
    action: str = ""  # the button's text; empty = no button
    details: str = ""  # shown on demand
    lasting: bool = False  # can't be dismissed: stays until settled
    stays: bool = False  # remains when its button is pressed, which only leads to where the user can fix it


class NoticeBar(QFrame):
    """Shows one notice; hidden without one.

    Signals:
        acted: Its button was pressed. arg: the class of the error.
        dismissed: The user closed it. arg: the class of the error.
    """

    acted = Signal(object)
    dismissed = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._notice: Notice | None = None
        self._icon = IconLabel(theme, *_ICONS["warn"])
        self._words = QLabel()
        self._words.setTextFormat(Qt.TextFormat.RichText)
        self._words.setWordWrap(True)
        self._details = Label("", "small", wrap=True)
        self._details.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._action = Button(theme, "")
        self._more = Button(theme, "Details", kind="ghost")
        self._close = IconButton(theme, "x", "Dismiss")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._lay_out()
        self._connect()
        self.hide()

    @property
    def notice(self) -> Notice | None:
        return self._notice

    def show_notice(self, notice: Notice | None) -> None:
        """Replaces the current notice; None hides the bar."""
        self._notice = notice
        if notice is not None:
            self._fill(notice)
        self.setVisible(notice is not None)

    def _fill(self, notice: Notice) -> None:
        self._icon.set_icon(*_ICONS[notice.level])
        self._action.set_text(notice.action)
        self._action.setVisible(bool(notice.action))
        self._details.setText(notice.details)
        self._more.setVisible(bool(notice.details))
        self._close.setHidden(notice.lasting)
        self._show_details(False)
        self.setAccessibleName(f"{notice.cause} {notice.next}".strip())
        restyle(self, "level", notice.level)
        self._write()

    def _write(self) -> None:
        """Writes the cause in bold and the rest in a quieter colour, on one line if there is room."""
        if self._notice is not None:
            cause, after, color = escape(self._notice.cause), escape(self._notice.next), self._theme.tokens.text2.name()
            self._words.setText(
                f'<span style="font-weight:600">{cause}</span>&nbsp; <span style="color:{color}">{after}</span>'
            )

    def _lay_out(self) -> None:
        words = column(self._words, self._details, spacing=4, margins=(2, 7, 0, 7))
        line = row(self._icon, spacing=8, margins=(12, 4, 6, 4))
        line.addLayout(words, 1)
        for button in (self._more, self._action, self._close):
            line.addWidget(button)
        self.setLayout(line)

    def _connect(self) -> None:
        self._action.clicked.connect(self._act)
        self._close.clicked.connect(self._dismiss)
        self._more.setCheckable(True)
        self._more.toggled.connect(self._show_details)
        self._theme.changed.connect(self._write)

    def _show_details(self, shown: bool) -> None:
        self._details.setVisible(shown)
        self._more.setChecked(shown)

    def _act(self) -> None:
        if self._notice is not None:
            self.acted.emit(self._notice.about)

    def _dismiss(self) -> None:
        if self._notice is not None:
            about = self._notice.about
            self.show_notice(None)
            self.dismissed.emit(about)
