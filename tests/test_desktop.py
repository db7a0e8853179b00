"""The test desktop: it has all its parts, is separate from the user's, and leaves nothing behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.processes import Child
from tests.waiting import LIMIT

SCRIPT = Path(__file__).parents[1] / ".ci" / "desktop.py"
TELL_HOME = 'echo "$HOME"; '

pytestmark = pytest.mark.desktop


def on_a_desktop(shell: str, **more: str) -> subprocess.Popen[str]:
    command = [sys.executable, str(SCRIPT), "sh", "-c", TELL_HOME + shell]
    environment = {**os.environ, **more}
    return Child(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment)


def living_in(home: str) -> list[str]:
    """The command lines of all processes with this HOME."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if f"HOME={home}".encode() in (process / "environ").read_bytes().split(b"\0"):
                found.append((process / "cmdline").read_text().replace("\0", " "))
        except OSError:
            continue
    return found


def assert_nothing_is_left(home: str) -> None:
    assert "tiktrack-desktop-" in home
    assert living_in(home) == []
    assert not Path(home).exists()


def test_a_command_finds_a_screen_a_tray_a_bus_and_a_keyring_and_its_status_comes_back() -> None:
    with on_a_desktop(
        "xdotool search --class trayer && dbus-send --session --print-reply --dest=org.freedesktop.secrets"
        " / org.freedesktop.DBus.Peer.Ping && exit 7"
    ) as process:
        said, errors = process.communicate(timeout=LIMIT)
    assert process.returncode == 7, errors
    assert_nothing_is_left(said.splitlines()[0])


def test_nothing_is_left_when_the_desktop_is_told_to_end() -> None:
    with on_a_desktop("exec sleep 600") as process:
        assert process.stdout is not None
        home = process.stdout.readline().strip()
        assert len(living_in(home)) > 5
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=LIMIT) == 128 + signal.SIGTERM
    assert_nothing_is_left(home)


def test_a_desktop_that_lacks_a_part_says_which_and_leaves_nothing(tmp_path: Path) -> None:
    for tool in ("Xvfb", "dbus-daemon", "sh"):
        (tmp_path / tool).symlink_to(f"/usr/bin/{tool}")
    with on_a_desktop("true", PATH=str(tmp_path)) as process:
        said, errors = process.communicate(timeout=LIMIT)
    assert process.returncode == 1
    assert said == ""
    assert "gnome-keyring-daemon" in errors
