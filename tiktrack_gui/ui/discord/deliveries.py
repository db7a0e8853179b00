"""Keeps the outbox panel up to date with the store, and carries out its actions on deliveries."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject

from tiktrack_gui.core.deliveries import Delivery, DeliveryState
from tiktrack_gui.core.errors import StoreError, Success, TikTrackError, Undelivered
from tiktrack_gui.core.holds import AFFECTS_ALL
from tiktrack_gui.services.outbox import Outbox
from tiktrack_gui.services.tasks import Tasks
from tiktrack_gui.ui.discord.outbox import OutboxPanel
from tiktrack_gui.ui.window.messages import Messages
from tiktrack_gui.words.deliveries import cancelled, outcome, posted, thread_name

Act = Callable[[Delivery], Awaitable[Delivery]]

ALL = "work on several deliveries"  # the task's name


class Deliveries(QObject):
    """Connects a panel to the outbox service."""

    def __init__(self, panel: OutboxPanel, outbox: Outbox, tasks: Tasks, messages: Messages):
        super().__init__()
        self._panel, self._outbox = panel, outbox
        self._tasks, self._messages = tasks, messages
        outbox.changed.connect(self._take)
        panel.reload_wanted.connect(self.load)
        panel.buttons.retry_wanted.connect(self._retry)
        panel.buttons.cancelled.connect(self._cancel)
        panel.buttons.settled.connect(self._settle)

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
            await self._name(deliveries)
        except StoreError as error:
            self._panel.fail(error)
            return
        self._panel.upsert(deliveries)

    def _take(self, delivery: Delivery) -> None:
        """Shows a delivery's new state."""
        self._panel.upsert([delivery])
        if not self._panel.knows(delivery):
            self._tasks.spawn(self._name([delivery]), name=f"name what {delivery.id} is about")

    async def _name(self, deliveries: Sequence[Delivery]) -> None:
        channels = await self._outbox.channels({delivery.channel_id for delivery in deliveries})
        self._panel.name(channels, await self._outbox.creators(deliveries))

    def _retry(self, deliveries: Sequence[Delivery]) -> None:
        self._work_on(deliveries, self._outbox.deliver)

    def _settle(self, deliveries: Sequence[Delivery], is_there: bool) -> None:
        self._work_on(deliveries, partial(self._settle_one, is_there))

    async def _settle_one(self, is_there: bool, delivery: Delivery) -> Delivery:
        return await self._outbox.settle(delivery.id, is_posted=is_there)

    def _cancel(self, deliveries: Sequence[Delivery]) -> None:
        self._tasks.spawn(self._cancel_all(deliveries), name=f"cancel {deliveries[0].id}")

    async def _cancel_all(self, deliveries: Sequence[Delivery]) -> None:
        ended = [await self._outbox.cancel(delivery.id) for delivery in deliveries]
        if gone := [delivery for delivery in ended if delivery.state is DeliveryState.CANCELLED]:
            self._messages.say(cancelled(gone))

    def _work_on(self, deliveries: Sequence[Delivery], act: Act) -> None:
        """Does it to one after the other, unless that is going on: a second press must not cancel the first attempt."""
        name = f"deliver {deliveries[0].id}" if len(deliveries) == 1 else ALL
        if self._tasks.is_running(name):
            return
        work = self._finish(deliveries[0], act) if len(deliveries) == 1 else self._finish_all(deliveries, act)
        self._tasks.spawn(work, name=name)

    async def _finish(self, delivery: Delivery, act: Act) -> None:
        try:
            self.tell(await act(delivery))
        except TikTrackError as error:
            self._messages.trouble(error, retry=partial(self._work_on, [delivery], act), here=True)

    async def _finish_all(self, deliveries: Sequence[Delivery], act: Act) -> None:
        """One that can't be posted holds up the others only if they would fail, too."""
        sent, trouble = 0, None
        for number, delivery in enumerate(deliveries):
            try:
                done = await act(delivery)
            except TikTrackError as error:
                left = deliveries[number:] if isinstance(error, AFFECTS_ALL) else [delivery]
                self._messages.trouble(error, retry=partial(self._work_on, left, act), here=True)
                if isinstance(error, AFFECTS_ALL):
                    break
            else:
                sent += done.state is DeliveryState.SENT
                trouble = trouble or (done if done.state is not DeliveryState.SENT else None)
        if trouble is not None:
            self._messages.trouble(Undelivered(outcome(trouble), trouble.error or ""), here=True)
        elif sent:
            self._messages.succeeded(Success.POST)
        self._messages.say(posted(sent, len(deliveries)))
