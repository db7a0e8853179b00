"""The growth plot as a picture or as data, on the clipboard or in a file."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from tests.ui import samples
from tiktrack_gui.core.durations import DAY
from tiktrack_gui.core.growth_table import of_samples
from tiktrack_gui.core.models import CreatorCount, CreatorSample
from tiktrack_gui.core.table_csv import csv_file
from tiktrack_gui.ui.theme.look import Mode
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.growth_picture import MARGIN, SCALE
from tiktrack_gui.ui.widgets.growth_plot import GrowthPlot
from tiktrack_gui.words import growth as words

MEASURED = samples.growth(60, 400_000)


@pytest.fixture
def plot(theme: Theme, qtbot: QtBot) -> GrowthPlot:
    plot = GrowthPlot(theme)
    qtbot.addWidget(plot)
    plot.resize(720, 420)
    plot.name_creator("Mara Lindqvist", "maracooks")
    plot.show()
    plot.show_samples(MEASURED, 21_600, samples.posts(60, 20))
    QApplication.processEvents()  # layouts settle
    return plot


def has(image: QImage, color: QColor) -> bool:
    """Whether a pixel has just that colour."""
    points = ((x, y) for x in range(image.width()) for y in range(image.height()))
    return any(image.pixelColor(x, y).rgb() == color.rgb() for x, y in points)


def size(plot: GrowthPlot, image: QSize, scale: int) -> bool:
    assert plot._canvas is not None
    return bool(image.width() == (plot._canvas.width() + 2 * MARGIN) * scale and image.height() > plot._canvas.height())


@pytest.mark.parametrize("mode", [Mode.LIGHT, Mode.DARK])
def test_a_copied_picture_shows_the_chart_twice_as_fine(plot: GrowthPlot, theme: Theme, mode: Mode) -> None:
    theme.set_mode(mode)
    plot._menu.copy_wanted.emit()
    image = QGuiApplication.clipboard().image()
    assert size(plot, image.size(), SCALE)
    tokens = theme.tokens
    assert image.pixelColor(2, 2).rgb() == tokens.surface.rgb()
    assert has(image, tokens.accent_text if theme.dark else tokens.accent)


def test_the_crosshair_is_not_in_the_picture_nor_does_the_chart_change(plot: GrowthPlot) -> None:
    canvas = plot._canvas
    assert canvas is not None
    before = canvas.grab().toImage()
    plain = plot._png()()
    canvas._point_at(5)
    assert plot._png()() == plain
    assert canvas.grab().toImage() == before


def test_an_svg_opens_with_the_same_line(plot: GrowthPlot, theme: Theme) -> None:
    data = plot._svg()()
    root = ElementTree.fromstring(data)
    spaces = {"svg": "http://www.w3.org/2000/svg"}
    assert root.findtext("svg:title", namespaces=spaces) == "Mara Lindqvist (@maracooks)"
    said = " ".join("".join(text.itertext()) for text in root.iter("{http://www.w3.org/2000/svg}text"))
    assert "Followers, 21 Sep – 21 Oct 2026" in said
    assert "Measured by TikTrack, 21 Sep – 21 Oct 2026, 121 measurements" in said
    drawing = QSvgRenderer(data)
    assert drawing.isValid()
    image = QImage(drawing.viewBox().size(), QImage.Format.Format_RGB32)
    painter = QPainter(image)
    drawing.render(painter)
    painter.end()
    assert size(plot, image.size(), 1)
    assert has(image, theme.tokens.accent)


def test_large_counts_are_exact_in_an_svg(plot: GrowthPlot) -> None:
    """Its numbers have six digits: the points are px, not counts and epoch seconds."""
    plot.show_samples([CreatorSample(at=samples.NOW + day * DAY, likes=2_412_345_678 + 7 * day) for day in range(60)])
    plot._count.choose("likes")
    paths = re.findall(r' d="([^"]+)"', plot._svg()().decode())
    longest = max(paths, key=len)
    heights = [float(y) for y in re.findall(r"[ML][-\d.e+]+,([-\d.e+]+)", longest)]
    assert len(heights) > 20
    assert all(0 < y < 1000 for y in heights)
    assert max(heights) - min(heights) < 2  # a small change looks small


def test_a_filled_chart_fades_in_an_svg_too(plot: GrowthPlot) -> None:
    plot.show_samples([CreatorSample(at=samples.NOW + day * DAY, followers=day * 30) for day in range(29)])
    assert b"<linearGradient" in plot._svg()()


def test_the_menu_saves_what_is_shown_in_the_chosen_file(plot: GrowthPlot, qtbot: QtBot, tmp_path: Path) -> None:
    for signal, ending in (
        (plot._menu.png_wanted, "png"),
        (plot._menu.svg_wanted, "svg"),
        (plot._menu.csv_wanted, "csv"),
    ):
        signal.emit()
        dialog = next(one for one in plot.findChildren(QFileDialog) if one.isVisible())
        assert dialog.acceptMode() is QFileDialog.AcceptMode.AcceptSave
        path = tmp_path / f"chart.{ending}"
        with qtbot.waitSignal(plot.said) as said:
            dialog.fileSelected.emit(str(path))
        dialog.reject()
        assert said.args == [f"Saved “chart.{ending}”", True]
        assert path.stat().st_size
    assert not QImage(str(tmp_path / "chart.png")).isNull()
    assert (tmp_path / "chart.csv").read_bytes() == csv_file(of_samples(MEASURED, CreatorCount.FOLLOWERS))


def test_a_file_that_cannot_be_written_is_said_and_nothing_is_lost(
    plot: GrowthPlot, qtbot: QtBot, tmp_path: Path
) -> None:
    folder = tmp_path / "chart.png"
    folder.mkdir()
    with qtbot.waitSignal(plot.said) as said:
        plot._saving.save(plot._png, str(folder))
    assert said.args == ["Couldn’t save “chart.png”. Check the free space and permissions there.", False]
    with qtbot.waitSignal(plot.said) as said:
        plot._saving.save(plot._csv, str(tmp_path / "missing" / "data.csv"))
    assert said.args == ["Couldn’t save “data.csv”. Check the free space and permissions there.", False]


def test_what_is_not_there_cannot_be_saved(plot: GrowthPlot) -> None:
    plot._count.choose("following")  # never measured
    enabled = {action.text(): action.isEnabled() for action in plot._menu.actions() if action.text()}
    assert not any(enabled.values())
    plot._count.choose("followers")
    assert all(action.isEnabled() for action in plot._menu.actions())


def test_a_picture_says_where_tiktok_rounds(plot: GrowthPlot) -> None:
    plot.show_samples(samples.growth(30, 1_200_000, step=100_000), 21_600)
    assert plot._caption().source.endswith("; ± where TikTok rounds")


def test_only_what_is_visible_is_counted(plot: GrowthPlot) -> None:
    canvas = plot._canvas
    assert canvas is not None
    canvas.zoom(0.5, canvas.shown_times[1])
    left, right = canvas.shown_times
    inside = sum(left <= sample.at <= right for sample in MEASURED)
    assert 0 < inside < 121
    assert f", {inside} measurements" in plot._caption().source


def test_views_say_how_they_were_computed(plot: GrowthPlot) -> None:
    plot._count.choose("views")
    assert plot._caption().source.startswith("Computed by TikTrack from the views of ")
    assert plot._csv()().decode("utf-8-sig").startswith("posted,views_per_video")


@pytest.mark.parametrize(
    ("handle", "name"),
    [
        ("maracooks", "maracooks followers 1970-01-02.png"),
        ("../../etc/passwd", "_.._etc_passwd followers 1970-01-02.png"),
        ("", "creator followers 1970-01-02.png"),
    ],
)
def test_a_file_has_a_harmless_name(handle: str, name: str) -> None:
    assert words.file_name(handle, "followers", 1.5 * DAY, "png") == name


def test_the_dates_of_a_picture_are_as_short_as_they_can_be() -> None:
    assert words.span(samples.NOW - 30 * DAY, samples.NOW) == "21 Sep – 21 Oct 2026"
    assert words.span(samples.NOW - 365 * DAY, samples.NOW) == "21 Oct 2025 – 21 Oct 2026"
    assert words.span(samples.NOW, samples.NOW) == "21 Oct 2026"


def test_a_picture_has_room_for_its_words(plot: GrowthPlot) -> None:
    plot.name_creator("Mara " * 60, "maracooks")
    plot._menu.copy_wanted.emit()
    assert size(plot, QGuiApplication.clipboard().image().size(), SCALE)
