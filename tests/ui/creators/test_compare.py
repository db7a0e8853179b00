"""Comparing the growth of the selected creators."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui import samples
from tests.ui.scenery import Scenery
from tests.ui.scenes_creators import DAY, page_of
from tests.ui.seen import texts
from tiktrack_gui.core.errors import StoreBusy
from tiktrack_gui.core.models import Creator, CreatorSample
from tiktrack_gui.ui.creators.compare import CompareDialog
from tiktrack_gui.ui.creators.page import CreatorsPage
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.pictures import Pictures
from tiktrack_gui.words import growth as words


@pytest.fixture
def make(
    qtbot: QtBot, theme: Theme, pictures: Pictures, scene: Scenery
) -> Callable[[int], tuple[CreatorsPage, list[str]]]:
    """Makes a page with so many creators, all of them selected; also returns what it says."""

    def make(count: int) -> tuple[CreatorsPage, list[str]]:
        for number in range(1, count + 1):
            for day in range(9, -1, -1):
                sample = CreatorSample(at=samples.NOW - day * DAY, followers=number * 1_000 - day)
                creator = Creator(id=number, handle=f"creator{number}", sample=sample)
                scene.store.creators.record_creator(creator, sample.at).result()
            scene.store.creators.track(number, samples.NOW).result()
        page = page_of(theme, scene, scene.tasks, pictures)
        said: list[str] = []
        page._messages.listen(True)
        page._messages.said.connect(lambda text, _action: said.append(text))
        qtbot.addWidget(page)
        page.show()
        page.shown()
        selection = page._pane.list.selectionModel()
        for row in range(count):
            selection.select(page._model.index(row), QItemSelectionModel.SelectionFlag.Select)
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        page._pane.list.setFocus()
        return page, said

    return make


def test_the_selected_creators_are_compared(make: Callable[[int], tuple[CreatorsPage, list[str]]]) -> None:
    page, _ = make(3)
    QTest.keyClick(page._pane.list, Qt.Key.Key_G)
    dialog = page.findChild(CompareDialog)
    assert dialog is not None
    assert dialog.isVisible()
    legend = {entry._name.text(): entry._value.text() for entry in dialog.plot._legend if entry.isVisible()}
    assert legend == {f"@creator{number}": f"{number * 1_000:,}" for number in (1, 2, 3)}
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    QApplication.processEvents()
    assert not dialog.isVisible()


def test_what_was_copied_is_said_in_the_dialog(make: Callable[[int], tuple[CreatorsPage, list[str]]]) -> None:
    page, _ = make(2)
    QTest.keyClick(page._pane.list, Qt.Key.Key_G)
    dialog = page.findChild(CompareDialog)
    assert dialog is not None
    next(one for one in dialog.plot._menu.actions() if one.text() == "Copy as picture").trigger()
    assert "Picture copied" in texts(dialog._toast)
    assert not QGuiApplication.clipboard().image().isNull()


@pytest.mark.parametrize("count", [1, 9])
def test_too_few_or_too_many_are_not_compared(
    make: Callable[[int], tuple[CreatorsPage, list[str]]], count: int
) -> None:
    page, said = make(count)
    QTest.keyClick(page._pane.list, Qt.Key.Key_G)
    assert page.findChild(CompareDialog) is None
    assert said == [words.SELECT_TO_COMPARE]


def test_the_menu_offers_it_for_several(make: Callable[[int], tuple[CreatorsPage, list[str]]]) -> None:
    page, _ = make(2)
    entry = page._pane.list.selected
    assert entry is not None
    page._menu._open(entry, page.pos())
    assert page._menu._compare.isEnabled()
    page._menu.hide()
    page._pane.list.select(1)
    page._menu._open(entry, page.pos())
    assert not page._menu._compare.isEnabled()
    page._menu.hide()


def test_a_database_that_fails_is_said_in_the_dialog(
    make: Callable[[int], tuple[CreatorsPage, list[str]]], scene: Scenery, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, _ = make(2)

    async def failing(_creator_id: int, _since: int = 0) -> list[CreatorSample]:
        raise StoreBusy

    monkeypatch.setattr(scene.creators, "growth_of", failing)
    QTest.keyClick(page._pane.list, Qt.Key.Key_G)
    dialog = page.findChild(CompareDialog)
    assert dialog is not None
    assert dialog.plot._words.text() == str(StoreBusy())
