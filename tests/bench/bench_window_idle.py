"""Cost of the program in the tray: window closed, timers running, nothing due."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from pathlib import Path

from tests.bench import window_in_tray
from tests.bench.floor import Row
from tests.bench.process import measured_by
from tests.bench.stories import make_folder

STORIES = 50
SECONDS = 60


def rows() -> Iterable[Row]:
    with tempfile.TemporaryDirectory() as folder:
        make_folder(Path(folder), STORIES)
        cost = measured_by(window_in_tray, folder, SECONDS)
    share = 100 * cost["cpu"] / SECONDS
    yield Row(name=f"{SECONDS} s in the tray: share of a core", value=share, unit="%", at_most=0.5)
    yield Row(name=f"{SECONDS} s in the tray: other processes", value=cost["processes"], unit="", at_most=0)
