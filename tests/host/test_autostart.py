"""The entries that start TikTrack at login, in the real files; the registry is a small copy of Windows's."""

from __future__ import annotations

import plistlib
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Self

import pytest

from tiktrack_gui.core.errors import AutostartFailed
from tiktrack_gui.host import autostart
from tiktrack_gui.host.autostart import (
    APPROVED,
    RUN,
    LaunchAgent,
    RunKey,
    XdgEntry,
    exec_of,
    login_command,
    login_entry,
)
from tiktrack_gui.host.paths import DataFolder, usual_folder

COMMAND = ["/opt/tiktrack/tiktrack", "--hidden"]
ODD = ["/opt/Tik Track/100% $HOME", '--data-dir="x"', "a\\b`c`", "it’s", "two\nlines"]


class Registry:
    """The functions of winreg, over a dict: key → value's name → value."""

    HKEY_CURRENT_USER, KEY_SET_VALUE, REG_SZ = "HKCU", 2, 1

    def __init__(self) -> None:
        self.keys: dict[str, dict[str, Any]] = {RUN: {"OneDrive": "onedrive.exe"}}

    def OpenKey(self, _root: str, name: str, _reserved: int = 0, _access: int = 0) -> Opened:
        if name not in self.keys:
            raise FileNotFoundError(2, "not found")
        return Opened(self.keys[name])

    def CreateKey(self, _root: str, name: str) -> Opened:
        return Opened(self.keys.setdefault(name, {}))

    def QueryValueEx(self, key: Opened, name: str) -> tuple[Any, int]:
        if name not in key.values:
            raise FileNotFoundError(2, "not found")
        return key.values[name], 1

    def SetValueEx(self, key: Opened, name: str, _reserved: int, _kind: int, value: Any) -> None:
        key.values[name] = value

    def DeleteValue(self, key: Opened, name: str) -> None:
        if name not in key.values:
            raise FileNotFoundError(2, "not found")
        del key.values[name]


class Opened:
    def __init__(self, values: dict[str, Any]) -> None:
        self.values = values

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass


@pytest.fixture(params=["xdg", "macos", "windows"])
def entry(request: pytest.FixtureRequest, tmp_path: Path) -> XdgEntry | LaunchAgent | RunKey:
    entries: dict[str, XdgEntry | LaunchAgent | RunKey] = {
        "xdg": XdgEntry(tmp_path / "not yet" / "autostart" / "tiktrack.desktop"),
        "macos": LaunchAgent(tmp_path / "LaunchAgents" / "app.tiktrack.plist"),
        "windows": RunKey(Registry()),
    }
    return entries[request.param]


def test_an_entry_is_there_from_when_it_is_written_until_it_is_removed(entry: XdgEntry | LaunchAgent | RunKey) -> None:
    assert not entry.is_there()
    entry.remove()
    for _ in range(2):
        entry.write(COMMAND)
        assert entry.is_there()
    entry.remove()
    assert not entry.is_there()


# XDG


def test_this_systems_entry_is_where_it_looks_for_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    login_entry().write(COMMAND)
    written = (tmp_path / "autostart" / "tiktrack.desktop").read_text("utf-8").splitlines()
    assert written[:2] == ["[Desktop Entry]", "Type=Application"]
    assert 'Exec="/opt/tiktrack/tiktrack" "--hidden"' in written


def as_read(line: str) -> list[str]:
    """The arguments of an Exec line, as the Desktop Entry Specification has it read; the quotes are a shell's."""
    unescaped = line.replace("\\\\", "\0").replace("\\n", "\n").replace("\0", "\\").replace("%%", "%")
    shell = subprocess.run(["sh", "-c", f"printf '%s\\0' {unescaped}"], capture_output=True, text=True, check=True)
    return shell.stdout.split("\0")[:-1]


@pytest.mark.parametrize("command", [COMMAND, ODD], ids=["usual", "odd"])
def test_the_command_comes_out_as_it_went_in(command: Sequence[str]) -> None:
    line = exec_of(command)
    assert "\n" not in line
    assert as_read(line) == command


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("[Desktop Entry]\nExec=tiktrack\nHidden=true\n", id="hidden"),
        pytest.param("[Desktop Entry]\nExec=tiktrack\nX-GNOME-Autostart-enabled=false\n", id="switched off in GNOME"),
        pytest.param("Exec=tiktrack\n", id="no entry"),
        pytest.param("", id="empty"),
        pytest.param("[Desktop Entry]\nHidden=perhaps\n", id="nonsense"),
        pytest.param("\x00\x80", id="no text"),
    ],
)
def test_an_entry_that_starts_nothing_is_none(tmp_path: Path, text: str) -> None:
    path = tmp_path / "tiktrack.desktop"
    path.write_bytes(text.encode("latin-1"))
    entry = XdgEntry(path)
    assert not entry.is_there()
    entry.write(COMMAND)
    assert entry.is_there()


@pytest.mark.parametrize("kind", [XdgEntry, LaunchAgent])
def test_a_folder_that_cannot_be_written_to_is_told_in_words(
    tmp_path: Path, kind: type[XdgEntry | LaunchAgent]
) -> None:
    (tmp_path / "file").touch()
    entry = kind(tmp_path / "file" / "entry")
    assert not entry.is_there()
    with pytest.raises(AutostartFailed, match=r"Couldn’t change what starts with the computer, .*file.entry: "):
        entry.write(COMMAND)
    with pytest.raises(AutostartFailed):
        entry.remove()


# macOS


def test_the_launch_agent_starts_the_command_at_login(tmp_path: Path) -> None:
    path = tmp_path / "app.tiktrack.plist"
    LaunchAgent(path).write(ODD)
    agent = plistlib.loads(path.read_bytes())
    assert (agent["ProgramArguments"], agent["RunAtLoad"], agent["Label"]) == (ODD, True, "app.tiktrack")


# Windows


def test_the_registry_has_the_command_as_windows_reads_it() -> None:
    registry = Registry()
    entry = RunKey(registry)
    entry.write([r"C:\Users\Mara Q\tiktrack-gui.exe", "--hidden"])
    assert registry.keys[RUN]["TikTrack"] == r'"C:\Users\Mara Q\tiktrack-gui.exe" --hidden'
    entry.remove()
    assert registry.keys[RUN] == {"OneDrive": "onedrive.exe"}


def test_what_the_task_manager_switched_off_is_off_until_it_is_switched_on_here() -> None:
    registry = Registry()
    entry = RunKey(registry)
    entry.write(COMMAND)
    registry.keys[APPROVED] = {"TikTrack": b"\x02" + bytes(11)}
    assert entry.is_there()
    registry.keys[APPROVED] = {"TikTrack": b"\x03" + bytes(11)}
    assert not entry.is_there()
    entry.write(COMMAND)
    assert entry.is_there()


def test_a_registry_that_refuses_is_told_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    registry = Registry()

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Access is denied")

    monkeypatch.setattr(registry, "CreateKey", refuse)
    with pytest.raises(AutostartFailed, match="Access is denied"):
        RunKey(registry).write(COMMAND)


# The command


@pytest.fixture
def bin_(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the running Python, so far without TikTrack's own programs."""
    monkeypatch.setattr(sys, "executable", str(tmp_path / "bin" / "python3.11"))
    monkeypatch.delenv("TIKTRACK_DATA_DIR")
    return tmp_path / "bin"


def made(path: Path) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.touch()
    return path


def test_without_an_installed_program_python_starts_the_module(bin_: Path) -> None:
    assert login_command(usual_folder(), {}) == [str(bin_ / "python3.11"), "-m", "tiktrack_gui", "--hidden"]


def test_the_installed_program_is_started(bin_: Path) -> None:
    program = made(bin_ / "tiktrack")
    assert login_command(usual_folder(), {}) == [str(program), "--hidden"]


def test_on_windows_the_one_without_a_console_is_started(bin_: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    made(bin_ / "tiktrack.exe")
    program = made(bin_ / "tiktrack-gui.exe")
    assert autostart._program({}) == [str(program)]


def test_another_data_folder_is_kept(bin_: Path, tmp_path: Path) -> None:
    program = made(bin_ / "tiktrack")
    folder = DataFolder(tmp_path / "my data")
    assert login_command(folder, {}) == [str(program), "--data-dir", str(folder.root), "--hidden"]


def test_a_package_starts_its_own_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(made(tmp_path / "tiktrack" / "tiktrack")))
    other = {"APPIMAGE": "/home/mara/Other.AppImage", "APPDIR": "/tmp/.mount_Other"}
    assert login_command(usual_folder(), other) == [sys.executable, "--hidden"]


def test_an_app_image_is_started_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(made(tmp_path / "tiktrack" / "tiktrack")))
    image = {"APPIMAGE": "/home/mara/TikTrack.AppImage", "APPDIR": str(tmp_path)}
    assert login_command(usual_folder(), image) == ["/home/mara/TikTrack.AppImage", "--hidden"]
