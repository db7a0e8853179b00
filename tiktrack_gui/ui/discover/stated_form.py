"""The form for what a creator stated about its audience, from its own analytics."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QDialog, QScrollArea, QWidget

from tiktrack_gui.core.discovery.brands import Audience, StatedAudience
from tiktrack_gui.core.errors import BadInput, TikTrackError
from tiktrack_gui.services.discover import Discover
from tiktrack_gui.services.tasks import Tasks
from tiktrack_gui.ui.changes import SettingChanges
from tiktrack_gui.ui.discover.country_shares import CountryShares
from tiktrack_gui.ui.discover.shares_field import SharesField
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column, framed, hairline, row, scrolled
from tiktrack_gui.ui.widgets.buttons import Button
from tiktrack_gui.ui.widgets.calendar_popup import CalendarPopup
from tiktrack_gui.ui.widgets.dialog_size import resize_within_window
from tiktrack_gui.ui.widgets.keys import finished_within
from tiktrack_gui.ui.widgets.labels import ElidedLabel, Label
from tiktrack_gui.ui.window.messages import Messages
from tiktrack_gui.words import brands, times
from tiktrack_gui.words import stated as words

SIZE = 640, 580  # px
EDGE = 24
FIRST = QDate(2016, 9, 1)  # when TikTok began
ISO = Qt.DateFormat.ISODate


class StatedForm(QDialog):
    """Opened with open(). Ctrl+Enter saves, Esc closes. What was saved is told by `Discover.changed`."""

    def __init__(
        self,
        theme: Theme,
        creator_id: int,
        handle: str,
        stated: StatedAudience | None,
        discover: Discover,
        changes: SettingChanges,
        tasks: Tasks,
        messages: Messages,
        now: Callable[[], float],
        parent: QWidget | None,
    ) -> None:
        """stated: what is stored; None = nothing yet. now: UTC epoch seconds."""
        super().__init__(parent)
        self._creator_id, self._handle, self._stated = creator_id, handle, stated
        self._discover, self._changes, self._tasks, self._messages = discover, changes, tasks, messages
        self._now = now
        self._today = _day(now())
        self._on = QDate.fromString(stated.on, ISO) if stated is not None else self._today
        self._date = Button(theme, "", icon="calendar", hint="Choose the day these figures are of")
        self._calendar = CalendarPopup(theme, words.DATE, self)
        self._ages = SharesField(theme, "Ages", brands.AGES)
        self._genders = SharesField(theme, "Genders", brands.GENDERS)
        self._countries = CountryShares(theme)
        self._fault = Label("", "small", tone="bad", wrap=True)
        self._remove = Button(theme, "Remove", kind="danger", hint="Remove what was entered for this creator")
        self._cancel = Button(theme, "Cancel", hint="Esc")
        self._save = Button(theme, "Save", kind="primary", hint="Ctrl+Enter")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Stated audience")
        resize_within_window(self, theme, *SIZE)
        self._lay_out()
        self._connect()
        self._show()

    @property
    def stated(self) -> StatedAudience:
        """As in the form."""
        audience = Audience(ages=self._ages.shares, genders=self._genders.shares, countries=self._countries.shares)
        on = self._on.toString(ISO)
        return StatedAudience(creator_id=self._creator_id, on=on, audience=audience, entered_at=int(self._now()))

    def save(self) -> None:
        """Saves it if it adds up; else goes to what doesn't."""
        self._save.setFocus()  # what is being typed counts, too
        wrong = [part for part in (self._ages, self._genders, self._countries) if not part.judge()]
        audience = self.stated.audience
        is_empty = not (audience.ages or audience.genders or audience.countries)
        self._say(words.NOTHING if is_empty and not wrong else "")
        if wrong:
            wrong[0].focus_first()
        elif is_empty:
            self._ages.focus_first()
        elif self._save.isEnabled():
            self._save.setEnabled(False)
            self._tasks.spawn(self._keep(self.stated), name=f"state the audience of {self._creator_id}", finishes=True)

    def _ask_to_remove(self) -> None:
        self._tasks.spawn(self._forget(), name=f"state the audience of {self._creator_id}", finishes=True)

    async def _keep(self, stated: StatedAudience) -> None:
        try:
            undo = await self._discover.state(stated)
        except BadInput as fault:
            self._say(str(fault))
        except TikTrackError as error:
            self._messages.trouble(error, here=True)
        else:
            self._changes.made(words.saved(self._handle), undo)
            self.accept()
        finally:
            self._save.setEnabled(True)

    async def _forget(self) -> None:
        try:
            undo = await self._discover.unstate(self._creator_id)
        except TikTrackError as error:
            self._messages.trouble(error, here=True)
            return
        self._changes.made(words.removed(self._handle), undo)
        self.accept()

    def _show(self) -> None:
        if self._stated is not None:
            audience = self._stated.audience
            self._ages.show_shares(audience.ages)
            self._genders.show_shares(audience.genders)
            self._countries.show_shares(audience.countries)
        self._remove.setHidden(self._stated is None)
        self._choose_day(self._on)
        self._ages.focus_first()

    def _open_calendar(self) -> None:
        self._calendar.open_below(self._date, FIRST, self._on, self._today)

    def _choose_day(self, day: QDate) -> None:
        self._on = day
        shown = f"{day.day()} {times.month(day.month())} {day.year()}"
        self._date.set_text(shown)
        self._date.setAccessibleName(f"{words.DATE}: {shown}")

    def _say(self, fault: str) -> None:
        self._fault.setText(fault)
        self._fault.setVisible(bool(fault))

    def _lay_out(self) -> None:
        self._fault.hide()
        date = Label(words.DATE, "label")
        date.setBuddy(self._date)
        fields = column(
            Label(words.WHERE, "secondary", wrap=True),
            row(date, None, self._date),
            self._ages,
            self._genders,
            self._countries,
            None,
            spacing=14,
            margins=(EDGE, 16, EDGE, 16),
        )
        area = QScrollArea()
        scrolled(area, fields)
        head = column(ElidedLabel(words.TITLE.format(self._handle), "section"), margins=(EDGE, 20, EDGE, 12))
        foot = column(
            self._fault, row(self._remove, None, self._cancel, self._save), spacing=8, margins=(EDGE, 12, EDGE, 16)
        )
        body = column(head, hairline(), (area, 1), hairline(), foot, spacing=0)
        self.setLayout(column((framed("page", body), 1), spacing=0))

    def _connect(self) -> None:
        for button in (self._date, self._remove, self._cancel, self._save):
            button.setAutoDefault(False)
        self._date.clicked.connect(self._open_calendar)
        self._calendar.day_chosen.connect(self._choose_day)
        self._remove.clicked.connect(self._ask_to_remove)
        self._cancel.clicked.connect(self.reject)
        self._save.clicked.connect(self.save)
        finished_within(self, self.save)


def _day(at: float) -> QDate:
    when = times.local(at)
    return QDate(when.year, when.month, when.day)
