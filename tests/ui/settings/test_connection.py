"""The row that tests the connections: a line for each as soon as it is known, and a way to stop."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.connections import connections
from tests.waiting import until
from tiktrack_gui.core.errors import DiscordUntrusted, TikTokProxyFailed
from tiktrack_gui.services.connection import ConnectionTest, Target
from tiktrack_gui.services.tasks import Tasks
from tiktrack_gui.ui.settings.connection import ConnectionRow
from tiktrack_gui.ui.theme.theme import Theme

Make = Callable[[ConnectionTest], ConnectionRow]


@pytest.fixture
async def tasks() -> AsyncIterator[Tasks]:
    failed: list[BaseException] = []
    tasks = Tasks(failed.append)
    yield tasks
    await tasks.shutdown()
    assert failed == []


@pytest.fixture
async def make(theme: Theme, qtbot: QtBot, tasks: Tasks) -> Make:
    def made(test: ConnectionTest) -> ConnectionRow:
        row = ConnectionRow(theme, test, tasks)
        qtbot.addWidget(row)
        row.show()
        return row

    return made


def said(row: ConnectionRow) -> list[str]:
    """The lines that can be seen."""
    return [line.accessibleName() for line in row._lines.values() if line.isVisible()]


async def test_nothing_is_said_before_the_first_test(make: Make) -> None:
    row = make(connections())
    assert said(row) == []
    assert row._start.isVisible()
    assert not row._stop.isVisible()


async def test_who_is_reached_and_how(make: Make) -> None:
    row = make(connections(proxy="proxy.example:3128"))
    QTest.mouseClick(row._start, Qt.MouseButton.LeftButton)
    through = "OK, through the proxy proxy.example:3128"
    await until(row._start.isVisible)
    assert said(row) == [f"TikTok: {through}", f"Discord: {through}", f"TikTok’s pictures: {through}"]


async def test_each_trouble_says_what_to_do(make: Make) -> None:
    troubles = {Target.DISCORD: DiscordUntrusted("discord.com"), Target.PICTURES: TikTokProxyFailed()}
    row = make(connections(troubles))
    row.start()
    await until(row._start.isVisible)
    assert said(row) == [
        "TikTok: OK",
        f"Discord: {troubles[Target.DISCORD]}",
        f"TikTok’s pictures: {troubles[Target.PICTURES]}",
    ]


async def test_what_is_known_is_shown_while_others_are_waited_for_and_it_can_be_stopped(make: Make) -> None:
    row = make(connections(silent=(Target.DISCORD,)))
    row._start.setFocus()
    row.start()
    await until(lambda: said(row) == ["TikTok: OK", "Discord: Testing…", "TikTok’s pictures: OK"])
    assert row._stop.isVisible()
    QTest.mouseClick(row._stop, Qt.MouseButton.LeftButton)
    assert said(row) == ["TikTok: OK", "Discord: Not tested", "TikTok’s pictures: OK"]
    assert row._start.isVisible()
    row.start()
    await until(lambda: said(row)[0] == "TikTok: OK")
