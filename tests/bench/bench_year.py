"""What a year's data costs: a run, the feed, the choice of whom to post, the back-test, thinning, and `verify`.

The floors: the same in an empty database; for the back-test and a step of the daily thinning, the same SQL through bare
`sqlite3`; for a step of the threshold, counting in a list; and SQLite's own check of the same file.
"""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

from tests.bench import year
from tests.bench.bench_store import VIDEOS, Recording, recorded_items
from tests.bench.floor import Row, measure
from tests.store.examples import NOW, a_creator, a_run, a_video, measured
from tiktrack_gui.core.backtest import Backtest
from tiktrack_gui.core.durations import DAY
from tiktrack_gui.core.keeping import START, Keeping, Place
from tiktrack_gui.core.selection import STORY_LIFE
from tiktrack_gui.services.trending import BACKTEST_DAYS
from tiktrack_gui.store import Store

FEED = 500
ROUNDS = 10
RUNS = 120
CHECKS = 3
BACKTEST = """
    SELECT v.creator_id, MAX((s.likes + s.comments + s.shares) * 60.0 / MAX(s.at - v.posted_at, 60)) FROM videos AS v
    CROSS JOIN video_samples AS s ON s.video_id = v.id AND s.at >= ? WHERE v.last_seen_at >= ? GROUP BY v.id
"""


def rows() -> Iterable[Row]:
    with tempfile.TemporaryDirectory() as folder:
        full, small = Path(folder) / "full.db", Path(folder) / "small.db"
        year.fill(full)
        ours, floor = thinning(Path(folder), full)
        yield Row(name="a step of thinning a year’s data", value=ours, unit="ms", floor=floor, at_most=50)
        with Store(full) as store, Store(small) as almost_empty:
            yield from dragging_the_threshold(store, full)
            items = [measured(a_video(number)) for number in range(FEED)]
            almost_empty.runs.record_run(a_run(items), items).result()
            ours, floor = measure(
                lambda: store.stories.feed(FEED).result(), lambda: almost_empty.stories.feed(FEED).result(), ROUNDS
            )
            yield Row(name="a feed of 500 in a year’s data", value=ours, unit="ms", floor=floor, times=3)
            ours, floor = measure(
                lambda: store.stories.candidates(NOW - int(STORY_LIFE)).result(),
                lambda: almost_empty.stories.candidates(0).result(),
                ROUNDS,
            )
            yield Row(name="whom to post, in a year’s data", value=ours, unit="ms", floor=floor, times=10)
            with closing(sqlite3.connect(full)) as file:
                ours, floor = measure(
                    lambda: store.integrity.verify().result(),
                    lambda: file.execute("PRAGMA integrity_check").fetchall(),
                    CHECKS,
                )
            yield Row(name="verify, of a year’s data", value=ours, unit="ms", floor=floor, times=3)
            with Store(Path(folder) / "empty.db") as empty:
                ours, floor = recording_a_run(store, empty)
            yield Row(name="recording a run, in a year’s data", value=ours, unit="ms", floor=floor, times=1.2)


def recording_a_run(full: Store, empty: Store) -> tuple[float, float]:
    """Records the same runs in both."""
    runs = [a_run_of_a_new_day(number) for number in range(RUNS + 1)]
    ours, floor = iter(runs), iter(runs)
    return measure(
        lambda: full.runs.record_run(*next(ours)).result(), lambda: empty.runs.record_run(*next(floor)).result(), RUNS
    )


def a_run_of_a_new_day(number: int) -> Recording:
    """New videos, which have the highest IDs, of new creators, whose IDs are anywhere between those of the others."""
    at, items = NOW + 1 + number, recorded_items()
    videos = []
    for n in range(number * VIDEOS, (number + 1) * VIDEOS):
        creator = a_creator(n * year.CREATORS // (VIDEOS * (RUNS + 1)) * year.CREATOR_STEP + 1, at=at, handle=f"new{n}")
        number_of_it = (year.VIDEOS + n) * year.VIDEO_STEP
        videos.append(measured(a_video(number_of_it, at=at, creator=creator, raw=items[n % len(items)])))
    return a_run(videos, at=at), videos


def dragging_the_threshold(store: Store, full: Path) -> Iterable[Row]:
    """The back-test, which is loaded before, and each step, which asks it."""
    since = NOW - BACKTEST_DAYS * DAY
    with closing(sqlite3.connect(full)) as file:
        ours, floor = measure(
            lambda: Backtest(BACKTEST_DAYS, store.stories.fastest_measured(since).result()),
            lambda: file.execute(BACKTEST, [since, since]).fetchall(),
            ROUNDS,
        )
    yield Row(name="loading the back-test, of a year’s data", value=ours, unit="ms", floor=floor, at_most=100)
    fastest = store.stories.fastest_measured(since).result()
    backtest, velocities = Backtest(BACKTEST_DAYS, fastest), [velocity for _, velocity in fastest]
    thresholds = range(0, 1_000, 10)
    ours, floor = measure(
        lambda: [backtest.flagged(threshold) for threshold in thresholds],
        lambda: [sum(velocity >= threshold for velocity in velocities) for threshold in thresholds],
        ROUNDS,
    )
    yield Row(name="100 steps of the back-test", value=ours, unit="ms", floor=floor, at_most=100)


def thinning(folder: Path, full: Path) -> tuple[float, float]:
    whole, ours, bare = (Path(shutil.copy(full, folder / name)) for name in ("whole.db", "ours.db", "bare.db"))
    steps = list(thinned(full, whole))
    places, deletes = iter([place for place, _ in steps]), iter([rows for _, rows in steps])
    with Store(ours) as store, closing(sqlite3.connect(bare, isolation_level=None)) as file:
        file.executescript("PRAGMA journal_mode = wal; PRAGMA synchronous = full; PRAGMA foreign_keys = 1")
        return measure(
            lambda: store.retention.thin_video_samples(next(places), NOW, Keeping()).result(),
            lambda: delete(file, next(deletes)),
            ROUNDS,
        )


def thinned(full: Path, copy: Path) -> Iterator[tuple[Place, list[Place]]]:
    """Yields where each step in the copy begins, and the keys of the rows that it deletes."""
    between = "SELECT video_id, at FROM video_samples WHERE (video_id, at) >= (?, ?) AND (video_id, at) < (?, ?)"
    place = START
    with Store(copy) as store, closing(sqlite3.connect(full)) as before, closing(sqlite3.connect(copy)) as after:
        for _ in range(ROUNDS + 1):
            following = store.retention.thin_video_samples(place, NOW, Keeping()).result().place
            assert following is not None
            had, has = (set(file.execute(between, (*place, *following))) for file in (before, after))
            yield place, sorted(had - has)
            place = following


def delete(file: sqlite3.Connection, rows: list[Place]) -> None:
    file.execute("BEGIN IMMEDIATE")
    file.executemany("DELETE FROM video_samples WHERE video_id = ? AND at = ?", rows)
    file.execute("COMMIT")
