"""One shape for everything that happens on a timer."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress

from PySide6.QtCore import QObject, Signal

from tiktrack_gui.clock import Clock
from tiktrack_gui.core.errors import TikTrackError
from tiktrack_gui.core.schedule import Rule, next_run

LOOK_AGAIN = 30.0  # s; the longest nap, so that sleep and clock jumps are noticed


class Poller(QObject):
    """Calls `work` when its rule says so, or at once on wake().

    Attributes:
        last: When `work` was last called, epoch seconds; None = never.
        last_error: What the last call ended with, if it was a fault of the world.

    Signals:
        failed: A failure unlike the one before, or of a call that wake() asked for. arg: the TikTrackError.
        recovered: The first success after failures. arg: a frozenset of their classes.
        planned: When the next call is. arg: epoch seconds, or None for never.
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
        """rule is asked anew before each wait, so that a changed setting holds at once."""
        super().__init__()
        self._work = work
        self._rule = rule
        self._clock = clock
        self._report = report
        self.last = last
        self._wake = asyncio.Event()
        self._due_at: float | None = None
        self._asked = False
        self.last_error: TikTrackError | None = None
        self._troubles: set[type[TikTrackError]] = set()  # since the last success

    @property
    def due_at(self) -> float | None:
        """When the next call is, epoch seconds; None = never, as things stand."""
        return self._due_at

    def wake(self) -> None:
        """Calls `work` now, whatever the rule says; once more if it is under way."""
        self._asked = True
        self._due_at = self._clock.now()
        self._wake.set()

    def reconsider(self) -> None:
        """Asks the rule again, after a setting or a cool-down changed."""
        self._plan()
        self._wake.set()

    async def run(self) -> None:
        """Runs until it is cancelled."""
        self._plan()
        while True:
            await self._until_due()
            await self.refresh()
            self._plan()

    async def refresh(self) -> None:
        """Calls `work` once. The world's faults are told once; ours are reported; neither ends the poller."""
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
        self._due_at = now if self._asked else next_run(self._rule(), self.last, now)
        self.planned.emit(self._due_at)

    async def _until_due(self) -> None:
        """Waits for wake() or the due moment, in naps: a monotonic wait alone would sleep through a clock jump."""
        while self._due_at is None or self._clock.now() < self._due_at:
            pause = LOOK_AGAIN if self._due_at is None else min(LOOK_AGAIN, self._due_at - self._clock.now())
            with suppress(TimeoutError):
                async with self._clock.timeout(pause):
                    await self._wake.wait()
            self._wake.clear()
