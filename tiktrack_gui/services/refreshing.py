"""Measures the tracked creators by themselves, one after the other, each at the interval of its lists."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from tiktrack_gui.clock import Clock, Deadline
from tiktrack_gui.core import refreshing
from tiktrack_gui.core.durations import DAY, MINUTE
from tiktrack_gui.core.growth import GROWTH_DAYS
from tiktrack_gui.core.growth_rate import weekly_growth
from tiktrack_gui.core.refreshing import Candidate, Rhythm, Turn, require_every
from tiktrack_gui.core.requests import ONE_PAGE
from tiktrack_gui.services.budget import RequestBudget
from tiktrack_gui.services.creators import CONCERNS_ALL, Checked, Creators
from tiktrack_gui.services.lists import Undo
from tiktrack_gui.store import Store

RESTS = 5 * MINUTE  # s after a trouble that the next creator would meet, too, such as no network


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythms:
    """How the creators on a list are measured.

    rhythm: the list's own. every, adaptive: as it is, by the settings if the list leaves it to them. creators: how many
    are measured by themselves. next_at: the first of them, epoch seconds; None if there is none. seconds_a_day: how
    long their requests take; 0 if there is no limit.
    """

    rhythm: Rhythm
    every: float
    adaptive: bool
    creators: int
    next_at: float | None
    seconds_a_day: float


class Refreshing(QObject):
    """Attributes:
        next_at: When the next creator is measured, epoch seconds; None = there is none.
        is_paused: Whether the timers are.

    Signals:
        planned: `next_at` was determined anew, a list has another rhythm, or the timers were paused or resumed.
    """

    planned = Signal()

    def __init__(
        self,
        creators: Creators,
        store: Store,
        budget: RequestBudget,
        every: Callable[[], float],
        clock: Clock,
        adaptive: Callable[[], bool] = bool,
    ) -> None:
        """every: seconds between two measurements of a creator, as the settings say. adaptive: whether they say that
        fast growers are measured more often and silent creators less often; they don't by default.
        """
        super().__init__()
        self._creators, self._store, self._budget, self._every, self._clock = creators, store, budget, every, clock
        self._adaptive = adaptive
        self._rest: Deadline | None = None
        self.next_at: float | None = None
        self.is_paused = False

    @property
    def not_before(self) -> float | None:
        """Epoch seconds before which nobody is measured: the next turn, a cooldown, or a rest after a trouble."""
        left = 0.0 if self._rest is None else self._rest.left(self._clock)
        rest = self._clock.now() + left if left > 0 else None
        return max((at for at in (self.next_at, self._creators.not_before, rest) if at is not None), default=None)

    def set_paused(self, paused: bool) -> None:
        self.is_paused = paused
        self.planned.emit()

    async def plan(self) -> None:
        """Determines `next_at`."""
        turns = await self.turns()
        self.next_at = turns[0].at if turns else None
        self.planned.emit()

    async def turns(self) -> list[Turn]:
        """Returns the next turn of each creator, the earliest first."""
        return await self._turns(await self._candidates())

    async def overdue(self) -> int:
        """Returns how many creators are due, of which all but the first wait."""
        now, usual = self._clock.now(), self._every()
        return sum(refreshing.due_at(one, usual) <= now for one in await self._candidates())

    async def demand(self) -> float:
        """Returns the requests per hour that the intervals need."""
        return refreshing.demand(await self._candidates(), self._every()) * ONE_PAGE

    async def refresh_due(self) -> Checked | None:
        """Measures whose turn it is, if it is anybody's."""
        try:
            turns = await self.turns()
            if not turns or turns[0].at > self._clock.now():
                return None
            checked = await self._measure(turns[0].candidate)
        finally:
            await self.plan()
        return checked

    async def rhythms_of(self, list_id: int | None) -> Rhythms:
        """Returns how those on a list are measured. list_id: None = all who are tracked, at the settings' interval.

        Raises LookupError if there is no such list.
        """
        lists = {
            one.id: Rhythm(every=one.refresh_every, adaptive=one.adaptive) for one in await self._store.lists.all()
        }
        rhythm = Rhythm() if list_id is None else lists[list_id]
        turns = await self._turns(await self._candidates())
        theirs = [turn for turn in turns if list_id is None or list_id in turn.candidate.lists]
        daily = sum(DAY / turn.every for turn in theirs) * ONE_PAGE
        return Rhythms(
            rhythm=rhythm,
            every=self._every() if rhythm.every is None else rhythm.every,
            adaptive=rhythm.adaptive or (rhythm == Rhythm() and self._adaptive()),
            creators=len(theirs),
            next_at=min((turn.at for turn in theirs), default=None),
            seconds_a_day=daily * self._budget.seconds_each(),
        )

    async def set_rhythm(self, list_id: int, rhythm: Rhythm) -> Undo:
        """Raises BadInput for an interval that a list can't have."""
        if rhythm.every is not None:
            require_every(rhythm.every)
        before = await self._store.refreshing.set_rhythm(list_id, rhythm)
        await self.plan()

        async def undo() -> None:
            await self._store.refreshing.set_rhythm(list_id, before)
            await self.plan()

        return undo

    async def _candidates(self) -> list[Candidate]:
        adaptive = self._adaptive()
        return [refreshing.as_set(one, adaptive=adaptive) for one in await self._store.refreshing.candidates()]

    async def _turns(self, candidates: Sequence[Candidate]) -> list[Turn]:
        """In a thread: thousands of creators take longer than a frame."""
        limits = self._every(), self._clock.now(), self._budget.plan().per_hour
        return await asyncio.to_thread(refreshing.turns, candidates, *limits)

    async def _measure(self, one: Candidate) -> Checked | None:
        creator = await self._store.creators.find(one.creator_id)
        if creator is None:
            return None
        checked = await self._creators.check_account(creator)
        if isinstance(checked.error, CONCERNS_ALL):
            self._rest = Deadline.at(self._clock.now() + RESTS, self._clock)
        if checked.error is None:
            await self._adapt(one.creator_id)
        await self._creators.announce()
        return checked

    async def _adapt(self, creator_id: int) -> None:
        """Decides how often an adaptive list has it measured, from now on."""
        samples = await self._creators.growth_of(creator_id, int(self._clock.now()) - (GROWTH_DAYS + 1) * DAY)
        earlier = await self._creators.earlier([creator_id], (GROWTH_DAYS + 1) * DAY)
        known = sorted({one.at: one for one in (*earlier.values(), *samples)}.values(), key=lambda one: one.at)
        found = await asyncio.to_thread(lambda: refreshing.factor(known, weekly_growth(known)))
        await self._store.refreshing.set_factor(creator_id, found)
