"""Channels that are posted to and their order; what a delivery is about, which may be a video.

A thread is made once for its subject, not for its creator: the old key goes, for which SQLite needs a new table.
"""

from __future__ import annotations

from typing import Any

from tiktrack_gui.store import dialects

CHANNELS = (
    "ALTER TABLE channels ADD COLUMN added_at {int}",
    "ALTER TABLE channels ADD COLUMN position {real} NOT NULL DEFAULT 0",
    "ALTER TABLE channels ADD COLUMN starts_at {int}",
    "ALTER TABLE channels ADD COLUMN ran_at {int}",
)
KEPT = (
    "id, key, creator_id, channel_id, occasion, state, payload, attempts, next_attempt_at, message_id, thread_id, "
    "error_code, error, created_at, sending_at, sent_at, attempted_at"
)
SUBJECT = "'creator:' || creator_id"
SQLITE = (
    """
    CREATE TABLE deliveries_new (
        id {serial},
        {key} {word} NOT NULL UNIQUE CHECK ({length}({key}) BETWEEN 1 AND 25),
        subject {word} NOT NULL,
        creator_id {int} REFERENCES creators (id),
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
        attempted_at {int},
        UNIQUE (subject, channel_id, occasion)
    ){options}
    """,
    f"INSERT INTO deliveries_new (subject, {KEPT}) SELECT {SUBJECT}, {KEPT} FROM deliveries",
    "DROP TABLE deliveries",
    "ALTER TABLE deliveries_new RENAME TO deliveries",
    "CREATE INDEX deliveries_state ON deliveries (state)",
)
UNIQUE = "CREATE UNIQUE INDEX deliveries_subject ON deliveries (subject, channel_id, occasion)"
POSTGRESQL = (
    "ALTER TABLE deliveries ADD COLUMN subject {word}",
    f"UPDATE deliveries SET subject = {SUBJECT}",
    "ALTER TABLE deliveries ALTER COLUMN subject SET NOT NULL",
    "ALTER TABLE deliveries ALTER COLUMN creator_id DROP NOT NULL",
    "ALTER TABLE deliveries DROP CONSTRAINT deliveries_creator_id_channel_id_occasion_key",
    UNIQUE,
)
MYSQL = (
    "ALTER TABLE deliveries ADD COLUMN subject {word} NOT NULL DEFAULT ''",
    "UPDATE deliveries SET subject = CONCAT('creator:', creator_id) WHERE subject = ''",
    "ALTER TABLE deliveries MODIFY COLUMN creator_id {int} NULL",
    UNIQUE,
    "CREATE INDEX deliveries_creator ON deliveries (creator_id)",  # for the foreign key, instead of the next one
    "ALTER TABLE deliveries DROP INDEX creator_id",
)
CREATORS = "CREATE INDEX deliveries_creator ON deliveries (creator_id)"
DELIVERIES = {"SQLite": (*SQLITE, CREATORS), "PostgreSQL": (*POSTGRESQL, CREATORS), "MySQL": MYSQL}


def up(migrator: Any, db: Any) -> None:
    sql = dialects.of(db)
    for statement in (*CHANNELS, *DELIVERIES[sql.name]):
        sql.run_step(db, statement)
