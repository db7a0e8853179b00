"""The submenu “Post to”: the channels by name, where there is more than one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from tiktrack_gui.words.channels import PostPlace


class PostMenu(QMenu):
    """Not there while there is one channel, or none.

    Signals:
        wanted: The user chose a channel. arg: its ID.
    """

    wanted = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__("Post to", parent)
        self.triggered.connect(self._choose)
        self.offer(())

    def offer(self, places: Sequence[PostPlace]) -> None:
        self.clear()
        for place in places:
            self.addAction(place.text.replace("&", "&&")).setData(place.id)  # one & underlines a letter
        self.menuAction().setVisible(len(places) > 1)

    def _choose(self, action: QAction) -> None:
        self.wanted.emit(action.data())
