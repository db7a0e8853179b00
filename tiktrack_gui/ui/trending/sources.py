"""Where TikTrack looks for videos: the trending feed, hashtags and creators, each with its frequency and threshold."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QScrollArea, QWidget

from tiktrack_gui.core.errors import TikTrackError
from tiktrack_gui.core.numbers import velocity
from tiktrack_gui.core.requests import Demand
from tiktrack_gui.core.schedule import MOST_MINUTES, least_minutes
from tiktrack_gui.core.sources import TRENDING, Source
from tiktrack_gui.services.rounds import Planned, Rounds
from tiktrack_gui.services.source_list import SourceList
from tiktrack_gui.services.tasks import Tasks
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column, hairline, row, scrolled
from tiktrack_gui.ui.widgets.buttons import Button, IconButton
from tiktrack_gui.ui.widgets.fields import IconField, NumberField
from tiktrack_gui.ui.widgets.labels import ElidedLabel, Label
from tiktrack_gui.ui.widgets.switch import Switch
from tiktrack_gui.ui.window.messages import Messages
from tiktrack_gui.words import requests
from tiktrack_gui.words import sources as words

USUAL = -1.0  # in a source's field: no threshold of its own
ADDING = "add a source"  # the task's name


class SourceRow(QWidget):
    """One source.

    Signals:
        changed: It is to be another way. arg: the Source.
        remove_wanted: It is to leave the list. arg: the Source.
    """

    changed = Signal(object)
    remove_wanted = Signal(object)

    def __init__(self, theme: Theme, source: Source, usual: float) -> None:
        """usual: the threshold of sources without their own."""
        super().__init__()
        self._source = source
        name = source.account_handle
        self._on = Switch(theme, name)
        self._name = ElidedLabel("TikTok’s trending feed" if name == TRENDING else name, "label")
        self._state = ElidedLabel("", "hint")
        least = least_minutes(source.capability)
        self._every = NumberField(f"Refresh {name} every", least, MOST_MINUTES, before="every ", after=" min")
        self._threshold = NumberField(f"Minimum velocity of {name}", USUAL, 1_000_000, before="≥ ", after="/min")
        self._threshold.setSpecialValueText(f"≥ {velocity(usual)} (usual)")
        self._threshold.setToolTip("From 0 to 1,000,000, or one step below 0 for the usual threshold")
        self._remove = IconButton(theme, "trash-2", f"Remove {name}")
        place = self._remove.sizePolicy()
        place.setRetainSizeWhenHidden(True)  # so that all fields are below one another
        self._remove.setSizePolicy(place)
        if name == TRENDING:
            self._remove.hide()
        self._every.setFixedWidth(theme.px(136))
        self._threshold.setFixedWidth(theme.px(176))
        names = column(self._name, self._state, spacing=0)
        self.setLayout(row(self._on, self._every, self._threshold, self._remove, margins=(0, 6, 0, 6)))
        self.layout().insertLayout(1, names, 1)  # type: ignore[union-attr]
        self._on.toggled.connect(self._switch)
        self._every.committed.connect(self._set_every)
        self._threshold.committed.connect(self._set_threshold)
        self._remove.clicked.connect(self._ask_to_remove)

    def show_source(self, planned: Planned, now: float) -> None:
        source = self._source = planned.source
        self._on.setChecked(source.is_active)
        self._every.set_value(source.scrape_frequency_minutes)
        self._threshold.set_value(USUAL if source.min_velocity is None else source.min_velocity)
        self._state.setText(words.standing(planned, now))

    def _switch(self, on: bool) -> None:
        if on != self._source.is_active:  # by the user, not by `show_source`
            self.changed.emit(replace(self._source, is_active=on))

    def _set_every(self, minutes: float) -> None:
        self.changed.emit(replace(self._source, scrape_frequency_minutes=round(minutes)))

    def _set_threshold(self, threshold: float) -> None:
        self.changed.emit(replace(self._source, min_velocity=None if threshold < 0 else threshold))

    def _ask_to_remove(self) -> None:
        self.remove_wanted.emit(self._source)


class SourcesDialog(QDialog):
    """Every change applies at once."""

    def __init__(
        self,
        theme: Theme,
        sources: SourceList,
        rounds: Rounds,
        usual: float,
        demand: Callable[[], Awaitable[Demand]],
        tasks: Tasks,
        messages: Messages,
        now: Callable[[], float],
        parent: QWidget | None,
    ) -> None:
        """usual: the threshold of sources without their own. demand: returns the requests that all settings need. now:
        UTC epoch seconds.
        """
        super().__init__(parent)
        self._theme, self._sources, self._rounds, self._usual = theme, sources, rounds, usual
        self._demand, self._tasks, self._messages, self._now = demand, tasks, messages, now
        self._rows: dict[int, SourceRow] = {}
        self._field = IconField(theme, "plus", "#hashtag, @creator, or a link to either", "Another source")
        self._add = Button(theme, "Add")
        self._fault = Label("", "small", tone="bad", wrap=True)
        self._need = Label("", "hint", tabular=True, wrap=True)
        self._list = column(spacing=0, margins=(24, 0, 24, 0))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Sources")
        self.resize(theme.px(660), theme.px(460))
        self._lay_out(theme)
        self._add.clicked.connect(self.add)
        self._field.returnPressed.connect(self.add)
        self._field.textEdited.connect(self._forget_fault)
        rounds.changed.connect(self._show_rows)
        tasks.spawn(self._plan(), name="plan the sources")
        self._show_rows(rounds.planned)

    def add(self) -> None:
        text = self._field.text().strip()
        if text and not self._tasks.is_running(ADDING):
            self._add.setEnabled(False)
            self._tasks.spawn(self._add_source(text), name=ADDING)

    async def _add_source(self, text: str) -> None:
        try:
            await self._sources.add(text)
        except TikTrackError as error:
            self._show_fault(error)
        else:
            self._field.clear()
            self._forget_fault()
        finally:
            self._add.setEnabled(True)
        await self._plan()

    def _change(self, source: Source) -> None:
        self._tasks.spawn(self._keep(source), name=f"change the source {source.id}", finishes=True)

    async def _keep(self, source: Source) -> None:
        try:
            await self._sources.change(source)
        except TikTrackError as error:
            self._show_fault(error)
        await self._plan()

    def _remove(self, source: Source) -> None:
        self._tasks.spawn(self._take_off(source), name=f"remove the source {source.id}")

    async def _take_off(self, source: Source) -> None:
        await self._sources.remove(source)
        again = partial(self._put_back, source)
        self._messages.say(f"Removed {source.account_handle}. {words.KEPT}", "Undo", again)
        await self._plan()

    def _put_back(self, source: Source) -> None:
        self._tasks.spawn(self._restore(source), name=f"put the source {source.id} back")

    async def _restore(self, source: Source) -> None:
        added = await self._sources.add(source.account_handle)
        await self._sources.change(replace(source, id=added.id))
        await self._plan()

    async def _plan(self) -> None:
        await self._rounds.plan()
        self._show_rows(self._rounds.planned)
        demand = await self._demand()
        self._need.setText(requests.need(demand))
        self._need.set_tone("bad" if demand.is_over else "warn" if demand.is_near else "")

    def _show_rows(self, planned: Sequence[Planned]) -> None:
        """Adds and removes rows, and updates the others in place: one of them may be being edited."""
        wanted = {one.source.id: one for one in planned}
        for source_id in self._rows.keys() - wanted.keys():
            gone = self._rows.pop(source_id)
            gone.setParent(None)  # out of sight now
            gone.deleteLater()
        for source_id, one in wanted.items():
            if source_id not in self._rows:
                made = self._rows[source_id] = SourceRow(self._theme, one.source, self._usual)
                made.changed.connect(self._change)
                made.remove_wanted.connect(self._remove)
                self._list.insertWidget(self._list.count() - 1, made)
            self._rows[source_id].show_source(one, self._now())

    def _show_fault(self, error: TikTrackError) -> None:
        self._fault.setText(f"{error.sentence} {error.advice}".strip())
        self._fault.show()
        self._field.set_invalid(True)

    def _forget_fault(self) -> None:
        self._fault.hide()
        self._field.set_invalid(False)

    def _lay_out(self, theme: Theme) -> None:
        self._list.addStretch(1)
        self._fault.hide()
        area = QScrollArea()
        scrolled(area, self._list)
        close = Button(theme, "Close", hint="Esc")
        close.clicked.connect(self.accept)
        close.setAutoDefault(False)
        self._add.setAutoDefault(False)
        head = column(
            Label("Sources", "section"),
            Label("Where TikTrack looks for videos that take off", "secondary"),
            row((self._field, 1), self._add, margins=(0, 8, 0, 0)),
            self._fault,
            spacing=4,
            margins=(24, 20, 24, 12),
        )
        foot = row((self._need, 1), close, spacing=16, margins=(24, 12, 24, 16))
        self.setLayout(column(head, hairline(), (area, 1), hairline(), foot, spacing=0))
