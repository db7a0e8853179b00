"""A creator's whole history, and its videos as of a moment."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from tests.store.examples import a_creator
from tiktrack_gui.core.as_of import History
from tiktrack_gui.core.errors import StoreDamaged
from tiktrack_gui.core.models import CreatorSample, Origin, Video, VideoPage, VideoSample
from tiktrack_gui.core.timeline import FieldChange
from tiktrack_gui.store import Store

START = 1_790_000_000


def sample(at: int, followers: int) -> CreatorSample:
    return CreatorSample(at=at, followers=followers, videos=3, origin=Origin.PROFILE_PAGE)


def test_the_history_has_samples_and_changes_in_order_and_since_when(store: Store) -> None:
    first = replace(a_creator(1), handle="one", verified=False, sample=sample(START, 100))
    second = replace(first, handle="two", verified=True, sample=sample(START + 50, 120))
    third = replace(second, handle="three", sample=None)
    for creator, at in ((first, START), (second, START + 50), (third, START + 90)):
        store.creators.record_creator(creator, at).result()
    store.creators.track(first.id, START + 10).result()
    history, videos = store.profiles.profile_of(first.id, 10).result()
    assert history == History(
        creator=replace(third, sample=second.sample),
        samples=[sample(START, 100), sample(START + 50, 120)],
        changes=[
            FieldChange(at=START + 50, field="handle", old="one", new="two"),
            FieldChange(at=START + 50, field="verified", old="0", new="1"),
            FieldChange(at=START + 90, field="handle", old="two", new="three"),
        ],
        first_seen_at=START,
        tracked_since=START + 10,
    )
    assert videos == []


def test_who_is_on_no_list_is_not_tracked_and_who_is_unknown_an_error(store: Store) -> None:
    store.creators.record_creator(a_creator(2), START).result()
    history, _ = store.profiles.profile_of(a_creator(2).id, 1).result()
    assert history.tracked_since is None
    with pytest.raises(LookupError):
        store.profiles.profile_of(99, 1).result()


def test_a_history_since_a_moment_begins_with_the_newest_sample_by_then(store: Store) -> None:
    creator = replace(a_creator(1), sample=sample(START, 100))
    store.creators.record_creator(creator, START).result()
    history = [sample(START + 10 * number, 100 + number) for number in range(1, 6)]
    store.creators.record_history(creator.id, history).result()

    def since(moment: int) -> list[int]:
        [found] = store.profiles.histories_since([creator.id], moment).result()
        return [one.at - START for one in found.samples]

    assert since(START + 30) == [30, 40, 50]
    assert since(START + 35) == [30, 40, 50]
    assert since(START + 999) == [50]
    assert since(START - 1) == [0, 10, 20, 30, 40, 50]
    store.creators.record_creator(a_creator(2), START + 5).result()
    both = store.profiles.histories_since([a_creator(2).id, creator.id], START).result()
    assert [one.creator.id for one in both] == [a_creator(2).id, creator.id]
    assert [one.first_seen_at for one in both] == [START + 5, START]
    with pytest.raises(LookupError):
        store.profiles.histories_since([creator.id, 99], START).result()


def test_videos_are_those_posted_by_then_with_the_counts_of_then(store: Store) -> None:
    def seen(number: int, posted_at: int, at: int, likes: int) -> None:
        counts = VideoSample(at=at, likes=likes, views=likes * 10)
        video = Video(id=number, creator=replace(a_creator(1), sample=None), posted_at=posted_at, sample=counts)
        store.creators.record_creator_videos(VideoPage(videos=(video,)), at).result()

    creator = a_creator(1).id
    seen(1, START, START + 10, 5)
    seen(1, START, START + 100, 50)
    seen(2, START + 40, START + 60, 7)
    seen(3, START + 200, START + 210, 9)

    def then(moment: int, most: int = 10) -> list[tuple[int, int | None]]:
        videos = store.profiles.videos_as_of(creator, moment, most).result()
        return [(video.id, video.sample.likes) for video in videos]

    assert then(START + 300) == [(3, 9), (2, 7), (1, 50)]
    assert then(START + 300, most=1) == [(3, 9)]
    assert then(START + 59) == [(2, None), (1, 5)]
    assert then(START + 5) == [(1, None)]
    assert then(START - 1) == []


def test_a_count_that_is_no_number_is_damage(store: Store, path: Path) -> None:
    store.creators.record_creator(replace(a_creator(1), sample=sample(START, 100)), START).result()
    with closing(sqlite3.connect(path)) as file, file:
        file.execute("UPDATE creator_samples SET likes = 'many'")
    with pytest.raises(StoreDamaged):
        store.profiles.profile_of(a_creator(1).id, 1).result()
