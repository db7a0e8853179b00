from __future__ import annotations

import json
from itertools import pairwise
from typing import Any

import pytest

from tiktrack_gui.clients.tiktok.parse import (
    creator_from_profile_page,
    creator_from_user_detail,
    video_from_page,
    video_page,
)
from tiktrack_gui.core.counts import is_rounded
from tiktrack_gui.core.errors import NotFound
from tiktrack_gui.core.models import Creator, CreatorCount, Video
from tiktrack_gui.core.velocity import lifetime_velocity
from tiktrack_gui.demo.creators import BEGINNING, END, MOST
from tiktrack_gui.demo.population import Population

NOW = 1_795_000_000  # 2026-11-18
DAY = 24 * 3600
MOMENTS = [NOW + days * DAY + days * 5_003 for days in range(0, 400, 20)]


@pytest.fixture(scope="module")
def population() -> Population:
    return Population()


def feed(population: Population, at: float, count: int = 50, first: int = 0) -> tuple[Video, ...]:
    page = video_page(population.trending(at, count, first), at)
    assert sum(page.left_out.values()) == 0
    return page.videos


def followers(creator: Creator) -> int:
    assert creator.sample is not None and creator.sample.followers is not None
    return creator.sample.followers


def velocity(video: Video, at: float) -> float:
    found = lifetime_velocity(video.sample, video.posted_at, at)
    assert found is not None
    return found


def test_it_depends_on_nothing_but_the_seed_and_the_time() -> None:
    first, second = Population(3), Population(3)
    second.trending(NOW + 5 * DAY, 50)  # earlier requests make no difference
    handle = first.handles[10]
    answers = [
        (it.trending(NOW, 50), it.profile_scope(handle, NOW), it.item_list(handle, NOW)) for it in (first, second)
    ]
    assert json.dumps(answers[0]) == json.dumps(answers[1])
    assert Population(4).trending(NOW, 50) != first.trending(NOW, 50)


def test_it_is_the_same_in_every_session_and_on_every_machine() -> None:
    population = Population(3, count=2)
    detail = creator_from_user_detail(population.user_detail(population.handles[1], NOW), NOW)
    assert (detail.handle, followers(detail)) == ("gecko.gardens.demo", 18_011)


def test_handles_are_distinct_short_and_recognisable_as_demo() -> None:
    handles = Population(1, count=MOST).handles
    assert len(set(handles)) == MOST
    assert all(handle.endswith(".demo") and len(handle) <= 24 for handle in handles)


@pytest.mark.parametrize("at", MOMENTS)
def test_a_feed_of_50_has_distinct_videos_and_about_a_quarter_passes_100(population: Population, at: float) -> None:
    videos = feed(population, at)
    assert len({video.id for video in videos}) == 50
    assert all(BEGINNING <= video.posted_at <= at for video in videos)
    assert 6 <= sum(velocity(video, at) >= 100 for video in videos) <= 17


def test_the_feed_has_fresh_videos_and_old_ones(population: Population) -> None:
    ages = [at - video.posted_at for at in MOMENTS for video in feed(population, at)]
    assert sum(age < DAY for age in ages) > len(ages) / 10
    assert sum(age > 14 * DAY for age in ages) > len(ages) / 3
    assert max(ages) > 300 * DAY


def test_the_next_refresh_brings_some_new_videos_and_grown_counts(population: Population) -> None:
    for at in MOMENTS[:8]:
        before = {video.id: video for video in feed(population, at)}
        after = feed(population, at + 900)
        stayed = [video for video in after if video.id in before]
        assert 1 <= len(after) - len(stayed) <= 25
        growth = [(video.sample.engagement or 0) - (before[video.id].sample.engagement or 0) for video in stayed]
        assert min(growth) >= 0
        assert max(growth) > 0


def test_pages_of_the_feed_join_without_repeating_anything(population: Population) -> None:
    assert feed(population, NOW, 30) + feed(population, NOW, 20, first=30) == feed(population, NOW, 50)


def test_a_feed_that_has_no_more_says_so(population: Population) -> None:
    assert population.trending(NOW, 50)["hasMore"] is True
    assert population.trending(NOW, 1000)["hasMore"] is False


def test_small_and_huge_creators_are_there(population: Population) -> None:
    counts = sorted(
        followers(creator_from_user_detail(population.user_detail(handle, NOW), NOW)) for handle in population.handles
    )
    assert counts[len(counts) // 10] < 10_000 < counts[len(counts) // 2] < 200_000
    assert counts[-1] > 50_000_000


def test_creators_grow_and_some_small_ones_take_off(population: Population) -> None:
    growth = []
    for handle in population.handles:
        then, now = population.history(handle, NOW - 90 * DAY, NOW, 90 * DAY)
        assert then.followers is not None and now.followers is not None
        assert now.followers >= then.followers
        if then.followers < 50_000:
            growth.append(now.followers / then.followers)
    growth.sort()
    assert growth[len(growth) // 2] < 1.2
    assert growth[-10] > 1.3


def test_history_has_a_sample_every_step_with_exact_numbers(population: Population) -> None:
    samples = population.history(population.handles[5], NOW - DAY, NOW, 3600)
    assert [sample.at for sample in samples] == [NOW - DAY + hour * 3600 for hour in range(25)]
    assert all(sample.followers is not None for sample in samples)
    assert all((earlier.followers or 0) <= (later.followers or 0) for earlier, later in pairwise(samples))


def test_an_item_list_is_rounded_and_a_profile_is_exact(population: Population) -> None:
    large = [video.creator for video in feed(population, NOW) if followers(video.creator) >= 10_000]
    assert large
    for creator in large:
        assert creator.sample is not None
        assert creator.sample.rounded & CreatorCount.FOLLOWERS
        profile = creator_from_profile_page(population.profile_scope(creator.handle, NOW), NOW)
        assert profile.id == creator.id
        assert abs(followers(profile) - followers(creator)) <= followers(creator) * 0.05
    exact = [creator_from_profile_page(population.profile_scope(one.handle, NOW), NOW) for one in large]
    assert sum(not is_rounded(followers(creator)) for creator in exact) >= len(exact) - 2


def test_the_giants_likes_overflow_in_lists_and_are_exact_in_its_profile(population: Population) -> None:
    giant = population.handles[0]
    (video, *_) = video_page(population.item_list(giant, NOW), NOW).videos
    profile = creator_from_profile_page(population.profile_scope(giant, NOW), NOW)
    assert video.creator.sample is not None and profile.sample is not None
    assert video.creator.sample.repaired == CreatorCount.LIKES
    assert profile.sample.repaired == 0
    assert (profile.sample.likes or 0) > 2**31


def test_a_creators_list_is_newest_first_after_the_pinned_ones(population: Population) -> None:
    pages = [video_page(population.item_list(handle, NOW), NOW) for handle in population.handles[:30]]
    assert any(video.pinned for page in pages for video in page.videos)
    for page in pages:
        pinned = [video.pinned for video in page.videos]
        assert pinned == sorted(pinned, reverse=True)
        newest = [video.posted_at for video in page.videos if not video.pinned]
        assert newest == sorted(newest, reverse=True)
        assert page.has_more and page.cursor is not None


def test_a_list_can_be_asked_for_by_sec_uid(population: Population) -> None:
    handle = population.handles[3]
    info = population.user_info(handle, NOW)
    assert info is not None
    assert population.item_list(info["user"]["secUid"], NOW) == population.item_list(handle, NOW)


def test_every_video_of_the_feed_has_a_page(population: Population) -> None:
    for video in feed(population, NOW):
        page = video_from_page(population.video_scope(video.id, NOW), NOW)
        assert (page.id, page.posted_at, page.caption) == (video.id, video.posted_at, video.caption)
        assert page.sample.likes == video.sample.likes


def test_a_handle_is_known_in_any_case_and_an_unknown_one_is_not_found(population: Population) -> None:
    handle = population.handles[3]
    assert creator_from_user_detail(population.user_detail(handle.upper(), NOW), NOW).handle == handle
    for refused in (population.user_detail("nobody", NOW), population.item_list("nobody", NOW)):
        with pytest.raises(NotFound):
            creator_from_user_detail(refused, NOW)
    with pytest.raises(NotFound):
        video_from_page(population.video_scope(7158770364699360690, NOW), NOW)


def test_a_video_does_not_exist_before_it_was_posted(population: Population) -> None:
    video = max(feed(population, NOW), key=lambda video: video.posted_at)
    assert population.video_item(video.id, video.posted_at) is not None
    assert population.video_item(video.id, video.posted_at - 1) is None


def test_there_are_photos_ads_and_several_languages(population: Population) -> None:
    videos = [video for at in MOMENTS for video in feed(population, at)]
    assert {video.kind for video in videos} == {"video", "photo"}
    assert any(video.ad for video in videos)
    assert len({video.language for video in videos}) >= 8
    assert all(video.duration is None for video in videos if video.kind == "photo")
    assert any(not video.caption.startswith("#") and video.hashtags for video in videos)


@pytest.mark.parametrize("at", [BEGINNING - 1, BEGINNING + 60, END - 60])
def test_the_ends_of_its_time_are_no_trouble(population: Population, at: float) -> None:
    feed(population, at)
    creator_from_user_detail(population.user_detail(population.handles[0], at), at)


def test_pictures_are_where_they_are_asked_to_be() -> None:
    served: Any = Population(1, count=20, pictures="https://p16-sign-va.tiktokcdn.com/").trending(NOW, 5)
    assert all(
        item["video"]["cover"].startswith("https://p16-sign-va.tiktokcdn.com/cover/") for item in served["itemList"]
    )
