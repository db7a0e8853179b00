"""Measures how long the growth plot takes to move its line by one frame, and to be made.

Argument: the number of points. Prints JSON: {"ours": [ms, …], "floor": [ms, …], "made": [ms, …]}. The floor is the same
line in a bare plot of pyqtgraph, which thins it by itself (`setDownsampling`, `setClipToView`). Each frame is painted.
"""

from __future__ import annotations

import gc
import json
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import pyqtgraph as pg
from PySide6.QtWidgets import QApplication

from tiktrack_gui.core.models import CreatorCount, CreatorSample
from tiktrack_gui.core.sample_columns import columns_of
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.growth_canvas import GrowthCanvas
from tiktrack_gui.ui.widgets.growth_lines import LINE
from tiktrack_gui.ui.widgets.growth_series import points_of, series

SIZE = (1000, 400)  # px
START = 1_700_000_000
SECONDS = 2 * 365 * 86_400  # of the line
FRAMES, WARM = 400, 40
STEP = 0.002  # of the visible width, for each frame
SHOWN = 0.5  # of the line
MADE = 17_500  # samples


def main(count: int) -> None:
    app = QApplication([])
    at = START + np.linspace(0, SECONDS, count).astype(np.int64)
    chance = np.random.default_rng(1)
    counted = 1_000_000 + np.cumsum(chance.integers(-40, 60, count))
    with tempfile.TemporaryDirectory() as cache:
        ours = GrowthCanvas(Theme(app, Path(cache)))
        ours.show_points(series(at, counted), int(at[0]), int(at[-1]), "followers")
        bare = pg.PlotWidget()
        bare.plot(at, counted, pen=pg.mkPen(width=LINE), antialias=True)
        bare.setClipToView(True)
        bare.setDownsampling(auto=True, mode="peak")
        times = {"ours": moved(app, ours), "floor": moved(app, bare), "made": made()}
    print(json.dumps(times))


def moved(app: QApplication, plot: pg.PlotWidget) -> list[float]:
    """Returns the ms of each frame in which the line moves."""
    plot.resize(*SIZE)
    plot.show()
    view = plot.getPlotItem().getViewBox()
    width = SECONDS * SHOWN
    view.setXRange(START, START + width, padding=0)
    app.processEvents()
    times = []
    for number in range(FRAMES + WARM):
        left = START + (SECONDS - width) * (1 - abs(1 - number * STEP % 2))
        start = time.perf_counter()
        view.setXRange(left, left + width, padding=0)
        app.processEvents()  # the scene tells the view what has changed, which then paints it
        times.append((time.perf_counter() - start) * 1000)
    return times[WARM:]


def made() -> list[float]:
    """Returns the ms it takes to make the line of samples as the store reads them, of which every third is rounded."""
    samples = columns_of(
        [
            CreatorSample(
                at=START + hour * 3600, followers=100_000 + hour * (100 if hour % 3 else 101), rounded=hour % 3 == 0
            )
            for hour in range(MADE)
        ]
    )
    times = []
    for _ in range(15):
        start = time.perf_counter()
        points_of(samples, CreatorCount.FOLLOWERS)
        times.append((time.perf_counter() - start) * 1000)
    return times


if __name__ == "__main__":
    gc.freeze()
    main(int(sys.argv[1]))
