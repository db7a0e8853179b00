"""JSON for other programs."""

from __future__ import annotations

from tiktrack_gui.core import export
from tiktrack_gui.core.deliveries import Delivery, DeliveryState
from tiktrack_gui.core.growth import change
from tiktrack_gui.core.models import Creator, CreatorCount, CreatorSample
from tiktrack_gui.core.subjects import Subject

START = 1_767_225_600
DAY = 86_400


def sample(at: int, followers: int) -> CreatorSample:
    return CreatorSample(at=at, followers=followers, rounded=CreatorCount.FOLLOWERS)


def test_growth_says_since_when_and_how_sure() -> None:
    before, now = sample(START, 48_200), sample(START + DAY, 48_900)
    creator = Creator(id=2**62, handle="bread.lab", sample=now)
    shown = export.measured_creator(creator, "active", change(before, now, CreatorCount.FOLLOWERS))
    assert shown["id"] == str(2**62)
    assert shown["measured_at"] == "2026-01-02T00:00:00Z"
    assert shown["growth"] == {"followers": 700, "uncertainty": 100, "since": "2026-01-01T00:00:00Z"}


def test_without_an_earlier_measurement_no_growth_is_known() -> None:
    creator = Creator(id=1, handle="bread.lab", sample=sample(START, 48_200))
    assert export.measured_creator(creator, "active")["growth"] is None
    assert export.measured_creator(Creator(id=1, handle="bread.lab"), "active")["measured_at"] is None


def test_one_nothing_is_known_about_has_its_handle_and_the_reason() -> None:
    shown = export.checked_creator("nobody", None, "There is none.", tried=True)
    assert shown == {"handle": "nobody", "tried": True, "error": "There is none."}


def test_a_delivery_says_when_it_was_posted() -> None:
    delivery = Delivery(
        id=1, key="k", subject=Subject.creator(1), creator_id=1, channel_id=2, occasion="profile",
        state=DeliveryState.SENT, payload={},
        thread_id=3, sent_at=START,
    )  # fmt: skip
    shown = export.delivery(delivery, "sent", already=True)
    assert (shown["already"], shown["posted_at"], shown["thread_id"]) == (True, "2026-01-01T00:00:00Z", "3")
    assert shown.keys() == export.dry_run(2, None, {}).keys()


def test_a_delivery_without_a_thread_name_is_listed_all_the_same() -> None:
    state = DeliveryState.QUEUED
    delivery = Delivery(
        id=1,
        key="tt-1",
        subject=Subject.creator(5),
        creator_id=5,
        channel_id=9,
        occasion="",
        state=state,
        payload={},
    )
    assert export.listed_delivery(delivery, state.value, None)["thread_name"] is None
