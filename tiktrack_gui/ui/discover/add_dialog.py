"""Adding candidates by hand: handles and links are pasted or read from a file, and shown before any is added."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QWidget

from tiktrack_gui.core.discovery.brands import Brand
from tiktrack_gui.core.errors import BadInput, TikTrackError
from tiktrack_gui.core.read_table import ReadTable, Standing
from tiktrack_gui.core.sheets import Sheet
from tiktrack_gui.services.adding import Adding
from tiktrack_gui.services.discover import Discover
from tiktrack_gui.services.tasks import Tasks
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column, framed, hairline, row
from tiktrack_gui.ui.widgets.buttons import Button
from tiktrack_gui.ui.widgets.creator_files import FileDrop, choose_file
from tiktrack_gui.ui.widgets.dialog_size import resize_within_window
from tiktrack_gui.ui.widgets.keys import finished_within
from tiktrack_gui.ui.widgets.labels import ElidedLabel, Label
from tiktrack_gui.ui.widgets.read_view import ReadView
from tiktrack_gui.ui.window.messages import Messages
from tiktrack_gui.words import finding as words
from tiktrack_gui.words import reading
from tiktrack_gui.words.reading import Aim

SIZE = 680, 540  # px
EDGE = 24
LINES = 3  # of the field
PAUSE = 250  # ms without a key, after which what was typed is read
READ = "read candidates"  # the task; a newer text replaces it


class AddDialog(QDialog):
    """Opened with open(). Ctrl+Enter adds, Esc closes. A file can also be dropped onto it.

    Signals:
        added: Candidates are kept, to be looked up and read. arg: how many.
    """

    added = Signal(object)

    def __init__(
        self,
        theme: Theme,
        brand: Brand,
        discover: Discover,
        adding: Adding,
        tasks: Tasks,
        messages: Messages,
        parent: QWidget | None,
    ) -> None:
        super().__init__(parent)
        self._theme, self._brand, self._discover, self._adding = theme, brand, discover, adding
        self._tasks, self._messages = tasks, messages
        self._sheet: Sheet | None = None
        self._read = ReadTable(())
        self._edit = QPlainTextEdit()
        self._file = Button(theme, "From a file…", icon="folder-open", kind="link", hint="A CSV, TXT or XLSX file")
        self._fault = Label("", "small", tone="bad", wrap=True)
        self._counts = Label("", "secondary", tabular=True, wrap=True)
        self._view = ReadView(theme, Aim.CANDIDATES)
        self._plan = Label("", "hint", tabular=True, wrap=True)
        self._cancel = Button(theme, "Cancel", hint="Esc")
        self._add = Button(theme, words.add(0), kind="primary", hint="Ctrl+Enter")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Add candidates")
        resize_within_window(self, theme, *SIZE)
        self._lay_out()
        self._connect()
        self._show(self._read)
        self._edit.setFocus()

    def accept(self) -> None:
        if self._add.isEnabled() and not self._pause.isActive():
            self._add.setEnabled(False)
            self._tasks.spawn(self._keep(self._read), name="keep candidates", finishes=True)

    def done(self, result: int) -> None:
        self._tasks.cancel(READ)
        super().done(result)

    def read_file(self, path: str) -> None:
        self._tasks.spawn(self._open_file(Path(path)), name=READ)

    def _choose_file(self) -> None:
        dialog = choose_file(self)
        dialog.fileSelected.connect(self.read_file)
        dialog.open()

    def _edited(self) -> None:
        self._add.setEnabled(False)
        self._pause.start()

    def _read_text(self) -> None:
        """What is typed takes the place of a file."""
        self._sheet = None
        self._view.offer_columns(None, 0)
        text = self._edit.toPlainText()
        if text.strip():
            self._view.show_reading()
            self._tasks.spawn(self._sort_out([text]), name=READ)
        else:
            self._tasks.cancel(READ)
            self._show(ReadTable(()))

    def _read_column(self, number: int) -> None:
        if self._sheet is not None:
            self._add.setEnabled(False)
            self._view.show_reading()
            self._tasks.spawn(self._sort_out(self._sheet.column(number)), name=READ)

    async def _open_file(self, path: Path) -> None:
        self._add.setEnabled(False)
        try:
            sheet = await self._adding.open_file(path)
        except BadInput as fault:
            self._say(str(fault))
            return
        self._sheet = sheet
        self._edit.blockSignals(True)
        self._edit.clear()
        self._edit.blockSignals(False)
        chosen = sheet.likeliest()
        self._view.offer_columns(sheet, chosen)
        await self._sort_out(sheet.column(chosen))

    async def _sort_out(self, texts: Sequence[str]) -> None:
        try:
            table = await self._discover.sort_out(self._brand, texts)
        except TikTrackError as error:
            self._say(str(error))
            return
        self._show(table)

    async def _keep(self, table: ReadTable) -> None:
        """Those that are known become candidates at once, the others once they are looked up."""
        try:
            await self._discover.add(self._brand, table.new, table.tracked)
        except TikTrackError as error:
            self._messages.trouble(error, here=True)
            self._add.setEnabled(True)
            return
        self._messages.say(words.added(table.wanted))
        self.added.emit(table.wanted)
        super().accept()

    def _show(self, table: ReadTable) -> None:
        self._read = table
        self._say("")
        self._view.show_table(table)
        self._view.setHidden(not table.entries)
        self._nothing.setHidden(bool(table.entries))
        counted = reading.counts(table, Aim.CANDIDATES)
        source = f"“{self._sheet.name}”: " if self._sheet is not None else ""
        self._counts.setText(f"{source}{counted}" if table.entries else words.PASTE)
        new = table.numbers[Standing.NEW]
        self._plan.setText(words.cost(self._discover.plan_add(new)) if new else "")
        self._add.set_text(words.add(table.wanted))
        self._add.setEnabled(table.wanted > 0)

    def _say(self, fault: str) -> None:
        self._fault.setText(fault)
        self._fault.setVisible(bool(fault))

    def _lay_out(self) -> None:
        self._fault.hide()
        self._edit.setAccessibleName("Handles or links")
        self._edit.setPlaceholderText("@handle, @another or links to profiles and videos, with commas or in lines")
        self._edit.setTabChangesFocus(True)
        self._edit.setFixedHeight(self._theme.px(22) * LINES + 16)
        self._nothing = framed("clear", column(None))
        head = column(
            ElidedLabel(f"Add candidates for “{self._brand.name}”", "section"),
            self._counts,
            self._edit,
            row(self._file, None),
            self._fault,
            spacing=8,
            margins=(EDGE, 20, EDGE, 10),
        )
        foot = row((self._plan, 1), self._cancel, self._add, spacing=8, margins=(EDGE, 12, EDGE, 16))
        body = column(head, (self._view, 1), (self._nothing, 1), hairline(), foot, spacing=0)
        self.setLayout(column((framed("page", body), 1), spacing=0))

    def _connect(self) -> None:
        for button in (self._file, self._cancel, self._add):
            button.setAutoDefault(False)
        self._pause.timeout.connect(self._read_text)
        self._edit.textChanged.connect(self._edited)
        self._file.clicked.connect(self._choose_file)
        self._view.column_chosen.connect(self._read_column)
        self._cancel.clicked.connect(self.reject)
        self._add.clicked.connect(self.accept)
        FileDrop(self).dropped.connect(self.read_file)
        finished_within(self, self.accept)
