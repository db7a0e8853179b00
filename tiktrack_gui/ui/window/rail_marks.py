"""Marks in the rail, for notices on pages that aren't open, and for alerts that weren't read."""

from __future__ import annotations

from PySide6.QtCore import QObject

from tiktrack_gui.services.alerts import Alerts
from tiktrack_gui.ui.widgets.nav_rail import NavRail
from tiktrack_gui.ui.window.main_window import DESTINATIONS, SETTINGS, MainWindow
from tiktrack_gui.ui.window.messages import Messages

_COLORS = {"error": "bad", "warn": "warn"}  # by the notice's level; an info isn't worth a mark


class RailMarks(QObject):
    """Marks the pages with a notice about a problem that the open page doesn't show."""

    def __init__(self, window: MainWindow, messages: Messages) -> None:
        super().__init__()
        self._window, self._messages = window, messages
        messages.notice_changed.connect(self._show)

    def _show(self) -> None:
        shown = self._messages.notice_on(self._window.key)
        for key in (*(destination.key for destination in DESTINATIONS), SETTINGS):
            notice = self._messages.notice_on(key)
            color = "" if notice is None or notice is shown else _COLORS.get(notice.level, "")
            self._window.rail.set_attention(key, color)


class UnreadMark(QObject):
    """Counts the unread alerts at the page that has the inbox."""

    def __init__(self, rail: NavRail, alerts: Alerts) -> None:
        super().__init__()
        self._rail, self._alerts = rail, alerts
        alerts.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        self._rail.set_badge("activity", self._alerts.unread, "unread")
