"""The choice of the alerts of a list, and of all: from the lists' menu, by mouse and by keyboard."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.services.fakes import creator
from tests.ui import samples
from tests.ui.hands import activate, shortcut
from tests.ui.scenery import Never, Scenery
from tests.ui.scenes_creators import page_of
from tests.ui.seen import texts
from tests.waiting import until
from tiktrack_gui.core.alerts import CREATOR_KINDS, DEFAULTS, Kind
from tiktrack_gui.core.errors import StoreBusy
from tiktrack_gui.core.list_names import ALL
from tiktrack_gui.services.lists import Undo
from tiktrack_gui.services.tasks import Tasks
from tiktrack_gui.ui.creators.alerts_dialog import ListAlertsDialog
from tiktrack_gui.ui.theme.look import TextSize
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.labels import Label
from tiktrack_gui.ui.widgets.pictures import Pictures
from tiktrack_gui.ui.widgets.switch import Switch

CTRL = Qt.KeyboardModifier.ControlModifier
Open = Callable[..., ListAlertsDialog]


@pytest.fixture
def food(scene: Scenery) -> int:
    return int(scene.store.lists.create("Food").result().id)


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(900, 700)
    window.show()
    activate(window)  # it would take that from its dialog when it's too late
    return window


@pytest.fixture
def open_dialog(theme: Theme, scene: Scenery, window: QWidget) -> Open:
    def opened(list_id: int | None = None, name: str = ALL, *, loads: bool = True) -> ListAlertsDialog:
        dialog = ListAlertsDialog(theme, scene.alerts, list_id, name, scene.tasks if loads else Never(), window)
        dialog.open()
        activate(dialog)
        return dialog

    return opened


def stored(scene: Scenery, list_id: int | None) -> set[Kind]:
    return set(scene.store.alerts.wanted(list_id).result())


def shown(dialog: ListAlertsDialog) -> set[Kind]:
    return {kind for kind, switch in dialog._switches.items() if switch.isChecked()}


def click(dialog: ListAlertsDialog, kind: Kind) -> None:
    QTest.mouseClick(dialog._switches[kind], Qt.MouseButton.LeftButton)


def in_place(dialog: ListAlertsDialog) -> str:
    """What is there in place of the switches."""
    current = dialog._states.currentWidget()
    return current.accessibleName() if current is not None else ""


def hint(dialog: ListAlertsDialog, kind: Kind) -> str:
    return dialog._switches[kind].accessibleDescription()


def test_the_lists_menu_asks_for_it_also_for_all(
    theme: Theme, scene: Scenery, food: int, pictures: Pictures, qtbot: QtBot
) -> None:
    scene.store.creators.record_creator(creator(1), samples.NOW).result()
    scene.store.creators.track(1, samples.NOW).result()
    page = page_of(theme, scene, scene.tasks, pictures)
    qtbot.addWidget(page)
    page.resize(1240, 900)
    page.show()
    page.shown()
    activate(page)
    asked: list[tuple[object, str]] = []
    page.alerts_requested.connect(lambda list_id, name: asked.append((list_id, name)))
    chooser = page._pane.chooser
    for list_id in (None, food):
        chooser.show_list(list_id)
        QTest.mouseClick(chooser._more, Qt.MouseButton.LeftButton)
        action = next(action for action in chooser._menu.actions() if action.text() == "Alerts…")
        chooser._menu.setActiveAction(action)
        QTest.keyClick(chooser._menu, Qt.Key.Key_Return)
    assert asked == [(None, ALL), (food, "Food")]


def test_every_kind_is_on_or_off_as_it_is_stored(open_dialog: Open, scene: Scenery) -> None:
    dialog = open_dialog()
    assert tuple(dialog._switches) == CREATOR_KINDS
    assert shown(dialog) == DEFAULTS
    click(dialog, Kind.SILENT)
    click(dialog, Kind.VIRAL)
    assert stored(scene, None) == shown(dialog) == {Kind.ROUND_NUMBER, Kind.RENAMED, Kind.SILENT}
    assert shown(open_dialog()) == stored(scene, None)


def test_by_keyboard(open_dialog: Open, scene: Scenery) -> None:
    dialog = open_dialog()
    assert dialog.focusWidget() is dialog._switches[Kind.VIRAL]
    for _ in range(2):
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
    assert dialog.focusWidget() is dialog._switches[Kind.FASTER]
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Space)
    assert Kind.FASTER in stored(scene, None)
    shortcut(dialog, Qt.Key.Key_Z, CTRL)
    assert stored(scene, None) == shown(dialog) == DEFAULTS
    shortcut(dialog, Qt.Key.Key_Z, CTRL)  # there is nothing left
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_a_list_says_where_it_differs_from_what_holds_for_all(open_dialog: Open, scene: Scenery, food: int) -> None:
    dialog = open_dialog(food, "Food")
    assert "Alerts: Food" in texts(dialog)
    assert shown(dialog) == DEFAULTS
    assert not dialog._as_all.isEnabled()
    click(dialog, Kind.RENAMED)
    click(dialog, Kind.FASTER)
    assert stored(scene, food) == DEFAULTS - {Kind.RENAMED} | {Kind.FASTER}
    assert stored(scene, None) == DEFAULTS
    assert hint(dialog, Kind.RENAMED).endswith("For all creators, it’s on.")
    assert hint(dialog, Kind.FASTER).endswith("For all creators, it’s off.")
    assert "For all" not in hint(dialog, Kind.VIRAL)
    click(dialog, Kind.RENAMED)
    assert "For all" not in hint(dialog, Kind.RENAMED)


def test_a_list_follows_all_again(open_dialog: Open, scene: Scenery, food: int) -> None:
    dialog = open_dialog(food, "Food")
    click(dialog, Kind.VIRAL)
    click(dialog, Kind.SILENT)
    before = stored(scene, food)
    QTest.mouseClick(dialog._as_all, Qt.MouseButton.LeftButton)
    assert shown(dialog) == stored(scene, food) == DEFAULTS
    scene.store.alerts.set_wanted(None, Kind.VIRAL, False).result()
    assert Kind.VIRAL not in stored(scene, food)
    scene.store.alerts.set_wanted(None, Kind.VIRAL, True).result()
    shortcut(dialog, Qt.Key.Key_Z, CTRL)  # as a whole
    assert shown(dialog) == stored(scene, food) == before


def test_for_all_there_is_nothing_to_follow(open_dialog: Open) -> None:
    assert not open_dialog()._as_all.isVisible()


def test_until_they_are_read_nothing_can_be_switched(open_dialog: Open, food: int) -> None:
    dialog = open_dialog(food, "Food", loads=False)
    assert in_place(dialog) == "Loading"
    assert not any(switch.isVisible() for switch in dialog._switches.values())
    assert not dialog._as_all.isEnabled()


def test_what_cannot_be_read_is_said_and_tried_again(
    open_dialog: Open, scene: Scenery, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def busy(_list_id: int | None) -> frozenset[Kind]:
        raise StoreBusy

    with monkeypatch.context() as locked:
        locked.setattr(scene.alerts, "wanted", busy)
        dialog = open_dialog()
        assert in_place(dialog) == str(StoreBusy())
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Space)  # it fails again
        assert in_place(dialog) == str(StoreBusy())
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Space)
    assert shown(dialog) == DEFAULTS
    assert dialog.focusWidget() is dialog._switches[Kind.VIRAL]
    with monkeypatch.context() as locked:
        locked.setattr(scene.alerts, "wanted", busy)
        click(dialog, Kind.SILENT)
        shortcut(dialog, Qt.Key.Key_Z, CTRL)
        assert str(StoreBusy()) in texts(dialog)  # below the switches, which stay
        assert dialog._switches[Kind.VIRAL].isVisible()


def test_what_cannot_be_saved_is_said_and_is_as_it_was(
    open_dialog: Open, scene: Scenery, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def busy(_list_id: int | None, _kind: Kind, _wanted: bool | None) -> Undo:
        raise StoreBusy

    dialog = open_dialog()
    with monkeypatch.context() as locked:
        locked.setattr(scene.alerts, "set_wanted", busy)
        click(dialog, Kind.SILENT)
    assert str(StoreBusy()) in texts(dialog)
    assert shown(dialog) == DEFAULTS
    click(dialog, Kind.SILENT)
    assert str(StoreBusy()) not in texts(dialog)
    assert Kind.SILENT in stored(scene, None)


async def test_what_was_switched_last_is_kept_even_if_it_closes_at_once(
    theme: Theme, scene: Scenery, window: QWidget
) -> None:
    failed: list[BaseException] = []
    tasks = Tasks(failed.append)
    dialog = ListAlertsDialog(theme, scene.alerts, None, ALL, tasks, window)
    dialog.open()
    await until(dialog._switches[Kind.SILENT].isVisible)
    click(dialog, Kind.SILENT)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    await tasks.shutdown()
    assert Kind.SILENT in stored(scene, None)
    assert failed == []


def test_the_settings_are_one_click_away(open_dialog: Open, qtbot: QtBot) -> None:
    dialog = open_dialog()
    with qtbot.waitSignal(dialog.settings_wanted):
        QTest.mouseClick(dialog._settings, Qt.MouseButton.LeftButton)
    assert not dialog.isVisible()


def test_every_switch_has_a_name(open_dialog: Open) -> None:
    names = [switch.accessibleName() for switch in open_dialog().findChildren(Switch)]
    assert names == ["Viral video", "Round number", "Faster growth", "Silence", "New handle"]


def test_no_words_are_cut_when_hints_grow(open_dialog: Open, food: int, theme: Theme, qtbot: QtBot) -> None:
    theme.change(text_size=TextSize.LARGEST)
    dialog = open_dialog(food, "Food")
    for kind in CREATOR_KINDS:
        click(dialog, kind)
    dialog._tell(StoreBusy())
    qtbot.waitUntil(lambda: cut_off(dialog) == [])


def cut_off(dialog: ListAlertsDialog) -> list[str]:
    labels = [label for label in dialog.findChildren(Label) if label.isVisible() and label.wordWrap()]
    return [label.text() for label in labels if label.height() < label.heightForWidth(label.width())]
