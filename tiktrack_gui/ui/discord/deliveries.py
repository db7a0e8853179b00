"""Keeps the outbox panel up to date with the store, and carries out the actions of its buttons."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial

from PySide6.QtCore import QObject

from tiktrack_gui.core.deliveries import Delivery, DeliveryState
from tiktrack_gui.core.errors import StoreError, Success, TikTrackError, Undelivered
from tiktrack_gui.services.outbox import Outbox
from tiktrack_gui.services.tasks import Tasks
from tiktrack_gui.ui.discord.outbox import OutboxPanel
from tiktrack_gui.ui.window.messages import Messages
from tiktrack_gui.words.deliveries import outcome, thread_name

Act = Callable[[], Awaitable[Delivery]]


class Deliveries(QObject):
    """Connects a panel to the outbox service."""

    def __init__(self, panel: OutboxPanel, outbox: Outbox, tasks: Tasks, messages: Messages):
        super().__init__()
        self._panel, self._outbox = panel, outbox
        self._tasks, self._messages = tasks, messages
        outbox.changed.connect(self._take)
        panel.reload_wanted.connect(self.load)
        panel.retry_wanted.connect(self._retry)
        panel.cancelled.connect(self._cancel)
        panel.settled.connect(self._settle)

    def load(self) -> None:
        """Reloads the outbox."""
        self._tasks.spawn(self._load(), name="load the outbox")

    def tell(self, delivery: Delivery) -> None:
        """Tells the user how a post they requested ended."""
        self._panel.select(delivery.id)
        if delivery.state is DeliveryState.SENT:
            self._messages.succeeded(Success.POST)
            self._messages.say(f"Posted “{thread_name(delivery)}”")
        else:
            self._messages.trouble(Undelivered(outcome(delivery), delivery.error or ""), here=True)

    async def _load(self) -> None:
        try:
            deliveries = await self._outbox.deliveries()
            channels = await self._outbox.channels({delivery.channel_id for delivery in deliveries})
        except StoreError as error:
            self._panel.fail(error)
            return
        self._panel.name_channels(channels)
        self._panel.upsert(deliveries)

    def _take(self, delivery: Delivery) -> None:
        """Shows a delivery's new state."""
        self._panel.upsert([delivery])
        if not self._panel.knows(delivery.channel_id):
            self._tasks.spawn(self._name_channel(delivery.channel_id), name="name a channel")

    async def _name_channel(self, channel_id: int) -> None:
        self._panel.name_channels(await self._outbox.channels([channel_id]))

    def _retry(self, delivery: Delivery) -> None:
        self._work_on(delivery, partial(self._outbox.deliver, delivery))

    def _cancel(self, delivery: Delivery) -> None:
        self._tasks.spawn(self._outbox.cancel(delivery.id), name=f"cancel {delivery.id}")

    def _settle(self, delivery: Delivery, is_there: bool) -> None:
        self._work_on(delivery, partial(self._outbox.settle, delivery.id, is_posted=is_there))

    def _work_on(self, delivery: Delivery, act: Act) -> None:
        """Runs `act` unless the delivery is being worked on: a second press must not cancel the first attempt."""
        name = f"deliver {delivery.id}"
        if not self._tasks.is_running(name):
            self._tasks.spawn(self._finish(delivery, act), name=name)

    async def _finish(self, delivery: Delivery, act: Act) -> None:
        try:
            self.tell(await act())
        except TikTrackError as error:
            self._messages.trouble(error, retry=partial(self._retry, delivery), here=True)
