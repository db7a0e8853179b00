"""More like this one: the nearest candidates, each with the reason."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from operator import attrgetter
from typing import NamedTuple

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QStackedWidget, QWidget

from tiktrack_gui.core.discovery.similar import MOST, Similar
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column, framed, hairline, row
from tiktrack_gui.ui.widgets.buttons import Button
from tiktrack_gui.ui.widgets.keys import ENTER
from tiktrack_gui.ui.widgets.labels import ElidedLabel, Label
from tiktrack_gui.ui.widgets.records_model import Column, RecordsModel
from tiktrack_gui.ui.widgets.records_table import RecordsTable
from tiktrack_gui.ui.widgets.skeleton import CREATOR_ROW, Skeleton
from tiktrack_gui.ui.widgets.state_page import StatePage
from tiktrack_gui.words import counts, discovery

SIZE = (760, 480)  # px
HOW = "By the words of their captions, size, language and engagement. 100 = the same in all of these."


class Placed(NamedTuple):
    """order: the nearest has the largest, as the model shows it on top."""

    order: int
    one: Similar


def _why(placed: Placed, _now: float) -> str:
    return discovery.likeness(placed.one)


COLUMNS: tuple[Column[Placed], ...] = (
    Column(title="Alike", text=lambda placed, _now: str(placed.one.score), width=72, is_number=True),
    Column(
        title="Creator",
        text=lambda placed, _now: placed.one.name or f"@{placed.one.handle}",
        hint=lambda placed, _now: f"@{placed.one.handle}",
        width=190,
        is_main=True,
    ),
    Column(title="Followers", text=lambda placed, _now: counts.count(placed.one.followers), width=104, is_number=True),
    Column(title="Why", text=_why, hint=_why),
)


class SimilarDialog(QDialog):
    """Opened with open(). Enter or a double-click shows a candidate in the table; Esc closes.

    Signals:
        chosen: A candidate is to be shown. arg: its creator's ID.
    """

    chosen = Signal(object)

    def __init__(self, theme: Theme, name: str, now: Callable[[], float], parent: QWidget | None) -> None:
        """name: of the one that the others are to be like."""
        super().__init__(parent)
        self.setWindowTitle("More like this one")
        self.resize(*SIZE)
        self.finished.connect(self.deleteLater)
        self._model: RecordsModel[Placed] = RecordsModel(COLUMNS, attrgetter("order"), now, MOST, self)
        self.table = _Table(theme, self._model, "Similar candidates")
        self._words = StatePage(theme)
        self._stack = QStackedWidget()
        for widget in (Skeleton(theme, CREATOR_ROW, row_height=56, rows=6), self.table, self._words):
            self._stack.addWidget(widget)
        self._show = Button(theme, "Show candidate", kind="primary", hint="Enter")
        self._show.setEnabled(False)
        close = Button(theme, "Close", hint="Esc")
        title = ElidedLabel(f"More like {name}", "title")
        head = column(title, Label(HOW, "hint", wrap=True), spacing=4, margins=(24, 20, 24, 12))
        foot = row(None, close, self._show, margins=(24, 12, 24, 16))
        body = column(head, hairline(), (self._stack, 1), hairline(), foot, spacing=0)
        self.setLayout(column(framed("page", body), spacing=0))
        close.clicked.connect(self.reject)
        self._show.clicked.connect(self._choose)
        self.table.opened.connect(self._choose)
        self.table.doubleClicked.connect(self._open)

    def show_similar(self, found: Sequence[Similar]) -> None:
        """found: the nearest first; none if there is nothing to compare with."""
        if not found:
            text = "Too little is known of its captions, or no other candidate shares a word with it."
            self.say("users", "No similar candidates", text)
            return
        placed = [Placed(len(found) - place, one) for place, one in enumerate(found)]
        self._model.upsert(placed)
        self._stack.setCurrentWidget(self.table)
        self._show.setEnabled(True)
        self.table.select(placed[0].order)
        self.table.setFocus()

    def say(self, icon: str, title: str, text: str) -> None:
        self._words.say(icon, title, text)
        self._stack.setCurrentWidget(self._words)

    def _open(self, _index: QModelIndex) -> None:
        self._choose()

    def _choose(self) -> None:
        if (placed := self.table.selected) is not None:
            self.accept()
            self.chosen.emit(placed.one.creator_id)


class _Table(RecordsTable):
    opened = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER:
            self.opened.emit()
        else:
            super().keyPressEvent(event)
