"""Opening a list of 200 creators measured every hour for two years, and scrolling one of 5,000.

The floors: the same SQL in bare sqlite3, without a window; a bare table of as many rows; and for the bytes, what the
numbers of a sample take.
"""

from __future__ import annotations

import sqlite3
import statistics
from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path

from tests.bench import window_with_creators
from tests.bench.bench_window_work import percentile
from tests.bench.floor import Row, measure
from tests.bench.process import measured_by
from tests.bench.two_years import CROWD, TWO_YEARS, made, world
from tiktrack_gui.clock import SystemClock
from tiktrack_gui.core.durations import DAY
from tiktrack_gui.core.growth import GROWTH_DAYS
from tiktrack_gui.host.paths import DataFolder
from tiktrack_gui.store import Store

SOON = 100  # ms
LATE = 50  # ms
FRAME = 16.7  # ms
AT_ONCE = 8  # creators whose figures are computed in one step
NUMBERS = 5 * 8 + 3 + 12  # bytes: time, owner, three counts; two bits and a small count; the origin in words
ROUNDS = 7
SAMPLES = """
    SELECT s.* FROM list_entries AS e CROSS JOIN creator_samples AS s ON s.creator_id = e.creator_id
    AND s.at = (SELECT MAX(at) FROM creator_samples WHERE creator_id = e.creator_id AND at <= ?)
"""
LIST = "SELECT c.* FROM list_entries AS e CROSS JOIN creators AS c ON c.id = e.creator_id ORDER BY e.position"
RECENT = """
    SELECT s.* FROM (SELECT MAX(n.at) AS at FROM creator_samples AS n WHERE n.creator_id = ?1 AND n.at >= ?2
    GROUP BY n.at / 21600) AS kept CROSS JOIN creator_samples AS s ON s.creator_id = ?1 AND s.at = kept.at
"""
VIDEOS = """
    SELECT v.*, s.* FROM (SELECT * FROM videos WHERE creator_id = ? ORDER BY posted_at DESC LIMIT 30) AS v
    CROSS JOIN video_samples AS s
    ON s.video_id = v.id AND s.at = (SELECT MAX(at) FROM video_samples WHERE video_id = v.id)
"""


def rows() -> Iterable[Row]:
    size = made(TWO_YEARS).stat().st_size / (TWO_YEARS.creators * TWO_YEARS.samples)
    yield Row(name="a creator’s sample, with all of the file", value=size, unit="bytes", floor=NUMBERS)
    with world(TWO_YEARS) as folder:
        yield from opening(folder)
    with world(CROWD) as folder:
        times = asked(folder, "scroll")
    ours, floor = (percentile(times[which]) for which in ("ours", "floor"))
    name = f"{CROWD.creators:,} creators: 99 of 100 frames of scrolling"
    yield Row(name=name, value=ours, unit="ms", floor=floor, at_most=FRAME)


def opening(folder: Path) -> Iterable[Row]:
    database, number = DataFolder(folder).database, TWO_YEARS.creators
    with closing(sqlite3.connect(database)) as file, Store(database) as store:
        now = int(SystemClock().now())
        floor = best(
            lambda: [file.execute(LIST).fetchall(), *(read(file, at) for at in (now, now - GROWTH_DAYS * DAY))]
        )
        creators = [entry.creator for entry in store.creators.tracked().result()]
        some = [creator.id for creator in creators[:AT_ONCE]]
        ours, bare = measure(
            lambda: store.overview.figures(creators[:AT_ONCE], now).result(),
            lambda: figures(file, some, now),
            ROUNDS,
        )
    times = asked(folder, "open")
    shown = {name: statistics.median(times[name]) for name in ("list", "overview", "figures")}
    yield Row(name=f"{number} creators: the list opens", value=shown["list"], unit="ms", floor=floor, at_most=SOON)
    yield Row(name=f"{number} creators: the overview", value=shown["overview"], unit="ms", floor=floor, at_most=SOON)
    yield Row(name=f"the figures of the first {AT_ONCE}", value=ours, unit="ms", floor=bare, at_most=SOON)
    yield Row(name=f"the figures of all {number}", value=shown["figures"], unit="ms")
    yield Row(name="meanwhile, the latest tick is late by", value=max(times["late"]), unit="ms", at_most=LATE)


def read(file: sqlite3.Connection, at: int) -> object:
    return file.execute(SAMPLES, [at]).fetchall()


def figures(file: sqlite3.Connection, ids: Iterable[int], now: int) -> object:
    return [
        (file.execute(RECENT, [id_, now - GROWTH_DAYS * DAY]).fetchall(), file.execute(VIDEOS, [id_]).fetchall())
        for id_ in ids
    ]


def best(work: Callable[[], object]) -> float:
    floor, _ = measure(work, lambda: None, ROUNDS)
    return floor


def asked(folder: Path, what: str) -> window_with_creators.Times:
    times: window_with_creators.Times = measured_by(window_with_creators, folder, what)
    return times
