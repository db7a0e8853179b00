"""The outbox panel: every requested thread, its state, and the actions it allows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from operator import attrgetter

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from tiktrack_gui.core.channels import link
from tiktrack_gui.core.deliveries import Channel, Delivery, DeliveryState
from tiktrack_gui.core.errors import TikTrackError
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column, hairline, row
from tiktrack_gui.ui.widgets.buttons import Button
from tiktrack_gui.ui.widgets.labels import ElidedLabel, Label
from tiktrack_gui.ui.widgets.records_model import Column, RecordsModel
from tiktrack_gui.ui.widgets.records_view import RecordsView
from tiktrack_gui.words import times
from tiktrack_gui.words.deliveries import channel_hint, channel_name, is_waiting, since, state, thread_name

ERROR_FROM = 900  # px; below it there is no room for the Details column
MIN_HEIGHT = 168  # px; the headers and two rows
MOST = 200  # rows; the oldest beyond it are removed
RETRIES = (DeliveryState.QUEUED, DeliveryState.FAILED, DeliveryState.CANCELLED)
CANCELS = (DeliveryState.QUEUED, DeliveryState.FAILED, DeliveryState.NEEDS_REVIEW)
NOTHING = {
    "icon": "inbox",
    "title": "Nothing posted yet",
    "text": "Threads you post, and attempts that failed, are listed here.",
}
QUESTION = "Is the thread in the channel?"


class OutboxPanel(QWidget):
    """A table of deliveries, newest first, with buttons for the selected one.

    Attributes:
        is_folded: Whether only the header is shown, because there is nothing.

    Signals:
        open_wanted: The user wants to open a thread, or the channel it should be in. arg: the link.
        retry_wanted: The user wants to try again. arg: Delivery.
        cancelled: The user doesn't want it posted. arg: Delivery.
        settled: The user reviewed a delivery. args: Delivery, whether its thread exists.
        reload_wanted: The user wants to reload the outbox.
        unfolded: There is something to show now.
    """

    open_wanted = Signal(str)
    retry_wanted = Signal(object)
    cancelled = Signal(object)
    settled = Signal(object, bool)
    reload_wanted = Signal()
    unfolded = Signal()

    def __init__(self, theme: Theme, now: Callable[[], float]) -> None:
        """now: UTC epoch seconds, for ages and countdowns."""
        super().__init__()
        self._theme, self._now = theme, now
        self._channels: dict[int, Channel] = {}
        self._model = RecordsModel(_columns(self._channels), attrgetter("id"), now, MOST)
        self._view = RecordsView(theme, self._model, "Outbox", NOTHING)
        self._count = Label("", "hint", tabular=True)
        self._line = hairline()
        self._folds = self.is_folded = False
        self._about = ElidedLabel("", "hint")
        self._about_below = Label("", "hint", wrap=True)
        self._open = Button(theme, "Open in Discord", icon="external-link", hint="Enter")
        self._retry = Button(theme, "Try again", icon="refresh-cw")
        self._is_there = Button(theme, "It’s there", icon="check", hint="Mark as posted: the thread is in the channel")
        self._post_again = Button(theme, "Post again", icon="send", hint="The thread isn’t in the channel")
        self._cancel = Button(theme, "Cancel post", icon="circle-x", hint="Never post it")
        self._buttons = (self._open, self._retry, self._is_there, self._post_again, self._cancel)
        self._menu = QMenu(self)
        self._lay_out()
        self._connect()
        self._offer()

    @property
    def selected(self) -> Delivery | None:
        delivery: Delivery | None = self._view.table.selected
        return delivery

    @property
    def is_waiting(self) -> bool:
        """Whether any delivery is waiting for its next try, with a countdown that changes every second."""
        return any(is_waiting(delivery, self._now()) for delivery in self._model.records())

    def select(self, delivery_id: int) -> None:
        self._view.table.select(delivery_id)

    def knows(self, channel_id: int) -> bool:
        """Whether the channel's name is known."""
        return channel_id in self._channels

    def name_channels(self, channels: Mapping[int, Channel]) -> None:
        """Sets the names of these channels, as Discord last reported them."""
        self._channels.update(channels)
        self.refresh_times()

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

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._say_about(self.selected)

    def _fold(self) -> None:
        was_folded, self.is_folded = self.is_folded, self._folds and self._view.is_empty
        self._count.setText(NOTHING["title"] if self.is_folded else str(self._model.total or ""))
        self._line.setVisible(not self.is_folded)
        self._view.setVisible(not self.is_folded)
        self.setMinimumHeight(0 if self.is_folded else MIN_HEIGHT)
        policy = self.sizePolicy()
        policy.setVerticalPolicy(QSizePolicy.Policy.Fixed if self.is_folded else QSizePolicy.Policy.Preferred)
        self.setSizePolicy(policy)
        if was_folded and not self.is_folded:
            self.unfolded.emit()

    def _offer(self) -> None:
        """Shows only the buttons that apply to the selected row."""
        delivery = self.selected
        state = delivery.state if delivery else None
        review = state is DeliveryState.NEEDS_REVIEW
        pressed = self.window().focusWidget()
        self._open.setVisible(delivery is not None and self._link(delivery) is not None)
        self._open.set_text("Open thread" if delivery and delivery.thread_id else "Open channel")
        self._retry.setVisible(state in RETRIES)
        self._is_there.setVisible(review)
        self._post_again.setVisible(review)
        self._cancel.setVisible(state in CANCELS)
        if pressed in self._buttons and pressed.isHidden():
            self._view.table.setFocus()
        self._say_about(delivery)

    def _say_about(self, delivery: Delivery | None) -> None:
        """Shows the question for a review, or the error if the panel is too narrow for its column."""
        narrow = self.width() < self._theme.px(ERROR_FROM)
        text = ""
        if delivery is not None and delivery.state is DeliveryState.NEEDS_REVIEW:
            text = QUESTION
        elif delivery is not None and narrow:
            text = delivery.error or ""
        self._about.setText("" if narrow else text)
        self._about_below.setText(text if narrow else "")
        self._about_below.setVisible(bool(self._about_below.text()))

    def _link(self, delivery: Delivery) -> str | None:
        channel = self._channels.get(delivery.channel_id)
        return link(channel.guild_id, delivery.thread_id or channel.id) if channel else None

    def _ask_to_open(self) -> None:
        if self.selected is not None and (address := self._link(self.selected)) is not None:
            self.open_wanted.emit(address)

    def _ask_to_retry(self) -> None:
        if self.selected is not None:
            self.retry_wanted.emit(self.selected)

    def _say_it_is_there(self) -> None:
        if self.selected is not None:
            self.settled.emit(self.selected, True)

    def _say_it_is_not(self) -> None:
        if self.selected is not None:
            self.settled.emit(self.selected, False)

    def _ask_to_cancel(self) -> None:
        if self.selected is not None:
            self.cancelled.emit(self.selected)

    def _show_menu(self, position: QPoint) -> None:
        """Shows the actions of the visible buttons as a menu."""
        self._menu.clear()
        for button in self._buttons:
            if button.isVisible():
                self._menu.addAction(button.accessibleName()).triggered.connect(button.click)
        if not self._menu.isEmpty():
            self._menu.popup(self._view.table.viewport().mapToGlobal(position))

    def _lay_out(self) -> None:
        title = row(Label("Outbox", "section"), self._count, (self._about, 1), margins=(24, 9, 24, 9))
        for button in self._buttons:
            title.addWidget(button)
        self._about_below.setContentsMargins(24, 0, 24, 9)
        self._about_below.hide()
        self.setLayout(column(title, self._about_below, self._line, (self._view, 1), spacing=0))
        self._fold()

    def _connect(self) -> None:
        table = self._view.table
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        table.customContextMenuRequested.connect(self._show_menu)
        table.activated.connect(self._ask_to_open)
        self._view.selected.connect(self._offer)
        self._view.retried.connect(self.reload_wanted)
        self._open.clicked.connect(self._ask_to_open)
        self._retry.clicked.connect(self._ask_to_retry)
        self._is_there.clicked.connect(self._say_it_is_there)
        self._post_again.clicked.connect(self._say_it_is_not)
        self._cancel.clicked.connect(self._ask_to_cancel)


def _columns(channels: Mapping[int, Channel]) -> tuple[Column[Delivery], ...]:
    """channels: the known ones by ID; read again for each cell."""

    def channel(delivery: Delivery, _now: float) -> str:
        return channel_name(delivery, channels)

    def channel_in_full(delivery: Delivery, _now: float) -> str:
        return channel_hint(delivery, channels)

    return (
        Column(title="Thread", text=_thread, hint=_thread, is_main=True),
        Column(title="Channel", text=channel, hint=channel_in_full, width=148),
        Column(title="State", text=_state, hint=_error, mark=_mark, width=216),
        Column(title="Attempts", text=_attempts, width=92, leaves_below=760, is_number=True),
        Column(title="When", text=_age, hint=_time, width=110, leaves_below=640, is_time=True),
        Column(title="Details", text=_error, hint=_error, leaves_below=ERROR_FROM, leaves_if_empty=True),
    )


def _thread(delivery: Delivery, _now: float) -> str:
    return thread_name(delivery)


def _state(delivery: Delivery, now: float) -> str:
    return state(delivery, now).words


def _mark(delivery: Delivery, now: float) -> tuple[str, str]:
    return state(delivery, now)[1:]


def _attempts(delivery: Delivery, _now: float) -> str:
    return str(delivery.attempts)


def _age(delivery: Delivery, now: float) -> str:
    return times.ago(since(delivery), now)


def _time(delivery: Delivery, _now: float) -> str:
    return times.exact_time(since(delivery))


def _error(delivery: Delivery, _now: float) -> str:
    return delivery.error or ""
