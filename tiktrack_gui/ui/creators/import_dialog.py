"""Shows what importing measurements would do, before anything is stored."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDialog, QWidget

from tiktrack_gui.core.history_import import Fate, HistoryImport, ImportRow
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column, framed, hairline, row
from tiktrack_gui.ui.widgets.buttons import Button
from tiktrack_gui.ui.widgets.labels import ElidedLabel, Label
from tiktrack_gui.ui.widgets.read_view import EDGE
from tiktrack_gui.ui.widgets.records_model import Column, RecordsModel
from tiktrack_gui.ui.widgets.records_table import RecordsTable
from tiktrack_gui.ui.widgets.segmented import Segmented
from tiktrack_gui.words import history_import as words
from tiktrack_gui.words import times

SIZE = 860, 540  # px; fits beside the frame of the smallest window
ALL = "all"
GROUPS: Mapping[Fate, str] = {
    Fate.NEW: "New",
    Fate.THERE: "There already",
    Fate.CLASHES: "Different",
    Fate.REFUSED: "Can’t be used",
}
MARKS = {
    Fate.NEW: ("plus", "accent_text"),
    Fate.THERE: ("check", "text3"),
    Fate.CLASHES: ("circle-alert", "warn"),
    Fate.REFUSED: ("circle-alert", "warn"),
}


class ImportModel(RecordsModel[ImportRow]):
    """Shows the rows of one fate, in the order of the file."""

    def __init__(self, table: HistoryImport, parent: QObject | None = None) -> None:
        super().__init__(COLUMNS, _key, float, limit=1, parent=parent)
        self._records = {_key(one): one for one in table.rows}
        self._order = list(self._records)

    def show_group(self, group: str) -> None:
        self.beginResetModel()
        self._order = [key for key, one in self._records.items() if group in (ALL, one.fate)]
        self.endResetModel()


class ImportDialog(QDialog):
    """Accepted, what is new is to be stored. Enter accepts, Esc cancels."""

    def __init__(self, theme: Theme, table: HistoryImport, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.model = ImportModel(table, self)
        self.table = RecordsTable(theme, self.model, "Measurements in the file")
        self.filter = Segmented(_choices(table), "Show")
        self._cancel = Button(theme, "Cancel")
        self._import = Button(theme, words.add(table), kind="primary")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Import measurements")
        self.resize(*(theme.px(side) for side in SIZE))
        self._lay_out(table)
        self.filter.chosen.connect(self.model.show_group)
        self._cancel.clicked.connect(self.reject)
        self._import.clicked.connect(self.accept)
        self._import.setEnabled(table.numbers[Fate.NEW] > 0)
        self.table.setFocus()

    def _lay_out(self, table: HistoryImport) -> None:
        if len(table.numbers) < 2:
            self.filter.hide()
        head = column(
            ElidedLabel(f"Measurements in “{table.name}”", "section"),
            Label(words.summary(table), "secondary", tabular=True, wrap=True),
            row(self.filter, None),
            spacing=6,
            margins=(EDGE, 20, EDGE, 12),
        )
        plan = Label(words.plan(table), "hint", tabular=True, wrap=True)
        foot = row((plan, 1), self._cancel, self._import, spacing=8, margins=(EDGE, 12, EDGE, 16))
        body = column(head, (self.table, 1), hairline(), foot, spacing=0)
        self.setLayout(column((framed("page", body), 1), spacing=0))
        self._import.setDefault(True)
        self._cancel.setAutoDefault(False)


def _choices(table: HistoryImport) -> dict[str, str]:
    numbers = {fate: table.numbers[fate] for fate in GROUPS if table.numbers[fate]}
    return {ALL: "All"} | {fate.value: f"{GROUPS[fate]}  {number:,}" for fate, number in numbers.items()}


def _key(one: ImportRow) -> int:
    return -one.number  # the base class has the largest on top


def _number(one: ImportRow, _now: float) -> str:
    return f"{one.number:,}"


def _whom(one: ImportRow, _now: float) -> str:
    return words.whom(one)


def _measured(one: ImportRow, _now: float) -> str:
    return "" if one.sample is None else times.exact_time(one.sample.at)


def _counts(one: ImportRow, _now: float) -> str:
    return words.sample(one.sample)


def _fate(one: ImportRow, _now: float) -> str:
    return words.fate(one)


def _mark(one: ImportRow, _now: float) -> tuple[str, str]:
    return MARKS[one.fate]


COLUMNS: tuple[Column[ImportRow], ...] = (
    Column(title="Row", text=_number, width=64, is_number=True),
    Column(title="Creator", text=_whom, hint=_whom, width=150),
    Column(title="Measured", text=_measured, width=176, is_time=True),
    Column(title="Counts", text=_counts, hint=_counts, is_main=True),
    Column(title="What happens", text=_fate, hint=_fate, mark=_mark),
)
