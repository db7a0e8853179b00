"""A calendar that opens below a button."""

from __future__ import annotations

from PySide6.QtCore import QDate, QLocale, QPoint, Qt, Signal
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QWidget

from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column

SIZE = (340, 280)  # px, at the usual text size


class CalendarPopup(QFrame):
    """Esc closes it.

    Attributes:
        days: The calendar itself.

    Signals:
        day_chosen: A day was clicked, or Enter pressed on it. arg: QDate.
    """

    day_chosen = Signal(QDate)

    def __init__(self, theme: Theme, name: str, parent: QWidget) -> None:
        """name: for screen readers."""
        super().__init__(parent, Qt.WindowType.Popup)
        self._theme = theme
        self.days = QCalendarWidget()
        self.days.setLocale(QLocale(QLocale.Language.English, QLocale.Country.UnitedStates))
        self.days.setFirstDayOfWeek(QLocale.system().firstDayOfWeek())
        self.days.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.days.setAccessibleName(name)
        self.setProperty("surface", "popup")
        self.setLayout(column(self.days, margins=(1, 1, 1, 1)))
        self.days.currentPageChanged.connect(self.mark)
        self.days.clicked.connect(self._choose)
        self.days.activated.connect(self._choose)
        theme.changed.connect(self._dress)
        self._dress()

    def open_below(self, widget: QWidget, first: QDate, shown: QDate, last: QDate) -> None:
        self.days.setDateRange(first, last)
        self.days.setSelectedDate(shown)
        self.mark(shown.year(), shown.month())
        self.move(widget.mapToGlobal(QPoint(0, widget.height() + 4)))
        self.show()
        self.days.setFocus()

    def mark(self, year: int, month: int) -> None:
        """Marks days on that page; none here."""

    def _choose(self, day: QDate) -> None:
        if self.isVisible():  # a click also activates
            self.hide()
            self.day_chosen.emit(day)

    def _dress(self) -> None:
        plain = QTextCharFormat()
        plain.setForeground(self._theme.color("text"))
        self.days.setMinimumSize(*(self._theme.px(size) for size in SIZE))
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):  # red in Qt
            self.days.setWeekdayTextFormat(day, plain)
        header = QTextCharFormat()
        header.setForeground(self._theme.color("text"))  # as weekends have in their heading, too
        self.days.setHeaderTextFormat(header)
        self.mark(self.days.yearShown(), self.days.monthShown())
