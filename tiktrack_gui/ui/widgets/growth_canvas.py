"""The chart of a growth plot, drawn with pyqtgraph. Imported with the first plot: that takes 300 ms."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import tzinfo

import numpy as np
import pyqtgraph as pg
from pyqtgraph.GraphicsScene.mouseEvents import MouseClickEvent
from PySide6.QtCore import QPoint, QPointF, Qt, Signal
from PySide6.QtWidgets import QWidget

from tiktrack_gui.core.gaps import Gap
from tiktrack_gui.core.models import Video
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.growth_cards import DayCard, PointCard, PostCard
from tiktrack_gui.ui.widgets.growth_columns import Drawn, Thinned, drawn, outlines
from tiktrack_gui.ui.widgets.growth_days import REACH as DAY_REACH
from tiktrack_gui.ui.widgets.growth_days import Days
from tiktrack_gui.ui.widgets.growth_lines import LINE, Area, Curve, bridged, faded, fill_between
from tiktrack_gui.ui.widgets.growth_marks import DayMark
from tiktrack_gui.ui.widgets.growth_points import change_in_words, gap_beside, nearest, value_in_words
from tiktrack_gui.ui.widgets.growth_posts import REACH, Posts, heights
from tiktrack_gui.ui.widgets.growth_series import Counts, Series
from tiktrack_gui.ui.widgets.pictures import Pictures
from tiktrack_gui.ui.widgets.time_canvas import TimeCanvas
from tiktrack_gui.words import growth as words
from tiktrack_gui.words import times
from tiktrack_gui.words.videos import caption

FEW_POINTS = 30  # up to this many are marked: nothing between them was measured
FILL = {False: 0.22, True: 0.30}  # opacity under the line, by `Theme.dark`
BAND = 0.14  # opacity of the uncertainty left by rounding
CARD_GAP = 14  # px, between the crosshair and its card


class GrowthCanvas(TimeCanvas):
    """Shows one count over time, the videos posted meanwhile, and days that are marked.

    The mouse or the arrow keys select a point to show its exact value; with Ctrl, they go from mark to mark.

    Signals:
        video_opened: A click on the mark of a video, or Enter. arg: Video.
    """

    video_opened = Signal(object)

    def __init__(self, theme: Theme, zone: tzinfo | None = None, pictures: Pictures | None = None) -> None:
        """pictures: for the covers of videos; None = without covers."""
        super().__init__(theme, zone)
        self._points: Series | None = None
        self._gaps: Sequence[Gap] = ()
        self._unit = ""
        self._band = Area()
        self._line, self._bridges = Curve(), Curve()
        self._thinned = Thinned()
        self._marks, self._end, self._spot = (pg.ScatterPlotItem() for _ in range(3))
        self._cross = pg.InfiniteLine(angle=90, movable=False)
        self._moment = pg.InfiniteLine(angle=90, movable=False)
        self._moment.hide()
        self._card = PointCard(self)
        self._posts = Posts()
        self._post: int | None = None  # the mark whose videos are shown
        self._post_card = PostCard(self, pictures)
        self._days = Days(self)
        self._day: int | None = None  # the marked day that is shown
        self._day_card = DayCard(self, theme)
        self._set_up()
        self._begin()

    def show_points(
        self,
        points: Series,
        start: float,
        end: float,
        unit: str,
        gaps: Sequence[Gap] = (),
        *,
        videos: Sequence[Video] = (),
        is_log: bool = False,
    ) -> None:
        """points: at least two. start, end: the times shown. unit: such as "followers". gaps: where nothing was
        measured; only a faint dashed line leads over them. videos: to be marked, newest first. is_log: whether the axis
        is logarithmic, for values above 0.
        """
        self._point_at(None)
        self._points, self._unit, self._gaps = points, unit, gaps
        self._is_log = self._values.is_log = is_log
        self._posts.set_videos(videos, points)
        self._set_span(start, end, points[0].at, points[-1].at)

    def mark_moment(self, at: float | None) -> None:
        """Marks a moment with a vertical line; None marks nothing."""
        self._moment.setVisible(at is not None)
        if at is not None:
            self._moment.setPos(at)

    def mark_days(self, marks: Sequence[DayMark]) -> None:
        """Marks days with vertical lines. marks: oldest first."""
        if self._day is not None:
            self._point_at(None)
        self._days.set_marks(marks)
        self._dress()

    def _press(self, key: Qt.Key, held: Qt.KeyboardModifier) -> bool:
        by_mark = bool(held & Qt.KeyboardModifier.ControlModifier)
        match key:
            case Qt.Key.Key_Escape if self._post is not None or self._day is not None:
                self._point_at(None)
            case Qt.Key.Key_Left | Qt.Key.Key_Right if by_mark:
                self._step_to_mark(-1 if key == Qt.Key.Key_Left else 1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if self._post is not None:
                self._open_post()
            case _:
                return super()._press(key, held)
        return True

    def _step_to_mark(self, by: int) -> None:
        """Shows the next mark in the visible part, from the last one on: a video's, or a day's."""
        start, end = self.shown_times
        posts = [(mark.at, self._post_at, place) for place, mark in enumerate(self._posts.marks)]
        days = [
            (float(mark.at), self._day_at, place)
            for place, mark in enumerate(self._days.marks)
            if start <= mark.at <= end
        ]
        marks = sorted([*posts, *days], key=lambda mark: mark[0])
        if marks:
            places = [(show, place) for _, show, place in marks]
            here = (self._post_at, self._post) if self._post is not None else (self._day_at, self._day)
            last = len(marks) - 1
            step = min(max(places.index(here) + by, 0), last) if here in places else last
            show, place = places[step]
            show(place)

    def _moments(self) -> Counts:
        return np.empty(0, np.int64) if self._points is None else self._points.at

    def _set_up(self) -> None:
        parts = (
            self._cross,
            self._moment,
            self._band,
            self._bridges,
            self._line,
            self._marks,
            self._posts.dots,
            self._end,
            self._spot,
        )
        for part in parts:
            self.addItem(part, ignoreBounds=True)
        self.scene().sigMouseMoved.connect(self._follow)
        self.scene().sigMouseClicked.connect(self._click)

    def _paint_parts(self, ratio: float) -> None:
        tokens = self._theme.tokens
        line = tokens.accent_text if self._theme.dark else tokens.accent
        self._line.setPen(pg.mkPen(line, width=LINE * ratio))
        self._bridges.setPen(bridged(line, ratio))
        self._band.set_brush(faded(tokens.accent, BAND))
        self._moment.setPen(pg.mkPen(tokens.accent_text, width=LINE * ratio))
        self._cross.setPen(pg.mkPen(tokens.text2, width=ratio, style=Qt.PenStyle.DashLine))
        self._days.paint(tokens, self._theme.font(11, 500), ratio)
        for dot in (self._end, self._spot):
            dot.setPen(pg.mkPen(tokens.surface, width=2 * ratio))
            dot.setBrush(pg.mkBrush(tokens.accent))
            dot.setSize(9)
        self._posts.paint(tokens.surface, line, ratio)
        self._marks.setPen(pg.mkPen(None))
        self._marks.setBrush(pg.mkBrush(line))
        self._marks.setSize(5)

    def _redraw(self) -> None:
        """Draws the visible part of the line, scaled to the full height."""
        points = self._points
        if points is None:
            return
        shown = drawn(points, *self.shown_times, self._columns(), self._thinned)
        low, high = shown.bounds
        bottom, top = self._fit_values(low, high)
        is_filled = bottom <= 0 and not self._is_log  # above a cut axis, a fill would make small changes look large
        accent = self._theme.tokens.accent  # from nothing at 0 to the top of the line
        self._line.fades = (0.0, faded(accent, 0)), (high, faded(accent, FILL[self._theme.dark]))
        filled = {"fillLevel": 0, "brush": fill_between(self._line.fades)} if is_filled else {"fillLevel": None}
        self._draw_line(self._line, shown, self._places(shown.line), **filled)
        self._draw_bridges(self._bridges, shown, self._places(shown.bridges))
        self._show_band(shown)
        is_sparse = shown.is_whole and shown.last - shown.first < FEW_POINTS
        self._mark(np.arange(shown.first, shown.last + 1) if is_sparse else shown.alone)
        self._end.setData(points.at[-1:], self._places(points.drawn[-1:]))
        if self._post is not None or self._day is not None:  # the marks are made again, or elsewhere
            self._point_at(None)
        self._posts.redraw(*self.shown_times, self._columns(), self._places)
        self._days.redraw(self.shown_times, (bottom, top), (self._columns(), float(self._view.height())))
        self._stay()

    def _mark(self, indices: np.ndarray) -> None:
        self._marks.setVisible(len(indices) > 0)  # an empty item takes time as well
        if self._points is not None and (len(indices) or len(self._marks.data)):
            self._marks.setData(self._points.at[indices], self._places(self._points.drawn[indices]))

    def _show_band(self, shown: Drawn) -> None:
        """Fills what rounding leaves open."""
        times, values, joined = outlines(shown)
        self._band.setVisible(len(times) > 0)
        if len(times):
            self._band.set_path(pg.arrayToQPath(times, self._places(values), connect=joined, finiteCheck=False))

    def _follow(self, position: QPointF) -> None:
        item = self.getPlotItem()
        if self._points is None or not item.sceneBoundingRect().contains(position):
            self._point_at(None)
        elif (post := self._post_below(position)) is not None:
            self._post_at(post)
        elif (day := self._day_below(position)) is not None:
            self._day_at(day)
        else:
            self._point_at(nearest(self._points, self._view.mapSceneToView(position).x()))

    def _post_below(self, position: QPointF) -> int | None:
        """The mark of videos at a position of the scene."""
        left, right = self.shown_times
        reach = REACH * (right - left) / self._columns()
        found = self._posts.near(self._view.mapSceneToView(position).x(), reach)
        if found is None:
            return None
        mark = self._posts.marks[found]
        return found if abs(self._spot_of(mark.at, mark.drawn).y() - self.mapFromScene(position).y()) <= REACH else None

    def _day_below(self, position: QPointF) -> int | None:
        """The marked day at a position of the scene."""
        left, right = self.shown_times
        reach = DAY_REACH * (right - left) / self._columns()
        found = self._days.near(self._view.mapSceneToView(position).x(), reach)
        return found if found is not None and left <= self._days.marks[found].at <= right else None

    def _click(self, event: MouseClickEvent) -> None:
        post = self._post_below(event.scenePos()) if self._points is not None else None
        if post is not None and event.button() == Qt.MouseButton.LeftButton and not event.double():
            self._post_at(post)
            self._open_post()

    def _open_post(self) -> None:
        if self._post is not None:
            self.video_opened.emit(self._posts.marks[self._post].videos[0])

    def _post_at(self, number: int) -> None:
        """Shows the card of a mark's videos."""
        self._point_at(None)
        self._post = number
        mark = self._posts.marks[number]
        video = mark.videos[0]
        views = words.post_views(video, self._posts.usual_without(video), self._zone)
        said = (words.posted(video, self._zone), caption(video.caption), views, words.more_posts(len(mark.videos) - 1))
        self._post_card.say(video.cover, video.creator.handle, said)
        self._post_card.show()
        self._show_spot(mark.at, mark.drawn)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleDescription(", ".join(filter(None, said)))
        self._place_card(self._post_card, mark.at, mark.drawn)

    def _day_at(self, number: int) -> None:
        """Shows what is known of a marked day."""
        points = self._points
        if points is None:
            return
        self._point_at(None)
        self._day = number
        mark = self._days.marks[number]
        within = min(max(mark.at, points[0].at), points[-1].at)
        height = float(heights(points, np.array([float(within)]))[0])
        self._day_card.say(mark, round(float(self._view.width())))
        self._day_card.show()
        self._show_spot(within, height)
        self.setAccessibleDescription(", ".join(filter(None, (mark.day, mark.label, mark.said))))
        self._place_card(self._day_card, mark.at, height)

    def _point_at(self, index: int | None) -> None:
        """Shows crosshair and card at a point; None hides them. Hides the card of a mark."""
        if self._day is not None:
            self._day = None
            self._day_card.hide()
        if self._post is not None:
            self._post = None
            self._post_card.hide()
            self.viewport().unsetCursor()
        self._current = index
        for part in (self._cross, self._spot, self._card):
            part.setVisible(index is not None)
        if index is None or self._points is None:
            return
        point = self._points[index]
        self._cross.setPos(point.at)
        self._show_spot(point.at, point.drawn)
        said = (times.exact_time(point.at, self._zone), value_in_words(point, self._unit))
        gap = gap_beside(self._points, index, self._gaps)
        unknown = "" if gap is None else times.not_measured(*gap, self._zone)
        self._card.say(*said, *change_in_words(self._points, index), unknown)
        self.setAccessibleDescription(", ".join(filter(None, (*said, unknown))))
        self._place_card(self._card, point.at, point.drawn)

    def _show_spot(self, at: float, value: float) -> None:
        self._spot.setData([at], self._places(np.array([value])))
        self._spot.show()

    def _spot_of(self, at: float, value: float) -> QPoint:
        """Where a value is in the widget."""
        place = float(self._places(np.array([value]))[0])
        return QPoint(self.mapFromScene(self._view.mapViewToScene(QPointF(at, place))))

    def _place_card(self, card: QWidget, at: float, value: float) -> None:
        """Moves a card beside a point, if possible on the side where the line is lower."""
        points, spot = self._points, self._spot_of(at, value)
        area = self.mapFromScene(self._view.sceneBoundingRect()).boundingRect()
        width, height = card.width(), card.height()
        left, right = spot.x() - width - CARD_GAP, spot.x() + CARD_GAP
        rising = points is not None and points[-1].value >= points[0].value
        fits_left, fits_right = left >= area.left(), right + width <= area.right()
        x = left if fits_left and (rising or not fits_right) else right
        x = max(min(x, area.right() - width), area.left())  # where there is no room on either side
        y = min(max(spot.y() - height - 8, area.top() + 4), area.bottom() - height - 4)
        card.move(round(x), round(y))
