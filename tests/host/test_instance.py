from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtNetwork import QLocalServer
from pytestqt.qtbot import QtBot

from tests.processes import Child
from tiktrack_gui.host import instance
from tiktrack_gui.host.instance import Instance, raise_running

FIRST_START = """
import pathlib, sys
from PySide6.QtCore import QCoreApplication
from tiktrack_gui.host.instance import Instance
app = QCoreApplication([])
window = Instance(pathlib.Path(sys.argv[1]))
print(window.listen(), flush=True)
app.exec()
"""
SECOND_START = """
import pathlib, sys
from tiktrack_gui.host.instance import raise_running
print(raise_running(pathlib.Path(sys.argv[1])))
"""


@contextmanager
def started(program: str, folder: Path) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-c", program, str(folder)]
    with Child(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def said(process: subprocess.Popen[str]) -> bool:
    """Whether the program's first output line is True."""
    assert process.stdout is not None
    return process.stdout.readline() == "True\n"


def wait_until_raised(qtbot: QtBot, window: Instance) -> None:
    with qtbot.waitSignal(window.raised):
        pass


@pytest.fixture(autouse=True)
def runtime(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The user's own runtime folder, whose path is short."""
    with tempfile.TemporaryDirectory() as folder:
        monkeypatch.setenv("XDG_RUNTIME_DIR", folder)
        yield Path(folder)


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[Instance]:
    running = Instance(tmp_path)
    assert running.listen()
    yield running
    running.close()


def test_a_second_start_raises_the_first_window(qtbot: QtBot, window: Instance, tmp_path: Path) -> None:
    with started(SECOND_START, tmp_path) as second:
        wait_until_raised(qtbot, window)
        assert said(second)


def test_every_start_raises_it_again(qtbot: QtBot, window: Instance, tmp_path: Path) -> None:
    for _ in range(2):
        with started(SECOND_START, tmp_path) as second:
            wait_until_raised(qtbot, window)
            assert said(second)


def test_another_spelling_of_the_folder_is_the_same_folder(qtbot: QtBot, window: Instance, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path)
    with started(SECOND_START, tmp_path / "link" / "link") as second:
        wait_until_raised(qtbot, window)
        assert said(second)


def test_another_data_folder_has_another_door(window: Instance, tmp_path: Path) -> None:
    assert not raise_running(tmp_path / "other")


def test_a_window_that_hangs_is_not_waited_for_long(
    window: Instance, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(instance, "ANSWER", 100)
    assert not raise_running(tmp_path)  # this thread would have to answer, but is waiting


def test_what_a_killed_window_left_is_replaced(qtbot: QtBot, tmp_path: Path) -> None:
    with started(FIRST_START, tmp_path) as killed:
        assert said(killed)
    assert not raise_running(tmp_path)
    window = Instance(tmp_path)
    assert window.listen()
    with started(SECOND_START, tmp_path) as second:
        wait_until_raised(qtbot, window)
        assert said(second)
    window.close()


def test_the_door_of_a_living_window_is_never_taken(qtbot: QtBot, tmp_path: Path) -> None:
    with started(FIRST_START, tmp_path) as first:
        assert said(first)
        assert not Instance(tmp_path).listen()
        assert raise_running(tmp_path)
    door = instance._door(tmp_path)
    assert door is not None
    QLocalServer.removeServer(door.address)


def test_closing_leaves_no_socket_behind(qtbot: QtBot, tmp_path: Path) -> None:
    window = Instance(tmp_path)
    window.listen()
    door = Path(window._server.fullServerName())
    assert door.exists()
    window.close()
    assert not door.exists()


# Somebody else at the door


SQUATTER = """
import sys
from PySide6.QtCore import QCoreApplication
from PySide6.QtNetwork import QLocalServer
app = QCoreApplication([])
server = QLocalServer()
def answer():
    visitor = server.nextPendingConnection()
    visitor.write(b"coming")
    visitor.flush()
server.newConnection.connect(answer)
print(server.listen(sys.argv[1]), flush=True)
app.exec()
"""


def test_who_only_took_the_place_is_not_believed(
    qtbot: QtBot, runtime: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    door = instance._door(tmp_path)
    assert door is not None
    door.new_key()
    with started(SQUATTER, Path(door.address)) as squatter:
        assert said(squatter)
        assert not raise_running(tmp_path)
        assert "Something else than TikTrack answers" in caplog.text


def test_its_place_is_one_that_others_cannot_enter(qtbot: QtBot, runtime: Path, tmp_path: Path) -> None:
    window = Instance(tmp_path)
    assert window.listen()
    assert Path(window._server.fullServerName()).parent == runtime
    window.close()
    runtime.chmod(0o755)
    door = instance._door(tmp_path)
    assert door is None or Path(door.address).parent != runtime


def test_the_key_is_its_users_alone_and_another_one_each_time(qtbot: QtBot, tmp_path: Path) -> None:
    keys = set()
    for _ in range(2):
        window = Instance(tmp_path)
        assert window.listen()
        door = instance._door(tmp_path)
        assert door is not None
        assert door.key.stat().st_mode & 0o077 == 0
        keys.add(door.read_key())
        window.close()
    assert len(keys) == 2


def test_without_a_private_place_there_is_no_door(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XDG_RUNTIME_DIR")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / ("long" * 25)))
    assert not Instance(tmp_path).listen()
    assert not raise_running(tmp_path)
