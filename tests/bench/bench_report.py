"""What a report costs of 200 creators who were measured every hour for a year, also in the window.

The floors: the same rows read by bare sqlite3; for the lateness, the same window at rest.
"""

from __future__ import annotations

import asyncio
import sqlite3
import statistics
from collections.abc import Iterable
from contextlib import closing

from tests.bench import window_reporting
from tests.bench.floor import Row, measure
from tests.bench.process import measured_by
from tests.bench.two_years import Size, world
from tiktrack_gui.clock import SystemClock
from tiktrack_gui.core.baseline import READ
from tiktrack_gui.core.durations import HOUR
from tiktrack_gui.core.report import Period, Report, Wanted, period_of
from tiktrack_gui.host.paths import DataFolder
from tiktrack_gui.services.reporting import Reporting
from tiktrack_gui.store import Store

YEAR = Size(creators=200, days=365, every=HOUR, videos=120)
ROUNDS, RUNS = 3, 3
SAMPLES = (
    "SELECT at, followers, following, likes, videos, rounded, repaired, origin FROM creator_samples "
    "WHERE creator_id = ? AND at >= ? ORDER BY at"
)
VIDEOS = (
    "SELECT v.*, s.* FROM videos AS v JOIN video_samples AS s ON s.video_id = v.id AND s.at = "
    "(SELECT MAX(at) FROM video_samples WHERE video_id = v.id AND at <= ?2) "
    "WHERE v.creator_id = ?1 AND v.posted_at <= ?2 ORDER BY v.posted_at DESC, v.id DESC LIMIT ?3"
)


def rows() -> Iterable[Row]:
    with world(YEAR) as folder:
        path, clock = DataFolder(folder).database, SystemClock()
        period = period_of(None, None, clock.now())
        with Store(path) as store, closing(sqlite3.connect(path)) as bare:
            tracked = tuple(entry.creator.id for entry in store.creators.tracked().result())
            reporting = Reporting(store, clock, every)
            ours, floor = measure(lambda: made(reporting, tracked, period), lambda: read(bare, tracked, period), ROUNDS)
            name = f"reading a report of {len(tracked)} creators"
            yield Row(name=name, value=ours, unit="ms", floor=floor, times=5)
        runs = [measured_by(window_reporting, folder) for _ in range(RUNS)]
    drawing = statistics.median(one["took"][1] for one in runs)
    yield Row(name="drawing its pages", value=drawing, unit="ms")
    at_rest = statistics.median(max(one["rest"]) for one in runs)
    for part in ("reading", "drawing"):
        late = statistics.median(max(one[part]) for one in runs)
        yield Row(name=f"{part} it: the window’s latest tick", value=late, unit="ms", floor=at_rest, at_most=50)


def every() -> float:
    return HOUR


def made(reporting: Reporting, creator_ids: tuple[int, ...], period: Period) -> Report:
    wanted = Wanted(creator_ids=creator_ids, name="All", is_list=True)
    return asyncio.run(reporting.made(wanted, period))


def read(file: sqlite3.Connection, creator_ids: tuple[int, ...], period: Period) -> int:
    """Returns how many rows there are."""
    number = 0
    for creator_id in creator_ids:
        number += len(file.execute(SAMPLES, (creator_id, period.read_since)).fetchall())
        number += len(file.execute(VIDEOS, (creator_id, period.end, READ)).fetchall())
    return number
