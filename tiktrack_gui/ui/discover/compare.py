"""Candidates side by side: their numbers, and the parts of their fit."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QScrollArea, QWidget

from tiktrack_gui.core.discovery.constants import Constants
from tiktrack_gui.core.discovery.ranked import Ranked
from tiktrack_gui.ui.discover import names
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column, framed, hairline, row, scrolled, scrolls_by_keyboard
from tiktrack_gui.ui.widgets.buttons import Button
from tiktrack_gui.ui.widgets.labels import Label
from tiktrack_gui.ui.widgets.picture_label import PictureLabel
from tiktrack_gui.ui.widgets.pictures import AVATAR, Pictures
from tiktrack_gui.words import candidates as words
from tiktrack_gui.words import compared
from tiktrack_gui.words.text import breakable

FEWEST, MOST = 2, 8
SIZE = (980, 620)  # px
COLUMN, NAMES = 156, 150  # px at the default text size


class CompareDialog(QDialog):
    """Opened with open(). Esc closes it."""

    def __init__(
        self,
        theme: Theme,
        pictures: Pictures,
        several: Sequence[Ranked],
        constants: Constants,
        now: float,
        parent: QWidget | None,
    ) -> None:
        """several: FEWEST to MOST of them. constants: of the definitions. now: UTC epoch seconds."""
        super().__init__(parent)
        self._theme = theme
        self.setWindowTitle("Compare candidates")
        self.resize(*SIZE)
        self.finished.connect(self.deleteLater)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(20, 12, 20, 16)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnMinimumWidth(0, theme.px(NAMES))
        self._lines = 0
        self._head(pictures, several)
        for title, rows in compared.sections(several, constants, now, names.language, names.country):
            self._section(title, len(several))
            for name, values in rows:
                self._row(name, values)
        self._grid.setRowStretch(self._lines, 1)
        for place in range(len(several)):
            self._grid.setColumnStretch(place + 1, 1)
        area = QScrollArea()
        scrolled(area, self._grid)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        scrolls_by_keyboard(area, "Comparison")
        close = Button(theme, "Close", hint="Esc")
        close.clicked.connect(self.accept)
        head = row(Label("Compare candidates", "title"), None, margins=(20, 18, 20, 8))
        foot = row(None, close, margins=(20, 12, 20, 16))
        self.setLayout(column(framed("page", column(head, hairline(), (area, 1), hairline(), foot, spacing=0))))
        area.setFocus()

    def _head(self, pictures: Pictures, several: Sequence[Ranked]) -> None:
        for place, one in enumerate(several):
            avatar = PictureLabel(pictures, AVATAR)
            avatar.show_picture(one.avatar, one.handle)
            name = Label(breakable(words.name(one)), "strong", wrap=True)
            handle = Label(breakable(f"@{one.handle}"), "hint", wrap=True)
            for label in (name, handle):
                label.setMinimumWidth(self._theme.px(COLUMN) - 52)
            head = QWidget()
            box = row(spacing=8)
            box.addWidget(avatar, 0, Qt.AlignmentFlag.AlignTop)
            box.addLayout(column(name, handle, spacing=0), 1)
            head.setLayout(box)
            head.setAccessibleName(f"{words.name(one)}, @{one.handle}")
            self._grid.addWidget(head, self._lines, place + 1, Qt.AlignmentFlag.AlignTop)
            self._grid.setColumnMinimumWidth(place + 1, self._theme.px(COLUMN))
        self._lines += 1

    def _section(self, title: str, columns: int) -> None:
        self._grid.addWidget(hairline(), self._lines, 0, 1, columns + 1)
        self._grid.addWidget(Label(title, "emphasis"), self._lines + 1, 0, 1, columns + 1)
        self._lines += 2

    def _row(self, name: str, values: Sequence[str]) -> None:
        heading = Label(name, "secondary", wrap=True)
        self._grid.addWidget(heading, self._lines, 0, Qt.AlignmentFlag.AlignTop)
        for place, value in enumerate(values):
            said, _, source = value.partition("\n")
            parts = [Label(said, "label", tabular=True, wrap=True)]
            if source:
                parts.append(Label(source, "hint", tabular=True, wrap=True))
            cell = QWidget()
            cell.setLayout(column(*parts, spacing=0))
            cell.setAccessibleName(f"{name}: {value}")
            self._grid.addWidget(cell, self._lines, place + 1, Qt.AlignmentFlag.AlignTop)
        self._lines += 1
