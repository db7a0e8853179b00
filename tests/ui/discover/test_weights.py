"""The weights of a fit's parts are changed in their panel, by mouse and keyboard."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from tests.ui.discover.bench import Bench
from tests.ui.seen import texts
from tiktrack_gui.core.discovery.brands import DEFAULT_WEIGHTS, Brand, Part
from tiktrack_gui.ui.discover.weights import HEAVIEST, STEPS, WeightSlider, WeightsPanel

Key, LEFT = Qt.Key, Qt.MouseButton.LeftButton
BRAND = Brand(id=1, name="Fig", words=("figs",), languages=("de",))


class Told(list[Mapping[Part, float]]):
    """The weights that were told."""


@pytest.fixture
def panel(bench: Bench) -> WeightsPanel:
    button = QPushButton("Weights", bench.window)
    button.move(900, 10)
    button.show()
    panel = WeightsPanel(bench.theme, bench.window)
    panel.show_brand(BRAND)
    panel.open_below(button)
    return panel


@pytest.fixture
def changed(panel: WeightsPanel) -> Told:
    told = Told()
    panel.changed.connect(told.append)
    return told


@pytest.fixture
def committed(panel: WeightsPanel) -> Told:
    told = Told()
    panel.committed.connect(told.append)
    return told


def slider(panel: WeightsPanel, part: Part) -> WeightSlider:
    return panel._rows[part].slider


def test_it_opens_with_the_first_slider_and_says_what_each_part_counts(panel: WeightsPanel) -> None:
    assert slider(panel, Part.GROWTH).hasFocus()
    shown, weights = texts(panel), DEFAULT_WEIGHTS
    asked = (Part.GROWTH, Part.REPEATABILITY, Part.ENGAGEMENT, Part.NICHE, Part.COMMENTS, Part.CAPTIONS)
    share = weights[Part.GROWTH] / sum(weights[part] for part in asked)
    assert f"{share:.0%} of the fit" in shown
    assert "How many captions have your niche words or hashtags" in shown


def test_parts_the_brand_does_not_ask_for_are_greyed_with_the_reason(panel: WeightsPanel) -> None:
    greyed = {part for part in Part if not slider(panel, part).isEnabled()}
    assert greyed == {Part.EXAMPLES, Part.PLACE, Part.STATED}
    assert "Add countries to the brand to judge this" in texts(panel)
    assert slider(panel, Part.PLACE).accessibleDescription().startswith("not judged. Add countries")


def test_the_arrow_keys_change_a_weight_at_once_and_it_is_kept_after_a_pause(
    panel: WeightsPanel, changed: Told, committed: Told, bench: Bench
) -> None:
    first = slider(panel, Part.GROWTH)
    with bench.qtbot.waitSignal(panel.committed):
        QTest.keyClick(first, Key.Key_Right)
        QTest.keyClick(first, Key.Key_PageUp)
        start = DEFAULT_WEIGHTS[Part.GROWTH]
        assert [weights[Part.GROWTH] for weights in changed] == pytest.approx([start + 0.01, start + 0.06])
        assert committed == []
    assert [weights[Part.GROWTH] for weights in committed] == pytest.approx([start + 0.06])
    assert committed[0][Part.NICHE] == DEFAULT_WEIGHTS[Part.NICHE]


def test_dragging_re_ranks_live_and_is_kept_when_the_mouse_lets_go(
    panel: WeightsPanel, changed: Told, committed: Told
) -> None:
    first = slider(panel, Part.NICHE)
    height, width = first.height() // 2, first.width()
    QTest.mousePress(first, LEFT, pos=QPoint(width // 4, height))
    QTest.mouseMove(first, QPoint(width // 2, height))
    QTest.mouseMove(first, QPoint(width - 1, height))
    assert len(changed) >= 2
    assert changed[-1][Part.NICHE] == HEAVIEST
    assert committed == []
    QTest.mouseRelease(first, LEFT, pos=QPoint(width - 1, height))
    assert [weights[Part.NICHE] for weights in committed] == [HEAVIEST]


def test_what_is_stored_meanwhile_does_not_move_a_slider_under_the_mouse(panel: WeightsPanel) -> None:
    first = slider(panel, Part.NICHE)
    QTest.mousePress(first, LEFT, pos=QPoint(first.width() - 1, first.height() // 2))
    panel.show_brand(BRAND)
    assert first.value() == STEPS
    QTest.mouseRelease(first, LEFT, pos=QPoint(first.width() - 1, first.height() // 2))


def test_reset_goes_back_to_the_usual_weights(panel: WeightsPanel, changed: Told, committed: Told) -> None:
    assert not panel._reset.isEnabled()
    QTest.keyClick(slider(panel, Part.GROWTH), Key.Key_Home)
    assert "doesn’t count" in texts(panel)
    QTest.mouseClick(panel._reset, LEFT)
    assert changed[-1] == dict(DEFAULT_WEIGHTS)
    assert slider(panel, Part.GROWTH).value() == round(DEFAULT_WEIGHTS[Part.GROWTH] / HEAVIEST * STEPS)
    assert not panel._reset.isEnabled()


def test_closing_it_keeps_what_was_chosen(panel: WeightsPanel, committed: Told) -> None:
    QTest.keyClick(slider(panel, Part.ENGAGEMENT), Key.Key_End)
    QTest.keyClick(panel, Key.Key_Escape)
    assert not panel.isVisible()
    assert [weights[Part.ENGAGEMENT] for weights in committed] == [HEAVIEST]


def test_weights_of_nothing_are_said_and_not_kept(panel: WeightsPanel, changed: Told, committed: Told) -> None:
    for part in Part:
        if slider(panel, part).isEnabled():
            QTest.keyClick(slider(panel, part), Key.Key_Home)
    assert "No part counts, so no fit is computed." in texts(panel)
    QTest.keyClick(panel, Key.Key_Escape)
    assert committed == []
    assert changed != []


def test_the_wheel_changes_nothing(panel: WeightsPanel, changed: Told) -> None:
    first = slider(panel, Part.GROWTH)
    place, none = QPointF(first.rect().center()), Qt.MouseButton.NoButton
    turn = QWheelEvent(
        place, first.mapToGlobal(place), QPoint(), QPoint(0, 120), none, Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(first, turn)
    assert (changed, turn.isAccepted()) == ([], False)
