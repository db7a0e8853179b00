"""Brands, their candidates, how these are measured, what was computed and read of them, and what is still to be asked.

What was read of a video's comments, and where it was posted, stays when the video itself goes.
"""

from __future__ import annotations

from typing import Any

from tiktrack_gui.store import dialects

STATEMENTS = (
    """
    CREATE TABLE brands (
        id {serial},
        name {word} NOT NULL UNIQUE,
        profile {text} NOT NULL,
        position {real} NOT NULL,
        created_at {int} NOT NULL,
        looked_at {int}
    ){options}
    """,
    """
    CREATE TABLE candidates (
        brand_id {int} NOT NULL REFERENCES brands (id) ON DELETE CASCADE,
        creator_id {int} NOT NULL REFERENCES creators (id),
        found {word} NOT NULL,
        found_at {int} NOT NULL,
        dismissed_at {int},
        niche_matches {int},
        niche_captions {int},
        similarity {real},
        similar_to {int},
        PRIMARY KEY (brand_id, creator_id)
    ){clustered}{options}
    """,
    "CREATE INDEX candidates_creator ON candidates (creator_id)",
    """
    CREATE TABLE watched_creators (
        creator_id {int} NOT NULL PRIMARY KEY REFERENCES creators (id),
        watch {word} NOT NULL,
        since {int} NOT NULL,
        until {int},
        read_at {int},
        checked_at {int},
        next_at {int},
        failures {int} NOT NULL DEFAULT 0,
        trouble {word}
    ){options}
    """,
    "CREATE INDEX watched_creators_watch ON watched_creators (watch, next_at)",
    """
    CREATE TABLE creator_figures (
        creator_id {int} NOT NULL PRIMARY KEY REFERENCES creators (id),
        at {int} NOT NULL,
        videos {int} NOT NULL,
        usual {int},
        usual_videos {int} NOT NULL,
        viral_id {int},
        viral_at {int},
        viral_views {int},
        viral_times {real},
        viral_known {int},
        viral_provisional {flag},
        viral_rounded {flag},
        viral_videos {int} NOT NULL,
        trend {word} NOT NULL,
        since {int},
        growth {real},
        growth_low {real},
        growth_high {real},
        growth_samples {int} NOT NULL,
        week {int},
        week_margin {int},
        month {int},
        month_margin {int},
        jump_since {int},
        jump_until {int},
        jump_amount {int},
        engagement {real},
        engagement_videos {int} NOT NULL,
        comments_per_1000 {real},
        posts_per_week {real},
        ads {int} NOT NULL,
        views {text} NOT NULL,
        languages {text} NOT NULL,
        words {text} NOT NULL
    ){options}
    """,
    """
    CREATE TABLE comment_counts (
        video_id {int} NOT NULL PRIMARY KEY,
        creator_id {int} NOT NULL REFERENCES creators (id),
        comments {int} NOT NULL DEFAULT 0,
        languages {text} NOT NULL,
        {cursor} {int} NOT NULL DEFAULT 0,
        pages {int} NOT NULL DEFAULT 0,
        done {flag} NOT NULL DEFAULT {false},
        at {int} NOT NULL,
        trouble {word}
    ){options}
    """,
    "CREATE INDEX comment_counts_creator ON comment_counts (creator_id)",
    """
    CREATE TABLE video_places (
        video_id {int} NOT NULL PRIMARY KEY,
        creator_id {int} NOT NULL REFERENCES creators (id),
        place {word},
        at {int},
        trouble {word}
    ){options}
    """,
    "CREATE INDEX video_places_creator ON video_places (creator_id)",
    """
    CREATE TABLE stated_audiences (
        creator_id {int} NOT NULL PRIMARY KEY REFERENCES creators (id),
        stated_on {word} NOT NULL,
        audience {text} NOT NULL,
        entered_at {int} NOT NULL
    ){options}
    """,
    """
    CREATE TABLE brand_jobs (
        id {serial},
        brand_id {int} NOT NULL REFERENCES brands (id) ON DELETE CASCADE,
        kind {word} NOT NULL,
        given {word} NOT NULL,
        state {word} NOT NULL,
        reason {text},
        added_at {int} NOT NULL,
        tried_at {int},
        UNIQUE (brand_id, kind, given)
    ){options}
    """,
)


def up(migrator: Any, db: Any) -> None:
    for statement in STATEMENTS:
        dialects.of(db).run_step(db, statement)
