"""Runs the program with its window in this process, controlled by a measuring coroutine."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar

from tests.waiting import until
from tiktrack_gui.app import desktop
from tiktrack_gui.app.loop import loop_on
from tiktrack_gui.app.program import Program
from tiktrack_gui.app.session import Session
from tiktrack_gui.host.access import Access
from tiktrack_gui.host.logs import Secrets
from tiktrack_gui.host.paths import DataFolder
from tiktrack_gui.services.tasks import Tasks
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.window.main_window import MainWindow

T = TypeVar("T")
Measure = Callable[[Program, Session], Awaitable[T]]

START_LIMIT = 30.0  # s
SETTLES = 1.0  # s; after the start


def driven(folder: Path, measure: Measure[T]) -> T:
    """Starts the program over a data folder, quits it after the measurement, and returns its result."""
    qt, data = desktop._application(), DataFolder(folder)
    with Access(data) as access, loop_on(qt) as runner:
        theme = Theme(qt, data.cache)
        program = Program(theme, MainWindow(theme, data.window_state), access, Secrets(), demo=False)
        return runner.run(_measured(program, measure))


async def _measured(program: Program, measure: Measure[T]) -> T:
    tasks = Tasks(program.reporter.report)
    running = tasks.spawn(program.run(), name="program")
    try:
        await until(lambda: program._session is not None)
        assert program._session is not None
        await asyncio.sleep(SETTLES)
        return await measure(program, program._session)
    finally:
        program.quit()
        await running
