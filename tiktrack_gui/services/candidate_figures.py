"""What is computed of candidates, and how they compare with their brands: in small steps, off the window's thread."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal

from tiktrack_gui.clock import Clock
from tiktrack_gui.core.baseline import NEWEST
from tiktrack_gui.core.discovery.brand_jobs import UNASKED, JobKind
from tiktrack_gui.core.discovery.brands import Brand
from tiktrack_gui.core.discovery.compute import creator_figures
from tiktrack_gui.core.discovery.constants import Constants
from tiktrack_gui.core.discovery.figures import CreatorFigures
from tiktrack_gui.core.discovery.matching import Words, matches_of
from tiktrack_gui.core.discovery.stored import Facts, Matches
from tiktrack_gui.core.discovery.words import rarity
from tiktrack_gui.core.durations import HOUR
from tiktrack_gui.core.models import Creator
from tiktrack_gui.core.moves import EXPLAINS
from tiktrack_gui.store import Store

COMPUTED = 10  # creators that are read and computed at once, so that other calls of the store needn't wait for long
MATCHED = 25  # the same, to be compared with a brand
LISTED = 1_000  # of those that are to be computed, listed at once: whom to look for takes longer the more there are
WORDS = 500  # the same, whose words are read
ENOUGH = 20  # creators whose words tell which ones are rare
KEPT = HOUR  # s; for how long it holds which words are rare


class CandidateFigures(QObject):
    """Keeps `CreatorFigures` and `Matches` up to date. Asks TikTok nothing.

    Attributes:
        next_at: When to look for what is to be computed, epoch seconds: at any time. None if there are no brands.
        not_before: None.

    Signals:
        changed: Figures or matches were computed. arg: the brand's ID; None = of any.
        wanted: Something is to be computed.
    """

    changed = Signal(object)
    wanted = Signal()

    def __init__(self, store: Store, constants: Callable[[], Constants], clock: Clock) -> None:
        """constants: returns the current ones."""
        super().__init__()
        self._store, self._constants, self._clock = store, constants, clock
        self._definitions: tuple[float, ...] | None = None  # as the settings had them last
        # By brand: when it was computed, and how rare its words are
        self._rare: dict[int, tuple[float, Words | None]] = {}
        self._turn = asyncio.Lock()
        self.next_at: float | None = None
        self.not_before: float | None = None

    async def plan(self) -> None:
        """Determines `next_at`."""
        self._definitions = self._definitions or self._current()
        self.next_at = self._clock.now() if await self._store.brands.all() else None

    async def work_due(self) -> None:
        """Computes what is older than its measurements, and compares the candidates of brands that were changed."""
        await self.plan()
        if self.next_at is not None:
            await self._note_definitions()
            await self._catch_up()

    def reconsider(self) -> None:
        """Settings were changed."""
        if self._definitions not in (None, self._current()):
            self.wanted.emit()

    async def of(self, creator_ids: Sequence[int]) -> None:
        """Computes the figures of these creators, and compares them with the brands they are candidates of."""
        async with self._turn:
            await self._renew(creator_ids)
        self.changed.emit(None)

    async def compare_anew(self, brand_id: int) -> None:
        """Has all candidates of a brand compared with it, soon."""
        await self._store.brand_jobs.keep(brand_id, JobKind.MATCH, [""], int(self._clock.now()))
        self.wanted.emit()

    async def _note_definitions(self) -> None:
        """Has everything computed again if the settings define something else than before."""
        if self._definitions == self._current():
            return
        for brand_id in [brand.id for brand in await self._store.brands.all() if brand.id is not None]:
            await self._store.brand_jobs.keep(brand_id, JobKind.COMPUTE, [""], int(self._clock.now()))
        self._definitions = self._current()

    def _current(self) -> tuple[float, ...]:
        """The constants that figures depend on."""
        constants = self._constants()
        return constants.viral_views, constants.viral_times, constants.viral_days

    async def _catch_up(self) -> None:
        async with self._turn:
            await self._renew_stale()
            for job in await self._store.brand_jobs.all():
                if job.kind not in UNASKED:
                    continue
                if job.kind is JobKind.MATCH:
                    await self._match_all(job.brand_id)
                else:
                    await self._renew(await self._store.candidates.ids(job.brand_id))
                await self._store.brand_jobs.forget([job.id])
                self.changed.emit(job.brand_id)

    async def _renew_stale(self) -> None:
        done: set[int] = set()  # whatever is stale again at once, as by a clock that was wrong, waits for the next time
        while stale := [id_ for id_ in await self._store.figures.stale(LISTED + len(done)) if id_ not in done]:
            await self._renew(stale)
            done.update(stale)
        if done:
            self.changed.emit(None)

    async def _renew(self, creator_ids: Sequence[int]) -> None:
        brands = {brand.id: brand for brand in await self._store.brands.all()}
        for start in range(0, len(creator_ids), COMPUTED):
            step = creator_ids[start : start + COMPUTED]
            await self._compute(step)
            for brand_id, ids in (await self._store.candidates.of_brands(step)).items():
                if brand_id in brands:
                    await self._match(brands[brand_id], ids)

    async def _compute(self, creator_ids: Sequence[int]) -> None:
        creators = await self._store.creators.by_ids(creator_ids)
        facts = await self._store.figures.facts(creator_ids)
        constants, now = self._constants(), int(self._clock.now())

        def compute() -> dict[int, CreatorFigures]:
            return {
                id_: creator_figures(creators[id_], one.samples, one.videos, constants, now)
                for id_, one in facts.items()
                if id_ in creators
            }

        found = await asyncio.to_thread(compute)
        for id_, figures in found.items():
            if figures.jump is not None:
                found[id_] = await self._explained(creators[id_], facts[id_], figures)
        await self._store.figures.set(found)

    async def _explained(self, creator: Creator, facts: Facts, figures: CreatorFigures) -> CreatorFigures:
        """Returns the figures with the jumps left that no video of somebody else goes with."""
        periods: list[tuple[int, int]] = []
        while (jump := figures.jump) is not None and (period := (jump.since - EXPLAINS, jump.until)) not in periods:
            periods.append(period)
            mentions = await self._store.mentions.of_creator(creator, periods)
            now = int(self._clock.now())
            compute = partial(creator_figures, creator, facts.samples, facts.videos, self._constants(), now)
            figures = await asyncio.to_thread(compute, mentions=mentions)
        return figures

    async def _match_all(self, brand_id: int) -> None:
        brand = next((one for one in await self._store.brands.all() if one.id == brand_id), None)
        if brand is None:
            return
        self._rare.pop(brand_id, None)
        ids = await self._store.candidates.ids(brand_id)
        for start in range(0, len(ids), MATCHED):
            await self._match(brand, ids[start : start + MATCHED])

    async def _match(self, brand: Brand, creator_ids: Sequence[int]) -> None:
        assert brand.id is not None
        videos = await self._store.candidates.captions(creator_ids, NEWEST)
        rare = await self._rarity(brand.id) if brand.examples else None
        words = await self._store.figures.words({*creator_ids, *brand.examples}) if brand.examples else {}

        def match() -> dict[int, Matches]:
            return {
                id_: matches_of(id_, videos.get(id_, ()), brand.words, words, brand.examples, rare)
                for id_ in creator_ids
            }

        await self._store.candidates.set_matches(brand.id, await asyncio.to_thread(match))

    async def _rarity(self, brand_id: int) -> Words | None:
        """How rare words are among the brand's candidates, computed once in a while; None while these are few."""
        now = self._clock.now()
        if brand_id in self._rare and 0 <= now - self._rare[brand_id][0] < KEPT:
            return self._rare[brand_id][1]
        ids = await self._store.candidates.ids(brand_id)
        words: list[Words] = []
        for start in range(0, len(ids), WORDS):
            words += (await self._store.figures.words(ids[start : start + WORDS])).values()
        rare = await asyncio.to_thread(rarity, words) if len(words) >= ENOUGH else None
        self._rare[brand_id] = now, rare
        return rare
