"""What the demo's Campaigns begins with: a campaign with videos in every state, measured over the weeks.

Nobody waits for it: the window shows the other pages meanwhile.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from tiktrack_gui.app import composition
from tiktrack_gui.clients.tiktok.parse import video_from_page, video_page
from tiktrack_gui.core.baseline import ENOUGH, SETTLED_AFTER
from tiktrack_gui.core.campaigns import Campaign, CampaignVideo
from tiktrack_gui.core.durations import DAY, HOUR
from tiktrack_gui.core.errors import PostUnavailable, RegionLocked
from tiktrack_gui.core.models import Creator, Origin, Video, VideoPage
from tiktrack_gui.core.sources import Capability
from tiktrack_gui.demo.population import Population
from tiktrack_gui.demo.showcase import GONE_FOR, Kind, Showcase
from tiktrack_gui.demo.videos import SPONSORS

CAMPAIGN = Campaign(
    name="Autumn box",
    currency="USD",
    brand=SPONSORS[0],
    note="Seeded with the autumn box. Second wave only for whoever costs less than $20 per 1,000 views.",
)
PER_THOUSAND = (900, 2_150, 1_400, 3_300, 640)  # cents, about, that the videos cost
ROUND = 1_000  # cents; nobody agrees on odd amounts
CHEAPEST, DEAREST = 4_000, 480_000
GIFT = 6_500
AGREED_BEFORE = 9 * DAY
LONGEST = 24 * DAY  # since the oldest of them was posted
PARTS = 6  # times that a settled one was measured


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cast:
    """young: a video of the last two days, and others of its creator to compare it with. settled: older ones, each of
    another creator. gone: one that isn't there any more, as it was last seen. unread: one nobody has read.
    """

    young: Video | None
    others: Sequence[Video]
    settled: Sequence[Video]
    gone: Video | None
    unread: int | None


async def fill(services: composition.Services) -> None:
    """What is there already is kept."""
    if await services.campaigns.all():
        return
    now = int(services.foundation.clock.now())
    videos: list[Video] = []
    for entry in await services.creators.tracked():
        videos += await services.store.creators.videos_of(entry.creator.id, PARTS * ENOUGH)
    population = Population()
    cast = await asyncio.to_thread(_cast, videos, population, now)
    campaign = await services.campaigns.create(CAMPAIGN)
    assert campaign.id is not None
    filling = _Filling(services, population, campaign.id, now)
    for number, video in enumerate(cast.settled):
        await filling.measure(video, _moments(video, now))
        await filling.add(video.id, video.creator, _price(video, number), video.posted_at)
    if cast.young is not None:
        await filling.at_its_age(cast.young, cast.others)
        await filling.add(cast.young.id, cast.young.creator, GIFT, cast.young.posted_at, is_gift=True)
    await filling.lose(cast.gone, cast.unread)
    services.campaigns.changed.emit(None)
    await services.campaigns.measuring.plan()


def _cast(videos: Sequence[Video], population: Population, now: int) -> _Cast:
    """videos: those that are stored of the tracked creators."""
    usual = [video for video in videos if not video.pinned and video.gone_at is None]
    recent = [video for video in usual if 3 * HOUR < now - video.posted_at < SETTLED_AFTER - 3 * HOUR]
    young = next((one for one in recent if len(_others(one, usual)) >= ENOUGH), None)
    settled: dict[int, Video] = {}
    for video in sorted(usual, key=lambda one: -one.posted_at):
        fits = SETTLED_AFTER < now - video.posted_at < LONGEST and (young is None or video.creator != young.creator)
        if fits and (video.sample.views or 0) > 1_000:
            settled.setdefault(video.creator.id, video)
    gone, unread = _lost(population, now)
    return _Cast(
        young=young,
        others=[] if young is None else _others(young, usual),
        settled=list(settled.values())[: len(PER_THOUSAND)],
        gone=gone,
        unread=unread,
    )


def _others(young: Video, videos: Sequence[Video]) -> list[Video]:
    return [one for one in videos if one.creator.id == young.creator.id and one.id != young.id and not one.ad]


def _lost(population: Population, now: int) -> tuple[Video | None, int | None]:
    """A video of the creator that is gone, as it was seen before; and one of a creator whom nobody tracks."""
    kinds = Showcase(population).kinds
    handle = next((handle for handle, kind in kinds.items() if kind is Kind.GONE), None)
    gone: list[Video] = []
    if handle is not None:
        seen_at = now - GONE_FOR - DAY
        page = video_page(population.item_list(handle, seen_at), seen_at, Origin.DEMO, Capability.CREATOR_VIDEOS)
        gone = [one for one in page.videos if not one.pinned and (one.sample.views or 0) > 0]
    unseen = [one for one in population.handles if one not in kinds]
    last = video_page(population.item_list(unseen[-1], now), now, Origin.DEMO, Capability.CREATOR_VIDEOS)
    return (gone[0] if gone else None), (last.videos[0].id if last.videos else None)


def _moments(video: Video, now: int) -> list[int]:
    """When it was measured: some times since it was posted, last within the hour."""
    last = now - HOUR // 4
    step = (last - video.posted_at) // PARTS
    return [video.posted_at + step * number for number in range(1, PARTS)] + [last]


def _price(video: Video, number: int) -> int:
    cents = (video.sample.views or 0) * PER_THOUSAND[number] // 1_000
    return min(max(round(cents / ROUND) * ROUND, CHEAPEST), DEAREST)


class _Filling:
    """Stores the campaign's videos, as if they had been added and measured by and by."""

    def __init__(self, services: composition.Services, population: Population, campaign_id: int, now: int) -> None:
        self._store, self._population, self._campaign_id, self._now = services.store, population, campaign_id, now

    async def measure(self, video: Video, moments: Sequence[int]) -> None:
        for at in moments:
            if (seen := await asyncio.to_thread(self._seen, video.id, at)) is not None:
                await self._store.creators.record_creator_videos(VideoPage(videos=(seen,)), at)

    async def at_its_age(self, video: Video, others: Sequence[Video]) -> None:
        """Measures a young video, and has the others measured when they were as old."""
        age = self._now - HOUR // 4 - video.posted_at
        for one in sorted(others, key=lambda other: other.posted_at):
            await self.measure(one, [one.posted_at + age])
        await self.measure(video, [video.posted_at + age // 3, video.posted_at + age])

    async def add(
        self, video_id: int, creator: Creator | None, cents: int | None, posted_at: int, *, is_gift: bool = False
    ) -> None:
        """Adds a video that was agreed on some days before it was posted."""
        agreed_on = datetime.fromtimestamp(posted_at - AGREED_BEFORE, UTC).date().isoformat()
        entry = CampaignVideo(
            campaign_id=self._campaign_id,
            video_id=video_id,
            creator_id=creator.id if creator is not None else None,
            handle=creator.handle if creator is not None else None,
            cents=cents,
            is_gift=is_gift,
            agreed_on=agreed_on,
            added_at=min(posted_at + HOUR, self._now),
        )
        await self._store.campaigns.add([entry])

    async def lose(self, gone: Video | None, unread: int | None) -> None:
        """Adds the one that is gone since a while, and the one that couldn't be read yet."""
        if gone is not None:
            await self._store.creators.record_creator_videos(VideoPage(videos=(gone,)), gone.sample.at)
            await self.add(gone.id, gone.creator, 2 * CHEAPEST, gone.posted_at)
            for day in range(3):
                at = gone.sample.at + (day + 1) * DAY
                await self._store.campaigns.record_failure(gone.id, at, PostUnavailable.kind, gone=True)
        if unread is not None:
            await self.add(unread, None, 3 * CHEAPEST, self._now - DAY)
            await self._store.campaigns.record_failure(unread, self._now - HOUR // 2, RegionLocked.kind, gone=False)

    def _seen(self, video_id: int, at: int) -> Video | None:
        scope = self._population.video_scope(video_id, at)
        return video_from_page(scope, at, Origin.DEMO) if "itemInfo" in scope["webapp.video-detail"] else None
