"""A year's data in a database, written in bulk: 96 refreshes a day, each of 50 videos, two of them new."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from tests.store.examples import FIRST_CREATOR, FIRST_VIDEO, NOW
from tiktrack_gui.core.phases import RESTS_AFTER
from tiktrack_gui.store import Store

YEAR = 365 * 86_400  # s
RUNS = 365 * 96
BETWEEN = 900  # s
NEW_VIDEOS = 2  # per run
SIGHTINGS = 25  # of each, one per run
VIDEOS = RUNS * NEW_VIDEOS
CREATORS = VIDEOS // 2
VIDEO_STEP, CREATOR_STEP = 104_729, 7_919  # between IDs
RAW = "CASE WHEN videos.id % 12 = 0 THEN '{\"x\": \"' || hex(randomblob(1000)) || '\"}' ELSE '{}' END"  # of a month

NUMBERS = "WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < {last})"
STATEMENTS = (
    f"""{NUMBERS.format(last=CREATORS - 1)}
    INSERT INTO creators (id, sec_uid, handle, name, bio, verified, private, avatar, state, not_found_count,
                          first_seen_at, hidden)
    SELECT {FIRST_CREATOR} + i * {CREATOR_STEP}, 'MS4w' || i, 'creator' || i, 'Creator ' || i,
           'A bio of the usual length ' || i, 0, 0, 'https://example.com/avatar/' || i, 'active', 0,
           {NOW - YEAR} + i * {YEAR // CREATORS}, 0 FROM n""",
    f"""{NUMBERS.format(last=VIDEOS - 1)}
    INSERT INTO videos (id, creator_id, caption, hashtags, sound, kind, ad, pinned, posted_at, cover, first_seen_at,
                        last_seen_at)
    SELECT {FIRST_VIDEO} + i * {VIDEO_STEP}, {FIRST_CREATOR} + (i % {CREATORS}) * {CREATOR_STEP},
           'A caption of the usual length ' || i, '["one","two"]', 'original sound', 'video', 0, 0,
           {NOW - YEAR} + i * {YEAR // VIDEOS} - 3600, 'https://example.com/cover/' || i,
           {NOW - YEAR} + i * {YEAR // VIDEOS},
           MIN({NOW - YEAR} + i * {YEAR // VIDEOS} + {(SIGHTINGS - 1) * BETWEEN}, {NOW}) FROM n""",
    f"""INSERT INTO video_samples (video_id, at, likes, comments, shares, views, rounded, repaired, origin)
    SELECT videos.id, first_seen_at + k.value * {BETWEEN}, 5000 + videos.id % 97 * 300 + k.value * 300, 50, 20, 90000,
           0, 0, 'item_list'
    FROM videos, json_each('{list(range(SIGHTINGS))}') AS k WHERE first_seen_at + k.value * {BETWEEN} <= {NOW}""",
    f"""INSERT OR IGNORE INTO creator_samples (creator_id, at, followers, following, likes, videos, rounded, repaired,
                                              origin)
    SELECT creator_id, first_seen_at + k.value * {BETWEEN}, 12000 + first_seen_at % 97 * 100 + k.value * 100, 10, 1000,
           20, 1, 0, 'item_list'
    FROM videos, json_each('[0,2,5,9,14,19,24]') AS k WHERE first_seen_at + k.value * {BETWEEN} <= {NOW}""",
    f"""INSERT INTO raw_posts (platform, platform_post_id, author, content, url, posted_at, likes, raw_data, source_id,
                               fetched_at)
    SELECT 'TikTok', CAST(videos.id AS TEXT), 'creator', 'A caption', 'https://www.tiktok.com/@c/video/' || videos.id,
           datetime(posted_at, 'unixepoch'), 1, {RAW}, 1, datetime(last_seen_at, 'unixepoch')
    FROM videos ORDER BY first_seen_at""",
    f"""INSERT INTO stories (raw_post_id, platform, author, content, url, posted_at, score, engagement_velocity,
                            reason_flagged, score_parts, is_active, flagged_at, updated_at)
    SELECT id, platform, author, content, url, posted_at, id % 100, id * 37 % 900, 'High engagement velocity',
           '{{"velocity": 0.8}}', fetched_at >= datetime({NOW - RESTS_AFTER}, 'unixepoch'), fetched_at, fetched_at
    FROM raw_posts""",
    f"""{NUMBERS.format(last=RUNS - 1)}
    INSERT INTO scrape_runs (source_id, started_at, finished_at, outcome, fetched, passed, saved, skipped)
    SELECT 1, {NOW - YEAR} + i * {BETWEEN} - 5, {NOW - YEAR} + i * {BETWEEN}, 'ok', 28, 8, 2, 0 FROM n""",
)


def fill(database: Path) -> None:
    """Takes a few seconds; the file has 180 MB."""
    with Store(database):
        pass  # makes the tables
    with closing(sqlite3.connect(database, isolation_level=None)) as file:
        file.execute("PRAGMA synchronous = off")
        file.execute("BEGIN")
        for statement in STATEMENTS:
            file.execute(statement)
        file.execute("COMMIT")
