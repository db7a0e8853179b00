"""What a data view shows in each of its states, and the figures above it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tiktrack_gui.core.errors import StoreBusy
from tiktrack_gui.ui.theme.look import Look, Mode, Motion
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets import tooltips
from tiktrack_gui.ui.widgets.details_panel import DetailsPanel, Fact
from tiktrack_gui.ui.widgets.kpi_strip import KpiStrip
from tiktrack_gui.ui.widgets.labels import Label
from tiktrack_gui.ui.widgets.notice_bar import Notice
from tiktrack_gui.ui.widgets.progress_line import ProgressLine
from tiktrack_gui.ui.widgets.skeleton import Skeleton
from tiktrack_gui.ui.widgets.view_states import ViewStates

WORDS = (
    "TikTrack has not finished its first refresh. It looks at the trending feed every 15 minutes and lists the rest."
)


@pytest.fixture
def states(theme: Theme, qtbot: QtBot) -> ViewStates:
    states = ViewStates(theme, Label("the data"), Skeleton(theme))
    qtbot.addWidget(states)
    states.resize(800, 500)
    states.show()
    return states


def test_a_view_starts_with_its_skeleton(states: ViewStates) -> None:
    skeleton = states.currentWidget()
    assert isinstance(skeleton, Skeleton)
    assert skeleton.accessibleName() == "Loading"


def test_a_notice_may_take_the_place_of_everything(states: ViewStates) -> None:
    states.show_notice(Notice(about=StoreBusy, cause="It is locked.", next="Close it.", action="Try again"))
    assert states.currentWidget() is states.words
    assert states.words.accessibleName() == "It is locked. Close it."
    assert states.words._primary.text() == "Try again"
    assert not states.words._second.isVisible()


def test_data_takes_the_place_of_the_skeleton(states: ViewStates) -> None:
    states.show_view()
    assert isinstance(states.currentWidget(), Label)
    states.show_loading()
    assert isinstance(states.currentWidget(), Skeleton)


def test_an_empty_view_says_what_to_do(states: ViewStates, qtbot: QtBot) -> None:
    states.show_words("inbox", "No videos yet", WORDS, action="Refresh now", otherwise="Change threshold")
    assert states.currentWidget() is states.words
    assert states.words.accessibleName() == f"No videos yet. {WORDS}"
    with qtbot.waitSignal(states.words.acted):
        QTest.keyClick(states.words._primary, Qt.Key.Key_Space)
    with qtbot.waitSignal(states.words.acted_otherwise):
        QTest.keyClick(states.words._second, Qt.Key.Key_Space)


def test_all_the_words_are_to_be_seen(states: ViewStates) -> None:
    states.show_words("inbox", "No videos yet", WORDS)
    text = states.words._text
    assert text.height() >= text.heightForWidth(text.width())
    assert text.height() >= 2 * text.fontMetrics().height()


def test_without_a_match_the_search_can_be_cleared(states: ViewStates) -> None:
    states.show_no_match("pasta")
    assert states.words._title.text() == "Nothing matches “pasta”"
    assert states.words._primary.isVisible()
    assert not states.words._second.isVisible()


def test_a_skeleton_shimmers_only_where_motion_is_wanted_and_seen(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    theme = Theme(qapp, tmp_path, Look(appearance=Mode.DARK, animations=Motion.ON))
    skeleton = Skeleton(theme)
    qtbot.addWidget(skeleton)
    assert not skeleton._timer.isActive()
    skeleton.resize(600, 400)
    skeleton.show()
    assert skeleton._timer.isActive()
    theme.change(animations=Motion.OFF)
    assert not skeleton._timer.isActive()
    theme.change(animations=Motion.ON)
    skeleton.hide()
    assert not skeleton._timer.isActive()


def test_a_skeleton_stands_still_where_no_motion_is_wanted(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> None:
    skeleton = Skeleton(Theme(qapp, tmp_path, Look(animations=Motion.OFF)))
    qtbot.addWidget(skeleton)
    skeleton.resize(600, 400)
    skeleton.show()
    still = skeleton.grab().toImage()
    qtbot.waitUntil(lambda: not skeleton._timer.isActive())
    assert skeleton.grab().toImage() == still


def test_progress_shows_how_far_it_is(theme: Theme, qtbot: QtBot) -> None:
    line = ProgressLine(theme)
    qtbot.addWidget(line)
    line.resize(300, 3)
    line.show()
    line.start(0, 50)
    assert line.accessibleDescription() == "Working"  # an empty line would be invisible
    line.start(30, 50)
    assert line.accessibleDescription() == "30 of 50"
    image = line.grab().toImage()
    assert image.pixelColor(100, 1) == theme.tokens.accent
    assert image.pixelColor(250, 1) == theme.tokens.accent_soft
    line.stop()
    assert line.grab().toImage().pixelColor(100, 1) != theme.tokens.accent


def test_progress_of_unknown_length_travels(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> None:
    line = ProgressLine(Theme(qapp, tmp_path, Look(appearance=Mode.LIGHT, animations=Motion.ON)))
    qtbot.addWidget(line)
    line.resize(300, 3)
    line.show()
    line.start()
    assert line._timer.isActive()
    line.hide()
    assert not line._timer.isActive()
    line.show()
    assert line._timer.isActive()
    line.stop()
    assert not line._timer.isActive()


def test_a_figure_reads_as_one(theme: Theme, qtbot: QtBot) -> None:
    captions = {"seen": "Videos tracked", "last": "Last refresh"}
    strip = KpiStrip(theme, captions, {"seen": "Videos ever seen", "last": "When it was"})
    qtbot.addWidget(strip)
    strip.set_figure("seen", "1,284", "+96", tone="ok", hint="1,284 videos")
    figure = strip._figures["seen"]
    assert figure.accessibleName() == "Videos tracked 1,284 +96"
    assert figure.toolTip() == tooltips.plain("Videos ever seen\n1,284 videos")
    assert strip._figures["last"].toolTip() == tooltips.plain("When it was")
    assert strip._figures["last"]._value.text() == "—"
    strip.set_figure("seen", "", "No measurable change")
    assert figure.accessibleName().endswith(" No measurable change")
    assert figure._change.contentsMargins().left() == 0


def test_in_a_low_window_captions_stand_beside_their_figures(theme: Theme, qtbot: QtBot) -> None:
    strip = KpiStrip(theme, {"seen": "Videos"}, {"seen": "Videos ever seen"})
    qtbot.addWidget(strip)
    strip.resize(900, strip.sizeHint().height())
    strip.show()
    figure = strip._figures["seen"]
    strip.fit(800)
    assert figure._caption.geometry().bottom() < figure._value.geometry().top()
    strip.fit(640)
    qtbot.waitUntil(lambda: figure._caption.geometry().right() < figure._value.geometry().left())


def test_a_fact_has_a_name_and_a_value(theme: Theme, qtbot: QtBot) -> None:
    fact = Fact(theme, "eye", "Views")
    panel = DetailsPanel("Details")
    panel.body.addWidget(fact)
    qtbot.addWidget(panel)
    fact.set_value("≈ 1.2M", "1,200,000 views")
    assert fact.accessibleName() == "Views: ≈ 1.2M"
    assert fact.toolTip() == "1,200,000 views"
    assert panel.width() == 296


def test_a_long_fact_takes_two_lines(theme: Theme, qtbot: QtBot) -> None:
    fact = Fact(theme, "gauge", "Compared")
    panel = DetailsPanel("Details")
    panel.body.addWidget(fact)
    panel.body.addStretch(1)
    qtbot.addWidget(panel)
    panel.resize(296, 400)
    panel.show()
    one_line = fact.height()
    fact.set_value("not enough known: 3\u00a0videos of the last thirty")
    qtbot.waitUntil(lambda: fact.height() > one_line)
    assert fact._value.height() >= fact._value.heightForWidth(fact._value.width())


def test_a_skeleton_is_as_compact_as_the_rows_will_be(theme: Theme, qtbot: QtBot) -> None:
    skeleton = Skeleton(theme, rows=2)
    qtbot.addWidget(skeleton)
    skeleton.resize(600, 400)

    def height() -> int:
        """The height in px from the first placeholder of the first cover to the last of the second."""
        image = skeleton.grab().toImage()
        drawn = [y for y in range(image.height()) if image.pixelColor(60, y) == theme.tokens.sunken]
        return drawn[-1] - drawn[0]

    comfortable = height()
    theme.change(compact_rows=True)
    assert height() == pytest.approx(comfortable * 44 / 64, abs=2)
