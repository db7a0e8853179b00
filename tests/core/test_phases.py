from __future__ import annotations

from dataclasses import replace

import pytest

from tiktrack_gui.core.criteria import Criteria
from tiktrack_gui.core.deliveries import Delivery, DeliveryState
from tiktrack_gui.core.durations import DAY, HOUR
from tiktrack_gui.core.embed import profile_post
from tiktrack_gui.core.models import Creator, CreatorSample, CurrentVelocity, MeasuredVideo, Video, VideoSample
from tiktrack_gui.core.phases import Phase, State, is_current, is_rising, pace, phase, state
from tiktrack_gui.core.score import measure, restated
from tiktrack_gui.core.subjects import Subject

NOW = 1_793_534_400  # 2026-11-01 12:00 UTC
CREATOR = Creator(id=7, handle="somebody", sample=CreatorSample(at=NOW, followers=5_000))


def story(age: float, *, current: float | None = None, at_most: bool = False, measured: float = 0) -> MeasuredVideo:
    """A story at 1,000/min since it was posted `age` s before it was measured. measured: s ago."""
    at = int(NOW - measured)
    sample = VideoSample(at=at, likes=int(1000 * age / 60), comments=0, shares=0, views=10**7)
    item = measure(Video(id=1, creator=CREATOR, posted_at=int(at - age), sample=sample), Criteria(), at)
    now = None if current is None else CurrentVelocity(value=current, minutes=20, at_most=at_most)
    return replace(item, current=now)


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        (story(3 * HOUR), Phase.TAKING_OFF),
        (story(3 * HOUR, current=800), Phase.TAKING_OFF),
        (story(20 * DAY, current=1_200), Phase.TAKING_OFF),
        (story(20 * DAY, current=400), Phase.SLOWER),
        (story(27 * DAY, current=60), Phase.STILL),
        (story(27 * DAY, current=500, at_most=True), Phase.STILL),
        (story(3 * HOUR, current=5), Phase.STILL),
        (story(27 * DAY), Phase.UNKNOWN),
        (story(3 * HOUR, current=900, measured=3 * DAY), Phase.UNKNOWN),
    ],
)
def test_the_current_velocity_and_the_age_decide(item: MeasuredVideo, expected: Phase) -> None:
    assert phase(item, NOW) is expected


@pytest.mark.parametrize(
    ("item", "title", "says"),
    [
        (story(3 * HOUR), "Taking off", "· 1,000/min\n"),
        (story(3 * HOUR, measured=18 * HOUR), "Taking off", "· 1,000/min, measured 2026-10-31 18:00 UTC\n"),
        (story(27 * DAY, current=60), "Took off", "· 1,000/min on average since 5 Oct 2026, standing still now"),
        (story(20 * DAY, current=400), "Took off", "· 1,000/min on average since 12 Oct 2026, 400/min now"),
        (story(27 * DAY, measured=3 * DAY), "Took off", "on average since 2 Oct 2026 until 29 Oct 2026"),
    ],
)
def test_a_post_says_what_is_true_now(item: MeasuredVideo, title: str, says: str) -> None:
    fields = profile_post(CREATOR, key="tt-0", now=NOW, flagged=item)["embed"]["fields"]
    [value] = [field["value"] for field in fields if field["name"] == title]
    assert says in value
    assert ("High engagement velocity" in value) == (title == "Taking off")


def test_a_story_is_restated_by_todays_criteria_and_its_age_now() -> None:
    item = story(3 * HOUR)
    later = restated(item, Criteria(threshold=500), NOW + DAY)
    assert "1,000/min, 2× threshold" in later.reason
    assert later.velocity == item.velocity
    assert item.score is not None
    assert later.score is not None
    assert later.score.parts["velocity"] == pytest.approx(2 / 3, rel=0.01)
    assert later.score.parts["freshness"] == pytest.approx(item.score.parts["freshness"] / 2, rel=0.01)


def test_a_story_below_todays_threshold_says_so() -> None:
    assert restated(story(3 * HOUR), Criteria(threshold=5_000), NOW).reason == (
        "Below the threshold (1,000/min < 5,000/min)"
    )


def test_what_was_filtered_out_keeps_its_reason() -> None:
    refused = measure(story(3 * HOUR).video, Criteria(threshold=5_000), NOW)
    assert restated(refused, Criteria(threshold=1), NOW) is refused


@pytest.mark.parametrize(("current", "expected"), [(None, False), (1_060, True), (1_000, False), (400, False)])
def test_a_story_is_rising_if_it_is_known_to_be_faster_now(current: float | None, expected: bool) -> None:
    assert is_rising(story(3 * HOUR, current=current)) is expected
    assert not is_rising(story(3 * HOUR, current=5_000, at_most=True))


@pytest.mark.parametrize(
    ("item", "found_ago", "expected"),
    [
        (story(3 * HOUR), 47, True),
        (story(3 * HOUR), 49, False),
        (story(9 * DAY, current=1_200), 200, True),  # still rising
        (story(9 * DAY, current=900), 200, False),
        (story(9 * DAY, current=1_200, measured=3 * DAY), 200, False),  # it was, three days ago
    ],
)
def test_current_is_what_was_found_lately_or_still_rises(item: MeasuredVideo, found_ago: int, expected: bool) -> None:
    found = replace(item, found_at=NOW - found_ago * HOUR)
    assert is_current(found, 48, NOW) is expected
    assert is_current(found, 0, NOW)
    assert is_current(replace(item, found_at=None), 48, NOW)  # of this very run


@pytest.mark.parametrize(
    ("current", "at_most", "expected"),
    [(None, False, 1000), (1_500, False, 1_500), (30, False, 30), (300, True, 300), (3_000, True, 1000)],
)
def test_the_velocity_now_ranks_where_it_is_known(current: float | None, at_most: bool, expected: float) -> None:
    """A bound above the velocity since it was posted says nothing."""
    assert pace(story(3 * HOUR, current=current, at_most=at_most)) == pytest.approx(expected)


POSTED = Delivery(
    id=1,
    key="7",
    subject=Subject.creator(7),
    creator_id=7,
    channel_id=42,
    occasion="profile",
    state=DeliveryState.SENT,
    payload={},
    created_at=NOW,
)
RUNNING = replace(POSTED, state=DeliveryState.QUEUED)


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        (replace(story(3 * HOUR), found_at=NOW - HOUR), State.NEW),
        (replace(story(3 * HOUR, measured=3 * DAY), found_at=NOW - 3 * DAY), None),
        (story(3 * HOUR), None),  # it isn't known when it was found
        (story(3 * HOUR, current=1_051), State.RISING),
        (story(3 * HOUR, current=1_049), State.STEADY),
        (story(3 * HOUR, current=951), State.STEADY),
        (story(3 * HOUR, current=949), State.COOLING),
        (story(3 * HOUR, current=0), State.COOLING),
        (story(3 * HOUR, current=500, at_most=True), State.COOLING),
        (story(3 * HOUR, current=2_000, at_most=True), None),
        (story(3 * HOUR, current=2_000, measured=3 * DAY), None),  # that says nothing about now
        (replace(story(3 * HOUR, current=2_000), delivery=POSTED), State.POSTED),
        (replace(story(3 * HOUR, current=2_000), delivery=RUNNING), State.RISING),
    ],
)
def test_the_state_is_the_first_that_is_true(item: MeasuredVideo, expected: State | None) -> None:
    assert state(item, NOW) is expected


def test_what_is_gone_has_no_state_unless_it_was_posted() -> None:
    gone = replace(story(3 * HOUR, current=2_000), video=replace(story(3 * HOUR).video, gone_at=int(NOW)))
    assert state(gone, NOW) is None
    assert state(replace(gone, delivery=POSTED), NOW) is State.POSTED
