"""Reads candidates: once as soon as there is room for them, then daily for some days, one after the other."""

from __future__ import annotations

import logging
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from tiktrack_gui.clock import Clock, Deadline
from tiktrack_gui.core.discovery import watching
from tiktrack_gui.core.discovery.brand_jobs import LOOK_UPS, JobKind
from tiktrack_gui.core.discovery.constants import Constants
from tiktrack_gui.core.discovery.plans import PROFILE_AND_VIDEOS
from tiktrack_gui.core.discovery.stored import Watched
from tiktrack_gui.core.discovery.watching import GAP, TRIES, Schedule
from tiktrack_gui.core.durations import DAY
from tiktrack_gui.core.errors import BadInput, NotFound, Private, TikTokError
from tiktrack_gui.core.requests import ONE_PAGE, Planned, Reason
from tiktrack_gui.services.brand_work import BrandWork
from tiktrack_gui.services.budget import RequestBudget
from tiktrack_gui.services.candidate_figures import CandidateFigures
from tiktrack_gui.services.candidate_reading import CandidateReading
from tiktrack_gui.services.creators import CONCERNS_ALL
from tiktrack_gui.services.refreshing import RESTS
from tiktrack_gui.store import Store

log = logging.getLogger(__name__)

FINAL = (NotFound, Private, BadInput)  # these end a candidate


class Watching(QObject):
    """Asks TikTok for candidates, and for what else the user wants to know for a brand.

    Attributes:
        next_at: When something is asked next, epoch seconds; None = nothing is to be.

    Signals:
        planned: `next_at` was determined anew.
        wanted: The user wants something asked now.
        progress: A candidate is read for the first time. args: description of the stage, number done, total.
        changed: Candidates were read, or aren't any longer. arg: None.
    """

    planned = Signal()
    wanted = Signal()
    progress = Signal(str, int, int)
    changed = Signal(object)

    def __init__(
        self,
        work: BrandWork,
        reading: CandidateReading,
        figures: CandidateFigures,
        store: Store,
        budget: RequestBudget,
        constants: Callable[[], Constants],
        clock: Clock,
    ) -> None:
        """constants: returns the current ones."""
        super().__init__()
        self._work, self._reading, self._figures, self._store = work, reading, figures, store
        self._budget, self._constants, self._clock = budget, constants, clock
        self._rest: Deadline | None = None
        self._gap: Deadline | None = None
        self.next_at: float | None = None

    @property
    def not_before(self) -> float | None:
        """Epoch seconds before which nothing is asked: the next turn, a cooldown, or a rest after a trouble."""
        moments = self.next_at, self._reading.not_before, self._until(self._rest)
        return max((at for at in moments if at is not None), default=None)

    async def schedule(self) -> Schedule:
        """Returns whose turn it is."""
        watched = await self._store.candidates.watched()
        return watching.schedule(watched, self._constants().watched_at_once, self._clock.now())

    async def plan(self) -> None:
        """Determines `next_at`."""
        schedule = await self.schedule()
        moments = [float(one.next_at or one.since) for one in schedule.first]
        moments += [self._daily_at(one) for one in schedule.daily[:1]]
        moments += [self._clock.now()] if schedule.over else []
        jobs = await self._work.next_at()
        self.next_at = min([*moments, *([] if jobs is None else [jobs])], default=None)
        self.planned.emit()

    async def work_due(self) -> None:
        """Asks for what the user wants to know, reads those for whom there is room, and one that is read daily.

        Raises the TikTokError that the next one would meet, too, unless nobody waits for it.
        """
        try:
            await self._finish_over()
            await self._work.do()
            await self._read_first()
            await self._read_daily()
        except TikTokError as error:
            self._rest_after(error)
            raise
        finally:
            await self.plan()

    async def per_hour(self) -> float:
        """Returns the requests an hour that the daily readings need."""
        return watching.per_hour(len((await self.schedule()).daily))

    async def outlook(self) -> list[Planned]:
        """Returns what is asked next: a line for each kind."""
        schedule, now = await self.schedule(), self._clock.now()
        lines = await self._outlook_of_jobs(now)
        if schedule.first:
            one, *others = schedule.first
            takes = self._budget.time_for(len(schedule.first) * PROFILE_AND_VIDEOS)
            lines.append(
                Planned(
                    at=max(one.next_at or now, now),
                    subject=f"@{one.handle}",
                    reason=Reason.CANDIDATE,
                    others=len(others),
                    takes=takes,
                )
            )
        for one in schedule.daily[:1]:
            reason = Reason.RETRY if one.failures else Reason.EVERY
            at = max(self._daily_at(one), now)
            lines.append(Planned(at=at, subject=f"@{one.handle}", reason=reason, every=DAY, failures=one.failures))
        return lines

    async def _outlook_of_jobs(self, now: float) -> list[Planned]:
        jobs = await self._work.waiting()
        searches = [f"“{job.given}”" for job in jobs if job.kind is JobKind.SEARCH]
        ids = [int(job.given) for job in jobs if job.kind is JobKind.VIDEOS]
        read = [f"@{creator.handle}" for creator in (await self._store.creators.by_ids(ids)).values()]
        creators = [job.given for job in jobs if job.kind in LOOK_UPS] + read
        return [
            Planned(at=now, subject=given[0], reason=reason, others=len(given) - 1, takes=takes)
            for given, reason in ((creators, Reason.ADDING), (searches, Reason.SEARCH))
            if given
            for takes in [self._budget.time_for(len(given) * ONE_PAGE)]
        ]

    async def _finish_over(self) -> None:
        if over := (await self.schedule()).over:
            await self._store.candidates.finish(over, int(self._clock.now()))
            self.changed.emit(None)

    async def _read_first(self) -> None:
        """Reads those that wait, one after the other, also those that are added meanwhile."""
        done = 0
        while due := [one for one in (await self.schedule()).first if (one.next_at or 0) <= self._clock.now()]:
            self.progress.emit(f"Reading @{due[0].handle}", done, done + len(due))
            await self._read(due[0])
            done += 1
        if done:
            self.progress.emit("", done, done)

    async def _read_daily(self) -> None:
        schedule = await self.schedule()
        if schedule.daily and self._daily_at(schedule.daily[0]) <= self._clock.now():
            self._gap = Deadline.at(self._clock.now() + GAP, self._clock)
            try:
                await self._read(schedule.daily[0])
            except TikTokError as error:
                self._rest_after(error)  # nobody waits for it

    async def _read(self, one: Watched) -> None:
        try:
            await self._reading.read(one.creator_id)
        except (TikTokError, BadInput) as error:
            await self._record_failure(one, error)
            self.changed.emit(None)
            if isinstance(error, TikTokError) and self._reading.concerns_all(error):
                raise
            return
        await self._record(one)
        await self._figures.of([one.creator_id])
        self.changed.emit(None)

    async def _record(self, one: Watched) -> None:
        now = int(self._clock.now())
        read_at = one.read_at or now
        until = one.until if one.read_at and one.until else now + self._constants().watched_days * DAY
        following = watching.next_daily(read_at, until, now)
        await self._store.candidates.record_read(one.creator_id, now, until, following or until)
        if following is None:
            await self._store.candidates.finish([one.creator_id], now)

    async def _record_failure(self, one: Watched, error: TikTokError | BadInput) -> None:
        """One that concerns all says nothing about this candidate."""
        now = int(self._clock.now())
        if isinstance(error, TikTokError) and self._reading.concerns_all(error):
            return
        failures = one.failures + 1
        again = watching.next_try(failures, now)
        await self._store.candidates.record_tried(one.creator_id, now, again, error.kind)
        if isinstance(error, FINAL) or (one.read_at is None and failures >= TRIES):
            await self._store.candidates.finish([one.creator_id], now)
        log.info("Candidate @%s couldn't be read: %s", one.handle, error)

    def _rest_after(self, error: TikTokError) -> None:
        if isinstance(error, CONCERNS_ALL):
            self._rest = Deadline.at(self._clock.now() + RESTS, self._clock)

    def _daily_at(self, one: Watched) -> float:
        return max(float(one.next_at or 0), self._until(self._gap) or 0.0)

    def _until(self, deadline: Deadline | None) -> float | None:
        left = 0.0 if deadline is None else deadline.left(self._clock)
        return self._clock.now() + left if left > 0 else None
