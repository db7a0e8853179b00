"""Fake browsers, installed or not, and a download controlled by the test."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tiktrack_gui.core.errors import BrowserInstallFailed, BrowserUnusable, NoBrowser
from tiktrack_gui.core.progress import Progress


@dataclass(frozen=True)
class FakeBrowser:
    path: Path
    name: str = "Chromium"

    @property
    def sentence(self) -> str:
        return f"Using {self.name}. Nothing to install, and your own tabs and sign-ins aren’t touched."


class FakeBrowsers:
    """As `clients.browser.browsers.Browsers`: the chosen one, else an installed one, else the downloaded one."""

    def __init__(self, folder: Path, *, installed: bool = True, chosen: Callable[[], str] = str) -> None:
        """chosen: returns the path in the settings."""
        self.installed = FakeBrowser(Path("/usr/bin/chromium")) if installed else None
        self.own = FakeBrowser(folder / "chrome", "TikTrack’s own Chromium")
        self.trouble: BrowserInstallFailed | None = None
        self.no_browsers: set[str] = set()  # names of programs that aren't browsers
        self.hold = False  # if true, the download waits at 40 %
        self.begun = asyncio.Event()
        self._chosen = chosen

    def find(self) -> FakeBrowser:
        path = Path(self._chosen() or "/nowhere")
        if self._chosen() and not path.is_file():
            raise NoBrowser
        found = FakeBrowser(path, path.stem.title()) if path.is_file() else self.installed
        if found is None:
            raise NoBrowser
        return found

    async def try_out(self, path: Path) -> None:
        if path.name in self.no_browsers:
            raise BrowserUnusable(path, "it ended")

    async def install(self, progress: Progress | None = None) -> FakeBrowser:
        if progress is not None:
            progress("Downloading Chromium 140.0.7339.16", 70 * 2**20, 174 * 2**20)
        self.begun.set()
        if self.hold:
            await asyncio.Event().wait()
        if self.trouble is not None:
            raise self.trouble
        self.own.path.parent.mkdir(parents=True, exist_ok=True)
        self.own.path.touch()
        return self.own
