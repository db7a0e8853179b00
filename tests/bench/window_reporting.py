"""Measures how late a 5 ms timer fires in the window while a report of all tracked creators is made.

Argument: the data folder. Prints JSON, in ms: {"rest", "reading", "drawing": [lateness of each tick], "took": [reading,
drawing]}.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from functools import partial
from pathlib import Path

from tests.bench.driven_window import SETTLES, driven
from tests.bench.window_at_work import REST, Lateness
from tiktrack_gui.app.program import Program
from tiktrack_gui.app.session import Session
from tiktrack_gui.core.report import Wanted, period_of

SCALE = 1.0  # px of the preview for each of the page


async def measure(program: Program, session: Session) -> dict[str, list[float]]:
    from tiktrack_gui.drawing import report as drawing
    from tiktrack_gui.drawing.qt_thread import in_qt_thread
    from tiktrack_gui.ui.creators.report_actions import drawn

    services = session._services
    program.window.open_page("creators")
    drawing.ready_to_draw()
    tracked = tuple(entry.creator.id for entry in await services.creators.tracked())
    wanted = Wanted(creator_ids=tracked, name="All", is_list=True)
    period = period_of(None, None, services.foundation.clock.now())
    await services.reporting.made(Wanted(creator_ids=tracked[:1]), period)  # what is imported on first use
    await asyncio.sleep(REST)
    rest = Lateness()
    await asyncio.sleep(REST)
    found = {"rest": rest.stop()}
    ticks, began = Lateness(), time.perf_counter()
    report = await services.reporting.made(wanted, period)
    took = [1000 * (time.perf_counter() - began)]
    await asyncio.sleep(SETTLES)  # a tick that is late by then counts, too
    found["reading"] = ticks.stop()
    ticks, began = Lateness(), time.perf_counter()
    _, pages = await in_qt_thread(partial(drawn, report, drawing.Paper.A4, SCALE))
    took.append(1000 * (time.perf_counter() - began))
    await asyncio.sleep(SETTLES)
    found["drawing"] = ticks.stop()
    assert len(report.creators) == len(tracked)
    assert pages
    return {**found, "took": took}


if __name__ == "__main__":
    print(json.dumps(driven(Path(sys.argv[1]), measure)))
