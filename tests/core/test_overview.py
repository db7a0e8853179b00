"""What is known of a list's creators, computed by hand."""

from __future__ import annotations

import pytest

from tiktrack_gui.core.durations import DAY, HOUR
from tiktrack_gui.core.growth import Change, change
from tiktrack_gui.core.growth_rate import TooLittleHistory
from tiktrack_gui.core.models import Creator, CreatorCount, CreatorSample, Video, VideoSample
from tiktrack_gui.core.overview import PERIODS, Read, Standing, figures, spans, standing
from tiktrack_gui.core.tracked import CreatorState, TrackedCreator

NOW = 1_790_000_000
SOMEBODY = Creator(id=1, handle="somebody", sample=CreatorSample(at=NOW, followers=1_100))


def sample(days: float, followers: int | None) -> CreatorSample:
    return CreatorSample(at=NOW - int(days * DAY), followers=followers)


def seen(number: int, views: int | None) -> Video:
    return Video(id=number, creator=SOMEBODY, posted_at=NOW, sample=VideoSample(at=NOW, views=views))


def test_changes_are_those_of_the_followers_since_each_period_began() -> None:
    found = figures(SOMEBODY, Read(before={DAY: sample(1, 1_090), 7 * DAY: sample(7, 1_000)}))
    changes = [found.changes[period] for period in PERIODS]
    assert [one and one.amount for one in changes] == [10, 100, None]
    assert changes[1] is not None
    assert changes[1].share == 0.1


def test_the_top_video_is_the_most_viewed_of_those_known() -> None:
    found = figures(SOMEBODY, Read(videos=[seen(1, 5), seen(2, None), seen(3, 900), seen(4, 80)]))
    assert found.top is not None
    assert found.top.id == 3
    assert figures(SOMEBODY, Read(videos=[seen(1, None)])).top is None


def test_the_curve_has_no_point_from_before_the_weeks_it_is_of() -> None:
    found = figures(SOMEBODY, Read(recent=[sample(40, 900), sample(28, 950), sample(2, 1_050), sample(0, 1_100)]))
    assert [count for _, count in found.curve] == [950, 1_050, 1_100]


def test_a_curve_of_rounded_counts_makes_no_mountain_of_a_step() -> None:
    assert figures(SOMEBODY, Read(recent=[sample(1, 1_900_000), sample(0, 2_000_000)])).least == 400_000
    assert figures(SOMEBODY, Read(recent=[sample(1, 900), sample(0, 1_000)])).least == 10
    assert figures(SOMEBODY, Read()).least == 0


def test_of_nothing_there_are_no_figures() -> None:
    found = figures(Creator(id=2, handle="new"), Read())
    assert found.per_week == TooLittleHistory(samples=0, days_missing=5)
    assert (found.curve, found.gaps, found.engagement, found.posts, found.top) == ((), (), None, None, None)


@pytest.mark.parametrize(
    ("days", "period", "fits"),
    [
        (1, DAY, True),
        (1.25, DAY, True),
        (1.3, DAY, False),
        (0.7, DAY, False),
        (6.1, 7 * DAY, True),
        (3, 7 * DAY, False),
        (28.5, 30 * DAY, True),
        (12, 30 * DAY, False),
    ],
)
def test_a_change_over_another_time_is_not_compared(days: float, period: int, fits: bool) -> None:
    found = change(sample(days, 900), sample(0, 1_000), CreatorCount.FOLLOWERS)
    assert isinstance(found, Change)
    assert spans(found, period) is fits


def test_no_change_spans_nothing() -> None:
    assert not spans(None, DAY)


@pytest.mark.parametrize(
    ("state", "not_found", "formerly", "blocked_since", "expected"),
    [
        (CreatorState.ACTIVE, 0, None, None, Standing.OK),
        (CreatorState.ACTIVE, 0, "before", None, Standing.RENAMED),
        (CreatorState.PRIVATE, 0, "before", None, Standing.PRIVATE),
        (CreatorState.PRIVATE, 0, None, NOW - HOUR / 2, Standing.BLOCKED),
        (CreatorState.ACTIVE, 0, None, NOW - 2 * HOUR, Standing.OK),  # it was looked up since
        (CreatorState.ACTIVE, 2, None, NOW, Standing.NOT_FOUND),
        (CreatorState.MISSING, 3, None, NOW, Standing.MISSING),
        (CreatorState.HANDLE_TAKEN, 1, None, None, Standing.HANDLE_TAKEN),
    ],
)
def test_the_worst_that_is_known_is_the_standing(
    state: CreatorState, not_found: int, formerly: str | None, blocked_since: float | None, expected: Standing
) -> None:
    entry = TrackedCreator(creator=SOMEBODY, state=state, checked_at=NOW - HOUR, not_found_count=not_found)
    assert standing(entry, formerly, blocked_since) is expected


def test_who_was_never_looked_up_is_blocked_while_all_are() -> None:
    entry = TrackedCreator(creator=SOMEBODY, state=CreatorState.ACTIVE)
    assert standing(entry, None, NOW) is Standing.BLOCKED
