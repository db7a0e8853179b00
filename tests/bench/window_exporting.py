"""Measures how late a 5 ms timer fires in the window while the history of all creators is exported as CSV.

Argument: the data folder. Prints JSON: {"rest": [lateness of each tick, ms], "work": […], "memory": [MB before, and
while it is exported]}.
"""

from __future__ import annotations

import asyncio
import gc
import json
import sys
from pathlib import Path

from tests.bench.driven_window import driven
from tests.bench.window_at_work import REST, Lateness
from tiktrack_gui.app.program import Program
from tiktrack_gui.app.session import Session
from tiktrack_gui.core.table_export import TableFormat
from tiktrack_gui.services.exporting import ExportProgress

PAGE = 4096  # bytes


async def measure(program: Program, session: Session) -> dict[str, list[float]]:
    services = session._services
    program.window.open_page("creators")
    await asyncio.sleep(REST)
    rest = Lateness()
    await asyncio.sleep(REST)
    at_rest = rest.stop()
    creators = [entry.creator for entry in await services.creators.tracked()]
    gc.collect()
    memory = [resident()]

    def note(_made: ExportProgress) -> None:
        memory.append(resident())

    work = Lateness()
    path = Path(sys.argv[1], "window.csv")
    await services.exporting.write(services.exporting.history(creators), TableFormat.CSV, path, note)
    return {"rest": at_rest, "work": work.stop(), "memory": memory}


def resident() -> float:
    """MB of this process in memory."""
    pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[1]
    return int(pages) * PAGE / 1e6


if __name__ == "__main__":
    print(json.dumps(driven(Path(sys.argv[1]), measure)))
