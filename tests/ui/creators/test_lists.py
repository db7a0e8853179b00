"""Lists in the window: choosing, naming, ordering and deleting them, and moving creators with the mouse and by key."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QMimeData, QModelIndex, QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QDragEnterEvent, QDragMoveEvent, QDropEvent, QGuiApplication, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListView, QWidget
from pytestqt.qtbot import QtBot

from tests.services.fakes import creator
from tests.ui import samples
from tests.ui.hands import activate
from tests.ui.scenery import Scenery, scenery
from tests.ui.scenes_creators import page_of
from tests.ui.seen import texts
from tiktrack_gui.core.lists import CreatorList
from tiktrack_gui.ui.creators.page import CreatorsPage
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.pictures import Pictures

ALT, SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def scene() -> Iterator[Scenery]:
    """Five tracked creators, of whom 2 and 4 are on Food; and Cats, which is empty."""
    with scenery() as scene:
        for number in range(1, 6):
            scene.store.creators.record_creator(creator(number), samples.NOW).result()
            scene.store.creators.track(number, samples.NOW).result()
        food = scene.store.lists.create("Food").result()
        scene.store.lists.create("Cats").result()
        scene.store.lists.add(food.id, [2, 4], samples.NOW).result()
        yield scene


@pytest.fixture
def page(qtbot: QtBot, theme: Theme, pictures: Pictures, scene: Scenery) -> CreatorsPage:
    page = page_of(theme, scene, scene.tasks, pictures)
    qtbot.addWidget(page)
    page.resize(1240, 900)
    page.show()
    page.shown()
    activate(page)
    return page


def rows(page: CreatorsPage) -> list[int]:
    return [page._model.entry(row).id for row in range(page._model.rowCount())]


def lists(scene: Scenery) -> dict[str, list[int]]:
    """All lists in their order, with the creators on them."""
    found: list[CreatorList] = scene.store.lists.all().result()
    return {one.name: [entry.creator.id for entry in scene.store.lists.entries(one.id).result()] for one in found}


def choices(page: CreatorsPage) -> list[str]:
    combo = page._pane.chooser._combo
    return [combo.itemText(place) for place in range(combo.count())]


def choose(page: CreatorsPage, name: str) -> None:
    """Chooses a list by keyboard."""
    combo = page._pane.chooser._combo
    combo.setFocus()
    QTest.keyClick(combo, Qt.Key.Key_Home)
    while not combo.currentText().startswith(f"{name} ·"):
        QTest.keyClick(combo, Qt.Key.Key_Down)


def click(page: CreatorsPage, *numbers: int) -> None:
    """Selects creators with the mouse, several with Ctrl."""
    for place, number in enumerate(numbers):
        row = page._model.row_of(number)
        assert row is not None
        at = page._pane.list.visualRect(page._model.index(row)).center()
        keys = Qt.KeyboardModifier.ControlModifier if place else Qt.KeyboardModifier.NoModifier
        QTest.mouseClick(page._pane.list.viewport(), Qt.MouseButton.LeftButton, keys, at)


def menu_entry(page: CreatorsPage, text: str) -> QAction:
    menu = page._menu
    every_action = [*menu.actions(), *menu._lists.actions()]
    return next(action for action in every_action if action.text().startswith(text))


def data_of(page: CreatorsPage, *numbers: int) -> QMimeData:
    indexes: list[QModelIndex] = []
    for number in numbers:
        row = page._model.row_of(number)
        assert row is not None
        indexes.append(page._model.index(row))
    return page._model.mimeData(indexes)


def drop(target: QWidget, at: QPoint, data: QMimeData) -> bool:
    """Drags something onto a widget and lets go; returns whether it was accepted."""
    move, no_button = Qt.DropAction.MoveAction, Qt.MouseButton.LeftButton
    keys = Qt.KeyboardModifier.NoModifier
    QGuiApplication.sendEvent(target, QDragEnterEvent(at, move, data, no_button, keys))
    QGuiApplication.sendEvent(target, QDragMoveEvent(at, move, data, no_button, keys))
    event = QDropEvent(QPointF(at), move, data, no_button, keys)
    QGuiApplication.sendEvent(target, event)
    return event.isAccepted()


def test_everyone_is_shown_first_and_each_list_with_its_number(page: CreatorsPage) -> None:
    assert choices(page) == ["All · 5", "Food · 2", "Cats · 0"]
    assert rows(page) == [1, 2, 3, 4, 5]


def test_a_list_is_chosen_and_an_empty_one_says_so(page: CreatorsPage) -> None:
    choose(page, "Food")
    assert rows(page) == [2, 4]
    choose(page, "Cats")
    assert rows(page) == []
    assert "Nobody on “Cats” yet" in texts(page._states)
    choose(page, "All")
    assert rows(page) == [1, 2, 3, 4, 5]


def test_a_new_list_is_named_and_shown(page: CreatorsPage, scene: Scenery) -> None:
    chooser = page._pane.chooser
    chooser._menu.triggered.emit(chooser._new)
    field = chooser.naming._field
    QTest.keyClicks(field, "food")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert "already a list named" in chooser.naming._fault.text()
    assert chooser.naming.isVisible()
    field.selectAll()
    QTest.keyClicks(field, "Garden & home")
    QTest.mouseClick(chooser.naming._save, Qt.MouseButton.LeftButton)
    assert not chooser.naming.isVisible()
    assert choices(page)[-1] == "Garden & home · 0"
    assert chooser.name == "Garden & home"
    assert list(lists(scene)) == ["Food", "Cats", "Garden & home"]


def test_a_list_is_renamed_moved_and_deleted_and_all_of_it_taken_back(page: CreatorsPage, scene: Scenery) -> None:
    choose(page, "Food")
    chooser = page._pane.chooser
    chooser._menu.triggered.emit(chooser._rename)
    QTest.keyClicks(chooser.naming._field, "Meals")
    QTest.keyClick(chooser.naming._field, Qt.Key.Key_Return)
    assert choices(page) == ["All · 5", "Meals · 2", "Cats · 0"]
    chooser._menu.triggered.emit(chooser._down)
    assert choices(page) == ["All · 5", "Cats · 0", "Meals · 2"]
    chooser._menu.triggered.emit(chooser._up)
    assert choices(page) == ["All · 5", "Meals · 2", "Cats · 0"]
    chooser._menu.triggered.emit(chooser._delete)
    assert choices(page) == ["All · 5", "Cats · 0"]
    assert rows(page) == [1, 2, 3, 4, 5]
    for _ in range(2):
        QTest.keyClick(page._pane.list, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert lists(scene) == {"Food": [2, 4], "Cats": []}


def open_menu(page: CreatorsPage, qtbot: QtBot) -> QListView:
    """Opens the menu of lists."""
    combo = page._pane.chooser._combo
    QTest.mouseClick(combo, Qt.MouseButton.LeftButton)
    view = combo.view()
    assert isinstance(view, QListView)
    qtbot.waitUntil(view.isVisible)
    return view


def drag_list(page: CreatorsPage, view: QListView, name: str, before: str | None) -> None:
    """Drags a list in the open menu with the mouse and lets go, above another one or at the end."""
    places = {text.split(" · ")[0]: place for place, text in enumerate(choices(page))}
    begin = view.visualRect(view.model().index(places[name], 0)).center()
    target = view.visualRect(view.model().index(len(places) - 1 if before is None else places[before], 0))
    end = QPoint(begin.x(), target.bottom() - 2 if before is None else target.top() + 2)
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, begin)
    for step in range(1, 6):
        at = begin + (end - begin) * step / 5
        move = QMouseEvent(
            QEvent.Type.MouseMove, QPointF(at), view.viewport().mapToGlobal(QPointF(at)), Qt.MouseButton.NoButton,
            Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
        )  # fmt: skip
        QGuiApplication.sendEvent(view.viewport(), move)
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, end)


def test_lists_are_dragged_in_their_menu_which_stays_open(page: CreatorsPage, scene: Scenery, qtbot: QtBot) -> None:
    scene.store.lists.create("Third").result()
    page.shown()
    choose(page, "Food")
    view = open_menu(page, qtbot)
    drag_list(page, view, "Third", before="Food")
    assert list(lists(scene)) == ["Third", "Food", "Cats"]
    assert choices(page) == ["All · 5", "Third · 0", "Food · 2", "Cats · 0"]
    assert view.isVisible()
    drag_list(page, view, "Third", before=None)
    assert list(lists(scene)) == ["Food", "Cats", "Third"]
    assert choices(page)[0] == "All · 5"
    assert page._pane.chooser.name == "Food", "another list is moved, not chosen"
    page._pane.chooser._combo.hidePopup()


def test_lists_are_moved_by_keyboard_in_their_menu(page: CreatorsPage, scene: Scenery, qtbot: QtBot) -> None:
    scene.store.lists.create("Third").result()
    page.shown()
    view = open_menu(page, qtbot)
    for _ in range(3):
        QTest.keyClick(view, Qt.Key.Key_Down)
    QTest.keyClick(view, Qt.Key.Key_Up, ALT)
    assert list(lists(scene)) == ["Food", "Third", "Cats"]
    QTest.keyClick(view, Qt.Key.Key_Up, ALT)
    QTest.keyClick(view, Qt.Key.Key_Up, ALT)
    assert list(lists(scene)) == ["Third", "Food", "Cats"]
    QTest.keyClick(view, Qt.Key.Key_Down, ALT)
    assert list(lists(scene)) == ["Food", "Third", "Cats"]
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert page._pane.chooser.name == "Third"


def test_a_list_that_is_dragged_can_be_let_go_with_escape(page: CreatorsPage, scene: Scenery, qtbot: QtBot) -> None:
    view = open_menu(page, qtbot)
    combo = page._pane.chooser._combo
    begin = view.visualRect(view.model().index(2, 0)).center()
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, begin)
    to = QPointF(begin - QPoint(0, 40))
    move = QMouseEvent(
        QEvent.Type.MouseMove, to, view.viewport().mapToGlobal(to), Qt.MouseButton.NoButton, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QGuiApplication.sendEvent(view.viewport(), move)
    assert combo._mark.isVisible()
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert not combo._mark.isVisible()
    assert view.isVisible()
    assert list(lists(scene)) == ["Food", "Cats"]
    combo.hidePopup()


def test_before_the_creators_are_counted_no_number_is_shown(
    qtbot: QtBot, theme: Theme, pictures: Pictures, scene: Scenery
) -> None:
    page = page_of(theme, scene, scene.tasks, pictures)
    qtbot.addWidget(page)
    assert choices(page) == ["All"]


def test_several_are_moved_to_another_list(page: CreatorsPage, scene: Scenery) -> None:
    assert not page._menu._others.menuAction().isVisible(), "who is tracked stays among all"
    choose(page, "Food")
    click(page, 2, 4)
    page._menu._others.triggered.emit(page._menu._others.actions()[0])
    assert lists(scene) == {"Food": [], "Cats": [2, 4]}
    assert "Moved 2 creators to “Cats”" in texts(page._toast)
    QTest.mouseClick(page._toast._action, Qt.MouseButton.LeftButton)
    assert lists(scene) == {"Food": [2, 4], "Cats": []}


def test_what_everyone_has_no_place_for_is_not_offered(page: CreatorsPage) -> None:
    chooser = page._pane.chooser
    offered = (chooser._rename, chooser._delete, chooser._up, chooser._down)
    assert [action.isEnabled() for action in offered] == [False] * 4
    choose(page, "Cats")
    assert [action.isEnabled() for action in offered] == [True, True, True, False]


def test_rows_are_dragged_to_another_place_and_the_selection_goes_with_them(page: CreatorsPage, scene: Scenery) -> None:
    click(page, 4, 5)
    view = page._pane.list
    below = view.visualRect(page._model.index(1))  # creator 2
    assert drop(view.viewport(), QPoint(40, below.top() + 1), data_of(page, 4, 5)) in (True, False)
    assert rows(page) == [1, 4, 5, 2, 3]
    assert [entry.id for entry in view.chosen] == [4, 5]
    last = view.visualRect(page._model.index(4))
    drop(view.viewport(), QPoint(40, last.bottom() + 40), data_of(page, 1))
    assert rows(page) == [4, 5, 2, 3, 1]
    assert [entry.creator.id for entry in scene.store.creators.tracked().result()] == [4, 5, 2, 3, 1]


def test_rows_are_moved_by_keyboard(page: CreatorsPage, scene: Scenery) -> None:
    choose(page, "Food")
    page._pane.list.setFocus()
    click(page, 4)
    QTest.keyClick(page._pane.list, Qt.Key.Key_Up, ALT)
    assert rows(page) == [4, 2]
    QTest.keyClick(page._pane.list, Qt.Key.Key_Up, ALT)
    assert rows(page) == [4, 2]
    QTest.keyClick(page._pane.list, Qt.Key.Key_Down, ALT)
    assert rows(page) == [2, 4]
    assert [entry.creator.id for entry in scene.store.creators.tracked().result()] == [1, 2, 3, 4, 5]


def test_creators_are_dragged_onto_another_list(page: CreatorsPage, scene: Scenery, qtbot: QtBot) -> None:
    chooser = page._pane.chooser
    targets = chooser._targets
    data = data_of(page, 5, 2)
    at = chooser._combo.geometry().center()
    enter = QDragEnterEvent(
        at, Qt.DropAction.MoveAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    QGuiApplication.sendEvent(chooser, enter)
    assert enter.isAccepted()
    assert targets.isVisible()
    assert [targets.item(row).text() for row in range(targets.count())] == ["Food", "Cats"]
    assert drop(targets.viewport(), targets.visualItemRect(targets.item(1)).center(), data)
    assert not targets.isVisible()
    assert lists(scene) == {"Food": [2, 4], "Cats": [2, 5]}
    assert choices(page) == ["All · 5", "Food · 2", "Cats · 2"]
    assert "Added 2 creators to “Cats”" in texts(page._toast)
    QTest.mouseClick(page._toast._action, Qt.MouseButton.LeftButton)
    assert lists(scene)["Cats"] == []
    nothing = QMimeData()
    nothing.setText("somebody")
    assert not drop(targets.viewport(), QPoint(9, 9), nothing)


def test_several_are_put_on_a_list_by_the_menu_and_taken_off_again(page: CreatorsPage, scene: Scenery) -> None:
    click(page, 1, 3, 4)
    page._menu._lists.triggered.emit(menu_entry(page, "Cats"))
    assert lists(scene)["Cats"] == [1, 3, 4]
    page._menu._lists.triggered.emit(menu_entry(page, "New list…"))
    QTest.keyClicks(page._pane.chooser.naming._field, "Third")
    QTest.keyClick(page._pane.chooser.naming._field, Qt.Key.Key_Return)
    assert lists(scene)["Third"] == [1, 3, 4]
    assert page._pane.chooser.shown is None, "who is put on a new list stays in sight"

    choose(page, "Cats")
    assert "Cats" not in [action.text() for action in page._menu._lists.actions()]
    click(page, 1, 4)
    QTest.keyClick(page._pane.list, Qt.Key.Key_Delete)
    assert (rows(page), lists(scene)["Cats"]) == ([3], [3])
    assert len(scene.store.creators.tracked().result()) == 5
    QTest.keyClick(page._pane.list, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert rows(page) == [1, 3, 4]
    click(page, 1, 4)
    QTest.keyClick(page._pane.list, Qt.Key.Key_Delete, SHIFT)
    assert [entry.creator.id for entry in scene.store.creators.tracked().result()] == [2, 3, 5]
    assert lists(scene) == {"Food": [2], "Cats": [3], "Third": [3]}
    QTest.keyClick(page._pane.list, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert lists(scene) == {"Food": [2, 4], "Cats": [1, 3, 4], "Third": [1, 3, 4]}


def test_links_of_several_are_copied_one_on_each_line(page: CreatorsPage) -> None:
    click(page, 2, 4)
    menu_entry(page, "Copy link").trigger()
    assert QGuiApplication.clipboard().text().split() == [
        "https://www.tiktok.com/@creator2",
        "https://www.tiktok.com/@creator4",
    ]


def test_several_are_refreshed_and_on_a_list_only_those_on_it(page: CreatorsPage, scene: Scenery) -> None:
    scene.tiktok.creators = {f"creator{number}": creator(number) for number in range(1, 6)}
    click(page, 1, 5)
    menu_entry(page, "Refresh").trigger()
    assert sorted(scene.tiktok.asked) == ["creator creator1", "creator creator5"]
    scene.tiktok.asked.clear()
    choose(page, "Food")
    page.refresh()
    assert sorted(scene.tiktok.asked) == ["creator creator2", "creator creator4"]


def test_who_is_added_while_a_list_is_shown_is_on_it(page: CreatorsPage, scene: Scenery) -> None:
    scene.tiktok.creators["creator9"] = creator(9)
    choose(page, "Food")
    page._adding._add("@creator9")
    assert rows(page) == [2, 4, 9]
    assert lists(scene)["Food"] == [2, 4, 9]


def test_somebody_who_is_asked_for_is_shown_whatever_list_is(page: CreatorsPage, scene: Scenery) -> None:
    choose(page, "Food")
    page.select(4)
    assert page._pane.chooser.name == "Food"
    assert page._pane.list.selected is not None
    assert page._pane.list.selected.id == 4
    page.select(3)
    assert page._pane.chooser.shown is None
    assert page._pane.list.selected.id == 3
