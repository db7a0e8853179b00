"""When a video was found to be gone from TikTok."""

from __future__ import annotations

from typing import Any

from tiktrack_gui.store import dialects


def up(migrator: Any, db: Any) -> None:
    dialects.of(db).run_step(db, "ALTER TABLE videos ADD COLUMN gone_at {int}")
