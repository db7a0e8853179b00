"""What a rounded count says after an exact one."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tiktrack_gui.core.counts import is_rounded, rounded_as_tiktok, uncertainty
from tiktrack_gui.core.growth import change
from tiktrack_gui.core.models import CreatorCount, CreatorSample, VideoCount, VideoSample
from tiktrack_gui.core.samples import carried, in_series

FOLLOWERS = CreatorCount.FOLLOWERS


def read(followers: int | None, at: int = 0, *, exactly: bool = True) -> CreatorSample:
    """A sample of that many followers, from the profile page or rounded from a list."""
    shown = followers if exactly or followers is None else rounded_as_tiktok(followers)
    rounded = FOLLOWERS if shown is not None and is_rounded(shown) else 0
    return CreatorSample(at=at, followers=shown, following=5, rounded=rounded)


def test_a_rounded_count_that_agrees_with_the_exact_one_is_no_news() -> None:
    sample = carried(read(45_675), read(45_675, 79, exactly=False))
    assert (sample.at, sample.followers, sample.rounded) == (79, 45_675, FOLLOWERS)
    assert uncertainty(45_675) == 100  # it may have changed meanwhile


def test_it_is_carried_on_for_as_long_as_it_agrees() -> None:
    sample = read(45_675)
    for at in range(1, 50):
        sample = carried(sample, read(45_675, at, exactly=False))
    assert sample.followers == 45_675


@pytest.mark.parametrize("now", [45_600, 45_800, 46_000, 1_000_000, 9_999])
def test_a_count_that_disagrees_is_news(now: int) -> None:
    new = read(now, 79, exactly=now < 10_000)
    assert carried(read(45_675), new) == new


@pytest.mark.parametrize(
    ("exact", "rounded"),
    [(999_980, 1_000_000), (999_999_960, 1_000_000_000), (9_980, 10_000)],  # one step is a hundred, the other not
)
def test_nothing_is_carried_into_another_magnitude(exact: int, rounded: int) -> None:
    new = CreatorSample(at=1, followers=rounded, rounded=FOLLOWERS)
    assert carried(CreatorSample(at=0, followers=exact), new) == new


def test_rounded_repaired_and_unknown_counts_are_not_carried() -> None:
    new = read(45_675, 79, exactly=False)
    repaired = CreatorSample(at=0, followers=45_675, repaired=FOLLOWERS)
    for earlier in (None, read(None), read(45_675, exactly=False), repaired):
        assert carried(earlier, new) == new


def test_a_videos_counts_are_carried_too() -> None:
    before = VideoSample(at=0, likes=22_609, views=1_776_621)
    after = VideoSample(at=9, likes=22_600, views=1_900_000, rounded=VideoCount.LIKES | VideoCount.VIEWS)
    assert (carried(before, after).likes, carried(before, after).views) == (22_609, 1_900_000)


MEASUREMENTS = st.lists(
    st.tuples(st.integers(1, 10**6), st.booleans()), min_size=1, max_size=12, unique_by=lambda m: m[0]
)


@given(st.integers(0, 10**10), MEASUREMENTS)
@example(372_750, [(1, False), (2, True)])  # half a step is rounded up
def test_a_constant_count_never_changes(count: int, moments: list[tuple[int, bool]]) -> None:
    samples = in_series([read(count, at, exactly=exactly) for at, exactly in sorted(moments)])
    for number, earlier in enumerate(samples):
        for later in samples[number + 1 :]:
            found = change(earlier, later, FOLLOWERS)
            assert found is not None
            assert found.amount == 0 or not found.is_measurable


@given(st.integers(0, 10**9), st.lists(st.tuples(st.integers(0, 10**8), st.booleans()), min_size=2, max_size=12))
def test_the_change_of_a_growing_count_is_within_its_margin(start: int, steps: list[tuple[int, bool]]) -> None:
    truth = [start + sum(growth for growth, _ in steps[: number + 1]) for number in range(len(steps))]
    samples = in_series([read(count, at, exactly=steps[at][1]) for at, count in enumerate(truth)])
    for later in range(1, len(samples)):
        for earlier in range(later):
            found = change(samples[earlier], samples[later], FOLLOWERS)
            assert found is not None
            assert abs(truth[later] - truth[earlier] - found.amount) <= found.margin
