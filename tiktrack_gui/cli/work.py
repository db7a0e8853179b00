"""Opens the services for a command, and locks the data folder while it writes."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import nullcontext, suppress
from functools import partial
from typing import Any, TypeVar

from tiktrack_gui.app import composition
from tiktrack_gui.app.clients import demo_clients, real_clients
from tiktrack_gui.app.foundation import Foundation
from tiktrack_gui.cli.invocation import Invocation, invoked
from tiktrack_gui.cli.output import progress, warn
from tiktrack_gui.cli.terminal import show_stage
from tiktrack_gui.config.tokens import WAITING
from tiktrack_gui.core.errors import DataFolderInUse, StoreError
from tiktrack_gui.host import signals
from tiktrack_gui.host.access import Access
from tiktrack_gui.words.creators import renamed

T = TypeVar("T")


def run(
    work: Callable[[composition.Services], Awaitable[None]],
    *,
    writes: bool,
    beside: bool = False,
    demo: bool = False,
    lasting: bool = False,
) -> None:
    """Opens the services and runs `work`.

    writes: hold the data folder's lock meanwhile. beside: if another TikTrack holds it, write nevertheless: a few rows,
    of which the other one learns by itself. lasting: the work runs until it is stopped, so that isn't an error.
    """

    async def main(invocation: Invocation) -> None:
        base = foundation(invocation, demo=demo)
        clients = demo_clients(base) if demo else real_clients(base, _show_discords_trouble)
        is_beside = writes and not access.is_had
        async with composition.opened(base, clients, reading=not writes, beside=is_beside) as services:
            if services.forgot is not None:
                warn(services.forgot.for_terminal)
            services.health.overridden.connect(warn)
            services.trending.clock_is_wrong.connect(warn)
            services.creators.progress.connect(show_stage)
            services.creators.renamed.connect(lambda old, new: warn(renamed(old, new)))
            services.trending.progress.connect(show_stage)
            await work(services)
            if access.is_had and not demo:
                await _keep_up(services)

    with invoked(demo=demo) as invocation, Access(invocation.folder) as access:
        if writes:
            with suppress(DataFolderInUse) if beside else nullcontext():
                access.take()
        with suppress(signals.Stopped, KeyboardInterrupt) if lasting else nullcontext():
            to_its_end(main(invocation))


async def _keep_up(services: composition.Services) -> None:
    """Once a day. What the command was for has been done, so trouble is only a warning."""
    try:
        await services.upkeep.do_if_due()
    except StoreError as error:
        warn(f"The daily upkeep wasn’t done. {error.for_terminal}")


def _show_discords_trouble(status: int) -> None:
    progress(f"Discord is having problems (error {status}). Trying again…")


def to_its_end(work: Coroutine[Any, Any, T]) -> T:
    """Runs the coroutine. SIGTERM and SIGHUP cancel it as Ctrl+C does, so that the browser is closed and no process is
    left behind.

    Raises Stopped, or KeyboardInterrupt for Ctrl+C.
    """
    told: list[int] = []

    async def main() -> T:
        _told_by_signals(told)
        return await work

    try:
        return asyncio.run(main())
    except asyncio.CancelledError:
        if told:
            raise signals.Stopped(told[0]) from None
        raise KeyboardInterrupt from None


def _told_by_signals(told: list[int]) -> None:
    """Makes termination signals add their number to `told` and cancel the current task."""
    task = asyncio.current_task()

    def stop(number: int) -> None:
        told.append(number)
        if task is not None:
            task.cancel()

    if sys.platform != "win32":
        for number in signals.ending():
            asyncio.get_running_loop().add_signal_handler(number, stop, number)


def foundation(invocation: Invocation, *, demo: bool = False) -> Foundation:
    """Returns the foundation for a command; warns about unusable settings."""
    base = Foundation.read(invocation.folder, invocation.secrets, demo=demo)
    for problem in base.settings.problems:
        warn(problem)
    base.tokens.on_waiting = partial(warn, WAITING)
    return base
