"""A card with a creator's growth: metric at the left, time range at the right, chart below."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import tzinfo
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent

from tiktrack_gui.core import growth_table
from tiktrack_gui.core.baseline import settled_videos
from tiktrack_gui.core.durations import DAY
from tiktrack_gui.core.gaps import Gap, of_creator
from tiktrack_gui.core.models import CreatorCount, CreatorSample, Video
from tiktrack_gui.core.table_export import Table
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column, row
from tiktrack_gui.ui.widgets.chart_card import ChartCard
from tiktrack_gui.ui.widgets.growth_marks import DayMark
from tiktrack_gui.ui.widgets.growth_points import is_line
from tiktrack_gui.ui.widgets.pictures import Pictures
from tiktrack_gui.ui.widgets.segmented import Segmented
from tiktrack_gui.ui.widgets.side_by_side import SideBySide
from tiktrack_gui.words import growth as words

if TYPE_CHECKING:
    from tiktrack_gui.ui.widgets.growth_canvas import GrowthCanvas
    from tiktrack_gui.ui.widgets.growth_picture import Caption
    from tiktrack_gui.ui.widgets.growth_series import Series

RANGES = {"7": "7D", "30": "30D", "90": "90D", "365": "1Y", "all": "All"}  # days
DEFAULT_RANGE = "30"
VIEWS = "views"  # the metric that is made of videos


def canvas_type() -> type[GrowthCanvas]:
    """Returns the chart's class. The first call imports pyqtgraph, unless `app.session_imports` has; never call it in a
    thread.
    """
    from tiktrack_gui.ui.widgets.growth_canvas import GrowthCanvas

    return GrowthCanvas


class GrowthPlot(ChartCard):
    """Shows one creator's samples, or a text if they are too few for a line.

    Signals:
        video_opened: The mark of a video was clicked. arg: Video.
    """

    video_opened = Signal(object)

    def __init__(self, theme: Theme, zone: tzinfo | None = None, pictures: Pictures | None = None) -> None:
        """zone: for the dates; None = local. pictures: for the covers of videos; None = without covers."""
        super().__init__(theme, zone)
        self._pictures = pictures
        self._samples: Sequence[CreatorSample] | None = ()  # None while they are read
        self._videos: Sequence[Video] = ()
        self._every: float = DAY
        self._canvas: GrowthCanvas | None = None
        self._marked: float | None = None
        self._days: Sequence[DayMark] = ()
        self._points: Series | None = None  # what is drawn
        self._lines: dict[str, tuple[Series, list[Gap]]] = {}  # by metric
        self._count = Segmented(words.METRICS, "Metric", {VIEWS: words.title(VIEWS)})
        self._range = Segmented(RANGES, "Time range")
        self._range.choose(DEFAULT_RANGE)
        self._title, self._handle = "", ""
        self._lay_out()
        self._count.chosen.connect(self._draw)
        self._range.chosen.connect(self._draw)
        self._range.chosen_again.connect(self._draw)

    def show_loading(self) -> None:
        """Shows nothing: it isn't known yet whether there are samples."""
        self._samples, self._videos = None, ()
        self._lines.clear()
        self._show_words("")

    def name_creator(self, name: str, handle: str) -> None:
        """Whose growth it is, for pictures and the names of files."""
        self._title, self._handle = f"{name} (@{handle})" if name else f"@{handle}", handle

    def show_samples(self, samples: Sequence[CreatorSample], every: float = DAY, videos: Sequence[Video] = ()) -> None:
        """samples: all of the creator's, oldest first. every: seconds between two of its refreshes. videos: the ones
        seen, newest first.
        """
        self._samples, self._every, self._videos = samples, every, videos
        self._lines.clear()
        self._draw()

    def mark_moment(self, at: float | None) -> None:
        """Marks a moment with a vertical line; None marks nothing."""
        self._marked = at
        if self._canvas is not None:
            self._canvas.mark_moment(at)

    def mark_days(self, marks: Sequence[DayMark]) -> None:
        """Marks days with vertical lines and labels. marks: oldest first."""
        if list(marks) != list(self._days):
            self._days = tuple(marks)
            if self._canvas is not None:
                self._canvas.mark_days(self._days)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._draw()

    def _lay_out(self) -> None:
        choices = SideBySide(row(self._count, None), row(self._range, self._options, None), shares=(1, 0))
        switches = row(choices, margins=(12, 12, 12, 4))
        self.setLayout(column(switches, (self._stack, 1), spacing=0, margins=(1, 0, 1, 4)))

    def _draw(self) -> None:
        if self._samples is None or not self.isVisible():  # pyqtgraph and numpy are only imported when needed
            return
        points, gaps = self._line(self._count.choice) if self._samples or self._videos else (None, [])
        self._points = points
        if points is None or not is_line(points):
            self._say(0 if points is None else len(points))
            return
        canvas, metric = self._shown_canvas(), self._count.choice
        canvas.setAccessibleName(f"{words.title(metric)} over time")
        can_be_log = float(points.low.min()) > 0
        self._menu.allow(log=can_be_log, picture=True, data=True)
        is_log = can_be_log and self._menu.log.isChecked()
        start, end = self._start(points), points[-1].at
        canvas.show_points(points, start, end, words.UNITS[metric], gaps, videos=self._videos, is_log=is_log)

    def _line(self, metric: str) -> tuple[Series, list[Gap]]:
        """The points of the metric, and the gaps between them; made once, as years of samples take a frame."""
        if metric not in self._lines:
            self._lines[metric] = self._made(metric)
        return self._lines[metric]

    def _made(self, metric: str) -> tuple[Series, list[Gap]]:
        from tiktrack_gui.ui.widgets.growth_series import points_of, views_of

        if metric == VIEWS:
            return views_of(self._videos), []
        samples = self._samples or ()
        gaps = of_creator(samples, self._every)
        return points_of(samples, CreatorCount[metric.upper()], gaps), gaps

    def _say(self, measured: int) -> None:
        """Explains why there is no chart. measured: the number of points, too few or too close together."""
        self._show_words(words.too_few(self._count.choice, measured, settled_videos(self._videos)))
        self._menu.allow(log=False, picture=False, data=measured > 0)

    def _start(self, points: Series) -> int:
        """Returns the start of the range: not before the first point, and early enough for two points."""
        if self._range.choice == "all":
            return points[0].at
        return min(max(points[-1].at - int(self._range.choice) * DAY, points[0].at), points[-2].at)

    def _shown_canvas(self) -> GrowthCanvas:
        if self._canvas is None:
            self._canvas = canvas_type()(self._theme, self._zone, self._pictures)
            self._canvas.video_opened.connect(self.video_opened)
            self._canvas.mark_moment(self._marked)
            self._canvas.mark_days(self._days)
            self._stack.addWidget(self._canvas)
        self._stack.setCurrentWidget(self._canvas)
        return self._canvas

    def _caption(self) -> Caption:
        """What is said around a picture of the visible part."""
        from tiktrack_gui.ui.widgets.growth_picture import Caption

        points, metric = self._points, self._count.choice
        assert points is not None  # the menu offers pictures of a chart only
        left, right = self._shown_canvas().shown_times
        start, end = max(left, points[0].at), min(right, points[-1].at)
        inside = (points.at >= start) & (points.at <= end)
        rounded = bool((points.margin[inside] > 0).any())
        if metric == VIEWS:
            source = words.source_of_views(settled_videos(self._videos), rounded=rounded)
        else:
            measured = sum(start <= one.at <= end and getattr(one, metric) is not None for one in self._samples or ())
            source = words.source(measured, start, end, rounded=rounded, zone=self._zone)
        return Caption(self._title, words.picture_subtitle(metric, start, end, self._zone), source)

    def _file_name(self, ending: str) -> str:
        end = self._points[-1].at if self._points else 0
        return words.file_name(self._handle, self._count.choice, end, ending, self._zone)

    def _data(self) -> Callable[[], Table]:
        metric, samples, videos = self._count.choice, self._samples or (), self._videos
        if metric == VIEWS:
            return partial(growth_table.of_views, videos)
        return partial(growth_table.of_samples, samples, CreatorCount[metric.upper()])
