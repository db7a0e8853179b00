"""The open database: one connection, one thread, whole transactions."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Generator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager, suppress
from functools import partial, wraps
from typing import Any, Concatenate, Generic, ParamSpec, Protocol, TypeVar

from peewee import Database

from tiktrack_gui.core.errors import StoreBusy

P = ParamSpec("P")
T = TypeVar("T")
C = TypeVar("C", bound="Part")


class Engine(Protocol):
    """Where the database is, and what is special about it."""

    @property
    def db(self) -> Database: ...

    def open(self) -> None: ...

    def close(self) -> None: ...

    @property
    def attempts(self) -> int:
        """How often a transaction is tried that had to give way to another program's (StoreBusy)."""

    @property
    def size(self) -> int:
        """Bytes on the disk."""

    @property
    def version(self) -> str:
        """The database program and its version."""

    def upgrade(self) -> list[str]:
        """Opens the database, creates or migrates its tables, and returns the steps carried out."""

    def transaction(self, *, write: bool) -> AbstractContextManager[None]:
        """Raises StoreError for what isn't a mistake of ours."""

    def rewrite(self) -> None:
        """Rewrites a file without what was deleted from it. Raises StoreBusy, DiskFull."""

    def hold_poster(self) -> bool:
        """Whether this program may send to Discord: of several on one database, one does at a time."""

    def release_poster(self) -> None: ...


class Call(Awaitable[T], Generic[T]):
    """A call on the store thread, already under way: `await` it, or block with `result()`, but not on the GUI thread.

    It completes even if the caller is cancelled.
    """

    def __init__(self, future: Future[T]) -> None:
        self._future = future

    def __await__(self) -> Generator[Any, None, T]:
        answer = asyncio.wrap_future(self._future)
        answer.add_done_callback(_noticed)
        return asyncio.shield(answer).__await__()

    def result(self) -> T:
        return self._future.result()


def _noticed(answer: asyncio.Future[Any]) -> None:
    """Once its caller is cancelled, nobody waits for a call's error, and asyncio would report it as forgotten."""
    if not answer.cancelled():
        answer.exception()


class Connection:
    """Carries out the calls of all parts of a store, in their order."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="store")

    @property
    def db(self) -> Database:
        return self.engine.db

    def call(self, function: Callable[[], T], *, write: bool) -> Call[T]:
        """Runs the function in a transaction on the store thread."""
        return Call(self._thread.submit(self._in_transaction, function, write))

    def _in_transaction(self, function: Callable[[], T], write: bool) -> T:
        for _ in range(self.engine.attempts - 1):
            with suppress(StoreBusy), self.engine.transaction(write=write):
                return function()
        with self.engine.transaction(write=write):
            return function()

    def rewrite(self) -> Call[None]:
        """As the engine, on the store thread and outside of transactions."""
        return Call(self._thread.submit(self.engine.rewrite))

    def open(self) -> None:
        self.engine.open()

    def close(self) -> None:
        """Waits for all calls, then closes the database. Must not be called on the store thread."""
        self._thread.shutdown(wait=True)
        self.engine.close()


class Part:
    """A part of the store: the questions about one subject."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @property
    def _db(self) -> Database:
        return self._connection.db


def reads(method: Callable[Concatenate[C, P], T]) -> Callable[Concatenate[C, P], Call[T]]:
    """Runs the method in a read transaction: it sees a consistent snapshot, whatever other processes write."""

    @wraps(method)
    def reading(self: C, /, *args: P.args, **kwargs: P.kwargs) -> Call[T]:
        return self._connection.call(partial(method, self, *args, **kwargs), write=False)

    return reading


def writes(method: Callable[Concatenate[C, P], T]) -> Callable[Concatenate[C, P], Call[T]]:
    """Runs the method in a write transaction: all its writes are committed, or none."""

    @wraps(method)
    def writing(self: C, /, *args: P.args, **kwargs: P.kwargs) -> Call[T]:
        return self._connection.call(partial(method, self, *args, **kwargs), write=True)

    return writing
