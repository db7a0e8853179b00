"""The database as a file: SQLite in WAL mode, or in another one on disks without the shared memory that WAL needs."""

from __future__ import annotations

import logging
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from peewee import SqliteDatabase

from tiktrack_gui.core.errors import DiskFull, StoreBusy, StoreNotReady, StoreReplaced
from tiktrack_gui.store import migrate, private
from tiktrack_gui.store.faults import is_busy, may_lack_shared_memory, translated
from tiktrack_gui.store.rows import raw

log = logging.getLogger(__name__)

TO_BE_REWRITTEN = 1  # SQLite's user_version, while the file may have traces of what was erased
BUSY_TIMEOUT = 5.0  # s; maximum wait for another program's lock

Pragmas = tuple[tuple[str, str | int], ...]
READING: Pragmas = (("foreign_keys", 1),)
WRITING: Pragmas = (("journal_mode", "wal"), ("synchronous", "full"), *READING)
# While it has the file for itself, SQLite can leave WAL mode without shared memory.
WITHOUT_SHARED_MEMORY: Pragmas = (
    ("locking_mode", "exclusive"),
    ("journal_mode", "delete"),
    ("locking_mode", "normal"),
    *WRITING[1:],
)


class SqliteFile:
    """The database file at `path`; with read_only it is never written or created."""

    attempts = 1  # SQLite itself waits for other programs

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        self.path = path
        self._read_only = read_only
        self._file: tuple[int, int] | None = None
        self.db = database(path, READING, "ro") if read_only else database(path, WRITING)

    def open(self) -> None:
        """Opens the file and migrates its tables.

        Raises StoreTooNew, MigrationsMissing, StoreDamaged, StoreBusy, DiskFull; with read_only, StoreNotReady for a
        file that is missing or not migrated.
        """
        self.upgrade()

    def upgrade(self) -> list[str]:
        """As `open`; returns the steps carried out."""
        with translated():
            if self._read_only and not self.path.exists():
                raise StoreNotReady(f"no file {self.path.name}")
            try:
                self._connect()
                done = self._migrate()
                self._file = _file_at(self.path)
                self._rewrite_if_due()
            except BaseException:
                self.db.close()
                raise
            return done

    def _migrate(self) -> list[str]:
        if self._read_only:
            migrate.require_up_to_date(self.db)
            return []
        return migrate.bring_up_to_date(self.db, self.path)

    @property
    def size(self) -> int:
        return self.path.stat().st_size

    @property
    def version(self) -> str:
        return f"SQLite {sqlite3.sqlite_version}"

    def close(self) -> None:
        with translated():
            self.db.close()

    @contextmanager
    def transaction(self, *, write: bool) -> Iterator[None]:
        with translated(), self.db.atomic("IMMEDIATE" if write else "DEFERRED"):
            if write:
                self._require_file()
            yield

    def require_room_to_rewrite(self) -> None:
        """Raises DiskFull: meanwhile there are two more copies of it."""
        needed = 2 * self.size
        if shutil.disk_usage(self.path.parent).free < needed:
            raise DiskFull(f"rewriting the file needs {needed} bytes")

    def rewrite(self) -> None:
        """Rewrites the file without what was deleted from it, which SQLite otherwise only marks as free."""
        with translated():
            rewrite(self.db)

    def _rewrite_if_due(self) -> None:
        """Somebody was forgotten, but the file couldn't be rewritten then."""
        if self._read_only or not is_to_be_rewritten(self.db):
            return
        try:
            self.rewrite()
        except (StoreBusy, DiskFull) as error:
            log.warning("The database file can't be rewritten yet: %s", error)

    def hold_poster(self) -> bool:
        """The data folder's lock lets in one program that writes."""
        return True

    def release_poster(self) -> None:
        pass

    def _connect(self) -> None:
        if not self._read_only:
            private.reserve(self.path)
        self.db.connect()
        if self._read_only:
            return
        try:
            _try_to_write(self.db)
        except sqlite3.OperationalError as error:
            if not may_lack_shared_memory(error):
                raise
            log.warning("Using a rollback journal: the disk seems to have no shared memory (%s)", error)
            self.db.close()
            self.db = database(self.path, WITHOUT_SHARED_MEMORY)
            self.db.connect()
            _try_to_write(self.db)

    def _require_file(self) -> None:
        """Raises StoreReplaced: what is written to a deleted file is lost, although SQLite notices nothing."""
        if _file_at(self.path) != self._file:
            raise StoreReplaced(f"no longer the same file: {self.path.name}")


def rewrite(db: SqliteDatabase) -> None:
    """Rewrites the file and empties the log beside it. Raises StoreBusy or OperationalError while others read."""
    db.execute_sql("VACUUM")  # type: ignore[no-untyped-call]
    _empty_log(db)
    db.execute_sql("PRAGMA user_version = 0")  # type: ignore[no-untyped-call]
    _empty_log(db)


def _empty_log(db: SqliteDatabase) -> None:
    ((is_busy_now, *_),) = db.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()  # type: ignore[no-untyped-call]
    if is_busy_now:
        raise StoreBusy("another program reads the file")


def is_to_be_rewritten(db: SqliteDatabase) -> bool:
    ((version,),) = db.execute_sql("PRAGMA user_version").fetchall()  # type: ignore[no-untyped-call]
    return int(version) == TO_BE_REWRITTEN


def _try_to_write(db: SqliteDatabase) -> None:
    """Only the first transaction needs the shared memory. Another program's lock says that there is some."""
    try:
        raw(db).execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        if not is_busy(error):
            raise
    else:
        raw(db).rollback()


def _file_at(path: Path) -> tuple[int, int] | None:
    """Tells files apart, also two at the same path, one after the other."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_dev, found.st_ino


def database(path: Path, pragmas: Pragmas, mode: str = "rwc") -> SqliteDatabase:
    database = SqliteDatabase(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        pragmas=pragmas,
        timeout=BUSY_TIMEOUT,
        autoconnect=False,
        thread_safe=False,  # one connection, opened and closed on other threads than the one that uses it
        check_same_thread=False,
    )
    database.register_function(str.lower, "lower_case", 1)
    return database
