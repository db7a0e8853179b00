"""Backups of the database file, in the folder `backups` beside it.

A backup's name holds when its contents were current (UTC) and the last applied migration, or what it is otherwise, so
that names sort by age: `tiktrack-20260101T120000Z-0002_posted_before.db`.
"""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path

from tiktrack_gui.core.backups import Backup, kept
from tiktrack_gui.core.errors import DiskFull, StoreDamaged, StoreError
from tiktrack_gui.store import migrate, private
from tiktrack_gui.store.faults import translated

TIME = "%Y%m%dT%H%M%SZ"
ROOM = 50_000_000  # bytes to leave free on the disk
REPLACED, DAMAGED, RESCUED = "replaced", "damaged", "rescued"  # instead of a migration's name
BESIDE = ("-wal", "-shm", "-journal")  # files that belong to the database


class Backups:
    """Works on files only, so it also works with a damaged database. The methods block; they raise StoreError."""

    def __init__(self, database: Path) -> None:
        self._database = database
        self.folder = database.parent / "backups"
        self._name = re.compile(rf"{re.escape(database.stem)}-(\d{{8}}T\d{{6}}Z)-(\w+){re.escape(database.suffix)}")

    def listed(self) -> list[Backup]:
        """Returns the backups, newest first; a database set aside because it was damaged is none."""
        with translated():
            return sorted(self._found(), key=lambda backup: (-backup.at, backup.name))

    def make(self, now: float) -> Backup:
        """Makes a consistent copy, while others may write. Raises DiskFull before it begins if there is no room, and
        StoreDamaged instead of keeping a copy that isn't sound.
        """
        with translated(), closing(_opened(self._database)) as file:
            step = migrate.last_step(file)
            self._require_room()
            backup = self._path(now, step)
            partial = partial_of(backup)
            file.execute("VACUUM INTO ?", (str(partial),))
        with translated():
            require_sound(partial)
            flush(partial)
            partial.replace(backup)
            return self._described(backup)

    def remove_old(self, now: float, most: float) -> None:
        """Removes all but those to keep. most: bytes for all of them."""
        keep = {backup.name for backup in kept(self.listed(), now, most)}
        for backup in self.listed():
            if backup.name not in keep:
                with suppress(OSError):
                    (self.folder / backup.name).unlink()

    def restore(self, name: str, now: float) -> Path | None:
        """Puts a backup in the place of the database, which no program may have open; returns where that is now.

        Raises StoreError if there is no such backup, StoreDamaged if it isn't sound, DiskFull.
        """
        if name not in {backup.name for backup in self.listed()}:
            raise StoreError(f"no backup {name}")
        with translated():
            require_sound(self.folder / name)
            self._require_room(self.folder / name)
            partial = partial_of(self._database)
            shutil.copyfile(self.folder / name, partial)
            flush(partial)
            aside = self._set_aside(now)
            partial.replace(self._database)
            return aside

    def counts(self, name: str) -> tuple[int, int, int]:
        """Returns how many creators, measurements and posts a backup has."""
        tables = ("creators", "creator_samples", "deliveries")
        with translated(), closing(_opened(self.folder / name)) as file:
            creators, samples, posts = (file.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables)
            return creators, samples, posts

    def rescue(self, now: float) -> Backup:
        """Copies what can still be read from a damaged database into a new one; returns it."""
        from tiktrack_gui.store.rescue import rescue

        with translated():
            self._require_room()
            path = self._path(now, RESCUED)
            partial = partial_of(path)
            rescue(self._database, partial)
            partial.replace(path)
            return self._described(path)

    def copies(self) -> list[Path]:
        """Returns all copies of the database in the folder, also those set aside because they were damaged."""
        if not self.folder.is_dir():
            return []
        with translated():
            return sorted(path for path in self.folder.iterdir() if self._name.fullmatch(path.name) and path.is_file())

    def remove_unfinished(self) -> None:
        """Removes what a backup that was interrupted has left."""
        for path in self.folder.glob(f"{self._database.stem}-*.partial") if self.folder.is_dir() else ():
            with suppress(OSError):
                path.unlink(missing_ok=True)

    def _set_aside(self, now: float) -> Path | None:
        """Moves the database and what belongs to it into the folder; all its contents are in one file, if possible."""
        if not self._database.exists():
            return None
        state = REPLACED
        try:
            with closing(sqlite3.connect(self._database)) as file:
                file.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            require_sound(self._database)
        except (sqlite3.Error, StoreDamaged):
            state = DAMAGED
        aside = self._path(now, state)
        self._database.replace(aside)
        for ending in BESIDE:
            with suppress(FileNotFoundError):
                Path(f"{self._database}{ending}").replace(f"{aside}{ending}")
        return aside

    def _found(self) -> Iterator[Backup]:
        if not self.folder.is_dir():
            return
        for path in self.folder.iterdir():
            match = self._name.fullmatch(path.name)
            if match and match[2] != DAMAGED and path.is_file():
                yield self._described(path)

    def _described(self, path: Path) -> Backup:
        match = self._name.fullmatch(path.name)
        assert match is not None
        at = datetime.strptime(match[1], TIME).replace(tzinfo=UTC)
        return Backup(name=path.name, at=int(at.timestamp()), size=path.stat().st_size)

    def _path(self, now: float, state: str) -> Path:
        private.folder(self.folder)
        at = datetime.fromtimestamp(now, UTC)
        return self.folder / f"{self._database.stem}-{at:{TIME}}-{state}{self._database.suffix}"

    def _require_room(self, source: Path | None = None) -> None:
        place = self.folder if self.folder.is_dir() else self._database.parent
        needed = (source or self._database).stat().st_size + ROOM
        if shutil.disk_usage(place).free < needed:
            raise DiskFull(f"a backup needs {needed} bytes")


def _opened(database: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True)


def partial_of(path: Path) -> Path:
    """Returns where a file is made that takes the place of this one once it is whole."""
    partial = path.with_name(path.name + ".partial")
    partial.unlink(missing_ok=True)
    return private.reserve(partial)


def require_sound(path: Path) -> None:
    with closing(_opened(path)) as file:
        lines = [line for (line,) in file.execute("PRAGMA quick_check")]
    if lines != ["ok"]:
        raise StoreDamaged("; ".join(lines))


def flush(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())
