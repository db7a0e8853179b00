"""What a command works with: the services, opened for it, and locked for others while it writes."""

from __future__ import annotations

import asyncio
import signal
import sys
from collections.abc import Awaitable, Callable

from tiktrack_gui import app
from tiktrack_gui.access import Access
from tiktrack_gui.invocation import Invocation, invoked, warn


def run(work: Callable[[app.Services], Awaitable[None]], *, writes: bool, demo: bool = False) -> None:
    """Opens the services and runs `work`; a writer holds the data folder's lock meanwhile."""

    async def main(invocation: Invocation) -> None:
        _end_on_sigterm()
        base = foundation(invocation, demo=demo)
        clients = app.demo_clients(base) if demo else app.real_clients(base)
        async with app.opened(base, clients, reading=not writes) as services:
            services.health.overridden.connect(warn)
            await work(services)

    with invoked(demo=demo) as invocation:
        try:
            with Access(invocation.folder) as access:
                if writes:
                    access.take()
                asyncio.run(main(invocation))
        except asyncio.CancelledError:
            raise KeyboardInterrupt from None


def foundation(invocation: Invocation, *, demo: bool = False) -> app.Foundation:
    """What a command stands on; settings that cannot be used are said."""
    base = app.foundation(invocation.folder, invocation.secrets, demo=demo)
    for problem in base.settings.problems:
        warn(problem)
    return base


def _end_on_sigterm() -> None:
    """SIGTERM ends a command as Ctrl+C does, so that the browser is closed and no process stays."""
    task = asyncio.current_task()
    if task is not None and sys.platform != "win32":
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
