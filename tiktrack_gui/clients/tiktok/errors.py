"""Translates errors of TikTokApi and playwright into TikTokErrors."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from tiktrack_gui.clients.tiktok.answers import answer
from tiktrack_gui.clients.tiktok.responses import body, check_http
from tiktrack_gui.core.errors import (
    Changed,
    ProxyFault,
    TikTokError,
    TikTokProxyFailed,
    TikTokUntrusted,
    Timeout,
    TooLarge,
    Unreachable,
)
from tiktrack_gui.core.proxy import Proxy

if TYPE_CHECKING:
    from playwright.async_api import Response


# Chromium's names for them, or how these begin
PROXY_FAULTS = {
    ProxyFault.SIGN_IN: ("ERR_PROXY_AUTH", "ERR_UNEXPECTED_PROXY_AUTH", "ERR_INVALID_AUTH_CREDENTIALS"),
    ProxyFault.REFUSED: ("ERR_TUNNEL_CONNECTION_FAILED",),
    ProxyFault.UNREACHABLE: (
        *("ERR_PROXY_", "ERR_SOCKS_", "ERR_NO_SUPPORTED_PROXIES", "ERR_MANDATORY_PROXY_CONFIGURATION_FAILED"),
        *("ERR_PAC_", "ERR_HTTPS_PROXY_"),
    ),
}
UNTRUSTED = ("ERR_CERT_", "ERR_CERTIFICATE_", "ERR_SSL_PINNED_KEY_NOT_IN_CERT_CHAIN")


class SessionLost(Exception):
    """The page, the browser or the driver is gone; a new session may help."""


def translated(error: Exception, capability: str, proxy: Proxy | None = None) -> TikTokError | SessionLost:
    """Translates an error from opening a session or visiting a page. proxy: that was used."""
    from playwright.async_api import Error
    from playwright.async_api import TimeoutError as PlaywrightTimeout

    if isinstance(error, TikTokProxyFailed):  # by a response; which proxy it was is only known here
        return _proxy_failed(ProxyFault.SIGN_IN, capability, error.detail, proxy)
    if isinstance(error, TikTokError | SessionLost):
        return error
    said = str(error).partition("\n")[0]  # playwright appends its own log
    if isinstance(error, TimeoutError | PlaywrightTimeout):
        return Timeout(capability, said)
    if isinstance(error, Error):
        return _unreachable(said, capability, proxy) if "net::ERR_" in said else SessionLost(said)
    return Changed(capability, f"{type(error).__name__}: {said}")


def alone(error: TikTokError) -> TikTokError:
    """Returns the error without its causes and the frames it passed, in which TikTok's response may be."""
    error.__cause__ = error.__context__ = None
    return error.with_traceback(None)


def _unreachable(said: str, capability: str, proxy: Proxy | None) -> Unreachable:
    """said: "Page.goto: net::ERR_CERT_AUTHORITY_INVALID at https://www.tiktok.com/"."""
    for fault, codes in PROXY_FAULTS.items():
        if any(f"net::{code}" in said for code in codes):
            return _proxy_failed(fault, capability, said, proxy)
    if any(f"net::{code}" in said for code in UNTRUSTED):
        return TikTokUntrusted(urlsplit(said.rpartition(" at ")[2]).hostname or "TikTok", capability, said)
    return Unreachable(capability, said)


def _proxy_failed(fault: ProxyFault, capability: str, detail: str, proxy: Proxy | None) -> TikTokProxyFailed:
    if fault is ProxyFault.SIGN_IN and proxy is not None and proxy.login is not None:
        fault = ProxyFault.LOGIN_REFUSED
    return TikTokProxyFailed(fault, "" if proxy is None else proxy.shown, capability, detail)


async def explained(
    error: Exception, answers: Sequence[Response], capability: str, proxy: Proxy | None = None
) -> TikTokError | SessionLost:
    """Translates an error from a request. answers: TikTok's responses to it, in order, including redirects.

    The library raises TypeError for HTML, AttributeError for a list, and a bare Exception for a dead session, so the
    actual response says more.
    """
    known = translated(error, capability, proxy)
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
