"""The filter's panel: every control, saved filters, and what is kept for the next start."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QByteArray, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.services.fakes import creator
from tiktrack_gui.core.feed_filter import FeedFilter, Kind
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.trending.filter_panel import FilterPanel


@pytest.fixture
def owner(qtbot: QtBot) -> QWidget:
    owner = QWidget()
    qtbot.addWidget(owner)
    return owner


@pytest.fixture
def panel(theme: Theme, owner: QWidget) -> FilterPanel:
    panel = FilterPanel(theme, owner)
    panel.offer_languages(["de", "en"])
    return panel


def number(field: str, value: int) -> Callable[[FilterPanel], None]:
    def enter(panel: FilterPanel) -> None:
        panel._numbers[field].setValue(value)
        panel._numbers[field].commit()

    return enter


def choice(field: str, index: int) -> Callable[[FilterPanel], None]:
    def choose(panel: FilterPanel) -> None:
        panel._kinds[field].setCurrentIndex(index)
        panel._kinds[field].activated.emit(index)

    return choose


def german(panel: FilterPanel) -> None:
    panel._language.setCurrentIndex(panel._language.findData("de"))
    panel._language.activated.emit(panel._language.currentIndex())


CONTROLS = [
    (lambda panel: panel._limit.choose("everything"), FeedFilter(everything=True)),
    (number("max_age", 12), FeedFilter(max_age=12)),
    (number("min_views", 5_000), FeedFilter(min_views=5_000)),
    (number("followers_from", 1_000), FeedFilter(followers_from=1_000)),
    (number("followers_to", 100_000), FeedFilter(followers_to=100_000)),
    (german, FeedFilter(language="de")),
    (lambda panel: panel._words["hashtag"].enter("pasta"), FeedFilter(hashtag="pasta")),
    (lambda panel: panel._words["sound"].enter("drums"), FeedFilter(sound="drums")),
    (choice("ads", 1), FeedFilter(ads=Kind.HIDDEN)),
    (choice("ai", 2), FeedFilter(ai=Kind.ALONE)),
    (choice("shop", 1), FeedFilter(shop=Kind.HIDDEN)),
]


@pytest.mark.parametrize(("act", "expected"), CONTROLS)
def test_each_control_sets_its_condition(
    panel: FilterPanel, qtbot: QtBot, act: Callable[[FilterPanel], None], expected: FeedFilter
) -> None:
    with qtbot.waitSignal(panel.changed) as changed:
        act(panel)
    assert changed.args == [expected]
    qtbot.mouseClick(panel._clear, Qt.MouseButton.LeftButton)
    assert panel.filter == FeedFilter()
    assert panel._numbers["max_age"].text() == "Any age"


def test_a_filter_is_saved_chosen_and_deleted(panel: FilterPanel, qtbot: QtBot) -> None:
    small = FeedFilter(followers_from=1_000, followers_to=100_000)
    panel.set_filter(small)
    panel._name.setText(" Small creators ")
    qtbot.mouseClick(panel._save, Qt.MouseButton.LeftButton)
    assert panel._names.currentText() == "Small creators"
    panel.clear()
    assert panel._names.currentText() == "Choose a saved filter"
    panel._names.activated.emit(panel._names.findText("Small creators"))
    assert panel.filter == small
    qtbot.mouseClick(panel._forget, Qt.MouseButton.LeftButton)
    assert panel._names.count() == 1
    assert panel.filter == small  # what is in force stays


def test_it_is_kept_for_the_next_start(theme: Theme, owner: QWidget, panel: FilterPanel, qtbot: QtBot) -> None:
    panel.set_filter(FeedFilter(language="fr", ads=Kind.HIDDEN))
    panel._name.setText("Français")
    panel._keep()
    second = FilterPanel(theme, owner)
    with qtbot.waitSignal(second.changed):
        assert second.restoreState(panel.saveState())
    assert second.filter == panel.filter
    assert second._names.currentText() == "Français"
    assert second._language.currentData() == "fr"


@pytest.mark.parametrize(
    "state", [b"", b"rubbish", b"[]", b'{"filter": 3, "saved": {}}', b'{"filter": {}, "saved": [1]}']
)
def test_what_cannot_be_understood_is_ignored(panel: FilterPanel, state: bytes) -> None:
    panel.restoreState(QByteArray(state))
    assert panel.filter == FeedFilter()


def test_hidden_creators_are_named(panel: FilterPanel, qtbot: QtBot) -> None:
    assert panel._unhide.isHidden()
    panel.show_hidden([creator(1), creator(2)])
    assert panel._hidden.text() == "Hidden creators: @creator1, @creator2"
    with qtbot.waitSignal(panel.unhide_wanted):
        qtbot.mouseClick(panel._unhide, Qt.MouseButton.LeftButton)
