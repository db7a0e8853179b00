"""The table of what was read from a pasted list or a file, before anything is done with it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget

from tiktrack_gui.core.read_table import ReadEntry, ReadTable, Standing
from tiktrack_gui.core.sheets import Sheet
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column, row
from tiktrack_gui.ui.widgets.labels import Label
from tiktrack_gui.ui.widgets.progress_line import ProgressLine
from tiktrack_gui.ui.widgets.read_model import ALL, GROUPS, REFUSED, SKIPPED, WANTED, ReadModel
from tiktrack_gui.ui.widgets.records_table import RecordsTable
from tiktrack_gui.ui.widgets.records_view import Story
from tiktrack_gui.ui.widgets.segmented import Segmented
from tiktrack_gui.words.reading import Aim

EDGE = 24
NAMES = {ALL: "All", WANTED: "To add", SKIPPED: "Skipped", REFUSED: "Can’t be used"}


class ReadView(QWidget):
    """The entries, with a choice between groups of them and between a file's columns above.

    Attributes:
        table: The table itself.

    Signals:
        column_chosen: The creators are in another column of the file. arg: its number.
    """

    column_chosen = Signal(int)

    def __init__(self, theme: Theme, aim: Aim) -> None:
        super().__init__()
        self.model = ReadModel(aim)
        self.table = RecordsTable(theme, self.model, "Creators that were read")
        self.model.setParent(self.table)
        self._caption = Label("Column", "label")
        self.columns = QComboBox()
        self.filter: Segmented | None = None
        self._progress = ProgressLine(theme)
        self.story = Story()
        self._caption.setBuddy(self.columns)
        self.columns.setAccessibleName("Column with the creators")
        self.columns.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.columns.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.columns.setMinimumContentsLength(18)
        self._tools = row(None, self._caption, self.columns)
        tools = column(self._tools, margins=(EDGE, 0, EDGE, 10))
        self.setLayout(column(tools, self._progress, (self.table, 1), self.story, spacing=0))
        self.columns.activated.connect(self.column_chosen)
        self.table.record_selected.connect(self._show_fault)
        self.offer_columns(None, 0)

    def offer_columns(self, sheet: Sheet | None, chosen: int) -> None:
        """sheet: a file with columns to choose from; None = there is none. chosen: the one that is read."""
        headings = sheet.headings if sheet is not None else ()
        self.columns.clear()
        for heading in headings:
            self.columns.addItem(" ".join(heading.split()))
        self.columns.setCurrentIndex(chosen)
        for widget in (self._caption, self.columns):
            widget.setHidden(len(headings) < 2)

    def show_reading(self) -> None:
        """Shows that something else is being read."""
        self._progress.start()

    def show_table(self, table: ReadTable) -> None:
        self._progress.stop()
        self.model.show(table)
        self.story.tell("", "")
        self._offer_groups(table)

    def _offer_groups(self, table: ReadTable) -> None:
        """Offers to show only some of the entries, if that would make a difference."""
        numbers = {group: sum(table.numbers[one] for one in standings) for group, standings in GROUPS.items()}
        choices = {group: f"{NAMES[group]}  {number:,}" for group, number in numbers.items() if number}
        if self.filter is not None:
            self._tools.removeWidget(self.filter)
            self.filter.setParent(None)
            self.filter.deleteLater()
            self.filter = None
        if len(choices) > 2:  # all, and at least two others
            self.filter = Segmented(choices, "Show")
            self.filter.chosen.connect(self._show_group)
            self._tools.insertWidget(0, self.filter)
            self.setTabOrder(self.filter, self.columns)

    def _show_group(self, group: str) -> None:
        self.model.show_group(group)
        self.story.tell("", "")

    def _show_fault(self, entry: ReadEntry | None) -> None:
        """Says in full why the selected entry can't be used."""
        if entry is None or entry.standing is not Standing.REFUSED:
            self.story.tell("", "")
        else:
            self.story.tell(" ".join(entry.given.split())[:200], str(entry.fault))
