"""What a year's data costs: the feed, the choice of whom to post, and `verify`.

The floors: the same feed from a database with no other stories, and SQLite's own check of the same file.
"""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from tests.bench import year
from tests.bench.floor import Row, measure
from tests.store.examples import CHANNEL, NOW, a_run, a_video, measured
from tiktrack_gui.core.selection import STORY_LIFE
from tiktrack_gui.store import Store

FEED = 500
ROUNDS = 10
CHECKS = 3


def rows() -> Iterable[Row]:
    with tempfile.TemporaryDirectory() as folder:
        full, small = Path(folder) / "full.db", Path(folder) / "small.db"
        year.fill(full)
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
