from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.store.examples import CHANNEL, FIRST_CREATOR, NOW, a_creator, a_delivery
from tiktrack_gui.core.deliveries import Delivery, DeliveryState
from tiktrack_gui.core.subjects import Subject
from tiktrack_gui.store import Store


@pytest.fixture
def store(store: Store) -> Store:
    """A store with three creators to post."""
    for number in (1, 2, 3):
        store.creators.record_creator(a_creator(number), NOW).result()
    return store


@pytest.fixture
def delivery(store: Store) -> Delivery:
    return store.outbox.enqueue(a_delivery(), NOW).result()


@pytest.fixture
def sent(store: Store, delivery: Delivery) -> Delivery:
    store.outbox.mark_sending(delivery.id, NOW + 1).result()
    return store.outbox.mark_sent(delivery.id, 77, 76, NOW + 2).result()


def test_a_delivery_is_queued_with_its_payload(store: Store) -> None:
    new = a_delivery()
    delivery = store.outbox.enqueue(new, NOW).result()
    assert delivery == Delivery(
        id=delivery.id,
        key=new.key,
        subject=new.subject,
        creator_id=new.creator_id,
        channel_id=CHANNEL,
        occasion="profile",
        state=DeliveryState.QUEUED,
        payload=new.payload,
        created_at=NOW,
    )
    assert store.outbox.delivery(delivery.id).result() == delivery
    assert store.outbox.delivery_for(new.subject, CHANNEL).result() == delivery


def test_an_occasion_has_one_delivery(store: Store, sent: Delivery) -> None:
    assert store.outbox.enqueue(a_delivery(key="another", payload={}), NOW + 60).result() == sent
    assert store.outbox.enqueue(a_delivery(key="anniversary", occasion="anniversary"), NOW).result().id != sent.id
    assert store.outbox.enqueue(a_delivery(key="elsewhere", channel_id=CHANNEL + 1), NOW).result().id != sent.id
    assert len(store.outbox.deliveries().result()) == 3


def test_a_key_is_used_once(store: Store, delivery: Delivery) -> None:
    with pytest.raises(Exception, match=r"deliveries[._]key|not kept"):
        store.outbox.enqueue(a_delivery(2, key=delivery.key), NOW).result()


@pytest.mark.parametrize("key", ["", "x" * 26])
def test_a_key_that_cannot_be_a_nonce_is_refused(store: Store, key: str) -> None:
    with pytest.raises(Exception, match=r"(?i)check|constraint"):
        store.outbox.enqueue(a_delivery(key=key), NOW).result()


def test_a_delivery_that_does_not_exist(store: Store) -> None:
    assert store.outbox.delivery_for(Subject.creator(FIRST_CREATOR), CHANNEL).result() is None
    for call in (store.outbox.delivery, lambda id_: store.outbox.mark_sending(id_, NOW)):
        with pytest.raises(LookupError):
            call(5).result()


def test_an_attempt_is_counted_and_its_time_kept_while_its_outcome_is_unknown(store: Store, delivery: Delivery) -> None:
    first = store.outbox.mark_sending(delivery.id, NOW + 10).result()
    assert (first.state, first.attempts, first.sending_at) == (DeliveryState.SENDING, 1, NOW + 10)
    again = store.outbox.mark_sending(delivery.id, NOW + 500).result()
    assert (again.state, again.attempts, again.sending_at) == (DeliveryState.SENDING, 2, NOW + 10)
    store.outbox.mark_needs_review(delivery.id, "Discord's answer was lost.").result()
    assert store.outbox.mark_sending(delivery.id, NOW + 600).result().sending_at == NOW + 10


def test_the_time_is_anew_once_it_is_known_that_nothing_was_made(store: Store, delivery: Delivery) -> None:
    store.outbox.mark_sending(delivery.id, NOW + 10).result()
    store.outbox.mark_queued(delivery.id, NOW + 600, "429", "Discord asks to wait.").result()
    assert store.outbox.mark_sending(delivery.id, NOW + 600).result().sending_at == NOW + 600
    store.outbox.mark_failed(delivery.id, "50013", "No permission.").result()
    assert store.outbox.mark_sending(delivery.id, NOW + 900).result().sending_at == NOW + 900


def test_a_message_is_remembered_before_its_thread_is_there(store: Store, delivery: Delivery) -> None:
    sending = store.outbox.mark_sending(delivery.id, NOW).result()
    store.outbox.mark_message(delivery.id, 76).result()
    assert store.outbox.delivery(delivery.id).result() == replace(sending, message_id=76)
    retried = store.outbox.mark_queued(delivery.id, NOW + 5, "0", "Couldn’t reach Discord.").result()
    assert retried.message_id == 76


def test_what_was_sent_says_where_and_has_no_error(store: Store, delivery: Delivery) -> None:
    store.outbox.mark_sending(delivery.id, NOW).result()
    store.outbox.mark_queued(delivery.id, NOW + 5, "429", "Discord asks to wait.").result()
    sent = store.outbox.mark_sent(delivery.id, 77, 76, NOW + 9).result()
    assert (sent.state, sent.thread_id, sent.message_id, sent.sent_at) == (DeliveryState.SENT, 77, 76, NOW + 9)
    assert (sent.error_code, sent.error, sent.next_attempt_at) == (None, None, None)


LATE: list[Callable[[Store, int], object]] = [
    lambda store, id_: store.outbox.mark_sending(id_, NOW + 60).result(),
    lambda store, id_: store.outbox.mark_queued(id_, NOW + 60, "500", "Later.").result(),
    lambda store, id_: store.outbox.mark_failed(id_, "50013", "No permission.").result(),
    lambda store, id_: store.outbox.mark_needs_review(id_, "Unknown.").result(),
    lambda store, id_: store.outbox.mark_sent(id_, 99, 98, NOW + 60).result(),
    lambda store, id_: store.outbox.mark_message(id_, 98).result(),
]


@pytest.mark.parametrize("late", LATE, ids=["sending", "queued", "failed", "review", "sent", "message"])
def test_what_was_sent_stays_sent_whatever_is_reported_late(
    store: Store, sent: Delivery, late: Callable[[Store, int], object]
) -> None:
    late(store, sent.id)
    assert store.outbox.delivery(sent.id).result() == sent


def test_what_was_sent_can_be_asked_for_again(store: Store, sent: Delivery) -> None:
    asked = store.outbox.mark_queued(sent.id, None, None, None).result()
    assert asked.state is DeliveryState.QUEUED
    assert (asked.attempts, asked.thread_id, asked.message_id) == (0, None, None)
    assert asked.sent_at is None
    assert store.outbox.next_delivery(NOW, 3600).result() == asked


def test_what_failed_is_asked_for_again_knowing_its_message(store: Store, delivery: Delivery) -> None:
    store.outbox.mark_sending(delivery.id, NOW).result()
    store.outbox.mark_message(delivery.id, 76).result()
    failed = store.outbox.mark_failed(delivery.id, "50013", "No permission.").result()
    assert (failed.state, failed.error_code, failed.error) == (DeliveryState.FAILED, "50013", "No permission.")
    asked = store.outbox.mark_queued(delivery.id, None, None, None).result()
    assert (asked.state, asked.attempts, asked.error_code, asked.error) == (DeliveryState.QUEUED, 0, None, None)
    assert asked.message_id == 76


def test_a_review_says_why(store: Store, delivery: Delivery) -> None:
    store.outbox.mark_sending(delivery.id, NOW).result()
    review = store.outbox.mark_needs_review(delivery.id, "Discord's answer was lost.").result()
    assert (review.state, review.error) == (DeliveryState.NEEDS_REVIEW, "Discord's answer was lost.")
    assert store.outbox.mark_sent(delivery.id, None, None, NOW + 9).result().state is DeliveryState.SENT


def test_a_rate_limit_holds_its_channel(store: Store) -> None:
    first, second = (store.outbox.enqueue(a_delivery(number), NOW).result() for number in (1, 2))
    other = store.outbox.enqueue(a_delivery(3, channel_id=CHANNEL + 1), NOW).result()
    store.outbox.mark_queued(first.id, NOW + 100, "discord_rate_limited", "Wait.").result()
    assert store.outbox.next_delivery(NOW, 3600).result() == other
    store.outbox.mark_sent(other.id, 1, 1, NOW).result()
    assert store.outbox.next_delivery(NOW, 3600).result() is None
    ready = store.outbox.next_delivery(NOW + 100, 3600).result()
    assert ready is not None
    assert ready.id == first.id
    store.outbox.mark_cancelled(first.id).result()
    assert store.outbox.next_delivery(NOW, 3600).result() == second


def test_what_a_token_was_refused_for_is_due_with_another(store: Store) -> None:
    first = store.outbox.enqueue(a_delivery(), NOW).result()
    store.outbox.mark_queued(first.id, NOW + 100, "token_refused", "Refused.").result()
    assert store.outbox.next_delivery(NOW, 3600).result() is None
    store.outbox.retry_refused().result()
    assert store.outbox.next_delivery(NOW, 3600).result() is not None


@pytest.mark.parametrize("sent", [False, True])
def test_only_what_was_never_tried_is_rewritten_postponed_or_dropped(store: Store, sent: bool) -> None:
    delivery = store.outbox.enqueue(a_delivery(), NOW).result()
    if sent:
        store.outbox.mark_sending(delivery.id, NOW).result()
    payload = {**delivery.payload, "thread_name": "New"}
    changed = store.outbox.rewrite(delivery, payload).result()
    assert (changed.payload == payload) is not sent
    waiting = store.outbox.postpone(delivery, NOW + 900, "Waits for fresh numbers.").result()
    assert (waiting.next_attempt_at, waiting.attempts) == ((None, 1) if sent else (NOW + 900, 0))
    dropped = store.outbox.drop(delivery, "private", "The account is private.").result()
    assert dropped.state is (DeliveryState.SENDING if sent else DeliveryState.FAILED)
    store.outbox.mark_cancelled(delivery.id).result()
    assert store.outbox.postpone(delivery, NOW + 900, "").result().state is DeliveryState.CANCELLED


def test_the_oldest_that_is_due_is_next(store: Store) -> None:
    first, second, third = (store.outbox.enqueue(a_delivery(number), NOW).result() for number in (1, 2, 3))
    store.outbox.mark_queued(first.id, NOW + 100, "500", "Wait.").result()
    assert store.outbox.next_delivery(NOW, 3600).result() == second
    assert store.outbox.next_delivery(NOW + 99, 3600).result() == second
    assert store.outbox.next_delivery(NOW + 100, 3600).result() == store.outbox.delivery(first.id).result()
    assert store.outbox.next_delivery(NOW - 3500, 3600).result() == second
    assert (
        store.outbox.next_delivery(NOW - 3501, 3600).result() == store.outbox.delivery(first.id).result()
    )  # the clock was set back
    store.outbox.mark_sending(second.id, NOW).result()
    store.outbox.mark_failed(third.id, None, "No.").result()
    assert store.outbox.next_delivery(NOW + 99, 3600).result() is None


def test_what_a_crash_cut_off_is_found(store: Store) -> None:
    first, second, third = (store.outbox.enqueue(a_delivery(number), NOW).result() for number in (1, 2, 3))
    sending = [store.outbox.mark_sending(delivery.id, NOW).result() for delivery in (second, first)]
    store.outbox.mark_sent(third.id, 77, 76, NOW).result()
    assert store.outbox.unfinished().result() == sending[::-1]


def test_deliveries_come_newest_first(store: Store) -> None:
    made = [store.outbox.enqueue(a_delivery(number), NOW).result() for number in (1, 2, 3)]
    assert store.outbox.deliveries().result() == made[::-1]
    assert store.outbox.deliveries(1).result() == made[-1:]


def test_what_waits_for_room_stays_while_only_the_permissions_are_known(store: Store) -> None:
    lacking, crowded = (store.outbox.enqueue(a_delivery(number, key=f"d{number}"), NOW).result() for number in (1, 2))
    store.outbox.mark_queued(lacking.id, NOW + 60, "50013", "no").result()
    store.outbox.mark_queued(crowded.id, NOW + 60, "160006", "no").result()
    store.outbox.retry_channel(CHANNEL, has_room=False).result()
    assert store.outbox.delivery(lacking.id).result().next_attempt_at is None
    assert store.outbox.delivery(crowded.id).result().next_attempt_at == NOW + 60
    store.outbox.retry_channel(CHANNEL).result()
    assert store.outbox.delivery(crowded.id).result().next_attempt_at is None


def test_trying_now_what_was_not_reached_leaves_what_must_wait(store: Store) -> None:
    codes = {"discord_unreachable": None, "keyring": None, "429": NOW + 60, "50013": NOW + 60, "not_measured": NOW + 60}
    made = {}
    for number, code in enumerate(codes):
        new = a_delivery(number % 3 + 1, key=f"d{number}", channel_id=CHANNEL + number // 3)
        made[code] = store.outbox.enqueue(new, NOW).result().id
        store.outbox.mark_queued(made[code], NOW + 60, code, "no").result()
    store.outbox.retry_unreached().result()
    after = {code: store.outbox.delivery(id_).result().next_attempt_at for code, id_ in made.items()}
    assert after == codes
