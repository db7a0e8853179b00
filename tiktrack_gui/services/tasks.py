"""The owner of all background tasks: names them, reports their exceptions, ends them at shutdown."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

T = TypeVar("T")

Report = Callable[[BaseException], None]


class Tasks:
    """Runs coroutines in the background. A new task cancels and replaces an older one with the same name."""

    def __init__(self, report: Report) -> None:
        """report: called with the exception a task raised, unless the task was cancelled."""
        self._report = report
        self._running: dict[str, asyncio.Task[Any]] = {}
        self._unfinished: set[asyncio.Task[Any]] = set()  # including replaced or cancelled ones still cleaning up
        self._lasting: set[str] = set()
        self._finishing: set[str] = set()
        self._ending = False

    @property
    def is_busy(self) -> bool:
        """Whether any task other than the lasting ones is running."""
        return any(self.is_running(name) for name in self._running if name not in self._lasting)

    def spawn(
        self, work: Coroutine[Any, Any, T], *, name: str, lasting: bool = False, finishes: bool = False
    ) -> asyncio.Task[T]:
        """Starts `work` as a task.

        lasting: it runs until shutdown, like a timer, and doesn't count as busy. finishes: shutdown waits for its end,
        as nothing of what the user did may be lost.
        """
        self.cancel(name)
        if lasting:
            self._lasting.add(name)
        if finishes:
            self._finishing.add(name)
        task = asyncio.get_running_loop().create_task(work, name=name)
        self._running[name] = task
        self._unfinished.add(task)
        task.add_done_callback(self._finished)
        if self._ending and not finishes:
            task.cancel()
        return task

    def cancel(self, name: str) -> bool:
        """Cancels the task with that name; returns False if there is none."""
        task = self._running.pop(name, None)
        return task.cancel() if task is not None else False

    def is_running(self, name: str) -> bool:
        """Whether its work isn't done; `_finished` is only called some time after that."""
        return name in self._running and not self._running[name].done()

    async def shutdown(self) -> None:
        """Cancels all tasks but those that finish, including any spawned from now on, and waits for their end."""
        self._ending = True
        for name in self._running.keys() - self._finishing:
            self.cancel(name)
        while self._unfinished:
            await asyncio.wait(self._unfinished)

    def _finished(self, task: asyncio.Task[Any]) -> None:
        self._unfinished.discard(task)
        if self._running.get(task.get_name()) is task:
            del self._running[task.get_name()]
            self._finishing.discard(task.get_name())
        if not task.cancelled() and (error := task.exception()) is not None:
            self._report(error)
