"""The growth chart of a post as a picture."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from tiktrack_gui.core.durations import DAY
from tiktrack_gui.drawing.growth_chart import HEIGHT, SCALE, WIDTH, in_words, png
from tiktrack_gui.drawing.palette import DARK, LIGHT

NOW = 1_792_584_000  # 21 Oct 2026, 12:00 UTC

SCRIPT = """
import sys
from tiktrack_gui.drawing.growth_chart import png
from tests.drawing.test_growth_chart import RISING
sys.stdout.buffer.write(png(RISING))
"""


def chart(*counts: int, rounded: bool = False, days: float = 28, gaps: Any = ()) -> dict[str, Any]:
    every = days * DAY / max(len(counts) - 1, 1)
    points = [[round(NOW - days * DAY + number * every), count, rounded] for number, count in enumerate(counts)]
    return {"metric": "followers", "title": "@bread.lab", "points": points, "gaps": gaps}


RISING = chart(5_000, 5_100, 5_300, 5_250, 5_800)


def image(data: bytes | None) -> QImage:
    assert data is not None
    found = QImage.fromData(data)
    assert not found.isNull()
    return found


def pixels(found: QImage, color: QColor) -> int:
    """How many have nearly that colour."""
    wanted = (color.red(), color.green(), color.blue())
    colors = (found.pixelColor(x, y) for x in range(0, found.width(), 2) for y in range(0, found.height(), 2))
    return sum(
        max(abs(a - b) for a, b in zip(wanted, (one.red(), one.green(), one.blue()), strict=True)) < 12
        for one in colors
    )


@pytest.fixture(autouse=True)
def _app(qapp: QApplication) -> None:
    """The window's application, as there is one in the tests' process in any case."""


def test_it_is_a_png_of_its_size_with_a_line_on_its_background() -> None:
    data = png(RISING)
    found = image(data)
    assert data is not None and data.startswith(b"\x89PNG")
    assert (found.width(), found.height()) == (WIDTH * SCALE, HEIGHT * SCALE)
    assert found.pixelColor(1, 1) == DARK.background
    assert pixels(found, DARK.line) > 200
    assert pixels(image(png(RISING, LIGHT)), LIGHT.line) > 200
    assert len(data) < 200_000


def test_other_numbers_make_another_picture_and_the_same_the_same() -> None:
    assert png(RISING) == png(RISING)
    others = [chart(5_000, 5_800), chart(5_800, 5_000), chart(5_000, 5_800, rounded=True), chart(5_000, 5_800, days=7)]
    assert len({png(one) for one in (RISING, *others)}) == 5


def test_no_line_no_picture() -> None:
    assert png(chart()) is None
    assert png(chart(5_000)) is None
    assert png(chart(5_000, 5_100, days=0.01)) is None
    assert in_words(chart(5_000)) == ""


def test_growth_is_green_decline_red_and_neither_is_grey() -> None:
    def colors(*counts: int, rounded: bool = False) -> tuple[bool, bool]:
        found = image(png(chart(*counts, rounded=rounded)))
        return pixels(found, DARK.up) > 0, pixels(found, DARK.down) > 0

    assert colors(5_000, 5_800) == (True, False)
    assert colors(5_800, 5_000) == (False, True)
    assert colors(5_000, 5_000) == (False, False)
    assert colors(48_200, 48_200, rounded=True) == (False, False)


def test_a_small_change_stays_small_and_the_axis_has_no_false_zero() -> None:
    """A line of almost level counts leaves the top and the bottom of the plot to the grid."""
    found = image(png(chart(100_000, 100_050, 100_100)))
    rows = [y for y in range(140, 365) for x in range(40, 880, 8) if found.pixelColor(x, y) == DARK.line]
    assert rows
    assert max(rows) - min(rows) < 30


def test_a_gap_is_not_drawn_through() -> None:
    counts = [5_000 + 10 * number for number in range(113)]
    points = chart(*counts)["points"]
    whole = pixels(image(png(chart(*counts))), DARK.line)
    gap = [[points[20][0], points[80][0]]]
    with_gap = chart(*counts[:21], *counts[80:])
    with_gap["points"] = points[:21] + points[80:]
    with_gap["gaps"] = gap
    assert 0 < pixels(image(png(with_gap)), DARK.line) < 0.75 * whole


@pytest.mark.parametrize("title", ["@" + "long.handle." * 30, "@無料の茶 😹", "@مطبخ", "<b>&amp;</b>"])
def test_any_title_is_drawn(title: str) -> None:
    assert image(png(RISING | {"title": title})).width() == WIDTH * SCALE


@pytest.mark.parametrize("counts", [(0, 0), (0, 3_000_000_000), (1, 2), (2_147_483_647, 2_147_483_647), (5, 0)])
def test_any_counts_are_drawn(counts: tuple[int, int]) -> None:
    assert image(png(chart(*counts))).width() == WIDTH * SCALE
    assert image(png(chart(*counts, rounded=True))).width() == WIDTH * SCALE


def test_it_says_in_words_what_it_shows() -> None:
    assert in_words(RISING) == ("@bread.lab: Followers, 23 Sep – 21 Oct 2026 (UTC). From 5,000 to 5,800, +16.0%")
    level = chart(48_200, 48_200, rounded=True, days=1)
    assert in_words(level).endswith("From ≈ 48.2K to ≈ 48.2K, no measurable change")


def test_it_is_the_same_in_any_thread() -> None:
    charts = [chart(5_000, 5_000 + number) for number in range(0, 800, 50)]
    expected = [png(one) for one in charts]
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(png, charts))
    different = [number for number, pair in enumerate(zip(found, expected, strict=True)) if pair[0] != pair[1]]
    assert different == []


def in_a_new_process(script: str) -> subprocess.CompletedProcess[bytes]:
    environment = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "QT_QPA_PLATFORM")}
    return subprocess.run([sys.executable, "-c", script], capture_output=True, env=environment, check=False)


def test_it_needs_no_application_and_no_screen() -> None:
    done = in_a_new_process(SCRIPT)
    assert done.returncode == 0, done.stderr
    found = image(done.stdout)
    assert (found.width(), found.height()) == (WIDTH * SCALE, HEIGHT * SCALE)
    assert pixels(found, DARK.line) > 200


def test_the_typeface_of_reports_changes_no_picture() -> None:
    """Both are made from Inter, and Qt knows them by their names."""
    report = "png(RISING)\nfrom tiktrack_gui.drawing.fonts import load_print_fonts\nload_print_fonts()\n"
    before, after = in_a_new_process(SCRIPT), in_a_new_process(SCRIPT.replace("sys.stdout", report + "sys.stdout"))
    assert before.returncode == after.returncode == 0, after.stderr
    assert before.stdout == after.stdout


def test_without_an_application_the_first_one_is_drawn_on_the_main_thread() -> None:
    script = SCRIPT.replace("png(RISING)", "b''")
    script += "from concurrent.futures import ThreadPoolExecutor as P\nP(1).submit(png, RISING).result()\n"
    done = in_a_new_process(script)
    assert b"RuntimeError: the first picture is drawn on the main thread" in done.stderr


def test_where_an_application_cant_draw_it_says_so() -> None:
    script = "from PySide6.QtCore import QCoreApplication\napp = QCoreApplication([])\n" + SCRIPT
    assert b"RuntimeError: a QCoreApplication" in in_a_new_process(script).stderr
