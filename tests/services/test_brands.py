"""Brands: what they may hold, and the way back from each change."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.services.candidates import SKIN_CARE, a_brand, in_feed, on_tiktok, pool, work
from tests.services.conftest import World
from tiktrack_gui.core.discovery.brand_jobs import JobKind
from tiktrack_gui.core.discovery.brands import Brand
from tiktrack_gui.core.discovery.pool import Found
from tiktrack_gui.core.errors import BadInput, Blocked
from tiktrack_gui.core.handles import Handle
from tiktrack_gui.core.pending import PendingState
from tiktrack_gui.core.sources import Capability


async def test_a_brand_is_named_once_and_found_by_its_name(world: World) -> None:
    brands = world.discovering.brands
    told: list[tuple[Brand, ...]] = []
    brands.changed.connect(told.append)
    created = await brands.create(replace(SKIN_CARE, name="  Mossy   Skin "))
    assert created.name == "Mossy Skin"
    assert await brands.named("mossy SKIN") == created
    assert told == [(created,)]
    with pytest.raises(BadInput, match="already a brand named"):
        await brands.create(replace(SKIN_CARE, name="mossy skin"))
    with pytest.raises(BadInput, match="no brand named “Other”"):
        await brands.named("Other")


async def test_a_change_is_taken_back_and_so_is_a_removal(world: World) -> None:
    brands = world.discovering.brands
    brand = await a_brand(world)
    assert brand.id is not None
    await in_feed(world, 1, 2)
    await world.store.candidates.add(brand.id, [(1, Found.FEED), (2, Found.FEED)], 5)
    undo = await brands.change(replace(brand, name="Moss", words=("moss",)))
    assert (await brands.find(brand.id)).words == ("moss",)
    await undo()
    assert await brands.find(brand.id) == brand
    await world.store.brand_jobs.keep(brand.id, JobKind.CANDIDATE, ["@later"], 7)
    undo = await brands.remove(brand.id)
    assert await brands.all() == []
    assert await world.store.brand_jobs.all() == []
    await undo()
    assert await brands.all() == [brand]
    assert set(await pool(world, brand)) == {1, 2}
    assert "@later" in [job.given for job in await world.store.brand_jobs.all(brand.id)]
    undo = await brands.remove(brand.id)
    await brands.create(replace(SKIN_CARE, name="mossy"))
    with pytest.raises(BadInput, match="already"):
        await undo()


async def test_an_example_is_looked_up_and_read_once_also_after_a_restart(world: World) -> None:
    brands = world.discovering.brands
    brand = await a_brand(world)
    assert brand.id is not None
    assert brands.plan_examples(2).requests == 4
    await brands.look_up_examples(brand.id, [Handle("creator7"), Handle("creator8")])
    on_tiktok(world, 7)
    world.tiktok.creators["creator8"] = Blocked(Capability.CREATOR)
    await world.discovering.watching.work_due()  # in which the program is killed: nothing but the database counts
    assert (await brands.find(brand.id)).examples == (7,)
    [pending] = await brands.pending_examples(brand.id)
    assert (pending.given, pending.state) == ("@creator8", PendingState.WAITING)
    world.clock.time += 3600
    on_tiktok(world, 8)
    await work(world)
    assert (await brands.find(brand.id)).examples == (7, 8)
    assert await brands.pending_examples(brand.id) == []
    assert [one for one in world.tiktok.asked if "creator7" in one] == ["creator creator7", "videos creator7"]
    assert set(await world.store.figures.words([7, 8])) == {7, 8}


async def test_an_example_known_by_its_id_is_read_unless_its_words_are_known(world: World) -> None:
    await in_feed(world, 3)
    on_tiktok(world, 3)
    brand = await a_brand(world, replace(SKIN_CARE, examples=(3,)))
    await work(world)
    assert world.tiktok.asked == ["videos creator3"]
    await world.discovering.brands.change(replace(brand, name="Moss", examples=(3,)))
    await work(world)
    assert world.tiktok.asked == ["videos creator3"]


async def test_a_brand_has_ten_examples_at_most(world: World) -> None:
    brand = await a_brand(world)
    with pytest.raises(BadInput, match="10"):
        await world.discovering.brands.look_up_examples(brand.id or 0, [Handle(f"c{n}") for n in range(11)])


async def test_examples_found_meanwhile_survive_the_undoing_of_a_change(world: World) -> None:
    brands = world.discovering.brands
    brand = await a_brand(world)
    assert brand.id is not None
    undo = await brands.change(replace(brand, name="Moss"))
    on_tiktok(world, 4)
    await brands.look_up_examples(brand.id, [Handle("creator4")])
    await work(world)
    await undo()
    assert await brands.find(brand.id) == replace(brand, examples=(4,))


async def test_hashtags_are_suggested_from_the_words_and_what_the_feed_showed(world: World) -> None:
    brands = world.discovering.brands
    brand = await a_brand(world, replace(SKIN_CARE, words=("skin care", "#glow")))
    await in_feed(world, *range(1, 5), caption="Good skin care #fyp #glassskin")
    await in_feed(world, *range(11, 41), caption="Something else #fyp")
    assert await brands.hashtags_for(brand) == ["#glow", "#glassskin", "#skincare"]
    await brands.add_sources(["#glow"])
    assert await brands.hashtags_for(brand) == ["#glassskin", "#skincare"]
    assert world.tiktok.asked == []


async def test_sources_are_added_and_taken_off_again(world: World) -> None:
    brands, sources = world.discovering.brands, world.source_list
    off = await sources.add("#off")
    await sources.change(replace(off, is_active=False))
    before = await sources.listed()
    undo = await brands.add_sources(["#Glow", "#off", "#glow"])
    assert {one.account_handle for one in await sources.listed() if one.is_active} >= {"#glow", "#off"}
    await undo()
    assert [(one.account_handle, one.is_active) for one in await sources.listed()] == [
        (one.account_handle, one.is_active) for one in before
    ]
