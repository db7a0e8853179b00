"""A fake www.tiktok.com on loopback, for the unmodified TikTokApi and a real Chromium.

    with TikTokLookalike() as tiktok:
        subprocess.run(["tiktrack", "scrape"], env=os.environ | tiktok.browser_env())
        tiktok.misbehave(Route.FEED, Trouble.EMPTY_BODY, times=1)

It serves HTTPS in its own thread; Chromium is told to use it for every host. It records every request.
"""

from __future__ import annotations

import asyncio
import os
import random
import shlex
import ssl
import struct
import threading
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, repeat
from types import TracebackType
from typing import Self
from urllib.parse import unquote

from aiohttp import web

from tests.lookalikes import tiktok_html as html
from tests.lookalikes.certificate import self_signed
from tests.lookalikes.tiktok_bombs import Bomb
from tests.lookalikes.tiktok_content import CDN, Content, Json, Recorded
from tests.lookalikes.tiktok_troubles import PAGE_DATA_TROUBLES, Route, Trouble, answer, page_data
from tests.waiting import LIMIT

__all__ = ["Route", "Seen", "TikTokLookalike", "Trouble"]

HOST = "www.tiktok.com"
PICTURE_HOST = CDN.removeprefix("https://")
PICTURE_SIZE = 72


@dataclass(frozen=True, slots=True)
class Seen:
    """One received request."""

    route: Route
    host: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    cookies: Mapping[str, str]


class TikTokLookalike:
    """The server. Use it as a context manager; the public methods are thread-safe."""

    def __init__(self, content: Content | None = None, *, late_request: float = 0.15) -> None:
        """late_request: seconds after loading until a page makes another request."""
        self._late_request = html.late_request(late_request)
        self.content: Content = content or Recorded()
        self.on_home_page = 0  # the feed's first videos that the home page is filled with
        self.requests: list[Seen] = []
        self.port = 0
        self._arrived = threading.Condition()
        self._troubles: dict[Route, Iterator[Trouble | None]] = {}
        self._bombs: dict[Route, Iterator[Bomb | None]] = {}
        self._troubles_of: dict[str, Iterator[Trouble]] = {}
        self.short_links: dict[str, str] = {}  # where they lead, by path; others lead home
        self.session_id = ""  # the cookie of a visitor who is signed in
        self.stranger = ""  # whose account is shown instead of another one
        self._tls, self.certificate = self_signed(HOST, "*.tiktok.com", PICTURE_HOST, "*.tiktokcdn.com")
        self._loop: asyncio.AbstractEventLoop
        self._stop = asyncio.Event()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, name="TikTok look-alike", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        assert self._ready.wait(LIMIT), "the TikTok look-alike did not start"
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(LIMIT)
        assert not self._thread.is_alive(), "the TikTok look-alike did not stop"

    # For tests

    def browser_args(self) -> list[str]:
        """The switches that make Chromium use this server as TikTok (and every other host)."""
        args = [
            "--headless=new",
            f"--host-resolver-rules=MAP * 127.0.0.1:{self.port}",
            "--ignore-certificate-errors",
        ]
        return [*args, "--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else args

    def browser_env(self) -> dict[str, str]:
        """The environment for a `tiktrack` process that uses this server, without pacing of requests."""
        return {"TIKTRACK_BROWSER_ARGS": shlex.join(self.browser_args()), "RATE_LIMIT_DELAY": "0"}

    def client_tls(self) -> ssl.SSLContext:
        """A TLS context for clients other than the browser."""
        return ssl.create_default_context(cadata=self.certificate.decode())

    def misbehave(self, route: Route, trouble: Trouble, *, times: int | None = None, after: int = 0) -> None:
        """Applies `trouble` to `times` requests for `route` (None: all further ones), after `after` good responses."""
        healthy: list[Trouble | None] = [None] * after
        self._troubles[route] = chain(healthy, repeat(trouble) if times is None else repeat(trouble, times))

    def attack(self, route: Route, bomb: Bomb, *, after: int = 0) -> None:
        """Answers all requests for `route` with the bomb, after `after` good responses."""
        healthy: list[Bomb | None] = [None] * after
        self._bombs[route] = chain(healthy, repeat(bomb))

    def misbehave_until(self, route: Route, trouble: Trouble, begun: Route) -> None:
        """Applies `trouble` to all requests for `route` until one for `begun` arrives.

        How often Chromium repeats a request whose connection was dropped depends on how many it had kept open.
        """
        self._troubles[route] = iter(lambda: None if self.requests_for(begun) else trouble, object())

    def misbehave_in_turn(self, route: Route, *troubles: Trouble | None) -> None:
        """Applies one after the other to the next requests for `route`; None = a good response."""
        self._troubles[route] = iter(troubles)

    def misbehave_for(self, handle: str, trouble: Trouble, *, times: int | None = None) -> None:
        """Applies `trouble` to `times` requests for one account (None: to all): its page and its details."""
        self._troubles_of[handle] = repeat(trouble) if times is None else repeat(trouble, times)

    def behave(self, content: Content | None = None) -> None:
        """Clears all troubles and recorded requests, and replaces the content if given."""
        self._troubles.clear()
        self._troubles_of.clear()
        self._bombs.clear()
        self.short_links.clear()
        self.requests.clear()
        self.on_home_page = 0
        self.session_id = ""
        if content is not None:
            self.content = content

    @property
    def asked(self) -> list[Seen]:
        """The requests to TikTok; browsers may contact their vendor at any time."""
        return [seen for seen in list(self.requests) if seen.host.endswith("tiktok.com")]

    def requests_for(self, route: Route) -> list[Seen]:
        return [seen for seen in list(self.requests) if seen.route is route]

    def wait_for(self, route: Route, times: int = 1) -> None:
        """Blocks until that many requests for `route` have arrived."""
        with self._arrived:
            came = self._arrived.wait_for(lambda: len(self.requests_for(route)) >= times, LIMIT)
        assert came, f"no request for {route} within {LIMIT} s"

    # On the server's thread

    def _run(self) -> None:
        asyncio.run(self._serve())

    async def _serve(self) -> None:
        self._loop = asyncio.get_running_loop()
        server = web.Server(self._handle, access_log=None)
        runner = web.ServerRunner(server, shutdown_timeout=0.1)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0, ssl_context=self._tls)
        await site.start()
        self.port = runner.addresses[0][1]
        self._ready.set()
        await self._stop.wait()
        await runner.cleanup()

    async def _handle(self, request: web.BaseRequest) -> web.StreamResponse:
        route = _route(request)
        self._write_down(route, request)
        if (bomb := next(self._bombs.get(route, iter(())), None)) is not None:
            return await bomb(request)
        trouble = self._next_trouble(route) or self._trouble_of_account(route, request)
        if trouble is None or (route.is_page and trouble in PAGE_DATA_TROUBLES):
            return self._truth(route, request, trouble)
        if route is Route.DETAIL and trouble is Trouble.SOMEBODY_ELSE:
            return self._detail("")  # nobody's
        return await answer(trouble, route, request, lambda: self._truth(route, request, None))

    def _write_down(self, route: Route, request: web.BaseRequest) -> None:
        seen = Seen(
            route, request.host, request.path, dict(request.query), dict(request.headers), dict(request.cookies)
        )
        with self._arrived:
            self.requests.append(seen)
            self._arrived.notify_all()

    def _next_trouble(self, route: Route) -> Trouble | None:
        return next(self._troubles.get(route, iter(())), None)

    def _trouble_of_account(self, route: Route, request: web.BaseRequest) -> Trouble | None:
        if route is Route.PROFILE:
            handle = request.path.removeprefix("/@").rstrip("/")
        elif route is Route.DETAIL:
            handle = request.query.get("uniqueId", "")
        else:
            return None
        return next(self._troubles_of.get(handle, iter(())), None)

    # Normal responses

    def _truth(self, route: Route, request: web.BaseRequest, trouble: Trouble | None) -> web.Response:
        match route:
            case Route.HOME:
                page = _html_answer(self._home(trouble), token=trouble is not Trouble.NO_TOKEN)
                if self.session_id:
                    page.set_cookie("sessionid", self.session_id, domain=".tiktok.com", max_age=10**7, secure=True)
                return _known(request, page)
            case Route.PROFILE:
                return self._profile(request.path.removeprefix("/@").rstrip("/"), trouble)
            case Route.VIDEO:
                return self._video(request.path.rsplit("/", 1)[-1], trouble)
            case Route.SHORT_LINK:
                there = self.short_links.get(request.path.rstrip("/"), f"https://{HOST}/?_r=1")
                return web.Response(status=302, headers={"Location": there})
            case Route.TAG:
                return self._tag(unquote(request.path.removeprefix("/tag/").rstrip("/")), trouble)
            case Route.HASHTAG:
                return self._hashtag(request.query.get("challengeName", ""))
            case Route.HASHTAG_LIST:
                query = request.query
                return self._hashtag_list(query.get("challengeID", ""), int(query["cursor"]), int(query["count"]))
            case Route.SEARCH:
                return web.json_response(self.content.search(request.query.get("keyword", "")))
            case Route.SEARCH_PAGE:
                script = self._script(trouble) + html.own_search_request(request.query.get("q", ""))
                return _html_answer(html.page({}, script=script))
            case Route.COMMENTS:
                query = request.query
                return web.json_response(self.content.comments(query.get("aweme_id", ""), int(query["cursor"])))
            case Route.FEED:
                return web.json_response(self.content.feed(int(request.query.get("count", "30"))))
            case Route.DETAIL:
                return self._detail(request.query.get("uniqueId") or request.query.get("secUid", ""))
            case Route.POSTS | Route.CREATOR_LIST:
                return self._posts(request.query.get("secUid", ""))
            case Route.LOGIN:
                return web.Response(text=html.LOGIN, content_type="text/html")
            case Route.PICTURE:
                return web.Response(body=picture(request.path), content_type="image/png")
            case _:
                return web.Response(status=204)

    def _home(self, trouble: Trouble | None) -> str:
        first = self.content.feed(self.on_home_page)["itemList"][: self.on_home_page] if self.on_home_page else []
        scope = {"webapp.updated-items": [{"itemStruct": item} for item in first]}
        return html.page(scope if first else {}, signer=trouble is not Trouble.NO_SIGNER, script=self._script(trouble))

    def _script(self, trouble: Trouble | None) -> str:
        """The script that a page runs."""
        if trouble is Trouble.QUIET:
            return ""
        return self._late_request + (html.NEVER_IDLE if trouble is Trouble.NEVER_IDLE else "")

    def _profile(self, handle: str, trouble: Trouble | None) -> web.Response:
        info = self.content.user(self.stranger if trouble is Trouble.SOMEBODY_ELSE else handle)
        if info is None:
            trouble, info = Trouble.UNKNOWN, {"user": {"secUid": ""}}
        data = page_data(trouble, Route.PROFILE, {"statusCode": 0, "statusMsg": "", "userInfo": info})
        script = self._script(trouble)
        user = data["userInfo"].get("user", {})
        if user.get("secUid") and not user.get("privateAccount"):
            script += html.own_posts_request(user["secUid"])
        pictures = f"<img src='{user['avatarThumb']}'>" if user.get("avatarThumb") else ""
        return _html_answer(html.page({"webapp.user-detail": data}, pictures=pictures, script=script))

    def _tag(self, name: str, trouble: Trouble | None) -> web.Response:
        found = self.content.hashtag(name)
        if found is None:
            trouble = Trouble.UNKNOWN
        data = page_data(trouble, Route.TAG, {"statusCode": 0, "statusMsg": "", "challengeInfo": found})
        script = self._script(trouble)
        if found is not None:
            script += html.own_hashtag_request(found["challenge"]["id"])
        return _html_answer(html.page({"webapp.challenge-detail": data}, script=script))

    def _hashtag(self, name: str) -> web.Response:
        found = self.content.hashtag(name)
        code = 10205 if found is None else 0
        return web.json_response({"statusCode": code, "status_code": code, "challengeInfo": found or {}})

    def _hashtag_list(self, hashtag_id: str, cursor: int, count: int) -> web.Response:
        items = self.content.tagged(hashtag_id)
        end = cursor + count
        return self._item_list(items[cursor:end], has_more=end < len(items), cursor=end)

    def _video(self, video_id: str, trouble: Trouble | None) -> web.Response:
        item = self.content.item(video_id)
        if item is None:
            trouble = Trouble.UNKNOWN
        data = page_data(trouble, Route.VIDEO, {"statusCode": 0, "statusMsg": "", "itemInfo": {"itemStruct": item}})
        return _html_answer(html.page({"webapp.video-detail": data}, script=self._script(trouble)))

    def _detail(self, handle: str) -> web.Response:
        info = self.content.user(handle)
        status = 0 if info is not None else 10221
        extra = {"fatal_item_ids": [], "now": self.content.now_ms()}
        return web.json_response({"extra": extra, "statusCode": status, "status_code": 0, "userInfo": info or {}})

    def _posts(self, sec_uid: str) -> web.Response:
        return self._item_list(self.content.posts(sec_uid))

    def _item_list(self, items: list[Json], *, has_more: bool = False, cursor: int | str = "0") -> web.Response:
        return web.json_response(
            {
                "itemList": items,
                "hasMore": has_more,
                "cursor": cursor,
                "extra": {"fatal_item_ids": [], "now": self.content.now_ms()},
                "statusCode": 0,
                "status_code": 0,
            }
        )


def picture(name: str) -> bytes:
    """A small PNG in a colour derived from the name."""
    red, green, blue = zlib.crc32(name.encode()).to_bytes(4, "big")[:3]
    rows = (b"\0" + bytes((red, green, blue)) * PICTURE_SIZE) * PICTURE_SIZE
    header = struct.pack(">IIBBBBB", PICTURE_SIZE, PICTURE_SIZE, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )


def _route(request: web.BaseRequest) -> Route:
    if not request.host.endswith("tiktok.com"):
        return Route.PICTURE if "tiktokcdn" in request.host else Route.OTHER
    path = request.path
    if request.host.startswith(("vm.", "vt.")) or path.startswith("/t/"):
        return Route.SHORT_LINK
    if path.startswith("/@"):
        return Route.VIDEO if "/video/" in path else Route.PROFILE
    if path.startswith("/tag/"):
        return Route.TAG
    if path == "/search/user":
        return Route.SEARCH_PAGE
    if path in ("/", "/foryou", "/explore"):
        return Route.HOME
    return Route(path) if path in set(Route) else Route.OTHER


def _html_answer(text: str, *, token: bool = True) -> web.Response:
    """An HTML response; like TikTok's, each sets a new msToken."""
    answer = web.Response(text=text, content_type="text/html")
    if token:
        answer.set_cookie("msToken", f"token-{random.getrandbits(64):x}", domain=".tiktok.com", secure=True)
    return answer


def _known(request: web.BaseRequest, answer: web.Response) -> web.Response:
    """Like TikTok, gives a new visitor an identifying cookie for one year."""
    if "ttwid" not in request.cookies:
        visitor = f"visitor-{random.getrandbits(64):x}"
        answer.set_cookie("ttwid", visitor, domain=".tiktok.com", max_age=365 * 24 * 3600, secure=True, httponly=True)
    return answer
