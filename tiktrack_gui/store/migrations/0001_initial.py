"""The first schema, with the trending feed as a source and the list of tracked creators."""

from typing import Any

STATEMENTS = (
    """
    CREATE TABLE sources (
        id INTEGER PRIMARY KEY,
        platform TEXT NOT NULL,
        account_handle TEXT NOT NULL,
        account_name TEXT NOT NULL,
        is_active INTEGER NOT NULL DEFAULT 1,
        is_trusted INTEGER NOT NULL DEFAULT 0,
        scrape_frequency_minutes INTEGER NOT NULL,
        min_velocity REAL,
        last_run_at TEXT,
        created_at TEXT NOT NULL DEFAULT (datetime('now')),
        UNIQUE (platform, account_handle)
    )
    """,
    """
    CREATE TABLE scrape_runs (
        id INTEGER PRIMARY KEY,
        source_id INTEGER NOT NULL REFERENCES sources (id),
        started_at INTEGER NOT NULL,
        finished_at INTEGER NOT NULL,
        outcome TEXT NOT NULL,
        fetched INTEGER NOT NULL,
        passed INTEGER NOT NULL,
        saved INTEGER NOT NULL,
        skipped INTEGER NOT NULL,
        error_kind TEXT,
        message TEXT
    )
    """,
    """
    CREATE TABLE creators (
        id INTEGER PRIMARY KEY,
        sec_uid TEXT,
        handle TEXT NOT NULL COLLATE NOCASE,
        name TEXT,
        bio TEXT,
        bio_link TEXT,
        verified INTEGER,
        private INTEGER,
        language TEXT,
        avatar TEXT,
        state TEXT NOT NULL DEFAULT 'active',
        not_found_count INTEGER NOT NULL DEFAULT 0,
        first_seen_at INTEGER NOT NULL,
        checked_at INTEGER,
        hidden INTEGER NOT NULL DEFAULT 0,
        note TEXT
    )
    """,
    "CREATE INDEX creators_handle ON creators (handle)",
    """
    CREATE TABLE creator_samples (
        creator_id INTEGER NOT NULL REFERENCES creators (id) ON DELETE CASCADE,
        at INTEGER NOT NULL,
        followers INTEGER,
        following INTEGER,
        likes INTEGER,
        videos INTEGER,
        rounded INTEGER NOT NULL DEFAULT 0,
        repaired INTEGER NOT NULL DEFAULT 0,
        origin TEXT NOT NULL,
        PRIMARY KEY (creator_id, at)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE creator_changes (
        id INTEGER PRIMARY KEY,
        creator_id INTEGER NOT NULL REFERENCES creators (id) ON DELETE CASCADE,
        at INTEGER NOT NULL,
        field TEXT NOT NULL,
        old TEXT NOT NULL,
        new TEXT NOT NULL
    )
    """,
    "CREATE INDEX creator_changes_creator ON creator_changes (creator_id, at)",
    """
    CREATE TABLE videos (
        id INTEGER PRIMARY KEY,
        creator_id INTEGER NOT NULL REFERENCES creators (id) ON DELETE CASCADE,
        caption TEXT NOT NULL,
        hashtags TEXT NOT NULL,
        sound TEXT,
        language TEXT,
        duration INTEGER,
        kind TEXT NOT NULL,
        ad INTEGER NOT NULL,
        pinned INTEGER NOT NULL,
        posted_at INTEGER NOT NULL,
        cover TEXT,
        first_seen_at INTEGER NOT NULL,
        last_seen_at INTEGER NOT NULL
    )
    """,
    "CREATE INDEX videos_creator ON videos (creator_id, posted_at)",
    """
    CREATE TABLE video_samples (
        video_id INTEGER NOT NULL REFERENCES videos (id) ON DELETE CASCADE,
        at INTEGER NOT NULL,
        likes INTEGER,
        comments INTEGER,
        shares INTEGER,
        views INTEGER,
        saves INTEGER,
        rounded INTEGER NOT NULL DEFAULT 0,
        repaired INTEGER NOT NULL DEFAULT 0,
        origin TEXT NOT NULL,
        PRIMARY KEY (video_id, at)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE raw_posts (
        id INTEGER PRIMARY KEY,
        platform TEXT NOT NULL,
        platform_post_id TEXT NOT NULL,
        author TEXT NOT NULL,
        content TEXT NOT NULL,
        url TEXT NOT NULL,
        posted_at TEXT NOT NULL,
        likes INTEGER,
        comments INTEGER,
        shares INTEGER,
        views INTEGER,
        raw_data TEXT NOT NULL,
        source_id INTEGER NOT NULL REFERENCES sources (id),
        fetched_at TEXT NOT NULL,
        UNIQUE (platform, platform_post_id)
    )
    """,
    "CREATE INDEX raw_posts_posted_at ON raw_posts (posted_at)",
    """
    CREATE TABLE stories (
        id INTEGER PRIMARY KEY,
        raw_post_id INTEGER NOT NULL UNIQUE REFERENCES raw_posts (id) ON DELETE CASCADE,
        platform TEXT NOT NULL,
        author TEXT NOT NULL,
        content TEXT NOT NULL,
        url TEXT NOT NULL,
        posted_at TEXT NOT NULL,
        score INTEGER NOT NULL,
        engagement_velocity REAL,
        reason_flagged TEXT NOT NULL,
        score_parts TEXT NOT NULL,
        is_active INTEGER NOT NULL DEFAULT 1,
        flagged_at TEXT NOT NULL,
        updated_at TEXT NOT NULL
    )
    """,
    "CREATE INDEX stories_feed ON stories (platform, is_active, updated_at, engagement_velocity)",
    """
    CREATE TABLE lists (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL UNIQUE
    )
    """,
    """
    CREATE TABLE list_entries (
        list_id INTEGER NOT NULL REFERENCES lists (id) ON DELETE CASCADE,
        creator_id INTEGER NOT NULL REFERENCES creators (id) ON DELETE CASCADE,
        position REAL NOT NULL,
        added_at INTEGER NOT NULL,
        PRIMARY KEY (list_id, creator_id)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE channels (
        id INTEGER PRIMARY KEY,
        guild_id INTEGER NOT NULL,
        guild TEXT NOT NULL,
        name TEXT NOT NULL,
        kind TEXT NOT NULL,
        enabled INTEGER NOT NULL DEFAULT 1,
        checked_at INTEGER NOT NULL,
        confirmed_at INTEGER,
        rules TEXT
    )
    """,
    """
    CREATE TABLE health (
        capability TEXT NOT NULL,
        client TEXT NOT NULL,
        last_ok_at INTEGER,
        failing_since INTEGER,
        error_kind TEXT,
        cool_down_until INTEGER,
        PRIMARY KEY (capability, client)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE deliveries (
        id INTEGER PRIMARY KEY,
        key TEXT NOT NULL UNIQUE CHECK (length(key) BETWEEN 1 AND 25),
        creator_id INTEGER NOT NULL REFERENCES creators (id),
        channel_id INTEGER NOT NULL,
        occasion TEXT NOT NULL,
        state TEXT NOT NULL DEFAULT 'queued',
        payload TEXT NOT NULL,
        attempts INTEGER NOT NULL DEFAULT 0,
        next_attempt_at INTEGER,
        message_id INTEGER,
        thread_id INTEGER,
        error_code TEXT,
        error TEXT,
        created_at INTEGER NOT NULL,
        sending_at INTEGER,
        sent_at INTEGER,
        UNIQUE (creator_id, channel_id, occasion)
    )
    """,
    "CREATE INDEX deliveries_state ON deliveries (state)",
    """
    INSERT INTO sources (platform, account_handle, account_name, is_active, is_trusted, scrape_frequency_minutes)
    VALUES ('TikTok', 'trending', 'TikTok Trending', 1, 0, 15)
    """,
    "INSERT INTO lists (name) VALUES ('Tracked')",
)


def up(migrator: Any, db: Any) -> None:
    for statement in STATEMENTS:
        db.execute_sql(statement)
