"""What it costs to open a creator's profile with two years of hourly measurements, among 200 such creators, and to move
its slider.

The floors: the same rows read by bare sqlite3; for the lateness, the same timer while the window is at rest.
"""

from __future__ import annotations

import asyncio
import os
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from tests.bench.floor import Row, measure
from tests.bench.two_years import TWO_YEARS, creator_id, world
from tiktrack_gui.clock import SystemClock
from tiktrack_gui.core.as_of import History, as_of
from tiktrack_gui.core.durations import HOUR
from tiktrack_gui.core.tracked import TrackedCreator
from tiktrack_gui.host.paths import DataFolder
from tiktrack_gui.store import Store

WARM, OPENED = (1, 3), (5, 7, 9, 11, 13, 15, 17)  # creators whose followers TikTok rounds to hundreds
VIDEOS = 300
SPAN = TWO_YEARS.samples * HOUR
STEPS = 60
TICK = 0.005  # s
SETTLED = 0.5  # s, in which nothing happens any more
QUERY = (
    "SELECT at, followers, following, likes, videos, rounded, repaired, origin FROM creator_samples "
    "WHERE creator_id = ? ORDER BY at"
)


@dataclass(frozen=True, slots=True)
class Times:
    """ms. opened: until the profile is shown. late: the latest tick meanwhile. slid: a step of the slider. at_rest: the
    latest tick at rest.
    """

    opened: list[float] = field(default_factory=list)
    late: list[float] = field(default_factory=list)
    slid: list[float] = field(default_factory=list)
    at_rest: list[float] = field(default_factory=list)


def rows() -> Iterable[Row]:
    with world(TWO_YEARS) as folder:
        path, now, creator = DataFolder(folder).database, SystemClock().now(), creator_id(OPENED[0])
        with Store(path) as store, closing(sqlite3.connect(path)) as bare:
            ours, floor = measure(
                lambda: store.profiles.profile_of(creator, VIDEOS).result(),
                lambda: bare.execute(QUERY, (creator,)).fetchall(),
                rounds=7,
            )
            yield Row(name=f"reading {TWO_YEARS.samples:,} measurements", value=ours, unit="ms", floor=floor)
            history, _ = store.profiles.profile_of(creator, VIDEOS).result()
        yield Row(name="a profile as of another moment", value=median_step(history, now), unit="ms", at_most=16)
        times = in_window(path, now)
    opened, slid, at_rest = (statistics.median(found) for found in (times.opened, times.slid, times.at_rest))
    yield Row(name="opening the profile", value=opened, unit="ms", floor=floor, at_most=100)
    late = max(times.late)
    yield Row(name="opening the profile: the latest 5 ms tick", value=late, unit="ms", floor=at_rest, at_most=50)
    yield Row(name="a step of the slider, shown", value=slid, unit="ms", at_most=16)


def median_step(history: History, now: float) -> float:
    took = []
    for number in range(STEPS):
        start = time.perf_counter()
        as_of(history, now - number * SPAN // STEPS)
        took.append(1000 * (time.perf_counter() - start))
    return statistics.median(took)


def in_window(path: Path, now: float) -> Times:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from tiktrack_gui.app.loop import loop_on
    from tiktrack_gui.ui.creators.details import CreatorDetails
    from tiktrack_gui.ui.creators.model import Entry
    from tiktrack_gui.ui.creators.profile_actions import TURN
    from tiktrack_gui.ui.theme.theme import Theme
    from tiktrack_gui.ui.widgets.growth_plot import canvas_type
    from tiktrack_gui.ui.widgets.pictures import Pictures

    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    canvas_type()  # as `app.session_imports` does
    times, ticks = Times(), list[float]()

    async def open_profile(details: CreatorDetails, store: Store, tracked: TrackedCreator) -> None:
        """As `ProfileActions` does."""
        await asyncio.sleep(SETTLED)
        times.at_rest.append(_latest(ticks))
        ticks.clear()
        start = time.perf_counter()
        details.show_creator(Entry(tracked=tracked), now)
        history, videos = await store.profiles.profile_of(tracked.creator.id, VIDEOS)
        details.show_history(history, videos, now, HOUR)
        await asyncio.sleep(TURN)
        details.show_videos_now()
        details.repaint()
        times.opened.append(1000 * (time.perf_counter() - start))
        await asyncio.sleep(SETTLED)
        times.late.append(_latest(ticks))
        ticks.clear()

    async def work(store: Store, cache: Path) -> None:
        theme = Theme(app, cache)
        details = CreatorDetails(theme, Pictures(theme))
        details.resize(928, 900)
        details.show()
        tracked = {entry.creator.id: entry for entry in await store.creators.tracked()}
        timer = asyncio.ensure_future(_tick(ticks))
        for number in (*WARM, *OPENED):
            await open_profile(details, store, tracked[creator_id(number)])
        for found in (times.opened, times.late):
            del found[: len(WARM)]  # the chart wasn't there yet
        timer.cancel()
        await asyncio.sleep(2 * TICK)  # processEvents mustn't run it within this task
        for number in range(1, STEPS):
            start = time.perf_counter()
            details._bar._slider.setValue(number * SPAN // STEPS)
            app.processEvents()
            times.slid.append(1000 * (time.perf_counter() - start))
        details.close()

    with tempfile.TemporaryDirectory() as cache, Store(path) as store, loop_on(app) as runner:
        runner.run(work(store, Path(cache)))
    return times


async def _tick(ticks: list[float]) -> None:
    while True:
        ticks.append(time.perf_counter())
        await asyncio.sleep(TICK)


def _latest(ticks: list[float]) -> float:
    """ms by which the latest tick was late."""
    return 1000 * max(later - earlier - TICK for earlier, later in pairwise(ticks))
