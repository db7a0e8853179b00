"""The figures of a list's creators are those that are computed from all of each one's data."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from tests.store.examples import FIRST_CREATOR, HOUR, NOW, a_creator, a_video
from tiktrack_gui.core.baseline import NEWEST
from tiktrack_gui.core.counts import is_rounded, rounded_as_tiktok
from tiktrack_gui.core.durations import DAY
from tiktrack_gui.core.engagement import median_engagement
from tiktrack_gui.core.growth import change, counted_from
from tiktrack_gui.core.growth_rate import TooLittleHistory, weekly_growth
from tiktrack_gui.core.models import Creator, CreatorCount, CreatorSample, Video, VideoPage, VideoSample
from tiktrack_gui.core.overview import PERIODS, Figures
from tiktrack_gui.core.posts import posts_per_week
from tiktrack_gui.store import Store


def history(seed: int, days: float, every: int) -> list[CreatorSample]:
    """Measured about every so many seconds; counts stay the same for a while, are rounded, unknown or overflowed."""
    chance = random.Random(seed)
    at, followers, videos, made = NOW - int(days * DAY), chance.choice([900, 30_000]), 20, []
    while at <= NOW:
        if chance.random() < 0.4:
            followers += chance.randrange(0, 150)
            videos += chance.random() < 0.1
        shown = rounded_as_tiktok(followers)
        unknown, overflowed = chance.random() < 0.05, chance.random() < 0.03
        made.append(
            CreatorSample(
                at=at,
                followers=None if unknown else shown,
                likes=7,
                videos=None if chance.random() < 0.1 else videos,
                rounded=CreatorCount.FOLLOWERS if is_rounded(shown) and not unknown else 0,
                repaired=CreatorCount.FOLLOWERS if overflowed and not unknown else 0,
            )
        )
        at += chance.randrange(every // 2, 2 * every)
    return made


def posts(creator: Creator, number: int, seed: int) -> list[Video]:
    chance = random.Random(seed)
    return [
        a_video(
            number * 1_000 + seed * 100_000 + place,
            creator=replace(creator, sample=None),
            posted_at=NOW - place * DAY // 2 - HOUR,
            sample=VideoSample(
                at=NOW - place * HOUR,
                likes=chance.choice([None, 50, 400, 900]),
                comments=8,
                shares=2,
                views=chance.choice([None, 0, 9_000, 12_345]),
            ),
        )
        for place in range(number)
    ]


def stored(store: Store, number: int, samples: list[CreatorSample], videos: int = 0) -> Creator:
    creator = a_creator(number, sample=None)
    store.creators.record_creator(creator, NOW).result()
    store.creators.record_history(creator.id, samples).result()
    if videos:
        page = VideoPage(videos=tuple(posts(creator, videos, number)))
        store.creators.record_creator_videos(page, NOW).result()
    found = store.creators.find(creator.id).result()
    assert found is not None
    return found


def from_everything(store: Store, creator: Creator) -> Figures:
    """The figures as the profile of the creator computes them."""
    samples, videos = store.creators.growth_of(creator.id).result(), store.creators.videos_of(creator.id, 300).result()
    newest = videos[:NEWEST]
    viewed = [one for one in newest if one.sample.views is not None]
    return Figures(
        changes={
            period: change(counted_from(samples, NOW - period), creator.sample, CreatorCount.FOLLOWERS)
            for period in PERIODS
        },
        per_week=weekly_growth(samples),
        engagement=median_engagement(newest),
        posts=posts_per_week(samples, videos),
        top=max(viewed, key=lambda one: one.sample.views or 0, default=None),
    )


@pytest.mark.parametrize("seed", range(6))
def test_the_figures_are_those_of_the_profiles(store: Store, seed: int) -> None:
    lengths = ((70, HOUR, 40), (33, 5 * HOUR, 3), (20, HOUR // 2, 0), (3, HOUR, 31), (200, 3 * DAY, 12))
    creators = [
        stored(store, number, history(seed * 10 + number, days, every), videos)
        for number, (days, every, videos) in enumerate(lengths)
    ]
    found = store.overview.figures(creators, NOW).result()
    assert list(found) == [creator.id for creator in creators]
    for creator in creators:
        ours, expected = found[creator.id], from_everything(store, creator)
        assert ours.changes == expected.changes
        assert ours.per_week == expected.per_week
        assert ours.engagement == expected.engagement
        assert ours.posts == expected.posts
        assert (ours.top and ours.top.id) == (expected.top and expected.top.id)


def test_the_curve_is_of_the_weeks_until_the_newest_measurement(store: Store) -> None:
    samples = [CreatorSample(at=NOW - hours * HOUR, followers=5_000 - hours) for hours in range(24 * 40, -1, -1)]
    creator = stored(store, 1, samples)
    curve = store.overview.figures([creator], NOW).result()[creator.id].curve
    assert curve[-1] == (NOW, 5_000)
    assert curve[0][0] >= NOW - 28 * DAY
    assert 28 * 4 <= len(curve) <= 2 * (28 * 4 + 1)
    assert list(curve) == sorted(curve)


def test_somebody_of_whom_nothing_is_known_has_no_figures(store: Store) -> None:
    creator = stored(store, 1, [])
    (found,) = store.overview.figures([creator], NOW).result().values()
    assert found.per_week == TooLittleHistory(samples=0, days_missing=5)
    assert found.changes == dict.fromkeys(PERIODS)
    assert (found.curve, found.engagement, found.rated, found.posts, found.top) == ((), None, 0, None, None)


def test_of_nobody_there_are_no_figures(store: Store) -> None:
    assert store.overview.figures([], NOW).result() == {}


def test_who_was_renamed_lately_is_known_by_the_former_name(store: Store) -> None:
    for days, name in ((30, "first"), (5, "second"), (1, "third")):
        store.creators.record_creator(a_creator(handle=name), NOW - days * DAY).result()
    creator = store.creators.find(FIRST_CREATOR + 1).result()
    assert creator is not None
    assert store.overview.figures([creator], NOW).result()[creator.id].formerly == "first"
    assert store.overview.figures([creator], NOW + 3 * DAY).result()[creator.id].formerly == "second"
    assert store.overview.figures([creator], NOW + 30 * DAY).result()[creator.id].formerly is None
