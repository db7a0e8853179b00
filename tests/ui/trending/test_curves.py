"""The measurements of the videos on screen: asked for when drawn, once, and continued by later refreshes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from tests.ui import samples
from tiktrack_gui.core.criteria import Criteria
from tiktrack_gui.core.gaps import Gap
from tiktrack_gui.core.models import VideoCount, VideoSample
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.trending.curves import SOON, Curves
from tiktrack_gui.ui.trending.engagement import EngagementCurve
from tiktrack_gui.ui.trending.model import Column, FeedModel
from tiktrack_gui.ui.trending.table import FeedTable
from tiktrack_gui.ui.widgets.pictures import Pictures
from tiktrack_gui.ui.widgets.sparkline import lines_of, points, sparkline
from tiktrack_gui.words import times

ID = samples.video(0).video.id


def sample(minutes: int, likes: int | None = 100, repaired: int = 0) -> VideoSample:
    return VideoSample(at=samples.NOW + 60 * minutes, likes=likes, comments=1, shares=1, repaired=repaired)


def test_rows_in_sight_ask_for_their_measurements_at_once(theme: Theme, pictures: Pictures, qtbot: QtBot) -> None:
    model = FeedModel(lambda: samples.NOW, Criteria(threshold=samples.THRESHOLD))
    model.upsert(samples.videos(200))
    curves = Curves()
    table = FeedTable(theme, pictures, curves, model)
    qtbot.addWidget(table)
    table.resize(1300, 500)
    with qtbot.waitSignal(curves.wanted) as wanted:
        table.show()
    assert wanted.args is not None
    shown = {
        model.item(row).video.id for row in range(200) if table.rowViewportPosition(row) < table.viewport().height()
    }
    assert set(wanted.args[0]) == shown
    with qtbot.assertNotEmitted(curves.wanted, wait=2 * SOON):
        table.viewport().grab()
    assert not table.isColumnHidden(Column.TREND)


def test_a_later_measurement_continues_the_curve() -> None:
    curves, item = Curves(), samples.video(0)
    curves.put({ID: [sample(0), sample(20)]})
    later = replace(item, video=replace(item.video, sample=sample(40)))
    curves.take([later, later, samples.video(1)])
    assert [one.at for one in curves.of(ID)] == [samples.NOW, samples.NOW + 1200, samples.NOW + 2400]
    assert curves.of(samples.video(1).video.id) == ()


def test_only_wholly_known_engagement_is_drawn() -> None:
    unknown, bound = sample(10, likes=None), sample(20, repaired=VideoCount.LIKES)
    assert points([sample(0), unknown, bound, sample(30, likes=150)]) == [
        (samples.NOW, 102),
        (samples.NOW + 1800, 152),
    ]


def drawn(*curve: tuple[int, int], gaps: Sequence[Gap] = ()) -> QImage:
    image = QImage(100, 30, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    sparkline(painter, image.rect().toRectF(), curve, QColor("black"), gaps)
    painter.end()
    return image


def top_of_ink(image: QImage, x: int) -> int:
    """The topmost row of that column with (nearly) black ink; the height if there is none."""
    rows = (y for y in range(image.height()) if image.pixelColor(x, y).lightness() < 100)
    return next(rows, image.height())


def shades(image: QImage, x: int) -> int:
    """How many pixels of that column aren't white."""
    return sum(image.pixelColor(x, y).lightness() < 255 for y in range(image.height()))


def test_a_sparkline_rises_with_the_engagement() -> None:
    image = drawn((0, 100), (50, 100), (100, 300))
    assert top_of_ink(image, 20) > 24
    assert top_of_ink(image, 96) < 6
    assert top_of_ink(drawn((0, 100)), 50) == 30


@pytest.fixture
def curve(theme: Theme, qtbot: QtBot) -> EngagementCurve:
    widget = EngagementCurve(theme)
    qtbot.addWidget(widget)
    widget.resize(240, 88)
    return widget


def test_the_pane_draws_from_the_post_to_the_last_measurement(curve: EngagementCurve) -> None:
    video = replace(samples.video(0).video, posted_at=samples.NOW - 3600)
    curve.show_curve(video, [sample(0, likes=5_000), sample(20, likes=9_998)], 100)
    assert curve.accessibleName() == (
        "10,000 likes, comments and shares; measured 2 times. At the threshold, it would have 8,000."
    )
    curve.show()
    high = curve.grab().toImage()
    curve.show_curve(video, [sample(0, likes=5_000), sample(20, likes=9_998)], 1000)
    assert high != curve.grab().toImage()  # the threshold's line is another one


def test_the_legend_has_the_words_that_fit(curve: EngagementCurve) -> None:
    curve.show_curve(samples.video(0).video, (), 1_250)
    assert curve._legend(200) == "- - threshold 1,250/min"
    assert curve._legend(100) == "- - at 1,250/min"


def test_where_nothing_was_measured_no_line_leads_over(curve: EngagementCurve) -> None:
    """Asleep from 20 minutes after the first measurement until the next day."""
    video = replace(samples.video(0).video, posted_at=samples.NOW - 600)
    seen = [sample(0, likes=5_000), sample(20, likes=9_998), sample(900, likes=20_000), sample(920, likes=20_100)]
    curve.show_curve(video, seen, 100)
    before, after = times.not_measured(seen[1].at, seen[2].at), times.not_measured(seen[0].at, seen[1].at)
    assert curve.accessibleName().startswith("20,102 likes, comments and shares; measured 4 times. At the threshold")
    assert curve.accessibleName().endswith(f". {before}.")
    assert after not in curve.toolTip()
    measured = lines_of(points(seen), lambda at, y: QPointF(at - samples.NOW, y), curve._gaps)
    assert [line.elementCount() for line in measured.measured] == [2, 2]
    assert measured.between.currentPosition().x() == 900 * 60


def test_a_sparkline_is_dotted_and_not_filled_over_a_gap() -> None:
    points = (0, 100), (10, 290), (90, 295), (100, 300)
    whole, broken = drawn(*points), drawn(*points, gaps=[(10, 90)])
    assert shades(whole, 50) > 20  # the fill below the line
    assert shades(broken, 50) <= 3
    assert shades(broken, 5) > 5


def test_until_they_are_loaded_the_newest_measurement_is_shown(curve: EngagementCurve) -> None:
    video = replace(samples.video(0).video, sample=sample(0, likes=498))
    curve.show_curve(video, (), 100)
    assert curve.accessibleName() == (
        "500 likes, comments and shares; measured once. At the threshold, it would have 18,000."
    )


def test_a_video_without_counts_has_no_curve(curve: EngagementCurve) -> None:
    curve.show()
    curve.show_curve(replace(samples.video(0).video, sample=VideoSample(at=samples.NOW)), (), 100)
    assert curve.isHidden()
