"""The table of what was read from a pasted list or a file, before anybody is added."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from tests.clients.test_table_files import creators, workbook
from tests.services.fakes import creator
from tests.ui import samples
from tests.ui.scenery import Scenery
from tests.ui.scenes_creators import page_of
from tests.ui.seen import said_by, texts
from tiktrack_gui.core.read_table import KnownCreators, read_table
from tiktrack_gui.ui.creators.page import CreatorsPage
from tiktrack_gui.ui.creators.read_dialog import ReadDialog
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.pictures import Pictures
from tiktrack_gui.ui.widgets.read_model import REFUSED, ReadModel
from tiktrack_gui.words.reading import Aim

GIVEN = "@creator1, two words, @creator9\n@Creator3, https://www.tiktok.com/@creator2?x=1, some!body, creator9"


@pytest.fixture
def make(qtbot: QtBot, theme: Theme, pictures: Pictures, scene: Scenery) -> Callable[[], CreatorsPage]:
    def make() -> CreatorsPage:
        scene.store.creators.record_creator(creator(3, 5_000, at=samples.NOW), samples.NOW).result()
        scene.store.creators.track(3, samples.NOW).result()
        page = page_of(theme, scene, scene.tasks, pictures)
        page._messages.listen(True)
        qtbot.addWidget(page)
        page.resize(1024, 640)
        page.show()
        page.shown()
        return page

    return make


def paste(page: CreatorsPage, text: str) -> ReadDialog:
    page.add()
    QGuiApplication.clipboard().setText(text)
    QTest.keyClick(page._pane.add._field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    return opened(page)


def opened(page: CreatorsPage) -> ReadDialog:
    dialog = page._adding.reading.dialog
    assert dialog is not None
    assert dialog.isVisible()
    return dialog


def rows(dialog: ReadDialog) -> list[tuple[str, ...]]:
    model = dialog._view.model
    return [
        tuple(model.index(row, column).data() for column in range(1, model.columnCount()))
        for row in range(model.rowCount())
    ]


def pending(scene: Scenery) -> list[str]:
    return [one.given for one in scene.store.pending.all().result()]


def test_a_pasted_list_is_shown_before_anybody_is_added(make: Callable[[], CreatorsPage], scene: Scenery) -> None:
    page = make()
    said = said_by(page._messages)
    dialog = paste(page, GIVEN)
    assert rows(dialog) == [
        ("@creator1", "@creator1", "New"),
        ("two words", "—", "Isn’t a valid TikTok handle"),
        ("@creator9", "@creator9", "New"),
        ("@Creator3", "@creator3", "Tracked already"),
        ("https://www.tiktok.com/@creator2?x=1", "@creator2", "New"),
        ("some!body", "—", "Isn’t a valid TikTok handle"),
        ("creator9", "@creator9", "Same as no. 3"),
    ]
    assert "3 new · 1 tracked already · 1 repeated · 2 can’t be used" in texts(dialog)
    assert "3 creators, done in less than a minute" in texts(dialog)
    assert dialog._add.text() == "Track 3 creators"
    assert (pending(scene), scene.tiktok.asked) == ([], [])
    QTest.keyClick(dialog._view.table, Qt.Key.Key_Return)
    assert pending(scene) == ["@creator1", "@creator9", "@creator2"]
    assert said == ["3 creators will be looked up"]
    assert "Looking up @creator1 and 2 more" in texts(page._pane.pending)
    assert not page._pane.add.isVisible()


def test_esc_adds_nobody_and_goes_back_to_the_field(make: Callable[[], CreatorsPage], scene: Scenery) -> None:
    page = make()
    QTest.keyClick(paste(page, GIVEN), Qt.Key.Key_Escape)
    assert pending(scene) == []
    assert page._pane.add.isVisible()
    assert page._adding.reading.dialog is None


def test_one_pasted_handle_goes_into_the_field(make: Callable[[], CreatorsPage]) -> None:
    page = make()
    page.add()
    QGuiApplication.clipboard().setText("@creator1\n")
    QTest.keyClick(page._pane.add._field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert page._pane.add._field.text().strip() == "@creator1"
    assert page._adding.reading.dialog is None


def test_only_the_problems_are_shown_on_request_and_told_in_full(make: Callable[[], CreatorsPage]) -> None:
    dialog = paste(make(), GIVEN)
    assert dialog._view.filter is not None
    dialog._view.filter.choose(REFUSED)
    assert [given for given, _, _ in rows(dialog)] == ["two words", "some!body"]
    dialog._view.table.selectRow(1)
    assert "“some!body” isn’t a valid TikTok handle. Enter @name or a profile link." in texts(dialog._view.story)


def test_with_nobody_new_there_is_nothing_to_accept(make: Callable[[], CreatorsPage], scene: Scenery) -> None:
    dialog = paste(make(), "@creator3, some!body")
    assert (dialog._add.text(), dialog._add.isEnabled()) == ("Nobody to add", False)
    QTest.keyClick(dialog._view.table, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert pending(scene) == []


def test_the_tracked_are_put_on_a_list_without_a_request(make: Callable[[], CreatorsPage], scene: Scenery) -> None:
    food = scene.store.lists.create("Food").result()
    page = make()
    page._pane.chooser.show_list(food.id)
    dialog = paste(page, "@creator1, @creator3")
    assert rows(dialog)[1] == ("@creator3", "@creator3", "Tracked, will be put on this list")
    assert dialog._add.text() == "Add 2 creators"
    dialog.accept()
    assert [entry.creator.id for entry in scene.store.lists.entries(food.id).result()] == [3]
    assert pending(scene) == ["@creator1"]
    assert scene.tiktok.asked == []


def test_a_file_is_read_and_another_column_can_be_chosen(
    make: Callable[[], CreatorsPage], scene: Scenery, tmp_path: Path
) -> None:
    path = tmp_path / "creators.csv"
    path.write_text("Name;Handle;Backup\nAda;@creator1;@creator7\nBob;@creator2;@creator8\n", encoding="utf-8")
    page = make()
    page._adding.reading.read_file(str(path))
    dialog = opened(page)
    assert "Creators in “creators.csv”" in texts(dialog)
    assert dialog._view.columns.currentText() == "Handle"
    assert [names for _, names, _ in rows(dialog)] == ["@creator1", "@creator2"]
    dialog._view.columns.setCurrentIndex(2)
    dialog._view.columns.activated.emit(2)
    assert [names for _, names, _ in rows(dialog)] == ["@creator7", "@creator8"]
    dialog.accept()
    assert pending(scene) == ["@creator7", "@creator8"]


def test_a_spreadsheet_is_read(make: Callable[[], CreatorsPage], scene: Scenery, tmp_path: Path) -> None:
    page = make()
    page._adding.reading.read_file(str(workbook(tmp_path / "creators.xlsx", creators())))
    dialog = opened(page)
    assert dialog._view.columns.currentText() == "Handle"
    assert [given for given, *_ in rows(dialog)] == ["@ada", "@bob"]
    QTest.mouseClick(dialog._add, Qt.MouseButton.LeftButton)
    assert pending(scene) == ["@ada", "@bob"]


def test_a_file_that_cannot_be_used_says_why_beside_the_field(make: Callable[[], CreatorsPage], tmp_path: Path) -> None:
    path = tmp_path / "picture.csv"
    path.write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
    page = make()
    page._adding.reading.read_file(str(path))
    assert "“picture.csv” is neither a text file nor a spreadsheet." in texts(page._pane.add)
    assert page._adding.reading.dialog is None


@pytest.mark.parametrize(("name", "taken"), [("creators.CSV", True), ("creators.png", False)])
def test_a_file_can_be_dropped_onto_the_pane(
    make: Callable[[], CreatorsPage], tmp_path: Path, name: str, taken: bool
) -> None:
    path = tmp_path / name
    path.write_text("@creator1\n@creator2\n", encoding="utf-8")
    page = make()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    how = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    entering = QDragEnterEvent(QPoint(20, 20), *how)
    entering.ignore()
    QApplication.sendEvent(page._pane, entering)
    assert entering.isAccepted() is taken
    if taken:
        QApplication.sendEvent(page._pane, QDropEvent(QPointF(20, 20), *how))
    assert (page._adding.reading.dialog is not None) is taken


def test_a_file_is_chosen_in_a_dialog_that_does_not_block(
    make: Callable[[], CreatorsPage], tmp_path: Path, qtbot: QtBot
) -> None:
    from PySide6.QtWidgets import QFileDialog

    path = tmp_path / "creators.txt"
    path.write_text("@creator1\n@creator2\n", encoding="utf-8")
    page = make()
    page.add()
    page._pane.add._file.click()
    [dialog] = page.findChildren(QFileDialog)
    dialog.fileSelected.emit(str(path))
    dialog.reject()
    assert len(rows(opened(page))) == 2


def test_many_entries_are_shown_in_their_order_and_by_group(
    theme: Theme, qtbot: QtBot, qtmodeltester: ModelTester
) -> None:
    table = read_table([f"@creator{number}" for number in range(20_000)] + ["no no"], KnownCreators((), (), ()))
    model = ReadModel(Aim.TRACKED)
    model.show(read_table(["@a1, @a2, b!"], KnownCreators((), (), ())))
    qtmodeltester.check(model)
    dialog = ReadDialog(theme, None, 0, None, Aim.TRACKED)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.show_table(table, 90_000.0)
    assert "20,000 new · 1 can’t be used" in texts(dialog)
    assert "20,000 creators, done in about 25 h" in texts(dialog)
    assert dialog._view.model.index(19_999, 1).data() == "@creator19999"
    dialog._view.model.show_group(REFUSED)
    assert rows(dialog) == [("no no", "—", "Isn’t a valid TikTok handle")]
