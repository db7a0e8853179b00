"""Figures of candidates follow their measurements, and matches follow their brands, without a request."""

from __future__ import annotations

from dataclasses import replace

from tests.services.candidates import SKIN_CARE, a_brand, in_feed, on_tiktok, pool, posts, work
from tests.services.conftest import World
from tests.services.fakes import creator
from tiktrack_gui.core.discovery.brand_jobs import JobKind
from tiktrack_gui.core.discovery.pool import Found
from tiktrack_gui.core.durations import DAY
from tiktrack_gui.core.models import VideoPage
from tiktrack_gui.services.candidate_figures import COMPUTED


async def known(world: World, *ids: int, captions: tuple[str, ...]) -> None:
    """Creators of the store with videos."""
    for id_ in ids:
        videos = posts(creator(id_, 20_000), captions, world.clock.now())
        await world.store.creators.record_creator_videos(VideoPage(videos=videos), int(world.clock.now()))


async def test_what_the_feed_showed_is_computed_before_anybody_is_read(world: World) -> None:
    await in_feed(world, *range(1, COMPUTED + 4), caption="My #skincare", likes=20_000)
    brand = await a_brand(world)
    told: list[object] = []
    world.discovering.figures.changed.connect(told.append)
    await world.discovering.discover.find(await world.discovering.discover.plan_find(brand, (), 0))
    await world.discovering.figures.work_due()
    rows = (await pool(world, brand)).values()
    assert {(row.videos, row.niche_matches, row.niche_captions) for row in rows} == {(1, 1, 1)}
    assert {(row.viral_views, row.viral_provisional) for row in rows} == {(200_000, 1)}
    assert told == [None]
    await world.discovering.figures.work_due()
    assert told == [None]  # nothing has changed
    assert world.tiktok.asked == []


async def test_new_words_of_a_brand_are_compared_with_all_candidates_also_after_a_restart(world: World) -> None:
    await known(world, 1, 2, captions=("Skin care", "Moss", "Moss"))
    brand = await a_brand(world)
    assert brand.id is not None
    await world.store.candidates.add(brand.id, [(1, Found.FEED), (2, Found.FEED)], 1)
    await world.discovering.figures.work_due()
    assert {row.niche_matches for row in (await pool(world, brand)).values()} == {1}
    undo = await world.discovering.brands.change(replace(brand, words=("moss",)))
    assert [job.kind for job in await world.store.brand_jobs.all()] == [JobKind.MATCH]  # in the database: it is sure
    await world.discovering.figures.work_due()
    assert {row.niche_matches for row in (await pool(world, brand)).values()} == {2}
    assert await world.store.brand_jobs.all() == []
    await undo()
    await world.discovering.figures.work_due()
    assert {row.niche_matches for row in (await pool(world, brand)).values()} == {1}


async def test_a_new_weight_takes_no_comparison(world: World) -> None:
    brand = await a_brand(world)
    await world.discovering.brands.change(replace(brand, followers_to=5_000))
    assert await world.store.brand_jobs.all() == []


async def test_candidates_are_compared_with_the_examples_once_these_are_read(world: World) -> None:
    await known(world, 1, captions=("Retinol serum for glowing skin",) * 3)
    await known(world, 2, captions=("Fixing a diesel engine",) * 3)
    await in_feed(world, 9)
    on_tiktok(world, 9, captions=("My retinol serum for skin",) * 9)
    brand = await a_brand(world, replace(SKIN_CARE, examples=(9,)))
    assert brand.id is not None
    await world.store.candidates.add(brand.id, [(1, Found.FEED), (2, Found.FEED), (9, Found.FEED)], 1)
    await work(world)
    await world.discovering.figures.work_due()
    rows = await pool(world, brand)
    assert (rows[1].similar_to, rows[9].similar_to) == (9, None)
    assert (rows[1].similarity or 0) > 0.3
    assert rows[2].similarity == 0
    await world.discovering.brands.change(replace(brand, examples=()))
    await world.discovering.figures.work_due()
    assert [(row.similarity, row.similar_to) for row in (await pool(world, brand)).values()] == [(None, None)] * 3


async def test_what_others_measured_counts(world: World) -> None:
    on_tiktok(world, 8)
    await world.creators.add("creator8")
    brand = await a_brand(world)
    await world.discovering.discover.add(brand, (), [8])
    await work(world)
    before = (await pool(world, brand))[8].figures_at
    world.clock.time += DAY
    on_tiktok(world, 8, followers=21_000)
    await world.creators.refresh()
    await world.discovering.figures.work_due()
    assert before is not None
    assert (await pool(world, brand))[8].figures_at == world.clock.now() > before


async def test_a_measurement_from_the_future_is_not_computed_for_ever(world: World) -> None:
    on_tiktok(world, 1)
    await in_feed(world, 1)
    brand = await a_brand(world)
    assert brand.id is not None
    await world.store.candidates.add(brand.id, [(1, Found.FEED)], 1)
    world.clock.set_back(DAY)
    await world.discovering.figures.work_due()
    assert (await pool(world, brand))[1].figures_at == world.clock.now()


async def test_without_brands_there_is_nothing_to_do(world: World) -> None:
    figures = world.discovering.figures
    await figures.plan()
    assert figures.next_at is None
    await a_brand(world)
    await figures.plan()
    assert figures.next_at == world.clock.now()


async def test_other_definitions_are_applied_to_all_candidates(world: World) -> None:
    await in_feed(world, 1, 2, likes=20_000)  # 200,000 views
    brand = await a_brand(world)
    await world.discovering.discover.find(await world.discovering.discover.plan_find(brand, (), 0))
    figures = world.discovering.figures
    await figures.work_due()
    assert {row.viral_videos for row in (await pool(world, brand)).values()} == {1}
    told: list[bool] = []
    figures.wanted.connect(lambda: told.append(True))
    world.constants = replace(world.constants, good_times=3.0)  # a matter of the ranking
    figures.reconsider()
    assert told == []
    world.constants = replace(world.constants, viral_views=500_000)
    figures.reconsider()
    assert told == [True]
    await figures.work_due()
    assert {row.viral_videos for row in (await pool(world, brand)).values()} == {0}
    assert await world.store.brand_jobs.all() == []
