"""What users do with creators: notes, statuses and tags, alerts, and campaigns."""

from __future__ import annotations

from typing import Any

from tiktrack_gui.store import dialects

STATEMENTS = (
    """
    CREATE TABLE creator_notes (
        id {serial},
        creator_id {int} NOT NULL REFERENCES creators (id),
        text {text} NOT NULL,
        created_at {int} NOT NULL,
        changed_at {int} NOT NULL
    ){options}
    """,
    "CREATE INDEX creator_notes_creator ON creator_notes (creator_id)",
    """
    CREATE TABLE statuses (
        id {serial},
        name {word} NOT NULL UNIQUE,
        position {real} NOT NULL
    ){options}
    """,
    """
    CREATE TABLE creator_statuses (
        id {serial},
        creator_id {int} NOT NULL REFERENCES creators (id),
        status {word} NOT NULL,
        since {int} NOT NULL,
        entered_at {int} NOT NULL
    ){options}
    """,
    "CREATE INDEX creator_statuses_creator ON creator_statuses (creator_id, since)",
    """
    CREATE TABLE tags (
        id {serial},
        name {word} NOT NULL UNIQUE,
        color {word} NOT NULL,
        position {real} NOT NULL
    ){options}
    """,
    """
    CREATE TABLE creator_tags (
        creator_id {int} NOT NULL REFERENCES creators (id),
        tag_id {int} NOT NULL REFERENCES tags (id) ON DELETE CASCADE,
        PRIMARY KEY (creator_id, tag_id)
    ){clustered}{options}
    """,
    "CREATE INDEX creator_tags_tag ON creator_tags (tag_id)",
    """
    CREATE TABLE alerts (
        id {serial},
        alert_key {word} NOT NULL UNIQUE,
        kind {word} NOT NULL,
        at {int} NOT NULL,
        creator_id {int},
        video_id {int},
        facts {text} NOT NULL,
        told_at {int},
        read_at {int}
    ){options}
    """,
    "CREATE INDEX alerts_at ON alerts (at)",
    """
    CREATE TABLE list_alerts (
        list_id {int} NOT NULL REFERENCES lists (id) ON DELETE CASCADE,
        kind {word} NOT NULL,
        wanted {flag} NOT NULL,
        PRIMARY KEY (list_id, kind)
    ){clustered}{options}
    """,
    """
    CREATE TABLE alert_state (
        name {word} NOT NULL PRIMARY KEY,
        number {int}
    ){options}
    """,
    """
    CREATE TABLE campaigns (
        id {serial},
        name {word} NOT NULL UNIQUE,
        currency {word} NOT NULL,
        brand {word},
        note {text},
        position {real} NOT NULL,
        created_at {int} NOT NULL
    ){options}
    """,
    """
    CREATE TABLE campaign_videos (
        campaign_id {int} NOT NULL REFERENCES campaigns (id) ON DELETE CASCADE,
        video_id {int} NOT NULL,
        creator_id {int},
        handle {word},
        cents {int},
        is_gift {flag} NOT NULL DEFAULT {false},
        agreed_on {word},
        added_at {int} NOT NULL,
        tried_at {int},
        failures {int} NOT NULL DEFAULT 0,
        trouble {word},
        PRIMARY KEY (campaign_id, video_id)
    ){clustered}{options}
    """,
    "CREATE INDEX campaign_videos_video ON campaign_videos (video_id)",
)


def up(migrator: Any, db: Any) -> None:
    for statement in STATEMENTS:
        dialects.of(db).run_step(db, statement)
