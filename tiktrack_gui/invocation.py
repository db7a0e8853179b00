"""How every command runs: its common options, the services it works with, and a trouble as one line on stderr."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import sys
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tiktrack_gui import lock, logs, paths
from tiktrack_gui.core.errors import TikTrackError
from tiktrack_gui.terminal import fail, warn

if TYPE_CHECKING:
    from tiktrack_gui import app

Command = Callable[..., object]


@dataclass(frozen=True, slots=True)
class Invocation:
    """Where the data is, and the secrets that are blanked in the log."""

    folder: paths.DataFolder
    secrets: logs.Secrets


def common(command: Command) -> Command:
    """--data-dir and --log-level, before or after the command's name, and one line for every trouble."""

    @wraps(command)
    def wrapped(*args: Any, data_dir: Path | None, log_level: str | None, **kwargs: Any) -> object:
        given = _given()
        given.update({k: v for k, v in (("data_dir", data_dir), ("log_level", log_level)) if v is not None})
        with troubles_in_words():
            return command(*args, **kwargs)

    data_dir = click.option(
        "--data-dir", type=click.Path(file_okay=False, path_type=Path), help="Folder that holds everything."
    )
    log_level = click.option(
        "--log-level",
        type=click.Choice(["debug", "info", "warning", "error"], case_sensitive=False),
        help="Show the log on stderr, from this level on.",
    )
    return data_dir(log_level(wrapped))


def _given() -> dict[str, Any]:
    """The common options of this call, wherever on the line they stood."""
    given: dict[str, Any] = click.get_current_context().ensure_object(dict)
    return given


@contextmanager
def troubles_in_words() -> Iterator[None]:
    try:
        yield
    except TikTrackError as error:
        fail(str(error))
    except (KeyboardInterrupt, asyncio.CancelledError):
        fail("Stopped.", 130)


@contextmanager
def invoked(*, demo: bool = False) -> Iterator[Invocation]:
    """The data folder, with the log being written into it."""
    given = _given()
    folder = paths.data_folder(given.get("data_dir"))
    folder = (folder.demo if demo else folder).create()
    secrets = logs.Secrets()
    with logs.written(folder.log, secrets, given.get("log_level")):
        yield Invocation(folder, secrets)


def run(work: Callable[[app.Services], Awaitable[None]], *, writes: bool, demo: bool = False) -> None:
    """Opens the services and runs `work`; a writer holds the data folder's lock meanwhile."""
    from tiktrack_gui import app  # the window takes its services up later than it shows itself

    async def main(invocation: Invocation) -> None:
        _end_on_sigterm()
        base = app.foundation(invocation.folder, invocation.secrets)
        clients = app.demo_clients(base) if demo else app.real_clients(base)
        async with app.opened(base, clients, reading=not writes) as services:
            services.health.overridden.connect(warn)
            await work(services)

    with invoked(demo=demo) as invocation:
        guard = lock.held(invocation.folder.lock) if writes else contextlib.nullcontext()
        with guard:
            asyncio.run(main(invocation))


def _end_on_sigterm() -> None:
    """SIGTERM ends a command as Ctrl+C does, so that the browser is closed and no process stays."""
    task = asyncio.current_task()
    if task is not None and sys.platform != "win32":
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
