"""One TikTok look-alike and one client with its browser for all tests of a module: starting one takes seconds."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.lookalikes.tiktok import TikTokLookalike, Trouble
from tests.lookalikes.tiktok_content import Recorded
from tests.processes import children
from tests.waiting import LIMIT
from tiktrack_gui.clients.browser.browsers import Browsers
from tiktrack_gui.clients.tiktok.browser import BrowserTikTok
from tiktrack_gui.clients.tiktok.session import Limits

NOWHERE = Path("/nonexistent")

# Long for what comes, however busy the computer is, and short for what a test holds back
LIMITS = Limits(ready=1.0, signing=0.5, request=LIMIT, visit=LIMIT, challenge=2.0, posts=1.5, opening=LIMIT)
HURRIED = replace(LIMITS, request=8.0, visit=8.0, opening=8.0)  # where a response hangs

MakeClient = Callable[..., BrowserTikTok]


@pytest.fixture(scope="module")
def tiktok_server() -> Iterator[TikTokLookalike]:
    with TikTokLookalike() as server:
        yield server


@pytest.fixture
def tiktok(tiktok_server: TikTokLookalike) -> TikTokLookalike:
    """The look-alike, without troubles and recorded requests."""
    tiktok_server.behave(Recorded())
    return tiktok_server


@pytest.fixture(scope="module")
def shared_client(tiktok_server: TikTokLookalike) -> Iterator[BrowserTikTok]:
    client = _client(tiktok_server)
    yield client
    asyncio.run(client.close())


@pytest.fixture
def client(
    request: pytest.FixtureRequest, shared_client: BrowserTikTok, tiktok: TikTokLookalike
) -> Iterator[BrowserTikTok]:
    """A client whose browser may already be open; one in a hurry if the test’s trouble is a hung response."""
    callspec = getattr(request.node, "callspec", None)
    if callspec is None or Trouble.HANG not in callspec.params.values():
        yield shared_client
        return
    hurried = _client(tiktok, limits=HURRIED)
    yield hurried
    asyncio.run(hurried.close())


@pytest.fixture
def make_client(tiktok: TikTokLookalike) -> Iterator[MakeClient]:
    """Creates clients with other settings; they are closed after the test and must leave no process behind."""
    made: list[BrowserTikTok] = []

    def make(**settings: Any) -> BrowserTikTok:
        made.append(_client(tiktok, **settings))
        return made[-1]

    before = children()
    yield make
    for client in made:
        asyncio.run(client.close())
    assert children(besides=before) == []


def _client(server: TikTokLookalike, **settings: Any) -> BrowserTikTok:
    usual: dict[str, Any] = {"now": time.time, "args": server.browser_args(), "limits": LIMITS}
    return BrowserTikTok(settings.pop("browsers", None) or Browsers(NOWHERE), **(usual | settings))
