"""What was posted by an earlier database, and which database this is; the time of a delivery's last attempt."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from tiktrack_gui.store import dialects

STATEMENTS = (
    "ALTER TABLE deliveries ADD COLUMN attempted_at {int}",
    "CREATE TABLE identity (id {word} NOT NULL PRIMARY KEY, attempts {int} NOT NULL){options}",
    """
    CREATE TABLE channel_searches (
        channel_id {id},
        at {int} NOT NULL,
        complete {flag} NOT NULL
    ){options}
    """,
    """
    CREATE TABLE earlier_posts (
        message_id {id},
        channel_id {int} NOT NULL REFERENCES channel_searches (channel_id) ON DELETE CASCADE,
        thread_id {int},
        {key} {word},
        thread_name {text}
    ){options}
    """,
    "CREATE INDEX earlier_posts_key ON earlier_posts (channel_id, {key})",
)


def up(migrator: Any, db: Any) -> None:
    for statement in STATEMENTS:
        dialects.of(db).run_step(db, statement)
    if not db.execute_sql("SELECT id FROM identity").fetchone():
        db.execute_sql(f"INSERT INTO identity (id, attempts) VALUES ({db.param}, 0)", (uuid4().hex,))
