"""Schema migrations, run step by step by `playhouse.migrations`.

To change the schema:
1. Add `migrations/NNNN_what.py` with the next number and a function `up(migrator, db)`. Write SQL with the types of
   `dialects`, run by `run_step`; don't use the models in `tables.py`: they will change, but the step must always do the
   same. It runs in one transaction together with its entry in the table `schema_migration`, with foreign keys off;
   MySQL has no such transaction, so there each statement must bear being run again.
2. Change `tables.py` to match; `tests/store/test_tables.py` compares the two.
3. Run `python -m tests.store.sample_database` and commit the new file in `tests/store/databases/`; leave the older
   files unchanged, they are what users have.
Never edit a released step. The steps are data files, loaded by path, so that a frozen build finds them.
"""

from __future__ import annotations

import logging
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from peewee import Database, SqliteDatabase
from playhouse.migrations import Migration, Runner

from tiktrack_gui.core.errors import MigrationsMissing, StoreNotReady, StoreTooNew
from tiktrack_gui.store import private
from tiktrack_gui.store.rows import raw

log = logging.getLogger(__name__)

STEPS = Path(__file__).parent / "migrations"


def bring_up_to_date(db: SqliteDatabase, path: Path) -> list[str]:
    """Runs the pending steps, after a backup unless the database is new; returns their names.

    Raises MigrationsMissing or StoreTooNew and leaves the file untouched.
    """
    runner = _runner(db)
    applied, pending = _status(runner)
    if pending and applied:
        back_up(db, path, applied[-1].name)
    return _run(runner) if pending else []


def run_pending(db: Database) -> list[str]:
    """Runs the pending steps and returns their names. Raises MigrationsMissing or StoreTooNew."""
    runner = _runner(db)
    _, pending = _status(runner)
    return _run(runner) if pending else []


def _run(runner: Any) -> list[str]:
    done: list[str] = runner.up()
    for name in done:
        log.info("Database: applied %s", name)
    return done


def require_up_to_date(db: Database) -> None:
    """Checks a read-only database. Raises StoreNotReady if steps are pending, and what `bring_up_to_date` raises."""
    _, pending = _status(_runner(db))
    if pending:
        raise StoreNotReady(f"{len(pending)} steps are missing")


def _runner(db: Database) -> Any:
    return Runner(db, str(STEPS))  # type: ignore[no-untyped-call]  # playhouse has no types


def _status(runner: Any) -> tuple[list[Migration], list[Migration]]:
    """Returns the applied and the pending steps, each in order."""
    steps: list[Migration] = runner.status()
    shipped = [step for step in steps if step.path is not None]
    if not shipped:
        raise MigrationsMissing(f"none in {STEPS}")
    for step in steps:
        if step.path is None:  # applied to the file, but unknown to this version
            newer = step.idx > shipped[-1].idx
            raise (StoreTooNew if newer else MigrationsMissing)(f"step {step.name} is unknown")
    return [step for step in steps if step.applied], [step for step in steps if not step.applied]


def back_up(db: SqliteDatabase, path: Path, state: str) -> Path:
    """Copies the open database into the folder `backups/` next to it; see `backups` for how many are kept.

    The file name holds when the data was last changed (UTC) and the last applied step, so it sorts by age.
    """
    changed = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    folder = private.folder(path.parent / "backups")
    backup = folder / f"{path.stem}-{changed:%Y%m%dT%H%M%SZ}-{state}{path.suffix}"
    partial = backup.with_suffix(".partial")
    with closing(sqlite3.connect(private.reserve(partial))) as copy:
        raw(db).backup(copy)
    partial.replace(backup)
    return backup


def last_step(file: sqlite3.Connection) -> str:
    """Returns the last applied step. Raises sqlite3.Error if the file isn't a TikTrack database."""
    (name,) = file.execute("SELECT name FROM schema_migration ORDER BY name DESC").fetchone()
    return str(name)
