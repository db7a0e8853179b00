"""The creators already seen are offered below the field for tracking one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from tests.services.fakes import creator
from tests.ui import samples
from tests.ui.creators.test_found import made, press, tracked, type_text
from tests.ui.scenery import Scenery, scenery
from tests.ui.seen import said_by
from tiktrack_gui.ui.creators.page import CreatorsPage
from tiktrack_gui.ui.creators.read_dialog import ReadDialog
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.completion import MOST, Completions
from tiktrack_gui.ui.widgets.creator_rows import ROW
from tiktrack_gui.ui.widgets.found_creators import Found
from tiktrack_gui.ui.widgets.pictures import Pictures

NUMBERS = range(1, 10)


@pytest.fixture
def scene() -> Iterator[Scenery]:
    """Nine creators were seen; the first is tracked."""
    with scenery() as scene:
        for number in NUMBERS:
            one = creator(number, at=samples.NOW)
            scene.tiktok.creators[one.handle] = one
            scene.store.creators.record_creator(one, samples.NOW).result()
        scene.store.creators.track(1, samples.NOW).result()
        yield scene


@pytest.fixture
def page(qtbot: QtBot, theme: Theme, pictures: Pictures, scene: Scenery) -> CreatorsPage:
    return made(qtbot, theme, pictures, scene, scene.tasks)


def completions(page: CreatorsPage) -> Completions:
    return page._pane.add.completions


def offered(page: CreatorsPage) -> list[int]:
    found = completions(page)
    return [one.creator.id for one in found._found._found] if found.isVisible() else []


def complete(qtbot: QtBot, page: CreatorsPage, text: str) -> None:
    with qtbot.waitSignal(completions(page).wanted):
        type_text(page, text)


def expected(scene: Scenery, text: str) -> list[int]:
    return [one.id for one in scene.store.creators.with_words(text, MOST).result()]


def test_who_was_seen_is_offered_with_the_search_below(qtbot: QtBot, page: CreatorsPage, scene: Scenery) -> None:
    complete(qtbot, page, "creat")
    assert offered(page) == expected(scene, "creat")
    assert len(offered(page)) == MOST
    assert completions(page).accessibleName() == "Creators TikTrack has seen"
    assert completions(page).height() == MOST * ROW
    assert not page._pane.add._hint.isVisible()
    assert page._pane.add._search.y() > completions(page).y()
    assert scene.tiktok.asked == []


def test_the_arrow_keys_lead_through_the_rows_to_the_search_and_back(qtbot: QtBot, page: CreatorsPage) -> None:
    complete(qtbot, page, "creat")
    field, search, rows = page._pane.add._field, page._pane.add._search, completions(page)
    press(page, Qt.Key.Key_Down)
    assert (page.focusWidget(), rows.currentIndex().row()) == (rows, 0)
    for row in range(1, MOST):
        press(page, Qt.Key.Key_Down)
        assert (page.focusWidget(), rows.currentIndex().row()) == (rows, row)
    press(page, Qt.Key.Key_Down)
    assert page.focusWidget() is search
    press(page, Qt.Key.Key_Up)
    assert (page.focusWidget(), rows.currentIndex().row()) == (rows, MOST - 1)
    for _ in range(MOST):
        press(page, Qt.Key.Key_Up)
    assert page.focusWidget() is field
    assert rows.selectedIndexes() == []


def test_enter_tracks_the_row(qtbot: QtBot, page: CreatorsPage) -> None:
    complete(qtbot, page, "creat")
    second = offered(page)[1]
    press(page, Qt.Key.Key_Down)
    press(page, Qt.Key.Key_Down)
    press(page, Qt.Key.Key_Return)
    assert second in tracked(page)
    assert not page._pane.add.isVisible()


def test_a_click_tracks_the_row(qtbot: QtBot, page: CreatorsPage) -> None:
    complete(qtbot, page, "creat")
    rows = completions(page)
    third = offered(page)[2]
    place = rows.visualRect(rows.model().index(2, 0)).center()
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert third in tracked(page)


def test_enter_in_the_field_tracks_what_was_typed(qtbot: QtBot, page: CreatorsPage) -> None:
    complete(qtbot, page, "creator4")
    press(page, Qt.Key.Key_Return)
    assert tracked(page) == [1, 4]


def test_escape_hides_the_rows_and_then_the_field(qtbot: QtBot, page: CreatorsPage) -> None:
    complete(qtbot, page, "creat")
    press(page, Qt.Key.Key_Down)
    press(page, Qt.Key.Key_Escape)
    assert not completions(page).isVisible()
    assert page._pane.add._field.hasFocus()
    assert page._pane.add._field.text() == "creat"
    press(page, Qt.Key.Key_Escape)
    assert not page._pane.add.isVisible()


def test_tab_leads_through_the_rows(qtbot: QtBot, page: CreatorsPage) -> None:
    complete(qtbot, page, "creat")
    for _ in range(2):
        QTest.keyClick(page.focusWidget(), Qt.Key.Key_Tab)  # past the button beside the field
    assert completions(page).hasFocus()
    assert completions(page).currentIndex().row() == 0
    QTest.keyClick(completions(page), Qt.Key.Key_Tab)
    assert page._pane.add._search.hasFocus()


@pytest.mark.parametrize("text", ["https://www.tiktok.com/@creator1", "zzz", "…"])
def test_links_and_unknown_names_offer_nobody(qtbot: QtBot, page: CreatorsPage, text: str) -> None:
    complete(qtbot, page, "creat")
    page._pane.add._field.selectAll()
    QGuiApplication.clipboard().setText(text)
    QTest.keyClick(page._pane.add._field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert page._pane.add._field.text() != "creat"
    qtbot.waitUntil(lambda: offered(page) == [] and not completions(page)._pause.isActive())


@pytest.mark.parametrize("text", ["@creator1, @creator2", "creator1\ncreator2"])
def test_several_creators_are_read_instead(qtbot: QtBot, page: CreatorsPage, text: str) -> None:
    complete(qtbot, page, "creat")
    QGuiApplication.clipboard().setText(text)
    QTest.keyClick(page._pane.add._field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert page.findChild(ReadDialog) is not None
    assert offered(page) == []
    assert not completions(page)._pause.isActive()


def test_an_answer_to_an_earlier_text_is_dropped(qtbot: QtBot, page: CreatorsPage) -> None:
    complete(qtbot, page, "creat")
    before = offered(page)
    completions(page).show_seen("crea", [Found(creator(9), is_tracked=False)])
    assert offered(page) == before
    completions(page).dismiss()
    completions(page).show_seen("creat", [Found(creator(9), is_tracked=False)])
    assert offered(page) == []


def test_a_row_says_what_is_known(qtbot: QtBot, page: CreatorsPage, qtmodeltester: ModelTester) -> None:
    complete(qtbot, page, "creator1")
    rows = completions(page).model()
    qtmodeltester.check(rows)
    said = rows.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "@creator1" in said
    assert said.endswith("tracked")
    assert said_by(page._messages) == []
