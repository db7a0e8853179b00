"""Brings the overview together with the list: the same creators, the same selection, the same actions."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QPoint, Signal

from tiktrack_gui.core.pending import PendingCreator
from tiktrack_gui.services.adding import Adding
from tiktrack_gui.services.creators import Creators
from tiktrack_gui.ui.creators.menu import CreatorsMenu
from tiktrack_gui.ui.creators.model import CreatorsModel, Entry
from tiktrack_gui.ui.creators.overview.switch import OVERVIEW, PROFILE
from tiktrack_gui.ui.creators.overview.view import OverviewView
from tiktrack_gui.ui.creators.pane import CreatorsPane

Select = Callable[[Sequence[int], int | None], None]


class OverviewActions(QObject):
    """The list's selection is the one that counts, also while only the table is shown.

    Signals:
        switched: The other view is to be shown. See `is_shown`.
    """

    switched = Signal()

    def __init__(
        self,
        pane: CreatorsPane,
        view: OverviewView,
        menu: CreatorsMenu,
        model: CreatorsModel,
        creators: Creators,
        adding: Adding,
    ) -> None:
        super().__init__(pane)
        self._pane, self._view, self._menu, self._model = pane, view, menu, model
        self._creators, self._adding = creators, adding
        self._pending: Sequence[PendingCreator] = ()
        self._blocked_since: float | None = None
        self._is_mirroring = False
        menu.works_in(view.table)
        pane.switch.chosen.connect(self._switch)
        pane.filtered.connect(view.show_only)
        pane.list.creator_selected.connect(self._select_rows)
        view.filter_cleared.connect(pane.clear_filter)
        view.table.chosen.connect(self._select_entries)
        view.table.opened.connect(self._open_profile)
        view.table.menu_wanted.connect(self._open_menu)
        view.table.move_wanted.connect(pane.list.move_wanted)
        adding.changed.connect(self._take_pending)

    @property
    def is_shown(self) -> bool:
        return self._pane.switch.choice == OVERVIEW

    @property
    def is_empty(self) -> bool:
        return not self._view.model.total

    def show_again(self) -> None:
        """Shows what has changed of the list's creators, if the overview is shown."""
        if self.is_shown:
            self._show()

    async def load(self) -> None:
        """Reads what only the overview shows, and shows it with what the list has now."""
        if self.is_shown:
            self._pending = await self._adding.pending()
            self._blocked_since = await self._creators.blocked_since()
            self._show()

    def _show(self) -> None:
        self._view.show_list(self._pane.chooser.shown, self._model.entries, self._pending, self._blocked_since)
        self._select_rows()

    def _take_pending(self, pending: Sequence[PendingCreator]) -> None:
        self._pending = pending
        if self.is_shown:
            self._show()

    def _switch(self) -> None:
        """Shows at once what is known of the list."""
        if self.is_shown and self._model.total:
            self._show()
        self.switched.emit()

    def _open_profile(self, creator_id: int) -> None:
        if self._model.find(creator_id) is not None:
            self._pane.list.select(creator_id)
            self._pane.switch.choose(PROFILE)

    def _open_menu(self, position: QPoint) -> None:
        if self._pane.list.chosen:
            self._menu.open_at(position)

    def _select_rows(self, _selected: Entry | None = None) -> None:
        if self.is_shown and not self._is_mirroring:
            current = self._pane.list.selected
            chosen = [entry.id for entry in self._pane.list.chosen]
            self._mirror(self._view.table.select, chosen, current.id if current is not None else None)

    def _select_entries(self, ids: Sequence[int], current: int | None) -> None:
        if self.is_shown and not self._is_mirroring:
            self._mirror(self._pane.list.select_all, ids, current)

    def _mirror(self, select: Select, ids: Sequence[int], current: int | None) -> None:
        self._is_mirroring = True
        try:
            select(ids, current)
        finally:
            self._is_mirroring = False
