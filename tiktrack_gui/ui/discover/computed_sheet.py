"""How the figures are computed: the definitions with the numbers in force, and those of one candidate."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFrame, QScrollArea, QVBoxLayout, QWidget

from tiktrack_gui.core.discovery.brands import Brand
from tiktrack_gui.core.discovery.constants import Constants
from tiktrack_gui.core.discovery.ranked import Ranked
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column, framed, hairline, row, scrolled, scrolls_by_keyboard
from tiktrack_gui.ui.widgets.buttons import Button
from tiktrack_gui.ui.widgets.dialog_size import resize_within_window
from tiktrack_gui.ui.widgets.labels import ElidedLabel, Label
from tiktrack_gui.words import computed as words
from tiktrack_gui.words.computed import Definition

SIZE = 640, 580  # px
EDGE, AROUND = 24, 8  # px; the focus has a frame around what scrolls


class ComputedSheet(QDialog):
    """Opened with open(). The arrow keys scroll it, Esc closes it."""

    def __init__(
        self,
        theme: Theme,
        constants: Constants,
        brand: Brand | None,
        ranked: Ranked | None,
        now: float,
        parent: QWidget | None,
    ) -> None:
        """ranked: the candidate whose numbers are shown; None = only the definitions. now: UTC epoch seconds."""
        super().__init__(parent)
        area = QScrollArea()
        close = Button(theme, "Close", hint="Esc")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(words.TITLE)
        resize_within_window(self, theme, *SIZE)
        shown = column(
            _section(words.PARTS, words.parts(brand, ranked, constants)),
            8,
            _section(words.DEFINITIONS, words.definitions(ranked, constants, now)),
            Label(words.CHANGED, "hint", wrap=True),
            None,
            spacing=12,
            margins=(EDGE - AROUND, 12, EDGE - AROUND, 12),
        )
        scrolled(area, shown)
        scrolls_by_keyboard(area, words.TITLE)
        head = column(
            Label(words.TITLE, "section"), ElidedLabel(words.subtitle(brand, ranked), "secondary"), spacing=2,
            margins=(EDGE, 20, EDGE, 12),
        )  # fmt: skip
        foot = row(None, close, margins=(EDGE, 12, EDGE, 16))
        body = column(head, hairline(), row((area, 1), margins=(AROUND, 4, AROUND, 4)), hairline(), foot, spacing=0)
        self.setLayout(column((framed("page", body), 1), spacing=0))
        close.setAutoDefault(False)
        close.clicked.connect(self.accept)
        area.setFocus()


def _section(title: str, definitions: Sequence[Definition]) -> QVBoxLayout:
    return column(Label(title, "emphasis"), *map(_entry, definitions), spacing=14)


def _entry(definition: Definition) -> QFrame:
    """A definition: its words, the formula on a ground of its own, and the candidate's numbers."""
    name = Label(definition.title, "strong")
    beside = Label(definition.beside, "hint", tabular=True, wrap=True)
    beside.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    if not definition.beside:
        beside.hide()
    parts = column(row(name, (beside, 1)), Label(definition.text, "secondary", wrap=True), spacing=4)
    if definition.formula:
        formula = column(spacing=2, margins=(12, 8, 12, 8))
        for line in definition.formula.split("   "):
            formula.addWidget(Label(line, "small", tabular=True, wrap=True))
        parts.addWidget(framed("sunken", formula))
    if definition.own:
        parts.addWidget(Label(definition.own, "small_label", tone="accent", tabular=True, wrap=True))
    entry = framed("clear", parts)
    entry.setAccessibleName(words.spoken(definition))
    return entry
