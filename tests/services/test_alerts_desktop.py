"""The table of when alerts are told, with a real store, a real window, and a real notification daemon at the end."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from qasync import QEventLoop

from tests import dunst
from tests.clients.test_notifications import ICON
from tests.core.alert_cases import CASES, Case
from tests.dunst import Dunst
from tests.services.conftest import World
from tests.services.fakes import creator, video
from tests.store.examples import NOW
from tiktrack_gui.app.telling import tell
from tiktrack_gui.clients.notifications import DesktopNotifications
from tiktrack_gui.core.alerts import Alert, Kind
from tiktrack_gui.core.criteria import Criteria
from tiktrack_gui.services.alerts import Alerts
from tiktrack_gui.services.trending import Refresh

pytestmark = pytest.mark.desktop

MARKER = "Nothing else was told"


@pytest.fixture(autouse=True)
def utc(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The computer's local time is that of the table."""
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.fixture
def daemon() -> Iterator[Dunst]:
    with dunst.watched() as daemon:
        yield daemon


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """A window that the user works in."""
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


async def found(world: World, case: Case) -> Refresh:
    """Refreshes the feed, which has as many new stories as the case says, and a video that is none."""
    now = case.now
    fast = [video(number, 100_000 * number, by=creator(number, at=now), at=now) for number in range(1, case.number + 1)]
    world.tiktok.videos = [*fast, video(99, 0, by=creator(99, at=now), at=now)]
    return await world.trending.refresh(50, Criteria())


async def carried_out(case: Case, world: World, window: QWidget) -> list[Alert]:
    """Does what the case says; returns the inbox. A notification of its own ends it."""
    world.clock.time = case.now
    notifications = DesktopNotifications(None, ICON)
    alerts = Alerts(world.creators, world.store, lambda: case.rules, lambda: world.constants, world.clock)
    alerts.tell_with(partial(tell, notifications, world.clock.now), window.isActiveWindow)
    earlier = [Alert(key=f"earlier:{at}", kind=Kind.RENAMED, at=NOW, read_at=NOW) for at in case.told]
    for stored, at in zip(await world.store.alerts.add(earlier), case.told, strict=True):
        await world.store.alerts.told([stored.id or 0], int(at))
    await world.store.alerts.mute(None if case.muted_until is None else int(case.muted_until))
    await alerts.take(await found(world, case))
    if case.why is not None:
        await notifications.notify(MARKER, "")
    await notifications.close()
    return await alerts.inbox(unread_only=True)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_daemon_shows_what_the_rules_let_through(
    case: Case, world: World, window: QWidget, daemon: Dunst, qtbot: QtBot, qapp: QApplication
) -> None:
    if not case.window_active:
        window.hide()
        qtbot.waitUntil(lambda: not window.isActiveWindow())
    with asyncio.Runner(loop_factory=lambda: QEventLoop(qapp)) as runner:
        inbox = runner.run(carried_out(case, world, window))
    shown = daemon.next()  # exactly one
    assert shown["summary"] == (MARKER if case.why is not None else title(case.number))
    kept = 0 if case.rules.which == "off" else case.number
    assert len(inbox) == kept
    assert {one.told_at is not None for one in inbox} <= {case.why is None}


def title(number: int) -> str:
    if number == 1:
        return "New story by @creator1"
    return f"{number} new stories: @creator{number}, @creator{number - 1} and {number - 2} more"
