"""TikTok's search in a real Chromium: its results, its own page in its place, and all its misbehaviour."""

from __future__ import annotations

import pytest

from tests.clients.conftest import MakeClient
from tests.lookalikes.tiktok import Route, TikTokLookalike, Trouble
from tests.lookalikes.tiktok_content import CDN, Growing
from tiktrack_gui.clients.tiktok.browser import BrowserTikTok
from tiktrack_gui.core.errors import (
    Blocked,
    BudgetSpent,
    Captcha,
    Changed,
    LoginNeeded,
    TikTokDown,
    TikTokError,
    Timeout,
    Unreachable,
)
from tiktrack_gui.core.models import CreatorCount, LeftOut, Origin
from tiktrack_gui.core.sources import Capability

pytestmark = pytest.mark.browser

NAMES = ["cheytdtt538", "dtwmbugw"]  # those found by "dt"


async def handles(client: BrowserTikTok, term: str = "dt") -> list[str]:
    return [creator.handle for creator in (await client.search(term)).creators]


async def test_a_search_finds_creators_with_what_it_says_of_them(
    client: BrowserTikTok, tiktok: TikTokLookalike
) -> None:
    answer = await client.search("vk_bjio")
    [found] = answer.creators
    assert (found.handle, found.name, found.verified) == ("vk_bjio", "욣졪맅 ImpEfvru", True)
    assert found.sample is not None
    assert (found.sample.followers, found.sample.origin) == (49_500_000, Origin.SEARCH)
    assert found.sample.rounded & CreatorCount.FOLLOWERS
    assert found.avatar is not None
    assert found.avatar.startswith(CDN)
    assert found.id == (await client.creator("vk_bjio")).id
    assert (answer.left_out, answer.has_more) == ({}, False)
    [asked] = tiktok.requests_for(Route.SEARCH)
    assert {key: asked.query[key] for key in ("keyword", "cursor", "from_page")} == {
        "keyword": "vk_bjio",
        "cursor": "0",
        "from_page": "search",
    }
    assert tiktok.requests_for(Route.SEARCH_PAGE) == []


async def test_only_the_first_page_is_asked_for_and_that_there_is_more_is_known(
    client: BrowserTikTok, tiktok: TikTokLookalike
) -> None:
    tiktok.behave(Growing(lambda: 1_790_000_000.0))
    answer = await client.search("demo")
    assert (len(answer.creators), answer.has_more) == (10, True)
    assert len(tiktok.requests_for(Route.SEARCH)) == 1


async def test_nobody_found_is_an_answer(client: BrowserTikTok, tiktok: TikTokLookalike) -> None:
    assert await handles(client, "nobody of that name") == []
    assert tiktok.requests_for(Route.SEARCH_PAGE) == []


@pytest.mark.parametrize("term", ["욣졪맅", "a&b=c #d/é%", "🇹🇼"])
async def test_any_term_arrives_as_it_was_typed(client: BrowserTikTok, tiktok: TikTokLookalike, term: str) -> None:
    tiktok.misbehave(Route.SEARCH, Trouble.EMPTY_BODY, times=1)
    await client.search(term)
    assert [seen.query["keyword"] for seen in tiktok.requests_for(Route.SEARCH)] == [term, term]
    assert [seen.query["q"] for seen in tiktok.requests_for(Route.SEARCH_PAGE)] == [term]


@pytest.mark.parametrize(
    "trouble",
    [
        Trouble.EMPTY_BODY,
        Trouble.NO_SESSION,
        Trouble.ADULT,
        Trouble.CAPTCHA,
        Trouble.HTML,
        Trouble.JSON_LIST,
        Trouble.SERVER_ERROR,
        Trouble.EMPTY_PAGE,
        Trouble.ALL_MALFORMED,
    ],
)
async def test_a_closed_search_gives_way_to_its_page(
    client: BrowserTikTok, tiktok: TikTokLookalike, trouble: Trouble
) -> None:
    tiktok.misbehave(Route.SEARCH, trouble, times=1)
    assert await handles(client) == NAMES
    assert len(tiktok.requests_for(Route.SEARCH_PAGE)) == 1


@pytest.mark.parametrize(
    ("search", "page", "error"),
    [
        (Trouble.EMPTY_BODY, None, Blocked),
        (Trouble.NO_SESSION, None, Blocked),
        (Trouble.EMPTY_PAGE, None, Blocked),
        (Trouble.ADULT, None, LoginNeeded),
        (Trouble.CAPTCHA, None, Captcha),
        (Trouble.CAPTCHA, Trouble.EMPTY_BODY, Captcha),
        (Trouble.EMPTY_BODY, Trouble.CAPTCHA, Blocked),
        (Trouble.EMPTY_BODY, Trouble.LOGIN, LoginNeeded),
        (Trouble.SERVER_ERROR, Trouble.SERVER_ERROR, TikTokDown),
        (Trouble.ALL_MALFORMED, None, Changed),
        (Trouble.HANG, None, Timeout),
        (Trouble.DROP, Trouble.DROP, Unreachable),
    ],
)
async def test_a_search_fails_in_our_words_and_the_next_one_works(
    client: BrowserTikTok, tiktok: TikTokLookalike, search: Trouble, page: Trouble | None, error: type[TikTokError]
) -> None:
    tiktok.misbehave(Route.SEARCH, search)
    if page is not None:
        tiktok.misbehave(Route.SEARCH_PAGE, page)
    with pytest.raises(error) as failure:
        await client.search("dt")
    assert failure.type is error
    assert failure.value.capability == "search"
    tiktok.behave()
    assert await handles(client) == NAMES


async def test_broken_rows_are_counted_and_the_others_kept(client: BrowserTikTok, tiktok: TikTokLookalike) -> None:
    tiktok.misbehave(Route.SEARCH, Trouble.MALFORMED_ITEM)
    answer = await client.search("dt")
    assert [creator.handle for creator in answer.creators] == NAMES
    assert answer.left_out == {LeftOut.UNREADABLE: 5}


async def test_a_creator_found_twice_is_one(client: BrowserTikTok, tiktok: TikTokLookalike) -> None:
    tiktok.misbehave(Route.SEARCH, Trouble.DUPLICATES)
    assert await handles(client) == NAMES


async def test_of_odd_rows_only_what_can_be_believed_is_known(client: BrowserTikTok, tiktok: TikTokLookalike) -> None:
    tiktok.misbehave(Route.SEARCH, Trouble.ODD_VALUES)
    answer = await client.search("m")
    huge, abbreviated, overflown, *_ = answer.creators
    assert (huge.sample, huge.name, huge.avatar) == (None, None, None)
    assert abbreviated.sample is not None
    assert (abbreviated.sample.followers, abbreviated.sample.likes, abbreviated.verified) == (1_200_000, None, None)
    assert overflown.sample is not None
    assert (overflown.sample.followers, bool(overflown.sample.repaired)) == (4_200_000_000, True)
    assert answer.left_out == {}


async def test_both_ways_of_a_search_use_the_request_budget(make_client: MakeClient, tiktok: TikTokLookalike) -> None:
    asked: list[Capability] = []

    def pace(capability: Capability) -> float:
        asked.append(capability)
        if len(asked) == 3:
            raise BudgetSpent(0.0, capability)
        return 0.0

    client = make_client(pace=pace)
    tiktok.misbehave(Route.SEARCH, Trouble.EMPTY_BODY, times=1)
    assert await handles(client) == NAMES
    assert asked == [Capability.SEARCH] * 2
    with pytest.raises(BudgetSpent):
        await client.search("dt")
