"""What is still to be asked for brands, kept until it is done; and what candidates were just asked for."""

from __future__ import annotations

from dataclasses import replace

from tests.store.examples import FIRST_CREATOR, NOW, a_creator, a_video, page_sample
from tiktrack_gui.core.discovery.brand_jobs import JobKind
from tiktrack_gui.core.discovery.brands import Brand
from tiktrack_gui.core.discovery.pool import Found
from tiktrack_gui.core.models import VideoPage
from tiktrack_gui.core.pending import PendingState
from tiktrack_gui.store import Store


def a_brand(store: Store, name: str = "Mossy") -> int:
    brand = store.brands.create(Brand(name=name), NOW).result()
    assert brand.id is not None
    return brand.id


def test_jobs_are_kept_once_until_they_are_done(store: Store) -> None:
    brand, other = a_brand(store), a_brand(store, "Other")
    kept = store.brand_jobs.keep(brand, JobKind.SEARCH, ["moss", "skin", "moss"], NOW).result()
    assert [(job.given, job.state, job.added_at, job.tried_at) for job in kept] == [
        ("moss", PendingState.WAITING, NOW, None),
        ("skin", PendingState.WAITING, NOW, None),
    ]
    store.brand_jobs.keep(brand, JobKind.CANDIDATE, ["moss"], NOW - 1).result()  # another kind, so another job
    store.brand_jobs.keep(other, JobKind.SEARCH, ["moss"], NOW).result()
    assert len(store.brand_jobs.all().result()) == 4
    assert [job.kind for job in store.brand_jobs.all(brand).result()] == [
        JobKind.CANDIDATE,
        JobKind.SEARCH,
        JobKind.SEARCH,
    ]
    store.brand_jobs.fail(kept[0].id, None, NOW + 5, final=False).result()
    store.brand_jobs.fail(kept[1].id, '{"error": "NotFound"}', NOW + 6).result()
    _, moss, skin = store.brand_jobs.all(brand).result()
    assert (moss.state, moss.reason, moss.tried_at) == (PendingState.WAITING, None, NOW + 5)
    assert (skin.state, skin.reason, skin.tried_at) == (PendingState.FAILED, '{"error": "NotFound"}', NOW + 6)
    store.brand_jobs.retry([skin.id]).result()
    assert store.brand_jobs.keep(brand, JobKind.SEARCH, ["moss"], NOW + 9).result() == [replace(moss, tried_at=None)]
    assert store.brand_jobs.all(brand).result()[2] == kept[1]
    store.brand_jobs.forget([moss.id, skin.id]).result()
    assert [job.kind for job in store.brand_jobs.all(brand).result()] == [JobKind.CANDIDATE]
    store.brands.remove(brand).result()
    assert [job.brand_id for job in store.brand_jobs.all().result()] == [other]


def test_hashtags_of_what_was_seen_last(store: Store) -> None:
    for number in range(3):
        tagged = replace(a_video(number), caption=f"Caption {number}", hashtags=("moss", f"tag{number}"))
        store.creators.record_creator_videos(VideoPage(videos=(tagged,)), NOW + number).result()
    assert [one.caption for one in store.brand_jobs.tagged(2).result()] == ["Caption 2", "Caption 1"]
    assert store.brand_jobs.tagged(1).result()[0].hashtags == ("moss", "tag2")


def test_candidates_and_their_brands(store: Store) -> None:
    brand, other = a_brand(store), a_brand(store, "Other")
    ids = [FIRST_CREATOR + number for number in range(3)]
    for number in range(3):
        store.creators.record_creator(a_creator(number), NOW).result()
    store.candidates.add(brand, [(ids[2], Found.FEED), (ids[0], Found.GIVEN)], NOW).result()
    store.candidates.add(other, [(ids[2], Found.FEED)], NOW).result()
    assert store.candidates.ids(brand).result() == [ids[0], ids[2]]
    assert store.candidates.of_brands([ids[2], ids[1]]).result() == {brand: [ids[2]], other: [ids[2]]}
    assert store.candidates.of_brands([]).result() == {}


def test_who_was_just_asked_for_is_known(store: Store) -> None:
    creator = a_creator(1, sample=page_sample(NOW))
    assert not store.creators.was_answered(creator.id, NOW - 5, NOW + 5).result()
    store.creators.record_creator_videos(VideoPage(videos=(a_video(1, creator=creator),)), NOW).result()
    assert not store.creators.was_answered(creator.id, NOW - 5, NOW + 5).result()  # it was only seen
    store.creators.record_creator(creator, NOW).result()
    assert store.creators.was_answered(creator.id, NOW, NOW).result()
    assert not store.creators.was_answered(creator.id, NOW + 1, NOW + 5).result()
    assert not store.creators.was_answered(creator.id, NOW - 5, NOW - 1).result()  # the clock was set back since
    store.creators.record_creator_doubted(creator.id, NOW + 60).result()
    assert not store.creators.was_answered(creator.id, NOW, NOW + 60).result()
    store.creators.record_creator(replace(creator, sample=page_sample(NOW + 90)), NOW + 90).result()
    assert store.creators.was_answered(creator.id, NOW, NOW + 90).result()
    store.creators.record_creator_missing(creator.id, NOW + 120).result()
    assert not store.creators.was_answered(creator.id, NOW, NOW + 120).result()
