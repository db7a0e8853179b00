"""A creator's place among others of like size."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from tiktrack_gui.core.durations import DAY
from tiktrack_gui.core.models import CreatorCount, CreatorSample
from tiktrack_gui.core.peers import ENOUGH, SPAN, Place, Size, of_like_size, size, standing

OWN = 1
NOW = 1_790_000_000
FOLLOWERS = CreatorCount.FOLLOWERS


def others(*growth: float | None, followers: int = 50_000) -> dict[int, Size]:
    return {number: Size(followers, grown) for number, grown in enumerate(growth, start=OWN + 1)}


def sample(days_ago: float, followers: int | None, *, rounded: int = 0, repaired: int = 0) -> CreatorSample:
    return CreatorSample(at=round(NOW - days_ago * DAY), followers=followers, rounded=rounded, repaired=repaired)


def test_the_growth_is_that_of_four_weeks() -> None:
    assert size(sample(28, 10_000), sample(0, 11_000)) == Size(11_000, 0.1)
    assert size(sample(20, 10_000), sample(0, 11_000)) == Size(11_000, None)
    assert size(None, sample(0, 11_000)) == Size(11_000, None)


def test_a_change_that_rounding_may_explain_is_none() -> None:
    found = size(sample(28, 2_400_000, rounded=FOLLOWERS), sample(0, 2_400_000, rounded=FOLLOWERS))
    assert found == Size(2_400_000, 0.0)


def test_unknown_followers_and_lower_bounds_have_no_size() -> None:
    assert size(sample(28, 10), sample(0, None)) is None
    assert size(sample(28, 10), sample(0, 2**31, repaired=FOLLOWERS)) is None
    assert size(sample(28, 10), sample(0, 0)) is None


def test_the_place_counts_those_below_and_no_equal_ones() -> None:
    sizes = others(*[0.01] * 12, *[0.02] * 5, *[0.03] * 6, None) | {OWN: Size(40_000, 0.02)}
    found = standing(OWN, sizes, {})
    assert found is not None
    assert (found.growth, found.engagement, found.others) == (Place(12, 23), None, 24)
    assert (found.low, found.high) == (13_334, 120_000)


def test_engagement_is_compared_with_those_for_whom_it_is_known() -> None:
    sizes = others(*[None] * 30) | {OWN: Size(40_000, None)}
    engagement = {number: number / 100 for number in range(2, 24)} | {OWN: 0.05}
    found = standing(OWN, sizes, engagement)
    assert found is not None
    assert (found.growth, found.engagement) == (None, Place(3, 22))


def test_too_few_say_nothing() -> None:
    few, enough = others(*[0.01] * (ENOUGH - 1)), others(*[0.01] * ENOUGH)
    own = {OWN: Size(50_000, 0.02)}
    assert [found.growth for sizes in (few, enough) if (found := standing(OWN, sizes | own, {}))] == [
        None,
        Place(20, 20),
    ]
    assert standing(OWN, enough, {}) is None


@example([3_000, 9_000, 27_000, 27_001])
@given(st.lists(st.integers(1, 10**9), min_size=2, max_size=40))
def test_like_size_is_mutual_and_never_beyond_the_band(followers: list[int]) -> None:
    sizes = {number: Size(count, 0.0) for number, count in enumerate(followers)}
    for one in sizes:
        found, own = of_like_size(one, sizes), sizes[one].followers
        assert one not in found
        assert all(one in of_like_size(other, sizes) for other in found)
        said = standing(one, sizes, {})
        assert said is not None
        inside = {other for other, size in sizes.items() if other != one and said.low <= size.followers <= said.high}
        assert inside == set(found)
        assert said.high == own * SPAN
