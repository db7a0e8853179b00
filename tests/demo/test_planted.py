from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise
from statistics import median

import pytest

from tiktrack_gui.core.counts import EXACT_BELOW, step
from tiktrack_gui.core.durations import DAY
from tiktrack_gui.core.growth_rate import WeeklyGrowth, weekly_growth
from tiktrack_gui.core.models import CreatorCount, CreatorSample, Origin
from tiktrack_gui.demo.planted import COUNT, Planted, planted
from tiktrack_gui.demo.planted_lives import Kind

NOW = 1_795_000_000  # 2026-11-18


@pytest.fixture(scope="module")
def population() -> Sequence[Planted]:
    return planted(3, NOW)


def test_it_depends_on_nothing_but_the_seed_and_the_time() -> None:
    assert planted(5, NOW, 25) == planted(5, NOW, 25) != planted(6, NOW, 25)


def test_as_many_of_each_kind_are_planted_as_promised(population: Sequence[Planted]) -> None:
    kinds = Counter(one.kind for one in population)
    assert (kinds[Kind.RISING], kinds[Kind.ONE_HIT], kinds[Kind.BOUGHT]) == (40, 20, 20)
    assert len(population) == len({one.creator.id for one in population}) == COUNT
    assert set(kinds) == set(Kind)


def test_most_accounts_are_small(population: Sequence[Planted]) -> None:
    small = [one for one in population if 1_000 <= (one.samples[-1].followers or 0) <= 100_000]
    assert 0.9 * COUNT < len(small) < COUNT


def test_each_is_measured_about_daily_for_two_to_nine_weeks_and_some_with_days_missing(
    population: Sequence[Planted],
) -> None:
    spans = [NOW - one.samples[0].at for one in population]
    assert 14 * DAY <= min(spans) < 20 * DAY and 54 * DAY < max(spans) <= 60 * DAY
    apart = [[other.at - one.at for one, other in pairwise(each.samples)] for each in population]
    assert min(map(min, apart)) > 0, "oldest first"
    assert all(DAY / 2 < median(each) < 2 * DAY for each in apart)
    assert 20 < sum(max(each) > 3 * DAY for each in apart) < 200


def test_profiles_are_exact_and_lists_rounded(population: Sequence[Planted]) -> None:
    samples = [sample for one in population for sample in one.samples]
    exact = [sample for sample in samples if sample.origin is Origin.PROFILE_PAGE]
    assert not any(sample.rounded for sample in exact)
    assert len({(sample.followers or 0) % 100 for sample in exact}) == 100
    listed = [sample for sample in samples if sample.origin is Origin.ITEM_LIST]
    assert 0.05 < len(listed) / len(samples) < 0.3
    assert all(sample.rounded & CreatorCount.FOLLOWERS for sample in listed if (sample.followers or 0) > EXACT_BELOW)
    views = [video.sample.views or 0 for one in population for video in one.videos]
    assert all(count % step(count) == 0 for count in views if count >= EXACT_BELOW)


def test_only_videos_that_could_be_seen_are(population: Sequence[Planted]) -> None:
    for one in population:
        posted = [video.posted_at for video in one.videos]
        assert posted == sorted(posted, reverse=True)
        assert all(video.posted_at <= video.sample.at <= one.samples[-1].at for video in one.videos)
        assert sum(video.sample.at == one.samples[-1].at for video in one.videos) <= 31, "30, and one that is pinned"
    missed = [one for one in population if one.broke_at and one.broke_at not in {v.posted_at for v in one.videos}]
    assert missed, "a breakthrough isn’t always seen"


def test_no_single_figure_tells_who_is_rising(population: Sequence[Planted]) -> None:
    """Of the 40 that are first by any one of them, a fifth at least aren’t."""
    figures: Sequence[Callable[[Planted], float]] = (growth, best, good)
    for figure in figures:
        first = sorted(population, key=figure, reverse=True)[:40]
        assert sum(one.kind is Kind.RISING for one in first) <= 32


def test_followers_that_were_bought_come_without_a_video(population: Sequence[Planted]) -> None:
    """In the week before its steepest day, nearly no buyer has a video with many times its usual views."""
    coincidences = 0
    for one in population:
        if one.kind is Kind.BOUGHT:
            _, since, until = max((_gained(a, b), a.at, b.at) for a, b in pairwise(one.samples))
            usual = median(video.sample.views or 0 for video in one.videos)
            near = [video for video in one.videos if since - 7 * DAY < video.posted_at < until]
            coincidences += any((video.sample.views or 0) > 10 * usual for video in near)
    assert coincidences <= 2


def _gained(sample: CreatorSample, later: CreatorSample) -> float:
    return (later.followers or 0) / (sample.followers or 1)


def growth(one: Planted) -> float:
    found = weekly_growth(one.samples)
    return found.share if isinstance(found, WeeklyGrowth) else 0.0


def best(one: Planted) -> float:
    """The views of its best video, in those of its usual ones."""
    views = [video.sample.views or 0 for video in one.videos]
    return max(views) / max(median(views), 1)


def good(one: Planted) -> float:
    """The share of its videos that more saw than it has followers."""
    return sum((video.sample.views or 0) > (one.samples[-1].followers or 0) for video in one.videos) / len(one.videos)
