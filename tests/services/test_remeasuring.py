"""Stories are measured again on their own page: by themselves, or on request."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.services.conftest import World
from tests.services.fakes import creator, video
from tiktrack_gui.core.criteria import Criteria
from tiktrack_gui.core.durations import HOUR, MINUTE
from tiktrack_gui.core.errors import Blocked, Changed, TikTokError, Unreachable
from tiktrack_gui.core.models import MeasuredVideo, Video
from tiktrack_gui.core.sources import Capability


async def found(world: World, *ids: int) -> None:
    """A refresh that finds these stories."""
    world.tiktok.videos = [video(id_, likes=10_000, at=world.clock.now()) for id_ in ids]
    await world.trending.refresh(50, Criteria())
    world.tiktok.asked.clear()


def later(world: World, id_: int, likes: int, posted_at: int, *, by: int | None = None) -> Video:
    """The video as its page shows it now."""
    now = world.clock.now()
    return video(id_, likes, by=creator(id_ if by is None else by), minutes=(now - posted_at) / 60, at=now)


async def stories(world: World) -> list[MeasuredVideo]:
    return (await world.trending.feed()).items


async def test_the_velocity_now_is_known_after_a_quarter_of_an_hour(world: World) -> None:
    await found(world, 1)
    [story] = await stories(world)
    assert story.current is None
    world.clock.time += 20 * MINUTE
    world.tiktok.videos = [later(world, 1, 14_000, story.video.posted_at)]
    heard: list[MeasuredVideo] = []
    world.remeasuring.measured.connect(heard.append)
    await world.remeasuring.measure_due()
    assert world.tiktok.asked == ["video 1 of creator1"]
    [again] = await stories(world)
    assert again.current is not None
    assert again.current.value == 200
    assert again.velocity == 14_000 / 80
    assert (again.score, again.reason) == (heard[0].score, heard[0].reason) != (story.score, story.reason)
    assert heard[0].found_at == story.found_at
    world.tiktok.asked.clear()
    await world.remeasuring.measure_due()  # nothing is due until the next checkpoint
    assert world.tiktok.asked == []
    assert world.remeasuring.next_at == (story.found_at or 0) + HOUR


async def test_a_story_that_slowed_down_has_its_last_velocity(world: World) -> None:
    """Also below the threshold: what is shown is decided when it is shown."""
    await found(world, 1)
    [story] = await stories(world)
    world.clock.time += 6 * HOUR
    world.tiktok.videos = [later(world, 1, 10_100, story.video.posted_at)]
    await world.remeasuring.measure_due()
    [again] = await stories(world)
    assert again.velocity == pytest.approx(10_100 / 420)
    assert again.reason.startswith("Below the threshold")


async def test_a_story_is_measured_by_the_threshold_of_its_source(world: World) -> None:
    tag = replace(await world.source_list.add("#pasta"), min_velocity=20.0)
    await world.source_list.change(tag)
    world.tiktok.hashtags["pasta"] = [video(1, likes=3_000, at=world.clock.now())]
    await world.trending.refresh(50, Criteria(), tag)
    [story] = await stories(world)
    world.clock.time += 20 * MINUTE
    world.tiktok.videos = [later(world, 1, 3_100, story.video.posted_at)]
    await world.remeasuring.measure_due()
    [again] = await stories(world)
    assert again.velocity == pytest.approx(3_100 / 80)  # below the usual threshold
    assert "threshold)" in again.reason
    assert await world.trending.story_count(Criteria(), 48) == 1
    await world.source_list.change(replace(tag, min_velocity=None))
    assert await world.trending.story_count(Criteria(), 48) == 0


async def test_the_feed_measures_known_stories_whether_they_pass_or_not(world: World) -> None:
    await found(world, 1)
    [story] = await stories(world)
    world.clock.time += 6 * HOUR
    world.tiktok.videos = [later(world, 1, 10_100, story.video.posted_at), video(2, likes=1, at=world.clock.now())]
    refresh = await world.trending.refresh(50, Criteria())
    assert [item.found_at for item in refresh.measured] == [story.found_at, None]
    [again] = await stories(world)
    assert again.velocity == pytest.approx(10_100 / 420)


async def test_a_video_that_is_gone_is_said_to_be_gone_and_looked_for_again(world: World) -> None:
    await found(world, 1)
    [story] = await stories(world)
    world.clock.time += 20 * MINUTE
    world.tiktok.videos = []
    await world.remeasuring.measure_due()
    [gone] = await stories(world)
    assert gone.video.gone_at == world.clock.now()
    assert gone.velocity == story.velocity
    world.tiktok.asked.clear()
    await world.remeasuring.measure_due()
    assert world.tiktok.asked == []  # until the next checkpoint
    world.clock.time += HOUR
    world.tiktok.videos = [later(world, 1, 20_000, story.video.posted_at)]
    await world.remeasuring.measure_due()
    [back] = await stories(world)
    assert back.video.gone_at is None


async def test_another_accounts_video_is_not_taken_for_it(world: World) -> None:
    await found(world, 1)
    [story] = await stories(world)
    world.clock.time += 20 * MINUTE
    world.tiktok.videos = [later(world, 1, 99_000, story.video.posted_at, by=9)]
    with pytest.raises(Changed):
        await world.remeasuring.measure(story)
    assert await stories(world) == [story]


@pytest.mark.parametrize("trouble", [Unreachable(Capability.VIDEO), Blocked(Capability.VIDEO)])
async def test_a_trouble_that_all_would_meet_ends_the_round(
    world: World, monkeypatch: pytest.MonkeyPatch, trouble: TikTokError
) -> None:
    await found(world, 1, 2, 3)
    world.clock.time += 20 * MINUTE
    asked: list[int] = []

    async def refused(handle: str, video_id: int) -> Video:
        asked.append(video_id)
        raise trouble

    monkeypatch.setattr(world.tiktok, "video", refused)
    with pytest.raises(type(trouble)):
        await world.remeasuring.measure_due()
    assert len(asked) == 1
    assert world.remeasuring.next_at == world.clock.now()  # they are still due


async def test_one_page_that_cannot_be_read_holds_up_no_other(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    await found(world, 1, 2)
    known = {story.video.id: story for story in await stories(world)}
    world.clock.time += 20 * MINUTE

    async def half(handle: str, video_id: int) -> Video:
        if video_id == 1:
            raise Changed(Capability.VIDEO, "no webapp.video-detail")
        return later(world, video_id, 14_000, known[video_id].video.posted_at)

    monkeypatch.setattr(world.tiktok, "video", half)
    await world.remeasuring.measure_due()
    measured = {story.video.id: story.current is not None for story in await stories(world)}
    assert measured == {1: False, 2: True}
    assert world.remeasuring.next_at == (known[1].found_at or 0) + HOUR


async def test_a_request_asks_at_once(world: World) -> None:
    await found(world, 1)
    [story] = await stories(world)
    world.clock.time += 11 * MINUTE
    world.tiktok.videos = [later(world, 1, 11_100, story.video.posted_at)]
    again = await world.remeasuring.measure(story)
    assert again.current is not None
    assert again.current.value == 100
