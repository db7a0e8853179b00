"""What is done to a delivery before it is attempted, so that nothing out of date is sent."""

from __future__ import annotations

from typing import Protocol

from tiktrack_gui.core.deliveries import Delivery, NotYet, Payload, Ready, Refused
from tiktrack_gui.store import Store


class Preparation(Protocol):
    """Knows how fresh a delivery's numbers are, and has them measured again."""

    async def is_ready(self, delivery: Delivery) -> bool:
        """Whether it can be sent as it is."""
        ...

    async def prepare(self, delivery: Delivery, *, manual: bool = False) -> Ready | NotYet | Refused: ...

    async def handled(self, delivery: Delivery) -> Payload:
        """Returns its payload with the tags, the role and the archive time that hold now."""
        ...


class Preparing:
    """Prepares deliveries, and records what became of that."""

    def __init__(self, preparation: Preparation | None, store: Store) -> None:
        """preparation: None = deliveries are sent as they were queued."""
        self._preparation = preparation
        self._store = store.outbox

    async def is_ready(self, delivery: Delivery) -> bool:
        """Whether it may be sent with the numbers it has: they are fresh, or a post with them may be in Discord."""
        return self._preparation is None or not delivery.is_untried or await self._preparation.is_ready(delivery)

    async def prepare(self, delivery: Delivery, *, manual: bool) -> Delivery | None:
        """Has its subject measured, and writes it anew; returns the delivery if it can't be sent now, else None."""
        assert self._preparation is not None
        match await self._preparation.prepare(delivery, manual=manual):
            case Ready(payload=payload):
                await self._store.rewrite(delivery, payload)
                return None
            case NotYet(until=until, reason=reason):
                return await self._store.postpone(delivery, until, reason)
            case Refused(code=code, reason=reason):
                return await self._store.drop(delivery, code, reason)

    async def handled(self, delivery: Delivery) -> Payload:
        """Returns what is sent of it: once its message is in Discord, what that was."""
        if self._preparation is None or delivery.message_id is not None:
            return delivery.payload
        return await self._preparation.handled(delivery)
