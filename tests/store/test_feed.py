from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from tests.store.examples import (
    CHANNEL,
    FIRST_CREATOR,
    FIRST_VIDEO,
    HOUR,
    NOW,
    a_creator,
    a_delivery,
    a_run,
    a_video,
    measured,
)
from tiktrack_gui.core.deliveries import DeliveryState
from tiktrack_gui.core.feed_filter import FeedFilter, FeedQuery, Kind, VideoText, words_match
from tiktrack_gui.core.models import CurrentVelocity, MeasuredVideo, Video, VideoSample
from tiktrack_gui.core.phases import RESTS_AFTER
from tiktrack_gui.store import Store


def record(store: Store, *items: MeasuredVideo, at: int = NOW) -> None:
    store.runs.record_run(a_run(items, at=at), items).result()


def test_a_story_comes_back_as_it_was_measured(store: Store) -> None:
    item = measured(a_video())
    record(store, item)
    assert store.stories.feed().result() == [replace(item, found_at=NOW)]
    assert store.stories.feed().result()[0].video.hashtags == ("one", "tag1")


def test_what_was_seen_last_comes_first_and_of_one_run_the_fastest(store: Store) -> None:
    record(store, measured(a_video(1), velocity=9_000.0), measured(a_video(2), velocity=200.0))
    record(store, measured(a_video(3), velocity=150.0), measured(a_video(4), velocity=300.0), at=NOW + 600)
    record(store, measured(a_video(2, at=NOW + 1200), velocity=110.0), at=NOW + 1200)
    assert [item.video.id - FIRST_VIDEO for item in store.stories.feed().result()] == [2, 4, 3, 1]
    assert [item.video.id - FIRST_VIDEO for item in store.stories.feed(2).result()] == [2, 4]


def test_the_feed_can_begin_at_a_moment(store: Store) -> None:
    for hours in (0, 1, 2):
        record(store, measured(a_video(hours, at=NOW + hours * 3600)), at=NOW + hours * 3600)
    assert [item.video.id - FIRST_VIDEO for item in store.stories.feed(since=NOW + 3600).result()] == [2, 1]


def test_a_run_returns_when_each_of_its_stories_was_found(store: Store) -> None:
    old, new, slow = measured(a_video(1)), measured(a_video(2)), measured(a_video(3), velocity=1.0, passed=False)
    record(store, old)
    items = (old, new, slow)
    recorded = store.runs.record_run(a_run(items, at=NOW + 900), items).result()
    assert [item.found_at for item in recorded.measured] == [NOW, NOW + 900, None]


def test_stories_that_were_put_away_are_not_in_the_feed(store: Store, path: Path) -> None:
    record(store, measured(a_video(1)), measured(a_video(2)))
    with closing(sqlite3.connect(path)) as file, file:
        file.execute("UPDATE stories SET is_active = 0 WHERE id = 1")
    record(store, measured(a_video(1)))
    assert [item.video.id - FIRST_VIDEO for item in store.stories.feed().result()] == [2]


def test_a_story_that_is_not_measured_for_a_week_rests_until_it_is_seen_again(store: Store, path: Path) -> None:
    record(store, measured(a_video(1), velocity=600.0), measured(a_video(2)))
    later = NOW + RESTS_AFTER + 1
    record(store, measured(a_video(3, at=later)), at=later)
    assert {item.video.id - FIRST_VIDEO for item in store.stories.feed().result()} == {3}
    found = store.stories.find(FeedQuery(), later, 9).result()
    assert [item.video.id - FIRST_VIDEO for item in found.items] == [3, 1, 2]
    record(store, measured(a_video(1, at=later + 60)), at=later + 60)
    assert [item.video.id - FIRST_VIDEO for item in store.stories.feed().result()] == [1, 3]
    with closing(sqlite3.connect(path)) as file:
        assert file.execute("SELECT is_active FROM stories ORDER BY id").fetchall() == [(1,), (0,), (1,)]
    slow = measured(a_video(2, at=later + 120), velocity=1.0, passed=False)
    record(store, slow, at=later + 120)
    assert [item.video.id - FIRST_VIDEO for item in store.stories.feed().result()] == [2, 1, 3]


def test_what_never_passed_is_listed_by_when_it_was_first_seen(store: Store) -> None:
    slow = [measured(a_video(number), velocity=1.0, passed=False) for number in (1, 2)]
    record(store, slow[0], measured(a_video(3)))
    record(store, slow[1], at=NOW + 60)
    for since, limit, expected, total in ((0, 10, [2, 1], 2), (NOW + 60, 10, [2], 1), (0, 1, [2], 2)):
        found = store.stories.below(FeedQuery(), NOW, since, limit).result()
        assert ([video.id - FIRST_VIDEO for video in found.items], found.total) == (expected, total)


def ads_and_more() -> list[Video]:
    """Videos that differ in all that the filter asks for."""
    small, unknown = a_creator(7, followers=900, name="Straße"), a_creator(8, followers=None)
    return [
        a_video(1, posted_at=NOW - 10 * HOUR),
        a_video(2, sample=VideoSample(at=NOW, likes=9, comments=1, shares=1, views=100)),
        a_video(3, sample=VideoSample(at=NOW, likes=9, comments=1, shares=1, views=None)),
        a_video(4, language="de", ai=True),
        a_video(5, hashtags=("Pastalover", "Werbung"), shop=False),
        a_video(6, ad=True, ai=False, shop=True, sound=None),
        a_video(7, creator=small, caption='ÉTÉ "100 %"', hashtags=("été",)),
        a_video(8, creator=unknown, language=None, hashtags=()),
    ]


QUERIES = [
    FeedQuery(),
    *(
        FeedQuery(conditions)
        for conditions in (
            FeedFilter(max_age=2),
            FeedFilter(min_views=100),
            FeedFilter(min_views=101),
            FeedFilter(followers_from=901),
            FeedFilter(followers_to=900),
            FeedFilter(followers_from=1, followers_to=12_300),
            FeedFilter(language="de"),
            FeedFilter(hashtag="#PASTA"),
            FeedFilter(sound="Original"),
            *(FeedFilter(**{field: kind}) for field in ("ads", "ai", "shop") for kind in Kind),  # type: ignore[arg-type]
        )
    ),
    *(FeedQuery(words=words) for words in ("caption 3", "@CREATOR5", "STRASSE", "#été", "É", "100 %", "nowhere", "?")),
    FeedQuery(FeedFilter(min_views=1, followers_from=1_000, ads=Kind.HIDDEN, everything=True), "caption"),
]


@pytest.mark.parametrize("query", QUERIES, ids=str)
def test_the_store_finds_what_passes_the_filter(store: Store, query: FeedQuery) -> None:
    """The same as the window shows of what it has."""
    stories, slow = ads_and_more(), [replace(video, id=video.id + 100) for video in ads_and_more()]
    record(store, *map(measured, stories), *(measured(video, velocity=1.0, passed=False) for video in slow))
    wanted = [
        video.id
        for video in stories
        if query.filter.passes(measured(video), NOW) and words_match(query.words)(VideoText.of(video))
    ]
    found = store.stories.find(query, NOW, 20).result()
    assert sorted(item.video.id for item in found.items) == wanted
    assert found.total == len(wanted)
    below = store.stories.below(query, NOW, 0, 20).result()
    assert sorted(video.id - 100 for video in below.items) == wanted
    assert store.stories.find(query, NOW, 1).result().left == max(len(wanted) - 1, 0)


def test_the_fastest_measurement_of_each_video_counts(store: Store) -> None:
    for minute, likes in ((0, 6_000), (60, 6_100)):
        at = NOW + 60 * minute
        record(store, measured(a_video(1, at=at, likes=likes)), at=at)
    at_once = measured(a_video(2, likes=None))  # not known entirely
    record(store, at_once)
    [(creator_id, velocity)] = store.stories.fastest_measured(NOW - 10).result()
    video = a_video(1, at=NOW, likes=6_000)
    assert creator_id == video.creator.id
    assert velocity == pytest.approx((video.sample.engagement or 0) / ((NOW - video.posted_at) / 60))
    assert store.stories.fastest_measured(NOW + 7_200).result() == []


def test_the_samples_of_a_video_come_oldest_first(store: Store) -> None:
    for minute in (0, 20, 40):
        at = NOW + 60 * minute
        record(store, measured(a_video(1, at=at, likes=1000 + minute)), measured(a_video(2, at=at)), at=at)
    found = store.stories.samples_of([FIRST_VIDEO + 1, FIRST_VIDEO + 9], NOW + 1).result()
    assert {id_ - FIRST_VIDEO: [sample.likes for sample in samples] for id_, samples in found.items()} == {
        1: [1020, 1040]
    }


def test_other_platforms_stories_are_not_in_the_feed(store: Store, path: Path) -> None:
    record(store, measured(a_video(1)))
    with closing(sqlite3.connect(path)) as file, file:
        for table in ("raw_posts", "stories"):
            file.execute(f"UPDATE {table} SET platform = 'Elsewhere'")
    assert store.stories.feed().result() == []


def test_the_feed_has_the_newest_numbers_and_the_current_velocity(store: Store) -> None:
    for minute, likes in ((0, 1_000), (5, 2_000), (15, 4_000)):
        record(store, measured(a_video(at=NOW + 60 * minute, likes=likes)), at=NOW + 60 * minute)
    (item,) = store.stories.feed().result()
    assert item.video.sample.likes == 4_000
    assert item.current == CurrentVelocity(value=200.0, minutes=10.0)  # since minute 5, the newest ≥ 10 min older


def test_the_feed_tells_how_far_the_creators_newest_thread_is(store: Store) -> None:
    record(store, measured(a_video(1)), measured(a_video(2)))
    sent = store.outbox.enqueue(a_delivery(1), NOW).result()
    store.outbox.mark_sent(sent.id, 77, 76, NOW + 5).result()
    by_video = {item.video.id - FIRST_VIDEO: item.delivery for item in store.stories.feed().result()}
    assert by_video == {1: store.outbox.delivery(sent.id).result(), 2: None}
    assert {item.posted for item in store.stories.feed().result()} == {DeliveryState.SENT, None}

    store.outbox.enqueue(a_delivery(1, channel_id=CHANNEL + 1, key="elsewhere"), NOW + 60).result()
    assert {item.posted for item in store.stories.feed().result()} == {DeliveryState.QUEUED, None}


def test_the_flagging_video_is_the_creators_best_story(store: Store) -> None:
    creator = a_video(1).creator
    record(
        store,
        measured(a_video(1, creator=creator), velocity=200.0),
        measured(a_video(2, creator=creator), velocity=800.0),
        measured(a_video(3, creator=creator), velocity=9.0, passed=False),
        measured(a_video(4), velocity=5_000.0),
    )
    best = store.stories.flagging_video(creator.id).result()
    assert best is not None
    assert best.video.id == FIRST_VIDEO + 2
    assert best.velocity == 800.0
    assert store.stories.flagging_video(FIRST_CREATOR + 77).result() is None
