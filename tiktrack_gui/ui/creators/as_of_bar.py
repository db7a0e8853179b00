"""Takes a profile to any moment of its history: a slider, a calendar, and the way back to now."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC

from PySide6.QtCore import QDate, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import QFrame, QWidget

from tiktrack_gui.core import as_of
from tiktrack_gui.core.durations import DAY
from tiktrack_gui.core.models import CreatorSample
from tiktrack_gui.core.sample_columns import number_until
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import restyle, row
from tiktrack_gui.ui.widgets.buttons import Button
from tiktrack_gui.ui.widgets.calendar_popup import CalendarPopup
from tiktrack_gui.ui.widgets.side_by_side import SideBySide
from tiktrack_gui.ui.widgets.slider import Slider
from tiktrack_gui.words import profiles as words
from tiktrack_gui.words import times

WEEK = 7 * DAY
WIDE_DATE = 1_790_800_080  # Wed 30 Sep 2026, 20:28: hardly any date is longer in any font
BESIDE_TEXT = 56  # px of a button with an icon
NOW = "As of now"
HINT = "Arrow keys: previous or next measurement. Page Up, Page Down: a week. Home, End: beginning, now."


class AsOfBar(QFrame):
    """One line; tinted while it shows a moment in the past.

    Signals:
        moment_chosen: The user chose a moment. arg: epoch seconds, None = now.
    """

    moment_chosen = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._samples: Sequence[CreatorSample] = ()
        self._start, self._now = 0, 0
        self._moment: int | None = None
        self._date = Button(theme, NOW, icon="clock", hint="Choose a day")
        self._back = Button(theme, words.BACK, kind="ghost", hint="Show the profile as it is now (End on the slider)")
        self._slider = TimeSlider()
        self._calendar = MeasuredDays(theme, self)
        self.setProperty("surface", "card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        keeps = self._back.sizePolicy()
        keeps.setRetainSizeWhenHidden(True)  # so that nothing moves under the mouse
        self._back.setSizePolicy(keeps)
        parts = SideBySide(row(self._date, None, self._back), row(self._slider), shares=(0, 1))
        self.setLayout(row(parts, margins=(8, 5, 16, 5)))
        self._slider.valueChanged.connect(self._slide)
        self._slider.stepped.connect(self.step)
        self._slider.leapt.connect(self.leap)
        self._slider.sent_home.connect(self.go_to_start)
        self._slider.sent_back.connect(self.go_back)
        self._date.clicked.connect(self._open_calendar)
        self._back.clicked.connect(self.go_back)
        self._calendar.day_chosen.connect(self._choose_day)
        theme.changed.connect(self._make_room)
        self._make_room()
        self.show_loading()

    @property
    def moment(self) -> int | None:
        """The moment in the past that is shown, None = now."""
        return self._moment

    def show_loading(self) -> None:
        """Shows now, the only moment there is until a history has been read."""
        self.show_history((), None, 0)
        self._go(None)

    def show_history(self, samples: Sequence[CreatorSample], start: int | None, now: float) -> None:
        """samples: oldest first. start: the first moment; None = nothing is known. The chosen moment stays."""
        self._samples, self._now = samples, int(now)
        self._start = min(start, self._now) if start is not None else self._now
        self.setEnabled(self._start < self._now)
        with QSignalBlocker(self._slider):
            self._slider.setRange(0, max(self._now - self._start, 1))
        self._go(self._moment)

    def go_back(self) -> None:
        """Returns to now."""
        self._choose(None)

    def step(self, forward: bool) -> None:
        """Goes to the next measurement, or the one before; after the last one is now."""
        here = self._now if self._moment is None else self._moment
        found = as_of.step(self._samples, here, forward)
        if found is None:
            found = None if forward else self._start
        self._choose(found)

    def leap(self, seconds: int) -> None:
        """Goes so far forward, or back if negative."""
        self._choose((self._now if self._moment is None else self._moment) + seconds)

    def go_to_start(self) -> None:
        self._choose(self._start)

    def _slide(self, value: int) -> None:
        self._choose(self._start + value)

    def _choose(self, moment: int | None) -> None:
        if not self.isEnabled():
            return
        if moment is not None:
            moment = None if moment >= self._now else max(moment, self._start)
        if moment != self._moment:
            self._go(moment)
            self.moment_chosen.emit(moment)

    def _go(self, moment: int | None) -> None:
        self._moment = moment
        with QSignalBlocker(self._slider):
            self._slider.setValue(self._slider.maximum() if moment is None else moment - self._start)
        said = NOW if moment is None else words.as_of(moment)
        self._date.set_text(said)
        self._slider.setAccessibleDescription(f"{said}. {HINT}")
        self._back.setVisible(moment is not None)
        restyle(self, "surface", "card" if moment is None else "past")

    def _make_room(self) -> None:
        """Makes the button as wide as its longest text, so that the slider stays where it is while it's dragged."""
        self._date.ensurePolished()
        widest = self._date.fontMetrics().horizontalAdvance(words.as_of(WIDE_DATE, UTC))
        self._date.setMinimumWidth(widest + BESIDE_TEXT)

    def _open_calendar(self) -> None:
        shown = self._now if self._moment is None else self._moment
        self._calendar.open_for(self._date, self._samples, (self._start, shown, self._now))

    def _choose_day(self, day: QDate) -> None:
        """Goes to the day's last measurement, or else to its end."""
        begins, ends = _day(day)
        number = number_until(self._samples, ends - 1) - 1
        last = self._samples[number].at if number >= 0 else 0
        self._choose(last if last >= begins else ends - 1)


class TimeSlider(Slider):
    """A slider over seconds.

    Signals:
        stepped: To the next measurement. arg: whether forward.
        leapt: So far. arg: seconds, negative = back.
        sent_home, sent_back: To the beginning, to now.
    """

    stepped = Signal(bool)
    leapt = Signal(object)
    sent_home = Signal()
    sent_back = Signal()

    def __init__(self) -> None:
        super().__init__("Moment of the profile’s history")
        self.setToolTip(HINT)
        self.setMinimumWidth(120)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Left | Qt.Key.Key_Down:
                self.stepped.emit(False)
            case Qt.Key.Key_Right | Qt.Key.Key_Up:
                self.stepped.emit(True)
            case Qt.Key.Key_PageUp:
                self.leapt.emit(WEEK)
            case Qt.Key.Key_PageDown:
                self.leapt.emit(-WEEK)
            case Qt.Key.Key_Home:
                self.sent_home.emit()
            case Qt.Key.Key_End:
                self.sent_back.emit()
            case _:
                super().keyPressEvent(event)


class MeasuredDays(CalendarPopup):
    """A calendar whose days with measurements are bold."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        self._samples: Sequence[CreatorSample] = ()
        super().__init__(theme, "Days of the profile’s history", parent)

    def open_for(self, widget: QWidget, samples: Sequence[CreatorSample], moments: tuple[int, int, int]) -> None:
        """moments: the first one, the one that is shown, and the last one."""
        self._samples = samples
        self.open_below(widget, *(_date(at) for at in moments))

    def mark(self, year: int, month: int) -> None:
        measured = QTextCharFormat()
        measured.setFontWeight(QFont.Weight.Bold)
        measured.setForeground(self._theme.color("accent_text"))
        measured.setToolTip("Measured")
        self.days.setDateTextFormat(QDate(), QTextCharFormat())
        first = QDate(year, month, 1).addDays(-7)
        for number in range(49):
            day = first.addDays(number)
            begins, ends = _day(day)
            place = number_until(self._samples, begins - 1)
            if place < len(self._samples) and self._samples[place].at < ends:
                self.days.setDateTextFormat(day, measured)


def _date(at: float) -> QDate:
    when = times.local(at)
    return QDate(when.year, when.month, when.day)


def _day(day: QDate) -> tuple[int, int]:
    """Returns when the local day begins and ends, in epoch seconds."""
    return day.startOfDay().toSecsSinceEpoch(), day.addDays(1).startOfDay().toSecsSinceEpoch()
