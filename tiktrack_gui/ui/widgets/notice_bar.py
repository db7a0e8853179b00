"""A bar of one line that reports a problem: what happened, what comes next, and one button that helps."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from tiktrack_gui.core.errors import TikTrackError
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets import tooltips
from tiktrack_gui.ui.widgets.boxes import column, framed, restyle, row
from tiktrack_gui.ui.widgets.buttons import Button, IconButton
from tiktrack_gui.ui.widgets.labels import ElidedLabel, IconLabel, Label

DETAILS_WIDTH = 420  # px

_ICONS = {  # level: (icon, token of its colour)
    "error": ("circle-alert", "bad"),
    "warn": ("triangle-alert", "warn"),
    "info": ("info", "accent_text"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A notice. about: the error's class; a newer one about it and of that source replaces this.

    source: the handle of the source that met it; "" = it is no trouble of a source's own. level: error, warn or info.
    """

    about: type[TikTrackError]
    source: str = ""
    cause: str
    next: str = ""
    level: str = "warn"
    action: str = ""  # the button's text; empty = no button
    details: str = ""  # shown on demand
    pages: frozenset[str] = frozenset()  # keys of those it concerns; empty = all
    lasting: bool = False  # can't be dismissed: stays until settled
    stays: bool = False  # remains when its button is pressed, which only leads to where the user can fix it

    @property
    def sentence(self) -> str:
        """Its whole text, without the details."""
        return f"{self.cause} {self.next}".strip()


class NoticeBar(QFrame):
    """Shows one notice. What doesn't fit is in the tooltip and, for the keyboard, behind “Details”.

    Signals:
        acted: Its button was pressed. arg: the class of the error.
        dismissed: The user closed it. arg: the class of the error.
    """

    acted = Signal(object)
    dismissed = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._notice: Notice | None = None
        self._icon = IconLabel(theme, *_ICONS["warn"])
        self._cause = ElidedLabel("", "strong")
        self._next = ElidedLabel("", "secondary")
        self._action = Button(theme, "")
        self._more = Button(theme, "Details", kind="ghost")
        self._close = IconButton(theme, "x", "Dismiss")
        self._details = _Details(self._more)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._cause.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)  # only as wide as its text
        self._layout = row(self._icon, self._cause, (self._next, 1), spacing=8, margins=(12, 0, 4, 0))
        for button in (self._more, self._action, self._close):
            self._layout.addWidget(button)
        self.setLayout(self._layout)
        self._action.clicked.connect(self._act)
        self._close.clicked.connect(self._dismiss)
        self._more.clicked.connect(self._details.open)

    @property
    def notice(self) -> Notice | None:
        return self._notice

    def show_notice(self, notice: Notice | None) -> None:
        """Replaces the current notice; None empties the bar."""
        self._details.close()
        self._notice = notice
        if notice is not None:
            self._fill(notice)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._offer_details()

    def _fill(self, notice: Notice) -> None:
        self._icon.set_icon(*_ICONS[notice.level])
        self._cause.setText(notice.cause)
        self._next.setText(notice.next)
        self._action.set_text(notice.action)
        self._action.setVisible(bool(notice.action))
        self._close.setHidden(notice.lasting)
        self._details.say(notice)
        self.setToolTip(tooltips.plain(notice.sentence))
        self.setAccessibleName(notice.sentence)
        restyle(self, "level", notice.level)
        self._offer_details()

    def _offer_details(self) -> None:
        """Offers the details if there are some, or if the text doesn't fit even without their button."""
        if self._notice is not None:
            self._more.setVisible(bool(self._notice.details) or self._natural_width() > self.width())

    def _natural_width(self) -> int:
        """The width with all text and without the button for the details."""
        parts = [self._icon, self._cause, self._next, self._action, self._close]
        widths = [part.sizeHint().width() for part in parts if not part.isHidden()]
        margins = self._layout.contentsMargins()
        return sum(widths) + self._layout.spacing() * (len(widths) - 1) + margins.left() + margins.right() + 2

    def _act(self) -> None:
        if self._notice is not None:
            self.acted.emit(self._notice.about)

    def _dismiss(self) -> None:
        if self._notice is not None:
            self.dismissed.emit(self._notice.about)


class _Details(QFrame):
    """A popup with the whole text of a notice, which can be selected. Esc or a click elsewhere closes it."""

    def __init__(self, button: QWidget) -> None:
        super().__init__(button, Qt.WindowType.Popup)
        self._button = button
        self._cause = Label("", "strong", wrap=True)
        self._rest = Label("", "secondary", wrap=True)
        for label in (self._cause, self._rest):
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        words = column(self._cause, self._rest, spacing=4, margins=(14, 12, 14, 12))
        self.setLayout(column(framed("popup", words), spacing=0))
        self.setFixedWidth(DETAILS_WIDTH)

    def say(self, notice: Notice) -> None:
        self._cause.setText(notice.cause)
        self._rest.setText("\n\n".join(filter(None, (notice.next, notice.details))))
        self._rest.setVisible(bool(self._rest.text()))
        self.setAccessibleName(f"{notice.sentence} {notice.details}".strip())

    def open(self) -> None:
        """Shows it below its button."""
        self.adjustSize()
        below = self._button.mapToGlobal(self._button.rect().bottomRight())
        self.move(below - QPoint(self.width(), -4))
        self.show()
