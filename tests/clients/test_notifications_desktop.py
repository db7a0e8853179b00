"""Notifications with a real daemon: dunst, on the test desktop."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest

from tests import dunst
from tests.clients.test_notifications import ICON, Clicks
from tests.dunst import Dunst
from tests.waiting import until
from tiktrack_gui.clients.notifications import DesktopNotifications

pytestmark = pytest.mark.desktop


@pytest.fixture
def daemon() -> Iterator[Dunst]:
    with dunst.watched() as daemon:
        yield daemon


async def test_it_is_shown_and_a_click_on_it_is_told(daemon: Dunst) -> None:
    clicks = Clicks()
    ours = DesktopNotifications(clicks, ICON)
    assert await ours.notify("3 new stories", "POV: your cat <b>discovers</b> the robot 🐱 & more")
    await dunst.until_displayed(1)
    await asyncio.to_thread(dunst.call, "action", "0")
    await until(lambda: clicks.count == 1)
    shown = daemon.next()
    assert (shown["appname"], shown["summary"]) == ("TikTrack", "3 new stories")
    assert "&lt;b&gt;discovers" in shown["body"]
    assert shown["icon_path"].endswith(ICON.name)
    await ours.close()


async def test_a_newer_one_takes_the_place_of_the_older(daemon: Dunst) -> None:
    ours = DesktopNotifications(Clicks(), ICON)
    await ours.notify("1 new story", "")
    await dunst.until_displayed(1)
    await ours.notify("2 new stories", "")
    assert daemon.next_title() == "2 new stories"
    await ours.close()
