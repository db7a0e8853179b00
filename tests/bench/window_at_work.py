"""The program with its window, fetching; a timer of 5 ms tells how late it is, at rest and at work.

Arguments: the data folder, the port of a TikTok look-alike and the file of its certificate. It prints JSON:
{"rest": [lateness of each tick, ms], "work": […]}.
"""

from __future__ import annotations

import asyncio
import json
import ssl
import sys
import time
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer
from qasync import QEventLoop

from tests.clients.test_images import Everywhere
from tests.waiting import until
from tiktrack_gui import desktop
from tiktrack_gui.clients import images
from tiktrack_gui.logs import Secrets
from tiktrack_gui.paths import DataFolder
from tiktrack_gui.program import Program
from tiktrack_gui.services.tasks import Tasks
from tiktrack_gui.ui.feed_table import FeedTable
from tiktrack_gui.ui.main_window import MainWindow
from tiktrack_gui.ui.theme import Theme

EVERY = 5  # ms
REST = 5.0  # s
SETTLES = 1.0  # s; after a start, and after a refresh: covers come and are painted
LIMIT = 60.0  # s


class Lateness(QObject):
    """ticks: how much later than due the timer rang, ms."""

    def __init__(self) -> None:
        super().__init__()
        self.ticks: list[float] = []
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._last = time.perf_counter()
        self._timer.start(EVERY)

    def _tick(self) -> None:
        now = time.perf_counter()
        self.ticks.append(max(0.0, (now - self._last) * 1000 - EVERY))
        self._last = now

    def stop(self) -> list[float]:
        self._timer.stop()
        return self.ticks


async def measure(program: Program) -> dict[str, list[float]]:
    await until(lambda: program._session is not None, LIMIT)
    session = program._session
    assert session is not None
    await asyncio.sleep(SETTLES)
    stories = rows(program)
    rest = Lateness()
    await asyncio.sleep(REST)
    at_rest, work = rest.stop(), Lateness()
    done = asyncio.Event()
    session._services.trending.finished.connect(done.set)
    session.timers.refresh_now()
    await asyncio.wait_for(done.wait(), LIMIT)
    await asyncio.sleep(SETTLES)
    assert rows(program) == stories + session._services.settings.trending_limit
    return {"rest": at_rest, "work": work.stop()}


def rows(program: Program) -> int:
    """How many videos the table holds."""
    table = program.window.findChild(FeedTable)
    assert isinstance(table, FeedTable)
    return table.model().rowCount()


async def main(program: Program) -> dict[str, list[float]]:
    tasks = Tasks(program.reporter.report)
    running = tasks.spawn(program.run(), name="program")
    try:
        return await measure(program)
    finally:
        program.quit()
        await running


if __name__ == "__main__":
    folder, port, certificate = sys.argv[1:]
    found = partial(
        images.CdnImages, resolver=Everywhere(int(port)), tls=ssl.create_default_context(cafile=certificate)
    )
    images.CdnImages = found  # type: ignore[assignment,misc]
    qt = desktop._application()
    with asyncio.Runner(loop_factory=lambda: QEventLoop(qt)) as runner:
        theme = Theme(qt)
        data = DataFolder(Path(folder))
        program = Program(theme, MainWindow(theme, data.window_state), data, Secrets(), demo=False)
        print(json.dumps(runner.run(main(program))))
