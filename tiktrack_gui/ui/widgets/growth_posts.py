"""The videos posted, as marks on a growth plot. Imported with the first plot, as it imports pyqtgraph."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from operator import attrgetter

import numpy as np
import pyqtgraph as pg
from PySide6.QtGui import QColor

from tiktrack_gui.core.baseline import ViewsPerVideo, views_per_video
from tiktrack_gui.core.models import Video
from tiktrack_gui.ui.widgets.growth_series import Numbers, Series

APART = 14  # px; closer videos have one mark
SINGLE, SEVERAL = 7, 10  # px, the diameters of marks
REACH = 9  # px, how near to a mark the mouse has to be


@dataclass(frozen=True, slots=True)
class Mark:
    """Videos posted at about the same time, the most viewed first. at, drawn: where the mark is."""

    at: float
    drawn: float
    videos: tuple[Video, ...]


class Posts:
    """Marks the videos that were posted while the count was measured."""

    def __init__(self) -> None:
        self.dots = pg.ScatterPlotItem(pxMode=True)
        self.marks: list[Mark] = []
        self.all: Sequence[Video] = ()  # newest first
        self._inside: Sequence[Video] = ()  # oldest first
        self._points: Series | None = None

    def set_videos(self, videos: Sequence[Video], points: Series) -> None:
        """videos: newest first. points: the line they are marked on."""
        self.all, self._points = videos, points
        first, last = points[0].at, points[-1].at
        inside = (video for video in videos if first <= video.posted_at <= last)
        self._inside = sorted(inside, key=attrgetter("posted_at"))

    def redraw(self, start: float, end: float, width: int, places: Callable[[Numbers], Numbers]) -> None:
        """Marks the videos posted between two times. width: px between them."""
        if self._points is None:
            return
        size = (end - start) * APART / width
        grouped: dict[int, list[Video]] = {}
        for video in self._inside:
            if start <= video.posted_at <= end:
                grouped.setdefault(int(video.posted_at // size), []).append(video)
        at = [sum(video.posted_at for video in group) / len(group) for group in grouped.values()]
        drawn = heights(self._points, np.array(at))
        self.marks = [
            Mark(when, float(value), tuple(sorted(group, key=_views, reverse=True)))
            for when, value, group in zip(at, drawn, grouped.values(), strict=True)
        ]
        self.dots.setVisible(bool(self.marks))
        if self.marks or len(self.dots.data):
            sizes = [SINGLE if len(mark.videos) == 1 else SEVERAL for mark in self.marks]
            self.dots.setData(at, places(drawn), size=sizes)

    def near(self, at: float, reach: float) -> int | None:
        """The number of the mark nearest to a time, if within `reach` seconds."""
        distances = [abs(mark.at - at) for mark in self.marks]
        nearest = min(range(len(distances)), key=distances.__getitem__, default=None)
        return nearest if nearest is not None and distances[nearest] <= reach else None

    def paint(self, surface: QColor, line: QColor, ratio: float) -> None:
        self.dots.setPen(pg.mkPen(line, width=1.5 * ratio))
        self.dots.setBrush(pg.mkBrush(surface))

    def usual_without(self, video: Video) -> ViewsPerVideo:
        """What the views of a video are compared with: those that the others usually get."""
        return views_per_video(self.all, without=video.id)


def heights(points: Series, at: Numbers) -> Numbers:
    """Where the line is at times between its ends; `np.interp` would copy all of it. points: at least two."""
    after = np.clip(np.searchsorted(points.at, np.ceil(at).astype(np.int64)), 1, len(points) - 1)
    since, until = points.at[after - 1], points.at[after]
    share = (at - since) / (until - since)
    heights: Numbers = points.drawn[after - 1] * (1 - share) + points.drawn[after] * share
    return heights


def _views(video: Video) -> int:
    return video.sample.views or 0
