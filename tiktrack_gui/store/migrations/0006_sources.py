"""Hashtags and creators as sources: whom a source follows, when it was removed, and how its last runs went."""

from __future__ import annotations

from typing import Any

from tiktrack_gui.store import dialects

STATEMENTS = (
    "ALTER TABLE sources ADD COLUMN creator_id {int}",
    "ALTER TABLE sources ADD COLUMN removed_at {moment}",
    "CREATE INDEX scrape_runs_source ON scrape_runs (source_id, id)",
)


def up(migrator: Any, db: Any) -> None:
    for statement in STATEMENTS:
        dialects.of(db).run_step(db, statement)
