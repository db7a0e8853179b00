"""Candidates for the tests of Discover: creators with videos, whom the feed has shown or whom TikTok knows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tests.services.conftest import World
from tests.services.fakes import creator, video
from tiktrack_gui.core.criteria import Criteria
from tiktrack_gui.core.discovery.brands import Brand
from tiktrack_gui.core.discovery.pool import Row, Watch
from tiktrack_gui.core.models import Creator, Video, VideoPage

SKIN_CARE = Brand(name="Mossy", words=("skin care", "#skincare"), followers_from=1_000, followers_to=100_000)
NICHE = ("My #skincare",) * 9


def posts(by: Creator, captions: Sequence[str], at: float, *, views: int = 5_000) -> tuple[Video, ...]:
    """A video a day, the newest first."""
    made = (video(by.id * 1_000 + age, by=by, minutes=60 * 24 * (age + 3), at=at) for age in range(len(captions)))
    return tuple(
        replace(one, caption=caption, hashtags=_tags(caption), sample=replace(one.sample, views=views))
        for one, caption in zip(made, captions, strict=True)
    )


def on_tiktok(
    world: World, *ids: int, captions: Sequence[str] = ("My #skincare",) * 9, followers: int = 20_000
) -> None:
    """TikTok shows these creators, with the videos, as measured now."""
    for id_ in ids:
        shown = creator(id_, followers, at=world.clock.now())
        world.tiktok.creators[shown.handle] = shown
        world.tiktok.pages[shown.handle] = VideoPage(videos=posts(shown, captions, world.clock.now()))


async def in_feed(world: World, *ids: int, caption: str = "Hello", followers: int = 20_000, likes: int = 10) -> None:
    """The feed shows a video of each."""
    now = world.clock.now()
    shown = (video(id_ * 1_000 + 500, likes, by=creator(id_, followers, at=now), minutes=600, at=now) for id_ in ids)
    world.tiktok.videos = [replace(one, caption=caption, hashtags=_tags(caption)) for one in shown]
    await world.trending.refresh(50, Criteria())
    world.tiktok.asked.clear()


async def a_brand(world: World, brand: Brand = SKIN_CARE) -> Brand:
    return await world.discovering.brands.create(brand)


async def pool(world: World, brand: Brand) -> dict[int, Row]:
    assert brand.id is not None
    return {row.creator_id: row for row in await world.store.candidates.pool(brand.id)}


async def watched(world: World) -> dict[int, Watch]:
    return {one.creator_id: one.watch for one in await world.store.candidates.watched()}


async def work(world: World) -> None:
    """Does what is due now, until nothing is."""
    watching = world.discovering.watching
    await watching.plan()
    while watching.not_before is not None and watching.not_before <= world.clock.now():
        await watching.work_due()


def _tags(caption: str) -> tuple[str, ...]:
    return tuple(word[1:] for word in caption.split() if word.startswith("#"))
