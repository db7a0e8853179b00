"""What was posted by an earlier database, and which database this is; the time of a delivery's last attempt."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

STATEMENTS = (
    "ALTER TABLE deliveries ADD COLUMN attempted_at INTEGER",
    "CREATE TABLE identity (id TEXT NOT NULL PRIMARY KEY, attempts INTEGER NOT NULL)",
    """
    CREATE TABLE channel_searches (
        channel_id INTEGER PRIMARY KEY,
        at INTEGER NOT NULL,
        complete INTEGER NOT NULL
    )
    """,
    """
    CREATE TABLE earlier_posts (
        message_id INTEGER PRIMARY KEY,
        channel_id INTEGER NOT NULL REFERENCES channel_searches (channel_id) ON DELETE CASCADE,
        thread_id INTEGER,
        key TEXT,
        thread_name TEXT
    )
    """,
    "CREATE INDEX earlier_posts_key ON earlier_posts (channel_id, key)",
)


def up(migrator: Any, db: Any) -> None:
    for statement in STATEMENTS:
        db.execute_sql(statement)
    db.execute_sql("INSERT INTO identity (id, attempts) VALUES (?, 0)", (uuid4().hex,))
