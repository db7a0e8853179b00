"""Collects the feed from its pages, which have no order and no cursor, and decides when to stop."""

from __future__ import annotations

from tiktrack_gui.core.errors import Changed, TikTokError
from tiktrack_gui.core.models import Capability, TrendingAnswer, Video, VideoPage


class Feed:
    """The distinct videos of one fetch."""

    def __init__(self, wanted: int, most_pages: int) -> None:
        self.wanted = wanted
        self._most_pages = most_pages
        self._pages = 0
        self._videos: dict[int, Video] = {}
        self._skipped = 0
        self._server_time: float | None = None
        self._end: str | None = None  # why there are no more videos, as part of a sentence

    @property
    def count(self) -> int:
        """How many of the wanted videos have been collected."""
        return min(len(self._videos), self.wanted)

    @property
    def complete(self) -> bool:
        """Whether there is no point in requesting more pages."""
        return self.count == self.wanted or self._end is not None

    def add(self, page: VideoPage) -> None:
        known = len(self._videos)
        for video in page.videos:
            self._videos.setdefault(video.id, video)
        self._pages += 1
        self._server_time = page.server_time or self._server_time
        if len(self._videos) > known or self._pages == 1:
            self._skipped += page.skipped  # a page that only repeats others also repeats their unreadable items
        self._end = self._why_stop(known, page)

    def interrupt(self, error: TikTokError) -> None:
        """Ends the feed with the videos collected so far. Raises the error if there are none."""
        if not self._videos:
            raise error
        self._end = error.sentence.rstrip(".")

    def answer(self) -> TrendingAnswer:
        """Returns the collected videos. Raises Changed if TikTok sent videos but none could be read."""
        if self._skipped and not self._videos:
            raise Changed(Capability.TRENDING, f"none of {self._skipped} items could be read")
        shortfall = None
        if self.count < self.wanted:
            shortfall = f"TikTok sent {self.count} of {self.wanted} videos: {self._end}."
        return TrendingAnswer(
            videos=tuple(self._videos.values())[: self.wanted],
            skipped=self._skipped,
            server_time=self._server_time,
            shortfall=shortfall,
        )

    def _why_stop(self, known: int, page: VideoPage) -> str | None:
        if len(self._videos) == known:
            return "the next page had no new ones" if known else "the page had none"
        if not page.has_more:
            return "there are no more right now"
        if self._pages >= self._most_pages:
            return f"a run can request at most {self._pages} pages"
        return None
