"""The main window: focus and keys."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QListWidget, QPushButton, QSpinBox
from pytestqt.qtbot import QtBot

from tests.ui.hands import shortcut
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column, framed
from tiktrack_gui.ui.widgets.page import Page
from tiktrack_gui.ui.window.main_window import MainWindow

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def window(theme: Theme, qtbot: QtBot, tmp_path: Path) -> MainWindow:
    window = MainWindow(theme, tmp_path / "ui.ini")
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


def test_the_menu_of_a_row_opens_with_the_keyboard_at_the_row(window: MainWindow, qtbot: QtBot) -> None:
    rows = QListWidget()
    rows.addItems(["one", "two", "three"])
    rows.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
    asked: list[QPoint] = []
    rows.customContextMenuRequested.connect(asked.append)
    window.set_pages({"trending": lambda: framed("page", column(rows))})
    rows.setFocus()
    rows.setCurrentRow(2)
    shortcut(window, Qt.Key.Key_F10, SHIFT)
    assert [rows.indexAt(place).row() for place in asked] == [2]


def test_a_page_hands_the_focus_on_as_soon_as_it_has_something_to_show(window: MainWindow, qtbot: QtBot) -> None:
    page, rows, field = Page(), QListWidget(), QLineEdit()
    page.setLayout(column(field, rows))
    rows.hide()
    page.be_about(rows)
    window.set_pages({"trending": lambda: page})
    assert page.hasFocus()
    rows.show()
    assert rows.hasFocus()
    field.setFocus()
    rows.hide()
    rows.show()
    assert field.hasFocus()  # the user put it there
    window.open_page("trending")  # opened again
    assert rows.hasFocus()


def test_a_toasts_button_is_reported(window: MainWindow, qtbot: QtBot) -> None:
    window.say("Slower ones are missing", "Refresh")
    with qtbot.waitSignal(window.toast_acted):
        window._toast._action.click()
    window.say("Saved")
    assert not window._toast._action.isVisible()


def test_a_field_has_its_menu_by_keyboard_too(window: MainWindow, qtbot: QtBot) -> None:
    field = QLineEdit()
    field.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
    window.set_pages({"trending": lambda: framed("page", column(field))})
    field.setFocus()
    with qtbot.waitSignal(field.customContextMenuRequested):
        shortcut(window, Qt.Key.Key_F10, SHIFT)


@pytest.mark.parametrize("kind", [QLineEdit, QSpinBox])
def test_what_is_being_typed_is_committed_as_the_window_is_closed_or_another_page_is_opened(
    window: MainWindow, qtbot: QtBot, kind: type[QLineEdit | QSpinBox]
) -> None:
    field, another = kind(), framed("page", column(QListWidget()))
    window.set_pages({"trending": lambda: framed("page", column(field)), "creators": lambda: another})
    field.setFocus()
    for leave in (window.close, lambda: window.open_page("creators")):
        QTest.keyClicks(field, "1")
        with qtbot.waitSignal(field.editingFinished, timeout=2000):
            leave()


def test_a_toasts_undo_is_passed_on(window: MainWindow, qtbot: QtBot) -> None:
    window.say("Minimum velocity: 250/min", "Undo")
    button = next(found for found in window.findChildren(QPushButton) if found.accessibleName() == "Undo")
    with qtbot.waitSignal(window.toast_acted):
        button.click()
