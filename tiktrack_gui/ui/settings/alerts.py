"""What alerts the user, and when: the card of the settings, of which some depend on others."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal

from tiktrack_gui.ui.settings.rows import Card, KeyRow
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.buttons import Button
from tiktrack_gui.ui.widgets.setting_row import SettingRow

GROUP = "Alerts"
WHICH = "alerts"  # the choice that the others depend on
LISTS = "News about creators"
LISTS_HINT = "Viral videos, round numbers and more; a list can differ, see its menu on the Creators tab"


class AlertsCard(Card):
    """
    Signals:
        lists_wanted: The user wants to choose which news about creators are alerts.
    """

    lists_wanted = Signal()

    def __init__(self, theme: Theme, rows: Mapping[str, KeyRow]) -> None:
        """rows: those of the settings in this group, by the setting's name."""
        self._rows = rows
        self._lists = Button(theme, "Choose…")
        about_lists = SettingRow(theme, LISTS, LISTS_HINT, self._lists)
        super().__init__(GROUP, *rows.values(), about_lists)
        self._lists.setAccessibleName("Choose news about creators")
        self._lists.clicked.connect(self.lists_wanted)

    def show_dependent(self) -> None:
        """Disables what has no effect now."""
        which = self._rows[WHICH].value
        for name, row in self._rows.items():
            if name != WHICH:
                row.setEnabled(which == "score" if name == "alerts_least_score" else which != "off")

    def focus(self) -> None:
        self._rows[WHICH].focus()
