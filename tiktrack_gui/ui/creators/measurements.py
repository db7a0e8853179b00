"""All measurements of a creator, newest first, with where each was read and how exact it is; rows can be copied."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from operator import attrgetter

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QDialog, QWidget

from tiktrack_gui.core.history_table import of_samples
from tiktrack_gui.core.models import Creator, CreatorCount, CreatorSample
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column, row
from tiktrack_gui.ui.widgets.buttons import Button
from tiktrack_gui.ui.widgets.keys import shortcut_within
from tiktrack_gui.ui.widgets.labels import ElidedLabel, Label
from tiktrack_gui.ui.widgets.records_model import Column, RecordsModel
from tiktrack_gui.ui.widgets.records_table import RecordsTable
from tiktrack_gui.ui.window.exports import ExportRequest, at_once, several_or_all
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


class MeasurementsTable(RecordsTable):
    """Several rows can be selected, and copied with Ctrl+C."""

    def __init__(self, theme: Theme, model: MeasurementsModel) -> None:
        super().__init__(theme, model, "All measurements")
        self.allow_several()
        self.copy_wanted.connect(self.copy)
        self.verticalHeader().setDefaultSectionSize(theme.px(ROW))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.SelectAll):
            self.selectAll()
        else:
            super().keyPressEvent(event)


class Measurements(QDialog):
    """The dialog, opened with open().

    Signals:
        export_requested: The user wants to export the measurements. arg: an ExportRequest.
    """

    export_requested = Signal(object)

    def __init__(self, theme: Theme, creator: Creator, samples: Sequence[CreatorSample], parent: QWidget) -> None:
        """samples: oldest first."""
        super().__init__(parent)
        self._creator, handle = creator, creator.handle
        self.setWindowTitle(f"Measurements of @{handle}")
        self.resize(*SIZE)
        self.model = MeasurementsModel(_never)
        self.table = MeasurementsTable(theme, self.model)
        self.model.setParent(self.table)
        self.model.show_all(samples)
        title = ElidedLabel(f"Measurements of @{handle}", "title")
        number = "1 row" if len(samples) == 1 else f"{len(samples):,} rows"
        copy = Button(theme, "Copy rows", icon="copy", hint="Copy the selected rows as text (Ctrl+C)")
        export = Button(theme, "Export…", icon="download", hint="Export the measurements (Ctrl+E)")
        close = Button(theme, "Close", hint="Esc")
        copy.clicked.connect(self.table.copy)
        export.clicked.connect(self.export)
        close.clicked.connect(self.accept)
        self.finished.connect(self.deleteLater)
        head = row((title, 1), Label(number, "hint", tabular=True), spacing=12, margins=(24, 20, 24, 8))
        foot = row(None, copy, export, close, margins=(24, 8, 24, 16))
        self.setLayout(column(head, (self.table, 1), foot, spacing=0))
        self.table.setFocus()
        shortcut_within(self, "Ctrl+E", self.export)

    def export(self) -> None:
        """Those selected if there are several, otherwise all."""
        chosen = several_or_all(self.table.chosen, self.model.shown)
        if chosen:
            table = of_samples(self._creator.id, self._creator.handle, chosen)
            name = f"{self._creator.handle} measurements"
            self.export_requested.emit(ExportRequest(what="measurements", name=name, table=partial(at_once, table)))


def _never() -> float:
    """No text of these columns depends on the time."""
    return 0.0
