"""Videos that mention a creator, on all databases."""

from __future__ import annotations

from dataclasses import replace

from tests.store.examples import NOW, a_creator, a_video
from tiktrack_gui.core.durations import DAY
from tiktrack_gui.core.models import VideoPage
from tiktrack_gui.store import Store

SOMEBODY = replace(a_creator(1), handle="some_body")


def posted(store: Store, author: int, caption: str, *, days_ago: float = 0, uploaded: float = 0) -> int:
    """uploaded: days before it was posted. Returns its ID, which holds that time."""
    at = NOW - round(days_ago * DAY)
    id_ = (at - round(uploaded * DAY)) << 32 | 7_000 + author
    who = SOMEBODY if author == 1 else a_creator(author)
    made = replace(a_video(author), id=id_, creator=who, caption=caption, posted_at=at)
    store.creators.record_creator_videos(VideoPage(videos=(made,)), NOW).result()
    return id_


def found(store: Store, *periods: tuple[float, float]) -> list[int]:
    """periods: days ago."""
    seconds = [(NOW - round(since * DAY), NOW - round(until * DAY)) for since, until in periods]
    return [video.id for video in store.mentions.of_creator(SOMEBODY, seconds).result()]


def test_only_others_videos_with_just_that_name_are_found(store: Store) -> None:
    mention = posted(store, 2, "Cooking with @Some_Body!")
    posted(store, 3, "@some_body2 and @somexbody and some_body")
    posted(store, 1, "I am @some_body")
    assert found(store, (1, 0)) == [mention]
    [video] = store.mentions.of_creator(SOMEBODY, [(NOW - DAY, NOW)]).result()
    assert (video.creator.handle, video.sample.views) == ("creator2", 90_000)


def test_only_those_of_the_periods_are_found_however_long_the_upload_took(store: Store) -> None:
    early = posted(store, 2, "@some_body", days_ago=30, uploaded=7.5)
    posted(store, 3, "@some_body", days_ago=20)
    late = posted(store, 4, "@some_body", days_ago=10)
    assert found(store, (33, 29), (11, 10)) == [early, late]
    assert found(store, (29, 21)) == []
    assert found(store) == []
