"""Cost of the store: recording a run of 50 videos, and reading the feed from 10,000 stories.

The floors are the same rows through bare `sqlite3`: written in one transaction to an identical file, and read by one
query without creating objects.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from tests.bench.floor import Row, measure
from tests.store.examples import NOW, a_run, a_video, measured
from tiktrack_gui.core.models import MeasuredVideo
from tiktrack_gui.core.runs import Run
from tiktrack_gui.store import Store

VIDEOS = 50  # per run; all new and all passing
HISTORY = 20  # runs in the file before the first measured one
ROUNDS = 30
STORIES = 10_000
FEED = 500
PAGE = Path(__file__).parents[1] / "data" / "tiktok" / "recommend_item_list_2022-11.json"

# Conditions for the rows that a run recorded at the second ?1 wrote to a table.
ROWS_OF_RUN = {
    "creators": "first_seen_at = ?1",
    "creator_samples": "at = ?1",
    "videos": "first_seen_at = ?1",
    "video_samples": "at = ?1",
    "raw_posts": "fetched_at = datetime(?1, 'unixepoch')",
    "stories": "flagged_at = datetime(?1, 'unixepoch')",
    "scrape_runs": "finished_at = ?1",
    "creator_words": "creator_id IN (SELECT id FROM creators WHERE first_seen_at = ?1)",
    "creator_sizes": "creator_id IN (SELECT id FROM creators WHERE first_seen_at = ?1)",
}
FEED_SQL = """
    SELECT s.score, s.engagement_velocity, s.reason_flagged, s.score_parts, v.*, c.*, vs.*, cs.*
    FROM (SELECT * FROM stories WHERE platform = 'TikTok' AND is_active = 1
          ORDER BY updated_at DESC, engagement_velocity DESC LIMIT ?) AS s
    JOIN raw_posts AS p ON p.id = s.raw_post_id
    JOIN videos AS v ON v.id = CAST(p.platform_post_id AS INTEGER)
    JOIN creators AS c ON c.id = v.creator_id
    JOIN video_samples AS vs ON vs.video_id = v.id
     AND vs.at = (SELECT MAX(at) FROM video_samples WHERE video_id = v.id)
    JOIN creator_samples AS cs ON cs.creator_id = c.id
     AND cs.at = (SELECT MAX(at) FROM creator_samples WHERE creator_id = c.id)
"""

Recording = tuple[Run, Sequence[MeasuredVideo]]
Inserts = Mapping[str, Sequence[tuple[Any, ...]]]


def rows() -> Iterable[Row]:
    with tempfile.TemporaryDirectory() as folder:
        ours, floor = recording_a_run(Path(folder))
        yield Row(name="recording a run of 50 videos", value=ours, unit="ms", floor=floor, at_most=25, times=3)
        ours, floor = reading_the_feed(Path(folder))
        yield Row(name="reading a feed of 500 from 10,000 stories", value=ours, unit="ms", floor=floor, at_most=30)


def recording_a_run(folder: Path) -> tuple[float, float]:
    recordings = [recording(number, recorded_items()) for number in range(HISTORY + 1 + ROUNDS)]
    start, ours, bare, whole = (folder / name for name in ("start.db", "ours.db", "bare.db", "whole.db"))
    make(start, recordings[:HISTORY])
    for copy in (ours, bare, whole):
        shutil.copy(start, copy)
    make(whole, recordings[HISTORY:])
    inserts = iter([inserts_of(whole, run) for run, _ in recordings[HISTORY:]])
    runs = iter(recordings[HISTORY:])
    with Store(ours) as store, closing(sqlite3.connect(bare, isolation_level=None)) as connection:
        connection.executescript("PRAGMA journal_mode = wal; PRAGMA synchronous = full; PRAGMA foreign_keys = 1")
        return measure(
            lambda: store.runs.record_run(*next(runs)).result(), lambda: write(connection, next(inserts)), ROUNDS
        )


def reading_the_feed(folder: Path) -> tuple[float, float]:
    file = folder / "feed.db"
    make(file, [recording(number, [{}]) for number in range(STORIES // VIDEOS)])
    with Store(file) as store, closing(sqlite3.connect(file)) as connection:
        assert len(store.stories.feed(FEED).result()) == len(connection.execute(FEED_SQL, [FEED]).fetchall()) == FEED
        return measure(
            lambda: store.stories.feed(FEED).result(), lambda: connection.execute(FEED_SQL, [FEED]).fetchall(), ROUNDS
        )


def recorded_items() -> list[dict[str, Any]]:
    """Videos as TikTok sends them, so that the stored data has a realistic size."""
    items: list[dict[str, Any]] = json.loads(PAGE.read_text(encoding="utf-8"))["itemList"]
    return items


def recording(number: int, items: Sequence[dict[str, Any]]) -> Recording:
    """A run with videos that are in no other run."""
    videos = [measured(a_video(number * VIDEOS + n, at=NOW + number, raw=items[n % len(items)])) for n in range(VIDEOS)]
    return a_run(videos, at=NOW + number), videos


def make(file: Path, recordings: Sequence[Recording]) -> None:
    with Store(file) as store:
        for run, videos in recordings:
            store.runs.record_run(run, videos).result()


def inserts_of(file: Path, run: Run) -> Inserts:
    """All rows written by the run, by the statement that inserts them."""
    inserts: dict[str, list[tuple[Any, ...]]] = {}
    with closing(sqlite3.connect(file)) as connection:
        for table, condition in ROWS_OF_RUN.items():
            found = connection.execute(f"SELECT * FROM {table} WHERE {condition}", [run.finished_at]).fetchall()
            assert len(found) == (1 if table == "scrape_runs" else VIDEOS) or table == "creator_words"
            inserts[f"INSERT INTO {table} VALUES ({', '.join('?' * len(found[0]))})"] = found
    return inserts


def write(connection: sqlite3.Connection, inserts: Inserts) -> None:
    connection.execute("BEGIN IMMEDIATE")
    for insert, values in inserts.items():
        connection.executemany(insert, values)
    connection.execute("COMMIT")
