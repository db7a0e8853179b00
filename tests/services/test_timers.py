"""The timers, over a real store and with a clock controlled by the test."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

from tests.services.conftest import World
from tests.services.fakes import CHANNEL, FakeClock, creator, video
from tests.waiting import until
from tiktrack_gui.core.campaigns import Campaign
from tiktrack_gui.core.criteria import Criteria
from tiktrack_gui.core.discovery.brands import Brand
from tiktrack_gui.core.discovery.pool import Found
from tiktrack_gui.core.errors import Blocked, BudgetSpent, PostBlocked, Undelivered, Unreachable
from tiktrack_gui.core.handles import Handle
from tiktrack_gui.core.models import Creator, VideoPage
from tiktrack_gui.core.pause import PauseLength
from tiktrack_gui.core.posting_rules import PostingRules
from tiktrack_gui.core.schedule import JITTER
from tiktrack_gui.core.sources import TRENDING, Capability, Health
from tiktrack_gui.services.channels import PostingDefaults
from tiktrack_gui.services.posting_rounds import PostingRounds
from tiktrack_gui.services.rounds import Rounds
from tiktrack_gui.services.tasks import Tasks
from tiktrack_gui.services.timers import OUTBOX_EVERY, Plan, Timers
from tiktrack_gui.services.upkeep import Upkeep

HOUR = 3600.0
PLAN = Plan(
    limit=50,
    criteria=Criteria(),
    creators_every=HOUR,
)


class StandingClock(FakeClock):
    """A clock that stands still; a test moves it and wakes the timers."""

    def timeout(self, seconds: float) -> asyncio.Timeout:
        return asyncio.timeout(HOUR)


class Running:
    """The running timers, and what they emitted."""

    def __init__(self, world: World, plan: Callable[[], Plan] | None, upkeep: Upkeep | None) -> None:
        self.plan = PLAN
        self.clock = StandingClock(world.clock.time)
        world.defaults = PostingDefaults(rules=PostingRules(at_most=2), channel_id=CHANNEL, posting=True)
        self.rounds = Rounds(world.trending, world.store, self.clock)
        self.reported: list[BaseException] = []
        self.failed: list[object] = []
        self.planned: list[float | None] = []
        self.timers = Timers(
            self.rounds,
            world.remeasuring,
            world.refreshing,
            world.adding,
            PostingRounds(world.channels, world.choosing, world.posting, self.clock),
            world.outbox,
            world.health,
            plan or self._plan,
            self.clock,
            self.reported.append,
            upkeep,
            (*world.discovering.works, world.campaigns.measuring.on_a_timer),
        )
        self.timers.failed.connect(self.failed.append)
        self.timers.planned.connect(self.planned.append)

    def _plan(self) -> Plan:
        return self.plan

    def move(self, world: World, seconds: float) -> None:
        self.clock.time += seconds
        world.clock.time = self.clock.time
        self.timers.reconsider()


@asynccontextmanager
async def running(
    world: World,
    plan: Callable[[], Plan] | None = None,
    upkeep: Upkeep | None = None,
    *,
    paused: bool = False,
) -> AsyncIterator[Running]:
    found = Running(world, plan, upkeep)
    if paused:
        found.timers.pause_for(PauseLength.RESUMED)
    tasks = Tasks(found.reported.append)
    await found.timers.start(tasks)
    try:
        yield found
    finally:
        await tasks.shutdown()
    assert found.reported == []


def set_source(world: World, handle: str = TRENDING, **changes: Any) -> None:
    source = world.store.sources.named(handle).result()
    world.store.sources.change(replace(source, **changes)).result()


def is_planned(now: Running, seconds: float) -> bool:
    """Whether the next refresh is planned for `seconds` from now, or a little later: intervals differ by chance."""
    due_at = now.planned[-1] if now.planned else None
    return due_at is not None and 0 <= due_at - (now.clock.now() + seconds) <= seconds * JITTER


def stories(world: World, *creators: Creator) -> None:
    world.tiktok.videos = [video(100 + c.id, likes=10_000_000, by=c, at=world.clock.time) for c in creators]
    world.tiktok.creators |= {c.handle: c for c in creators}


async def test_a_refresh_that_is_asked_for_comes_at_once_also_in_a_cool_down(world: World) -> None:
    stories(world, creator(1))
    async with running(world) as now:
        await until(lambda: world.store.runs.newest().result())
        now.timers.refresh_now()
        await until(lambda: len(world.store.runs.newest().result()) == 2)


async def test_in_a_cool_down_nobody_is_asked_and_the_plan_knows(world: World) -> None:
    world.tiktok.trouble = Blocked(Capability.TRENDING)
    failing = Health(capability=Capability.TRENDING, client=world.tiktok.name, failing_since=1, error_kind="blocked")
    world.store.health.record(failing).result()  # long enough for the longest cooldown
    set_source(world, scrape_frequency_minutes=10)
    async with running(world) as now:
        await until(lambda: now.planned and now.planned[-1] == now.clock.now() + HOUR)
        now.move(world, 700)
        assert now.planned[-1] == now.clock.now() + HOUR - 700
        await until(lambda: not now.timers._round._wake.is_set())  # it has read the plan
        assert world.tiktok.asked == ["trending 50"]
        assert len(world.store.runs.newest().result()) == 1
        stories(world, creator(1))
        world.tiktok.trouble = None
        now.move(world, HOUR - 600)  # after the cooldown
        await until(lambda: world.store.stories.feed().result())


async def test_a_cool_down_outlives_a_restart(world: World) -> None:
    until_ = int(world.clock.now()) + 1800
    failing = Health(capability=Capability.TRENDING, client=world.tiktok.name, failing_since=1, cool_down_until=until_)
    world.store.health.record(failing).result()
    async with running(world) as now:
        await until(lambda: now.planned and now.planned[-1] == until_)
        assert world.tiktok.asked == []
        assert world.store.runs.newest().result() == []


async def test_a_spent_budget_is_waited_for(world: World) -> None:
    back_at = world.clock.now() + 2 * HOUR
    world.tiktok.trouble = BudgetSpent(back_at, Capability.TRENDING)
    async with running(world) as now:
        await until(lambda: now.planned and now.planned[-1] == back_at)


async def test_failures_are_told_and_the_timers_live_on(world: World) -> None:
    world.tiktok.trouble = Unreachable(Capability.TRENDING)
    async with running(world) as now:
        await until(lambda: now.failed)
        world.tiktok.trouble = None
        stories(world, creator(1))
        now.timers.refresh_now()
        await until(lambda: world.store.stories.feed().result())


async def test_a_hot_story_is_measured_again_when_it_is_due(world: World) -> None:
    stories(world, creator(1))
    async with running(world) as now:
        await until(lambda: world.remeasuring.next_at is not None)
        assert world.remeasuring.next_at == world.clock.now() + 900
        assert not [asked for asked in world.tiktok.asked if asked.startswith("video ")]
        now.move(world, 901)
        await until(lambda: [asked for asked in world.tiktok.asked if asked.startswith("video ")])
        await until(lambda: (world.remeasuring.next_at or 0) > now.clock.now())
    assert now.failed == []


async def test_tracked_creators_are_measured_again_when_their_time_has_come(world: World) -> None:
    world.tiktok.creators["creator9"] = creator(9)
    await world.creators.add("creator9")
    world.tiktok.asked.clear()
    async with running(world) as now:
        now.move(world, 1.5 * HOUR + 2)  # its own minute of the hour is in it
        world.tiktok.creators["creator9"] = creator(9, followers=60_000, at=world.clock.time)
        await until(lambda: "creator creator9" in world.tiktok.asked)
        await until(lambda: len(world.store.creators.growth_of(9).result()) == 2)


async def test_a_confirmed_channel_gets_the_profiles_of_the_stories_a_few_at_a_time(world: World) -> None:
    stories(world, creator(1), creator(2), creator(3))
    await world.posting.channel(CHANNEL)
    await world.posting.confirm(CHANNEL)
    async with running(world) as now:
        await until(lambda: world.discord.posts == 2)  # right after the refresh that found them
        now.move(world, HOUR / 2)
        for _ in range(50):
            await asyncio.sleep(0)
        assert world.discord.posts == 2
        now.move(world, HOUR / 2 + 1)
        await until(lambda: world.discord.posts == 3)


async def test_the_next_posting_run_is_known_as_long_as_somebody_waits_for_it(world: World) -> None:
    stories(world, creator(1), creator(2), creator(3))
    await world.posting.channel(CHANNEL)
    await world.posting.confirm(CHANNEL)
    planned: list[float | None] = []
    async with running(world) as now:
        now.timers.posting_planned.connect(planned.append)
        await until(lambda: world.discord.posts == 2)
        await until(lambda: now.timers.next_posting == now.clock.now() + HOUR)
        now.timers.pause_for(PauseLength.RESUMED)
        assert now.timers.next_posting is None
        assert planned[-1] is None


async def test_a_channel_nobody_confirmed_gets_nothing(world: World) -> None:
    stories(world, creator(1))
    async with running(world) as now:
        await until(lambda: world.store.runs.newest().result())
        now.move(world, HOUR + 1)
        await until(lambda: len(world.store.runs.newest().result()) == 2)
        assert world.discord.posts == 0


async def test_a_refresh_that_is_asked_for_is_one_of_all_active_sources(world: World) -> None:
    stories(world, creator(1))
    world.tiktok.hashtags["pasta"] = world.tiktok.hashtags["off"] = [video(1)]
    async with running(world) as now:
        await until(lambda: world.store.runs.newest().result())
        await world.source_list.add("#pasta")
        await world.source_list.add("#off")
        set_source(world, "#off", is_active=False)
        world.tiktok.asked.clear()
        now.timers.refresh_now()
        await until(lambda: set(world.tiktok.asked) >= {"trending 50", "#pasta 50"})
        await until(lambda: is_planned(now, 900))
        assert set(world.tiktok.asked) == {"trending 50", "#pasta 50"}


async def test_posts_that_do_not_arrive_are_a_failure_until_they_do(world: World) -> None:
    stories(world, creator(1), creator(2))
    await world.posting.channel(CHANNEL)
    await world.posting.confirm(CHANNEL)
    world.discord.missing = ("Send Messages",)
    recovered: list[object] = []
    async with running(world) as now:
        now.timers.recovered.connect(recovered.append)
        await until(lambda: now.failed)
        [failure] = now.failed
        assert isinstance(failure, Undelivered)
        assert failure.sentence == "2 posts didn’t reach Discord."
        now.move(world, OUTBOX_EVERY + 1)
        await until(lambda: now.timers._due.last == world.clock.time)
        assert recovered == []  # still waiting
        world.discord.missing = ()
        now.move(world, HOUR)
        await until(lambda: recovered)
        assert recovered == [frozenset({Undelivered})]
        assert world.discord.posts == 2


async def test_a_rejected_post_stays_a_failure_until_its_user_has_it_posted(world: World) -> None:
    stories(world, creator(1))
    await world.posting.channel(CHANNEL)
    await world.posting.confirm(CHANNEL)
    world.discord.faults_before = [PostBlocked(200000)]
    recovered: list[object] = []
    async with running(world) as now:
        now.timers.recovered.connect(recovered.append)
        await until(lambda: now.failed)
        now.move(world, OUTBOX_EVERY + 1)
        await until(lambda: now.timers._due.last == world.clock.time)
        assert recovered == []
        await world.posting.post("creator1", CHANNEL)
        now.move(world, OUTBOX_EVERY + 1)
        await until(lambda: recovered)


async def test_who_waited_before_a_restart_is_posted_after_it(world: World) -> None:
    stories(world, creator(1), creator(2), creator(3))
    await world.posting.channel(CHANNEL)
    await world.posting.confirm(CHANNEL)
    async with running(world):
        await until(lambda: world.discord.posts == 2)
    world.tiktok.asked.clear()
    async with running(world) as again:
        await until(lambda: again.timers.next_posting is not None)
        assert world.tiktok.asked == []  # a restart alone asks nobody
        world.tiktok.trouble = Unreachable()  # the feed only: videos can be measured again
        again.move(world, HOUR + 1)
        await until(lambda: world.discord.posts == 3)


async def test_creators_to_be_added_are_looked_up_as_soon_as_they_are_given(world: World) -> None:
    world.tiktok.creators = {f"creator{number}": creator(number) for number in (1, 2)}
    await world.adding.keep([Handle("creator1")])
    async with running(world):
        await until(lambda: world.store.creators.tracked().result())
        await world.adding.keep([Handle("creator2")])
        await until(lambda: len(world.store.creators.tracked().result()) == 2)


async def test_creators_to_be_added_wait_for_the_end_of_a_pause_unless_they_are_given_in_it(world: World) -> None:
    world.tiktok.creators = {f"creator{number}": creator(number) for number in (1, 2)}
    await world.adding.keep([Handle("creator1")])
    async with running(world, paused=True) as now:
        await asyncio.sleep(0.05)
        assert world.store.creators.tracked().result() == []
        await world.adding.keep([Handle("creator2")])
        await until(lambda: len(world.store.creators.tracked().result()) == 2)
        assert now.timers.paused


async def test_candidates_are_read_by_a_timer_and_at_the_users_wish_also_while_paused(world: World) -> None:
    discover = world.discovering.discover
    brand = await world.discovering.brands.create(Brand(name="Mossy", words=("care",)))
    for id_ in (1, 2):
        world.tiktok.creators[f"creator{id_}"] = creator(id_, at=world.clock.now())
        world.tiktok.pages[f"creator{id_}"] = VideoPage(videos=(video(id_, by=creator(id_)),))
    async with running(world, paused=True):
        await discover.add(brand, [Handle("creator1")])
        await until(lambda: "videos creator1" in world.tiktok.asked)
    await discover.add(brand, [Handle("creator2")])
    async with running(world):  # a restart: what the user wanted is in the database
        await until(lambda: "videos creator2" in world.tiktok.asked)
    assert len([one for one in world.tiktok.asked if one.startswith("creator")]) == 2


async def test_figures_are_computed_by_a_timer_also_while_paused(world: World) -> None:
    brand = await world.discovering.brands.create(Brand(name="Mossy", words=("care",)))
    assert brand.id is not None
    page = VideoPage(videos=(replace(video(1, by=creator(1)), caption="I care"),))
    await world.store.creators.record_creator_videos(page, int(world.clock.now()))
    await world.store.candidates.add(brand.id, [(1, Found.FEED)], 1)
    told: list[object] = []
    world.discovering.figures.changed.connect(told.append)
    async with running(world, paused=True):
        await until(lambda: bool(told))
    [row] = await world.store.candidates.pool(brand.id)
    assert row.niche_matches == 1


async def test_a_campaigns_videos_are_measured_when_they_are_added_and_then_hourly(world: World) -> None:
    id_ = int(world.clock.time - 2 * HOUR) << 32
    world.tiktok.videos = [video(id_, by=creator(1), minutes=120, at=world.clock.time)]
    world.tiktok.pages["creator1"] = VideoPage(videos=())
    set_source(world, is_active=False)  # else the feed shows the video, which counts as measured
    asked = f"video {id_} of creator1"
    async with running(world) as now:
        campaign = await world.campaigns.create(Campaign(name="Launch"))
        assert campaign.id is not None
        text = f"https://www.tiktok.com/@creator1/video/{id_}"
        await world.campaigns.add(campaign.id, await world.campaigns.paste(campaign.id, text))
        await until(lambda: world.tiktok.asked.count(asked) == 1)
        await until(lambda: (world.campaigns.measuring.next_at or 0) == world.clock.time + HOUR)
        now.timers.pause_for(PauseLength.RESUMED)
        now.move(world, 2 * HOUR)
        await asyncio.sleep(0.05)
        assert world.tiktok.asked.count(asked) == 1  # not while paused
        now.timers.resume()
        await until(lambda: world.tiktok.asked.count(asked) == 2)  # what was missed is one measurement
