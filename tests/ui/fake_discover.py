"""What the forms of Discover ask, answered from memory, for their pictures and tests."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace

from tiktrack_gui.core.discovery.brand_jobs import BrandJob, JobKind
from tiktrack_gui.core.discovery.brands import Brand, StatedAudience
from tiktrack_gui.core.discovery.plans import PROFILE_AND_VIDEOS, Cost, FindPlan
from tiktrack_gui.core.errors import TikTrackError
from tiktrack_gui.core.handles import Named, written
from tiktrack_gui.core.models import PendingState
from tiktrack_gui.core.read_table import KnownCreators, ReadTable, read_table

Undo = Callable[[], Awaitable[None]]
EACH = 5.0  # s a request takes


class FakeBrands:
    """hashtags: those that are suggested. done: what was asked for, in order. error: raised by the next change."""

    def __init__(self, brands: Sequence[Brand] = (), hashtags: Sequence[str] = ()) -> None:
        self.brands = {brand.id: brand for brand in brands}
        self.hashtags, self.jobs = list(hashtags), list[BrandJob]()
        self.done: list[tuple[str, object]] = []
        self.error: TikTrackError | None = None

    async def find(self, brand_id: int) -> Brand:
        return self.brands[brand_id]

    async def create(self, brand: Brand) -> Brand:
        self._fail()
        made = replace(brand, id=len(self.brands) + 1)
        self.brands[made.id] = made
        self.done.append(("create", made))
        return made

    async def change(self, brand: Brand) -> Undo:
        self._fail()
        before, self.brands[brand.id] = self.brands[brand.id], brand
        self.done.append(("change", brand))

        async def undo() -> None:
            self.brands[before.id] = before

        return undo

    async def remove(self, brand_id: int) -> Undo:
        gone = self.brands.pop(brand_id)
        self.done.append(("remove", brand_id))

        async def undo() -> None:
            self.brands[brand_id] = gone

        return undo

    async def hashtags_for(self, brand: Brand) -> list[str]:
        return self.hashtags if brand.words else []

    async def add_sources(self, hashtags: Sequence[str]) -> Undo:
        self.done.append(("sources", tuple(hashtags)))

        async def undo() -> None:
            self.done.append(("no sources", tuple(hashtags)))

        return undo

    async def pending_examples(self, brand_id: int) -> list[BrandJob]:
        return [job for job in self.jobs if job.brand_id == brand_id]

    async def look_up_examples(self, brand_id: int, named: Sequence[Named]) -> list[BrandJob]:
        new = [job(written(one), brand_id, len(self.jobs) + place) for place, one in enumerate(named)]
        self.jobs += new
        self.done.append(("look up", tuple(written(one) for one in named)))
        return new

    async def forget_examples(self, jobs: Sequence[BrandJob]) -> None:
        self.jobs = [one for one in self.jobs if one not in jobs]

    def _fail(self) -> None:
        if self.error is not None:
            raise self.error


class FakeDiscover:
    """stored, taken: of every plan. known: for `sort_out`. gate: `plan_find` waits for it, if there is one."""

    def __init__(self, *, stored: int = 132, taken: int = 12, terms: Sequence[str] = ()) -> None:
        self.stored, self.taken, self.terms = stored, taken, tuple(terms)
        self.known = KnownCreators((), (), ())
        self.done: list[tuple[str, object]] = []
        self.error: TikTrackError | None = None
        self.gate: asyncio.Event | None = None

    async def plan_find(self, brand: Brand, terms: Sequence[str] | None = None, reads: int | None = None) -> FindPlan:
        if self.gate is not None:
            await self.gate.wait()
        if self.error is not None:
            raise self.error
        searches = self.terms if terms is None else tuple(terms)
        chosen = min(20 if reads is None else reads, max(40 - self.taken, 0))
        requests = len(searches) + PROFILE_AND_VIDEOS * chosen
        cost = Cost(requests=requests, seconds=EACH * requests, daily=PROFILE_AND_VIDEOS * chosen, days=14)
        return FindPlan(brand_id=brand.id or 0, stored=self.stored, terms=searches, reads=chosen, slots=40,
                        taken=self.taken, cost=cost)  # fmt: skip

    async def sort_out(self, brand: Brand, texts: Sequence[str]) -> ReadTable:
        return read_table(texts, self.known)

    async def add(self, brand: Brand, named: Sequence[Named], known: Sequence[int] = ()) -> list[int]:
        self.done.append(("add", (tuple(written(one) for one in named), tuple(known))))
        return list(known)

    def plan_add(self, number: int) -> Cost:
        requests = number * PROFILE_AND_VIDEOS
        return Cost(requests=requests, seconds=requests * EACH, daily=requests, days=14)

    async def state(self, stated: StatedAudience) -> Undo:
        if self.error is not None:
            raise self.error
        self.done.append(("state", stated))
        return self._nothing

    async def unstate(self, creator_id: int) -> Undo:
        self.done.append(("unstate", creator_id))
        return self._nothing

    async def _nothing(self) -> None:
        self.done.append(("undo", None))


class FakeAudience:
    """requests: what is told. done: what was begun."""

    def __init__(self, requests: int = 15) -> None:
        self.requests = requests
        self.done: list[tuple[str, int]] = []
        self.error: TikTrackError | None = None

    async def plan_comments(self, creator_id: int) -> Cost:
        if self.error is not None:
            raise self.error
        return Cost(requests=self.requests, seconds=8 * self.requests)

    plan_places = plan_comments

    async def begin_comments(self, creator_id: int) -> None:
        self.done.append(("comments", creator_id))

    async def begin_places(self, creator_id: int) -> None:
        self.done.append(("places", creator_id))


def job(given: str, brand_id: int = 1, number: int = 1, reason: str | None = None) -> BrandJob:
    """An example that waits to be looked up, or, with a reason, couldn't be."""
    state = PendingState.FAILED if reason else PendingState.WAITING
    return BrandJob(
        id=number, brand_id=brand_id, kind=JobKind.EXAMPLE, given=given, state=state, reason=reason, added_at=1
    )
