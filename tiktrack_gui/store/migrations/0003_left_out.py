"""Why a run left items out, by reason, and the median velocity of what it measured."""

from __future__ import annotations

from typing import Any

from tiktrack_gui.store import dialects

STATEMENTS = (
    "ALTER TABLE scrape_runs ADD COLUMN left_out {text}",
    "ALTER TABLE scrape_runs ADD COLUMN median_velocity {real}",
)


def up(migrator: Any, db: Any) -> None:
    for statement in STATEMENTS:
        dialects.of(db).run_step(db, statement)
