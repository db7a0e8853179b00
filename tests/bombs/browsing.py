"""A hostile TikTok, asked through the browser as the program does."""

from __future__ import annotations

import asyncio
import json
import resource
import time
from collections.abc import Callable, Coroutine
from functools import partial
from pathlib import Path
from typing import Any

from tests.clients.conftest import HURRIED

HANDLE = "tpcw._.71.44"  # of the first recorded video
TAG = "hmuomlhj"
NOWHERE = Path("/nonexistent")


def asking(args: str, what: str, times: str = "1") -> Callable[[], object]:
    """Attack: asks for `what` as many times before it is measured. args: of the browser, as JSON."""
    from tiktrack_gui.clients.browser.browsers import Browsers
    from tiktrack_gui.clients.tiktok.browser import BrowserTikTok
    from tiktrack_gui.core.errors import TikTokError

    resource.setrlimit(resource.RLIMIT_AS, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))  # the browser reserves it
    client = BrowserTikTok(Browsers(NOWHERE), now=time.time, args=json.loads(args), limits=HURRIED)
    ask = _questions(client)[what]
    runner = asyncio.Runner()
    for _ in range(int(times)):
        runner.run(ask())

    async def told() -> str:
        try:
            await ask()
        except TikTokError as error:
            return error.sentence
        else:
            return ""
        finally:
            await client.close()

    return lambda: runner.run(told())


def _questions(client: Any) -> dict[str, Callable[[], Coroutine[Any, Any, object]]]:
    return {
        "feed": partial(client.trending, 1),
        "creator": partial(client.creator, HANDLE),
        "videos": partial(client.creator_videos, HANDLE),
        "hashtag": partial(client.hashtag, TAG, 1),
        "search": partial(client.search, "a"),
    }
