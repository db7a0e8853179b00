"""Mouse and keyboard on the Discord page."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget

LEFT = Qt.MouseButton.LeftButton


def button(page: QWidget, name: str) -> QAbstractButton:
    """The button with that name, a visible one if there is one."""
    named = [found for found in page.findChildren(QAbstractButton) if found.accessibleName() == name]
    return next((found for found in named if found.isVisible()), named[0])


def press(page: QWidget, name: str) -> None:
    found = button(page, name)
    assert found.isVisible(), f"{name} can’t be seen"
    assert found.isEnabled(), f"{name} is disabled"
    QTest.mouseClick(found, LEFT)


def offers(page: QWidget, name: str) -> bool:
    """Whether there is a button of that name that can be pressed."""
    return any(
        found.isVisible() and found.isEnabled()
        for found in page.findChildren(QAbstractButton)
        if found.accessibleName() == name
    )
