"""Measures how the Discover page of the real window opens its candidates, and ranks them with other weights.

Arguments: the data folder. Prints JSON, times in ms: {"open": […], "weights": […], "late": […]}: until the page shows
the candidates, read anew, or in another order; and how late each tick of a 5 ms timer was meanwhile.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from tests.bench.driven_window import SETTLES, driven
from tests.bench.window_at_work import Lateness
from tests.bench.window_with_creators import Times, painted
from tests.waiting import until
from tiktrack_gui.app.program import Program
from tiktrack_gui.app.session import Session
from tiktrack_gui.core.discovery.brands import Part
from tiktrack_gui.core.discovery.ranking import Show
from tiktrack_gui.ui.discover.page import DiscoverPage

ROUNDS = 7


async def measure(program: Program, _session: Session) -> Times:
    program.window.open_page("discover")
    page = program.window.page("discover")
    assert isinstance(page, DiscoverPage)
    page._header.choose(Show.ALL)
    await until(lambda: bool(page._model.rowCount()))
    await asyncio.sleep(SETTLES)
    times: Times = {"open": [], "weights": [], "late": []}
    for number in range(ROUNDS):
        weights = {part: float(place == number % len(Part)) + 0.1 for place, part in enumerate(Part)}
        for name, act in (("open", page._shown.load), ("weights", partial(page._shown.try_weights, weights))):
            lateness = Lateness()
            times[name].append(await taken(page, act, program))
            await asyncio.sleep(SETTLES)  # pictures, and the details of the first candidate
            times["late"] += lateness.stop()
            page._shown._weights = None
    return times


async def taken(page: DiscoverPage, act: Callable[[], None], program: Program) -> float:
    """Returns the time until the page has another ranking and shows it."""
    ranked = asyncio.Event()
    page._shown.ranked.connect(ranked.set)
    start = time.perf_counter()
    act()
    await ranked.wait()
    page._shown.ranked.disconnect(ranked.set)
    painted(program.window)
    return (time.perf_counter() - start) * 1000


if __name__ == "__main__":
    print(json.dumps(driven(Path(sys.argv[1]), measure)))
