"""Desktop notifications on Linux, through the session bus.

Qt's own `QSystemTrayIcon.showMessage` sends them without actions there, so that a click on one is never told.
The library desktop-notifier 6.2 was tried: it cannot replace a notification, escape markup, leave the bus or find it
again, waits for ever on a daemon that hangs, and does not tell whether anything was shown.
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
    OSError,  # TimeoutError among them
    EOFError,
    KeyError,  # no address of a bus in the environment
    RuntimeError,  # an address of a kind that jeepney does not know
    ValueError,  # an address, or an answer of the bus, that cannot be read
    DBusErrorResponse,
    RouterClosed,
)


class DesktopNotifications:
    """Shows one notification at a time: a newer takes the place of the older.

    Connects at the first `notify`, and again after the bus was lost; belongs to the loop it is used on.
    """

    def __init__(self, activated: Callable[[], None], icon: Path) -> None:
        """activated is called when the user clicks a notification. icon: a picture of 64 px; some show it as it is."""
        self._activated = activated
        self._icon = icon
        self._connection = AsyncExitStack()
        self._router: DBusRouter | None = None
        self._shown = 0  # the daemon's number of the newest notification
        self._lock = asyncio.Lock()
        self._failing = False

    async def notify(self, title: str, body: str) -> bool:
        """Both are plain text. False when this desktop shows no notifications; that is logged once."""
        async with self._lock:
            try:
                async with asyncio.timeout(PATIENCE):
                    await self._show(await self._connected(), title, body)
            except _UNAVAILABLE as error:
                self._log_failure(error)
                await self._disconnect()
                return False
        self._failing = False
        return True

    async def close(self) -> None:
        """Leaves the bus. What is shown stays."""
        async with self._lock:
            await self._disconnect()

    async def _show(self, router: DBusRouter, title: str, body: str) -> None:
        (capabilities,) = await _call(router, "GetCapabilities")
        text = html.escape(body, quote=False) if "body-markup" in capabilities else body
        actions = [OPEN, "Open"] if "actions" in capabilities else []
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
        if message.body[:2] == (self._shown, OPEN):  # the signal goes to every program on the bus
            asyncio.get_running_loop().call_soon(self._activated)

    def _log_failure(self, error: BaseException) -> None:
        if not self._failing:
            log.info("This desktop shows no notifications: %r", error)
        self._failing = True


class _Handler:
    """In the place of a queue: jeepney puts what it receives into this."""

    def __init__(self, handle: Callable[[Message], None]) -> None:
        self._handle = handle

    def put_nowait(self, message: Message) -> None:
        self._handle(message)


async def _call(router: DBusRouter, method: str, signature: str | None = None, arguments: tuple[Any, ...] = ()) -> Any:
    reply = await router.send_and_get_reply(new_method_call(DAEMON, method, signature, arguments))
    return unwrap_msg(reply)
