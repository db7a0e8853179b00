"""Changes of rounded counts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tiktrack_gui.core.counts import is_rounded, rounded_as_tiktok
from tiktrack_gui.core.durations import DAY
from tiktrack_gui.core.growth import Change, change, counted_from
from tiktrack_gui.core.models import CreatorCount, CreatorSample

FOLLOWERS = CreatorCount.FOLLOWERS


def sample(followers: int | None, day: float = 0, *, repaired: bool = False) -> CreatorSample:
    """A sample as TikTok's website would show it."""
    rounded = FOLLOWERS if followers is not None and is_rounded(followers) else 0
    return CreatorSample(
        at=int(day * DAY), followers=followers, rounded=rounded, repaired=FOLLOWERS if repaired else CreatorCount(0)
    )


def followers_changed(before: int | None, after: int | None) -> Change:
    found = change(sample(before), sample(after, 28), FOLLOWERS)
    assert found is not None
    return found


def test_exact_counts_change_exactly() -> None:
    found = followers_changed(8_000, 8_616)
    assert found == Change(before=8_000, amount=616, margin=0, seconds=28 * DAY)
    assert found.share == pytest.approx(0.077)
    assert found.is_measurable
    assert not found.is_vague


def test_exact_counts_that_stay_did_not_change() -> None:
    assert followers_changed(8_000, 8_000).is_measurable


def test_rounded_counts_that_stay_may_have_changed() -> None:
    found = followers_changed(2_400_000, 2_400_000)
    assert found.amount == 0
    assert not found.is_measurable


@pytest.mark.parametrize(
    ("before", "after", "measurable"),
    [
        (9_970, 10_000, False),  # 10,000 may be 9,950 … 10,049
        (9_950, 10_000, False),
        (9_949, 10_000, True),
        (372_800, 372_750, False),  # 372,750 is shown as 372,800
        (960_000, 1_000_000, False),  # 1,000,000 may be 950,000 … 1,049,999
        (2_400_000, 2_500_000, True),
        (2_500_000, 2_400_000, True),
    ],
)
def test_a_change_smaller_than_the_steps_is_not_measurable(before: int, after: int, measurable: bool) -> None:
    assert followers_changed(before, after).is_measurable is measurable


def test_a_change_of_a_few_steps_is_vague_and_one_of_many_is_not() -> None:
    assert followers_changed(2_400_000, 2_600_000).is_vague
    assert not followers_changed(884_000, 902_000).is_vague


def test_a_loss_is_negative() -> None:
    found = followers_changed(8_000, 7_600)
    assert (found.amount, found.share) == (-400, -0.05)


def test_from_nothing_there_is_no_share() -> None:
    assert followers_changed(0, 12).share is None


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        (None, sample(8_000)),
        (sample(8_000), None),
        (sample(8_000, 3), sample(8_000, 3)),
        (sample(8_500, 4), sample(8_000, 3)),
        (sample(None), sample(8_000, 3)),
        (sample(8_000), sample(None, 3)),
        (sample(2_200_000_000, repaired=True), sample(2_300_000_000, 3, repaired=True)),
    ],
)
def test_without_two_known_counts_nothing_is_said(earlier: CreatorSample | None, later: CreatorSample | None) -> None:
    assert change(earlier, later, FOLLOWERS) is None


def test_each_count_has_its_own_change() -> None:
    earlier = CreatorSample(at=0, followers=10, likes=100, videos=3)
    later = CreatorSample(at=DAY, followers=12, likes=90, videos=3)
    amounts = [change(earlier, later, which) for which in (FOLLOWERS, CreatorCount.LIKES, CreatorCount.VIDEOS)]
    assert [found.amount if found else None for found in amounts] == [2, -10, 0]


@given(before=st.integers(0, 3_000_000_000), after=st.integers(0, 3_000_000_000))
def test_the_true_change_is_within_the_margin(before: int, after: int) -> None:
    found = followers_changed(rounded_as_tiktok(before), rounded_as_tiktok(after))
    assert abs((after - before) - found.amount) <= found.margin


@given(st.integers(0, 10**10), st.integers(0, 10**10))
def test_the_true_change_is_within_the_margin_of_the_one_that_is_shown(before: int, after: int) -> None:
    shown = rounded_as_tiktok(before), rounded_as_tiktok(after)
    found = followers_changed(*shown)
    assert abs(found.amount - (after - before)) <= found.margin


@pytest.mark.parametrize(("before", "after", "margin"), [(4_001_943, 4_002_143, 0), (4_000_000, 4_002_143, 50_000)])
def test_only_what_was_rounded_has_a_margin(before: int, after: int, margin: int) -> None:
    assert followers_changed(before, after).margin == margin


def test_a_change_is_counted_from_the_newest_sample_by_then_or_else_the_oldest() -> None:
    samples = [sample(day, day) for day in (10, 20, 30)]
    for moment, day in ((5, 10), (10, 10), (29, 20), (30, 30), (99, 30)):
        assert counted_from(samples, moment * DAY) == sample(day, day)
    assert counted_from([], 5) is None


def test_between_two_equal_samples_the_count_was_measured_throughout() -> None:
    samples = [sample(1, 10), sample(1, 20), sample(2, 30)]
    for moment, day in ((10, 10), (15, 15), (20, 20), (29, 20)):
        assert counted_from(samples, moment * DAY) == sample(1, day)
