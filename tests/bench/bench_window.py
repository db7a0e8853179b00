"""Cost of opening the window: the time from the start of the process to the first paint, and memory at that moment.

The floor: a bare PySide6 window with a themed table of 1,000 rows.
"""

from __future__ import annotations

import re
import signal
import statistics
import tempfile
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from tests.bench import bare_window
from tests.bench.floor import Row
from tests.bench.stories import make_folder
from tests.first_paint import started, until_painted

STORIES = 50
ROUNDS = 15


class Cost(NamedTuple):
    """milliseconds: until the first paint. megabytes: resident memory at that moment."""

    milliseconds: float
    megabytes: float


def rows() -> Iterable[Row]:
    with tempfile.TemporaryDirectory() as folder:
        make_folder(Path(folder), STORIES)
        costs = [both(folder) for _ in range(1 + ROUNDS)]
    ours, floor = (typical(each) for each in zip(*costs, strict=True))
    yield Row(name="start to first paint", value=ours.milliseconds, unit="ms", floor=floor.milliseconds, times=1.35)
    yield Row(name="memory at first paint", value=ours.megabytes, unit="MB", floor=floor.megabytes, times=1.5)


def both(folder: str) -> tuple[Cost, Cost]:
    return cost("-m", "tiktrack_gui", "--data-dir", folder), cost(str(bare_window.__file__))


def typical(costs: Sequence[Cost]) -> Cost:
    """The medians, without the first, which is a warm-up."""
    return Cost(*(statistics.median(figures) for figures in zip(*costs[1:], strict=True)))


def cost(*arguments: str) -> Cost:
    """Starts the process, stops it at its first paint, measures it and kills it."""
    start = time.perf_counter()
    process = started(*arguments)
    try:
        until_painted(process)
        elapsed = time.perf_counter() - start
        process.send_signal(signal.SIGSTOP)
        memory = re.search(r"VmRSS:\s+(\d+) kB", Path(f"/proc/{process.pid}/status").read_text(encoding="utf-8"))
    finally:
        process.kill()
        process.communicate()
    assert memory is not None
    return Cost(elapsed * 1000, int(memory[1]) / 1024)
