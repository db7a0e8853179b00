"""The row about backups in the Settings: what there is, a button to make one, and a menu to restore one."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from tiktrack_gui.core.backups import Backup
from tiktrack_gui.core.errors import StoreError
from tiktrack_gui.services.backups import BackupKeeper
from tiktrack_gui.services.tasks import Tasks
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import row
from tiktrack_gui.ui.widgets.buttons import Button
from tiktrack_gui.ui.widgets.setting_row import SettingRow
from tiktrack_gui.ui.window.messages import Messages
from tiktrack_gui.words import backups as words

SHOWN = 12  # backups in the menu


class BackupRow(QWidget):
    """Signals:
    restore_wanted: The user wants a backup in the place of the database. arg: its name.
    """

    restore_wanted = Signal(str)

    def __init__(
        self,
        theme: Theme,
        keeper: BackupKeeper | None,
        why_none: str,
        tasks: Tasks,
        messages: Messages,
        now: Callable[[], float],
    ) -> None:
        """keeper: None if no backups are made, and why_none says why. now: UTC epoch seconds."""
        super().__init__()
        self._keeper, self._tasks, self._messages, self._now = keeper, tasks, messages, now
        self._make = Button(theme, "Back up now", icon="database")
        self._restore = Button(theme, "Restore", icon="chevron-down", hint="Put a backup in the place of the database")
        self._menu = QMenu(self)
        buttons = QWidget()
        buttons.setLayout(row(self._make, self._restore, spacing=8))
        self._row = SettingRow(theme, "Backups", "", buttons)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._row)
        self._make.clicked.connect(self._ask_to_make)
        self._restore.clicked.connect(self._open_menu)
        self._offer([])
        if keeper is not None:
            keeper.changed.connect(self.look)
        if keeper is None:
            self._make.setEnabled(False)
            self._row.set_hint(why_none)

    def look(self) -> None:
        """Shows the backups there are now."""
        if self._keeper is not None:
            self._tasks.spawn(self._look(self._keeper), name="list backups")

    async def _look(self, keeper: BackupKeeper) -> None:
        found = await keeper.listed()
        self._row.set_hint(words.summary(found, self._now()))
        self._offer(found)

    def _offer(self, found: list[Backup]) -> None:
        self._menu.clear()
        for backup in found[:SHOWN]:
            self._menu.addAction(words.line(backup)).triggered.connect(partial(self.restore_wanted.emit, backup.name))
        self._restore.setEnabled(bool(found))

    def _open_menu(self) -> None:
        self._menu.popup(self._restore.mapToGlobal(self._restore.rect().bottomLeft()))

    def _ask_to_make(self) -> None:
        if self._keeper is not None:
            self._tasks.spawn(self._make_one(self._keeper), name="back up")

    async def _make_one(self, keeper: BackupKeeper) -> None:
        self._make.setEnabled(False)
        try:
            made = await keeper.make()
        except StoreError as error:
            self._messages.trouble(error, self._ask_to_make)
        else:
            self._messages.say(f"Backed up, {words.size(made.size)}")
        finally:
            self._make.setEnabled(True)
