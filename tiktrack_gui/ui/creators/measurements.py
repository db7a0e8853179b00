"""All measurements of a creator, newest first, with where each was read and how exact it is; rows can be copied."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from operator import attrgetter

from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QDialog, QWidget

from tiktrack_gui.core.models import CreatorCount, CreatorSample
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column, row
from tiktrack_gui.ui.widgets.buttons import Button
from tiktrack_gui.ui.widgets.labels import ElidedLabel, Label
from tiktrack_gui.ui.widgets.records_model import Column, RecordsModel
from tiktrack_gui.ui.widgets.records_table import RecordsTable
from tiktrack_gui.words import counts, origins, profiles, times

SIZE = (880, 560)  # px
ROW = 32
MOST = 10_000_000  # rows; all


def _count(which: CreatorCount, sample: CreatorSample, _now: float) -> str:
    return counts.creator_count(sample, which, full=True)


def _time(sample: CreatorSample, _now: float) -> str:
    return times.exact_time(sample.at)


def _origin(sample: CreatorSample, _now: float) -> str:
    return origins.NAMES[sample.origin]


def _exactness(sample: CreatorSample, _now: float) -> str:
    return profiles.exactness(sample)


COLUMNS: tuple[Column[CreatorSample], ...] = (
    Column(title="Time", text=_time, width=196, is_time=True, is_main=True),
    *(
        Column(title=name, text=partial(_count, which), width=width, is_number=True)
        for (which, name), width in zip(profiles.COUNTS.items(), (124, 92, 132, 88), strict=True)
    ),
    Column(title="Origin", text=_origin, width=108),
    Column(title="Exactness", text=_exactness, hint=_exactness),
)


class MeasurementsModel(RecordsModel[CreatorSample]):
    """The samples of one creator, by their time."""

    def __init__(self, now: Callable[[], float]) -> None:
        super().__init__(COLUMNS, attrgetter("at"), now, MOST)

    def show_all(self, samples: Sequence[CreatorSample]) -> None:
        """Replaces all rows. samples: oldest first."""
        self.beginResetModel()
        self._records = {sample.at: sample for sample in samples}
        self._order = list(reversed(self._records))
        self.endResetModel()

    def text(self, rows: Sequence[int]) -> str:
        """Returns the rows with the headings, as text with tabs that a spreadsheet takes."""
        lines = [[column.title for column in COLUMNS]]
        lines += [[column.text(self.record(number), 0) for column in COLUMNS] for number in rows]
        return "\n".join("\t".join(line) for line in lines)


class MeasurementsTable(RecordsTable):
    """Several rows can be selected, and copied with Ctrl+C."""

    def __init__(self, theme: Theme, model: MeasurementsModel) -> None:
        super().__init__(theme, model, "All measurements")
        self._samples = model
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.verticalHeader().setDefaultSectionSize(theme.px(ROW))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self.selectAll()
        else:
            super().keyPressEvent(event)

    def copy(self) -> None:
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        if rows:
            QGuiApplication.clipboard().setText(self._samples.text(rows))


class Measurements(QDialog):
    """The dialog, opened with open()."""

    def __init__(self, theme: Theme, handle: str, samples: Sequence[CreatorSample], parent: QWidget) -> None:
        """samples: oldest first."""
        super().__init__(parent)
        self.setWindowTitle(f"Measurements of @{handle}")
        self.resize(*SIZE)
        self.model = MeasurementsModel(_never)
        self.table = MeasurementsTable(theme, self.model)
        self.model.setParent(self.table)
        self.model.show_all(samples)
        title = ElidedLabel(f"Measurements of @{handle}", "title")
        number = "1 row" if len(samples) == 1 else f"{len(samples):,} rows"
        copy = Button(theme, "Copy rows", icon="copy", hint="Copy the selected rows as text (Ctrl+C)")
        close = Button(theme, "Close", hint="Esc")
        copy.clicked.connect(self.table.copy)
        close.clicked.connect(self.accept)
        self.finished.connect(self.deleteLater)
        head = row((title, 1), Label(number, "hint", tabular=True), spacing=12, margins=(24, 20, 24, 8))
        foot = row(None, copy, close, margins=(24, 8, 24, 16))
        self.setLayout(column(head, (self.table, 1), foot, spacing=0))
        self.table.setFocus()


def _never() -> float:
    """No text of these columns depends on the time."""
    return 0.0
