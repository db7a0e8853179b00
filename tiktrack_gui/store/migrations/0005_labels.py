"""Whether a video is labelled as made by AI, and whether it leads to a product; an index to find the new ones."""

from __future__ import annotations

from typing import Any

from tiktrack_gui.store import dialects


def up(migrator: Any, db: Any) -> None:
    for name in ("ai", "shop"):
        dialects.of(db).run_step(db, f"ALTER TABLE videos ADD COLUMN {name} {{flag}}")
    dialects.of(db).run_step(db, "CREATE INDEX videos_first_seen ON videos (first_seen_at)")
