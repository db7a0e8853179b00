"""The growth plot: how it shows the samples, and how it behaves."""

from __future__ import annotations

import math
import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, timedelta, timezone
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFontMetricsF, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui import samples
from tests.waiting import LIMIT
from tiktrack_gui.core.counts import EXACT_BELOW, is_rounded, rounded_as_tiktok, step
from tiktrack_gui.core.durations import DAY
from tiktrack_gui.core.models import CreatorCount, CreatorSample
from tiktrack_gui.ui.theme.look import Mode, TextSize
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.growth_columns import PER_COLUMN, drawn
from tiktrack_gui.ui.widgets.growth_plot import GrowthPlot
from tiktrack_gui.ui.widgets.growth_points import Point, change_in_words, is_line, nearest, value_in_words
from tiktrack_gui.ui.widgets.growth_series import Numbers, Series, points_of, rounded, series, steps
from tiktrack_gui.words import times
from tiktrack_gui.words.axis_ticks import LABEL_SPACING, time_ticks, value_labels, value_range, value_ticks

START = 1_784_764_800  # Thu 23 Jul 2026, 00:00 UTC


def line(count: int, step: int = 3600) -> Series:
    chance = np.random.default_rng(1)
    return series(START + np.arange(count) * step, chance.integers(0, 10**6, count))


def test_points_are_the_samples_in_which_the_count_is_known() -> None:
    known = CreatorSample(at=20, followers=1_206_300)
    agreeing = CreatorSample(at=30, followers=1_200_000, rounded=CreatorCount.FOLLOWERS)
    unknown = CreatorSample(at=10, likes=5)
    assert list(points_of([agreeing, unknown, known], CreatorCount.FOLLOWERS)) == [
        Point(20, 1_206_300),
        Point(30, 1_206_300, margin=100_000, agrees=True),  # no news: TikTok would round it to that
    ]


def shown(*followers: int, exact: str) -> list[Point]:
    """Points an hour apart; exact: for each, "e" if it was read exactly, else "r"."""
    measured = []
    for number, (count, how) in enumerate(zip(followers, exact, strict=True)):
        value = count if how == "e" else rounded_as_tiktok(count)
        bits = CreatorCount.FOLLOWERS if how == "r" and is_rounded(value) else 0
        measured.append(CreatorSample(at=START + number * 3600, followers=value, rounded=bits))
    return list(points_of(measured, CreatorCount.FOLLOWERS))


def band(points: Sequence[Point]) -> list[tuple[int, float, float]]:
    """What rounding leaves open, as (time, low, high)."""
    return [(point.at, *point.interval) for point in points]


def open_at(points: Sequence[Point]) -> list[int]:
    """Which hours have a band."""
    return [(at - START) // 3600 for at, low, high in band(points) if low < high]


def read_by_turns(least: int) -> st.SearchStrategy[str]:
    """How each of a series was read, as in `shown`."""
    return st.text("er", min_size=least, max_size=12)


@pytest.mark.parametrize("exact", ["errer", "rrerr", "eerrr", "rrrre", "erere"])
@pytest.mark.parametrize("count", [45_675, 1_237_000, 998_123, 9_999])
def test_rounding_draws_no_step_in_a_constant_count(count: int, exact: str) -> None:
    assert {point.drawn for point in shown(*[count] * 5, exact=exact)} == {count}


@pytest.mark.parametrize("exact", ["erere", "errre", "reerr", "eerrr", "rrree"])
def test_rounding_makes_no_growing_line_fall_and_none_leaves_its_band(exact: str) -> None:
    points = shown(1_010_000, 1_060_000, 1_140_000, 1_260_000, 1_290_000, exact=exact)
    drawn = [point.drawn for point in points]
    assert drawn == sorted(drawn)
    assert all(abs(point.drawn - point.value) <= point.margin for point in points)
    assert [point.drawn for point in points if not point.margin] == [
        point.value for point in points if not point.margin
    ]


def test_without_any_exact_count_the_line_goes_through_the_rounded_ones() -> None:
    points = shown(1_010_000, 1_260_000, exact="rr")
    assert [point.drawn for point in points] == [1_000_000, 1_300_000]
    assert band(points) == [(START, 950_000, 1_050_000), (START + 3600, 1_250_000, 1_350_000)]


@given(st.integers(0, 10**9), st.integers(0, 10**6), read_by_turns(2))
def test_a_steadily_growing_count_has_no_band_between_exact_ones(start: int, growth: int, exact: str) -> None:
    """Nor a constant one anywhere, if there is an exact one."""
    points = shown(*(start + growth * number for number in range(len(exact))), exact=exact)
    if "e" in exact:
        inner = range(exact.index("e"), exact.rindex("e") + 1)
        assert not [hour for hour in open_at(points) if not growth or hour in inner]


@given(st.data(), read_by_turns(2))
def test_a_band_is_only_where_a_rounded_count_disagrees_or_no_exact_one_is_near(
    data: st.DataObject, exact: str
) -> None:
    truth = [data.draw(st.integers(0, 10**7)) for _ in exact]
    points = shown(*truth, exact=exact)
    exact_hours = [hour for hour, how in enumerate(exact) if how == "e" or truth[hour] < EXACT_BELOW]
    for hour in open_at(points):
        assert exact[hour] == "r"
        if exact_hours and exact_hours[0] < hour < exact_hours[-1]:
            left = max(one for one in exact_hours if one < hour)
            right = min(one for one in exact_hours if one > hour)
            line = truth[left] + (truth[right] - truth[left]) * (hour - left) / (right - left)
            assert rounded_as_tiktok(round(line)) != rounded_as_tiktok(truth[hour])
        elif exact_hours:
            end = min(exact_hours, key=lambda one: abs(one - hour))
            between = range(hour, end) if hour < end else range(end + 1, hour + 1)
            assert any(rounded_as_tiktok(truth[one]) != rounded_as_tiktok(truth[end]) for one in between)


@given(st.data(), read_by_turns(1))
def test_the_line_never_leaves_the_band_nor_an_exact_count(data: st.DataObject, exact: str) -> None:
    truth = [data.draw(st.integers(0, 10**7)) for _ in exact]
    points = shown(*truth, exact=exact)
    assert all(low <= point.drawn <= high for point, (_, low, high) in zip(points, band(points), strict=True))
    drawn = {(point.at - START) // 3600: point.drawn for point in points}
    assert all(drawn[hour] == truth[hour] for hour, how in enumerate(exact) if how == "e")


def test_a_rounded_count_that_agrees_is_no_point_to_read() -> None:
    points = shown(1_210_000, 1_230_000, 1_260_000, 1_280_000, exact="eree")
    assert [point.value for point in points] == [1_210_000, 1_260_000, 1_280_000]


def test_after_the_last_exact_count_it_goes_on_level_until_one_disagrees() -> None:
    points = shown(1_206_300, 1_210_000, 1_320_000, 1_210_000, exact="errr")
    assert [point.drawn for point in points] == [1_206_300, 1_206_300, 1_250_000, 1_250_000]
    assert [value_in_words(point, "followers") for point in points] == [
        "1,206,300 followers",
        "1,206,300 followers",
        "≈ 1,300,000 followers",
        "≈ 1,200,000 followers",
    ]
    assert open_at(points) == [2, 3]


def test_before_the_first_exact_count_as_after_the_last() -> None:
    points = shown(1_320_000, 1_210_000, 1_206_300, exact="rre")
    assert [point.drawn for point in points] == [1_250_000, 1_206_300, 1_206_300]
    assert value_in_words(points[1], "followers") == "≈ 1,200,000 followers"  # more wasn't known yet
    assert open_at(points) == [0]


def test_a_repaired_count_that_agrees_is_no_news_either() -> None:
    likes = CreatorCount.LIKES
    points = points_of(
        [
            CreatorSample(at=1, likes=2_985_031_095),
            CreatorSample(at=2, likes=3_000_000_000, rounded=likes, repaired=likes),
            CreatorSample(at=3, likes=2_985_056_719),
            CreatorSample(at=4, likes=3_000_000_000, rounded=likes, repaired=likes),
        ],
        likes,
    )
    assert [(point.at, point.drawn, point.repaired) for point in points] == [
        (1, 2_985_031_095, False),
        (3, 2_985_056_719, False),
        (4, 2_985_056_719, False),
    ]


@pytest.mark.parametrize(("low", "high"), [(380, 384), (1_000_000, 1_001_000), (45_675, 45_675)])
def test_a_small_change_looks_small(low: int, high: int) -> None:
    bottom, top = value_range(low, high)
    assert top - bottom >= 0.05 * high
    assert bottom < low <= high < top


@pytest.mark.parametrize(("low", "high"), [(0, 0), (0, 12), (3, 3), (100, 900)])
def test_no_axis_begins_below_zero(low: int, high: int) -> None:
    bottom, top = value_range(low, high)
    assert 0 <= bottom <= low
    assert top > high


def test_a_repaired_count_is_a_lower_bound() -> None:
    sample = CreatorSample(at=20, likes=2_147_500_000, repaired=CreatorCount.LIKES)
    (point,) = points_of([sample], CreatorCount.LIKES)
    assert value_in_words(point, "likes") == "≥ 2,147,500,000 likes"


WIDTH = 700  # px


def seen(points: Series, start: float = -math.inf, end: float = math.inf, width: int = WIDTH):  # type: ignore[no-untyped-def]
    start, end = max(start, points[0].at), min(end, points[-1].at)
    return drawn(points, start, max(end, start + 1), width)


@pytest.mark.parametrize("count", [1, 2, 1399, 1400, 1401, 1402, 10_000, 100_000])
def test_a_long_line_is_thinned_to_what_can_be_seen(count: int) -> None:
    points = line(count)
    shown = seen(points)
    assert len(shown.at) <= PER_COLUMN * (WIDTH + 2) + 2
    assert (np.diff(shown.at) >= 0).all()
    assert (shown.at[0], shown.line[0]) == (points[0].at, points[0].drawn)
    assert (shown.at[-1], shown.line[-1]) == (points[-1].at, points[-1].drawn)
    assert shown.is_whole == (count <= PER_COLUMN * WIDTH)


@given(st.integers(3, 5000), st.integers(1, 60), st.data())
def test_each_column_of_pixels_has_its_lowest_and_highest_point(count: int, width: int, data: st.DataObject) -> None:
    points = line(count)
    first = data.draw(st.integers(0, count - 2))
    start, end = points[first].at, points[data.draw(st.integers(first + 1, count - 1))].at
    shown = seen(points, start, end, width)
    inside = (points.at >= start) & (points.at <= end)
    size = (end - start) / width

    def extremes(at: Numbers, values: Numbers) -> dict[int, tuple[float, float]]:
        columns = np.floor(at / size).astype(int)
        return {n: (values[columns == n].min(), values[columns == n].max()) for n in set(columns[1:-1].tolist())}

    wanted = extremes(points.at[inside].astype(float), points.drawn[inside])
    found = extremes(shown.at, shown.line)
    edges = {min(wanted, default=0), max(wanted, default=0)}  # where the line comes from beyond the edge
    assert {n: wanted[n] for n in wanted if n not in edges} == {n: found[n] for n in wanted if n not in edges}
    assert shown.bounds[0] <= points.drawn[inside].min() <= points.drawn[inside].max() <= shown.bounds[1]


def test_the_columns_stay_while_the_line_is_moved() -> None:
    points = line(50_000)
    one, other = (seen(points, START + moved, START + moved + 20_000_000) for moved in (1_000_000, 1_234_567))
    inner = slice(PER_COLUMN + 2, -PER_COLUMN - 2)
    common = np.isin(one.at[inner], other.at[inner])
    assert common.sum() > WIDTH
    assert set(zip(one.at[inner][common], one.line[inner][common], strict=True)) <= set(
        zip(other.at, other.line, strict=True)
    )


def test_a_thinned_band_covers_all_that_is_open() -> None:
    count = 20_000
    values = np.arange(count) * 100 + 50_000
    margin = np.where(np.arange(count) % 997 == 500, 50, 0)
    points = series(START + np.arange(count) * 60, values, margin=margin)
    shown = seen(points)
    for index in np.flatnonzero(margin):
        near = int(np.abs(shown.at - points.at[index]).argmin())
        around = slice(max(near - 2, 0), near + 3)
        assert shown.low[around].min() <= points.low[index]
        assert points.high[index] <= shown.high[around].max()


def test_a_thinned_line_is_still_broken_at_gaps() -> None:
    at = START + np.arange(20_000) * 60
    at[10_000:] += DAY
    gap = (int(at[9_999]), int(at[10_000]))
    shown = seen(series(at, np.arange(20_000), gaps=[gap]))
    (broken,) = np.flatnonzero(np.isnan(shown.line))
    assert (shown.at[broken - 1], shown.at[broken + 1]) == gap
    assert (list(shown.bridges_at), list(shown.bridges)) == ([*gap], [9_999, 10_000])


def test_the_visible_line_reaches_both_edges() -> None:
    points = line(10)
    shown = seen(points, points[3].at + 1, points[6].at - 1)
    assert list(shown.at) == [point.at for point in points[3:7]]
    assert list(seen(points).line) == [point.drawn for point in points]


def test_steps_and_rounding_are_those_of_single_counts() -> None:
    edges = [base + off for base in (0, 9_999, 10_000, 999_949, 10**6, 10**9 - 50_000, 10**9) for off in range(-60, 61)]
    counts = [count for count in edges if count >= 0]
    assert steps(np.array(counts)).tolist() == [step(count) for count in counts]
    assert rounded(np.array(counts)).tolist() == [rounded_as_tiktok(count) for count in counts]


def test_the_nearest_point_is_found_in_time() -> None:
    points = line(3)
    assert nearest(points, START - 99) == 0
    assert nearest(points, START + 1700) == 0
    assert nearest(points, START + 1900) == 1
    assert nearest(points, START + 10**9) == 2


def test_a_change_names_the_time_it_took() -> None:
    points = [Point(0, 1000), Point(26 * 3600, 1284), Point(4 * DAY, 900)]
    assert change_in_words(points, 0) == ("", "")
    assert change_in_words(points, 1) == ("+284 in 26 h", "ok")
    assert change_in_words(points, 2) == ("−384 in 3 d", "bad")


def test_a_change_within_the_rounding_is_none_that_can_be_measured() -> None:
    points = [
        Point(0, 999_900, margin=50),
        Point(DAY, 1_000_000, margin=50_000),
        Point(2 * DAY, 1_100_000, margin=50_000),
    ]
    assert change_in_words(points, 1) == ("no measurable change", "")
    assert change_in_words(points, 2) == ("+100,000 in 24 h", "ok")


def test_an_exact_count_that_stands_still_is_said_to() -> None:
    assert change_in_words([Point(0, 1_284), Point(DAY, 1_284)], 1) == ("0 in 24 h", "")


def test_a_band_opens_and_closes_without_a_step() -> None:
    points = shown(1_210_000, 1_450_000, 1_230_000, exact="ere")
    assert band(points) == [
        (START, 1_210_000, 1_210_000),
        (START + 3600, 1_450_000, 1_550_000),
        (START + 7200, 1_230_000, 1_230_000),
    ]
    assert band([]) == []


def test_measurements_seconds_apart_are_no_line() -> None:
    assert not is_line([Point(0, 412_300, 50), Point(26, 412_345)])
    assert is_line([Point(0, 412_300, 50), Point(3600, 412_345)])


def test_values_are_labelled_at_round_numbers() -> None:
    assert value_ticks(1_720_000, 2_410_000) == [1_800_000, 2_000_000, 2_200_000, 2_400_000]
    assert value_ticks(99, 102.5) == [99, 100, 101, 102]
    assert value_ticks(5, 5) == []
    assert value_ticks(-1.5, 1.5) == [0, 1]


def test_labels_of_values_can_be_told_apart() -> None:
    assert value_labels([1_800_000, 2_000_000]) == ["1.8M", "2M"]
    assert value_labels([2_412_000, 2_412_500]) == ["2,412,000", "2,412,500"]


@pytest.mark.parametrize(
    ("days", "width", "labels"),
    [
        (1 / 24, 500, ["23 Jul", "00:15", "00:30", "00:45", "01:00"]),
        (1, 500, ["23 Jul", "06:00", "12:00", "18:00", "24 Jul"]),
        (7, 800, ["23 Jul", "24 Jul", "25 Jul", "26 Jul", "27 Jul", "28 Jul", "29 Jul", "30 Jul"]),
        (30, 400, ["26 Jul", "2 Aug", "9 Aug", "16 Aug"]),
        (365, 800, ["Oct 2026", "Jan 2027", "Apr 2027", "Jul 2027"]),
        (2000, 800, ["Jan 2027", "Jan 2028", "Jan 2029", "Jan 2030", "Jan 2031", "Jan 2032"]),
    ],
)
def test_dates_are_labelled_in_round_steps(days: float, width: int, labels: list[str]) -> None:
    assert [label for _, label in time_ticks(START, START + days * DAY, width, UTC)] == labels


def test_a_new_year_is_named_where_it_begins() -> None:
    december = START + 145 * DAY
    labels = [label for _, label in time_ticks(december, december + 30 * DAY, 400, UTC)]
    assert labels == ["20 Dec", "27 Dec", "3 Jan 2027", "10 Jan"]


@pytest.mark.parametrize("zone", [UTC, ZoneInfo("Europe/Berlin"), timezone(timedelta(hours=5, minutes=45))], ids=str)
@pytest.mark.parametrize("days", [1, 3, 7, 20, 45, 90, 150, 365, 800, 3000])
def test_dates_never_collide_and_stand_at_local_midnights(zone: ZoneInfo | timezone, days: int) -> None:
    for width in (320, 640, 1100):
        ticks = [at for at, _ in time_ticks(START, START + days * DAY, width, zone)]
        gaps = [(after - before) / (days * DAY) * width for before, after in pairwise(ticks)]
        assert all(gap >= LABEL_SPACING * 0.98 for gap in gaps)  # a day with a clock change has 23 hours
        assert all(at % 900 == 0 for at in ticks)


def test_no_dates_without_room() -> None:
    assert time_ticks(START, START, 500) == []
    assert time_ticks(START, START + DAY, 0) == []


@pytest.fixture
def plot(theme: Theme, qtbot: QtBot) -> GrowthPlot:
    plot = GrowthPlot(theme, UTC)
    qtbot.addWidget(plot)
    plot.resize(800, 500)
    plot.show()
    return plot


def test_pyqtgraph_is_imported_when_the_first_plot_is_drawn(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from PySide6.QtWidgets import QApplication;"
        "from tiktrack_gui.ui.theme.theme import Theme;"
        "from tiktrack_gui.ui.widgets.growth_plot import GrowthPlot; app = QApplication([]);"
        "plot = GrowthPlot(Theme(app, Path(sys.argv[1]))); plot.show_samples([]); plot.show();"
        "sys.exit('pyqtgraph' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code, str(tmp_path)], timeout=LIMIT).returncode == 0


@pytest.mark.parametrize(
    ("measured", "words"),
    [
        ([], "No measurements yet."),
        (samples.BEGINNINGS["one"], "The chart starts with the second measurement."),
        (samples.BEGINNINGS["seconds"], "The chart starts once two measurements are an hour apart."),
    ],
)
def test_too_few_measurements_are_said_in_words(plot: GrowthPlot, measured: list[CreatorSample], words: str) -> None:
    plot.show_samples(measured)
    assert plot._words.isVisible()
    assert plot._words.text() == words


@pytest.mark.parametrize("name", ["hours", "flat", "flat_rounded", "gap", "exact", "large", "small"])
def test_every_line_has_labels_on_both_axes(plot: GrowthPlot, name: str) -> None:
    plot.show_samples(samples.BEGINNINGS[name])
    item = canvas(plot).getPlotItem()
    for axis, span in zip(("bottom", "right"), item.getViewBox().viewRange(), strict=True):
        shown = item.getAxis(axis)
        ((spacing, ticks),) = shown.tickValues(*span, 400)
        assert len(ticks) >= 2
        assert all(shown.tickStrings(ticks, 1, spacing))


@pytest.mark.parametrize("size", [TextSize.NORMAL, TextSize.LARGEST])
def test_values_have_room(plot: GrowthPlot, theme: Theme, size: TextSize) -> None:
    theme.change(text_size=size)
    for name in ("hours", "large"):
        plot.show_samples(samples.BEGINNINGS[name])
        QApplication.processEvents()  # layouts settle
        axis = canvas(plot).getPlotItem().getAxis("right")
        ((spacing, ticks),) = axis.tickValues(*canvas(plot).getPlotItem().getViewBox().viewRange()[1], 400)
        metrics = QFontMetricsF(theme.font(11, tabular=True))
        assert axis.width() > max(metrics.horizontalAdvance(text) for text in axis.tickStrings(ticks, 1, spacing))


def test_few_measurements_are_marked_as_such(plot: GrowthPlot) -> None:
    plot.show_samples(samples.BEGINNINGS["gap"])
    assert len(canvas(plot)._marks.points()) > 2
    plot.show_samples(samples.growth(90, 1_730_000))
    assert len(canvas(plot)._marks.points()) == 0


def test_a_line_fills_the_range_that_was_chosen(plot: GrowthPlot) -> None:
    plot.show_samples(samples.growth(200, 1_000_000))
    for days in (7, 30, 90):
        plot._range.choose(str(days))
        start, end = canvas(plot).getPlotItem().getViewBox().viewRange()[0]
        assert (end - start) / DAY == pytest.approx(days, rel=0.05)
    plot._range.choose("all")
    start, end = canvas(plot).getPlotItem().getViewBox().viewRange()[0]
    assert (end - start) / DAY == pytest.approx(200, rel=0.05)


def test_another_count_is_another_line(plot: GrowthPlot) -> None:
    plot.show_samples(samples.growth(30, 1_000_000))
    followers = canvas(plot)._points
    plot._count.choose("videos")
    assert canvas(plot)._points != followers
    assert canvas(plot).accessibleName() == "Videos over time"


def test_a_line_has_few_enough_points_to_be_drawn_in_a_frame(plot: GrowthPlot) -> None:
    plot.show_samples(samples.growth(1000, 1_000_000))
    plot._range.choose("all")
    times, _ = canvas(plot)._line.getData()
    assert 1000 < len(times) <= PER_COLUMN * (canvas(plot).width() + 2) + 2


def test_arrow_keys_go_from_point_to_point(plot: GrowthPlot) -> None:
    plot.show_samples(samples.growth(30, 1_000_000))
    shown = canvas(plot)
    QTest.keyClick(shown, Qt.Key.Key_Left)
    QTest.keyClick(shown, Qt.Key.Key_Left)
    point = shown._points[-2]
    assert shown._card.isVisible()
    assert shown._card._value.text() == f"{point.value:,} followers"
    assert f"{point.value:,} followers" in shown.accessibleDescription()
    QTest.keyClick(shown, Qt.Key.Key_Escape)
    assert not shown._card.isVisible()


def test_the_card_stays_inside_the_plot(plot: GrowthPlot) -> None:
    plot.show_samples(samples.growth(30, 1_000_000))
    shown = canvas(plot)
    for index in (0, 1, 60, len(shown._points) - 1):
        shown._point_at(index)
        assert shown.rect().contains(shown._card.geometry())


def test_rounded_counts_are_drawn_with_what_they_leave_open(plot: GrowthPlot) -> None:
    plot.show_samples(samples.growth(30, 1_000_000))
    assert not canvas(plot)._band.isVisible()
    plot.show_samples(samples.growth(30, 1_200_000, step=100_000))
    assert canvas(plot)._band.isVisible()


def test_a_plot_follows_the_theme(plot: GrowthPlot, theme: Theme) -> None:
    def picture() -> QImage:
        QApplication.processEvents()  # layouts settle
        return plot.grab().toImage()

    plot.show_samples(samples.growth(30, 1_000_000))
    light = picture()
    theme.set_mode(Mode.DARK)
    assert picture() != light
    theme.set_mode(Mode.LIGHT)
    assert picture() == light


def test_the_fill_has_no_vertical_bands(plot: GrowthPlot) -> None:
    """At one height below a level line, its colour is the same from end to end."""
    followers = [0, *(1000 + number % 2 for number in range(28))]
    plot.show_samples([CreatorSample(at=START + day * DAY, followers=count) for day, count in enumerate(followers)])
    shown = canvas(plot)
    area = shown.mapFromScene(shown.getPlotItem().getViewBox().sceneBoundingRect()).boundingRect()
    image = shown.grab().toImage()
    y = area.bottom() - 12
    colors = {image.pixelColor(x, y).name() for x in range(area.left() + area.width() // 2, area.right() - 40, 7)}
    assert len(colors) == 1


def test_only_a_chart_from_zero_is_filled(plot: GrowthPlot) -> None:
    plot.show_samples([CreatorSample(at=START + number * DAY, followers=number * 30) for number in range(29)])
    assert canvas(plot)._line.opts["fillLevel"] == 0
    plot.show_samples(samples.growth(30, 1_000_000))
    assert canvas(plot)._line.opts["fillLevel"] is None


@pytest.mark.parametrize("how", ["double-click", "range", "Esc"])
def test_zooming_is_undone(plot: GrowthPlot, how: str) -> None:
    plot.show_samples(samples.growth(90, 1_000_000))
    view = canvas(plot).getPlotItem().getViewBox()
    before = view.viewRange()[0]
    view.setXRange(before[0] + 5 * DAY, before[0] + 9 * DAY, padding=0)
    assert canvas(plot).is_zoomed
    match how:
        case "double-click":
            QTest.mouseDClick(canvas(plot).viewport(), Qt.MouseButton.LeftButton)
        case "range":
            QTest.mouseClick(plot._range._buttons["30"], Qt.MouseButton.LeftButton)
        case _:
            QTest.keyClick(canvas(plot), Qt.Key.Key_Escape)
    assert view.viewRange()[0] == pytest.approx(before)
    assert not canvas(plot).is_zoomed


def canvas(plot: GrowthPlot):  # type: ignore[no-untyped-def]
    assert plot._canvas is not None
    return plot._canvas


def test_no_line_leads_over_a_gap_but_a_dashed_one(plot: GrowthPlot) -> None:
    night = samples.growth_with_gaps(2)
    plot.show_samples(night, 3_600)
    ends = [(before.at, after.at) for before, after in pairwise(night) if after.at - before.at > 3_600]
    assert len(ends) == 1
    at, values = canvas(plot)._line.getData()
    broken = [number for number, value in enumerate(values) if math.isnan(value)]
    assert [(at[number - 1], at[number + 1]) for number in broken] == ends
    bridges = canvas(plot)._bridges
    assert list(bridges.getData()[0]) == [*ends[0]]
    assert bridges.opts["pen"].style() == Qt.PenStyle.CustomDashLine


def test_an_unbroken_line_has_no_bridges(plot: GrowthPlot) -> None:
    plot.show_samples(samples.growth(30, 1_000_000), 21_600)
    assert canvas(plot)._bridges.getData()[0] is None or not len(canvas(plot)._bridges.getData()[0])
    assert not any(math.isnan(value) for value in canvas(plot)._line.getData()[1])


def test_the_card_beside_a_gap_says_from_when_to_when(plot: GrowthPlot) -> None:
    night = samples.growth_with_gaps(2)
    plot.show_samples(night, 3_600)
    last = next(n for n, (one, other) in enumerate(pairwise(night)) if other.at - one.at > 3_600)
    said = times.not_measured(night[last].at, night[last + 1].at, UTC)
    for index, expected in ((last - 1, ""), (last, said), (last + 1, said), (last + 2, "")):
        canvas(plot)._point_at(index)
        assert canvas(plot)._card._gap.text() == expected
        assert canvas(plot)._card._gap.isVisible() == bool(expected)
        assert expected in canvas(plot).accessibleDescription()


def test_a_rounded_count_at_a_gap_stays_although_it_is_no_news() -> None:
    counts = {0: (45_675, 0), 1: (45_700, 1), 2: (45_700, 1), 9: (45_700, 1), 10: (45_720, 0)}
    measured = [CreatorSample(at=START + d * DAY, followers=n, rounded=r) for d, (n, r) in counts.items()]
    gap = (START + 2 * DAY, START + 9 * DAY)
    assert [p.at for p in points_of(measured, CreatorCount.FOLLOWERS)] == [START, START + 10 * DAY]
    points = points_of(measured, CreatorCount.FOLLOWERS, [gap])
    assert [p.at for p in points] == [START, *gap, START + 10 * DAY]
    assert points.breaks.tolist() == [1]
    assert np.isnan(seen(points).line).sum() == 1


def test_nor_does_what_rounding_leaves_open_lead_over_a_gap(plot: GrowthPlot) -> None:
    count = 40
    measured = [
        CreatorSample(at=START + (hour + 30 * (hour >= 20)) * 3600, followers=1_000_000 + hour * 100_000, rounded=1)
        for hour in range(count)
    ]
    plot.show_samples(measured, 3600)
    outline = canvas(plot)._band.path()
    assert canvas(plot)._band.isVisible()
    assert outline.contains(QPointF(START + 10 * 3600, 2_010_000))
    assert not outline.contains(QPointF(START + 35 * 3600, 2_950_000))
