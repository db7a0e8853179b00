"""The order of the lists of creators."""

from __future__ import annotations

from typing import Any

from tiktrack_gui.store import dialects


def up(migrator: Any, db: Any) -> None:
    dialects.of(db).run_step(db, "ALTER TABLE lists ADD COLUMN position {real} NOT NULL DEFAULT 0")
