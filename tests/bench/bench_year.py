"""What a year's data costs: the feed, the choice of whom to post, a step of the daily thinning, and `verify`.

The floors: the same feed from a database with no other stories, the same deletes through bare `sqlite3`, and SQLite's
own check of the same file.
"""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

from tests.bench import year
from tests.bench.floor import Row, measure
from tests.store.examples import CHANNEL, NOW, a_run, a_video, measured
from tiktrack_gui.core.keeping import START, Keeping, Place
from tiktrack_gui.core.selection import STORY_LIFE
from tiktrack_gui.store import Store

FEED = 500
ROUNDS = 10
CHECKS = 3


def rows() -> Iterable[Row]:
    with tempfile.TemporaryDirectory() as folder:
        full, small = Path(folder) / "full.db", Path(folder) / "small.db"
        year.fill(full)
        ours, floor = thinning(Path(folder), full)
        yield Row(name="a step of thinning a year’s data", value=ours, unit="ms", floor=floor, at_most=50)
        with Store(full) as store, Store(small) as almost_empty:
            items = [measured(a_video(number)) for number in range(FEED)]
            almost_empty.runs.record_run(a_run(items), items).result()
            ours, floor = measure(
                lambda: store.stories.feed(FEED).result(), lambda: almost_empty.stories.feed(FEED).result(), ROUNDS
            )
            yield Row(name="a feed of 500 in a year’s data", value=ours, unit="ms", floor=floor, times=3)
            ours, floor = measure(
                lambda: store.stories.creators_to_post(CHANNEL, NOW - int(STORY_LIFE)).result(),
                lambda: almost_empty.stories.creators_to_post(CHANNEL, 0).result(),
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
