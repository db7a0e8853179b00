"""The browser's user agent, and a start that is cancelled more than once."""

from __future__ import annotations

import asyncio

import pytest

from tests.processes import children
from tests.waiting import LIMIT, until
from tiktrack_gui.clients.tiktok.launch import driver, user_agent
from tiktrack_gui.clients.tiktok.session import _cancellable_after

VERSION = "156.0.8078.79"


@pytest.mark.parametrize(
    ("platform", "system"),
    [
        ("linux", "X11; Linux x86_64"),
        ("win32", "Windows NT 10.0; Win64; x64"),
        ("darwin", "Macintosh; Intel Mac OS X 10_15_7"),
    ],
)
def test_the_browser_calls_itself_as_with_a_window(platform: str, system: str) -> None:
    expected = f"Mozilla/5.0 ({system}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36"
    assert user_agent(VERSION, platform=platform) == expected


def test_edge_says_that_it_is_edge() -> None:
    assert user_agent(VERSION, edge=True, platform="win32").endswith("Chrome/156.0.0.0 Safari/537.36 Edg/156.0.0.0")


async def test_cancelled_twice_while_the_driver_starts_no_process_is_left() -> None:
    before = children()

    async def use() -> None:
        async with driver(LIMIT):
            pytest.fail("it was cancelled before")

    using = asyncio.ensure_future(use())
    await until(lambda: children(besides=before))
    for _ in range(2):
        using.cancel()
        await asyncio.sleep(0.01)
    with pytest.raises(asyncio.CancelledError):
        await using
    assert children(besides=before) == []


async def test_cancelled_twice_it_waits_until_what_it_started_has_ended() -> None:
    loop = asyncio.get_running_loop()
    started, steps = loop.create_future(), list[str]()

    async def create() -> None:
        await asyncio.sleep(0.05)  # cancelled during this, it would leave something behind
        steps.append("started")
        started.set_result(None)
        try:
            await asyncio.sleep(LIMIT)
        finally:
            await asyncio.sleep(0.05)
            steps.append("ended")

    waiting = asyncio.ensure_future(_cancellable_after(started, asyncio.ensure_future(create())))
    for _ in range(3):
        await asyncio.sleep(0.01)
        waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    assert steps == ["started", "ended"]
