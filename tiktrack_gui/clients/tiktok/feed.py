"""Collects the videos of the feed or of a hashtag from their pages, which repeat videos, and decides when to stop."""

from __future__ import annotations

from collections import Counter

from tiktrack_gui.clients.tiktok.parse import fullest
from tiktrack_gui.core.clocks import AGREE_WITHIN, difference
from tiktrack_gui.core.errors import Changed, ClockWrong, NothingFetched, TikTokError
from tiktrack_gui.core.left_out import in_words, not_all
from tiktrack_gui.core.models import LeftOut, SourceAnswer, Video, VideoPage
from tiktrack_gui.core.sources import Capability

EMPTY_PAGES = 2  # in a row, after which the feed has ended although TikTok says that there is more


class Feed:
    """The distinct videos of one fetch."""

    capability = Capability.TRENDING

    def __init__(self, wanted: int, most_pages: int, at_the_last: str = "") -> None:
        """at_the_last: why there are no more videos after the last page, as part of a sentence."""
        self.wanted = wanted
        self._most_pages = most_pages
        self._at_the_last = at_the_last or f"a run can request at most {most_pages} pages"
        self._pages = 0
        self._empty_pages = 0
        self._videos: dict[int, Video] = {}
        self._left_out: Counter[LeftOut] = Counter()
        self._newest = VideoPage(videos=())
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
        self._videos = {video.id: video for video in fullest((*self._videos.values(), *page.videos))}
        self._pages += 1
        self._empty_pages = 0 if page.videos else self._empty_pages + 1
        if self._newest.clock_error is None or page.clock_error is not None:
            self._newest = page
        if len(self._videos) > known or not known:
            self._left_out.update(page.left_out)  # a page that only repeats others also repeats what is left out
        self._end = self._why_stop(known, page)

    def interrupt(self, error: TikTokError) -> None:
        """Ends the feed with the videos collected so far. Raises the error if there are none."""
        if not self._videos:
            raise error
        self._end = error.sentence.rstrip(".")

    def answer(self) -> SourceAnswer:
        """Returns the collected videos.

        Raises NothingFetched if there are none, Changed if TikTok sent some but none could be read, or ClockWrong.
        """
        if not self._videos:
            raise self._nothing()
        return SourceAnswer(
            videos=tuple(self._videos.values())[: self.wanted],
            left_out=dict(self._left_out),
            server_time=self._newest.server_time,
            clock_error=self._newest.clock_error,
            shortfall=self._shortfall() if self.count < self.wanted else None,
        )

    def _shortfall(self) -> str | None:
        return f"TikTok sent {self.count} of {self.wanted} videos: {self._end}."

    def _nothing(self) -> TikTokError:
        if self._left_out.keys() == {LeftOut.UNREADABLE}:
            return Changed(self.capability, f"none of {self._left_out.total()} items could be read")
        off = self._newest.clock_error or 0.0
        if self._left_out[LeftOut.NO_TIME] and abs(off) > AGREE_WITHIN:
            return ClockWrong(difference(off))
        return NothingFetched(in_words(self._left_out), capability=self.capability)

    def _why_stop(self, known: int, page: VideoPage) -> str | None:
        if self._pages >= self._most_pages:
            return self._at_the_last
        if not page.has_more:
            return "there are no more right now"
        if not page.videos and self._empty_pages < EMPTY_PAGES:
            return None  # the next one may have some
        if len(self._videos) == known:
            return "the next page had no new ones" if known else "the page had none"
        if self._pages >= self._most_pages:
            return f"a run can request at most {self._pages} pages"
        return None


class HashtagList(Feed):
    """The distinct videos of a hashtag, whose pages have a cursor. The list is whole if TikTok says where it ends."""

    capability = Capability.HASHTAG

    def __init__(self, wanted: int, most_pages: int) -> None:
        super().__init__(wanted, most_pages)
        self.cursor = "0"
        self._is_whole = False

    def add(self, page: VideoPage) -> None:
        super().add(page)
        self.cursor = page.cursor or self.cursor
        self._is_whole = not page.has_more

    def _shortfall(self) -> str | None:
        return None if self._is_whole else not_all(self.count, self._end or "")
