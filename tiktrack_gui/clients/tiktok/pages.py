"""Reads TikTok's pages: home, a video, and those that request what they show themselves: a creator's, a hashtag's and
the search's.

Each function takes a new browser page and raises TikTokError or a playwright error. now: returns the time, UTC epoch
seconds.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from tiktrack_gui.clients.tiktok.answers import may_fill_itself, rehydration_scope
from tiktrack_gui.clients.tiktok.parse import (
    creator_from_profile_page,
    found_creators,
    home_page_videos,
    place_from_page,
    tag_page_videos,
    video_from_page,
    video_page,
)
from tiktrack_gui.clients.tiktok.receiving import content
from tiktrack_gui.clients.tiktok.responses import body, check_http, goto, sent_at
from tiktrack_gui.clients.tiktok.session import HOME, Limits
from tiktrack_gui.core.errors import Blocked, Captcha, Changed, LoginNeeded, Timeout
from tiktrack_gui.core.models import Creator, SearchAnswer, Video, VideoPage
from tiktrack_gui.core.sources import Capability

if TYPE_CHECKING:
    from playwright.async_api import Page, Response

POSTS = "/api/post/item_list/"
HASHTAG_LIST = "/api/challenge/item_list/"
SEARCH = "/api/search/user/full/"
DATA = "script#__UNIVERSAL_DATA_FOR_REHYDRATION__"

Now = Callable[[], float]


@dataclass(frozen=True, slots=True)
class Profile:
    """A creator, and the response to the page's request for the videos; None if there was none."""

    creator: Creator
    posts: str | None


@dataclass(frozen=True, slots=True)
class Loaded:
    """A page's embedded data, by section. date: when TikTok sent it, on its clock; None if it didn't say."""

    scope: dict[str, Any]
    date: float | None


async def home(page: Page, now: Now, limits: Limits) -> VideoPage:
    """Reads the feed's first videos from the home page: it has them without a signed request."""
    loaded = await _load(page, HOME, Capability.TRENDING, limits)
    return home_page_videos(loaded.scope, now(), date=loaded.date)


async def creator(page: Page, handle: str, now: Now, limits: Limits) -> Creator:
    """Reads the creator from the profile page, with exact counts."""
    loaded = await _load(page, _profile_url(handle), Capability.CREATOR, limits)
    return creator_from_profile_page(loaded.scope, now())


async def profile(page: Page, handle: str, now: Now, limits: Limits) -> Profile:
    """Reads the creator and captures the response with the videos; a private account's page requests none."""
    with _its_own_request(page, POSTS) as answered:
        found = await creator(page, handle, now, limits)
        return Profile(found, None if found.private else await _text(answered, limits))


async def hashtag(page: Page, name: str, now: Now, limits: Limits) -> VideoPage:
    """Reads a hashtag's first videos: those its page has, or else the response to the page's request for them."""
    with _its_own_request(page, HASHTAG_LIST) as answered:
        loaded = await _load(page, f"{HOME}/tag/{quote(name)}", Capability.HASHTAG, limits)
        shown = tag_page_videos(loaded.scope, now(), date=loaded.date)
        if shown is not None:
            return shown
        listed = await _text(answered, limits)
    if listed is None:
        raise Timeout(Capability.HASHTAG, "the hashtag's page asked for no videos")
    return video_page(listed, now(), capability=Capability.HASHTAG)


async def search(page: Page, term: str, now: Now, limits: Limits) -> SearchAnswer:
    """Reads the response to the search page's own request for creators."""
    with _its_own_request(page, SEARCH) as answered:
        await _load(page, f"{HOME}/search/user?q={quote(term, safe='')}", Capability.SEARCH, limits)
        listed = await _text(answered, limits)
    if listed is None:
        raise Timeout(Capability.SEARCH, "the search page asked for no creators")
    return found_creators(listed, now())


async def video(page: Page, handle: str, video_id: int, now: Now, limits: Limits) -> Video:
    """Reads the video from its page. Raises Changed if the page shows another video."""
    loaded = await _load(page, f"{_profile_url(handle)}/video/{video_id}", Capability.VIDEO, limits)
    found = video_from_page(loaded.scope, now())
    if found.id != video_id:
        raise Changed(Capability.VIDEO, f"the page of {video_id} shows {found.id}")
    return found


async def place(page: Page, handle: str, video_id: int, limits: Limits) -> str | None:
    """Reads from the video's page where it was posted from (see `place_from_page`)."""
    loaded = await _load(page, f"{_profile_url(handle)}/video/{video_id}", Capability.VIDEO, limits)
    return place_from_page(loaded.scope, video_id)


async def destination(page: Page, url: str) -> str:
    """Returns the address that a short link leads to."""
    response = await goto(page, url, wait_until="domcontentloaded")
    check_http(response, Capability.CREATOR)
    return response.url if response is not None else page.url  # scripts may change that of the page


@contextmanager
def _its_own_request(page: Page, path: str) -> Iterator[asyncio.Future[Response]]:
    """Yields the response to the first request the page itself makes for that path, signed by TikTok's script."""
    answered: asyncio.Future[Response] = asyncio.get_running_loop().create_future()

    def note(response: Response) -> None:
        if path in response.url and not answered.done():
            answered.set_result(response)

    page.on("response", note)
    try:
        yield answered
    finally:
        page.remove_listener("response", note)


async def _text(answered: asyncio.Future[Response], limits: Limits) -> str | None:
    """The body of the response; None if there is none in time."""
    try:
        async with asyncio.timeout(limits.posts):
            return await body(await answered)
    except TimeoutError:
        return None


def _profile_url(handle: str) -> str:
    return f"{HOME}/@{quote(handle)}"


async def _load(page: Page, url: str, capability: str, limits: Limits) -> Loaded:
    """Loads a page with its data, giving a “Please wait…” page time to solve itself and load the real one."""
    response = await goto(page, url, wait_until="domcontentloaded")
    check_http(response, capability)
    html = await content(page, capability)
    try:
        return Loaded(rehydration_scope(html, capability, page.url), sent_at(response))
    except (Blocked, Captcha, LoginNeeded):
        if not may_fill_itself(html, page.url) or not await page.locator("body *").count():
            raise  # an empty page won't solve itself
    await _wait_for_data(page, limits.challenge)
    return Loaded(rehydration_scope(await content(page, capability), capability, page.url), sent_at(response))


async def _wait_for_data(page: Page, limit: float) -> None:
    from playwright.async_api import TimeoutError as PlaywrightTimeout

    try:
        await page.wait_for_selector(DATA, state="attached", timeout=limit * 1000)
    except PlaywrightTimeout:
        return  # the page's content tells more than the timeout
