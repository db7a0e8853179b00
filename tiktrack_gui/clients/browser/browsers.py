"""Selects the browser to use: the one in the settings, else an installed one, else TikTrack's own."""

from __future__ import annotations

import asyncio
import os
import shutil
import sys
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from tiktrack_gui.clients.browser import install as browser_install
from tiktrack_gui.clients.browser.proxy import for_installer
from tiktrack_gui.core.errors import (
    BrowserInstallFailed,
    BrowserUnconfirmed,
    BrowserUnusable,
    NoBrowser,
    OldBrowserIgnored,
)
from tiktrack_gui.core.progress import Progress
from tiktrack_gui.host.paths import expanded
from tiktrack_gui.host.proxies import Direct, Proxies

OWN_NAME = "TikTrack’s own Chromium"

# Commands on Linux, paths below Windows' program folders, and applications on macOS, in order of preference
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

# Where playwright's installer puts the executable, by system and architecture
OWN = (
    "chromium-*/chrome-linux*/chrome",
    "chromium-*/chrome-win*/chrome.exe",
    "chromium-*/chrome-mac*/*.app/Contents/MacOS/*",
)
INSTALLED_MARK = "INSTALLATION_COMPLETE"


@dataclass(frozen=True, slots=True)
class Browser:
    """A browser TikTrack can control, with the name users know."""

    path: Path
    name: str
    on_unsandboxed: Callable[[str], None] | None = field(default=None, compare=False, repr=False)

    def say_unsandboxed(self) -> None:
        """Tells the window, from any thread, that this browser runs without its sandbox."""
        if self.on_unsandboxed is not None:
            self.on_unsandboxed(self.name)

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
    """Finds the browser to use, and downloads one if there is none."""

    def __init__(
        self,
        folder: Path | None,
        chosen: Callable[[], str] = str,
        trial: Trial | None = None,
        proxies: Proxies | None = None,
        *,
        is_confirmed: Callable[[], bool] = lambda: True,
        old_folder: Path | None = None,
        on_unsandboxed: Callable[[str], None] | None = None,
    ) -> None:
        """folder: where TikTrack's own browser is installed; None if there is no place for one. chosen: returns the
        path in the settings ("" = none), read anew each time so that changes apply at once. trial: briefly starts a
        browser, or raises NoBrowser. is_confirmed: whether somebody on this computer knows the chosen one. old_folder:
        in the data folder; nothing in it is started. on_unsandboxed: called with a browser's name, in any thread.
        """
        self._folder = folder
        self._chosen = chosen
        self._trial = trial
        self._proxies = proxies or Direct()
        self._is_confirmed = is_confirmed
        self._old_folder = old_folder
        self._on_unsandboxed = on_unsandboxed

    def find(self) -> Browser:
        """Returns the browser to use. Raises NoBrowser.

        There is no fallback if the chosen one is missing: the user may want to avoid the others. Whether it is really
        a browser only shows when it is started.
        """
        return replace(self._found(), on_unsandboxed=self._on_unsandboxed)

    def _found(self) -> Browser:
        old = self._old_folder
        if chosen := self._chosen():
            if old is not None and expanded(Path(chosen)).resolve().is_relative_to(old.resolve()):
                raise OldBrowserIgnored(old)
            if not self._is_confirmed():
                raise BrowserUnconfirmed(chosen)
            return _at(Path(chosen))
        browser = next(installed(), None) or (own(self._folder) if self._folder is not None else None)
        if browser is None and old is not None and own(old) is not None:
            raise OldBrowserIgnored(old)
        if browser is None:
            raise NoBrowser(detail=f"none is installed, none is in {self._folder}")
        return browser

    async def try_out(self, path: Path) -> None:
        """Briefly starts the program at `path`. Raises NoBrowser if it isn't a usable browser."""
        browser = _at(path)
        if self._trial is not None:
            await self._trial(browser)

    async def install(self, progress: Progress | None = None) -> Browser:
        """Downloads TikTrack's own Chromium.

        progress: called with "Downloading <what>", bytes done and bytes total. Cancelling stops the download. Raises
        BrowserInstallFailed.
        """
        if self._folder is None:
            raise BrowserInstallFailed("there is no home folder to keep it in")
        await asyncio.to_thread(self._folder.mkdir, mode=0o700, parents=True, exist_ok=True)
        env = await for_installer(without_our_libraries(), self._proxies)
        await browser_install.install(self._folder, env, progress)
        browser = own(self._folder)
        if browser is None:
            raise BrowserInstallFailed("the installer ended well, yet there is no browser")
        return browser


def _at(path: Path) -> Browser:
    path = expanded(path)
    if not os.path.isfile(path):  # noqa: PTH113  Path's raises if a folder may not be searched
        raise BrowserUnusable(path, "it is not there", is_there=False)
    if not os.access(path, os.X_OK):
        raise BrowserUnusable(path, "it is no program")
    return Browser(path, _name_of(path))


def installed(platform: str = sys.platform, environ: Mapping[str, str] = os.environ) -> Iterator[Browser]:
    """Yields the installed browsers in order of preference."""
    for path, name in _places(platform, environ):
        if path.is_file() and not _is_snap(path):
            yield Browser(path, name)


def own(folder: Path) -> Browser | None:
    """Returns the newest browser that `install` put into the folder, or None."""
    found = [path for pattern in OWN for path in folder.glob(pattern)]
    whole = [path for path in found if (folder / path.relative_to(folder).parts[0] / INSTALLED_MARK).exists()]
    newest = max(whole, key=lambda path: _revision(path.relative_to(folder).parts[0]), default=None)
    return Browser(newest, OWN_NAME) if newest else None


def without_our_libraries(environ: Mapping[str, str] = os.environ) -> dict[str, str]:
    """The environment for other programs, without the library path of a frozen TikTrack."""
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
    """Whether it is a stub that starts (or installs) a snap, like Ubuntu's Chromium; playwright can't control snaps."""
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
