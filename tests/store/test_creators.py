from __future__ import annotations

from dataclasses import replace

import pytest

from tests.store.examples import FIRST_CREATOR, FIRST_VIDEO, HOUR, NOW, a_creator, a_run, a_video, measured, page_sample
from tiktrack_gui.core.models import CreatorSample, CreatorState, Origin, VideoPage
from tiktrack_gui.store import Store


def test_a_creator_comes_back_with_all_that_is_known(store: Store) -> None:
    items = [measured(a_video(creator=a_creator(language="en", bio=None)))]
    store.record_run(a_run(items), items)
    asked = a_creator(sample=replace(page_sample(), at=NOW + HOUR), bio="Plants.", name=None)
    known = store.record_creator(asked, NOW + HOUR)
    assert known == replace(asked, language="en", name=a_creator().name)
    assert store.creator(asked.id) == known


def test_nobody_is_known_in_an_empty_store(store: Store) -> None:
    assert store.creator(FIRST_CREATOR) is None
    assert store.creator_named("creator1") is None
    assert store.growth_of(FIRST_CREATOR) == []
    assert store.videos_of(FIRST_CREATOR) == []
    assert store.newest_post_at(FIRST_CREATOR) is None
    assert store.tracked() == []


def test_a_handle_is_found_in_upper_and_lower_case(store: Store) -> None:
    store.record_creator(a_creator(handle="Planty.Ann"), NOW)
    found = store.creator_named("plantY.ann")
    assert found is not None
    assert found.handle == "Planty.Ann"


def test_a_handle_belongs_to_whoever_was_last_seen_with_it(store: Store) -> None:
    store.record_creator(a_creator(1, handle="ann", at=NOW), NOW)
    store.record_creator(a_creator(2, handle="ann", at=NOW + HOUR), NOW + HOUR)
    found = store.creator_named("ann")
    assert found is not None
    assert found.id == FIRST_CREATOR + 2

    store.record_creator(a_creator(1, handle="ann", at=NOW + 2 * HOUR), NOW + 2 * HOUR)
    found = store.creator_named("ann")
    assert found is not None
    assert found.id == FIRST_CREATOR + 1


def test_a_creator_is_missing_the_third_time_in_a_row(store: Store) -> None:
    creator = store.record_creator(a_creator(), NOW)
    store.track(creator.id, NOW)

    def state() -> tuple[str, int, int | None]:
        (entry,) = store.tracked()
        return entry.state, entry.not_found_count, entry.checked_at

    assert state() == (CreatorState.ACTIVE, 0, NOW)
    assert [store.record_creator_missing(creator.id, NOW + hour) for hour in (1, 2)] == [1, 2]
    assert state() == (CreatorState.ACTIVE, 2, NOW + 2)
    assert store.record_creator_missing(creator.id, NOW + 3) == 3
    assert state() == (CreatorState.MISSING, 3, NOW + 3)

    store.record_creator(a_creator(at=NOW + 4), NOW + 4)
    assert state() == (CreatorState.ACTIVE, 0, NOW + 4)


def test_whoever_is_in_the_feed_is_not_missing_but_was_not_checked(store: Store) -> None:
    store.record_creator(a_creator(), NOW)
    store.track(a_creator().id, NOW)
    for _ in range(3):
        store.record_creator_missing(a_creator().id, NOW + 60)
    items = [measured(a_video(1))]
    store.record_run(a_run(items, at=NOW + HOUR), items)
    (entry,) = store.tracked()
    assert (entry.state, entry.not_found_count, entry.checked_at) == (CreatorState.ACTIVE, 0, NOW + 60)


def test_nobody_unknown_can_be_missing(store: Store) -> None:
    with pytest.raises(LookupError):
        store.record_creator_missing(FIRST_CREATOR, NOW)


def test_a_private_account_is_marked_until_it_is_public(store: Store) -> None:
    store.record_creator(a_creator(private=True), NOW)
    store.track(a_creator().id, NOW)
    assert store.tracked()[0].state == CreatorState.PRIVATE
    store.record_creator(a_creator(private=None), NOW + 1)
    assert store.tracked()[0].state == CreatorState.PRIVATE
    store.record_creator(a_creator(private=False), NOW + 2)
    assert store.tracked()[0].state == CreatorState.ACTIVE


def test_tracked_creators_come_in_the_order_they_were_added(store: Store) -> None:
    for number in (3, 1, 2):
        store.record_creator(a_creator(number), NOW)
        store.track(FIRST_CREATOR + number, NOW + number)
    store.track(FIRST_CREATOR + 3, NOW + 99)  # tracked again: keeps its position
    entries = store.tracked()
    assert [entry.creator for entry in entries] == [a_creator(number) for number in (3, 1, 2)]
    assert [entry.added_at for entry in entries] == [NOW + 3, NOW + 1, NOW + 2]

    store.untrack(FIRST_CREATOR + 1)
    store.untrack(FIRST_CREATOR + 1)
    assert [entry.creator.id - FIRST_CREATOR for entry in store.tracked()] == [3, 2]
    assert store.creator(FIRST_CREATOR + 1) is not None
    store.track(FIRST_CREATOR + 1, NOW)
    assert [entry.creator.id - FIRST_CREATOR for entry in store.tracked()] == [3, 2, 1]


def test_a_creator_without_numbers_can_be_tracked(store: Store) -> None:
    store.record_creator(a_creator(sample=None), NOW)
    store.track(a_creator().id, NOW)
    assert store.tracked()[0].creator.sample is None


def test_growth_is_the_samples_since_a_moment_oldest_first(store: Store) -> None:
    for hour in (2, 0, 1):
        store.record_creator(a_creator(at=NOW + hour * HOUR, followers=1_000 + hour), NOW + hour * HOUR)
    store.record_creator(a_creator(2), NOW)
    growth = store.growth_of(FIRST_CREATOR + 1)
    assert [sample.followers for sample in growth] == [1_000, 1_001, 1_002]
    assert store.growth_of(FIRST_CREATOR + 1, since=NOW + HOUR) == growth[1:]
    creator = store.creator(FIRST_CREATOR + 1)
    assert creator is not None
    assert creator.sample == growth[-1]


def test_a_page_of_videos_is_kept_without_a_run(store: Store) -> None:
    creator = a_creator()
    videos = tuple(a_video(number, creator=creator, posted_at=NOW - number * HOUR) for number in (1, 2, 3))
    store.record_creator_videos(VideoPage(videos=videos), NOW)
    assert store.videos_of(creator.id) == [replace(video, raw={}) for video in videos]
    assert [video.id - FIRST_VIDEO for video in store.videos_of(creator.id, limit=2)] == [1, 2]
    assert store.runs() == []
    assert store.feed() == []


def test_what_a_later_answer_lacks_of_a_video_stays_known(store: Store) -> None:
    store.record_creator_videos(VideoPage(videos=(a_video(),)), NOW)
    bare = a_video(at=NOW + HOUR, sound=None, language=None, duration=None, cover=None, caption="edited")
    store.record_creator_videos(VideoPage(videos=(bare,)), NOW + HOUR)
    (video,) = store.videos_of(a_creator().id)
    assert video == replace(a_video(), caption="edited", sample=bare.sample, creator=bare.creator)


def test_a_pinned_video_is_not_the_newest_post(store: Store) -> None:
    creator = a_creator()
    pinned = a_video(1, creator=creator, posted_at=NOW - HOUR, pinned=True)
    store.record_creator_videos(VideoPage(videos=(pinned,)), NOW)
    assert store.newest_post_at(creator.id) is None
    older = a_video(2, creator=creator, posted_at=NOW - 5 * HOUR)
    store.record_creator_videos(VideoPage(videos=(pinned, older)), NOW)
    assert store.newest_post_at(creator.id) == NOW - 5 * HOUR


def test_a_sample_of_unknown_origin_keeps_its_bits(store: Store) -> None:
    sample = CreatorSample(at=NOW, followers=5, likes=11_907_467_940, rounded=1, repaired=4)
    store.record_creator(a_creator(sample=sample), NOW)
    assert store.growth_of(a_creator().id) == [sample]


def test_a_change_is_counted_from_the_newest_sample_by_then_or_else_the_oldest(store: Store) -> None:
    for number, hours in ((1, (0, 1, 5)), (2, (3, 4, 6))):
        for hour in hours:
            seen = a_creator(number, at=NOW + hour * HOUR, followers=12_000 + hour)
            store.record_creator(seen, NOW + hour * HOUR)
    asked = [FIRST_CREATOR + number for number in (1, 2, 3)]
    found = store.earlier_creator_samples(asked, NOW + 2 * HOUR)
    assert {id_ - FIRST_CREATOR: (sample.at - NOW) // HOUR for id_, sample in found.items()} == {1: 1, 2: 3}


def test_of_a_run_of_equal_samples_the_first_and_the_last_are_kept(store: Store) -> None:
    for hour, followers in enumerate((1, 1, 1, 1, 2, 2, 1, 1, 1)):
        store.record_creator(a_creator(at=NOW + hour * HOUR, followers=followers), NOW + hour * HOUR)
    kept = [((sample.at - NOW) // HOUR, sample.followers) for sample in store.growth_of(a_creator().id)]
    assert kept == [(0, 1), (3, 1), (4, 2), (5, 2), (6, 1), (8, 1)]
    for hour, at in ((2, 2), (3, 3), (4, 4), (7, 7)):  # the run was measured throughout
        found = store.earlier_creator_samples([a_creator().id], NOW + hour * HOUR)[a_creator().id]
        assert (found.at - NOW) // HOUR == at


def test_samples_that_differ_in_exactness_are_no_run(store: Store) -> None:
    for hour, rounded in enumerate((0, 1, 1, 0)):
        at = NOW + hour * HOUR
        store.record_creator(a_creator(sample=CreatorSample(at=at, followers=9, rounded=rounded)), at)
    assert len(store.growth_of(a_creator().id)) == 4


def test_a_creator_tracked_again_can_stand_where_it_stood(store: Store) -> None:
    for number in (1, 2, 3):
        store.record_creator(a_creator(number), NOW)
        store.track(FIRST_CREATOR + number, NOW + number)
    (_, second, _) = store.tracked()
    store.untrack(second.creator.id)
    store.track(second.creator.id, NOW + 2, second.position)
    assert store.tracked()[1] == second


def test_a_history_is_kept_beside_the_newest_numbers(store: Store) -> None:
    known = store.record_creator(a_creator(at=NOW), NOW)
    history = [CreatorSample(at=NOW - day * 24 * HOUR, followers=12_000 - day) for day in (2, 1)]
    store.record_history(known.id, history)
    assert known.sample is not None
    assert store.growth_of(known.id) == [*history, known.sample]
    assert store.creator(known.id) == known


@pytest.mark.parametrize("origin", [Origin.PROFILE_PAGE, Origin.DEMO])
def test_one_sample_tells_whether_all_is_made_up(store: Store, origin: Origin) -> None:
    assert not store.is_made_up()
    store.record_creator(a_creator(sample=replace(page_sample(), origin=origin)), NOW)
    assert store.is_made_up() is (origin is Origin.DEMO)
