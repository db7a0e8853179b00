"""The simulated keyboard doesn't reach from one test into the next."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.hands import let_keys_go

NONE, CTRL, SHIFT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


@pytest.mark.parametrize("modifier", [CTRL, SHIFT])
def test_modifiers_stay_pressed_until_they_are_let_go(qtbot: QtBot, modifier: Qt.KeyboardModifier) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, modifier)
    assert QApplication.keyboardModifiers() == modifier
    QTest.keyClick(widget, Qt.Key.Key_Z, modifier)
    assert QApplication.keyboardModifiers() == modifier
    let_keys_go()
    assert QApplication.keyboardModifiers() == NONE
