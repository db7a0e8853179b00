"""The table of candidates."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView

from tiktrack_gui.ui.discover.columns import COLUMNS, Column
from tiktrack_gui.ui.discover.delegate import CandidatesDelegate
from tiktrack_gui.ui.discover.model import CandidatesModel
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.keyed_table import KeyedTable
from tiktrack_gui.ui.widgets.pictures import Pictures

BY_RANK = (Column.RANK, Qt.SortOrder.AscendingOrder)


class CandidatesTable(KeyedTable):
    """Shows a CandidatesModel."""

    def __init__(self, theme: Theme, pictures: Pictures, model: CandidatesModel) -> None:
        painter = CandidatesDelegate(theme, pictures, model)
        super().__init__(*(theme, pictures, model, painter, "Candidates", COLUMNS, BY_RANK))
        self._header.setSectionResizeMode(Column.RANK, QHeaderView.ResizeMode.Fixed)
