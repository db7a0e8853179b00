"""What delegates draw."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets import paint

RECT = QRectF(0, 0, 150, 24)


@pytest.fixture
def image(theme: Theme) -> QImage:
    image = QImage(150, 24, QImage.Format.Format_RGB32)
    image.fill(theme.tokens.surface)
    return image


@pytest.fixture
def painter(image: QImage) -> Iterator[QPainter]:
    painter = QPainter(image)
    yield painter
    painter.end()


@pytest.mark.parametrize(
    ("velocity", "share"),
    [(0, 0.0), (1, 0.0), (10, 0.0), (100, paint.TICK), (10_000, 1.0), (1e9, 1.0)],
)
def test_the_bar_is_logarithmic_around_the_threshold(velocity: float, share: float) -> None:
    assert paint.bar_share(velocity, 100) == pytest.approx(share)


def test_without_a_threshold_every_velocity_fills_the_bar() -> None:
    assert paint.bar_share(5, 0) == 1.0
    assert paint.bar_share(0, 0) == 0.0


@pytest.mark.parametrize(("velocity", "token"), [(100, "accent"), (99.9, "text3")])
def test_the_bar_is_in_the_accent_from_the_threshold_on(
    theme: Theme, image: QImage, painter: QPainter, velocity: float, token: str
) -> None:
    paint.velocity_bar(painter, theme, QRectF(0, 10, 150, 5), velocity, 100)
    assert image.pixelColor(20, 12) == theme.color(token)
    assert image.pixelColor(140, 12) == theme.tokens.border


def test_the_threshold_has_a_tick_on_the_bar(theme: Theme, image: QImage, painter: QPainter) -> None:
    paint.velocity_bar(painter, theme, QRectF(0, 10, 150, 5), 10_000, 100)
    assert image.pixelColor(round(150 * paint.TICK), 9) == theme.tokens.text2


@pytest.mark.parametrize(("score", "tone"), [(85, "hot"), (84, "accent"), (60, "accent"), (59, "")])
def test_a_score_has_a_tone(score: int, tone: str) -> None:
    assert paint.score_tone(score) == tone


@pytest.mark.parametrize(("score", "ground"), [(91, "hot_soft"), (70, "accent_soft"), (12, "sunken")])
def test_a_pill_has_the_ground_of_its_tone(
    theme: Theme, image: QImage, painter: QPainter, score: int, ground: str
) -> None:
    paint.score_pill(painter, theme, RECT, score)
    assert image.pixelColor(18, 2) == theme.color(ground)


def test_a_pill_stands_out_from_a_selected_row(theme: Theme, image: QImage, painter: QPainter) -> None:
    paint.score_pill(painter, theme, RECT, 70, selected=True)
    assert image.pixelColor(18, 2) == theme.tokens.surface


def test_text_is_elided_where_it_does_not_fit(theme: Theme) -> None:
    font = theme.font(13)
    assert paint.elided("A caption that is much too long", font, 80).endswith("…")
    assert paint.elided("Short", font, 80) == "Short"


def test_text_is_wrapped_and_the_last_line_elided(theme: Theme) -> None:
    words = "😹 one two three four five six seven eight nine ten"
    first, second = paint.wrapped(words, theme.font(12), 90, 2)
    assert first.startswith("😹 one")
    assert second.endswith("…")
    assert paint.wrapped("One line", theme.font(12), 90, 2) == ("One line",)


def test_drawn_text_stays_in_its_rectangle(theme: Theme, image: QImage, painter: QPainter) -> None:
    painter.setFont(theme.font(13))
    painter.setPen(QColor(Qt.GlobalColor.black))
    paint.draw_text(painter, QRectF(10, 0, 60, 24), "A caption that is much too long")
    paint.draw_lines(painter, QRectF(80, 0, 40, 24), "Words in two lines of which one is cut", 1)
    assert all(image.pixelColor(x, y) == theme.tokens.surface for x in (5, 74, 130) for y in range(24))
    assert any(image.pixelColor(x, 12) != theme.tokens.surface for x in range(10, 70))
