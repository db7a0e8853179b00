"""Shows what was read from a pasted list or a file, before anybody is tracked."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QWidget

from tiktrack_gui.core.read_table import ReadTable
from tiktrack_gui.core.sheets import Sheet
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column, framed, hairline, row
from tiktrack_gui.ui.widgets.buttons import Button
from tiktrack_gui.ui.widgets.labels import ElidedLabel, Label
from tiktrack_gui.ui.widgets.read_view import EDGE, ReadView
from tiktrack_gui.words import reading as words
from tiktrack_gui.words.reading import Aim

SIZE = 760, 520  # px; fits beside the frame of the smallest window


class ReadDialog(QDialog):
    """Accepted, the creators are to be added. Enter accepts, Esc cancels.

    Signals:
        column_chosen: The creators are in another column of the file. arg: its number.
    """

    column_chosen = Signal(int)

    def __init__(self, theme: Theme, sheet: Sheet | None, column_number: int, parent: QWidget | None, aim: Aim) -> None:
        """sheet: the file; None = it was pasted. column_number: the one that is read."""
        super().__init__(parent)
        self._aim = aim
        self._view = ReadView(theme, aim)
        self._counts = Label("", "secondary", tabular=True, wrap=True)
        self._plan = Label("", "hint", tabular=True, wrap=True)
        self._cancel = Button(theme, "Cancel")
        self._add = Button(theme, words.NOBODY_NEW, kind="primary")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Track creators")
        self.resize(*(theme.px(side) for side in SIZE))
        self._view.offer_columns(sheet, column_number)
        self._lay_out(sheet)
        self._cancel.clicked.connect(self.reject)
        self._add.clicked.connect(self.accept)
        self._view.column_chosen.connect(self.column_chosen)

    def show_reading(self) -> None:
        """Shows that another column is being read."""
        self._view.show_reading()
        self._add.setEnabled(False)

    def show_table(self, table: ReadTable, seconds: float) -> None:
        """seconds: until all who are new would be looked up."""
        self._view.show_table(table)
        self._counts.setText(words.counts(table, self._aim))
        self._plan.setText(words.plan(table, seconds))
        self._add.set_text(words.add(table))
        self._add.setEnabled(table.wanted > 0)
        self._view.table.setFocus()

    def _lay_out(self, sheet: Sheet | None) -> None:
        head = column(
            ElidedLabel(words.source(sheet.name if sheet is not None else ""), "section"),
            self._counts,
            spacing=4,
            margins=(EDGE, 20, EDGE, 12),
        )
        foot = row((self._plan, 1), self._cancel, self._add, spacing=8, margins=(EDGE, 12, EDGE, 16))
        body = column(head, (self._view, 1), hairline(), foot, spacing=0)
        self.setLayout(column((framed("page", body), 1), spacing=0))
        self._add.setDefault(True)
        self._cancel.setAutoDefault(False)
