"""What is done with 10,000 rows in the Trending table of the real window.

The floors: the same in a bare table of as many rows, each a list of a number and a text.
"""

from __future__ import annotations

import statistics
import tempfile
from collections.abc import Iterable
from pathlib import Path

from tests.bench import window_with_rows
from tests.bench.bench_window_work import percentile
from tests.bench.floor import Row
from tests.bench.process import measured_by
from tests.bench.stories import make_folder

STORIES = 10_000
SOON = 100  # ms
FRAME = 16.7  # ms
TITLES = {
    "sort": "sorting",
    "type": "a keystroke in the search",
    "drag": "a step of dragging the threshold",
    "let_go": "letting go of the threshold",
}


def rows() -> Iterable[Row]:
    with tempfile.TemporaryDirectory() as folder:
        make_folder(Path(folder), STORIES)
        times: window_with_rows.Times = measured_by(window_with_rows, folder)
    for action, title in TITLES.items():
        yield row(title, map(statistics.median, both(times[action])), SOON)
    yield row("an update of 100", map(statistics.median, both(times["update"])), 16)
    yield row("99 of 100 frames of scrolling", map(percentile, both(times["scroll"])), FRAME)


def both(times: dict[str, list[float]]) -> list[list[float]]:
    return [times["ours"], times["floor"]]


def row(title: str, figures: Iterable[float], at_most: float) -> Row:
    ours, floor = figures
    return Row(name=f"{STORIES:,} rows: {title}", value=ours, unit="ms", floor=floor, at_most=at_most)
