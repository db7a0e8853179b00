"""The row that has TikTrack start with the computer, over a real entry."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.waiting import until
from tiktrack_gui.core.errors import AutostartFailed
from tiktrack_gui.host.autostart import XdgEntry
from tiktrack_gui.services.autostart import Autostart
from tiktrack_gui.services.tasks import Tasks
from tiktrack_gui.ui.settings.autostart import AutostartRow
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.window.messages import Messages

COMMAND = ("tiktrack", "--hidden")


class Shown:
    """The row, what it is about and what it told."""

    def __init__(self, theme: Theme, tasks: Tasks, path: Path) -> None:
        self.path, self.entry = path, XdgEntry(path)
        self.autostart = Autostart(self.entry, COMMAND)
        self.messages = Messages()
        self.row = AutostartRow(theme, self.autostart, tasks, self.messages)

    @property
    def is_on(self) -> bool:
        return self.row._switch.isChecked()

    def click(self) -> None:
        QTest.mouseClick(self.row._switch, Qt.MouseButton.LeftButton)


@pytest.fixture
async def tasks() -> AsyncIterator[Tasks]:
    failed: list[BaseException] = []
    tasks = Tasks(failed.append)
    yield tasks
    await tasks.shutdown()
    assert failed == []


@pytest.fixture
async def shown(theme: Theme, qtbot: QtBot, tasks: Tasks, tmp_path: Path) -> Shown:
    shown = Shown(theme, tasks, tmp_path / "autostart" / "tiktrack.desktop")
    qtbot.addWidget(shown.row)
    shown.row.show()
    return shown


async def test_the_switch_writes_and_removes_the_entry(shown: Shown) -> None:
    assert not shown.is_on
    shown.click()
    await until(shown.entry.is_there)
    await until(lambda: shown.is_on)
    shown.click()
    await until(lambda: not shown.path.exists())
    await until(lambda: not shown.is_on)


async def test_it_shows_what_was_changed_elsewhere_each_time_it_is_shown(shown: Shown) -> None:
    shown.entry.write(COMMAND)
    assert not shown.is_on
    shown.row.hide()
    shown.row.show()
    await until(lambda: shown.is_on)
    shown.path.unlink()
    shown.row.hide()
    shown.row.show()
    await until(lambda: not shown.is_on)


async def test_it_shows_what_the_offer_switched_on(shown: Shown) -> None:
    await shown.autostart.switch(True)
    await until(lambda: shown.is_on)


async def test_a_failure_is_a_sentence_and_the_switch_stays_as_it_was(shown: Shown) -> None:
    shown.path.parent.touch()  # a file where the folder should be
    shown.click()
    await until(lambda: shown.messages.notice_on("settings") is not None)
    notice = shown.messages.notice_on("settings")
    assert notice is not None and notice.about is AutostartFailed
    await until(lambda: not shown.is_on)
    shown.path.parent.unlink()
    shown.click()
    await until(shown.entry.is_there)
    await until(lambda: shown.messages.notice_on("settings") is None)
