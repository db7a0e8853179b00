"""Why no session can begin: shown in the window, with what helps."""

from __future__ import annotations

import logging
import os
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from tiktrack_gui.core.errors import StoreDamaged, StoreError, TikTrackError
from tiktrack_gui.host.logs import Secrets
from tiktrack_gui.host.paths import DataFolder
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.window.main_window import MainWindow
from tiktrack_gui.ui.window.messages import Messages
from tiktrack_gui.ui.window.remedies import Remedy, remedy_for
from tiktrack_gui.ui.window.report_dialog import Reporter

if TYPE_CHECKING:
    from tiktrack_gui.app.log_viewer import LogViewer
    from tiktrack_gui.services.tasks import Tasks

log = logging.getLogger(__name__)

RESCUE = "The damaged file is kept. `tiktrack backup rescue` in a terminal makes a backup of what can still be read."
OUR_FAULT = "TikTrack couldn’t start because of a bug.", "See the report for details. Your saved data is safe."


class StartTrouble(QObject):
    """Shows errors in the place of the pages, for example that the database can't be opened.

    Signals:
        restore_wanted: The user wants a backup in the place of the database. arg: its name.
    """

    restore_wanted = Signal(str)

    def __init__(
        self,
        window: MainWindow,
        theme: Theme,
        messages: Messages,
        reporter: Reporter,
        folder: DataFolder,
        secrets: Secrets,
    ) -> None:
        super().__init__()
        self._window, self._theme, self._messages, self._reporter = window, theme, messages, reporter
        self._folder, self._secrets = folder, secrets
        self._to_look_at: Path | None = None  # the file or folder the trouble is about
        self._newest_backup: str | None = None  # offered when the database is damaged
        self._tasks: Tasks | None = None  # what is done without a session
        self._logs: LogViewer | None = None
        window.trouble_acted_otherwise.connect(self._help)

    def show(self, error: Exception) -> None:
        """An error that isn't TikTrack's is reported as a bug."""
        if isinstance(error, TikTrackError):
            log.error("%s", error)
            self._show(error)
        else:
            self._reporter.report(error)
            self._window.show_trouble(*OUR_FAULT, Remedy.TRY_AGAIN)

    async def end(self) -> None:
        if self._tasks is not None:
            await self._tasks.shutdown()

    def _show(self, error: TikTrackError) -> None:
        self._newest_backup = None
        if isinstance(error, StoreDamaged) and self._offer_backup(error):
            return
        remedy = remedy_for(type(error))
        place = {Remedy.SHOW_DATA: self._folder.root, Remedy.SHOW_LOG: self._folder.log}.get(remedy)
        self._to_look_at = place if place is not None and os.path.exists(place) else None  # noqa: PTH110  Path's may raise
        otherwise = remedy if self._to_look_at is not None else ""
        self._window.show_trouble(error.sentence, error.advice, Remedy.TRY_AGAIN, otherwise)

    def _offer_backup(self, error: StoreDamaged) -> bool:
        """Offers the newest backup in the place of a damaged database; returns False if there is none."""
        from tiktrack_gui.core.backups import best
        from tiktrack_gui.store import Backups
        from tiktrack_gui.words.backups import line

        try:
            newest = best(Backups(self._folder.database).listed())
        except StoreError:
            return False
        if newest is None:
            return False
        self._newest_backup = newest.name
        advice = f"The newest backup is from {line(newest)}. {RESCUE}"
        self._window.show_trouble(error.sentence, advice, Remedy.TRY_AGAIN, Remedy.RESTORE)
        return True

    def _help(self) -> None:
        if self._newest_backup is not None:
            self.restore_wanted.emit(self._newest_backup)
        elif self._to_look_at == self._folder.log:
            self._show_log()
        else:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._to_look_at)))

    def _show_log(self) -> None:
        """Without a database, only what has the shape of a name is blanked."""
        from tiktrack_gui.app.diagnostics import Diagnostics
        from tiktrack_gui.app.log_viewer import LogViewer
        from tiktrack_gui.services.tasks import Tasks

        if self._tasks is None:
            self._tasks = Tasks(self._reporter.report)
        diagnostics = Diagnostics(self._folder, self._secrets, None)
        self._logs = LogViewer(self._theme, self._window, diagnostics, self._tasks, self._messages.say)
        self._logs.show()
