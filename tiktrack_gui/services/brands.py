"""The brands for which creators are looked for: each change with its way back."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from tiktrack_gui.clock import Clock
from tiktrack_gui.core.discovery.brand_jobs import BrandJob, JobKind
from tiktrack_gui.core.discovery.brand_rules import require_brand, require_examples
from tiktrack_gui.core.discovery.brands import MOST_EXAMPLES, Brand
from tiktrack_gui.core.discovery.hashtag_ideas import IDEAS, hashtag_ideas
from tiktrack_gui.core.discovery.plans import PROFILE_AND_VIDEOS, Cost
from tiktrack_gui.core.errors import BadInput
from tiktrack_gui.core.handles import Named, written
from tiktrack_gui.core.hashtags import parse_hashtag
from tiktrack_gui.core.sources import Source
from tiktrack_gui.core.unique_names import key
from tiktrack_gui.services.budget import RequestBudget
from tiktrack_gui.services.candidate_figures import CandidateFigures
from tiktrack_gui.services.lists import Undo
from tiktrack_gui.services.source_list import SourceList
from tiktrack_gui.store import Store

TAGGED = 10_000  # videos seen last that hashtags are suggested from


class Brands(QObject):
    """The brands as their user wants them.

    Signals:
        changed: One was created, changed or removed. arg: a tuple of Brand.
        wanted: Examples are to be looked up or read.
    """

    changed = Signal(object)
    wanted = Signal()

    def __init__(
        self, store: Store, sources: SourceList, figures: CandidateFigures, budget: RequestBudget, clock: Clock
    ) -> None:
        super().__init__()
        self._store, self._sources, self._figures = store, sources, figures
        self._budget, self._clock = budget, clock

    async def all(self) -> list[Brand]:
        return await self._store.brands.all()

    async def named(self, name: str) -> Brand:
        """Returns the brand with that name, in any case. Raises BadInput if there is none."""
        wanted = key(name)
        brands = await self.all()
        for one in brands:
            if key(one.name) == wanted:
                return one
        there = ", ".join(f"“{one.name}”" for one in brands)
        advice = f"There are {there}." if there else "Create one on the Discover tab."
        raise BadInput(f"There’s no brand named “{name}”.", advice)

    async def find(self, brand_id: int) -> Brand:
        """Raises BadInput if it was removed."""
        for one in await self.all():
            if one.id == brand_id:
                return one
        raise BadInput("This brand was removed.", "Choose another one.")

    async def create(self, brand: Brand) -> Brand:
        """Raises BadInput for what a brand can't have."""
        created = await self._store.brands.create(await self._valid(brand), self._now())
        await self._follow(None, created)
        await self._announce()
        return created

    async def change(self, brand: Brand) -> Undo:
        """Stores the brand's name and profile. Raises BadInput for what a brand can't have, or if it was removed."""
        assert brand.id is not None
        await self.find(brand.id)
        changed = await self._valid(brand)
        before = await self._change(changed)

        async def undo() -> None:
            """Keeps the examples that were found meanwhile. Raises BadInput if another brand has the name now."""
            now = await self.find(before.id or 0)
            later = [id_ for id_ in now.examples if id_ not in changed.examples]
            await self._change(await self._valid(replace(before, examples=(*before.examples, *later)[:MOST_EXAMPLES])))

        return undo

    async def remove(self, brand_id: int) -> Undo:
        """Deletes the brand with its candidates and what was still to be asked for it; the creators stay."""
        jobs = await self._store.brand_jobs.all(brand_id)
        removed = await self._store.brands.remove(brand_id)
        await self._announce()

        async def undo() -> None:
            """Raises BadInput if another brand has the name now."""
            await self._valid(replace(removed.brand, id=None))  # its ID may be another one's now
            back = await self._store.brands.put_back(removed)
            for job in jobs:
                await self._keep(back, job.kind, [job.given])
            await self._announce()

        return undo

    async def hashtags_for(self, brand: Brand) -> list[str]:
        """Returns up to three hashtags, with their #, that may be sources for the brand; asks TikTok nothing."""
        taken = {one.account_handle.removeprefix("#") for one in await self._sources.listed() if one.is_active}
        videos = await self._store.brand_jobs.tagged(TAGGED)
        return [f"#{name}" for name in await asyncio.to_thread(hashtag_ideas, brand.words, videos, taken, IDEAS)]

    async def add_sources(self, hashtags: Sequence[str]) -> Undo:
        """Has the hashtags refreshed as the other sources are. Raises BadInput for what isn't a hashtag."""
        names = dict.fromkeys(f"#{parse_hashtag(text)}" for text in hashtags)
        before = {one.account_handle: one for one in await self._sources.listed()}
        added = [await self._sources.add(name) for name in names if name not in before or not before[name].is_active]

        async def undo() -> None:
            for source in added:
                await self._take_off(source, was_there=source.account_handle in before)

        return undo

    async def look_up_examples(self, brand_id: int, named: Sequence[Named]) -> list[BrandJob]:
        """Keeps creators that are to be examples until they are looked up, also over a restart.

        Raises BadInput if the brand has too many then.
        """
        brand = await self.find(brand_id)
        waiting = [job for job in await self.pending_examples(brand_id) if job.given not in set(map(written, named))]
        room = MOST_EXAMPLES - len(brand.examples) - len(waiting)
        if len(named) > room:
            raise BadInput(f"A brand has {MOST_EXAMPLES} example creators at most.", "Remove some first.")
        return await self._keep(brand, JobKind.EXAMPLE, [written(one) for one in named])

    async def pending_examples(self, brand_id: int) -> list[BrandJob]:
        """Returns the examples that are still to be looked up, or couldn't be (see `core.pending_reasons`)."""
        return [job for job in await self._store.brand_jobs.all(brand_id) if job.kind is JobKind.EXAMPLE]

    async def forget_examples(self, jobs: Sequence[BrandJob]) -> None:
        """Gives up examples that are still to be looked up, or couldn't be."""
        await self._store.brand_jobs.forget([job.id for job in jobs])

    def plan_examples(self, creators: int) -> Cost:
        """Returns what it costs to read so many examples, once."""
        requests = creators * PROFILE_AND_VIDEOS
        return Cost(requests=requests, seconds=self._budget.time_for(requests))

    async def add_example(self, brand_id: int, creator_id: int) -> None:
        """Adds an example that was looked up. Raises BadInput if there are too many, or the brand was removed."""
        brand = await self.find(brand_id)
        examples = require_examples((*brand.examples, creator_id))
        if examples != brand.examples:
            await self._change(replace(brand, examples=examples))

    async def _change(self, brand: Brand) -> Brand:
        before = await self._store.brands.change(brand)
        await self._follow(before, brand)
        await self._announce()
        return before

    async def _follow(self, before: Brand | None, brand: Brand) -> None:
        """Has examples read whose videos aren't known, and the candidates compared anew if that may change them."""
        known = await self._store.figures.words(brand.examples)
        unread = [str(id_) for id_ in brand.examples if not known.get(id_)]
        if unread:
            await self._keep(brand, JobKind.VIDEOS, unread)
        if before is not None and (before.words, before.examples) != (brand.words, brand.examples):
            await self._figures.compare_anew(brand.id or 0)

    async def _keep(self, brand: Brand, kind: JobKind, given: Sequence[str]) -> list[BrandJob]:
        assert brand.id is not None
        kept = await self._store.brand_jobs.keep(brand.id, kind, given, self._now())
        self.wanted.emit()
        return kept

    async def _valid(self, brand: Brand) -> Brand:
        return require_brand(brand, [one.name for one in await self.all() if one.id != brand.id])

    async def _take_off(self, source: Source, *, was_there: bool) -> None:
        if was_there:
            await self._sources.change(replace(source, is_active=False))
        else:
            await self._sources.remove(source)

    async def _announce(self) -> None:
        self.changed.emit(tuple(await self.all()))

    def _now(self) -> int:
        return int(self._clock.now())
