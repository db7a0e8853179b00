"""Texts about the state of a delivery, the same everywhere."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tiktrack_gui.core.deliveries import Delivery, DeliveryState
from tiktrack_gui.core.subjects import Subject
from tiktrack_gui.words import deliveries

NOW = 1_792_600_000
DELIVERY = Delivery(
    id=1,
    key="tt-1",
    subject=Subject.creator(7),
    creator_id=7,
    channel_id=12,
    occasion="profile",
    state=DeliveryState.QUEUED,
    payload={"thread_name": "Home Lab (@homelab)"},
    created_at=NOW - 7200,
)


@pytest.mark.parametrize(
    ("state", "next_attempt_at", "text"),
    [
        (DeliveryState.QUEUED, None, "Queued"),
        (DeliveryState.QUEUED, NOW - 1, "Queued"),
        (DeliveryState.QUEUED, NOW + 42, "Waiting, next try in 42 s"),
        (DeliveryState.QUEUED, NOW + 250, "Waiting, next try in 5 min"),
        (DeliveryState.SENDING, None, "Sending"),
        (DeliveryState.SENT, None, "Posted"),
        (DeliveryState.FAILED, None, "Failed"),
        (DeliveryState.NEEDS_REVIEW, None, "Needs review"),
    ],
)
def test_a_state_is_said_in_words_and_a_wait_counts_down(
    state: DeliveryState, next_attempt_at: int | None, text: str
) -> None:
    found, icon, color = deliveries.state(replace(DELIVERY, state=state, next_attempt_at=next_attempt_at), NOW)
    assert found == text
    assert icon
    assert color


def test_a_post_that_was_made_is_not_offered_again() -> None:
    sent = replace(DELIVERY, state=DeliveryState.SENT, sent_at=NOW - 3600)
    assert deliveries.standing(sent, NOW) == "Posted 1 h ago. A profile is posted only once per channel."
    story = replace(sent, subject=Subject.video(8))
    assert deliveries.standing(story, NOW) == "Posted 1 h ago. A story is posted only once per channel."


def test_a_post_that_was_not_made_says_why() -> None:
    failed = replace(DELIVERY, state=DeliveryState.FAILED, error="The bot may not post there.")
    assert deliveries.standing(failed, NOW) == "In the outbox: failed. The bot may not post there."


@pytest.mark.parametrize(
    ("state", "part"),
    [
        (DeliveryState.FAILED, "wasn’t posted"),
        (DeliveryState.NEEDS_REVIEW, "may not have been posted"),
        (DeliveryState.QUEUED, "is waiting in the outbox"),
    ],
)
def test_only_what_is_certain_is_said_of_a_post_that_is_not_there(state: DeliveryState, part: str) -> None:
    assert part in deliveries.outcome(replace(DELIVERY, state=state))


def test_a_thread_without_a_name_goes_by_its_creator() -> None:
    assert deliveries.thread_name(DELIVERY) == "Home Lab (@homelab)"
    assert deliveries.thread_name(replace(DELIVERY, payload={})) == "Creator 7"
