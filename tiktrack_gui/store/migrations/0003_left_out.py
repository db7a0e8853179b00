"""Why a run left items out, by reason."""

from __future__ import annotations

from typing import Any

from tiktrack_gui.store import dialects


def up(migrator: Any, db: Any) -> None:
    dialects.of(db).run_step(db, "ALTER TABLE scrape_runs ADD COLUMN left_out {text}")
