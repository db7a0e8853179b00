"""Creators to be tracked that weren't looked up yet, or couldn't be."""

from __future__ import annotations

from typing import Any

from tiktrack_gui.store import dialects

STATEMENT = """
    CREATE TABLE pending_creators (
        id {serial},
        given {word} NOT NULL,
        list_id {int} NOT NULL REFERENCES lists (id) ON DELETE CASCADE,
        position {real} NOT NULL,
        state {word} NOT NULL,
        reason {text},
        added_at {int} NOT NULL,
        tried_at {int},
        UNIQUE (list_id, given)
    ){options}
"""


def up(migrator: Any, db: Any) -> None:
    dialects.of(db).run_step(db, STATEMENT)
