"""Sending: creates every requested thread exactly once; a delivery ends as sent, failed or needs_review.

Before the first message, the channel must allow it and not have the post already (see `services.history`), and the
numbers must be fresh (see `services.freshness`). The intent (`sending`) is stored before the Discord call. If the
response is lost, or the program dies in between, the thread is searched for by its marker: if found, it is adopted; if
provably absent, it is sent again; otherwise the user has to check (`needs_review`).

That makes at most one thread: only `_attempt` creates one, after storing the intent; from an intent without an outcome,
a delivery gets there again through `_reconcile` only, or by the user's word; and whoever attempts or reconciles has the
`turn`, which only one of all programs on the database has at a time.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress

from PySide6.QtCore import QObject, Signal

from tiktrack_gui.clock import Clock
from tiktrack_gui.core import snowflakes
from tiktrack_gui.core.deliveries import Delivery, DeliveryState, Found, Posted
from tiktrack_gui.core.durations import HOUR, MINUTE
from tiktrack_gui.core.errors import (
    AnotherPoster,
    DiscordError,
    DiscordUnreachable,
    EarlierPostUnknown,
    NoPermission,
    OutcomeUnknown,
    PostDeleted,
    PostingPaused,
    StoreUnreachable,
    TikTrackError,
    TokenRefused,
)
from tiktrack_gui.core.holds import AFFECTS_ALL, LONGEST_WAIT, NO_TOKEN, Hold, wait_after
from tiktrack_gui.services.history import History
from tiktrack_gui.services.pictures import Pictures
from tiktrack_gui.services.preparing import Preparing
from tiktrack_gui.services.sources import ThreadPoster
from tiktrack_gui.store import Store

log = logging.getLogger(__name__)

SETTLE = 30.0  # s from an attempt until Discord has finished with it, even if the connection was lost long before
SECOND_LOOK = 3.0  # s; Discord's lists may lag behind its writes
CHECKED_FOR = MINUTE  # s; a channel's permissions are asked once per run, not before every post
RESEND_WITHIN = HOUR  # s; a thread missing after this long may have been deleted by a moderator
RESENDS = 3  # maximum resends of a delivery in one run
TURN_PATIENCE = 20  # s, while another program sends a post


class Sending(QObject):
    """Sends the queued deliveries, one at a time.

    Signals:
        changed: A delivery's state changed. arg: the Delivery.
    """

    changed = Signal(object)

    def __init__(
        self,
        poster: ThreadPoster,
        pictures: Pictures,
        history: History,
        preparing: Preparing,
        store: Store,
        clock: Clock,
        is_paused: Callable[[], bool],
    ) -> None:
        """is_paused: whether the user wants nothing to be sent, asked anew each time."""
        super().__init__()
        self._poster = poster
        self._pictures = pictures
        self._history = history
        self._preparing = preparing
        self._store = store
        self._clock = clock
        self._is_paused = is_paused
        self._hold: Hold | None = None  # of this session: another one may have another token
        self._allowed: dict[int, float] = {}  # until when (monotonic) each channel is known to allow posts
        self._one_at_a_time = asyncio.Lock()  # a button and a timer may send the same delivery

    @property
    def is_paused(self) -> bool:
        """Whether the user wants nothing to be sent to Discord."""
        return self._is_paused()

    def held(self) -> Hold | None:
        """What keeps everything from being sent by itself; if the clock was set back, that is over."""
        hold, now = self._hold, self._clock.now()
        return hold if hold is not None and now < hold.until <= now + LONGEST_WAIT else None

    def require_running(self) -> None:
        """Raises PostingPaused."""
        if self.is_paused:
            raise PostingPaused

    def between_posts(self) -> asyncio.Lock:
        """Nothing is sent by this program while it is held; others may send."""
        return self._one_at_a_time

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Nothing else is sent during it, by any program on the same database.

        Raises AnotherPoster if another one keeps sending.
        """
        async with self._one_at_a_time:
            for _ in range(TURN_PATIENCE):
                if await self._store.outbox.take_turn():
                    break
                await self._clock.sleep(1)
            else:
                raise AnotherPoster
            try:
                yield
            finally:
                with suppress(StoreUnreachable):  # that ends it, too
                    await self._store.outbox.end_turn()

    async def deliver_due(self) -> list[Delivery]:
        """Finishes deliveries interrupted by a crash, then sends all that are due. A problem of a channel leaves its
        deliveries in the outbox, and so does a pause: then nothing is done.

        Raises an error that blocks every delivery (AFFECTS_ALL: no token, no network, a rate limit); the deliveries
        then stay in the outbox.
        """
        if self.is_paused or self.held() is not None:
            return []
        delivered: list[Delivery] = []
        with suppress(PostingPaused):  # meanwhile
            for delivery in await self._store.outbox.unfinished():
                delivered.append(await self.deliver(delivery, manual=False))
            while (due := await self._next()) is not None:
                delivered.append(await self.deliver(due, manual=False))
        return delivered

    async def deliver(self, delivery: Delivery, *, manual: bool) -> Delivery:
        """Advances one delivery as far as possible. manual: at the user's request.

        Raises only errors that affect every delivery (AFFECTS_ALL), PostingPaused and AnotherPoster.
        """
        delivery = await self._store.outbox.delivery(delivery.id)
        if delivery.state is DeliveryState.SENT:
            return delivery
        self.require_running()
        if not await self._preparing.is_ready(delivery):
            async with self.turn():
                delivery = await self._store.outbox.delivery(delivery.id)
                found = await self._before_first(delivery) if delivery.is_untried else delivery
            if found is not None:
                return found
            unready = await self._preparing.prepare(delivery, manual=manual)
            if unready is not None:
                return await self._changed(unready)
        before = delivery.state
        async with self.turn():
            self.require_running()
            delivery = await self._store.outbox.delivery(delivery.id)
            match delivery.state:
                case DeliveryState.SENT:
                    return delivery
                case DeliveryState.CANCELLED if before is not DeliveryState.CANCELLED:  # just now
                    return delivery
                case DeliveryState.SENDING | DeliveryState.NEEDS_REVIEW:
                    return await self._reconcile(delivery)
                case DeliveryState.CANCELLED if delivery.sending_at is not None:  # it may be in Discord
                    return await self._reconcile(delivery, is_asked_for=True)
                case _:
                    return await self._send(delivery)

    async def log_in_anew(self) -> str:
        """Logs in again with the current token, between two posts, and returns the bot's name. Raises DiscordError.

        What was refused with the last token is due again.
        """
        async with self._one_at_a_time:
            await self._poster.close()
            name = await self._poster.whoami()
            self._hold = None
            await self._store.outbox.retry_refused()
            return name

    def ask_permissions_again(self, channel_id: int) -> None:
        """Discord is asked before the next post whether that channel allows it, even if it just did."""
        self._allowed.pop(channel_id, None)

    async def _next(self) -> Delivery | None:
        return await self._store.outbox.next_delivery(int(self._clock.now()), LONGEST_WAIT)

    async def _send(self, delivery: Delivery, resends: int = RESENDS) -> Delivery:
        if delivery.message_id is None:
            found = await self._before_first(delivery, resends)
            if found is not None:
                return found
        return await self._attempt(delivery, resends)

    async def _before_first(self, delivery: Delivery, resends: int = RESENDS) -> Delivery | None:
        """Makes sure that the channel allows the message, and that no earlier database has posted it.

        Returns the delivery if there is nothing to send any more, or not now, else None.
        """
        try:
            await self._require_permissions(delivery.channel_id)
            if delivery.attempted_at is None:
                trace = await self._history.trace(delivery)
                if trace.doubtful:
                    return await self._for_review(delivery, EarlierPostUnknown())
                if trace.found is not None:
                    return await self._adopt(delivery, trace.found, resends)
        except (DiscordError, *NO_TOKEN) as error:
            return await self._undelivered(delivery, error)
        return None

    async def _require_permissions(self, channel_id: int) -> None:
        """Raises NoPermission before a message is sent that could then have no thread."""
        if self._allowed.get(channel_id, 0.0) > self._clock.monotonic():
            return
        missing = await self._poster.missing_permissions(channel_id)
        if missing:
            raise NoPermission.lacking(missing)
        self._allowed[channel_id] = self._clock.monotonic() + CHECKED_FOR

    async def _attempt(self, delivery: Delivery, resends: int) -> Delivery:
        payload = await self._preparing.handled(delivery)
        attachments = await self._pictures.of(payload)
        sending = await self._store.outbox.mark_sending(delivery.id, int(self._clock.now()), payload)
        await self._history.remember()
        self.changed.emit(sending)

        async def on_message(message_id: int) -> None:
            await self._store.outbox.mark_message(delivery.id, message_id)

        try:
            posted = await self._poster.post(sending, attachments, on_message)
        except OutcomeUnknown as lost:
            log.warning("The answer to delivery %s was lost (%s); looking for it", delivery.key, lost.detail)
            return await self._reconcile(sending, resends - 1)
        except DiscordUnreachable as error:
            return await self._go_on(sending, error, resends - 1)
        except (DiscordError, *NO_TOKEN) as error:
            return await self._undelivered(sending, error)
        return await self._sent(sending, posted)

    async def _go_on(self, delivery: Delivery, error: DiscordUnreachable, resends: int) -> Delivery:
        """Retries at once if the message is in the text channel and only its thread is missing; that is safe."""
        delivery = await self._store.outbox.delivery(delivery.id)
        if delivery.message_id is None or resends <= 0:
            return await self._undelivered(delivery, error)
        await self._clock.sleep(SECOND_LOOK)
        return await self._send(delivery, resends)

    async def _reconcile(self, delivery: Delivery, resends: int = RESENDS, *, is_asked_for: bool = False) -> Delivery:
        """Looks up the outcome of an interrupted attempt and continues from there.

        is_asked_for: whether the user wants it to be sent now, even if a moderator may have deleted it. Raises the
        AFFECTS_ALL error when Discord can't be queried; the delivery stays unchanged for a later lookup.
        """
        delivery = await self._store.outbox.delivery(delivery.id)
        since = self._clock.now() - (delivery.sending_at or delivery.created_at)
        may_resend = resends > 0 and (is_asked_for or since <= RESEND_WITHIN)
        try:
            found = await self._poster.find(delivery)
            if found is None and may_resend and delivery.message_id is None:
                await self._clock.sleep(self._until_settled(delivery))
                found = await self._poster.find(delivery)
        except AFFECTS_ALL:
            raise
        except DiscordError as error:
            log.warning("Delivery %s cannot be looked for: %s (%s)", delivery.key, error.sentence, error.detail)
            return await self._for_review(delivery, OutcomeUnknown())
        if found is not None:
            return await self._adopt(delivery, found, resends)
        return await (self._send(delivery, resends) if may_resend else self._for_review(delivery, OutcomeUnknown()))

    def _until_settled(self, delivery: Delivery) -> float:
        """Seconds until the last attempt, perhaps by another process, must show in Discord if it was carried out."""
        last = delivery.attempted_at or delivery.sending_at or delivery.created_at
        return min(max(last + SETTLE - self._clock.now(), SECOND_LOOK), SETTLE)

    async def _adopt(self, delivery: Delivery, found: Found, resends: int) -> Delivery:
        """Takes over a post that is in Discord already, and creates its thread if it has none."""
        if found.thread_id is not None:
            posted = Posted(thread_id=found.thread_id, message_id=found.message_id)
            return await self._sent(delivery, posted, snowflakes.created_at(found.message_id))
        await self._store.outbox.mark_message(delivery.id, found.message_id)
        return await self._send(await self._store.outbox.delivery(delivery.id), resends)

    async def _sent(self, delivery: Delivery, posted: Posted, at: int | None = None) -> Delivery:
        """at: when it was posted, epoch seconds; None = now."""
        log.info("Delivery %s is thread %d", delivery.key, posted.thread_id)
        self._hold = None
        at = int(self._clock.now()) if at is None else at
        return await self._changed(
            await self._store.outbox.mark_sent(delivery.id, posted.thread_id, posted.message_id, at)
        )

    async def _for_review(self, delivery: Delivery, why: OutcomeUnknown) -> Delivery:
        return await self._changed(await self._store.outbox.mark_needs_review(delivery.id, str(why)))

    async def _undelivered(self, delivery: Delivery, error: TikTrackError) -> Delivery:
        """Handles a request that Discord certainly didn't carry out: schedules a retry or marks it as failed."""
        log.warning("Delivery %s: %s (%s)", delivery.key, error.sentence, getattr(error, "detail", ""))
        if isinstance(error, PostDeleted):  # a retry starts with a new message
            await self._store.outbox.mark_message(delivery.id, None)
        wait = wait_after(error, delivery.attempts)
        code = str(getattr(error, "code", None) or error.kind)
        if wait is None:
            failed = await self._store.outbox.mark_failed(delivery.id, code, str(error))
            return await self._changed(failed)
        at = int(self._clock.now() + wait)
        queued = await self._changed(await self._store.outbox.mark_queued(delivery.id, at, code, str(error)))
        if isinstance(error, TokenRefused):
            self._hold = Hold(until=at, code=code, reason=str(error))
        if isinstance(error, AFFECTS_ALL):
            raise error
        return queued

    async def _changed(self, delivery: Delivery) -> Delivery:
        self.changed.emit(delivery)
        return delivery
