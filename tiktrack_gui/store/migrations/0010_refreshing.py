"""How often a list is refreshed, and what the checks of a creator came to."""

from __future__ import annotations

from typing import Any

from tiktrack_gui.store import dialects

STATEMENTS = (
    "ALTER TABLE lists ADD COLUMN refresh_every {int}",
    "ALTER TABLE lists ADD COLUMN adaptive {flag} NOT NULL DEFAULT {false}",
    "ALTER TABLE creators ADD COLUMN tried_at {int}",
    "ALTER TABLE creators ADD COLUMN failures {int} NOT NULL DEFAULT 0",
    "ALTER TABLE creators ADD COLUMN trouble {word}",
    "ALTER TABLE creators ADD COLUMN confirmations {int} NOT NULL DEFAULT 0",
    "ALTER TABLE creators ADD COLUMN refresh_factor {real} NOT NULL DEFAULT 1",
    "UPDATE creators SET tried_at = checked_at, confirmations = not_found_count",
)


def up(migrator: Any, db: Any) -> None:
    for statement in STATEMENTS:
        dialects.of(db).run_step(db, statement)
