"""The first schema, with the trending feed as a source and the list of tracked creators."""

from typing import Any

from tiktrack_gui.store import dialects

STATEMENTS = (
    """
    CREATE TABLE sources (
        id {serial},
        platform {word} NOT NULL,
        account_handle {word} NOT NULL,
        account_name {word} NOT NULL,
        is_active {flag} NOT NULL DEFAULT {true},
        is_trusted {flag} NOT NULL DEFAULT {false},
        scrape_frequency_minutes {int} NOT NULL,
        min_velocity {real},
        last_run_at {moment},
        created_at {moment} NOT NULL DEFAULT {now},
        UNIQUE (platform, account_handle)
    ){options}
    """,
    """
    CREATE TABLE scrape_runs (
        id {serial},
        source_id {int} NOT NULL REFERENCES sources (id),
        started_at {int} NOT NULL,
        finished_at {int} NOT NULL,
        outcome {word} NOT NULL,
        fetched {int} NOT NULL,
        passed {int} NOT NULL,
        saved {int} NOT NULL,
        skipped {int} NOT NULL,
        error_kind {word},
        message {text}
    ){options}
    """,
    """
    CREATE TABLE creators (
        id {id},
        sec_uid {text},
        handle {handle},
        name {text},
        bio {text},
        bio_link {text},
        verified {flag},
        private {flag},
        language {text},
        avatar {text},
        state {word} NOT NULL DEFAULT 'active',
        not_found_count {int} NOT NULL DEFAULT 0,
        first_seen_at {int} NOT NULL,
        checked_at {int},
        hidden {flag} NOT NULL DEFAULT {false},
        note {text}
    ){options}
    """,
    "CREATE INDEX creators_handle ON creators ({handle_key})",
    """
    CREATE TABLE creator_samples (
        creator_id {int} NOT NULL REFERENCES creators (id) ON DELETE CASCADE,
        at {int} NOT NULL,
        followers {int},
        following {int},
        likes {int},
        videos {int},
        rounded {int} NOT NULL DEFAULT 0,
        repaired {int} NOT NULL DEFAULT 0,
        origin {word} NOT NULL,
        PRIMARY KEY (creator_id, at)
    ){clustered}{options}
    """,
    """
    CREATE TABLE creator_changes (
        id {serial},
        creator_id {int} NOT NULL REFERENCES creators (id) ON DELETE CASCADE,
        at {int} NOT NULL,
        field {word} NOT NULL,
        old {text} NOT NULL,
        new {text} NOT NULL
    ){options}
    """,
    "CREATE INDEX creator_changes_creator ON creator_changes (creator_id, at)",
    """
    CREATE TABLE videos (
        id {id},
        creator_id {int} NOT NULL REFERENCES creators (id) ON DELETE CASCADE,
        caption {text} NOT NULL,
        hashtags {text} NOT NULL,
        sound {text},
        language {text},
        duration {int},
        kind {word} NOT NULL,
        ad {flag} NOT NULL,
        pinned {flag} NOT NULL,
        posted_at {int} NOT NULL,
        cover {text},
        first_seen_at {int} NOT NULL,
        last_seen_at {int} NOT NULL
    ){options}
    """,
    "CREATE INDEX videos_creator ON videos (creator_id, posted_at)",
    """
    CREATE TABLE video_samples (
        video_id {int} NOT NULL REFERENCES videos (id) ON DELETE CASCADE,
        at {int} NOT NULL,
        likes {int},
        comments {int},
        shares {int},
        views {int},
        saves {int},
        rounded {int} NOT NULL DEFAULT 0,
        repaired {int} NOT NULL DEFAULT 0,
        origin {word} NOT NULL,
        PRIMARY KEY (video_id, at)
    ){clustered}{options}
    """,
    """
    CREATE TABLE raw_posts (
        id {serial},
        platform {word} NOT NULL,
        platform_post_id {word} NOT NULL,
        author {text} NOT NULL,
        content {text} NOT NULL,
        url {text} NOT NULL,
        posted_at {moment} NOT NULL,
        likes {int},
        comments {int},
        shares {int},
        views {int},
        raw_data {text} NOT NULL,
        source_id {int} NOT NULL REFERENCES sources (id),
        fetched_at {moment} NOT NULL,
        UNIQUE (platform, platform_post_id)
    ){options}
    """,
    "CREATE INDEX raw_posts_posted_at ON raw_posts (posted_at)",
    """
    CREATE TABLE stories (
        id {serial},
        raw_post_id {int} NOT NULL UNIQUE REFERENCES raw_posts (id) ON DELETE CASCADE,
        platform {word} NOT NULL,
        author {text} NOT NULL,
        content {text} NOT NULL,
        url {text} NOT NULL,
        posted_at {moment} NOT NULL,
        score {int} NOT NULL,
        engagement_velocity {real},
        reason_flagged {text} NOT NULL,
        score_parts {text} NOT NULL,
        is_active {flag} NOT NULL DEFAULT {true},
        flagged_at {moment} NOT NULL,
        updated_at {moment} NOT NULL
    ){options}
    """,
    "CREATE INDEX stories_feed ON stories (platform, is_active, updated_at, engagement_velocity)",
    """
    CREATE TABLE lists (
        id {serial},
        name {word} NOT NULL UNIQUE
    ){options}
    """,
    """
    CREATE TABLE list_entries (
        list_id {int} NOT NULL REFERENCES lists (id) ON DELETE CASCADE,
        creator_id {int} NOT NULL REFERENCES creators (id) ON DELETE CASCADE,
        position {real} NOT NULL,
        added_at {int} NOT NULL,
        PRIMARY KEY (list_id, creator_id)
    ){clustered}{options}
    """,
    """
    CREATE TABLE channels (
        id {id},
        guild_id {int} NOT NULL,
        guild {text} NOT NULL,
        name {text} NOT NULL,
        kind {word} NOT NULL,
        enabled {flag} NOT NULL DEFAULT {true},
        checked_at {int} NOT NULL,
        confirmed_at {int},
        rules {text}
    ){options}
    """,
    """
    CREATE TABLE health (
        capability {word} NOT NULL,
        client {word} NOT NULL,
        last_ok_at {int},
        failing_since {int},
        error_kind {word},
        cool_down_until {int},
        PRIMARY KEY (capability, client)
    ){clustered}{options}
    """,
    """
    CREATE TABLE deliveries (
        id {serial},
        {key} {word} NOT NULL UNIQUE CHECK ({length}({key}) BETWEEN 1 AND 25),
        creator_id {int} NOT NULL REFERENCES creators (id),
        channel_id {int} NOT NULL,
        occasion {word} NOT NULL,
        state {word} NOT NULL DEFAULT 'queued',
        payload {text} NOT NULL,
        attempts {int} NOT NULL DEFAULT 0,
        next_attempt_at {int},
        message_id {int},
        thread_id {int},
        error_code {word},
        error {text},
        created_at {int} NOT NULL,
        sending_at {int},
        sent_at {int},
        UNIQUE (creator_id, channel_id, occasion)
    ){options}
    """,
    "CREATE INDEX deliveries_state ON deliveries (state)",
    """
    INSERT INTO sources (platform, account_handle, account_name, is_active, is_trusted, scrape_frequency_minutes)
    VALUES ('TikTok', 'trending', 'TikTok Trending', {true}, {false}, 15)
    """,
    "INSERT INTO lists (name) VALUES ('Tracked')",
)


def up(migrator: Any, db: Any) -> None:
    for statement in STATEMENTS:
        dialects.of(db).run_step(db, statement)
