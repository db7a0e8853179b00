"""Tracked creators with a long history, written in bulk, for what must stay fast however long TikTrack runs.

    with world(TWO_YEARS) as folder: ...     # a data folder of one's own, with a copy of the database

Each world is made once per process: 200 creators, measured every hour for two years, take ten seconds.
"""

from __future__ import annotations

import atexit
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from tests.bench.stories import pause
from tests.store.examples import FIRST_CREATOR, FIRST_VIDEO
from tiktrack_gui.clock import SystemClock
from tiktrack_gui.core.durations import DAY, HOUR
from tiktrack_gui.host.paths import DataFolder
from tiktrack_gui.store import Store

CREATOR_STEP, VIDEO_STEP = 7_919, 104_729  # between IDs


@dataclass(frozen=True, slots=True)
class Size:
    """creators: tracked ones. days: of samples, one in each `every` seconds. videos: of each creator, one a day."""

    creators: int
    days: int
    every: int
    videos: int

    @property
    def samples(self) -> int:
        """Of each creator."""
        return self.days * DAY // self.every


TWO_YEARS = Size(creators=200, days=730, every=HOUR, videos=120)
CROWD = Size(creators=5_000, days=35, every=12 * HOUR, videos=9)


@contextmanager
def world(size: Size) -> Iterator[Path]:
    """Yields a data folder with the database of that size, which is deleted afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(made(size), DataFolder(Path(folder)).create().database)
        pause(Path(folder))
        yield Path(folder)


@lru_cache
def made(size: Size) -> Path:
    """Returns the database, whose newest samples are of now. It must not be changed: see `world`."""
    folder = tempfile.mkdtemp()
    atexit.register(shutil.rmtree, folder)
    database = Path(folder) / "tiktrack.db"
    fill(database, size, int(SystemClock().now()) // HOUR * HOUR)
    return database


def creator_id(number: int) -> int:
    return FIRST_CREATOR + number * CREATOR_STEP


def fill(database: Path, size: Size, until: int) -> None:
    """until: when the newest samples were measured, in UTC epoch seconds."""
    with Store(database):
        pass  # makes the tables
    with closing(sqlite3.connect(database, isolation_level=None)) as file:
        file.executescript("PRAGMA synchronous = off; PRAGMA journal_mode = off; PRAGMA cache_size = -200000")
        file.execute("BEGIN")
        for statement in _statements(size, until):
            file.execute(statement)
        file.execute("COMMIT")
        file.executescript("PRAGMA journal_mode = wal")


def _statements(size: Size, until: int) -> Iterator[str]:
    """Half of the creators have counts that TikTok rounds; all grow at their own pace, and by day and night."""
    start = until - (size.samples - 1) * size.every
    yield f"""{_numbers("c", size.creators)}
    INSERT INTO creators (id, sec_uid, handle, name, bio, verified, private, avatar, state, not_found_count,
                          first_seen_at, checked_at, hidden)
    SELECT {FIRST_CREATOR} + c * {CREATOR_STEP}, 'MS4w' || c, 'creator' || c, 'Creator ' || c, 'A bio ' || c,
           c % 9 = 0, 0, 'https://example.com/avatar/' || c, 'active', 0, {start}, {until}, 0 FROM c"""
    yield f"UPDATE sources SET last_run_at = datetime({until + HOUR}, 'unixepoch')"  # so that nothing is due
    yield f"""{_numbers("c", size.creators)}
    INSERT INTO list_entries (list_id, creator_id, position, added_at)
    SELECT (SELECT id FROM lists WHERE name = 'Tracked'), {FIRST_CREATOR} + c * {CREATOR_STEP}, c + 1, {start} FROM c"""
    count = "(300 + c * 37) * (20 + c % 2 * 900) + n * (1 + c % 7) + n % 24 * (c % 5)"
    shown = f"CASE WHEN ({count}) < 10000 THEN ({count}) ELSE ({count} + 50) / 100 * 100 END"
    yield f"""{_numbers("c", size.creators)}, {_more("n", size.samples)}
    INSERT INTO creator_samples (creator_id, at, followers, following, likes, videos, rounded, repaired, origin)
    SELECT {FIRST_CREATOR} + c * {CREATOR_STEP}, {start} + n * {size.every}, {shown}, 10, 5000 + n * 13 + c,
           {size.videos} + n * {size.every} / {2 * DAY}, ({count}) >= 10000, 0, 'profile_page'
    FROM c CROSS JOIN n"""
    yield f"""{_numbers("c", size.creators)}, {_more("n", size.videos)}
    INSERT INTO videos (id, creator_id, caption, hashtags, sound, kind, ad, pinned, posted_at, cover, first_seen_at,
                        last_seen_at)
    SELECT {FIRST_VIDEO} + (c * {size.videos} + n) * {VIDEO_STEP}, {FIRST_CREATOR} + c * {CREATOR_STEP},
           'A caption of the usual length ' || n, '["one","two"]', 'original sound', 'video', 0, 0,
           {until} - n * {DAY} - 3600, 'https://example.com/cover/' || n, {until} - n * {DAY},
           {until} - n * {DAY} + {HOUR} FROM c CROSS JOIN n"""
    yield f"""INSERT INTO video_samples (video_id, at, likes, comments, shares, views, rounded, repaired, origin)
    SELECT videos.id, first_seen_at + k.value * {6 * HOUR}, 500 + videos.id % 97 * 30 + k.value * 30, 50, 20,
           9000 + videos.id % 89 * 900 + k.value * 400, 0, 0, 'item_list'
    FROM videos CROSS JOIN json_each('{list(range(12))}') AS k
    WHERE first_seen_at + k.value * {6 * HOUR} <= {until}"""


def _numbers(name: str, count: int) -> str:
    return f"WITH RECURSIVE {_more(name, count)}"


def _more(name: str, count: int) -> str:
    return f"{name} ({name}) AS (SELECT 0 UNION ALL SELECT {name} + 1 FROM {name} WHERE {name} < {count - 1})"
