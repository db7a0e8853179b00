"""What the growth chart of a post is drawn from."""

from __future__ import annotations

import json
import random
from dataclasses import replace

from tiktrack_gui.core.durations import DAY, HOUR
from tiktrack_gui.core.models import Creator, CreatorCount, CreatorSample
from tiktrack_gui.core.post_chart import MOST_POINTS, chart, thinned
from tiktrack_gui.core.post_facts import PostFacts

NOW = 1_792_600_000


def sample(ago: int, followers: int | None, *, rounded: bool = False, repaired: bool = False) -> CreatorSample:
    bit = CreatorCount.FOLLOWERS
    return CreatorSample(
        at=NOW - ago, followers=followers, rounded=bit if rounded else 0, repaired=bit if repaired else 0
    )


def facts(*samples: CreatorSample) -> PostFacts:
    return PostFacts(creator=Creator(id=1, handle="bread.lab"), samples=samples)


def test_it_has_the_known_followers_of_the_last_weeks_with_their_rounding() -> None:
    found = chart(
        facts(
            sample(40 * DAY, 900),
            sample(20 * DAY, 48_200, rounded=True),
            sample(10 * DAY, None),
            sample(5 * DAY, 2**31, repaired=True),
            sample(0, 48_377),
        )
    )
    assert found == {
        "metric": "followers",
        "title": "@bread.lab",
        "points": [[NOW - 20 * DAY, 48_200, True], [NOW, 48_377, False]],
        "gaps": [],
    }
    assert json.loads(json.dumps(found)) == found


def test_there_is_none_without_two_measurements_an_hour_apart() -> None:
    assert chart(facts()) is None
    assert chart(facts(sample(0, 5))) is None
    assert chart(facts(sample(HOUR - 1, 5), sample(0, 6))) is None
    assert chart(facts(sample(HOUR, 5), sample(0, 6))) is not None


def test_gaps_outside_of_it_are_left_out() -> None:
    two = facts(sample(20 * DAY, 5), sample(0, 6))
    gaps = [(NOW - 60 * DAY, NOW - 50 * DAY), (NOW - 10 * DAY, NOW - 8 * DAY)]
    found = chart(replace(two, gaps=gaps))
    assert found is not None
    assert found["gaps"] == [[NOW - 10 * DAY, NOW - 8 * DAY]]


def test_many_points_are_thinned_to_the_ends_and_what_stands_out() -> None:
    chance = random.Random(1)
    points = [(NOW + number * 60, chance.randint(1_000, 1_100), False) for number in range(20_000)]
    points[7_000] = (points[7_000][0], 5_000, True)
    points[9_000] = (points[9_000][0], 3, False)
    kept = thinned(points)
    assert len(kept) <= MOST_POINTS
    assert kept == sorted(kept)
    assert {points[0], points[-1], points[7_000], points[9_000]} <= set(kept) <= set(points)
    assert thinned(points[:200]) == points[:200]
