"""How alerts become notifications of the desktop, with or without a window."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from functools import partial
from typing import TYPE_CHECKING

from tiktrack_gui.app.composition import Services
from tiktrack_gui.core.alerts import Alert
from tiktrack_gui.words import alerts as words

if TYPE_CHECKING:
    from tiktrack_gui.ui.window.tray import Notifier


async def tell(notifier: Notifier, now: Callable[[], float], alerts: Sequence[Alert]) -> bool:
    """Shows one notification of these alerts, the best first; returns False if that isn't possible."""
    title, body = words.notification(alerts, now())
    return await notifier.notify(title, body, alerts[0].id)


def linux_notifier(clicked: Callable[[int | None], None] | None) -> Notifier:
    """clicked: called with the ID of the alert whose notification was clicked, None for another one; without it, a
    click does nothing.
    """
    from tiktrack_gui.clients.notifications import DesktopNotifications
    from tiktrack_gui.drawing.resources import resource

    return DesktopNotifications(clicked, resource("app/tiktrack-64.png"))


@asynccontextmanager
async def told_outside(services: Services) -> AsyncIterator[None]:
    """Shows alerts as notifications meanwhile, for a command. Only on Linux: elsewhere, they need a tray icon."""
    if sys.platform != "linux":
        yield
        return
    notifier = linux_notifier(None)
    services.alerts.tell_with(partial(tell, notifier, services.foundation.clock.now))
    try:
        yield
    finally:
        await notifier.close()
