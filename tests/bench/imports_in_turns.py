"""Prints how long the window stands still while a session's modules are imported: `python -m …[ bare]`.

The longest turn of the event loop, in ms; with "bare", the time of importing pyqtgraph in one go.
"""

from __future__ import annotations

import asyncio
import sys
import time

from PySide6.QtWidgets import QApplication

import tiktrack_gui.app.program  # noqa: F401  what is there when the window is painted
from tiktrack_gui.app.loop import loop_on
from tiktrack_gui.app.session_imports import import_session


async def longest_turn() -> float:
    longest, last = 0.0, time.perf_counter()

    async def watch() -> None:
        nonlocal longest, last
        while True:
            now = time.perf_counter()
            longest, last = max(longest, now - last), now
            await asyncio.sleep(0.001)

    watching = asyncio.create_task(watch())
    await asyncio.sleep(0.05)
    await import_session()
    await asyncio.sleep(0.05)
    watching.cancel()
    return longest


def bare() -> float:
    import numpy  # noqa: F401  a library without Qt

    start = time.perf_counter()
    import pyqtgraph  # noqa: F401

    return time.perf_counter() - start


if __name__ == "__main__":
    qt = QApplication([])
    if "bare" in sys.argv:
        print(1000 * bare())
    else:
        with loop_on(qt) as runner:
            print(1000 * runner.run(longest_turn()))
