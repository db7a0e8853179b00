"""Work in a thread of Qt's: text documents set timers, which other threads don't have, and Qt warns of it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

from PySide6.QtCore import QThreadPool

T = TypeVar("T")


async def in_qt_thread(work: Callable[[], T]) -> T:
    """Returns what the work does. If this is cancelled, work that has begun goes on, and is forgotten."""
    done: Future[T] = Future()

    def run() -> None:
        if not done.set_running_or_notify_cancel():
            return
        try:
            result = work()
        except BaseException as error:  # told where it is awaited
            done.set_exception(error)
        else:
            done.set_result(result)

    QThreadPool.globalInstance().start(run)
    return await asyncio.wrap_future(done)
