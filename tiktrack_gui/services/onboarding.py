"""From demo data to the user's own: a browser, then a few live videos as proof."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Protocol

from tiktrack_gui.clock import Clock
from tiktrack_gui.core.criteria import Criteria
from tiktrack_gui.core.errors import NothingFetched
from tiktrack_gui.core.models import Capability, MeasuredVideo, Progress
from tiktrack_gui.core.score import measure
from tiktrack_gui.core.velocity import measuring_time
from tiktrack_gui.services.sources import TikTokSource

LIVE_VIDEOS = 3


class FoundBrowser(Protocol):
    """A browser TikTrack can use."""

    @property
    def path(self) -> Path: ...

    @property
    def sentence(self) -> str:
        """What using it means, for the user."""
        ...


class BrowserChoice(Protocol):
    """Finds the browser to use, tries one out, and downloads one."""

    def find(self) -> FoundBrowser:
        """Raises NoBrowser."""
        ...

    async def try_out(self, path: Path) -> None:
        """Starts the program at that path for a moment. Raises NoBrowser when it is no browser."""
        ...

    async def install(self, progress: Progress | None = None) -> FoundBrowser:
        """progress: what is downloaded, and how many of how many bytes. Raises BrowserInstallFailed."""
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
        """open_tiktok makes a live source; it is closed again here. show_tiktok opens TikTok in a window for the user
        and returns once it is closed. keep_path makes `browsers` find that one from now on.
        """
        self._browsers = browsers
        self._open_tiktok = open_tiktok
        self._show_tiktok = show_tiktok
        self._keep_path = keep_path
        self._clock = clock

    def browser(self) -> FoundBrowser:
        """Raises NoBrowser."""
        return self._browsers.find()

    async def install(self, progress: Progress | None = None) -> FoundBrowser:
        """Downloads TikTrack's own browser, to be used from now on. Raises BrowserInstallFailed and as `choose`."""
        found = await self._browsers.install(progress)
        return await self.choose(found.path)

    async def choose(self, path: Path) -> FoundBrowser:
        """Uses the browser at that path from now on. Raises NoBrowser, and BadInput or CannotWrite of `keep_path`."""
        await self._keep_path(str(path))
        return self._browsers.find()

    async def show_tiktok(self) -> None:
        """The user accepts cookies or solves a puzzle there. Raises TikTokError."""
        await self._show_tiktok()

    async def first_videos(self, progress: Progress | None = None) -> list[MeasuredVideo]:
        """Three live videos, measured; nothing is stored. Raises TikTokError."""
        tiktok = self._open_tiktok()
        try:
            answer = await tiktok.trending(LIVE_VIDEOS, progress)
        finally:
            await tiktok.close()
        if not answer.videos:
            raise NothingFetched(Capability.TRENDING)
        at = measuring_time(answer.server_time, self._clock.now())
        return [measure(video, Criteria(), at) for video in answer.videos[:LIVE_VIDEOS]]
