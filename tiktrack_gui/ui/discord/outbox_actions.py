"""What can be done with the selected deliveries: as buttons, as a menu and by keys."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu, QWidget

from tiktrack_gui.core.deliveries import Delivery, DeliveryState
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import row
from tiktrack_gui.ui.widgets.buttons import Button

RETRIES = (DeliveryState.QUEUED, DeliveryState.FAILED, DeliveryState.CANCELLED)
CANCELS = (DeliveryState.QUEUED, DeliveryState.FAILED, DeliveryState.NEEDS_REVIEW)
REVIEWED = (DeliveryState.NEEDS_REVIEW,)
WHILE_PAUSED = "Posting is paused"


class OutboxActions(QWidget):
    """Only those that apply to the selected rows are there; of several rows, each concerns those that it applies to.

    Signals:
        open_wanted: The user wants to see the thread, or the channel it should be in. arg: Delivery.
        retry_wanted: The user wants to try again. arg: a list of Deliveries.
        cancelled: The user doesn't want them posted. arg: a list of Deliveries.
        settled: The user reviewed deliveries. args: a list of Deliveries, whether their threads exist.
    """

    open_wanted = Signal(object)
    retry_wanted = Signal(object)
    cancelled = Signal(object)
    settled = Signal(object, bool)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._chosen: Sequence[Delivery] = ()
        self._current: Delivery | None = None
        self._open = Button(theme, "Open in Discord", icon="external-link", hint="Enter")
        self._retry = Button(theme, "Try again", icon="refresh-cw")
        self._is_there = Button(theme, "It’s there", icon="check")
        self._post_again = Button(theme, "Post again", icon="send")
        self._cancel = Button(theme, "Cancel post", icon="circle-x")
        self._is_there.setToolTip("Mark as posted: the thread is in the channel")
        self._cancel.setToolTip("Never post it (Del)")
        self._buttons = (self._open, self._retry, self._is_there, self._post_again, self._cancel)
        self._keys = {self._open: "Enter", self._cancel: "Del"}
        self._menu = QMenu(self)
        self.setLayout(row(*self._buttons))
        self._open.clicked.connect(self.open_current)
        self._retry.clicked.connect(self._ask_to_retry)
        self._is_there.clicked.connect(self._say_they_are_there)
        self._post_again.clicked.connect(self._say_they_are_not)
        self._cancel.clicked.connect(self.cancel)

    def offer(self, chosen: Sequence[Delivery], current: Delivery | None, *, can_open: bool, paused: bool) -> bool:
        """Returns whether the button with the focus is gone.

        chosen: the selected deliveries; current: the one that is opened. can_open: its link is known.
        """
        focused = self.window().focusWidget()
        self._chosen, self._current = chosen, current if can_open else None
        self._open.setVisible(can_open and len(chosen) == 1)
        self._open.set_text("Open thread" if current is not None and current.thread_id else "Open channel")
        retried, cancelled = self._retried(), self._of(CANCELS)
        reviewed = bool(chosen) and len(self._of(REVIEWED)) == len(chosen)
        self._retry.setVisible(bool(retried))
        self._retry.set_text(_retry_text(retried))
        for button in (self._is_there, self._post_again):
            button.setVisible(reviewed)
        self._cancel.setVisible(bool(cancelled))
        self._cancel.set_text("Cancel post" if len(cancelled) < 2 else f"Cancel {len(cancelled)} posts")
        for button, hint in ((self._retry, ""), (self._post_again, "The thread isn’t in the channel")):
            button.setEnabled(not paused)
            button.setToolTip(WHILE_PAUSED if paused else hint)
        self.setHidden(all(button.isHidden() for button in self._buttons))
        return focused in self._buttons and focused.isHidden()

    def follow(self, table: QWidget) -> None:
        """Makes Tab reach them after the table, in which what they are about is selected."""
        for before, after in pairwise((table, *self._buttons)):
            QWidget.setTabOrder(before, after)

    def open_menu(self, position: QPoint) -> None:
        """Shows the actions of the visible buttons as a menu. position: global."""
        self._menu.clear()
        for button in self._buttons:
            if not button.isHidden():
                key = self._keys.get(button)
                action = self._menu.addAction("\t".join(filter(None, (button.accessibleName(), key))))
                action.setEnabled(button.isEnabled())
                action.triggered.connect(button.click)
        if not self._menu.isEmpty():
            self._menu.popup(position)

    def open_current(self) -> None:
        if self._current is not None:
            self.open_wanted.emit(self._current)

    def cancel(self) -> None:
        if chosen := self._of(CANCELS):
            self.cancelled.emit(chosen)

    def _ask_to_retry(self) -> None:
        self.retry_wanted.emit(self._retried())

    def _say_they_are_there(self) -> None:
        self.settled.emit(self._of(REVIEWED), True)

    def _say_they_are_not(self) -> None:
        self.settled.emit(self._of(REVIEWED), False)

    def _retried(self) -> list[Delivery]:
        """What was cancelled is only among them if nothing else is."""
        wanted = self._of(RETRIES)
        return [delivery for delivery in wanted if delivery.state is not DeliveryState.CANCELLED] or wanted

    def _of(self, states: Collection[DeliveryState]) -> list[Delivery]:
        return [delivery for delivery in self._chosen if delivery.state in states]


def _retry_text(deliveries: Sequence[Delivery]) -> str:
    if len(deliveries) > 1:
        return f"Try {len(deliveries)} again"
    is_new = bool(deliveries) and deliveries[0].state is DeliveryState.QUEUED and not deliveries[0].attempts
    return "Post now" if is_new else "Try again"
