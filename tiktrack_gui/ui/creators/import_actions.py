"""Importing measurements: from choosing a file to storing what is new in it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from tiktrack_gui.core.errors import BadInput, StoreError
from tiktrack_gui.core.history_import import HistoryImport
from tiktrack_gui.core.models import Creator
from tiktrack_gui.services.history_import import HistoryImporting, Undo
from tiktrack_gui.services.tasks import Tasks
from tiktrack_gui.ui.creators.import_dialog import ImportDialog
from tiktrack_gui.ui.creators.menu import CreatorsMenu
from tiktrack_gui.ui.creators.model import Entry
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.creator_files import choose_file
from tiktrack_gui.ui.window.messages import Messages
from tiktrack_gui.words import history_import as words

READ = "read measurements"  # the task; one at a time


class ImportActions(QObject):
    """Shows what importing a file would do in a dialog, and stores what is new once the user agrees.

    Attributes:
        dialog: The one that is open, or None.
    """

    def __init__(
        self,
        theme: Theme,
        page: QWidget,
        menu: CreatorsMenu,
        importing: HistoryImporting,
        tasks: Tasks,
        messages: Messages,
        offer_undo: Callable[[str, Undo, str], None],
        changed: Callable[[], None],
    ) -> None:
        """offer_undo: says what was done, with the way back, and what is said then. changed: shows creators anew."""
        super().__init__(page)
        self._theme, self._page, self._importing = theme, page, importing
        self._tasks, self._messages, self._offer_undo, self._reload = tasks, messages, offer_undo, changed
        self._only: Creator | None = None
        self.dialog: ImportDialog | None = None
        menu.import_wanted.connect(self._choose)
        importing.changed.connect(self._changed)

    def read_file(self, path: str) -> None:
        """Reads a file; rows that don't say whose they are belong to the creator chosen last."""
        self._tasks.spawn(self._read(Path(path), self._only), name=READ)

    def _choose(self, entry: Entry) -> None:
        self._only = entry.tracked.creator
        dialog = choose_file(self._page.window(), "Choose a file with measurements", (".json",))
        dialog.fileSelected.connect(self.read_file)
        dialog.open()

    async def _read(self, path: Path, only: Creator | None) -> None:
        self._messages.say(f"Reading “{path.name}”")
        try:
            table = await self._importing.open(path, only)
        except BadInput as error:
            self._messages.say(str(error))
            return
        except StoreError as error:
            self._messages.trouble(error, here=True)
            return
        self._open(table)

    def _open(self, table: HistoryImport) -> None:
        dialog = ImportDialog(self._theme, table, self._page.window())
        self.dialog = dialog
        dialog.finished.connect(self._closed)
        self._table = table
        dialog.accepted.connect(self._add)
        dialog.open()

    def _closed(self) -> None:
        self.dialog = None

    def _add(self) -> None:
        self._tasks.spawn(self._store(self._table), name="import measurements", finishes=True)

    async def _store(self, table: HistoryImport) -> None:
        try:
            undo = await self._importing.add(table)
        except StoreError as error:
            self._messages.trouble(error, here=True)
            return
        self._offer_undo(words.added(table), undo, words.TAKEN_BACK)

    def _changed(self, _creator_ids: object) -> None:
        self._reload()
