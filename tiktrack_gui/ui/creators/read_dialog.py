"""The table of what was read from a pasted list or a file, before anybody is added."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QDialog, QSizePolicy, QWidget

from tiktrack_gui.core.read_table import ReadEntry, ReadTable, Standing
from tiktrack_gui.core.sheets import Sheet
from tiktrack_gui.ui.creators.read_model import ALL, GROUPS, REFUSED, SKIPPED, WANTED, ReadModel
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column, framed, hairline, row
from tiktrack_gui.ui.widgets.buttons import Button
from tiktrack_gui.ui.widgets.labels import ElidedLabel, Label
from tiktrack_gui.ui.widgets.progress_line import ProgressLine
from tiktrack_gui.ui.widgets.records_table import RecordsTable
from tiktrack_gui.ui.widgets.records_view import Story
from tiktrack_gui.ui.widgets.segmented import Segmented
from tiktrack_gui.words import reading as words

SIZE = 760, 520  # px; fits beside the frame of the smallest window
EDGE = 24
NAMES = {ALL: "All", WANTED: "To add", SKIPPED: "Skipped", REFUSED: "Can’t be used"}


class ReadDialog(QDialog):
    """Accepted, the creators are to be added. Enter accepts, Esc cancels.

    Signals:
        column_chosen: The creators are in another column of the file. arg: its number.
    """

    column_chosen = Signal(int)

    def __init__(self, theme: Theme, sheet: Sheet | None, column_number: int, parent: QWidget | None, *,
                 for_list: bool) -> None:  # fmt: skip
        """sheet: the file; None = it was pasted. column_number: the one that is read. for_list: see `ReadModel`."""
        super().__init__(parent)
        self._for_list = for_list
        self._model = ReadModel(for_list=for_list)
        self._table = RecordsTable(theme, self._model, "Creators that were read")
        self._model.setParent(self._table)
        self._counts = Label("", "secondary", tabular=True, wrap=True)
        self._columns = QComboBox()
        self._filter: Segmented | None = None
        self._progress = ProgressLine(theme)
        self._story = Story()
        self._plan = Label("", "hint", tabular=True, wrap=True)
        self._cancel = Button(theme, "Cancel")
        self._add = Button(theme, words.NOBODY_NEW, kind="primary")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Track creators")
        self.resize(*(theme.px(side) for side in SIZE))
        self._fill_columns(sheet, column_number)
        self._lay_out(sheet)
        self._connect()

    def show_reading(self) -> None:
        """Shows that another column is being read."""
        self._progress.start()
        self._add.setEnabled(False)

    def show_table(self, table: ReadTable, seconds: float) -> None:
        """seconds: until all who are new would be looked up."""
        self._progress.stop()
        self._model.show(table)
        self._story.tell("", "")
        self._counts.setText(words.counts(table, for_list=self._for_list))
        self._plan.setText(words.plan(table, seconds))
        self._add.set_text(words.add(table))
        self._add.setEnabled(table.wanted > 0)
        self._offer_groups(table)
        self._table.setFocus()

    def _offer_groups(self, table: ReadTable) -> None:
        """Offers to show only some of the entries, if that would make a difference."""
        numbers = {group: sum(table.numbers[one] for one in standings) for group, standings in GROUPS.items()}
        choices = {group: f"{NAMES[group]}  {number:,}" for group, number in numbers.items() if number}
        if self._filter is not None:
            self._tools.removeWidget(self._filter)
            self._filter.setParent(None)
            self._filter.deleteLater()
            self._filter = None
        if len(choices) > 2:  # all, and at least two others
            self._filter = Segmented(choices, "Show")
            self._filter.chosen.connect(self._show_group)
            self._tools.insertWidget(0, self._filter)
            self.setTabOrder(self._filter, self._columns)

    def _show_group(self, group: str) -> None:
        self._model.show_group(group)
        self._story.tell("", "")

    def _show_fault(self, entry: ReadEntry | None) -> None:
        """Says in full why the selected entry can't be used."""
        if entry is None or entry.standing is not Standing.REFUSED:
            self._story.tell("", "")
        else:
            self._story.tell(" ".join(entry.given.split())[:200], str(entry.fault))

    def _fill_columns(self, sheet: Sheet | None, chosen: int) -> None:
        self._columns.setAccessibleName("Column with the creators")
        self._columns.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._columns.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._columns.setMinimumContentsLength(18)
        headings = sheet.headings if sheet is not None else ()
        for heading in headings:
            self._columns.addItem(" ".join(heading.split()))
        self._columns.setCurrentIndex(chosen)

    def _lay_out(self, sheet: Sheet | None) -> None:
        caption = Label("Column", "label")
        caption.setBuddy(self._columns)
        self._tools = row(None, caption, self._columns)
        if self._columns.count() < 2:
            caption.hide()
            self._columns.hide()
        head = column(
            ElidedLabel(words.source(sheet.name if sheet is not None else ""), "section"),
            self._counts,
            spacing=4,
            margins=(EDGE, 20, EDGE, 12),
        )
        tools = column(self._tools, margins=(EDGE, 0, EDGE, 10))
        foot = row((self._plan, 1), self._cancel, self._add, spacing=8, margins=(EDGE, 12, EDGE, 16))
        body = column(head, tools, self._progress, (self._table, 1), self._story, hairline(), foot, spacing=0)
        self.setLayout(column((framed("page", body), 1), spacing=0))
        self._add.setDefault(True)
        self._cancel.setAutoDefault(False)

    def _connect(self) -> None:
        self._cancel.clicked.connect(self.reject)
        self._add.clicked.connect(self.accept)
        self._columns.activated.connect(self.column_chosen)
        self._table.record_selected.connect(self._show_fault)
