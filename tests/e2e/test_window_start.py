"""Starting the window while the data folder is unavailable: it says so, and continues as soon as possible."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtNetwork import QLocalServer
from PySide6.QtWidgets import QApplication

from tests.e2e.window import Driver, Opened, Window
from tests.host.test_lock import HOLD
from tests.processes import Child
from tests.waiting import LIMIT, until, wait_until
from tiktrack_gui.app import desktop, program
from tiktrack_gui.core.errors import DataFolderInUse
from tiktrack_gui.host import instance, lock
from tiktrack_gui.host.paths import DataFolder
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.window.main_window import MainWindow

pytestmark = pytest.mark.desktop

IN_USE = "Another copy of TikTrack is using this data folder."


class Command:
    """A running command that holds the data folder."""

    def __init__(self, folder: DataFolder) -> None:
        self._process = Child(
            [sys.executable, "-c", HOLD, str(folder.lock)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        assert self._process.stdout is not None
        assert self._process.stdout.readline() == "held\n"

    def end(self) -> None:
        self._process.communicate()


@pytest.fixture
def command(real: Driver) -> Iterator[Command]:
    command = Command(real.folder)
    yield command
    command.end()


# In use


def test_a_command_at_work_is_said_and_waited_for(
    real: Driver, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(program, "PATIENCE", 0.3)

    async def user(window: Window) -> None:
        await until(lambda: IN_USE in window.trouble)
        assert "This one continues as soon as the other one quits." in window.trouble
        assert not window.offers("Open log")
        window.help_with_trouble("Try again")
        await until(lambda: IN_USE not in window.trouble)
        await until(lambda: IN_USE in window.trouble)
        command.end()
        await until(lambda: len(window.stories) == 2)

    real(user)


def test_a_demo_at_work_is_waited_for_too(drive: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(program, "PATIENCE", 0.3)
    demo = Command(drive.folder.demo.create())

    async def user(window: Window) -> None:
        await until(lambda: IN_USE in window.trouble)
        demo.end()
        await until(lambda: window.stories)

    drive(user)


def test_who_does_not_want_to_wait_closes_the_window(
    real: Driver, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(program, "PATIENCE", 0.3)

    async def user(window: Window) -> None:
        await until(lambda: IN_USE in window.trouble)
        window.main.close()
        await until(lambda: window.program._quit.is_set())

    real(user)


def test_one_that_ends_in_a_moment_is_waited_for_in_silence(
    real: Driver, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(program, "PATIENCE", LIMIT)

    async def user(window: Window) -> None:
        QTimer.singleShot(500, command.end)
        while not window.stories:
            assert IN_USE not in window.trouble
            await asyncio.sleep(0.05)

    real(user, at_once=True)


def test_who_closes_the_window_meanwhile_has_quit(real: Driver, command: Command) -> None:
    async def user(window: Window) -> None:
        window.main.close()
        await until(lambda: window.program._quit.is_set())

    real(user, at_once=True)


# Started twice, and started while it quits


def start(folder: Path) -> subprocess.Popen[bytes]:
    """Starts it as from a menu: the folder is given in the environment."""
    return Child([sys.executable, "-m", "tiktrack_gui"], env=os.environ | {"TIKTRACK_DATA_DIR": str(folder)})


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGTERM to quit with")
async def test_started_twice_at_once_there_is_one_window(folder: DataFolder) -> None:
    both = [start(folder.root), start(folder.root)]
    try:
        await until(lambda: any(process.poll() is not None for process in both))
        assert [process.returncode for process in both].count(0) == 1
        with pytest.raises(DataFolderInUse), lock.held(folder.lock):
            pytest.fail("there is no window left")
    finally:
        for process in both:
            process.kill()
            await asyncio.to_thread(process.wait)


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGTERM to quit with")
async def test_started_while_it_quits_there_is_a_window_again(folder: DataFolder) -> None:
    first = start(folder.root)
    await until(lambda: can_quit(first))
    first.send_signal(signal.SIGTERM)
    second = start(folder.root)
    try:
        assert await asyncio.to_thread(first.wait, LIMIT) == 0
        await until(lambda: can_quit(second) and is_in_use(folder))
        second.send_signal(signal.SIGTERM)
        assert await asyncio.to_thread(second.wait, LIMIT) == 0
    finally:
        for process in (first, second):
            process.kill()
            await asyncio.to_thread(process.wait)


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such signals to quit with")
@pytest.mark.parametrize("name", ["SIGTERM", "SIGINT", "SIGHUP"])
async def test_told_to_end_it_ends_well(folder: DataFolder, name: str) -> None:
    process = start(folder.root)
    try:
        await until(lambda: can_quit(process))
        process.send_signal(signal.Signals[name])
        assert await asyncio.to_thread(process.wait, LIMIT) == 0
    finally:
        process.kill()
        await asyncio.to_thread(process.wait)


def is_in_use(folder: DataFolder) -> bool:
    try:
        with lock.held(folder.lock):
            return False
    except DataFolderInUse:
        return True


def can_quit(process: subprocess.Popen[bytes]) -> bool:
    """Whether it handles SIGTERM already."""
    status = Path(f"/proc/{process.pid}/status").read_text(encoding="ascii")
    caught = next(line for line in status.splitlines() if line.startswith("SigCgt:"))
    return bool(int(caught.split()[1], 16) >> (signal.SIGTERM - 1) & 1)


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGTERM to quit with")
async def test_a_start_that_finds_no_window_behind_the_lock_ends_with_1(real: Driver, command: Command) -> None:
    """As when somebody else sits where the window should answer, see tests/host/test_instance."""
    door = instance._door(real.folder.root)
    assert door is not None
    door.new_key()
    stranger = QLocalServer()
    assert stranger.listen(door.address)
    stranger.newConnection.connect(lambda: stranger.nextPendingConnection().write(b"coming"))
    second = start(real.folder.root)
    try:
        await until(lambda: can_quit(second))
        second.send_signal(signal.SIGTERM)
        assert await asyncio.to_thread(second.wait, LIMIT) == 1
    finally:
        stranger.close()
        second.kill()
        await asyncio.to_thread(second.wait)


def test_closed_while_it_is_painted_it_does_not_begin(qapp: QApplication, folder: DataFolder) -> None:
    window = MainWindow(Theme(qapp, folder.cache), folder.window_state)
    QTimer.singleShot(0, window.close)
    assert not desktop._paint(qapp, window)


def test_painted_it_begins(qapp: QApplication, folder: DataFolder) -> None:
    window = MainWindow(Theme(qapp, folder.cache), folder.window_state)
    assert desktop._paint(qapp, window)
    window.hide()


# Not writable


@pytest.mark.qt_log_ignore("Cannot open file .*cache:")  # the style caches small pictures there
def test_a_folder_that_cannot_be_written_is_said_until_it_can(drive: Driver, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    drive.folder = DataFolder(file / "data")

    async def user(window: Window) -> None:
        await until(lambda: "Couldn’t write to" in window.trouble)
        assert "Check the free space and permissions there." in window.trouble
        assert not window.offers("Open data folder")  # there is none
        file.unlink()
        file.mkdir()
        await until(lambda: window.stories)

    drive(user)


@pytest.mark.qt_log_ignore("Cannot open file .*cache:")
def test_a_folder_on_a_missing_disk_is_not_created_elsewhere(drive: Driver, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    drive.folder = DataFolder(disk / "data")

    async def quits(window: Window) -> None:
        await until(lambda: "Couldn’t write to" in window.trouble)

    async def stays(window: Window) -> None:
        await quits(window)
        disk.mkdir()
        await until(lambda: window.stories)

    drive(quits)
    assert not disk.exists()
    drive(stays)
    assert drive.folder.window_state.exists()


def test_who_has_no_terminal_sees_it_too(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    process = start(tmp_path / "file" / "data")
    try:
        search = ["xdotool", "search", "--onlyvisible", "--pid", str(process.pid)]
        wait_until(lambda: subprocess.run(search, capture_output=True, timeout=LIMIT, check=False).stdout)
    finally:
        process.kill()
        process.wait()


def test_a_damaged_database_can_be_looked_at_and_tried_again(real: Driver, opened: Opened) -> None:
    whole = real.folder.database.read_bytes()
    real.folder.database.write_bytes(b"\xff" * len(whole))

    async def user(window: Window) -> None:
        await until(lambda: "The database is damaged." in window.trouble)
        window.help_with_trouble("Open data folder")
        assert opened.urls == [real.folder.root.as_uri()]
        real.folder.database.write_bytes(whole)
        window.help_with_trouble("Try again")
        await until(lambda: len(window.stories) == 2)

    real(user)
