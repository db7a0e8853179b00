"""Thinning old samples, whatever the samples are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tiktrack_gui.core.durations import DAY, HOUR, MINUTE, YEAR
from tiktrack_gui.core.growth import change, counted_from, is_equal
from tiktrack_gui.core.keeping import Keeping
from tiktrack_gui.core.models import CreatorCount, CreatorSample, VideoSample
from tiktrack_gui.core.samples import CREATOR_COUNTS
from tiktrack_gui.core.thinning import needless

NOW = 1_790_000_000
KEEPING = Keeping(full_days=30, hourly_days=365)
OLD = NOW // DAY * DAY - 40 * DAY  # thinned to one an hour
OLDER = NOW // DAY * DAY - 400 * DAY  # to one a day

counts = st.one_of(st.none(), st.integers(9_995, 10_005), st.sampled_from([10_000, 10_100]))
gaps = st.sampled_from([1, 5 * MINUTE, 20 * MINUTE, HOUR, 7 * HOUR, DAY, 20 * DAY])


@st.composite
def histories(draw: st.DrawFn) -> list[CreatorSample]:
    at, found = NOW - draw(st.integers(0, 2 * YEAR)), []
    for gap in draw(st.lists(gaps, min_size=1, max_size=60)):
        followers, rounded = draw(counts), draw(st.sampled_from([0, int(CreatorCount.FOLLOWERS)]))
        found.append(CreatorSample(at=at, followers=followers, likes=draw(counts), rounded=rounded))
        at += gap
    return [one for one in found if one.at <= NOW]


keepings = st.builds(Keeping, full_days=st.sampled_from([0, 1, 30]), hourly_days=st.sampled_from([0, 7, 365]))


def kept(samples: Sequence[CreatorSample], keeping: Keeping = KEEPING) -> list[CreatorSample]:
    gone = needless(samples, NOW, keeping)
    return [one for one in samples if one not in gone]


def extremes(samples: Sequence[CreatorSample]) -> list[int | None]:
    found = ([one for sample in samples if (one := getattr(sample, name)) is not None] for name in CREATOR_COUNTS)
    return [bound(known, default=None) for known in found for bound in (min, max)]


@given(histories(), keepings)
def test_thinning_what_is_thinned_deletes_nothing(samples: list[CreatorSample], keeping: Keeping) -> None:
    assert needless(kept(samples, keeping), NOW, keeping) == []


@given(histories(), keepings)
def test_ends_extremes_and_recent_samples_stay(samples: list[CreatorSample], keeping: Keeping) -> None:
    left = kept(samples, keeping)
    assert (left[:1], left[-1:]) == (samples[:1], samples[-1:])
    assert extremes(left) == extremes(samples)
    recent = [one for one in samples if not keeping.full_days or one.at >= NOW - keeping.full_days * DAY]
    assert set(recent) <= set(left)


@given(histories())
def test_an_hour_and_later_a_day_has_one_sample_and_what_is_kept_for_a_reason(samples: list[CreatorSample]) -> None:
    left = kept(samples)
    slots = KEEPING.slots((one.at for one in left), NOW)
    reasons = Counter[object]()
    for number, (slot, one) in enumerate(zip(slots, left, strict=True)):
        around = [other for other in left[max(number - 1, 0) : number + 2] if other is not one]
        ends = number in (0, len(left) - 1) or any(is_equal(one, other) for other in around)
        extreme = any(getattr(one, name) in extremes(samples) for name in CREATOR_COUNTS)
        between = len(around) == 2 and is_equal(*around)
        reasons[slot] += ends or extreme or between
    for slot, number in Counter(slots).items():
        assert slot is None or number <= 1 + reasons[slot]


@given(histories())
def test_what_looks_like_a_run_of_equal_samples_was_one(samples: list[CreatorSample]) -> None:
    for earlier, later in pairwise(kept(samples)):
        if is_equal(earlier, later):
            between = [one for one in samples if earlier.at < one.at < later.at]
            assert all(is_equal(one, earlier) for one in between)


@given(histories(), st.sampled_from([7, 28]))
def test_growth_over_the_last_weeks_stays_the_same(samples: list[CreatorSample], days: int) -> None:
    """The baseline is at most an hour before the moment, if it isn't recent: it is its hour's last."""
    left = kept(samples)
    before, after = (counted_from(found, NOW - days * DAY) for found in (samples, left))
    if before is not None and before.at >= NOW - 30 * DAY:
        assert before == after
        assert [change(before, samples[-1], which) for which in CreatorCount] == [
            change(after, left[-1], which) for which in CreatorCount
        ]


def rising(start: int, number: int, every: int) -> list[CreatorSample]:
    return [CreatorSample(at=start + every * n, followers=5_000 + n, following=10) for n in range(number)]


def test_old_samples_are_thinned_to_one_an_hour_then_to_one_a_day() -> None:
    ends = [replace(one, followers=1) for one in rising(NOW - 2 * YEAR, 1, 1)]
    recent = rising(NOW - 30 * DAY, 96, 15 * MINUTE)
    older, old = rising(OLDER, 96 * 3, 15 * MINUTE), rising(OLD, 96, 15 * MINUTE)
    left = kept([*ends, *older, *old, *(replace(one, followers=9_000 + n) for n, one in enumerate(recent))])
    assert [one.at for one in left if OLDER <= one.at < OLD] == [OLDER + DAY * (n + 1) - 15 * MINUTE for n in range(3)]
    assert [one.at for one in left if OLD <= one.at < NOW - 30 * DAY] == [
        OLD + HOUR * (n + 1) - 15 * MINUTE for n in range(24)
    ]
    assert sum(one.at >= NOW - 30 * DAY for one in left) == 96


@pytest.mark.parametrize("exact", range(1, 4))
def test_an_exact_sample_is_preferred_to_a_rounded_one_of_the_same_hour(exact: int) -> None:
    hour = [
        CreatorSample(at=OLD + 10 * MINUTE * n, followers=50_050 if n == exact else 50_000, rounded=n != exact)
        for n in range(5)
    ]
    around = [CreatorSample(at=OLD - DAY, followers=1), CreatorSample(at=NOW, followers=90_000)]
    left = kept([around[0], *(replace(one, following=7) for one in hour), around[1]])
    assert [one.at for one in left if one.rounded == 0][1:-1] == [hour[exact].at]


def test_the_ends_of_a_long_run_stay() -> None:
    run = [CreatorSample(at=OLD + 2 * MINUTE, followers=5), CreatorSample(at=OLD + 2 * HOUR + 2 * MINUTE, followers=5)]
    other = [replace(run[0], at=OLD + MINUTE, followers=6), replace(run[1], at=run[1].at + MINUTE, followers=6)]
    ends = [CreatorSample(at=OLD - DAY, followers=1), CreatorSample(at=NOW, followers=9)]
    assert set(run) <= set(kept([ends[0], other[0], *run, other[1], ends[1]]))


def test_two_hours_that_end_the_same_do_not_look_like_a_run() -> None:
    followers = {10: 150, 50: 100, 70: 150, 80: 160, 110: 100}
    samples = [CreatorSample(at=OLD + minute * MINUTE, followers=count) for minute, count in followers.items()]
    left = kept([CreatorSample(at=OLD - DAY, followers=1), *samples, CreatorSample(at=NOW, followers=200)])
    assert [one.followers for one in left] == [1, 100, 150, 100, 200]


def test_an_hour_with_a_sample_that_stays_anyway_needs_no_other() -> None:
    samples = rising(OLD, 12, 10 * MINUTE)
    assert kept(samples) == [samples[0], samples[-1]]


def test_the_first_limit_holds_if_the_second_is_lower() -> None:
    samples = rising(OLD, 96, 15 * MINUTE)
    assert needless(samples, NOW, Keeping(full_days=50, hourly_days=7)) == []
    assert needless(samples, NOW, Keeping(full_days=0, hourly_days=7)) == []
    assert len(samples) - len(needless(samples, NOW, Keeping(full_days=30, hourly_days=7))) == 2


def test_samples_of_videos_are_thinned_too() -> None:
    samples = [VideoSample(at=OLD + 60 * n, likes=n, comments=n, shares=n, views=n, saves=n) for n in range(60)]
    assert len(needless(samples, NOW, KEEPING)) == 58
    assert needless([], NOW, KEEPING) == []
