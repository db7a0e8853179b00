"""What creators are compared by, on all databases."""

from __future__ import annotations

from dataclasses import replace

from tests.store.examples import FIRST_CREATOR, FIRST_VIDEO, NOW, a_creator, a_video, page_sample
from tiktrack_gui.core.durations import DAY
from tiktrack_gui.core.models import VideoPage
from tiktrack_gui.store import Store


def looked_up(store: Store, number: int, *followers: int) -> int:
    """The creator with its followers, four weeks apart, the newest last; returns its ID."""
    for ago, count in zip(range(28 * (len(followers) - 1), -1, -28), followers, strict=True):
        at = NOW - ago * DAY
        store.creators.record_creator(a_creator(number, sample=page_sample(at, count)), at).result()
    return a_creator(number).id


def test_those_looked_up_have_their_followers_then_and_now(store: Store) -> None:
    one, other = looked_up(store, 1, 800, 900, 1_000), looked_up(store, 2, 70)
    store.creators.record_creator_videos(VideoPage(videos=(a_video(3),)), NOW).result()  # only seen
    found = store.peers.measured_at(NOW - 28 * DAY).result()
    assert {id_: (earlier and earlier.followers, newest.followers) for id_, (earlier, newest) in found.items()} == {
        one: (900, 1_000),
        other: (70, 70),
    }
    assert store.peers.measured_at(NOW).result().keys() == {one, other}


def test_the_newest_videos_of_each_come_with_their_newest_samples(store: Store) -> None:
    for author, count in ((1, 5), (2, 2), (3, 1)):
        for number in range(count):
            made = a_video(number, at=NOW, likes=100 * author + number)
            posted = replace(
                made, id=FIRST_VIDEO + 100 * author + number, creator=a_creator(author), posted_at=NOW - number * DAY
            )
            again = replace(posted, sample=replace(posted.sample, at=NOW + 60, likes=9 + 100 * author + number))
            for one in (posted, again):
                store.creators.record_creator_videos(VideoPage(videos=(one,)), one.sample.at).result()
    found = store.peers.newest_videos([FIRST_CREATOR + 1, FIRST_CREATOR + 2, FIRST_CREATOR + 9], 3).result()
    assert {id_ - FIRST_CREATOR: [video.sample.likes for video in videos] for id_, videos in found.items()} == {
        1: [109, 110, 111],
        2: [209, 210],
    }
    assert [video.posted_at for video in found[FIRST_CREATOR + 1]] == [NOW, NOW - DAY, NOW - 2 * DAY]
    assert store.peers.newest_videos([], 3).result() == {}
