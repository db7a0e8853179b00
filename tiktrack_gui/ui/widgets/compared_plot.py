"""The growth of several creators: metric, scale and range above, the chart, and a legend with values at the right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from tiktrack_gui.core import growth_table
from tiktrack_gui.core.durations import DAY
from tiktrack_gui.core.gaps import of_creator
from tiktrack_gui.core.models import CreatorCount, CreatorSample
from tiktrack_gui.core.table_export import Table
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column, hairline, row
from tiktrack_gui.ui.widgets.chart_card import ChartCard
from tiktrack_gui.ui.widgets.growth_plot import DEFAULT_RANGE, RANGES
from tiktrack_gui.ui.widgets.growth_points import is_line, value_in_words
from tiktrack_gui.ui.widgets.labels import ElidedLabel, Label
from tiktrack_gui.ui.widgets.segmented import Segmented
from tiktrack_gui.ui.widgets.side_by_side import SideBySide
from tiktrack_gui.words import growth as words
from tiktrack_gui.words import times

if TYPE_CHECKING:
    from tiktrack_gui.ui.widgets.compared_canvas import ComparedCanvas, ComparedSeries
    from tiktrack_gui.ui.widgets.growth_picture import Caption

FEWEST, MOST = 2, 8  # creators
LEGEND = 220  # px
METRICS = {key: words.METRICS[key] for key in ("followers", "following", "likes", "videos")}
SCALES = {"absolute": "Numbers", "indexed": "Start = 100"}


@dataclass(frozen=True, slots=True)
class ComparedHistory:
    """A creator's samples, oldest first. name: how it is called."""

    name: str
    samples: Sequence[CreatorSample]


class ComparedPlot(ChartCard):
    """Shows up to MOST creators, in absolute numbers or each from 100 on."""

    def __init__(self, theme: Theme, zone: tzinfo | None = None) -> None:
        super().__init__(theme, zone)
        self._histories: Sequence[ComparedHistory] = ()
        self._every: float = DAY
        self._canvas: ComparedCanvas | None = None
        self._count = Segmented(METRICS, "Metric")
        self._scale = Segmented(SCALES, "Scale", {"indexed": "Each line is 100 at the left edge"})
        self._range = Segmented(RANGES, "Time range")
        self._range.choose(DEFAULT_RANGE)
        self._when = Label("", "tiny")
        self._legend = [_Entry(theme, number) for number in range(MOST)]
        self._lay_out()
        for choice in (self._count, self._scale, self._range):
            choice.chosen.connect(self._draw)
        self._range.chosen_again.connect(self._draw)

    def say(self, text: str) -> None:
        """Shows a text instead of a chart."""
        self._histories = ()
        self._show_nothing(text)

    def show_histories(self, histories: Sequence[ComparedHistory], every: float) -> None:
        """histories: up to MOST. every: seconds between two refreshes of a creator."""
        self._histories, self._every = histories, every
        self._draw()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._draw()

    def _lay_out(self) -> None:
        scales = row(self._scale, self._range, self._options, None)
        choices = SideBySide(row(self._count, None), scales, shares=(1, 0))
        legend = column(self._when, *self._legend, None, spacing=10, margins=(12, 12, 12, 12))
        side = QWidget()
        side.setLayout(legend)
        side.setFixedWidth(self._theme.px(LEGEND))
        chart = row((self._stack, 1), hairline("vertical"), side, spacing=0)
        switches = row(choices, margins=(12, 12, 12, 8))
        layout = column(switches, hairline(), spacing=0, margins=(1, 0, 1, 1))
        layout.addLayout(chart, 1)
        self.setLayout(layout)

    def _draw(self) -> None:
        if not self._histories or not self.isVisible():  # pyqtgraph and numpy are only imported when needed
            return
        self.show_compared([self._series(history) for history in self._histories])

    def show_compared(self, compared: Sequence[ComparedSeries]) -> None:
        """Shows lines of the chosen metric, in the chosen range."""
        known = [one.points for one in compared if len(one.points)]
        if not any(is_line(points) for points in known):
            self._show_nothing(words.NOTHING_TO_COMPARE)
            return
        first, last = min(points[0].at for points in known), max(points[-1].at for points in known)
        start = first if self._range.choice == "all" else max(last - int(self._range.choice) * DAY, first)
        canvas = self._shown_canvas()
        canvas.setAccessibleName(words.comparison(self._count.choice, [one.name for one in compared]))
        self._show_legend(compared)
        can_be_log = min(float(points.drawn.min()) for points in known) > 0
        self._menu.allow(log=can_be_log, picture=True, data=True)
        is_log = can_be_log and self._menu.log.isChecked()
        canvas.show_compared(compared, start, last, is_indexed=self._is_indexed, is_log=is_log)

    @property
    def _is_indexed(self) -> bool:
        return self._scale.choice == "indexed"

    def _show_nothing(self, text: str) -> None:
        """Shows a text; what was measured can be saved even if it makes no line."""
        self._show_words(text)
        self._show_legend(())
        self._menu.allow(log=False, picture=False, data=any(history.samples for history in self._histories))

    def _series(self, history: ComparedHistory) -> ComparedSeries:
        from tiktrack_gui.ui.widgets.compared_canvas import ComparedSeries
        from tiktrack_gui.ui.widgets.growth_series import points_of

        gaps = of_creator(history.samples, self._every)
        which = CreatorCount[self._count.choice.upper()]
        return ComparedSeries(history.name, points_of(history.samples, which, gaps))

    def _shown_canvas(self) -> ComparedCanvas:
        if self._canvas is None:
            from tiktrack_gui.ui.widgets.compared_canvas import ComparedCanvas

            self._canvas = ComparedCanvas(self._theme, self._zone)
            self._canvas.pointed.connect(self._show_values)
            self._stack.addWidget(self._canvas)
        self._stack.setCurrentWidget(self._canvas)
        return self._canvas

    def _caption(self) -> Caption:
        from tiktrack_gui.ui.widgets.growth_picture import Caption

        canvas, metric = self._shown_canvas(), self._count.choice
        known = [one.points for one in canvas.compared if len(one.points)]
        left, right = canvas.shown_times
        start = max(left, min(points[0].at for points in known))
        end = min(right, max(points[-1].at for points in known))
        inside = [points.margin[(points.at >= start) & (points.at <= end)] for points in known]
        measured = sum(
            start <= sample.at <= end and getattr(sample, metric) is not None
            for history in self._histories
            for sample in history.samples
        )
        return Caption(
            words.COMPARED,
            words.picture_subtitle(metric, start, end, self._zone, is_indexed=self._is_indexed),
            words.source_of_several(
                measured, start, end, rounded=any((margin > 0).any() for margin in inside), zone=self._zone
            ),
            tuple(one.name for one in canvas.compared),
        )

    def _file_name(self, ending: str) -> str:
        newest = max((history.samples[-1].at for history in self._histories if history.samples), default=0)
        label = words.file_label([history.name.removeprefix("@") for history in self._histories])
        return words.file_name(label, self._count.choice, newest, ending, self._zone)

    def _data(self) -> Callable[[], Table]:
        histories = [(history.name.removeprefix("@"), history.samples) for history in self._histories]
        return partial(growth_table.of_creators, histories, CreatorCount[self._count.choice.upper()])

    def _show_legend(self, compared: Sequence[ComparedSeries]) -> None:
        self._when.setVisible(bool(compared))
        for number, entry in enumerate(self._legend):
            entry.setVisible(number < len(compared))
            if number < len(compared):
                entry.show_name(compared[number].name)

    def _show_values(self, at: float | None) -> None:
        """Shows each line's value at a time; None = the newest one."""
        if self._canvas is None:
            return
        self._when.setText("Newest measurements" if at is None else f"Around {times.exact_time(at, self._zone)}")
        said = []
        for number, (one, entry) in enumerate(zip(self._canvas.compared, self._legend, strict=False)):
            found = self._canvas.value_at(number, at)
            exact, index = words.NOT_KNOWN, ""
            if found is not None:
                point = one.points[found[0]]
                exact = value_in_words(point)
                index = words.index(found[1], rounded=point.margin > 0) if self._is_indexed else ""
            entry.show_value(exact, index)
            said.append(f"{one.name}: {exact}")
        self._canvas.setAccessibleDescription(", ".join((self._when.text(), *said)))


class _Entry(QWidget):
    """A line of the legend: number, name and value."""

    def __init__(self, theme: Theme, number: int) -> None:
        super().__init__()
        self._name, self._value = ElidedLabel("", "label"), Label("", "small", tabular=True)
        self._index = Label("", "small", tabular=True)
        values = row(self._value, None, self._index)
        texts = column(self._name, values, spacing=1)
        line = row(_Swatch(theme, number), spacing=8)
        line.addLayout(texts, 1)
        self.setLayout(line)

    def show_name(self, name: str) -> None:
        self._name.setText(name)

    def show_value(self, value: str, index: str) -> None:
        self._value.setText(value)
        self._index.setText(index)


class _Swatch(QWidget):
    """The number of a line, in its colour, as at the end of the line."""

    def __init__(self, theme: Theme, number: int) -> None:
        super().__init__()
        self._theme, self._number = theme, number
        self.setFixedSize(QSize(18, 18))
        theme.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.series[self._number])
        painter.drawEllipse(self.rect().adjusted(1, 1, -1, -1))
        painter.setPen(self._theme.on_series[self._number])
        painter.setFont(self._theme.font(10, 600, tabular=True))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, str(self._number + 1))
