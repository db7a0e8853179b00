from __future__ import annotations

import subprocess
import sys
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
    QLocalServer.removeServer(instance._name(tmp_path))


def test_closing_leaves_no_socket_behind(qtbot: QtBot, tmp_path: Path) -> None:
    window = Instance(tmp_path)
    window.listen()
    door = Path(window._server.fullServerName())
    assert door.exists()
    window.close()
    assert not door.exists()
