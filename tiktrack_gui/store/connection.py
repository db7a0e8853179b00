"""The open database file: one connection, one thread, whole transactions."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import Concatenate, ParamSpec, Self, TypeVar

from peewee import SqliteDatabase

from tiktrack_gui.core.errors import StoreNotReady, StoreReplaced
from tiktrack_gui.store import migrate
from tiktrack_gui.store.faults import is_busy, may_lack_shared_memory, translated
from tiktrack_gui.store.rows import raw

log = logging.getLogger(__name__)

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

P = ParamSpec("P")
T = TypeVar("T")
C = TypeVar("C", bound="Connection")


class Connection:
    """The database file at `path`; with read_only it is never written or created."""

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        self._path = path
        self._read_only = read_only
        self._file: tuple[int, int] | None = None
        self._db = _database(path, READING, "ro") if read_only else _database(path, WRITING)
        self._lock = threading.RLock()
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="store")

    def open(self) -> None:
        """Opens the file and migrates its tables.

        Raises StoreTooNew, MigrationsMissing, StoreDamaged, StoreBusy, DiskFull; with read_only, StoreNotReady for a
        file that is missing or not migrated.
        """
        with self._lock, translated():
            if self._read_only and not self._path.exists():
                raise StoreNotReady(f"no file {self._path.name}")
            try:
                self._connect()
                if self._read_only:
                    migrate.require_up_to_date(self._db)
                else:
                    migrate.bring_up_to_date(self._db, self._path)
                self._file = _file_at(self._path)
            except BaseException:
                self._db.close()
                raise

    def _connect(self) -> None:
        """Connects in WAL mode, or in another one on disks without the shared memory that WAL needs."""
        self._db.connect()
        if self._read_only:
            return
        try:
            _try_to_write(self._db)
        except sqlite3.OperationalError as error:
            if not may_lack_shared_memory(error):
                raise
            log.warning("Using a rollback journal: the disk seems to have no shared memory (%s)", error)
            self._db.close()
            self._db = _database(self._path, WITHOUT_SHARED_MEMORY)
            self._db.connect()
            _try_to_write(self._db)

    def close(self) -> None:
        """Waits for all calls on the store thread, then closes the file. Must not be called on that thread."""
        self._thread.shutdown(wait=True)
        with self._lock, translated():
            self._db.close()

    def __enter__(self) -> Self:
        self.open()
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    async def run(self, method: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Runs the method on the store thread and returns its result. It completes even if the caller is cancelled."""
        return await asyncio.shield(asyncio.wrap_future(self._thread.submit(method, *args, **kwargs)))

    def _require_file(self) -> None:
        """Raises StoreReplaced: what is written to a deleted file is lost, although SQLite notices nothing."""
        if _file_at(self._path) != self._file:
            raise StoreReplaced(f"no longer the same file: {self._path.name}")

    @contextmanager
    def _transaction(self, lock: str) -> Iterator[None]:
        with self._lock, translated(), self._db.atomic(lock):
            yield


def reads(method: Callable[Concatenate[C, P], T]) -> Callable[Concatenate[C, P], T]:
    """Runs the method in a read transaction: it sees a consistent snapshot, whatever other processes write."""

    @wraps(method)
    def reading(self: C, /, *args: P.args, **kwargs: P.kwargs) -> T:
        with self._transaction("DEFERRED"):
            return method(self, *args, **kwargs)

    return reading


def writes(method: Callable[Concatenate[C, P], T]) -> Callable[Concatenate[C, P], T]:
    """Runs the method in a write transaction: all its writes are committed, or none."""

    @wraps(method)
    def writing(self: C, /, *args: P.args, **kwargs: P.kwargs) -> T:
        with self._transaction("IMMEDIATE"):
            self._require_file()
            return method(self, *args, **kwargs)

    return writing


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


def _database(path: Path, pragmas: Pragmas, mode: str = "rwc") -> SqliteDatabase:
    return SqliteDatabase(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        pragmas=pragmas,
        timeout=BUSY_TIMEOUT,
        autoconnect=False,
        thread_safe=False,  # one connection for all threads, guarded by Connection's lock
        check_same_thread=False,
    )
