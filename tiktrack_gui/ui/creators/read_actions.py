"""Adding many creators at once: from reading a pasted list or a file to keeping those who are new."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject

from tiktrack_gui.core.errors import BadInput
from tiktrack_gui.core.read_table import ReadTable
from tiktrack_gui.core.sheets import Sheet
from tiktrack_gui.services.adding import Adding
from tiktrack_gui.services.lists import CreatorLists
from tiktrack_gui.services.tasks import Tasks
from tiktrack_gui.ui.creators.pane import CreatorsPane
from tiktrack_gui.ui.creators.read_dialog import ReadDialog
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.creator_files import FileDrop, choose_file
from tiktrack_gui.ui.window.messages import Messages
from tiktrack_gui.words import reading as words
from tiktrack_gui.words.reading import Aim

READ = "read creators"  # the task; one at a time


class ReadActions(QObject):
    """Shows what was read in a dialog, and adds those who are new once the user agrees.

    Attributes:
        dialog: The one that is open, or None.
    """

    def __init__(
        self, theme: Theme, pane: CreatorsPane, lists: CreatorLists, adding: Adding, tasks: Tasks, messages: Messages
    ) -> None:
        super().__init__(pane)
        self._theme, self._pane, self._lists, self._adding = theme, pane, lists, adding
        self._tasks, self._messages = tasks, messages
        self._table = ReadTable(())
        self.dialog: ReadDialog | None = None
        self._drop = FileDrop(pane)
        self._drop.dropped.connect(self.read_file)
        pane.add.pasted.connect(self.read_text)
        pane.add.file_wanted.connect(self.choose_file)

    def read_text(self, text: str) -> None:
        """Reads a pasted list."""
        self._tasks.spawn(self._read(text), name=READ)

    def read_file(self, path: str) -> None:
        self._tasks.spawn(self._open_file(Path(path)), name=READ)

    def choose_file(self) -> None:
        dialog = choose_file(self._pane.window())
        dialog.fileSelected.connect(self.read_file)
        dialog.open()

    def stop(self) -> None:
        """Ends the reading."""
        self._tasks.cancel(READ)

    async def _read(self, text: str) -> None:
        shown = self._pane.chooser.shown
        self._pane.add.show_work("Reading what you pasted")
        self._open(await self._adding.read([text], shown), shown)

    async def _open_file(self, path: Path) -> None:
        shown, field = self._pane.chooser.shown, self._pane.add
        field.open()
        field.show_work(words.reading(path.name))
        try:
            sheet = await self._adding.open_file(path)
        except BadInput as error:
            field.show_fault(str(error), "")
            return
        column = sheet.likeliest()
        self._open(await self._adding.read(sheet.column(column), shown), shown, sheet, column)

    def _open(self, table: ReadTable, list_id: int | None, sheet: Sheet | None = None, column: int = 0) -> None:
        self._pane.add.rest()
        dialog = ReadDialog(self._theme, sheet, column, self._pane.window(), _aim(list_id))
        self.dialog = dialog
        dialog.accepted.connect(partial(self._add, list_id))
        dialog.finished.connect(self._closed)
        if sheet is not None:
            dialog.column_chosen.connect(partial(self._read_column, sheet, list_id))
        self._show(table)
        dialog.open()

    def _show(self, table: ReadTable) -> None:
        self._table = table
        if self.dialog is not None:
            self.dialog.show_table(table, self._pane.pending.time_with(len(table.new)))

    def _read_column(self, sheet: Sheet, list_id: int | None, column: int) -> None:
        if self.dialog is not None:
            self.dialog.show_reading()
        self._tasks.spawn(self._read_again(sheet.column(column), list_id), name=READ)

    async def _read_again(self, texts: Sequence[str], list_id: int | None) -> None:
        self._show(await self._adding.read(texts, list_id))

    def _closed(self) -> None:
        self.dialog = None
        self.stop()
        if self._pane.add.isVisible():
            self._pane.add.open()

    def _add(self, list_id: int | None) -> None:
        self._tasks.spawn(self._keep(self._table, list_id), name="keep creators", finishes=True)

    async def _keep(self, table: ReadTable, list_id: int | None) -> None:
        """Puts those that are tracked on the list, and keeps the new ones, to be looked up whatever happens."""
        if list_id is not None and (tracked := table.tracked):
            await self._lists.add(list_id, tracked)
        if new := table.new:
            await self._adding.keep(new, list_id)
        self._pane.add.finish()
        self._pane.list.setFocus()
        self._messages.say(words.added(table))


def _aim(list_id: int | None) -> Aim:
    return Aim.TRACKED if list_id is None else Aim.LISTED
