"""Work on a timer that says itself when it is due, such as reading candidates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import SignalInstance

from tiktrack_gui.core.schedule import Rule


class Work(Protocol):
    """next_at: when something is due, epoch seconds; None = nothing is. not_before: before which nothing may be done,
    with cooldowns and rests; None = no limit.
    """

    @property
    def next_at(self) -> float | None: ...

    @property
    def not_before(self) -> float | None: ...

    async def plan(self) -> None:
        """Determines `next_at`."""
        ...

    async def work_due(self) -> None:
        """Does some of what is due, if anything is, and determines `next_at`."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class TimedWork:
    """name: of its timer. every: seconds from one part to the next, at least. wanted: the user wants something done
    now. asks: whether TikTok is asked, which waits while the timers are paused.
    """

    name: str
    work: Work
    every: float
    wanted: SignalInstance
    asks: bool = True

    def rule(self, *, paused: bool) -> Rule:
        idle = self.work.next_at is None or (paused and self.asks)
        return Rule(every=self.every, not_before=self.work.not_before, paused=idle)
