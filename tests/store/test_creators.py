from __future__ import annotations

from dataclasses import replace

import pytest

from tests.store.examples import FIRST_CREATOR, FIRST_VIDEO, HOUR, NOW, a_creator, a_run, a_video, measured, page_sample
from tiktrack_gui.core.models import CreatorSample, Origin, VideoPage
from tiktrack_gui.core.tracked import CONFIRMED_AFTER, CreatorState
from tiktrack_gui.store import Store


def test_a_creator_comes_back_with_all_that_is_known(store: Store) -> None:
    items = [measured(a_video(creator=a_creator(language="en", bio=None)))]
    store.runs.record_run(a_run(items), items).result()
    asked = a_creator(sample=replace(page_sample(), at=NOW + HOUR), bio="Plants.", name=None)
    known = store.creators.record_creator(asked, NOW + HOUR).result()
    assert known == replace(asked, language="en", name=a_creator().name)
    assert store.creators.find(asked.id).result() == known


def test_nobody_is_known_in_an_empty_store(store: Store) -> None:
    assert store.creators.find(FIRST_CREATOR).result() is None
    assert store.creators.creator_named("creator1").result() is None
    assert store.creators.growth_of(FIRST_CREATOR).result() == []
    assert store.creators.videos_of(FIRST_CREATOR).result() == []
    assert store.creators.newest_post_at(FIRST_CREATOR).result() is None
    assert store.creators.tracked().result() == []


def test_a_handle_is_found_in_upper_and_lower_case(store: Store) -> None:
    store.creators.record_creator(a_creator(handle="Planty.Ann"), NOW).result()
    found = store.creators.creator_named("plantY.ann").result()
    assert found is not None
    assert found.handle == "Planty.Ann"


def test_a_handle_belongs_to_whoever_was_last_seen_with_it(store: Store) -> None:
    store.creators.record_creator(a_creator(1, handle="ann", at=NOW), NOW).result()
    store.creators.record_creator(a_creator(2, handle="ann", at=NOW + HOUR), NOW + HOUR).result()
    found = store.creators.creator_named("ann").result()
    assert found is not None
    assert found.id == FIRST_CREATOR + 2

    store.creators.record_creator(a_creator(1, handle="ann", at=NOW + 2 * HOUR), NOW + 2 * HOUR).result()
    found = store.creators.creator_named("ann").result()
    assert found is not None
    assert found.id == FIRST_CREATOR + 1


def test_a_creator_is_missing_the_third_time_in_a_row(store: Store) -> None:
    creator = store.creators.record_creator(a_creator(), NOW).result()
    store.creators.track(creator.id, NOW).result()

    def state() -> tuple[str, int, int | None]:
        (entry,) = store.creators.tracked().result()
        return entry.state, entry.not_found_count, entry.checked_at

    assert state() == (CreatorState.ACTIVE, 0, NOW)
    assert [store.creators.record_creator_missing(creator.id, NOW + hour * HOUR).result() for hour in (1, 2)] == [1, 2]
    assert state() == (CreatorState.ACTIVE, 2, NOW + 2 * HOUR)
    assert store.creators.record_creator_missing(creator.id, NOW + 3 * HOUR).result() == 3
    assert state() == (CreatorState.MISSING, 3, NOW + 3 * HOUR)

    store.creators.record_creator(a_creator(at=NOW + 4 * HOUR), NOW + 4 * HOUR).result()
    assert state() == (CreatorState.ACTIVE, 0, NOW + 4 * HOUR)


def test_trying_again_at_once_confirms_nothing(store: Store) -> None:
    creator = store.creators.record_creator(a_creator(), NOW).result()
    store.creators.track(creator.id, NOW).result()
    first = NOW + HOUR
    tries = [
        store.creators.record_creator_missing(creator.id, first + seconds).result()
        for seconds in (0, 1, CONFIRMED_AFTER - 1, CONFIRMED_AFTER, CONFIRMED_AFTER + 5)
    ]
    assert tries == [1, 1, 1, 2, 2]
    (entry,) = store.creators.tracked().result()
    assert (entry.state, entry.confirmations) == (CreatorState.ACTIVE, 2)
    assert (entry.checked_at, entry.tried_at) == (first + CONFIRMED_AFTER, first + CONFIRMED_AFTER + 5)


def test_only_what_every_way_says_is_a_confirmation(store: Store) -> None:
    creator = store.creators.record_creator(a_creator(), NOW).result()
    store.creators.track(creator.id, NOW).result()
    for hour, confirmed in enumerate((False, True, False, False, True, True), 1):
        (entry,) = store.creators.tracked().result()
        assert entry.state == CreatorState.ACTIVE
        store.creators.record_creator_missing(creator.id, NOW + hour * HOUR, confirmed=confirmed).result()
    (entry,) = store.creators.tracked().result()
    assert (entry.state, entry.not_found_count, entry.confirmations) == (CreatorState.MISSING, 6, 3)


def test_no_answer_is_remembered_until_there_is_one(store: Store) -> None:
    creator = store.creators.record_creator(a_creator(), NOW).result()
    store.creators.track(creator.id, NOW).result()
    store.creators.record_creator_missing(creator.id, NOW + HOUR).result()
    for hour in (2, 3):
        store.creators.record_creator_unanswered(creator.id, NOW + hour * HOUR, "blocked").result()
    (entry,) = store.creators.tracked().result()
    assert (entry.trouble, entry.tried_at, entry.confirmations) == ("blocked", NOW + 3 * HOUR, 1)
    store.creators.record_creator_private(creator.id).result()
    (entry,) = store.creators.tracked().result()
    assert (entry.state, entry.confirmations, entry.not_found_count) == (CreatorState.PRIVATE, 0, 0)
    store.creators.record_creator(a_creator(at=NOW + 4 * HOUR), NOW + 4 * HOUR).result()
    (entry,) = store.creators.tracked().result()
    assert (entry.state, entry.trouble, entry.tried_at) == (CreatorState.ACTIVE, None, NOW + 4 * HOUR)


def test_whoever_is_in_the_feed_is_not_missing_but_was_not_checked(store: Store) -> None:
    store.creators.record_creator(a_creator(), NOW).result()
    store.creators.track(a_creator().id, NOW).result()
    for _ in range(3):
        store.creators.record_creator_missing(a_creator().id, NOW + 60).result()
    items = [measured(a_video(1))]
    store.runs.record_run(a_run(items, at=NOW + HOUR), items).result()
    (entry,) = store.creators.tracked().result()
    assert (entry.state, entry.not_found_count, entry.checked_at) == (CreatorState.ACTIVE, 0, NOW + 60)


def test_nobody_unknown_can_be_missing(store: Store) -> None:
    with pytest.raises(LookupError):
        store.creators.record_creator_missing(FIRST_CREATOR, NOW).result()


def test_a_private_account_is_marked_until_it_is_public(store: Store) -> None:
    store.creators.record_creator(a_creator(private=True), NOW).result()
    store.creators.track(a_creator().id, NOW).result()
    assert store.creators.tracked().result()[0].state == CreatorState.PRIVATE
    store.creators.record_creator(a_creator(private=None), NOW + 1).result()
    assert store.creators.tracked().result()[0].state == CreatorState.PRIVATE
    store.creators.record_creator(a_creator(private=False), NOW + 2).result()
    assert store.creators.tracked().result()[0].state == CreatorState.ACTIVE


def test_tracked_creators_come_in_the_order_they_were_added(store: Store) -> None:
    for number in (3, 1, 2):
        store.creators.record_creator(a_creator(number), NOW).result()
        store.creators.track(FIRST_CREATOR + number, NOW + number).result()
    store.creators.track(FIRST_CREATOR + 3, NOW + 99).result()  # tracked again: keeps its position
    entries = store.creators.tracked().result()
    assert [entry.creator for entry in entries] == [a_creator(number) for number in (3, 1, 2)]
    assert [entry.added_at for entry in entries] == [NOW + 3, NOW + 1, NOW + 2]

    store.creators.untrack([FIRST_CREATOR + 1]).result()
    store.creators.untrack([FIRST_CREATOR + 1]).result()
    assert [entry.creator.id - FIRST_CREATOR for entry in store.creators.tracked().result()] == [3, 2]
    assert store.creators.find(FIRST_CREATOR + 1).result() is not None
    store.creators.track(FIRST_CREATOR + 1, NOW).result()
    assert [entry.creator.id - FIRST_CREATOR for entry in store.creators.tracked().result()] == [3, 2, 1]


def test_a_creator_without_numbers_can_be_tracked(store: Store) -> None:
    store.creators.record_creator(a_creator(sample=None), NOW).result()
    store.creators.track(a_creator().id, NOW).result()
    assert store.creators.tracked().result()[0].creator.sample is None


def test_growth_is_the_samples_since_a_moment_oldest_first(store: Store) -> None:
    for hour in (2, 0, 1):
        store.creators.record_creator(
            a_creator(at=NOW + hour * HOUR, followers=1_000 + hour), NOW + hour * HOUR
        ).result()
    store.creators.record_creator(a_creator(2), NOW).result()
    growth = store.creators.growth_of(FIRST_CREATOR + 1).result()
    assert [sample.followers for sample in growth] == [1_000, 1_001, 1_002]
    assert store.creators.growth_of(FIRST_CREATOR + 1, since=NOW + HOUR).result() == growth[1:]
    creator = store.creators.find(FIRST_CREATOR + 1).result()
    assert creator is not None
    assert creator.sample == growth[-1]


def test_a_page_of_videos_is_kept_without_a_run(store: Store) -> None:
    creator = a_creator()
    videos = tuple(a_video(number, creator=creator, posted_at=NOW - number * HOUR) for number in (1, 2, 3))
    store.creators.record_creator_videos(VideoPage(videos=videos), NOW).result()
    assert store.creators.videos_of(creator.id).result() == [replace(video, raw={}) for video in videos]
    assert [video.id - FIRST_VIDEO for video in store.creators.videos_of(creator.id, limit=2).result()] == [1, 2]
    assert store.runs.newest().result() == []
    assert store.stories.feed().result() == []


def test_what_a_later_answer_lacks_of_a_video_stays_known(store: Store) -> None:
    store.creators.record_creator_videos(VideoPage(videos=(a_video(),)), NOW).result()
    bare = a_video(at=NOW + HOUR, sound=None, language=None, duration=None, cover=None, caption="edited")
    store.creators.record_creator_videos(VideoPage(videos=(bare,)), NOW + HOUR).result()
    (video,) = store.creators.videos_of(a_creator().id).result()
    assert video == replace(a_video(), caption="edited", sample=bare.sample, creator=bare.creator)


def test_a_pinned_video_is_not_the_newest_post(store: Store) -> None:
    creator = a_creator()
    pinned = a_video(1, creator=creator, posted_at=NOW - HOUR, pinned=True)
    store.creators.record_creator_videos(VideoPage(videos=(pinned,)), NOW).result()
    assert store.creators.newest_post_at(creator.id).result() is None
    older = a_video(2, creator=creator, posted_at=NOW - 5 * HOUR)
    store.creators.record_creator_videos(VideoPage(videos=(pinned, older)), NOW).result()
    assert store.creators.newest_post_at(creator.id).result() == NOW - 5 * HOUR


def test_a_sample_of_unknown_origin_keeps_its_bits(store: Store) -> None:
    sample = CreatorSample(at=NOW, followers=5, likes=11_907_467_940, rounded=1, repaired=4)
    store.creators.record_creator(a_creator(sample=sample), NOW).result()
    assert store.creators.growth_of(a_creator().id).result() == [sample]


def test_a_change_is_counted_from_the_newest_sample_by_then_or_else_the_oldest(store: Store) -> None:
    for number, hours in ((1, (0, 1, 5)), (2, (3, 4, 6))):
        for hour in hours:
            seen = a_creator(number, at=NOW + hour * HOUR, followers=12_000 + hour)
            store.creators.record_creator(seen, NOW + hour * HOUR).result()
    asked = [FIRST_CREATOR + number for number in (1, 2, 3)]
    found = store.creators.earlier_creator_samples(asked, NOW + 2 * HOUR).result()
    assert {id_ - FIRST_CREATOR: (sample.at - NOW) // HOUR for id_, sample in found.items()} == {1: 1, 2: 3}


def test_of_a_run_of_equal_samples_the_first_and_the_last_are_kept(store: Store) -> None:
    for hour, followers in enumerate((1, 1, 1, 1, 2, 2, 1, 1, 1)):
        store.creators.record_creator(a_creator(at=NOW + hour * HOUR, followers=followers), NOW + hour * HOUR).result()
    kept = [
        ((sample.at - NOW) // HOUR, sample.followers) for sample in store.creators.growth_of(a_creator().id).result()
    ]
    assert kept == [(0, 1), (3, 1), (4, 2), (5, 2), (6, 1), (8, 1)]
    for hour, at in ((2, 2), (3, 3), (4, 4), (7, 7)):  # the run was measured throughout
        found = store.creators.earlier_creator_samples([a_creator().id], NOW + hour * HOUR).result()[a_creator().id]
        assert (found.at - NOW) // HOUR == at


def test_samples_that_differ_in_exactness_are_no_run(store: Store) -> None:
    for hour, rounded in enumerate((0, 1, 1, 0)):
        at = NOW + hour * HOUR
        store.creators.record_creator(a_creator(sample=CreatorSample(at=at, followers=9, rounded=rounded)), at).result()
    assert len(store.creators.growth_of(a_creator().id).result()) == 4


def test_a_history_is_kept_beside_the_newest_numbers(store: Store) -> None:
    known = store.creators.record_creator(a_creator(at=NOW), NOW).result()
    history = [CreatorSample(at=NOW - day * 24 * HOUR, followers=12_000 - day) for day in (2, 1)]
    store.creators.record_history(known.id, history).result()
    assert known.sample is not None
    assert store.creators.growth_of(known.id).result() == [*history, known.sample]
    assert store.creators.find(known.id).result() == known
    found, _ = store.profiles.profile_of(known.id, 1).result()
    assert found.first_seen_at == history[0].at


@pytest.mark.parametrize("origin", [Origin.PROFILE_PAGE, Origin.DEMO])
def test_one_sample_tells_whether_all_is_made_up(store: Store, origin: Origin) -> None:
    assert not store.creators.is_made_up().result()
    store.creators.record_creator(a_creator(sample=replace(page_sample(), origin=origin)), NOW).result()
    assert store.creators.is_made_up().result() is (origin is Origin.DEMO)
