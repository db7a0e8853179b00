"""Which browser TikTrack uses: the one that was chosen, else one that is installed, else its own."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tiktrack_gui.clients.browser import install as browser_install
from tiktrack_gui.core.errors import BrowserInstallFailed, BrowserUnusable, NoBrowser
from tiktrack_gui.core.models import Progress

OWN_NAME = "TikTrack’s own Chromium"

# Commands on Linux, places below Windows' program folders, and applications on macOS, in the order of preference
LINUX = (
    ("chromium", "Chromium"),
    ("chromium-browser", "Chromium"),
    ("google-chrome-stable", "Google Chrome"),
    ("google-chrome", "Google Chrome"),
    ("microsoft-edge-stable", "Microsoft Edge"),
    ("microsoft-edge", "Microsoft Edge"),
)
WINDOWS = (
    ("Chromium/Application/chrome.exe", "Chromium"),
    ("Google/Chrome/Application/chrome.exe", "Google Chrome"),
    ("Microsoft/Edge/Application/msedge.exe", "Microsoft Edge"),
)
WINDOWS_FOLDERS = ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")
MACOS = ("Chromium", "Google Chrome", "Microsoft Edge")

# Where playwright's installer puts the program, per system and processor
OWN = (
    "chromium-*/chrome-linux*/chrome",
    "chromium-*/chrome-win*/chrome.exe",
    "chromium-*/chrome-mac*/*.app/Contents/MacOS/*",
)
INSTALLED_MARK = "INSTALLATION_COMPLETE"


@dataclass(frozen=True, slots=True)
class Browser:
    """A browser TikTrack can drive, with the name its user knows."""

    path: Path
    name: str

    @property
    def sentence(self) -> str:
        if self.name == OWN_NAME:
            return f"Using {self.name}."
        return f"Using {self.name}. Nothing to install, and your own tabs and sign-ins aren’t touched."

    @property
    def is_edge(self) -> bool:
        return "edge" in self.path.name.lower()


Trial = Callable[[Browser], Awaitable[None]]


class Browsers:
    """Finds the browser to use, and downloads one when there is none."""

    def __init__(self, folder: Path, chosen: Callable[[], str] = str, trial: Trial | None = None) -> None:
        """folder: where TikTrack's own browser is put. chosen: the path in the settings, asked anew each time, so
        that a changed one holds at once; "" = none. trial: starts a browser for a moment, or raises NoBrowser.
        """
        self._folder = folder
        self._chosen = chosen
        self._trial = trial

    def find(self) -> Browser:
        """Raises NoBrowser, also when the chosen one is not there: another one might be just what the user avoids.

        That what was chosen is a browser is found out when it is started.
        """
        if chosen := self._chosen():
            return _at(Path(chosen))
        browser = next(installed(), None) or own(self._folder)
        if browser is None:
            raise NoBrowser(detail=f"none is installed, none is in {self._folder}")
        return browser

    async def try_out(self, path: Path) -> None:
        """Starts the program at that path for a moment. Raises NoBrowser when it is no browser."""
        browser = _at(path)
        if self._trial is not None:
            await self._trial(browser)

    async def install(self, progress: Progress | None = None) -> Browser:
        """Downloads TikTrack's own Chromium.

        progress gets "Downloading <what>", and how many of how many bytes. Cancelling stops the download. Raises
        BrowserInstallFailed.
        """
        await browser_install.install(self._folder, without_our_libraries(), progress)
        browser = own(self._folder)
        if browser is None:
            raise BrowserInstallFailed("the installer ended well, yet there is no browser")
        return browser


def _at(path: Path) -> Browser:
    path = path.expanduser()
    if not path.is_file():
        raise BrowserUnusable(path, "it is not there", is_there=False)
    if not os.access(path, os.X_OK):
        raise BrowserUnusable(path, "it is no program")
    return Browser(path, _name_of(path))


def installed(platform: str = sys.platform, environ: Mapping[str, str] = os.environ) -> Iterator[Browser]:
    """The browsers of this computer, best first."""
    for path, name in _places(platform, environ):
        if path.is_file() and not _is_snap(path):
            yield Browser(path, name)


def own(folder: Path) -> Browser | None:
    """The newest of those `install` has put into the folder."""
    found = [path for pattern in OWN for path in folder.glob(pattern)]
    whole = [path for path in found if (folder / path.relative_to(folder).parts[0] / INSTALLED_MARK).exists()]
    newest = max(whole, key=lambda path: _revision(path.relative_to(folder).parts[0]), default=None)
    return Browser(newest, OWN_NAME) if newest else None


def without_our_libraries(environ: Mapping[str, str] = os.environ) -> dict[str, str]:
    """The environment for other programs. A frozen TikTrack's libraries are not meant for them."""
    env = dict(environ)
    original = env.pop("LD_LIBRARY_PATH_ORIG", None)
    if getattr(sys, "frozen", False):
        env.pop("LD_LIBRARY_PATH", None)
        if original is not None:
            env["LD_LIBRARY_PATH"] = original
    return env


def _places(platform: str, environ: Mapping[str, str]) -> Iterator[tuple[Path, str]]:
    if platform == "win32":
        folders = [environ[name] for name in WINDOWS_FOLDERS if environ.get(name)]
        yield from ((Path(folder) / place, name) for place, name in WINDOWS for folder in folders)
    elif platform == "darwin":
        roots = (Path("/Applications"), Path(environ.get("HOME", "~")) / "Applications")
        yield from ((root / f"{name}.app/Contents/MacOS/{name}", name) for name in MACOS for root in roots)
    else:
        commands = ((shutil.which(command, path=environ.get("PATH", "")), name) for command, name in LINUX)
        yield from ((Path(command), name) for command, name in commands if command)


def _is_snap(path: Path) -> bool:
    """Ubuntu's Chromium: a stub that starts (or installs) a snap, which playwright cannot drive."""
    resolved = path.resolve()
    if "snap" in resolved.parts or resolved.name == "snap":
        return True
    with resolved.open("rb") as file:
        start = file.read(2048)
    return start.startswith(b"#!") and b"/snap/" in start


def _name_of(path: Path) -> str:
    name = path.stem.lower()
    if "edge" in name:
        return "Microsoft Edge"
    return "Chromium" if "chromium" in str(path).lower() else "Google Chrome" if "chrome" in name else path.stem


def _revision(folder_name: str) -> int:
    digits = folder_name.rpartition("-")[2]
    return int(digits) if digits.isdigit() else 0
