"""Cost of the program in the tray: window closed, timers running, nothing due."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from tests.bench import window_in_tray
from tests.bench.floor import Row
from tests.bench.stories import make_folder

STORIES = 50
SECONDS = 60


def rows() -> Iterable[Row]:
    with tempfile.TemporaryDirectory() as folder:
        make_folder(Path(folder), STORIES)
        command = [sys.executable, "-m", window_in_tray.__name__, folder, str(SECONDS)]
        said = subprocess.run(command, stdout=subprocess.PIPE, check=True, timeout=2 * SECONDS).stdout
    cost = json.loads(said)
    share = 100 * cost["cpu"] / SECONDS
    yield Row(name=f"{SECONDS} s in the tray: share of a core", value=share, unit="%", at_most=0.5)
    yield Row(name=f"{SECONDS} s in the tray: other processes", value=cost["processes"], unit="", at_most=0)
