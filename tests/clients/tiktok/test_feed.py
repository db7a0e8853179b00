"""Combining feed pages, without a browser."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest

from tiktrack_gui.clients.tiktok.feed import Feed
from tiktrack_gui.core.durations import DAY
from tiktrack_gui.core.errors import Blocked, Changed, ClockWrong, NothingFetched
from tiktrack_gui.core.models import Creator, LeftOut, Video, VideoPage, VideoSample


def page(
    *ids: int, left_out: Iterable[LeftOut] = (), has_more: bool = True, server_time: float | None = None
) -> VideoPage:
    videos = tuple(
        Video(id=n, creator=Creator(id=n, handle=f"creator{n}"), posted_at=0, sample=VideoSample(at=0)) for n in ids
    )
    return VideoPage(
        videos=videos,
        left_out=dict.fromkeys(left_out, 1),
        has_more=has_more,
        server_time=server_time,
        clock_error=None if server_time is None else 0.0,
    )


def fed(feed: Feed, *pages: VideoPage) -> Feed:
    for each in pages:
        assert not feed.complete
        feed.add(each)
    return feed


def test_it_ends_with_the_wanted_number_of_distinct_videos() -> None:
    feed = fed(Feed(4, 10), page(1, 2, 3), page(2, 3, 4, 5))
    assert feed.complete
    answer = feed.answer()
    assert [video.id for video in answer.videos] == [1, 2, 3, 4]
    assert answer.shortfall is None


def test_a_page_with_nothing_new_ends_it() -> None:
    feed = fed(Feed(9, 10), page(1, 2), page(2, 1))
    assert feed.complete
    assert feed.answer().shortfall == "TikTok sent 2 of 9 videos: the next page had no new ones."


def test_the_last_page_ends_it() -> None:
    feed = fed(Feed(9, 10), page(1, has_more=False))
    assert feed.complete
    assert feed.answer().shortfall == "TikTok sent 1 of 9 videos: there are no more right now."


def test_no_more_pages_are_asked_for_than_allowed() -> None:
    feed = fed(Feed(9, 2), page(1), page(2))
    assert feed.complete
    assert feed.answer().shortfall == "TikTok sent 2 of 9 videos: a run can request at most 2 pages."


def test_an_error_after_the_first_page_keeps_what_came_before() -> None:
    feed = fed(Feed(9, 10), page(1))
    feed.interrupt(Blocked("trending"))
    assert feed.complete
    why = "TikTok sent an empty response for the trending feed: it’s treating TikTrack as a bot."
    assert feed.answer().shortfall == f"TikTok sent 1 of 9 videos: {why}"


def test_an_error_before_any_video_is_raised() -> None:
    with pytest.raises(Blocked):
        Feed(9, 10).interrupt(Blocked("trending"))


def test_what_is_left_out_is_added_up_but_repetitions_are_not() -> None:
    live = [LeftOut.LIVE]
    pages = page(1, left_out=live), page(2, left_out=[LeftOut.LIVE, LeftOut.NO_TIME]), page(2, left_out=live)
    assert fed(Feed(9, 10), *pages).answer().left_out == {LeftOut.LIVE: 2, LeftOut.NO_TIME: 1}


def test_nothing_but_unreadable_items_means_that_tiktok_changed() -> None:
    with pytest.raises(Changed):
        fed(Feed(9, 10), page(left_out=[LeftOut.UNREADABLE], has_more=False)).answer()


def test_nothing_but_other_items_says_what_they_were() -> None:
    with pytest.raises(NothingFetched) as caught:
        fed(Feed(9, 10), page(left_out=[LeftOut.UNREADABLE, LeftOut.LIVE], has_more=False)).answer()
    assert caught.value.sentence == "No videos were fetched: TikTok’s response only had 1 LIVE, 1 unreadable."


def test_nothing_but_impossible_dates_under_a_wrong_clock_says_that_it_is_wrong() -> None:
    future = replace(page(left_out=[LeftOut.NO_TIME], has_more=False), clock_error=3 * DAY)
    with pytest.raises(ClockWrong, match="This computer’s clock is 3 d behind TikTok’s"):
        fed(Feed(9, 10), future).answer()


def test_an_empty_page_is_not_the_end_if_tiktok_says_that_there_is_more() -> None:
    feed = fed(Feed(9, 10), page(), page(1), page(), page(2, has_more=False))
    assert [video.id for video in feed.answer().videos] == [1, 2]


def test_two_empty_pages_in_a_row_are_the_end() -> None:
    feed = fed(Feed(9, 10), page(1), page(), page())
    assert feed.complete
    with pytest.raises(NothingFetched):
        fed(Feed(9, 10), page(), page()).answer()


def test_of_two_mentions_the_fuller_one_is_kept() -> None:
    sparse, full = page(1, 2), page(1)
    full = replace(full, videos=(replace(full.videos[0], sample=VideoSample(at=0, likes=5, views=9)),))
    assert [video.sample.views for video in fed(Feed(2, 10), sparse).answer().videos] == [None, None]
    assert [video.sample.views for video in fed(Feed(3, 10), sparse, full).answer().videos] == [9, None]


def test_tiktoks_clock_is_read_from_the_newest_page_that_has_it() -> None:
    assert fed(Feed(3, 10), page(1, server_time=1.0), page(2, server_time=2.0), page(3)).answer().server_time == 2.0
