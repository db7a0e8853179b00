"""The dialog that makes a report: its dates and paper, a preview, and saving it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QCheckBox, QDialog, QSizePolicy, QWidget

from tiktrack_gui.core.report import FIRST
from tiktrack_gui.ui.creators.report_pages import ReportPages
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column, framed, hairline, row
from tiktrack_gui.ui.widgets.buttons import Button
from tiktrack_gui.ui.widgets.calendar_popup import CalendarPopup
from tiktrack_gui.ui.widgets.choice import Choice
from tiktrack_gui.ui.widgets.dialog_size import resize_within_window
from tiktrack_gui.ui.widgets.keys import shortcut_within
from tiktrack_gui.ui.widgets.labels import ElidedLabel, Label
from tiktrack_gui.ui.widgets.progress_line import ProgressLine
from tiktrack_gui.ui.widgets.segmented import Segmented
from tiktrack_gui.ui.widgets.skeleton import Bone, Skeleton
from tiktrack_gui.ui.widgets.toast import Toast
from tiktrack_gui.ui.widgets.view_states import ViewStates
from tiktrack_gui.words import report_dialog as words

SIZE = 760, 820  # px
EDGE = 24
SPAN_WIDTH = 150  # px, at normal text size
BONES = (
    Bone(left=0.12, top=48, width=180, height=26),
    Bone(left=0.12, top=88, width=240, height=12),
    *(Bone(left=0.12 + 0.155 * number, top=130, width=90, height=34) for number in range(5)),
    Bone(left=0.12, top=200, width=0.76, height=170, radius=10),
    *(Bone(left=0.12, top=400 + 30 * number, width=0.76, height=12) for number in range(4)),
)


class GrowthReportDialog(QDialog):
    """Opened with open(). Ctrl+S saves a PDF, Esc closes it.

    Attributes:
        pages: The preview.

    Signals:
        changed: Other dates or another paper were chosen, or whether notes are in it.
        pdf_wanted, html_wanted: It is to be saved.
        retry_wanted: It is to be tried again after a failure.
    """

    changed = Signal()
    pdf_wanted = Signal()
    html_wanted = Signal()
    retry_wanted = Signal()

    def __init__(self, theme: Theme, about: str, today: date, paper: str, parent: QWidget | None) -> None:
        """about: whom or which list. today: the last day there is. paper: as in `words.PAPERS`."""
        super().__init__(parent)
        self._theme, self._today = theme, today
        self.first, self.last = words.span(words.USUAL, today)
        self._title = ElidedLabel(words.title(about), "section")
        self._span = Choice(words.SPANS)
        self._from = Button(theme, "", icon="calendar", hint=words.FROM)
        self._to = Button(theme, "", icon="calendar", hint=words.TO)
        self._calendars = [CalendarPopup(theme, name, self) for name in (words.FROM, words.TO)]
        self._paper = Segmented(words.PAPERS, "Paper of the PDF")
        self._paper.choose(paper)
        self._notes = QCheckBox(words.NOTES)
        self.pages = ReportPages(theme)
        self._states = ViewStates(theme, self.pages, Skeleton(theme, BONES, row_height=640, rows=1))
        self._progress = ProgressLine(theme)
        self._stage = Label("", "hint", tabular=True)
        self._close = Button(theme, "Close", hint="Esc")
        self._html = Button(theme, "Save as HTML…", hint="One file that any browser shows")
        self._pdf = Button(theme, "Save as PDF…", kind="primary", hint="Ctrl+S")
        self._toast = Toast(theme, self._states)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(words.WINDOW)
        resize_within_window(self, theme, *SIZE)
        self._lay_out()
        self._connect()
        self._span.set_choices(words.SPANS, words.USUAL)
        self._show_days()
        self.show_loading()
        self._span.setFocus()

    @property
    def paper(self) -> str:
        return self._paper.choice

    @property
    def with_notes(self) -> bool:
        """Whether it is to have the notes and statuses."""
        return self._notes.isChecked()

    def show_loading(self) -> None:
        """Shows that the report is put together; a preview that is there stays."""
        if not self.pages.number:
            self._states.show_loading()
        self._progress.start()
        self._allow(False)

    def show_reading(self, done: int, of: int, said: str) -> None:
        self._progress.start(done, of)
        self._stage.setText(said)

    def show_pages(self, pages: Sequence[QImage], spoken: str) -> None:
        """spoken: what they show, for screen readers."""
        self._rest(words.pages(len(pages)))
        self.pages.show_pages(pages, spoken)
        self._states.show_view()
        self._allow(True)

    def show_failure(self, text: str) -> None:
        """Shows why there is no report."""
        self._rest("")
        self._states.show_words("circle-alert", words.FAILED, text, action="Try again", action_icon="refresh-cw")

    def show_nobody(self) -> None:
        self._rest("")
        self._states.show_words("users", words.NOTHING, words.NOBODY)

    def say(self, text: str, good: bool) -> None:
        """Says what became of saving it."""
        self._toast.say(text, kind="ok" if good else "bad")

    def _rest(self, said: str) -> None:
        self._progress.stop()
        self._stage.setText(said)
        self._allow(False)

    def _allow(self, allowed: bool) -> None:
        for button in (self._html, self._pdf):
            button.setEnabled(allowed)

    def _choose_span(self, key: str) -> None:
        if key == words.OTHER:
            self._open_from()
            return
        self._take(*words.span(key, self._today))

    def _take(self, first: date, last: date) -> None:
        if (first, last) != (self.first, self.last):
            self.first, self.last = first, last
            self._show_days()
            self.changed.emit()

    def _choose_from(self, day: QDate) -> None:
        first = _python(day)
        self._span.set_choices(words.SPANS, words.OTHER)
        self._take(first, max(first, self.last))

    def _choose_to(self, day: QDate) -> None:
        last = _python(day)
        self._span.set_choices(words.SPANS, words.OTHER)
        self._take(min(self.first, last), last)

    def _open_from(self) -> None:
        self._calendars[0].open_below(self._from, _qt(FIRST), _qt(self.first), _qt(self._today))

    def _open_to(self) -> None:
        self._calendars[1].open_below(self._to, _qt(FIRST), _qt(self.last), _qt(self._today))

    def _show_days(self) -> None:
        for button, name, day in ((self._from, words.FROM, self.first), (self._to, words.TO, self.last)):
            button.set_text(words.day(day))
            button.setAccessibleName(f"{name}: {words.day(day)}")

    def _choose_paper(self, _paper: str) -> None:
        self.changed.emit()

    def _choose_notes(self, _wanted: bool) -> None:
        self.changed.emit()

    def _save(self) -> None:
        if self._pdf.isEnabled():
            self.pdf_wanted.emit()

    def _lay_out(self) -> None:
        self._span.setAccessibleName("Dates")
        self._span.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._span.setFixedWidth(self._theme.px(SPAN_WIDTH))
        dates = row(self._span, self._from, Label("–", "secondary"), self._to, None, self._paper, spacing=8)
        self._notes.setToolTip(words.NOTES_HINT)
        head = column(row((self._title, 1), self._notes), dates, spacing=12, margins=(EDGE, 20, EDGE, 12))
        foot = row((self._stage, 1), self._close, self._html, self._pdf, spacing=8, margins=(EDGE, 12, EDGE, 16))
        body = column(head, hairline(), self._progress, (self._states, 1), hairline(), foot, spacing=0)
        self.setLayout(column((framed("page", body), 1), spacing=0))

    def _connect(self) -> None:
        for button in (self._from, self._to, self._close, self._html):
            button.setAutoDefault(False)
        self._pdf.setDefault(True)
        self._span.chosen.connect(self._choose_span)
        self._from.clicked.connect(self._open_from)
        self._to.clicked.connect(self._open_to)
        self._calendars[0].day_chosen.connect(self._choose_from)
        self._calendars[1].day_chosen.connect(self._choose_to)
        self._paper.chosen.connect(self._choose_paper)
        self._notes.toggled.connect(self._choose_notes)
        self._close.clicked.connect(self.reject)
        self._html.clicked.connect(self.html_wanted)
        self._pdf.clicked.connect(self.pdf_wanted)
        self._states.words.acted.connect(self.retry_wanted)
        shortcut_within(self, "Ctrl+S", self._save)


def _qt(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)


def _python(day: QDate) -> date:
    return date(day.year(), day.month(), day.day())
