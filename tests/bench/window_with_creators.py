"""Measures how the Creators page of the real window opens its lists, and scrolls the overview of one.

Arguments: the data folder, and "open" or "scroll". Prints JSON: times in ms. Of "open": {"list": […], "overview": […],
"figures": […], "late": […]}: until the list, or the overview, shows the creators; until all figures of the overview are
there; and how late each tick of a 5 ms timer was meanwhile. Of "scroll": {"ours": […], "floor": […]}, frames of the
overview and of a bare table of as many rows.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QTableView, QWidget

from tests.bench.bare_rows import Rows, table_of
from tests.bench.driven_window import SETTLES, driven
from tests.bench.window_at_work import Lateness
from tests.waiting import until
from tiktrack_gui.app.program import Program
from tiktrack_gui.app.session import Session
from tiktrack_gui.ui.creators.overview.switch import OVERVIEW, PROFILE
from tiktrack_gui.ui.creators.page import CreatorsPage

ROUNDS = 7
STEP, TURNS, FRAMES = 120, 100, 300  # px of a mouse wheel; down and up again
SETTLED = 0.02  # s, between two frames

Times = dict[str, list[float]]


async def opening(program: Program, _session: Session) -> Times:
    page = await opened(program)
    times: Times = {"list": [], "overview": [], "figures": [], "late": []}
    for view, name in ((PROFILE, "list"), (OVERVIEW, "overview")):
        page._pane.switch.choose(view)
        await asyncio.sleep(SETTLES)
        for _ in range(ROUNDS):
            page._model.show([])
            page._view.model.show([], [])
            lateness, start = Lateness(), time.perf_counter()
            await page._shown._load()
            painted(program.window)
            times[name].append((time.perf_counter() - start) * 1000)
            if view == OVERVIEW:
                await until(lambda: not page._view.model._stale)
                times["figures"].append((time.perf_counter() - start) * 1000)
            await asyncio.sleep(SETTLES)  # pictures, and the profile of the first creator
            times["late"] += lateness.stop()
    return times


async def scrolling(program: Program, _session: Session) -> Times:
    page = await opened(program)
    page._pane.switch.choose(OVERVIEW)
    await until(lambda: bool(page._view.model.total))
    await until(lambda: not page._view.model.next_wanted(page._view.table.ids_in_sight(), 1))
    ours = page._view.table
    bare = table_of(Rows([(number, "") for number in range(page._view.model.total)]), ours.size())
    await asyncio.sleep(SETTLES)
    return {"ours": await frames(ours, program.window), "floor": await frames(bare, bare)}


async def opened(program: Program) -> CreatorsPage:
    program.window.open_page("creators")
    page = program.window.page("creators")
    assert isinstance(page, CreatorsPage)
    await until(lambda: bool(page._model.total))
    return page


async def frames(table: QTableView, window: QWidget) -> list[float]:
    bar, times = table.verticalScrollBar(), []
    for number in range(FRAMES):
        start = time.perf_counter()
        bar.setValue(bar.value() + (STEP if number % TURNS < TURNS // 2 else -STEP))
        painted(window)
        times.append((time.perf_counter() - start) * 1000)
        await asyncio.sleep(SETTLED)
    return times


def painted(window: QWidget) -> None:
    QCoreApplication.sendEvent(window, QEvent(QEvent.Type.UpdateRequest))


if __name__ == "__main__":
    folder, what = sys.argv[1:]
    print(json.dumps(driven(Path(folder), opening if what == "open" else scrolling)))
