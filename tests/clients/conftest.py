"""One TikTok look-alike and one client with its browser for all tests of a module: starting one takes seconds."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.lookalikes.tiktok import TikTokLookalike
from tests.lookalikes.tiktok_content import Recorded
from tests.processes import children
from tiktrack_gui.clients.browser.browsers import Browsers
from tiktrack_gui.clients.tiktok.browser import BrowserTikTok
from tiktrack_gui.clients.tiktok.session import Limits

NOWHERE = Path("/nonexistent")

# Long enough for a busy computer if a response comes, short if none will
LIMITS = Limits(ready=1.0, signing=0.5, request=4.0, visit=5.0, challenge=2.0, posts=1.5, opening=30.0)

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
def client(shared_client: BrowserTikTok, tiktok: TikTokLookalike) -> BrowserTikTok:
    """A client whose browser may already be open."""
    return shared_client


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
