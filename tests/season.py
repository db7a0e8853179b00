"""A season in a database: 90 days of refreshes and 200 tracked creators, as TikTrack itself records them.

    python -m tests.season FILE

TikTok is the demo's, a pure function of the seed and the time, so the file's contents are always the same. In the
middle, the computer was off for five days; towards the end TikTok blocked one day's refreshes.
"""

from __future__ import annotations

import asyncio
import atexit
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from tests.services.fakes import FakeClock
from tiktrack_gui.clients.tiktok.comments import comment_page
from tiktrack_gui.clients.tiktok.parse import (
    creator_from_profile_page,
    found_creators,
    hashtag_id,
    place_from_page,
    video_from_page,
    video_page,
)
from tiktrack_gui.core.criteria import Criteria
from tiktrack_gui.core.discovery.comments import CommentPage
from tiktrack_gui.core.durations import DAY, HOUR, MINUTE
from tiktrack_gui.core.errors import Blocked, TikTokError
from tiktrack_gui.core.models import Creator, Origin, SearchAnswer, SourceAnswer, Video, VideoPage
from tiktrack_gui.core.progress import Progress
from tiktrack_gui.core.sources import Capability
from tiktrack_gui.demo.population import Population
from tiktrack_gui.services.creators import Creators
from tiktrack_gui.services.health import HealthWatch
from tiktrack_gui.services.trending import Trending
from tiktrack_gui.store import Store

NOW = 1_792_600_000  # 21 Oct 2026, like the other pictures
DAYS = 90
CREATORS = 200
THRESHOLD = 100.0
BEGINNING = NOW - DAYS * DAY
OFF = range(BEGINNING + 40 * DAY, BEGINNING + 45 * DAY)
BLOCKED = range(NOW - 9 * DAY, NOW - 8 * DAY)
REFRESHED_EVERY = 8 * HOUR  # on the last day every 30 min
CHECKED_EVERY = 12 * HOUR


@dataclass(frozen=True, slots=True)
class Figures:
    """What the season's database has, as counted while it was recorded."""

    refreshes: int
    blocked: int


class SeasonTikTok:
    """The demo's population as TikTok in a browser would give it; for a day, the feed is blocked."""

    name = "season"

    def __init__(self, clock: FakeClock) -> None:
        self.population = Population()
        self._clock = clock

    async def trending(self, count: int, progress: Progress | None = None) -> SourceAnswer:
        now = self._clock.now()
        if int(now) in BLOCKED:
            raise Blocked(Capability.TRENDING)
        page = video_page(self.population.trending(now, count), now, Origin.ITEM_LIST)
        return SourceAnswer(videos=page.videos, left_out=page.left_out, server_time=page.server_time)

    async def hashtag(self, name: str, count: int, progress: Progress | None = None) -> SourceAnswer:
        now = self._clock.now()
        id_ = hashtag_id(self.population.hashtag_detail(name, now))
        listed = self.population.hashtag_list(str(id_), now, count)
        page = video_page(listed, now, Origin.ITEM_LIST, Capability.HASHTAG)
        return SourceAnswer(videos=page.videos, left_out=page.left_out, server_time=page.server_time)

    async def creator(self, handle: str, known: Creator | None = None) -> Creator:
        now = self._clock.now()
        return creator_from_profile_page(self.population.profile_scope(handle, now), now, Origin.PROFILE_PAGE)

    async def creator_videos(self, handle: str, known: Creator | None = None) -> VideoPage:
        now = self._clock.now()
        return video_page(self.population.item_list(handle, now), now, Origin.ITEM_LIST, Capability.CREATOR_VIDEOS)

    async def video(self, handle: str, video_id: int) -> Video:
        now = self._clock.now()
        return video_from_page(self.population.video_scope(video_id, now), now, Origin.VIDEO_PAGE)

    async def search(self, term: str) -> SearchAnswer:
        now = self._clock.now()
        return found_creators(self.population.search(term, now), now)

    async def comments(self, video: Video, cursor: int = 0) -> CommentPage:
        return comment_page(self.population.comment_list(video.id, cursor, self._clock.now()), video, cursor)

    async def place(self, handle: str, video_id: int) -> str | None:
        return place_from_page(self.population.video_scope(video_id, self._clock.now()), video_id)

    async def destination(self, url: str) -> str:
        return url

    async def close(self) -> None:
        """Does nothing."""


def record(file: Path) -> Figures:
    """Takes about twenty seconds."""
    with Store(file) as store:
        return asyncio.run(_record(store))


@cache
def recorded() -> Path:
    """The path of a season's database, recorded once per process; copy it before changing it."""
    folder = Path(tempfile.mkdtemp(prefix="season"))
    atexit.register(shutil.rmtree, folder)
    record(folder / "tiktrack.db")
    return folder / "tiktrack.db"


async def _record(store: Store) -> Figures:
    clock = FakeClock(BEGINNING)
    tiktok = SeasonTikTok(clock)
    health = HealthWatch(store, clock)
    trending, creators = Trending(tiktok, store, health, clock), Creators(tiktok, store, health, clock)
    await _track(creators, store, tiktok.population)
    refreshes = blocked = 0
    for moment in _refreshes():
        clock.time = moment
        refreshes += 1
        try:
            await trending.refresh(50, Criteria(threshold=THRESHOLD), manual=True)
        except TikTokError:
            blocked += 1
    clock.time = NOW - 10 * MINUTE
    await creators.refresh(manual=True)
    return Figures(refreshes, blocked)


async def _track(creators: Creators, store: Store, population: Population) -> None:
    for handle in population.handles[:CREATORS]:
        checked = await creators.add(handle)
        assert checked.creator is not None
        history = population.history(handle, BEGINNING, NOW - HOUR, CHECKED_EVERY)
        samples = [replace(sample, origin=Origin.PROFILE_PAGE) for sample in history if sample.at not in OFF]
        await store.creators.record_history(checked.creator.id, samples)


def _refreshes() -> Iterator[int]:
    for moment in range(BEGINNING + HOUR, NOW - DAY, REFRESHED_EVERY):
        if moment not in OFF:
            yield moment
    yield from range(NOW - DAY, NOW, 30 * MINUTE)


if __name__ == "__main__":
    print(record(Path(sys.argv[1])))
