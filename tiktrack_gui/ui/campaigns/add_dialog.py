"""Adding videos to a campaign: links are pasted, and shown with their prices and faults before any is added."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QCheckBox, QDialog, QPlainTextEdit, QWidget

from tiktrack_gui.core.campaigns import Campaign
from tiktrack_gui.core.errors import TikTrackError
from tiktrack_gui.core.pasted_videos import PastedVideo, Standing, wanted
from tiktrack_gui.services.campaign_measuring import Progress
from tiktrack_gui.services.campaigns import Added, Campaigns
from tiktrack_gui.services.tasks import Tasks
from tiktrack_gui.ui.campaigns.editors import DayField, ReadField, price_reader
from tiktrack_gui.ui.campaigns.pasted import PastedModel
from tiktrack_gui.ui.changes import SettingChanges
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column, framed, hairline, row
from tiktrack_gui.ui.widgets.buttons import Button
from tiktrack_gui.ui.widgets.dialog_size import resize_within_window
from tiktrack_gui.ui.widgets.keys import finished_within
from tiktrack_gui.ui.widgets.labels import ElidedLabel, Label, PartsLabel
from tiktrack_gui.ui.widgets.progress_line import ProgressLine
from tiktrack_gui.ui.widgets.records_table import RecordsTable
from tiktrack_gui.ui.widgets.records_view import Story
from tiktrack_gui.ui.window.messages import Messages
from tiktrack_gui.words import campaign_pages as words
from tiktrack_gui.words import campaigns

SIZE = 720, 560  # px
EDGE = 24
LINES = 4  # of the field
TAB = 24.0  # px
PAUSE = 250  # ms without a key, after which what was typed is read
READ, ADD = "read videos of a campaign", "add videos to a campaign"  # tasks


class AddDialog(QDialog):
    """Opened with open(). Ctrl+Enter adds, Esc closes, or stops the looking up of short links."""

    def __init__(
        self,
        theme: Theme,
        campaign: Campaign,
        service: Campaigns,
        changes: SettingChanges,
        tasks: Tasks,
        messages: Messages,
        now: Callable[[], float],
        parent: QWidget | None,
    ) -> None:
        """now: UTC epoch seconds."""
        super().__init__(parent)
        self._theme, self._campaign, self._service = theme, campaign, service
        self._changes, self._tasks, self._messages = changes, tasks, messages
        self._read: Sequence[PastedVideo] = ()
        self._cents: int | None = None  # for those without a price of their own
        self._day: str | None = None
        self._edit = QPlainTextEdit()
        self._counts = Label(words.PASTE, "secondary", tabular=True, wrap=True)
        price = f"Price in {campaign.currency}"
        self._price = ReadField(theme, "banknote", price, price, price_reader(campaign.currency))
        self._is_gift = QCheckBox("Gift")
        self._date = DayField(theme, now)
        self._progress = ProgressLine(theme)
        self._model = PastedModel(campaign.currency)
        self._table = RecordsTable(theme, self._model, "Videos that were read")
        self._story = Story()
        self._fault = Label("", "small", tone="bad", wrap=True)
        self._stage = PartsLabel("", "hint")
        self._cancel = Button(theme, "Cancel", hint="Esc")
        self._add = Button(theme, words.add(0), kind="primary", hint="Ctrl+Enter")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._model.setParent(self._table)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Add videos")
        resize_within_window(self, theme, *SIZE)
        self._lay_out()
        self._connect()
        self._show()
        self._edit.setFocus()

    @property
    def entries(self) -> list[PastedVideo]:
        """What was read; those to be added have the price and the day of the fields, unless they have their own."""
        return [self._completed(one) if one.standing is Standing.NEW else one for one in self._read]

    def paste(self, text: str) -> None:
        """Takes a text at once, as if it was pasted."""
        self._edit.setPlainText(text)
        self._pause.stop()
        self._read_text()

    def accept(self) -> None:
        """Adds what can be added."""
        self._add.setFocus()  # what is being typed counts, too
        if self._add.isEnabled() and not self._pause.isActive():
            self._set_adding(True)
            self._tasks.spawn(self._keep(wanted(self.entries)), name=ADD)

    def done(self, result: int) -> None:
        self._tasks.cancel(READ)
        self._tasks.cancel(ADD)
        super().done(result)

    def _completed(self, one: PastedVideo) -> PastedVideo:
        if one.cents is None:
            one = replace(one, cents=self._cents, is_gift=one.is_gift or self._is_gift.isChecked())
        return one if one.agreed_on else replace(one, agreed_on=self._day)

    def _edited(self) -> None:
        self._add.setEnabled(False)
        self._pause.start()

    def _read_text(self) -> None:
        text = self._edit.toPlainText()
        if text.strip():
            self._progress.start()
            self._tasks.spawn(self._sort_out(text), name=READ)
        else:
            self._tasks.cancel(READ)
            self._read = ()
            self._show()

    async def _sort_out(self, text: str) -> None:
        try:
            self._read = await self._service.paste(self._campaign.id or 0, text)
        except TikTrackError as error:
            self._progress.stop()
            self._say(str(error))
            return
        self._show()

    async def _keep(self, entries: Sequence[PastedVideo]) -> None:
        """Adds them; those behind short links only after TikTok was asked where they lead."""
        try:
            done = await self._service.add(self._campaign.id or 0, entries)
        except TikTrackError as error:
            self._set_adding(False)
            self._say(str(error))
            return
        self._tell(done)
        super().accept()

    def _tell(self, done: Added) -> None:
        if done.videos:
            self._changes.made(campaigns.added(done), done.undo)
        else:
            self._messages.say(campaigns.added(done))
        if done.failed:
            self._messages.trouble(done.failed[0][1], here=True)

    def _set_adding(self, adding: bool) -> None:
        for widget in (self._edit, self._price, self._is_gift, self._date, self._add):
            widget.setEnabled(not adding)
        self._cancel.set_text("Stop" if adding else "Cancel")
        if adding:
            self._progress.start()
        else:
            self._progress.stop()
            self._stage.setText("")

    def _show_stage(self, progress: Progress) -> None:
        if progress.links and progress.campaign_id == self._campaign.id and not self._add.isEnabled():
            self._progress.start(progress.done, progress.total)
            self._stage.setText(words.stage(progress))

    def _show(self) -> None:
        """Shows what was read, and what becomes of it."""
        self._progress.stop()
        self._say("")
        entries = self.entries
        self._model.show(entries)
        self._table.drop_columns()
        self._table.setHidden(not entries)
        self._nothing.setHidden(bool(entries))
        numbers = Counter(one.standing for one in entries)
        self._counts.setText(words.pasted(numbers) if entries else words.PASTE)
        new = numbers[Standing.NEW]
        self._add.set_text(words.add(new))
        self._add.setEnabled(new > 0)
        if not entries:
            self._story.tell("", "")

    def _price_entered(self, cents: int | None) -> None:
        self._cents = cents
        self._show()

    def _day_entered(self, day: str | None) -> None:
        self._day = day
        self._date.show_day(day)
        self._show()

    def _explain(self, entry: PastedVideo | None) -> None:
        """Says in full why the selected entry can't be used."""
        if entry is None or entry.fault is None:
            self._story.tell("", "")
        else:
            self._story.tell(" ".join(entry.given.split())[:200], str(entry.fault))

    def _say(self, fault: str) -> None:
        self._fault.setText(fault)
        self._fault.setVisible(bool(fault))

    def _lay_out(self) -> None:
        self._fault.hide()
        self._edit.setAccessibleName("Links to videos")
        self._edit.setPlaceholderText(words.PLACEHOLDER)
        self._edit.setTabChangesFocus(True)
        self._edit.setTabStopDistance(TAB)  # between a link and its price, as copied from a spreadsheet
        self._edit.setFixedHeight(self._theme.px(20) * LINES + 16)
        self._is_gift.setToolTip("The price is what a gift is worth")
        self._is_gift.setAccessibleName("The price is what a gift is worth")
        self._nothing = framed("clear", column(None))
        head = column(
            ElidedLabel(f"Add videos to “{self._campaign.name}”", "section"),
            self._counts,
            self._edit,
            self._fault,
            spacing=8,
            margins=(EDGE, 20, EDGE, 8),
        )
        own = Label(words.WITHOUT_OWN, "hint", wrap=True)
        fields = row((self._price, 2), self._is_gift, (self._date, 3), spacing=12)
        terms = column(own, fields, spacing=4, margins=(EDGE, 0, EDGE, 12))
        foot = row((self._stage, 1), self._cancel, self._add, spacing=8, margins=(EDGE, 12, EDGE, 16))
        body = column(
            head, terms, self._progress, (self._table, 1), (self._nothing, 1), self._story, hairline(), foot, spacing=0
        )
        self.setLayout(column((framed("page", body), 1), spacing=0))

    def _connect(self) -> None:
        for button in (self._cancel, self._add):
            button.setAutoDefault(False)
        self._pause.timeout.connect(self._read_text)
        self._edit.textChanged.connect(self._edited)
        self._price.entered.connect(self._price_entered)
        self._is_gift.toggled.connect(self._show)
        self._date.entered.connect(self._day_entered)
        self._table.record_selected.connect(self._explain)
        self._service.progress.connect(self._show_stage)
        self._cancel.clicked.connect(self.reject)
        self._add.clicked.connect(self.accept)
        finished_within(self, self.accept)
