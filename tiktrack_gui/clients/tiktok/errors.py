"""Translates errors of TikTokApi and playwright into TikTokErrors."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tiktrack_gui.clients.tiktok.answers import answer
from tiktrack_gui.clients.tiktok.responses import body, check_http
from tiktrack_gui.core.errors import Changed, TikTokError, Timeout, TooLarge, Unreachable

if TYPE_CHECKING:
    from playwright.async_api import Response


class SessionLost(Exception):
    """The page, the browser or the driver is gone; a new session may help."""


def translated(error: Exception, capability: str) -> TikTokError | SessionLost:
    """Translates an error from opening a session or visiting a page."""
    from playwright.async_api import Error
    from playwright.async_api import TimeoutError as PlaywrightTimeout

    if isinstance(error, TikTokError | SessionLost):
        return error
    said = str(error).partition("\n")[0]  # playwright appends its own log
    if isinstance(error, TimeoutError | PlaywrightTimeout):
        return Timeout(capability, said)
    if isinstance(error, Error):
        return Unreachable(capability, said) if "net::ERR_" in said else SessionLost(said)
    return Changed(capability, f"{type(error).__name__}: {said}")


async def explained(error: Exception, answers: Sequence[Response], capability: str) -> TikTokError | SessionLost:
    """Translates an error from a request. answers: TikTok's responses to it, in order, including redirects.

    The library raises TypeError for HTML, AttributeError for a list, and a bare Exception for a dead session, so the
    actual response says more.
    """
    known = translated(error, capability)
    if isinstance(known, TooLarge):
        return TooLarge(capability, known.detail)
    if not isinstance(known, Changed):
        return known
    if not answers:
        return SessionLost(str(error))
    try:
        check_http(answers[-1], capability)
        answer(await body(answers[-1]), capability)
    except TikTokError as reason:
        return reason
    return known
