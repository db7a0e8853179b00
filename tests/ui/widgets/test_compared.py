"""Several creators in one chart: in absolute numbers, or each from 100 on."""

from __future__ import annotations

import csv
import io
from itertools import combinations, pairwise
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from tests.ui import samples
from tiktrack_gui.core.durations import DAY
from tiktrack_gui.core.models import CreatorSample
from tiktrack_gui.ui.theme.colors import DARK, LIGHT, SERIES, luminance
from tiktrack_gui.ui.theme.look import Mode
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.compared_canvas import TAG, ComparedCanvas
from tiktrack_gui.ui.widgets.compared_plot import MOST, ComparedHistory, ComparedPlot
from tiktrack_gui.ui.widgets.growth_menu import LOG_IMPOSSIBLE
from tiktrack_gui.ui.widgets.growth_picture import MARGIN, SCALE
from tiktrack_gui.words import growth as words

# Linear RGB as seen without one kind of cone (Machado, Oliveira and Fernandes 2009, severity 1)
VISIONS = {
    "all cones": np.eye(3),
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "tritanopia": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
}
TO_XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
WHITE = np.array([0.9505, 1, 1.089])


@pytest.fixture
def plot(theme: Theme, qtbot: QtBot) -> ComparedPlot:
    plot = ComparedPlot(theme)
    qtbot.addWidget(plot)
    plot.resize(980, 500)
    plot.show()
    return plot


def canvas(plot: ComparedPlot) -> ComparedCanvas:
    assert plot._canvas is not None
    QApplication.processEvents()  # layouts settle
    return plot._canvas


def histories(*sizes: int) -> list[ComparedHistory]:
    return [
        ComparedHistory(f"@creator{number}", samples.growth(60, size, seed=number))
        for number, size in enumerate(sizes, 1)
    ]


def test_each_creator_has_a_line_and_its_newest_value(plot: ComparedPlot) -> None:
    found = histories(1_000_000, 500_000, 20_000)
    plot.show_histories(found, 21_600)
    shown = canvas(plot)
    for number, history in enumerate(found):
        newest = history.samples[-1].followers
        assert shown._lines[number].curve.getData()[1][-1] == newest
        assert plot._legend[number]._value.text() == f"{newest:,}"
        assert plot._legend[number]._name.text() == history.name
    assert not plot._legend[3].isVisible()
    assert shown.accessibleName() == "Followers of @creator1, @creator2 and @creator3 over time"


def test_indexed_lines_are_100_at_the_left_edge_also_after_moving(plot: ComparedPlot) -> None:
    plot._scale.choose("indexed")
    plot.show_histories(histories(1_000_000, 500_000), 21_600)
    shown = canvas(plot)
    for _ in range(3):
        left = shown.shown_times[0]
        for line in shown._lines:
            at, drawn = line.curve.getData()
            assert np.interp(left, at, drawn) == pytest.approx(100)
        shown.zoom(0.7, shown.shown_times[1])
        shown.move_by(-0.3)


def test_the_legend_shows_the_moment_of_the_crosshair(plot: ComparedPlot) -> None:
    first, second = samples.growth(60, 1_000_000), samples.growth(10, 500_000)
    plot._range.choose("all")
    plot.show_histories([ComparedHistory("@one", first), ComparedHistory("@two", second)], 21_600)
    shown = canvas(plot)
    QTest.keyClick(shown, Qt.Key.Key_Home)
    assert plot._legend[0]._value.text() == f"{first[0].followers:,}"
    assert plot._legend[1]._value.text() == words.NOT_KNOWN  # it wasn't measured yet
    assert words.NOT_KNOWN in shown.accessibleDescription()
    QTest.keyClick(shown, Qt.Key.Key_End)
    assert plot._legend[1]._value.text() == f"{second[-1].followers:,}"
    QTest.keyClick(shown, Qt.Key.Key_Escape)
    assert plot._when.text() == "Newest measurements"


def test_a_line_from_0_cannot_be_indexed_and_has_no_value(plot: ComparedPlot) -> None:
    nothing = [CreatorSample(at=samples.NOW + day * DAY, followers=0) for day in range(9)]
    grown = [CreatorSample(at=samples.NOW + day * DAY, followers=10 + day) for day in range(9)]
    plot._scale.choose("indexed")
    plot.show_histories([ComparedHistory("@one", nothing), ComparedHistory("@two", grown)], DAY)
    assert not canvas(plot)._lines[0].curve.isVisible()
    assert plot._legend[0]._value.text() == words.NOT_KNOWN
    plot._scale.choose("absolute")
    assert canvas(plot)._lines[0].curve.isVisible()
    assert plot._legend[0]._value.text() == "0"


def test_the_numbers_at_the_ends_of_lines_do_not_cover_each_other(plot: ComparedPlot) -> None:
    plot.show_histories(histories(*(400_000 + 100 * number for number in range(MOST))), 21_600)
    shown = canvas(plot)
    height = [shown.mapFromScene(shown._view.mapViewToScene(line.number.pos())).y() for line in shown._lines]
    assert all(other - one >= TAG - 1 for one, other in pairwise(sorted(height)))
    assert all(0 < y < shown.height() for y in height)


def test_without_two_measurements_it_says_so(plot: ComparedPlot) -> None:
    plot.show_histories([ComparedHistory("@one", samples.BEGINNINGS["one"]), ComparedHistory("@two", ())], DAY)
    assert plot._words.isVisible()
    assert plot._words.text() == words.NOTHING_TO_COMPARE


def test_nothing_is_drawn_over_a_gap_but_dashes(plot: ComparedPlot) -> None:
    night = samples.growth_with_gaps(2)
    plot.show_histories([ComparedHistory("@one", night), ComparedHistory("@two", samples.growth(9, 40_000))], 3_600)
    shown = canvas(plot)
    gap_begins = next(one.at for one, other in pairwise(night) if other.at - one.at > 3_600)
    assert np.isnan(shown._lines[0].curve.getData()[1]).any()
    assert shown.value_at(0, gap_begins) is not None
    assert shown.value_at(0, gap_begins + 3_600) is None


@pytest.mark.parametrize("scale", ["absolute", "indexed"])
def test_a_logarithmic_axis_has_equal_steps_for_equal_factors(plot: ComparedPlot, scale: str) -> None:
    steady = [
        ComparedHistory(f"@{start}", [sampled(day, round(start * 2**day)) for day in range(8)])
        for start in (1_000, 1_000_000)
    ]
    plot._scale.choose(scale)
    plot.show_histories(steady, DAY)
    plot._menu.log.setChecked(True)
    shown = canvas(plot)
    for line in shown._lines:
        heights = line.curve.getData()[1]
        assert np.diff(heights) == pytest.approx(np.log10(2))
    QTest.keyClick(shown, Qt.Key.Key_Home)
    assert plot._legend[0]._value.text() == "1,000"
    bottom, top = shown._view.viewRange()[1]
    assert all(bottom < float(line.spot.getData()[1][0]) < top for line in shown._lines)


def test_a_logarithmic_axis_is_not_offered_for_zero(plot: ComparedPlot) -> None:
    plot.show_histories([ComparedHistory("@one", [sampled(day, day) for day in range(9)]), *histories(500)], DAY)
    assert not plot._menu.log.isEnabled()
    assert plot._menu.log.text() == LOG_IMPOSSIBLE


def test_a_comparison_is_saved_as_picture_and_as_data(plot: ComparedPlot, qtbot: QtBot, tmp_path: Path) -> None:
    found = histories(1_000_000, 500_000, 20_000)
    plot._scale.choose("indexed")
    plot.show_histories(found, 21_600)
    QApplication.processEvents()
    for signal, ending in (
        (plot._menu.png_wanted, "png"),
        (plot._menu.svg_wanted, "svg"),
        (plot._menu.csv_wanted, "csv"),
    ):
        signal.emit()
        dialog = next(one for one in plot.findChildren(QFileDialog) if one.isVisible())
        assert Path(dialog.selectedFiles()[0]).name == f"creator1 and 2 others followers 2026-10-21.{ending}"
        path = tmp_path / f"chart.{ending}"
        with qtbot.waitSignal(plot.said) as said:
            dialog.fileSelected.emit(str(path))
        dialog.reject()
        assert said.args == [f"Saved “chart.{ending}”", True]
    assert not QImage(str(tmp_path / "chart.png")).isNull()
    root = ElementTree.fromstring((tmp_path / "chart.svg").read_bytes())
    said_in_it = ["".join(text.itertext()) for text in root.iter("{http://www.w3.org/2000/svg}text")]
    assert {"@creator1", "@creator2", "@creator3"} <= set(said_in_it)
    assert "Followers, start = 100, 21 Sep – 21 Oct 2026" in said_in_it
    assert any(text.startswith("Measured by TikTrack, 21 Sep – 21 Oct 2026, 363 ") for text in said_in_it)
    rows = list(csv.DictReader(io.StringIO((tmp_path / "chart.csv").read_bytes().decode("utf-8-sig"))))
    assert [row["creator"] for row in rows] == [f"creator{number}" for number in (1, 2, 3) for _ in found[0].samples]
    assert [int(row["followers"]) for row in rows] == [sample.followers for one in found for sample in one.samples]


def test_a_copied_comparison_has_every_name_and_colour(plot: ComparedPlot, theme: Theme) -> None:
    names = [f"@{'a_very_long_handle' * 3}{number}" for number in range(MOST)]
    found = [ComparedHistory(name, samples.growth(30, 5_000 * 2**place)) for place, name in enumerate(names)]
    plot.show_histories(found, 21_600)
    shown = canvas(plot)
    plot._menu.copy_wanted.emit()
    image = QGuiApplication.clipboard().image()
    assert image.width() == (shown.width() + 2 * MARGIN) * SCALE
    head = image.copy(0, 0, image.width(), image.height() - shown.height() * SCALE)
    colors = {head.pixelColor(x, y).rgb() for x in range(head.width()) for y in range(head.height())}
    assert all(theme.series[number].rgb() in colors for number in range(MOST))


def test_what_makes_no_line_can_be_saved_as_data_only(plot: ComparedPlot) -> None:
    plot.show_histories([ComparedHistory("@one", samples.BEGINNINGS["one"]), ComparedHistory("@two", ())], DAY)
    enabled = [action.text() for action in plot._menu.actions() if action.text() and action.isEnabled()]
    assert enabled == ["Save data as CSV…"]
    plot.say(words.LOADING)
    assert not any(action.isEnabled() for action in plot._menu.actions() if action.text())


def sampled(day: int, followers: int) -> CreatorSample:
    return CreatorSample(at=samples.NOW + day * DAY, followers=followers)


def test_another_theme_has_its_own_colours(plot: ComparedPlot, theme: Theme) -> None:
    plot.show_histories(histories(1_000_000, 500_000), 21_600)
    for mode, name in ((Mode.DARK, "dark"), (Mode.LIGHT, "light")):
        theme.set_mode(mode)
        colors = [line.curve.opts["pen"].color() for line in canvas(plot)._lines]
        assert colors == list(SERIES[name][:2])


@pytest.mark.parametrize("name", SERIES)
@pytest.mark.parametrize("vision", VISIONS)
def test_any_two_lines_can_be_told_apart(name: str, vision: str) -> None:
    labs = [lab(VISIONS[vision] @ linear(color)) for color in SERIES[name]]
    assert min(float(np.linalg.norm(one - other)) for one, other in combinations(labs, 2)) > 20


@pytest.mark.parametrize(("name", "surface"), [("light", LIGHT.surface), ("dark", DARK.surface)])
def test_lines_stand_out_from_the_surface(name: str, surface: QColor) -> None:
    for color in SERIES[name]:
        dark, bright = sorted((luminance(color), luminance(surface)))
        assert (bright + 0.05) / (dark + 0.05) >= 3


def linear(color: QColor) -> np.ndarray:
    parts = np.array([color.redF(), color.greenF(), color.blueF()])
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def lab(rgb: np.ndarray) -> np.ndarray:
    """CIELAB of linear RGB (D65)."""
    x, y, z = np.cbrt(TO_XYZ @ np.clip(rgb, 0, 1) / WHITE)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])
