"""Desktop notifications on Linux, through the D-Bus session bus.

Qt's `QSystemTrayIcon.showMessage` sends them without actions there, so clicks are never reported.
The library desktop-notifier 6.2 was tried: it can't replace a notification, escape markup, disconnect or reconnect,
waits forever for a hung daemon, and doesn't report whether anything was shown.
"""

from __future__ import annotations

import asyncio
import html
import logging
from collections.abc import Callable
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

from jeepney import DBusAddress, DBusErrorResponse, MatchRule, Message, message_bus, new_method_call
from jeepney.io.asyncio import DBusRouter, Proxy, open_dbus_connection
from jeepney.io.common import RouterClosed
from jeepney.wrappers import unwrap_msg

log = logging.getLogger(__name__)

APP_NAME = "TikTrack"
PATIENCE = 5.0  # seconds, for the bus and the daemon together: the bus may have to start the daemon first
OPEN = "default"  # the specification's name for a click on the notification itself

DAEMON = DBusAddress(
    "/org/freedesktop/Notifications",
    bus_name="org.freedesktop.Notifications",
    interface="org.freedesktop.Notifications",
)
_CLICKS = MatchRule(type="signal", interface=DAEMON.interface, path=DAEMON.object_path, member="ActionInvoked")
_UNAVAILABLE = (
    OSError,  # including TimeoutError
    EOFError,
    KeyError,  # no bus address in the environment
    RuntimeError,  # an address type unknown to jeepney
    ValueError,  # a malformed address or reply
    DBusErrorResponse,
    RouterClosed,
    asyncio.InvalidStateError,  # jeepney's receiver got the answer to a call that had just been given up
)


class DesktopNotifications:
    """Shows one notification at a time: a new one replaces the previous one.

    Connects on the first `notify`, and reconnects after losing the bus; bound to the event loop it is used on.
    """

    def __init__(self, activated: Callable[[int | None], None] | None, icon: Path) -> None:
        """activated: called with what the notification is about when the user clicks it; None = a click does nothing.
        icon: 64 px; some daemons don't scale it.
        """
        self._activated = activated
        self._icon = icon
        self._connection = AsyncExitStack()
        self._router: DBusRouter | None = None
        self._shown = 0  # the daemon's ID of the newest notification
        self._about: int | None = None  # what that is about
        self._early: int | None = None  # the daemon's ID of one that was clicked before it said that it is shown
        self._lock = asyncio.Lock()
        self._failing = False

    async def notify(self, title: str, body: str, about: int | None = None) -> bool:
        """Shows a notification. title, body: plain text. about: for `activated`.

        Returns False if that fails, which is logged once.
        """
        async with self._lock:
            try:
                async with asyncio.timeout(PATIENCE):
                    self._early = None
                    await self._show(await self._connected(), title, body)
                    self._about = about
            except _UNAVAILABLE as error:
                self._log_failure(error)
                await self._disconnect()
                return False
            if self._early == self._shown:
                self._activate()
        self._failing = False
        return True

    async def close(self) -> None:
        """Disconnects from the bus. A notification being shown stays."""
        async with self._lock:
            await self._disconnect()

    async def _show(self, router: DBusRouter, title: str, body: str) -> None:
        (capabilities,) = await _call(router, "GetCapabilities")
        text = html.escape(body, quote=False) if "body-markup" in capabilities else body
        actions = [OPEN, "Open"] if self._activated is not None and "actions" in capabilities else []
        hints = {"desktop-entry": ("s", "tiktrack")}
        arguments = (APP_NAME, self._shown, str(self._icon), title, text, actions, hints, -1)
        (self._shown,) = await _call(router, "Notify", "susssasa{sv}i", arguments)

    async def _connected(self) -> DBusRouter:
        if self._router is None:
            connection = await self._connection.enter_async_context(await open_dbus_connection())
            router = await self._connection.enter_async_context(DBusRouter(connection))
            router.filter(_CLICKS, queue=_Handler(self._clicked))
            await Proxy(message_bus, router).AddMatch(_CLICKS)
            self._router = router
        return self._router

    async def _disconnect(self) -> None:
        self._router, self._shown = None, 0
        try:
            await self._connection.aclose()
        except _UNAVAILABLE as error:
            log.debug("The session bus was gone already: %r", error)

    def _clicked(self, message: Message) -> None:
        if message.body[1:2] != (OPEN,):
            return
        if self._lock.locked():
            self._early = message.body[0]
        elif message.body[0] == self._shown:  # the signal goes to every program on the bus
            self._activate()

    def _activate(self) -> None:
        if self._activated is not None:
            asyncio.get_running_loop().call_soon(self._activated, self._about)

    def _log_failure(self, error: BaseException) -> None:
        if not self._failing:
            log.info("This desktop shows no notifications: %r", error)
        self._failing = True


class _Handler:
    """A stand-in for the queue into which jeepney puts received messages."""

    def __init__(self, handle: Callable[[Message], None]) -> None:
        self._handle = handle

    def put_nowait(self, message: Message) -> None:
        self._handle(message)


async def _call(router: DBusRouter, method: str, signature: str | None = None, arguments: tuple[Any, ...] = ()) -> Any:
    reply = await router.send_and_get_reply(new_method_call(DAEMON, method, signature, arguments))
    return unwrap_msg(reply)
