"""While a page is built, none of its parts flashes up as a window of its own."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui import gallery
from tiktrack_gui.ui.theme.theme import Theme

PAGES = {name: make for name, (make, _, _) in gallery.scenes().items() if name != "parts"}


class Flashes(QObject):
    """found: what was shown as a window before it became a part of another."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: set[QObject] = set()
        self.found: list[QObject] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self._shown.add(watched)
        elif event.type() == QEvent.Type.ParentChange and watched in self._shown:
            self.found.append(watched)
        return False


@pytest.mark.parametrize("name", PAGES)
def test_nothing_flashes_up(name: str, qapp: QApplication, qtbot: QtBot, theme: Theme) -> None:
    flashes = Flashes()
    qapp.installEventFilter(flashes)
    page = PAGES[name](theme)
    qapp.removeEventFilter(flashes)
    qtbot.addWidget(page)
    assert flashes.found == []


def test_a_flash_is_found(qapp: QApplication, qtbot: QtBot) -> None:
    flashes, whole, part = Flashes(), QWidget(), QWidget()
    qtbot.addWidget(whole)
    qapp.installEventFilter(flashes)
    part.setVisible(True)
    part.setParent(whole)
    qapp.removeEventFilter(flashes)
    assert flashes.found == [part]
