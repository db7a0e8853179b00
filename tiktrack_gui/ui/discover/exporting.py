"""Saves candidates as CSV, with what each figure is from."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from importlib.metadata import version

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from tiktrack_gui.core.discovery.brands import Brand
from tiktrack_gui.core.discovery.constants import Constants
from tiktrack_gui.core.discovery.ranked import Ranked
from tiktrack_gui.ui.discover.model import CandidatesModel
from tiktrack_gui.ui.discover.table import CandidatesTable
from tiktrack_gui.ui.widgets.saving import Content, Saving
from tiktrack_gui.ui.window.messages import Messages
from tiktrack_gui.words import candidates_csv
from tiktrack_gui.words.times import local

CSV = "CSV (*.csv)"


class Exporting(QObject):
    """Exports those selected if there are several, otherwise all that are shown."""

    def __init__(
        self,
        page: QWidget,
        table: CandidatesTable,
        model: CandidatesModel,
        brand: Callable[[], Brand | None],
        constants: Callable[[], Constants],
        now: Callable[[], float],
        messages: Messages,
    ) -> None:
        super().__init__(page)
        self._table, self._model, self._brand = table, model, brand
        self._constants, self._now, self._messages = constants, now, messages
        self._saving = Saving(page)
        self._saving.said.connect(self._say)

    def export(self) -> None:
        brand = self._brand()
        if brand is not None and self._model.rowCount():
            day = f"{local(self._now()):%Y-%m-%d}"
            self._saving.ask("Export candidates", f"{_file_name(brand.name)} {day}.csv", CSV, self._content)

    def _content(self) -> Content:
        """What is exported is decided here; it is written out in the thread."""
        brand = self._brand()
        assert brand is not None
        chosen: list[Ranked] = self._table.selection if self._table.selected_count > 1 else self._model.shown
        placed = [(self._model.place_of(one.creator_id), one) for one in chosen]
        return partial(_written, placed, brand, self._constants(), self._now(), version("tiktrack-gui"))

    def _say(self, text: str, _good: bool) -> None:
        self._messages.say(text)


def _written(
    placed: list[tuple[int, Ranked]], brand: Brand, constants: Constants, now: float, of_version: str
) -> bytes:
    return candidates_csv.of_candidates(placed, brand, constants, now, of_version).encode("utf-8-sig")


def _file_name(name: str) -> str:
    """The name without what file systems don't take."""
    kept = "".join(char if char.isalnum() or char in " -_" else "_" for char in name).strip()
    return kept[:60] or "Candidates"
