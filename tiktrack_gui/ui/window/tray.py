"""TikTrack in the desktop's tray: its state at a glance, and a few actions without the window."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from tiktrack_gui.ui.widgets.pause_menu import PauseMenu
from tiktrack_gui.ui.window.tray_icon import TrayState, tray_icon

CLICK_OPENS = sys.platform != "darwin"  # on macOS, a click shows the menu


class Notifier(Protocol):
    """Notifies the user outside the window."""

    async def notify(self, title: str, body: str, about: int | None = None) -> bool:
        """title, body: plain text. about: what a click on it is told with.

        Returns False if this desktop shows no notifications.
        """
        ...

    async def close(self) -> None:
        """Called at the end, after the last notification."""
        ...


class Tray(QObject):
    """The icon in the tray with its menu.

    Signals:
        open_requested: Show the window.
        refresh_requested: Fetch the trending feed now.
        pause_requested: Pause the timers. arg: the PauseLength.
        resume_requested: End the pause.
        mute_requested: Tell no alerts for an hour.
        unmute_requested: Tell alerts again.
        quit_requested: Quit the program.
        message_clicked: The user clicked a notification from `show_message`.
    """

    open_requested = Signal()
    refresh_requested = Signal()
    pause_requested = Signal(object)
    resume_requested = Signal()
    mute_requested = Signal()
    unmute_requested = Signal()
    quit_requested = Signal()
    message_clicked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._state = TrayState.OK
        self._menu = QMenu()
        self._status = self._menu.addAction("")
        self._status.setEnabled(False)
        self._menu.addSeparator()
        open_window = self._menu.addAction("Open TikTrack")
        open_window.triggered.connect(self.open_requested)
        self._menu.setDefaultAction(open_window)
        self._menu.addAction("Refresh now").triggered.connect(self.refresh_requested)
        self._pause = PauseMenu(self._menu)
        self._pause.chosen.connect(self.pause_requested)
        self._menu.addMenu(self._pause)
        self._resume = self._menu.addAction("Resume")
        self._resume.triggered.connect(self.resume_requested)
        self._mute = self._menu.addAction("Mute alerts for an hour")
        self._mute.triggered.connect(self.mute_requested)
        self._unmute = self._menu.addAction("")
        self._unmute.triggered.connect(self.unmute_requested)
        self._menu.addSeparator()
        self._menu.addAction("Quit").triggered.connect(self.quit_requested)
        self._icon = QSystemTrayIcon(tray_icon(self._state), self)
        self._icon.setContextMenu(self._menu)
        self._icon.activated.connect(self._clicked)
        self._icon.messageClicked.connect(self.message_clicked)
        self.show_status(TrayState.OK, "starting", paused=False)
        self.show_mute("")

    def show(self) -> None:
        """Shows the icon in the tray, even if the tray only appears later."""
        self._icon.show()

    def hide(self) -> None:
        self._icon.hide()

    def available(self) -> bool:
        """Whether the user can see the icon right now: panels may start late, or end."""
        return self._icon.isVisible() and QSystemTrayIcon.isSystemTrayAvailable()

    def show_status(self, state: TrayState, text: str, *, paused: bool) -> None:
        """text: such as "3 new stories, next refresh in 12 min". paused: whether the menu offers Resume.

        `state` doesn't imply `paused`, because a manual refresh also runs while the timers are paused.
        """
        if state is not self._state:
            self._icon.setIcon(tray_icon(state))
        self._state = state
        self._icon.setToolTip(f"TikTrack: {text}")
        self._status.setText(text[:1].upper() + text[1:])
        self._pause.menuAction().setVisible(not paused)
        self._resume.setVisible(paused)

    def show_mute(self, unmute: str) -> None:
        """unmute: what the entry that ends the mute is called; "" = alerts aren't muted."""
        self._mute.setVisible(not unmute)
        self._unmute.setVisible(bool(unmute))
        self._unmute.setText(unmute)

    def show_message(self, title: str, body: str) -> bool:
        """Shows a notification next to the icon. Returns False if that isn't possible."""
        if not (self.available() and QSystemTrayIcon.supportsMessages()):
            return False
        self._icon.showMessage(title, body, tray_icon(TrayState.OK))
        return True

    def _clicked(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if CLICK_OPENS and reason is QSystemTrayIcon.ActivationReason.Trigger:
            self.open_requested.emit()


class TrayNotifier:
    """Notifications through the tray icon: for Windows and macOS, which report clicks on them."""

    def __init__(self, tray: Tray, activated: Callable[[int | None], None]) -> None:
        """activated: called with what the newest notification is about when the user clicks it."""
        self._tray, self._activated = tray, activated
        self._about: int | None = None
        tray.message_clicked.connect(self._clicked)

    async def notify(self, title: str, body: str, about: int | None = None) -> bool:
        if not self._tray.show_message(title, body):
            return False
        self._about = about
        return True

    async def close(self) -> None:
        self._tray.message_clicked.disconnect(self._clicked)

    def _clicked(self) -> None:
        self._activated(self._about)
