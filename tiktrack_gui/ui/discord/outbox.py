"""The outbox panel: every requested thread, its state, the actions it allows, and what holds posts back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import attrgetter

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from tiktrack_gui.core.channels import link
from tiktrack_gui.core.deliveries import Channel, Delivery, DeliveryState, Wait
from tiktrack_gui.core.errors import TikTrackError
from tiktrack_gui.core.models import Creator
from tiktrack_gui.ui.discord.holds_strip import HoldsStrip
from tiktrack_gui.ui.discord.outbox_actions import OutboxActions
from tiktrack_gui.ui.discord.outbox_columns import DETAILS_FROM, Around, outbox_columns
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column, follow, hairline, row
from tiktrack_gui.ui.widgets.buttons import Button
from tiktrack_gui.ui.widgets.keys import shortcut_within
from tiktrack_gui.ui.widgets.labels import ElidedLabel, Label
from tiktrack_gui.ui.widgets.records_model import RecordsModel
from tiktrack_gui.ui.widgets.records_view import RecordsView
from tiktrack_gui.words import holds as words
from tiktrack_gui.words.deliveries import details, is_waiting

MIN_HEIGHT = 168  # px; the headers and two rows, without what holds posts back
MOST = 200  # rows; the oldest beyond it are removed
NOTHING = {
    "icon": "inbox",
    "title": "Nothing posted yet",
    "text": "Threads you post, and attempts that failed, are listed here.",
}
QUESTION = "Is the thread in the channel?"


class OutboxPanel(QWidget):
    """A table of deliveries, newest first, with buttons for the selected ones.

    Attributes:
        is_folded: Whether only the header is shown, because there is nothing.
        buttons: What can be done with the selected deliveries.
        strip: What holds posts back.

    Signals:
        open_wanted: The user wants to open a thread, or the channel it should be in. arg: the link.
        pause_wanted: The user wants nothing to be sent until they resume.
        reload_wanted: The user wants to reload the outbox.
        unfolded: There is something to show now.
    """

    open_wanted = Signal(str)
    pause_wanted = Signal()
    reload_wanted = Signal()
    unfolded = Signal()

    def __init__(self, theme: Theme, now: Callable[[], float]) -> None:
        """now: UTC epoch seconds, for ages and countdowns."""
        super().__init__()
        self._theme, self._now = theme, now
        self._around = Around()
        self._holds: Sequence[words.Hold] = ()
        self._model = RecordsModel(outbox_columns(self._around), attrgetter("id"), now, MOST)
        self._view = RecordsView(theme, self._model, "Outbox", NOTHING)
        self._count = Label("", "hint", tabular=True)
        self._line = hairline()
        self._folds = self.is_folded = False
        self._about = ElidedLabel("", "hint")
        self._about_below = Label("", "hint", wrap=True)
        self._pause = Button(theme, "Pause all", icon="pause", kind="ghost", hint=words.PAUSE_HINT)
        self.buttons, self.strip = OutboxActions(theme), HoldsStrip(theme)
        self._head = row(spacing=8, margins=(24, 9, 24, 9))
        self._lay_out()
        self._connect()
        self._offer()

    @property
    def selected(self) -> Delivery | None:
        """Of several the current one."""
        delivery: Delivery | None = self._view.table.selected
        return delivery

    @property
    def is_counting(self) -> bool:
        """Whether any text counts down and changes every second."""
        is_held = any(hold.is_counting for hold in self._holds)
        return is_held or any(is_waiting(delivery, self._now()) for delivery in self._model.records())

    def select(self, delivery_id: int) -> None:
        self._view.table.select(delivery_id)

    def knows(self, delivery: Delivery) -> bool:
        """Whether the names of its channel and of whom it is about are known."""
        around = self._around
        return delivery.channel_id in around.channels and delivery.creator_id in around.creators

    def name(self, channels: Mapping[int, Channel], creators: Mapping[int, Creator] | None = None) -> None:
        """Sets the names of these channels, as Discord last reported them, and of creators, both by ID."""
        self._around.channels.update(channels)
        self._around.creators.update(creators or {})
        self.refresh_times()

    def show_holds(self, holds: Sequence[words.Hold], waits: Iterable[Wait], *, paused: bool) -> None:
        """waits: what waits for each channel. paused: nothing is sent until the user resumes."""
        self._holds = holds
        self._around.waits = {wait.channel_id: wait for wait in waits}
        if self._around.paused != paused:
            self._around.paused = paused
            self._offer()
        in_strip, on_pause = self.strip.has_focus(), self.window().focusWidget() is self._pause
        was_paused = self._pause.isHidden()
        offered = self.strip.buttons
        self.strip.show_holds(holds)
        if self.strip.buttons != offered:
            for button in self.strip.buttons:
                follow(button, before=self._view.table)
        self._pause.setVisible(not paused)
        if on_pause and paused:
            self.strip.focus()
        elif in_strip and not self.strip.has_focus():
            (self._pause if was_paused and not paused else self._view.table).setFocus()
        self.refresh_times()
        self._fold()

    def fold_if_empty(self, folds: bool) -> None:
        """folds: whether only the header is shown while there is nothing."""
        self._folds = folds
        self._fold()

    def focus(self) -> None:
        self._view.table.setFocus()

    def upsert(self, deliveries: Iterable[Delivery]) -> None:
        self._view.upsert(list(deliveries))
        self._fold()
        self._offer()

    def fail(self, error: TikTrackError) -> None:
        """Shows that the outbox couldn't be read."""
        self._view.fail(error)
        self._fold()

    def refresh_times(self) -> None:
        """Updates ages and countdowns."""
        self._model.upsert(self._model.records())
        self._view.table.drop_columns()
        self._say_about()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:  # another text size
            self._arrange()

    def _arrange(self) -> None:
        """Puts the actions below the title where there is no room beside it."""
        narrow = self._is_narrow()
        self._head.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)
        self._say_about()
        self._fold()

    def _is_narrow(self) -> bool:
        return self.width() < self._theme.px(DETAILS_FROM)

    def _fold(self) -> None:
        was_folded, self.is_folded = self.is_folded, self._folds and self._view.is_empty
        self._count.setText(NOTHING["title"] if self.is_folded else str(self._model.total or ""))
        self._line.setVisible(not self.is_folded)
        self._view.setVisible(not self.is_folded)
        held = self.strip.heightForWidth(self.width()) if not self.strip.isHidden() else 0
        self.setMinimumHeight(0 if self.is_folded else MIN_HEIGHT + max(held, 0))
        policy = self.sizePolicy()
        policy.setVerticalPolicy(QSizePolicy.Policy.Fixed if self.is_folded else QSizePolicy.Policy.Preferred)
        self.setSizePolicy(policy)
        if was_folded and not self.is_folded:
            self.unfolded.emit()

    def _offer(self) -> None:
        """Shows what can be done with the selected rows."""
        chosen, current = self._view.table.chosen, self.selected
        can_open = current is not None and self._link(current) is not None
        if self.buttons.offer(chosen, current, can_open=can_open, paused=self._around.paused):
            self._view.table.setFocus()
        self._say_about()

    def _say_about(self) -> None:
        """Shows the question for a review, or the details if the panel is too narrow for their column."""
        chosen, beside, below = self._view.table.chosen, "", ""
        if len(chosen) > 1:
            beside = f"{len(chosen)} selected"
        elif chosen and chosen[0].state is DeliveryState.NEEDS_REVIEW:
            beside = QUESTION
        elif chosen and self._is_narrow():
            below = details(chosen[0], self._now(), self._around.waits.get(chosen[0].channel_id))
        self._about.setText(beside)
        self._about_below.setText(below)
        self._about_below.setVisible(bool(below))

    def _link(self, delivery: Delivery) -> str | None:
        channel = self._around.channels.get(delivery.channel_id)
        return link(channel.guild_id, delivery.thread_id or channel.id) if channel else None

    def _open(self, delivery: Delivery) -> None:
        if (address := self._link(delivery)) is not None:
            self.open_wanted.emit(address)

    def _show_menu(self, position: QPoint) -> None:
        self.buttons.open_menu(self._view.table.viewport().mapToGlobal(position))

    def _lay_out(self) -> None:
        title = row(Label("Outbox", "section"), self._count, self._pause, (self._about, 1))
        self._head.addLayout(title, 1)
        self._head.addWidget(self.buttons, 0, Qt.AlignmentFlag.AlignLeft)
        self._about_below.setContentsMargins(24, 0, 24, 9)
        self._about_below.hide()
        self.setLayout(column(self._head, self._about_below, self.strip, self._line, (self._view, 1), spacing=0))
        self._fold()

    def _connect(self) -> None:
        table = self._view.table
        table.allow_several()
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        table.customContextMenuRequested.connect(self._show_menu)
        table.activated.connect(self.buttons.open_current)
        shortcut_within(table, "Del", self.buttons.cancel)
        self._view.selected.connect(self._offer)
        self.buttons.follow(table)
        self._view.retried.connect(self.reload_wanted)
        self.buttons.open_wanted.connect(self._open)
        self._pause.clicked.connect(self.pause_wanted)
        self.strip.changed.connect(self._fold)
