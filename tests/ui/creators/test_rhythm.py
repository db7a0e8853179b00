"""How often a list is refreshed: the menu, the line, and the way back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtGui import QAction
from pytestqt.qtbot import QtBot

from tests.services.fakes import creator
from tests.ui import samples
from tests.ui.scenery import Scenery, scenery
from tests.ui.scenes_creators import page_of
from tests.ui.seen import texts
from tiktrack_gui.core.durations import DAY, HOUR
from tiktrack_gui.core.refreshing import Rhythm
from tiktrack_gui.ui.creators.page import CreatorsPage
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.pictures import Pictures
from tiktrack_gui.words import times


@pytest.fixture
def scene() -> Iterator[Scenery]:
    """Five tracked creators, of whom 2 and 4 are on Food."""
    with scenery() as scene:
        for number in range(1, 6):
            scene.store.creators.record_creator(creator(number, at=samples.NOW), samples.NOW).result()
            scene.store.creators.track(number, samples.NOW).result()
        food = scene.store.lists.create("Food").result()
        scene.store.lists.add(food.id, [2, 4], samples.NOW).result()
        yield scene


@pytest.fixture
def page(theme: Theme, pictures: Pictures, scene: Scenery, qtbot: QtBot) -> CreatorsPage:
    page = page_of(theme, scene, scene.tasks, pictures)
    qtbot.addWidget(page)
    page.resize(1024, 640)
    page.show()
    page.shown()
    return page


def show(page: CreatorsPage, list_id: int | None) -> None:
    page._pane.chooser.show_list(list_id)
    page._pane.chooser.chosen.emit(list_id)


def food_of(scene: Scenery) -> int:
    return scene.store.lists.all().result()[0].id


def rhythm_of(scene: Scenery) -> Rhythm:
    [food] = scene.store.lists.all().result()
    return Rhythm(every=food.refresh_every, adaptive=food.adaptive)


def action(page: CreatorsPage, text: str) -> QAction:
    return next(one for one in page._pane.chooser.rhythm.actions() if one.text() == text)


def checked(page: CreatorsPage) -> list[str]:
    return [one.text() for one in page._pane.chooser.rhythm.actions() if one.isChecked()]


def test_everyone_is_refreshed_as_the_settings_say(page: CreatorsPage) -> None:
    assert page._pane.rhythm.text().startswith("Every 6 h, as in Settings · next at ")
    assert "5 creators take about 2 min of requests a day" in page._pane.rhythm.toolTip()
    assert "5 creators take" in page._pane.rhythm.accessibleName()
    assert not page._pane.chooser.rhythm.menuAction().isEnabled()


def test_a_list_gets_an_interval_from_the_menu_and_back(page: CreatorsPage, scene: Scenery) -> None:
    show(page, food_of(scene))
    assert page._pane.chooser.rhythm.menuAction().isEnabled()
    assert checked(page) == ["As in Settings"]
    action(page, "Daily").trigger()
    action(page, "Adaptive").trigger()
    assert rhythm_of(scene) == Rhythm(every=DAY, adaptive=True)
    assert checked(page) == ["Daily", "Adaptive"]
    assert page._pane.rhythm.text().startswith("Daily, adaptive · next at ")
    assert "Refresh: Daily, adaptive" in texts(page)
    page._undoing.undo()
    assert rhythm_of(scene) == Rhythm(every=DAY)
    page._undoing.undo()
    assert rhythm_of(scene) == Rhythm()
    assert checked(page) == ["As in Settings"]


def test_choosing_an_interval_moves_no_list(page: CreatorsPage, scene: Scenery) -> None:
    scene.store.lists.create("Cats").result()
    page.shown()
    show(page, food_of(scene))
    action(page, "Hourly").trigger()
    assert [one.name for one in scene.store.lists.all().result()] == ["Food", "Cats"]


def test_the_menu_shows_the_list_that_is_chosen(page: CreatorsPage, scene: Scenery) -> None:
    scene.store.refreshing.set_rhythm(food_of(scene), Rhythm(every=HOUR)).result()
    show(page, food_of(scene))
    assert checked(page) == ["Hourly"]
    show(page, None)
    assert checked(page) == ["As in Settings"]


def test_a_pause_is_said(page: CreatorsPage, scene: Scenery) -> None:
    scene.refreshing.set_paused(True)
    assert page._pane.rhythm.text() == "Every 6 h, as in Settings · paused"
    scene.refreshing.set_paused(False)
    assert "next at" in page._pane.rhythm.text()


def test_those_that_are_overdue_are_due_now(page: CreatorsPage, scene: Scenery) -> None:
    scene.clock.time += DAY
    page.shown()
    assert page._pane.rhythm.text() == "Every 6 h, as in Settings · due now"


def test_a_former_handle_is_in_the_details(page: CreatorsPage, scene: Scenery) -> None:
    page._pane.list.select(1)
    renamed = replace(creator(1, at=samples.NOW), handle="newname")
    scene.store.creators.record_creator(renamed, samples.NOW).result()
    page.shown()
    assert f"@newname since {times.date(samples.NOW)}, formerly @creator1" in texts(page._details)
