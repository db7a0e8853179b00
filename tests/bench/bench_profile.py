"""What it costs to open a creator's profile with two years of hourly measurements, and to move its slider.

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
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from tests.bench.floor import Row, measure
from tiktrack_gui.core.as_of import History, as_of
from tiktrack_gui.core.counts import is_rounded, rounded_as_tiktok
from tiktrack_gui.core.durations import HOUR
from tiktrack_gui.core.models import Creator, CreatorCount, CreatorSample, Origin
from tiktrack_gui.store import Store

NOW = 1_792_600_000
HOURS = 2 * 365 * 24
STEPS = 60
TICK = 0.005  # s
SETTLED = 0.5  # s, in which nothing happens any more
QUERY = (
    "SELECT at, followers, following, likes, videos, rounded, repaired, origin FROM creator_samples "
    "WHERE creator_id = ? ORDER BY at"
)


def rows() -> Iterable[Row]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "tiktrack.db"
        with Store(path) as store:
            creator = fill(store)
            bare = sqlite3.connect(path)
            ours, floor = measure(
                lambda: store.profiles.profile_of(creator.id, 300).result(),
                lambda: bare.execute(QUERY, (creator.id,)).fetchall(),
                rounds=7,
            )
            yield Row(name=f"reading {HOURS:,} measurements", value=ours, unit="ms", floor=floor)
            history, _ = store.profiles.profile_of(creator.id, 300).result()
            bare.close()
        yield Row(name="a profile as of another moment", value=median_step(history), unit="ms", at_most=16)
        opened, late, slid, at_rest = in_window(path, creator)
        yield Row(name="opening the profile", value=opened, unit="ms", floor=floor, at_most=100)
        yield Row(name="opening the profile: the latest 5 ms tick", value=late, unit="ms", floor=at_rest, at_most=50)
        yield Row(name="a step of the slider, shown", value=slid, unit="ms", at_most=16)


def fill(store: Store) -> Creator:
    """Stores the tracked creator, who has more followers each hour, rounded as on TikTok's website."""
    samples = []
    for number in range(HOURS):
        followers = 400_000 + 17 * number + number % 7
        counts = {"followers": followers, "following": 211, "likes": followers * 11, "videos": 200 + number // 60}
        shown = {name: rounded_as_tiktok(count) for name, count in counts.items()}
        rounded = sum(CreatorCount[name.upper()] for name, count in shown.items() if is_rounded(count))
        at = NOW - (HOURS - 1 - number) * HOUR
        samples.append(
            CreatorSample(
                at=at,
                followers=shown["followers"],
                following=shown["following"],
                likes=shown["likes"],
                videos=shown["videos"],
                rounded=rounded,
                origin=Origin.PROFILE_PAGE,
            )
        )
    creator = Creator(id=7, handle="maracooks", name="Mara", bio="Small kitchen", sample=samples[-1])
    store.creators.record_creator(creator, samples[0].at).result()
    store.creators.record_history(creator.id, samples).result()
    store.creators.track(creator.id, samples[0].at).result()
    return creator


def median_step(history: History) -> float:
    took = []
    for number in range(STEPS):
        start = time.perf_counter()
        as_of(history, NOW - number * HOURS * HOUR // STEPS)
        took.append(1000 * (time.perf_counter() - start))
    return statistics.median(took)


def in_window(path: Path, creator: Creator) -> tuple[float, float, float, float]:
    """Returns ms: until the profile is shown, the latest tick meanwhile, a step of the slider, the latest at rest."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication
    from qasync import QEventLoop

    from tiktrack_gui.core.models import TrackedCreator
    from tiktrack_gui.ui.creators.details import CreatorDetails
    from tiktrack_gui.ui.creators.model import Entry
    from tiktrack_gui.ui.theme.theme import Theme
    from tiktrack_gui.ui.widgets.growth_plot import canvas_type
    from tiktrack_gui.ui.widgets.pictures import Pictures

    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    canvas_type()  # as `app.session_imports` does

    async def work(store: Store, cache: Path) -> tuple[float, float, float, float]:
        theme = Theme(app, cache)
        details = CreatorDetails(theme, Pictures(theme))
        details.resize(928, 900)
        details.show()
        other = replace(creator, id=8)  # whose profile was open before: the chart is there
        details.show_creator(Entry(tracked=TrackedCreator(creator=other, state="active")), NOW)
        history, _ = await store.profiles.profile_of(creator.id, 300)
        few = History(creator=other, samples=history.samples[-200:])
        details.show_history(few, NOW, HOUR)
        ticks: list[float] = []
        timer = asyncio.ensure_future(_tick(ticks))
        await asyncio.sleep(SETTLED)
        at_rest = _latest(ticks)
        ticks.clear()
        start = time.perf_counter()
        details.show_creator(Entry(tracked=TrackedCreator(creator=creator, state="active")), NOW)
        history, videos = await store.profiles.profile_of(creator.id, 300)
        details.show_history(history, NOW, HOUR)
        await asyncio.sleep(0)
        details.show_videos_now(videos)
        details.repaint()
        opened = 1000 * (time.perf_counter() - start)
        await asyncio.sleep(SETTLED)
        late = _latest(ticks)
        timer.cancel()
        await asyncio.sleep(2 * TICK)  # processEvents mustn't run it within this task
        took = []
        for number in range(1, STEPS):
            start = time.perf_counter()
            details._bar._slider.setValue(number * HOURS * HOUR // STEPS)
            app.processEvents()
            took.append(1000 * (time.perf_counter() - start))
        details.close()
        return opened, late, statistics.median(took), at_rest

    with tempfile.TemporaryDirectory() as cache, Store(path) as store:
        loop = QEventLoop(app)
        with loop:
            figures: tuple[float, float, float, float] = loop.run_until_complete(work(store, Path(cache)))
            return figures


async def _tick(ticks: list[float]) -> None:
    while True:
        ticks.append(time.perf_counter())
        await asyncio.sleep(TICK)


def _latest(ticks: list[float]) -> float:
    """ms by which the latest tick was late."""
    return 1000 * max(later - earlier - TICK for earlier, later in pairwise(ticks))
