"""Exports what a page shows: asks for the file, writes it, says how far it is, and stops if the user wants that."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from tiktrack_gui.core.errors import BadInput, StoreError
from tiktrack_gui.core.table_export import Table, TableFormat
from tiktrack_gui.services.exporting import Exporting, ExportProgress
from tiktrack_gui.services.tasks import Tasks
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column, row
from tiktrack_gui.ui.widgets.buttons import Button
from tiktrack_gui.ui.widgets.labels import ElidedLabel, Label
from tiktrack_gui.ui.widgets.progress_line import ProgressLine
from tiktrack_gui.ui.window.messages import Messages
from tiktrack_gui.words import exporting as words

T = TypeVar("T")

WIDTH = 420  # px
PARTS = 1_000  # of the progress line
KINDS = {  # as the dialog calls them
    "CSV (*.csv)": TableFormat.CSV,
    "Excel workbook (*.xlsx)": TableFormat.XLSX,
    "JSON (*.json)": TableFormat.JSON,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportRequest:
    """What a page wants to be exported.

    what: for the dialog, such as "videos". name: of the file, without its ending. table: is awaited when the file is
    chosen; what is exported was decided before.
    """

    what: str
    name: str
    table: Callable[[Exporting], Awaitable[Table]]


class Exports(QObject):
    """Carries out the requests of all pages."""

    def __init__(self, theme: Theme, exporting: Exporting, tasks: Tasks, messages: Messages, window: QWidget) -> None:
        """window: over which the dialogs open."""
        super().__init__()
        self._theme, self._exporting, self._tasks, self._messages = theme, exporting, tasks, messages
        self._window = window
        self._kind = next(iter(KINDS))  # the one chosen last

    def ask(self, request: ExportRequest) -> None:
        """Opens the dialog for the file."""
        name = f"{words.file_name(request.name)}.{KINDS[self._kind]}"
        dialog = QFileDialog(self._window, f"Export {request.what}", name)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters(list(KINDS))
        dialog.selectNameFilter(self._kind)
        dialog.setDefaultSuffix(KINDS[self._kind])
        dialog.selectFile(name)
        dialog.filterSelected.connect(partial(self._choose, dialog))
        dialog.fileSelected.connect(partial(self.start, request))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _choose(self, dialog: QFileDialog, kind: str) -> None:
        """Gives the file that is named already the ending of the kind."""
        self._kind = kind
        dialog.setDefaultSuffix(KINDS[kind])
        if chosen := dialog.selectedFiles():
            dialog.selectFile(Path(chosen[0]).with_suffix(f".{KINDS[kind]}").name)

    def start(self, request: ExportRequest, path: str) -> None:
        """Writes the file, as its ending says, or else as what was chosen."""
        file = Path(path)
        self._tasks.spawn(self._export(request, file), name=_task(file))

    async def _export(self, request: ExportRequest, file: Path) -> None:
        dialog = ExportDialog(self._theme, request.what, file.name, self._window)
        dialog.stop_wanted.connect(partial(self._tasks.cancel, _task(file)))
        try:
            table = await request.table(self._exporting)
            rows = await self._exporting.write(table, self._format_of(file), file, dialog.show_progress)
        except BadInput:
            self._messages.say(words.failed(file.name), "Try again", partial(self.start, request, str(file)))
        except StoreError as error:
            self._messages.trouble(error, partial(self.start, request, str(file)), here=True)
        else:
            self._messages.say(words.saved(rows, file.name), "Open folder", partial(_open, file.parent))
        finally:
            dialog.end()

    def _format_of(self, file: Path) -> TableFormat:
        ending = file.suffix.lower().removeprefix(".")
        return TableFormat(ending) if ending in list(TableFormat) else KINDS[self._kind]


class ExportDialog(QDialog):
    """Says how far an export is. It appears with the first progress: what is quick needs none.

    Signals:
        stop_wanted: The button was pressed, or the dialog closed.
    """

    stop_wanted = Signal()

    def __init__(self, theme: Theme, what: str, name: str, window: QWidget) -> None:
        super().__init__(window)
        self._is_over = False
        self.setWindowTitle(f"Exporting {what}")
        self.setWindowFlag(Qt.WindowType.WindowContextHelpButtonHint, False)
        self._line = ProgressLine(theme)
        self._said = Label("", "secondary", tabular=True)
        stop = Button(theme, "Stop", hint="Esc")
        stop.setAutoDefault(False)
        stop.clicked.connect(self.reject)
        self.rejected.connect(self._stop)
        title = ElidedLabel(f"Exporting to “{name}”", "strong")
        self.setLayout(column(title, self._line, self._said, row(None, stop), spacing=10, margins=(24, 20, 24, 16)))
        self.setMinimumWidth(theme.px(WIDTH))

    def show_progress(self, made: ExportProgress) -> None:
        if self._is_over:
            return
        self._line.start(round((made.done or 0) * PARTS), PARTS if made.done is not None else 0)
        self._said.setText(words.progress(made))
        self.show()

    def end(self) -> None:
        self._is_over = True
        self._line.stop()
        self.hide()
        self.deleteLater()

    def _stop(self) -> None:
        if not self._is_over:
            self.stop_wanted.emit()


async def at_once(table: Table, _exporting: Exporting) -> Table:
    """For a request whose table is there."""
    return table


def several_or_all(selected: Sequence[T], shown: Sequence[T]) -> Sequence[T]:
    """What is exported: those selected if there are several, otherwise all that are shown."""
    return selected if len(selected) > 1 else shown


def _task(file: Path) -> str:
    return f"export {file}"


def _open(folder: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
