"""Limits what crosses from the browser to this program, in the browser, where it is still somebody else's memory."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING, Any

from tiktrack_gui.clients.tiktok.extent import check_length
from tiktrack_gui.core.errors import TooLarge
from tiktrack_gui.core.extent import LONGEST

if TYPE_CHECKING:
    from playwright.async_api import CDPSession, Page

API = "tiktok.com/api/"
WORLD = "tiktrack"  # has the page's document, but its own, untouched functions
LEAVING = 1.0  # s
ATTEMPTS = 3  # a page that is being replaced by another has no document for a moment
MARKUP = f"document.documentElement ? document.documentElement.outerHTML.slice(0, {LONGEST + 1}) : ''"
# As the library's, but reads only as much as is read of it afterwards
FETCH = """
    async () => {
        const response = await fetch(%s, {method: %s, headers: %s});
        if (!response.body) return "";
        const reader = response.body.getReader(), decoder = new TextDecoder();
        let text = "";
        for (;;) {
            const {done, value} = await reader.read();
            if (done) return (text + decoder.decode()).slice(0, %d);
            text += decoder.decode(value, {stream: true});
            if (text.length >= %d) {
                reader.cancel().catch(() => {});
                return text.slice(0, %d);
            }
        }
    }
"""


def fetch_script(method: str, url: str, headers: Mapping[str, str]) -> str:
    """A script that returns the text of a response, or LONGEST + 1 characters of one that is longer."""
    most = LONGEST + 1
    return FETCH % (json.dumps(url), json.dumps(method), json.dumps(headers), most, most, most)


async def content(page: Page, capability: str) -> str:
    """Returns the page's markup. Raises TooLarge, or a playwright error."""
    from playwright.async_api import Error

    for attempt in range(ATTEMPTS):
        try:
            markup = await _markup(page)
            break
        except Error:
            if attempt == ATTEMPTS - 1 or page.is_closed():
                raise
            await page.wait_for_load_state("domcontentloaded")
    check_length(markup, capability)
    return markup


async def _markup(page: Page) -> str:
    devtools = await page.context.new_cdp_session(page)
    try:
        frame = (await devtools.send("Page.getFrameTree"))["frameTree"]["frame"]["id"]
        world = await devtools.send("Page.createIsolatedWorld", {"frameId": frame, "worldName": WORLD})
        asked = {"expression": MARKUP, "contextId": world["executionContextId"], "returnByValue": True}
        found = (await devtools.send("Runtime.evaluate", asked))["result"].get("value")
        return found if isinstance(found, str) else ""
    finally:
        await _left(devtools)


@asynccontextmanager
async def limited(page: Page, capability: str) -> AsyncIterator[None]:
    """Ends the block with TooLarge as soon as a page or a response of TikTok's API is longer than LONGEST, unpacked."""
    devtools = await page.context.new_cdp_session(page)
    read: set[str] = set()  # the requests whose responses are read
    received: Counter[str] = Counter()  # bytes by request
    try:
        async with asyncio.timeout(None) as limit:

            def begun(event: dict[str, Any]) -> None:
                if event["type"] == "Document" or API in event["response"]["url"]:
                    read.add(event["requestId"])

            def more(event: dict[str, Any]) -> None:
                request = event["requestId"]
                if request in read:
                    received[request] += event["dataLength"]
                    if received[request] > LONGEST and not limit.expired():
                        limit.reschedule(asyncio.get_running_loop().time())

            devtools.on("Network.responseReceived", begun)
            devtools.on("Network.dataReceived", more)
            await devtools.send("Network.enable", {"maxTotalBufferSize": 1, "maxResourceBufferSize": 1})
            yield
    except TimeoutError as error:
        if limit.expired():
            raise TooLarge(capability, f"more than {LONGEST:,} bytes") from error
        raise
    finally:
        await _left(devtools)


async def _left(devtools: CDPSession) -> None:
    """Ends the session; it has ended already if its page was closed, and a busy page doesn't let it go."""
    from playwright.async_api import Error

    with suppress(Error, TimeoutError):
        async with asyncio.timeout(LEAVING):
            await devtools.detach()
