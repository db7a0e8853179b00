"""The hashtags that are suggested as sources for a brand, each with a box and what it costs."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from tiktrack_gui.ui.widgets.boxes import column, row
from tiktrack_gui.ui.widgets.labels import Label
from tiktrack_gui.words import brands as words


class SuggestedSources(QWidget):
    """Signals:
    changed: The user chose one, or no longer does.
    """

    changed = Signal()

    def __init__(self, requests_a_day: Callable[[], int]) -> None:
        """requests_a_day: what one hashtag costs."""
        super().__init__()
        self._requests_a_day = requests_a_day
        self._boxes: dict[str, QCheckBox] = {}
        self._lines: list[QWidget] = []
        self._nothing = Label(words.NO_SOURCES, "hint", wrap=True)
        self._column = column(spacing=0)
        self.setLayout(column(Label(words.SOURCES, "hint", wrap=True), self._nothing, self._column, spacing=4))

    @property
    def chosen(self) -> list[str]:
        return [hashtag for hashtag, box in self._boxes.items() if box.isChecked()]

    @property
    def hashtags(self) -> list[str]:
        """Those suggested."""
        return list(self._boxes)

    def choose(self, hashtags: Sequence[str]) -> None:
        """Chooses those of the suggested ones."""
        for hashtag, box in self._boxes.items():
            box.setChecked(hashtag in hashtags)

    def show_hashtags(self, hashtags: Sequence[str]) -> None:
        """Replaces the suggestions; those that were chosen and are suggested again stay chosen."""
        if list(hashtags) == self.hashtags:
            return
        chosen = set(self.chosen)
        for line in self._lines:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._boxes, self._lines = {}, []
        for hashtag in hashtags:
            self._append(hashtag, hashtag in chosen)
        self._nothing.setVisible(not hashtags)

    def _append(self, hashtag: str, is_chosen: bool) -> None:
        cost = words.source_cost(self._requests_a_day())
        box = QCheckBox(hashtag)
        box.setAccessibleName(f"Watch {hashtag}, {cost}")
        box.setChecked(is_chosen)
        box.toggled.connect(self.changed)
        line = QWidget()
        line.setLayout(row((box, 1), Label(cost, "hint", tabular=True)))
        self._boxes[hashtag] = box
        self._lines.append(line)
        self._column.addWidget(line)
