"""Accounts that were renamed, closed, or whose handles others have taken, in a real Chromium."""

from __future__ import annotations

import pytest

from tests.lookalikes.tiktok import Route, TikTokLookalike, Trouble
from tests.lookalikes.tiktok_content import Recorded
from tiktrack_gui.clients.tiktok.browser import BrowserTikTok
from tiktrack_gui.core.errors import EmptyCounts, HandleTaken, LoginNeeded, NotFound
from tiktrack_gui.core.models import Origin

pytestmark = pytest.mark.browser

PINNING, OTHER = "xmcdyyybxhfxcnp", "tpcw._.71.44"


@pytest.fixture
def content(tiktok: TikTokLookalike) -> Recorded:
    content = Recorded()
    tiktok.behave(content)
    return content


async def test_a_renamed_account_is_found_by_its_sec_uid_and_read_exactly(
    client: BrowserTikTok, tiktok: TikTokLookalike, content: Recorded
) -> None:
    known = await client.creator(PINNING)
    content.rename(PINNING, "pinned.anew")
    tiktok.requests.clear()
    found = await client.creator(PINNING, known)
    assert (found.id, found.handle) == (known.id, "pinned.anew")
    assert found.sample is not None
    assert found.sample.origin is Origin.PROFILE_PAGE
    (asked,) = tiktok.requests_for(Route.DETAIL)
    assert (asked.query["secUid"], asked.query["uniqueId"]) == (known.sec_uid, "")


async def test_it_is_found_although_another_account_has_taken_its_handle(
    client: BrowserTikTok, content: Recorded
) -> None:
    known = await client.creator(PINNING)
    content.rename(PINNING, "pinned.anew")
    content.rename(OTHER, PINNING)
    assert (await client.creator(PINNING, known)).handle == "pinned.anew"
    holder = await client.creator(PINNING)
    assert holder.id != known.id


async def test_the_page_of_the_sec_uid_leads_to_it_where_user_detail_is_closed(
    client: BrowserTikTok, tiktok: TikTokLookalike, content: Recorded
) -> None:
    known = await client.creator(PINNING)
    content.rename(PINNING, "pinned.anew")
    tiktok.misbehave(Route.DETAIL, Trouble.EMPTY_BODY)
    assert (await client.creator(PINNING, known)).handle == "pinned.anew"


async def test_a_stranger_under_the_handle_is_not_taken_for_the_account(
    client: BrowserTikTok, content: Recorded
) -> None:
    known = await client.creator(PINNING)
    content.close(PINNING)
    content.rename(OTHER, PINNING)
    with pytest.raises(HandleTaken) as taken:
        await client.creator(PINNING, known)
    assert taken.value.confirmed
    holder = await client.creator(PINNING)
    assert taken.value.holder is not None
    assert (taken.value.holder.id, taken.value.holder.handle) == (holder.id, PINNING)


async def test_a_closed_account_is_not_found_in_either_way(
    client: BrowserTikTok, tiktok: TikTokLookalike, content: Recorded
) -> None:
    known = await client.creator(PINNING)
    content.close(PINNING)
    with pytest.raises(NotFound) as missing:
        await client.creator(PINNING, known)
    assert missing.value.confirmed
    tiktok.misbehave(Route.DETAIL, Trouble.EMPTY_BODY)
    with pytest.raises(NotFound) as missing:
        await client.creator(PINNING, known)
    assert not missing.value.confirmed


async def test_a_page_that_needs_a_login_outweighs_user_detail_that_finds_nobody(
    client: BrowserTikTok, tiktok: TikTokLookalike
) -> None:
    known = await client.creator(PINNING)
    tiktok.misbehave(Route.PROFILE, Trouble.ADULT)
    tiktok.misbehave(Route.DETAIL, Trouble.UNKNOWN)
    for account in (known, None):
        with pytest.raises(LoginNeeded):
            await client.creator(PINNING, account)


async def test_zeros_are_asked_for_in_another_way(
    client: BrowserTikTok, tiktok: TikTokLookalike, content: Recorded
) -> None:
    known = await client.creator(PINNING)
    content.show_zeros(PINNING)
    zeros = await client.creator(PINNING, known)
    assert zeros.sample is not None
    assert zeros.sample.followers == 0  # both ways agree
    tiktok.misbehave(Route.DETAIL, Trouble.EMPTY_BODY)
    with pytest.raises(EmptyCounts):
        await client.creator(PINNING, known)


# Their videos


async def test_the_videos_of_a_renamed_account_are_listed_by_its_sec_uid(
    client: BrowserTikTok, content: Recorded
) -> None:
    known = await client.creator(PINNING)
    content.rename(PINNING, "pinned.anew")
    content.rename(OTHER, PINNING)
    page = await client.creator_videos(PINNING, known)
    assert {(video.creator.id, video.creator.handle) for video in page.videos} == {(known.id, "pinned.anew")}


async def test_a_strangers_videos_are_not_those_of_the_account(
    client: BrowserTikTok, tiktok: TikTokLookalike, content: Recorded
) -> None:
    known = await client.creator(OTHER)
    content.rename(OTHER, "elsewhere")
    content.rename(PINNING, OTHER)
    tiktok.misbehave(Route.CREATOR_LIST, Trouble.EMPTY_PAGE)
    with pytest.raises(HandleTaken):
        await client.creator_videos(OTHER, known)
    tiktok.behave(Recorded())
    content.close(OTHER)
    with pytest.raises(NotFound):
        await client.creator_videos("nobody.at.all")
