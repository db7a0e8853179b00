"""Who keeps appearing in what is polled, on all databases."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from tests.store.examples import FIRST_CREATOR, FIRST_VIDEO, NOW, a_creator, a_run, a_video, measured
from tiktrack_gui.core.durations import DAY
from tiktrack_gui.core.models import Video, VideoPage
from tiktrack_gui.store import Store

TRENDING = 1  # the source's ID


def seen(store: Store, author: int, *numbers: int, at: int = NOW, source: int = TRENDING, ad: bool = False) -> None:
    """The author's videos with these numbers are in the answer to a poll."""
    found = [measured(by(author, number, at=at, ad=ad), passed=False) for number in numbers]
    store.runs.record_run(a_run(found, at=at, source_id=source), found).result()


def by(author: int, number: int, *, at: int = NOW, ad: bool = False) -> Video:
    made = a_video(number, at=at)
    return replace(made, id=FIRST_VIDEO + 100 * author + number, creator=a_creator(author, at=at), ad=ad)


def suggested(store: Store, since: int = NOW - 7 * DAY) -> dict[int, int]:
    """The number of videos by author."""
    videos = store.suggestions.videos_of_others(since, 2).result()
    return dict(Counter(video.creator.id - FIRST_CREATOR for video in videos))


def test_authors_seen_with_several_videos_are_found_with_their_numbers(store: Store) -> None:
    seen(store, 1, 1, 2, 3)
    seen(store, 2, 1)
    seen(store, 2, 1, 2, at=NOW + 60)
    seen(store, 3, 1)
    seen(store, 3, 1, at=NOW + 120)  # the same video again
    assert suggested(store) == {1: 3, 2: 2}
    [video, *_] = store.suggestions.videos_of_others(NOW - DAY, 2).result()
    assert video.creator.sample is not None
    assert video.sample.likes == 5_000


def test_who_is_tracked_or_hidden_is_left_out(store: Store) -> None:
    for author in (1, 2, 3):
        seen(store, author, 1, 2)
    store.creators.track(a_creator(1).id, NOW).result()
    store.creators.set_hidden(a_creator(2).id, True).result()
    assert suggested(store) == {3: 2}
    store.creators.untrack([a_creator(1).id]).result()
    store.creators.set_hidden(a_creator(2).id, False).result()
    assert suggested(store) == {1: 2, 2: 2, 3: 2}


def test_earlier_weeks_and_ads_do_not_count(store: Store) -> None:
    seen(store, 1, 1, 2, at=NOW - 8 * DAY)
    seen(store, 1, 1, 2, 3)  # two of them were seen before
    seen(store, 2, 1, 2, ad=True)
    assert suggested(store) == {}
    assert suggested(store, NOW - 9 * DAY) == {1: 3}


def test_a_hashtag_shows_what_is_seen_and_a_page_of_ones_own_does_not(store: Store) -> None:
    tag, page = (store.sources.add(name, name, None, NOW).result() for name in ("#pasta", "@creator3"))
    seen(store, 2, 1, 2, source=tag.id)
    seen(store, 3, 1, 2, source=page.id, at=NOW + 1)
    listed = VideoPage(videos=(by(4, 1, at=NOW + 2), by(4, 2, at=NOW + 2)))
    store.creators.record_creator_videos(listed, NOW + 2).result()
    assert suggested(store) == {2: 2}
