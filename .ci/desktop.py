"""Runs a command on a separate virtual desktop: `python .ci/desktop.py COMMAND…`.

The desktop has a virtual screen with a window manager, a tray and notifications, and a D-Bus session with an unlocked
keyring; its home folder is deleted afterwards. All processes started here are also terminated here, by process ID,
however the command ends. The exit status is the command's.
"""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType

BIN = Path(sys.executable).parent
XVFB = "Xvfb -noreset -displayfd {fd} -screen 0 1920x1200x24"
SCREEN_TRIES = 5
TRAYER = "trayer --edge bottom --align right --widthtype request --height 28 --SetDockType true"
KEYRING_PASSWORD = b"only for tests"
SERVICES = ("org.freedesktop.secrets", "org.freedesktop.Notifications")

START_LIMIT = 20.0  # s, for each part of the desktop
COMMAND_GRACE = 30.0  # s, for an interrupted command to clean up
END_LIMIT = 5.0  # s, from SIGTERM to SIGKILL

THE_USERS_OWN = ("WAYLAND_DISPLAY", "XAUTHORITY", "SESSION_MANAGER", "XDG_CURRENT_DESKTOP", "QT_SCALE_FACTOR")


class Interrupted(Exception):
    """A signal was received; the argument is its number."""


class NotStarted(Exception):
    """A part of the desktop did not start."""


class Interruption:
    """Raises Interrupted on a signal, but not while a process is being started: nobody would know and end it."""

    def __init__(self) -> None:
        self._is_delayed = False
        self._number: int | None = None

    def handle(self, number: int, _frame: FrameType | None) -> None:
        for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(each, signal.SIG_IGN)  # ignore further signals during the cleanup
        self._number = number
        if not self._is_delayed:
            self.check()

    @contextmanager
    def delayed(self) -> Iterator[None]:
        """Call `check` after it."""
        self._is_delayed = True
        try:
            yield
        finally:
            self._is_delayed = False

    def check(self) -> None:
        if self._number is not None:
            number, self._number = self._number, None
            raise Interrupted(number)


interruption = Interruption()


class Desktop:
    """The processes of the desktop, and the environment for programs that use it."""

    def __init__(self, home: Path) -> None:
        self.environment = _environment(home)
        self._log = home / "desktop.log"
        self._processes: list[subprocess.Popen[bytes]] = []

    def start(self) -> None:
        self.environment["DISPLAY"] = ":" + self._start_screen()
        address = self._start_telling("dbus-daemon --session --nofork --print-address={fd}")
        self.environment["DBUS_SESSION_BUS_ADDRESS"] = address
        self._start("gnome-keyring-daemon --foreground --unlock --components=secrets", KEYRING_PASSWORD)
        self._start("openbox")
        self._wait("the window manager", lambda: self._answer("xdotool get_num_desktops") != "")
        self._start(TRAYER)
        self._start("dunst")
        self._wait("the tray", lambda: self._answer("xdotool search --class trayer") != "")
        for service in SERVICES:
            self._wait(service, lambda name=service: self._is_on_the_bus(name))  # type: ignore[misc]

    def end(self) -> None:
        """Terminates all processes that `start` started, newest first."""
        for process in reversed(self._processes):
            end(process)

    def _start(self, command: str, text: bytes = b"", pass_fds: tuple[int, ...] = ()) -> None:
        with self._log.open("ab") as log, interruption.delayed():
            process = subprocess.Popen(
                command.split(),
                env=self.environment,
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=log,
                pass_fds=pass_fds,
                start_new_session=True,  # so that Ctrl-C only reaches the command
            )
            self._processes.append(process)
        interruption.check()
        assert process.stdin is not None
        process.stdin.write(text)
        process.stdin.close()

    def _start_screen(self) -> str:
        """Its number. Two that start in the same moment may choose the same one, and then one of them ends."""
        for _ in range(SCREEN_TRIES - 1):
            with suppress(NotStarted):
                return self._start_telling(XVFB)
        return self._start_telling(XVFB)

    def _start_telling(self, command: str) -> str:
        """Starts a process that writes a line to the file descriptor {fd} once it is ready; returns that line."""
        reading, writing = os.pipe()
        with os.fdopen(reading, "rb") as said:
            self._start(command.format(fd=writing), pass_fds=(writing,))
            os.close(writing)
            ready, _, _ = select.select([said], [], [], START_LIMIT)
            line = said.readline().decode().strip() if ready else ""
        if not line:
            raise NotStarted(f"{command.split()[0]} did not start\n{self._log.read_text(errors='replace')}")
        return line

    def _wait(self, what: str, there: Callable[[], bool]) -> None:
        limit = time.monotonic() + START_LIMIT
        while not there():
            if time.monotonic() > limit:
                raise NotStarted(f"{what} did not start\n{self._log.read_text(errors='replace')}")
            time.sleep(0.05)

    def _answer(self, command: str) -> str:
        """Returns the output of a command, or "" if it fails."""
        done = subprocess.run(command.split(), env=self.environment, capture_output=True, text=True, check=False)
        return done.stdout if done.returncode == 0 else ""

    def _is_on_the_bus(self, name: str) -> bool:
        question = "dbus-send --session --print-reply --dest=org.freedesktop.DBus / org.freedesktop.DBus.NameHasOwner"
        return "boolean true" in self._answer(f"{question} string:{name}")


def _environment(home: Path) -> dict[str, str]:
    environment = {name: value for name, value in os.environ.items() if name not in THE_USERS_OWN}
    folders = {"HOME": home}
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR"):
        folders[name] = home / name.removeprefix("XDG_").lower()
        folders[name].mkdir(mode=0o700)
    environment |= {name: str(folder) for name, folder in folders.items()}
    return environment | {
        "PATH": f"{BIN}{os.pathsep}{environment['PATH']}",
        "LC_ALL": "C.UTF-8",
        "NO_AT_BRIDGE": "1",
        "QT_QPA_PLATFORM": "xcb",
        "TEST_DESKTOP": "1",
        "NODE_COMPILE_CACHE": str(home / "node"),  # the tests start playwright's driver often
    }


def end(process: subprocess.Popen[bytes]) -> None:
    """Sends SIGTERM, and SIGKILL if that doesn't help."""
    process.terminate()
    try:
        process.wait(END_LIMIT)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def run(command: list[str], environment: dict[str, str]) -> int:
    """Runs the command and returns its exit status. On a signal, it gets SIGINT and time to clean up."""
    with interruption.delayed():
        process = subprocess.Popen(command, env=environment)
    try:
        interruption.check()
        return process.wait()
    except Interrupted as interrupted:
        (number,) = interrupted.args
        if number != signal.SIGINT:  # the terminal has already sent it to the command
            process.send_signal(signal.SIGINT)
        try:
            process.wait(COMMAND_GRACE)
        except subprocess.TimeoutExpired:
            end(process)
        return 128 + int(number)


def main(command: list[str]) -> int:
    if not command:
        print(__doc__, file=sys.stderr)
        return 2
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, interruption.handle)
    with tempfile.TemporaryDirectory(prefix="tiktrack-desktop-", ignore_cleanup_errors=True) as home:
        desktop = Desktop(Path(home))
        try:
            desktop.start()
            return run(command, desktop.environment)
        except (NotStarted, OSError) as error:
            print(f"desktop: {error}", file=sys.stderr)
            return 1
        except Interrupted as interrupted:
            return 128 + int(interrupted.args[0])
        finally:
            desktop.end()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
