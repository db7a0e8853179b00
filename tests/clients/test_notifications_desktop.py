"""Notifications at a real daemon: dunst, on the test desktop."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import pytest

from tests.clients.test_notifications import ICON, LIMIT, Clicks
from tests.waiting import until
from tiktrack_gui.clients.notifications import DesktopNotifications

pytestmark = pytest.mark.desktop


async def dunst(*command: str) -> str:
    process = await asyncio.create_subprocess_exec("dunstctl", *command, stdout=asyncio.subprocess.PIPE)
    answer, _ = await asyncio.wait_for(process.communicate(), LIMIT)
    return answer.decode()


async def newest() -> dict[str, Any]:
    """What dunst keeps of the notification that was closed last."""
    history = json.loads(await dunst("history"))["data"][0]
    return {name: value["data"] for name, value in history[0].items()}


@pytest.fixture
async def clicks() -> AsyncIterator[Clicks]:
    yield Clicks()
    await dunst("close-all")
    await dunst("history-clear")


async def test_it_is_shown_and_a_click_on_it_is_told(clicks: Clicks) -> None:
    ours = DesktopNotifications(clicks, ICON)
    assert await ours.notify("3 new stories", "POV: your cat <b>discovers</b> the robot 🐱 & more")
    assert (await dunst("count", "displayed")).strip() == "1"
    await dunst("action", "0")
    await until(lambda: clicks.count == 1)
    await dunst("close-all")
    shown = await newest()
    assert (shown["appname"], shown["summary"]) == ("TikTrack", "3 new stories")
    assert "&lt;b&gt;discovers" in shown["body"]
    assert shown["icon_path"].endswith(ICON.name)
    await ours.close()


async def test_a_newer_one_takes_the_place_of_the_older(clicks: Clicks) -> None:
    ours = DesktopNotifications(clicks, ICON)
    await ours.notify("1 new story", "")
    await ours.notify("2 new stories", "")
    assert (await dunst("count", "displayed")).strip() == "1"
    await dunst("close-all")
    assert (await newest())["summary"] == "2 new stories"
    await ours.close()
