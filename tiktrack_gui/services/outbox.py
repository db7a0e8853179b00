"""The outbox: what is to be posted, what became of it and what it waits for, and what the user decides about it.

`services.sending` sends it, and makes sure that each thread is created only once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, Signal

from tiktrack_gui.clock import Clock
from tiktrack_gui.core.deliveries import Channel, Delivery, DeliveryState, NewDelivery, Wait
from tiktrack_gui.core.errors import Undelivered
from tiktrack_gui.core.holds import NOT_MEASURED, waits
from tiktrack_gui.core.models import Creator
from tiktrack_gui.core.servers import BotThread
from tiktrack_gui.services.history import History
from tiktrack_gui.services.pictures import Pictures
from tiktrack_gui.services.preparing import Preparation, Preparing
from tiktrack_gui.services.sending import Sending
from tiktrack_gui.services.sources import ChartDrawing, ImageSource, ServerDirectory, ThreadPoster
from tiktrack_gui.store import Store

SETTLED = (DeliveryState.SENT, DeliveryState.CANCELLED)


class Outbox(QObject):
    """The deliveries, and what can be done with them.

    Signals:
        changed: A delivery's state changed. arg: the Delivery.
    """

    changed = Signal(object)

    def __init__(
        self,
        poster: ThreadPoster,
        images: ImageSource,
        history: History,
        store: Store,
        clock: Clock,
        *,
        charts: ChartDrawing | None = None,
        preparation: Preparation | None = None,
        directory: ServerDirectory | None = None,
        is_paused: Callable[[], bool] = lambda: False,
    ) -> None:
        """charts: None = posts have none. preparation: None = deliveries are sent as they were queued.

        directory: for `make_room`. is_paused: whether the user wants nothing to be sent, asked anew each time.
        """
        super().__init__()
        self._sending = Sending(
            poster, Pictures(images, charts), history, Preparing(preparation, store), store, clock, is_paused
        )
        self._sending.changed.connect(self.changed)
        self._store = store
        self._clock = clock
        self._directory = directory

    @property
    def is_paused(self) -> bool:
        """Whether the user wants nothing to be sent to Discord."""
        return self._sending.is_paused

    async def deliveries(self, limit: int = 200) -> list[Delivery]:
        """Returns the deliveries, newest first."""
        return await self._store.outbox.deliveries(limit)

    async def channels(self, channel_ids: Iterable[int]) -> dict[int, Channel]:
        """Returns the stored channels by ID, as Discord last reported them; unknown ones are left out."""
        known = [await self._store.channels.find(channel_id) for channel_id in channel_ids]
        return {channel.id: channel for channel in known if channel is not None}

    async def creators(self, deliveries: Iterable[Delivery]) -> dict[int, Creator]:
        """Returns the creators whom these are about, or whose videos, by ID."""
        return await self._store.creators.by_ids({delivery.creator_id for delivery in deliveries})

    async def delivery(self, delivery_id: int) -> Delivery | None:
        """Returns the delivery with that ID, or None."""
        known = await self._store.outbox.has_delivery(delivery_id)
        return await self._store.outbox.delivery(delivery_id) if known else None

    async def queued_for(self, channel_id: int) -> int:
        """Returns the number of deliveries waiting to be sent to that channel."""
        return await self._store.outbox.queued_for(channel_id)

    async def enqueue(self, new: NewDelivery) -> Delivery:
        """Adds a delivery to the queue, or returns the existing one unchanged."""
        return await self._changed(await self._store.outbox.enqueue(new, int(self._clock.now())))

    async def deliver(self, delivery: Delivery) -> Delivery:
        """Advances one delivery as far as possible, at the user's request.

        Raises only errors that affect every delivery (AFFECTS_ALL).
        """
        return await self._sending.deliver(delivery, manual=True)

    async def deliver_due(self) -> list[Delivery]:
        """Finishes deliveries interrupted by a crash, then sends all that are due. A problem of a channel leaves its
        deliveries in the outbox, and so does a pause: then nothing is done.

        Raises an error that blocks every delivery (AFFECTS_ALL: no token, no network, a rate limit); the deliveries
        then stay in the outbox.
        """
        return await self._sending.deliver_due()

    async def log_in_anew(self) -> str:
        """Logs in again with the current token, between two posts, and returns the bot's name. Raises DiscordError.

        What was refused with the last token is due again.
        """
        return await self._sending.log_in_anew()

    async def settle(self, delivery_id: int, *, is_posted: bool) -> Delivery:
        """Takes the user's word for a delivery: marks it as sent, or sends it although it was or may have been sent.

        Raises as `deliver`.
        """
        if not is_posted:
            self._sending.require_running()
            async with self._sending.turn():
                again = await self._changed(await self._store.outbox.mark_queued(delivery_id, None, None, None))
            return await self._sending.deliver(again, manual=True)
        async with self._sending.turn():
            delivery = await self._store.outbox.delivery(delivery_id)
            now = int(self._clock.now())
            ids = (delivery.thread_id, delivery.message_id)
            return await self._changed(await self._store.outbox.mark_sent(delivery_id, *ids, now))

    async def cancel(self, delivery_id: int) -> Delivery:
        """Never sends it, unless the user asks for it later. What is in Discord already stays there."""
        async with self._sending.between_posts():
            return await self._changed(await self._store.outbox.mark_cancelled(delivery_id))

    async def retry_channel(self, channel_id: int, *, has_room: bool = True) -> None:
        """Makes the deliveries due that met a problem of that channel; it may be gone.

        has_room: its server may have room for threads again, if it had none; permissions don't tell.
        """
        self._sending.ask_permissions_again(channel_id)
        await self._store.outbox.retry_channel(channel_id, has_room=has_room)

    async def retry_unreached(self) -> None:
        """Makes the deliveries due that wait for Discord to be reached, or for the keyring."""
        await self._store.outbox.retry_unreached()

    async def waits(self) -> list[Wait]:
        """Returns what waits for each channel, and until when."""
        return waits(await self._store.outbox.queued(), self._clock.now(), self._sending.held())

    async def trouble_with(self, deliveries: Iterable[Delivery]) -> Undelivered | None:
        """Returns the error about those that aren't in their channel by now, and all that wait for them; or None.

        Waiting for fresh numbers is no trouble.
        """
        current = [await self._store.outbox.delivery(delivery.id) for delivery in deliveries]
        unsent = [one for one in current if one.state not in SETTLED and one.error_code != NOT_MEASURED]
        if not unsent:
            return None
        behind = [await self.queued_for(channel_id) for channel_id in {delivery.channel_id for delivery in unsent}]
        others = [delivery for delivery in unsent if delivery.state is not DeliveryState.QUEUED]
        count = len(others) + sum(behind)
        sentence = "A post didn’t reach Discord." if count == 1 else f"{count} posts didn’t reach Discord."
        return Undelivered(sentence, next((delivery.error for delivery in unsent if delivery.error), ""))

    async def oldest_thread(self, channel_id: int) -> BotThread | None:
        """Returns the bot's oldest active thread in the channel's server, for `make_room`. Raises DiscordError."""
        return None if self._directory is None else await self._directory.oldest_thread(channel_id)

    async def make_room(self, channel_id: int, thread: BotThread) -> None:
        """Archives a thread of the bot in the channel's server, so that there is room for another one.

        What met a problem of the channel is due again. Raises DiscordError.
        """
        if self._directory is not None:
            await self._directory.archive(thread.id)
            await self.retry_channel(channel_id)

    async def _changed(self, delivery: Delivery) -> Delivery:
        self.changed.emit(delivery)
        return delivery
