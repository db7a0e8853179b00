"""A card with a creator's growth: metric at the left, time range at the right, chart below."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from datetime import tzinfo
from operator import attrgetter
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QStackedWidget

from tiktrack_gui.core.durations import DAY
from tiktrack_gui.core.gaps import of_creator
from tiktrack_gui.core.models import CreatorCount, CreatorSample
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column, row
from tiktrack_gui.ui.widgets.growth_series import Point, is_line, points_of
from tiktrack_gui.ui.widgets.labels import Label
from tiktrack_gui.ui.widgets.segmented import Segmented
from tiktrack_gui.ui.widgets.side_by_side import SideBySide

if TYPE_CHECKING:
    from tiktrack_gui.ui.widgets.growth_canvas import GrowthCanvas

COUNTS = {"followers": "Followers", "likes": "Likes", "videos": "Videos"}
RANGES = {"7": "7D", "30": "30D", "90": "90D", "365": "1Y", "all": "All"}  # days
DEFAULT_RANGE = "30"
FEW_SAMPLES = 1_000  # that are drawn in any case
NOTHING = "No measurements yet."
ONE = "The chart starts with the second measurement."
CLOSE = "The chart starts once two measurements are an hour apart."


def canvas_type() -> type[GrowthCanvas]:
    """Returns the chart's class. The first call imports pyqtgraph, unless `app.session_imports` has; never call it in a
    thread.
    """
    from tiktrack_gui.ui.widgets.growth_canvas import GrowthCanvas

    return GrowthCanvas


class GrowthPlot(QFrame):
    """Shows one creator's samples, or a text if they are too few for a line."""

    def __init__(self, theme: Theme, zone: tzinfo | None = None) -> None:
        """zone: for the dates; None = local."""
        super().__init__()
        self._theme, self._zone = theme, zone
        self._samples: Sequence[CreatorSample] | None = ()  # None while they are read
        self._every: float = DAY
        self._canvas: GrowthCanvas | None = None
        self._marked: float | None = None
        self._words = Label("", "secondary")
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._count = Segmented(COUNTS, "Metric")
        self._range = Segmented(RANGES, "Time range")
        self._range.choose(DEFAULT_RANGE)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._words)
        self.setProperty("surface", "card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        choices = SideBySide(row(self._count, None), row(self._range, None), shares=(1, 0))
        switches = row(choices, margins=(12, 12, 12, 4))
        self.setLayout(column(switches, (self._stack, 1), spacing=0, margins=(1, 0, 1, 4)))
        self._count.chosen.connect(self._draw)
        self._range.chosen.connect(self._draw)
        self._range.chosen_again.connect(self._draw)

    def show_loading(self) -> None:
        """Shows nothing: it isn't known yet whether there are samples."""
        self._samples = None
        self._words.clear()
        self._stack.setCurrentWidget(self._words)

    def show_samples(self, samples: Sequence[CreatorSample], every: float = DAY) -> None:
        """samples: all of the creator's, oldest first. every: seconds between two of its refreshes."""
        self._samples, self._every = samples, every
        self._draw()

    def mark_moment(self, at: float | None) -> None:
        """Marks a moment with a vertical line; None marks nothing."""
        self._marked = at
        if self._canvas is not None:
            self._canvas.mark_moment(at)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._draw()

    def _draw(self) -> None:
        if self._samples is None or not self.isVisible():  # pyqtgraph is only imported when needed
            return
        samples = self._near()
        gaps = of_creator(samples, self._every)
        points = points_of(samples, CreatorCount[self._count.choice.upper()], gaps)
        if not is_line(points):
            self._say(len(points))
            return
        canvas = self._shown_canvas()
        canvas.setAccessibleName(f"{COUNTS[self._count.choice]} over time")
        canvas.show_points(points, self._start(points), points[-1].at, self._count.choice, gaps)

    def _near(self) -> Sequence[CreatorSample]:
        """Returns the samples of the range and of as long before it: years of them would take many frames."""
        samples = self._samples or ()
        if self._range.choice == "all" or len(samples) <= FEW_SAMPLES:
            return samples
        since = samples[-1].at - 2 * int(self._range.choice) * DAY
        return samples[min(bisect_left(samples, since, key=attrgetter("at")), len(samples) - FEW_SAMPLES) :]

    def _say(self, measured: int) -> None:
        """Explains why there is no chart. measured: the number of points, too few or too close together."""
        self._words.setText((NOTHING, ONE, CLOSE)[min(measured, 2)])
        self._stack.setCurrentWidget(self._words)

    def _start(self, points: Sequence[Point]) -> int:
        """Returns the start of the range: not before the first point, and early enough for two points."""
        if self._range.choice == "all":
            return points[0].at
        return min(max(points[-1].at - int(self._range.choice) * DAY, points[0].at), points[-2].at)

    def _shown_canvas(self) -> GrowthCanvas:
        if self._canvas is None:
            self._canvas = canvas_type()(self._theme, self._zone)
            self._canvas.mark_moment(self._marked)
            self._stack.addWidget(self._canvas)
        self._stack.setCurrentWidget(self._canvas)
        return self._canvas
