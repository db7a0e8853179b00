"""Translates SQLite errors into StoreErrors that tell the user what to do."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from peewee import PeeweeException

from tiktrack_gui.core.errors import DiskFull, StoreBusy, StoreDamaged, StoreDiskUnsuitable, StoreError

_PRIMARY = 0xFF  # the low byte of an extended result code
_NO_SPACE = (errno.ENOSPC, errno.EDQUOT)

_FAULTS: dict[int, type[StoreError]] = {
    sqlite3.SQLITE_BUSY: StoreBusy,
    sqlite3.SQLITE_LOCKED: StoreBusy,
    sqlite3.SQLITE_FULL: DiskFull,
    sqlite3.SQLITE_CORRUPT: StoreDamaged,
    sqlite3.SQLITE_NOTADB: StoreDamaged,
    sqlite3.SQLITE_CANTOPEN: StoreError,
    sqlite3.SQLITE_READONLY: StoreError,
    sqlite3.SQLITE_PERM: StoreError,
    sqlite3.SQLITE_IOERR: StoreError,
    sqlite3.SQLITE_PROTOCOL: StoreDiskUnsuitable,
    sqlite3.SQLITE_NOLFS: StoreDiskUnsuitable,
}
_WITHOUT_LOCKS = frozenset(
    {
        sqlite3.SQLITE_IOERR_LOCK,
        sqlite3.SQLITE_IOERR_RDLOCK,
        sqlite3.SQLITE_IOERR_UNLOCK,
        sqlite3.SQLITE_IOERR_CHECKRESERVEDLOCK,
        sqlite3.SQLITE_IOERR_SHMLOCK,
    }
)


_WITHOUT_SHARED_MEMORY = frozenset({sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR})


def may_lack_shared_memory(error: BaseException) -> bool:
    """Whether that may be why a transaction in WAL mode failed: SQLite has several codes for it, none of its own."""
    return any(code & _PRIMARY in _WITHOUT_SHARED_MEMORY for code in _codes(error))


def is_busy(error: BaseException) -> bool:
    return any(code & _PRIMARY == sqlite3.SQLITE_BUSY for code in _codes(error))


def _codes(error: BaseException) -> Iterator[int]:
    for cause in _chain(error):
        code: int | None = getattr(cause, "sqlite_errorcode", None)
        if code is not None:
            yield code


@contextmanager
def translated() -> Iterator[None]:
    """Converts errors caused by the file, the disk or another program to StoreError; bugs of ours pass unchanged."""
    try:
        yield
    except (PeeweeException, sqlite3.Error, OSError) as error:
        fault = _fault(error)
        if fault is None:
            raise
        raise fault from error


def _fault(error: BaseException) -> StoreError | None:
    """The first known fault in the chain of causes: peewee wraps errors, and a failed rollback hides them."""
    kinds = ((_kind(cause), cause) for cause in _chain(error))
    return next((kind(f"{type(cause).__name__}: {cause}") for kind, cause in kinds if kind), None)


def _kind(cause: BaseException) -> type[StoreError] | None:
    if isinstance(cause, OSError):  # during a backup
        return DiskFull if cause.errno in _NO_SPACE else StoreError
    if not isinstance(cause, sqlite3.Error):
        return None
    code: int | None = getattr(cause, "sqlite_errorcode", None)
    if code is None:  # raised by Python itself; an OperationalError means invalid text in the file
        return StoreDamaged if isinstance(cause, sqlite3.OperationalError) else None
    return StoreDiskUnsuitable if code in _WITHOUT_LOCKS else _FAULTS.get(code & _PRIMARY)


def _chain(error: BaseException) -> Iterator[BaseException]:
    cause: BaseException | None = error
    while cause is not None:
        yield cause
        cause = cause.__cause__ or cause.__context__
