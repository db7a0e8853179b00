"""The list of sources: what is given, and what becomes of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.services.conftest import World
from tests.services.fakes import creator
from tiktrack_gui.core.errors import BadInput, Blocked, NotFound
from tiktrack_gui.core.sources import Capability


async def handles(world: World) -> list[str]:
    return [source.account_handle for source in await world.source_list.listed()]


@pytest.mark.parametrize("text", ["#Pasta", "pasta", "https://www.tiktok.com/tag/pasta?lang=en"])
async def test_a_hashtag_is_added_without_asking_tiktok(world: World, text: str) -> None:
    source = await world.source_list.add(text)
    assert (source.account_handle, source.is_active, source.creator_id) == ("#pasta", True, None)
    assert world.tiktok.asked == []
    assert (await world.source_list.add("#pasta")).id == source.id


@pytest.mark.parametrize("text", ["@Creator7", "https://www.tiktok.com/@creator7?lang=en"])
async def test_a_creator_is_added_by_its_account(world: World, text: str) -> None:
    world.tiktok.creators["creator7"] = creator(7)
    source = await world.source_list.add(text)
    assert (source.account_handle, source.account_name, source.creator_id) == ("@creator7", "Creator 7", 7)
    assert await world.creators.tracked() == []


async def test_a_creator_nobody_knows_is_not_added(world: World) -> None:
    with pytest.raises(NotFound):
        await world.source_list.add("@nobody")
    assert await handles(world) == ["trending"]


async def test_a_known_creator_is_added_although_tiktok_fails_but_not_if_it_says_there_is_none(world: World) -> None:
    world.store.creators.record_creator(creator(7), int(world.clock.now())).result()
    world.tiktok.creators["creator7"] = NotFound(Capability.CREATOR)
    with pytest.raises(NotFound):
        await world.source_list.add("@creator7")
    world.tiktok.creators["creator7"] = Blocked(Capability.CREATOR)
    assert (await world.source_list.add("@creator7")).creator_id == 7


async def test_a_handle_that_is_another_accounts_now_is_another_source(world: World) -> None:
    world.tiktok.creators["creator7"] = creator(7)
    first = await world.source_list.add("@creator7")
    world.tiktok.creators = {"creator7": replace(creator(8), handle="creator7")}
    second = await world.source_list.add("@creator7")
    assert (second.creator_id, second.id == first.id) == (8, False)
    assert len(await handles(world)) == 3


@pytest.mark.parametrize("text", ["", "two words", "@", "https://example.com/@x", "#a #b"])
async def test_what_names_no_source_is_refused(world: World, text: str) -> None:
    with pytest.raises(BadInput):
        await world.source_list.add(text)


async def test_a_source_is_found_by_what_names_it(world: World) -> None:
    source = await world.source_list.add("#pasta")
    assert await world.source_list.find("tiktok.com/tag/Pasta") == source
    assert (await world.source_list.find("trending")).account_handle == "trending"
    for text in ("#pizza", "@pasta"):
        with pytest.raises(BadInput, match="isn’t one of your sources"):
            await world.source_list.find(text)


@pytest.mark.parametrize(("text", "least"), [("trending", 10), ("#pasta", 5)])
async def test_each_kind_has_its_minimum(world: World, text: str, least: int) -> None:
    await world.source_list.add("#pasta")
    source = await world.source_list.find(text)
    for minutes in (least - 1, 10_081):
        with pytest.raises(BadInput, match=f"every {minutes:,} min") as refused:
            await world.source_list.change(replace(source, scrape_frequency_minutes=minutes))
        assert f"from {least} to 10,080" in refused.value.advice
    await world.source_list.change(replace(source, scrape_frequency_minutes=least))
    assert (await world.source_list.find(text)).scrape_frequency_minutes == least


async def test_the_feed_can_be_switched_off_but_not_removed(world: World) -> None:
    feed = await world.source_list.find("trending")
    with pytest.raises(BadInput, match="can’t be removed"):
        await world.source_list.remove(feed)
    await world.source_list.change(replace(feed, is_active=False))
    assert (await world.source_list.add("trending")).is_active


async def test_every_change_is_told(world: World) -> None:
    told: list[None] = []
    world.source_list.changed.connect(lambda: told.append(None))
    source = await world.source_list.add("#pasta")
    await world.source_list.change(replace(source, is_active=False))
    await world.source_list.remove(source)
    assert len(told) == 3
    assert await handles(world) == ["trending"]
