"""A creator's statuses: the current one in a menu, and each with its day and what grew before and after."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QDate, QDateTime, QPoint, QTime, Signal
from PySide6.QtWidgets import QWidget

from tiktrack_gui.core.annotations import EARLIEST, Annotations, StatusChange
from tiktrack_gui.core.collaboration import Comparison, NotEnoughDays
from tiktrack_gui.ui.creators.annotations.menus import StatusMenu
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column, follow_all, row
from tiktrack_gui.ui.widgets.buttons import Button, IconButton
from tiktrack_gui.ui.widgets.calendar_popup import CalendarPopup
from tiktrack_gui.ui.widgets.labels import IconLabel, Label
from tiktrack_gui.words import annotating as words
from tiktrack_gui.words import annotations as words_of_annotations
from tiktrack_gui.words import times
from tiktrack_gui.words.text import breakable

FEW = 3  # statuses, until all are wanted
Compared = Comparison | NotEnoughDays


class StatusPart(QWidget):
    """
    Attributes:
        menu: Of the statuses that can be chosen.

    Signals:
        moved: A status began on another day. args: the StatusChange, a moment of that day in epoch seconds.
        removed: A status is to be removed. arg: the StatusChange.
    """

    moved = Signal(object, object)
    removed = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shown: Sequence[StatusChange] = ()  # newest first
        self._compared: Mapping[int, Compared] = {}
        self._now = 0.0
        self._shows_all = False
        self._moving: StatusChange | None = None
        self._lines: list[StatusLine] = []
        self._button = Button(theme, words.SET_STATUS, icon="flag", hint=f"{words.SET_STATUS} (S)")
        self._more = Button(theme, "Show all", kind="link")
        self._calendar = CalendarPopup(theme, "Day the status began", self)
        self.menu = StatusMenu(self)
        self._rows = column(spacing=2)
        self.setLayout(column(row(self._button, None), self._rows, row(self._more, None), spacing=4))
        self._button.clicked.connect(self.open_menu)
        self._more.clicked.connect(self._toggle)
        self._calendar.day_chosen.connect(self._move)

    def open_menu(self) -> None:
        self.menu.popup(self._button.mapToGlobal(QPoint(0, self._button.height())))

    def show_statuses(self, found: Annotations, now: float, *, is_other: bool) -> None:
        """is_other: whether it is another creator than before."""
        self._shown, self._now = found.statuses[::-1], now
        if is_other:
            self._shows_all, self._compared = False, {}
            self._calendar.hide()
        self.menu.show_of([found])
        self._button.set_text(words.SET_STATUS if found.status is None else words.CHANGE_STATUS)
        self._arrange()

    def show_compared(self, compared: Mapping[int, Compared]) -> None:
        """compared: by the IDs of the statuses."""
        self._compared = compared
        self._arrange()

    def _arrange(self) -> None:
        shown = self._shown if self._shows_all else self._shown[:FEW]
        while len(self._lines) < len(shown):
            line = StatusLine(self._theme)
            line.day_wanted.connect(self._open_calendar)
            line.removed.connect(self.removed)
            self._lines.append(line)
            self._rows.addWidget(line)
            follow_all(line.stops, before=self._more)
        for place, line in enumerate(self._lines):
            change = shown[place] if place < len(shown) else None
            line.setVisible(change is not None)
            if change is not None:
                line.show_change(change, self._compared.get(change.id))
        self._more.setVisible(len(self._shown) > FEW)
        self._more.set_text("Show fewer" if self._shows_all else f"Show all {len(self._shown)}")

    def _toggle(self) -> None:
        self._shows_all = not self._shows_all
        self._arrange()

    def _open_calendar(self, change: StatusChange, button: QWidget) -> None:
        self._moving = change
        self._calendar.open_below(button, _day(EARLIEST), _day(change.since), _day(self._now))

    def _move(self, day: QDate) -> None:
        if self._moving is not None and day != _day(self._moving.since):
            self.moved.emit(self._moving, QDateTime(day, QTime(12, 0)).toSecsSinceEpoch())


class StatusLine(QWidget):
    """One status: since when, and whether the followers grew otherwise after it than before.

    Signals:
        day_wanted: The user wants to choose the day it began. args: the StatusChange, the button.
        removed: arg: the StatusChange.
    """

    day_wanted = Signal(object, object)
    removed = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._change: StatusChange | None = None
        self._icon = IconLabel(theme, "flag", "text3")
        self._name, self._headline = Label("", "label", wrap=True), Label("", "small", wrap=True)
        self._said = Label("", "hint", tabular=True, wrap=True)
        self._day = Button(theme, "", kind="link")
        self._remove = IconButton(theme, "x", "Remove this status")
        for label in (self._name, self._headline, self._said):
            label.setMinimumWidth(1)
        said = column(self._name, self._headline, self._said, None, spacing=1, margins=(0, 6, 0, 4))
        day = column(self._day, None, spacing=0, margins=(0, 1, 0, 0))
        remove = column(self._remove, None, spacing=0)
        icon = column(self._icon, None, spacing=0, margins=(0, 8, 0, 0))
        parts = row(spacing=8)
        parts.addLayout(icon)
        parts.addLayout(said, 1)
        parts.addLayout(day)
        parts.addLayout(remove)
        self.setLayout(parts)
        self._day.clicked.connect(self._ask_for_day)
        self._remove.clicked.connect(self._ask_to_remove)

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What Tab reaches."""
        return self._day, self._remove

    def show_change(self, change: StatusChange, compared: Compared | None) -> None:
        """compared: None until it was computed."""
        self._change = change
        name, day = words_of_annotations.status(change.status), times.date(change.since)
        self._name.setText(breakable(name))
        self._day.set_text(day)
        self._day.setAccessibleName(f"{name} since {day}")
        self._day.setToolTip("Change the day")
        self._remove.set_name(f"Remove “{name}” of {day}")
        headline, tone = words_of_annotations.headline(compared) if compared is not None else ("", "")
        self._headline.setText(headline)
        self._headline.set_tone(tone)
        self._headline.setVisible(bool(headline))
        self._said.setText(words_of_annotations.comparison(compared) if compared is not None else "")
        self._said.setVisible(compared is not None)
        self._said.setToolTip(words_of_annotations.details(compared) if compared is not None else "")

    def _ask_for_day(self) -> None:
        if self._change is not None:
            self.day_wanted.emit(self._change, self._day)

    def _ask_to_remove(self) -> None:
        if self._change is not None:
            self.removed.emit(self._change)


def _day(at: float) -> QDate:
    when = times.local(at)
    return QDate(when.year, when.month, when.day)
