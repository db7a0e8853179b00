"""Opens the dialog of a report, puts the report together as the user chooses, and saves it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from importlib.metadata import version

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from tiktrack_gui.core.errors import BadInput, StoreError
from tiktrack_gui.core.report import Report, Wanted, period_of
from tiktrack_gui.drawing import report as drawing
from tiktrack_gui.drawing.qt_thread import in_qt_thread
from tiktrack_gui.services.reporting import Reporting
from tiktrack_gui.services.tasks import Tasks
from tiktrack_gui.ui.creators.report_dialog import GrowthReportDialog
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.saving import Content, Saving
from tiktrack_gui.words import report_dialog as words
from tiktrack_gui.words import reports
from tiktrack_gui.words.documents import Document
from tiktrack_gui.words.times import local

TASK = "put a report together"
KINDS = {"pdf": "PDF (*.pdf)", "html": "HTML (*.html)"}


class ReportActions(QObject):
    """One report at a time.

    Attributes:
        dialog: The one that is open, or None.
    """

    def __init__(
        self, theme: Theme, reporting: Reporting, tasks: Tasks, now: Callable[[], float], parent: QWidget
    ) -> None:
        """now: UTC epoch seconds. parent: over which the dialog opens."""
        super().__init__(parent)
        self._theme, self._reporting, self._tasks, self._now, self._over = theme, reporting, tasks, now, parent
        self._paper = drawing.usual_paper().value
        self._wanted: Wanted | None = None
        self._report: Report | None = None
        self._document: Document | None = None
        self._saving: Saving | None = None
        self.dialog: GrowthReportDialog | None = None

    def open(self, wanted: Wanted, about: str) -> None:
        """about: "@maracooks", "“Food”" or "3 creators"."""
        if self.dialog is not None:
            return
        self._wanted, self._report, self._document = wanted, None, None
        drawing.ready_to_draw()
        today = local(self._now()).date()
        dialog = GrowthReportDialog(self._theme, about, today, self._paper, self._over)
        self.dialog = dialog
        self._saving = Saving(dialog)
        self._saving.said.connect(dialog.say)
        dialog.changed.connect(self._make)
        dialog.retry_wanted.connect(self._make)
        dialog.pdf_wanted.connect(partial(self._save, "pdf"))
        dialog.html_wanted.connect(partial(self._save, "html"))
        dialog.finished.connect(self._closed)
        dialog.open()
        self._make()

    def _make(self) -> None:
        """Puts it together anew; what was begun for other dates ends."""
        if self.dialog is not None:
            self._paper = self.dialog.paper
            self.dialog.show_loading()
            self._tasks.spawn(self._put_together(self.dialog), name=TASK)

    async def _put_together(self, dialog: GrowthReportDialog) -> None:
        assert self._wanted is not None
        if not self._wanted.creator_ids:
            dialog.show_nobody()
            return
        began = self._now()

        def tell(done: int, of: int) -> None:
            seconds = self._now() - began
            dialog.show_reading(done, of, words.reading(done, of, seconds) if seconds >= words.SOON else "")

        try:
            period = period_of(dialog.first, dialog.last, self._now())
            self._report = await self._reporting.made(self._wanted, period, tell, notes=dialog.with_notes)
        except (BadInput, StoreError) as error:
            dialog.show_failure(str(error))
            return
        except LookupError:  # it was forgotten since the menu was opened
            dialog.show_nobody()
            return
        paper = drawing.Paper(dialog.paper)
        scale = dialog.pages.scale_of(drawing.width_of(paper))
        document, pages = await in_qt_thread(partial(drawn, self._report, paper, scale))
        self._document = document
        dialog.show_pages(pages, words.spoken(document))

    def _save(self, ending: str) -> None:
        if self._saving is None or self._report is None or self._document is None:
            return
        name = reports.file_name(self._report, ending)
        self._saving.ask("Save the report", name, KINDS[ending], partial(self._content, ending, self._document))

    def _content(self, ending: str, document: Document) -> Content:
        if ending == "html":
            return partial(drawing.html, document)
        return partial(drawing.pdf, document, drawing.Paper(self._paper))

    def _closed(self) -> None:
        self._tasks.cancel(TASK)
        self.dialog = self._saving = None


def drawn(report: Report, paper: drawing.Paper, scale: float) -> tuple[Document, list[QImage]]:
    """Returns what it says, and its pages; on a thread of Qt’s."""
    document = reports.of(report, version("tiktrack-gui"))
    return document, drawing.pictures(document, paper, scale)
