"""The row about the database in the Settings: where it is, and how large."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from tiktrack_gui.config.settings import Settings
from tiktrack_gui.core.errors import StoreError
from tiktrack_gui.services.space import SpaceOfFile
from tiktrack_gui.services.tasks import Tasks
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.labels import Label
from tiktrack_gui.ui.widgets.setting_row import SettingRow
from tiktrack_gui.words import store as words


class DatabaseRow(QWidget):
    """It looks again when what is kept for how long changes."""

    def __init__(self, theme: Theme, place: str, file: SpaceOfFile | None, settings: Settings, tasks: Tasks) -> None:
        """place: where it is, if not in the data folder. file: None for one on a server, whose size is the server's."""
        super().__init__()
        self._place, self._file, self._settings, self._tasks = place, file, settings, tasks
        self._days = self._kept_days()  # at the last look
        self._row = SettingRow(theme, "Database", place, Label("", "hint"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._row)
        if file is not None:
            self.setToolTip(words.HOW_ESTIMATED)
            settings.changed.connect(self._take_settings)

    def look(self) -> None:
        """Shows how large the file is now."""
        self._days = self._kept_days()
        if self._file is not None:
            self._tasks.spawn(self._look(self._file), name="measure the database")

    def _take_settings(self) -> None:
        if self._kept_days() != self._days:
            self.look()

    def _kept_days(self) -> tuple[float, ...]:
        values = self._settings.values
        return values.raw_days, values.slow_days, values.full_days, values.hourly_days

    async def _look(self, file: SpaceOfFile) -> None:
        try:
            found = words.space(await file.measured())
        except StoreError:  # what needs the database says so
            return
        self._row.set_hint("\n".join(filter(None, (self._place, found))))
