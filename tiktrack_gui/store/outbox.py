"""The outbox: deliveries and their states.

queued → sending → sent / failed / needs_review; all but sent can be cancelled. A sent delivery stays sent despite late
updates, until the user requests it again. In queued and failed, Discord has certainly created no thread; in sending and
needs_review, this is unknown. `sending_at` is the first attempt with an unknown outcome; a thread being searched for
can't be older.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from peewee import Database, fn

from tiktrack_gui.core.deliveries import Delivery, DeliveryState, NewDelivery, Payload, Standing
from tiktrack_gui.core.holds import LIMITED, NO_ROOM, NOT_MEASURED, OF_CHANNEL, TOKEN
from tiktrack_gui.core.models import Video
from tiktrack_gui.core.subjects import Subject
from tiktrack_gui.store import dialects, tables
from tiktrack_gui.store.connection import Part, reads, writes
from tiktrack_gui.store.rows import columns_for, fetch, insert_new, listed, locked, part, read, read_one

_table = tables.Deliveries
DELIVERY = columns_for(_table, Delivery)
STANDING = columns_for(_table, Standing)


def _met(codes: Iterable[str]) -> Any:
    return _table.error_code.is_null(False) & _table.error_code.in_(sorted(codes))


MET_PROBLEM = _met(OF_CHANNEL)
HOLDS_CHANNEL = _met(OF_CHANNEL | LIMITED)
OUTCOME_UNKNOWN = (DeliveryState.SENDING, DeliveryState.NEEDS_REVIEW)


class Outbox(Part):
    @writes
    def enqueue(self, new: NewDelivery, at: int) -> Delivery:
        """Adds the delivery and returns it, or returns the existing one for its occasion unchanged."""
        insert_deliveries(self._db, [new], at)
        known = self._of_occasion(new.subject, new.channel_id, new.occasion)
        if known is None:
            raise LookupError(f"the delivery {new.key!r} was not kept")
        return known

    @reads
    def delivery(self, delivery_id: int) -> Delivery:
        """Returns the delivery. Raises LookupError."""
        return self._delivery(delivery_id)

    @reads
    def delivery_for(self, subject: Subject, channel_id: int) -> Delivery | None:
        """Returns the newest delivery about the subject to that channel, or None."""
        theirs = (_table.subject == subject) & (_table.channel_id == channel_id)
        row = read_one(self._db, _table.select(*DELIVERY).where(theirs).order_by(_table.id.desc()))
        return None if row is None else Delivery(**row)

    @reads
    def standings(self, channel_id: int) -> dict[Subject, Standing]:
        """Returns where the newest delivery about each subject in that channel stands."""
        newest = _table.select(fn.MAX(_table.id)).where(_table.channel_id == channel_id).group_by(_table.subject)
        rows = read(self._db, _table.select(*STANDING).where(_table.id.in_(newest)))
        return {row["subject"]: Standing(**row) for row in rows}

    @reads
    def created_since(self, channel_id: int, since: int) -> int:
        """Returns the number of deliveries to that channel requested since that moment, cancelled ones left out."""
        lately = (_table.channel_id == channel_id) & (_table.created_at >= since)
        return int(_table.select().where(lately, _table.state != DeliveryState.CANCELLED).count(self._db))

    @reads
    def has_delivery(self, delivery_id: int) -> bool:
        return _table.select().where(_table.id == delivery_id).exists(self._db)

    @reads
    def next_delivery(self, now: int, longest_wait: int) -> Delivery | None:
        """Returns the oldest queued delivery that is due, or None.

        In a channel with a problem or a rate limit, the delivery that met it goes first, and the others wait for it:
        each of them would only meet it again.

        longest_wait: seconds; a time further ahead is from before the clock was set back, and counts as due.
        """
        at = _table.next_attempt_at
        due = at.is_null() | (at <= now) | (at > now + longest_wait)
        queued = _table.state == DeliveryState.QUEUED
        waiting = _table.select(_table.channel_id).where(queued, HOLDS_CHANNEL, ~due)
        there = _table.select(*DELIVERY).where(queued, due, _table.channel_id.not_in(waiting))
        row = read_one(self._db, there.order_by(HOLDS_CHANNEL.desc(), _table.id))
        return None if row is None else Delivery(**row)

    @reads
    def queued(self) -> list[Delivery]:
        """Returns the deliveries that wait to be sent, oldest first."""
        waiting = _table.select(*DELIVERY).where(_table.state == DeliveryState.QUEUED).order_by(_table.id)
        return [Delivery(**row) for row in read(self._db, waiting)]

    @reads
    def queued_for(self, channel_id: int) -> int:
        """Returns the number of deliveries waiting to be sent to that channel."""
        waiting = _table.select().where(_table.channel_id == channel_id, _table.state == DeliveryState.QUEUED)
        return int(waiting.count(self._db))

    @writes
    def retry_channel(self, channel_id: int, *, has_room: bool = True) -> None:
        """Makes the deliveries due that met a problem of that channel, also those an older version gave up.

        has_room: also those for which its server had too many threads.
        """
        _table.update(state=DeliveryState.QUEUED, next_attempt_at=None).where(
            _table.channel_id == channel_id,
            _table.state.in_((DeliveryState.QUEUED, DeliveryState.FAILED)),
            MET_PROBLEM if has_room else _met(OF_CHANNEL - NO_ROOM),
        ).execute(self._db)

    @writes
    def retry_unreached(self) -> None:
        """Makes the deliveries due that wait neither for their channel, nor for fresh numbers or the end of a limit."""
        others = _table.error_code.not_in(sorted(OF_CHANNEL | LIMITED | {NOT_MEASURED}))
        _table.update(next_attempt_at=None).where(
            _table.state == DeliveryState.QUEUED, _table.error_code.is_null(False), others
        ).execute(self._db)

    @writes
    def retry_refused(self) -> None:
        """Makes the deliveries due for which the token was refused."""
        queued = _table.state == DeliveryState.QUEUED
        _table.update(next_attempt_at=None).where(queued, _met(TOKEN)).execute(self._db)

    @reads
    def unfinished(self) -> list[Delivery]:
        """Returns the deliveries whose last attempt was interrupted, oldest first."""
        sending = _table.select(*DELIVERY).where(_table.state == DeliveryState.SENDING).order_by(_table.id)
        return [Delivery(**row) for row in read(self._db, sending)]

    @reads
    def deliveries(self, limit: int = 200) -> list[Delivery]:
        """Returns the deliveries, newest first."""
        newest = _table.select(*DELIVERY).order_by(_table.id.desc()).limit(limit)
        return [Delivery(**row) for row in read(self._db, newest)]

    @reads
    def take_turn(self) -> bool:
        """Whether this program may send now: of several on one database, one does at a time."""
        return self._connection.engine.hold_poster()

    @reads
    def end_turn(self) -> None:
        """Lets others send."""
        self._connection.engine.release_poster()

    @writes
    def mark_sending(self, delivery_id: int, at: int, payload: Payload | None = None) -> Delivery:
        """Records and counts the start of an attempt. A sent delivery stays sent: check the returned one's state.

        payload: what is sent, if it isn't what was recorded.
        """
        known = self._delivery(delivery_id, for_change=True)
        tables.Identity.update(attempts=tables.Identity.attempts + 1).execute(self._db)
        since = known.sending_at if known.state in OUTCOME_UNKNOWN else None
        return self._change(
            delivery_id,
            state=DeliveryState.SENDING,
            attempts=_table.attempts + 1,
            sending_at=at if since is None else since,
            attempted_at=at,
            **({} if payload is None else {"payload": payload}),
        )

    @writes
    def mark_message(self, delivery_id: int, message_id: int | None) -> None:
        """Records that the message exists but its thread doesn't yet. None: the message no longer exists."""
        self._change(delivery_id, message_id=message_id)

    @writes
    def mark_sent(self, delivery_id: int, thread_id: int | None, message_id: int | None, at: int) -> Delivery:
        """Records that the thread was created. The IDs are None if only the user has confirmed it."""
        return self._change(
            delivery_id,
            state=DeliveryState.SENT,
            thread_id=thread_id,
            message_id=message_id,
            sent_at=at,
            next_attempt_at=None,
            error_code=None,
            error=None,
        )

    @writes
    def mark_queued(
        self, delivery_id: int, next_attempt_at: int | None, error_code: str | None, error: str | None
    ) -> Delivery:
        """Queues a retry after `error`, or, without an error, because the user requested it.

        An error before anything was sent counts as an attempt as well. A request by the user resets the attempts, and
        causes a sent delivery to be posted again.
        """
        values = {
            "state": DeliveryState.QUEUED,
            "next_attempt_at": next_attempt_at,
            "error_code": error_code,
            "error": error,
        }
        known = self._delivery(delivery_id, for_change=True)
        if error is not None:
            # Counted here: MySQL would compare the state this UPDATE has just set.
            unsent = known.state is not DeliveryState.SENDING
            return self._change(delivery_id, **values, attempts=known.attempts + unsent)
        if known.state is DeliveryState.SENT:
            values |= {"message_id": None, "thread_id": None, "sent_at": None}
        asked_at = known.attempted_at or known.created_at  # it isn't looked for in the channel once more
        return self._update(delivery_id, **values, attempts=0, attempted_at=asked_at)

    @writes
    def rewrite(self, delivery: Delivery, payload: Payload) -> Delivery:
        """Gives it another payload. As `postpone` and `drop`, it changes nothing if that was sent or cancelled since.

        Returns the current delivery.
        """
        return self._change_unsent(delivery, payload=payload)

    @writes
    def postpone(self, delivery: Delivery, until: int, reason: str) -> Delivery:
        """Queues it until there are fresh numbers; that is no attempt."""
        return self._change_unsent(
            delivery,
            state=DeliveryState.QUEUED,
            next_attempt_at=until,
            error_code=NOT_MEASURED,
            error=reason,
        )

    @writes
    def drop(self, delivery: Delivery, error_code: str, error: str) -> Delivery:
        """Marks it as failed before it was attempted."""
        return self._change_unsent(
            delivery, state=DeliveryState.FAILED, next_attempt_at=None, error_code=error_code, error=error
        )

    @writes
    def mark_failed(self, delivery_id: int, error_code: str | None, error: str) -> Delivery:
        return self._change(delivery_id, state=DeliveryState.FAILED, error_code=error_code, error=error)

    @writes
    def mark_cancelled(self, delivery_id: int) -> Delivery:
        """Ends it for good, unless the user has it posted. A sent delivery stays sent.

        `sending_at` stays if it may be in Discord, so that it is looked for before it is posted.
        """
        known = self._delivery(delivery_id, for_change=True)
        since = known.sending_at if known.state in (*OUTCOME_UNKNOWN, DeliveryState.CANCELLED) else None
        return self._change(
            delivery_id,
            state=DeliveryState.CANCELLED,
            next_attempt_at=None,
            error_code=None,
            error=None,
            sending_at=since,
        )

    @writes
    def mark_needs_review(self, delivery_id: int, error: str) -> Delivery:
        return self._change(delivery_id, state=DeliveryState.NEEDS_REVIEW, error_code=None, error=error)

    def _change_unsent(self, delivery: Delivery, **values: Any) -> Delivery:
        known = self._delivery(delivery.id, for_change=True)
        is_as_it_was = known.is_untried and known.state is delivery.state
        return self._update(delivery.id, **values) if is_as_it_was else known

    def _change(self, delivery_id: int, **values: Any) -> Delivery:
        """Updates the delivery unless it is sent; returns the current one."""
        known = self._delivery(delivery_id, for_change=True)
        return known if known.state is DeliveryState.SENT else self._update(delivery_id, **values)

    def _update(self, delivery_id: int, **values: Any) -> Delivery:
        _table.update(values).where(_table.id == delivery_id).execute(self._db)
        return self._delivery(delivery_id)

    def _delivery(self, delivery_id: int, *, for_change: bool = False) -> Delivery:
        query = _table.select(*DELIVERY).where(_table.id == delivery_id)
        row = read_one(self._db, locked(self._db, query) if for_change else query)
        if row is None:
            raise LookupError(f"no delivery {delivery_id}")
        return Delivery(**row)

    def _of_occasion(self, subject: Subject, channel_id: int, occasion: str) -> Delivery | None:
        same = (_table.subject == subject) & (_table.channel_id == channel_id) & (_table.occasion == occasion)
        row = read_one(self._db, _table.select(*DELIVERY).where(same))
        return None if row is None else Delivery(**row)


def insert_deliveries(db: Database, deliveries: Sequence[NewDelivery], at: int) -> None:
    """Queues the deliveries whose occasion has none yet."""
    rows = [
        {
            "key": new.key,
            "subject": new.subject,
            "creator_id": new.creator_id,
            "channel_id": new.channel_id,
            "occasion": new.occasion,
            "payload": new.payload,
            "created_at": at,
        }
        for new in deliveries
    ]
    insert_new(db, _table, rows, key=("subject", "channel_id", "occasion"))


def newest_deliveries(db: Database, subjects: Iterable[Subject]) -> dict[Subject, Delivery]:
    """The newest delivery about each subject that has one."""
    words = dialects.of(db).words.format(param="?")
    newest = f"SELECT MAX(id) FROM deliveries WHERE subject IN (SELECT value FROM {words}) GROUP BY subject"
    question = f"SELECT {listed(DELIVERY, 'd')} FROM deliveries AS d WHERE d.id IN ({newest})"
    rows = part(fetch(db, question, json.dumps([str(subject) for subject in subjects])), DELIVERY)
    return {row["subject"]: Delivery(**row) for row in rows}


def deliveries_of_videos(db: Database, videos: Iterable[Video]) -> dict[int, Delivery]:
    """The newest delivery about each video or its creator, by the video's ID."""
    pairs = {video.id: (Subject.video(video.id), Subject.creator(video.creator.id)) for video in videos}
    known = newest_deliveries(db, {subject for pair in pairs.values() for subject in pair})
    found = ((id_, [known[subject] for subject in pair if subject in known]) for id_, pair in pairs.items())
    return {id_: max(deliveries, key=lambda delivery: delivery.id) for id_, deliveries in found if deliveries}
