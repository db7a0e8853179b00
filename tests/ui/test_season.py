"""The pages and commands over a season's data: the right top ten, equal windows, and the same counts everywhere.

What is right is computed here with plain SQL from the same database.
"""

from __future__ import annotations

import asyncio
import re
import shutil
import sqlite3
from bisect import bisect_right
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests import season
from tests.e2e.command import Command
from tests.services.fakes import FakeClock
from tests.ui.scenery import scenery
from tests.ui.shown import shown
from tiktrack_gui.core.criteria import Criteria
from tiktrack_gui.core.durations import DAY, HOUR
from tiktrack_gui.core.keeping import Keeping
from tiktrack_gui.core.samples import CREATOR_COUNTS
from tiktrack_gui.host.paths import DataFolder
from tiktrack_gui.services.trending import Trending
from tiktrack_gui.services.upkeep import Upkeep
from tiktrack_gui.store import Store
from tiktrack_gui.ui.activity.page import ActivityPage
from tiktrack_gui.ui.creators.page import CreatorsPage
from tiktrack_gui.ui.theme.look import Look, Mode, Motion
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.trending.page import TrendingPage

SHOWN = 48 * HOUR  # the default
WINDOW = 28 * DAY


@dataclass(frozen=True, slots=True)
class Story:
    """A stored story, as computed here."""

    id: int
    found_at: int
    posted_at: int
    samples: tuple[tuple[int, int, int], ...]  # (second, engagement, step it is rounded to), oldest first

    @property
    def lifetime(self) -> float:
        at, engagement, _ = self.samples[-1]
        return engagement / max((at - self.posted_at) / 60, 1)

    @property
    def now(self) -> float | None:
        """Engagement per minute between the last measurements that are 10 min apart; None if that says nothing."""
        at, engagement, rounding = self.samples[-1]
        place = bisect_right([sample[0] for sample in self.samples], at - 600)
        if not place:
            return None
        earlier = self.samples[place - 1]
        minutes, change, rounding = (at - earlier[0]) / 60, engagement - earlier[1], max(rounding, earlier[2])
        if abs(change) >= rounding:
            return max(change, 0) / minutes
        bound = rounding / minutes
        return bound if bound < self.lifetime else None

    @property
    def rises(self) -> bool:
        return self.now is not None and self.now >= 1.05 * self.lifetime

    @property
    def is_current(self) -> bool:
        since = season.NOW - SHOWN
        return self.found_at >= since or (self.samples[-1][0] >= since and self.rises)


def step(count: int, bit: int, rounded: int) -> int:
    if not rounded & bit:
        return 0
    return 100 if count < 1_000_000 else 100_000 if count < 1_000_000_000 else 100_000_000


@pytest.fixture(scope="module")
def stories() -> list[Story]:
    with closing(sqlite3.connect(season.recorded())) as file:
        samples: dict[int, list[tuple[int, int, int]]] = {}
        for video, at, *counts, rounded in file.execute(
            "SELECT video_id, at, likes, comments, shares, rounded FROM video_samples ORDER BY video_id, at"
        ):
            rounding = sum(step(count, bit, rounded) for count, bit in zip(counts, (1, 2, 4), strict=True))
            samples.setdefault(video, []).append((at, sum(counts), rounding))
        rows = file.execute(
            "SELECT videos.id, CAST(strftime('%s', flagged_at) AS INTEGER), videos.posted_at "
            "FROM stories JOIN raw_posts ON raw_posts.id = raw_post_id "
            "JOIN videos ON videos.id = CAST(platform_post_id AS INTEGER)"
        )
        return [Story(video, found, posted, tuple(samples[video])) for video, found, posted in rows]


@pytest.fixture(scope="module")
def theme(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Theme:
    return Theme(qapp, tmp_path_factory.mktemp("cache"), Look(appearance=Mode.LIGHT, animations=Motion.OFF))


@pytest.fixture(scope="module")
def trending(theme: Theme) -> Iterator[TrendingPage]:
    with shown("season_trending", theme) as window:
        page = window.findChild(TrendingPage)
        assert page is not None
        yield page


@pytest.fixture
def command(tmp_path: Path) -> Command:
    folder = DataFolder(tmp_path / "season")
    folder.create()
    shutil.copyfile(season.recorded(), folder.database)
    return Command(folder.root, {})


def counted_rows(command: Command, what: str) -> int:
    """How many there are, according to `tiktrack verify`."""
    found = re.search(rf"^ *{what} +([\d,]+)$", command.in_this_process("verify").stdout, re.MULTILINE)
    assert found is not None
    return int(found[1].replace(",", ""))


def test_it_is_a_whole_season(stories: list[Story]) -> None:
    assert len(stories) > 500
    assert sum(story.found_at < season.NOW - 30 * DAY for story in stories) > 100
    assert sum(story.now is not None for story in stories) > 100


def test_the_top_ten_are_the_fastest_of_what_is_current(trending: TrendingPage, stories: list[Story]) -> None:
    current = [story for story in stories if story.is_current and story.lifetime >= season.THRESHOLD]
    fastest = sorted(current, key=lambda story: -(story.lifetime if story.now is None else story.now))
    top = [trending._model.item(row) for row in range(10)]
    assert [item.video.id for item in top] == [story.id for story in fastest[:10]]
    assert all(item.found_at is not None and item.found_at >= season.NOW - SHOWN for item in top)


def test_every_count_of_stories_is_the_same(trending: TrendingPage, stories: list[Story], command: Command) -> None:
    current = sum(story.is_current and story.lifetime >= season.THRESHOLD for story in stories)
    assert trending._model.rowCount() == current
    assert trending._shown.above == current
    assert f" {current} " in f"{trending._figures._figures['passed'].accessibleName()} "
    with scenery(season.recorded()) as scene:
        service = Trending(scene.tiktok, scene.store, scene.health, scene.clock)
        counted = scene.tasks._loop.run_until_complete(
            service.story_count(Criteria(threshold=season.THRESHOLD), SHOWN / HOUR)
        )
    assert counted == current  # the rail's number until the page is opened
    assert trending._model.total == len(stories) == counted_rows(command, "Stories")


def test_a_search_finds_stories_that_rest(trending: TrendingPage, stories: list[Story]) -> None:
    resting = [story.id for story in stories if story.samples[-1][0] < season.NOW - 8 * DAY]
    item = trending._model.known(resting[0])
    assert item is not None
    trending._filters._search.setText(item.video.creator.handle)
    assert item.video.id in {trending._model.item(row).video.id for row in range(trending._model.rowCount())}
    trending._filters._search.clear()
    assert trending._model.row_of(item.video.id) is None


def test_growth_has_the_same_window_for_all(theme: Theme, command: Command) -> None:
    with shown("season_creators", theme) as window:
        page = window.findChild(CreatorsPage)
        assert page is not None
        entries = [page._model.entry(row) for row in range(page._model.rowCount())]
    assert len(entries) == season.CREATORS
    listed = {row["handle"]: row for row in command.in_this_process("creators", "list", "--json").json["creators"]}
    with closing(sqlite3.connect(season.recorded())) as file:
        for entry in entries:
            followers = dict(_exact_followers(file, entry.id))
            before, now = max(at for at in followers if at <= season.NOW - WINDOW), max(followers)
            assert entry.growth is not None
            assert abs(entry.growth.seconds - WINDOW) <= season.CHECKED_EVERY
            # between the two measured exactly nearest to the window's beginning, there may be a rounded one
            after = min(at for at in followers if at > season.NOW - WINDOW)
            changes = sorted(followers[now] - followers[at] for at in (before, after))
            assert changes[0] - entry.growth.margin <= entry.growth.amount <= changes[1] + entry.growth.margin
            assert listed[entry.tracked.creator.handle]["followers"] == followers[now]


def _exact_followers(file: sqlite3.Connection, creator_id: int) -> Iterator[tuple[int, int]]:
    yield from file.execute(
        "SELECT at, followers FROM creator_samples WHERE creator_id = ? AND rounded & 1 = 0 AND followers IS NOT NULL",
        (creator_id,),
    )


def test_every_run_is_counted_once(theme: Theme, trending: TrendingPage, command: Command) -> None:
    with closing(sqlite3.connect(season.recorded())) as file:
        [(runs, failed)] = file.execute("SELECT COUNT(*), SUM(outcome = 'failed') FROM scrape_runs")
        [(fetched, passed)] = file.execute("SELECT fetched, passed FROM scrape_runs ORDER BY id DESC LIMIT 1")
    assert failed > 0
    figures = trending._figures._figures
    assert figures["fetched"].accessibleName() == f"Fetched {fetched} {passed} passed"
    with shown("season_activity", theme) as window:
        page = window.findChild(ActivityPage)
        assert page is not None
        newest = page._runs.model.record(0)
    assert (newest.fetched, newest.passed) == (fetched, passed)
    assert counted_rows(command, "Runs") == runs


# What the upkeep removes


async def displayed(store: Store) -> tuple[object, ...]:
    """The feed, the growth over 7 and 28 days and the highest and lowest counts of all tracked creators."""
    tracked = [entry.creator.id for entry in await store.creators.tracked()]
    growth = [await store.creators.earlier_creator_samples(tracked, season.NOW - days * DAY) for days in (7, 28)]
    extremes = []
    for creator_id in tracked:
        samples = await store.creators.growth_of(creator_id)
        for name in CREATOR_COUNTS:
            counts = [count for sample in samples if (count := getattr(sample, name)) is not None]
            extremes.append((min(counts), max(counts)))
    return await store.stories.feed(5_000), growth, extremes


async def test_the_daily_upkeep_leaves_what_is_shown_as_it_is(tmp_path: Path) -> None:
    """In a season everything is measured twice a day, so one a day is what thins it."""
    recorded = await asyncio.to_thread(season.recorded)  # it runs a loop of its own
    file = Path(shutil.copy(recorded, tmp_path / "tiktrack.db"))
    keeping = Keeping(full_days=30, hourly_days=30)
    with Store(file) as store:
        before, samples = await displayed(store), (await store.integrity.verify()).counts
        await Upkeep(None, store, lambda: keeping, FakeClock(season.NOW)).do_if_due()
        assert await displayed(store) == before
        after = await store.integrity.verify()
    assert after.problems == []
    assert after.counts["creator_samples"] < 0.75 * samples["creator_samples"]
    assert after.counts["video_samples"] < samples["video_samples"]
    assert {name: after.counts[name] for name in ("creators", "stories")} == {
        name: samples[name] for name in ("creators", "stories")
    }
