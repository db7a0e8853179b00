"""TikTok through TikTokApi and a real browser, on a dedicated thread."""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from tiktrack_gui.clients.browser.browsers import Browsers
from tiktrack_gui.clients.loop_thread import LoopThread, WorkLost
from tiktrack_gui.clients.tiktok import lookup, pages
from tiktrack_gui.clients.tiktok.comments import comment_page
from tiktrack_gui.clients.tiktok.errors import SessionLost, alone
from tiktrack_gui.clients.tiktok.feed import Feed, HashtagList
from tiktrack_gui.clients.tiktok.parse import creator_from_user_detail, found_creators, hashtag_id, video_page
from tiktrack_gui.clients.tiktok.session import USUAL_LIMITS, Limits, Received, Say, TikTokSession
from tiktrack_gui.core.discovery.comments import CommentPage
from tiktrack_gui.core.discovery.plans import COMMENTS_PER_PAGE
from tiktrack_gui.core.durations import DAY, MINUTE
from tiktrack_gui.core.errors import (
    Blocked,
    Captcha,
    Changed,
    HandleTaken,
    LoginNeeded,
    NotFound,
    NothingFetched,
    Private,
    TikTokDown,
    TikTokError,
    Timeout,
    TooLarge,
    UnknownStatus,
    Unreachable,
)
from tiktrack_gui.core.models import Creator, SearchAnswer, SourceAnswer, Video, VideoPage
from tiktrack_gui.core.progress import Progress
from tiktrack_gui.core.requests import FULL_PAGE
from tiktrack_gui.core.sources import Capability
from tiktrack_gui.host.proxies import Direct, Proxies

if TYPE_CHECKING:
    from playwright.async_api import Cookie, Page

log = logging.getLogger(__name__)
T = TypeVar("T")

FEED = "/api/recommend/item_list/"
USER_DETAIL = "/api/user/detail/"
HASHTAG_DETAIL = "/api/challenge/detail/"
CREATOR_LIST = "/api/creator/item_list/"
COMMENT_LIST = "/api/comment/list/"
SEARCH_PARAMS = {
    "cursor": 0,
    "from_page": "search",
    "web_search_code": '{"tiktok":{"client_params_x":{"search_engine":{"ies_mt_user_live_video_card_use_libra":1,'
    '"mt_search_general_user_live_card":1}},"search_server":{}}}',
}
LISTED_VIDEOS = 15
WEEK = 7 * DAY * 1000  # ms
WEEKS_BACK = 5  # how far an empty list is followed; longer than the usual "last video within"
DEVICE_IDS = range(7250000000000000000, 7325000000000000000)  # the range TikTok assigns

ANOTHER_FEED = (Blocked, Captcha, Changed, LoginNeeded, NothingFetched, TikTokDown, UnknownStatus)
ANOTHER_LIST = (*lookup.ANOTHER_WAY, NothingFetched)


async def _no_token() -> str | None:
    return None


async def _no_cookies() -> Sequence[Cookie]:
    return ()


def _unheard(stage: str) -> None:
    """Discards progress."""


class BrowserTikTok:
    """Implements `TikTokSource` with a browser that is opened on demand and closed after a while without use."""

    name = "browser"

    def __init__(
        self,
        browsers: Browsers,
        *,
        now: Callable[[], float],
        args: Sequence[str] = (),
        ms_token: Callable[[], Awaitable[str | None]] = _no_token,
        cookies: Callable[[], Awaitable[Sequence[Cookie]]] = _no_cookies,
        pace: Callable[[Capability], float] | None = None,
        idle_minutes: Callable[[], float] = lambda: 5.0,
        limits: Limits = USUAL_LIMITS,
        proxies: Proxies | None = None,
    ) -> None:
        """now: returns the time, UTC epoch seconds. args: extra command line switches for Chromium. ms_token: returns
        the user's msToken, if any.

        cookies: returns the initial cookies of a TikTok session; called on the browser's thread. When they change, a
        new session is started. pace: called on the browser's thread before each request to TikTok; returns the seconds
        to wait first, or raises RateLimited. idle_minutes: minutes without use after which the browser is closed.
        """
        self._browsers = browsers
        self._now = now
        self._pace = pace
        self._idle_minutes = idle_minutes
        self._limits = limits
        self._session = TikTokSession(browsers, args, ms_token, cookies, limits, proxies or Direct())
        self._one_at_a_time = asyncio.Lock()
        self._idle_timer: asyncio.TimerHandle | None = None
        self._idle_close: asyncio.Future[None] | None = None
        self._ways = lookup.Ways(self._profile, self._user_detail)
        self._hashtags: dict[str, int] = {}  # IDs by name; they never change
        self._thread = LoopThread("TikTok browser", farewell=self._close_session)

    async def trending(self, count: int, progress: Progress | None = None) -> SourceAnswer:
        return await self._there(self._trending(count, _relayed(progress)), Capability.TRENDING)

    async def hashtag(self, name: str, count: int, progress: Progress | None = None) -> SourceAnswer:
        return await self._there(self._hashtag(name, count, _relayed(progress)), Capability.HASHTAG)

    async def creator(self, handle: str, known: Creator | None = None) -> Creator:
        return await self._there(lookup.find(self._ways, handle, known), Capability.CREATOR)

    async def creator_videos(self, handle: str, known: Creator | None = None) -> VideoPage:
        return await self._there(self._creator_videos(handle, known), Capability.CREATOR_VIDEOS)

    async def video(self, handle: str, video_id: int) -> Video:
        look = partial(pages.video, handle=handle, video_id=video_id, now=self._now, limits=self._limits)
        return await self._there(self._visit(look, Capability.VIDEO), Capability.VIDEO)

    async def search(self, term: str) -> SearchAnswer:
        return await self._there(self._search(term), Capability.SEARCH)

    async def comments(self, video: Video, cursor: int = 0) -> CommentPage:
        return await self._there(self._comments(video, cursor), Capability.COMMENTS)

    async def place(self, handle: str, video_id: int) -> str | None:
        look = partial(pages.place, handle=handle, video_id=video_id, limits=self._limits)
        return await self._there(self._visit(look, Capability.VIDEO), Capability.VIDEO)

    async def destination(self, url: str) -> str:
        look = partial(pages.destination, url=url)
        return await self._there(self._visit(look, Capability.CREATOR), Capability.CREATOR)

    async def close(self) -> None:
        """Cancels running requests, closes the browser and ends the thread. It can't be reopened."""
        await self._thread.stop()

    # On the caller's side

    async def _there(self, work: Coroutine[Any, Any, T], capability: Capability) -> T:
        try:
            return await self._thread.run(work)
        except WorkLost as lost:
            raise Unreachable(capability, str(lost)) from lost

    # On the browser's thread: what can be fetched

    async def _trending(self, count: int, report: Progress) -> SourceAnswer:
        return await lookup.one_of(
            self._whole_feed(count, report), lambda: self._start_of_feed(count), after=ANOTHER_FEED
        )

    async def _start_of_feed(self, count: int) -> SourceAnswer:
        """The few videos on TikTok's home page, which needs no signature.

        Raises Blocked if that page was closed already.
        """
        can_sign = self._session.is_open
        if not (can_sign or self._session.lacks_signer):
            raise Blocked(Capability.TRENDING, "its first page is closed")
        try:
            page = await self._visit(partial(pages.home, now=self._now, limits=self._limits), Capability.TRENDING)
        finally:
            if not can_sign:
                await self._close_session()
        feed = Feed(count, 1, "only its home page could be read")
        feed.add(page)
        return feed.answer()

    async def _whole_feed(self, count: int, report: Progress) -> SourceAnswer:
        feed = Feed(count, self._limits.feed_pages)
        while not feed.complete:
            try:
                feed.add(await self._feed_page(feed, report))
            except TikTokError as error:
                feed.interrupt(error)
            report("Fetching videos", feed.count, count)
        return feed.answer()

    async def _feed_page(self, feed: Feed, report: Progress) -> VideoPage:
        def say(stage: str) -> None:
            report(stage, feed.count, feed.wanted)

        params = {"from_page": "fyp", "count": FULL_PAGE}
        received = await self._request(FEED, params, Capability.TRENDING, say)
        return video_page(received.payload, self._now(), capability=Capability.TRENDING, date=received.date)

    async def _hashtag(self, name: str, count: int, report: Progress) -> SourceAnswer:
        return await lookup.one_of(
            self._whole_hashtag(name, count, report), lambda: self._start_of_hashtag(name, count), after=ANOTHER_LIST
        )

    async def _start_of_hashtag(self, name: str, count: int) -> SourceAnswer:
        """The videos on the hashtag's page, whose request TikTok's own script signs."""
        look = partial(pages.hashtag, name=name, now=self._now, limits=self._limits)
        listed = HashtagList(count, 1)
        listed.add(await self._visit(look, Capability.HASHTAG))
        return listed.answer()

    async def _whole_hashtag(self, name: str, count: int, report: Progress) -> SourceAnswer:
        listed = HashtagList(count, self._limits.feed_pages)
        while not listed.complete:
            try:
                listed.add(await self._hashtag_page(name, listed, report))
            except TikTokError as error:
                listed.interrupt(error)
            report("Fetching videos", listed.count, count)
        return listed.answer()

    async def _hashtag_page(self, name: str, listed: HashtagList, report: Progress) -> VideoPage:
        def say(stage: str) -> None:
            report(stage, listed.count, listed.wanted)

        if name not in self._hashtags:
            detail = await self._request(HASHTAG_DETAIL, {"challengeName": name}, Capability.HASHTAG, say)
            self._hashtags[name] = hashtag_id(detail.payload)
        params = {"challengeID": self._hashtags[name], "count": FULL_PAGE, "cursor": listed.cursor}
        received = await self._request(pages.HASHTAG_LIST, params, Capability.HASHTAG, say)
        return video_page(received.payload, self._now(), capability=Capability.HASHTAG, date=received.date)

    async def _profile(self, name: str) -> Creator:
        look = partial(pages.creator, handle=name, now=self._now, limits=self._limits)
        return await self._visit(look, Capability.CREATOR)

    async def _user_detail(self, handle: str, sec_uid: str) -> Creator:
        received = await self._request(USER_DETAIL, {"secUid": sec_uid, "uniqueId": handle}, Capability.CREATOR)
        return creator_from_user_detail(received.payload, self._now())

    async def _creator_videos(self, handle: str, known: Creator | None) -> VideoPage:
        look = partial(pages.profile, handle=handle, now=self._now, limits=self._limits)
        try:
            profile = await self._visit(look, Capability.CREATOR_VIDEOS)
            if known is not None and profile.creator.id != known.id:
                raise HandleTaken(handle, profile.creator, Capability.CREATOR_VIDEOS)
        except NotFound as error:
            return await self._renamed_ones_videos(known, error)
        if profile.creator.private:
            raise Private(Capability.CREATOR_VIDEOS, "a private account")
        return await lookup.one_of(self._own_posts(profile), lambda: self._listed_videos(profile.creator))

    async def _renamed_ones_videos(self, known: Creator | None, error: NotFound) -> VideoPage:
        """Lists the videos of an account whose handle is nobody's or somebody else's. Raises `error` without any."""
        if known is None or known.sec_uid is None:
            raise error
        page = await self._listed_videos(known)
        theirs = tuple(video for video in page.videos if video.creator.id == known.id)
        if not theirs:
            raise error
        return replace(page, videos=theirs)

    async def _own_posts(self, profile: pages.Profile) -> VideoPage:
        """The response to the profile page's own request, signed by TikTok's script."""
        if profile.posts is None:
            raise Timeout(Capability.CREATOR_VIDEOS, "the profile page asked for no videos")
        page = video_page(profile.posts, self._now(), capability=Capability.CREATOR_VIDEOS)
        has_some = page.has_more or (profile.creator.sample and profile.creator.sample.videos)
        if has_some and not page.videos:
            raise Blocked(Capability.CREATOR_VIDEOS, "no videos of an account that has some")
        return page

    async def _listed_videos(self, creator: Creator) -> VideoPage:
        """Fetches the list TikTok provides for embedding: the newest videos, or those before some empty weeks."""
        before = int(self._now() * 1000)
        for _ in range(WEEKS_BACK):
            page = await self._listed_page(creator, before)
            if page.videos or not page.has_more:
                break
            before -= WEEK
        return page

    async def _listed_page(self, creator: Creator, before: int) -> VideoPage:
        """before: ms. The device ID must be unique, or TikTok keeps repeating one page."""
        params = {
            "secUid": creator.sec_uid or "",
            "type": 1,
            "count": LISTED_VIDEOS,
            "cursor": before,
            "device_id": random.choice(DEVICE_IDS),
        }
        received = await self._request(CREATOR_LIST, params, Capability.CREATOR_VIDEOS)
        return video_page(received.payload, self._now(), capability=Capability.CREATOR_VIDEOS, date=received.date)

    async def _search(self, term: str) -> SearchAnswer:
        look = partial(pages.search, term=term, now=self._now, limits=self._limits)
        return await lookup.one_of(self._found(term), lambda: self._visit(look, Capability.SEARCH))

    async def _found(self, term: str) -> SearchAnswer:
        received = await self._request(pages.SEARCH, {"keyword": term, **SEARCH_PARAMS}, Capability.SEARCH)
        return found_creators(received.payload, self._now())

    async def _comments(self, video: Video, cursor: int) -> CommentPage:
        """Only counts leave this method, and errors that don’t hold the response."""
        try:
            return await self._comment_page(video, cursor)
        except TikTokError as error:
            raise alone(error)  # noqa: B904  the cause may hold it

    async def _comment_page(self, video: Video, cursor: int) -> CommentPage:
        params = {"aweme_id": video.id, "count": COMMENTS_PER_PAGE, "cursor": cursor}
        received = await self._request(COMMENT_LIST, params, Capability.COMMENTS)
        return comment_page(received.payload, video, cursor)

    # On the browser's thread: one request at a time

    async def _request(
        self, path: str, params: Mapping[str, Any], capability: Capability, say: Say = _unheard
    ) -> Received:
        return await self._ask(partial(self._session.request, path, params, capability), capability, say)

    async def _visit(self, look: Callable[[Page], Awaitable[T]], capability: Capability) -> T:
        return await self._ask(partial(self._session.visit, look, capability), capability)

    async def _ask(self, ask: Callable[[], Awaitable[T]], capability: Capability, say: Say = _unheard) -> T:
        """Makes one request to TikTok, and retries once in a new session if the old one is lost."""
        try:
            return await self._ask_once(ask, capability, say)
        except SessionLost as lost:
            log.info("The session with TikTok was lost and is made anew: %s", lost)
        try:
            return await self._ask_once(ask, capability, say)
        except SessionLost as lost:
            raise Unreachable(capability, str(lost)) from lost

    async def _ask_once(self, ask: Callable[[], Awaitable[T]], capability: Capability, say: Say) -> T:
        if not self._session.is_open:
            self._browsers.find()  # raises NoBrowser before a slot of the budget is used
        if self._pace is not None:
            await asyncio.sleep(self._pace(capability))
        async with self._session_in_use():
            try:
                if not await self._session.is_current():
                    await self._session.open(capability, say)
                return await ask()
            except (SessionLost, Timeout, TooLarge):  # don't reuse the session after any
                await self._session.close()
                raise

    @asynccontextmanager
    async def _session_in_use(self) -> AsyncIterator[None]:
        async with self._one_at_a_time:
            if self._idle_timer is not None:
                self._idle_timer.cancel()
            try:
                yield
            finally:
                self._idle_timer = asyncio.get_running_loop().call_later(self._idle_minutes() * MINUTE, self._unused)

    def _unused(self) -> None:
        if not self._one_at_a_time.locked():
            self._idle_close = asyncio.ensure_future(self._close_session())

    async def _close_session(self) -> None:
        async with self._one_at_a_time:
            await self._session.close()


def _relayed(progress: Progress | None) -> Progress:
    """Wraps the caller's progress so that it is called on the caller's event loop."""
    loop = asyncio.get_running_loop()

    def relay(stage: str, done: int, wanted: int) -> None:
        if progress is not None:
            loop.call_soon_threadsafe(progress, stage, done, wanted)

    return relay
