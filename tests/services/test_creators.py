"""Tracking creators, with and without responses from TikTok."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.services.conftest import World
from tests.services.fakes import START, creator, video
from tiktrack_gui.core.criteria import Criteria
from tiktrack_gui.core.durations import DAY
from tiktrack_gui.core.errors import (
    AudienceLimited,
    BadInput,
    Blocked,
    BudgetSpent,
    Captcha,
    Changed,
    NoBrowser,
    NotFound,
    RegionLocked,
    TikTokError,
    Unreachable,
)
from tiktrack_gui.core.growth_rate import TooLittleHistory, WeeklyGrowth, weekly_growth
from tiktrack_gui.core.sources import Capability
from tiktrack_gui.core.tracked import CreatorState


async def test_a_creator_is_tracked_by_handle_or_link(world: World) -> None:
    world.tiktok.creators = {"creator1": creator(1), "creator2": creator(2)}
    announced: list[tuple[object, ...]] = []
    world.creators.changed.connect(announced.append)
    await world.creators.add("@creator1")
    await world.creators.add("https://www.tiktok.com/@Creator2?lang=en")
    assert [entry.creator.id for entry in await world.creators.tracked()] == [1, 2]
    assert len(announced[-1]) == 2


LINK = "https://www.tiktok.com/@"


@pytest.mark.parametrize("link", [f"{LINK}{10**18}", f"https://m.tiktok.com/h5/share/usr/{10**18}.html"])
async def test_a_link_with_an_id_leads_to_the_account_with_that_id(world: World, link: str) -> None:
    theirs = replace(creator(10**18), handle="Renamed.One")
    world.tiktok.creators = {str(10**18): theirs, "renamed.one": theirs}
    checked = await world.creators.add(link)
    assert checked.creator.id == 10**18
    world.tiktok.asked.clear()
    assert await world.creators.handle_of(link) == "renamed.one"
    assert world.tiktok.asked == []  # it is known now
    assert [entry.creator.id for entry in await world.creators.remove([link])] == [10**18]


async def test_a_page_that_shows_another_account_than_the_one_with_that_id_is_not_taken(world: World) -> None:
    world.tiktok.creators = {str(10**18): creator(2)}
    with pytest.raises(NotFound):
        await world.creators.add(f"{LINK}{10**18}")
    assert await world.creators.tracked() == []


async def test_a_numeric_handle_in_a_link_is_taken_too(world: World) -> None:
    theirs = replace(creator(3), handle=str(10**18))
    world.tiktok.creators = {str(10**18): theirs}
    assert (await world.creators.add(f"{LINK}{10**18}")).creator.id == 3
    assert (await world.creators.add(f"@{10**18}")).creator.id == 3


@pytest.mark.parametrize("path", ["@_/video/{}", "@i/photo/{}?x=1", "embed/v2/{}", "video/{}"])
async def test_a_post_without_its_owner_leads_to_whoever_posted_it(world: World, path: str) -> None:
    world.tiktok.videos = [video(7_311_222_333_444_555_666, by=creator(2))]
    world.tiktok.creators = {"creator2": creator(2)}
    link = "https://www.tiktok.com/" + path.format(7_311_222_333_444_555_666)
    checked = await world.creators.add(link)
    assert checked.creator.handle == "creator2"
    assert world.tiktok.asked == ["video 7311222333444555666 of _", "creator creator2"]


async def test_the_poster_of_a_stored_video_is_known_without_a_request(world: World) -> None:
    world.tiktok.videos = [video(7_311_222_333_444_555_666, by=creator(2))]
    await world.trending.refresh(50, Criteria())
    world.tiktok.asked.clear()
    assert await world.creators.handle_of(f"{LINK}_/video/7311222333444555666") == "creator2"
    assert world.tiktok.asked == []
    world.tiktok.videos = []
    with pytest.raises(NotFound):
        await world.creators.add(f"{LINK}_/video/7311222333444555667")


@pytest.mark.parametrize("leads", [f"{LINK}creator2?_t=1", f"{LINK}creator2/video/7311222333444555666?_r=1"])
async def test_a_short_link_leads_to_whoever_shared_it(world: World, leads: str) -> None:
    world.tiktok.creators = {"creator2": creator(2)}
    world.tiktok.destinations = {"https://vm.tiktok.com/ZM1abc/": leads}
    assert (await world.creators.add("vm.tiktok.com/ZM1abc?k=1")).creator.handle == "creator2"
    assert world.tiktok.asked == ["destination of https://vm.tiktok.com/ZM1abc/", "creator creator2"]


@pytest.mark.parametrize("leads", ["https://www.tiktok.com/?_r=1", "https://vt.tiktok.com/ZS2/"])
async def test_a_short_link_that_leads_to_nobody_is_not_found(world: World, leads: str) -> None:
    world.tiktok.destinations = {"https://vm.tiktok.com/ZM1abc/": leads}
    with pytest.raises(NotFound):
        await world.creators.add("https://vm.tiktok.com/ZM1abc/")


async def test_a_handle_in_any_letters_and_case_is_known_again(world: World) -> None:
    theirs = replace(creator(2), handle="Ёлка.Ünal")
    world.tiktok.creators = {"ёлка.ünal": theirs, "Ёлка.Ünal": theirs}
    await world.creators.add("@ЁЛКА.ÜNAL")
    [checked] = await world.creators.refresh(["ёлка.ünal"], manual=True)
    assert (checked.error, checked.creator.id) == (None, 2)
    world.tiktok.creators = {"ёлка.ünal": Unreachable(Capability.CREATOR)}
    assert (await world.creators.check("ёлка.ünal", manual=True)).creator.id == 2


async def test_adding_one_twice_keeps_one(world: World) -> None:
    world.tiktok.creators = {"creator1": creator(1)}
    await world.creators.add("creator1")
    await world.creators.add("creator1")
    assert len(await world.creators.tracked()) == 1


async def test_an_unknown_creator_tiktok_cannot_show_is_an_error(world: World) -> None:
    world.tiktok.creators = {"creator1": Blocked(Capability.CREATOR)}
    with pytest.raises(Blocked):
        await world.creators.add("creator1")
    assert await world.creators.tracked() == []


async def test_a_creator_of_the_feed_is_tracked_with_the_stored_numbers(world: World) -> None:
    world.tiktok.videos = [video(1)]
    await world.trending.refresh(50, Criteria())
    world.tiktok.creators = {"creator1": Unreachable(Capability.CREATOR)}
    checked = await world.creators.add("creator1")
    assert isinstance(checked.error, Unreachable)
    assert checked.creator.sample is not None
    assert [entry.creator.id for entry in await world.creators.tracked()] == [1]


async def test_a_refresh_keeps_failures_apart(world: World) -> None:
    world.tiktok.creators = {"creator1": creator(1), "creator2": creator(2)}
    await world.creators.add("creator1")
    await world.creators.add("creator2")
    world.clock.time += 3600
    world.tiktok.creators = {
        "creator1": Changed(Capability.CREATOR),
        "creator2": creator(2, followers=60_000, at=world.clock.now()),
    }
    first, second = await world.creators.refresh()
    assert isinstance(first.error, Changed)
    assert second.creator.sample is not None
    assert second.creator.sample.followers == 60_000
    assert [sample.followers for sample in await world.creators.growth_of(2)] == [50_000, 60_000]
    assert len(await world.creators.growth_of(1)) == 1


@pytest.mark.parametrize("trouble", [Unreachable(), NoBrowser(), BudgetSpent(START)])
async def test_a_trouble_that_concerns_all_ends_a_refresh(world: World, trouble: TikTokError) -> None:
    world.tiktok.creators = {"creator1": creator(1), "creator2": creator(2)}
    await world.creators.add("creator1")
    await world.creators.add("creator2")
    world.tiktok.creators["creator1"] = trouble
    world.tiktok.asked.clear()
    results = await world.creators.refresh(manual=True)
    assert [(result.error, result.tried) for result in results] == [(trouble, True), (trouble, False)]
    assert world.tiktok.asked == ["creator creator1"]


@pytest.mark.parametrize("trouble", [Blocked("creator"), Captcha("creator")])
async def test_one_creators_block_ends_no_refresh_but_two_in_a_row_do(world: World, trouble: TikTokError) -> None:
    for number in (1, 2, 3, 4, 5):
        world.tiktok.creators[f"creator{number}"] = creator(number)
        await world.creators.add(f"creator{number}")
    for number in (1, 3, 4):
        world.tiktok.creators[f"creator{number}"] = trouble
    world.tiktok.asked.clear()
    results = await world.creators.refresh()
    assert [result.tried for result in results] == [True, True, True, True, False]
    assert [type(result.error) for result in results] == [type(trouble), type(None), *[type(trouble)] * 3]
    assert world.creators.not_before == world.clock.now() + 300


async def test_the_same_creators_block_again_is_still_only_its_own(world: World) -> None:
    world.tiktok.creators = {"creator1": creator(1)}
    await world.creators.add("creator1")
    world.tiktok.creators["creator1"] = Captcha(Capability.CREATOR)
    for _ in range(3):
        [result] = await world.creators.refresh()
        assert result.tried
        assert world.creators.not_before is None


async def test_what_one_accounts_audience_is_leaves_the_capability_well(world: World) -> None:
    world.tiktok.creators = {"creator1": creator(1)}
    await world.creators.add("creator1")
    for answer in (AudienceLimited(Capability.CREATOR), RegionLocked(Capability.CREATOR)):
        world.tiktok.creators["creator1"] = answer
        [result] = await world.creators.refresh()
        assert result.error is answer
        assert [health.failing_since for health in await world.health.current()] == [None]


async def test_those_longest_unread_come_first(world: World) -> None:
    for number in (1, 2, 3):
        world.tiktok.creators[f"creator{number}"] = creator(number)
        await world.creators.add(f"creator{number}")
    world.clock.time += 3600
    world.tiktok.creators["creator1"] = creator(1, at=world.clock.now())
    await world.creators.refresh(["@creator1", "creator1"])
    world.tiktok.asked.clear()
    await world.creators.refresh()
    assert world.tiktok.asked == ["creator creator2", "creator creator3", "creator creator1"]


async def test_those_removed_are_all_tracked_or_none_is_removed(world: World) -> None:
    world.tiktok.creators = {"creator1": creator(1), "creator2": creator(2)}
    await world.creators.add("creator1")
    await world.creators.add("creator2")
    with pytest.raises(BadInput, match="@nobody isn’t tracked"):
        await world.creators.remove(["creator1", "nobody"])
    with pytest.raises(BadInput, match=r"@nobody, @no\.one aren’t tracked"):
        await world.creators.remove(["creator1", "nobody", "@no.one"])
    assert len(await world.creators.tracked()) == 2
    [removed] = await world.creators.remove(["@Creator1"])
    assert removed.creator.id == 1
    assert [entry.creator.id for entry in await world.creators.tracked()] == [2]
    assert len(await world.creators.growth_of(1)) == 1


async def test_not_found_is_believed_after_three_confirmations(world: World) -> None:
    world.tiktok.creators = {"creator1": creator(1)}
    await world.creators.add("creator1")
    world.tiktok.creators = {"creator1": NotFound(Capability.CREATOR)}
    for expected in (CreatorState.ACTIVE, CreatorState.ACTIVE, CreatorState.MISSING):
        world.clock.time += 3600
        await world.creators.refresh()
        [entry] = await world.creators.tracked()
        assert entry.state == expected
    world.tiktok.asked.clear()
    assert await world.creators.refresh() == []
    assert world.tiktok.asked == []
    world.tiktok.creators = {"creator1": creator(1, at=world.clock.now() + 60)}
    await world.creators.refresh(["creator1"])
    assert (await world.creators.tracked())[0].state == CreatorState.ACTIVE


async def test_a_renamed_creator_stays_the_same_one(world: World) -> None:
    world.tiktok.creators = {"creator1": creator(1)}
    await world.creators.add("creator1")
    world.tiktok.creators = {"newname": replace(creator(1, at=world.clock.now() + 1), handle="newname")}
    await world.creators.add("newname")
    [entry] = await world.creators.tracked()
    assert (entry.creator.id, entry.creator.handle) == (1, "newname")


async def test_refreshing_one_that_is_not_tracked_is_said_in_words(world: World) -> None:
    with pytest.raises(BadInput, match="isn’t tracked"):
        await world.creators.refresh(["nobody"])


async def test_a_change_is_counted_from_an_earlier_sample(world: World) -> None:
    for day, followers in ((0, 50_000), (10, 52_000), (30, 60_000)):
        world.clock.time = START + day * DAY
        world.tiktok.creators = {"creator1": creator(1, followers=followers, at=world.clock.now())}
        await world.creators.add("creator1")
    [earlier] = (await world.creators.earlier([1], 7 * DAY)).values()
    assert earlier.followers == 52_000
    [earlier] = (await world.creators.earlier([1], 365 * DAY)).values()
    assert earlier.followers == 50_000


async def test_the_growth_per_week_is_that_of_the_whole_history(world: World) -> None:
    """Whatever part of it is read for a list."""
    for day in range(0, 60, 2):
        world.clock.time = START + day * DAY
        followers = 9_000 if day < 36 else round(9_000 * 1.05 ** ((day - 36) / 7))
        world.tiktok.creators = {"creator1": creator(1, followers=followers, at=world.clock.now())}
        await world.creators.add("creator1")
    [entry] = await world.creators.tracked()
    expected = weekly_growth(await world.creators.growth_of(1))
    assert isinstance(expected, WeeklyGrowth)
    assert expected.share > 0
    assert await world.creators.weekly_growth([entry.creator]) == {1: expected}
    nobody = creator(2, followers=None)
    assert await world.creators.weekly_growth([nobody]) == {2: TooLittleHistory(samples=0, days_missing=5)}


async def test_stopping_to_track_can_be_taken_back(world: World) -> None:
    world.tiktok.creators = {f"creator{number}": creator(number) for number in (1, 2)}
    for handle in world.tiktok.creators:
        await world.creators.add(handle)
    before = await world.creators.tracked()
    places = await world.creators.untrack([1])
    assert len(await world.creators.tracked()) == 1
    await world.creators.track_again(places)
    assert await world.creators.tracked() == before


async def test_a_search_asks_tiktok_and_stores_nobody(world: World) -> None:
    world.tiktok.found = {"pasta": [creator(1), creator(2)]}
    answer = await world.creators.search(" @pasta ")
    assert [one.id for one in answer.creators] == [1, 2]
    assert await world.store.creators.find(1) is None
    assert world.tiktok.asked == ["search pasta"]
    [health] = await world.health.current()
    assert (health.capability, health.failing_since) == (Capability.SEARCH, None)


async def test_nothing_to_search_for_is_not_asked(world: World) -> None:
    with pytest.raises(BadInput):
        await world.creators.search(" @ ")
    assert world.tiktok.asked == []


async def test_a_blocked_search_cools_down_by_itself_and_a_lookup_goes_on(world: World) -> None:
    world.tiktok.found = {"pasta": Blocked(Capability.SEARCH)}
    world.tiktok.creators = {"creator1": creator(1)}
    warned: list[str] = []
    world.health.overridden.connect(warned.append)
    for _ in range(2):
        with pytest.raises(Blocked):
            await world.creators.search("pasta")
    assert len(warned) == 1
    assert world.health.not_before(Capability.SEARCH, world.tiktok.name) is not None
    assert world.creators.not_before is None
    assert (await world.creators.add("creator1")).error is None
