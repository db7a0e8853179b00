"""Every task has an owner: named, its failure reported, cancelled at shutdown."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

T = TypeVar("T")

Report = Callable[[BaseException], None]


class Tasks:
    """Runs coroutines in the background. A newer task of the same name cancels and replaces the older."""

    def __init__(self, report: Report) -> None:
        """report is called with what a task raised, unless it was cancelled."""
        self._report = report
        self._running: dict[str, asyncio.Task[Any]] = {}
        self._unfinished: set[asyncio.Task[Any]] = set()  # also those replaced or cancelled that still tidy up
        self._lasting: set[str] = set()
        self._ending = False

    @property
    def is_busy(self) -> bool:
        """Whether something is under way that will come to an end by itself."""
        return not self._running.keys() <= self._lasting

    def spawn(self, work: Coroutine[Any, Any, T], *, name: str, lasting: bool = False) -> asyncio.Task[T]:
        """lasting: it goes on until the shutdown, as a timer does."""
        self.cancel(name)
        if lasting:
            self._lasting.add(name)
        task = asyncio.get_running_loop().create_task(work, name=name)
        self._running[name] = task
        self._unfinished.add(task)
        task.add_done_callback(self._finished)
        if self._ending:
            task.cancel()
        return task

    def cancel(self, name: str) -> bool:
        """Asks the task of that name to stop; False when there is none."""
        task = self._running.pop(name, None)
        return task.cancel() if task is not None else False

    def is_running(self, name: str) -> bool:
        return name in self._running

    async def shutdown(self) -> None:
        """Cancels every task, and whatever is spawned from now on, and waits until all have ended."""
        self._ending = True
        for name in list(self._running):
            self.cancel(name)
        while self._unfinished:
            await asyncio.wait(self._unfinished)

    def _finished(self, task: asyncio.Task[Any]) -> None:
        self._unfinished.discard(task)
        if self._running.get(task.get_name()) is task:
            del self._running[task.get_name()]
        if not task.cancelled() and (error := task.exception()) is not None:
            self._report(error)
