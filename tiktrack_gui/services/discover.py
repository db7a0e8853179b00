"""Candidates for brands: finding, judging and tracking them, each change with its way back."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from PySide6.QtCore import QObject, Signal

from tiktrack_gui.clock import Clock
from tiktrack_gui.core.discovery.brand_jobs import LOOK_UPS, BrandJob, JobKind
from tiktrack_gui.core.discovery.brand_rules import require_stated
from tiktrack_gui.core.discovery.brands import Brand, StatedAudience
from tiktrack_gui.core.discovery.constants import Constants
from tiktrack_gui.core.discovery.first_look import unread
from tiktrack_gui.core.discovery.plans import PROFILE_AND_VIDEOS, Cost, FindPlan, FoundCounts
from tiktrack_gui.core.discovery.pool import Found
from tiktrack_gui.core.durations import DAY
from tiktrack_gui.core.errors import TikTokError
from tiktrack_gui.core.handles import Named, written
from tiktrack_gui.core.read_table import KnownCreators, ReadTable, read_table
from tiktrack_gui.core.search_terms import parse_term
from tiktrack_gui.core.tracked import TrackedCreator
from tiktrack_gui.services.brand_work import BrandWork
from tiktrack_gui.services.budget import RequestBudget
from tiktrack_gui.services.candidate_figures import CandidateFigures
from tiktrack_gui.services.creators import Creators
from tiktrack_gui.services.lists import CreatorLists, Undo
from tiktrack_gui.services.watching import Watching
from tiktrack_gui.store import Store

FOUND_BY_SEARCH = 5  # candidates that a search usually brings, of the ten accounts on its first page


class Discover(QObject):
    """The candidates of brands as their user wants them.

    Signals:
        changed: Candidates of a brand, or what is known of them, changed. arg: the brand's ID; None = of any.
        progress: Candidates are searched for or read. args: description of the stage, number done, total; a description
            of "" ends it.
    """

    changed = Signal(object)
    progress = Signal(str, int, int)

    def __init__(
        self,
        work: BrandWork,
        watching: Watching,
        figures: CandidateFigures,
        creators: Creators,
        lists: CreatorLists,
        store: Store,
        budget: RequestBudget,
        constants: Callable[[], Constants],
        clock: Clock,
    ) -> None:
        """constants: returns the current ones."""
        super().__init__()
        self._work, self._watching, self._figures = work, watching, figures
        self._creators, self._lists, self._store = creators, lists, store
        self._budget, self._constants, self._clock = budget, constants, clock
        for part in (work, watching, figures):
            part.changed.connect(self.changed)
        watching.progress.connect(self.progress)

    # Finding

    async def plan_find(self, brand: Brand, terms: Sequence[str] | None = None, reads: int | None = None) -> FindPlan:
        """Returns what a search for candidates would do, and its cost at most; asks TikTok nothing.

        terms: what TikTok is searched for, by default the brand's words. reads: how many candidates are then read, by
        default all that come in question and have room. Raises BadInput for a term without anything to search for.
        """
        assert brand.id is not None
        schedule = await self._watching.schedule()
        rows = await self._store.candidates.pool(brand.id)
        there = {row.creator_id for row in rows}
        stored = [one for one in await self._seen(brand) if one[0] not in there]
        words = [word.lstrip("#") for word in brand.words] if terms is None else terms
        wanted = tuple(dict.fromkeys(parse_term(word) for word in words))
        expected = len(unread(rows, brand)) + len(stored) + FOUND_BY_SEARCH * len(wanted)
        chosen = min(expected if reads is None else max(reads, 0), schedule.free)
        return FindPlan(
            brand_id=brand.id,
            stored=len(stored),
            terms=wanted,
            reads=chosen,
            slots=schedule.slots,
            taken=schedule.taken,
            cost=self._cost(len(wanted) + chosen * PROFILE_AND_VIDEOS, watched=chosen),
        )

    async def find(self, plan: FindPlan) -> FoundCounts:
        """Finds candidates and has the most promising ones read, which goes on after a restart.

        Raises the first TikTokError of the searches, once everything else is done; those that failed are tried again.
        """
        now = self._now()
        brand = next((one for one in await self._store.brands.all() if one.id == plan.brand_id), None)
        if brand is None:
            return FoundCounts()
        new = await self._store.candidates.add(plan.brand_id, await self._seen(brand), now)
        searches = await self._store.brand_jobs.keep(plan.brand_id, JobKind.SEARCH, plan.terms, now)
        choice = await self._keep_choice(plan, now)
        found, trouble = await self._search(searches)
        queued = await self._work.choose(choice) if choice is not None else 0
        self.changed.emit(plan.brand_id)
        self._figures.wanted.emit()
        self._watching.wanted.emit()
        if trouble is not None:
            raise trouble
        return FoundCounts(
            stored=len(new),
            searched=sum(one.searched for one in found),
            outside=sum(one.outside for one in found),
            queued=queued,
        )

    async def sort_out(self, brand: Brand, texts: Sequence[str]) -> ReadTable:
        """Sorts out what was typed, pasted or in a file (see `Adding.open_file`), without asking TikTok.

        Those that are candidates already count as on the list.
        """
        assert brand.id is not None
        rows = {row.creator_id: row for row in await self._store.candidates.pool(brand.id)}
        there = await self._store.creators.by_ids(id_ for id_, row in rows.items() if row.dismissed_at is None)
        known = [TrackedCreator(creator=one, state=rows[id_].state) for id_, one in there.items()]
        tracked = [one for one in await self._creators.tracked() if one.creator.id not in there]
        waiting = [job.given for job in await self.pending(brand.id)]
        names = KnownCreators([*known, *tracked], there, waiting)
        return await asyncio.to_thread(read_table, texts, names)

    async def add(self, brand: Brand, named: Sequence[Named], known: Sequence[int] = ()) -> list[int]:
        """Makes creators candidates: `known` ones now, the others once they are looked up, which survives a restart.

        All of them are then read. Returns the IDs of those that are candidates now and weren't before.
        """
        assert brand.id is not None
        now = self._now()
        new = await self._store.candidates.add(brand.id, [(id_, Found.GIVEN) for id_ in known], now)
        await self._store.candidates.dismiss(brand.id, known, None)
        await self._queue(brand.id, known)
        await self._store.brand_jobs.keep(brand.id, JobKind.CANDIDATE, [written(one) for one in named], now)
        self.changed.emit(brand.id)
        self._watching.wanted.emit()
        return new

    def plan_add(self, creators: int) -> Cost:
        """Returns the cost at most of adding so many: each is looked up, and its videos are read."""
        return self._cost(creators * PROFILE_AND_VIDEOS, watched=creators)

    async def pending(self, brand_id: int) -> list[BrandJob]:
        """Returns who is still to be looked up, or couldn't be (see `core.pending_reasons`)."""
        return [job for job in await self._store.brand_jobs.all(brand_id) if job.kind in LOOK_UPS]

    async def retry(self, jobs: Sequence[BrandJob]) -> None:
        """Has them looked up again."""
        await self._store.brand_jobs.retry([job.id for job in jobs])
        self._tell_of(jobs)
        self._watching.wanted.emit()

    async def forget(self, jobs: Sequence[BrandJob]) -> None:
        """Gives them up."""
        await self._store.brand_jobs.forget([job.id for job in jobs])
        self._tell_of(jobs)

    async def read(self, creator_ids: Sequence[int]) -> None:
        """Has candidates read, and then daily, as soon as there is room for them."""
        brand_id = next(iter(await self._store.candidates.of_brands(creator_ids)), None)
        if brand_id is not None:
            await self._queue(brand_id, creator_ids)
        self.changed.emit(None)
        self._watching.wanted.emit()

    async def plan_read(self, creator_ids: Sequence[int]) -> Cost:
        """Returns what reading them costs; those that wait or are watched already cost nothing more."""
        busy = {one.creator_id for one in await self._store.candidates.watched()}
        tracked = await self._tracked(creator_ids)
        unread = [id_ for id_ in dict.fromkeys(creator_ids) if id_ not in busy and id_ not in tracked]
        return self._cost(len(unread) * PROFILE_AND_VIDEOS + len(tracked), watched=len(unread))

    # Judging

    async def dismiss(self, brand_id: int, creator_ids: Sequence[int]) -> Undo:
        """Marks candidates as not interesting for the brand. They aren't read any more unless they are for another."""
        await self._dismiss(brand_id, creator_ids, self._now())

        async def undo() -> None:
            await self.restore(brand_id, creator_ids)

        return undo

    async def restore(self, brand_id: int, creator_ids: Sequence[int]) -> None:
        """Takes `dismiss` back, also with regard to reading them."""
        await self._dismiss(brand_id, creator_ids, None)

    async def looked(self, brand_id: int) -> None:
        """Candidates that were found until now aren't new any more."""
        await self._store.brands.looked(brand_id, self._now())
        self.changed.emit(brand_id)

    async def track(self, creator_ids: Sequence[int], list_id: int | None = None) -> Undo:
        """Tracks candidates, from now on instead of watching them, and adds them to a list; None = to none."""
        untracked = [id_ for id_ in creator_ids if id_ not in await self._tracked(creator_ids)]
        unlisted = [id_ for id_ in creator_ids if list_id is not None and not await self._is_on(list_id, id_)]
        if list_id is not None:
            await self._lists.add(list_id, creator_ids)
        for id_ in untracked:
            await self._store.creators.track(id_, self._now())
        await self._creators.announce()
        self.changed.emit(None)

        async def undo() -> None:
            if list_id is not None and unlisted:
                await self._lists.drop(list_id, unlisted)
            if untracked:
                await self._creators.untrack(untracked)
            self.changed.emit(None)

        return undo

    async def stated(self, creator_id: int) -> StatedAudience | None:
        return await self._store.brands.stated(creator_id)

    async def state(self, stated: StatedAudience) -> Undo:
        """Keeps the audience that a creator stated, instead of an earlier one. Raises BadInput if it can't be."""
        today = datetime.fromtimestamp(self._clock.now(), UTC).astimezone().date().isoformat()
        before = await self._store.brands.state(require_stated(stated, today))
        self.changed.emit(None)
        return self._undo_statement(stated.creator_id, before)

    async def unstate(self, creator_id: int) -> Undo:
        """Removes what the creator stated."""
        before = await self._store.brands.unstate(creator_id)
        self.changed.emit(None)
        return self._undo_statement(creator_id, before)

    def _undo_statement(self, creator_id: int, before: StatedAudience | None) -> Undo:
        async def undo() -> None:
            if before is None:
                await self._store.brands.unstate(creator_id)
            else:
                await self._store.brands.state(before)
            self.changed.emit(None)

        return undo

    async def _seen(self, brand: Brand) -> list[tuple[int, Found]]:
        """The authors that the feed and hashtags showed while a viral video counts."""
        since = self._now() - self._constants().viral_days * DAY
        return await self._store.candidates.authors_seen(since, brand.followers_from, brand.followers_to)

    async def _keep_choice(self, plan: FindPlan, now: int) -> BrandJob | None:
        """Keeps how many are to be read, instead of what an earlier search that wasn't done wanted."""
        earlier = [job.id for job in await self._store.brand_jobs.all(plan.brand_id) if job.kind is JobKind.READ]
        await self._store.brand_jobs.forget(earlier)
        if not plan.reads:
            return None
        [choice] = await self._store.brand_jobs.keep(plan.brand_id, JobKind.READ, [str(plan.reads)], now)
        return choice

    async def _search(self, jobs: Sequence[BrandJob]) -> tuple[list[FoundCounts], TikTokError | None]:
        found: list[FoundCounts] = []
        trouble: TikTokError | None = None
        for done, job in enumerate(jobs):
            self.progress.emit(f"Searching for “{job.given}”", done, len(jobs))
            try:
                found.append(await self._work.search(job))
            except TikTokError as error:
                trouble = trouble or error
        if jobs:
            self.progress.emit("", len(jobs), len(jobs))
        return found, trouble

    async def _queue(self, brand_id: int, creator_ids: Sequence[int]) -> None:
        """Has them read; of those that are tracked, which are measured anyway, only the videos."""
        tracked = await self._tracked(creator_ids)
        now = self._now()
        await self._store.candidates.wait([id_ for id_ in creator_ids if id_ not in tracked], now)
        await self._store.brand_jobs.keep(brand_id, JobKind.VIDEOS, [str(id_) for id_ in tracked], now)

    async def _dismiss(self, brand_id: int, creator_ids: Sequence[int], at: int | None) -> None:
        await self._store.candidates.dismiss(brand_id, creator_ids, at)
        await self._watching.plan()
        self.changed.emit(brand_id)

    async def _tracked(self, creator_ids: Sequence[int]) -> list[int]:
        tracked = {one.creator.id for one in await self._creators.tracked()}
        return [id_ for id_ in dict.fromkeys(creator_ids) if id_ in tracked]

    async def _is_on(self, list_id: int, creator_id: int) -> bool:
        return list_id in await self._lists.lists_of(creator_id)

    def _tell_of(self, jobs: Sequence[BrandJob]) -> None:
        for brand_id in {job.brand_id for job in jobs}:
            self.changed.emit(brand_id)

    def _cost(self, requests: int, *, watched: int) -> Cost:
        constants = self._constants()
        daily = min(watched, constants.watched_at_once) * PROFILE_AND_VIDEOS
        seconds = self._budget.time_for(requests)
        return Cost(requests=requests, seconds=seconds, daily=daily, days=constants.watched_days if daily else 0)

    def _now(self) -> int:
        return int(self._clock.now())
