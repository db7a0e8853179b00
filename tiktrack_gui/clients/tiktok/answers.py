"""Classifies TikTok's responses: the requested data, or one of the many ways in which TikTok refuses it."""

from __future__ import annotations

import json
import re
from typing import Any

from tiktrack_gui.clients.tiktok.values import Json, integer
from tiktrack_gui.core.errors import Blocked, Captcha, Changed, LoginNeeded, NotFound, Private, TikTokError

PRIVATE_ACCOUNT = 10222
STATUS_ERRORS: dict[int, type[TikTokError]] = {
    10000: Captcha,
    10110: Captcha,
    10102: LoginNeeded,
    2483: LoginNeeded,  # search without a usable cookie
    10231: LoginNeeded,  # region locked for anonymous visitors
    10202: NotFound,
    10204: NotFound,  # a post that is gone, or blocked for this IP address
    10221: NotFound,
    10216: Private,
    PRIVATE_ACCOUNT: Private,
}

_SCRIPT = re.compile(
    r"""<script[^>]*\bid=["']?__UNIVERSAL_DATA_FOR_REHYDRATION__["']?[^>]*>(.*?)</script>""", re.DOTALL | re.IGNORECASE
)
_LOGIN_URL = re.compile(r"https?://[^/]+/login\b", re.IGNORECASE)
_LOGIN_TITLE = re.compile(r"<title[^>]*>\s*log\s?in\b", re.IGNORECASE)


def answer(received: object, capability: str) -> dict[str, Any]:
    """Returns the JSON object of an API response. received: text, bytes or already decoded.

    Raises Blocked (empty, or a page instead of JSON), Captcha, LoginNeeded, NotFound, Private or Changed.
    """
    payload = json_object(received, capability)
    check_status(payload, capability)
    return payload


def rehydration_scope(html: str, capability: str, url: str = "") -> dict[str, Any]:
    """Returns the embedded data of a www.tiktok.com page, by section: `webapp.user-detail`, `webapp.video-detail`, ….

    url: the final URL, which reveals a login wall. Raises Blocked (an empty page, or the “Please wait…” challenge,
    which a browser solves by itself after a moment), Captcha, LoginNeeded or Changed.
    """
    if _LOGIN_URL.match(url):
        raise LoginNeeded(capability, "redirected to the login page")
    script = _SCRIPT.search(html)
    if script is None:
        raise _page_error(html, capability)
    scope = json_object(script[1], capability).get("__DEFAULT_SCOPE__")
    if not isinstance(scope, dict):
        raise Changed(capability, "the page's data has no __DEFAULT_SCOPE__")
    return scope


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
        raise STATUS_ERRORS.get(code, Changed)(capability, f"status {code}")


def status(payload: Json) -> int:
    """TikTok's status code, 0 = OK. It can be under two names, and one may be 0 although the other isn't."""
    return integer(payload.get("statusCode")) or integer(payload.get("status_code")) or 0


def _decoded(received: str | bytes, capability: str) -> object:
    body = received if isinstance(received, str) else received.decode(errors="replace")
    if not body.strip():
        raise Blocked(capability, "an empty body")
    try:
        return json.loads(body)
    except (ValueError, RecursionError) as error:  # ValueError also for numbers with thousands of digits
        if body.lstrip().startswith("<"):
            raise _page_error(body, capability) from error
        raise Changed(capability, "neither JSON nor a page") from error


def _page_error(html: str, capability: str) -> TikTokError:
    """Returns the error for a page without the requested data."""
    if _LOGIN_TITLE.search(html):
        return LoginNeeded(capability, "a login page")
    if "captcha" in html.lower():
        return Captcha(capability, "a page with a puzzle")
    if "Please wait" in html:
        return Blocked(capability, "a “Please wait…” page")
    return Blocked(capability, "a page without data" if html.strip() else "an empty page")
