"""A score taken apart: drawn as a waterfall, and read aloud."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from tiktrack_gui.core.criteria import DEFAULT_WEIGHTS
from tiktrack_gui.core.models import Score
from tiktrack_gui.ui.theme.look import TextSize
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.paint import text_width
from tiktrack_gui.ui.widgets.score_parts import BAR, LINE, NAMES, ScoreParts, Step
from tiktrack_gui.words import measures

# 0.4 × 0.9 + 0.15 × 0.5 + 0.1 × 0.475 of 0.65 are 55 + 12 + 7 of 100
SCORE = Score(
    value=74, parts={"velocity": 0.9, "engagement": 0.5, "freshness": 0.475}, reason="", weights=DEFAULT_WEIGHTS
)
WIDTH = 200


@pytest.fixture
def parts(theme: Theme, qtbot: QtBot) -> ScoreParts:
    parts = ScoreParts(theme)
    qtbot.addWidget(parts)
    parts.show_score(SCORE)
    parts.resize(WIDTH, parts.sizeHint().height())
    parts.show()
    return parts


def steps(parts: ScoreParts) -> list[Step]:
    return [*parts._steps.values(), parts._sum]


def filled(step: Step, color: QColor) -> tuple[int, int] | None:
    """The first and the last point of 100 at which the step's bar has that colour."""
    image: QImage = step.grab().toImage()
    ratio = image.devicePixelRatio()
    y = round((LINE + 2 + BAR // 2) * ratio)
    found = [x for x in range(image.width()) if image.pixelColor(x, y) == color]
    return (round(100 * found[0] / image.width()), round(100 * (found[-1] + 1) / image.width())) if found else None


def test_each_bar_begins_where_the_one_before_it_ended(parts: ScoreParts, theme: Theme) -> None:
    bars = [filled(step, theme.tokens.accent) for step in steps(parts)]
    expected = [(0, 55), None, (55, 67), None, (67, 74), (0, 74)]
    assert [bar is None for bar in bars] == [bar is None for bar in expected]
    for bar, wanted in zip(bars, expected, strict=True):
        assert bar is None or bar == pytest.approx(wanted, abs=1.5)  # the ends are round
    reached = [filled(step, theme.tokens.border_strong) for step in steps(parts)]
    assert reached[0] is None
    assert reached[3] == pytest.approx((0, 67), abs=1.5)


def test_values_weights_and_points_are_in_words(parts: ScoreParts) -> None:
    assert [(step._name, step._detail, step._points) for step in steps(parts)] == [
        ("Velocity", "90% × 62%", "+55"),
        ("Acceleration", "not known", ""),
        ("Engagement", "50% × 23%", "+12"),
        ("Reach", "not known", ""),
        ("Freshness", "48% × 15%", "+7"),
        ("Score", "", "74"),
    ]


def test_it_is_read_aloud_as_a_whole_and_by_steps(parts: ScoreParts) -> None:
    assert parts.accessibleName() == (
        "Velocity: 90% × 62% = 55 points. Acceleration: not known. Engagement: 50% × 23% = 12 points. "
        "Reach: not known. Freshness: 48% × 15% = 7 points. Score: 74 of 100 points"
    )
    assert steps(parts)[2].accessibleName() == "Engagement: 50% × 23% = 12 points"


def test_each_step_says_how_it_is_computed(parts: ScoreParts) -> None:
    meanings = [*measures.SCORE_PARTS.values(), measures.SCORE]
    assert list(NAMES) == list(measures.SCORE_PARTS)
    assert [step.toolTip() for step in steps(parts)] == meanings
    assert [step.accessibleDescription() for step in steps(parts)] == meanings


def test_without_a_score_there_is_nothing_to_take_apart(parts: ScoreParts) -> None:
    parts.show_score(None)
    assert parts.isHidden()
    parts.show_score(SCORE)
    assert parts.isVisible()


def test_the_largest_words_have_room(parts: ScoreParts, theme: Theme) -> None:
    theme.change(text_size=TextSize.LARGEST)
    for step in steps(parts):
        said = f"{step._name} {step._detail} {step._points}"
        assert text_width(said, theme.font(12, 600, tabular=True)) < 242  # the panel's width beside a scroll bar
        assert step.sizeHint().height() > LINE + BAR
