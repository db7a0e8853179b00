"""A creator's videos, judged and ordered."""

from __future__ import annotations

import random
from dataclasses import replace

from tests.services.fakes import creator, video
from tiktrack_gui.core.baseline import against_usual, compared_with_usual, views_per_video
from tiktrack_gui.core.durations import DAY
from tiktrack_gui.core.models import Video, VideoSample
from tiktrack_gui.core.rated_videos import Order, in_order, rated, top

NOW = 1_790_000_000


def seen(number: int, views: int | None, *, gone_at: int | None = None) -> Video:
    """Posted `number` days ago, measured five days later."""
    made, posted_at = video(number, by=creator(1), at=NOW), NOW - number * DAY
    sample = VideoSample(at=posted_at + 5 * DAY, likes=7, comments=2, shares=1, views=views)
    return replace(made, posted_at=posted_at, sample=sample, gone_at=gone_at)


def ids(order: Order, *views: int | None) -> list[int]:
    videos = [seen(number, count) for number, count in enumerate(views, start=1)]
    return [one.video.id for one in in_order(rated(videos), order)]


def test_each_is_compared_with_the_others_as_everywhere() -> None:
    """Also the newest thirty, of which the usual views are, and some that aren't measured long enough."""
    chance = random.Random(3)
    videos = [seen(number, chance.choice([None, 0, *range(100, 9_000, 17)])) for number in range(1, 80)]
    videos += [replace(one, id=900 + one.id, sample=replace(one.sample, at=one.posted_at + DAY)) for one in videos[:9]]
    videos.sort(key=lambda one: -one.posted_at)
    expected = {one.id: against_usual(one.sample, views_per_video(videos, without=one.id)) for one in videos}
    assert compared_with_usual(videos) == {id_: one for id_, one in expected.items() if one is not None}
    assert len(compared_with_usual(videos)) > 60


def test_they_are_ordered_by_time_by_views_or_by_what_is_usual() -> None:
    views = (300, None, 900, 300, *[100] * 9)
    assert ids(Order.NEWEST, *views) == list(range(1, 14))
    assert ids(Order.VIEWS, *views) == [3, 1, 4, *range(5, 14), 2]
    assert ids(Order.USUAL, *views) == [3, 1, 4, *range(5, 14), 2]


def test_the_top_video_is_the_one_with_the_most_views_that_is_still_there() -> None:
    best = top(rated([seen(1, 100), seen(2, 9_000, gone_at=NOW), seen(3, 800), seen(4, None)]))
    assert best is not None
    assert best.video.id == 3
    assert best.engagement == 10 / 800
    assert best.compared is None  # too few to know what is usual


def test_of_one_there_is_no_top() -> None:
    assert top(rated([seen(1, 100)])) is None
    assert top(rated([seen(1, 100), seen(2, None)])) is None
    assert top([]) is None
