from __future__ import annotations

import asyncio
import logging
import os
import sys
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

if sys.platform != "linux":
    pytest.skip("notifications of the session bus", allow_module_level=True)

from jeepney import HeaderFields, Message, MessageType, message_bus, new_method_return, new_signal
from jeepney.io.asyncio import DBusConnection, DBusRouter, Proxy, open_dbus_connection
from PySide6.QtWidgets import QApplication
from qasync import QEventLoop

from tests.waiting import LIMIT
from tiktrack_gui.clients.notifications import DAEMON, DesktopNotifications

ICON = Path(__file__).parents[2] / "resources" / "app" / "tiktrack-64.png"
BUS = """
<busconfig>
  <type>session</type>
  <listen>unix:path={socket}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""


class FakeDaemon:
    """A notification daemon with the given capabilities, which records what it was asked to show."""

    def __init__(self, connection: DBusConnection, capabilities: list[str]) -> None:
        self._connection = connection
        self._capabilities = capabilities
        self.clicked_at_once = False  # before the daemon has said that it is shown
        self.busy_after = 0.0  # seconds for which the whole program stands still once this has answered
        self.shown: list[dict[str, Any]] = []
        self.numbers: list[int] = []

    async def serve(self) -> None:
        while True:
            message = await self._connection.receive()
            if message.header.message_type is MessageType.method_call:
                await self._answer(message)

    async def _answer(self, call: Message) -> None:
        if call.header.fields[HeaderFields.member] == "GetCapabilities":
            await self._connection.send(new_method_return(call, "as", (self._capabilities,)))
            return
        names = ("app", "replaces", "icon", "title", "body", "actions", "hints", "expires")
        self.shown.append(dict(zip(names, call.body, strict=True)))
        self.numbers.append(self.shown[-1]["replaces"] or len(self.shown) + 40)
        if self.clicked_at_once:
            await self.click(self.numbers[-1])
        await self._connection.send(new_method_return(call, "u", (self.numbers[-1],)))
        time.sleep(self.busy_after)  # noqa: ASYNC251  (this stands for a busy computer)

    async def click(self, number: int, action: str = "default") -> None:
        await self._connection.send(new_signal(DAEMON, "ActionInvoked", "us", (number, action)))


class Clicks:
    """Counts clicks, and lets a test wait for the next one."""

    def __init__(self) -> None:
        self.count = 0
        self.about: list[int | None] = []
        self.came = asyncio.Event()

    def __call__(self, about: int | None) -> None:
        self.count += 1
        self.about.append(about)
        self.came.set()


@asynccontextmanager
async def session_bus(folder: Path) -> AsyncIterator[asyncio.subprocess.Process]:
    config = folder / "bus.conf"
    config.write_text(BUS.format(socket=folder / "bus"), encoding="utf-8")
    process = await asyncio.create_subprocess_exec(
        "dbus-daemon", f"--config-file={config}", "--nofork", "--print-address", stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    address = await asyncio.wait_for(process.stdout.readline(), LIMIT)
    os.environ["DBUS_SESSION_BUS_ADDRESS"] = address.decode().strip()
    try:
        yield process
    finally:
        if process.returncode is None:
            process.terminate()
        await asyncio.wait_for(process.communicate(), LIMIT)


@asynccontextmanager
async def daemon(*capabilities: str) -> AsyncIterator[FakeDaemon]:
    async with await open_dbus_connection() as connection:
        async with DBusRouter(connection) as router:
            await Proxy(message_bus, router).RequestName(DAEMON.bus_name)
        fake = FakeDaemon(connection, list(capabilities))
        serving = asyncio.create_task(fake.serve())
        yield fake
        serving.cancel()
        await asyncio.gather(serving, return_exceptions=True)


@asynccontextmanager
async def notifications(clicks: Clicks | None = None) -> AsyncIterator[DesktopNotifications]:
    ours = DesktopNotifications(clicks or Clicks(), ICON)
    yield ours
    await ours.close()


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "")  # so that it is restored, whatever a test sets
    yield


@pytest.fixture
def bus(tmp_path: Path) -> AbstractAsyncContextManager[asyncio.subprocess.Process]:
    return session_bus(tmp_path)


Bus = AbstractAsyncContextManager[asyncio.subprocess.Process]


async def test_a_notification_has_title_text_icon_and_a_way_to_open(bus: Bus) -> None:
    async with bus, daemon("body", "actions") as desktop, notifications() as ours:
        assert await ours.notify("3 new stories", "Cats & <dogs>")
    (shown,) = desktop.shown
    assert (shown["app"], shown["title"], shown["body"]) == ("TikTrack", "3 new stories", "Cats & <dogs>")
    assert shown["actions"] == ["default", "Open"]
    assert shown["icon"] == str(ICON)


async def test_captions_are_not_markup(bus: Bus) -> None:
    async with bus, daemon("body", "body-markup") as desktop, notifications() as ours:
        await ours.notify("new", '<a href="https://evil.example">win</a> & more')
    assert desktop.shown[0]["body"] == '&lt;a href="https://evil.example"&gt;win&lt;/a&gt; &amp; more'


async def test_no_actions_are_offered_where_they_would_open_a_dialog(bus: Bus) -> None:
    async with bus, daemon("body") as desktop, notifications() as ours:
        await ours.notify("new", "text")
    assert desktop.shown[0]["actions"] == []


async def test_a_newer_notification_replaces_the_older(bus: Bus) -> None:
    async with bus, daemon("actions") as desktop, notifications() as ours:
        await ours.notify("1 new story", "")
        await ours.notify("2 new stories", "")
    assert [shown["replaces"] for shown in desktop.shown] == [0, 41]


async def test_only_a_click_on_ours_is_told(bus: Bus) -> None:
    clicks = Clicks()
    async with bus, daemon("actions") as desktop, notifications(clicks) as ours:
        await ours.notify("new", "")
        await desktop.click(7)
        await desktop.click(desktop.numbers[0], "settings")
        await desktop.click(desktop.numbers[0])
        await asyncio.wait_for(clicks.came.wait(), LIMIT)
    assert (clicks.count, clicks.about) == (1, [None])


async def test_a_click_says_what_the_notification_is_about(bus: Bus) -> None:
    clicks = Clicks()
    async with bus, daemon("actions") as desktop, notifications(clicks) as ours:
        await ours.notify("1 new story", "", 7)
        await ours.notify("2 new stories", "", 8)
        await desktop.click(desktop.numbers[-1])
        await asyncio.wait_for(clicks.came.wait(), LIMIT)
    assert clicks.about == [8]


async def test_a_click_that_comes_before_the_daemon_has_answered_counts(bus: Bus) -> None:
    clicks = Clicks()
    async with bus, daemon("actions") as desktop, notifications(clicks) as ours:
        desktop.clicked_at_once = True
        await ours.notify("1 new story", "", 7)
        await asyncio.wait_for(clicks.came.wait(), LIMIT)
        desktop.clicked_at_once = False
        await ours.notify("2 new stories", "", 8)  # nobody clicks this one
    assert clicks.about == [7]


async def test_where_a_click_does_nothing_none_is_offered(bus: Bus) -> None:
    async with bus, daemon("actions") as desktop:
        ours = DesktopNotifications(None, ICON)
        assert await ours.notify("new", "", 7)
        await desktop.click(desktop.numbers[0])
        assert await ours.notify("newer", "")  # nothing failed
        await ours.close()
    assert [shown["actions"] for shown in desktop.shown] == [[], []]


async def test_without_a_bus_nothing_is_shown_and_that_is_logged_once(caplog: pytest.LogCaptureFixture) -> None:
    del os.environ["DBUS_SESSION_BUS_ADDRESS"]
    caplog.set_level(logging.INFO, "tiktrack_gui")
    async with notifications() as ours:
        assert not await ours.notify("new", "")
        assert not await ours.notify("newer", "")
    assert len(caplog.records) == 1


@pytest.mark.parametrize("address", ["", "nonsense", "tcp:host=127.0.0.1,port=1", "unix:path=/nowhere/bus"])
async def test_an_address_of_no_use_is_no_error(address: str) -> None:
    os.environ["DBUS_SESSION_BUS_ADDRESS"] = address
    async with notifications() as ours:
        assert not await ours.notify("new", "")


async def test_a_desktop_without_a_daemon_is_no_error(bus: Bus) -> None:
    async with bus, notifications() as ours:
        assert not await ours.notify("new", "")


async def test_a_daemon_that_never_answers_costs_little_time(bus: Bus, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tiktrack_gui.clients.notifications.PATIENCE", 0.2)
    async with bus, await open_dbus_connection() as silent, notifications() as ours:
        async with DBusRouter(silent) as router:
            await Proxy(message_bus, router).RequestName(DAEMON.bus_name)
        assert not await asyncio.wait_for(ours.notify("new", ""), LIMIT)


async def test_an_answer_that_comes_just_as_patience_ends_is_no_error(
    bus: Bus, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tiktrack_gui.clients.notifications.PATIENCE", 0.2)
    async with bus, daemon() as desktop, notifications() as ours:
        desktop.busy_after = 0.3
        assert not await ours.notify("new", "")
        desktop.busy_after = 0.0
        monkeypatch.setattr("tiktrack_gui.clients.notifications.PATIENCE", LIMIT)
        assert await ours.notify("newer", "")
    assert [shown["title"] for shown in desktop.shown] == ["new", "newer"]


async def test_a_daemon_that_starts_late_is_found(bus: Bus) -> None:
    async with bus, notifications() as ours:
        assert not await ours.notify("new", "")
        async with daemon():
            assert await ours.notify("new", "")


async def test_a_bus_that_came_back_is_used_again(tmp_path: Path) -> None:
    async with notifications() as ours:
        async with session_bus(tmp_path), daemon():
            assert await ours.notify("new", "")
        assert not await ours.notify("lost", "")
        async with session_bus(tmp_path), daemon() as desktop:
            assert await ours.notify("again", "")
    assert [shown["title"] for shown in desktop.shown] == ["again"]


def test_it_runs_on_the_window_s_own_loop(qapp: QApplication, bus: Bus) -> None:
    async def notify() -> list[dict[str, Any]]:
        async with bus, daemon("actions") as desktop, notifications() as ours:
            assert await ours.notify("from Qt", "")
            return desktop.shown

    with asyncio.Runner(loop_factory=lambda: QEventLoop(qapp)) as runner:
        assert [shown["title"] for shown in runner.run(notify())] == ["from Qt"]
