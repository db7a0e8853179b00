"""Combining feed pages, without a browser."""

from __future__ import annotations

import pytest

from tiktrack_gui.clients.tiktok.feed import Feed
from tiktrack_gui.core.errors import Blocked, Changed
from tiktrack_gui.core.models import Creator, Video, VideoPage, VideoSample


def page(*ids: int, skipped: int = 0, has_more: bool = True, server_time: float | None = None) -> VideoPage:
    videos = tuple(
        Video(id=n, creator=Creator(id=n, handle=f"creator{n}"), posted_at=0, sample=VideoSample(at=0)) for n in ids
    )
    return VideoPage(videos=videos, skipped=skipped, has_more=has_more, server_time=server_time)


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


def test_unreadable_items_are_added_up_but_repetitions_are_not() -> None:
    assert fed(Feed(9, 10), page(1, skipped=2), page(2, skipped=3), page(2, skipped=3)).answer().skipped == 5


def test_nothing_but_unreadable_items_means_that_tiktok_changed() -> None:
    with pytest.raises(Changed):
        fed(Feed(9, 10), page(skipped=3)).answer()


def test_tiktoks_clock_is_read_from_the_newest_page_that_has_it() -> None:
    assert fed(Feed(3, 10), page(1, server_time=1.0), page(2, server_time=2.0), page(3)).answer().server_time == 2.0
