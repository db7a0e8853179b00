"""Moving from demo data to real data: set up a browser, then fetch a few live videos as proof."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Protocol

from tiktrack_gui.clock import Clock
from tiktrack_gui.core.criteria import Criteria
from tiktrack_gui.core.errors import NothingFetched
from tiktrack_gui.core.left_out import in_words
from tiktrack_gui.core.models import MeasuredVideo
from tiktrack_gui.core.progress import Progress
from tiktrack_gui.core.score import measure
from tiktrack_gui.services.sources import TikTokSource

LIVE_VIDEOS = 3


class FoundBrowser(Protocol):
    """A browser TikTrack can use."""

    @property
    def path(self) -> Path: ...

    @property
    def sentence(self) -> str:
        """Tells the user what using this browser means."""
        ...


class BrowserChoice(Protocol):
    """Finds, tests and downloads browsers."""

    def find(self) -> FoundBrowser:
        """Returns the browser to use. Raises NoBrowser."""
        ...

    async def try_out(self, path: Path) -> None:
        """Briefly starts the program at `path`. Raises NoBrowser if it isn't a usable browser."""
        ...

    async def install(self, progress: Progress | None = None) -> FoundBrowser:
        """progress: called with what is being downloaded, bytes done and bytes total. Raises BrowserInstallFailed."""
        ...


class Onboarding:
    """The steps of "Use my real data"."""

    def __init__(
        self,
        browsers: BrowserChoice,
        open_tiktok: Callable[[], TikTokSource],
        show_tiktok: Callable[[], Awaitable[None]],
        keep_path: Callable[[str], Awaitable[None]],
        clock: Clock,
    ) -> None:
        """open_tiktok: creates a live source, which this class closes. show_tiktok: opens TikTok in a window for the
        user and returns once that is closed. keep_path: saves the browser path that `browsers` uses from then on.
        """
        self._browsers = browsers
        self._open_tiktok = open_tiktok
        self._show_tiktok = show_tiktok
        self._keep_path = keep_path
        self._clock = clock

    def browser(self) -> FoundBrowser:
        """Returns the browser to use. Raises NoBrowser."""
        return self._browsers.find()

    async def install(self, progress: Progress | None = None) -> FoundBrowser:
        """Downloads TikTrack's own browser and selects it. Raises BrowserInstallFailed, and what `choose` raises."""
        found = await self._browsers.install(progress)
        return await self.choose(found.path)

    async def choose(self, path: Path) -> FoundBrowser:
        """Selects the browser at `path`. Raises NoBrowser, or BadInput or CannotWrite from `keep_path`."""
        await self._keep_path(str(path))
        return self._browsers.find()

    async def show_tiktok(self) -> None:
        """Opens TikTok so that the user can accept cookies or solve a verification puzzle. Raises TikTokError."""
        await self._show_tiktok()

    async def first_videos(self, progress: Progress | None = None) -> list[MeasuredVideo]:
        """Fetches and measures three live videos without storing anything. Raises TikTokError."""
        tiktok = self._open_tiktok()
        try:
            answer = await tiktok.trending(LIVE_VIDEOS, progress)
        finally:
            await tiktok.close()
        if not answer.videos:
            raise NothingFetched(in_words(answer.left_out))
        at = answer.server_time or self._clock.now()
        return [measure(video, Criteria(), at) for video in answer.videos[:LIVE_VIDEOS]]
