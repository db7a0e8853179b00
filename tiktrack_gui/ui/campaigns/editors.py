"""Fields for a price and for a day, as they are typed in a cell of the table and in the details."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import QDate, QObject, QRect, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QValidator
from PySide6.QtWidgets import QLineEdit, QToolTip, QWidget

from tiktrack_gui.core.day_text import AHEAD, FIRST, read_day
from tiktrack_gui.core.errors import BadInput
from tiktrack_gui.core.money import parse_price
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets import tooltips
from tiktrack_gui.ui.widgets.boxes import restyle, row
from tiktrack_gui.ui.widgets.buttons import IconButton
from tiktrack_gui.ui.widgets.calendar_popup import CalendarPopup
from tiktrack_gui.ui.widgets.fields import SAID_FOR, TextField
from tiktrack_gui.words import times

Reader = Callable[[str], Any]  # of a text; None for an empty one. Raises BadInput


def price_reader(currency: str) -> Reader:
    """Reads prices in hundredths of a currency."""

    def read(text: str) -> int | None:
        return parse_price(text, currency) if text.strip() else None

    return read


def day_reader(now: Callable[[], float]) -> Reader:
    """Reads days as ISO dates. now: UTC epoch seconds."""

    def read(text: str) -> str | None:
        return read_day(text, times.local(now()).date()).isoformat() if text.strip() else None

    return read


def day_written(day: str | None) -> str:
    """An ISO date as it is shown in a field: "12 Oct 2026"."""
    if day is None:
        return ""
    when = date.fromisoformat(day)
    return f"{when.day} {times.month(when.month)} {when.year}"


class CellField(QLineEdit):
    """The editor of a cell. Enter takes what was typed, if it can be read; Esc leaves it as it was.

    What can't be read is marked, and a tooltip says why.
    """

    def __init__(self, name: str, read: Reader, placeholder: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._read = read
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setProperty("kind", "cell")
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setValidator(_Readable(read, self))
        self.textEdited.connect(self._judge)

    @property
    def value(self) -> Any:
        """What was typed. Raises BadInput if it can't be read."""
        return self._read(self.text())

    def _judge(self) -> None:
        """Marks what can't be read."""
        show_fault(self, _fault(self._read, self.text()))


class ReadField(TextField):
    """A field whose text is read when it is committed.

    Signals:
        entered: Something else was entered. arg: what `read` returned.
    """

    entered = Signal(object)

    def __init__(self, theme: Theme, icon: str, placeholder: str, name: str, read: Reader) -> None:
        super().__init__(theme, icon, placeholder, name)
        self._read = read
        self.committed.connect(self._take)
        self.textEdited.connect(self._judge)

    def set_reader(self, read: Reader) -> None:
        self._read = read

    def _take(self, text: str) -> None:
        try:
            value = self._read(text)
        except BadInput as fault:
            self.set_invalid(True)
            show_fault(self, str(fault))
            return
        self.set_invalid(False)
        self.set_value(text)  # until what was entered is stored, and shown as it is then
        self.entered.emit(value)

    def _judge(self, text: str) -> None:
        """Takes back a mark as soon as the text can be read; what is still being typed isn't marked."""
        if not _fault(self._read, text):
            show_fault(self, "")


def show_fault(field: QLineEdit, fault: str) -> None:
    """Marks a field and says what is wrong with it; "" = nothing."""
    was_told = bool(field.accessibleDescription())
    restyle(field, "invalid", "true" if fault else "false")
    field.setAccessibleDescription(fault)
    if fault:
        below = field.mapToGlobal(field.rect().bottomLeft())
        QToolTip.showText(below, tooltips.plain(fault), field, QRect(), SAID_FOR)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(field, fault))
    elif was_told:
        QToolTip.hideText()


class _Readable(QValidator):
    """Lets any text be typed, but only one that can be read be taken."""

    def __init__(self, read: Reader, parent: QObject) -> None:
        super().__init__(parent)
        self._read = read

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        state = QValidator.State.Intermediate if _fault(self._read, text) else QValidator.State.Acceptable
        return state, text, position


def _fault(read: Reader, text: str) -> str:
    try:
        read(text)
    except BadInput as fault:
        return str(fault)
    return ""


class DayField(QWidget):
    """A day that is typed, or chosen in a calendar.

    Signals:
        entered: Another day was entered. arg: an ISO date, or None.
    """

    entered = Signal(object)

    def __init__(self, theme: Theme, now: Callable[[], float]) -> None:
        """now: UTC epoch seconds."""
        super().__init__()
        self._now = now
        self._day: str | None = None
        self.field = ReadField(theme, "calendar", "Date", "Date", day_reader(now))
        self._pick = IconButton(theme, "chevron-down", "Choose a day")
        self._calendar = CalendarPopup(theme, "Date", self)
        self.setLayout(row((self.field, 1), self._pick, spacing=2))
        self.field.entered.connect(self.entered)
        self._pick.clicked.connect(self._open)
        self._calendar.day_chosen.connect(self._choose)

    def show_day(self, day: str | None) -> None:
        """day: an ISO date."""
        self._day = day
        self.field.set_value(day_written(day))

    def _open(self) -> None:
        today = times.local(self._now()).date()
        shown = date.fromisoformat(self._day) if self._day is not None else today
        self._calendar.open_below(self._pick, _qt(FIRST), _qt(shown), _qt(today + AHEAD))

    def _choose(self, day: QDate) -> None:
        self.entered.emit(day.toString(Qt.DateFormat.ISODate))


def _qt(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
