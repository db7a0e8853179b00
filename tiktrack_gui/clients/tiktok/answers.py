"""Classifies TikTok's responses: the requested data, or one of the many ways in which TikTok refuses it."""

from __future__ import annotations

import json
import re
from typing import Any

from tiktrack_gui.clients.tiktok.extent import check_json, check_length
from tiktrack_gui.clients.tiktok.markup import read_markup
from tiktrack_gui.clients.tiktok.values import Json, integer
from tiktrack_gui.core.errors import (
    AudienceLimited,
    Blocked,
    Captcha,
    Changed,
    LoginNeeded,
    NotFound,
    PostUnavailable,
    Private,
    RegionLocked,
    TikTokDown,
    TikTokError,
    UnknownStatus,
)

PRIVATE_ACCOUNT = 10222

# The codes that public clients know, with the names TikTok's own script once had for them
STATUS_ERRORS: dict[int, type[TikTokError]] = {
    -4: TikTokDown,
    4: TikTokDown,  # "Server is currently unavailable"
    450: TikTokDown,  # CLIENT_PAGE_ERROR
    10101: TikTokDown,  # SERVER_ERROR_NOT_500
    10111: TikTokDown,  # NET_ERROR
    10000: Captcha,  # VERIFY_CODE
    10110: Captcha,
    10113: Captcha,  # SHARK_SLIDE
    10114: Blocked,  # SHARK_BLOCK
    10404: Blocked,  # FYP_VIDEO_LIST_LIMIT
    8: LoginNeeded,
    2483: LoginNeeded,  # search without a usable cookie
    10102: LoginNeeded,  # USER_NOT_LOGIN
    10119: LoginNeeded,  # LIVE_NEED_LOGIN
    10213: AudienceLimited,  # VIDEO_LOW_AGE_M
    10214: AudienceLimited,  # VIDEO_LOW_AGE_T
    10229: AudienceLimited,  # VIDEO_R_MASK
    10230: AudienceLimited,  # VIDEO_RISK_MASK
    209002: AudienceLimited,  # audience controls
    10231: RegionLocked,  # VIDEO_GEOFENCE_BLOCK
    10202: NotFound,  # USER_NOT_EXIST
    10203: NotFound,  # MUSIC_NOT_EXIST
    10205: NotFound,  # HASHTAG_NOT_EXIST
    10208: NotFound,  # EFFECT_NOT_EXIST
    10209: NotFound,  # HASHTAG_BLACK_LIST
    10210: NotFound,  # LIVE_NOT_EXIST
    10211: NotFound,  # HASHTAG_SENSITIVITY_WORD
    10212: NotFound,  # HASHTAG_UNSHELVE
    10218: NotFound,  # MUSIC_UNSHELVE
    10219: NotFound,  # MUSIC_NO_COPYRIGHT
    10221: NotFound,  # USER_BAN
    10224: NotFound,  # GAME_NOT_EXIST
    10225: NotFound,  # USER_UNIQUE_SENSITIVITY
    10204: PostUnavailable,  # VIDEO_NOT_EXIST; also for a post that is blocked for this IP address
    10215: PostUnavailable,  # VIDEO_ABNORMAL
    10217: PostUnavailable,  # VIDEO_FIRST_REVIEW_UNSHELVE
    10220: PostUnavailable,  # VIDEO_UNSHELVE_BY_MUSIC
    10227: PostUnavailable,  # VIDEO_NEED_RECHECK
    10228: PostUnavailable,  # VIDEO_RISK
    10216: Private,  # VIDEO_PRIVATE_BY_USER
    PRIVATE_ACCOUNT: Private,  # USER_PRIVATE
    10223: Private,  # USER_FTC: a child's account
}
STATUS_KEYS = ("statusCode", "status_code")

CHALLENGE_IDS = frozenset(("cs", "wci"))
_LOGIN_URL = re.compile(r"https?://[^/]+/login\b", re.IGNORECASE)
_LOGIN_TITLE = re.compile(r"\s*log\s?in\b", re.IGNORECASE)


def answer(received: object, capability: str) -> dict[str, Any]:
    """Returns the JSON object of an API response. received: text, bytes or already decoded.

    Raises Blocked (empty, or a page instead of JSON), Captcha, LoginNeeded, NotFound, Private, Changed or TooLarge.
    """
    payload = json_object(received, capability)
    check_status(payload, capability)
    return payload


def rehydration_scope(html: str, capability: str, url: str = "") -> dict[str, Any]:
    """Returns the embedded data of a www.tiktok.com page, by section: `webapp.user-detail`, `webapp.video-detail`, ….

    url: the final URL, which reveals a login wall. Raises Blocked (an empty page, or the “Please wait…” challenge,
    which a browser solves by itself after a moment), Captcha, LoginNeeded, Changed or TooLarge.
    """
    if is_login(url):
        raise LoginNeeded(capability, "redirected to the login page")
    data = read_markup(html, capability).data
    if data is None:
        raise _page_error(html, capability)
    scope = json_object(data, capability).get("__DEFAULT_SCOPE__")
    if not isinstance(scope, dict):
        raise Changed(capability, "the page's data has no __DEFAULT_SCOPE__")
    return scope


def is_login(url: str) -> bool:
    """Whether TikTok redirected to its login page."""
    return _LOGIN_URL.match(url) is not None


def may_fill_itself(html: str, url: str) -> bool:
    """Whether a page may still load the data it lacks, as the “Please wait…” challenge does, whatever words it has."""
    return not is_login(url) and read_markup(html, "").data is None


def json_object(received: object, capability: str) -> dict[str, Any]:
    """As `answer`, but without checking TikTok's status."""
    if isinstance(received, str | bytes):
        received = _decoded(received, capability)
    if not isinstance(received, dict):
        raise Changed(capability, f"JSON of type {type(received).__name__}")
    if not received:
        raise Blocked(capability, "an empty object")
    return received


def check_status(payload: Json, capability: str) -> None:
    """Raises the error for TikTok's status unless it is 0."""
    if payload.get("type") == "verify":
        raise Captcha(capability, "asked to verify")
    code = status(payload)
    if code:
        error = STATUS_ERRORS.get(code)
        raise error(capability, f"status {code}") if error else UnknownStatus(code, capability)


def status(payload: Json) -> int:
    """TikTok's status code, 0 = OK. It can be under two names, and one may be 0 although the other isn't."""
    return next((code for key in STATUS_KEYS if (code := integer(payload.get(key)))), 0)


def has_status(payload: Json) -> bool:
    """Whether it has the form of TikTok's responses, which all have a status."""
    return any(key in payload for key in STATUS_KEYS)


def _decoded(received: str | bytes, capability: str) -> object:
    check_length(received, capability)
    body = received if isinstance(received, str) else received.decode(errors="replace")
    if not body.strip():
        raise Blocked(capability, "an empty body")
    if body.lstrip().startswith("<"):
        raise _page_error(body, capability)
    check_json(body, capability)
    try:
        return json.loads(body)
    except (ValueError, RecursionError) as error:  # ValueError also for numbers with thousands of digits
        raise Changed(capability, "neither JSON nor a page") from error


def _page_error(html: str, capability: str) -> TikTokError:
    """Returns the error for a page without the requested data, by what it shows: its scripts mention everything."""
    page = read_markup(html, capability)
    if not CHALLENGE_IDS.isdisjoint(page.ids):
        return Blocked(capability, "a “Please wait…” page")
    if _LOGIN_TITLE.match(page.title):
        return LoginNeeded(capability, "a login page")
    if "captcha" in page.shown.lower():
        return Captcha(capability, "a page with a puzzle")
    return Blocked(capability, "a page without data" if html.strip() else "an empty page")
