"""The poller behind everything that runs on a timer."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress

from PySide6.QtCore import QObject, Signal

from tiktrack_gui.clock import Clock, Deadline
from tiktrack_gui.core.errors import TikTrackError
from tiktrack_gui.core.schedule import Rule, next_run

LOOK_AGAIN = 30.0  # s; maximum wait, so that suspends and clock jumps are noticed


class Poller(QObject):
    """Calls `work` on the schedule of its rule, or immediately on wake().

    Attributes:
        last: When `work` was last called, epoch seconds; None = never.
        last_error: The TikTrackError the last call raised, if any.

    Signals:
        failed: A call failed: after wake(), or with another kind of error than the one before. arg: the TikTrackError.
        recovered: The first success after failures. arg: a frozenset of their error families.
        planned: The next call was scheduled. arg: epoch seconds, or None for never.
    """

    failed = Signal(object)
    recovered = Signal(object)
    planned = Signal(object)

    def __init__(
        self,
        work: Callable[[], Awaitable[object]],
        rule: Callable[[], Rule],
        clock: Clock,
        report: Callable[[BaseException], None],
        *,
        last: float | None = None,
    ) -> None:
        """rule: called before each wait, so changed settings apply at once. report: gets unexpected exceptions."""
        super().__init__()
        self._work = work
        self._rule = rule
        self._clock = clock
        self._report = report
        self.last = last
        self._wake = asyncio.Event()
        self._due: Deadline | None = None
        self._asked = False
        self.last_error: TikTrackError | None = None
        self._troubles: set[type[TikTrackError]] = set()  # since the last success

    @property
    def due_at(self) -> float | None:
        """When the next call is due, epoch seconds; None = never under the current rule."""
        return self._due.wall if self._due is not None else None

    def wake(self) -> None:
        """Calls `work` now, regardless of the rule; if a call is running, once more after it."""
        self._asked = True
        self._due = Deadline.at(self._clock.now(), self._clock)
        self._wake.set()

    def reconsider(self) -> None:
        """Reschedules after a setting or a cooldown changed."""
        self._plan()
        self._wake.set()

    async def run(self) -> None:
        """Runs until cancelled, also while `work` runs and then fails with another error."""
        self._plan()
        while not _is_cancelled():
            await self._until_due()
            await self.refresh()
            self._plan()
        raise asyncio.CancelledError

    async def refresh(self) -> None:
        """Calls `work` once. Emits `failed` for a TikTrackError (once per kind in a row); reports other exceptions."""
        asked, self._asked = self._asked, False
        self.last = self._clock.now()
        try:
            await self._work()
        except TikTrackError as error:
            if asked or self.last_error is None or self.last_error.family() is not error.family():
                self.failed.emit(error)
            self.last_error = error
            self._troubles.add(error.family())
        except Exception as error:
            self._report(error)
        else:
            if self.last_error is not None:
                self.recovered.emit(frozenset(self._troubles))
            self.last_error = None
            self._troubles.clear()

    def _plan(self) -> None:
        now = self._clock.now()
        if self.last is not None:
            self.last = min(self.last, now)  # the clock was set back; each plan would start the interval anew
        self._plan_for(now if self._asked else next_run(self._rule(), self.last, now))

    def _plan_for(self, due_at: float | None) -> None:
        self._due = Deadline.at(due_at, self._clock) if due_at is not None else None
        self.planned.emit(due_at)

    async def _until_due(self) -> None:
        """Waits for wake() or the due time, in short steps, because after a sleep a long one would end late."""
        while self._due is None or (left := self._due.left(self._clock)) > 0:
            with suppress(TimeoutError):
                async with self._clock.timeout(LOOK_AGAIN if self._due is None else min(LOOK_AGAIN, left)):
                    await self._wake.wait()
            self._wake.clear()
            if self._due is not None and self._due.was_set_back(self._clock):
                self._plan_for(self._clock.now() + self._due.left(self._clock))


def _is_cancelled() -> bool:
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0
