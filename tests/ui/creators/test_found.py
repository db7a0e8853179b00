"""Finding creators with TikTok's search from the field for adding one."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from tests.services.fakes import creator
from tests.ui import samples
from tests.ui.hands import activate
from tests.ui.scenery import Scenery, scenery
from tests.ui.scenes_creators import page_of
from tests.ui.seen import said_by, texts
from tests.waiting import until
from tiktrack_gui.core.errors import Blocked, Private, TikTokError, Unreachable
from tiktrack_gui.core.models import SearchAnswer
from tiktrack_gui.core.sources import Capability
from tiktrack_gui.services.tasks import Tasks
from tiktrack_gui.ui.creators.add import HINT, SearchButton
from tiktrack_gui.ui.creators.page import CreatorsPage
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.found_creators import Found, FoundModel
from tiktrack_gui.ui.widgets.pictures import Pictures
from tiktrack_gui.words import creators as words


@pytest.fixture
def scene() -> Iterator[Scenery]:
    with scenery() as scene:
        for number in (1, 2, 3):
            scene.tiktok.creators[f"creator{number}"] = creator(number, at=samples.NOW)
        scene.store.creators.record_creator(creator(1, at=samples.NOW), samples.NOW).result()
        scene.store.creators.track(1, samples.NOW).result()
        scene.tiktok.found["pasta"] = [creator(number) for number in (2, 1, 3)]
        yield scene


@pytest.fixture
def page(qtbot: QtBot, theme: Theme, pictures: Pictures, scene: Scenery) -> CreatorsPage:
    """The page with creator 1 tracked; all work is done immediately."""
    return made(qtbot, theme, pictures, scene, scene.tasks)


def made(qtbot: QtBot, theme: Theme, pictures: Pictures, scene: Scenery, tasks: Tasks) -> CreatorsPage:
    page = page_of(theme, scene, tasks, pictures)
    page._messages.listen(True)
    qtbot.addWidget(page)
    page.resize(1240, 900)
    page.show()
    page.shown()
    activate(page)
    return page


def type_text(page: CreatorsPage, text: str) -> None:
    page.add()
    QTest.keyClicks(page._pane.add._field, text)


def search(page: CreatorsPage, text: str = "pasta") -> None:
    """By keyboard alone."""
    type_text(page, text)
    press(page, Qt.Key.Key_Down)
    press(page, Qt.Key.Key_Return)


def press(page: CreatorsPage, key: Qt.Key) -> None:
    focused = page.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key)


def listed(page: CreatorsPage) -> list[str]:
    """What the rows of the result say, if it is shown."""
    rows = page._pane._found._list
    model = rows.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())] if rows.isVisible() else []


def tracked(page: CreatorsPage) -> list[int]:
    return [page._model.entry(row).id for row in range(page._model.rowCount())]


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("pasta", "Search TikTok for “pasta”"),
        ("  pasta  & Co ", "Search TikTok for “pasta & Co”"),
        ("creator", "Search TikTok for “creator”"),
        ("creator1", None),
        ("@Creator1", None),
        ("a, b", None),
        ("https://www.tiktok.com/@pasta", None),
        ("  ", None),
    ],
)
def test_a_search_is_offered_for_what_is_not_a_known_handle_a_list_or_a_link(
    page: CreatorsPage, scene: Scenery, text: str, offered: str | None
) -> None:
    type_text(page, text)
    button = page._pane.add._search
    assert (button.accessibleName() if button.isVisible() else None) == offered
    assert scene.tiktok.asked == []  # never while typing


def test_a_long_term_leaves_room_for_its_quotation_marks(qtbot: QtBot, theme: Theme) -> None:
    button = SearchButton(theme)
    qtbot.addWidget(button)
    button.set_term("grandmother’s sunday pasta sauce")
    button.resize(272, 32)
    button.show()
    assert button.text().endswith("…”")
    assert button.sizeHint().width() <= 272
    assert button.accessibleName() == "Search TikTok for “grandmother’s sunday pasta sauce”"
    button.resize(600, 32)
    assert "sauce”" in button.text()


def test_what_is_found_is_listed_in_place_of_the_tracked_ones(page: CreatorsPage, scene: Scenery) -> None:
    search(page)
    assert scene.tiktok.asked == ["search pasta"]
    assert listed(page) == [
        "Creator 2, @creator2, 50K followers",
        "Creator 1, @creator1, 50K followers, tracked",
        "Creator 3, @creator3, 50K followers",
    ]
    assert "3 creators found on TikTok. Choose one to track." in texts(page._pane.add)
    assert not page._pane.list.isVisible()
    assert not page._pane.add._search.isVisible()


def test_the_one_chosen_is_tracked_and_selected(page: CreatorsPage, scene: Scenery) -> None:
    said = said_by(page._messages)
    search(page)
    press(page, Qt.Key.Key_Down)
    press(page, Qt.Key.Key_Down)
    press(page, Qt.Key.Key_Return)
    assert scene.tiktok.asked == ["search pasta", "creator creator3"]
    assert tracked(page) == [1, 3]
    assert said == ["Tracking @creator3"]
    assert page._pane.list.selected == page._model.find(3)
    assert page._pane.list.hasFocus()
    assert not page._pane.add.isVisible()


def test_a_click_chooses(page: CreatorsPage) -> None:
    search(page)
    rows = page._pane._found._list
    place = rows.visualRect(rows.model().index(2, 0)).center()
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert tracked(page) == [1, 3]


def test_after_a_failure_another_one_can_be_chosen(page: CreatorsPage, scene: Scenery) -> None:
    scene.tiktok.creators["creator2"] = Private(Capability.CREATOR)
    search(page)
    press(page, Qt.Key.Key_Return)
    assert Private.sentence in texts(page._pane.add)
    assert len(listed(page)) == 3
    page._pane._found._list.setFocus()
    press(page, Qt.Key.Key_End)
    press(page, Qt.Key.Key_Return)
    assert tracked(page) == [1, 3]


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Backspace])
def test_what_was_found_goes_when_the_field_closes_or_its_text_changes(page: CreatorsPage, key: Qt.Key) -> None:
    search(page)
    if key == Qt.Key.Key_Backspace:
        page._pane.add._field.setFocus()
    press(page, key)
    assert listed(page) == []
    assert page._pane.list.isVisible()
    assert page._pane.add.isVisible() is (key == Qt.Key.Key_Backspace)
    assert HINT in page._pane.add._hint.text()


def test_that_nobody_was_found_is_said_and_the_text_can_be_changed(page: CreatorsPage) -> None:
    search(page, "pastaa")
    assert words.FOUND_NOBODY in texts(page._pane._found)
    press(page, Qt.Key.Key_Backspace)
    press(page, Qt.Key.Key_Down)
    press(page, Qt.Key.Key_Return)
    assert len(listed(page)) == 3


@pytest.mark.parametrize("error", [Unreachable(Capability.SEARCH), Blocked(Capability.SEARCH)])
def test_a_failed_search_says_so_and_can_be_tried_again(page: CreatorsPage, scene: Scenery, error: TikTokError) -> None:
    scene.tiktok.found["soup"] = error
    search(page, "soup")
    assert "Couldn’t search TikTok." in texts(page._pane.add)
    assert page._notices.notice is not None
    assert page._notices.notice.cause == error.sentence
    assert (page._pane.add._field.text(), page._pane.list.isVisible()) == ("soup", True)
    scene.tiktok.found["soup"] = [creator(2)]
    press(page, Qt.Key.Key_Down)
    press(page, Qt.Key.Key_Return)
    assert len(listed(page)) == 1
    assert page._notices.notice is None


class Hanging:
    """A stub for a search, or a lookup, that never gets a response."""

    def __init__(self) -> None:
        self.asked = 0
        self.cancelled = False

    async def __call__(self, *_asked_for: object) -> SearchAnswer:
        self.asked += 1
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            self.cancelled = True
            raise
        raise AssertionError("it never ends by itself")


async def test_a_search_can_be_given_up(
    qtbot: QtBot,
    theme: Theme,
    pictures: Pictures,
    scene: Scenery,
    tasks: Tasks,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    hanging = Hanging()
    monkeypatch.setattr(scene.tiktok, "search", hanging)
    page = made(qtbot, theme, pictures, scene, tasks)
    await until(lambda: page._model.total == 1)
    search(page)
    await until(lambda: hanging.asked)
    assert "Searching TikTok" in texts(page._pane.add)
    assert page._pane._found._skeleton.isVisible()
    press(page, Qt.Key.Key_Escape)
    await until(lambda: hanging.cancelled)
    assert not page._pane.add.isVisible()
    assert page._pane.list.isVisible()


async def test_a_double_click_chooses_once(
    qtbot: QtBot, theme: Theme, pictures: Pictures, scene: Scenery, tasks: Tasks, monkeypatch: pytest.MonkeyPatch
) -> None:
    hanging = Hanging()
    monkeypatch.setattr(scene.tiktok, "creator", hanging)
    page = made(qtbot, theme, pictures, scene, tasks)
    await until(lambda: page._model.total == 1)
    search(page)
    await until(lambda: listed(page))
    await until(lambda: not tasks.is_running("add a creator"))
    press(page, Qt.Key.Key_Return)
    await until(lambda: hanging.asked)
    lookup = tasks._running["add a creator"]
    press(page, Qt.Key.Key_Return)
    assert tasks._running["add a creator"] is lookup
    assert "Looking for @creator2" in texts(page._pane.add)


def test_the_filter_is_reached_from_a_result_too(page: CreatorsPage) -> None:
    search(page)
    page._pane.focus_filter()
    assert page._pane._filter.hasFocus()


@pytest.mark.parametrize(
    ("changes", "is_tracked", "note"),
    [
        ({}, False, ("", "")),
        ({"verified": True}, False, ("verified", "")),
        ({"verified": True, "private": True}, False, ("private", "warn")),
        ({"verified": True, "private": True}, True, ("tracked", "ok")),
    ],
)
def test_a_found_creator_has_one_note(changes: dict[str, Any], is_tracked: bool, note: tuple[str, str]) -> None:
    assert words.found_note(replace(creator(1), **changes), is_tracked) == note


@pytest.mark.parametrize(
    ("number", "has_more", "said"),
    [
        (0, False, ""),
        (1, False, "1 creator found on TikTok. Choose one to track."),
        (7, False, "7 creators found on TikTok. Choose one to track."),
        (10, True, "The first 10 creators found on TikTok. Choose one to track."),
    ],
)
def test_how_many_were_found(number: int, has_more: bool, said: str) -> None:
    assert words.found(number, has_more=has_more) == said


def test_the_model_takes_one_result_after_the_other(qtmodeltester: ModelTester) -> None:
    model = FoundModel()
    qtmodeltester.check(model)
    for found in ([], [hostile()], [Found(creator(1), True), hostile()]):
        model.show(found)
        assert model.rowCount() == len(found)
    assert "&lt;img" in model.index(1).data(Qt.ItemDataRole.ToolTipRole)


def hostile() -> Found:
    return Found(replace(creator(2), name="<b>\u202e", bio="<img src=x>"), False)
