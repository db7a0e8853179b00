"""Forgetting a creator in copies of the database, each of which is cleaned whole or left as it is."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from peewee import PeeweeException, SqliteDatabase

from tiktrack_gui.core.errors import DiskFull, StoreDamaged, StoreError
from tiktrack_gui.core.persons import Person
from tiktrack_gui.store.backups import BESIDE, ROOM, Backups, flush, partial_of, require_sound
from tiktrack_gui.store.erasing import erase, holder_of, person_of
from tiktrack_gui.store.faults import translated
from tiktrack_gui.store.sqlite import database, rewrite

ON_ITS_OWN = (("journal_mode", "delete"), ("foreign_keys", 1))  # without other files beside it


class CopiesOfDatabase:
    """Backups, and a database file that isn't used any more. Methods block; a copy that can't be read is left out."""

    def __init__(self, *databases: Path, unused: Path | None = None) -> None:
        """databases: whose backups these are. unused: a database that was left when another one took its place."""
        self._backups = [Backups(database) for database in dict.fromkeys(databases)]
        self._unused = unused

    def all(self) -> list[Path]:
        found = [path for backups in self._backups for path in backups.copies()]
        return found + ([self._unused] if self._unused is not None and self._unused.exists() else [])

    def remove_unfinished(self) -> None:
        """Removes what interrupted work has left."""
        for backups in self._backups:
            backups.remove_unfinished()

    def holder_of(self, handle: str) -> int | None:
        """Returns the ID of who has the handle in the newest copy that knows it; None if none does."""
        for path in reversed(self.all()):
            with suppress(StoreError), _reading(path) as db:
                if (found := holder_of(db, handle)) is not None:
                    return found
        return None

    def person_of(self, creator_id: int) -> Person | None:
        """Returns all that names the creator in any of the copies; None if it is in none."""
        known: Person | None = None
        for path in reversed(self.all()):
            with suppress(StoreError), _reading(path) as db:
                found = person_of(db, creator_id)
                known = found if known is None or found is None else known.with_(found)
        return known

    def forget(self, path: Path, person: Person) -> int:
        """Erases the person from one copy; returns how many rows were deleted or changed.

        The cleaned copy takes its place in one step. Raises StoreDamaged and DiskFull, and leaves it as it is.
        """
        needed = 2 * path.stat().st_size + ROOM
        if shutil.disk_usage(path.parent).free < needed:
            raise DiskFull(f"cleaning {path.name} needs {needed} bytes")
        partial = partial_of(path)
        try:
            rows = self._clean(path, partial, person)
            for ending in BESIDE:  # their contents are in the cleaned copy
                Path(f"{path}{ending}").unlink(missing_ok=True)
            partial.replace(path)
        finally:
            for name in (str(partial), *(f"{partial}{ending}" for ending in BESIDE)):
                Path(name).unlink(missing_ok=True)
        return rows

    @staticmethod
    def _clean(path: Path, partial: Path, person: Person) -> int:
        with translated():
            shutil.copy(path, partial)
            with suppress(FileNotFoundError):
                shutil.copy(f"{path}-wal", f"{partial}-wal")
            require_sound(partial)
        with _opened(partial, "rw") as db:
            here = person_of(db, person.id)
            with db.atomic("IMMEDIATE"):
                rows = erase(db, person if here is None else person.with_(here))
            rewrite(db)
        with translated():
            require_sound(partial)
            flush(partial)
        return rows


@contextmanager
def _reading(path: Path) -> Iterator[SqliteDatabase]:
    with _opened(path, "ro") as db:
        yield db


@contextmanager
def _opened(path: Path, mode: str) -> Iterator[SqliteDatabase]:
    """Raises StoreError: what such a file has may be anything."""
    db = database(path, ON_ITS_OWN if mode == "rw" else (), mode)
    try:
        with translated():
            db.connect()
            yield db
    except (PeeweeException, sqlite3.Error, ValueError, TypeError, IndexError) as error:
        raise StoreDamaged(f"{path.name}: {type(error).__name__}: {error}") from error
    finally:
        db.close()
