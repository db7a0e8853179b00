"""The database's tables, brought up to date step by step by `playhouse.migrations`.

To change the schema:
1. Add `migrations/NNNN_what.py` with the next number and a function `up(migrator, db)`. Write SQL (`db.execute_sql`),
   never the models of `tables.py`: those will change, and the step must do the same for ever. It runs in one
   transaction together with its entry in the table `schema_migration`, with foreign keys off.
2. Change `tables.py` to match; `tests/store/test_tables.py` compares the two.
3. Run `python -m tests.store.sample_database` and commit the new file in `tests/store/databases/`; the older ones stay
   as they are, they are what users have.
A step that was released is never edited. The steps are data files, loaded by path, so that a frozen build finds them.
"""

from __future__ import annotations

import logging
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from peewee import SqliteDatabase
from playhouse.migrations import Migration, Runner

from tiktrack_gui.core.errors import MigrationsMissing, StoreNotReady, StoreTooNew
from tiktrack_gui.store.rows import raw

log = logging.getLogger(__name__)

STEPS = Path(__file__).parent / "migrations"
BACKUPS_KEPT = 5


def bring_up_to_date(db: SqliteDatabase, path: Path) -> None:
    """Runs the steps that the file lacks, after a backup if there is something in it.

    Raises MigrationsMissing, StoreTooNew; then the file is untouched.
    """
    runner = _runner(db)
    applied, pending = _status(runner)
    if pending and applied:
        back_up(db, path, applied[-1].name)
    for name in runner.up() if pending else ():
        log.info("Database: applied %s", name)


def require_up_to_date(db: SqliteDatabase) -> None:
    """For readers, which change nothing. Raises StoreNotReady too."""
    _, pending = _status(_runner(db))
    if pending:
        raise StoreNotReady(f"{len(pending)} steps are missing")


def _runner(db: SqliteDatabase) -> Any:
    return Runner(db, str(STEPS))  # type: ignore[no-untyped-call]  # playhouse has no types


def _status(runner: Any) -> tuple[list[Migration], list[Migration]]:
    """The steps that were applied and those that were not, in order."""
    steps: list[Migration] = runner.status()
    shipped = [step for step in steps if step.path is not None]
    if not shipped:
        raise MigrationsMissing(f"none in {STEPS}")
    for step in steps:
        if step.path is None:  # the file went through a step that we do not have
            newer = step.idx > shipped[-1].idx
            raise (StoreTooNew if newer else MigrationsMissing)(f"step {step.name} is unknown")
    return [step for step in steps if step.applied], [step for step in steps if not step.applied]


def back_up(db: SqliteDatabase, path: Path, state: str) -> Path:
    """Copies the open database into `backups/` beside it; the newest five stay.

    The name tells when the data was last changed (UTC) and which step it was at, so the order of names is that of age.
    """
    changed = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    folder = path.parent / "backups"
    folder.mkdir(exist_ok=True)
    backup = folder / f"{path.stem}-{changed:%Y%m%dT%H%M%SZ}-{state}{path.suffix}"
    partial = backup.with_suffix(".partial")
    with closing(sqlite3.connect(partial)) as copy:
        raw(db).backup(copy)
    partial.replace(backup)
    for old in sorted(folder.glob(f"{path.stem}-*{path.suffix}"))[:-BACKUPS_KEPT]:
        old.unlink()
    return backup
