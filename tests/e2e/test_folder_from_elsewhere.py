"""A data folder from somebody else: it is refused, or what its settings would start or connect to is asked about."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.e2e.command import Command
from tests.e2e.window import Driver, Window
from tests.processes import Child
from tests.waiting import LIMIT, until, wait_until
from tiktrack_gui.config.pasted import Kind
from tiktrack_gui.config.tokens import SERVICE, system_keyring
from tiktrack_gui.host.paths import DataFolder

SOMEBODY = 12_345
ANY_COMMAND = [("scrape",), ("creators", "list"), ("browser", "show"), ("token", "show"), ("demo", "--once")]
as_root = pytest.mark.skipif(not hasattr(os, "getuid") or os.getuid() != 0, reason="only root can give files away")
no_modes = pytest.mark.skipif(sys.platform == "win32", reason="folders have no such permissions here")


@pytest.fixture
def mark(tmp_path: Path) -> Path:
    """Made by a program of somebody else's when it is started."""
    return tmp_path / "started"


@pytest.fixture
def theirs(mark: Path, folder: DataFolder) -> Path:
    return _program(folder.root / "theirs" / "chrome", mark)


@pytest.fixture
def command(folder: DataFolder, monkeypatch: pytest.MonkeyPatch) -> Command:
    monkeypatch.delenv("TIKTRACK_BROWSER_PATH", raising=False)
    return Command(folder.root, {})


def _program(path: Path, mark: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\nenv >{mark}\n")
    path.chmod(0o755)
    return path


def browser_in_settings(folder: DataFolder, path: Path) -> None:
    folder.settings.write_text(f'[tiktok]\nbrowser_path = "{path}"\n')


# Whose folder it is


@as_root
@pytest.mark.parametrize("arguments", ANY_COMMAND)
def test_a_folder_of_another_user_is_refused_and_stays_as_it_is(
    command: Command, folder: DataFolder, arguments: tuple[str, ...]
) -> None:
    os.chown(folder.root, SOMEBODY, -1)
    done = command.in_this_process(*arguments)
    assert done.status == 1
    assert done.stderr.startswith(f"tiktrack: {folder.root} belongs to user {SOMEBODY}, not to you")
    assert done.stderr.count("\n") == 1
    assert list(folder.root.iterdir()) == []


@no_modes
def test_a_folder_others_can_write_in_is_refused(command: Command, folder: DataFolder) -> None:
    folder.root.chmod(0o777)
    done = command("scrape")
    assert (done.status, done.stdout) == (1, "")
    assert f"chmod go-w {folder.root}" in done.stderr
    assert list(folder.root.iterdir()) == []


@no_modes
def test_a_log_that_is_a_link_appends_to_nothing(command: Command, folder: DataFolder, tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_text("theirs")
    folder.log.symlink_to(victim)
    done = command("scrape")
    assert done.status == 1
    assert "tiktrack.log is a link to somewhere else" in done.stderr
    assert victim.read_text() == "theirs"


# What its settings would start


def test_a_browser_it_brings_along_is_asked_about_before_it_is_started(
    command: Command, folder: DataFolder, theirs: Path, mark: Path
) -> None:
    browser_in_settings(folder, theirs)
    for _ in range(2):
        done = command("scrape")
        assert done.status == 1
        assert f"name a browser that’s new here: {theirs}." in done.stderr
        assert "tiktrack trust" in done.stderr
    assert not mark.exists()
    confirmed = command.in_this_process("trust")
    assert confirmed.stdout == f"Confirmed [tiktok] browser_path: {theirs}\n"
    assert command.in_this_process("trust").stdout == "There is nothing to confirm.\n"
    assert "couldn’t be started as a browser" in command("scrape").stderr
    assert "DISCORD" not in mark.read_text()  # written by the program, now that it is known


def test_another_browser_in_a_known_folder_is_asked_about_again(
    command: Command, folder: DataFolder, theirs: Path, mark: Path, tmp_path: Path
) -> None:
    browser_in_settings(folder, theirs)
    command.in_this_process("trust")
    browser_in_settings(folder, _program(tmp_path / "other" / "chrome", mark))
    assert "new here" in command("scrape").stderr
    assert not mark.exists()


def test_a_folder_that_was_moved_is_one_from_elsewhere(
    command: Command, folder: DataFolder, theirs: Path, mark: Path
) -> None:
    browser_in_settings(folder, theirs)
    command.in_this_process("trust")
    moved = folder.root.rename(folder.root.with_name("moved"))
    assert "new here" in Command(moved, {})("scrape").stderr
    assert not mark.exists()


def test_one_that_the_environment_names_is_not_asked_about(
    folder: DataFolder, theirs: Path, mark: Path, command: Command
) -> None:
    done = Command(folder.root, {"TIKTRACK_BROWSER_PATH": str(theirs)})("scrape")
    assert "new here" not in done.stderr
    assert mark.exists()


def test_a_downloaded_browser_in_the_folder_is_no_longer_started(
    command: Command, folder: DataFolder, mark: Path, tmp_path: Path
) -> None:
    theirs = _program(folder.old_browsers / "chromium-9999" / "chrome-linux64" / "chrome", mark)
    (folder.old_browsers / "chromium-9999" / "INSTALLATION_COMPLETE").touch()
    (tmp_path / "bin").mkdir()
    nothing = Command(folder.root, {"PATH": str(tmp_path / "bin")})
    done = nothing("scrape")
    assert done.status == 1
    assert f"TikTrack no longer starts the browser in {folder.old_browsers}." in done.stderr
    browser_in_settings(folder, theirs)  # as an earlier version did after a download
    command.in_this_process("trust")
    assert "TikTrack no longer starts the browser in" in command("scrape").stderr
    assert not mark.exists()


@pytest.mark.desktop
def test_the_window_asks_with_a_button(without_demo: Driver, theirs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TIKTRACK_BROWSER_PATH")
    browser_in_settings(without_demo.folder, theirs)

    async def user(window: Window) -> None:
        await until(lambda: "name a browser that’s new here" in window.trouble)
        window.help_with_trouble("Use this browser")
        await until(lambda: "couldn’t be started as a browser" in window.trouble)  # it only writes a file
        assert window.session._real.settings.unconfirmed() == {}

    without_demo(user)


# Where they would send a password


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        server.settimeout(0.2)
        yield server


@pytest.mark.desktop
def test_a_server_it_names_gets_no_password(command: Command, folder: DataFolder, listener: socket.socket) -> None:
    keyring = system_keyring()
    assert keyring is not None
    keyring.set_password(SERVICE, Kind.DATABASE, "planted-password")
    url = f"psycopg3://team@127.0.0.1:{listener.getsockname()[1]}/tiktrack"
    folder.settings.write_text(f'[store]\nurl = "{url}"\n')
    for arguments in (("scrape",), ("store", "show"), ("creators", "list")):
        done = command(*arguments)
        assert done.status == 1
        assert "name a database server that’s new here" in done.stderr
    with pytest.raises(TimeoutError):
        listener.accept()
    assert command("trust").stdout == f"Confirmed [store] url: {url}\n"


# A window over a folder that is refused


@as_root
@pytest.mark.desktop
def test_the_window_says_why_and_reads_nothing(folder: DataFolder) -> None:
    os.chown(folder.root, SOMEBODY, -1)
    environment = os.environ | {"TIKTRACK_DATA_DIR": str(folder.root)}
    search = ["xdotool", "search", "--onlyvisible", "--name", "TikTrack"]
    with Child([sys.executable, "-m", "tiktrack_gui"], env=environment, stderr=subprocess.PIPE, text=True) as window:
        found: list[str] = []

        def is_there() -> bool:
            found[:] = subprocess.run(search, capture_output=True, text=True, check=False).stdout.split()
            return bool(found) or window.poll() is not None

        wait_until(is_there)
        subprocess.run(["xdotool", "windowactivate", "--sync", found[0], "key", "alt+F4"], check=True, timeout=LIMIT)
        _, said = window.communicate(timeout=LIMIT)
    assert window.returncode == 1
    assert f"belongs to user {SOMEBODY}" in said
    assert list(folder.root.iterdir()) == []
