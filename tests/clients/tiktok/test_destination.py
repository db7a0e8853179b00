"""Where short links lead, in a real Chromium."""

from __future__ import annotations

import pytest

from tests.lookalikes.tiktok import Route, TikTokLookalike, Trouble
from tiktrack_gui.clients.tiktok.browser import BrowserTikTok
from tiktrack_gui.core.errors import Blocked, TikTokDown, TikTokError, Unreachable

pytestmark = pytest.mark.browser

VIDEO = "https://www.tiktok.com/@vk_bjio/video/7311222333444555666"


@pytest.mark.parametrize("url", ["https://vm.tiktok.com/ZM1abc/", "https://www.tiktok.com/t/ZM1abc/"])
async def test_a_short_link_is_followed_to_what_it_names(
    client: BrowserTikTok, tiktok: TikTokLookalike, url: str
) -> None:
    tiktok.short_links = {"/ZM1abc": f"{VIDEO}?_t=8xyz&_r=1", "/t/ZM1abc": f"{VIDEO}?_t=8xyz&_r=1"}
    assert (await client.destination(url)).startswith(f"{VIDEO}?")
    assert len(tiktok.requests_for(Route.SHORT_LINK)) == 1


async def test_one_that_leads_nowhere_any_more_leads_home(client: BrowserTikTok) -> None:
    assert await client.destination("https://vt.tiktok.com/ZSold/") == "https://www.tiktok.com/?_r=1"


@pytest.mark.parametrize(
    ("trouble", "error"),
    [(Trouble.SERVER_ERROR, TikTokDown), (Trouble.TOO_MANY, Blocked), (Trouble.DROP, Unreachable)],
)
async def test_what_fails_is_said_in_our_words_and_the_next_one_works(
    client: BrowserTikTok, tiktok: TikTokLookalike, trouble: Trouble, error: type[TikTokError]
) -> None:
    tiktok.misbehave(Route.SHORT_LINK, trouble, times=None if trouble is Trouble.DROP else 1)
    with pytest.raises(error):
        await client.destination("https://vm.tiktok.com/ZM1abc/")
    tiktok.behave()
    assert await client.destination("https://vm.tiktok.com/ZM1abc/") == "https://www.tiktok.com/?_r=1"
