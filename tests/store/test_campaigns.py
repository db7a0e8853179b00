"""Campaigns, their videos and what is measured of them, on all databases."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.store.examples import FIRST_CREATOR, FIRST_VIDEO, HOUR, NOW, a_creator, a_video
from tiktrack_gui.core.campaign_schedule import Scheduled
from tiktrack_gui.core.campaigns import Campaign, CampaignVideo
from tiktrack_gui.core.models import VideoPage, VideoSample
from tiktrack_gui.store import Store

BIG = 2**63 - 2  # an ID has 64 bits


def a_campaign(store: Store, name: str = "Launch") -> int:
    made = store.campaigns.create(Campaign(name=name, currency="EUR", brand="acme", note="Ünïcode 🌱"), NOW).result()
    assert made.id is not None
    return made.id


def entry(campaign_id: int, video_id: int = FIRST_VIDEO + 1, **different: object) -> CampaignVideo:
    return replace(CampaignVideo(campaign_id=campaign_id, video_id=video_id, added_at=NOW), **different)  # type: ignore[arg-type]


def see(store: Store, *numbers: int, at: int = NOW) -> None:
    videos = tuple(a_video(number, at=at) for number in numbers)
    store.creators.record_creator_videos(VideoPage(videos=videos), at).result()


def test_campaigns_are_kept_in_their_order(store: Store) -> None:
    first, second = a_campaign(store), a_campaign(store, "Autumn")
    [one, other] = store.campaigns.all().result()
    assert (one.id, one.name, one.currency, one.brand, one.note) == (first, "Launch", "EUR", "acme", "Ünïcode 🌱")
    assert other.id == second
    before = store.campaigns.change(replace(one, name="Later", brand=None, note=None)).result()
    assert before == one
    assert store.campaigns.all().result()[0] == Campaign(id=first, name="Later", currency="EUR")
    with pytest.raises(LookupError):
        store.campaigns.change(replace(one, id=99)).result()


def test_a_removed_campaign_comes_back_with_its_videos(store: Store) -> None:
    id_ = a_campaign(store)
    other = a_campaign(store, "Autumn")
    entries = [
        entry(id_, BIG, cents=100_000_000_000, is_gift=True, agreed_on="2026-11-30"),
        entry(id_, handle="ann", added_at=NOW - 5),
    ]
    store.campaigns.add(entries).result()
    store.campaigns.add([entry(other)]).result()
    before = store.campaigns.videos(id_).result()
    assert before == [entries[1], entries[0]]  # by when they were added
    removed = store.campaigns.remove(id_).result()
    assert [one.id for one in store.campaigns.all().result()] == [other]
    assert store.campaigns.videos(id_).result() == []
    back = store.campaigns.put_back(removed).result()
    assert [one.id for one in store.campaigns.all().result()] == [id_, other]
    assert (back.id, store.campaigns.videos(id_).result()) == (id_, before)


def test_a_campaign_comes_back_under_another_id_if_its_own_is_taken(store: Store) -> None:
    removed = store.campaigns.remove(a_campaign(store)).result()
    removed = replace(removed, videos=(entry(removed.campaign.id or 0),))
    taken = store.campaigns.put_back(removed).result()
    again = store.campaigns.put_back(replace(removed, campaign=replace(removed.campaign, name="Again"))).result()
    assert again.id not in (None, taken.id)
    assert [one.campaign_id for one in store.campaigns.videos(again.id or 0).result()] == [again.id]


def test_a_video_is_in_a_campaign_once(store: Store) -> None:
    see(store, 1)
    id_ = a_campaign(store)
    [added] = store.campaigns.add([entry(id_, handle="old.name"), entry(id_, handle="twice")]).result()
    assert (added.creator_id, added.handle) == (FIRST_CREATOR + 1, "creator1")  # it was known already
    assert store.campaigns.add([entry(id_)]).result() == []
    with pytest.raises(LookupError):
        store.campaigns.add([entry(99)]).result()


def test_prices_are_changed_and_videos_removed(store: Store) -> None:
    id_ = a_campaign(store)
    [one] = store.campaigns.add([entry(id_)]).result()
    changed = replace(one, cents=123, is_gift=True, agreed_on="2026-01-01")
    assert store.campaigns.change_videos([changed, entry(id_, 5)]).result() == [one]
    assert store.campaigns.videos(id_).result() == [changed]
    assert store.campaigns.remove_videos(id_, [one.video_id, 5]).result() == [changed]
    store.campaigns.put_videos_back([changed]).result()
    assert store.campaigns.videos(id_).result() == [changed]
    store.campaigns.remove(id_).result()
    with pytest.raises(LookupError):
        store.campaigns.put_videos_back([changed]).result()


def test_what_is_measured_counts_for_every_campaign(store: Store) -> None:
    campaigns = [a_campaign(store), a_campaign(store, "Autumn")]
    for id_ in campaigns:
        store.campaigns.add([entry(id_, handle="once")]).result()
    store.campaigns.record_failure(FIRST_VIDEO + 1, NOW, "region_locked", gone=False).result()
    store.campaigns.record_failure(FIRST_VIDEO + 1, NOW + 1, "not_found", gone=True).result()
    [scheduled] = store.campaigns.scheduled().result()
    assert scheduled == Scheduled(
        video_id=FIRST_VIDEO + 1, handle="once", added_at=NOW, tried_at=NOW + 1, failures=2, trouble="not_found"
    )
    store.campaigns.record(a_video(1, at=NOW + HOUR), NOW + HOUR).result()
    [scheduled] = store.campaigns.scheduled().result()
    assert scheduled == Scheduled(
        video_id=FIRST_VIDEO + 1,
        handle="creator1",
        creator_id=FIRST_CREATOR + 1,
        added_at=NOW,
        posted_at=NOW - HOUR,
        measured_at=NOW + HOUR,
        tried_at=NOW + HOUR,
    )
    for id_ in campaigns:
        [(one, video)] = store.campaigns.measured(id_).result()
        assert video is not None
        assert (one.handle, one.failures, one.trouble, video.sample.views) == ("creator1", 0, None, 90_000)
    store.campaigns.record_failure(FIRST_VIDEO + 1, NOW + 2 * HOUR, "not_found", gone=True).result()
    [scheduled] = store.campaigns.scheduled().result()
    assert (scheduled.gone_at, scheduled.measured_at) == (NOW + 2 * HOUR, NOW + HOUR)
    assert store.campaigns.campaigns_with([FIRST_VIDEO + 1, 7]).result() == {FIRST_VIDEO + 1: campaigns}


def test_the_usual_videos_come_newest_first_with_what_makes_them_usual(store: Store) -> None:
    creator = a_creator(1)
    videos = tuple(
        a_video(number, creator=creator, posted_at=NOW - number * HOUR, ad=number == 2, pinned=number == 3)
        for number in range(1, 6)
    )
    store.creators.record_creator_videos(VideoPage(videos=videos), NOW).result()
    see(store, 9)
    found = store.campaigns.usual_videos([creator.id, FIRST_CREATOR + 99], 4).result()
    assert list(found) == [creator.id]
    assert [(one.id - FIRST_VIDEO, one.ad, one.pinned) for one in found[creator.id]] == [
        *((1, False, False), (2, True, False), (3, False, True), (4, False, False)),
    ]
    assert (found[creator.id][0].sample.views, found[creator.id][0].sample.rounded) == (90_000, 8)


def test_of_several_samples_the_one_nearest_to_the_age_counts(store: Store) -> None:
    creator, posted = a_creator(1), NOW - 40 * HOUR
    for age in (5, 9, 11, 30):
        sample = VideoSample(at=posted + age * HOUR, views=age * 100)
        video = a_video(1, creator=creator, posted_at=posted, sample=sample)
        store.creators.record_creator_videos(VideoPage(videos=(video,)), sample.at).result()
    [near] = store.campaigns.videos_at_age(creator.id, 10 * HOUR + 900, 0.25).result()
    assert near.sample.views == 1_100
    assert store.campaigns.videos_at_age(creator.id, 20 * HOUR, 0.25).result() == []


def test_videos_that_may_advertise_are_told(store: Store) -> None:
    creator = a_creator(1)
    videos = [
        a_video(1, creator=creator, caption="plain", hashtags=()),
        a_video(2, creator=creator, caption="@acme", hashtags=()),
        a_video(3, creator=creator, caption="", hashtags=("ad",)),
        a_video(4, creator=creator, caption="", hashtags=(), ad=True),
        a_video(5, caption="@acme"),
    ]
    store.creators.record_creator_videos(VideoPage(videos=tuple(videos)), NOW).result()
    told, known = store.campaigns.told([creator.id]).result()
    assert [(one.video_id - FIRST_VIDEO, one.ad, one.hashtags) for one in told] == [
        *((2, False, ()), (3, False, ("ad",)), (4, True, ())),
    ]
    assert known == {creator.id: 4}
    ids = [FIRST_VIDEO + 5, 3, FIRST_VIDEO + 1]
    assert [one.id for one in store.campaigns.known_videos(ids).result()] == [ids[0], ids[2]]
