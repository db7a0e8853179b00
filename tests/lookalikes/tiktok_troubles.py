"""All observed kinds of TikTok's misbehaviour."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from enum import StrEnum
from typing import Any

from aiohttp import web

from tests.lookalikes import tiktok_html as html
from tests.lookalikes.tiktok_comments import PAGE, only_one
from tests.lookalikes.tiktok_content import DATA


class Route(StrEnum):
    """What is requested."""

    HOME = "home"  # www.tiktok.com, /foryou, /explore
    PROFILE = "profile"  # /@name
    VIDEO = "video"  # /@name/video/<id>
    TAG = "tag"  # /tag/name
    SHORT_LINK = "short link"  # vm.tiktok.com/…, vt.tiktok.com/…, /t/…
    SEARCH_PAGE = "search page"  # /search/user?q=term
    FEED = "/api/recommend/item_list/"
    DETAIL = "/api/user/detail/"
    POSTS = "/api/post/item_list/"
    CREATOR_LIST = "/api/creator/item_list/"
    HASHTAG = "/api/challenge/detail/"
    HASHTAG_LIST = "/api/challenge/item_list/"
    SEARCH = "/api/search/user/full/"
    COMMENTS = "/api/comment/list/"
    LOGIN = "/login"
    PICTURE = "picture"
    OTHER = "other"

    @property
    def is_page(self) -> bool:
        return self in (Route.HOME, Route.PROFILE, Route.VIDEO, Route.TAG, Route.SEARCH_PAGE)


class Trouble(StrEnum):
    """What happens instead of a normal response."""

    EMPTY_BODY = "empty body"  # 200 with an empty body: we are taken for a bot
    HTML = "HTML"
    JSON_LIST = "JSON list"
    CAPTCHA = "captcha"
    LOGIN = "login redirect"
    HANG = "hung response"
    DROP = "dropped connection"
    SERVER_ERROR = "502"
    TOO_MANY = "429"
    UNKNOWN = "unknown"  # user 10221, video 10204, hashtag 10205
    PRIVATE = "private"  # user 10222 with userInfo, video 10216
    CLOSED = "closed"  # user 10222 without data
    ADULT = "needs a login"  # 10102, of the search 2483
    SOFT_BLOCK = "soft block"  # empty user and stats, or hashtag
    NO_SESSION = "empty session"  # of the search: no results, for those who never searched before
    MALFORMED_ITEM = "malformed item"
    ALL_MALFORMED = "all items malformed"
    ODD_VALUES = "odd values"  # of the search: missing fields, wrong types, huge numbers
    EMPTY_PAGE = "empty page with hasMore"
    DUPLICATES = "every item twice"
    WAIT_SOLVED = "Please wait, solved"
    WAIT_FOREVER = "Please wait, never solved"
    NEVER_IDLE = "never idle"
    TRUNCATED = "half a response"
    SOMEBODY_ELSE = "another account’s page"
    NO_SIGNER = "no signer"
    NO_TOKEN = "no msToken"
    QUIET = "no late request"
    NULL = "null"  # instead of the comments, and no more of them
    STUCK = "cursor that doesn’t move"  # with more comments promised
    ENDLESS = "endless"  # each page promises more
    NO_STATUS = "no status"  # TikTokApi logs the whole response
    SHORT = "short, with a status"  # the same, but too short to be noticed by its length
    CURT = "short, without a status"
    NO_LANGUAGE = "no language"


Truth = Callable[[], web.Response]

CODES = {
    Route.VIDEO: {Trouble.UNKNOWN: 10204, Trouble.PRIVATE: 10216, Trouble.ADULT: 10102},
    Route.PROFILE: {Trouble.UNKNOWN: 10221, Trouble.CLOSED: 10222, Trouble.ADULT: 10102},
    Route.DETAIL: {Trouble.UNKNOWN: 10221, Trouble.CLOSED: 10222, Trouble.ADULT: 10102},
    Route.TAG: {Trouble.UNKNOWN: 10205},
    Route.HASHTAG: {Trouble.UNKNOWN: 10205},
    Route.SEARCH: {Trouble.ADULT: 2483},
    Route.COMMENTS: {Trouble.UNKNOWN: 10204, Trouble.PRIVATE: 10216, Trouble.ADULT: 8},
}


async def answer(trouble: Trouble, route: Route, request: web.BaseRequest, truth: Truth) -> web.Response:
    """Returns the misbehaving response. truth: creates the normal one."""
    if (special := _ANYWHERE.get(trouble)) is not None:
        return await special(request)
    if trouble is Trouble.WAIT_SOLVED:
        solved = request.cookies.get("_wafchallengeid") == "solved"
        return truth() if solved else _page(html.WAIT_SOLVED)
    if trouble is Trouble.CAPTCHA:
        return _page(html.CAPTCHA) if route.is_page else _sample("captcha_verify_10000_2020.json")
    if trouble is Trouble.TRUNCATED:
        whole = truth()
        text = whole.text or ""
        return web.Response(text=text[: len(text) // 2], content_type=whole.content_type)
    if route is Route.DETAIL:
        return _no_user(trouble)
    if route is Route.SEARCH:
        return _search(trouble, json.loads(truth().text or "{}"))
    if route is Route.COMMENTS:
        return _comments(trouble, json.loads(truth().text or "{}"))
    if route is Route.HASHTAG:
        code = CODES[route].get(trouble, 0)  # else a soft block
        return web.json_response({"statusCode": code, "status_code": code, "challengeInfo": {}})
    return web.json_response(_spoiled(json.loads(truth().text or "{}"), trouble))


def page_data(trouble: Trouble | None, route: Route, truth: dict[str, Any]) -> dict[str, Any]:
    """The embedded data of a profile, video or hashtag page, for troubles that leave the page itself intact."""
    if trouble is Trouble.SOFT_BLOCK:
        return {"statusCode": 0, "statusMsg": "", "userInfo": {"user": {}, "stats": {}, "shareMeta": {}}}
    if trouble is Trouble.PRIVATE and route is Route.PROFILE:
        return truth | {"statusCode": 10222, "userInfo": _private(truth["userInfo"])}
    code = CODES[route].get(trouble) if trouble is not None else None
    return {"statusCode": code, "statusMsg": "", "userInfo": {}} if code is not None else truth


PAGE_DATA_TROUBLES = {
    Trouble.SOFT_BLOCK,
    Trouble.PRIVATE,
    Trouble.UNKNOWN,
    Trouble.CLOSED,
    Trouble.ADULT,
    Trouble.NEVER_IDLE,
    Trouble.NO_SIGNER,
    Trouble.NO_TOKEN,
    Trouble.QUIET,
    Trouble.SOMEBODY_ELSE,
}


async def _empty(request: web.BaseRequest) -> web.Response:
    return web.Response(text="", content_type="application/json")


async def _html(request: web.BaseRequest) -> web.Response:
    return _page(html.HTML_INSTEAD)


async def _json_list(request: web.BaseRequest) -> web.Response:
    return web.json_response([])


async def _login(request: web.BaseRequest) -> web.Response:
    return web.Response(status=302, headers={"Location": "/login?redirect_url=" + request.path})


async def _hang(request: web.BaseRequest) -> web.Response:
    await asyncio.get_running_loop().create_future()
    raise AssertionError("unreachable")


async def _drop(request: web.BaseRequest) -> web.Response:
    if request.transport is not None:
        request.transport.abort()
    return web.Response()


async def _server_error(request: web.BaseRequest) -> web.Response:
    return web.Response(status=502, text="<html><h1>502 Bad Gateway</h1>", content_type="text/html")


async def _too_many(request: web.BaseRequest) -> web.Response:
    return web.Response(status=429, text="Too many requests")


async def _wait_forever(request: web.BaseRequest) -> web.Response:
    return _page(html.WAIT_FOREVER)


_ANYWHERE: dict[Trouble, Callable[[web.BaseRequest], Awaitable[web.Response]]] = {
    Trouble.EMPTY_BODY: _empty,
    Trouble.HTML: _html,
    Trouble.JSON_LIST: _json_list,
    Trouble.LOGIN: _login,
    Trouble.HANG: _hang,
    Trouble.DROP: _drop,
    Trouble.SERVER_ERROR: _server_error,
    Trouble.TOO_MANY: _too_many,
    Trouble.WAIT_FOREVER: _wait_forever,
}


def _page(text: str) -> web.Response:
    return web.Response(text=text, content_type="text/html")


def _sample(name: str) -> web.Response:
    return web.Response(text=(DATA / "edge_cases" / name).read_text(encoding="utf-8"), content_type="application/json")


def _no_user(trouble: Trouble) -> web.Response:
    if trouble is Trouble.SOFT_BLOCK:
        return _sample("user_detail_softblock_empty.json")
    if trouble is Trouble.UNKNOWN:
        return _sample("user_detail_notfound_10221.json")
    return web.json_response({"statusCode": CODES[Route.DETAIL][trouble], "status_code": 0, "userInfo": {}})


def _search(trouble: Trouble, envelope: dict[str, Any]) -> web.Response:
    if trouble is Trouble.NO_SESSION:
        return _sample("search_user_full_page2_empty_session.json")
    if (code := CODES[Route.SEARCH].get(trouble)) is not None:
        return web.json_response({"status_code": code, "status_msg": "", "user_list": None})
    rows = envelope["user_list"]
    broken: list[Any] = [{}, None, "text", {"user_info": None}, {"user_info": {"uid": "not a number"}}]
    spoiled = {
        Trouble.DUPLICATES: [row for row in rows for _ in range(2)],
        Trouble.MALFORMED_ITEM: [*broken, *rows],
        Trouble.ALL_MALFORMED: broken,
        Trouble.ODD_VALUES: [_odd(row["user_info"], which) for which, row in enumerate(rows)],
        Trouble.EMPTY_PAGE: [],
    }
    return web.json_response(envelope | {"user_list": spoiled[trouble], "has_more": 1})


def _comments(trouble: Trouble, envelope: dict[str, Any]) -> web.Response:
    """Also a refusal brings some comments along: what TikTokApi logs of it must not be kept either."""
    if (code := CODES[Route.COMMENTS].get(trouble)) is not None:
        return web.json_response(envelope | {"status_code": code})
    rows, asked = envelope["comments"] or [], envelope["cursor"] - PAGE
    broken: list[Any] = [None, "text", 5, {}]
    spoiled: dict[Trouble, Callable[[], dict[str, Any]]] = {
        Trouble.NULL: lambda: envelope | {"comments": None, "has_more": 0},
        Trouble.EMPTY_PAGE: lambda: envelope | {"comments": [], "has_more": 1},
        Trouble.STUCK: lambda: envelope | {"cursor": asked, "has_more": 1},
        Trouble.ENDLESS: lambda: envelope | {"has_more": 1},
        Trouble.DUPLICATES: lambda: envelope | {"comments": [row for row in rows for _ in range(2)]},
        Trouble.MALFORMED_ITEM: lambda: envelope | {"comments": [*broken, *rows]},
        Trouble.ALL_MALFORMED: lambda: envelope | {"comments": broken},
        Trouble.NO_LANGUAGE: lambda: envelope | {"comments": [_without_language(row) for row in rows]},
        Trouble.NO_STATUS: lambda: {key: value for key, value in envelope.items() if key != "status_code"},
        Trouble.SHORT: lambda: only_one(envelope) | {"status_code": 10216},
        Trouble.CURT: lambda: only_one(envelope),
    }
    return web.json_response(spoiled[trouble]())


def _without_language(row: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in row.items() if key != "comment_language"}


def _odd(user: dict[str, Any], which: int) -> dict[str, Any]:
    """A row of the search whose account is readable, but little else."""
    named = {"user_id": user["uid"], "unique_id": user["unique_id"]}
    odd = (
        {"follower_count": 2**70, "nickname": 5, "avatar_thumb": []},
        {"follower_count": "1.2M", "custom_verify": 1, "signature": None, "sec_uid": {}},
        {"follower_count": -94967296, "avatar_thumb": {"url_list": [None, ""]}},
    )
    return {"user_info": named | odd[which % len(odd)]}


def _private(info: dict[str, Any]) -> dict[str, Any]:
    """The account as seen by those who may not see its videos."""
    return info | {
        "user": info["user"] | {"privateAccount": True, "secret": True},
        "stats": info["stats"] | {"videoCount": 0},
        "statsV2": info["statsV2"] | {"videoCount": "0"},
    }


def _spoiled(envelope: dict[str, Any], trouble: Trouble) -> dict[str, Any]:
    """An item list with the trouble's defect."""
    items = envelope["itemList"]
    if trouble is Trouble.DUPLICATES:
        return envelope | {"itemList": [item for item in items for _ in range(2)]}
    broken: list[Any] = [{}, None, "text", {"id": "not a number"}, {"id": items[0]["id"], "author": {}}]
    if trouble is Trouble.MALFORMED_ITEM:
        return envelope | {"itemList": [*broken, *items[len(broken) :]]}
    if trouble is Trouble.ALL_MALFORMED:
        return envelope | {"itemList": broken, "hasMore": False}
    assert trouble is Trouble.EMPTY_PAGE, f"{trouble} is not a trouble of item lists"
    return envelope | {"itemList": [], "hasMore": True}
