from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.store.examples import CHANNEL, FIRST_CREATOR, NOW, a_creator, a_delivery
from tiktrack_gui.core.models import Delivery, DeliveryState
from tiktrack_gui.store import Store


@pytest.fixture
def store(store: Store) -> Store:
    """A store with three creators to post."""
    for number in (1, 2, 3):
        store.record_creator(a_creator(number), NOW)
    return store


@pytest.fixture
def delivery(store: Store) -> Delivery:
    return store.enqueue(a_delivery(), NOW)


@pytest.fixture
def sent(store: Store, delivery: Delivery) -> Delivery:
    store.mark_sending(delivery.id, NOW + 1)
    return store.mark_sent(delivery.id, 77, 76, NOW + 2)


def test_a_delivery_is_queued_with_its_payload(store: Store) -> None:
    new = a_delivery()
    delivery = store.enqueue(new, NOW)
    assert delivery == Delivery(
        id=1,
        key=new.key,
        creator_id=new.creator_id,
        channel_id=CHANNEL,
        occasion="profile",
        state=DeliveryState.QUEUED,
        payload=new.payload,
        created_at=NOW,
    )
    assert store.delivery(1) == delivery
    assert store.delivery_for(new.creator_id, CHANNEL) == delivery


def test_an_occasion_has_one_delivery(store: Store, sent: Delivery) -> None:
    assert store.enqueue(a_delivery(key="another", payload={}), NOW + 60) == sent
    assert store.enqueue(a_delivery(key="anniversary", occasion="anniversary"), NOW).id != sent.id
    assert store.enqueue(a_delivery(key="elsewhere", channel_id=CHANNEL + 1), NOW).id != sent.id
    assert len(store.deliveries()) == 3


def test_a_key_is_used_once(store: Store, delivery: Delivery) -> None:
    with pytest.raises(Exception, match=r"deliveries\.key"):
        store.enqueue(a_delivery(2, key=delivery.key), NOW)


@pytest.mark.parametrize("key", ["", "x" * 26])
def test_a_key_that_cannot_be_a_nonce_is_refused(store: Store, key: str) -> None:
    with pytest.raises(Exception, match="CHECK"):
        store.enqueue(a_delivery(key=key), NOW)


def test_a_delivery_that_does_not_exist(store: Store) -> None:
    assert store.delivery_for(FIRST_CREATOR, CHANNEL) is None
    for call in (store.delivery, lambda id_: store.mark_sending(id_, NOW)):
        with pytest.raises(LookupError):
            call(5)


def test_an_attempt_is_counted_and_its_time_kept_while_its_outcome_is_unknown(store: Store, delivery: Delivery) -> None:
    first = store.mark_sending(delivery.id, NOW + 10)
    assert (first.state, first.attempts, first.sending_at) == (DeliveryState.SENDING, 1, NOW + 10)
    again = store.mark_sending(delivery.id, NOW + 500)
    assert (again.state, again.attempts, again.sending_at) == (DeliveryState.SENDING, 2, NOW + 10)
    store.mark_needs_review(delivery.id, "Discord's answer was lost.")
    assert store.mark_sending(delivery.id, NOW + 600).sending_at == NOW + 10


def test_the_time_is_anew_once_it_is_known_that_nothing_was_made(store: Store, delivery: Delivery) -> None:
    store.mark_sending(delivery.id, NOW + 10)
    store.mark_queued(delivery.id, NOW + 600, "429", "Discord asks to wait.")
    assert store.mark_sending(delivery.id, NOW + 600).sending_at == NOW + 600
    store.mark_failed(delivery.id, "50013", "No permission.")
    assert store.mark_sending(delivery.id, NOW + 900).sending_at == NOW + 900


def test_a_message_is_remembered_before_its_thread_is_there(store: Store, delivery: Delivery) -> None:
    sending = store.mark_sending(delivery.id, NOW)
    store.mark_message(delivery.id, 76)
    assert store.delivery(delivery.id) == replace(sending, message_id=76)
    retried = store.mark_queued(delivery.id, NOW + 5, "0", "Couldn’t reach Discord.")
    assert retried.message_id == 76


def test_what_was_sent_says_where_and_has_no_error(store: Store, delivery: Delivery) -> None:
    store.mark_sending(delivery.id, NOW)
    store.mark_queued(delivery.id, NOW + 5, "429", "Discord asks to wait.")
    sent = store.mark_sent(delivery.id, 77, 76, NOW + 9)
    assert (sent.state, sent.thread_id, sent.message_id, sent.sent_at) == (DeliveryState.SENT, 77, 76, NOW + 9)
    assert (sent.error_code, sent.error, sent.next_attempt_at) == (None, None, None)


LATE: list[Callable[[Store, int], object]] = [
    lambda store, id_: store.mark_sending(id_, NOW + 60),
    lambda store, id_: store.mark_queued(id_, NOW + 60, "500", "Later."),
    lambda store, id_: store.mark_failed(id_, "50013", "No permission."),
    lambda store, id_: store.mark_needs_review(id_, "Unknown."),
    lambda store, id_: store.mark_sent(id_, 99, 98, NOW + 60),
    lambda store, id_: store.mark_message(id_, 98),
]


@pytest.mark.parametrize("late", LATE, ids=["sending", "queued", "failed", "review", "sent", "message"])
def test_what_was_sent_stays_sent_whatever_is_reported_late(
    store: Store, sent: Delivery, late: Callable[[Store, int], object]
) -> None:
    late(store, sent.id)
    assert store.delivery(sent.id) == sent


def test_what_was_sent_can_be_asked_for_again(store: Store, sent: Delivery) -> None:
    asked = store.mark_queued(sent.id, None, None, None)
    assert asked.state is DeliveryState.QUEUED
    assert (asked.attempts, asked.thread_id, asked.message_id) == (0, None, None)
    assert asked.sent_at is None
    assert store.next_delivery(NOW, 3600) == asked


def test_what_failed_is_asked_for_again_knowing_its_message(store: Store, delivery: Delivery) -> None:
    store.mark_sending(delivery.id, NOW)
    store.mark_message(delivery.id, 76)
    failed = store.mark_failed(delivery.id, "50013", "No permission.")
    assert (failed.state, failed.error_code, failed.error) == (DeliveryState.FAILED, "50013", "No permission.")
    asked = store.mark_queued(delivery.id, None, None, None)
    assert (asked.state, asked.attempts, asked.error_code, asked.error) == (DeliveryState.QUEUED, 0, None, None)
    assert asked.message_id == 76


def test_a_review_says_why(store: Store, delivery: Delivery) -> None:
    store.mark_sending(delivery.id, NOW)
    review = store.mark_needs_review(delivery.id, "Discord's answer was lost.")
    assert (review.state, review.error) == (DeliveryState.NEEDS_REVIEW, "Discord's answer was lost.")
    assert store.mark_sent(delivery.id, None, None, NOW + 9).state is DeliveryState.SENT


def test_the_oldest_that_is_due_is_next(store: Store) -> None:
    first, second, third = (store.enqueue(a_delivery(number), NOW) for number in (1, 2, 3))
    store.mark_queued(first.id, NOW + 100, "429", "Wait.")
    assert store.next_delivery(NOW, 3600) == second
    assert store.next_delivery(NOW + 99, 3600) == second
    assert store.next_delivery(NOW + 100, 3600) == store.delivery(first.id)
    assert store.next_delivery(NOW - 3500, 3600) == second
    assert store.next_delivery(NOW - 3501, 3600) == store.delivery(first.id)  # the clock was set back
    store.mark_sending(second.id, NOW)
    store.mark_failed(third.id, None, "No.")
    assert store.next_delivery(NOW + 99, 3600) is None


def test_what_a_crash_cut_off_is_found(store: Store) -> None:
    first, second, third = (store.enqueue(a_delivery(number), NOW) for number in (1, 2, 3))
    sending = [store.mark_sending(delivery.id, NOW) for delivery in (second, first)]
    store.mark_sent(third.id, 77, 76, NOW)
    assert store.unfinished() == sending[::-1]


def test_deliveries_come_newest_first(store: Store) -> None:
    made = [store.enqueue(a_delivery(number), NOW) for number in (1, 2, 3)]
    assert store.deliveries() == made[::-1]
    assert store.deliveries(1) == made[-1:]
