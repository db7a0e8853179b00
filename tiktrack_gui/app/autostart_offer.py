"""Offers to start TikTrack with the computer."""

from __future__ import annotations

from PySide6.QtCore import QObject

from tiktrack_gui.core.errors import OffersAutostart
from tiktrack_gui.services.autostart import Autostart
from tiktrack_gui.services.tasks import Tasks
from tiktrack_gui.services.trending import Refresh
from tiktrack_gui.ui.window.main_window import MainWindow
from tiktrack_gui.ui.window.messages import Messages
from tiktrack_gui.ui.window.tray import Tray

AUTOSTART = "autostart"  # noted in the window's state once it was offered


class AutostartOffer(QObject):
    """Made once, when the user sees the first real stories, and only where there is a tray to start in."""

    def __init__(
        self, autostart: Autostart, tasks: Tasks, window: MainWindow, tray: Tray, messages: Messages, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._autostart, self._tasks = autostart, tasks
        self._window, self._tray, self._messages = window, tray, messages

    def consider(self, refresh: Refresh) -> None:
        """Makes the offer if this is the moment."""
        if not refresh.run.saved or self._window.has_noted(AUTOSTART):
            return
        if self._window.isVisible() and self._window.key == "trending" and self._tray.available():
            self._tasks.spawn(self._offer_unless_on(), name="offer to start with the computer")

    def accept(self) -> None:
        self._tasks.spawn(self._switch_on(), name="start with the computer", finishes=True)

    async def _offer_unless_on(self) -> None:
        if not await self._autostart.is_on() and self._window.is_first_time(AUTOSTART):
            self._messages.offer(OffersAutostart())

    async def _switch_on(self) -> None:
        """Raises AutostartFailed."""
        await self._autostart.switch(True)
        self._messages.say("TikTrack starts with your computer")
