"""Does what is still to be asked of TikTok for brands, one after the other."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from tiktrack_gui.clock import Clock
from tiktrack_gui.core.discovery.brand_jobs import LOOK_UPS, UNASKED, BrandJob, JobKind
from tiktrack_gui.core.discovery.brands import Brand
from tiktrack_gui.core.discovery.constants import Constants
from tiktrack_gui.core.discovery.first_look import best_first, unread
from tiktrack_gui.core.discovery.plans import FoundCounts
from tiktrack_gui.core.discovery.pool import Found
from tiktrack_gui.core.durations import MINUTE
from tiktrack_gui.core.errors import BadInput, TikTokError
from tiktrack_gui.core.models import Creator, SearchAnswer, Video
from tiktrack_gui.core.pending import PendingState
from tiktrack_gui.core.sources import Capability
from tiktrack_gui.services.brands import Brands
from tiktrack_gui.services.candidate_figures import CandidateFigures
from tiktrack_gui.services.candidate_reading import CandidateReading
from tiktrack_gui.services.look_ups import LookUps
from tiktrack_gui.store import Store

AGAIN_AFTER = MINUTE  # s, after a failure that may be over soon
VIDEOS_KNOWN = 10  # of a candidate that wasn't read yet, by which it is judged
LOOKED_AT = 200  # candidates whose videos are read from the store at once


class BrandWork(QObject):
    """Looks up what was given, searches, and chooses whom to read.

    Signals:
        changed: Candidates were found, or wait to be read. arg: the brand's ID.
    """

    changed = Signal(object)

    def __init__(
        self,
        brands: Brands,
        reading: CandidateReading,
        figures: CandidateFigures,
        store: Store,
        constants: Callable[[], Constants],
        clock: Clock,
    ) -> None:
        """constants: returns the current ones."""
        super().__init__()
        self._brands, self._reading, self._figures = brands, reading, figures
        self._store, self._constants, self._clock = store, constants, clock
        self._turn = asyncio.Lock()  # candidates are chosen once, whoever does it
        self._look_ups = LookUps(
            self._due_look_ups, self._look_up, store.brand_jobs.fail, reading.concerns_all, self._failed, clock
        )
        self._searches = LookUps(
            self._due_searches, self._search, store.brand_jobs.fail, reading.concerns_all, self._failed, clock
        )

    async def waiting(self) -> list[BrandJob]:
        """Returns what is still to be asked, what was given first before the rest."""
        jobs = await self._store.brand_jobs.all()
        return [job for job in jobs if job.state is PendingState.WAITING and job.kind not in UNASKED]

    async def next_at(self) -> float | None:
        """Returns when something is to be asked next, epoch seconds, perhaps in the past; None = nothing is."""
        jobs = await self.waiting()
        held = _to_be_searched(jobs)
        return min(
            [self._due_at(job) for job in jobs if job.kind is not JobKind.READ or job.brand_id not in held],
            default=None,
        )

    async def do(self) -> None:
        """Does what is due. Raises the TikTokError that concerns all that is asked in the same way."""
        troubles: list[TikTokError] = []
        for asks in (self._look_ups, self._searches):
            try:
                await asks.all()
            except TikTokError as error:
                troubles.append(error)
        await self._choose_due()
        if troubles:
            raise troubles[0]

    async def search(self, job: BrandJob) -> FoundCounts:
        """Searches for the term now. Raises the TikTokError; the job then waits for the next time."""
        return await self._searches.one(job)

    async def choose(self, job: BrandJob) -> int:
        """Has the most promising candidates read that weren't yet; returns how many."""
        async with self._turn:
            if not await self._is_there(job):
                return 0  # somebody else has done it, or removed it
            best = await self._best(await self._brands.find(job.brand_id), int(job.given))
            queued = await self._store.candidates.wait(best, int(self._clock.now()))
            await self._store.brand_jobs.forget([job.id])
        self.changed.emit(job.brand_id)
        return len(queued)

    async def _best(self, brand: Brand, most: int) -> list[int]:
        assert brand.id is not None
        rows = unread(await self._store.candidates.pool(brand.id), brand)
        videos: dict[int, list[Video]] = {}
        for start in range(0, len(rows), LOOKED_AT):
            ids = [row.creator_id for row in rows[start : start + LOOKED_AT]]
            videos |= await self._store.candidates.captions(ids, VIDEOS_KNOWN)
        return (await asyncio.to_thread(best_first, rows, videos, brand, self._constants()))[:most]

    async def _choose_due(self) -> None:
        """Once the brand's searches were done, or at least tried."""
        jobs = await self.waiting()
        held = _to_be_searched(jobs)
        for job in jobs:
            if job.kind is JobKind.READ and job.brand_id not in held:
                await self.choose(job)

    async def _look_up(self, job: BrandJob) -> None:
        if not await self._is_there(job):
            return  # somebody else has done it, or removed it
        match job.kind:
            case JobKind.CANDIDATE:
                await self._take(job, await self._reading.holder(job.given))
            case JobKind.EXAMPLE:
                holder = await self._reading.holder(job.given)
                await self._brands.add_example(job.brand_id, holder.id)
            case _:
                await self._read_videos(job)
        await self._store.brand_jobs.forget([job.id])
        self.changed.emit(job.brand_id)

    async def _take(self, job: BrandJob, creator: Creator) -> None:
        """Makes the creator a candidate and has it read, also if it was dismissed before."""
        now = int(self._clock.now())
        await self._store.candidates.add(job.brand_id, [(creator.id, Found.GIVEN)], now)
        await self._store.candidates.dismiss(job.brand_id, [creator.id], None)
        await self._store.candidates.wait([creator.id], now)

    async def _read_videos(self, job: BrandJob) -> None:
        creator = await self._store.creators.find(int(job.given))
        if creator is None:
            raise BadInput("This creator isn’t known any more.", "Find it again.")
        await self._reading.videos(creator)
        await self._figures.of([creator.id])
        if creator.id in (await self._brands.find(job.brand_id)).examples:
            await self._figures.compare_anew(job.brand_id)

    async def _search(self, job: BrandJob) -> FoundCounts:
        if not await self._is_there(job):
            return FoundCounts()
        brand = await self._brands.find(job.brand_id)
        answer = await self._reading.search(job.given)
        wanted, outside = await self._wanted(brand, answer)
        now = int(self._clock.now())
        await self._store.candidates.record_found(wanted, now)
        found = [(creator.id, Found.SEARCH) for creator in wanted]
        new = await self._store.candidates.add(job.brand_id, found, now)
        await self._store.brand_jobs.forget([job.id])
        self.changed.emit(job.brand_id)
        return FoundCounts(searched=len(new), outside=outside)

    async def _wanted(self, brand: Brand, answer: SearchAnswer) -> tuple[list[Creator], int]:
        """Those that may be candidates, and how many others there are that only have too few or too many followers."""
        hidden = {creator.id for creator in await self._store.creators.hidden()}
        public = [one for one in answer.creators if not one.private and one.id not in hidden]
        wanted = [one for one in public if _may_fit(one, brand)]
        return wanted, len(public) - len(wanted)

    async def _is_there(self, job: BrandJob) -> bool:
        return job.id in {one.id for one in await self._store.brand_jobs.all(job.brand_id)}

    async def _due_look_ups(self) -> list[BrandJob]:
        return await self._due(*LOOK_UPS, JobKind.VIDEOS)

    async def _due_searches(self) -> list[BrandJob]:
        return await self._due(JobKind.SEARCH)

    async def _due(self, *kinds: JobKind) -> list[BrandJob]:
        now = self._clock.now()
        return [job for job in await self.waiting() if job.kind in kinds and self._due_at(job) <= now]

    def _due_at(self, job: BrandJob) -> float:
        again = job.added_at if job.tried_at is None else min(job.tried_at, self._clock.now()) + AGAIN_AFTER
        if job.kind is JobKind.SEARCH:
            return max(again, self._reading.not_before_of(Capability.SEARCH) or 0)
        return again

    async def _failed(self) -> None:
        for brand_id in {job.brand_id for job in await self._store.brand_jobs.all()}:
            self.changed.emit(brand_id)


def _to_be_searched(jobs: Sequence[BrandJob]) -> set[int]:
    """The IDs of the brands with searches that weren't even tried, after which candidates are chosen."""
    return {job.brand_id for job in jobs if job.kind is JobKind.SEARCH and job.tried_at is None}


def _may_fit(creator: Creator, brand: Brand) -> bool:
    followers = creator.sample.followers if creator.sample is not None else None
    return followers is None or brand.followers_from <= followers <= brand.followers_to
