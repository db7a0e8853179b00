"""A thread with its own plain asyncio event loop, for work that must not run on Qt's event loop."""

from __future__ import annotations

import asyncio
import logging
import os
import sys
import threading
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from concurrent.futures import Future
from typing import Any, TypeVar

from tiktrack_gui.clients.scratch import Scratch, scratch

log = logging.getLogger(__name__)
T = TypeVar("T")

LOOK = 0.1  # s, between looks whether all work has ended


class WorkLost(Exception):
    """The work was cancelled on its thread, but not by the caller."""


if sys.platform == "win32":
    _Loop = asyncio.ProactorEventLoop
else:
    _Loop = asyncio.SelectorEventLoop


class _ProgramLoop(_Loop):
    """Starts subprocesses in their own session, so that the terminal's Ctrl+C reaches only us, and with our folder for
    their temporary files.
    """

    def __init__(self, files: Scratch) -> None:
        super().__init__()
        self.files = files

    async def subprocess_exec(
        self, protocol_factory: Any, *args: Any, env: Mapping[str, str] | None = None, **options: Any
    ) -> Any:
        env = {**(os.environ if env is None else env), **self.files.environment()}
        return await super().subprocess_exec(protocol_factory, *args, **options, env=env, start_new_session=True)


def for_temporary_files() -> dict[str, str]:
    """The environment variables for temporary files of subprocesses on this loop, to be passed on to their children."""
    loop = asyncio.get_running_loop()
    return loop.files.environment() if isinstance(loop, _ProgramLoop) else {}


class LoopThread:
    """Runs coroutines on its own event loop for callers on other loops; starts with the first one.

    When it stops, it removes the temporary files of the programs it started.
    """

    def __init__(self, name: str, farewell: Callable[[], Awaitable[None]] | None = None) -> None:
        """farewell: cleanup awaited on the thread's loop at the very end, after everything else was cancelled."""
        self._farewell = farewell
        self._loop: asyncio.AbstractEventLoop | None = None
        self._asked_to_stop: asyncio.Event | None = None
        self._ready = threading.Event()
        self._stopped = False
        self._ended: Future[None] = Future()
        self._running: set[asyncio.Task[Any]] = set()
        self._thread = threading.Thread(target=self._main, name=name, daemon=True)

    @property
    def loop(self) -> asyncio.AbstractEventLoop:
        """The thread's event loop; starts the thread if necessary."""
        if self._loop is None:
            self._thread.start()
            self._ready.wait()
        assert self._loop is not None
        return self._loop

    async def run(self, work: Coroutine[Any, Any, T]) -> T:
        """Awaits `work` on the thread's loop. Cancelling the caller cancels the work.

        Raises WorkLost if the work was cancelled in any other way, including by `stop`.
        """
        if self._stopped:
            work.close()
            raise WorkLost("the thread was stopped")
        future = asyncio.run_coroutine_threadsafe(self._own(work), self.loop)
        try:
            return await asyncio.wrap_future(future)
        except asyncio.CancelledError:
            caller = asyncio.current_task()
            if caller is not None and caller.cancelling():
                raise
            raise WorkLost("cancelled over there") from None

    async def stop(self) -> None:
        """Cancels the work, awaits the farewell, ends the loop and joins the thread. It can't be restarted."""
        self._stopped = True
        if self._loop is None:
            return
        assert self._asked_to_stop is not None
        if not self._ended.done():
            self._loop.call_soon_threadsafe(self._asked_to_stop.set)
        await asyncio.shield(asyncio.wrap_future(self._ended))
        self._thread.join()

    async def _own(self, work: Coroutine[Any, Any, T]) -> T:
        task = asyncio.current_task()
        assert task is not None
        self._running.add(task)
        try:
            return await work
        finally:
            self._running.discard(task)

    def _main(self) -> None:
        try:
            with scratch() as files, asyncio.Runner(loop_factory=lambda: _ProgramLoop(files)) as runner:
                runner.run(self._until_stopped())
        finally:
            self._ready.set()  # also if it couldn't start, so that no caller waits forever
            self._ended.set_result(None)

    async def _until_stopped(self) -> None:
        self._loop, self._asked_to_stop = asyncio.get_running_loop(), asyncio.Event()
        self._loop.set_exception_handler(_noted)
        self._ready.set()
        await self._asked_to_stop.wait()
        while running := set(self._running):
            for task in running:
                if not task.cancelling():  # cancelling again would interrupt its cleanup
                    task.cancel()
            # Repeated, because a task also counts as being cancelled while a time limit inside it expires, and goes on.
            await asyncio.wait(running, timeout=LOOK)
        if self._farewell is not None:
            await self._farewell()


def _noted(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """Logs exceptions of tasks and futures that a library never awaited, for example after its process was killed."""
    log.info("%s: %r", context.get("message"), context.get("exception"))
