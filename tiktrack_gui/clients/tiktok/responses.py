"""Reads what the browser received: a response's body, time and HTTP status."""

from __future__ import annotations

from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Literal

from tiktrack_gui.core.errors import Blocked, ProxyFault, TikTokDown, TikTokProxyFailed

if TYPE_CHECKING:
    from playwright.async_api import Page, Response

WANTS_LOGIN = 407  # HTTP status of a proxy


async def goto(
    page: Page, url: str, *, wait_until: Literal["commit", "domcontentloaded"], limit: float = 0
) -> Response | None:
    """Opens the URL in the page. limit: seconds; 0 = none.

    Raises playwright's errors, and TikTokProxyFailed if a proxy wants a login: Chromium doesn't show its page.
    """
    from playwright.async_api import Error

    statuses: set[int] = set()

    def note(response: Response) -> None:
        statuses.add(response.status)

    page.on("response", note)
    try:
        return await page.goto(url, wait_until=wait_until, timeout=limit * 1000)
    except Error as error:
        if WANTS_LOGIN in statuses:
            raise TikTokProxyFailed(ProxyFault.SIGN_IN, detail=str(error)) from error
        raise
    finally:
        page.remove_listener("response", note)


async def body(response: Response) -> str:
    """The text of a response; "" if Chromium kept no body because it was empty."""
    from playwright.async_api import Error

    try:
        return await response.text()
    except Error:
        return ""


def sent_at(response: Response | None) -> float | None:
    """When it was sent, on TikTok's clock, UTC epoch seconds; None if it doesn't say."""
    date = response.headers.get("date") if response is not None else None
    try:
        return parsedate_to_datetime(date).timestamp() if date else None
    except ValueError:
        return None


def check_http(response: Response | None, capability: str) -> None:
    """Raises TikTokDown for 5xx, Blocked for 403 and 429, and TikTokProxyFailed for a proxy that wants a login."""
    status = response.status if response is not None else 200
    if status >= 500:
        raise TikTokDown(capability, f"HTTP {status}")
    if status == WANTS_LOGIN:
        raise TikTokProxyFailed(ProxyFault.SIGN_IN, capability=capability, detail="HTTP 407")
    if status in (403, 429):
        raise Blocked(capability, f"HTTP {status}")
