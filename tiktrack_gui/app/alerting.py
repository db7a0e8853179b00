"""Alerts on the desktop: notifications, what a click on one opens, and the entry in the tray's menu."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from tiktrack_gui.app.composition import Services
from tiktrack_gui.app.telling import linux_notifier, tell
from tiktrack_gui.core.durations import HOUR
from tiktrack_gui.services.tasks import Tasks
from tiktrack_gui.services.timed_work import TimedWork
from tiktrack_gui.ui.window.main_window import MainWindow
from tiktrack_gui.ui.window.tray import Notifier, Tray, TrayNotifier
from tiktrack_gui.words import alerts as words

LOOK_EVERY = 1.0  # s; it waits for the end of the mute


class Alerting(QObject):
    """Connects a session's alerts with the window and the tray."""

    def __init__(self, services: Services, tray: Tray, window: MainWindow, tasks: Tasks) -> None:
        super().__init__()
        self._services, self._alerts = services, services.alerts
        self._tray, self._window, self._tasks = tray, window, tasks
        self._now = services.foundation.clock.now
        self._notifier = _notifier(self._clicked, tray)
        self._alerts.tell_with(partial(tell, self._notifier, self._now), window.isActiveWindow)
        self._alerts.mute_changed.connect(self._show_mute)
        tray.mute_requested.connect(self._mute)
        tray.unmute_requested.connect(self._unmute)
        self._show_mute(None)

    @property
    def work(self) -> TimedWork:
        """Ends the mute, and sees what other programs did."""
        alerts = self._alerts
        return TimedWork(name="alerts", work=alerts, every=LOOK_EVERY, wanted=alerts.mute_changed, asks=False)

    async def begin(self) -> None:
        """Finds and tells alerts from now on."""
        await self._alerts.begin(self._tasks, self._services.trending, self._services.remeasuring)

    async def end(self) -> None:
        """After the last notification."""
        self._tray.show_mute("")
        await self._notifier.close()

    def say(self, title: str, body: str) -> None:
        """Shows a notification that isn't an alert, for use while the window is hidden or inactive."""
        self._tasks.spawn(self._notifier.notify(title, body), name="notification", finishes=True)

    def _clicked(self, alert_id: int | None) -> None:
        self._window.present()
        if alert_id is not None:
            self._tasks.spawn(self._alerts.open(alert_id), name="open an alert")

    def _mute(self) -> None:
        self._tasks.spawn(self._alerts.mute(HOUR), name="mute alerts", finishes=True)

    def _unmute(self) -> None:
        self._tasks.spawn(self._alerts.mute(None), name="mute alerts", finishes=True)

    def _show_mute(self, until: int | None) -> None:
        self._tray.show_mute("" if until is None else words.unmute(until, self._now()))


def _notifier(clicked: Callable[[int | None], None], tray: Tray) -> Notifier:
    """clicked: called with the ID of the alert whose notification was clicked, if it was of one."""
    return TrayNotifier(tray, clicked) if sys.platform != "linux" else linux_notifier(clicked)
