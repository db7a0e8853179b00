"""How smoothly the growth plot moves, and how long the line of a creator's samples takes to be made."""

from __future__ import annotations

import statistics
from collections.abc import Iterable

from tests.bench import plot_frames
from tests.bench.bench_window_work import percentile
from tests.bench.floor import Row
from tests.bench.process import measured_by

POINTS = (17_500, 1_000_000)
FRAME = 16.7  # ms
MADE = 30  # ms


def rows() -> Iterable[Row]:
    for count in POINTS:
        times = measured(count)
        ours, floor = percentile(times["ours"]), percentile(times["floor"])
        title = f"{count:,} points: 99 of 100 frames of moving"
        yield Row(name=title, value=ours, unit="ms", floor=floor, at_most=FRAME)
        title = f"{count:,} points: half the frames of moving"
        half = statistics.median(times["ours"])
        yield Row(name=title, value=half, unit="ms", floor=statistics.median(times["floor"]))
    made = statistics.median(times["made"])
    yield Row(name=f"making the line of {plot_frames.MADE:,} samples", value=made, unit="ms", at_most=MADE)


def measured(count: int) -> dict[str, list[float]]:
    times: dict[str, list[float]] = measured_by(plot_frames, count)
    return times
