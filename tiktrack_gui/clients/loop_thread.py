"""A thread with a plain asyncio loop of its own, for work that must not live on Qt's loop."""

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


class WorkLost(Exception):
    """The work was cancelled over there although nobody here asked for it."""


if sys.platform == "win32":
    _Loop = asyncio.ProactorEventLoop
else:
    _Loop = asyncio.SelectorEventLoop


class _ProgramLoop(_Loop):
    """Starts programs apart from our own group, as a Ctrl+C of the terminal's is for us to pass on, and with a folder
    of ours for their temporary files.
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
    """What the programs that are started on this loop have in their environment for it, to be handed on by them."""
    loop = asyncio.get_running_loop()
    return loop.files.environment() if isinstance(loop, _ProgramLoop) else {}


class LoopThread:
    """Runs coroutines on its own loop for callers on other loops; it starts with the first one.

    Once it has stopped, nothing is left of the temporary files of programs it has started.
    """

    def __init__(self, name: str, farewell: Callable[[], Awaitable[None]] | None = None) -> None:
        """farewell: is awaited on the thread's loop as its last work, after everything else was cancelled."""
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
        """The thread's loop; it is started if it is not running yet."""
        if self._loop is None:
            self._thread.start()
            self._ready.wait()
        assert self._loop is not None
        return self._loop

    async def run(self, work: Coroutine[Any, Any, T]) -> T:
        """Awaits `work` over there. Cancelling the caller cancels the work.

        Raises WorkLost when the work was cancelled by anyone else, also by `stop`.
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
        """Cancels the work, awaits the farewell, ends the loop, joins the thread. It does not start again."""
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
            self._ready.set()  # also where it could not begin: nobody is to wait for ever
            self._ended.set_result(None)

    async def _until_stopped(self) -> None:
        self._loop, self._asked_to_stop = asyncio.get_running_loop(), asyncio.Event()
        self._loop.set_exception_handler(_noted)
        self._ready.set()
        await self._asked_to_stop.wait()
        running = list(self._running)
        for task in running:
            if not task.cancelling():  # a second time would interrupt its cleaning up
                task.cancel()
        await asyncio.gather(*running, return_exceptions=True)
        if self._farewell is not None:
            await self._farewell()


def _noted(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """What a library's forgotten task or future raised, as when its process was ended under it."""
    log.info("%s: %r", context.get("message"), context.get("exception"))
