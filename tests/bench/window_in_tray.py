"""Measures the program while its window is closed and nothing is due.

Arguments: the data folder, and the duration in seconds. Prints JSON: {"cpu": CPU seconds, "processes": number of
child processes still running}.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from functools import partial
from pathlib import Path

from tests.bench.driven_window import SETTLES, driven
from tests.processes import children
from tiktrack_gui.app.program import Program
from tiktrack_gui.app.session import Session


async def measure(seconds: float, program: Program, _session: Session) -> dict[str, float]:
    assert program.tray.available()
    program.window.close()
    await asyncio.sleep(SETTLES)
    assert not program.window.isVisible()
    start = time.process_time()
    await asyncio.sleep(seconds)
    return {"cpu": time.process_time() - start, "processes": len(children())}


if __name__ == "__main__":
    folder, seconds = sys.argv[1:]
    print(json.dumps(driven(Path(folder), partial(measure, float(seconds)))))
