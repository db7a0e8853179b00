"""Starting at login: the entry in the place where this system looks for one, and the command it starts."""

from __future__ import annotations

import configparser
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path
from typing import Any

import platformdirs

from tiktrack_gui.core.errors import AutostartFailed
from tiktrack_gui.host.files import replace_text
from tiktrack_gui.host.paths import DataFolder, expanded, is_usual

HIDDEN = "--hidden"  # as in cli.command_line
NAME = "TikTrack"
DESKTOP_ENTRY = "Desktop Entry"
RUN = r"Software\Microsoft\Windows\CurrentVersion\Run"
APPROVED = r"Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run"  # what the Task Manager switches
LABEL = "app.tiktrack"  # as the bundle's identifier


def login_entry() -> XdgEntry | LaunchAgent | RunKey:
    """Returns this system's, for this user. Its methods access the disk or the registry, and raise AutostartFailed."""
    match sys.platform:
        case "win32":
            return RunKey(import_module("winreg"))
        case "darwin":
            return LaunchAgent(expanded(Path("~/Library/LaunchAgents")) / f"{LABEL}.plist")
        case _:
            return XdgEntry(platformdirs.user_config_path() / "autostart" / "tiktrack.desktop")


def login_command(folder: DataFolder, environ: Mapping[str, str] = os.environ) -> list[str]:
    """Returns the command that starts this very TikTrack with this data folder, in the tray."""
    data_dir = [] if is_usual(folder) else ["--data-dir", str(folder.root)]
    return [*_program(environ), *data_dir, HIDDEN]


def _program(environ: Mapping[str, str]) -> list[str]:
    """The package's program or the installed one, without a console on Windows; else Python with the module."""
    here, suffix = Path(sys.executable), ".exe" if sys.platform == "win32" else ""
    is_package = getattr(sys, "frozen", False)
    if is_package and "APPIMAGE" in environ and here.is_relative_to(environ.get("APPDIR", "")):
        return [environ["APPIMAGE"]]  # what it contains is elsewhere each time
    for name in ("tiktrack-gui", "tiktrack"):
        program = here.with_name(name + suffix)
        if program.is_file():
            return [str(program)]
    return [str(here)] if is_package else [str(here), "-m", "tiktrack_gui"]


class XdgEntry:
    """A file in the folder `autostart` of the Desktop Application Autostart Specification."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def is_there(self) -> bool:
        """Whether it starts anything: such an entry is also switched off by a line in it."""
        file = configparser.RawConfigParser(strict=False)
        try:
            file.read_string(self._path.read_text("utf-8"))
            entry = file[DESKTOP_ENTRY]
            return not entry.getboolean("Hidden", False) and entry.getboolean("X-GNOME-Autostart-enabled", True)
        except (OSError, ValueError, KeyError, configparser.Error):
            return False

    def write(self, command: Sequence[str]) -> None:
        lines = (
            *(f"[{DESKTOP_ENTRY}]", "Type=Application", f"Name={NAME}", f"Exec={exec_of(command)}"),
            *("Icon=tiktrack", "Terminal=false", "StartupNotify=false"),
        )
        _write(self._path, "\n".join(lines) + "\n")

    def remove(self) -> None:
        _remove(self._path)


class LaunchAgent:
    """A property list in the user's LaunchAgents (macOS)."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def is_there(self) -> bool:
        return self._path.is_file()

    def write(self, command: Sequence[str]) -> None:
        import plistlib

        agent = {"Label": LABEL, "ProgramArguments": list(command), "RunAtLoad": True, "ProcessType": "Interactive"}
        _write(self._path, plistlib.dumps(agent).decode())

    def remove(self) -> None:
        _remove(self._path)


class RunKey:
    """A value of the registry's key Run (Windows)."""

    def __init__(self, registry: Any) -> None:
        """registry: the module winreg, which only Windows has."""
        self._registry = registry

    def is_there(self) -> bool:
        try:
            return bool(self._value(RUN)) and not self._is_switched_off()
        except OSError:
            return False

    def write(self, command: Sequence[str]) -> None:
        registry = self._registry
        with _told(Path(RUN)):
            with registry.CreateKey(registry.HKEY_CURRENT_USER, RUN) as key:
                registry.SetValueEx(key, NAME, 0, registry.REG_SZ, subprocess.list2cmdline(command))
            self._delete(APPROVED)

    def remove(self) -> None:
        with _told(Path(RUN)):
            self._delete(RUN)

    def _is_switched_off(self) -> bool:
        """The first byte is odd for an entry that the user disabled."""
        with suppress(FileNotFoundError):
            return bool(self._value(APPROVED)[0] & 1)
        return False

    def _value(self, where: str) -> Any:
        registry = self._registry
        with registry.OpenKey(registry.HKEY_CURRENT_USER, where) as key:
            return registry.QueryValueEx(key, NAME)[0]

    def _delete(self, where: str) -> None:
        registry = self._registry
        with (
            suppress(FileNotFoundError),
            registry.OpenKey(registry.HKEY_CURRENT_USER, where, 0, registry.KEY_SET_VALUE) as key,
        ):
            registry.DeleteValue(key, NAME)


def exec_of(command: Sequence[str]) -> str:
    """Returns the value of Exec: arguments in quotes, no field codes, and then escaped as any string of such a file."""
    quoted = " ".join('"' + re.sub(r'(["`$\\])', r"\\\1", argument) + '"' for argument in command)
    return quoted.replace("%", "%%").replace("\\", "\\\\").replace("\n", "\\n")


def _write(path: Path, text: str) -> None:
    with _told(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_text(path, text)


def _remove(path: Path) -> None:
    with _told(path):
        path.unlink(missing_ok=True)


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise AutostartFailed(path, error.strerror) from error
