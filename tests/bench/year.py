"""A year's data in a database, written in bulk: 96 refreshes a day, each with some new videos."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from tests.store.examples import FIRST_CREATOR, FIRST_VIDEO, NOW
from tiktrack_gui.store import Store

YEAR = 365 * 86_400  # s
RUNS = 365 * 96
NEW_VIDEOS = 2  # per run; each is seen 14 times
VIDEOS = RUNS * NEW_VIDEOS
CREATORS = VIDEOS // 2
RAW = "CASE WHEN videos.id % 12 = 0 THEN '{\"x\": \"' || hex(randomblob(1000)) || '\"}' ELSE '{}' END"  # of a month

NUMBERS = "WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < {last})"
STATEMENTS = (
    f"""{NUMBERS.format(last=CREATORS - 1)}
    INSERT INTO creators (id, sec_uid, handle, name, bio, verified, private, avatar, state, not_found_count,
                          first_seen_at, hidden)
    SELECT {FIRST_CREATOR} + i * 7919, 'MS4w' || i, 'creator' || i, 'Creator ' || i, 'A bio of the usual length ' || i,
           0, 0, 'https://example.com/avatar/' || i, 'active', 0, {NOW - YEAR} + i * {YEAR // CREATORS}, 0 FROM n""",
    f"""{NUMBERS.format(last=VIDEOS - 1)}
    INSERT INTO videos (id, creator_id, caption, hashtags, sound, kind, ad, pinned, posted_at, cover, first_seen_at,
                        last_seen_at)
    SELECT {FIRST_VIDEO} + i * 104729, {FIRST_CREATOR} + (i % {CREATORS}) * 7919, 'A caption of the usual length ' || i,
           '["one","two"]', 'original sound', 'video', 0, 0, {NOW - YEAR} + i * {YEAR // VIDEOS} - 3600,
           'https://example.com/cover/' || i, {NOW - YEAR} + i * {YEAR // VIDEOS},
           {NOW - YEAR} + i * {YEAR // VIDEOS} + 9000 FROM n""",
    """INSERT INTO video_samples (video_id, at, likes, comments, shares, views, rounded, repaired, origin)
    SELECT videos.id, first_seen_at + k.value * 900, 5000 + k.value * 300, 50, 20, 90000, 0, 0, 'item_list'
    FROM videos, json_each('[0,1,2,3,4,5,6,7,8,9,10,11,12,13]') AS k""",
    """INSERT OR IGNORE INTO creator_samples (creator_id, at, followers, following, likes, videos, rounded, repaired,
                                              origin)
    SELECT creator_id, first_seen_at + k.value * 900, 12000 + first_seen_at % 97 * 100 + k.value * 100, 10, 1000, 20, 1,
           0, 'item_list' FROM videos, json_each('[0,2,5,9,11,13]') AS k""",
    f"""INSERT INTO raw_posts (platform, platform_post_id, author, content, url, posted_at, likes, raw_data, source_id,
                               fetched_at)
    SELECT 'TikTok', CAST(videos.id AS TEXT), 'creator', 'A caption', 'https://www.tiktok.com/@c/video/' || videos.id,
           datetime(posted_at, 'unixepoch'), 1, {RAW}, 1, datetime(last_seen_at, 'unixepoch')
    FROM videos ORDER BY first_seen_at""",
    """INSERT INTO stories (raw_post_id, platform, author, content, url, posted_at, score, engagement_velocity,
                            reason_flagged, score_parts, is_active, flagged_at, updated_at)
    SELECT id, platform, author, content, url, posted_at, id % 100, id * 37 % 900, 'High engagement velocity',
           '{"velocity": 0.8}', 1, fetched_at, fetched_at FROM raw_posts""",
    f"""{NUMBERS.format(last=RUNS - 1)}
    INSERT INTO scrape_runs (source_id, started_at, finished_at, outcome, fetched, passed, saved, skipped)
    SELECT 1, {NOW - YEAR} + i * 900 - 5, {NOW - YEAR} + i * 900, 'ok', 28, 8, 2, 0 FROM n""",
)


def fill(database: Path) -> None:
    """Takes a few seconds; the file has 140 MB."""
    with Store(database):
        pass  # makes the tables
    with closing(sqlite3.connect(database, isolation_level=None)) as file:
        file.execute("PRAGMA synchronous = off")
        file.execute("BEGIN")
        for statement in STATEMENTS:
            file.execute(statement)
        file.execute("COMMIT")
