"""Translates the databases' errors into StoreErrors that tell the user what to do."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from peewee import PeeweeException

from tiktrack_gui.core.errors import (
    DiskFull,
    StoreBusy,
    StoreDamaged,
    StoreDiskUnsuitable,
    StoreError,
    StoreRefused,
    StoreServerFull,
    StoreUnreachable,
)

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


# By the start of the SQLSTATE: https://www.postgresql.org/docs/current/errcodes-appendix.html
_POSTGRESQL_FAULTS: dict[str, type[StoreError]] = {
    "08": StoreUnreachable,
    "57P": StoreUnreachable,  # it shuts down, or starts
    "28": StoreRefused,
    "42501": StoreRefused,  # a missing privilege
    "3D000": StoreRefused,  # no such database
    "25006": StoreError,  # read-only
    "40001": StoreBusy,
    "40P01": StoreBusy,
    "55P03": StoreBusy,
    "53300": StoreBusy,  # too many connections
    "53100": StoreServerFull,
    "53200": StoreServerFull,
    "XX001": StoreDamaged,
    "XX002": StoreDamaged,
}
_REFUSALS = ("authentication failed", "no pg_hba.conf entry", "does not exist", "no password supplied", "not permitted")

# https://mariadb.com/docs/server/reference/error-codes
_MYSQL_FAULTS: dict[object, type[StoreError]] = {
    **dict.fromkeys((0, 1053, 1077, 1927, 2002, 2003, 2005, 2006, 2013, 2014, 2055), StoreUnreachable),
    **dict.fromkeys((1044, 1045, 1049, 1142, 1227, 1698, 2059), StoreRefused),
    **dict.fromkeys((1020, 1040, 1203, 1205, 1213), StoreBusy),
    **dict.fromkeys((1021, 1041, 1114), StoreServerFull),
    **dict.fromkeys((1290, 1792), StoreError),  # read-only
    **dict.fromkeys((126, 127, 1034, 1194, 1712), StoreDamaged),
}


@contextmanager
def translated() -> Iterator[None]:
    """Converts errors caused by the file, the disk or another program to StoreError; bugs of ours pass unchanged."""
    try:
        yield
    except Exception as error:
        fault = _fault(error) if _is_from_outside(error) else None
        if fault is None:
            raise
        raise fault from error


def _fault(error: BaseException) -> StoreError | None:
    """The first known fault in the chain of causes: peewee wraps errors, and a failed rollback hides them."""
    kinds = ((_kind(cause), cause) for cause in _chain(error))
    return next((kind(f"{type(cause).__name__}: {cause}") for kind, cause in kinds if kind), None)


def _is_from_outside(error: Exception) -> bool:
    driver = type(error).__module__.partition(".")[0] in ("psycopg", "pymysql")
    return driver or isinstance(error, (PeeweeException, sqlite3.Error, OSError))


def is_unreachable(error: BaseException) -> bool:
    """Whether the connection to the server is lost."""
    return any(_kind(cause) is StoreUnreachable for cause in _chain(error))


def _kind(cause: BaseException) -> type[StoreError] | None:
    match type(cause).__module__.partition(".")[0]:
        case "psycopg":
            return _postgresql_kind(cause)
        case "pymysql":
            return _MYSQL_FAULTS.get(cause.args[0]) if cause.args else None
    if isinstance(cause, OSError):  # during a backup
        return DiskFull if cause.errno in _NO_SPACE else StoreError
    if not isinstance(cause, sqlite3.Error):
        return None
    code: int | None = getattr(cause, "sqlite_errorcode", None)
    if code is None:  # raised by Python itself; an OperationalError means invalid text in the file
        return StoreDamaged if isinstance(cause, sqlite3.OperationalError) else None
    if code == sqlite3.SQLITE_IOERR_SHMSIZE:  # the file beside it that readers share finds no room either
        return DiskFull
    return StoreDiskUnsuitable if code in _WITHOUT_LOCKS else _FAULTS.get(code & _PRIMARY)


def _postgresql_kind(cause: BaseException) -> type[StoreError] | None:
    state: str | None = getattr(cause, "sqlstate", None)
    if state is not None:
        return next((kind for start, kind in _POSTGRESQL_FAULTS.items() if state.startswith(start)), None)
    if type(cause).__name__ not in ("OperationalError", "ConnectionTimeout", "InterfaceError"):
        return None
    # While it connects, libpq has words only.
    return StoreRefused if any(words in str(cause) for words in _REFUSALS) else StoreUnreachable


def _chain(error: BaseException) -> Iterator[BaseException]:
    cause: BaseException | None = error
    while cause is not None:
        yield cause
        cause = cause.__cause__ or cause.__context__
