"""How long the window stands still while it starts: the longest turn of the event loop during the imports.

The floor: importing pyqtgraph alone, in one go.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
from collections.abc import Iterable

from tests.bench.floor import Row

ROUNDS = 5


def rows() -> Iterable[Row]:
    figures = [(milliseconds(), milliseconds("bare")) for _ in range(1 + ROUNDS)][1:]  # without the warm-up
    ours, floor = (statistics.median(each) for each in zip(*figures, strict=True))
    yield Row(name="longest turn at the start", value=ours, unit="ms", floor=floor, times=0.6)


def milliseconds(*arguments: str) -> float:
    line = [sys.executable, "-m", "tests.bench.imports_in_turns", *arguments]
    return float(subprocess.run(line, capture_output=True, text=True, check=True).stdout)
