"""Refreshing the feed: measuring, recording in one transaction, and failures."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace

import pytest

from tests.services.conftest import World
from tests.services.fakes import creator, video
from tests.store.examples import a_delivery
from tiktrack_gui.core.criteria import Criteria
from tiktrack_gui.core.days import midnights
from tiktrack_gui.core.durations import DAY, HOUR
from tiktrack_gui.core.errors import (
    Blocked,
    BudgetSpent,
    NothingFetched,
    RateLimited,
    Stopped,
    TikTokError,
    Unreachable,
)
from tiktrack_gui.core.models import MeasuredVideo, VideoPage
from tiktrack_gui.core.runs import Outcome, Run
from tiktrack_gui.core.sources import Capability, Health, Source


async def test_a_refresh_measures_records_and_tells(world: World, caplog: pytest.LogCaptureFixture) -> None:
    world.tiktok.videos = [video(1, likes=27_030), video(2, likes=492)]
    changed: list[object] = []
    world.trending.items_changed.connect(changed.append)
    with caplog.at_level(logging.DEBUG, "tiktrack_gui"):
        refresh = await world.trending.refresh(50, Criteria(threshold=100))
    assert (refresh.run.fetched, refresh.run.passed, refresh.run.saved) == (2, 1, 1)
    assert [item.video.id for item in refresh.measured] == [1, 2]
    assert changed == [refresh.measured]
    assert [run.id for run in world.store.runs.newest().result()] == [refresh.run.id]
    assert [item.video.id for item in world.store.stories.feed().result()] == [1]
    assert [record.getMessage() for record in caplog.records] == [
        "Fetching 50 trending TikTok videos...",
        "Video 1 passed filter (velocity: 450.5)",
        "Video 2 filtered out (velocity: 8.2 < 100)",
        "Fetched 2 videos, 1 passed engagement filter",
    ]


async def test_what_is_recorded_comes_back_with_how_far_its_creators_thread_is(world: World) -> None:
    busy = creator(7)
    world.tiktok.videos = [video(1, by=busy), video(2)]
    await world.trending.refresh(50, Criteria())
    queued = world.store.outbox.enqueue(a_delivery(creator_id=7), int(world.clock.now())).result()
    changed: list[tuple[MeasuredVideo, ...]] = []
    world.trending.items_changed.connect(changed.append)
    refresh = await world.trending.refresh(50, Criteria())
    assert {item.video.id: item.delivery for item in refresh.measured} == {1: queued, 2: None}
    assert changed == [refresh.measured]


async def test_profiles_are_the_stories_creators_each_once(world: World) -> None:
    busy = creator(7)
    world.tiktok.videos = [video(1, by=busy), video(2, by=busy), video(3, likes=1)]
    refresh = await world.trending.refresh(50, Criteria(threshold=100))
    assert [profile.id for profile in refresh.profiles] == [7]


async def test_the_current_velocity_comes_from_an_earlier_run(world: World) -> None:
    world.tiktok.videos = [video(1, likes=1_000)]
    await world.trending.refresh(50, Criteria())
    world.clock.time += 1200
    world.tiktok.videos = [video(1, likes=5_000, at=world.clock.now())]
    refresh = await world.trending.refresh(50, Criteria())
    current = refresh.measured[0].current
    assert current is not None
    assert current.value == 200


async def test_all_filtered_is_said_and_is_no_failure(world: World) -> None:
    world.tiktok.videos = [video(1, likes=1)]
    refresh = await world.trending.refresh(50, Criteria(threshold=100))
    assert refresh.run.outcome is Outcome.OK
    assert refresh.run.message is not None
    assert refresh.run.message.startswith("Nothing new: the only video didn’t reach 100/min.")


async def test_what_is_fetched_is_counted_once(world: World) -> None:
    world.tiktok.videos = [video(1)]
    stages: list[tuple[str, int, int]] = []
    world.trending.progress.connect(lambda *stage: stages.append(stage))
    await world.trending.refresh(50, Criteria())
    assert stages == [("Measuring and saving", 0, 0)]


async def test_an_empty_answer_is_a_failure_that_says_why(world: World) -> None:
    with pytest.raises(NothingFetched):
        await world.trending.refresh(50, Criteria())
    [run] = world.store.runs.newest().result()
    assert (run.outcome, run.error_kind) == (Outcome.FAILED, "nothing_fetched")


async def test_a_failure_is_recorded_and_the_next_run_works(world: World) -> None:
    world.tiktok.trouble = Unreachable(Capability.TRENDING)
    with pytest.raises(Unreachable):
        await world.trending.refresh(50, Criteria())
    assert world.store.runs.newest().result()[0].outcome is Outcome.FAILED
    assert world.store.stories.feed().result() == []
    world.tiktok.trouble, world.tiktok.videos = None, [video(1)]
    assert (await world.trending.refresh(50, Criteria())).run.fetched == 1


@pytest.mark.parametrize(
    ("trouble", "source"),
    [(Blocked(Capability.HASHTAG), "#pasta"), (Unreachable(Capability.HASHTAG), "")],  # the latter is everybody's
)
async def test_a_trouble_says_which_source_met_it(world: World, trouble: TikTokError, source: str) -> None:
    world.tiktok.hashtags["pasta"] = trouble
    tag = await world.source_list.add("#pasta")
    with pytest.raises(type(trouble)) as raised:
        await world.trending.refresh(50, Criteria(), tag)
    assert raised.value.source == source


async def test_every_run_is_told_of_however_it_ended(world: World) -> None:
    told: list[Run] = []
    world.trending.recorded.connect(told.append)
    world.tiktok.trouble = Unreachable(Capability.TRENDING)
    with pytest.raises(Unreachable):
        await world.trending.refresh(50, Criteria())
    world.tiktok.trouble, world.tiktok.videos = None, [video(1)]
    await world.trending.refresh(50, Criteria())
    assert [run.outcome for run in told] == [Outcome.FAILED, Outcome.OK]
    assert told == world.store.runs.newest().result()[::-1]


async def test_runs_are_summed_by_local_day(world: World) -> None:
    for fetched in (2, 1):
        world.tiktok.videos = [video(id_, at=world.clock.now()) for id_ in range(1, fetched + 1)]
        await world.trending.refresh(50, Criteria())
        world.clock.time += 2 * DAY
    *_, first, between, second, empty, today = await world.trending.days(30)
    assert [day.fetched for day in (first, between, second, empty, today)] == [2, 0, 1, 0, 0]
    assert [day.start for day in (first, today)] == [midnights(world.clock.now() - ago * DAY, 1)[0] for ago in (4, 0)]


async def test_a_block_leaves_tiktok_alone_unless_somebody_asks(world: World) -> None:
    world.tiktok.trouble = Blocked(Capability.TRENDING)
    with pytest.raises(Blocked):
        await world.trending.refresh(50, Criteria())
    world.tiktok.trouble, world.tiktok.videos = None, [video(1)]
    with pytest.raises(RateLimited) as limited:
        await world.trending.refresh(50, Criteria())
    assert limited.value.retry_at == world.clock.now() + 300
    assert world.tiktok.asked == ["trending 50"]

    warnings: list[str] = []
    world.health.overridden.connect(warnings.append)
    await world.trending.refresh(50, Criteria(), manual=True)
    assert len(warnings) == 1
    await world.trending.refresh(50, Criteria())  # it succeeded, so the cooldown is over


async def test_a_cool_down_grows_and_outlives_a_restart(world: World) -> None:
    world.tiktok.trouble = Blocked(Capability.TRENDING)
    for waited, minutes in ((0, 5), (301, 15), (1000, 60)):
        world.clock.time += waited
        with pytest.raises(Blocked):
            await world.trending.refresh(50, Criteria())
        [health] = world.store.health.all().result()
        assert health.cool_down_until == int(world.clock.now()) + minutes * 60


async def test_a_clock_set_back_makes_no_cool_down_longer(world: World) -> None:
    world.tiktok.trouble = Blocked(Capability.TRENDING)
    with pytest.raises(Blocked):
        await world.trending.refresh(50, Criteria())
    world.clock.time += 100
    world.clock.set_back(DAY)
    assert world.trending.not_before == world.clock.now() + 200
    with pytest.raises(RateLimited) as limited:
        await world.trending.refresh(50, Criteria())
    assert limited.value.retry_at == world.clock.now() + 200
    world.clock.time += 200
    assert world.trending.not_before is None
    world.tiktok.trouble, world.tiktok.videos = None, [video(1)]
    assert (await world.trending.refresh(50, Criteria())).run.fetched == 1


async def test_no_stored_cool_down_is_longer_than_the_longest(world: World) -> None:
    """The clock was set back while TikTrack wasn't running."""
    until = int(world.clock.now()) + DAY
    stored = Health(capability=Capability.TRENDING, client="fake", failing_since=until, cool_down_until=until)
    world.store.health.record(stored).result()
    [health] = await world.health.current()
    assert health.cool_down_until == world.clock.now() + HOUR
    assert world.trending.not_before == world.clock.now() + HOUR


async def test_a_spent_budget_is_not_waited_for_longer_by_a_clock_set_back(world: World) -> None:
    world.tiktok.trouble = BudgetSpent(world.clock.now() + 600, Capability.TRENDING, wait=600)
    with pytest.raises(BudgetSpent):
        await world.trending.refresh(50, Criteria())
    world.clock.set_back(DAY)
    assert world.trending.not_before == world.clock.now() + 600


async def test_a_stopped_refresh_is_recorded_as_cancelled(world: World) -> None:
    world.tiktok.hang = True
    refresh = asyncio.ensure_future(world.trending.refresh(50, Criteria()))
    await world.tiktok.hanging.wait()
    world.trending.stop()
    with pytest.raises(Stopped):
        await refresh
    assert world.store.runs.newest().result()[0].outcome is Outcome.CANCELLED


async def test_a_cancelled_refresh_is_recorded_too(world: World) -> None:
    world.tiktok.hang = True
    refresh = asyncio.ensure_future(world.trending.refresh(50, Criteria()))
    await world.tiktok.hanging.wait()
    refresh.cancel()
    with pytest.raises(asyncio.CancelledError):
        await refresh
    assert world.store.runs.newest().result()[0].outcome is Outcome.CANCELLED


# Other sources than the feed


async def test_a_hashtags_run_is_its_own_and_counts_for_its_health(world: World) -> None:
    world.tiktok.hashtags["pasta"] = [video(1)]
    source = await world.source_list.add("#pasta")
    refresh = await world.trending.refresh(30, Criteria(), source)
    assert (refresh.run.source_id, refresh.run.saved) == (source.id, 1)
    assert world.tiktok.asked == ["#pasta 30"]
    assert [health.capability for health in await world.health.current()] == [Capability.HASHTAG]
    assert world.store.sources.named("#pasta").result().last_run_at == refresh.run.started_at
    assert world.store.sources.named().result().last_run_at is None


async def test_a_threshold_of_its_own_replaces_the_settings(world: World) -> None:
    world.tiktok.hashtags["pasta"] = [video(1, likes=3_000)]  # 50/min
    source = await world.source_list.add("#pasta")
    assert (await world.trending.refresh(30, Criteria(threshold=100), source)).run.passed == 0
    own = replace(source, min_velocity=40.0)
    assert (await world.trending.refresh(30, Criteria(threshold=100), own)).run.passed == 1


async def test_a_hashtag_without_videos_is_a_failure(world: World) -> None:
    world.tiktok.hashtags["pasta"] = []
    source = await world.source_list.add("#pasta")
    with pytest.raises(NothingFetched):
        await world.trending.refresh(30, Criteria(), source)


async def creators_source(world: World, page: VideoPage) -> Source:
    world.tiktok.creators["creator7"] = creator(7)
    world.tiktok.pages["creator7"] = page
    return await world.source_list.add("@creator7")


async def test_a_creators_newest_videos_are_measured_and_a_list_that_is_not_whole_says_so(world: World) -> None:
    videos = tuple(video(id_, by=creator(7), minutes=minutes) for id_, minutes in ((1, 900), (2, 60), (3, 600)))
    source = await creators_source(world, VideoPage(videos=videos, has_more=True))
    refresh = await world.trending.refresh(50, Criteria(), source)
    assert (refresh.run.source_id, refresh.run.fetched) == (source.id, 3)
    assert refresh.shortfall == "3 videos seen, there may be more: TikTok listed the newest only."
    fewer = await world.trending.refresh(2, Criteria(), source)
    assert {item.video.id for item in fewer.measured} == {2, 3}
    assert fewer.shortfall is None


async def test_a_creator_without_videos_is_no_failure(world: World) -> None:
    source = await creators_source(world, VideoPage(videos=()))
    refresh = await world.trending.refresh(50, Criteria(), source)
    assert (refresh.run.outcome, refresh.run.fetched, refresh.run.message) == (Outcome.OK, 0, None)


async def test_a_creators_source_follows_its_account_to_another_handle(world: World) -> None:
    source = await creators_source(world, VideoPage(videos=()))
    renamed = replace(creator(7), handle="planty")
    world.store.creators.record_creator(renamed, int(world.clock.now())).result()
    world.tiktok.pages["planty"] = VideoPage(videos=(video(1, by=renamed),))
    world.tiktok.asked.clear()
    await world.trending.refresh(50, Criteria(), source)
    assert world.tiktok.asked == ["videos planty"]
    assert [one.account_handle for one in world.store.sources.all().result()] == ["trending", "@planty"]


async def test_a_block_of_one_hashtag_is_no_cooldown_for_the_others(world: World) -> None:
    world.tiktok.hashtags |= {"pasta": Blocked(Capability.HASHTAG), "pizza": [video(1)]}
    pasta, pizza = await world.source_list.add("#pasta"), await world.source_list.add("#pizza")
    with pytest.raises(Blocked):
        await world.trending.refresh(30, Criteria(), pasta)
    assert (await world.trending.refresh(30, Criteria(), pizza)).run.fetched == 1


async def test_the_usual_views_are_those_of_the_creators_other_videos(world: World) -> None:
    by = creator(7)
    others = [
        replace(video(number, likes=100 * number, by=by), posted_at=int(world.clock.now() - (2 + number) * DAY))
        for number in range(1, 10)
    ]
    fresh, strangers = video(10, by=by), [video(number, likes=9) for number in range(20, 30)]
    page = VideoPage(videos=(*others, fresh, *strangers))
    world.store.creators.record_creator_videos(page, int(world.clock.now())).result()
    usual = await world.trending.usual_views(fresh)
    assert (usual.median, usual.videos) == (5_000, 9)
    usual = await world.trending.usual_views(others[0])
    assert (usual.median, usual.videos) == (5_500, 8)
    assert (await world.trending.usual_views(strangers[0])).median is None
