"""Creators to track next: shown, tracked with one click, hidden and shown again, and folded away."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.services.fakes import creator, video
from tests.ui import samples
from tests.ui.scenery import Scenery
from tests.ui.scenes_creators import page_of
from tests.ui.seen import said_by, texts
from tiktrack_gui.core.criteria import Criteria
from tiktrack_gui.core.errors import Unreachable
from tiktrack_gui.core.runs import Outcome, Run
from tiktrack_gui.core.score import measure
from tiktrack_gui.ui.creators.page import CreatorsPage
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.pictures import Pictures

Make = Callable[[], CreatorsPage]


@pytest.fixture
def make(qtbot: QtBot, theme: Theme, pictures: Pictures, scene: Scenery) -> Make:
    def make() -> CreatorsPage:
        page = page_of(theme, scene, scene.tasks, pictures)
        page._messages.listen(True)
        qtbot.addWidget(page)
        page.resize(1240, 900)
        page.show()
        page.shown()
        return page

    return make


def seen(scene: Scenery, **videos: int) -> None:
    """creator7=3: so many videos of that creator are in the feed; TikTok knows it."""
    found = []
    for handle, count in videos.items():
        number = int(handle.removeprefix("creator"))
        author = creator(number, 10_000 + number, at=samples.NOW)
        scene.tiktok.creators[handle] = author
        found += [video(100 * number + place, by=author, at=samples.NOW) for place in range(count)]
    measured = [measure(one, Criteria(), samples.NOW, None) for one in found]
    run = Run(source_id=1, started_at=samples.NOW - 5, finished_at=samples.NOW, outcome=Outcome.OK)
    scene.store.runs.record_run(run, measured).result()


def shown(page: CreatorsPage) -> list[str]:
    return [row._name.text() for row in page._pane.suggestions._rows if row.isVisible()]


def click(button: QWidget) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_authors_seen_several_times_are_suggested_best_first(make: Make, scene: Scenery) -> None:
    seen(scene, creator1=2, creator2=4, creator3=1, creator4=3, creator5=2)
    page = make()
    assert shown(page) == ["Creator 2", "Creator 4", "Creator 1"]
    said = texts(page._pane.suggestions)
    assert "4 videos this week" in said
    assert "10K" in said
    row = page._pane.suggestions._rows[0]
    assert row.accessibleName().startswith("Creator 2, @creator2, 10K followers, 4 videos in your feed this week")
    assert row._track.accessibleName() == "Track @creator2"


def test_with_nobody_to_suggest_there_is_nothing(make: Make, scene: Scenery) -> None:
    seen(scene, creator1=1)
    assert not make()._pane.suggestions.isVisible()


def test_one_click_tracks_and_the_next_moves_up(make: Make, scene: Scenery) -> None:
    seen(scene, creator1=2, creator2=4, creator3=3, creator4=2)
    page = make()
    assert page._model.total == 0  # the empty page has them, too
    click(page._pane.suggestions._rows[0]._track)
    assert [entry.creator.handle for entry in scene.store.creators.tracked().result()] == ["creator2"]
    assert page._pane.list.selected is not None
    assert page._pane.list.selected.tracked.creator.handle == "creator2"
    assert shown(page) == ["Creator 3", "Creator 1", "Creator 4"]


def test_it_is_put_on_the_list_that_is_shown(make: Make, scene: Scenery) -> None:
    seen(scene, creator2=4)
    food = scene.store.lists.create("Food").result()
    page = make()
    page._pane.chooser.show_list(food.id)
    click(page._pane.suggestions._rows[0]._track)
    assert [entry.creator.id for entry in scene.store.lists.entries(food.id).result()] == [2]


def test_without_a_network_it_is_tracked_with_what_is_stored(make: Make, scene: Scenery) -> None:
    seen(scene, creator2=4)
    scene.tiktok.creators["creator2"] = Unreachable("no route")
    page = make()
    click(page._pane.suggestions._rows[0]._track)
    assert [entry.creator.id for entry in scene.store.creators.tracked().result()] == [2]
    assert page._messages.notice_on("creators") is not None
    assert page._pane.suggestions._rows[0]._track.isEnabled()


def test_hiding_can_be_taken_back(make: Make, scene: Scenery) -> None:
    seen(scene, creator2=4, creator3=3)
    page = make()
    said = said_by(page._messages)
    click(page._pane.suggestions._rows[0]._hide)
    assert shown(page) == ["Creator 3"]
    assert [one.id for one in scene.store.creators.hidden().result()] == [2]
    assert said[-1] == "@creator2 hidden from suggestions and Trending"
    page._messages.accept_offer()
    assert shown(page) == ["Creator 2", "Creator 3"]


def test_it_is_folded_by_key_and_stays_so(make: Make, scene: Scenery, qtbot: QtBot) -> None:
    seen(scene, creator2=4)
    page = make()
    card = page._pane.suggestions
    QTest.keyClick(card._head, Qt.Key.Key_Return)
    assert (card.isVisible(), shown(page)) == (True, [])
    other = make()._pane.suggestions
    assert other.restoreState(card.saveState())
    assert [row.isVisible() for row in other._rows] == [False] * 3
    click(other._head)
    assert other._rows[0].isVisible()


def test_in_a_low_window_there_are_fewer(make: Make, scene: Scenery) -> None:
    seen(scene, creator1=2, creator2=4, creator3=3)
    page = make()
    page.resize(824, 640)
    assert shown(page) == ["Creator 2", "Creator 3"]


def test_names_of_strangers_are_plain_text(make: Make, scene: Scenery) -> None:
    author = replace(creator(2, at=samples.NOW), name="<b>bold</b>\nname")
    scene.tiktok.creators["creator2"] = author
    found = [measure(video(200 + n, by=author, at=samples.NOW), Criteria(), samples.NOW, None) for n in range(2)]
    run = Run(source_id=1, started_at=samples.NOW - 5, finished_at=samples.NOW, outcome=Outcome.OK)
    scene.store.runs.record_run(run, found).result()
    page = make()
    assert shown(page) == ["<b>bold</b> name"]
    assert page._pane.suggestions._rows[0]._name.textFormat() == Qt.TextFormat.PlainText
    assert "<b>" not in page._pane.suggestions._rows[0].toolTip()
