"""Importing measurements in the window: what would be, before anything is; and the way back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from tests.services.fakes import creator
from tests.ui import samples
from tests.ui.scenery import Scenery
from tests.ui.scenes_creators import page_of
from tests.ui.seen import said_by, texts
from tiktrack_gui.core.models import CreatorSample, Origin
from tiktrack_gui.ui.creators.import_dialog import ImportDialog
from tiktrack_gui.ui.creators.page import CreatorsPage
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.pictures import Pictures

CSV = """handle,measured_at,followers
@creator3,2025-11-01T12:00:00Z,4000
@creator3,2025-11-02T12:00:00Z,4100
@nobody,2025-11-02T12:00:00Z,4100
"""


@pytest.fixture
def page(qtbot: QtBot, theme: Theme, pictures: Pictures, scene: Scenery) -> CreatorsPage:
    scene.store.creators.record_creator(creator(3, 5_000, at=samples.NOW), samples.NOW).result()
    scene.store.creators.track(3, samples.NOW).result()
    page = page_of(theme, scene, scene.tasks, pictures)
    page._messages.listen(True)
    qtbot.addWidget(page)
    page.resize(1024, 640)
    page.show()
    page.shown()
    return page


@pytest.fixture
def read(page: CreatorsPage, tmp_path: Path) -> Callable[[str], ImportDialog]:
    """Reads a file with that text, for the creator that is selected, as its menu does."""

    def read(text: str) -> ImportDialog:
        file = tmp_path / "history.csv"
        file.write_text(text, encoding="utf-8")
        selected = page._pane.list.selected
        assert selected is not None
        page._menu.import_wanted.emit(selected)
        [choosing] = page.window().findChildren(QFileDialog)
        choosing.close()
        choosing.fileSelected.emit(str(file))
        dialog = page._importing.dialog
        assert dialog is not None
        assert dialog.isVisible()
        return dialog

    return read


def history(scene: Scenery) -> list[tuple[int | None, Origin]]:
    return [(one.followers, one.origin) for one in scene.store.creators.growth_of(3).result()]


def rows(dialog: ImportDialog) -> list[tuple[str, ...]]:
    model = dialog.model
    return [tuple(model.index(row, at).data() for at in (0, 1, 3, 4)) for row in range(model.rowCount())]


def test_what_would_be_is_shown_first_and_can_be_taken_back(
    page: CreatorsPage, scene: Scenery, read: Callable[[str], ImportDialog], qtmodeltester: ModelTester
) -> None:
    before = history(scene)
    dialog = read(CSV)
    qtmodeltester.check(dialog.model)
    assert rows(dialog) == [
        ("1", "@creator3", "4,000 followers", "New"),
        ("2", "@creator3", "4,100 followers", "New"),
        ("3", "@nobody", "4,100 followers", "TikTrack doesn’t know this creator"),
    ]
    assert "2 new · 1 can’t be used" in texts(dialog)
    assert "@creator3, 1 Nov 2025 to 2 Nov 2025" in texts(dialog) or any("Nov 2025" in one for one in texts(dialog))
    assert history(scene) == before
    QTest.keyClick(dialog.table, Qt.Key.Key_Return)
    assert history(scene) == [(4_000, Origin.IMPORTED), (4_100, Origin.IMPORTED), *before]
    assert "Imported 2 measurements of 1 creator" in texts(page._toast)
    page._toast.acted.emit()
    assert history(scene) == before


def test_esc_imports_nothing(page: CreatorsPage, scene: Scenery, read: Callable[[str], ImportDialog]) -> None:
    before = history(scene)
    QTest.keyClick(read(CSV), Qt.Key.Key_Escape)
    assert history(scene) == before
    assert page._importing.dialog is None


def test_groups_are_chosen_by_keyboard(read: Callable[[str], ImportDialog], qtbot: QtBot) -> None:
    dialog = read(CSV)
    every, new, _ = dialog.filter.findChildren(QPushButton)
    for button in (every, new):
        button.setFocus(Qt.FocusReason.TabFocusReason)
        qtbot.waitUntil(button.hasFocus)
        QTest.keyClick(button, Qt.Key.Key_Right)
    assert [row[0] for row in rows(dialog)] == ["3"]


def test_a_file_that_does_not_say_whose_is_the_selected_creators(read: Callable[[str], ImportDialog]) -> None:
    dialog = read("time,followers,margin,exactness,origin\n2025-11-01T12:00:00Z,4000,0,exact,profile_page\n")
    assert rows(dialog) == [("1", "@creator3", "4,000 followers", "New")]


def test_nothing_new_cannot_be_imported(scene: Scenery, read: Callable[[str], ImportDialog]) -> None:
    stored = CreatorSample(at=samples.NOW - 60, followers=4_900)
    scene.store.creators.record_history(3, [stored]).result()
    dialog = read(f"time,followers\n{samples.NOW - 60},4900\n")
    assert dialog._import.text() == "Nothing to import"
    assert not dialog._import.isEnabled()


def test_another_file_is_one_sentence(page: CreatorsPage, tmp_path: Path) -> None:
    said = said_by(page._messages)
    file = tmp_path / "creators.csv"
    file.write_text("handle,name\n@mossy,Mossy\n@fern,Fern\n", encoding="utf-8")
    page._importing.read_file(str(file))
    assert page._importing.dialog is None
    assert any("has no measurements in it" in one for one in said), said
