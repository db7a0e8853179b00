"""What is still to be asked of TikTok for a brand, or to be computed for it, also after a restart."""

from __future__ import annotations

from typing import Any

from tiktrack_gui.store import dialects

TABLE = """
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
"""


def up(migrator: Any, db: Any) -> None:
    dialects.of(db).run_step(db, TABLE)
