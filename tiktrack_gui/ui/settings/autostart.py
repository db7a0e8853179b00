"""The row in the Settings that has TikTrack start with the computer."""

from __future__ import annotations

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from tiktrack_gui.core.errors import AutostartFailed
from tiktrack_gui.services.autostart import Autostart
from tiktrack_gui.services.tasks import Tasks
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column
from tiktrack_gui.ui.widgets.setting_row import SettingRow
from tiktrack_gui.ui.widgets.switch import Switch
from tiktrack_gui.ui.window.messages import Messages

NAME = "Start with the computer"
HINT = "TikTrack starts in the tray when you log in"


class AutostartRow(QWidget):
    """Shows what the system says, each time it is shown: entries are also switched off in the system's settings."""

    def __init__(self, theme: Theme, autostart: Autostart, tasks: Tasks, messages: Messages) -> None:
        super().__init__()
        self._autostart, self._tasks, self._messages = autostart, tasks, messages
        self._switch = Switch(theme, NAME)
        self.setLayout(column(SettingRow(theme, NAME, HINT, self._switch), spacing=0))
        self._switch.clicked.connect(self._change)
        autostart.changed.connect(self.look)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.look()

    def look(self) -> None:
        """Shows whether there is an entry now."""
        self._tasks.spawn(self._look(), name="look for the login entry")

    async def _look(self) -> None:
        self._switch.setChecked(await self._autostart.is_on())

    def _change(self, on: bool) -> None:
        self._tasks.spawn(self._switch_to(on), name="change the login entry", finishes=True)

    async def _switch_to(self, on: bool) -> None:
        try:
            await self._autostart.switch(on)
        except AutostartFailed as error:
            self._messages.trouble(error, here=True)
            await self._look()
        else:
            self._messages.settle(AutostartFailed)
