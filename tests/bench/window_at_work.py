"""Measures how late a 5 ms timer fires in the window, idle and while the feed is refreshed.

Arguments: the data folder, the port of a TikTok look-alike and its certificate file. Prints JSON:
{"rest": [lateness of each tick, ms], "work": […], "collections": [duration of each garbage collection during the work,
ms], "whole collection": [duration of one of all objects]}.
"""

from __future__ import annotations

import asyncio
import gc
import json
import ssl
import sys
import time
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer

from tests.bench.driven_window import SETTLES, driven
from tests.clients.test_images import Everywhere
from tiktrack_gui.app.program import Program
from tiktrack_gui.app.session import Session
from tiktrack_gui.clients import images
from tiktrack_gui.ui.trending.table import FeedTable

EVERY = 5  # ms
REST = 5.0  # s
LIMIT = 60.0  # s


class Lateness(QObject):
    """Measures the lateness of a 5 ms timer until it is stopped."""

    def __init__(self) -> None:
        super().__init__()
        self._ticks: list[float] = []
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._last = time.perf_counter()
        self._timer.start(EVERY)

    def stop(self) -> list[float]:
        """Returns how late each tick was, in ms."""
        self._timer.stop()
        return self._ticks

    def _tick(self) -> None:
        now = time.perf_counter()
        self._ticks.append(max(0.0, (now - self._last) * 1000 - EVERY))
        self._last = now


class Collections:
    """Measures the garbage collections, in all threads, until it is stopped."""

    def __init__(self) -> None:
        self._durations: list[float] = []
        self._began = 0.0
        gc.callbacks.append(self._note)

    def stop(self) -> list[float]:
        """Returns how long each took, in ms."""
        gc.callbacks.remove(self._note)
        return self._durations

    def _note(self, phase: str, _info: dict[str, int]) -> None:
        if phase == "start":
            self._began = time.perf_counter()
        else:
            self._durations.append((time.perf_counter() - self._began) * 1000)


async def measure(program: Program, session: Session) -> dict[str, list[float]]:
    stories = rows(program)
    rest = Lateness()
    await asyncio.sleep(REST)
    at_rest, work, collections = rest.stop(), Lateness(), Collections()
    done = asyncio.Event()
    session._services.trending.finished.connect(done.set)
    session.timers.refresh_now()
    await asyncio.wait_for(done.wait(), LIMIT)
    await asyncio.sleep(SETTLES)  # covers are loaded and painted
    assert rows(program) == stories + session._services.settings.trending_limit
    during = {"rest": at_rest, "work": work.stop(), "collections": collections.stop()}
    return {**during, "whole collection": whole_collection()}


def whole_collection() -> list[float]:
    """Measures a collection that spares nothing."""
    gc.unfreeze()
    collections = Collections()
    gc.collect()
    return collections.stop()


def rows(program: Program) -> int:
    """The number of videos in the table."""
    table = program.window.findChild(FeedTable)
    assert isinstance(table, FeedTable)
    return table.model().rowCount()


if __name__ == "__main__":
    folder, port, certificate = sys.argv[1:]
    trusting = ssl.create_default_context(cafile=certificate)
    images.CdnImages = partial(  # type: ignore[assignment,misc]
        images.CdnImages, resolver=Everywhere(int(port)), tls=trusting
    )
    print(json.dumps(driven(Path(folder), measure)))
