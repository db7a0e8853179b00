"""What the daily upkeep removes, and what it leaves."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.services.conftest import World
from tests.services.fakes import creator, video
from tests.services.test_posting import stories
from tiktrack_gui.core.criteria import Criteria
from tiktrack_gui.core.durations import DAY, MINUTE
from tiktrack_gui.core.keeping import Keeping
from tiktrack_gui.services.upkeep import Upkeep
from tiktrack_gui.store import retention

SLOW, FAST = 1, 2


def upkeep_of(world: World, **days: int) -> Upkeep:
    return Upkeep(None, world.store, lambda: Keeping(**days), world.clock)


async def seen(world: World, times: int) -> None:
    """A slow and a fast video, every five minutes."""
    for number in range(times):
        likes = {SLOW: 10 + number, FAST: 10_000_000 + 1_000 * number}
        now = world.clock.time
        authors = {id_: creator(id_, 50_001 + number, at=now) for id_ in likes}
        world.tiktok.videos = [video(id_, likes[id_], by=authors[id_], at=now) for id_ in likes]
        await world.trending.refresh(50, Criteria(), manual=True)
        world.clock.time += 5 * MINUTE


async def measured(world: World) -> dict[int, int]:
    """Returns the number of samples by video."""
    found = await world.store.stories.samples_of([SLOW, FAST], 0)
    return {id_: len(samples) for id_, samples in found.items()}


@pytest.fixture
async def old(world: World) -> World:
    """Two hours and more of measurements, forty days ago."""
    world.clock.time -= world.clock.time % DAY
    await seen(world, 30)
    world.clock.time += 40 * DAY
    return world


async def test_slow_videos_go_and_stories_are_thinned(old: World) -> None:
    assert await measured(old) == {SLOW: 30, FAST: 30}
    await upkeep_of(old).do_if_due()
    assert await measured(old) == {FAST: 3}
    assert [len(await old.store.creators.growth_of(id_)) for id_ in (SLOW, FAST)] == [2, 2]


async def test_with_0_days_everything_is_kept_forever(old: World) -> None:
    await upkeep_of(old, slow_days=0, full_days=0).do_if_due()
    assert await measured(old) == {SLOW: 30, FAST: 30}


async def test_it_is_done_once_a_day(old: World) -> None:
    upkeep = upkeep_of(old)
    await upkeep.do_if_due()
    await seen(old, 1)
    old.clock.time += DAY - 6 * MINUTE
    await upkeep.do_if_due()
    assert await measured(old) == {SLOW: 1, FAST: 4}
    old.clock.time += 31 * DAY
    await upkeep.do_if_due()
    assert await measured(old) == {FAST: 4}


async def test_other_calls_come_between_its_steps(old: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retention, "SAMPLES", 5)
    upkeep = asyncio.ensure_future(upkeep_of(old).do_if_due())
    answers = 0
    while not upkeep.done():
        await measured(old)
        answers += 1
    await upkeep
    assert answers > 5


async def test_raw_data_is_kept_for_its_time(world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tiktrack_gui.services.upkeep.BATCH", 2)
    for day in range(3):
        await stories(world, *(creator(10 * day + number) for number in range(1, 6)))
        world.clock.time += 20 * DAY
    await upkeep_of(world).do_if_due()
    with closing(sqlite3.connect(tmp_path / "tiktrack.db")) as file:
        kept = [raw != "{}" for (raw,) in file.execute("SELECT raw_data FROM raw_posts ORDER BY id")]
    assert kept == [False] * 10 + [True] * 5
    assert (await world.trending.feed()).total == 15
